import { join } from 'node:path';
import { cli, has, inTurn, row } from './process.mjs';

const SAMPLES = ['d01-baseline', 'd04-names', 'd11-locust-head'];

/** From process start to the HTML on disk, against pandas only reading the same history. */
export async function measureReport(folder) {
  console.log('plimsoll report, from process start to the HTML on disk');
  const node = process.execPath;
  const withPandas = has('python3', ['-c', 'import pandas']);
  for (const sample of SAMPLES) {
    const source = join('samples/locust', sample);
    const commands = { report: [node, cli, 'report', source, '-o', join(folder, 'report.html')] };
    if (withPandas) {
      const script = `import pandas; pandas.read_csv("${source}/run_stats_history.csv").groupby("Name").last()`;
      commands.pandas = ['python3', '-c', script];
    }
    const outcome = await inTurn(commands, 7);
    const peer = withPandas
      ? `${(outcome.report.ms / outcome.pandas.ms).toFixed(2)} x pandas reading the history alone`
      : 'no pandas here';
    row(sample, `${outcome.report.ms.toFixed(0)} ms`, `${peer}; limit 1000 ms`);
  }
}
