import { relative } from 'node:path';

/** A file as messages name it: relative to the current folder when it is in there. */
export function shownFile(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') || path === '' ? file : path;
}
