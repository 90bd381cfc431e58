import { headText } from '../../decode/head-text.ts';
import { wholeText } from '../../decode/text-stream.ts';
import { Problem } from '../../model/problem.ts';
import type { ScalingImporter } from '../scaling/scaling-importer.ts';
import { SkippedRows } from '../skipped-rows.ts';
import { seriesOf, stepOf } from './range-document.ts';
import { partsOf } from './read-range.ts';

const READ_AS = 'Prometheus range query (JSON)';
/** How often Prometheus looks at kube-state-metrics, where the query's step is longer: its own default is a minute. */
const LONGEST_SCRAPE_MS = 60_000;

/** Series of kube-state-metrics, as `/api/v1/query_range` answers. */
export const prometheus: ScalingImporter<'prometheus-range'> = {
  id: 'prometheus-range',
  title: 'Prometheus range query over kube-state-metrics (JSON)',
  claims({ head, encoding }) {
    return /^\s*\{[^{]*\{?[^{]*"resultType"\s*:\s*"matrix"/.test(headText(head, encoding));
  },
  async read(file, { progress }) {
    const onBytes = (bytesRead: number) =>
      progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes });
    const text = await wholeText(file, onBytes);
    const answer = seriesOf(parsed(text, file.name));
    if (answer === null) throw damaged(file.name);
    const stepMs = stepOf(answer.series) ?? LONGEST_SCRAPE_MS;
    const scrapeMs = Math.min(stepMs, LONGEST_SCRAPE_MS);
    const skipped = new SkippedRows();
    for (let i = 0; i < answer.skipped; i += 1) skipped.add(1, 'has a sample that is no time and value');
    const samples = answer.series.reduce((sum, one) => sum + one.samples.length, 0);
    return {
      parts: partsOf(answer.series, scrapeMs),
      readAs: READ_AS,
      rowsRead: samples,
      rowsSkipped: answer.skipped,
      notices: [
        ...skipped.notices(file.name),
        {
          code: 'scrape-interval-assumed',
          severity: 'info',
          message: `The answer does not tell how often Prometheus looked: every ${scrapeMs / 1000} s is assumed, as the query's step.`,
          where: { file: file.name },
          hint: 'Times from it are within two steps. For exact ones record with plimsoll monitor.',
        },
      ],
    };
  },
};

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(file);
  }
}

function damaged(file: string): Problem {
  return new Problem(
    'input',
    'damaged-json',
    `"${file}" is a range query's answer that does not end as JSON does`,
    {
      where: { file },
      fix: 'Ask Prometheus again: curl the query_range address into a new file.',
    },
  );
}
