import { resolve } from 'node:path';
import { appendToFile } from '../files/write-file.ts';
import type { Result } from '../model/result.ts';
import { markdown } from '../report/markdown.ts';
import type { ReporterId } from '../report/registry.ts';
import type { Io } from './io.ts';

/**
 * Adds the result as Markdown to the end of a file: the one asked for, else with `--format github` the summary of the
 * job's step, which GitHub Actions names in GITHUB_STEP_SUMMARY. What others wrote there stays.
 *
 * @throws {Problem} 'cannot-write'.
 */
export async function appendSummary(
  result: Result,
  { summary, format }: { readonly summary: string | undefined; readonly format: ReporterId },
  io: Io,
): Promise<void> {
  const ofStep = format === 'github' ? io.env['GITHUB_STEP_SUMMARY'] : undefined;
  const file = summary ?? ofStep ?? '';
  if (file === '') return;
  const text = await markdown.render(result);
  // What stands before it may not end its line.
  await appendToFile(resolve(io.cwd, file), `\n${text}`);
}
