import { analyseRun } from '../../analysis/analyse-run.ts';
import { type MetricNoise, noiseOfRuns } from '../../compare/noise-of-runs.ts';
import { formatInstant, showText } from '../../report/format.ts';
import { painter } from '../../report/terminal/paint.ts';
import { MOST_ROWS, moreLines } from '../../report/terminal/shown-endpoints.ts';
import { type Column, tableLines } from '../../report/terminal/table.ts';
import { type BaselineInStore, baselineInStore } from '../../store/baseline-runs.ts';
import { readBaselines } from '../../store/baselines.ts';
import { storeFolder } from '../../store/layout.ts';
import { missingRunsWords, missingRunWords, repairWords } from '../../store/missing-runs.ts';
import { listRuns, loadRun } from '../../store/stored-runs.ts';
import { analysisOptionsFor } from '../analyse-options.ts';
import { noSuchBaseline } from '../baseline/no-such-baseline.ts';
import { noiseColumns, shareColumn } from '../baseline/noise-columns.ts';
import { type Io, mayColour } from '../io.ts';
import { withProgress } from '../progress.ts';
import { summaryOf, titleLine } from '../run-summary.ts';
import { type BaselineOptions, baselineLine, ENOUGH_RUNS, enoughWords } from './baseline.ts';

/** Shows the runs of a baseline and its noise floor. Runs that are gone are named, and how to repair that. */
export async function baselineShow(name: string, options: BaselineOptions, io: Io): Promise<void> {
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  const baselines = await readBaselines(store);
  const baseline = baselines.find((one) => one.name === name);
  if (baseline === undefined) throw noSuchBaseline(name, baselines);
  const inStore = baselineInStore(baseline, await listRuns(store));
  const noise = await withProgress(io, async (progress) => {
    const runs = [];
    for (const { id } of inStore.present) {
      progress.step(`Analysing ${id}`);
      const run = await loadRun(store, id);
      runs.push({ run, analysis: analyseRun(run, analysisOptionsFor(run, {})) });
    }
    return noiseOfRuns(runs);
  });
  if (inStore.missing.length > 0) {
    io.stderr.write(`Notice: ${showText(missingRunsWords(inStore))}\n  ${showText(repairWords(inStore))}\n`);
  }
  if (options.json) {
    const runs = inStore.present.map(summaryOf);
    const document = { ...baseline, runs, missing: inStore.missing, noise };
    io.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  } else io.stdout.write(shown(inStore, noise, io));
}

function shown(inStore: BaselineInStore, noise: readonly MetricNoise[], io: Io): string {
  const { baseline, present, missing } = inStore;
  const head = [
    `${baselineLine(baseline)}, changed ${formatInstant(baseline.changedMs)}`,
    ...present.map((run) => `  ${titleLine(summaryOf(run))}`),
    ...missing.map((run) => `  missing: ${showText(missingRunWords(run))}`),
    '',
  ];
  if (present.length < ENOUGH_RUNS) {
    return [...head, enoughWords({ name: baseline.name, runs: present }), ''].join('\n');
  }
  const rows = noise.slice(0, MOST_ROWS);
  const table = tableLines(columnsOf(rows), {
    width: io.stdout.columns,
    paint: painter(mayColour(io)),
    totalRow: false,
  });
  return [
    ...head,
    `How much these ${present.length} runs differ`,
    '',
    ...table,
    ...moreLines(noise.length, rows.length),
    '',
    'differ: standard deviation of the runs. within: the part of it that longer runs make smaller. at most: with',
    `80 %, as few runs easily look alike. finds: the change that ${present.length} new runs would find in 80 of 100 cases.`,
    '',
  ].join('\n');
}

function columnsOf(rows: readonly MetricNoise[]): readonly Column[] {
  return [
    ...noiseColumns(rows),
    shareColumn(
      'finds',
      0,
      rows.map(({ detectable }) => detectable),
    ),
  ];
}
