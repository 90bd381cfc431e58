import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  Problem
} from "./chunk-ODQNCGH6.js";

// src/report/charts/frame.ts
var FIGURE_FRAMES = [
  {
    name: "wide",
    widthPx: 896,
    leftPx: 52,
    rightPx: 92,
    directLabels: true,
    timeTicks: 11,
    timeLabels: true
  },
  {
    name: "medium",
    widthPx: 620,
    leftPx: 48,
    rightPx: 78,
    directLabels: true,
    timeTicks: 8,
    timeLabels: true
  },
  {
    name: "narrow",
    widthPx: 350,
    leftPx: 44,
    rightPx: 10,
    directLabels: false,
    timeTicks: 5,
    timeLabels: true
  }
];
var SMALL_FRAME = {
  name: "small",
  widthPx: 420,
  leftPx: 48,
  rightPx: 12,
  directLabels: false,
  timeTicks: 5,
  timeLabels: true
};
function plotWidthPx(frame) {
  return frame.widthPx - frame.leftPx - frame.rightPx;
}

// src/report/charts/own-markup.ts
var OwnMarkup = class {
  #text;
  constructor(text) {
    this.#text = text;
  }
  /** Called by Handlebars instead of escaping. */
  toHTML() {
    return this.#text;
  }
  toString() {
    return this.#text;
  }
};

// src/report/charts/svg.ts
var ELEMENTS = /* @__PURE__ */ new Set(["svg", "g", "path", "line", "rect", "text", "tspan"]);
var ATTRIBUTES = /* @__PURE__ */ new Set([
  ...[
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "width",
    "height",
    "transform",
    "text-anchor",
    "fill",
    "fill-opacity"
  ],
  ...[
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "font-weight",
    "opacity"
  ]
]);
var DEFAULTS = /* @__PURE__ */ new Map([
  ["opacity", "1"],
  ["fill-opacity", "1"],
  ["transform", "translate(0,0)"],
  ["fill", "none"],
  ["stroke-width", "1"]
]);
function cleanSvg(svg, attributes) {
  const root = parse(svg);
  const own = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return new OwnMarkup(`<svg${own.join("")}>${root.children.map(write).join("")}</svg>`);
}
function parse(svg) {
  const open = [];
  for (const [token] of svg.matchAll(/<[^>]*>|[^<]+/g)) {
    const parent = open.at(-1);
    if (!token.startsWith("<")) parent?.children.push(token);
    else if (token.startsWith("</")) {
      if (open.length === 1 && parent) return parent;
      open.pop();
    } else {
      const element = openTag(token);
      parent?.children.push(element);
      if (!token.endsWith("/>")) open.push(element);
    }
  }
  throw new Problem("internal", "drawing-not-closed", "A chart was drawn without an end.");
}
function openTag(token) {
  const tag = /^<([a-z]+)/i.exec(token)?.[1] ?? "";
  if (!ELEMENTS.has(tag)) {
    throw new Problem("internal", "drawing-element-unknown", `A chart was drawn with the element "${tag}".`);
  }
  const attributes = /* @__PURE__ */ new Map();
  let hidden = tag === "rect";
  for (const [, name = "", value = ""] of token.matchAll(/\s([\w:-]+)="([^"]*)"/g)) {
    if (name === "class" && value === "background" || name === "display" && value === "none")
      hidden = true;
    if (!ATTRIBUTES.has(name) || DEFAULTS.get(name) === value) continue;
    attributes.set(name, name === "d" ? relativePath(value) : shortNumbers(name, value));
  }
  return hidden ? { tag: "g", attributes: /* @__PURE__ */ new Map(), children: [] } : { tag, attributes, children: [] };
}
function write(node) {
  if (typeof node === "string") return node;
  const content = node.children.map(write).join("");
  if (content === "" && (node.tag === "g" || node.tag === "text")) return "";
  if (node.tag === "path" && (node.attributes.get("d") ?? "") === "") return "";
  if (node.tag === "g" && node.attributes.size === 0) return content;
  const attributes = Array.from(node.attributes, ([name, value]) => ` ${name}="${value}"`).join("");
  return content === "" ? `<${node.tag}${attributes}/>` : `<${node.tag}${attributes}>${content}</${node.tag}>`;
}
function shortNumbers(name, value) {
  if (name === "fill" || name === "stroke") return value;
  return value.replace(/-?\d+\.\d{2,}/g, (number) => tenths(Math.round(Number(number) * 10)));
}
function tenths(count) {
  return String(count / 10).replace(/^(-?)0\./, "$1.");
}
function relativePath(path) {
  if (!/^[MLZ\d.,e-]*$/.test(path)) return shortNumbers("d", path);
  let result = "";
  let atX = 0;
  let atY = 0;
  for (const [, command = "", xText = "", yText = ""] of path.matchAll(
    /([MLZ])(?:([-\d.e]+),([-\d.e]+))?/g
  )) {
    if (command === "Z") {
      result += "Z";
      continue;
    }
    const x = Math.round(Number(xText) * 10);
    const y = Math.round(Number(yText) * 10);
    result += command === "M" ? `M${pair(x, y)}` : `l${pair(x - atX, y - atY)}`;
    atX = x;
    atY = y;
  }
  return result;
}
function pair(x, y) {
  const second = tenths(y);
  return second.startsWith("-") ? `${tenths(x)}${second}` : `${tenths(x)} ${second}`;
}

// src/report/charts/text-width.ts
var WIDTHS = new Map([
  ...widths(134, "\u202F"),
  ...widths(252, "ijl"),
  ...widths(258, "\xB7"),
  ...widths(269, " ,.:;"),
  ...widths(272, "I"),
  ...widths(304, "!"),
  ...widths(313, "'"),
  ...widths(337, "`"),
  ...widths(346, "|"),
  ...widths(358, "t"),
  ...widths(370, "/\\"),
  ...widths(391, "()[]{}"),
  ...widths(397, "f"),
  ...widths(402, "r"),
  ...widths(463, "_"),
  ...widths(477, "^"),
  ...widths(494, '"'),
  ...widths(500, "\u2013"),
  ...widths(527, "?"),
  ...widths(534, "c"),
  ...widths(539, "s"),
  ...widths(544, "e"),
  ...widths(548, "T"),
  ...widths(557, "x"),
  ...widths(559, "kz"),
  ...widths(561, "o"),
  ...widths(565, "L"),
  ...widths(567, "a"),
  ...widths(575, "Jvy"),
  ...widths(589, "F"),
  ...widths(597, "bdpq"),
  ...widths(598, "g"),
  ...widths(600, "\xB5"),
  ...widths(602, "hnu"),
  ...widths(603, "E"),
  ...widths(639, "#"),
  ...widths(641, "Z"),
  ...widths(642, "P"),
  ...widths(646, "$S"),
  ...widths(648, "0123456789*+-<=>R~\u2212\xD7\xB1"),
  ...widths(653, "&"),
  ...widths(657, "B"),
  ...widths(688, "K"),
  ...widths(696, "Y"),
  ...widths(701, "X"),
  ...widths(709, "AV"),
  ...widths(722, "D"),
  ...widths(733, "C"),
  ...widths(740, "U"),
  ...widths(745, "H"),
  ...widths(748, "G"),
  ...widths(756, "N"),
  ...widths(767, "O"),
  ...widths(769, "Q"),
  ...widths(829, "w"),
  ...widths(888, "m"),
  ...widths(910, "\u2026"),
  ...widths(913, "M"),
  ...widths(982, "@"),
  ...widths(993, "%"),
  ...widths(1003, "W")
]);
function widths(thousandths, characters) {
  return Array.from(characters, (character) => [character, thousandths]);
}
var OTHER = 700;
function textWidthPx(text, fontSizePx) {
  let thousandths = 0;
  for (const character of text) thousandths += WIDTHS.get(character) ?? OTHER;
  return thousandths * fontSizePx / 1e3;
}
function fitText(text, fontSizePx, limitPx) {
  if (textWidthPx(text, fontSizePx) <= limitPx) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidthPx(`${characters.join("")}\u2026`, fontSizePx) > limitPx)
    characters.pop();
  return `${characters.join("").trimEnd()}\u2026`;
}

// src/report/charts/theme.ts
function colour(token) {
  return `var(--${token})`;
}
var CHART_FONT_PX = 11;
var CHART_CONFIG = {
  aria: false,
  font: "inherit",
  view: { stroke: null },
  axis: {
    grid: true,
    gridColor: colour("grid"),
    gridWidth: 1,
    domain: false,
    ticks: false,
    labelColor: colour("ink-3"),
    labelFontSize: CHART_FONT_PX,
    labelPadding: 8,
    title: null
  },
  axisX: {
    grid: false,
    domain: true,
    domainColor: colour("axis"),
    domainWidth: 1,
    ticks: true,
    tickSize: 4,
    tickColor: colour("axis"),
    labelPadding: 5,
    labelFlush: false
  },
  line: { strokeWidth: 1.75, strokeCap: "round", strokeJoin: "round" },
  text: { fontSize: CHART_FONT_PX, fontWeight: 600 }
};

// src/report/charts/draw.ts
var library = null;
var views = /* @__PURE__ */ new Map();
var queue = Promise.resolve();
function preloadCharts() {
  loadLibrary().catch(() => void 0);
}
function loadLibrary() {
  library ??= Promise.all([import("./vega.module-JUUF3TBS.js"), import("./build-3Z2EE3WG.js")]).then(([vega, { compile }]) => {
    const { textMetrics } = vega;
    textMetrics.width = (item, text) => textWidthPx(text, item.fontSize ?? CHART_FONT_PX);
    return { vega, compile };
  });
  return library;
}
async function drawFigure(chart, subject, timeLabels = true) {
  const drawings = [];
  for (const frame of FIGURE_FRAMES) {
    const drawing = await drawChart(chart, subject, { ...frame, timeLabels });
    if (drawing === null) return null;
    drawings.push(drawing.toString());
  }
  return new OwnMarkup(drawings.join(""));
}
async function drawChart(chart, subject, frame) {
  const spec = chart.spec(subject, frame);
  return spec === null ? null : drawSpec(spec, frame);
}
function drawSpec(spec, frame) {
  const turn = queue.then(() => drawNow(spec, frame));
  queue = turn.catch(() => void 0);
  return turn;
}
async function drawNow(spec, frame) {
  const view = views.get(spec.specification) ?? newView(spec.specification, await loadLibrary());
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
    "aria-hidden": "true",
    focusable: "false",
    fill: "none"
  });
}
function newView(specification, { vega, compile }) {
  const { spec } = compile(specification, { config: CHART_CONFIG, logger: strictLogger() });
  return new vega.View(vega.parse(spec), { renderer: "none", loader: NO_ACCESS, logLevel: vega.Error });
}
function empty(view, spec) {
  for (const name of Object.keys(spec.datasets)) view.data(name, []);
  view.signal("xTicks", []).signal("yTicks", []).run();
}
function fill(view, spec, frame) {
  view.width(plotWidthPx(frame)).height(spec.heightPx).padding({ left: frame.leftPx, right: frame.rightPx, top: spec.topPx, bottom: spec.bottomPx });
  for (const [name, value] of Object.entries(spec.signals)) view.signal(name, value);
  for (const [name, rows] of Object.entries(spec.datasets))
    view.data(
      name,
      rows.map((row) => ({ ...row }))
    );
}
var NO_ACCESS = {
  load: refuse,
  // vega does not await this one: to refuse would end the process, so it gives an address that leads nowhere.
  sanitize: () => Promise.resolve({ href: "" }),
  http: refuse,
  file: refuse
};
function refuse() {
  return Promise.reject(new Error("A chart reads no file and no address."));
}
function strictLogger() {
  const fail = (...parts) => {
    throw new Error(parts.join(" "));
  };
  const ignore = () => logger;
  const logger = { level: () => logger, error: fail, warn: fail, info: ignore, debug: ignore };
  return logger;
}

export {
  FIGURE_FRAMES,
  SMALL_FRAME,
  plotWidthPx,
  OwnMarkup,
  textWidthPx,
  fitText,
  colour,
  CHART_FONT_PX,
  preloadCharts,
  drawFigure,
  drawChart
};
