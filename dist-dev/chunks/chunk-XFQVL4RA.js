import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  systemErrorCode,
  unwritable
} from "./chunk-LDHJMGR5.js";
import {
  Problem
} from "./chunk-ODQNCGH6.js";

// src/files/write-file.ts
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
async function writeFileAtomically(path, content) {
  try {
    await mkdir(dirname(path), { recursive: true });
    const target = await realpath(path).catch(() => path);
    if (await isSpecial(target)) return await writeAndClose(target, "w", content);
    const temporary = join(
      dirname(target),
      `.${basename(target).slice(0, 80)}.${randomBytes(6).toString("hex")}.tmp`
    );
    try {
      await writeAndClose(temporary, "wx", content);
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    throw error instanceof Problem ? error : unwritable(path, error);
  }
}
async function checkWritable(path) {
  const status = await statOrNull(path);
  if (status?.isDirectory()) {
    throw new Problem("environment", "cannot-write", `cannot write "${path}": it is a folder`, {
      fix: "Name a file in it."
    });
  }
  let existing = status === null ? dirname(path) : path;
  while (await statOrNull(existing) === null && dirname(existing) !== existing)
    existing = dirname(existing);
  try {
    await access(existing, constants.W_OK);
    if (status === null && !(await stat(existing)).isDirectory()) throw notAFolder(existing);
  } catch (error) {
    throw unwritable(path, error);
  }
}
function notAFolder(path) {
  return Object.assign(new Error(path), { code: "ENOTDIR" });
}
async function statOrNull(path) {
  try {
    return await stat(path);
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return null;
  }
}
async function isSpecial(path) {
  const status = await statOrNull(path);
  return status !== null && !status.isFile() && !status.isDirectory();
}
async function writeAndClose(path, flags, content) {
  const file = await open(path, flags);
  try {
    await writeFile(file, content);
    if (flags === "wx") await file.sync();
  } finally {
    await file.close();
  }
}

// src/store/table.ts
var TOTAL = -1;
var USERS = -2;
async function* writeTable(columns, sections) {
  const arrow = await import("./Arrow.node-SVOYNPH3.js");
  const fields = [
    new arrow.Field("endpoint", new arrow.Int32(), false),
    ...columns.map(({ name, bits }) => new arrow.Field(name, floatOf(arrow, bits), true))
  ];
  const schema = new arrow.Schema(fields);
  const batches = sections.map((section) => {
    const children = [
      arrow.makeData({
        type: new arrow.Int32(),
        data: new Int32Array(section.length).fill(section.endpoint)
      }),
      ...columns.map(({ name, bits }) => columnData(arrow, section, name, bits))
    ];
    const type = new arrow.Struct(fields);
    return new arrow.RecordBatch(
      schema,
      arrow.makeData({ type, children, length: section.length, nullCount: 0 })
    );
  });
  const table = batches.length > 0 ? batches : [new arrow.RecordBatch(schema)];
  yield* arrow.RecordBatchFileWriter.writeAll(table);
}
function floatOf(arrow, bits) {
  return bits === 32 ? new arrow.Float32() : new arrow.Float64();
}
function columnData(arrow, section, name, bits) {
  const { length } = section;
  const values = section.columns.find((column) => column.name === name)?.values ?? (bits === 32 ? new Float32Array(length) : new Float64Array(length)).fill(Number.NaN);
  const nullBitmap = new Uint8Array(Math.ceil(length / 8));
  let nullCount = 0;
  for (let row = 0; row < length; row += 1) {
    if (Number.isNaN(values[row])) nullCount += 1;
    else nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | 1 << (row & 7);
  }
  const nulls = nullCount === 0 ? { nullCount } : { nullBitmap, nullCount };
  return bits === 32 ? arrow.makeData({ type: new arrow.Float32(), data: values, length, ...nulls }) : arrow.makeData({ type: new arrow.Float64(), data: values, length, ...nulls });
}
async function readTable(bytes) {
  const arrow = await import("./Arrow.node-SVOYNPH3.js");
  const sections = /* @__PURE__ */ new Map();
  try {
    for (const batch of arrow.tableFromIPC(bytes).batches) {
      if (batch.numRows === 0) continue;
      const endpoint = Number(batch.getChild("endpoint")?.get(0));
      const columns = sections.get(endpoint) ?? /* @__PURE__ */ new Map();
      sections.set(endpoint, columns);
      batch.schema.fields.slice(1).forEach((field, index) => {
        const data = batch.data.children[index + 1];
        if (data === void 0) return;
        columns.set(field.name, joined(columns.get(field.name), withNaN(data)));
      });
    }
  } catch {
    return null;
  }
  return sections;
}
function withNaN(data) {
  const source = data.values;
  const values = source instanceof Float32Array || source instanceof Float64Array ? source.slice(0, data.length) : Float64Array.from({ length: data.length }, (_, row) => Number(source[row]));
  if (data.nullCount > 0) {
    for (let row = 0; row < data.length; row += 1) if (!data.getValid(row)) values[row] = Number.NaN;
  }
  return values;
}
function joined(before, after) {
  if (before === void 0) return after;
  const all = before instanceof Float32Array ? new Float32Array(before.length + after.length) : new Float64Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}

// src/store/column-names.ts
var START = "start_ms";
var END = "end_ms";
var REQUESTS = "requests";
var FAILURES = "failures";
var SUM = "sum_ms";
var USER_COUNT = "users";
var SAMPLE = "response_time_ms";
var HISTOGRAM_WINDOW = "window";
var HISTOGRAM_VALUE = "value_ms";
var HISTOGRAM_COUNT = "count";
function quantileColumn(percentile) {
  return `p${percentile}_ms`;
}

export {
  writeFileAtomically,
  checkWritable,
  START,
  END,
  REQUESTS,
  FAILURES,
  SUM,
  USER_COUNT,
  SAMPLE,
  HISTOGRAM_WINDOW,
  HISTOGRAM_VALUE,
  HISTOGRAM_COUNT,
  quantileColumn,
  TOTAL,
  USERS,
  writeTable,
  readTable
};
