const factors = new Map([
  ['', 1],
  ['k', 1000],
  ['m', 1000 ** 2],
  ['g', 1000 ** 3],
  ['t', 1000 ** 4],
  ['ki', 1024],
  ['mi', 1024 ** 2],
  ['gi', 1024 ** 3],
  ['ti', 1024 ** 4],
]);

/** Bytes of '500MB', '8 GiB', '2G', '1048576'. Null when the text is no size. */
export function parseSize(text: string): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?i?)b?\s*$/i.exec(text);
  const factor = factors.get((match?.[2] ?? '').toLowerCase());
  if (match === null || factor === undefined) return null;
  return Math.floor(Number(match[1]) * factor);
}

/** A size for people, in powers of 1024: '8 GiB', '1.5 MiB', '300 bytes'. */
export function formatSize(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const shown = Number.isInteger(value) || unit === 0 ? String(value) : value.toFixed(1);
  return `${shown} ${units[unit]}`;
}
