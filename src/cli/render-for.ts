import type { Result } from '../model/result.ts';
import { reporterFor } from '../report/registry.ts';
import { type Io, mayColour } from './io.ts';
import type { Target } from './target.ts';

/** Loading the chart library takes longer than reading most runs, so it begins first. */
export async function startLoadingCharts(): Promise<void> {
  const { preloadCharts } = await import('../report/charts/draw.ts');
  preloadCharts();
}

/** The result as the target wants it: fitted to the terminal when it goes there. */
export async function renderFor(result: Result, target: Target, io: Io): Promise<string> {
  const reporter = reporterFor(target.format);
  if (reporter === null) throw new Error(`no reporter "${target.format}"`);
  const toTerminal = target.file === null;
  return reporter.render(result, {
    columns: toTerminal ? io.stdout.columns : null,
    colour: toTerminal && mayColour(io),
  });
}
