const RUN_ID = /^[0-9a-z][0-9a-z-]{0,63}$/;

/** Whether a text can be the id of a run, and so the name of its folder in the store. */
export function isRunId(text: string): boolean {
  return RUN_ID.test(text);
}
