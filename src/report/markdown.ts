import { verdictOfGates } from './findings/gates.ts';
import {
  checksBlock,
  endpointBlocks,
  failureBlocks,
  headlineBlock,
  noticeBlocks,
} from './markdown/blocks.ts';
import { capacityBlocks } from './markdown/capacity-block.ts';
import { comparisonBlocks } from './markdown/comparison-blocks.ts';
import { type Block, fitBlocks } from './markdown/fit.ts';
import { generatorBlocks, openModelBlocks, streamingBlocks } from './markdown/measure-blocks.ts';
import { scalingBlocks } from './markdown/scaling-blocks.ts';
import { trendBlocks } from './markdown/trend-blocks.ts';
import type { Reporter } from './reporter.ts';

/** GitHub refuses a comment of more than 65,536 characters; this leaves room for a line around it. */
const LIMIT = 65_000;

/** A comment for a pull request, in GitHub's Markdown. Nothing that comes from outside is interpreted. */
export const markdown = {
  id: 'markdown',
  title: 'Markdown for a pull request',
  fileName: 'report.md',
  async render(result) {
    const { comparison, trend } = result;
    if (trend !== null) return fitBlocks([...trendBlocks(trend), ...noticeBlocks(trend.notices)], LIMIT);
    // The runs of a comparison have reports of their own, and a comment is short.
    if (comparison !== null) {
      const gates = verdictOfGates(result.verdict);
      const judged = gates === null ? [] : [checksBlock(gates, true)];
      return fitBlocks(
        [...judged, ...comparisonBlocks(comparison), ...noticeBlocks(comparison.notices)],
        LIMIT,
      );
    }
    const verdict = result.verdict !== null && result.verdict.checks.length > 0 ? result.verdict : null;
    // A verdict over several runs belongs to none of them.
    const isOverSeveral = result.analyses.length > 1;
    const checks = verdict === null ? [] : [checksBlock(verdict, isOverSeveral)];
    const runs = result.analyses.map((analysis) => [
      headlineBlock(analysis, isOverSeveral ? null : verdict),
      ...generatorBlocks(analysis),
      ...(isOverSeveral ? [] : checks),
      ...endpointBlocks(analysis),
      ...openModelBlocks(analysis),
      ...streamingBlocks(analysis),
      ...scalingBlocks(analysis),
      ...capacityBlocks(analysis),
      ...failureBlocks(analysis),
      ...noticeBlocks(analysis.notices),
    ]);
    const blocks: readonly Block[] = [...(isOverSeveral ? checks : []), ...runs.flat()];
    return fitBlocks(blocks, LIMIT);
  },
} as const satisfies Reporter;
