/** A part of a document whose rows may be left out when the document grows too long. */
export interface Block {
  readonly head: readonly string[];
  readonly rows: readonly string[];
  readonly tail: readonly string[];
  /** What one row is, in the plural: 'endpoints'. */
  readonly rowsAre: string;
  /** Blocks of a smaller number get the room for their rows first. */
  readonly priority: number;
}

/** Room kept for a statement of what was left out. */
const STATEMENT_LENGTH = 120;

/**
 * The blocks as one document of at most `limit` characters (UTF-16 code units). What does not fit is left out, rows
 * first, then whole blocks from the end, and the document says how much.
 */
export function fitBlocks(blocks: readonly Block[], limit: number): string {
  const kept = blocksThatFit(blocks, limit - STATEMENT_LENGTH);
  const fixed = kept.reduce((sum, block) => sum + fixedLength(block), 0);
  const rows = shareRoom(kept, limit - STATEMENT_LENGTH - fixed);
  const parts = kept.map((block, i) => blockText(block, rows[i] ?? 0));
  const dropped = blocks.length - kept.length;
  if (dropped > 0) parts.push(statement(`${dropped} more ${dropped === 1 ? 'section' : 'sections'}`));
  return `${parts.join('\n\n')}\n`;
}

function blocksThatFit(blocks: readonly Block[], limit: number): readonly Block[] {
  let used = 0;
  const first = blocks.findIndex((block) => {
    used += fixedLength(block);
    return used > limit;
  });
  return first === -1 ? blocks : blocks.slice(0, first);
}

function fixedLength(block: Block): number {
  return lengthOf(block.head) + lengthOf(block.tail) + STATEMENT_LENGTH + 2;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

/** How many rows of each block fit, the blocks of smaller priority numbers served first. */
function shareRoom(blocks: readonly Block[], room: number): readonly number[] {
  let left = room;
  const counts = blocks.map(() => 0);
  const order = blocks
    .map((block, i) => ({ block, i }))
    .sort((a, b) => a.block.priority - b.block.priority || a.i - b.i);
  for (const { block, i } of order) {
    for (const row of block.rows) {
      if (row.length + 1 > left) break;
      left -= row.length + 1;
      counts[i] = (counts[i] ?? 0) + 1;
    }
  }
  return counts;
}

function blockText(block: Block, rows: number): string {
  const leftOut = block.rows.length - rows;
  const lines = [...block.head, ...block.rows.slice(0, rows)];
  if (leftOut > 0) lines.push('', statement(`${leftOut} more ${block.rowsAre}`), '');
  return [...lines, ...block.tail].join('\n');
}

function statement(what: string): string {
  return `*${what} left out: a comment holds 65 536 characters.*`;
}
