import { headText } from '../../decode/head-text.ts';
import { lineBlocks } from '../../decode/text-stream.ts';
import type { SourceFile } from '../importer.ts';
import { LocalClock } from '../scaling/local-clock.ts';
import type { ScalingContext, ScalingImporter, ScalingReading } from '../scaling/scaling-importer.ts';
import { SkippedRows } from '../skipped-rows.ts';
import { KubernetesHistory } from './kubernetes-history.ts';
import { partOf, UNSHIFTED } from './objects-file.ts';
import { observationOf } from './observation-of-document.ts';
import { type YamlDocument, YamlDocuments, yamlValue } from './yaml-documents.ts';

const READ_AS = 'Kubernetes objects (YAML)';

/** Objects of the Kubernetes API as YAML: `kubectl get … -o yaml`, of one object, a list, or documents after each other. */
export const kubernetesYaml: ScalingImporter<'kubernetes-yaml'> = {
  id: 'kubernetes-yaml',
  title: 'Kubernetes objects and events as YAML',
  claims({ head, encoding }) {
    const text = headText(head, encoding);
    return /^apiVersion: \S/m.test(text) && /^(?:kind: |items:|metadata:|spec:)/m.test(text);
  },
  read: readObjects,
};

async function readObjects(file: SourceFile, { zone, progress }: ScalingContext): Promise<ScalingReading> {
  const clock = new LocalClock(zone);
  const history = new KubernetesHistory();
  const documents = new YamlDocuments();
  const skipped = new SkippedRows();
  let read = 0;
  const take = (document: YamlDocument | null) => {
    if (document === null) return;
    const reason = takeInto(history, document, clock);
    if (reason === null) read += 1;
    else skipped.add(document.line, reason);
  };
  const onBytes = (bytesRead: number) => progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes });
  let number = 0;
  for await (const { lines } of lineBlocks(file, onBytes)) {
    for (const line of lines) {
      number += 1;
      take(documents.add(line, number));
    }
  }
  take(documents.end());
  return {
    parts: history.finish(UNSHIFTED, READ_AS).map((timeline) => partOf(timeline, clock.isUsed)),
    readAs: READ_AS,
    rowsRead: read,
    rowsSkipped: skipped.count,
    notices: skipped.notices(file.name),
  };
}

/** @returns why the document cannot be used, in words without a full stop; null when it was. */
function takeInto(
  history: KubernetesHistory,
  { text, before }: YamlDocument,
  clock: LocalClock,
): string | null {
  if (text === '') return 'begins a document of more than 16 MB; write it as JSON (-o json)';
  const value = yamlValue(text);
  if (value === undefined) return 'begins a document that is not the YAML that kubectl writes';
  const observation = observationOf(value, before, clock);
  if (observation === null) return 'is no object of the Kubernetes API';
  return history.observe(observation) > 0 ? null : 'is of a kind that tells nothing of scaling';
}
