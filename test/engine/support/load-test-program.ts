import type { LoadTest } from '../../../src/engine/load-test.ts';
import { loadWatchedScenario } from '../../../src/engine/load-watched-scenario.ts';
import { startLoadTest } from '../../../src/engine/start-load-test.ts';
import type { Tick } from '../../../src/engine/tick.ts';

// Runs the test that is its argument, in a process of its own, and prints what came of it as JSON.
const test = JSON.parse(process.argv[2] ?? '') as LoadTest;
await loadWatchedScenario(test);
const ticks: Tick[] = [];
const running = await startLoadTest(test, (tick) => ticks.push(tick));
process.stdout.write('begun\n');
const outcome = await running.done;
const exceptions = ticks.flatMap((tick) => tick.exceptions);
process.stdout.write(`${JSON.stringify({ outcome, exceptions })}\n`);
