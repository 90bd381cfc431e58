/** A workflow command that GitHub shows beside the job: an annotation. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  /** Text from outside may be in both. */
  readonly title: string;
  readonly message: string;
}

/** GitHub shows at most so many of each level in a step. */
const mostOfLevel = 10;

/**
 * The annotations as lines for the log of a job, at most ten of each level: what is left out is said in the tenth.
 *
 * Source: GitHub Docs, "Workflow commands for GitHub Actions".
 */
export function workflowCommands(annotations: readonly Annotation[]): readonly string[] {
  return (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const all = annotations.filter((annotation) => annotation.level === level);
    if (all.length <= mostOfLevel) return all.map(line);
    const shown = all.slice(0, mostOfLevel - 1);
    const message = 'GitHub shows ten of a kind; the summary of the job has the others.';
    return [...shown, { level, title: `${all.length - shown.length} more`, message }].map(line);
  });
}

function line({ level, title, message }: Annotation): string {
  return `::${level} title=${escapeProperty(title)}::${escapeData(message)}`;
}

/** As `escapeData` of github.com/actions/toolkit, command.ts: a line break would end the command and begin another. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** As its `escapeProperty`: a colon or comma would end the property. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
