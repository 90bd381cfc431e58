import { describe, expect, it } from 'vitest';
import type { Io, OutputStream } from '../../../src/cli/io.ts';
import { openLiveView } from '../../../src/cli/live/live-view.ts';
import { widthOf } from '../../../src/report/terminal/width.ts';
import { Terminal } from '../../support/terminal.ts';
import { endpointTick, histogramOf, tickOf } from '../../support/tick-example.ts';

const title = { scenario: 'chatbot', host: 'http://localhost:8000', plannedMs: 60_000 };

function ioOf(stream: OutputStream, env: Record<string, string> = {}): Io {
  return {
    stdout: { write: () => {}, isTty: false, columns: null, rows: null },
    stderr: stream,
    stdin: { isTty: false, readLine: async () => null },
    now: () => 0,
    env,
    cwd: '/',
    signal: new AbortController().signal,
    onInterrupt: () => () => {},
  };
}

function screenOf(columns: number, rows: number, env: Record<string, string> = { NO_COLOR: '1' }) {
  const terminal = new Terminal(columns, rows);
  return { terminal, view: openLiveView(ioOf(terminal, env), title) };
}

const firstSecond = tickOf(0, 10, [
  endpointTick('GET', '/health', [11, 12, 13, 14]),
  endpointTick('POST', '/chat', [810, 1200, 1560], { failures: 1 }),
]);

describe('on a terminal', () => {
  it('shows one table that is drawn anew each second', () => {
    const { terminal, view } = screenOf(80, 24);
    terminal.write('$ plimsoll run light\n');
    view.tick(firstSecond);
    expect(terminal.text()).toBe(
      [
        '$ plimsoll run light',
        'chatbot on http://localhost:8000',
        '0:01 of 1:00, 0:59 left; 10 users',
        '',
        'Request       requests  req/s    failed     p50     p95',
        '-------------------------------------------------------',
        'GET /health          4    4.0         0   12 ms   14 ms',
        'POST /chat           4    4.0  1 (25 %)  1.20 s  1.56 s',
        '-------------------------------------------------------',
        'All requests         8    8.0  1 (13 %)   14 ms  1.56 s',
        'req/s, p50, p95: last 10 s',
        'generator: keeps up; busy 12 %, 3 in flight',
      ].join('\n'),
    );
    const before = terminal.text().split('\n').length;
    view.tick(tickOf(1, 11, [endpointTick('GET', '/health', [11])]));
    expect(terminal.text()).toContain('0:02 of 1:00, 0:58 left; 11 users');
    expect(terminal.text()).toContain('GET /health          5    2.5');
    expect(terminal.text().split('\n')).toHaveLength(before);
  });

  it('each second is one write, and the cursor comes back at the end', () => {
    const { terminal, view } = screenOf(80, 24);
    view.tick(firstSecond);
    view.tick(tickOf(1, 10, []));
    expect(terminal.writes).toHaveLength(2);
    expect(terminal.isCursorHidden).toBe(true);
    view.close();
    expect(terminal.isCursorHidden).toBe(false);
    expect(terminal.text()).toBe('');
    view.close();
    expect(terminal.writes).toHaveLength(3);
  });

  it('fits the width: names are cut in the middle, then columns are left out', () => {
    const { terminal, view } = screenOf(44, 24);
    view.tick(tickOf(0, 1, [endpointTick('GET', `/items/${'x'.repeat(60)}/end`, [10])]));
    const lines = terminal.text().split('\n');
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(43);
    expect(lines.find((line) => line.startsWith('GET '))).toMatch(/^GET .*….*end .*10 ms$/);
    expect(terminal.text()).toContain('p95');
    expect(terminal.text()).not.toContain('p50 ');
  });

  it('fits the height: the least used endpoints are left out and counted', () => {
    const { terminal, view } = screenOf(80, 14);
    const endpoints = Array.from({ length: 20 }, (_, i) =>
      endpointTick('GET', `/${i}`, Array(i + 1).fill(5)),
    );
    view.tick(tickOf(0, 1, endpoints));
    const lines = terminal.text().split('\n');
    expect(lines.length).toBeLessThan(14);
    expect(lines.filter((line) => line.startsWith('GET ')).map((line) => line.split(' ')[1])).toEqual([
      '/16',
      '/17',
      '/18',
      '/19',
    ]);
    expect(terminal.text()).toContain('16 more endpoints');
    expect(terminal.text()).toContain('All requests       210');
  });

  it('a window that became narrower leaves no remains', () => {
    const { terminal, view } = screenOf(80, 24);
    view.tick(firstSecond);
    terminal.resize(50);
    view.tick(tickOf(1, 10, []));
    expect(terminal.text().match(/chatbot on/g)).toHaveLength(1);
  });

  it('colours are for those who want them', () => {
    const colour = '\u001b[31m';
    const plain = screenOf(80, 24);
    plain.view.tick(firstSecond);
    expect(plain.terminal.writes.join('')).not.toContain(colour);
    const coloured = screenOf(80, 24, {});
    coloured.view.tick(firstSecond);
    expect(coloured.terminal.writes.join('')).toContain(colour);
    expect(coloured.terminal.text()).toBe(plain.terminal.text());
  });

  it('says when it stops, when users gave up, and when the scenario is wrong', () => {
    const { terminal, view } = screenOf(100, 24);
    view.tick(
      tickOf(0, 1, [], {
        aborted: [{ reason: 'unhealthy', count: 2 }],
        exceptions: [{ message: 'x', traceback: '', count: 3 }],
      }),
    );
    view.say('Stopping at once.');
    expect(terminal.text()).toMatch(
      /errors in the scenario's own code: 3\nusers that gave up: 2\n.*\nStopping at once\.$/,
    );
  });

  it.each([
    [
      { eventLoopUtilization: 0.93 },
      'CANNOT KEEP UP: it measures itself (lower the load, or --workers); busy 93 %',
    ],
    [{ stolenShare: 0.3 }, 'other processes take its core from it; busy 12 %'],
    [{ waiting: 7 }, 'all requests allowed at a time are in flight (--max-in-flight); busy 12 %'],
    [{ lateness: histogramOf(1, 40) }, 'sends late; busy 12 %'],
    [{ lateness: histogramOf(0.5) }, 'keeps up; busy 12 %'],
  ])('the generator watches itself: %o', (generator, said) => {
    const { terminal, view } = screenOf(120, 24);
    view.tick(tickOf(0, 1, [], { generator }));
    expect(terminal.text()).toContain(`generator: ${said}`);
  });

  it('names from outside cannot do anything to the terminal', () => {
    const { terminal, view } = screenOf(100, 24);
    view.tick(tickOf(0, 1, [endpointTick('GET', '/\u001b[2J\u202eevil', [10])]));
    expect(terminal.text()).toContain('GET /⟨U+001B⟩[2J⟨U+202E⟩evil');
    expect(terminal.writes.join('')).not.toContain('\u001b[2J');
  });
});

describe('in a log', () => {
  it('is a line every ten seconds', () => {
    const written: string[] = [];
    const stream = {
      write: (text: string) => void written.push(text),
      isTty: false,
      columns: null,
      rows: null,
    };
    const view = openLiveView(ioOf(stream), title);
    for (let second = 0; second < 25; second += 1) {
      view.tick(tickOf(second, 10, [endpointTick('GET', '/health', [10, 20])]));
    }
    view.say('Stopping at once.');
    view.close();
    expect(written).toEqual([
      '0:10 of 1:00, 0:50 left; 10 users; 20 requests, 0 failed; 2.0/s, p50 10 ms, p95 20 ms in the last 10 s\n',
      '0:20 of 1:00, 0:40 left; 10 users; 40 requests, 0 failed; 2.0/s, p50 10 ms, p95 20 ms in the last 10 s\n',
      'Stopping at once.\n',
    ]);
  });

  it('a terminal that knows no cursor gets lines too', () => {
    const terminal = new Terminal(80, 24);
    const view = openLiveView(ioOf(terminal, { TERM: 'dumb' }), title);
    view.tick(firstSecond);
    expect(terminal.writes).toEqual([]);
  });
});
