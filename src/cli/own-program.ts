import { fileURLToPath } from 'node:url';
import { packageFile } from './version.ts';

/** What Node has to run to run this program: the bundle, or the sources with what reads them. */
export function ownProgram(): readonly string[] {
  if (!import.meta.url.endsWith('.ts')) return [fileURLToPath(packageFile('dist/cli/main.js'))];
  const register = packageFile('node_modules/jiti/lib/jiti-register.mjs');
  return ['--import', register.href, fileURLToPath(packageFile('src/cli/main.ts'))];
}
