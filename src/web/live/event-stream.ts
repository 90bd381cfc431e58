import type { Followers } from './followers.ts';

/** Proxies and browsers give up a connection on which nothing comes. */
const HEARTBEAT_MS = 15_000;
/** Others read by then what a page would have had to wait for. */
const MOST_OFTEN_MS = 900;

/**
 * A recording as server-sent events (HTML Living Standard, 9.2): `seconds` from where the page is, then `summary`. A page
 * that comes late or comes back gets all that it has not; one that reads slowly gets several seconds at once, and nothing
 * is kept for it meanwhile.
 *
 * @param known how many seconds the page has, from `Last-Event-ID`.
 * @param extra what else is to be said with each summary.
 */
export function eventStream(
  followers: Followers,
  id: string,
  known: number,
  extra: () => object,
): ReadableStream<Uint8Array> {
  const { recording, release } = followers.watch(id);
  const encoder = new TextEncoder();
  let sent = known;
  let version = -1;
  let sentMs = 0;
  let isOver = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (isOver) {
          release();
          return controller.close();
        }
        const patienceMs = MOST_OFTEN_MS - (Date.now() - sentMs);
        if (patienceMs > 0) await new Promise((resolve) => setTimeout(resolve, patienceMs));
        if (recording.version === version) await recording.changed(version, HEARTBEAT_MS);
        if (recording.version === version) return controller.enqueue(encoder.encode(':\n\n'));
        version = recording.version;
        sentMs = Date.now();
        const seconds = recording.test.seconds();
        // The last one may have been incomplete.
        const from = Math.max(0, Math.min(sent, seconds.length) - 1);
        sent = seconds.length;
        const { phase } = recording;
        isOver = phase === 'stored' || phase === 'lost';
        const rows = seconds
          .slice(from)
          .map((row) => row.map((value) => (value === null ? null : Math.round(value * 100) / 100)));
        const summary = { ...recording.test.summary(), phase, ...extra() };
        controller.enqueue(
          encoder.encode(
            `id: ${sent}\nevent: seconds\ndata: ${JSON.stringify({ from, rows })}\n\n` +
              `event: summary\ndata: ${JSON.stringify(summary)}\n\n`,
          ),
        );
      },
      cancel: release,
    },
    { highWaterMark: 1 },
  );
}
