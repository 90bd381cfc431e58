/** A point in px; null where nothing is known, which leaves a gap. */
type Point = readonly [x: number, y: number] | null;

/** A number of px to one decimal, in as few characters as can be: '12.3', '.4', '-7'. */
export function tenths(px: number): string {
  return shortest(Math.round(px * 10));
}

function shortest(countOfTenths: number): string {
  return String(countOfTenths / 10).replace(/^(-?)0\./, '$1.');
}

/** A path through the points. A point alone between gaps is a line of no length, which round ends make a dot. */
export function relativeLine(points: readonly Point[]): string {
  return runsOf(points)
    .map((run) => runPath(run) + (run.length === 1 ? 'h0' : ''))
    .join('');
}

/** The area between two rows of points that have their gaps in the same places. */
export function relativeArea(upper: readonly Point[], lower: readonly Point[]): string {
  const below = runsOf(lower);
  return runsOf(upper)
    .map((run, index) => `${runPath([...run, ...(below[index] ?? []).toReversed()])}Z`)
    .join('');
}

function runsOf(points: readonly Point[]): readonly (readonly [number, number])[][] {
  const runs: (readonly [number, number])[][] = [];
  points.forEach((point, index) => {
    if (point === null) return;
    const before = index === 0 ? null : points[index - 1];
    if (before === null) runs.push([point]);
    else runs.at(-1)?.push(point);
  });
  return runs;
}

/** Every coordinate is rounded before it is subtracted, so that errors do not add up. */
function runPath(run: readonly (readonly [number, number])[]): string {
  let path = '';
  let fromX = 0;
  let fromY = 0;
  run.forEach(([xPx, yPx], index) => {
    const x = Math.round(xPx * 10);
    const y = Math.round(yPx * 10);
    path += index === 0 ? `M${pair(x, y)}` : lineBy(x - fromX, y - fromY);
    fromX = x;
    fromY = y;
  });
  return path;
}

/** A straight line, by the shortest command. */
function lineBy(dx: number, dy: number): string {
  if (dy === 0) return `h${shortest(dx)}`;
  return dx === 0 ? `v${shortest(dy)}` : `l${pair(dx, dy)}`;
}

function pair(x: number, y: number): string {
  const second = shortest(y);
  return second.startsWith('-') ? `${shortest(x)}${second}` : `${shortest(x)} ${second}`;
}
