import type { Hono } from 'hono';
import { isRunId } from '../../model/run-id.ts';
import type { Env } from '../guard/guard.ts';
import { eventStream } from '../live/event-stream.ts';
import { livePage } from '../pages/live-page.ts';
import { newTestPage } from '../pages/new-test-page.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { scenarioFiles } from '../tests/scenario-files.ts';
import { runArguments } from '../tests/test-form.ts';
import { answerPage, jsonTexts } from './request.ts';

/** Pages that watch at a time; each keeps a connection open. */
const MOST_WATCHERS = 50;

/** New tests, and tests while they run. */
export function addTests(app: Hono<Env>, services: Services): void {
  const { test, list, followers, folder } = services;
  let watchers = 0;
  app.get('/new', async (context) => {
    const [files, { baselines, unfinished }] = await Promise.all([scenarioFiles(folder), list()]);
    const running = unfinished.find(({ isRunning, id }) => isRunning || id === test.current()) ?? null;
    return answerPage(context, newTestPage({ files, baselines, running }));
  });
  app.get('/live', async (context) => {
    const { unfinished } = await list();
    const id = test.current() ?? unfinished.find(({ isRunning }) => isRunning)?.id ?? null;
    return id === null ? answerPage(context, livePage(null)) : context.redirect(`/live/${id}`, 303);
  });
  app.get('/live/:id', async (context) => {
    const id = await knownId(context.req.param('id'), services);
    return answerPage(context, livePage({ id, isOurs: test.current() === id }));
  });
  app.get('/api/tests/:id/events', async (context) => {
    const id = await knownId(context.req.param('id'), services);
    if (watchers >= MOST_WATCHERS)
      throw new Refusal(503, 'too many pages watch tests', 'Close some of them.');
    const known = Number(/^\d{1,7}$/.exec(context.req.header('last-event-id') ?? '')?.[0] ?? 0);
    watchers += 1;
    context.env.outgoing.once('close', () => {
      watchers -= 1;
    });
    const extra = () => ({ isOurs: test.current() === id, problem: test.problemOf(id) });
    return context.body(eventStream(followers, id, known, extra), 200, {
      'Content-Type': 'text/event-stream',
      'X-Accel-Buffering': 'no',
    });
  });
  app.get('/api/tests', async (context) => {
    const { unfinished } = await list();
    const running = unfinished.find(({ id, isRunning }) => isRunning || id === test.current()) ?? null;
    return context.json({ running });
  });
  app.post('/api/tests', async (context) => {
    const form = await jsonTexts(context);
    const id = await test.start(runArguments(form, await scenarioFiles(folder)));
    return context.json({ id }, 201);
  });
  app.post('/api/tests/:id/stop', async (context) => {
    const id = context.req.param('id');
    if (!test.stop(id)) {
      throw new Refusal(
        409,
        'this test does not run here',
        'One that was started in a terminal is stopped there, with Ctrl-C.',
      );
    }
    return context.json({ id });
  });
}

/** @throws {Refusal} 404 unless it is of a run, or of a recording that may become one. */
async function knownId(id: string, { list, test }: Services): Promise<string> {
  if (isRunId(id)) {
    const { runs, unfinished } = await list();
    if (id === test.current() || [...unfinished, ...runs].some((one) => one.id === id)) return id;
  }
  throw new Refusal(404, 'there is no such test');
}
