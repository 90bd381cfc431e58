import { SourceMap, type SourceMapPayload } from 'node:module';

/** A place in a file, line and column from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A file as it is run, and how its places are those of the file as it was written. */
interface TransformedFile {
  readonly code: string;
  /** Base64 of the source map; read when it is needed. */
  readonly encodedMap: string | null;
  map: SourceMap | null;
}

/** What jiti writes before the code in its first line. */
const WRAPPER =
  '(async function (exports, require, module, __filename, __dirname, jitiImport, jitiESMResolve) { ';
const MAP_COMMENT =
  /\n?\/\/# sourceMappingURL=data:application\/json;(?:charset=[\w-]+;)?base64,([\w+/=]+)\s*$/;

const files = new Map<string, TransformedFile>();

/**
 * Remembers a file that was transformed.
 *
 * @param code with its source map in a comment at its end.
 * @returns the code without the map, so that nobody else applies it as well.
 */
export function rememberTransformed(file: string, code: string): string {
  const match = MAP_COMMENT.exec(code);
  const plain = match === null ? code : code.slice(0, match.index);
  files.delete(file);
  files.set(file, { code: plain, encodedMap: match?.[1] ?? null, map: null });
  return plain;
}

/** The files that were transformed, with the code that is run. */
export function transformedFiles(): ReadonlyMap<string, { readonly code: string }> {
  return files;
}

/** The place in the file as it was written, of a place in a stack trace. */
export function originalPlace(place: FilePlace): FilePlace {
  const transformed = files.get(place.file);
  if (transformed?.encodedMap == null) return place;
  transformed.map ??= new SourceMap(readMap(transformed.encodedMap));
  const column = Math.max(0, place.column - 1 - (place.line === 1 ? WRAPPER.length : 0));
  const entry = transformed.map.findEntry(place.line - 1, column);
  if (!('originalLine' in entry)) return place;
  return { file: place.file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

function readMap(encoded: string): SourceMapPayload {
  // Written by Babel a moment ago.
  return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as SourceMapPayload;
}
