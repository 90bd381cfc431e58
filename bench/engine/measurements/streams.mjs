import { closed } from '../peers/plimsoll.mjs';
import { percent } from '../rounds.mjs';
import { startOwn } from '../servers/own.mjs';
import { printColumn, repeat } from './one-client.mjs';
import { measured } from './stored-values.mjs';

const STREAMS = 1000;
const TOKENS_PER_S = 50;
const TOKENS_PER_ANSWER = 250;

/** Server-sent events to many users at once. The counters of this server are of tokens, so are the rates. */
export async function measureStreams(bench) {
  console.log(`streams: ${STREAMS} x ${TOKENS_PER_S} tokens/s, answers of ${TOKENS_PER_ANSWER} tokens`);
  const server = await startOwn('streams-server', [TOKENS_PER_S, TOKENS_PER_ANSWER]);
  let answersBefore = 0;
  try {
    const rows = await repeat(bench, {
      server,
      scenario: 'streaming',
      load: closed(STREAMS, 500),
      warmUpS: 4,
      read: async (run) => {
        const { answers, unsentTokens } = await server.counters();
        const sent = (answers - answersBefore) * TOKENS_PER_ANSWER;
        answersBefore = answers;
        return { sent, received: measured(run, 'tokens').sum, unsentTokens };
      },
    });
    printColumn(rows, 'perS', 'tokens per s', { least: STREAMS * TOKENS_PER_S * 0.95 });
    printColumn(rows, 'cpuShare', 'share of the core', { show: percent, most: 1 });
    printColumn(rows, 'cpuUs', 'CPU per token', { show: (value) => `${value.toFixed(1)} µs` });
    for (const { sent, received } of rows) {
      console.log(
        `  tokens of whole answers: ${sent} sent, ${received} recorded${sent === received ? '' : ' (DIFFERENT)'}`,
      );
    }
    return { title: 'streams', rows };
  } finally {
    await server.stop();
  }
}
