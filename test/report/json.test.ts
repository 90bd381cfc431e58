import { describe, expect, it } from 'vitest';
import { json } from '../../src/report/json.ts';
import {
  analysisExample,
  checkOf,
  endpointOf,
  hostileNames,
  resultOf,
  statisticsOf,
  verdictOf,
} from '../support/analysis-example.ts';

describe('The JSON report', () => {
  it('is the result, exactly', async () => {
    const endpoints = hostileNames.map((name) => endpointOf('GET', name, statisticsOf(10, 1, null)));
    const result = resultOf([analysisExample({ endpoints })], verdictOf(checkOf('inconclusive')));
    expect(JSON.parse(await json.render(result))).toEqual(result);
  });

  it('is indented by two spaces, in the order of the result, with a line feed at its end', async () => {
    const output = await json.render(resultOf([]));
    expect(output).toBe(`{
  "schema": "result/1",
  "tool": {
    "name": "plimsoll",
    "version": "0.1.0"
  },
  "createdMs": ${Date.UTC(2026, 10, 22, 14, 33, 20)},
  "analyses": [],
  "comparison": null,
  "trend": null,
  "verdict": null
}
`);
  });
});
