import type { ReadableStream } from 'node:stream/web';
import type { Hono } from 'hono';
import type { Env } from '../guard/guard.ts';
import { MOST_UPLOAD_BYTES, tooLarge } from '../runs/uploads.ts';
import type { Services } from '../services.ts';

/** Result files that are brought to the store: begun, each file by itself, then imported together. */
export function addUploads(app: Hono<Env>, { uploads, queue }: Services): void {
  app.post('/api/uploads', async (context) => context.json({ id: await uploads.begin() }, 201));
  app.put('/api/uploads/:id/files', async (context) => {
    // Said before it is sent, where it is known.
    if (Number(context.req.header('content-length') ?? 0) > MOST_UPLOAD_BYTES)
      throw tooLarge(MOST_UPLOAD_BYTES);
    const name = context.req.query('name') ?? 'file';
    const body = context.req.raw.body as ReadableStream<Uint8Array> | null;
    await uploads.receive(context.req.param('id'), name, body);
    return context.json({ name });
  });
  app.post('/api/uploads/:id/import', (context) =>
    uploads.finish(context.req.param('id'), async (folder) => {
      const printed = await queue.succeed(['import', '--json', '--', folder]);
      return context.json(JSON.parse(printed) as object);
    }),
  );
}
