import type { Hono } from 'hono';
import type { Env } from '../guard/guard.ts';
import { REPORT_POLICY } from '../guard/headers.ts';
import { runsPage } from '../pages/runs-page.ts';
import { Refusal } from '../refusal.ts';
import { filterOf, filterRuns } from '../runs/filter.ts';
import { downloadFormats } from '../runs/rendered-pages.ts';
import type { Services } from '../services.ts';
import { answerFile, answerPage, storedRun } from './request.ts';

/** Side by side more cannot be read. */
const MOST_COMPARED = 10;

/** The list of runs, their reports and downloads, and comparisons of them. */
export function addRunPages(app: Hono<Env>, services: Services): void {
  const { list, pages, store } = services;
  app.get('/runs', async (context) => {
    const filter = filterOf((name) => context.req.query(name));
    return answerPage(context, runsPage(await list(), filter, store));
  });
  app.get('/api/runs', async (context) => {
    const { runs, unfinished } = await list();
    return context.json({
      runs: filterRuns(
        runs,
        filterOf((name) => context.req.query(name)),
      ),
      unfinished,
    });
  });
  app.get('/api/runs/:id', async (context) =>
    context.json(await storedRun(context.req.param('id'), services)),
  );
  app.get('/runs/:id/report', async (context) => {
    const { id } = await storedRun(context.req.param('id'), services);
    context.header('Content-Security-Policy', REPORT_POLICY);
    return answerFile(context, await pages.report(id), false);
  });
  app.get('/runs/:id/download/:format', async (context) => {
    const { id } = await storedRun(context.req.param('id'), services);
    const format = downloadFormats.find((one) => one === context.req.param('format'));
    if (format === undefined) throw new Refusal(404, `a run can be had as ${downloadFormats.join(', ')}`);
    return answerFile(context, await pages.download(id, format), true);
  });
  app.get('/compare', async (context) => {
    const asked = [...new Set(context.req.queries('run') ?? [])];
    if (asked.length < 2 || asked.length > MOST_COMPARED) {
      throw new Refusal(
        400,
        `a comparison is of 2 to ${MOST_COMPARED} runs`,
        'Select them in the list of runs.',
      );
    }
    const runs = await Promise.all(asked.map((id) => storedRun(id, services)));
    // The oldest, unless another is chosen.
    const oldest = runs.reduce((a, b) => ((a.startMs ?? a.storedMs) <= (b.startMs ?? b.storedMs) ? a : b));
    const named = context.req.query('baseline');
    const baseline = runs.find(({ id }) => id === named) ?? oldest;
    const candidates = runs.filter((run) => run !== baseline).map(({ id }) => id);
    context.header('Content-Security-Policy', REPORT_POLICY);
    return answerFile(context, await pages.comparison(baseline.id, candidates), false);
  });
}
