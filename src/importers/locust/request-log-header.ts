/** The columns of the request log, as Locust writes them. */
export const REQUEST_LOG_TITLES = [
  'timestamp',
  'request_type',
  'name',
  'response_time_ms',
  'response_length',
  'status_code',
  'exception',
] as const;

/** One of them. */
export type RequestLogTitle = (typeof REQUEST_LOG_TITLES)[number];

/** True for the header of the log that Locust's `contrib/csv_request_logger` writes, one row a request. */
export function isRequestLogHeader(cells: readonly string[]): boolean {
  return REQUEST_LOG_TITLES.every((title) => cells.includes(title));
}
