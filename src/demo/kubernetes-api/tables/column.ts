/** A cell of a table, as JSON has it. */
export type Cell = string | number;

/** `metav1.TableColumnDefinition`. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer';
  readonly format: 'name' | '';
  readonly description: string;
  /** 0 is always shown, 1 with `-o wide` only. */
  readonly priority: 0 | 1;
}

/** The name of the object. */
export const NAME: Column = { ...column('Name'), format: 'name' };

/** Text that is always shown. */
export function column(name: string): Column {
  return { name, type: 'string', format: '', description: '', priority: 0 };
}

/** A whole number that is always shown. */
export function count(name: string): Column {
  return { ...column(name), type: 'integer' };
}

/** Shown with `-o wide` only. */
export function wide(shown: Column): Column {
  return { ...shown, priority: 1 };
}
