import type { Analysis } from '../../model/analysis.ts';
import type { ScalingAnalysis } from '../../model/scaling-analysis.ts';
import { scalingAxis } from '../charts/scaling-axis.ts';
import { STRETCHES } from '../charts/scaling-bands.ts';
import { elasticityNote, elasticityRows } from '../findings/elasticity.ts';
import { phaseTable, stepTable, stuckTable, surgeTable } from '../findings/scaling-tables.ts';
import { zeroOf } from '../findings/scaling-time.ts';
import { scalingCounts, scalingFinding, scalingRemarks, workloadName } from '../findings.ts';
import { formatCount, formatDuration, shortText, signedElapsed } from '../format.ts';
import { MOST_WORKLOADS } from './drawings.ts';
import { factView } from './fact-view.ts';
import { eventTable, podTable } from './scaling-lists.ts';
import { scalingReadout } from './scaling-readout.ts';
import type { Drawing } from './sheet.ts';

/** A section for each workload, at most so many; `left` more are in the JSON. */
export function scalingViews(analysis: Analysis, panels: readonly (readonly Drawing[])[], prefix: string) {
  const shown = analysis.scaling.slice(0, MOST_WORKLOADS);
  const left = analysis.scaling.length - shown.length;
  return shown.map((scaling, i) => ({
    ...sectionView(analysis, scaling, panels[i] ?? [], `${prefix}scaling${i === 0 ? '' : `-${i + 1}`}`),
    left: i === shown.length - 1 && left > 0 ? formatCount(left) : '',
  }));
}

function sectionView(analysis: Analysis, scaling: ScalingAnalysis, panels: readonly Drawing[], id: string) {
  const zero = zeroOf(analysis, scaling);
  const phases = phaseTable(analysis, scaling);
  const { elasticity, elasticityReason } = scaling;
  return {
    id,
    workload: workloadName(scaling),
    ...scalingFinding(scaling),
    isBad: scaling.outcome === 'incomplete' || scaling.outcome === 'no-reaction',
    counts: scalingCounts(analysis, scaling),
    remarks: scalingRemarks(analysis, scaling),
    stack: panels.length === 0 ? null : stackView(analysis, scaling, panels),
    surges: factView(surgeTable(analysis, scaling)),
    steps: factView(stepTable(analysis, scaling)),
    phases: factView(phases),
    unknownPhases: phases.unknown,
    stuck: factView(stuckTable(scaling)),
    pods: podTable(scaling, zero),
    events: eventTable(scaling, zero),
    elasticity:
      elasticity === null ? null : { rows: elasticityRows(scaling), note: elasticityNote(elasticity, zero) },
    noElasticity: elasticity === null ? shortText(elasticityReason ?? '', 300) : '',
  };
}

/** The panels over one another, the readout above them, and what the page's script needs. */
function stackView(analysis: Analysis, scaling: ScalingAnalysis, panels: readonly Drawing[]) {
  const axis = scalingAxis(analysis, scaling);
  const cells = scalingReadout(analysis, scaling, axis);
  const offsetMs = axis.fromMs - axis.zeroMs;
  const cutMs = scaling.observed.toMs - axis.toMs;
  return {
    panels,
    cells,
    hasLoad: analysis.timeline !== null,
    legend: scaling.steps.length > 0 ? STRETCHES : [],
    hasPods: scaling.pods.length > 0,
    bucket: formatDuration(axis.bucketMs),
    span: `${signedElapsed(offsetMs)} to ${signedElapsed(axis.toMs - axis.zeroMs)}`,
    cut: cutMs > 0 ? formatDuration(cutMs) : '',
    script: {
      startMs: axis.fromMs,
      offsetMs,
      bucketMs: axis.bucketMs,
      buckets: axis.buckets,
      cells: cells.map(({ label, values }) => ({ label, values })),
    },
  };
}
