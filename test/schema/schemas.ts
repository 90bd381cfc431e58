import { createGenerator } from 'ts-json-schema-generator';

/** The schemas that are shipped: the document type of the source, and where its schema is kept. */
export const schemaFiles = [
  {
    type: 'RunDocument',
    source: 'src/decode/run-document.ts',
    path: 'docs/schema/run.schema.json',
    title: 'Plimsoll run (run.json in the store)',
  },
  {
    type: 'Result',
    source: 'src/model/result.ts',
    path: 'docs/schema/result.schema.json',
    title: 'Plimsoll result (--format json)',
  },
  {
    type: 'Settings',
    source: 'src/model/settings.ts',
    path: 'docs/schema/settings.schema.json',
    title: 'Plimsoll settings (plimsoll.config.yaml, .json, .ts)',
  },
] as const;

/** The JSON Schema of a document type, generated from its TypeScript declaration, as the file's text. */
export function schemaText(file: (typeof schemaFiles)[number]): string {
  const schema = createGenerator({
    path: file.source,
    tsconfig: 'tsconfig.json',
    type: file.type,
    additionalProperties: false,
    skipTypeCheck: true,
  }).createSchema(file.type);
  return `${JSON.stringify({ title: file.title, ...schema }, null, 2)}\n`;
}
