import {
  checksBlock,
  endpointBlocks,
  failureBlocks,
  headlineBlock,
  noticeBlocks,
} from './markdown/blocks.ts';
import { type Block, fitBlocks } from './markdown/fit.ts';
import type { Reporter } from './reporter.ts';

/** GitHub refuses a comment of more than 65,536 characters; this leaves room for a line around it. */
const LIMIT = 65_000;

/** A comment for a pull request, in GitHub's Markdown. Nothing that comes from outside is interpreted. */
export const markdown = {
  id: 'markdown',
  title: 'Markdown for a pull request',
  fileName: 'report.md',
  async render(result) {
    const { verdict } = result;
    const blocks: Block[] = result.analyses.flatMap((analysis, i) => [
      headlineBlock(analysis, verdict),
      ...(i === 0 && verdict !== null && verdict.checks.length > 0 ? [checksBlock(verdict)] : []),
      ...endpointBlocks(analysis),
      ...failureBlocks(analysis),
      ...noticeBlocks(analysis.notices),
    ]);
    return fitBlocks(blocks, LIMIT);
  },
} as const satisfies Reporter;
