import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  nearestName,
  systemErrorCode,
  unreadable
} from "./chunk-LDHJMGR5.js";
import {
  formatSize
} from "./chunk-JFOV2Z73.js";
import {
  Problem
} from "./chunk-ODQNCGH6.js";

// src/files/open-sources.ts
import { readdir, realpath, stat } from "node:fs/promises";
import { basename as basename2, dirname as dirname2, join, relative, resolve as resolve2, sep } from "node:path";

// src/files/run-files.ts
var SISTER_ENDINGS = [
  "_stats_history.csv",
  "_stats.csv",
  "_failures.csv",
  "_exceptions.csv",
  "_requests.csv",
  "_distribution.csv"
];
var RESULT_NAME = /\.(csv|json|html?|log|txt)(\.gz)?$/i;
var TABLE_NAME = /\.csv(\.gz)?$/i;
function mayHoldResults(name) {
  return RESULT_NAME.test(name) && !name.startsWith(".");
}
function isTableName(name) {
  return TABLE_NAME.test(name) && !name.startsWith(".");
}
function prefixOf(name) {
  const bare = name.replace(/\.gz$/i, "");
  const ending = SISTER_ENDINGS.find((candidate) => bare.toLowerCase().endsWith(candidate));
  return ending === void 0 ? null : bare.slice(0, -ending.length);
}
function sistersOf(prefix, names) {
  const prefixes = new Set(names.map(prefixOf).filter((found) => found !== null));
  if (!prefixes.has(prefix)) return [];
  if (prefixes.size === 1) return names.filter(mayHoldResults);
  const alike = new Set(
    [".html", ".htm", ".json"].flatMap((ending) => [prefix + ending, `${prefix + ending}.gz`])
  );
  return names.filter((name) => prefixOf(name) === prefix || alike.has(name));
}
function suggestName(wanted, names) {
  const shown = names.filter((name) => !name.startsWith("."));
  const prefixes = shown.map(prefixOf).filter((prefix) => prefix !== null && prefix !== "");
  return nearestName(wanted, /* @__PURE__ */ new Set([...shown, ...prefixes]));
}

// src/files/source-file.ts
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { createGunzip } from "node:zlib";

// src/files/encoding.ts
import { isUtf8 } from "node:buffer";
function encodingDetector() {
  let start = new Uint8Array(0);
  let held = new Uint8Array(0);
  let valid = true;
  return {
    add(chunk) {
      if (start.length < 2) start = Buffer.concat([start, chunk.subarray(0, 2)]);
      if (!valid) return;
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const whole = bytes.length - unfinishedTail(bytes);
      valid = isUtf8(bytes.subarray(0, whole));
      held = Uint8Array.from(bytes.subarray(whole));
    },
    encoding() {
      if (start[0] === 255 && start[1] === 254) return "utf-16le";
      return valid && held.length === 0 ? "utf-8" : "windows-1252";
    }
  };
}
function unfinishedTail(bytes) {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 192) === 128) continue;
    const length = byte >= 240 ? 4 : byte >= 224 ? 3 : byte >= 192 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

// src/files/source-file.ts
var HEAD_BYTES = 64 * 1024;
var CHUNK_BYTES = 256 * 1024;
async function openSourceFile(path, shown, name, options) {
  const { gzip, diskBytes } = await probe(path, shown);
  const shownName = gzip ? name.replace(/\.gz$/i, "") : name;
  const hash = createHash("sha256");
  const detector = encodingDetector();
  const headParts = [];
  let sizeBytes = 0;
  for await (const chunk of readChunks({ path, shown, gzip }, Number.POSITIVE_INFINITY)) {
    if (sizeBytes < HEAD_BYTES) headParts.push(Uint8Array.from(chunk.subarray(0, HEAD_BYTES - sizeBytes)));
    sizeBytes += chunk.length;
    if (sizeBytes > options.maxBytes) throw tooLarge(shown, null, options.maxBytes);
    hash.update(chunk);
    detector.add(chunk);
    options.progress({ file: shownName, bytesRead: sizeBytes, sizeBytes: gzip ? sizeBytes : diskBytes });
  }
  return {
    name: shownName,
    folder: basename(dirname(resolve(path))),
    sizeBytes,
    sha256: hash.digest("hex"),
    head: Buffer.concat(headParts),
    encoding: detector.encoding(),
    chunks: () => readChunks({ path, shown, gzip }, sizeBytes)
  };
}
function tooLarge(path, sizeBytes, maxBytes) {
  const size = sizeBytes === null ? `more than ${formatSize(maxBytes)}` : formatSize(sizeBytes);
  return new Problem(
    "input",
    "file-too-large",
    `"${path}" holds ${size}, the limit is ${formatSize(maxBytes)}`,
    {
      fix: "Raise the limit with --max-size, for example --max-size 20GiB."
    }
  );
}
async function probe(path, shown) {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
      const gzip = bytesRead === 2 && buffer[0] === 31 && buffer[1] === 139;
      return { gzip, diskBytes: (await file.stat()).size };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(shown, error);
  }
}
async function* readChunks({ path, shown, gzip }, limitBytes) {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const stream = gzip ? file.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : file;
  if (stream !== file) file.on("error", (error) => stream.destroy(error));
  let left = limitBytes;
  try {
    for await (const chunk of stream) {
      if (left <= 0) return;
      yield chunk.length <= left ? chunk : chunk.subarray(0, left);
      left -= chunk.length;
    }
  } catch (error) {
    throw systemErrorCode(error) === null && isZlibError(error) ? damagedGzip(shown, error) : unreadable(shown, error);
  } finally {
    file.destroy();
    stream.destroy();
  }
}
function isZlibError(error) {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}
function damagedGzip(path, error) {
  return new Problem("input", "damaged-gzip", `"${path}" starts like a gzip file but cannot be unpacked`, {
    cause: error,
    fix: "Copy it again, or unpack it first to see what can be saved: gzip -dc FILE > results.csv"
  });
}

// src/files/open-sources.ts
var DEFAULT_MAX_BYTES = 8 * 1024 ** 3;
async function openSources(paths, options) {
  const found = [];
  for (const path of paths) found.push(await findFiles(path, resolve2(options.cwd, path), options.cwd));
  const base = sharedFolder(found.map(({ folder }) => folder));
  const known = /* @__PURE__ */ new Set();
  const sources = [];
  for (const path of found.flatMap((one) => one.paths)) {
    const shown = shownPath(path, options.cwd);
    const real = await realpath(path).catch((error) => {
      throw unreadable(shown, error);
    });
    if (known.has(real)) continue;
    known.add(real);
    await checkFile(path, shown, options.maxBytes);
    const name = relative(base, path).split(sep).join("/");
    sources.push(await openSourceFile(path, shown, name, options));
  }
  return sources;
}
async function standsForFiles(argument, cwd) {
  const path = resolve2(cwd, argument);
  if (await statOrNull(path) !== null) return true;
  return sistersOf(basename2(path), await namesIn(dirname2(path))).length > 0;
}
async function findFiles(shown, path, cwd) {
  const status = await statOrNull(path);
  if (status?.isDirectory()) return { folder: path, paths: await filesOfFolder(shown, path) };
  const folder = dirname2(path);
  const names = await namesIn(folder);
  const prefix = status === null ? basename2(path) : prefixOf(basename2(path));
  const sisters = prefix === null ? [] : sistersOf(prefix, names);
  if (status !== null)
    return { folder, paths: [.../* @__PURE__ */ new Set([path, ...sisters.map((name) => join(folder, name))])] };
  if (sisters.length === 0) throw await noSuchFile(shown, path, names, cwd);
  return { folder, paths: sisters.map((name) => join(folder, name)) };
}
async function filesOfFolder(shown, folder) {
  const entries = await entriesOf(folder);
  const own = entries.filter(({ name, kind }) => kind === "file" && mayHoldResults(name));
  const found = own.map(({ name }) => join(folder, name));
  if (!own.some(({ name }) => isTableName(name))) {
    const folders = entries.filter(({ name, kind }) => kind === "folder" && !name.startsWith("."));
    for (const inner of folders) {
      const innerPath = join(folder, inner.name);
      for (const { name, kind } of await entriesOf(innerPath)) {
        if (kind === "file" && mayHoldResults(name)) found.push(join(innerPath, name));
      }
    }
  }
  if (found.length > 0) return found;
  throw new Problem("input", "empty-folder", `the folder "${shown}" holds no file that could be results`, {
    fix: "Name the folder of the CSV, JSON or HTML files that the load test wrote."
  });
}
async function entriesOf(folder) {
  const entries = [];
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const status = entry.isSymbolicLink() ? await stat(join(folder, entry.name)).catch(() => null) : entry;
      if (status === null) continue;
      const kind = status.isFile() ? "file" : status.isDirectory() ? "folder" : "other";
      entries.push({ name: entry.name, kind });
    }
  } catch (error) {
    throw unreadable(folder, error);
  }
  return entries.sort((a, b) => a.name < b.name ? -1 : 1);
}
async function checkFile(path, shown, maxBytes) {
  const status = await stat(path).catch((error) => {
    throw unreadable(shown, error);
  });
  if (!status.isFile()) {
    throw new Problem("input", "not-a-file", `"${shown}" is neither a file nor a folder`, {
      fix: "Write what it delivers into a file first, and name that file."
    });
  }
  if (status.size > maxBytes) throw tooLarge(shown, status.size, maxBytes);
}
function shownPath(path, cwd) {
  const fromHere = relative(cwd, path);
  return fromHere === "" || fromHere.startsWith("..") ? path : fromHere;
}
async function noSuchFile(shown, path, names, cwd) {
  const near = suggestName(basename2(path), names);
  const folder = dirname2(path);
  const fix = near !== null ? `Did you mean "${join(dirname2(shown), near)}"?` : await statOrNull(folder) === null ? `There is no folder "${shownPath(folder, cwd)}" either.` : "Name a folder, a file, or the prefix given to --csv.";
  return new Problem(
    "input",
    "no-such-file",
    `"${shown}" is no file, no folder and no prefix of result files`,
    {
      fix
    }
  );
}
async function statOrNull(path) {
  try {
    return await stat(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return null;
    throw unreadable(path, error);
  }
}
async function namesIn(folder) {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return [];
  }
}
function sharedFolder(folders) {
  const [first = "", ...others] = folders;
  const isWithin = (folder, outer) => folder === outer || folder.startsWith(outer.endsWith(sep) ? outer : outer + sep);
  let shared = first;
  while (!others.every((folder) => isWithin(folder, shared))) {
    const outer = dirname2(shared);
    if (outer === shared) break;
    shared = outer;
  }
  return shared;
}

export {
  suggestName,
  DEFAULT_MAX_BYTES,
  openSources,
  standsForFiles
};
