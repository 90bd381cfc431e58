/** How a command of plimsoll ended. */
export interface CommandOutcome {
  /** Null when it was killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  /** The end of what it said. */
  readonly stderr: string;
}

/** A command that runs in a process of its own. */
export interface StartedCommand {
  /** Never rejects. */
  readonly ended: Promise<CommandOutcome>;
  /** Ctrl-C: the first ends it softly, a second at once. */
  interrupt(): void;
}

/**
 * Starts commands of plimsoll, each in a process of its own: what they check and say is what the command line checks and
 * says, a page stays quick while one works, and a hostile upload can end no more than its own process.
 */
export interface Commands {
  /**
   * @param args as on the command line; the store is added.
   * @param runId of the test to be run, where the command runs one.
   */
  start(args: readonly string[], runId?: string): StartedCommand;
}
