import { Problem } from '../../model/problem.ts';

/** What a drawing may be made of. Everything else vega writes is left out or refused. */
const ELEMENTS = new Set(['svg', 'g', 'path', 'line', 'rect', 'text', 'tspan']);
const ATTRIBUTES = new Set([
  ...[
    'd',
    'x',
    'y',
    'x1',
    'y1',
    'x2',
    'y2',
    'width',
    'height',
    'transform',
    'text-anchor',
    'fill',
    'fill-opacity',
  ],
  ...[
    'stroke',
    'stroke-width',
    'stroke-dasharray',
    'stroke-linecap',
    'stroke-linejoin',
    'font-weight',
    'opacity',
  ],
]);
/** Attributes that say what is so anyway. */
const DEFAULTS = new Map([
  ['opacity', '1'],
  ['fill-opacity', '1'],
  ['transform', 'translate(0,0)'],
  ['fill', 'none'],
  ['stroke-width', '1'],
]);

interface Element {
  readonly tag: string;
  readonly attributes: Map<string, string>;
  readonly children: (Element | string)[];
}

/**
 * A drawing by vega, made small and harmless: only shapes and text, no styles, links, scripts or ids, coordinates to
 * a tenth of a px, paths relative. Text between tags is kept as vega escaped it.
 *
 * @throws {Problem} of kind 'internal' when vega writes something that is not expected here.
 */
export function cleanSvg(svg: string, attributes: Readonly<Record<string, string>>): string {
  const root = parse(svg);
  const own = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<svg${own.join('')}>${root.children.map(write).join('')}</svg>`;
}

function parse(svg: string): Element {
  const open: Element[] = [];
  for (const [token] of svg.matchAll(/<[^>]*>|[^<]+/g)) {
    const parent = open.at(-1);
    if (!token.startsWith('<')) parent?.children.push(token);
    else if (token.startsWith('</')) {
      if (open.length === 1 && parent) return parent;
      open.pop();
    } else {
      const element = openTag(token);
      parent?.children.push(element);
      if (!token.endsWith('/>')) open.push(element);
    }
  }
  throw new Problem('internal', 'drawing-not-closed', 'A chart was drawn without an end.');
}

function openTag(token: string): Element {
  const tag = /^<([a-z]+)/i.exec(token)?.[1] ?? '';
  if (!ELEMENTS.has(tag)) {
    throw new Problem('internal', 'drawing-element-unknown', `A chart was drawn with the element "${tag}".`);
  }
  const attributes = new Map<string, string>();
  // The only rectangle that is not a path is the drawing's background.
  let hidden = tag === 'rect';
  for (const [, name = '', value = ''] of token.matchAll(/\s([\w:-]+)="([^"]*)"/g)) {
    if ((name === 'class' && value === 'background') || (name === 'display' && value === 'none'))
      hidden = true;
    if (!ATTRIBUTES.has(name) || DEFAULTS.get(name) === value) continue;
    attributes.set(name, name === 'd' ? relativePath(value) : shortNumbers(name, value));
  }
  return hidden ? { tag: 'g', attributes: new Map(), children: [] } : { tag, attributes, children: [] };
}

function write(node: Element | string): string {
  if (typeof node === 'string') return node;
  const content = node.children.map(write).join('');
  if (content === '' && (node.tag === 'g' || node.tag === 'text')) return '';
  if (node.tag === 'path' && (node.attributes.get('d') ?? '') === '') return '';
  if (node.tag === 'g' && node.attributes.size === 0) return content;
  const attributes = Array.from(node.attributes, ([name, value]) => ` ${name}="${value}"`).join('');
  return content === ''
    ? `<${node.tag}${attributes}/>`
    : `<${node.tag}${attributes}>${content}</${node.tag}>`;
}

function shortNumbers(name: string, value: string): string {
  if (name === 'fill' || name === 'stroke') return value;
  return value.replace(/-?\d+\.\d{2,}/g, (number) => tenths(Math.round(Number(number) * 10)));
}

/** '12.3' of 123. */
function tenths(count: number): string {
  return String(count / 10).replace(/^(-?)0\./, '$1.');
}

/**
 * A path of absolute M, L and Z and relative h and v (all that straight lines need) with relative l. Every
 * coordinate is rounded before it is subtracted, so that errors do not add up. Other paths are only rounded.
 */
function relativePath(path: string): string {
  if (!/^[MLZ\d.,e-]*$/.test(path)) return shortNumbers('d', path);
  let result = '';
  let atX = 0;
  let atY = 0;
  for (const [, command = '', xText = '', yText = ''] of path.matchAll(
    /([MLZ])(?:([-\d.e]+),([-\d.e]+))?/g,
  )) {
    if (command === 'Z') {
      result += 'Z';
      continue;
    }
    const x = Math.round(Number(xText) * 10);
    const y = Math.round(Number(yText) * 10);
    result += command === 'M' ? `M${pair(x, y)}` : lineBy(x - atX, y - atY);
    atX = x;
    atY = y;
  }
  return result;
}

/** A straight line, by the shortest command. */
function lineBy(dx: number, dy: number): string {
  if (dy === 0) return `h${tenths(dx)}`;
  return dx === 0 ? `v${tenths(dy)}` : `l${pair(dx, dy)}`;
}

function pair(x: number, y: number): string {
  const second = tenths(y);
  return second.startsWith('-') ? `${tenths(x)}${second}` : `${tenths(x)} ${second}`;
}
