import { read, utils } from '@e965/xlsx';
import { expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { importRuns } from '../../src/importers/import-runs.ts';
import { endpointsTable } from '../../src/tables/analysis-tables.ts';
import { windowsTable } from '../../src/tables/run-tables.ts';
import { rowCount, tableOf } from '../../src/tables/table.ts';
import { workbookOf } from '../../src/tables/workbook.ts';
import { sampleFiles } from '../support/source-file.ts';

const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '{=1}', "'=1", 'a\nb', '__proto__'];

it('stores text as text, whatever it begins with', () => {
  const table = tableOf('texts', hostile, { text: (text) => text, length: (text) => text.length });
  const book = read(workbookOf([table]).bytes, { cellFormula: true });
  const sheet = book.Sheets['texts'] ?? {};
  hostile.forEach((text, i) => {
    expect(sheet[`A${i + 2}`]).toMatchObject({ t: 's', v: text });
    expect(sheet[`A${i + 2}`]).not.toHaveProperty('f');
    expect(sheet[`B${i + 2}`]).toMatchObject({ t: 'n', v: text.length });
  });
});

it('has a sheet per table with the names of the columns on top', async () => {
  const { runs } = await importRuns(sampleFiles('d01-baseline'));
  const [run] = runs;
  if (run === undefined) throw new Error('no run');
  const tables = [endpointsTable(analyseRun(run)), windowsTable(run)];
  const book = read(workbookOf(tables).bytes);
  expect(book.SheetNames).toEqual(['endpoints', 'windows']);
  const [first] = utils.sheet_to_json<Record<string, unknown>>(book.Sheets['endpoints'] ?? {});
  expect(first).toMatchObject({ method: 'POST', name: '/chat', part: 'whole-run' });
  expect(utils.sheet_to_json(book.Sheets['windows'] ?? {})).toHaveLength(rowCount(windowsTable(run)));
});

it('is the same bytes for the same tables', () => {
  const table = tableOf('texts', hostile, { text: (text) => text });
  expect(workbookOf([table]).bytes).toEqual(workbookOf([table]).bytes);
});

it('cuts what a cell cannot hold, and says so', () => {
  const table = tableOf('texts', ['x'.repeat(40_000), 'short'], { text: (text) => text });
  const { bytes, losses } = workbookOf([table]);
  expect(losses).toEqual({ rows: [], cutTexts: 1 });
  const cell = read(bytes).Sheets['texts']?.['A2'] as { v: string };
  expect(cell.v).toHaveLength(32_767);
});
