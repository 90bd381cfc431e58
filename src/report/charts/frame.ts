/** The width a chart is drawn for. Plot edges are fixed, so that panels line up and the page can map a pointer to time. */
export interface Frame {
  readonly name: 'wide' | 'medium' | 'narrow' | 'small';
  /** In px; the plot is `widthPx - leftPx - rightPx` wide. */
  readonly widthPx: number;
  readonly leftPx: number;
  readonly rightPx: number;
  /** Whether there is room right of the plot for the names of the lines. */
  readonly directLabels: boolean;
  /** How many labels fit on the time axis. */
  readonly timeTicks: number;
  /** Whether the time axis is named; in a stack of panels only the lowest one is. */
  readonly timeLabels: boolean;
}

/** One figure is drawn in each of these; the page shows the one that fits. */
export const FIGURE_FRAMES: readonly Frame[] = [
  {
    name: 'wide',
    widthPx: 896,
    leftPx: 52,
    rightPx: 92,
    directLabels: true,
    timeTicks: 11,
    timeLabels: true,
  },
  {
    name: 'medium',
    widthPx: 620,
    leftPx: 48,
    rightPx: 78,
    directLabels: true,
    timeTicks: 8,
    timeLabels: true,
  },
  {
    name: 'narrow',
    widthPx: 350,
    leftPx: 44,
    rightPx: 10,
    directLabels: false,
    timeTicks: 5,
    timeLabels: true,
  },
];

/** Of small multiples and of the two charts in an endpoint's details: one drawing for every screen. */
export const SMALL_FRAME: Frame = {
  name: 'small',
  widthPx: 420,
  leftPx: 48,
  rightPx: 12,
  directLabels: false,
  timeTicks: 5,
  timeLabels: true,
};

/** Width of the plot itself, in px. */
export function plotWidthPx(frame: Frame): number {
  return frame.widthPx - frame.leftPx - frame.rightPx;
}
