import type { SourceFile } from '../importer.ts';
import type { LocustFileKind, LocustPart } from './part.ts';
import type { TableOutcome } from './read-table.ts';

/** A part that says nothing but what reading the table said; a reader adds what its table tells. */
export function tablePart(kind: LocustFileKind, file: SourceFile, outcome: TableOutcome): LocustPart {
  return {
    kind,
    file,
    rowsRead: outcome.rowsRead,
    rowsSkipped: outcome.rowsSkipped,
    notices: outcome.notices,
    version: {},
    endpoints: [],
    total: null,
    failures: [],
    exceptions: [],
    users: null,
    resetsMs: [],
    startMs: null,
    endMs: null,
    host: null,
    cutOff: outcome.cutOff,
  };
}
