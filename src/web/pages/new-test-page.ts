import { shortText } from '../../report/format.ts';
import { presets } from '../../scenario/presets.ts';
import type { OpenRecording } from '../runs/list-runs.ts';
import { BUILT_IN, loads, OWN_LOAD } from '../tests/test-form.ts';
import { type RenderedPage, renderPage } from './render.ts';

/** What the form offers. */
export interface NewTestChoices {
  readonly files: readonly string[];
  readonly baselines: readonly string[];
  /** Null when no test runs. */
  readonly running: OpenRecording | null;
}

/** The form of a new test. */
export function newTestPage({ files, baselines, running }: NewTestChoices): RenderedPage {
  const offered = loads.flatMap((id) => presets.find((preset) => preset.id === id) ?? []);
  const view = {
    running: running === null ? null : { id: running.id, label: shortText(running.label, 80) },
    scenarios: [
      { value: BUILT_IN, text: 'Chatbot (built in)' },
      ...files.map((name) => ({ value: name, text: shortText(name, 80) })),
    ],
    loads: offered.map(({ id, purpose, load }) => ({
      value: id,
      text:
        load === null ? `${id}: ${purpose}` : `${id}: ${load.users} users for ${load.duration}, ${purpose}`,
    })),
    hasFiles: files.length > 0,
    ownLoad: OWN_LOAD,
    baselines: baselines.map((name) => shortText(name, 60)),
  };
  const amounts = Object.fromEntries(offered.map(({ id, load }) => [id, load]));
  return renderPage('new', 'New test', view, { presets: amounts });
}
