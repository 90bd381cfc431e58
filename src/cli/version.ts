import { readFileSync } from 'node:fs';

/** The name and version of this tool, from the package it runs in. */
export function toolIdentity(): { readonly name: string; readonly version: string } {
  return ownPackage().identity;
}

/** A file that the package brings: 'templates/scenario/scenario.ts'. */
export function packageFile(path: string): URL {
  return new URL(path, ownPackage().folder);
}

function ownPackage(): { folder: URL; identity: { name: string; version: string } } {
  // The bundler may put this module at any depth below the package's folder.
  let folder = new URL('.', import.meta.url);
  for (;;) {
    const found = readPackage(new URL('package.json', folder));
    if (found?.name === 'plimsoll') return { folder, identity: found };
    const outer = new URL('..', folder);
    if (outer.href === folder.href) throw new Error('package.json of plimsoll is missing');
    folder = outer;
  }
}

function readPackage(url: URL): { name: string; version: string } | null {
  try {
    const { name, version } = JSON.parse(readFileSync(url, 'utf8')) as { name: string; version: string };
    return { name, version };
  } catch {
    return null;
  }
}
