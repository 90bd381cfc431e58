import type { Loader, View } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import type { ChartSpec } from './chart.ts';
import { type Frame, plotWidthPx } from './frame.ts';
import { cleanSvg } from './svg.ts';
import { textWidthPx } from './text-width.ts';
import { CHART_CONFIG, CHART_FONT_PX } from './theme.ts';

/** vega and vega-lite, which are large and are only loaded when a chart is drawn. */
interface DrawingLibrary {
  readonly compile: typeof import('vega-lite').compile;
  readonly vega: typeof import('vega');
}

/** Exported by vega, missing from its types. */
interface TextMetrics {
  width(item: { readonly fontSize?: number }, text: string): number;
}

let library: Promise<DrawingLibrary> | null = null;
/** Making a view costs more than drawing with it, so each specification keeps one. */
const views = new Map<TopLevelSpec, View>();
let queue: Promise<unknown> = Promise.resolve();

/** Loads what draws charts and prepares these specifications, so that drawing begins at once when the data are there. */
export async function prepareDrawing(specifications: readonly TopLevelSpec[]): Promise<void> {
  const loaded = await loadLibrary();
  for (const specification of specifications) {
    if (!views.has(specification)) views.set(specification, newView(specification, loaded));
  }
}

/** A chart as SVG, in this thread. One drawing at a time: charts of one kind share a view. */
export function drawSpec(spec: ChartSpec, frame: Frame): Promise<string> {
  const turn = queue.then(() => drawNow(spec, frame));
  queue = turn.catch(() => undefined);
  return turn;
}

function loadLibrary(): Promise<DrawingLibrary> {
  library ??= Promise.all([import('vega'), import('vega-lite')]).then(([vega, { compile }]) => {
    // One table of widths for everyone: without it vega estimates, or asks whatever fonts this machine has.
    const { textMetrics } = vega as unknown as { textMetrics: TextMetrics };
    textMetrics.width = (item, text) => textWidthPx(text, item.fontSize ?? CHART_FONT_PX);
    return { vega, compile };
  });
  return library;
}

async function drawNow(spec: ChartSpec, frame: Frame): Promise<string> {
  const loaded = await loadLibrary();
  const view = views.get(spec.specification) ?? newView(spec.specification, loaded);
  // A view that failed half-way is not used again.
  views.delete(spec.specification);
  fill(view, spec, frame);
  const svg = await view.toSVG();
  empty(view, spec);
  views.set(spec.specification, view);
  const heightPx = spec.topPx + spec.heightPx + spec.bottomPx;
  return cleanSvg(svg, {
    class: `chart chart-${frame.name}`,
    viewBox: `0 0 ${frame.widthPx} ${heightPx}`,
    width: String(frame.widthPx),
    height: String(heightPx),
    'aria-hidden': 'true',
    focusable: 'false',
    fill: 'none',
  });
}

function newView(specification: TopLevelSpec, { vega, compile }: DrawingLibrary): View {
  const { spec } = compile(specification, { config: CHART_CONFIG, logger: strictLogger() });
  return new vega.View(vega.parse(spec), { renderer: 'none', loader: NO_ACCESS, logLevel: vega.Error });
}

/** Leaves nothing behind, so that a drawing does not depend on the one before it. */
function empty(view: View, spec: ChartSpec): void {
  for (const name of Object.keys(spec.datasets)) view.data(name, []);
  view.signal('xTicks', []).signal('yTicks', []).run();
}

function fill(view: View, spec: ChartSpec, frame: Frame): void {
  view
    .width(plotWidthPx(frame))
    .height(spec.heightPx)
    .padding({ left: frame.leftPx, right: frame.rightPx, top: spec.topPx, bottom: spec.bottomPx });
  for (const [name, value] of Object.entries(spec.signals)) view.signal(name, value);
  // vega marks rows as its own, so it gets copies.
  for (const [name, rows] of Object.entries(spec.datasets))
    view.data(
      name,
      rows.map((row) => ({ ...row })),
    );
}

/** Whatever the data hold, nothing is read. */
const NO_ACCESS: Loader = {
  load: refuse,
  // vega does not await this one: to refuse would end the process, so it gives an address that leads nowhere.
  sanitize: () => Promise.resolve({ href: '' }),
  http: refuse,
  file: refuse,
};

function refuse(): Promise<never> {
  return Promise.reject(new Error('A chart reads no file and no address.'));
}

/** A warning means that a chart does not show what was meant, so it is an error. */
function strictLogger() {
  const fail = (...parts: readonly unknown[]): never => {
    throw new Error(parts.join(' '));
  };
  const ignore = () => logger;
  const logger = { level: () => logger, error: fail, warn: fail, info: ignore, debug: ignore };
  return logger;
}
