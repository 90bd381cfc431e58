import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarioFiles } from '../../src/web/tests/scenario-files.ts';
import { runArguments } from '../../src/web/tests/test-form.ts';
import { temporaryFolder } from '../support/cli.ts';

const form = (fields: Record<string, string>) => new Map(Object.entries(fields));

describe('the command that a form asks for', () => {
  it('has an option for each field that says something', () => {
    const fields = {
      load: 'custom',
      scenario: 'chatbot',
      users: '5',
      spawnRate: ' 2 ',
      runTime: '20s',
      tags: '',
    };
    expect(runArguments(form(fields), [])).toEqual([
      ...['run', '--yes', '--users=5', '--spawn-rate=2', '--run-time=20s'],
      ...['--', 'custom'],
    ]);
  });

  it('runs a scenario file with its own load, or with that of a preset', () => {
    const files = ['checkout.ts'];
    expect(runArguments(form({ load: 'own', scenario: 'checkout.ts' }), files).slice(-2)).toEqual([
      '--',
      'checkout.ts',
    ]);
    expect(runArguments(form({ load: 'light', scenario: 'checkout.ts' }), files).slice(-3)).toEqual([
      '--scenario=checkout.ts',
      ...['--', 'light'],
    ]);
  });

  it('watches the cluster where that is ticked', () => {
    const ticked = { load: 'light', monitor: 'yes', monitorAfter: '1m' };
    expect(runArguments(form(ticked), [])).toContain('--monitor');
    expect(runArguments(form({ ...ticked, workload: 'chat' }), [])).toContain('--monitor=chat');
    expect(runArguments(form({ load: 'light', workload: 'chat' }), [])).not.toContain('--monitor=chat');
  });

  it('no value becomes an option of its own', () => {
    const hostile = '--scenario=/etc/passwd';
    const fields = {
      load: 'light',
      host: hostile,
      users: hostile,
      label: hostile,
      tags: '--',
      monitor: hostile,
    };
    const args = runArguments(form(fields), []);
    expect(args).toEqual([
      ...['run', '--yes', `--users=${hostile}`, `--host=${hostile}`, '--tags=--', `--label=${hostile}`],
      ...['--', 'light'],
    ]);
  });

  it.each([
    { load: 'light', scenario: '../../elsewhere.ts' },
    { load: 'light', scenario: '/etc/passwd' },
    { load: 'own', scenario: 'chatbot' },
    { load: 'nothing' },
    {},
  ])('refuses %j', (fields) => {
    expect(() => runArguments(form(fields as Record<string, string>), ['checkout.ts'])).toThrow();
  });
});

it('offers the files that define a scenario', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'checkout.ts'), "import { defineScenario } from 'plimsoll';");
  writeFileSync(join(folder, 'other.ts'), 'export {};');
  writeFileSync(join(folder, 'notes.txt'), 'defineScenario');
  expect(await scenarioFiles(folder)).toEqual(['checkout.ts']);
});
