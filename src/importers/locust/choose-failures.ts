import type { LocustFileKind, LocustPart } from './part.ts';
import { isReliable } from './request-log.ts';

const BY_EXACTNESS: readonly LocustFileKind[] = ['request-log', 'failures', 'html', 'json'];

/**
 * The file whose failure messages are used: the most exact one that adds up to the number of failures, else the one
 * with most. Null when no file has any.
 *
 * @param failures of all endpoints together; null when unknown.
 */
export function chooseFailures(parts: readonly LocustPart[], failures: number | null): LocustPart | null {
  const having = BY_EXACTNESS.flatMap((kind) => parts.filter((part) => part.kind === kind)).filter(
    (part) => part.failures.length > 0 && (part.kind !== 'request-log' || isReliable(part)),
  );
  const exact = having.find((part) => failureCount(part) === failures);
  if (exact !== undefined) return exact;
  return having.reduce<LocustPart | null>(
    (most, part) => (most === null || failureCount(part) > failureCount(most) ? part : most),
    null,
  );
}

/** How many failures the messages of a file stand for. */
export function failureCount(part: LocustPart): number {
  return part.failures.reduce((sum, row) => sum + row.count, 0);
}
