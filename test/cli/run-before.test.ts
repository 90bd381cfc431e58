import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, runCli, temporaryFolder } from '../support/cli.ts';
import { closedPort, httpServer, otherServer, tlsServer } from '../support/loopback.ts';

const certificate = {
  key: readFileSync(join(repository, 'test/fixtures/tls/localhost.key.pem'), 'utf8'),
  cert: readFileSync(join(repository, 'test/fixtures/tls/localhost.cert.pem'), 'utf8'),
};

/** A test that would be short, if it began. */
const brief = ['run', 'custom', '--users', '1', '--run-time', '1s'];

async function refused(args: readonly string[], cwd = temporaryFolder()) {
  const { exitCode, stdout, stderr } = await runCli([...brief, ...args], { cwd });
  expect(stdout).toBe('');
  return { exitCode, stderr, left: readdirSync(cwd) };
}

describe('before a run it is made sure', () => {
  it('that something listens', async () => {
    const address = await closedPort();
    const port = address.split(':')[1];
    expect(await refused(['--host', `http://${address}`])).toEqual({
      exitCode: 69,
      stderr:
        `cannot reach http://${address}: GET / failed, connection refused\n` +
        '  Start the service, or name another place with --host. To bring a service of a cluster here: ' +
        `kubectl port-forward service/NAME ${port}:80\n` +
        '  To try things out: plimsoll demo target\n',
      left: [],
    });
  });

  it('that the host has an address', async () => {
    const { exitCode, stderr } = await refused(['--host', 'http://nowhere.invalid:8000']);
    expect(exitCode).toBe(69);
    expect(stderr).toMatch(/^cannot reach http:\/\/nowhere\.invalid:8000: GET \/ failed, host not found/);
  });

  it('that https is not said to a plain port', async () => {
    const host = await httpServer((_, response) => response.end('hello'));
    const address = host.replace('http://', '');
    expect(await refused(['--host', `https://${address}/v1`])).toEqual({
      exitCode: 69,
      stderr: `"https://${address}" says https, and the service there speaks http\n  Name it so: --host http://${address}/v1\n`,
      left: [],
    });
  });

  it('that http is not said to a TLS port', async () => {
    const address = await tlsServer(certificate, (_, response) => response.end('hello'));
    expect((await refused(['--host', `http://${address}`])).stderr).toBe(
      `"http://${address}" says http, and the service there speaks https\n  Name it so: --host https://${address}\n`,
    );
  });

  it('that the certificate is trusted', async () => {
    const address = await tlsServer(certificate, (_, response) => response.end('hello'));
    const { exitCode, stderr } = await refused(['--host', `https://${address}`]);
    expect(exitCode).toBe(69);
    expect(stderr).toMatch(/^cannot trust https:\/\/.*: TLS: certificate is .*\n {2}.*--insecure\n$/);
  });

  it('that what answers is HTTP', async () => {
    const address = await otherServer('SSH-2.0-OpenSSH_9.2\r\n');
    const { exitCode, stderr } = await refused(['--host', `http://${address}`]);
    expect(exitCode).toBe(69);
    expect(stderr).toMatch(/^cannot reach .*: GET \/ failed, /);
    expect(stderr).toContain('Something listens there, and it does not answer as an HTTP service.');
    expect(stderr).not.toContain('Start the service');
  });

  it('that nobody loads a public host by mistake', async () => {
    // TEST-NET-1 of RFC 5737: no such machine exists, and none is asked for.
    const { exitCode, stderr } = await refused(['--host', 'http://192.0.2.1']);
    expect(exitCode).toBe(64);
    expect(stderr).toMatch(/^"http:\/\/192\.0\.2\.1" is refused: public host/);
    expect(stderr).toContain('--allow-public-host');
  });

  it('that the results can be written', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'page.html'));
    for (const [flags, message] of [
      [['--html', 'page.html'], /^cannot write ".*page\.html": it is a folder\n/],
      [
        ['--csv', '/dev/null/x'],
        /^cannot write "\/dev\/null\/x_stats\.csv".*\n {2}Name another place with --csv, or/,
      ],
      [
        ['--store', '/dev/null/x'],
        /^cannot write "\/dev\/null\/x".*\n {2}Name another place with --store, or/,
      ],
      [['--html', '-'], /^--html needs a file/],
      [['--html', 'a.html', '--no-report'], /^--html and --no-report exclude each other/],
      [['--csv', 'folder/'], /^--csv holds "folder\/", which is a folder/],
      [['--html', 'folder/'], /^--html holds "folder\/", which is a folder/],
    ] as const) {
      const { exitCode, stderr } = await refused([...flags, '--host', 'http://127.0.0.1:1'], cwd);
      expect([64, 69]).toContain(exitCode);
      expect(stderr).toMatch(message);
    }
  });

  it('that a stress test is meant: without a terminal it says what to type', async () => {
    const { exitCode, stderr } = await runCli(['run', 'stress'], { cwd: temporaryFolder() });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 64,
      stderr:
        'stress means up to 200 users for 20 min against http://localhost:8000, which needs a yes, and there is no terminal to ask at\n' +
        '  Say it beforehand: --yes\n',
    });
    expect(await runCli(['run', 'stress'], { cwd: temporaryFolder(), isTTY: true, answers: ['no'] })).toEqual(
      {
        exitCode: 0,
        stdout: '',
        stderr:
          'stress means up to 200 users for 20 min against http://localhost:8000. Start? [y/N] Nothing was run.\n',
      },
    );
  });
});
