// The names of the columns in the Arrow files of the store.

/** Start of a window, or the instant of a count of users; Unix epoch ms. */
export const START = 'start_ms';
/** End of a window. */
export const END = 'end_ms';
/** Completed requests of a window. */
export const REQUESTS = 'requests';
/** Failed requests of a window. */
export const FAILURES = 'failures';
/** Sum of the response times of a window. */
export const SUM = 'sum_ms';
/** Users from that instant on. */
export const USER_COUNT = 'users';
/** One response time. */
export const SAMPLE = 'response_time_ms';
/** Number of the window, from 0. */
export const HISTOGRAM_WINDOW = 'window';
/** A value of the histogram. */
export const HISTOGRAM_VALUE = 'value_ms';
/** How many response times it stands for. */
export const HISTOGRAM_COUNT = 'count';

/** The column of a percentile of a window: 'p99.9_ms'. */
export function quantileColumn(percentile: number): string {
  return `p${percentile}_ms`;
}
