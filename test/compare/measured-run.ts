import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { RunWithAnalysis } from '../../src/compare/options.ts';
import type { MeasureId } from '../../src/model/measure.ts';
import type { Run } from '../../src/model/run.ts';

/** The run with these values measured of every endpoint, a hundred times each. */
export function withMeasures(
  { run }: RunWithAnalysis,
  measured: Readonly<Partial<Record<MeasureId, readonly number[]>>>,
): RunWithAnalysis {
  const measures = Object.entries(measured).map(([id, values]) => {
    const ascending = [...new Set(values)].sort((a, b) => a - b);
    const counts = ascending.map((value) => values.filter((other) => other === value).length * 100);
    return {
      id: id as MeasureId,
      values: {
        count: values.length * 100,
        sum: values.reduce((sum, value) => sum + value * 100, 0),
        min: ascending[0] ?? null,
        max: ascending.at(-1) ?? null,
        values: ascending,
        counts,
      },
    };
  });
  const changed: Run = { ...run, endpoints: run.endpoints.map((endpoint) => ({ ...endpoint, measures })) };
  return { run: changed, analysis: analyseRun(changed) };
}
