import { endpointLabel } from '../model/endpoint-key.ts';
import type { Place } from '../model/notice.ts';
import type { Problem } from '../model/problem.ts';
import { showText } from '../report/format.ts';

/**
 * A problem as the command line shows it: where and what on one line, then what to do, indented.
 *
 * @returns lines, each ended by a line feed. Control characters from outside are made visible.
 */
export function formatProblem(problem: Problem): string {
  const lines = [
    `${placeBefore(problem.where, problem.message)}${problem.message}`,
    ...(problem.fix ?? '').split('\n'),
  ];
  return lines
    .flatMap((line) => line.split('\n'))
    .filter((line) => line !== '')
    .map((line, index) => `${index === 0 ? '' : '  '}${showText(line)}\n`)
    .join('');
}

/** 'results_stats.csv:12: ' and what else of the place the message does not say itself. */
function placeBefore(place: Place | undefined, message: string): string {
  if (place === undefined) return '';
  const parts: string[] = [];
  if (place.file !== undefined && !message.includes(`"${place.file}"`)) {
    parts.push(place.line === undefined ? place.file : `${place.file}:${place.line}`);
  } else if (place.line !== undefined) parts.push(`line ${place.line}`);
  if (place.column !== undefined && !message.includes(place.column)) parts.push(`column "${place.column}"`);
  if (place.endpoint !== undefined && !message.includes(place.endpoint.name)) {
    parts.push(endpointLabel(place.endpoint));
  }
  return parts.map((part) => `${part}: `).join('');
}
