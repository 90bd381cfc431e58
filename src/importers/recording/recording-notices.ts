import { OTHER_NAMES } from '../../model/endpoint-key.ts';
import type { StoppedEvent } from '../../model/event.ts';
import type { Notice } from '../../model/notice.ts';
import type { Endpoint } from '../../model/run.ts';

/** What a recording holds that a reader should be told of. */
export interface RecordedFacts {
  readonly stopped: StoppedEvent | null;
  /** Unix epoch ms. */
  readonly endMs: number;
  readonly endpoints: readonly Endpoint[];
  readonly aborts: readonly { readonly reason: string; readonly count: number }[];
}

/** The notices about a recording. */
export function recordingNotices({ stopped, endMs, endpoints, aborts }: RecordedFacts): readonly Notice[] {
  return [
    ...endOf(stopped, endMs),
    ...unfinishedRequests(stopped),
    ...abortedUsers(aborts),
    ...namesTogether(endpoints),
  ];
}

function endOf(stopped: StoppedEvent | null, endMs: number): readonly Notice[] {
  if (stopped === null) {
    const clock = new Date(endMs).toISOString().slice(11, 19);
    return [
      {
        code: 'recording-cut',
        severity: 'warning',
        message: `The recording has no end: the process that ran the test was killed, or is still running. Everything until ${clock} UTC was recovered.`,
      },
    ];
  }
  if (stopped.reason !== 'failed') return [];
  const why = stopped.explanation === null ? '' : `: ${stopped.explanation}`;
  return [{ code: 'test-failed', severity: 'warning', message: `The test could not go on${why}.` }];
}

function unfinishedRequests(stopped: StoppedEvent | null): readonly Notice[] {
  const count = stopped?.unfinished ?? 0;
  if (count === 0) return [];
  return [
    {
      code: 'requests-unfinished',
      severity: 'warning',
      message: `${count} ${count === 1 ? 'request' : 'requests'} had no answer when the test was given up; they count as failed.`,
      hint: 'Let users finish: --stop-timeout 60s.',
    },
  ];
}

function abortedUsers(aborts: RecordedFacts['aborts']): readonly Notice[] {
  if (aborts.length === 0) return [];
  const count = aborts.reduce((all, abort) => all + abort.count, 0);
  const reasons = aborts.slice(0, 3).map((abort) => `${abort.reason} (${abort.count})`);
  const more = aborts.length > reasons.length ? `, and ${aborts.length - reasons.length} more reasons` : '';
  return [
    {
      code: 'users-aborted',
      severity: 'warning',
      message: `${count} ${count === 1 ? 'user' : 'users'} stopped for good: ${reasons.join(', ')}${more}. They were not replaced.`,
    },
  ];
}

function namesTogether(endpoints: readonly Endpoint[]): readonly Notice[] {
  const together = endpoints.filter(({ key }) => key.name === OTHER_NAMES);
  if (together.length === 0) return [];
  const requests = together.reduce((all, endpoint) => all + endpoint.requests, 0);
  return [
    {
      code: 'names-together',
      severity: 'warning',
      message: `The test had too many different request names; ${requests} requests of further names are counted together as "${OTHER_NAMES}".`,
      hint: "Name requests whose path varies: name: '/item/[id]'.",
    },
  ];
}
