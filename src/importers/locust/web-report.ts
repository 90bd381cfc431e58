import { Problem } from '../../model/problem.ts';
import type { SourceFile } from '../importer.ts';
import { type JsonObject, objectsOf } from './embedded-json.ts';
import type { LocustPart } from './part.ts';
import { webStatistics } from './web-statistics.ts';

/** Locust's web page sends no more endpoints and no more failures than this. */
const MOST_ROWS = 500;

/**
 * What the JSON of Locust's web page (`/stats/requests`) says of a run, at the moment it was asked for.
 *
 * @throws {Problem} `json-without-statistics` when it is some other document.
 */
export function readWebReport(file: SourceFile, page: JsonObject): LocustPart {
  const requests = objectsOf(page, 'stats');
  const failures = objectsOf(page, 'errors');
  if (requests.length === 0) throw withoutStatistics(file);
  const statistics = webStatistics({ requests, percentiles: [], failures, exceptions: [] });
  const isLimited = requests.length > MOST_ROWS || failures.length >= MOST_ROWS;
  return {
    kind: 'json',
    file,
    ...statistics,
    notices: isLimited
      ? [
          {
            code: 'web-page-limit',
            severity: 'warning',
            message: `Locust's web page sends at most ${MOST_ROWS} endpoints and ${MOST_ROWS} failures; there may be more.`,
            where: { file: file.name },
            hint: 'Import the CSV files of the run.',
          },
        ]
      : [],
    version: {},
    users: null,
    resetsMs: [],
    startMs: null,
    endMs: null,
    host: null,
    cutOff: false,
  };
}

/** The problem of a JSON document that is not Locust's. */
export function withoutStatistics(file: SourceFile): Problem {
  return new Problem(
    'input',
    'json-without-statistics',
    `"${file.name}" holds no list of request statistics`,
    {
      where: { file: file.name },
      fix: 'Give the file that Locust wrote with --json-file, or what it printed with --json.',
    },
  );
}
