import type { Analysis } from '../../model/analysis.ts';
import { formatDuration, showText } from '../format.ts';
import { elapsedIn, type Finding } from './finding.ts';

/** Which part of the run the steady-state numbers are of, and what was trimmed. */
export function phasesFinding(analysis: Analysis): Finding {
  return { title: titleOf(analysis), note: showText(analysis.phases.summary) };
}

function titleOf(analysis: Analysis): string {
  const { method, steadyStartMs, steadyEndMs } = analysis.phases;
  if (method === 'none') return 'No steady state was found';
  if (method === 'whole-run' || steadyStartMs === null || steadyEndMs === null)
    return 'The whole run was used';
  const from = elapsedIn(analysis, steadyStartMs);
  const to = elapsedIn(analysis, steadyEndMs);
  const length = formatDuration(steadyEndMs - steadyStartMs);
  const all = analysis.run.durationMs === null ? '' : ` of ${formatDuration(analysis.run.durationMs)}`;
  return `Steady state from ${from} to ${to}: ${length}${all}`;
}
