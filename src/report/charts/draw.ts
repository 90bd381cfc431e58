import type { Loader, View } from 'vega';
import type { Chart, ChartSpec, ChartSubject } from './chart.ts';
import { FIGURE_FRAMES, type Frame, plotWidthPx } from './frame.ts';
import { OwnMarkup } from './own-markup.ts';
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
const views = new Map<ChartSpec['specification'], View>();
let queue: Promise<unknown> = Promise.resolve();

/** Starts to load what draws charts, so that it is there once the data are. Failures show when a chart is drawn. */
export function preloadCharts(): void {
  loadLibrary().catch(() => undefined);
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

/**
 * A chart in every frame of a figure, side by side; the style sheet shows the one that fits. `timeLabels` is false for
 * a panel that stands on another one's time axis. Null when it has nothing to draw.
 */
export async function drawFigure(
  chart: Chart,
  subject: ChartSubject,
  timeLabels = true,
): Promise<OwnMarkup | null> {
  const drawings: string[] = [];
  for (const frame of FIGURE_FRAMES) {
    const drawing = await drawChart(chart, subject, { ...frame, timeLabels });
    if (drawing === null) return null;
    drawings.push(drawing.toString());
  }
  return new OwnMarkup(drawings.join(''));
}

/** A chart in one frame, as SVG. Null when it has nothing to draw. */
export async function drawChart(
  chart: Chart,
  subject: ChartSubject,
  frame: Frame,
): Promise<OwnMarkup | null> {
  const spec = chart.spec(subject, frame);
  return spec === null ? null : drawSpec(spec, frame);
}

/** One drawing at a time: charts of one kind share a view. */
function drawSpec(spec: ChartSpec, frame: Frame): Promise<OwnMarkup> {
  const turn = queue.then(() => drawNow(spec, frame));
  queue = turn.catch(() => undefined);
  return turn;
}

async function drawNow(spec: ChartSpec, frame: Frame): Promise<OwnMarkup> {
  const view = views.get(spec.specification) ?? newView(spec.specification, await loadLibrary());
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

function newView(specification: ChartSpec['specification'], { vega, compile }: DrawingLibrary): View {
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
