import { Option } from 'commander';
import { parseGate } from '../../decode/gate/parse-gate.ts';
import type { Gate } from '../../model/gate.ts';
import { parsed } from '../options.ts';
import { expectationOptions } from './expectations.ts';

/** What is required of runs, and what becomes of what cannot be decided. */
export interface GateOptions {
  readonly gate?: readonly Gate[];
  readonly inconclusive?: 'pass' | 'fail';
}

/** `--gate`, `--expect-…` and `--inconclusive` */
export function gateOptions(): readonly Option[] {
  return [
    new Option(
      '--gate <gate>',
      'a requirement such as "p95{POST /chat} < 2s" or "no regression > 5%"; repeatable',
    ).argParser((text: string, before: readonly Gate[] | undefined) => [...(before ?? []), parseGate(text)]),
    ...expectationOptions(),
    parsed(
      '--inconclusive <word>',
      'exit as if what cannot be decided were a pass (0) or a fail (1) (default: 3)',
      (text) => (['pass', 'fail'] as const).find((word) => word === text.toLowerCase()) ?? null,
      'pass or fail',
      'fail',
    ),
  ];
}
