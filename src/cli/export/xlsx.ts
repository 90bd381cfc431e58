import { analyseRun } from '../../analysis/analyse-run.ts';
import type { Run } from '../../model/run.ts';
import { endpointsTable, failuresTable, scalingTable } from '../../tables/analysis-tables.ts';
import { replicasTable, usersTable, windowsTable } from '../../tables/run-tables.ts';
import { rowCount } from '../../tables/table.ts';
import type { Io } from '../io.ts';
import type { Progress } from '../progress.ts';

/** A run as an Excel workbook; tables without rows are left out, but for that of the endpoints. */
export async function xlsxOf(run: Run, progress: Progress, io: Io): Promise<Uint8Array> {
  progress.step('Analysing');
  const analysis = analyseRun(run);
  const [endpoints, ...others] = [
    endpointsTable(analysis),
    windowsTable(run),
    usersTable(run),
    failuresTable(analysis),
    replicasTable(run),
    scalingTable(analysis),
  ];
  const tables = [endpoints, ...others.filter((table) => rowCount(table) > 0)];
  progress.step('Making the workbook');
  const { workbookOf } = await import('../../tables/workbook.ts');
  const { bytes, losses } = workbookOf(tables.filter((table) => table !== undefined));
  for (const { sheet, left } of losses.rows) {
    io.stderr.write(`The sheet "${sheet}" is full: ${left} rows more are in --to csv and --to json.\n`);
  }
  if (losses.cutTexts > 0) io.stderr.write(`${losses.cutTexts} texts were cut to what a cell holds.\n`);
  return bytes;
}
