import { Hono } from 'hono';
import { Problem } from '../model/problem.ts';
import { showText } from '../report/format.ts';
import { type Access, type Env, guard } from './guard/guard.ts';
import { securityHeaders } from './guard/headers.ts';
import { renderPage } from './pages/render.ts';
import { Refusal } from './refusal.ts';
import { addRunChanges } from './routes/run-changes.ts';
import { addRunPages } from './routes/run-pages.ts';
import { addTests } from './routes/tests.ts';
import { addUploads } from './routes/uploads.ts';
import type { Services } from './services.ts';

/** Every route of the server. Fixed: nothing of a request becomes a path; ids are looked up. */
export function createApp(access: Access, services: Services): Hono<Env> {
  const app = new Hono<Env>();
  app.use(securityHeaders);
  app.use(guard(access));
  app.get('/', (context) => context.redirect('/runs', 303));
  addRunPages(app, services);
  addRunChanges(app, services);
  addUploads(app, services);
  addTests(app, services);
  app.notFound((context) => answerRefusal(context.req.path, new Refusal(404, 'there is no such page')));
  app.onError((error, context) => answerRefusal(context.req.path, refusalFor(error)));
  return app;
}

function refusalFor(error: Error): Refusal | Error {
  if (error instanceof Refusal) return error;
  if (error instanceof Problem) return new Refusal(422, error.message, error.fix);
  return error;
}

/** Programs get JSON, people a page. What is our mistake says no more than that. */
function answerRefusal(path: string, error: Refusal | Error): Response {
  const { status, what, fix } =
    error instanceof Refusal
      ? { status: error.status, what: error.message, fix: error.fix }
      : { status: 500, what: 'this is a mistake in plimsoll', fix: 'The terminal says more.' };
  if (path.startsWith('/api/')) return Response.json({ error: { what, fix } }, { status });
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  const view = {
    heading: status === 404 ? 'Not found' : status === 401 ? 'Token needed' : 'This did not work',
    what: `${showText(sentence)}${/[.!?]$/.test(sentence) ? '' : '.'}`,
    advice: fix.split('\n').filter(Boolean).map(showText),
  };
  const { html, policy } = renderPage('refused', view.heading, view);
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy };
  return new Response(html, { status, headers });
}
