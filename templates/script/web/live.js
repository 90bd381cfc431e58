const { id } = JSON.parse(document.getElementById('page-data').textContent);
const byId = (name) => document.getElementById(name);

const space = '\u202f';
const count = (value) => Math.round(value).toLocaleString('en').replaceAll(',', space);
const rate = (value) =>
  value === 0 ? '0' : value === null ? '–' : value < 10 ? value.toFixed(1) : count(value);
const time = (ms) =>
  ms === 0
    ? '0'
    : ms === null
      ? '–'
      : ms < 10
        ? `${ms.toFixed(1)} ms`
        : ms < 1000
          ? `${Math.round(ms)} ms`
          : `${(ms / 1000).toPrecision(3)} s`;
const share = (part, whole) =>
  whole === 0 || part === 0 ? '0' : `${((part / whole) * 100).toPrecision(2)}${space}%`;

const PHASES = {
  waiting: ['Starting', 'neutral'],
  running: ['Running', 'pass'],
  saving: ['Saving', 'neutral'],
  stored: ['Finished', 'neutral'],
  lost: ['No longer recorded', 'warn'],
};

/** Seconds, in the order of their columns: see LiveSecond on the server. */
const rows = [];
let summary = null;
const SPANS_S = [60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 86400];
let pointed = null;
let charts = [];

function makeCharts() {
  const parent = byId('charts');
  charts = [
    createChart(parent, {
      title: 'Response time',
      heightPx: 220,
      isHighest: true,
      format: time,
      lines: [
        { name: 'p50', style: 'p50', column: 4 },
        { name: 'p95', style: 'p95', column: 5 },
        { name: 'p99', style: 'p99', column: 6 },
      ],
    }),
    createChart(parent, {
      title: 'Per second',
      heightPx: 120,
      format: rate,
      lines: [
        { name: 'requests', style: 'rate', column: 2 },
        { name: 'failures', style: 'fail', column: 3 },
      ],
    }),
    createChart(parent, {
      title: 'Users',
      heightPx: 84,
      isStep: true,
      leastStep: 1,
      format: count,
      lines: [{ name: 'users', style: 'users', column: 1 }],
    }),
  ];
}

let replicas = null;
function replicaChart() {
  if (replicas !== null || !rows.some((row) => row[7] !== null)) return;
  replicas = createChart(byId('charts'), {
    title: 'Replicas',
    heightPx: 96,
    isStep: true,
    leastStep: 1,
    format: count,
    lines: [
      { name: 'ready', style: 'rate', column: 7 },
      { name: 'wanted', style: 'wanted', column: 8 },
    ],
  });
  charts.push(replicas);
}

function draw() {
  if (rows.length === 0 || document.hidden) return;
  replicaChart();
  const elapsedS = rows.at(-1)[0] + 1;
  const plannedS = (summary?.plannedMs ?? 0) / 1000;
  const roomS = SPANS_S.find((span) => span >= elapsedS * 1.1) ?? elapsedS * 1.1;
  // A test of an hour begins as a chart of a minute.
  const spanS = Math.max(elapsedS, plannedS > 0 ? Math.min(plannedS, roomS) : roomS);
  for (const chart of charts) chart.draw(rows, spanS);
  readOut();
}

function readOut() {
  const row = pointed === null ? null : rows[pointed];
  for (const chart of charts) chart.point(row === null || row === undefined ? null : row[0]);
  if (row === null || row === undefined) {
    byId('readout').textContent = rows.length > 600 ? 'Of several seconds the chart shows the slowest.' : '';
    return;
  }
  const [at, users, perS, failures, p50, p95, p99, ready] = row;
  const parts = [
    `${clock(at)}: ${users ?? '–'} users`,
    `${rate(perS)} requests/s`,
    `${rate(failures)} failures/s`,
  ];
  parts.push(`p50 ${time(p50)}`, `p95 ${time(p95)}`, `p99 ${time(p99)}`);
  if (ready !== null) parts.push(`${ready} replicas ready`);
  byId('readout').textContent = parts.join(', ');
}

/** Sets the cells of a table row by row; rows stay where they are. */
function fillTable(body, lines) {
  while (body.rows.length > lines.length) body.deleteRow(-1);
  for (const [i, cells] of lines.entries()) {
    const row = body.rows[i] ?? body.insertRow();
    for (const [j, text] of cells.entries()) {
      let cell = row.cells[j];
      if (cell === undefined) {
        cell = document.createElement(j === 0 ? 'th' : 'td');
        if (j === 0) cell.scope = 'row';
        if (/^[\d–]/.test(text) && j > 0) cell.className = 'number';
        row.append(cell);
      }
      if (cell.textContent !== text) cell.textContent = text;
    }
  }
}

const lineOf = ({ name, requests, failures, perS, p50Ms, p95Ms, p99Ms }) => [
  ...[name, count(requests), share(failures, requests), rate(perS)],
  ...[time(p50Ms), time(p95Ms), time(p99Ms)],
];

function show() {
  const { phase, stopped, total, endpoints, failures, label, scenario, host, users, plannedMs, isOurs } =
    summary;
  const [text, tone] =
    phase === 'stored' && stopped?.reason === 'failed' ? ['Ended early', 'fail'] : PHASES[phase];
  byId('phase').textContent = phase === 'stored' && stopped?.reason === 'interrupted' ? 'Stopped' : text;
  byId('phase').className = `badge tone-${tone}`;
  byId('title').textContent = label === '' ? 'Live' : label;
  document.title = `${text}: ${label} · Plimsoll`;
  byId('facts').textContent = [scenario, host].filter(Boolean).join(' on ');
  const elapsedS = rows.length === 0 ? 0 : rows.at(-1)[0] + 1;
  byId('elapsed').textContent =
    plannedMs > 0 ? `${clock(elapsedS)} of ${clock(plannedMs / 1000)}` : clock(elapsedS);
  byId('users').textContent = users === null ? '–' : count(users);
  byId('rate').textContent = rate(total.perS);
  byId('failed').textContent = share(total.failures, total.requests);
  byId('p50').textContent = time(total.p50Ms);
  byId('p95').textContent = time(total.p95Ms);
  fillTable(byId('endpoints'), [...endpoints.map(lineOf), ...(endpoints.length > 1 ? [lineOf(total)] : [])]);
  byId('failures-section').hidden = failures.length === 0;
  fillTable(
    byId('failures'),
    failures.map(({ message, endpoint, count: n }) => [message, endpoint, count(n)]),
  );
  byId('stop').hidden = !(isOurs && (phase === 'running' || phase === 'waiting'));
  byId('report').hidden = phase !== 'stored';
  const said =
    summary.problem ??
    stopped?.explanation ??
    (phase === 'lost' ? 'Its process has ended without saving. Recover it in the list of runs.' : null);
  byId('problem').hidden = said === null;
  byId('problem').textContent = said ?? '';
}

function watch() {
  // It connects anew by itself, and says then which second it has.
  const events = new EventSource(`/api/tests/${id}/events`);
  events.addEventListener('seconds', ({ data }) => {
    const { from, rows: added } = JSON.parse(data);
    rows.splice(from, rows.length - from, ...added);
  });
  events.addEventListener('summary', ({ data }) => {
    summary = JSON.parse(data);
    show();
    draw();
    if (summary.phase === 'stored' || summary.phase === 'lost') events.close();
  });
}

if (id !== null) {
  makeCharts();
  watch();
  addEventListener('resize', draw);
  // A tab that comes back has its seconds, and draws them now.
  document.addEventListener('visibilitychange', draw);
  const stage = byId('charts');
  stage.addEventListener('pointermove', ({ clientX }) => {
    const second = charts[0].secondAt(clientX);
    const next = second === null ? -1 : rows.findIndex((row) => row[0] + 0.5 >= second);
    pointed = next === -1 ? null : next;
    readOut();
  });
  stage.addEventListener('pointerleave', () => {
    pointed = null;
    readOut();
  });
  stage.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (event.key === 'Escape') pointed = null;
    else if (event.key === 'Home') pointed = 0;
    else if (event.key === 'End') pointed = rows.length - 1;
    else if (step === undefined) return;
    else pointed = Math.min(rows.length - 1, Math.max(0, (pointed ?? rows.length) + step));
    event.preventDefault();
    readOut();
  });
  byId('stop').addEventListener('click', () =>
    attempt(async () => {
      await send(`/api/tests/${id}/stop`);
      byId('stop').textContent = 'Stop at once';
      say('Stopping: users finish their tasks. What was measured is kept.');
    }),
  );
}
