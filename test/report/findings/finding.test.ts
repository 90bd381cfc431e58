import { describe, expect, it } from 'vitest';
import {
  distributionFinding,
  endpointsFinding,
  failuresFinding,
  headline,
  phasesFinding,
  timelineFinding,
} from '../../../src/report/findings.ts';
import {
  analysisExample,
  causeOf,
  checkOf,
  endpointOf,
  hostileNames,
  latencyOf,
  statisticsOf,
  verdictOf,
} from '../../support/analysis-example.ts';

describe('Every sentence', () => {
  it('is one line without control characters, whatever the endpoints are called', () => {
    for (const name of hostileNames) {
      const analysis = analysisExample({
        endpoints: [endpointOf('GET', name, statisticsOf(500, 5, latencyOf({ 95: 900 })))],
        failureCauses: [causeOf(name, 5, { method: 'GET', name })],
      });
      const findings = [
        timelineFinding,
        endpointsFinding,
        distributionFinding,
        failuresFinding,
        phasesFinding,
      ];
      const verdict = verdictOf({ ...checkOf('fail'), subject: name, actual: name, expected: name });
      const texts = [
        ...findings.flatMap((finding) => [finding(analysis).title, finding(analysis).note]),
        headline(analysis, null).title,
        headline(analysis, verdict).title,
        ...headline(analysis, verdict).lead.map((phrase) => phrase.text),
      ];
      for (const text of texts) {
        expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
        expect(text.length).toBeLessThan(700);
      }
    }
  });
});
