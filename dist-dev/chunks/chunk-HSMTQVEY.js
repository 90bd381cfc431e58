import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  compareEndpointKeys,
  endpointId,
  endpointLabel
} from "./chunk-PNYPZT3Q.js";
import {
  Problem
} from "./chunk-ODQNCGH6.js";

// src/importers/locust/assemble.ts
import { createHash } from "node:crypto";

// src/decode/fields.ts
var UnreadableCell = class extends Error {
  name = "UnreadableCell";
};
var RESAVED = "The file looks re-saved by a spreadsheet. Import the file that Locust wrote.";
var PLAIN_NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
var PLAIN_GROUPED = /^-?[1-9]\d{0,2}(?:([,\u0020\u00a0\u202f'’])\d{3})(?:\1\d{3})*(?:\.\d+)?$/;
var COMMA_NUMBER = /^-?\d+(?:,\d+)?(?:[eE][+-]?\d+)?$/;
var COMMA_GROUPED = /^-?[1-9]\d{0,2}(?:([.\u0020\u00a0\u202f'’])\d{3})(?:\1\d{3})*(?:,\d+)?$/;
var SHORTENED_TIMESTAMP = /^\d+(?:[.,]\d+)?[eE]\+?\d+$/;
var NumberStyleEvidence = class {
  #point = 0;
  #comma = 0;
  /** Looks at one row. */
  add(cells, columns) {
    for (const column of columns) {
      const cell = cells[column.index] ?? "";
      const point = readAs("point", cell, column.kind);
      const comma = readAs("decimal-comma", cell, column.kind);
      if (point !== null && comma === null) this.#point += 1;
      if (comma !== null && point === null) this.#comma += 1;
    }
  }
  /** The style that more cells speak for; null while none does, or as many for the one as for the other. */
  get style() {
    if (this.#point === this.#comma) return null;
    return this.#point > this.#comma ? "point" : "decimal-comma";
  }
};
var NumberReader = class {
  #file;
  #style;
  #hasGroups = false;
  /** @param style null when the file did not settle it: numbers that could be read two ways are then refused. */
  constructor(file, style) {
    this.#file = file;
    this.#style = style;
  }
  /** True when a number was met that a spreadsheet wrote, not Locust. */
  get sawSpreadsheet() {
    return this.#style === "decimal-comma" || this.#hasGroups;
  }
  /** 'decimal commas' or 'decimal points', for a notice. */
  get styleInWords() {
    return this.#style === "decimal-comma" ? "decimal commas" : "decimal points";
  }
  /**
   * The number in a cell.
   *
   * @throws {UnreadableCell} when there is none; the message is the reason, without a full stop.
   * @throws {Problem} `number-ambiguous` when it could be two numbers, `timestamp-shortened` when a spreadsheet
   *   has cut off digits of a timestamp.
   */
  read(cells, column, line) {
    const cell = cells[column.index] ?? "";
    if (this.#style !== "decimal-comma" && PLAIN_NUMBER.test(cell) && !this.#isDoubtful(cell)) {
      const value = Number(cell);
      if (fits(value, column.kind)) return value;
    }
    return this.#readUnusual(cell, column, line);
  }
  #isDoubtful(cell) {
    return this.#style === null && COMMA_GROUPED.test(cell);
  }
  #readUnusual(cell, column, line) {
    if (column.kind === "timestamp" && SHORTENED_TIMESTAMP.test(cell)) throw this.#shortened(cell, column, line);
    const point = this.#style === "decimal-comma" ? null : readAs("point", cell, column.kind);
    const comma = this.#style === "point" ? null : readAs("decimal-comma", cell, column.kind);
    if (point !== null && comma !== null && point !== comma) throw this.#ambiguous(cell, column, line);
    const value = point ?? comma;
    if (value === null) throw new UnreadableCell(`has ${quote(cell)} in ${quote(column.title)}, not ${wanted(column)}`);
    this.#hasGroups ||= !PLAIN_NUMBER.test(cell);
    return value;
  }
  #ambiguous(cell, column, line) {
    return new Problem(
      "input",
      "number-ambiguous",
      `${quote(cell)} in ${quote(column.title)} could be read as two numbers, and no other cell of the file settles which.`,
      { where: { file: this.#file, line, column: column.title }, fix: RESAVED }
    );
  }
  #shortened(cell, column, line) {
    return new Problem(
      "input",
      "timestamp-shortened",
      `The time ${quote(cell)} in ${quote(column.title)} has lost its last digits, so nothing can be told over time.`,
      { where: { file: this.#file, line, column: column.title }, fix: RESAVED }
    );
  }
};
function quote(cell) {
  const characters = Array.from(cell);
  return JSON.stringify(characters.length > 60 ? `${characters.slice(0, 59).join("")}\u2026` : cell);
}
function readAs(style, cell, kind) {
  const isPlain = (style === "point" ? PLAIN_NUMBER : COMMA_NUMBER).test(cell);
  if (!isPlain && !(style === "point" ? PLAIN_GROUPED : COMMA_GROUPED).test(cell)) return null;
  const text = cell.replace(style === "point" ? /[^\d.eE+-]/g : /[^\d,eE+-]/g, "").replace(",", ".");
  const value = Number(text);
  return fits(value, kind) ? value : null;
}
function fits(value, kind) {
  if (kind === "decimal") return Number.isFinite(value);
  return Number.isSafeInteger(value) && value >= 0;
}
function wanted(column) {
  if (column.kind === "timestamp") return "a time in whole seconds since 1970";
  return column.kind === "count" ? "a whole number" : "a number";
}

// src/importers/locust/epoch-ms.ts
function epochMs(seconds) {
  return Math.round(seconds * 1e6) / 1e3;
}

// src/importers/locust/failure-message.ts
var MASKED_ADDRESS = "0x\u2026";
var LONGEST_UNWRAPPED = 2e4;
var WRAPPERS = ["CatchResponseError", "HTTPError"];
function unwrapFailureMessage(text) {
  let unwrapped = maskAddresses(text);
  for (; ; ) {
    if (unwrapped.length > LONGEST_UNWRAPPED) return unwrapped;
    const inner = unwrapOnce(unwrapped);
    if (inner === null) return unwrapped;
    unwrapped = maskAddresses(inner);
  }
}
function maskAddresses(text) {
  return text.replace(/0x(?:[0-9a-f]+|\.{4})/gi, MASKED_ADDRESS);
}
function unwrapOnce(text) {
  const inner = readStringLiteral(text) ?? readWrapper(text);
  return inner === null || inner.trim() === "" ? null : inner;
}
function readWrapper(text) {
  const name = WRAPPERS.find((wrapper) => text.startsWith(`${wrapper}(`));
  if (name === void 0 || !text.endsWith(")")) return null;
  const argument = text.slice(name.length + 1, -1).replace(/,$/, "");
  return readStringLiteral(argument) ?? (isOneCall(argument) ? argument : null);
}
function readStringLiteral(text) {
  const body = /^u?'/.test(text) || /^u?"/.test(text) ? text.replace(/^u/, "") : null;
  if (body === null || body.length < 2) return null;
  const quote2 = body.charAt(0);
  const literal = quote2 === "'" ? /^'(?:[^'\\]|\\.)*'$/s : /^"(?:[^"\\]|\\.)*"$/s;
  return literal.test(body) ? unescapeLiteral(body.slice(1, -1)) : null;
}
function unescapeLiteral(body) {
  return body.replace(/\\([\\'"nrt])/g, (_, escaped) => {
    if (escaped === "n") return "\n";
    if (escaped === "r") return "\r";
    if (escaped === "t") return "	";
    return escaped;
  });
}
function isOneCall(text) {
  const open = /^[A-Za-z_][\w.]*\(/.exec(text)?.[0].length;
  if (open === void 0 || !text.endsWith(")")) return false;
  let depth = 1;
  for (let index = open; index < text.length - 1; index++) {
    const character = text.charAt(index);
    if (character === "(") depth++;
    else if (character === ")") depth--;
    if (depth === 0) return false;
  }
  return depth === 1;
}

// src/importers/locust/failure-rows.ts
var FailureRows = class {
  #rows = /* @__PURE__ */ new Map();
  /** `text` is the message as Locust wrote it; the times are Unix epoch ms, null when not recorded. */
  add(key, text, count, firstMs, lastMs) {
    const message = unwrapFailureMessage(text);
    const id = `${endpointId(key)}\0${message}`;
    const known = this.#rows.get(id);
    this.#rows.set(id, {
      key,
      message,
      count: count + (known?.count ?? 0),
      firstMs: choose(Math.min, known?.firstMs ?? null, firstMs),
      lastMs: choose(Math.max, known?.lastMs ?? null, lastMs)
    });
  }
  /** In the order in which they first came. */
  rows() {
    return [...this.#rows.values()];
  }
};
function choose(of, a, b) {
  return a === null || b === null ? a ?? b : of(a, b);
}

// node_modules/csv-parse/lib/api/CsvError.js
var CsvError = class _CsvError extends Error {
  constructor(code, message, options, ...contexts) {
    if (Array.isArray(message)) message = message.join(" ").trim();
    super(message);
    if (Error.captureStackTrace !== void 0) {
      Error.captureStackTrace(this, _CsvError);
    }
    this.code = code;
    for (const context of contexts) {
      for (const key in context) {
        const value = context[key];
        this[key] = Buffer.isBuffer(value) ? value.toString(options.encoding) : value == null ? value : JSON.parse(JSON.stringify(value));
      }
    }
  }
};

// node_modules/csv-parse/lib/utils/is_object.js
var is_object = function(obj) {
  return typeof obj === "object" && obj !== null && !Array.isArray(obj);
};

// node_modules/csv-parse/lib/api/normalize_columns_array.js
var normalize_columns_array = function(columns) {
  const normalizedColumns = [];
  for (let i = 0, l = columns.length; i < l; i++) {
    const column = columns[i];
    if (column === void 0 || column === null || column === false) {
      normalizedColumns[i] = { disabled: true };
    } else if (typeof column === "string" || typeof column === "number") {
      normalizedColumns[i] = { name: `${column}` };
    } else if (is_object(column)) {
      if (typeof column.name !== "string") {
        throw new CsvError("CSV_OPTION_COLUMNS_MISSING_NAME", [
          "Option columns missing name:",
          `property "name" is required at position ${i}`,
          "when column is an object literal"
        ]);
      }
      normalizedColumns[i] = column;
    } else {
      throw new CsvError("CSV_INVALID_COLUMN_DEFINITION", [
        "Invalid column definition:",
        "expect a string or a literal object,",
        `got ${JSON.stringify(column)} at position ${i}`
      ]);
    }
  }
  return normalizedColumns;
};

// node_modules/csv-parse/lib/utils/ResizeableBuffer.js
var ResizeableBuffer = class {
  constructor(size = 100) {
    this.size = size;
    this.length = 0;
    this.buf = Buffer.allocUnsafe(size);
  }
  prepend(val) {
    if (Buffer.isBuffer(val)) {
      const length = this.length + val.length;
      if (length >= this.size) {
        this.resize();
        if (length >= this.size) {
          throw Error("INVALID_BUFFER_STATE");
        }
      }
      const buf = this.buf;
      this.buf = Buffer.allocUnsafe(this.size);
      val.copy(this.buf, 0);
      buf.copy(this.buf, val.length);
      this.length += val.length;
    } else {
      const length = this.length++;
      if (length === this.size) {
        this.resize();
      }
      const buf = this.clone();
      this.buf[0] = val;
      buf.copy(this.buf, 1, 0, length);
    }
  }
  append(val) {
    const length = this.length++;
    if (length === this.size) {
      this.resize();
    }
    this.buf[length] = val;
  }
  clone() {
    return Buffer.from(this.buf.slice(0, this.length));
  }
  resize() {
    const length = this.length;
    this.size = this.size * 2;
    const buf = Buffer.allocUnsafe(this.size);
    this.buf.copy(buf, 0, 0, length);
    this.buf = buf;
  }
  toString(encoding) {
    if (encoding) {
      return this.buf.toString(encoding, 0, this.length);
    } else {
      return Uint8Array.prototype.slice.call(this.buf.slice(0, this.length));
    }
  }
  toJSON() {
    return this.toString("utf8");
  }
  reset() {
    this.length = 0;
  }
};
var ResizeableBuffer_default = ResizeableBuffer;

// node_modules/csv-parse/lib/api/init_state.js
var init_state = function(options) {
  const timchars = [
    // Basic Latin
    32,
    // [Space](https://www.fileformat.info/info/unicode/char/0020/index.htm)
    9,
    // [CHARACTER TABULATION (HT)](https://www.fileformat.info/info/unicode/char/0009/index.htm)
    10,
    // [LINE FEED (LF)](https://www.fileformat.info/info/unicode/char/000a/index.htm)
    13,
    // [CARRIAGE RETURN (CR)](https://www.fileformat.info/info/unicode/char/000d/index.htm)
    12,
    // [FORM FEED (FF)](https://www.fileformat.info/info/unicode/char/000c/index.htm)
    11,
    // [LINE TABULATION (VT)](https://www.fileformat.info/info/unicode/char/000b/index.htm)
    // Latin-1 Supplement
    160,
    // [NO-BREAK SPACE (NBSP)](https://www.fileformat.info/info/unicode/char/00a0/index.htm)
    // Ogham
    5760,
    // [OGHAM SPACE MARK](https://www.fileformat.info/info/unicode/char/1680/index.htm)
    // General Punctuation
    8192,
    // [EN QUAD](https://www.fileformat.info/info/unicode/char/2000/index.htm)
    8193,
    // [EM QUAD](https://www.fileformat.info/info/unicode/char/2001/index.htm)
    8194,
    // [EN SPACE](https://www.fileformat.info/info/unicode/char/2002/index.htm)
    8195,
    // [EM SPACE](https://www.fileformat.info/info/unicode/char/2003/index.htm)
    8196,
    // [THREE-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2004/index.htm)
    8197,
    // [FOUR-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2005/index.htm)
    8198,
    // [SIX-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2006/index.htm)
    8199,
    // [FIGURE SPACE](https://www.fileformat.info/info/unicode/char/2007/index.htm)
    8200,
    // [PUNCTUATION SPACE](https://www.fileformat.info/info/unicode/char/2008/index.htm)
    8201,
    // [THIN SPACE](https://www.fileformat.info/info/unicode/char/2009/index.htm)
    8202,
    // [HAIR SPACE](https://www.fileformat.info/info/unicode/char/200a/index.htm)
    8232,
    // [LINE SEPARATOR](https://www.fileformat.info/info/unicode/char/2028/index.htm)
    8233,
    // [PARAGRAPH SEPARATOR](https://www.fileformat.info/info/unicode/char/2029/index.htm)
    8239,
    // [NARROW NO-BREAK SPACE (NNBSP)](https://www.fileformat.info/info/unicode/char/202f/index.htm)
    8287,
    // [MEDIUM MATHEMATICAL SPACE (MMSP)](https://www.fileformat.info/info/unicode/char/205f/index.htm)
    12288,
    // [IDEOGRAPHIC SPACE](https://www.fileformat.info/info/unicode/char/3000/index.htm)
    65279
    // [ZERO WIDTH NO-BREAK SPACE (BOM)](https://www.fileformat.info/info/unicode/char/feff/index.htm)
  ].reduce((acc, codepoint) => {
    const encoded = Buffer.from(
      String.fromCharCode(codepoint),
      options.encoding
    );
    if (codepoint !== 63 && encoded.length === 1 && encoded[0] === 63) {
      return acc;
    }
    acc.push(encoded);
    return acc;
  }, []);
  const timcharFirstBytes = new Uint8Array(256);
  for (const t of timchars) timcharFirstBytes[t[0]] = 1;
  return {
    bomSkipped: false,
    bufBytesStart: 0,
    castField: options.cast_function,
    commenting: false,
    delimiterBufPrevious: void 0,
    delimiterDiscovered: false,
    // Current error encountered by a record
    error: void 0,
    enabled: options.from_line === 1,
    escaping: false,
    escapeIsQuote: Buffer.isBuffer(options.escape) && Buffer.isBuffer(options.quote) && Buffer.compare(options.escape, options.quote) === 0,
    // columns can be `false`, `true`, `Array`
    expectedRecordLength: Array.isArray(options.columns) ? options.columns.length : void 0,
    field: new ResizeableBuffer_default(20),
    firstLineToHeaders: options.cast_first_line_to_header,
    needMoreDataSize: Math.max(
      // Skip if the remaining buffer smaller than comment
      options.comment !== null ? options.comment.length : 0,
      ...options.delimiter ? options.delimiter.map((delimiter) => delimiter.length) : [],
      // Auto discovery of delimiter is limited to 1 character
      options.delimiter_auto ? 1 : 0,
      // Skip if the remaining buffer can be escape sequence
      options.quote !== null ? options.quote.length : 0,
      ...timchars.map((t) => t.length)
    ),
    previousBuf: void 0,
    quoting: false,
    stop: false,
    rawBuffer: new ResizeableBuffer_default(100),
    record: [],
    recordHasError: false,
    record_length: 0,
    recordDelimiterMaxLength: options.record_delimiter.length === 0 ? 0 : Math.max(...options.record_delimiter.map((v) => v.length)),
    trimChars: [
      Buffer.from(" ", options.encoding)[0],
      Buffer.from("	", options.encoding)[0]
    ],
    wasQuoting: false,
    wasRowDelimiter: false,
    timchars,
    timcharFirstBytes
  };
};

// node_modules/csv-parse/lib/utils/underscore.js
var underscore = function(str) {
  return str.replace(/([A-Z])/g, function(_, match) {
    return "_" + match.toLowerCase();
  });
};

// node_modules/csv-parse/lib/api/normalize_options.js
var normalize_options = function(opts) {
  const options = {};
  for (const opt in opts) {
    options[underscore(opt)] = opts[opt];
  }
  if (options.encoding === void 0 || options.encoding === true) {
    options.encoding = "utf8";
  } else if (options.encoding === null || options.encoding === false) {
    options.encoding = null;
  } else if (typeof options.encoding !== "string" && options.encoding !== null) {
    throw new CsvError(
      "CSV_INVALID_OPTION_ENCODING",
      [
        "Invalid option encoding:",
        "encoding must be a string or null to return a buffer,",
        `got ${JSON.stringify(options.encoding)}`
      ],
      options
    );
  }
  if (options.bom === void 0 || options.bom === null || options.bom === false) {
    options.bom = false;
  } else if (options.bom !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_BOM",
      [
        "Invalid option bom:",
        "bom must be true,",
        `got ${JSON.stringify(options.bom)}`
      ],
      options
    );
  }
  options.cast_function = null;
  if (options.cast === void 0 || options.cast === null || options.cast === false || options.cast === "") {
    options.cast = void 0;
  } else if (typeof options.cast === "function") {
    options.cast_function = options.cast;
    options.cast = true;
  } else if (options.cast !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST",
      [
        "Invalid option cast:",
        "cast must be true or a function,",
        `got ${JSON.stringify(options.cast)}`
      ],
      options
    );
  }
  if (options.cast_date === void 0 || options.cast_date === null || options.cast_date === false || options.cast_date === "") {
    options.cast_date = false;
  } else if (options.cast_date === true) {
    options.cast_date = function(value) {
      const date = Date.parse(value);
      return !isNaN(date) ? new Date(date) : value;
    };
  } else if (typeof options.cast_date !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST_DATE",
      [
        "Invalid option cast_date:",
        "cast_date must be true or a function,",
        `got ${JSON.stringify(options.cast_date)}`
      ],
      options
    );
  }
  options.cast_first_line_to_header = void 0;
  if (options.columns === true) {
    options.cast_first_line_to_header = void 0;
  } else if (typeof options.columns === "function") {
    options.cast_first_line_to_header = options.columns;
    options.columns = true;
  } else if (Array.isArray(options.columns)) {
    options.columns = normalize_columns_array(options.columns);
  } else if (options.columns === void 0 || options.columns === null || options.columns === false) {
    options.columns = false;
  } else {
    throw new CsvError(
      "CSV_INVALID_OPTION_COLUMNS",
      [
        "Invalid option columns:",
        "expect an array, a function or true,",
        `got ${JSON.stringify(options.columns)}`
      ],
      options
    );
  }
  if (options.group_columns_by_name === void 0 || options.group_columns_by_name === null || options.group_columns_by_name === false) {
    options.group_columns_by_name = false;
  } else if (options.group_columns_by_name !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "expect an boolean,",
        `got ${JSON.stringify(options.group_columns_by_name)}`
      ],
      options
    );
  } else if (options.columns === false) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "the `columns` mode must be activated."
      ],
      options
    );
  }
  if (options.comment === void 0 || options.comment === null || options.comment === false || options.comment === "") {
    options.comment = null;
  } else {
    if (typeof options.comment === "string") {
      options.comment = Buffer.from(options.comment, options.encoding);
    }
    if (!Buffer.isBuffer(options.comment)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_COMMENT",
        [
          "Invalid option comment:",
          "comment must be a buffer or a string,",
          `got ${JSON.stringify(options.comment)}`
        ],
        options
      );
    }
  }
  if (options.comment_no_infix === void 0 || options.comment_no_infix === null || options.comment_no_infix === false) {
    options.comment_no_infix = false;
  } else if (options.comment_no_infix !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_COMMENT",
      [
        "Invalid option comment_no_infix:",
        "value must be a boolean,",
        `got ${JSON.stringify(options.comment_no_infix)}`
      ],
      options
    );
  }
  if (options.delimiter_auto === void 0 || options.delimiter_auto === null || options.delimiter_auto === false) {
    options.delimiter_auto = false;
  } else if (options.delimiter_auto === true) {
    options.delimiter_auto = {};
  } else if (!is_object(options.delimiter_auto)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_DELIMITER_AUTO",
      [
        "Invalid option delimiter_auto:",
        "delimiter_auto must be a boolean or a configuration object,",
        `got ${JSON.stringify(options.delimiter_auto)}`
      ],
      options
    );
  }
  if (options.delimiter_auto) {
    if (options.delimiter_auto.preferred === void 0)
      options.delimiter_auto.preferred = {
        [",".charCodeAt(0)]: 1.8,
        ["	".charCodeAt(0)]: 1.8,
        [";".charCodeAt(0)]: 1.6,
        [" ".charCodeAt(0)]: 1.6,
        [":".charCodeAt(0)]: 1.5,
        [".".charCodeAt(0)]: 1.4,
        ["/".charCodeAt(0)]: 1.4
      };
    else if (!is_object(options.delimiter_auto.preferred)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "preferred must be an object,",
          `got ${JSON.stringify(options.delimiter_auto.preferred)}`
        ],
        options
      );
    }
    if (options.delimiter_auto.score === void 0)
      options.delimiter_auto.score = (info, options2) => {
        return (info.total - info.std) * (options2.preferred[info.char_code] || 1);
      };
    else if (typeof options.delimiter_auto.score !== "function") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "score must be a function,",
          `got ${JSON.stringify(options.delimiter_auto.score)}`
        ],
        options
      );
    }
    if (options.delimiter_auto.size === void 0)
      options.delimiter_auto.size = 2048;
    else if (typeof options.delimiter_auto.size !== "number") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "size must be a number,",
          `got ${JSON.stringify(options.delimiter_auto.size)}`
        ],
        options
      );
    }
  }
  const delimiter_json = JSON.stringify(options.delimiter);
  if (options.delimiter_auto !== false) {
    options.delimiter = [];
  }
  if (!Array.isArray(options.delimiter)) {
    if (options.delimiter === void 0 || options.delimiter === null || options.delimiter === false) {
      options.delimiter = Buffer.from(",", options.encoding);
    }
    options.delimiter = [options.delimiter];
  }
  options.delimiter = options.delimiter.map(function(delimiter) {
    if (typeof delimiter === "string") {
      delimiter = Buffer.from(delimiter, options.encoding);
    }
    if (!Buffer.isBuffer(delimiter) || delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER",
        [
          "Invalid option delimiter:",
          "delimiter must be a non empty string or buffer or array of string|buffer,",
          `got ${delimiter_json}`
        ],
        options
      );
    }
    return delimiter;
  });
  if (options.escape === void 0 || options.escape === true) {
    options.escape = Buffer.from('"', options.encoding);
  } else if (typeof options.escape === "string") {
    options.escape = Buffer.from(options.escape, options.encoding);
  } else if (options.escape === null || options.escape === false) {
    options.escape = null;
  }
  if (options.escape !== null) {
    if (!Buffer.isBuffer(options.escape)) {
      throw new Error(
        `Invalid Option: escape must be a buffer, a string or a boolean, got ${JSON.stringify(options.escape)}`
      );
    }
  }
  if (options.from === void 0 || options.from === null) {
    options.from = 1;
  } else {
    if (typeof options.from === "string" && /\d+/.test(options.from)) {
      options.from = parseInt(options.from);
    }
    if (Number.isInteger(options.from)) {
      if (options.from < 0) {
        throw new Error(
          `Invalid Option: from must be a positive integer, got ${JSON.stringify(opts.from)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from must be an integer, got ${JSON.stringify(options.from)}`
      );
    }
  }
  if (options.from_line === void 0 || options.from_line === null) {
    options.from_line = 1;
  } else {
    if (typeof options.from_line === "string" && /\d+/.test(options.from_line)) {
      options.from_line = parseInt(options.from_line);
    }
    if (Number.isInteger(options.from_line)) {
      if (options.from_line <= 0) {
        throw new Error(
          `Invalid Option: from_line must be a positive integer greater than 0, got ${JSON.stringify(opts.from_line)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from_line must be an integer, got ${JSON.stringify(opts.from_line)}`
      );
    }
  }
  if (options.ignore_last_delimiters === void 0 || options.ignore_last_delimiters === null) {
    options.ignore_last_delimiters = false;
  } else if (typeof options.ignore_last_delimiters === "number") {
    options.ignore_last_delimiters = Math.floor(options.ignore_last_delimiters);
    if (options.ignore_last_delimiters === 0) {
      options.ignore_last_delimiters = false;
    }
  } else if (typeof options.ignore_last_delimiters !== "boolean") {
    throw new CsvError(
      "CSV_INVALID_OPTION_IGNORE_LAST_DELIMITERS",
      [
        "Invalid option `ignore_last_delimiters`:",
        "the value must be a boolean value or an integer,",
        `got ${JSON.stringify(options.ignore_last_delimiters)}`
      ],
      options
    );
  }
  if (options.ignore_last_delimiters === true && options.columns === false) {
    throw new CsvError(
      "CSV_IGNORE_LAST_DELIMITERS_REQUIRES_COLUMNS",
      [
        "The option `ignore_last_delimiters`",
        "requires the activation of the `columns` option"
      ],
      options
    );
  }
  if (options.info === void 0 || options.info === null || options.info === false) {
    options.info = false;
  } else if (options.info !== true) {
    throw new Error(
      `Invalid Option: info must be true, got ${JSON.stringify(options.info)}`
    );
  }
  if (options.max_record_size === void 0 || options.max_record_size === null || options.max_record_size === false) {
    options.max_record_size = 0;
  } else if (Number.isInteger(options.max_record_size) && options.max_record_size >= 0) {
  } else if (typeof options.max_record_size === "string" && /\d+/.test(options.max_record_size)) {
    options.max_record_size = parseInt(options.max_record_size);
  } else {
    throw new Error(
      `Invalid Option: max_record_size must be a positive integer, got ${JSON.stringify(options.max_record_size)}`
    );
  }
  if (options.objname === void 0 || options.objname === null || options.objname === false) {
    options.objname = void 0;
  } else if (Buffer.isBuffer(options.objname)) {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty buffer`);
    }
    if (options.encoding === null) {
    } else {
      options.objname = options.objname.toString(options.encoding);
    }
  } else if (typeof options.objname === "string") {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty string`);
    }
  } else if (typeof options.objname === "number") {
  } else {
    throw new Error(
      `Invalid Option: objname must be a string or a buffer, got ${options.objname}`
    );
  }
  if (options.objname !== void 0) {
    if (typeof options.objname === "number") {
      if (options.columns !== false) {
        throw Error(
          "Invalid Option: objname index cannot be combined with columns or be defined as a field"
        );
      }
    } else {
      if (options.columns === false) {
        throw Error(
          "Invalid Option: objname field must be combined with columns or be defined as an index"
        );
      }
    }
  }
  if (options.on_record === void 0 || options.on_record === null) {
    options.on_record = void 0;
  } else if (typeof options.on_record !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_ON_RECORD",
      [
        "Invalid option `on_record`:",
        "expect a function,",
        `got ${JSON.stringify(options.on_record)}`
      ],
      options
    );
  }
  if (options.on_skip !== void 0 && options.on_skip !== null && typeof options.on_skip !== "function") {
    throw new Error(
      `Invalid Option: on_skip must be a function, got ${JSON.stringify(options.on_skip)}`
    );
  }
  if (options.quote === null || options.quote === false || options.quote === "") {
    options.quote = null;
  } else {
    if (options.quote === void 0 || options.quote === true) {
      options.quote = Buffer.from('"', options.encoding);
    } else if (typeof options.quote === "string") {
      options.quote = Buffer.from(options.quote, options.encoding);
    }
    if (!Buffer.isBuffer(options.quote)) {
      throw new Error(
        `Invalid Option: quote must be a buffer or a string, got ${JSON.stringify(options.quote)}`
      );
    }
  }
  if (options.raw === void 0 || options.raw === null || options.raw === false) {
    options.raw = false;
  } else if (options.raw !== true) {
    throw new Error(
      `Invalid Option: raw must be true, got ${JSON.stringify(options.raw)}`
    );
  }
  if (options.record_delimiter === void 0) {
    options.record_delimiter = [];
  } else if (typeof options.record_delimiter === "string" || Buffer.isBuffer(options.record_delimiter)) {
    if (options.record_delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer,",
          `got ${JSON.stringify(options.record_delimiter)}`
        ],
        options
      );
    }
    options.record_delimiter = [options.record_delimiter];
  } else if (!Array.isArray(options.record_delimiter)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_RECORD_DELIMITER",
      [
        "Invalid option `record_delimiter`:",
        "value must be a string, a buffer or array of string|buffer,",
        `got ${JSON.stringify(options.record_delimiter)}`
      ],
      options
    );
  }
  options.record_delimiter = options.record_delimiter.map(function(rd, i) {
    if (typeof rd !== "string" && !Buffer.isBuffer(rd)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a string, a buffer or array of string|buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`
        ],
        options
      );
    } else if (rd.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`
        ],
        options
      );
    }
    if (typeof rd === "string") {
      rd = Buffer.from(rd, options.encoding);
    }
    return rd;
  });
  if (typeof options.relax_column_count === "boolean") {
  } else if (options.relax_column_count === void 0 || options.relax_column_count === null) {
    options.relax_column_count = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count must be a boolean, got ${JSON.stringify(options.relax_column_count)}`
    );
  }
  if (typeof options.relax_column_count_less === "boolean") {
  } else if (options.relax_column_count_less === void 0 || options.relax_column_count_less === null) {
    options.relax_column_count_less = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_less must be a boolean, got ${JSON.stringify(options.relax_column_count_less)}`
    );
  }
  if (typeof options.relax_column_count_more === "boolean") {
  } else if (options.relax_column_count_more === void 0 || options.relax_column_count_more === null) {
    options.relax_column_count_more = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_more must be a boolean, got ${JSON.stringify(options.relax_column_count_more)}`
    );
  }
  if (typeof options.relax_quotes === "boolean") {
  } else if (options.relax_quotes === void 0 || options.relax_quotes === null) {
    options.relax_quotes = false;
  } else {
    throw new Error(
      `Invalid Option: relax_quotes must be a boolean, got ${JSON.stringify(options.relax_quotes)}`
    );
  }
  if (typeof options.skip_empty_lines === "boolean") {
  } else if (options.skip_empty_lines === void 0 || options.skip_empty_lines === null) {
    options.skip_empty_lines = false;
  } else {
    throw new Error(
      `Invalid Option: skip_empty_lines must be a boolean, got ${JSON.stringify(options.skip_empty_lines)}`
    );
  }
  if (typeof options.skip_records_with_empty_values === "boolean") {
  } else if (options.skip_records_with_empty_values === void 0 || options.skip_records_with_empty_values === null) {
    options.skip_records_with_empty_values = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_empty_values must be a boolean, got ${JSON.stringify(options.skip_records_with_empty_values)}`
    );
  }
  if (typeof options.skip_records_with_error === "boolean") {
  } else if (options.skip_records_with_error === void 0 || options.skip_records_with_error === null) {
    options.skip_records_with_error = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_error must be a boolean, got ${JSON.stringify(options.skip_records_with_error)}`
    );
  }
  if (options.rtrim === void 0 || options.rtrim === null || options.rtrim === false) {
    options.rtrim = false;
  } else if (options.rtrim !== true) {
    throw new Error(
      `Invalid Option: rtrim must be a boolean, got ${JSON.stringify(options.rtrim)}`
    );
  }
  if (options.ltrim === void 0 || options.ltrim === null || options.ltrim === false) {
    options.ltrim = false;
  } else if (options.ltrim !== true) {
    throw new Error(
      `Invalid Option: ltrim must be a boolean, got ${JSON.stringify(options.ltrim)}`
    );
  }
  if (options.trim === void 0 || options.trim === null || options.trim === false) {
    options.trim = false;
  } else if (options.trim !== true) {
    throw new Error(
      `Invalid Option: trim must be a boolean, got ${JSON.stringify(options.trim)}`
    );
  }
  if (options.trim === true && opts.ltrim !== false) {
    options.ltrim = true;
  } else if (options.ltrim !== true) {
    options.ltrim = false;
  }
  if (options.trim === true && opts.rtrim !== false) {
    options.rtrim = true;
  } else if (options.rtrim !== true) {
    options.rtrim = false;
  }
  if (options.to === void 0 || options.to === null) {
    options.to = -1;
  } else if (options.to !== -1) {
    if (typeof options.to === "string" && /\d+/.test(options.to)) {
      options.to = parseInt(options.to);
    }
    if (Number.isInteger(options.to)) {
      if (options.to <= 0) {
        throw new Error(
          `Invalid Option: to must be a positive integer greater than 0, got ${JSON.stringify(opts.to)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to must be an integer, got ${JSON.stringify(opts.to)}`
      );
    }
  }
  if (options.to_line === void 0 || options.to_line === null) {
    options.to_line = -1;
  } else if (options.to_line !== -1) {
    if (typeof options.to_line === "string" && /\d+/.test(options.to_line)) {
      options.to_line = parseInt(options.to_line);
    }
    if (Number.isInteger(options.to_line)) {
      if (options.to_line <= 0) {
        throw new Error(
          `Invalid Option: to_line must be a positive integer greater than 0, got ${JSON.stringify(opts.to_line)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to_line must be an integer, got ${JSON.stringify(opts.to_line)}`
      );
    }
  }
  return options;
};

// node_modules/csv-parse/lib/utils/delimiter_discover.js
var delimiter_discover = function(records, options) {
  if (!options) {
    ({ delimiter_auto: options } = normalize_options({ delimiter_auto: true }));
  }
  if (typeof records === "string") {
    records = Buffer.from(records);
  }
  if (Buffer.isBuffer(records)) {
    records = ((data) => {
      const records2 = [];
      const parser = transform({ delimiter: [] });
      const push = (record) => records2.push(record);
      const close = () => {
      };
      const error = parser.parse(data, true, push, close);
      if (error !== void 0) throw error;
      return records2;
    })(records);
  }
  const info = Array(127).fill().map(() => ({ lines: [] }));
  records.map(([record], line) => {
    for (let i = 0, l = record.length; i < l; i++) {
      const code = record.charCodeAt(i);
      if (info[code].lines[line] === void 0) info[code].lines[line] = 0;
      info[code].lines[line]++;
    }
  });
  info.map((info2, i) => {
    info2.char_code = i;
    info2.std = std(info2.lines);
    info2.total = info2.lines.reduce((acc, val) => acc + val, 0);
    info2.preferred = !!options.preferred[i];
    info2.score = options.score(info2, options);
  });
  const result = info.reduce(
    (acc, info2) => acc.score > info2.score ? acc : info2,
    {}
  );
  return String.fromCharCode(result.char_code);
};
var std = function(array) {
  const n = array.length;
  if (n === 0) return 0;
  const mean = array.reduce((a, b) => a + b) / n;
  return Math.sqrt(
    array.map((x) => Math.pow(x - mean, 2)).reduce((a, b) => a + b) / n
  );
};

// node_modules/csv-parse/lib/api/index.js
var isRecordEmpty = function(record) {
  return record.every(
    (field) => field == null || field.toString && field.toString().trim() === ""
  );
};
var cr = 13;
var nl = 10;
var boms = {
  // Note, the following are equals:
  // Buffer.from("\ufeff")
  // Buffer.from([239, 187, 191])
  // Buffer.from('EFBBBF', 'hex')
  utf8: Buffer.from([239, 187, 191]),
  // Note, the following are equals:
  // Buffer.from "\ufeff", 'utf16le
  // Buffer.from([255, 254])
  utf16le: Buffer.from([255, 254])
};
var transform = function(original_options = {}) {
  const info = {
    bytes: 0,
    bytes_records: 0,
    comment_lines: 0,
    empty_lines: 0,
    invalid_field_length: 0,
    lines: 1,
    records: 0
  };
  const options = normalize_options(original_options);
  return {
    info,
    original_options,
    options,
    state: init_state(options),
    __needMoreData: function(i, bufLen, end) {
      if (end) return false;
      const { encoding, escape, quote: quote2 } = this.options;
      const { quoting, needMoreDataSize, recordDelimiterMaxLength } = this.state;
      const numOfCharLeft = bufLen - i - 1;
      const requiredLength = Math.max(
        needMoreDataSize,
        // Skip if the remaining buffer smaller than record delimiter
        // If "record_delimiter" is yet to be discovered:
        // 1. It is equals to `[]` and "recordDelimiterMaxLength" equals `0`
        // 2. We set the length to windows line ending in the current encoding
        // Note, that encoding is known from user or bom discovery at that point
        // recordDelimiterMaxLength,
        recordDelimiterMaxLength === 0 ? Buffer.from("\r\n", encoding).length : recordDelimiterMaxLength,
        // Skip if remaining buffer can be an escaped quote
        quoting ? (escape === null ? 0 : escape.length) + quote2.length : 0,
        // Skip if remaining buffer can be record delimiter following the closing quote
        quoting ? quote2.length + recordDelimiterMaxLength : 0
      );
      return numOfCharLeft < requiredLength;
    },
    // Central parser implementation
    parse: function(nextBuf, end, push, close) {
      const {
        bom,
        comment_no_infix,
        delimiter_auto,
        encoding,
        from_line,
        ltrim,
        max_record_size,
        raw,
        relax_quotes,
        rtrim,
        skip_empty_lines,
        to,
        to_line
      } = this.options;
      let { comment, escape, quote: quote2, record_delimiter } = this.options;
      const {
        bomSkipped,
        delimiterDiscovered,
        delimiterBufPrevious,
        rawBuffer,
        escapeIsQuote
      } = this.state;
      if (!delimiterDiscovered && delimiter_auto) {
        let delimiterBuf;
        if (delimiterBufPrevious === void 0) {
          delimiterBuf = nextBuf;
        } else if (delimiterBufPrevious !== void 0 && nextBuf === void 0) {
          delimiterBuf = delimiterBufPrevious;
        } else {
          delimiterBuf = Buffer.concat([delimiterBufPrevious, nextBuf]);
        }
        nextBuf = void 0;
        if (end || delimiterBuf.length > delimiter_auto.size) {
          this.options.delimiter = [
            Buffer.from(
              delimiter_discover(delimiterBuf, this.options.delimiter_auto)
            )
          ];
          this.state.previousBuf = delimiterBuf;
          this.state.delimiterBufPrevious = void 0;
          this.state.delimiterDiscovered = true;
        } else {
          this.state.delimiterBufPrevious = delimiterBuf;
          return;
        }
      }
      const { previousBuf } = this.state;
      let buf;
      if (previousBuf === void 0) {
        if (nextBuf === void 0) {
          close();
          return;
        } else {
          buf = nextBuf;
        }
      } else if (previousBuf !== void 0 && nextBuf === void 0) {
        buf = previousBuf;
      } else {
        buf = Buffer.concat([previousBuf, nextBuf]);
      }
      if (bomSkipped === false) {
        if (bom === false) {
          this.state.bomSkipped = true;
        } else if (buf.length < 3) {
          if (end === false) {
            this.state.previousBuf = buf;
            return;
          }
        } else {
          for (const encoding2 in boms) {
            if (boms[encoding2].compare(buf, 0, boms[encoding2].length) === 0) {
              const bomLength = boms[encoding2].length;
              this.state.bufBytesStart += bomLength;
              buf = buf.slice(bomLength);
              const options2 = normalize_options({
                ...this.original_options,
                encoding: encoding2
              });
              for (const key in options2) {
                this.options[key] = options2[key];
              }
              ({ comment, escape, quote: quote2 } = this.options);
              break;
            }
          }
          this.state.bomSkipped = true;
        }
      }
      const bufLen = buf.length;
      let pos;
      for (pos = 0; pos < bufLen; pos++) {
        if (this.__needMoreData(pos, bufLen, end)) {
          break;
        }
        if (this.state.wasRowDelimiter === true) {
          this.info.lines++;
          this.state.wasRowDelimiter = false;
        }
        if (to_line !== -1 && this.info.lines > to_line) {
          this.state.stop = true;
          close();
          return;
        }
        if (this.state.quoting === false && record_delimiter.length === 0) {
          const record_delimiterCount = this.__autoDiscoverRecordDelimiter(
            buf,
            pos
          );
          if (record_delimiterCount) {
            record_delimiter = this.options.record_delimiter;
          }
        }
        const chr = buf[pos];
        if (raw === true) {
          rawBuffer.append(chr);
        }
        if ((chr === cr || chr === nl) && this.state.wasRowDelimiter === false) {
          this.state.wasRowDelimiter = true;
        }
        if (this.state.escaping === true) {
          this.state.escaping = false;
        } else {
          if (escape !== null && this.state.quoting === true && this.__isEscape(buf, pos, chr) && pos + escape.length < bufLen) {
            if (escapeIsQuote) {
              if (this.__isQuote(buf, pos + escape.length)) {
                this.state.escaping = true;
                pos += escape.length - 1;
                continue;
              }
            } else {
              this.state.escaping = true;
              pos += escape.length - 1;
              continue;
            }
          }
          if (this.state.commenting === false && this.__isQuote(buf, pos)) {
            if (this.state.quoting === true) {
              const nextChr = buf[pos + quote2.length];
              const isNextChrTrimable = rtrim && this.__isCharTrimable(buf, pos + quote2.length);
              const isNextChrComment = comment !== null && this.__compareBytes(comment, buf, pos + quote2.length, nextChr);
              const isNextChrDelimiter = this.__isDelimiter(
                buf,
                pos + quote2.length,
                nextChr
              );
              const isNextChrRecordDelimiter = record_delimiter.length === 0 ? this.__autoDiscoverRecordDelimiter(buf, pos + quote2.length) : this.__isRecordDelimiter(nextChr, buf, pos + quote2.length);
              if (escape !== null && this.__isEscape(buf, pos, chr) && this.__isQuote(buf, pos + escape.length)) {
                pos += escape.length - 1;
              } else if (!nextChr || isNextChrDelimiter || isNextChrRecordDelimiter || isNextChrComment || isNextChrTrimable) {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                pos += quote2.length - 1;
                continue;
              } else if (relax_quotes === false) {
                const err = this.__error(
                  new CsvError(
                    "CSV_INVALID_CLOSING_QUOTE",
                    [
                      "Invalid Closing Quote:",
                      `got "${String.fromCharCode(nextChr)}"`,
                      `at line ${this.info.lines}`,
                      "instead of delimiter, record delimiter, trimable character",
                      "(if activated) or comment"
                    ],
                    this.options,
                    this.__infoField()
                  )
                );
                if (err !== void 0) return err;
              } else {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                this.state.field.prepend(quote2);
                pos += quote2.length - 1;
              }
            } else {
              if (this.state.field.length !== 0) {
                if (relax_quotes === false) {
                  const info2 = this.__infoField();
                  const bom2 = Object.keys(boms).map(
                    (b) => boms[b].equals(this.state.field.toString()) ? b : false
                  ).filter(Boolean)[0];
                  const err = this.__error(
                    new CsvError(
                      "INVALID_OPENING_QUOTE",
                      [
                        "Invalid Opening Quote:",
                        `a quote is found on field ${JSON.stringify(info2.column)} at line ${info2.lines}, value is ${JSON.stringify(this.state.field.toString(encoding))}`,
                        bom2 ? `(${bom2} bom)` : void 0
                      ],
                      this.options,
                      info2,
                      {
                        field: this.state.field
                      }
                    )
                  );
                  if (err !== void 0) return err;
                }
              } else {
                this.state.quoting = true;
                pos += quote2.length - 1;
                continue;
              }
            }
          }
          if (this.state.quoting === false) {
            const recordDelimiterLength = this.__isRecordDelimiter(
              chr,
              buf,
              pos
            );
            if (recordDelimiterLength !== 0) {
              const skipCommentLine = this.state.commenting && this.state.wasQuoting === false && this.state.record.length === 0 && this.state.field.length === 0;
              if (skipCommentLine) {
                this.info.comment_lines++;
              } else {
                if (this.state.enabled === false && this.info.lines + (this.state.wasRowDelimiter === true ? 1 : 0) >= from_line) {
                  this.state.enabled = true;
                  this.__resetField();
                  this.__resetRecord();
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                if (skip_empty_lines === true && this.state.wasQuoting === false && this.state.record.length === 0 && this.state.field.length === 0) {
                  this.info.empty_lines++;
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                this.info.bytes = this.state.bufBytesStart + pos;
                const errField = this.__onField();
                if (errField !== void 0) return errField;
                this.info.bytes = this.state.bufBytesStart + pos + recordDelimiterLength;
                const errRecord = this.__onRecord(push);
                if (errRecord !== void 0) return errRecord;
                if (to !== -1 && this.info.records >= to) {
                  this.state.stop = true;
                  close();
                  return;
                }
              }
              this.state.commenting = false;
              pos += recordDelimiterLength - 1;
              continue;
            }
            if (this.state.commenting) {
              continue;
            }
            if (comment !== null && (comment_no_infix === false || this.state.record.length === 0 && this.state.field.length === 0)) {
              const commentCount = this.__compareBytes(comment, buf, pos, chr);
              if (commentCount !== 0) {
                this.state.commenting = true;
                continue;
              }
            }
            const delimiterLength = this.__isDelimiter(buf, pos, chr);
            if (delimiterLength !== 0) {
              this.info.bytes = this.state.bufBytesStart + pos;
              const errField = this.__onField();
              if (errField !== void 0) return errField;
              pos += delimiterLength - 1;
              continue;
            }
          }
        }
        if (this.state.commenting === false) {
          if (max_record_size !== 0 && this.state.record_length + this.state.field.length > max_record_size) {
            return this.__error(
              new CsvError(
                "CSV_MAX_RECORD_SIZE",
                [
                  "Max Record Size:",
                  "record exceed the maximum number of tolerated bytes",
                  `of ${max_record_size}`,
                  `at line ${this.info.lines}`
                ],
                this.options,
                this.__infoField()
              )
            );
          }
        }
        const lappend = ltrim === false || this.state.quoting === true || this.state.field.length !== 0 || !this.__isCharTrimable(buf, pos);
        const rappend = rtrim === false || this.state.wasQuoting === false;
        if (lappend === true && rappend === true) {
          this.state.field.append(chr);
        } else if (rtrim === true && !this.__isCharTrimable(buf, pos)) {
          return this.__error(
            new CsvError(
              "CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE",
              [
                "Invalid Closing Quote:",
                "found non trimable byte after quote",
                `at line ${this.info.lines}`
              ],
              this.options,
              this.__infoField()
            )
          );
        } else {
          if (lappend === false) {
            pos += this.__isCharTrimable(buf, pos) - 1;
          }
          continue;
        }
      }
      if (end === true) {
        if (this.state.quoting === true) {
          const err = this.__error(
            new CsvError(
              "CSV_QUOTE_NOT_CLOSED",
              [
                "Quote Not Closed:",
                `the parsing is finished with an opening quote at line ${this.info.lines}`
              ],
              this.options,
              this.__infoField()
            )
          );
          if (err !== void 0) return err;
        } else {
          if (this.state.wasQuoting === true || this.state.record.length !== 0 || this.state.field.length !== 0) {
            this.info.bytes = this.state.bufBytesStart + pos;
            const errField = this.__onField();
            if (errField !== void 0) return errField;
            const errRecord = this.__onRecord(push);
            if (errRecord !== void 0) return errRecord;
          } else if (this.state.wasRowDelimiter === true) {
            this.info.empty_lines++;
          } else if (this.state.commenting === true) {
            this.info.comment_lines++;
          }
        }
      } else {
        this.state.bufBytesStart += pos;
        this.state.previousBuf = buf.slice(pos);
      }
      if (this.state.wasRowDelimiter === true) {
        this.info.lines++;
        this.state.wasRowDelimiter = false;
      }
    },
    __onRecord: function(push) {
      const {
        columns,
        group_columns_by_name,
        encoding,
        info: info2,
        from,
        relax_column_count,
        relax_column_count_less,
        relax_column_count_more,
        raw,
        skip_records_with_empty_values
      } = this.options;
      const { enabled, record } = this.state;
      if (enabled === false) {
        return this.__resetRecord();
      }
      const recordLength = record.length;
      if (columns === true) {
        if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
          this.__resetRecord();
          return;
        }
        return this.__firstLineToColumns(record);
      }
      if (columns === false && this.info.records === 0) {
        this.state.expectedRecordLength = recordLength;
      }
      if (recordLength !== this.state.expectedRecordLength) {
        const err = columns === false ? new CsvError(
          "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH",
          [
            "Invalid Record Length:",
            `expect ${this.state.expectedRecordLength},`,
            `got ${recordLength} on line ${this.info.lines}`
          ],
          this.options,
          this.__infoField(),
          {
            record
          }
        ) : new CsvError(
          "CSV_RECORD_INCONSISTENT_COLUMNS",
          [
            "Invalid Record Length:",
            `columns length is ${columns.length},`,
            // rename columns
            `got ${recordLength} on line ${this.info.lines}`
          ],
          this.options,
          this.__infoField(),
          {
            record
          }
        );
        if (relax_column_count === true || relax_column_count_less === true && recordLength < this.state.expectedRecordLength || relax_column_count_more === true && recordLength > this.state.expectedRecordLength) {
          this.info.invalid_field_length++;
          this.state.error = err;
        } else {
          const finalErr = this.__error(err);
          if (finalErr) return finalErr;
        }
      }
      if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
        this.__resetRecord();
        return;
      }
      if (this.state.recordHasError === true) {
        this.__resetRecord();
        this.state.recordHasError = false;
        return;
      }
      this.info.records++;
      if (from === 1 || this.info.records >= from) {
        const { objname } = this.options;
        if (columns !== false) {
          const obj = {};
          for (let i = 0, l = record.length; i < l; i++) {
            if (columns[i] === void 0 || columns[i].disabled) continue;
            if (group_columns_by_name === true && Object.hasOwn(obj, columns[i].name)) {
              if (Array.isArray(obj[columns[i].name])) {
                obj[columns[i].name] = obj[columns[i].name].concat(record[i]);
              } else {
                obj[columns[i].name] = [obj[columns[i].name], record[i]];
              }
            } else {
              Object.defineProperty(obj, columns[i].name, {
                value: record[i],
                enumerable: true,
                writable: true,
                configurable: true
              });
            }
          }
          if (raw === true || info2 === true) {
            const extRecord = Object.assign(
              { record: obj },
              raw === true ? { raw: this.state.rawBuffer.toString(encoding) } : {},
              info2 === true ? { info: this.__infoRecord() } : {}
            );
            const err = this.__push(
              objname === void 0 ? extRecord : [obj[objname], extRecord],
              push
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === void 0 ? obj : [obj[objname], obj],
              push
            );
            if (err) {
              return err;
            }
          }
        } else {
          if (raw === true || info2 === true) {
            const extRecord = Object.assign(
              { record },
              raw === true ? { raw: this.state.rawBuffer.toString(encoding) } : {},
              info2 === true ? { info: this.__infoRecord() } : {}
            );
            const err = this.__push(
              objname === void 0 ? extRecord : [record[objname], extRecord],
              push
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === void 0 ? record : [record[objname], record],
              push
            );
            if (err) {
              return err;
            }
          }
        }
      }
      this.__resetRecord();
    },
    __firstLineToColumns: function(record) {
      const { firstLineToHeaders } = this.state;
      try {
        const headers = firstLineToHeaders === void 0 ? record : firstLineToHeaders.call(null, record);
        if (!Array.isArray(headers)) {
          return this.__error(
            new CsvError(
              "CSV_INVALID_COLUMN_MAPPING",
              [
                "Invalid Column Mapping:",
                "expect an array from column function,",
                `got ${JSON.stringify(headers)}`
              ],
              this.options,
              this.__infoField(),
              {
                headers
              }
            )
          );
        }
        const normalizedHeaders = normalize_columns_array(headers);
        this.state.expectedRecordLength = normalizedHeaders.length;
        this.options.columns = normalizedHeaders;
        this.__resetRecord();
        return;
      } catch (err) {
        return err;
      }
    },
    __resetRecord: function() {
      if (this.options.raw === true) {
        this.state.rawBuffer.reset();
      }
      this.state.error = void 0;
      this.state.record = [];
      this.state.record_length = 0;
    },
    __onField: function() {
      const { cast, encoding, rtrim, max_record_size } = this.options;
      const { enabled, wasQuoting } = this.state;
      if (enabled === false) {
        return this.__resetField();
      }
      let field = this.state.field.toString(encoding);
      if (rtrim === true && wasQuoting === false) {
        field = field.trimRight();
      }
      if (cast === true) {
        const [err, f] = this.__cast(field);
        if (err !== void 0) return err;
        field = f;
      }
      this.state.record.push(field);
      if (max_record_size !== 0 && typeof field === "string") {
        this.state.record_length += field.length;
      }
      this.__resetField();
    },
    __resetField: function() {
      this.state.field.reset();
      this.state.wasQuoting = false;
    },
    __push: function(record, push) {
      const { on_record } = this.options;
      if (on_record !== void 0) {
        const info2 = this.__infoRecord();
        try {
          record = on_record.call(null, record, info2);
        } catch (err) {
          return err;
        }
        if (record === void 0 || record === null) {
          return;
        }
      }
      this.info.bytes_records += this.info.bytes;
      push(record);
    },
    // Return a tuple with the error and the casted value
    __cast: function(field) {
      const { columns, relax_column_count } = this.options;
      const isColumns = Array.isArray(columns);
      if (isColumns === true && relax_column_count && this.options.columns.length <= this.state.record.length) {
        return [void 0, void 0];
      }
      if (this.state.castField !== null) {
        try {
          const info2 = this.__infoField();
          return [void 0, this.state.castField.call(null, field, info2)];
        } catch (err) {
          return [err];
        }
      }
      if (this.__isFloat(field)) {
        return [void 0, parseFloat(field)];
      } else if (this.options.cast_date !== false) {
        const info2 = this.__infoField();
        return [void 0, this.options.cast_date.call(null, field, info2)];
      }
      return [void 0, field];
    },
    __compareBytes: function(sourceBuf, targetBuf, targetPos, firstByte) {
      if (sourceBuf[0] !== firstByte) return 0;
      const sourceLength = sourceBuf.length;
      for (let i = 1; i < sourceLength; i++) {
        if (sourceBuf[i] !== targetBuf[targetPos + i]) return 0;
      }
      return sourceLength;
    },
    // Helper to test if a character is trimable
    __isCharTrimable: function(buf, pos) {
      const { timchars, timcharFirstBytes } = this.state;
      const first = buf[pos];
      if (first === void 0 || timcharFirstBytes[first] === 0) return 0;
      loop1: for (let i = 0; i < timchars.length; i++) {
        const timchar = timchars[i];
        for (let j = 0; j < timchar.length; j++) {
          if (timchar[j] !== buf[pos + j]) continue loop1;
        }
        return timchar.length;
      }
      return 0;
    },
    __isDelimiter: function(buf, pos, chr) {
      const { delimiter, ignore_last_delimiters } = this.options;
      if (ignore_last_delimiters === true && this.state.record.length === this.options.columns.length - 1) {
        return 0;
      } else if (ignore_last_delimiters !== false && typeof ignore_last_delimiters === "number" && this.state.record.length === ignore_last_delimiters - 1) {
        return 0;
      }
      loop1: for (let i = 0; i < delimiter.length; i++) {
        const del = delimiter[i];
        if (del[0] === chr) {
          for (let j = 1; j < del.length; j++) {
            if (del[j] !== buf[pos + j]) continue loop1;
          }
          return del.length;
        }
      }
      return 0;
    },
    __isEscape: function(buf, pos, chr) {
      const { escape } = this.options;
      if (escape === null) return false;
      const l = escape.length;
      if (escape[0] === chr) {
        for (let i = 0; i < l; i++) {
          if (escape[i] !== buf[pos + i]) {
            return false;
          }
        }
        return true;
      }
      return false;
    },
    __isFloat: function(value) {
      return value - parseFloat(value) + 1 >= 0;
    },
    // Keep it in case we implement the `cast_int` option
    // __isInt(value){
    //   // return Number.isInteger(parseInt(value))
    //   // return !isNaN( parseInt( obj ) );
    //   return /^(\-|\+)?[1-9][0-9]*$/.test(value)
    // }
    __isQuote: function(buf, pos) {
      const { quote: quote2 } = this.options;
      if (quote2 === null) return false;
      const l = quote2.length;
      for (let i = 0; i < l; i++) {
        if (quote2[i] !== buf[pos + i]) {
          return false;
        }
      }
      return true;
    },
    __isRecordDelimiter: function(chr, buf, pos) {
      const { record_delimiter } = this.options;
      const recordDelimiterLength = record_delimiter.length;
      loop1: for (let i = 0; i < recordDelimiterLength; i++) {
        const rd = record_delimiter[i];
        const rdLength = rd.length;
        if (rd[0] !== chr) {
          continue;
        }
        for (let j = 1; j < rdLength; j++) {
          if (rd[j] !== buf[pos + j]) {
            continue loop1;
          }
        }
        return rd.length;
      }
      return 0;
    },
    __autoDiscoverRecordDelimiter: function(buf, pos) {
      const { encoding } = this.options;
      const rds = [
        // Important, the windows line ending must be before mac os 9
        Buffer.from("\r\n", encoding),
        Buffer.from("\n", encoding),
        Buffer.from("\r", encoding)
      ];
      loop: for (let i = 0; i < rds.length; i++) {
        const l = rds[i].length;
        for (let j = 0; j < l; j++) {
          if (rds[i][j] !== buf[pos + j]) {
            continue loop;
          }
        }
        this.options.record_delimiter.push(rds[i]);
        this.state.recordDelimiterMaxLength = rds[i].length;
        return rds[i].length;
      }
      return 0;
    },
    __error: function(msg) {
      const { encoding, raw, skip_records_with_error } = this.options;
      const err = typeof msg === "string" ? new Error(msg) : msg;
      if (skip_records_with_error) {
        this.state.recordHasError = true;
        if (this.options.on_skip !== void 0) {
          try {
            this.options.on_skip(
              err,
              raw ? this.state.rawBuffer.toString(encoding) : void 0
            );
          } catch (err2) {
            return err2;
          }
        }
        return void 0;
      } else {
        return err;
      }
    },
    __infoDataSet: function() {
      return {
        ...this.info,
        columns: this.options.columns
      };
    },
    __infoRecord: function() {
      const { columns, raw, encoding } = this.options;
      return {
        ...this.__infoDataSet(),
        bytes_records: this.info.bytes,
        error: this.state.error,
        header: columns === true,
        index: this.state.record.length,
        raw: raw ? this.state.rawBuffer.toString(encoding) : void 0
      };
    },
    __infoField: function() {
      const { columns } = this.options;
      const isColumns = Array.isArray(columns);
      const bytes_records = this.info.bytes_records;
      return {
        ...this.__infoRecord(),
        bytes_records,
        column: isColumns === true ? columns.length > this.state.record.length ? columns[this.state.record.length].name : null : this.state.record.length,
        quoting: this.state.wasQuoting
      };
    }
  };
};

// node_modules/csv-parse/lib/sync.js
var parse = function(data, opts = {}) {
  if (typeof data === "string") {
    data = Buffer.from(data);
  }
  const records = opts && opts.objname ? /* @__PURE__ */ Object.create(null) : [];
  const parser = transform(opts);
  const push = (record) => {
    if (parser.options.objname === void 0) records.push(record);
    else {
      records[record[0]] = record[1];
    }
  };
  const close = () => {
  };
  const error = parser.parse(data, true, push, close);
  if (error !== void 0) throw error;
  return records;
};

// src/decode/csv-rows.ts
var LINE_FEED = 10;
var CARRIAGE_RETURN = 13;
var LONGEST_RECORD_BYTES = 1048576;
var RaggedRow = class extends Error {
};
var CsvRows = class {
  #handlers;
  #rowsEndLines;
  #lineEnd;
  #options;
  #width = 0;
  /** The line at which the bytes not yet read begin. */
  #line = 1;
  constructor(handlers, shape) {
    this.#handlers = handlers;
    this.#rowsEndLines = shape.rowsEndLines;
    this.#lineEnd = shape.lineEnds === "cr" ? CARRIAGE_RETURN : LINE_FEED;
    this.#options = {
      delimiter: shape.delimiter,
      record_delimiter: shape.lineEnds === "cr" ? ["\r"] : ["\r\r\n", "\r\n", "\n"],
      relax_column_count: true,
      skip_empty_lines: true
    };
  }
  /**
   * Reads the rows of a block that ends at the end of a line, or of the file.
   *
   * @returns how many bytes were read; the rest is the beginning of a row and has to come again with what follows.
   */
  read(block, isLast) {
    let at = 0;
    while (at < block.length) {
      const { bytes, damage } = this.#readRows(block.subarray(at), isLast);
      at += bytes;
      if (damage === null) return block.length;
      at += this.#skipBlankLines(block.subarray(at));
      const record = block.subarray(at);
      if (damage.kind === "unclosed-quote" && !isLast && record.length < LONGEST_RECORD_BYTES) return at;
      if (damage.kind === "unclosed-quote" && isLast && this.#isCutOff(record)) {
        this.#handlers.cutOff(this.#line);
        return block.length;
      }
      const reason = damage.kind === "broken" ? damage.reason : "opens a quote that is never closed";
      this.#handlers.damaged(this.#line, reason);
      at += this.#skipLine(record);
    }
    return at;
  }
  #readRows(block, isLast) {
    let bytes = 0;
    const take = (cells, info) => {
      const isUnterminated = isLast && info.bytes === block.length && !this.#endsLine(block);
      this.#takeRow(cells, block.subarray(bytes, info.bytes), isUnterminated);
      bytes = info.bytes;
      return null;
    };
    try {
      parse(block, { ...this.#options, on_record: take });
      return { bytes: block.length, damage: null };
    } catch (error) {
      return { bytes, damage: damageOf(error) };
    }
  }
  #takeRow(cells, record, isUnterminated) {
    const lines = this.#countLines(record);
    const blankLines = this.#countLines(record.subarray(0, leadingLineEnds(record)));
    const line = this.#line + blankLines;
    const isRagged = this.#width > 0 && cells.length !== this.#width;
    if (isUnterminated && (isRagged || this.#rowsEndLines)) this.#handlers.cutOff(line);
    else if (isRagged) this.#refuse(cells.length, line, lines - blankLines);
    else this.#deliver(cells, line);
    this.#line += lines;
  }
  #refuse(cellCount, line, lines) {
    const reason = `has ${cellCount} cells, the header has ${this.#width}`;
    if (lines > 1) throw new RaggedRow(reason);
    this.#handlers.damaged(line, reason);
  }
  #deliver(cells, line) {
    if (this.#width > 0) {
      this.#handlers.row(cells, line);
    } else {
      this.#width = cells.length;
      this.#handlers.header(cells, line);
    }
  }
  /** A row that was being written when the file ended; not one whose quote runs over good rows. */
  #isCutOff(record) {
    const nextLine = record.indexOf(this.#lineEnd) + 1;
    if (this.#endsLine(record)) return false;
    if (nextLine === 0) return true;
    let hasGoodRow = false;
    const inspect = (cells) => {
      hasGoodRow ||= cells.length === this.#width;
      return null;
    };
    try {
      parse(record.subarray(nextLine), { ...this.#options, on_record: inspect });
    } catch {
      return !hasGoodRow;
    }
    return !hasGoodRow;
  }
  #skipBlankLines(bytes) {
    const length = leadingLineEnds(bytes);
    this.#line += this.#countLines(bytes.subarray(0, length));
    return length;
  }
  #skipLine(bytes) {
    const end = bytes.indexOf(this.#lineEnd);
    this.#line += 1;
    return end === -1 ? bytes.length : end + 1;
  }
  #endsLine(bytes) {
    return bytes[bytes.length - 1] === this.#lineEnd;
  }
  #countLines(bytes) {
    let count = 0;
    for (let at = bytes.indexOf(this.#lineEnd); at !== -1; at = bytes.indexOf(this.#lineEnd, at + 1)) count += 1;
    return count;
  }
};
function leadingLineEnds(bytes) {
  let length = 0;
  while (bytes[length] === LINE_FEED || bytes[length] === CARRIAGE_RETURN) length += 1;
  return length;
}
function damageOf(error) {
  if (error instanceof RaggedRow) return { kind: "broken", reason: error.message };
  if (!(error instanceof CsvError)) throw error;
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return { kind: "unclosed-quote" };
  const isAfterQuote = error.code === "CSV_INVALID_CLOSING_QUOTE";
  return {
    kind: "broken",
    reason: isAfterQuote ? "has text after a closing quote" : "has a quote in the middle of a cell"
  };
}

// src/decode/text-stream.ts
async function* textPieces(source, onBytes) {
  const decoder = new TextDecoder(source.encoding);
  let bytesRead = 0;
  for await (const chunk of source.chunks()) {
    bytesRead += chunk.byteLength;
    yield decoder.decode(chunk, { stream: true });
    onBytes(bytesRead);
  }
  yield decoder.decode();
}
var LARGEST_WHOLE_BYTES = 5e8;
async function wholeText(source, onBytes) {
  if (source.sizeBytes > LARGEST_WHOLE_BYTES) {
    const megabytes = Math.round(source.sizeBytes / 1e6);
    throw new Problem(
      "input",
      "file-too-large",
      `"${source.name}" has ${megabytes} MB; at most 500 can be read at once.`,
      {
        where: { file: source.name },
        fix: "Import the CSV files of the run: they are read piece by piece."
      }
    );
  }
  const pieces = [];
  for await (const piece of textPieces(source, onBytes)) pieces.push(piece);
  return pieces.join("");
}
var LONGEST_LINE = 16e6;
async function* textLines(source, onBytes) {
  let rest = "";
  for await (const piece of textPieces(source, onBytes)) {
    const lines = piece.split("\n");
    lines[0] = rest + lines[0];
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE) {
      lines.push(rest);
      rest = "";
    }
    for (const line of lines) yield line.replace(/\r{1,2}$/, "");
  }
  if (rest !== "") yield rest;
}

// src/decode/csv.ts
var LINE_FEED2 = 10;
var CARRIAGE_RETURN2 = 13;
var LONGEST_LINE_BYTES = 16777216;
async function readCsv(source, handlers, options = {}) {
  let rows = null;
  let pending = Buffer.alloc(0);
  let lineEnd = LINE_FEED2;
  for await (const piece of textPieces(source, (bytesRead) => handlers.progress(bytesRead))) {
    pending = Buffer.concat([pending, Buffer.from(piece)]);
    if (rows === null) {
      const shape2 = shapeOf(pending, options.rowsEndLines ?? false);
      if (shape2 === null) continue;
      rows = new CsvRows(handlers, shape2);
      lineEnd = shape2.lineEnds === "cr" ? CARRIAGE_RETURN2 : LINE_FEED2;
    }
    const end = pending.lastIndexOf(lineEnd) + 1;
    if (end === 0 && pending.length > LONGEST_LINE_BYTES) throw lineTooLong(source);
    if (end > 0) pending = pending.subarray(rows.read(pending.subarray(0, end), false));
  }
  const shape = { delimiter: delimiterOf(pending.toString()), lineEnds: "lf", rowsEndLines: false };
  rows ??= new CsvRows(handlers, shape);
  rows.read(withoutHalfLineEnd(pending, lineEnd), true);
}
function delimiterOf(headerLine) {
  const line = headerLine.replace(/"[^"]*"/g, "");
  const counts = [",", ";", "	"].map((character) => ({
    character,
    count: line.split(character).length - 1
  }));
  return counts.reduce((best, next) => next.count > best.count ? next : best).character;
}
function shapeOf(start, rowsEndLines) {
  const text = start.toString().replace(/^[\r\n]+/, "");
  const end = text.search(/[\r\n]+[^\r\n]/);
  if (end === -1) return null;
  return {
    delimiter: delimiterOf(text.slice(0, end)),
    lineEnds: text.includes("\n") ? "lf" : "cr",
    rowsEndLines
  };
}
function withoutHalfLineEnd(bytes, lineEnd) {
  const isHalf = lineEnd === LINE_FEED2 && bytes[bytes.length - 1] === CARRIAGE_RETURN2;
  return isHalf ? Buffer.concat([bytes.subarray(0, -1), Buffer.from("\n")]) : bytes;
}
function lineTooLong(source) {
  return new Problem(
    "input",
    "csv-line-too-long",
    `"${source.name}" has a line of more than 16 MiB, so it is no table that a load test wrote.`,
    { where: { file: source.name }, fix: "Import the files that Locust wrote." }
  );
}

// src/importers/locust/hand-quoted.ts
var TEXT_COLUMNS = /* @__PURE__ */ new Set(["Type", "Method", "Name", "Error"]);
var OLD_COLUMNS = /"# requests"|,"Occurrences"$|,"99\.99%","99\.999%?","100%"/;
var NUMBER_OR_NOTHING = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|N\/A)$/;
var LONGEST_ROW = 1e6;
function isHandQuotedHeader(firstLine) {
  const header = firstLine.replace(/^\ufeff/, "").trim();
  const cells = header.split(",");
  return cells.every((cell) => /^"[^"]+"$/.test(cell)) && OLD_COLUMNS.test(header) && shapeOf2(cells.map(unquote)) !== null;
}
async function readHandQuoted(source, handlers) {
  let reader = null;
  let line = 0;
  for await (const text of textLines(source, (bytesRead) => handlers.progress(bytesRead))) {
    line++;
    if (reader !== null) {
      reader.take(text, line);
    } else if (text !== "") {
      const header = text.split(",").map(unquote);
      const shape = shapeOf2(header);
      if (shape === null) throw unknownHeader(source, text, line);
      handlers.header(header, line);
      reader = new RowReader(shape, handlers);
    }
  }
  reader?.end();
}
function unknownHeader(source, text, line) {
  return new Problem(
    "input",
    "locust-header-unknown",
    `The first line is not one that Locust 0.4 to 1.1.1 writes: ${JSON.stringify(text.slice(0, 120))}.`,
    { where: { file: source.name, line }, fix: "Give the file as Locust wrote it, with its header line." }
  );
}
function shapeOf2(header) {
  const isText = header.map((name) => TEXT_COLUMNS.has(name));
  const leading = isText.indexOf(true);
  const last = isText.lastIndexOf(true);
  const texts = isText.filter(Boolean).length;
  const trailing = header.length - 1 - last;
  if (leading === -1 || last - leading + 1 !== texts || trailing === 0) return null;
  return { columns: header.length, leading, texts, trailing };
}
var RowReader = class {
  #shape;
  #handlers;
  /** Lines of a row whose end has not come yet. */
  #open = [];
  #openLine = 0;
  #openLength = 0;
  constructor(shape, handlers) {
    this.#shape = shape;
    this.#handlers = handlers;
  }
  take(text, line) {
    if (this.#open.length === 0) {
      if (text === "") return;
      if (!text.startsWith('"')) {
        this.#handlers.damaged(
          line,
          "does not begin with a quotation mark, as every row of this format does"
        );
        return;
      }
    }
    const tail = this.#readTail(text);
    if (this.#open.length > 0 && this.#isRowOfItsOwn(text, tail)) {
      this.#handlers.damaged(this.#openLine, "breaks off before the next row");
      this.#open = [];
    }
    if (this.#open.length === 0) {
      this.#openLine = line;
      this.#openLength = 0;
    }
    if (tail === null) this.#keepOpen(text);
    else this.#finish(text.slice(0, tail.start), tail.cells);
  }
  end() {
    if (this.#open.length > 0) this.#handlers.cutOff(this.#openLine);
  }
  #keepOpen(text) {
    this.#open.push(text);
    this.#openLength += text.length + 1;
    if (this.#openLength <= LONGEST_ROW) return;
    this.#handlers.damaged(this.#openLine, "has no end within a million characters");
    this.#open = [];
  }
  /** The numbers at the end of a line, if they are all there, and where they start. */
  #readTail(text) {
    const cells = [];
    let end = text.length;
    while (cells.length < this.#shape.trailing) {
      const comma = end === 0 ? -1 : text.lastIndexOf(",", end - 1);
      const cell = unquote(text.slice(comma + 1, end));
      if (comma === -1 || !NUMBER_OR_NOTHING.test(cell)) return null;
      cells.unshift(cell);
      end = comma;
    }
    return text.charAt(end - 1) === '"' ? { start: end, cells } : null;
  }
  /** Whether a line that could go on with an open row is a whole row: then the open one lost its end. */
  #isRowOfItsOwn(text, tail) {
    if (tail === null || !text.startsWith('"')) return false;
    if (this.#shape.leading + this.#shape.texts > 1) {
      return this.#splitHead(text.slice(0, tail.start)) !== null;
    }
    return /",[\d.,]*$/.test(this.#open.at(-1) ?? "");
  }
  #finish(lastLineHead, tail) {
    const head = this.#splitHead([...this.#open, lastLineHead].join("\n"));
    this.#open = [];
    if (head !== null) this.#handlers.row([...head, ...tail], this.#openLine);
    else this.#handlers.damaged(this.#openLine, `has fewer than the header's ${this.#shape.columns} cells`);
  }
  /** The cells before the numbers; null when there are too few. */
  #splitHead(head) {
    if (head.length < 2 || !head.endsWith('"')) return null;
    let rest = head.slice(1, -1);
    const cells = [];
    while (cells.length < this.#shape.leading + this.#shape.texts - 1) {
      const separator = rest.indexOf('","');
      if (separator === -1) return null;
      cells.push(rest.slice(0, separator));
      rest = rest.slice(separator + 3);
    }
    const leading = cells.slice(0, this.#shape.leading);
    return leading.every((cell) => NUMBER_OR_NOTHING.test(cell)) ? [...cells, rest] : null;
  }
};
function unquote(cell) {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1) : cell;
}

// src/decode/head-text.ts
function headText(head, encoding) {
  return new TextDecoder(encoding).decode(head, { stream: true });
}

// src/importers/locust/columns.ts
var ROLES = /* @__PURE__ */ new Map([
  ["method", "method"],
  ["type", "method"],
  ["name", "name"],
  ["error", "error"],
  ["message", "message"],
  ["traceback", "traceback"],
  ["nodes", "nodes"],
  ["first seen", "first-seen"],
  ["last seen", "last-seen"],
  ["timestamp", "timestamp"],
  ["user count", "users"],
  ["# requests", "requests"],
  ["request count", "requests"],
  ["total request count", "requests"],
  ["# failures", "failures"],
  ["failure count", "failures"],
  ["total failure count", "failures"],
  ["median response time", "median"],
  ["total median response time", "median"],
  ["average response time", "average"],
  ["total average response time", "average"],
  ["min response time", "min"],
  ["total min response time", "min"],
  ["max response time", "max"],
  ["total max response time", "max"],
  ["average content length", "size"],
  ["average content-length", "size"],
  ["average content size", "size"],
  ["total average content size", "size"],
  ["requests/s", "rate"],
  ["reqests/s", "rate"],
  ["occurrences", "occurrences"],
  ["count", "occurrences"]
]);
var KINDS = {
  timestamp: "timestamp",
  users: "count",
  requests: "count",
  failures: "count",
  median: "decimal",
  average: "decimal",
  min: "decimal",
  max: "decimal",
  size: "decimal",
  rate: "decimal",
  occurrences: "count"
};
var PERCENTILE = /^(\d+(?:\.\d+)?)\s*%?$/;
function isMissing(cell) {
  return cell === void 0 || cell === "" || cell === "N/A";
}
function columnsOf(header) {
  const indexes = /* @__PURE__ */ new Map();
  const percentiles = /* @__PURE__ */ new Map();
  header.forEach((cell, index) => {
    const title = cell.trim();
    const role = ROLES.get(title.toLowerCase());
    if (role !== void 0 && !indexes.has(role)) indexes.set(role, index);
    const percentile = Number(PERCENTILE.exec(title)?.[1] ?? Number.NaN);
    if (percentile <= 100 && !percentiles.has(percentile)) {
      percentiles.set(percentile, { index, title, kind: "decimal", percentile });
    }
  });
  const number = (role) => {
    const index = indexes.get(role);
    return index === void 0 ? null : { index, title: header[index]?.trim() ?? "", kind: KINDS[role] };
  };
  const sorted = [...percentiles.values()].sort((a, b) => a.percentile - b.percentile);
  const roles = Object.keys(KINDS);
  return {
    header,
    text: (role) => indexes.get(role) ?? null,
    number,
    percentiles: sorted,
    numbers: [...roles.map(number).filter((column) => column !== null), ...sorted]
  };
}

// src/importers/locust/embedded-json.ts
function jsonValueEnd(text, start) {
  const bracketOrQuote = /["{}[\]]/g;
  bracketOrQuote.lastIndex = start;
  let depth = 0;
  for (let found = bracketOrQuote.exec(text); found !== null; found = bracketOrQuote.exec(text)) {
    const [character] = found;
    if (character === '"') {
      const end = stringEnd(text, found.index);
      if (end === -1) return -1;
      bracketOrQuote.lastIndex = end;
    } else {
      depth += character === "{" || character === "[" ? 1 : -1;
      if (depth === 0) return found.index + 1;
    }
  }
  return -1;
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}
function isJsonObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function numberOf(object, key) {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
function countOf(object, key) {
  const value = numberOf(object, key);
  return value !== null && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
function textOf(object, key) {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  return typeof value === "string" ? value : null;
}
function objectsOf(object, key) {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
function stringEnd(text, start) {
  const quoteOrEscape = /["\\]/g;
  quoteOrEscape.lastIndex = start + 1;
  for (let found = quoteOrEscape.exec(text); found !== null; found = quoteOrEscape.exec(text)) {
    if (found[0] === '"') return found.index + 1;
    quoteOrEscape.lastIndex = found.index + 2;
  }
  return -1;
}

// src/importers/locust/html-text.ts
var ENTITIES = /* @__PURE__ */ new Map([
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&#34;", '"'],
  ["&#39;", "'"],
  ["&#x27;", "'"],
  ["&amp;", "&"]
]);
function unescapeHtml(text) {
  return text.replace(/&(?:lt|gt|quot|#34|#39|#x27|amp);/g, (entity) => ENTITIES.get(entity) ?? entity);
}
function mayBeEscaped(text) {
  return !/[<>"']|&(?!(?:lt|gt|quot|#34|#39|#x27|amp);)/.test(text);
}

// src/importers/locust/html-tables.ts
var NUMBER_CELL = /<td>\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*<\/td>\n[ \t]{8,}$/;
var LONGEST_NUMBER_CELL = 300;
var INDENT = /^\n[ \t]{8,}$/;
var AFTER_TABLE = /\n[ \t]{8,}<h2>[A-Z][A-Za-z ]*<\/h2>\n|\n {4}<script>/;
var CELL_SEPARATOR = /<\/td>\n[ \t]{8,}<td>/;
function readHtmlTable(html, heading, textColumns) {
  const { titles, body } = tableUnder(html, heading);
  const rows = [];
  let damagedRows = 0;
  let start = 0;
  for (let end = body.indexOf("</tr>"); end !== -1; end = body.indexOf("</tr>", end + 1)) {
    const tail = numbersBefore(body, end, titles.length - textColumns);
    if (tail === null || tail.start < start) continue;
    const texts = splitTexts(body.slice(start, tail.start), textColumns);
    if (texts === null) damagedRows++;
    else rows.push([...texts, ...tail.numbers]);
    start = end + "</tr>".length;
  }
  return { titles, rows: unescapeRows(rows), damagedRows };
}
function readExceptionTable(html) {
  const { titles, body } = tableUnder(html, "Exceptions Statistics");
  const starts = [...body.matchAll(/<tr[^>\n]*>\s*<td>(\d+)<\/td>\n[ \t]{8,}<td>/g)];
  const rows = starts.map((found, index) => {
    const text = body.slice(found.index + found[0].length, starts[index + 1]?.index);
    const end = text.search(/<\/td>\s*<\/tr>\s*(?:<\/tbody>.*)?$/s);
    const [message = "", ...rest] = text.slice(0, end === -1 ? void 0 : end).split(CELL_SEPARATOR);
    return [found[1] ?? "", message, rest.slice(0, -1).join("\n"), rest.at(-1) ?? ""];
  });
  return { titles, rows: unescapeRows(rows), damagedRows: 0 };
}
function tableUnder(html, heading) {
  const start = html.search(new RegExp(`\\n[ \\t]{8,}<h2>${heading}</h2>\\n`));
  const head = start === -1 ? -1 : html.indexOf("<tbody>", start);
  if (head === -1) return { titles: [], body: "" };
  const titles = [...html.slice(start, head).matchAll(/<th[^>]*>([^<]*)<\/th>/g)].map(
    (found) => found[1] ?? ""
  );
  const rest = html.slice(head + "<tbody>".length);
  const next = rest.search(AFTER_TABLE);
  return { titles, body: next === -1 ? rest : rest.slice(0, next) };
}
function numbersBefore(body, end, count) {
  const numbers = [];
  let start = end;
  while (numbers.length < count) {
    const found = NUMBER_CELL.exec(body.slice(Math.max(0, start - LONGEST_NUMBER_CELL), start));
    if (found === null) return null;
    numbers.unshift(found[1] ?? "");
    start -= found[0].length;
  }
  return { start, numbers };
}
function splitTexts(head, count) {
  const open = /^\s*<tr[^>\n]*>\s*<td>/.exec(head)?.[0].length;
  const close = head.lastIndexOf("</td>");
  if (open === void 0 || close < open || !INDENT.test(head.slice(close + "</td>".length))) return null;
  const texts = [];
  let rest = head.slice(open, close);
  while (texts.length < count - 1) {
    const separator = CELL_SEPARATOR.exec(rest);
    if (separator === null) return null;
    texts.push(rest.slice(0, separator.index));
    rest = rest.slice(separator.index + separator[0].length);
  }
  return [...texts, rest];
}
function unescapeRows(rows) {
  if (!rows.every((row) => row.every(mayBeEscaped))) return rows;
  return rows.map((row) => row.map(unescapeHtml));
}

// src/importers/locust/report-time.ts
var DAY_S = 86400;
function reportTime(text) {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)Z?$/.exec(text ?? "");
  const ms = found === null ? Number.NaN : Date.parse(`${found[1]}T${found[2]}Z`);
  return Number.isNaN(ms) ? null : ms;
}
function timesOfDay(times, startMs) {
  let previousS = startMs === null ? null : Math.floor(startMs / 1e3);
  return times.map((time) => {
    const complete = reportTime(time);
    if (complete !== null) return complete / 1e3;
    const ofDayS = secondOfDay(time);
    if (ofDayS === null || previousS === null) return null;
    const sameDayS = previousS - previousS % DAY_S + ofDayS;
    const atS = previousS - sameDayS > DAY_S / 2 ? sameDayS + DAY_S : sameDayS;
    previousS = Math.max(previousS, atS);
    return atS;
  });
}
function secondOfDay(time) {
  const found = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(time);
  return found === null ? null : Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3]);
}

// src/importers/locust/total-row.ts
var TOTAL_NAMES = /* @__PURE__ */ new Set(["Total", "Aggregated", "None Total", "None Aggregated"]);
var TOTAL_KEY = { method: "", name: "Aggregated" };
function mayBeTotal(key) {
  return (key.method === "" || key.method === "None") && TOTAL_NAMES.has(key.name);
}
function findTotal(rows) {
  let total = null;
  for (const row of rows) {
    if (mayBeTotal(row.key) && (total === null || row.requests >= total.requests)) total = row;
  }
  return total;
}

// src/importers/locust/web-statistics.ts
function isEscaped(requests) {
  return requests.some((row) => textOf(row, "safe_name") !== null);
}
function webStatistics(lists) {
  const escaped = isEscaped(lists.requests);
  const read = (row, key) => plainText(textOf(row, key) ?? "", escaped);
  const keyOf2 = (row) => ({
    method: read(row, "method"),
    name: nameOf(row, escaped)
  });
  const percentiles = new Map(lists.percentiles.map((row) => [endpointId(keyOf2(row)), row]));
  const rows = lists.requests.filter(
    (row) => textOf(row, "name") !== null && countOf(row, "num_requests") !== null
  );
  const parts = rows.map((row) => {
    const key = keyOf2(row);
    return endpointPart(key, row, percentiles.get(endpointId(key)));
  });
  const last = parts.at(-1);
  const total = last !== void 0 && mayBeTotal(last.key) ? last : null;
  const failures = new FailureRows();
  for (const row of lists.failures) {
    const [firstMs, lastMs] = [secondsOf(row, "first_seen"), secondsOf(row, "last_seen")];
    failures.add(keyOf2(row), read(row, "error"), countOf(row, "occurrences") ?? 0, firstMs, lastMs);
  }
  return {
    endpoints: (total === null ? parts : parts.slice(0, -1)).sort(
      (a, b) => compareEndpointKeys(a.key, b.key)
    ),
    total: total === null ? null : { ...total, key: TOTAL_KEY },
    failures: failures.rows(),
    exceptions: lists.exceptions.map(exceptionOf),
    rowsRead: rows.length + lists.failures.length + lists.exceptions.length,
    rowsSkipped: lists.requests.length - rows.length
  };
}
function reportLists(templateArgs) {
  return {
    requests: objectsOf(templateArgs, "requests_statistics"),
    percentiles: objectsOf(templateArgs, "response_time_statistics"),
    failures: objectsOf(templateArgs, "failures_statistics"),
    exceptions: objectsOf(templateArgs, "exceptions_statistics")
  };
}
function plainText(text, escaped) {
  return escaped && mayBeEscaped(text) ? unescapeHtml(text) : text;
}
function nameOf(row, escaped) {
  const safeName = textOf(row, "safe_name");
  return safeName === null ? plainText(textOf(row, "name") ?? "", escaped) : unescapeHtml(safeName);
}
function endpointPart(key, row, percentiles) {
  const requests = countOf(row, "num_requests") ?? 0;
  const hasTimes = requests > 0 && numberOf(row, "max_response_time") !== 0;
  return {
    key,
    requests,
    failures: countOf(row, "num_failures"),
    latency: hasTimes ? latencyOf(requests, row, percentiles) : null,
    meanResponseBytes: requests > 0 ? numberOf(row, "avg_content_length") : null,
    reportedThroughputPerS: numberOf(row, "total_rps"),
    windows: null
  };
}
function latencyOf(requests, row, percentiles) {
  const points = /* @__PURE__ */ new Map();
  const add = (percentile, valueMs) => {
    if (valueMs !== null && percentile >= 0 && percentile <= 100) points.set(percentile, valueMs);
  };
  add(90, numberOf(row, "ninetieth_response_time"));
  add(99, numberOf(row, "ninety_ninth_response_time"));
  for (const key of Object.keys(row)) {
    const share = /^response_time_percentile_(\d?\.\d+|1|0)$/.exec(key)?.[1];
    if (share !== void 0) add(percentOf(share), numberOf(row, key));
  }
  for (const key of Object.keys(percentiles ?? {})) {
    if (/^[01]?\.\d+$|^[01]$/.test(key)) add(percentOf(key), numberOf(percentiles ?? {}, key));
  }
  return {
    kind: "quantiles",
    count: requests,
    meanMs: numberOf(row, "avg_response_time"),
    minMs: numberOf(row, "min_response_time"),
    maxMs: numberOf(row, "max_response_time"),
    medianMs: numberOf(row, "median_response_time"),
    points: [...points].sort((a, b) => a[0] - b[0]).map(([percentile, valueMs]) => ({ percentile, valueMs })),
    rounding: "two-digits",
    rankRule: "one-above"
  };
}
function percentOf(share) {
  return Number((Number(share) * 100).toPrecision(12));
}
function exceptionOf(row) {
  return {
    message: textOf(row, "msg") ?? "",
    traceback: textOf(row, "traceback") ?? "",
    count: countOf(row, "count") ?? 0,
    nodes: textOf(row, "nodes") ?? ""
  };
}
function secondsOf(row, key) {
  const seconds = numberOf(row, key);
  return seconds === null ? null : epochMs(seconds);
}

// src/importers/locust/legacy-curve.ts
var UNNAMED_ORDER = [
  "time",
  "current_rps",
  "current_fail_per_sec",
  "time",
  "response_time_percentile_50",
  "response_time_percentile_95",
  "time",
  "user_count"
];
function readLegacyCurve(html) {
  const named = html.lastIndexOf("var stats_history = {");
  const columns = named === -1 ? unnamedColumns(html) : namedColumns(html, named);
  const times = (columns.get("time") ?? []).map((time) => typeof time === "string" ? time : "");
  const shares = chartedShares(html.slice(Math.max(0, named)));
  return {
    times,
    isUtc: named !== -1 && html.indexOf("setUTCHours", named) !== -1,
    isNamed: named !== -1,
    hasNumberedPercentiles: columns.has("response_time_percentile_1"),
    assumedPercentiles: shares === null,
    historyFrom: (startMs) => historyOf(columns, times, startMs, shares ?? [0.5, 0.95])
  };
}
function historyOf(columns, times, startMs, shares) {
  let latestS = Number.NEGATIVE_INFINITY;
  const points = timesOfDay(times, startMs).flatMap((atS, index) => {
    if (atS === null || atS <= latestS) return [];
    latestS = atS;
    return [{ atS, index }];
  });
  const column = (key) => {
    const values = columns.get(key) ?? [];
    return points.map(({ index }) => plainValue(values[index]));
  };
  const percentiles = /* @__PURE__ */ new Map();
  for (const key of columns.keys()) {
    const suffix = /^response_time_percentile_(\d+)$/.exec(key)?.[1];
    const share = suffix === "1" || suffix === "2" ? shares[Number(suffix) - 1] : void 0;
    if (suffix !== void 0)
      percentiles.set(share === void 0 ? Number(suffix) : percentOf(String(share)), column(key));
  }
  return {
    atS: points.map(({ atS }) => atS),
    users: column("user_count"),
    requestsPerS: column("current_rps"),
    failuresPerS: column("current_fail_per_sec"),
    percentiles
  };
}
function namedColumns(html, start) {
  const columns = /* @__PURE__ */ new Map();
  const member = /"(\w+)":\s*\[/g;
  member.lastIndex = start;
  for (let found = member.exec(html); found !== null; found = member.exec(html)) {
    const end = addColumn(columns, found[1] ?? "", html, member.lastIndex - 1);
    if (end === -1) break;
    member.lastIndex = end;
  }
  return columns;
}
function unnamedColumns(html) {
  const columns = /* @__PURE__ */ new Map();
  const member = /\bdata:\s*\[/g;
  member.lastIndex = Math.max(0, html.lastIndexOf('"Total Requests per Second"'));
  for (const key of UNNAMED_ORDER) {
    const found = member.exec(html);
    const end = found === null ? -1 : addColumn(columns, key, html, member.lastIndex - 1);
    if (end === -1) break;
    member.lastIndex = end;
  }
  const length = columns.get("time")?.length;
  const isWhole = columns.size === 6 && [...columns.values()].every((column) => column.length === length);
  return isWhole ? columns : /* @__PURE__ */ new Map();
}
function addColumn(columns, key, html, start) {
  const end = jsonValueEnd(html, start);
  if (end === -1) return -1;
  const values = parseJson(html.slice(start, end).replace(/,\s*\]$/, "]"));
  if (Array.isArray(values)) columns.set(key, values);
  return end;
}
function plainValue(value) {
  const plain = isJsonObject(value) ? numberOf(value, "value") : value;
  return typeof plain === "number" && Number.isFinite(plain) ? plain : 0;
}
function chartedShares(html) {
  const shares = ["percentile1", "percentile2"].map(
    (name) => Number(new RegExp(`\\b${name}\\s*=\\s*(0?\\.\\d+)`).exec(html)?.[1] ?? Number.NaN)
  );
  return shares.every((share) => share > 0 && share < 1) ? shares : null;
}

// src/importers/locust/legacy-report.ts
var QUARTER_HOUR_S = 900;
var DAY_S2 = 86400;
function readLegacyReport(file, html) {
  const requests = readHtmlTable(html, "Request Statistics", 2);
  if (requests.titles.length === 0) return null;
  const curve = readLegacyCurve(html);
  const span = spanOf(html);
  const offsetS = curve.isUtc ? zoneOffsetS(span.startMs, curve) : 0;
  const shift = (ms) => ms === null ? null : ms - offsetS * 1e3;
  const startMs = shift(span.startMs);
  return {
    statistics: statisticsOf(html, requests),
    history: curve.historyFrom(startMs),
    startMs,
    endMs: shift(span.endMs),
    host: hostOf(html),
    version: versionOf(html, curve),
    notices: noticesOf(file, curve, offsetS),
    cutOff: !html.trimEnd().endsWith("</html>")
  };
}
function statisticsOf(html, requests) {
  const percentiles = readHtmlTable(html, "Response Time Statistics", 2);
  const failures = readHtmlTable(html, "Failures Statistics", 3);
  const exceptions = readExceptionTable(html);
  const points = pointsByEndpoint(percentiles);
  const parts = requests.rows.map((row) => endpointPart2(requests.titles, row, points));
  const last = parts.at(-1);
  const total = last !== void 0 && mayBeTotal(last.key) ? last : null;
  const failureRows = new FailureRows();
  for (const [method = "", name = "", error = "", count = "0"] of failures.rows) {
    failureRows.add({ method, name }, error, Number(count), null, null);
  }
  return {
    endpoints: (total === null ? parts : parts.slice(0, -1)).sort(
      (a, b) => compareEndpointKeys(a.key, b.key)
    ),
    total: total === null ? null : { ...total, key: TOTAL_KEY },
    failures: failureRows.rows(),
    exceptions: exceptions.rows.map(([count = "0", message = "", traceback = "", nodes = ""]) => ({
      message,
      traceback,
      count: Number(count),
      nodes
    })),
    rowsRead: requests.rows.length + failures.rows.length + exceptions.rows.length,
    rowsSkipped: requests.damagedRows + percentiles.damagedRows + failures.damagedRows
  };
}
function pointsByEndpoint(table) {
  const columns = table.titles.flatMap((title, index) => {
    const percentile = /^(\d+(?:\.\d+)?)%ile/.exec(title)?.[1];
    return percentile === void 0 ? [] : [{ percentile: Number(percentile), index }];
  });
  return new Map(
    table.rows.map((row) => [
      endpointId(keyOf(row)),
      columns.map(({ percentile, index }) => ({ percentile, valueMs: Number(row[index]) }))
    ])
  );
}
function endpointPart2(titles, row, points) {
  const read = (title) => {
    const index = titles.findIndex((each) => each.startsWith(title));
    return index === -1 ? null : Number(row[index]);
  };
  const key = keyOf(row);
  const requests = read("# Requests");
  const maxMs = read("Max");
  const hasTimes = requests !== null && requests > 0;
  return {
    key,
    requests,
    failures: read("# Fails"),
    latency: hasTimes ? {
      kind: "quantiles",
      count: requests,
      meanMs: read("Average (ms)"),
      minMs: read("Min"),
      maxMs,
      medianMs: null,
      points: points.get(endpointId(key)) ?? [],
      rounding: "two-digits",
      rankRule: "one-above"
    } : null,
    meanResponseBytes: hasTimes ? read("Average size") : null,
    reportedThroughputPerS: read("RPS"),
    windows: null
  };
}
function keyOf(row) {
  return { method: row[0] ?? "", name: row[1] ?? "" };
}
function spanOf(html) {
  const paragraph = /<p>During:([^\n]*)/.exec(html)?.[1] ?? "";
  const [start, end] = paragraph.match(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g) ?? [];
  return { startMs: reportTime(start ?? null), endMs: reportTime(end ?? null) };
}
function hostOf(html) {
  const host = /<p>Target Host: <span>([^\n]*?)<\/span><\/p>/.exec(html)?.[1];
  if (host === void 0 || host === "" || host === "None") return null;
  return mayBeEscaped(host) ? unescapeHtml(host) : host;
}
function zoneOffsetS(startMs, curve) {
  const firstS = secondOfDay(curve.times[0] ?? "");
  if (startMs === null || firstS === null) return 0;
  const ahead = Math.floor(startMs / 1e3) % DAY_S2 - firstS;
  const quarters = Math.round(ahead / QUARTER_HOUR_S) * QUARTER_HOUR_S;
  return quarters > DAY_S2 / 2 ? quarters - DAY_S2 : quarters <= -DAY_S2 / 2 ? quarters + DAY_S2 : quarters;
}
function versionOf(html, curve) {
  if (!curve.isNamed) return { atLeast: "1.2", below: "1.4.2" };
  if (curve.hasNumberedPercentiles) return { atLeast: "2.15.1", below: "2.28" };
  const isSince22 = curve.isUtc || html.includes(' data-tasks="');
  return isSince22 ? { atLeast: "2.2.0", below: "2.28" } : { atLeast: "1.4.2", below: "2.2.0" };
}
function noticesOf(file, curve, offsetS) {
  const where = { file: file.name };
  const notices = [
    {
      code: "whole-milliseconds",
      severity: "info",
      message: "Mean, minimum and maximum are cut to whole milliseconds, as the HTML report has them.",
      where
    }
  ];
  if (!curve.isUtc) {
    notices.push({
      code: "times-without-zone",
      severity: "warning",
      message: "The report has the local times of the machine that ran Locust and does not say its zone; they are shown as if they were UTC.",
      where,
      hint: "Import the CSV files of the run, whose times are exact."
    });
  }
  if (offsetS !== 0) {
    notices.push({
      code: "report-header-in-local-time",
      severity: "info",
      message: `The header of the report is ${Math.abs(offsetS) / 3600} h ${offsetS > 0 ? "ahead of" : "behind"} its curves, which are UTC; the start and the end were brought to UTC.`,
      where
    });
  }
  if (curve.hasNumberedPercentiles && curve.assumedPercentiles) {
    notices.push({
      code: "chart-percentiles-assumed",
      severity: "warning",
      message: "The report does not say which percentiles its charts have; they are taken for the 50th and the 95th, which Locust draws by default.",
      where
    });
  }
  return notices;
}

// src/importers/locust/report-history.ts
var RATE_FROM_S = 12;
var RATE_TO_S = 2;
var TRAILING_MS = 1e4;
function usersOf(history) {
  if (history.atS.length === 0) return null;
  return {
    atMs: Float64Array.from(history.atS, (at) => at * 1e3),
    users: Float64Array.from(history.users)
  };
}
function windowsOf(history, startS) {
  const taken = [];
  history.atS.forEach((atS, point) => {
    const fromS = Math.max(atS - RATE_FROM_S, Math.floor(startS));
    const toS = atS - RATE_TO_S;
    const isNext = fromS >= (taken.at(-1)?.toS ?? Number.NEGATIVE_INFINITY) && toS > fromS;
    if (isNext && isCounted(history, point, toS - fromS)) taken.push({ point, fromS, toS });
  });
  if (taken.length === 0) return null;
  const count = (perS) => Float64Array.from(taken, ({ point, fromS, toS }) => Math.round((perS[point] ?? 0) * (toS - fromS)));
  const percentiles = [...history.percentiles].sort((a, b) => a[0] - b[0]);
  return {
    length: taken.length,
    startMs: Float64Array.from(taken, ({ fromS }) => fromS * 1e3),
    endMs: Float64Array.from(taken, ({ toS }) => toS * 1e3),
    requests: count(history.requestsPerS),
    failures: count(history.failuresPerS),
    sumMs: null,
    quantiles: {
      percentiles: percentiles.map(([percentile]) => percentile),
      valuesMs: percentiles.map(
        ([, valuesMs]) => Float32Array.from(taken, ({ point }) => valuesMs[point] || Number.NaN)
      ),
      covers: "trailing",
      spanMs: TRAILING_MS,
      rounding: "two-digits"
    },
    histograms: null
  };
}
function isCounted(history, point, seconds) {
  const requests = (history.requestsPerS[point] ?? 0) * seconds;
  const failures = (history.failuresPerS[point] ?? 0) * seconds;
  const areWhole = [requests, failures].every((count) => Math.abs(count - Math.round(count)) < 1e-3);
  const columns = [...history.percentiles.values()];
  const standsStill = requests > 0 && columns.length > 0 && columns.every((valuesMs) => !valuesMs[point]);
  return areWhole && !standsStill;
}

// src/importers/locust/report-part.ts
function reportPart(file, content) {
  const { statistics, history, startMs } = content;
  const windows = startMs === null ? null : windowsOf(history, startMs / 1e3);
  const notices = [...content.notices];
  if (windows !== null) {
    notices.push({
      code: "rates-are-trailing-means",
      severity: "info",
      message: "The curve over time is from the charts of the report, whose rates are means over 10 s that end 2 s before each point; in a distributed run the latest counts may be missing from them.",
      where: { file: file.name },
      hint: "Import the _stats_history.csv of the run for exact counts."
    });
  }
  return {
    kind: "html",
    file,
    ...statistics,
    total: statistics.total === null ? null : { ...statistics.total, windows },
    notices,
    version: content.version,
    users: usersOf(history),
    resetsMs: [],
    startMs,
    endMs: content.endMs,
    host: content.host,
    cutOff: content.cutOff
  };
}

// src/importers/locust/template-args.ts
var FEATURES = [
  ["2.44.0", (args) => anyOf(args, "failures_statistics", (row) => Object.hasOwn(row, "first_seen"))],
  ["2.37.13", (args) => anyOf(args, "requests_statistics", (row) => !Object.hasOwn(row, "safe_name"))],
  ["2.36.0", (args) => Object.hasOwn(args, "profile")],
  ["2.33.0", (args) => Object.hasOwn(args, "duration")],
  ["2.31.3", (args) => anyOf(args, "history", (point) => Array.isArray(point["user_count"]))],
  ["2.31.0", (args) => anyOf(args, "requests_statistics", (row) => Object.hasOwn(row, "total_rps"))],
  ["2.29.0", (args) => textOf(args, "start_time")?.endsWith("Z") ?? null],
  ["2.20.0", (args) => Object.hasOwn(args, "percentiles_to_chart")]
];
function readTemplateArgs(args) {
  const startMs = reportTime(textOf(args, "start_time"));
  const host = plainText(textOf(args, "host") ?? "", isEscaped(objectsOf(args, "requests_statistics")));
  return {
    statistics: webStatistics(reportLists(args)),
    history: historyOf2(args, startMs),
    startMs,
    endMs: reportTime(textOf(args, "end_time")),
    host: host === "" || host === "None" ? null : host,
    version: versionOf2(args),
    notices: [],
    cutOff: false
  };
}
function historyOf2(args, startMs) {
  const timed = objectsOf(args, "history").map((point) => ({ point, time: textOf(point, "time") ?? "" }));
  const times = timesOfDay(
    timed.map(({ time }) => time),
    startMs
  );
  const known = timed.flatMap(({ point }, index) => {
    const atS = times[index];
    return atS === null || atS === void 0 ? [] : [{ point, atS }];
  });
  const points = known.filter(({ atS }, index) => atS > (known[index - 1]?.atS ?? Number.NEGATIVE_INFINITY));
  const column = (key) => points.map(({ point }) => plainValue2(point, key));
  return {
    atS: points.map(({ atS }) => atS),
    users: column("user_count"),
    requestsPerS: column("current_rps"),
    failuresPerS: column("current_fail_per_sec"),
    percentiles: percentilesOf(
      args,
      points.map(({ point }) => point)
    )
  };
}
function plainValue2(point, key) {
  const value = Object.hasOwn(point, key) ? point[key] : 0;
  const plain = Array.isArray(value) ? value[1] : value;
  return typeof plain === "number" && Number.isFinite(plain) ? plain : 0;
}
function percentilesOf(args, points) {
  const columns = /* @__PURE__ */ new Map();
  points.forEach((point, index) => {
    const nested = point["current_response_time_percentiles"];
    for (const source of isJsonObject(nested) ? [point, nested] : [point]) {
      for (const key of Object.keys(source)) {
        const percentile = percentileOf(key, args);
        if (percentile === null) continue;
        const column = columns.get(percentile) ?? points.map(() => 0);
        columns.set(percentile, column);
        column[index] = plainValue2(source, key);
      }
    }
  });
  return columns;
}
function percentileOf(key, args) {
  const suffix = /^response_time_percentile_([\d.]+)$/.exec(key)?.[1];
  if (suffix === void 0) return null;
  if (suffix !== "1" && suffix !== "2") return Number(suffix) <= 1 ? percentOf(suffix) : null;
  const drawn = args["percentiles_to_chart"];
  const listed = Array.isArray(drawn) ? drawn[Number(suffix) - 1] : null;
  const share = numberOf(args, `percentile${suffix}`) ?? listed;
  return typeof share === "number" && share > 0 && share <= 1 ? percentOf(String(share)) : null;
}
function versionOf2(args) {
  const newest = FEATURES.findIndex(([, isThere]) => isThere(args) === true);
  const atLeast = newest === -1 ? "2.18.0" : FEATURES[newest]?.[0] ?? "2.18.0";
  const newer = newest === -1 ? FEATURES : FEATURES.slice(0, newest);
  const below = newer.findLast(([, isThere]) => isThere(args) === false)?.[0];
  return below === void 0 ? { atLeast } : { atLeast, below };
}
function anyOf(args, key, isThere) {
  const rows = objectsOf(args, key);
  return rows.length === 0 ? null : rows.some(isThere);
}

// src/importers/locust/html-report.ts
var PAGE_TITLE = "<title>Locust</title>";
var LEGACY_HEADING = "<h1>Locust Test Report</h1>";
var LEGACY_TITLE = /^\s*<!DOCTYPE html>\s*<html>\s*<head>\s*<title>Test Report(?: for [^<]*)?<\/title>/i;
var TEMPLATE_ARGS = /window\.templateArgs\s*=\s*\{/g;
function isHtmlReport(head) {
  if (head.includes(LEGACY_HEADING) || head.search(TEMPLATE_ARGS) !== -1) return true;
  if (head.includes(PAGE_TITLE)) return /<div id="root">|<script type="module"/.test(head);
  return LEGACY_TITLE.test(head) && !head.includes("<body");
}
async function readHtmlReport(file, progress) {
  const text = await wholeText(
    file,
    (bytesRead) => progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes })
  );
  const templateArgs = findTemplateArgs(file, text);
  if (templateArgs !== null) return reportPart(file, readTemplateArgs(templateArgs));
  const legacy = readLegacyReport(file, withLineFeeds(text));
  if (legacy !== null) return reportPart(file, legacy);
  throw new Problem(
    "input",
    "html-without-statistics",
    `"${file.name}" is a page of Locust without the statistics of a run.`,
    {
      where: { file: file.name },
      fix: "Give the report that Locust wrote with --html, or that its web page offers under 'Download Report'."
    }
  );
}
function withLineFeeds(text) {
  return /^[^\n]*\r\n/.test(text) ? text.replaceAll("\r\n", "\n") : text;
}
function findTemplateArgs(file, text) {
  for (const found of text.matchAll(TEMPLATE_ARGS)) {
    const start = found.index + found[0].length - 1;
    const end = jsonValueEnd(text, start);
    if (end === -1) throw cutOff(file);
    const args = parseJson(text.slice(start, end));
    if (isJsonObject(args) && Array.isArray(args["requests_statistics"])) return args;
  }
  return null;
}
function cutOff(file) {
  return new Problem("input", "html-cut-off", `"${file.name}" ends in the middle of its data.`, {
    where: { file: file.name },
    fix: "Copy the report again, or import the CSV files of the run."
  });
}

// src/importers/locust/json-entry.ts
var LATEST_S = 1e11;
function readJsonEntry(value) {
  if (!isJsonObject(value)) return { damage: "is no JSON object" };
  const name = textOf(value, "name");
  const requests = countOf(value, "num_requests");
  const failures = countOf(value, "num_failures");
  if (name === null) return { damage: 'has no "name"' };
  if (requests === null) return { damage: 'has no whole number for "num_requests"' };
  if (failures === null) return { damage: 'has no whole number for "num_failures"' };
  const responseTimes = countsOf(value, "response_times", Number.MAX_SAFE_INTEGER);
  const requestsPerSecond = countsOf(value, "num_reqs_per_sec", LATEST_S);
  const failuresPerSecond = countsOf(value, "num_fail_per_sec", LATEST_S);
  if (responseTimes === null) return { damage: 'has something other than counts in "response_times"' };
  if (requestsPerSecond === null) return { damage: 'has something other than counts in "num_reqs_per_sec"' };
  if (failuresPerSecond === null) return { damage: 'has something other than counts in "num_fail_per_sec"' };
  return {
    key: { method: textOf(value, "method") ?? "", name },
    requests,
    failures,
    withoutTime: countOf(value, "num_none_requests") ?? 0,
    sumMs: numberOf(value, "total_response_time"),
    minMs: numberOf(value, "min_response_time"),
    maxMs: numberOf(value, "max_response_time"),
    responseBytes: numberOf(value, "total_content_length"),
    startS: numberOf(value, "start_time"),
    lastS: numberOf(value, "last_request_timestamp"),
    responseTimes,
    requestsPerSecond,
    failuresPerSecond
  };
}
function countsOf(object, key, highest) {
  const value = Object.hasOwn(object, key) ? object[key] : {};
  if (!isJsonObject(value)) return null;
  const pairs = Object.entries(value).map(([text, count]) => [Number(text), count]);
  const areCounts = pairs.every(([number, count]) => number >= 0 && number <= highest && isCount(count));
  if (!areCounts) return null;
  return new Map(pairs.sort((a, b) => a[0] - b[0]));
}
function isCount(value) {
  return Number.isSafeInteger(value) && value >= 0;
}

// src/importers/locust/skipped-rows.ts
var LISTED = 20;
var EXPLAINED = 3;
var SkippedRows = class {
  #count = 0;
  #first = [];
  /** @param reason one sentence that goes on after 'line 7 ': 'has 9 cells, the header has 24'. */
  add(line, reason) {
    this.#count += 1;
    if (this.#first.length < LISTED) this.#first.push({ line, reason });
  }
  get count() {
    return this.#count;
  }
  /** One notice for all rows left out of a file; none when there are none. */
  notices(file) {
    const first = this.#first[0];
    if (first === void 0) return [];
    const explained = this.#first.slice(0, EXPLAINED).map(({ line, reason }) => `line ${line} ${reason}`);
    const others = this.#first.slice(EXPLAINED).map(({ line }) => line);
    if (others.length > 0) explained.push(`also line${others.length > 1 ? "s" : ""} ${others.join(", ")}`);
    if (this.#count > LISTED) explained.push(`and ${this.#count - LISTED} more`);
    const rows = this.#count === 1 ? "1 row was" : `${this.#count} rows were`;
    return [
      {
        code: "rows-skipped",
        severity: "warning",
        message: `${rows} left out because ${this.#count === 1 ? "it" : "they"} could not be read: ${explained.join("; ")}.`,
        where: { file, line: first.line },
        hint: "The numbers are of the rows that could be read."
      }
    ];
  }
};

// src/importers/locust/json-entries.ts
var MOST_LISTS = 20;
var ENTRY_START = /\n[^\S\n]*\{\s*"(?:name|method|last_request_timestamp|num_requests)"/g;
function findJsonEntries(text) {
  const listStart = /(?:^|\n)[^\S\n]*\[(?=\s*[{\]])/g;
  let emptyList = null;
  for (let tried = 0; tried < MOST_LISTS && listStart.exec(text) !== null; tried++) {
    const list = readList(text, listStart.lastIndex);
    if (list.entries.length > 0) return list;
    if (list.skipped.count === 0 && !list.cutOff) emptyList ??= list;
  }
  return emptyList;
}
function readList(text, start) {
  const entries = [];
  const known = /* @__PURE__ */ new Set();
  const skipped = new SkippedRows();
  const lines = new LineCounter(text);
  const token = /[^\s,]/g;
  let at = start;
  let following = nextEntryStart(text, start);
  for (; ; ) {
    token.lastIndex = at;
    const next = token.exec(text);
    if (next === null) return { entries, skipped, cutOff: true };
    if (next[0] === "]") return { entries, skipped, cutOff: false };
    if (following !== null && following < next.index) following = nextEntryStart(text, next.index);
    const rest = text.slice(next.index, following ?? void 0);
    const end = next[0] === "{" ? jsonValueEnd(rest, 0) : -1;
    if (end === -1 && following === null) return { entries, skipped, cutOff: true };
    const entry = end === -1 ? { damage: "is broken off" } : readJsonEntry(parseJson(rest.slice(0, end)));
    if ("damage" in entry) {
      skipped.add(lines.lineOf(next.index), entry.damage);
    } else if (known.has(endpointId(entry.key))) {
      skipped.add(lines.lineOf(next.index), `repeats ${quote(endpointLabel(entry.key))}`);
    } else {
      known.add(endpointId(entry.key));
      entries.push(entry);
    }
    at = end === -1 ? following ?? text.length : next.index + end;
  }
}
function nextEntryStart(text, from) {
  ENTRY_START.lastIndex = from;
  return ENTRY_START.exec(text)?.index ?? null;
}
var LineCounter = class {
  #text;
  #line = 1;
  #counted = 0;
  constructor(text) {
    this.#text = text;
  }
  lineOf(index) {
    for (let at = this.#text.indexOf("\n", this.#counted); at !== -1 && at < index; ) {
      this.#line++;
      this.#counted = at + 1;
      at = this.#text.indexOf("\n", this.#counted);
    }
    return this.#line;
  }
};

// src/importers/locust/two-digit-rounding.ts
function roundToTwoDigits(valueMs) {
  if (valueMs < 100) return roundHalfToEven(valueMs);
  const step = valueMs < 1e3 ? 10 : valueMs < 1e4 ? 100 : 1e3;
  return roundHalfToEven(valueMs / step) * step;
}
function roundHalfToEven(value) {
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (fraction !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

// src/importers/locust/web-report.ts
var MOST_ROWS = 500;
function readWebReport(file, page) {
  const requests = objectsOf(page, "stats");
  const failures = objectsOf(page, "errors");
  if (requests.length === 0) throw withoutStatistics(file);
  const statistics = webStatistics({ requests, percentiles: [], failures, exceptions: [] });
  const isLimited = requests.length > MOST_ROWS || failures.length >= MOST_ROWS;
  return {
    kind: "json",
    file,
    ...statistics,
    notices: isLimited ? [
      {
        code: "web-page-limit",
        severity: "warning",
        message: `Locust's web page sends at most ${MOST_ROWS} endpoints and ${MOST_ROWS} failures; there may be more.`,
        where: { file: file.name },
        hint: "Import the CSV files of the run."
      }
    ] : [],
    version: {},
    users: null,
    resetsMs: [],
    startMs: null,
    endMs: null,
    host: null,
    cutOff: false
  };
}
function withoutStatistics(file) {
  return new Problem(
    "input",
    "json-without-statistics",
    `"${file.name}" holds no list of request statistics.`,
    {
      where: { file: file.name },
      fix: "Give the file that Locust wrote with --json-file, or what it printed with --json."
    }
  );
}

// src/importers/locust/window-grid.ts
var MOST_WINDOWS = 1e5;
function windowGrid(firstMs, lastMs) {
  const firstS = Math.floor(firstMs / 1e3);
  const seconds = Math.max(1, Math.floor(lastMs / 1e3) - firstS + 1);
  const widthS = Math.ceil(seconds / MOST_WINDOWS);
  const length = Math.ceil(seconds / widthS);
  const startMs = Float64Array.from({ length }, (_, index) => (firstS + index * widthS) * 1e3);
  return {
    length,
    startMs,
    endMs: startMs.map((start) => start + widthS * 1e3),
    indexOf: (atMs) => Math.min(length - 1, Math.max(0, Math.floor((Math.floor(atMs / 1e3) - firstS) / widthS)))
  };
}

// src/importers/locust/json-report.ts
var LIST_MARKS = [
  /^[^\S\n]*\[\s*\{/m,
  /"num_requests"\s*:/,
  /"(?:response_times|num_none_requests|total_response_time)"\s*:/
];
var WEB_MARKS = [
  /^\s*\{/,
  /"errors"\s*:/,
  /"(?:current_response_time_percentile\w*|fail_ratio|num_requests)"\s*:/
];
function isJsonReport(head) {
  return [LIST_MARKS, WEB_MARKS].some((marks) => marks.every((mark) => mark.test(head)));
}
async function readJsonReport(file, progress) {
  const text = await wholeText(
    file,
    (bytesRead) => progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes })
  );
  if (text.trim() === "") throw emptyFile(file);
  const page = /^\s*\{/.test(text) ? parseJson(text) : void 0;
  if (isJsonObject(page)) return readWebReport(file, page);
  const found = findJsonEntries(text);
  if (found === null) throw withoutStatistics(file);
  const entries = [...found.entries].sort((a, b) => compareEndpointKeys(a.key, b.key));
  const rounding = roundingOf(entries);
  const grid = gridOf(entries);
  const parts = entries.map((entry) => endpointPart3(entry, rounding, grid));
  return {
    kind: "json",
    file,
    rowsRead: entries.length,
    rowsSkipped: found.skipped.count,
    notices: [...found.skipped.notices(file.name), ...contentNotices(file, entries, rounding)],
    version: { atLeast: "2.14.1" },
    endpoints: parts,
    total: endpointPart3(addedUp(entries), rounding, grid),
    failures: [],
    exceptions: [],
    users: null,
    resetsMs: [],
    startMs: extreme(
      Math.min,
      entries.map(({ startS }) => startS)
    ),
    endMs: extreme(
      Math.max,
      entries.map(({ lastS }) => lastS)
    ),
    host: null,
    cutOff: found.cutOff
  };
}
function endpointPart3(entry, rounding, grid) {
  return {
    key: entry.key,
    requests: entry.requests,
    failures: entry.failures,
    latency: histogramOf(entry, rounding),
    meanResponseBytes: entry.responseBytes === null || entry.requests === 0 ? null : entry.responseBytes / entry.requests,
    reportedThroughputPerS: null,
    windows: grid === null ? null : windowsOf2(entry, grid)
  };
}
function histogramOf(entry, rounding) {
  const counts = [...entry.responseTimes.values()];
  const count = counts.reduce((sum, each) => sum + each, 0);
  if (count === 0) return null;
  return {
    kind: "histogram",
    count,
    sumMs: entry.sumMs,
    minMs: entry.minMs,
    maxMs: entry.maxMs,
    valuesMs: [...entry.responseTimes.keys()],
    counts,
    rounding
  };
}
function windowsOf2(entry, grid) {
  const column = (counts) => {
    const values = new Float64Array(grid.length);
    for (const [second, count] of counts) {
      const index = grid.indexOf(second * 1e3);
      values[index] = values[index] + count;
    }
    return values;
  };
  return {
    length: grid.length,
    startMs: grid.startMs,
    endMs: grid.endMs,
    requests: column(entry.requestsPerSecond),
    failures: column(entry.failuresPerSecond),
    sumMs: null,
    quantiles: null,
    histograms: null
  };
}
function gridOf(entries) {
  let firstS = Number.POSITIVE_INFINITY;
  let lastS = Number.NEGATIVE_INFINITY;
  for (const entry of entries) {
    for (const counts of [entry.requestsPerSecond, entry.failuresPerSecond]) {
      for (const second of counts.keys()) {
        firstS = Math.min(firstS, second);
        lastS = Math.max(lastS, second);
      }
    }
  }
  return lastS < firstS ? null : windowGrid(firstS * 1e3, lastS * 1e3);
}
function addedUp(entries) {
  const sum = (of) => entries.reduce((total, entry) => {
    const value = of(entry);
    return total === null || value === null ? null : total + value;
  }, 0);
  const merged = (of) => {
    const all = /* @__PURE__ */ new Map();
    for (const entry of entries) {
      for (const [value, count] of of(entry)) all.set(value, (all.get(value) ?? 0) + count);
    }
    return new Map([...all].sort((a, b) => a[0] - b[0]));
  };
  const timed = entries.filter(({ responseTimes }) => responseTimes.size > 0);
  return {
    key: TOTAL_KEY,
    requests: sum((entry) => entry.requests) ?? 0,
    failures: sum((entry) => entry.failures) ?? 0,
    withoutTime: sum((entry) => entry.withoutTime) ?? 0,
    sumMs: sum((entry) => entry.sumMs),
    minMs: timed.some(({ minMs }) => minMs === null) ? null : Math.min(...timed.map(({ minMs }) => minMs ?? 0)),
    maxMs: timed.some(({ maxMs }) => maxMs === null) ? null : Math.max(...timed.map(({ maxMs }) => maxMs ?? 0)),
    responseBytes: sum((entry) => entry.responseBytes),
    startS: null,
    lastS: null,
    responseTimes: merged((entry) => entry.responseTimes),
    requestsPerSecond: merged((entry) => entry.requestsPerSecond),
    failuresPerSecond: merged((entry) => entry.failuresPerSecond)
  };
}
function roundingOf(entries) {
  const values = entries.flatMap(({ responseTimes }) => [...responseTimes.keys()]);
  if (values.every((value) => roundToTwoDigits(value) === value)) return "two-digits";
  return values.every(Number.isInteger) ? "whole-ms" : "none";
}
function contentNotices(file, entries, rounding) {
  const where = { file: file.name };
  const notices = [];
  const withoutTime = entries.reduce((sum, entry) => sum + entry.withoutTime, 0);
  if (withoutTime > 0) {
    notices.push({
      code: "requests-without-response-time",
      severity: "info",
      message: `${withoutTime} requests have no response time; they are counted, but are in no percentile and no mean.`,
      where
    });
  }
  if (rounding !== "two-digits") {
    notices.push({
      code: "custom-rounding",
      severity: "warning",
      message: `The test rounds response times by a rule of its own; they are taken as ${rounding === "none" ? "exact" : "rounded to whole milliseconds"}.`,
      where
    });
  }
  return notices;
}
function extreme(of, seconds) {
  const known = seconds.filter((second) => second !== null);
  return known.length === 0 ? null : epochMs(of(...known));
}
function emptyFile(file) {
  return new Problem(
    "input",
    "json-empty",
    `"${file.name}" is empty. Locust 2.37.0 wrote nothing into the file of --json-file.`,
    {
      where: { file: file.name },
      fix: "Run the test again with Locust 2.37.10 or newer, or import the CSV files of the run."
    }
  );
}

// src/importers/locust/request-log-header.ts
var REQUEST_LOG_TITLES = [
  "timestamp",
  "request_type",
  "name",
  "response_time_ms",
  "response_length",
  "status_code",
  "exception"
];
function isRequestLogHeader(cells) {
  return REQUEST_LOG_TITLES.every((title) => cells.includes(title));
}

// src/importers/locust/recognise.ts
function recogniseLocustFile(file) {
  const head = headText(file.head, file.encoding);
  if (isHtmlReport(head)) return "html";
  if (isJsonReport(head)) return "json";
  const header = tableHeader(file);
  return header === null ? null : tableKind(header.columns);
}
function tableHeader(file) {
  const line = /^[\r\n]*([^\r\n]+)/.exec(headText(file.head, file.encoding))?.[1];
  if (line === void 0) return null;
  const delimiter = delimiterOf(line);
  const cells = headerCells(line, delimiter);
  if (cells === null) return null;
  return {
    columns: columnsOf(cells),
    delimiter,
    isHandQuoted: delimiter === "," && isHandQuotedHeader(line)
  };
}
function tableKind(columns) {
  const hasEndpoints = columns.text("name") !== null && columns.number("requests") !== null;
  if (isRequestLogHeader(columns.header)) return "request-log";
  if (hasEndpoints && columns.number("timestamp") !== null) return "history";
  if (hasEndpoints && columns.number("average") !== null) {
    return columns.percentiles.length > 0 ? "stats" : "requests";
  }
  if (hasEndpoints && columns.percentiles.length > 0) return "distribution";
  if (columns.text("error") !== null && columns.number("occurrences") !== null) return "failures";
  if (columns.text("traceback") !== null && columns.number("occurrences") !== null) return "exceptions";
  return null;
}
function headerCells(line, delimiter) {
  try {
    return parse(line, { delimiter })[0] ?? null;
  } catch {
    return null;
  }
}

// src/importers/locust/read-table.ts
function openTable(file) {
  const header = tableHeader(file);
  if (header !== null) return { file, ...header };
  throw new Problem("input", "no-header", `"${file.name}" has no header line.`, {
    where: { file: file.name, line: 1 },
    fix: "Import the file that Locust wrote, with its first line."
  });
}
async function readTable(table, reading, progress) {
  const { file } = table;
  const numbers = new NumberReader(file.name, table.isHandQuoted ? "point" : await settleStyle(table));
  const skipped = new SkippedRows();
  let rowsRead = 0;
  let cutOffLine = null;
  const skip = (line, reason) => {
    skipped.add(line, reason);
    reading.skipped?.();
  };
  const handlers = {
    header: () => void 0,
    row: (cells, line) => {
      try {
        reading.row(cells, line, numbers);
        rowsRead += 1;
      } catch (error) {
        if (!(error instanceof UnreadableCell)) throw error;
        skip(line, error.message);
      }
    },
    damaged: skip,
    cutOff: (line) => {
      cutOffLine = line;
    },
    progress: (bytesRead) => progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes })
  };
  if (table.isHandQuoted) await readHandQuoted(file, handlers);
  else await readCsv(file, handlers, { rowsEndLines: reading.rowsEndLines ?? false });
  if (rowsRead === 0 && skipped.count > 0) throw nothingReadable(file, skipped);
  return {
    rowsRead,
    rowsSkipped: skipped.count,
    notices: [
      ...skipped.notices(file.name),
      ...cutOffNotices(file, cutOffLine),
      ...spreadsheetNotices(table, numbers)
    ],
    cutOff: cutOffLine !== null
  };
}
async function settleStyle({ file, columns }) {
  const head = {
    name: file.name,
    sizeBytes: file.head.length,
    encoding: file.encoding,
    async *chunks() {
      yield file.head;
    }
  };
  return await styleOf(head, columns.numbers) ?? await styleOf(file, columns.numbers);
}
async function styleOf(source, columns) {
  const evidence = new NumberStyleEvidence();
  const ignore = () => void 0;
  await readCsv(source, {
    header: ignore,
    row: (cells) => evidence.add(cells, columns),
    damaged: ignore,
    cutOff: ignore,
    progress: ignore
  });
  return evidence.style;
}
function nothingReadable(file, skipped) {
  const what = skipped.notices(file.name)[0]?.message ?? "";
  return new Problem("input", "no-readable-row", `No row of "${file.name}" could be read. ${what}`, {
    where: { file: file.name },
    fix: "Import the file that Locust wrote."
  });
}
function cutOffNotices(file, line) {
  if (line === null) return [];
  return [
    {
      code: "cut-off-last-line",
      severity: "warning",
      message: `The last line of "${file.name}" was cut off in the middle and is left out.`,
      where: { file: file.name, line },
      hint: "A killed process or a full disk does that; so does copying a file while it is written."
    }
  ];
}
function spreadsheetNotices({ file, delimiter }, numbers) {
  if (delimiter === "," && !numbers.sawSpreadsheet) return [];
  return [
    {
      code: "spreadsheet-numbers",
      severity: "warning",
      message: `"${file.name}" was saved by a spreadsheet; its numbers were read with ${numbers.styleInWords}.`,
      where: { file: file.name },
      hint: "A spreadsheet may round numbers or turn them into dates. Import the file that Locust wrote."
    }
  ];
}

// src/importers/locust/request-columns.ts
var RESOLUTION_MS = 5e-3;
var RequestColumns = class {
  #length = 0;
  #completedMs = new Float64Array(256);
  #responseMs = new Float64Array(256);
  #failed = new Uint8Array(256);
  #failures = 0;
  #responseBytes = 0;
  /** `responseBytes` is null where the log has no size. */
  add(completedMs, responseMs, failed, responseBytes) {
    if (this.#length === this.#failed.length) this.#grow();
    this.#completedMs[this.#length] = completedMs;
    this.#responseMs[this.#length] = responseMs;
    this.#failed[this.#length] = failed ? 1 : 0;
    this.#length++;
    if (failed) this.#failures++;
    if (this.#responseBytes !== null && responseBytes !== null) this.#responseBytes += responseBytes;
    else this.#responseBytes = null;
  }
  get requests() {
    return this.#length;
  }
  get failures() {
    return this.#failures;
  }
  /** Null without requests, or when the size of one is not known. */
  get meanResponseBytes() {
    return this.#length === 0 || this.#responseBytes === null ? null : this.#responseBytes / this.#length;
  }
  /** All response times; null without requests. */
  samples() {
    if (this.#length === 0) return null;
    return {
      kind: "samples",
      valuesMs: this.#responseMs.slice(0, this.#length).sort(),
      resolutionMs: RESOLUTION_MS
    };
  }
  /** What completed in each window, with all its response times. */
  windows(grid) {
    const requests = new Float64Array(grid.length);
    const failures = new Float64Array(grid.length);
    const sumMs = new Float64Array(grid.length);
    const windowOf = new Uint32Array(this.#length);
    for (let row = 0; row < this.#length; row++) {
      const index = grid.indexOf(this.#completedMs[row]);
      windowOf[row] = index;
      requests[index] = requests[index] + 1;
      failures[index] = failures[index] + this.#failed[row];
      sumMs[index] = sumMs[index] + this.#responseMs[row];
    }
    return {
      length: grid.length,
      startMs: grid.startMs,
      endMs: grid.endMs,
      requests,
      failures,
      sumMs,
      quantiles: null,
      histograms: this.#histograms(windowOf, requests)
    };
  }
  #histograms(windowOf, requests) {
    const { values, ends } = this.#groupByWindow(windowOf, requests);
    const offsets = new Uint32Array(requests.length + 1);
    const counts = new Uint32Array(values.length);
    let entries = 0;
    for (let window = 0, row = 0; window < requests.length; window++) {
      const end = ends[window];
      values.subarray(row, end).sort();
      for (; row < end; row++) {
        const isRepeated = entries > offsets[window] && values[entries - 1] === values[row];
        if (!isRepeated) values[entries++] = values[row];
        counts[entries - 1] = counts[entries - 1] + 1;
      }
      offsets[window + 1] = entries;
    }
    return {
      offsets,
      valuesMs: values.slice(0, entries),
      counts: counts.slice(0, entries),
      rounding: "none"
    };
  }
  /** A counting sort: the response times window after window, and where each window's end. */
  #groupByWindow(windowOf, requests) {
    const ends = new Uint32Array(requests.length);
    for (let window = 1; window < requests.length; window++) {
      ends[window] = ends[window - 1] + requests[window - 1];
    }
    const values = new Float64Array(this.#length);
    for (let row = 0; row < this.#length; row++) {
      const window = windowOf[row];
      const at = ends[window];
      values[at] = this.#responseMs[row];
      ends[window] = at + 1;
    }
    return { values, ends };
  }
  #grow() {
    const capacity = this.#failed.length * 2;
    const larger = (column, copy) => {
      copy.set(column);
      return copy;
    };
    this.#completedMs = larger(this.#completedMs, new Float64Array(capacity));
    this.#responseMs = larger(this.#responseMs, new Float64Array(capacity));
    this.#failed = larger(this.#failed, new Uint8Array(capacity));
  }
};

// src/importers/locust/table-part.ts
function tablePart(kind, file, outcome) {
  return {
    kind,
    file,
    rowsRead: outcome.rowsRead,
    rowsSkipped: outcome.rowsSkipped,
    notices: outcome.notices,
    version: {},
    endpoints: [],
    total: null,
    failures: [],
    exceptions: [],
    users: null,
    resetsMs: [],
    startMs: null,
    endMs: null,
    host: null,
    cutOff: outcome.cutOff
  };
}

// src/importers/locust/request-log.ts
var LATEST_TIMESTAMP_S = 1e11;
var SPLICED = "request-log-spliced";
var TOLERATED_DAMAGE_RATIO = 1e-3;
async function readRequestLog(file, progress) {
  const opened = openTable(file);
  const columns = logColumns(opened.columns.header, file.name);
  const table = {
    ...opened,
    columns: { ...opened.columns, numbers: [columns.timestamp, columns.responseMs] }
  };
  const log = new RequestLog(columns);
  const row = (cells, line, numbers) => log.row(cells, line, numbers);
  const outcome = await readTable(table, { row, rowsEndLines: true }, progress);
  return {
    ...tablePart("request-log", file, outcome),
    ...log.content(),
    notices: [...outcome.notices, ...splicedNotices(file.name, outcome)],
    version: { atLeast: "2.44.0" }
  };
}
function isReliable(part) {
  return !part.notices.some((notice) => notice.code === SPLICED);
}
function logColumns(header, file) {
  const indexOf = (title) => {
    const index = header.indexOf(title);
    if (index !== -1) return index;
    throw new Problem("input", "missing-column", `"${file}" has no column "${title}".`, {
      where: { file, line: 1, column: title },
      fix: `Give the log with its header line: ${REQUEST_LOG_TITLES.join(",")}.`
    });
  };
  const decimal = (title) => ({
    index: indexOf(title),
    title,
    kind: "decimal"
  });
  return {
    timestamp: decimal("timestamp"),
    responseMs: decimal("response_time_ms"),
    length: decimal("response_length"),
    method: indexOf("request_type"),
    name: indexOf("name"),
    exception: indexOf("exception")
  };
}
var RequestLog = class {
  #columns;
  #total = new RequestColumns();
  #endpoints = /* @__PURE__ */ new Map();
  #failures = new FailureRows();
  #startMs = Number.POSITIVE_INFINITY;
  #firstMs = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;
  constructor(columns) {
    this.#columns = columns;
  }
  row(cells, line, numbers) {
    const { timestamp, responseMs: response, length } = this.#columns;
    const startMs = epochMs(readTimestampS(cells, timestamp, line, numbers));
    const responseMs = numbers.read(cells, response, line);
    if (responseMs < 0) throw new UnreadableCell(`has a negative "${response.title}", ${responseMs}`);
    const hasLength = (cells[length.index] ?? "") !== "";
    const responseBytes = hasLength ? numbers.read(cells, length, line) : null;
    const key = { method: cells[this.#columns.method] ?? "", name: cells[this.#columns.name] ?? "" };
    const exception = cells[this.#columns.exception] ?? "";
    const completedMs = startMs + responseMs;
    this.#startMs = Math.min(this.#startMs, startMs);
    this.#firstMs = Math.min(this.#firstMs, completedMs);
    this.#lastMs = Math.max(this.#lastMs, completedMs);
    for (const requests of [this.#total, this.#requestsOf(key)]) {
      requests.add(completedMs, responseMs, exception !== "", responseBytes);
    }
    if (exception !== "") this.#failures.add(key, exception, 1, completedMs, completedMs);
  }
  content() {
    const isEmpty = this.#total.requests === 0;
    const grid = isEmpty ? null : windowGrid(this.#firstMs, this.#lastMs);
    const endpoints = [...this.#endpoints.values()].sort((a, b) => compareEndpointKeys(a.key, b.key));
    return {
      endpoints: endpoints.map(({ key, requests }) => endpointPart4(key, requests, grid)),
      total: endpointPart4(TOTAL_KEY, this.#total, grid),
      failures: this.#failures.rows(),
      startMs: isEmpty ? null : this.#startMs,
      endMs: isEmpty ? null : this.#lastMs
    };
  }
  #requestsOf(key) {
    const id = endpointId(key);
    const known = this.#endpoints.get(id) ?? { key, requests: new RequestColumns() };
    this.#endpoints.set(id, known);
    return known.requests;
  }
};
function readTimestampS(cells, column, line, numbers) {
  const cell = cells[column.index] ?? "";
  const timestampS = numbers.read(cells, column, line);
  if (timestampS > 0 && timestampS < LATEST_TIMESTAMP_S && !/e/i.test(cell)) return timestampS;
  throw new UnreadableCell(`has ${quote(cell)} in "${column.title}", not a time in seconds since 1970`);
}
function endpointPart4(key, requests, grid) {
  return {
    key,
    requests: requests.requests,
    failures: requests.failures,
    latency: requests.samples(),
    meanResponseBytes: requests.meanResponseBytes,
    reportedThroughputPerS: null,
    windows: grid === null ? null : requests.windows(grid)
  };
}
function splicedNotices(file, { rowsRead, rowsSkipped }) {
  const rows = rowsRead + rowsSkipped;
  if (rowsSkipped < 2 || rowsSkipped <= rows * TOLERATED_DAMAGE_RATIO) return [];
  return [
    {
      code: SPLICED,
      severity: "warning",
      message: `${rowsSkipped} of ${rows} rows of the request log have run into each other, as when several Locust processes write to one file; many more may be lost.`,
      where: { file },
      hint: "Give every process of a distributed test a request log of its own."
    }
  ];
}

// src/importers/locust/choose-failures.ts
var BY_EXACTNESS = ["request-log", "failures", "html", "json"];
function chooseFailures(parts, failures) {
  const having = BY_EXACTNESS.flatMap((kind) => parts.filter((part) => part.kind === kind)).filter(
    (part) => part.failures.length > 0 && (part.kind !== "request-log" || isReliable(part))
  );
  const exact = having.find((part) => failureCount(part) === failures);
  if (exact !== void 0) return exact;
  return having.reduce(
    (most, part) => most === null || failureCount(part) > failureCount(most) ? part : most,
    null
  );
}
function failureCount(part) {
  return part.failures.reduce((sum, row) => sum + row.count, 0);
}

// src/importers/locust/assembly-notices.ts
function assemblyNotices(parts, sources, failures, totalWindows) {
  return [
    ...disagreement(sources),
    ...passedOverLog(parts),
    ...curveShort(parts, sources, totalWindows),
    ...failuresUnexplained(sources, failures),
    ...otherEncodings(parts)
  ];
}
var ABOUT_TOTALS = /* @__PURE__ */ new Set(["whole-milliseconds"]);
var ABOUT_CURVE = /* @__PURE__ */ new Set(["rates-are-trailing-means", "chart-percentiles-assumed"]);
var ABOUT_TIMES = /* @__PURE__ */ new Set(["times-without-zone", "report-header-in-local-time"]);
function usedNotices(parts, sources, totalWindows) {
  const hasOtherTimes = parts.some((part) => part.kind !== "html" && part.startMs !== null);
  return parts.flatMap((part) => {
    const givesTotals = sources[0]?.names.includes(part.file.name) ?? false;
    const givesCurve = part.total?.windows != null && part.total.windows === totalWindows;
    return part.notices.filter(
      ({ code }) => (givesTotals || !ABOUT_TOTALS.has(code)) && (givesCurve || !ABOUT_CURVE.has(code)) && (part.kind !== "html" || !hasOtherTimes || !ABOUT_TIMES.has(code))
    );
  });
}
function disagreement(sources) {
  const [used, ...others] = sources;
  if (used === void 0) return [];
  const different = others.filter((source) => source.requests !== used.requests);
  if (different.length === 0) return [];
  const counts = different.map((source) => `${source.names.join(" and ")} ${source.requests}`).join(", ");
  return [
    {
      code: "sources-disagree",
      severity: "info",
      message: `${used.names.join(" and ")} counts ${used.requests} requests, ${counts}; the first is used. Locust writes its CSV files for the last time up to a second before the end of a test, and leaves requests without a response time out of its request log.`
    }
  ];
}
function passedOverLog(parts) {
  const log = parts.find((part) => part.kind === "request-log");
  if (log === void 0 || isReliable(log) || parts.length === 1) return [];
  return [
    {
      code: "request-log-not-used",
      severity: "warning",
      message: "The request log has lost rows and is not used; the numbers are from the other files of the run.",
      where: { file: log.file.name }
    }
  ];
}
function curveShort(parts, sources, totalWindows) {
  const history = parts.find((part) => part.kind === "history");
  const requests = sources[0]?.requests ?? 0;
  if (history === void 0 || totalWindows === null || totalWindows !== history.total?.windows || requests === 0)
    return [];
  const inCurve = totalWindows.requests.reduce((a, b) => a + b, 0);
  const missing2 = requests - inCurve;
  if (missing2 <= 0 || history.resetsMs.length > 0) return [];
  return [
    {
      code: "curve-ends-early",
      severity: missing2 > requests / 10 ? "warning" : "info",
      message: `The curve over time holds ${inCurve} of the ${requests} requests: Locust writes its history in blocks and up to 2.46.2 loses the last of them, up to 10 s.`,
      where: { file: history.file.name }
    }
  ];
}
function failuresUnexplained(sources, failures) {
  const counted = sources[0]?.total?.failures ?? null;
  if (counted === null || counted === 0) return [];
  if (failures === null) {
    return [
      {
        code: "failures-without-messages",
        severity: "info",
        message: `${counted} requests failed, and no file says why.`,
        hint: "Add the _failures.csv of this run."
      }
    ];
  }
  const explained = failureCount(failures);
  if (explained === counted) return [];
  return [
    {
      code: "failure-counts-differ",
      severity: "info",
      message: `${counted} requests failed; the messages in ${failures.file.name} add up to ${explained}.`,
      where: { file: failures.file.name }
    }
  ];
}
function otherEncodings(parts) {
  return parts.filter((part) => part.file.encoding !== "utf-8").map((part) => ({
    code: "not-utf-8",
    severity: "warning",
    message: `"${part.file.name}" is not UTF-8 and was read as ${part.file.encoding === "utf-16le" ? "UTF-16" : "Windows-1252"}; letters beyond ASCII may be others.`,
    where: { file: part.file.name }
  }));
}

// src/importers/locust/file-titles.ts
var TITLES = {
  stats: "Locust statistics (CSV)",
  requests: "Locust requests (CSV, 0.13.2 or older)",
  distribution: "Locust distribution (CSV, 0.13.2 or older)",
  history: "Locust statistics history (CSV)",
  failures: "Locust failures (CSV)",
  exceptions: "Locust exceptions (CSV)",
  json: "Locust statistics (JSON)",
  html: "Locust report (HTML)",
  "request-log": "Locust request log (CSV)"
};
function readAs2(kind) {
  return TITLES[kind];
}

// src/importers/locust/totals.ts
var BY_EXACTNESS2 = [
  "request-log",
  "json",
  "stats",
  "requests",
  "distribution",
  "html"
];
var COMPLETE_ENOUGH = 0.98;
function totalsSources(parts) {
  const sources = BY_EXACTNESS2.flatMap((kind) => parts.filter((part) => part.kind === kind)).filter((part) => part.kind !== "request-log" || isReliable(part)).map(sourceOf);
  const joined = joinedLegacyTables(sources);
  const most = Math.max(0, ...joined.map((source) => source.requests));
  const isComplete = (source) => source.requests >= COMPLETE_ENOUGH * most;
  return [...joined.filter(isComplete), ...joined.filter((source) => !isComplete(source))];
}
function sourceOf(part) {
  const endpoints = new Map(part.endpoints.map((endpoint) => [endpointId(endpoint.key), endpoint]));
  const sum = part.endpoints.reduce((all, endpoint) => all + (endpoint.requests ?? 0), 0);
  return {
    names: [part.file.name],
    kind: part.kind,
    endpoints,
    total: part.total,
    requests: part.total?.requests ?? sum
  };
}
function joinedLegacyTables(sources) {
  const requests = sources.find((source) => source.kind === "requests");
  const distribution = sources.find((source) => source.kind === "distribution");
  if (requests === void 0 || distribution === void 0) return sources;
  const percentiles = new Map([...distribution.endpoints.values()].map((part) => [part.key.name, part]));
  const joined = {
    ...requests,
    names: [...requests.names, ...distribution.names],
    endpoints: new Map(
      [...requests.endpoints].map(([id, part]) => [
        id,
        withPercentiles(part, percentiles.get(endpointLabel(part.key)))
      ])
    ),
    total: requests.total === null ? null : withPercentiles(requests.total, distribution.total ?? void 0)
  };
  return sources.filter((source) => source !== distribution).map((source) => source === requests ? joined : source);
}
function withPercentiles(part, other) {
  if (part.latency?.kind !== "quantiles" || other?.latency?.kind !== "quantiles") return part;
  return { ...part, latency: { ...part.latency, points: other.latency.points } };
}

// src/importers/locust/version-range.ts
function versionRange(versions) {
  const exact = versions.find((version) => version.exact !== void 0)?.exact;
  if (exact !== void 0) return exact;
  const atLeast = versions.flatMap((version) => version.atLeast ?? []).sort(compareVersions).at(-1);
  const below = versions.flatMap((version) => version.below ?? []).sort(compareVersions)[0];
  if (atLeast === void 0 && below === void 0) return null;
  if (below === void 0) return `${atLeast} or newer`;
  return atLeast === void 0 ? `before ${below}` : `${atLeast} or newer, before ${below}`;
}
function compareVersions(a, b) {
  const left = a.split(".").map(Number);
  const right = b.split(".").map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

// src/importers/locust/assemble.ts
var WINDOWS_FROM = ["request-log", "history", "json", "html"];
var TIMES_FROM = ["history", "request-log", "json"];
function assembleRun(parts, label) {
  const sources = totalsSources(parts);
  const failures = chooseFailures(parts, sources[0]?.total?.failures ?? null);
  const failureRows = byEndpoint(failures?.failures ?? []);
  const windowParts = WINDOWS_FROM.flatMap((kind) => parts.filter((part) => part.kind === kind)).filter(
    (part) => part.kind !== "request-log" || isReliable(part)
  );
  const endpoints = keysOf(parts, sources).map(
    (key) => endpointOf(key, sources, windowsFor(key, windowParts), failureRows.get(endpointId(key)) ?? [])
  );
  const totalWindows = windowParts.find((part) => part.total?.windows != null)?.total?.windows ?? null;
  const total = totalOf(sources, totalWindows);
  const { startMs, endMs } = spanOf2(parts);
  const users = parts.find((part) => part.users !== null)?.users ?? null;
  const durationMs = startMs !== null && endMs !== null ? endMs - startMs : durationFromRates(endpoints, total);
  const peak = users?.users.reduce((most, count) => Math.max(most, count), 0) ?? null;
  return {
    schema: "run/1",
    id: idOf(parts),
    label,
    source: {
      kind: "import",
      tool: "Locust",
      toolVersion: versionRange(parts.map((part) => part.version)),
      host: parts.find((part) => part.host !== null)?.host ?? null,
      files: parts.map(fileRecord).sort((a, b) => a.name < b.name ? -1 : 1),
      latencyCovers: "all-requests"
    },
    startMs,
    endMs,
    durationMs,
    ended: endedOf(parts),
    load: {
      kind: "closed",
      stages: peak === null || durationMs === null ? [] : [{ users: peak, durationMs }]
    },
    endpoints,
    total,
    users,
    exceptions: parts.find((part) => part.exceptions.length > 0)?.exceptions ?? [],
    resetsMs: parts.find((part) => part.kind === "history")?.resetsMs ?? [],
    scaling: [],
    notices: [
      ...usedNotices(parts, sources, totalWindows),
      ...assemblyNotices(parts, sources, failures, totalWindows)
    ]
  };
}
function keysOf(parts, sources) {
  const keys = /* @__PURE__ */ new Map();
  const add = (part) => keys.set(endpointId(part.key), part.key);
  for (const source of sources) for (const part of source.endpoints.values()) add(part);
  for (const part of parts) if (part.kind === "history") part.endpoints.forEach(add);
  return [...keys.values()].sort(compareEndpointKeys);
}
function endpointOf(key, sources, windows, failures) {
  const id = endpointId(key);
  const known = sources.map((source) => source.endpoints.get(id)).filter((part) => part !== void 0);
  return {
    ...mergedTotals(key, known, windows),
    failureGroups: failures.map(failureGroup).sort(mostFirst),
    windows
  };
}
function mergedTotals(key, known, windows) {
  const first = (read) => {
    for (const part of known) {
      const value = read(part);
      if (value !== null) return value;
    }
    return null;
  };
  return {
    key,
    requests: first((part) => part.requests) ?? sumOf(windows?.requests),
    failures: first((part) => part.failures) ?? sumOf(windows?.failures),
    latency: first((part) => part.latency),
    meanResponseBytes: first((part) => part.meanResponseBytes),
    reportedThroughputPerS: first((part) => part.reportedThroughputPerS)
  };
}
function totalOf(sources, windows) {
  const known = sources.map((source) => source.total).filter((part) => part !== null);
  if (known.length === 0 && windows === null) return null;
  return { ...mergedTotals(TOTAL_KEY, known, windows), failureGroups: [], windows };
}
function windowsFor(key, parts) {
  const id = endpointId(key);
  for (const part of parts) {
    const windows = part.endpoints.find((endpoint) => endpointId(endpoint.key) === id)?.windows ?? null;
    if (windows !== null) return windows;
  }
  return null;
}
function byEndpoint(rows) {
  const groups = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const id = endpointId(row.key);
    const group = groups.get(id);
    if (group === void 0) groups.set(id, [row]);
    else group.push(row);
  }
  return groups;
}
function failureGroup({ message, count, firstMs, lastMs }) {
  const whole = (atMs) => atMs === null ? null : Math.round(atMs);
  return { message, count, firstMs: whole(firstMs), lastMs: whole(lastMs) };
}
function mostFirst(a, b) {
  return b.count - a.count || (a.message < b.message ? -1 : a.message > b.message ? 1 : 0);
}
function spanOf2(parts) {
  const timed = parts.filter(
    (part) => TIMES_FROM.includes(part.kind) && part.startMs !== null && part.endMs !== null
  );
  const used = timed.length > 0 ? timed : parts.filter((part) => part.startMs !== null && part.endMs !== null);
  if (used.length === 0) return { startMs: null, endMs: null };
  return {
    startMs: Math.floor(Math.min(...used.map((part) => part.startMs ?? 0))),
    endMs: Math.ceil(Math.max(...used.map((part) => part.endMs ?? 0)))
  };
}
function durationFromRates(endpoints, total) {
  const lengths = [...endpoints, ...total === null ? [] : [total]].flatMap((endpoint) => {
    const rate = endpoint.reportedThroughputPerS ?? 0;
    return rate > 0 ? [endpoint.requests * 1e3 / rate] : [];
  });
  return lengths.length === 0 ? null : Math.round(Math.max(...lengths));
}
function endedOf(parts) {
  if (parts.some((part) => part.kind === "html" || part.kind === "json")) return "finished";
  return parts.some((part) => part.cutOff) ? "interrupted" : "unknown";
}
function idOf(parts) {
  const hashes = parts.map((part) => part.file.sha256).sort();
  return createHash("sha256").update(hashes.join("\n")).digest("hex").slice(0, 12);
}
function fileRecord(part) {
  const { name, sizeBytes, sha256 } = part.file;
  return {
    name,
    sizeBytes,
    sha256,
    readAs: readAs2(part.kind),
    rowsRead: part.rowsRead,
    rowsSkipped: part.rowsSkipped
  };
}
function sumOf(column) {
  return column?.reduce((a, b) => a + b, 0) ?? 0;
}

// src/importers/locust/required-columns.ts
function requireText(table, role, title) {
  return table.columns.text(role) ?? missing(table, title);
}
function requireNumber(table, role, title) {
  return table.columns.number(role) ?? missing(table, title);
}
function missing(table, title) {
  const found = table.columns.header.map((cell) => `"${cell}"`).join(", ");
  throw new Problem(
    "input",
    "missing-column",
    `"${table.file.name}" has no column "${title}". It has ${found.slice(0, 500)}.`,
    { where: { file: table.file.name, line: 1, column: title }, fix: "Import the file that Locust wrote." }
  );
}

// src/importers/locust/exceptions.ts
async function readExceptions(file, progress) {
  const table = openTable(file);
  const count = requireNumber(table, "occurrences", "Count");
  const message = requireText(table, "message", "Message");
  const traceback = requireText(table, "traceback", "Traceback");
  const nodes = table.columns.text("nodes");
  const groups = [];
  const outcome = await readTable(
    table,
    {
      row: (cells, line, numbers) => {
        groups.push({
          message: cells[message] ?? "",
          traceback: cells[traceback] ?? "",
          count: numbers.read(cells, count, line),
          nodes: sortedNodes(nodes === null ? "" : cells[nodes] ?? "")
        });
      }
    },
    progress
  );
  return { ...tablePart("exceptions", file, outcome), exceptions: groups };
}
function sortedNodes(nodes) {
  return nodes.split(", ").sort().join(", ");
}

// src/importers/locust/failures.ts
async function readFailures(file, progress) {
  const table = openTable(file);
  const method = table.columns.text("method");
  const name = requireText(table, "name", "Name");
  const error = requireText(table, "error", "Error");
  const occurrences = requireNumber(table, "occurrences", "Occurrences");
  const firstSeen = table.columns.text("first-seen");
  const lastSeen = table.columns.text("last-seen");
  const rows = /* @__PURE__ */ new Map();
  const row = (cells, line, numbers) => {
    const key = { method: textAt(cells, method), name: textAt(cells, name) };
    const message = unwrapFailureMessage(textAt(cells, error));
    const id = `${endpointId(key)}\0${message}`;
    const known = rows.get(id);
    rows.set(id, {
      key,
      message,
      count: numbers.read(cells, occurrences, line) + (known?.count ?? 0),
      firstMs: earliest(known?.firstMs ?? null, instantOf(textAt(cells, firstSeen))),
      lastMs: latest(known?.lastMs ?? null, instantOf(textAt(cells, lastSeen)))
    });
  };
  const outcome = await readTable(table, { row }, progress);
  return {
    ...tablePart("failures", file, outcome),
    version: firstSeen === null ? { below: "2.44.0" } : { atLeast: "2.44.0" },
    failures: [...rows.values()]
  };
}
function textAt(cells, index) {
  return index === null ? "" : cells[index] ?? "";
}
function instantOf(cell) {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(cell) ? finite(Date.parse(cell)) : null;
}
function finite(value) {
  return Number.isFinite(value) ? value : null;
}
function earliest(a, b) {
  return a === null || b === null ? a ?? b : Math.min(a, b);
}
function latest(a, b) {
  return a === null || b === null ? a ?? b : Math.max(a, b);
}

// src/importers/locust/group-files.ts
var TABLES = /* @__PURE__ */ new Set([
  "stats",
  "requests",
  "distribution",
  "history",
  "failures",
  "exceptions"
]);
var ENDING = /[_-]?(?:stats_history|requests_full_history|stats|requests|distribution|failures|exceptions)$/i;
var BEGINNING = /^(?:stats_history|requests_full_history|stats|requests|distribution|failures|exceptions)_?/i;
var TIMESTAMP = /^\d{9,}(?:\.\d+)?$/;
var PLAIN = /* @__PURE__ */ new Set(["", "run", "results", "result", "locust", "report", "stats", "test", "out", "output"]);
function groupFiles(files) {
  const groups = /* @__PURE__ */ new Map();
  for (const file of files.filter(({ kind }) => TABLES.has(kind))) addTo(groups, tableGroupId(file), file);
  const beside = files.filter(({ kind }) => !TABLES.has(kind));
  for (const file of beside) addTo(groups, groupBeside(file, [...groups.keys()]), file);
  return [...groups.values()].flatMap(splitDoubles).map((members) => ({
    label: labelOf(members),
    files: members.map(({ file }) => file)
  }));
}
function addTo(groups, id, file) {
  const members = groups.get(id);
  if (members === void 0) groups.set(id, [file]);
  else members.push(file);
}
function tableGroupId({ file }) {
  return `${folderOf(file)}\0${prefixOf(file)}`;
}
function groupBeside(recognised, ids) {
  const folder = folderOf(recognised.file);
  const here = ids.filter((id) => id.startsWith(`${folder}\0`));
  const stem = stemOf(recognised.file);
  const [only] = here;
  if (here.length === 1 && only !== void 0) return only;
  const alike = here.filter((id) => stem.startsWith(id.slice(folder.length + 1)));
  const longest = alike.sort((a, b) => b.length - a.length)[0];
  if (longest !== void 0 && longest !== `${folder}\0`) return longest;
  return here.length === 0 ? `${folder}\0` : `${folder}\0${stem}`;
}
function splitDoubles(members) {
  const kinds = new Set(members.map(({ kind }) => kind));
  return kinds.size === members.length ? [members] : members.map((member) => [member]);
}
function folderOf(file) {
  return file.name.includes("/") ? file.name.slice(0, file.name.lastIndexOf("/")) : "";
}
function stemOf(file) {
  return (file.name.split("/").at(-1) ?? "").replace(/\.gz$/i, "").replace(/\.[a-z]+$/i, "");
}
function prefixOf(file) {
  const stem = stemOf(file);
  const rest = stem.replace(ENDING, "");
  if (rest !== stem) return rest;
  const after = stem.replace(BEGINNING, "");
  return after !== stem && TIMESTAMP.test(after) ? "" : stem;
}
function labelOf(members) {
  const [first] = members;
  if (first === void 0) return "run";
  const prefix = prefixOf(first.file);
  if (!PLAIN.has(prefix.toLowerCase())) return prefix;
  const folder = folderOf(first.file).split("/").at(-1) ?? "";
  return folder !== "" ? folder : first.file.folder ?? (prefix === "" ? "run" : prefix);
}

// src/importers/locust/history-span.ts
var IDLE_WORTH_CUTTING_MS = 5e3;
function activeSpan(total, users) {
  if (total === null || total.length === 0) return null;
  const isActive = (i) => (total.requests[i] ?? 0) > 0 || usersAt(users, total.startMs[i] ?? 0) > 0;
  let first = 0;
  while (first < total.length - 1 && !isActive(first)) first += 1;
  let last = total.length - 1;
  while (last > first && !isActive(last)) last -= 1;
  const wholeStartMs = total.startMs[0] ?? 0;
  const wholeEndMs = total.endMs[total.length - 1] ?? 0;
  const startMs = total.startMs[first] ?? wholeStartMs;
  const endMs = total.endMs[last] ?? wholeEndMs;
  return {
    startMs: startMs - wholeStartMs >= IDLE_WORTH_CUTTING_MS ? startMs : wholeStartMs,
    endMs: wholeEndMs - endMs >= IDLE_WORTH_CUTTING_MS ? endMs : wholeEndMs
  };
}
function usersAt(users, atMs) {
  if (users === null) return 0;
  let lo = 0;
  let hi = users.atMs.length;
  while (lo < hi) {
    const middle = lo + hi >>> 1;
    if ((users.atMs[middle] ?? 0) <= atMs) lo = middle + 1;
    else hi = middle;
  }
  return users.users[lo - 1] ?? 0;
}
function windowsInSpan(windows, span) {
  let from = 0;
  while (from < windows.length && (windows.startMs[from] ?? 0) < span.startMs) from += 1;
  let to = windows.length;
  while (to > from && (windows.endMs[to - 1] ?? 0) > span.endMs) to -= 1;
  if (from === 0 && to === windows.length) return windows;
  const { quantiles } = windows;
  return {
    length: to - from,
    startMs: windows.startMs.slice(from, to),
    endMs: windows.endMs.slice(from, to),
    requests: windows.requests.slice(from, to),
    failures: windows.failures.slice(from, to),
    sumMs: windows.sumMs?.slice(from, to) ?? null,
    quantiles: quantiles === null ? null : { ...quantiles, valuesMs: quantiles.valuesMs.map((values) => values.slice(from, to)) },
    histograms: null
  };
}

// src/importers/locust/history-tick.ts
function tickOf(atMs, rows) {
  const candidates = rows.filter((row) => mayBeTotal(row.key));
  const total = candidates.reduce(
    (most, row) => most === null || row.requests >= most.requests ? row : most,
    null
  );
  const others = rows.filter((row) => !mayBeTotal(row.key));
  const latest2 = /* @__PURE__ */ new Map();
  for (const row of others) {
    const id = endpointId(row.key);
    const known = latest2.get(id);
    if (known === void 0 || row.requests >= known.requests) latest2.set(id, row);
  }
  const isWrittenTwice = others.length === 0 || latest2.size < others.length;
  const namesake = isWrittenTwice ? void 0 : candidates.find((row) => row !== total);
  return { atMs, endpoints: [...latest2.values(), ...namesake === void 0 ? [] : [namesake]], total };
}

// src/importers/locust/window-columns.ts
var FIXED = ["startMs", "endMs", "requests", "failures", "sumMs"];
var FIRST_CAPACITY = 64;
var WindowColumns = class {
  #length = 0;
  #capacity = FIRST_CAPACITY;
  #fixed = FIXED.map(() => new Float64Array(FIRST_CAPACITY));
  #quantiles;
  constructor(percentiles) {
    this.#quantiles = Array.from({ length: percentiles }, () => new Float32Array(FIRST_CAPACITY));
  }
  get length() {
    return this.#length;
  }
  /** Adds a window at the end. */
  push(row) {
    if (this.#length === this.#capacity) this.#grow();
    FIXED.forEach((name, column) => {
      const values = this.#fixed[column];
      if (values !== void 0) values[this.#length] = row[name];
    });
    this.#quantiles.forEach((values, column) => {
      values[this.#length] = row.quantilesMs[column] ?? Number.NaN;
    });
    this.#length += 1;
  }
  /** Gives the windows and lets go of the spare room. `sumMs` is null when `hasSums` is false. */
  finish(hasSums, quantiles) {
    const [startMs, endMs, requests, failures, sumMs] = this.#fixed.map(
      (values) => values.slice(0, this.#length)
    );
    const empty = new Float64Array();
    return {
      length: this.#length,
      startMs: startMs ?? empty,
      endMs: endMs ?? empty,
      requests: requests ?? empty,
      failures: failures ?? empty,
      sumMs: hasSums ? sumMs ?? empty : null,
      quantiles: quantiles === null ? null : { ...quantiles, valuesMs: this.#quantiles.map((values) => values.slice(0, this.#length)) },
      histograms: null
    };
  }
  #grow() {
    this.#capacity *= 2;
    this.#fixed = this.#fixed.map((values) => enlarged(values, new Float64Array(this.#capacity)));
    this.#quantiles = this.#quantiles.map((values) => enlarged(values, new Float32Array(this.#capacity)));
  }
};
function enlarged(values, into) {
  into.set(values);
  return into;
}

// src/importers/locust/history-windows.ts
var HistoryWindows = class {
  #percentiles;
  /** Length of a window before the first tick; null when a first tick with counts has no known beginning. */
  #beforeFirstMs;
  #endpoints = /* @__PURE__ */ new Map();
  #total = null;
  #previousMs = null;
  #resetsMs = [];
  constructor(percentiles, beforeFirstMs) {
    this.#percentiles = percentiles;
    this.#beforeFirstMs = beforeFirstMs;
  }
  /** Instants at which counts fell, ascending, Unix epoch ms. */
  get resetsMs() {
    return this.#resetsMs;
  }
  /** Takes the next tick; ticks must ascend. */
  add(tick) {
    for (const row of tick.endpoints) {
      const id = endpointId(row.key);
      const known = this.#endpoints.get(id);
      if (known === void 0) this.#endpoints.set(id, this.#begin(row, tick.atMs));
      else this.#advance(known, row, tick.atMs);
    }
    if (tick.total !== null) {
      if (this.#total === null) this.#total = this.#begin(tick.total, tick.atMs);
      else this.#advance(this.#total, tick.total, tick.atMs);
    }
    this.#previousMs = tick.atMs;
  }
  /** The endpoints in the order in which they first came, and the total. */
  finish(hasSums, quantiles) {
    const windowsOf3 = (known) => known.columns.finish(hasSums, quantiles);
    return {
      endpoints: [...this.#endpoints.values()].map((known) => ({
        key: known.key,
        windows: windowsOf3(known)
      })),
      total: this.#total === null ? null : windowsOf3(this.#total)
    };
  }
  /** An endpoint's first row: everything since the tick before, since there was nothing of it then. */
  #begin(row, atMs) {
    const columns = new WindowColumns(this.#percentiles);
    const startMs = this.#previousMs ?? (this.#beforeFirstMs === null ? null : atMs - this.#beforeFirstMs);
    if (startMs !== null && (row.requests > 0 || this.#previousMs !== null)) {
      columns.push({ ...row, startMs, endMs: atMs });
    }
    const { key, requests, failures, sumMs } = row;
    return { key, columns, atMs, requests, failures, sumMs };
  }
  #advance(known, row, atMs) {
    if (row.requests < known.requests || row.failures < known.failures) {
      if (this.#resetsMs.at(-1) !== atMs) this.#resetsMs.push(atMs);
    } else {
      const sumMs = row.requests === known.requests ? 0 : Math.max(0, row.sumMs - known.sumMs);
      known.columns.push({
        startMs: known.atMs,
        endMs: atMs,
        requests: row.requests - known.requests,
        failures: row.failures - known.failures,
        sumMs,
        quantilesMs: row.quantilesMs
      });
    }
    known.atMs = atMs;
    known.requests = row.requests;
    known.failures = row.failures;
    known.sumMs = row.sumMs;
  }
};

// src/importers/locust/since-start-test.ts
var SinceStartTest = class {
  #highest;
  #hasHundredth;
  #rows = 0;
  #contradicted = 0;
  /** @param percentiles of the columns, ascending. */
  constructor(percentiles) {
    this.#highest = percentiles.length - 1;
    this.#hasHundredth = percentiles.at(-1) === 100;
  }
  /** Looks at one row of all endpoints. */
  add(total) {
    const valueMs = total.quantilesMs[this.#highest] ?? Number.NaN;
    if (total.requests === 0 || Number.isNaN(total.maxMs)) return;
    this.#rows += 1;
    if (Number.isNaN(valueMs)) {
      this.#contradicted += 1;
      return;
    }
    const roundedMax = roundToTwoDigits(total.maxMs);
    const isMaximum = valueMs === roundedMax;
    if (this.#hasHundredth ? !isMaximum : valueMs < roundedMax / 4) this.#contradicted += 1;
  }
  /** True when every row so far fits, and there was one. */
  get holds() {
    return this.#rows > 0 && this.#contradicted === 0;
  }
};

// src/importers/locust/staircase.ts
var REPORT_WINDOWS = 3;
var FEWEST_WINDOWS = 30;
var LARGEST_VARIANCE_RATIO = 0.25;
var SMALLEST_EMPTY_SHARE = 0.2;
var SMALLEST_MEAN = 2;
function isStaircase(total) {
  if (total.length < FEWEST_WINDOWS) return false;
  const counts = Array.from(total.requests);
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
  const empty = counts.filter((count) => count === 0).length / counts.length;
  if (mean < SMALLEST_MEAN || empty < SMALLEST_EMPTY_SHARE) return false;
  const sums = [];
  for (let i = 0; i + REPORT_WINDOWS <= counts.length; i += REPORT_WINDOWS) {
    sums.push(counts.slice(i, i + REPORT_WINDOWS).reduce((a, b) => a + b, 0));
  }
  return varianceOfDifferences(sums) < LARGEST_VARIANCE_RATIO * REPORT_WINDOWS * varianceOfDifferences(counts);
}
function varianceOfDifferences(values) {
  let sum = 0;
  for (let i = 1; i < values.length; i += 1) sum += ((values[i] ?? 0) - (values[i - 1] ?? 0)) ** 2;
  return sum / (2 * Math.max(1, values.length - 1));
}
function reportBoundaries(total) {
  const boundaries = [];
  for (let i = REPORT_WINDOWS - 1; i < total.length; i += REPORT_WINDOWS)
    boundaries.push(total.endMs[i] ?? 0);
  const endMs = total.endMs[total.length - 1] ?? 0;
  if (boundaries.at(-1) !== endMs) boundaries.push(endMs);
  return boundaries;
}
function mergedWindows(windows, boundariesMs) {
  const { quantiles } = windows;
  const columns = new WindowColumns(quantiles?.valuesMs.length ?? 0);
  let boundary = 0;
  for (let from = 0; from < windows.length; ) {
    const endOf = (i) => windows.endMs[i] ?? 0;
    while (boundary < boundariesMs.length - 1 && (boundariesMs[boundary] ?? 0) < endOf(from)) boundary += 1;
    let to = from + 1;
    while (to < windows.length && endOf(to) <= (boundariesMs[boundary] ?? 0) && windows.startMs[to] === endOf(to - 1))
      to += 1;
    const sum = (column) => column?.subarray(from, to).reduce((a, b) => a + b, 0) ?? Number.NaN;
    columns.push({
      startMs: windows.startMs[from] ?? 0,
      endMs: endOf(to - 1),
      requests: sum(windows.requests),
      failures: sum(windows.failures),
      sumMs: sum(windows.sumMs),
      quantilesMs: quantiles?.valuesMs.map((values) => values[to - 1] ?? Number.NaN) ?? []
    });
    from = to;
  }
  return columns.finish(windows.sumMs !== null, quantiles);
}

// src/importers/locust/history.ts
var TRAILING_MS2 = 1e4;
var INTERVAL_TO_1_1_MS = 2e3;
async function readHistory(file, progress) {
  const table = openTable(file);
  const isOld = table.isHandQuoted;
  const readRow = historyRowReader(table);
  const windows = new HistoryWindows(table.columns.percentiles.length, isOld ? INTERVAL_TO_1_1_MS : null);
  const sinceStart = new SinceStartTest(table.columns.percentiles.map((column) => column.percentile));
  const users = { atMs: [], users: [] };
  let held = [];
  let hasEndpointRows = false;
  let lastTick = null;
  const flush = () => {
    if (lastTick !== null) {
      windows.add(lastTick);
      noteUsers(lastTick, users);
      if (lastTick.total !== null) sinceStart.add(lastTick.total);
    }
    const [first] = held;
    lastTick = first === void 0 ? null : tickOf(
      first.atMs,
      held.map(({ row: row2 }) => row2)
    );
    hasEndpointRows ||= (lastTick?.endpoints.length ?? 0) > 0;
    held = [];
  };
  const row = (cells, line, numbers) => {
    const timed = readRow(cells, line, numbers);
    const currentMs = held[0]?.atMs ?? lastTick?.atMs ?? 0;
    if (timed.atMs < currentMs) {
      throw new UnreadableCell(
        `is of ${timed.atMs / 1e3}, earlier than the row before, of ${currentMs / 1e3}`
      );
    }
    if (held.length > 0 && timed.atMs !== currentMs) flush();
    held.push(timed);
  };
  const outcome = await readTable(table, { row, rowsEndLines: true }, progress);
  flush();
  const incomplete = lastTick !== null && lastTick.total === null ? lastTick : null;
  if (incomplete === null) flush();
  const covers = isOld || hasEndpointRows && !sinceStart.holds ? "trailing" : "since-start";
  const quantiles = table.columns.percentiles.length === 0 ? null : {
    percentiles: table.columns.percentiles.map((column) => column.percentile),
    covers,
    spanMs: covers === "trailing" ? TRAILING_MS2 : null,
    rounding: "two-digits"
  };
  return historyPart(file, table, outcome, {
    ...windows.finish(!isOld, quantiles),
    users: users.atMs.length === 0 ? null : { atMs: Float64Array.from(users.atMs), users: Float64Array.from(users.users) },
    resetsMs: windows.resetsMs,
    covers,
    incomplete,
    hasEndpointRows
  });
}
function noteUsers(tick, users) {
  const count = tick.total?.users ?? tick.endpoints[0]?.users ?? null;
  if (count === null) return;
  users.atMs.push(tick.atMs);
  users.users.push(count);
}
function historyRowReader(table) {
  const { columns } = table;
  const method = columns.text("method");
  const name = requireText(table, "name", "Name");
  const timestamp = requireNumber(table, "timestamp", "Timestamp");
  const requests = requireNumber(table, "requests", "Total Request Count");
  const failures = requireNumber(table, "failures", "Total Failure Count");
  const average = columns.number("average");
  const max = columns.number("max");
  const users = columns.number("users");
  return (cells, line, numbers) => {
    const read = (column) => numbers.read(cells, column, line);
    const count = read(requests);
    const row = {
      key: { method: method === null ? "" : cells[method] ?? "", name: cells[name] ?? "" },
      users: users === null ? null : read(users),
      requests: count,
      failures: read(failures),
      sumMs: average === null ? Number.NaN : count * read(average),
      maxMs: max === null ? Number.NaN : read(max),
      quantilesMs: columns.percentiles.map((column) => {
        if (isMissing(cells[column.index])) return Number.NaN;
        const valueMs = read(column);
        return valueMs === 0 ? Number.NaN : valueMs;
      })
    };
    return { atMs: read(timestamp) * 1e3, row };
  };
}
function historyPart(file, table, outcome, content) {
  const boundaries = content.total !== null && isStaircase(content.total) ? reportBoundaries(content.total) : null;
  const span = activeSpan(content.total, content.users);
  const shaped = (windows) => {
    const merged = boundaries === null ? windows : mergedWindows(windows, boundaries);
    return span === null ? merged : windowsInSpan(merged, span);
  };
  return {
    ...tablePart("history", file, outcome),
    notices: [...outcome.notices, ...historyNotices(file, content, boundaries !== null)],
    version: historyVersion(table, content),
    endpoints: content.endpoints.map(({ key, windows }) => windowsOnly(key, shaped(windows))),
    total: content.total === null ? null : windowsOnly(TOTAL_KEY, shaped(content.total)),
    users: content.users,
    resetsMs: content.resetsMs,
    startMs: span?.startMs ?? content.users?.atMs[0] ?? null,
    endMs: span?.endMs ?? content.users?.atMs.at(-1) ?? null,
    cutOff: outcome.cutOff || content.incomplete !== null
  };
}
function windowsOnly(key, windows) {
  return {
    key,
    requests: null,
    failures: null,
    latency: null,
    meanResponseBytes: null,
    reportedThroughputPerS: null,
    windows
  };
}
function historyVersion(table, content) {
  if (table.columns.number("requests")?.title === "# requests") return { atLeast: "0.13.3", below: "1.0" };
  if (table.isHandQuoted) return { atLeast: "1.0", below: "1.2" };
  if (!content.hasEndpointRows) return { atLeast: "1.2" };
  return content.covers === "since-start" ? { atLeast: "1.2", below: "2.2.2" } : { atLeast: "2.2.2" };
}
function historyNotices(file, content, isDistributed) {
  const where = { file: file.name };
  const notices = [];
  if (content.incomplete !== null) {
    const at = new Date(content.incomplete.atMs).toISOString().slice(11, 19);
    notices.push({
      code: "incomplete-last-tick",
      severity: "info",
      message: `The last second (${at} UTC) has no row of all endpoints and was left out: the file was cut between endpoints, as a killed Locust or a lost last block leaves it.`,
      where
    });
  }
  if (content.resetsMs.length > 0) {
    const times = content.resetsMs.slice(0, 5).map((atMs) => new Date(atMs).toISOString().slice(11, 19));
    notices.push({
      code: "counters-reset",
      severity: "warning",
      message: `Counters were set back to zero at ${times.join(", ")} UTC${content.resetsMs.length > times.length ? " and later" : ""}; totals count from there, the curve goes on after a gap.`,
      where,
      hint: 'Locust does that with --reset-stats, with "Reset Stats" on its page, and for a second test in the same process.'
    });
  }
  if (isDistributed) {
    notices.push({
      code: "distributed-staircase",
      severity: "info",
      message: "Counts come in steps of 3 s, as workers report them in a distributed run; windows are 3 s long.",
      where
    });
  }
  if (content.covers === "since-start" && content.total !== null) {
    notices.push({
      code: "percentiles-since-start",
      severity: "info",
      message: "The percentiles of the history are of everything since the start, so they are no curve over time and are not drawn.",
      where,
      ...content.hasEndpointRows ? {} : { hint: "Run Locust with --csv-full-history to have them over time." }
    });
  }
  return notices;
}

// src/importers/locust/stats-row.ts
function hasNoTimes(row) {
  return row.isExact && row.requests > 0 && row.latency.maxMs === 0;
}
function rowReader(table) {
  const { columns } = table;
  const method = columns.text("method");
  const name = requireText(table, "name", "Name");
  const requests = requireNumber(table, "requests", "Request Count");
  const failures = columns.number("failures");
  const { max, size } = maxAndSize(table);
  const isExact = requests.title.startsWith("Request") && !table.isHandQuoted;
  return (cells, line, numbers) => {
    const read = (column) => column === null ? null : numbers.read(cells, column, line);
    const count = numbers.read(cells, requests, line);
    const row = {
      key: { method: method === null ? "" : cells[method] ?? "", name: cells[name] ?? "" },
      line,
      requests: count,
      failures: read(failures),
      latency: {
        kind: "quantiles",
        count,
        meanMs: read(columns.number("average")),
        minMs: read(columns.number("min")),
        maxMs: read(max),
        medianMs: read(columns.number("median")),
        points: columns.percentiles.filter((column) => !isMissing(cells[column.index])).map((column) => ({ percentile: column.percentile, valueMs: numbers.read(cells, column, line) })),
        rounding: isBefore0145(table) ? "two-digits-raw" : "two-digits",
        rankRule: "one-above"
      },
      meanResponseBytes: read(size),
      reportedThroughputPerS: read(columns.number("rate")),
      isExact
    };
    checkOrder(row.latency);
    return row;
  };
}
function maxAndSize({ columns }) {
  const max = columns.number("max");
  const size = columns.number("size");
  const isSwapped = columns.text("method") === null && size !== null && size.title.endsWith("-Length");
  return isSwapped ? { max: size, size: max } : { max, size };
}
function isBefore0145({ columns }) {
  const isOneFile = columns.number("average") !== null && columns.percentiles.length > 0;
  return !isOneFile && columns.number("requests")?.title === "# requests";
}
function checkOrder({ minMs, meanMs, maxMs }) {
  if (minMs === null || meanMs === null || maxMs === null) return;
  if (meanMs >= minMs - 1 && meanMs <= maxMs + 1) return;
  throw new UnreadableCell(
    `has an average of ${meanMs} ms, outside its minimum ${minMs} and maximum ${maxMs} ms`
  );
}

// src/importers/locust/stats-table-notices.ts
function repeatedRows(rows) {
  const seen = /* @__PURE__ */ new Set();
  const repeated = /* @__PURE__ */ new Set();
  for (const row of rows) {
    const id = endpointId(row.key);
    if (seen.has(id)) repeated.add(row);
    seen.add(id);
  }
  return repeated;
}
function coversLastSeconds(total) {
  const { maxMs, points } = total.latency;
  const hundredth = points.find(({ percentile }) => percentile === 100)?.valueMs;
  if (total.isExact || maxMs === null || hundredth === void 0) return false;
  return hundredth < roundToTwoDigits(maxMs) && total.requests > 0;
}
function statsNotices(file, endpoints, repeated, isCutToLastSeconds) {
  const where = { file: file.name };
  const notices = [];
  const first = [...repeated][0];
  if (first !== void 0) {
    notices.push({
      code: "endpoint-repeated",
      severity: "warning",
      message: `${repeated.size} of the rows have a method and name that an earlier row has too, and were left out.`,
      where: { ...where, line: first.line, endpoint: first.key },
      hint: "Locust writes each once: were two files put together? Import them as two runs."
    });
  }
  const withoutTimes = endpoints.filter(hasNoTimes);
  if (withoutTimes[0] !== void 0) {
    notices.push({
      code: "no-response-times",
      severity: "info",
      message: `${withoutTimes.length} of the endpoints had requests, but none with a response time.`,
      where: { ...where, endpoint: withoutTimes[0].key }
    });
  }
  if (isCutToLastSeconds) {
    notices.push({
      code: "percentiles-last-seconds",
      severity: "warning",
      message: "The percentiles were of the last 10 seconds only and were left out: the 100th is below the maximum, as Locust 0.13.3 and 0.13.4 wrote them.",
      where
    });
  }
  if (endpoints.some((row) => !row.isExact && row.latency.meanMs !== null)) {
    notices.push({
      code: "whole-milliseconds",
      severity: "info",
      message: "Mean, median, minimum and maximum are cut to whole milliseconds, as Locust before 1.1 wrote them.",
      where
    });
  }
  return notices;
}

// src/importers/locust/stats-version.ts
var PERCENTILES_TO_1_1 = "50 66 75 80 90 95 98 99 99.9 99.99 99.999 100";
function statsVersion(kind, table, totalName, rows) {
  if (kind === "requests") return requestsVersion(table, totalName, rows);
  if (kind === "distribution") return distributionVersion(table, totalName);
  const { columns } = table;
  if (columns.number("requests")?.title === "# requests") return { atLeast: "0.13.3", below: "1.0" };
  if (table.isHandQuoted) return { atLeast: "1.0", below: "1.1" };
  const percentiles = columns.percentiles.map(({ percentile }) => percentile).join(" ");
  return percentiles === PERCENTILES_TO_1_1 ? { atLeast: "1.1", below: "1.2" } : { atLeast: "1.1" };
}
function requestsVersion(table, totalName, rows) {
  const rateTitle = table.columns.number("rate")?.title;
  if (rateTitle?.startsWith("Reqests")) return { below: "0.7" };
  if (totalName === "Aggregated") return { atLeast: "0.12.2", below: "0.13.3" };
  if (rows.some((row) => (row.failures ?? 0) > row.requests)) return { atLeast: "0.7", below: "0.10" };
  return { atLeast: "0.7", below: "0.12.2" };
}
function distributionVersion(table, totalName) {
  if (table.columns.percentiles.some(({ percentile }) => percentile === 99.9)) {
    return { atLeast: "0.13.0", below: "0.13.3" };
  }
  if (totalName === "Aggregated") return { atLeast: "0.12.2", below: "0.13.0" };
  if (totalName === "None Total") return { atLeast: "0.7.2", below: "0.10" };
  return { below: "0.12.2" };
}

// src/importers/locust/stats-table.ts
async function readStatsTable(kind, file, progress) {
  const table = openTable(file);
  const readRow = rowReader(table);
  const rows = [];
  const row = (cells, line, numbers) => {
    rows.push(readRow(cells, line, numbers));
  };
  const outcome = await readTable(table, { row }, progress);
  const total = findTotal(rows);
  const repeated = repeatedRows(rows.filter((candidate) => candidate !== total));
  const endpoints = rows.filter((candidate) => candidate !== total && !repeated.has(candidate));
  const isCutToLastSeconds = kind === "stats" && total !== null && coversLastSeconds(total);
  const partOf = (source) => endpointPart5(source, isCutToLastSeconds);
  return {
    ...tablePart(kind, file, outcome),
    rowsRead: outcome.rowsRead - repeated.size,
    rowsSkipped: outcome.rowsSkipped + repeated.size,
    notices: [...outcome.notices, ...statsNotices(file, endpoints, repeated, isCutToLastSeconds)],
    version: statsVersion(kind, table, total?.key.name ?? null, rows),
    endpoints: endpoints.map(partOf),
    total: total === null ? null : { ...partOf(total), key: TOTAL_KEY }
  };
}
function endpointPart5(row, withoutPercentiles) {
  const latency = row.requests === 0 || hasNoTimes(row) ? null : row.latency;
  return {
    key: row.key,
    requests: row.requests,
    failures: row.failures,
    latency: withoutPercentiles && latency !== null ? { ...latency, points: [] } : latency,
    meanResponseBytes: row.requests === 0 ? null : row.meanResponseBytes,
    reportedThroughputPerS: row.reportedThroughputPerS,
    windows: null
  };
}

// src/importers/locust/locust.ts
var readers = {
  stats: (file, progress) => readStatsTable("stats", file, progress),
  requests: (file, progress) => readStatsTable("requests", file, progress),
  distribution: (file, progress) => readStatsTable("distribution", file, progress),
  history: readHistory,
  failures: readFailures,
  exceptions: readExceptions,
  json: readJsonReport,
  html: readHtmlReport,
  "request-log": readRequestLog
};
var locust = {
  id: "locust",
  title: "Locust (CSV files, --json output, HTML report, request log)",
  claims(files) {
    const recognised = files.flatMap((file) => {
      const kind = recogniseLocustFile(file);
      return kind === null ? [] : [{ file, kind }];
    });
    return groupFiles(recognised);
  },
  async read(group, context) {
    const parts = [];
    for (const file of group.files) {
      const kind = recogniseLocustFile(file);
      if (kind !== null) parts.push(await readers[kind](file, context.progress));
    }
    return assembleRun(parts, context.label);
  }
};

// src/importers/registry.ts
var importers = [locust];

// src/importers/import-runs.ts
async function importRuns(files, options = {}) {
  const claims = importers.flatMap(
    (importer) => importer.claims(files).map((group) => ({ importer, group }))
  );
  const claimed = new Set(claims.flatMap(({ group }) => group.files));
  const left = files.filter((file) => !claimed.has(file));
  if (claims.length === 0) throw nothingClaimed(files);
  if (options.label !== void 0 && claims.length > 1) throw oneLabelForMany(options.label, claims.length);
  const runs = [];
  for (const { importer, group } of claims) {
    const label = options.label ?? group.label;
    runs.push(await importer.read(group, { label, progress: options.progress ?? (() => void 0) }));
  }
  return { runs, unclaimed: left.map((file) => ({ file: file.name, reason: whyLeft(file) })) };
}
function nothingClaimed(files) {
  const titles = importers.map((importer) => importer.title).join("; ");
  const [first] = files;
  const what = first === void 0 ? "there is no file to read" : `no importer reads "${first.name}": ${whyLeft(first)}`;
  return new Problem("input", "no-importer", what, {
    ...first === void 0 ? {} : { where: { file: first.name } },
    fix: `Formats that are read: ${titles}.`
  });
}
function oneLabelForMany(label, runs) {
  return new Problem(
    "usage",
    "label-for-several-runs",
    `the label "${label}" is for one run, these files hold ${runs}`,
    {
      fix: "Import them one by one, or leave the label out."
    }
  );
}
function whyLeft(file) {
  if (file.sizeBytes === 0) return "it is empty";
  const head = file.head.subarray(0, 512);
  if (head.includes(0) && file.encoding !== "utf-16le") return "it is a binary file";
  const firstLine = new TextDecoder("utf-8").decode(head).split(/[\r\n]/).find((line) => line.trim() !== "") ?? "";
  const shown = Array.from(firstLine.trim());
  return `it begins with ${JSON.stringify(shown.length > 60 ? `${shown.slice(0, 59).join("")}\u2026` : shown.join(""))}`;
}

export {
  importRuns
};
