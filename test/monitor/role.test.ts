import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bindingCommand, roleManifest } from '../../src/monitor/access/role.ts';

const page = readFileSync(new URL('../../docs/monitor.md', import.meta.url), 'utf8');

it('the Role that is printed is the one of the manual', () => {
  const [, shown] = /<!-- role -->\n```yaml\n([^`]*)\n```/.exec(page) ?? [];
  expect(roleManifest('shop')).toBe(shown);
  expect(page).toContain(bindingCommand('shop'));
});
