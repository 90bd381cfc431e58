import type { Config } from 'vega-lite';

/** A colour of the page's style sheet: one drawing serves the light, the dark and the printed page. */
export function colour(token: string): string {
  return `var(--${token})`;
}

/** Font size of all text in charts, in px; the style sheet sets it, the drawings do not repeat it. */
export const CHART_FONT_PX = 11;

/** How every chart looks: hairlines for the grid, an axis line only where time runs. */
export const CHART_CONFIG: Config = {
  aria: false,
  font: 'inherit',
  view: { stroke: null },
  axis: {
    grid: true,
    gridColor: colour('grid'),
    gridWidth: 1,
    domain: false,
    ticks: false,
    labelColor: colour('ink-3'),
    labelFontSize: CHART_FONT_PX,
    labelPadding: 8,
    title: null,
  },
  axisX: {
    grid: false,
    domain: true,
    domainColor: colour('axis'),
    domainWidth: 1,
    ticks: true,
    tickSize: 4,
    tickColor: colour('axis'),
    labelPadding: 5,
    labelFlush: false,
  },
  line: { strokeWidth: 1.75, strokeCap: 'round', strokeJoin: 'round' },
  text: { fontSize: CHART_FONT_PX, fontWeight: 600 },
};
