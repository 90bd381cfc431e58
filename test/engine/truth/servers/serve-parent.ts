/** Tells the process that started this one where the server is, and when it asks, what happened at it. */
export function serveParent(host: string, end: () => unknown): void {
  process.once('message', async () => {
    process.send?.(await end());
  });
  process.once('disconnect', () => process.exit(0));
  process.send?.(host);
}

/** What it was started with. */
export function startOptions<Options>(): Options {
  return JSON.parse(process.argv[2] ?? '{}') as Options;
}
