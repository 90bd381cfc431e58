/** Tells the process that started this one where the server is, and in the end what happened at it. */
export function serveParent(host: string, end: () => unknown): void {
  process.once('message', async () => {
    const truth = await end();
    process.send?.(truth, () => process.exit(0));
  });
  process.once('disconnect', () => process.exit(1));
  process.send?.(host);
}

/** What it was started with. */
export function startOptions<Options>(): Options {
  return JSON.parse(process.argv[2] ?? '{}') as Options;
}
