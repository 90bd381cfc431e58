import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../src/importers/locust/columns.ts';
import { recogniseLocustFile } from '../../../src/importers/locust/recognise.ts';
import { headers } from '../../support/locust-tables.ts';
import { sampleFolders } from '../../support/sample-truth.ts';
import { sampleFiles, sourceFileFrom } from '../../support/source-file.ts';

/** A name that says nothing: what counts is the content. */
const kindOf = (content: string | Uint8Array) =>
  recogniseLocustFile(sourceFileFrom('download (3).txt', content));

describe('a file of Locust', () => {
  // Section 2 of locust-formats.md: every header that a version has written.
  it.each([
    ['requests04', 'requests'],
    ['requests05', 'requests'],
    ['requests06', 'requests'],
    ['requests07', 'requests'],
    ['distribution04', 'distribution'],
    ['distribution013', 'distribution'],
    ['stats0133', 'stats'],
    ['stats10', 'stats'],
    ['stats11', 'stats'],
    ['stats12', 'stats'],
    ['history0133', 'history'],
    ['history10', 'history'],
    ['history12', 'history'],
    ['failures012', 'failures'],
    ['failures11', 'failures'],
    ['failures244', 'failures'],
    ['exceptions', 'exceptions'],
  ] as const)('is known by its header alone: %s is %s', (header, kind) => {
    expect(kindOf(headers[header])).toBe(kind);
    expect(kindOf(`${headers[header]}\r\n`)).toBe(kind);
  });

  it('is known after a byte order mark, after empty lines, and with other delimiters', () => {
    expect(kindOf(`\ufeff${headers.stats12}\r\n`)).toBe('stats');
    expect(kindOf(`\r\n\n${headers.stats12}\r\n`)).toBe('stats');
    expect(kindOf(headers.stats12.replaceAll(',', ';'))).toBe('stats');
    expect(kindOf(headers.history12.replaceAll(',', '\t'))).toBe('history');
  });

  it('is known in UTF-16, which spreadsheets call Unicode text', () => {
    expect(kindOf(Buffer.from(`\ufeff${headers.stats12.replaceAll(',', '\t')}\r\n`, 'utf16le'))).toBe(
      'stats',
    );
  });

  it('is known with its columns in another order and with further ones', () => {
    const shuffled = ['Comment', ...headers.history12.split(',').reverse(), 'p99 of mine'].join(',');
    expect(kindOf(shuffled)).toBe('history');
  });

  it('is known in every sample, whatever its name', () => {
    const expected: Record<string, string> = {
      'report.stripped.html': 'html',
      'request_log.csv': 'request-log',
      'run_distribution.csv': 'distribution',
      'run_exceptions.csv': 'exceptions',
      'run_failures.csv': 'failures',
      'run_json.json': 'json',
      'run_requests.csv': 'requests',
      'run_stats.csv': 'stats',
      'run_stats_history.csv': 'history',
    };
    for (const folder of sampleFolders) {
      for (const file of sampleFiles(folder)) {
        expect(recogniseLocustFile({ ...file, name: 'x' }), `${folder}/${file.name}`).toBe(
          expected[file.name],
        );
      }
    }
  });
});

describe('any other file', () => {
  it.each([
    ['an empty file', ''],
    ['line ends only', '\r\n\r\n'],
    ['text', 'Name and address of the tester'],
    ['a JMeter log', 'timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,bytes'],
    ['a k6 table', 'metric_name,timestamp,metric_value,check,error'],
    ['a header that opens a quote and never closes it', '"Type","Name,Request Count'],
    ['JSON of something else', '{"a": [1, 2]}'],
    ['HTML of something else', '<!doctype html><title>x</title>'],
  ])('is not taken for one of Locust: %s', (_, content) => {
    expect(kindOf(content)).toBeNull();
  });

  it('is not taken for one of Locust when it is binary', () => {
    expect(kindOf(Uint8Array.from({ length: 4096 }, (_, i) => (i * 197) % 256))).toBeNull();
    expect(kindOf(Buffer.from('504b0304140000000800', 'hex'))).toBeNull();
  });
});

describe('the columns of a table', () => {
  it('are found by their titles, whatever the version calls them', () => {
    const old = columnsOf(headers.stats0133.replaceAll('"', '').split(','));
    const now = columnsOf(headers.stats12.split(','));
    for (const role of ['requests', 'failures', 'median', 'average', 'min', 'max', 'size', 'rate'] as const) {
      expect(old.number(role)?.index, role).toBe(now.number(role)?.index);
    }
    expect(old.text('method')).toBe(0);
    expect(now.text('name')).toBe(1);
  });

  it('may be missing', () => {
    const columns = columnsOf(headers.distribution04.replaceAll('"', '').split(','));
    expect(columns.text('method')).toBeNull();
    expect(columns.number('failures')).toBeNull();
  });

  it('may have titles in another case and with spaces around them', () => {
    expect(columnsOf([' NAME ', 'request count']).number('requests')?.index).toBe(1);
    expect(columnsOf([' NAME ']).text('name')).toBe(0);
  });

  it('that come twice count where they come first', () => {
    expect(columnsOf(['Name', 'Request Count', 'Request Count']).number('requests')?.index).toBe(1);
    expect(columnsOf(['50%', 'x', '50.0%']).percentiles).toMatchObject([{ percentile: 50, index: 0 }]);
  });

  // Python writes 7.0% where 100 × 0.07 is not whole in doubles; 0.13.3 to 0.14.6 left out the sign of 99.999.
  it('of percentiles may be any, in any order, ascending once read', () => {
    const { percentiles } = columnsOf(['99.999', '7.0%', '100%', '50%', '14.0%', '0.1%', '0%']);
    expect(percentiles.map(({ percentile, index }) => [percentile, index])).toEqual([
      [0, 6],
      [0.1, 5],
      [7, 1],
      [14, 4],
      [50, 3],
      [99.999, 0],
      [100, 2],
    ]);
  });

  it('of percentiles are none above 100', () => {
    expect(columnsOf(['101%', '1795427273', 'p99', '-5%', '5%%']).percentiles).toEqual([]);
  });

  it('that nobody knows are left alone', () => {
    const columns = columnsOf(['__proto__', 'constructor', 'toString', 'Name', 'Request Count']);
    expect(columns.numbers.map(({ title }) => title)).toEqual(['Request Count']);
    expect(columns.text('method')).toBeNull();
  });
});
