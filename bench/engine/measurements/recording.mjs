import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { measureClient, WARM_UP_S } from '../client.mjs';
import { alternate, medianOf, ratioOf, shown } from '../rounds.mjs';
import { startNginx } from '../servers/nginx.mjs';

const PROGRAM = fileURLToPath(new URL('../recording-client.mjs', import.meta.url));
const NEEDED = ['createTickEvents', 'newRunId', 'openRecording', 'startLoadTest'];
const MOST = 1.05;

/** The scripted test with and without its recording: what recording adds to the CPU of a request. */
export async function measureRecording(bench) {
  console.log('recording: the scripted test with it and without');
  const library = pathToFileURL(join(dirname(bench.program), '../index.js')).href;
  const exported = await import(library);
  const missing = NEEDED.filter((name) => !(name in exported));
  if (missing.length > 0) {
    console.log(`  not measured: the library does not export ${missing.join(', ')}`);
    return { title: 'recording', missing };
  }
  const server = await startNginx(bench.folder);
  try {
    const runS = Math.ceil(WARM_UP_S + bench.seconds + 1);
    const client = (recording) => ({
      name: `${recording} recording`,
      command: [
        process.execPath,
        PROGRAM,
        library,
        server.host,
        runS,
        recording,
        join(bench.folder, 'recordings'),
      ].map(String),
    });
    const rows = await alternate([client('with'), client('without')], bench.rounds, (one) =>
      measureClient({ client: one, counters: server.counters, seconds: bench.seconds }),
    );
    for (const [name, list] of rows) {
      console.log(`  ${name.padEnd(20)} ${shown(medianOf(list, 'cpuUs'), 2)} µs of CPU per request`);
    }
    const ratio = ratioOf(...rows.values(), 'cpuUs');
    console.log(`  ${describe(ratio)}`);
    return { title: 'recording', ratio, rows: Object.fromEntries(rows) };
  } finally {
    await server.stop();
  }
}

function describe({ median, min, max, rounds }) {
  if (rounds === 0) return 'no quiet round';
  const range = `[${min.toFixed(3)}, ${max.toFixed(3)}] in ${rounds} rounds`;
  return `ratio ${median.toFixed(3)} ${range}; under ${MOST}: ${median < MOST ? 'met' : 'MISSED'}`;
}
