import { headText } from '../../decode/head-text.ts';
import { textPieces } from '../../decode/text-stream.ts';
import type { ScalingTimeline } from '../../model/scaling.ts';
import type { SourceFile } from '../importer.ts';
import { LocalClock } from '../scaling/local-clock.ts';
import type {
  ScalingContext,
  ScalingImporter,
  ScalingPart,
  ScalingReading,
} from '../scaling/scaling-importer.ts';
import { SkippedRows } from '../skipped-rows.ts';
import { type JsonDocument, JsonDocuments } from './json-documents.ts';
import { KubernetesHistory } from './kubernetes-history.ts';
import { observationOf } from './observation-of-document.ts';

const READ_AS = 'Kubernetes objects (JSON)';
const API_OBJECT = /"apiVersion"\s*:\s*"[a-z0-9./-]{1,60}"/;
const RECORDING = /^\s*\{"type":"(?:started|monitor-started|cluster-)/;

/**
 * Objects of the Kubernetes API as JSON: lists (`kubectl get … -o json`), watches, one a line, one after the other, with or
 * without the time at which they were read.
 */
export const kubernetesObjects: ScalingImporter<'kubernetes-objects'> = {
  id: 'kubernetes-objects',
  title: 'Kubernetes objects and events as JSON',
  claims({ head, encoding }) {
    const text = headText(head, encoding);
    return API_OBJECT.test(text) && /"kind"\s*:\s*"/.test(text) && !RECORDING.test(text);
  },
  read: readObjects,
};

async function readObjects(file: SourceFile, { zone, progress }: ScalingContext): Promise<ScalingReading> {
  const clock = new LocalClock(zone);
  const history = new KubernetesHistory();
  const documents = new JsonDocuments();
  const skipped = new SkippedRows();
  let read = 0;
  const onBytes = (bytesRead: number) => progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes });
  const take = (document: JsonDocument) => {
    const reason = takeInto(history, document, clock);
    if (reason === null) read += 1;
    else skipped.add(document.line, reason);
  };
  for await (const piece of textPieces(file, onBytes)) documents.add(piece).forEach(take);
  const cutLine = documents.unfinishedLine;
  if (cutLine !== null) {
    skipped.add(cutLine, 'begins an object that does not end');
    documents.wholeItems().forEach(take);
  }
  const timelines = history.finish(UNSHIFTED, READ_AS);
  return {
    parts: timelines.map((timeline) => partOf(timeline, clock.isUsed)),
    readAs: READ_AS,
    rowsRead: read,
    rowsSkipped: skipped.count,
    notices: skipped.notices(file.name),
  };
}

/** The cluster and whoever wrote the file are taken to have one clock. */
export const UNSHIFTED = {
  cluster: { offsetMs: 0, uncertaintyMs: 0 },
  alignment: {
    shiftMs: 0,
    uncertaintyMs: null,
    basis: 'same-clock',
    timezone: null,
    isTimezoneStated: true,
    explanation: '',
  },
} as const;

/** @returns why the document cannot be used, in words without a full stop; null when it was. */
function takeInto(
  history: KubernetesHistory,
  { text, before }: JsonDocument,
  clock: LocalClock,
): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  const observation = observationOf(value, before, clock);
  if (observation === null) return 'is no object of the Kubernetes API';
  return history.observe(observation) > 0 ? null : 'is of a kind that tells nothing of scaling';
}

/** What a file says, without a clock of its own. */
export function partOf(timeline: ScalingTimeline, usesZone: boolean): ScalingPart {
  const { clock: _, observed, ...told } = timeline;
  return { ...told, observed: observed.toMs > 0 ? observed : null, usesZone };
}
