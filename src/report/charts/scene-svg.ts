import { Problem } from '../../model/problem.ts';
import { relativeArea, relativeLine, tenths } from './path.ts';

/** What vega makes of a specification: marks hold items; a group's items hold marks. */
export interface SceneMark {
  readonly marktype: string;
  /** 'axis-label', 'axis-tick', …, 'mark'. */
  readonly role?: string;
  readonly items: readonly SceneItem[];
}

/** One thing drawn, in px of the group that it stands in. */
export interface SceneItem {
  readonly x?: number;
  readonly y?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly width?: number;
  readonly height?: number;
  readonly size?: number;
  readonly defined?: boolean;
  readonly opacity?: number;
  readonly fill?: string;
  readonly fillOpacity?: number;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly strokeDash?: readonly number[];
  readonly text?: string;
  readonly align?: string;
  readonly baseline?: string;
  readonly fontSize?: number;
  readonly fontWeight?: number;
  /** The row it was made of; of a group of lines, what its rows have in common. */
  readonly datum?: { readonly order?: number };
  /** Of a group. */
  readonly items?: readonly SceneMark[];
}

/** A style and the path of everything that is drawn in it. */
type Styled = readonly [style: string, path: string];

/**
 * A scene as SVG: shapes and text only, without styles, links, scripts or ids, coordinates to a tenth of a px. Whatever
 * a text holds is escaped here. Colours are the style sheet's tokens; anything else is refused.
 *
 * @param left of the plot in the drawing, in px.
 * @param top of the plot in the drawing, in px.
 * @throws {Problem} of kind 'internal' for a kind of mark that charts do not use.
 */
export function sceneSvg(root: SceneMark, left: number, top: number): string {
  return markSvg(root, left, top);
}

function markSvg(mark: SceneMark, left: number, top: number): string {
  const items = inOrder(mark).filter((item) => item.opacity !== 0);
  switch (mark.marktype) {
    case 'group':
      return items.map((item) => groupSvg(item, left, top)).join('');
    case 'text':
      return items.map((item) => textSvg(item, left, top)).join('');
    case 'rule':
      return pathsSvg(items.map((item) => [strokeOf(item), rulePath(item, left, top)]));
    case 'rect':
      return pathsSvg(items.map((item) => [fillOf(item), rectPath(item, left, top)]));
    case 'symbol':
      return pathsSvg(items.map((item) => [fillOf(item), circlePath(item, left, top)]));
    case 'line':
      return pathsSvg([[strokeOf(items[0]), relativeLine(linePoints(items, left, top))]]);
    case 'area':
      return pathsSvg([
        [fillOf(items[0]), relativeArea(linePoints(items, left, top), lowerPoints(items, left, top))],
      ]);
    default:
      throw new Problem('internal', 'mark-unknown', `a chart was drawn with the mark "${mark.marktype}"`);
  }
}

/** A view that is used again keeps what two drawings share where it was: so axes and lines are put in order here. */
function inOrder({ marktype, role, items }: SceneMark): readonly SceneItem[] {
  if (marktype === 'group') return [...items].sort((a, b) => orderOf(a) - orderOf(b));
  if (role === undefined || !/^axis-(grid|tick|label)$/.test(role)) return items;
  return [...items].sort((a, b) => (a.x ?? 0) - (b.x ?? 0) || (a.y ?? 0) - (b.y ?? 0));
}

function orderOf({ datum }: SceneItem): number {
  return datum?.order ?? 0;
}

function groupSvg(item: SceneItem, left: number, top: number): string {
  const inside = item.items ?? [];
  return inside.map((mark) => markSvg(mark, left + (item.x ?? 0), top + (item.y ?? 0))).join('');
}

/** Neighbours in one style are one path. */
function pathsSvg(paths: readonly Styled[]): string {
  let svg = '';
  for (let i = 0; i < paths.length; i += 1) {
    const [style, path] = paths[i] ?? ['', ''];
    let joined = path;
    while (paths[i + 1]?.[0] === style) {
      i += 1;
      joined += paths[i]?.[1] ?? '';
    }
    if (joined !== '' && style !== '') svg += `<path d="${joined}"${style}/>`;
  }
  return svg;
}

function fillOf(item: SceneItem | undefined): string {
  if (item?.fill === undefined) return '';
  const opacity = (item.fillOpacity ?? 1) * (item.opacity ?? 1);
  return ` fill="${token(item.fill)}"${opacity === 1 ? '' : ` fill-opacity="${opacity}"`}`;
}

function strokeOf(item: SceneItem | undefined): string {
  if (item?.stroke === undefined) return '';
  const width = item.strokeWidth ?? 1;
  const dash =
    item.strokeDash === undefined ? '' : ` stroke-dasharray="${item.strokeDash.map(tenths).join(' ')}"`;
  return ` stroke="${token(item.stroke)}"${width === 1 ? '' : ` stroke-width="${width}"`}${dash}`;
}

function token(colour: string): string {
  if (/^var\(--[a-z0-9-]+\)$/.test(colour)) return colour;
  throw new Problem('internal', 'colour-unknown', `a chart was drawn in the colour "${colour}"`);
}

function rulePath(item: SceneItem, left: number, top: number): string {
  const { x = 0, y = 0, x2 = x, y2 = y } = item;
  return relativeLine([
    [left + x, top + y],
    [left + x2, top + y2],
  ]);
}

function rectPath({ x = 0, y = 0, width = 0, height = 0 }: SceneItem, left: number, top: number): string {
  return `M${tenths(left + x)} ${tenths(top + y)}h${tenths(width)}v${tenths(height)}h${tenths(-width)}Z`;
}

/** vega's size of a circle is the area of the square around it. */
function circlePath({ x = 0, y = 0, size = 64 }: SceneItem, left: number, top: number): string {
  const radius = Math.sqrt(size) / 2;
  const arc = (dx: number) => `a${tenths(radius)} ${tenths(radius)} 0 1 1 ${tenths(dx)} 0`;
  return `M${tenths(left + x - radius)} ${tenths(top + y)}${arc(2 * radius)}${arc(-2 * radius)}Z`;
}

type Point = readonly [x: number, y: number] | null;

function linePoints(items: readonly SceneItem[], left: number, top: number): readonly Point[] {
  return items.map(({ x = 0, y = 0, defined }) => (defined === false ? null : [left + x, top + y]));
}

function lowerPoints(items: readonly SceneItem[], left: number, top: number): readonly Point[] {
  return items.map(({ x = 0, y = 0, height = 0, defined }) =>
    defined === false ? null : [left + x, top + y + height],
  );
}

const ANCHORS = new Map([
  ['center', ' text-anchor="middle"'],
  ['right', ' text-anchor="end"'],
]);
/** Where the line of writing is, in font sizes below the point; as vega places it (vega-scenegraph, text offset). */
const BASELINES = new Map([
  ['top', 0.79],
  ['middle', 0.3],
  ['bottom', -0.21],
]);

function textSvg(item: SceneItem, left: number, top: number): string {
  const text = item.text ?? '';
  if (text === '') return '';
  const drop = Math.round((BASELINES.get(item.baseline ?? '') ?? 0) * (item.fontSize ?? 11));
  const at = `x="${tenths(left + (item.x ?? 0))}" y="${tenths(top + (item.y ?? 0) + drop)}"`;
  const weight = item.fontWeight === undefined ? '' : ` font-weight="${item.fontWeight}"`;
  return `<text ${at}${ANCHORS.get(item.align ?? '') ?? ''}${fillOf(item)}${weight}>${escapeText(text)}</text>`;
}

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES.get(character) ?? '');
}
