import { describe, expect, it, onTestFinished } from 'vitest';
import { nodeFinding, openFileLimit, openFilesFinding } from '../../src/cli/doctor/machine.ts';
import { clockFinding } from '../../src/cli/doctor/target.ts';
import { startDemoTarget } from '../../src/demo/target.ts';
import { runCli, temporaryFolder } from '../support/cli.ts';
import { closedPort, httpServer } from '../support/loopback.ts';

describe('plimsoll doctor', () => {
  it('finds everything right with the demo target', async () => {
    const target = await startDemoTarget({ instant: true });
    onTestFinished(() => target.close());
    const { exitCode, stdout, stderr } = await runCli(['doctor', '--host', target.url], {
      cwd: temporaryFolder(),
      now: Date.now,
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.replace(/:.*/, ''))).toEqual([
      '✓ node',
      expect.stringMatching(/^[✓–] open files$/),
      '✓ store',
      '✓ target',
      '✓ GET /health',
      '✓ POST /chat',
      '✓ GET /stats',
      '✓ GET /metrics',
      '✓ single request',
      '✓ clock',
    ]);
    expect(stdout).toMatch(/single request: .* ms without load, median of 5\n/);
  });

  it('says of each thing that is wrong what to do', async () => {
    const host = await httpServer((request, response) => {
      response.setHeader('date', new Date(Date.now() - 7_200_000).toUTCString());
      if (request.url === '/health') response.end('{"status":"healthy"}');
      else if (request.url === '/stats') response.end('{"total_messages":1}');
      else if (request.url === '/metrics') response.end('nothing');
      else response.writeHead(503).end();
    });
    const { exitCode, stdout, stderr } = await runCli(['doctor', '--host', host], {
      cwd: temporaryFolder(),
      now: Date.now,
    });
    expect(exitCode).toBe(69);
    expect(stdout).toContain('✓ GET /health: the right answer\n');
    expect(stdout).toContain('✗ POST /chat: HTTP 503\n    The built-in scenario needs it.');
    expect(stdout).toContain('✗ GET /stats: JSON has no active_conversations\n');
    expect(stdout).toContain('✗ GET /metrics: the text has no http_requests_total\n');
    expect(stdout).toMatch(/✗ clock: differs from the target's by 2 h\n {4}Set both by a time server/);
    expect(stderr).toBe('4 of 10 checks failed\n  What to do stands below each of them.\n');
  });

  it('sends the headers that it is told, and waits as long as it is told', async () => {
    const host = await httpServer((request, response) => {
      if (request.headers['x-key'] !== 'abc') response.writeHead(401).end();
      else if (request.url === '/health') response.end('{"status":"healthy"}');
      else if (request.url !== '/chat') response.end('{}');
    });
    const flags = ['--header', 'X-Key: abc', '--timeout', '300ms'];
    const { stdout } = await runCli(['doctor', '--host', host, ...flags], { cwd: temporaryFolder() });
    expect(stdout).toContain('✓ GET /health: the right answer\n');
    expect(stdout).toContain('✗ POST /chat: timeout after 300 ms\n');
    expect(stdout).toContain('✗ GET /stats: JSON has no total_messages\n');
  });

  it('waits for a target that never answers twice, and not for every request', async () => {
    let asked = 0;
    const host = await httpServer(() => {
      asked += 1;
    });
    const { exitCode, stdout } = await runCli(['doctor', '--host', host, '--timeout', '200ms'], {
      cwd: temporaryFolder(),
    });
    expect(exitCode).toBe(69);
    expect(asked).toBe(2);
    expect(stdout).toContain(
      `✗ target: ${host} takes connections, and gave no answer to GET / within 0.2 s\n`,
    );
    expect(stdout).toContain('– POST /chat: not asked: the target gives no answers\n');
    expect(stdout).toContain('– single request: no request was answered\n');
  });

  it('without a target it says how to get to one, and --json says the same to programs', async () => {
    const address = await closedPort();
    const outcome = await runCli(['doctor', '--host', `http://${address}`, '--json'], {
      cwd: temporaryFolder(),
    });
    expect(outcome.exitCode).toBe(69);
    const findings = JSON.parse(outcome.stdout) as { check: string; outcome: string; fix: string | null }[];
    expect(findings.at(-1)).toEqual({
      check: 'target',
      outcome: 'bad',
      found: `cannot reach http://${address}: GET / failed, connection refused`,
      fix: expect.stringContaining('kubectl port-forward service/NAME'),
    });
  });

  it('a store that cannot be written to is found', async () => {
    const { stdout } = await runCli(['doctor', '--store', '/dev/null/store', '--host', 'http://127.0.0.1:1']);
    expect(stdout).toContain('✗ store: cannot write "/dev/null/store"');
  });
});

it.runIf(process.platform === 'linux')(
  'nothing can be kept in /proc, and nobody tries for ever',
  async () => {
    const { stdout } = await runCli(['doctor', '--store', '/proc/store', '--host', 'http://127.0.0.1:1']);
    expect(stdout).toContain('✗ store: cannot write "/proc/store"');
  },
);

describe('what is looked at', () => {
  it('the version of Node', () => {
    expect(nodeFinding('20.19.0').outcome).toBe('good');
    expect(nodeFinding('24.1.0').outcome).toBe('good');
    expect(nodeFinding('20.18.3')).toMatchObject({ outcome: 'bad', fix: 'Install Node.js 20.19 or newer.' });
    expect(nodeFinding('18.20.0').outcome).toBe('bad');
  });

  it("the limit of open files, in Linux' words", () => {
    const limits = (soft: string) =>
      `Limit                     Soft Limit           Hard Limit           Units\nMax open files            ${soft}                 4096                 files\n`;
    expect(openFileLimit(limits('256'))).toBe(256);
    expect(openFileLimit(limits('unlimited'))).toBe(Number.POSITIVE_INFINITY);
    expect(openFileLimit('')).toBeNull();
    expect(openFilesFinding(256)).toMatchObject({
      outcome: 'bad',
      fix: expect.stringContaining('ulimit -n 8192'),
    });
    expect(openFilesFinding(1024).outcome).toBe('good');
    expect(openFilesFinding(null).outcome).toBe('unknown');
  });

  it('the clock, to a second: the Date header has no more', () => {
    const atMs = Date.UTC(2026, 10, 23, 12, 0, 0);
    const date = new Date(atMs).toUTCString();
    expect(clockFinding(date, atMs + 999).outcome).toBe('good');
    expect(clockFinding(date, atMs + 3000).outcome).toBe('good');
    expect(clockFinding(date, atMs - 2000).outcome).toBe('good');
    expect(clockFinding(date, atMs + 6000)).toMatchObject({
      outcome: 'bad',
      found: "differs from the target's by 5 s",
    });
    expect(clockFinding(date, atMs - 5000).outcome).toBe('bad');
    expect(clockFinding(null, atMs).outcome).toBe('unknown');
    expect(clockFinding('soon', atMs).outcome).toBe('unknown');
  });
});
