/**
 * The same text in memory of its own. A piece cut out of a long text keeps all of that text alive, which for names kept from
 * a large file is the whole file.
 */
export function detachedText(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
