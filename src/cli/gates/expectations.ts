import { Option } from 'commander';
import { parseGate } from '../../decode/gate/parse-gate.ts';
import type { Gate } from '../../model/gate.ts';
import { Problem } from '../../model/problem.ts';

/**
 * `--expect-pods`, `--expect-time-to-scale`, `--expect-recovery`: other words for gates of scaling. All of them add to the
 * list of `--gate`.
 */
export function expectationOptions(): readonly Option[] {
  return [
    expectation(
      '--expect-pods <range>',
      'the most replicas ready must lie within, such as 5..8 (gates peak_replicas >= 5 and <= 8)',
      podGates,
    ),
    expectation(
      '--expect-time-to-scale <limit>',
      "from the rise of the load to all replicas ready, such as '<120s' (a gate of time_to_scale)",
      (text) => [parseGate(`time_to_scale ${withOperator(text)}`)],
    ),
    expectation(
      '--expect-recovery <limit>',
      "from the end of the load to the replicas of the start, such as '<10m' (a gate of recovery)",
      (text) => [parseGate(`recovery ${withOperator(text)}`)],
    ),
  ];
}

/** The gates of pods within these numbers. */
export function peakGates(least: number, most: number): readonly Gate[] {
  return [parseGate(`peak_replicas >= ${least}`), parseGate(`peak_replicas <= ${most}`)];
}

/** Adds to what `--gate` holds. */
class GateOption extends Option {
  override attributeName(): string {
    return 'gate';
  }
}

function expectation(flags: string, description: string, gates: (text: string) => readonly Gate[]): Option {
  return new GateOption(flags, description).argParser((text: string, before: readonly Gate[] | undefined) => [
    ...(before ?? []),
    ...gates(text),
  ]);
}

function withOperator(text: string): string {
  return /^\s*[<>]/.test(text) ? text : `<= ${text}`;
}

function podGates(text: string): readonly Gate[] {
  const [, least, most = least] = /^\s*(\d{1,6})(?:\s*\.\.\s*(\d{1,6}))?\s*$/.exec(text) ?? [];
  if (least !== undefined && Number(least) <= Number(most)) return peakGates(Number(least), Number(most));
  throw new Problem(
    'usage',
    'wrong-option-value',
    `--expect-pods holds "${text}", expected a range of pods`,
    {
      fix: 'Write for example: --expect-pods 5..8',
    },
  );
}
