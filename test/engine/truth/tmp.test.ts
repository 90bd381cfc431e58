import { it } from 'vitest';
import { constantUsers, endpointOf, runTest } from '../support/run-test.ts';
import { startServer } from './server-process.ts';
import { watchMachine } from './machine-noise.ts';
import { valuesOf, ascending } from './values.ts';
it('x', async () => {
    const talking = `{ one: { tasks: { chat: { run: async (user) => {
  await user.post('/chat?stream=1', { json: { message: 'How do I scale my pods?' }, stream: true });
} } } } }`;
    const target = await startServer<any>('demo-target', { seed: 2, chatSlowdown: 0.5 });
    const n = watchMachine();
    const test = await runTest({ host: target.host, load: constantUsers(8, 3000), users: talking });
    console.log(n());
    const { requests } = await target.truth();
    const a = valuesOf(endpointOf(test, 'POST /chat').responseTime); const b = ascending(requests.durationMs);
    console.log(a.map((x, i) => (x - (b[i] ?? 0)).toFixed(1)).join(' '), a.length);
    const m = endpointOf(test, 'POST /chat').measures;
    const f = valuesOf(m.find((x) => x.id === 'ttft.firstContent')?.histogram); const tf = ascending(requests.firstTokenMs);
    console.log(f.map((x, i) => (x - (tf[i] ?? 0)).toFixed(1)).join(' '));
    for (const x of m) console.log(x.id, valuesOf(x.histogram).slice(0, 400).filter((_, i) => i % 10 === 0).map((v) => v.toFixed(1)).join(' '));
}, 20000);
