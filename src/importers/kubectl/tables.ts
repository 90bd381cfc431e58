/** What a table of kubectl lists. */
export type TableKind =
  | 'hpa'
  | 'pods'
  | 'deployments'
  | 'statefulsets'
  | 'events'
  | 'top-pods'
  | 'top-containers'
  /** Tables that tell nothing of scaling: services, nodes, replica sets. */
  | 'other';

/** The header of a table. */
export interface Table {
  readonly kind: TableKind;
  /** The first column says what changed (`--output-watch-events`). */
  readonly hasEvent: boolean;
  /** There is a column of namespaces (`--all-namespaces`). */
  readonly hasNamespace: boolean;
  /** The others, in order. */
  readonly columns: readonly string[];
}

/** A row, its cells as `columns` of its table. */
export interface TableRow {
  readonly change: 'added' | 'modified' | 'deleted' | null;
  readonly namespace: string | null;
  readonly cells: readonly string[];
}

const HEADING = /^[A-Z][A-Za-z()%/-]*(?: [A-Z]+)*$/;
const CHANGES: ReadonlyMap<string, TableRow['change']> = new Map([
  ['ADDED', 'added'],
  ['MODIFIED', 'modified'],
  ['DELETED', 'deleted'],
]);

/** The table that begins with this line; null when it is no header. */
export function tableOf(line: string): Table | null {
  if (!/^(?:EVENT|NAMESPACE|NAME|POD|LAST SEEN) /.test(line)) return null;
  const headings = cellsOf(line);
  if (headings.length < 2 || !headings.every((heading) => HEADING.test(heading))) return null;
  const hasEvent = headings[0] === 'EVENT';
  const hasNamespace = headings[hasEvent ? 1 : 0] === 'NAMESPACE';
  const columns = headings.slice((hasEvent ? 1 : 0) + (hasNamespace ? 1 : 0));
  const kind = kindOf(columns);
  return kind === null ? null : { kind, hasEvent, hasNamespace, columns };
}

function kindOf(columns: readonly string[]): TableKind | null {
  const begins = (...names: readonly string[]) => names.every((name, i) => columns[i] === name);
  if (begins('NAME', 'REFERENCE', 'TARGETS', 'MINPODS', 'MAXPODS', 'REPLICAS')) return 'hpa';
  if (begins('NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE')) return 'pods';
  if (begins('NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE')) return 'deployments';
  if (begins('NAME', 'READY', 'AGE')) return 'statefulsets';
  if (begins('LAST SEEN', 'TYPE', 'REASON', 'OBJECT')) return 'events';
  if (begins('NAME', 'CPU(cores)', 'MEMORY(bytes)')) return 'top-pods';
  if (begins('POD', 'NAME', 'CPU(cores)', 'MEMORY(bytes)')) return 'top-containers';
  return columns[0] === 'NAME' && (columns.includes('AGE') || columns.includes('CPU(cores)'))
    ? 'other'
    : null;
}

/** A row of this table; columns widen while a watch runs, so that only the spaces between them tell where they are. */
export function rowOf(line: string, { hasEvent, hasNamespace }: Table): TableRow | null {
  const cells = cellsOf(line);
  const change = hasEvent ? CHANGES.get(cells[0] ?? '') : null;
  if (change === undefined) return null;
  const namespaceAt = hasEvent ? 1 : 0;
  const namespace = hasNamespace ? (cells[namespaceAt] ?? null) : null;
  return { change, namespace, cells: cells.slice(namespaceAt + (hasNamespace ? 1 : 0)) };
}

function cellsOf(line: string): readonly string[] {
  return line.trim().split(/ {2,}|\t+ */);
}
