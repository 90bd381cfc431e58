/**
 * The solution x of the square system `matrix` · x = `right`; null when the matrix is singular to working accuracy.
 *
 * Source: Gaussian elimination with partial pivoting, G. H. Golub and C. F. Van Loan, "Matrix Computations", 3.4.
 */
export function solve(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): readonly number[] | null {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++) {
      if (Math.abs(at(rows, i, column)) > Math.abs(at(rows, pivot, column))) pivot = i;
    }
    const pivotRow = rows[pivot] as number[];
    const divisor = pivotRow[column] as number;
    if (!(Math.abs(divisor) > 1e-300)) return null;
    rows[pivot] = rows[column] as number[];
    rows[column] = pivotRow;
    for (let i = 0; i < n; i++) {
      if (i === column) continue;
      const row = rows[i] as number[];
      const factor = (row[column] as number) / divisor;
      for (let k = column; k <= n; k++) row[k] = (row[k] as number) - factor * (pivotRow[k] as number);
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number));
}

/** The inverse of a square matrix; null when it is singular to working accuracy. */
export function invert(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | null {
  const columns = matrix.map((_, j) =>
    solve(
      matrix,
      matrix.map((_, i) => (i === j ? 1 : 0)),
    ),
  );
  if (columns.some((column) => column === null)) return null;
  return matrix.map((_, i) => columns.map((column) => (column as readonly number[])[i] as number));
}

function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return (rows[i] as readonly number[])[j] as number;
}
