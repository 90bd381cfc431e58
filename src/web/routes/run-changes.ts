import type { Hono } from 'hono';
import { isRunId } from '../../model/run-id.ts';
import { describeRun } from '../../store/edit-run.ts';
import { bringBack, setAside } from '../../store/set-aside.ts';
import type { Env } from '../guard/guard.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { jsonTexts, storedRun, textOf } from './request.ts';

/** Renames, labels, baselines and deletions. */
export function addRunChanges(app: Hono<Env>, services: Services): void {
  const { queue, store, list } = services;
  app.post('/api/runs/:id/rename', async (context) => {
    const { id } = await storedRun(context.req.param('id'), services);
    const label = textOf(await jsonTexts(context), 'label');
    await describeRun(store, id, ({ labels }) => ({ label, labels }));
    return context.json({ id, label });
  });
  app.post('/api/runs/:id/label', async (context) => {
    const { id } = await storedRun(context.req.param('id'), services);
    const pair = textOf(await jsonTexts(context), 'pair');
    await queue.succeed(['runs', 'label', '--', id, pair]);
    return context.json(await storedRun(id, services));
  });
  app.post('/api/runs/:id/baseline', async (context) => {
    const { id } = await storedRun(context.req.param('id'), services);
    const name = textOf(await jsonTexts(context), 'name');
    await queue.succeed(['baseline', 'set', '--', name, id]);
    return context.json(await storedRun(id, services));
  });
  app.post('/api/runs/:id/delete', async (context) => {
    const { id } = await storedRun(context.req.param('id'), services);
    if (!(await setAside(store, id))) throw new Refusal(404, 'there is no such run');
    return context.json({ id });
  });
  app.post('/api/runs/:id/restore', async (context) => {
    const id = context.req.param('id');
    if (!isRunId(id) || !(await bringBack(store, id))) {
      throw new Refusal(
        404,
        'the run cannot be brought back',
        'It was removed for good, or is there already.',
      );
    }
    return context.json({ id });
  });
  app.post('/api/runs/:id/recover', async (context) => {
    const { unfinished } = await list();
    const found = unfinished.find(({ id, isRunning }) => id === context.req.param('id') && !isRunning);
    if (found === undefined) throw new Refusal(404, 'there is no recording to recover under this id');
    await queue.succeed(['import', '--', `${store}/${found.id}`]);
    return context.json(await storedRun(found.id, services));
  });
}
