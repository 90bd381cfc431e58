import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../../src/cli/io.ts';
import type { NamedTest } from '../../../src/cli/perform-test.ts';
import { planRun } from '../../../src/cli/run-options/plan-run.ts';
import {
  choiceOptions,
  loadOptions,
  outputOptions,
  type RunOptions,
  targetOptions,
} from '../../../src/cli/run-options/run-options.ts';
import { temporaryFolder } from '../../support/cli.ts';

const scenarioModule = new URL('../../../src/scenario/public.ts', import.meta.url).pathname;

interface World {
  readonly cwd?: string;
  readonly answers?: readonly string[];
  readonly env?: Record<string, string>;
}

interface Planned {
  readonly named: NamedTest | null;
  readonly asked: string;
}

/** Reads a command line as `plimsoll run` does, and plans the test. */
async function plan(line: string, world: World = {}): Promise<Planned> {
  const command = new Command().exitOverride().argument('<what>').option('-y, --yes');
  command.configureOutput({ writeErr: () => {} });
  for (const options of [loadOptions(), targetOptions(), choiceOptions(), outputOptions()]) {
    for (const option of options) command.addOption(option);
  }
  command.parse(
    (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', '')),
    { from: 'user' },
  );
  let asked = '';
  const answers = [...(world.answers ?? [])];
  const stream = {
    write: (text: string) => {
      asked += text;
    },
    isTty: false,
    columns: null,
    rows: null,
  };
  const io: Io = {
    stdout: stream,
    stderr: stream,
    stdin: { isTty: world.answers !== undefined, readLine: async () => answers.shift() ?? null },
    now: () => 0,
    env: world.env ?? {},
    cwd: world.cwd ?? temporaryFolder(),
    signal: new AbortController().signal,
    onInterrupt: () => () => {},
  };
  return { named: await planRun(command.args[0] ?? '', command.opts<RunOptions>(), io), asked };
}

async function planned(line: string, world?: World): Promise<NamedTest> {
  const { named } = await plan(line, world);
  if (named === null) throw new Error('nothing was planned');
  return named;
}

/** A scenario file of one task. */
function folderWithScenario(more = ''): string {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'shop.ts'),
    `import { arrivalRate, defineScenario, users, userStages } from ${JSON.stringify(scenarioModule)};
     export default defineScenario({
       name: 'shop', ${more}
       users: { buyer: { tasks: { look: { tags: ['look'], run: async (user) => { await user.get('/'); } } } } },
     });`,
  );
  return cwd;
}

const closed = (users: number, rampMs: number, holdMs: number) => ({
  kind: 'closed',
  stages: [
    { fromUsers: 0, toUsers: users, durationMs: rampMs },
    { fromUsers: users, toUsers: users, durationMs: holdMs },
  ],
});

describe('how much load', () => {
  it.each([
    ['light', closed(10, 10_000, 290_000)],
    ['moderate', closed(50, 10_000, 590_000)],
    ['heavy', closed(100, 10_000, 890_000)],
    ['stress --yes', closed(200, 10_000, 1_190_000)],
    ['light --users 20 --run-time 1m', closed(20, 20_000, 40_000)],
    ['heavy -u 5 -r 10 -t 90s', closed(5, 500, 89_500)],
    ['custom --users 4 --run-time 10s', closed(4, 4000, 6000)],
    ['custom --users 4 --spawn-rate 8/s --run-time 10s', closed(4, 500, 9500)],
  ])('%s', async (line, load) => {
    expect((await planned(line)).test.load).toEqual(load);
  });

  it('a rate makes the open model; the preset says for how long', async () => {
    expect((await planned('light --rate 50/s')).test.load).toEqual({
      kind: 'open',
      stages: [{ fromPerS: 50, toPerS: 50, durationMs: 300_000 }],
      arrivals: 'even',
      maxInFlight: 1000,
      maxWaiting: 10_000,
    });
    const line = 'custom --rate 2.5 --run-time 10s --arrivals poisson --max-in-flight 7';
    expect((await planned(line)).test.load).toMatchObject({
      stages: [{ fromPerS: 2.5, toPerS: 2.5, durationMs: 10_000 }],
      arrivals: 'poisson',
      maxInFlight: 7,
    });
  });

  it('stages are of users, or with /s of a rate', async () => {
    expect((await planned('custom --stages 10@1m,10..50@2m')).test.load).toEqual({
      kind: 'closed',
      stages: [
        { fromUsers: 10, toUsers: 10, durationMs: 60_000 },
        { fromUsers: 10, toUsers: 50, durationMs: 120_000 },
      ],
    });
    const rates = await planned('light --stages 0.5/s@1m,0.5..5/s@30s --arrivals poisson');
    expect(rates.test.load).toMatchObject({
      kind: 'open',
      arrivals: 'poisson',
      stages: [
        { fromPerS: 0.5, toPerS: 0.5, durationMs: 60_000 },
        { fromPerS: 0.5, toPerS: 5, durationMs: 30_000 },
      ],
    });
  });

  it.each([
    [
      'light --stages 10@1m,20/s@1m',
      'wrong-option-value',
      /some stages are of users and some, with \/s, of a rate/,
    ],
    ['light --stages 10/s@1m,x/s@1m', 'invalid-stages', /"x" is no number \(column 9\)/],
    ['light --arrivals poisson', 'contradicting-options', /this load is of users/],
    ['light --stages 5@1s --max-in-flight 3', 'contradicting-options', /this load is of users/],
    ['custom --rate 200000 --run-time 1m', 'load-too-large', /200000 tasks per second are more than/],
    ['light --users 100001 --spawn-rate 100001', 'load-too-large', /100001 users are more than/],
    ['light --users 0', 'wrong-option-value', /--users holds "0", expected a whole number of at least 1/],
    ['light --run-time 0s', 'wrong-option-value', /--run-time holds "0s"/],
    ['light --rate 0', 'wrong-option-value', /--rate holds "0"/],
    ['light --rate 5 --users 3', 'commander.conflictingOption', /cannot be used/],
    ['light --stages 5@1s --run-time 3s', 'commander.conflictingOption', /cannot be used/],
  ])('%s is refused', async (line, code, message) => {
    await expect(plan(line)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

it('says when the test ends before all users have started', async () => {
  const { named, asked } = await plan('light --run-time 4s');
  expect(asked).toBe(
    'Only 4 of 10 users will start before the test ends: start more each second (--spawn-rate), or run longer.\n',
  );
  expect(named?.test.load).toEqual({
    kind: 'closed',
    stages: [{ fromUsers: 0, toUsers: 4, durationMs: 4000 }],
  });
});

describe('what is asked', () => {
  it('custom asks for what no flag says; an empty answer takes what stands in brackets', async () => {
    const { named, asked } = await plan('custom', { answers: ['25', '', '2m'] });
    expect(asked).toBe('Users [10]: Users started per second [1]: Run time (90s, 5m, 1h30m) [5m]: ');
    expect(named?.test.load).toEqual(closed(25, 25_000, 95_000));
    const less = await plan('custom --rate 5', { answers: ['30s'] });
    expect(less.asked).toBe('Run time (90s, 5m, 1h30m) [5m]: ');
  });

  it('a wrong answer is asked for again, three times in all', async () => {
    const { asked } = await plan('custom --spawn-rate 2 --run-time 1m', { answers: ['many', '12'] });
    expect(asked).toBe('Users [10]: Expected is a whole number of at least 1, for example 50.\nUsers [10]: ');
    await expect(plan('custom', { answers: ['a', 'b', 'c', '1'] })).rejects.toMatchObject({
      code: 'cannot-ask',
      message: '"Users" got no answer that can be used',
    });
  });

  it('without a terminal custom says what to type', async () => {
    await expect(plan('custom --users 5')).rejects.toMatchObject({
      message: 'a custom load needs --run-time as well, and there is no terminal to ask at',
    });
    await expect(plan('custom')).rejects.toMatchObject({
      code: 'cannot-ask',
      message: 'a custom load needs --users and --run-time as well, and there is no terminal to ask at',
      fix: 'Say it beforehand: --users 50 --spawn-rate 5 --run-time 10m',
    });
  });

  it('stress asks first, unless --yes', async () => {
    const question = 'stress means up to 200 users for 20 min against http://localhost:8000. Start? [y/N] ';
    expect(await plan('stress', { answers: ['n'] })).toEqual({ named: null, asked: question });
    const yes = await plan('stress', { answers: ['y'] });
    expect([yes.asked, yes.named?.label]).toEqual([question, 'stress']);
    expect((await plan('stress --yes', { answers: [] })).asked).toBe('');
    await expect(plan('stress')).rejects.toMatchObject({
      code: 'cannot-ask',
      fix: 'Say it beforehand: --yes',
    });
  });
});

describe('every other flag', () => {
  it('reaches the test', async () => {
    const { test, scenario, label, labels } = await planned(
      'light --host https://chat.local:8443/v1/ -H "X-Token: a:b" --header "accept: */*" --timeout 5s ' +
        '--connect-timeout 500ms --stop-timeout 2s --insecure --connections shared=20 --workers 2 --seed 42 ' +
        '--allow-public-host --tags chat,health --tags stats --exclude metrics --users-of stress=1 ' +
        '--users-of normal=0.5 --label "my run" --label commit=4fc0e1a --label commit=5a',
      { env: { HTTP_PROXY: 'http://proxy:3128', no_proxy: '*', SECRET: 'x' } },
    );
    expect(test).toMatchObject({
      scenario: { builtIn: 'chatbot' },
      http: {
        host: 'https://chat.local:8443/v1',
        connections: { shared: 20 },
        connectTimeoutMs: 500,
        isInsecure: true,
        allowsPublicHosts: true,
      },
      headers: { 'x-token': 'a:b', accept: '*/*' },
      timeoutMs: 5000,
      tags: ['chat', 'health', 'stats'],
      exclude: ['metrics'],
      usersOf: { stress: 1, normal: 0.5 },
      seed: 42,
      workers: 2,
      stopTimeoutMs: 2000,
    });
    expect(test.http.env).toEqual({ HTTP_PROXY: 'http://proxy:3128', no_proxy: '*' });
    expect({ scenario, label, labels }).toEqual({
      scenario: 'chatbot',
      label: 'my run',
      labels: [{ key: 'commit', value: '5a' }],
    });
  });

  it('says which of several values of a key counts', async () => {
    const { named, asked } = await plan('light --label commit=4fc --label branch=main --label commit=5a');
    expect(asked).toBe('--label gives commit several values; the last counts: 5a\n');
    expect(named?.labels).toEqual([
      { key: 'branch', value: 'main' },
      { key: 'commit', value: '5a' },
    ]);
  });

  it('has a default', async () => {
    const { test, label } = await planned('light');
    expect(label).toBe('light');
    expect(test).toMatchObject({
      http: {
        host: 'http://localhost:8000',
        connections: 'per-user',
        isInsecure: false,
        allowsPublicHosts: false,
      },
      headers: {},
      timeoutMs: 30_000,
      stopTimeoutMs: 30_000,
      workers: 1,
    });
    // Drawn anew, and recorded, so that a test can be repeated.
    expect((await planned('light')).test.seed).not.toBe(test.seed);
  });

  it.each([
    ['--host localhost:8000', /--host holds "localhost:8000", expected a URL that begins with http/],
    ['--host ftp://x', /--host holds/],
    ['--host http://x/?a=b', /--host holds/],
    ['--host http://127.0.0.1:99999', /there is no port 99999, they go from 1 to 65535$/],
    ['--host http://127.0.0.1:0/x', /there is no port 0, /],
    ['--host http://ada:secret@127.0.0.1:8000', /^--host holds a user name or a password$/],
    ['--host https://ada:secret@x:99999', /^--host holds a user name or a password$/],
    ['--host http://token@x', /^--host holds a user name or a password$/],
    ['--header nothing', /--header holds "nothing", expected a name and a value/],
    ['--users-of stress', /--users-of holds "stress"/],
    ['--tags ,', /--tags holds ","/],
    ['--workers 65', /--workers holds "65", expected a whole number from 1 to 64/],
    ['--seed -1', /--seed holds "-1"/],
    ['--connections shared=0', /--connections holds/],
    ['--label =x', /--label holds "=x"/],
    ['--label a --label b', /--label names the run twice: "a" and "b"/],
    ['--tags nothing', /no task of 'chatbot' is left/],
    ['--users-of robots=1', /no user type 'robots'/],
    ['--scenario missing.ts', /"missing.ts" is neither a preset nor a scenario file/],
  ])('light %s is refused', async (flags, message) => {
    await expect(plan(`light ${flags}`)).rejects.toMatchObject({
      name: 'Problem',
      message: expect.stringMatching(message),
    });
  });
});

describe('which scenario', () => {
  it('a file brings its own name, host and load; flags stand over them', async () => {
    const cwd = folderWithScenario(
      "host: 'http://127.0.0.1:9/', load: users({ users: 2, duration: '10s' }),",
    );
    const { test, scenario, label } = await planned('shop.ts', { cwd });
    expect({ scenario, label }).toEqual({ scenario: 'shop', label: 'shop' });
    expect(test.scenario).toEqual({ file: join(cwd, 'shop.ts') });
    expect(test.http.host).toBe('http://127.0.0.1:9');
    expect(test.load).toEqual(closed(2, 2000, 8000));
    const other = await planned('shop.ts --users 3 --run-time 5s --host http://127.0.0.1:1', { cwd });
    expect(other.test.http.host).toBe('http://127.0.0.1:1');
    expect(other.test.load).toEqual(closed(3, 3000, 2000));
  });

  it.each([
    ['--run-time 20s', closed(4, 2000, 18_000)],
    ['--users 6', closed(6, 3000, 7000)],
    ['--spawn-rate 4', closed(4, 1000, 9000)],
    ['--users 8 --run-time 6s', closed(8, 4000, 2000)],
  ])('%s alone replaces just that of users who start and stay', async (flags, load) => {
    const cwd = folderWithScenario("load: users({ users: 4, spawnRate: 2, duration: '10s' }),");
    expect((await planned(`shop.ts ${flags}`, { cwd })).test.load).toEqual(load);
  });

  it('users who start at once still do', async () => {
    const cwd = folderWithScenario("load: userStages('4@10s'),");
    expect((await planned('shop.ts --run-time 20s', { cwd })).test.load).toEqual({
      kind: 'closed',
      stages: [{ fromUsers: 4, toUsers: 4, durationMs: 20_000 }],
    });
  });

  it('--run-time and --rate alone replace just that of a constant rate', async () => {
    const cwd = folderWithScenario("load: arrivalRate({ rate: 5, duration: '10s', maxInFlight: 7 }),");
    const load = (fromPerS: number, durationMs: number) => ({
      kind: 'open',
      maxInFlight: 7,
      stages: [{ fromPerS, toPerS: fromPerS, durationMs }],
    });
    expect((await planned('shop.ts --run-time 20s', { cwd })).test.load).toMatchObject(load(5, 20_000));
    expect((await planned('shop.ts --rate 9', { cwd })).test.load).toMatchObject(load(9, 10_000));
  });

  it.each([
    ["userStages('1@1s, 1..4@2s, 4@5s')", '--run-time 20s', '--users is missing'],
    ["userStages('0..4@2s')", '--run-time 20s', '--users is missing'],
    ["userStages('1@1s, 1..4@2s, 4@5s')", '--spawn-rate 2', '--users and --run-time are missing'],
    ["arrivalRate({ rate: 5, duration: '10s' })", '--users 3', '--run-time is missing'],
    ["users({ users: 4, duration: '10s' })", '--rate 3', '--run-time is missing'],
  ])('of %s nothing is guessed from %s', async (load, flags, missing) => {
    const cwd = folderWithScenario(`load: ${load},`);
    await expect(plan(`shop.ts ${flags}`, { cwd })).rejects.toMatchObject({
      code: 'load-missing',
      message: `the flags fit no single number of the scenario's load, and replace it as a whole: ${missing}`,
    });
  });

  it('an open load of a file takes --arrivals and --max-in-flight', async () => {
    const cwd = folderWithScenario("load: arrivalRate({ rate: 5, duration: '10s' }),");
    expect((await planned('shop.ts --arrivals poisson --max-in-flight 3', { cwd })).test.load).toMatchObject({
      kind: 'open',
      arrivals: 'poisson',
      maxInFlight: 3,
    });
  });

  it('a preset can run a file', async () => {
    const cwd = folderWithScenario("load: users({ users: 2, duration: '10s' }),");
    const { test, label } = await planned('light --scenario shop.ts', { cwd });
    expect(test.load).toEqual(closed(10, 10_000, 290_000));
    expect([test.scenario, label]).toEqual([{ file: join(cwd, 'shop.ts') }, 'light']);
  });

  it('without any load it says what is missing', async () => {
    const cwd = folderWithScenario();
    await expect(plan('shop.ts', { cwd })).rejects.toMatchObject({
      code: 'load-missing',
      message: 'nothing says how much load: --users and --run-time are missing',
      fix: 'Add for example: --users 10 --run-time 5m',
    });
    await expect(plan('shop.ts --users 3', { cwd })).rejects.toMatchObject({
      message: 'nothing says how much load: --run-time is missing',
    });
  });

  it('a name that is neither is told with what was likely meant', async () => {
    await expect(plan('haevy')).rejects.toMatchObject({ fix: 'Did you mean "heavy"?' });
    await expect(plan('nothing.ts')).rejects.toMatchObject({
      fix: 'Presets are light, moderate, heavy, stress, custom. Begin a scenario with: plimsoll init',
    });
    await expect(plan('shop --scenario shop.ts')).rejects.toMatchObject({ code: 'contradicting-options' });
  });
});
