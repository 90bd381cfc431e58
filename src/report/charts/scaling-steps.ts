import type { ScaleStep } from '../../model/scaling-analysis.ts';
import type { Chart } from './chart.ts';
import { stretchesOf } from './scaling-bands.ts';
import { scalingOf } from './scaling-panel.ts';
import { type GanttRow, ganttChart, SCALING_ROWS } from './scaling-rows.ts';

/** Steps drawn; a workload that goes up and down all the time has many, and the table has more. */
const MOST_STEPS_DRAWN = 12;
const ROW_PX = 19;

/** Where the time of each step went. */
export const scalingStepsChart: Chart = {
  id: 'scaling-steps',
  place: 'scaling',
  title: 'Steps',
  question: 'Where did the time of each step go?',
  specification: SCALING_ROWS,
  measure: ({ analysis, workload }) => {
    const steps = analysis.scaling[workload ?? 0]?.steps.length ?? 0;
    const shown = steps > MOST_STEPS_DRAWN ? `the first ${MOST_STEPS_DRAWN} of ${steps}, by` : 'by';
    return `${shown} what was waited for; grey: the change lies somewhere within`;
  },
  spec(subject, frame) {
    const scaling = scalingOf(subject);
    if (scaling === null || scaling.steps.length === 0) return null;
    const rows = scaling.steps.slice(0, MOST_STEPS_DRAWN).map(rowOf);
    return ganttChart(subject.analysis, scaling, frame, rows, ROW_PX);
  },
};

/** Beside the row, where there is little room. */
const OUTCOMES: Record<ScaleStep['outcome'], string> = {
  ready: '',
  superseded: ', turned',
  never: ', never',
  'cut-off': ', not seen',
  'not-recorded': '',
};

function rowOf(step: ScaleStep): GanttRow {
  return {
    name: String(step.number),
    remark: `${step.from} to ${step.to}${OUTCOMES[step.outcome]}`,
    bars: stretchesOf(step),
    ticksMs: [],
  };
}
