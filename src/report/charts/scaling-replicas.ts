import { linearAxis, plain } from './axis.ts';
import type { Chart, ChartRow } from './chart.ts';
import { onAxis, scalingAxis } from './scaling-axis.ts';
import { SCALING_PANEL, scalingOf, scalingPanel } from './scaling-panel.ts';
import { doubtRows, levelsOf, stepLine } from './scaling-steps-of-curve.ts';
import { colour } from './theme.ts';

/** Replicas asked for and ready, as steps. */
export const scalingReplicasChart: Chart = {
  id: 'scaling-replicas',
  place: 'scaling',
  title: 'Replicas',
  question: 'When were replicas asked for, and when were they ready?',
  specification: SCALING_PANEL,
  measure: () => 'ready solid, asked for dashed; a pale block: the change lies somewhere within',
  spec(subject, frame) {
    const { analysis } = subject;
    const scaling = scalingOf(subject);
    if (scaling === null) return null;
    const { desired, ready } = scaling.curves;
    const largest = [...desired, ...ready].reduce((most, { value }) => Math.max(most, value ?? 0), 0);
    if (desired.length + ready.length === 0) return null;
    const axis = scalingAxis(analysis, scaling);
    const endMs = scaling.observed.toMs;
    const maximum = scaling.saturation?.maxReplicas ?? null;
    const areas: readonly ChartRow[] = levelsOf(ready, endMs).flatMap(({ fromMs, toMs, value }) => {
      const cut = onAxis(axis, fromMs, toMs);
      return cut === null ? [] : [{ ...cut, lo: 0, hi: value, colour: colour('rate') }];
    });
    return scalingPanel(analysis, scaling, frame, {
      y: linearAxis(Math.max(largest, maximum ?? 0), plain),
      plotHeightPx: 120,
      areas,
      doubts: [...doubtRows(desired, axis, 'ink-3'), ...doubtRows(ready, axis, 'rate')],
      lines: [{ name: 'ready', token: 'rate', widthPx: 2, points: stepLine(ready, axis, endMs) }],
      targets: [
        { name: 'asked for', token: 'ink-2', points: stepLine(desired, axis, endMs) },
        ...(maximum === null
          ? []
          : [{ name: `maximum ${maximum}`, token: 'fail', level: maximum, points: [] }]),
      ],
    });
  },
};
