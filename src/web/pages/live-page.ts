import { type RenderedPage, renderPage } from './render.ts';

/** A test while it runs; without one, that there is none. */
export function livePage(test: { readonly id: string; readonly isOurs: boolean } | null): RenderedPage {
  return renderPage('live', 'Live', { test }, { id: test?.id ?? null });
}
