/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 120;

/**
 * File names that are safe on every system, one for each of these names and all different, even where upper and lower
 * case are the same. Of each name the last part stays, with everything but a–z, 0–9, dot, dash and underscore
 * replaced by an underscore, so that no name leads out of its folder.
 */
export function safeFileNames(names: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const safe = safeFileName(name);
    let free = safe;
    for (let copy = 2; used.has(free.toLowerCase()); copy += 1) free = `${copy}-${safe}`;
    used.add(free.toLowerCase());
    return free;
  });
}

function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^\.+/, '')
    .replace(/\.+$/, '')
    .slice(-LONGEST);
  if (plain === '') return 'file';
  return DEVICE_NAME.test(plain) ? `_${plain}` : plain;
}
