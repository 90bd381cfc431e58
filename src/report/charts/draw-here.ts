import type { Loader, View } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import type { Chart, ChartSpec } from './chart.ts';
import { type Frame, plotWidthPx } from './frame.ts';
import { type SceneMark, sceneSvg } from './scene-svg.ts';
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

/** Loads what draws charts and makes ready for these specifications, so that drawing begins at once when the data are there. */
export async function prepareDrawing(specifications: readonly TopLevelSpec[]): Promise<void> {
  const loaded = await loadLibrary();
  for (const specification of specifications) {
    if (!views.has(specification)) views.set(specification, newView(specification, loaded));
  }
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

/** A chart as SVG, drawn in this thread. Null when it has nothing to draw. */
export async function drawHere<Subject>(
  chart: Chart<Subject>,
  subject: Subject,
  frame: Frame,
): Promise<string | null> {
  const spec = chart.spec(subject, frame);
  return spec === null ? null : drawSpec(spec, frame, await loadLibrary());
}

/** Without a pause in it: charts of one kind share a view. */
function drawSpec(spec: ChartSpec, frame: Frame, loaded: DrawingLibrary): string {
  const view = views.get(spec.specification) ?? newView(spec.specification, loaded);
  // A view that fails half-way is not used again.
  views.delete(spec.specification);
  fill(view, spec, frame);
  view.run();
  const { root } = view.scenegraph() as unknown as { root: SceneMark };
  const scene = sceneSvg(root, frame.leftPx, spec.topPx);
  views.set(spec.specification, view);
  const heightPx = spec.topPx + spec.heightPx + spec.bottomPx;
  return (
    `<svg class="chart chart-${frame.name}" viewBox="0 0 ${frame.widthPx} ${heightPx}" ` +
    `width="${frame.widthPx}" height="${heightPx}" aria-hidden="true" focusable="false">${scene}</svg>`
  );
}

function newView(specification: TopLevelSpec, { vega, compile }: DrawingLibrary): View {
  const { spec } = compile(specification, { config: CHART_CONFIG, logger: strictLogger() });
  return new vega.View(vega.parse(spec), { renderer: 'none', loader: NO_ACCESS, logLevel: vega.Error });
}

function fill(view: View, spec: ChartSpec, frame: Frame): void {
  view
    .width(plotWidthPx(frame))
    .height(spec.heightPx)
    .padding({ left: frame.leftPx, right: frame.rightPx, top: spec.topPx, bottom: spec.bottomPx });
  for (const [name, value] of Object.entries(spec.signals)) view.signal(name, value);
  // vega marks rows as its own; they were made for this drawing and are used nowhere else.
  for (const [name, rows] of Object.entries(spec.datasets)) view.data(name, [...rows]);
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
