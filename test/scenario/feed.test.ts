import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { rowsFeed } from '../../src/scenario/feed.ts';
import { csvFeed, jsonFeed } from '../../src/scenario/feed-files.ts';
import { setScenarioFolder } from '../../src/scenario/scenario-folder.ts';
import { writtenFiles } from './written-files.ts';

afterEach(() => setScenarioFolder(null));

/** The file, and its name in the folder in which feeds are looked for. */
function feedFile(name: string, content: string | Uint8Array): string {
  const file = writtenFiles({ [name]: content });
  setScenarioFolder(dirname(file));
  return file;
}

describe('a feed', () => {
  it('of a CSV file has a row for each line, by the names of its columns', () => {
    feedFile('accounts.csv', '\ufeffname,password\r\nalice,"a,b"\r\n\r\n"bob ""B""",c\r\n');
    const feed = csvFeed('accounts.csv', { order: 'random' });
    expect(feed).toEqual({
      kind: 'feed',
      name: 'accounts.csv',
      rows: [
        { name: 'alice', password: 'a,b' },
        { name: 'bob "B"', password: 'c' },
      ],
      order: 'random',
    });
  });

  it.each([';', '\t'])('of a CSV file may have %j between its cells', (delimiter) => {
    feedFile('a.csv', `x${delimiter}y\n1,5${delimiter}2\n`);
    expect(csvFeed('a.csv').rows).toEqual([{ x: '1,5', y: '2' }]);
  });

  it('may be named by a path from anywhere, or a URL', () => {
    const file = writtenFiles({ 'a.csv': 'x\n1\n' });
    expect(csvFeed(file).rows).toEqual([{ x: '1' }]);
    expect(csvFeed(pathToFileURL(file)).rows).toEqual([{ x: '1' }]);
  });

  it('has columns with any name', () => {
    feedFile('a.csv', '__proto__,constructor\n1,2\n');
    const [row] = csvFeed('a.csv').rows;
    expect(Object.entries(row ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it('of a JSON file has the items of its list', () => {
    feedFile('items.json', '[{"id": 1}, {"id": 2}]');
    expect(jsonFeed<{ id: number }>('items.json').rows.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('of rows is sequential unless told, and nobody can change its rows', () => {
    const feed = rowsFeed([{ id: 1 }]);
    expect(feed.order).toBe('sequential');
    expect(() => Object.assign(feed.rows[0] ?? {}, { id: 2 })).toThrowError(TypeError);
  });

  it.each([
    ['a.csv', '', 'the feed "a.csv" is empty', undefined],
    ['a.csv', 'x,y\n', 'the feed "a.csv" has no rows', undefined],
    ['a.csv', 'x,x\n1,2\n', 'the feed "a.csv" has two columns "x"', 1],
    ['a.csv', 'x,y\n1,2\n3\n', 'line 3 of the feed "a.csv" has 1 cell, the header has 2', 3],
    ['a.csv', 'x,y\n1,"2\n3,4\n', 'of the feed "a.csv" opens a quote that is never closed', undefined],
    ['a.csv', 'x,y\n1,2"3\n', 'line 2 of the feed "a.csv" has a quote inside a cell', 2],
    ['a.csv', new Uint8Array([0x78, 0x0a, 0xe9, 0x0a]), 'the feed "a.csv" is not UTF-8 text', undefined],
  ])('of %s with %j is refused with its line', (name, content, message, line) => {
    feedFile(name, content);
    expect(() => csvFeed(name)).toThrowError(
      expect.objectContaining({ code: 'invalid-feed', message: expect.stringContaining(message) }),
    );
    if (line !== undefined) {
      expect(() => csvFeed(name)).toThrowError(expect.objectContaining({ where: { file: name, line } }));
    }
  });

  it.each([
    ['{"a": 1}', 'is no list'],
    ['[{"a": }]', 'is not JSON'],
    ['[]', 'has no rows'],
  ])('of the JSON %s is refused', (content, message) => {
    feedFile('a.json', content);
    expect(() => jsonFeed('a.json')).toThrowError(`the feed "a.json" ${message}`);
  });

  it('of a file that is not there says what was perhaps meant, and where it looked', () => {
    const file = feedFile('accounts.csv', 'x\n1\n');
    expect(() => csvFeed('acounts.csv')).toThrowError(
      expect.objectContaining({
        message: 'there is no file "acounts.csv" for a feed',
        fix: `Did you mean "accounts.csv"? Files of feeds are looked for in the folder of the scenario, ${dirname(file)}.`,
      }),
    );
  });

  it('of a folder is refused', () => {
    const file = feedFile('a.csv', 'x\n1\n');
    expect(() => csvFeed(dirname(file))).toThrowError(expect.objectContaining({ code: 'cannot-read' }));
  });

  it('in an order that there is not is refused', () => {
    expect(() => rowsFeed([1], { order: 'shuffled' as 'random' })).toThrowError(
      'the order of the feed "rows" is "shuffled"',
    );
  });
});
