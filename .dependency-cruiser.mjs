/** What each folder of src/ may import from the others. The table in docs/architecture.md, enforced. */
const mayImport = {
  stats: [],
  model: ['stats'],
  decode: ['model', 'stats'],
  importers: ['decode', 'model', 'stats'],
  analysis: ['model', 'stats'],
  compare: ['analysis', 'model', 'stats'],
  trend: ['model', 'stats'],
  tables: ['decode', 'model', 'stats'],
  frames: ['model', 'tables'],
  verdict: ['model'],
  report: ['model', 'stats'],
  scenario: ['decode', 'model'],
  engine: ['scenario', 'decode', 'model', 'stats'],
  demo: ['model', 'stats'],
  monitor: ['decode', 'model'],
  files: ['decode', 'model', 'importers'],
  store: ['decode', 'model', 'files', 'importers'],
  web: ['decode', 'model', 'stats', 'report', 'scenario', 'store'],
};
const outsideWorld = '^(node:)?(fs|http|https|net|tls|dgram|child_process|worker_threads|process|os)(/|$)';
const pure = '^src/(stats|model|decode|importers|analysis|compare|trend|tables|frames|verdict|report)/';

export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(mayImport).map(([folder, others]) => ({
      name: `${folder}-imports-only-${others.join('-') || 'itself'}`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: `^src/(${[folder, ...others].join('|')})/` },
    })),
    {
      name: 'pure-folders-stay-pure',
      comment:
        'File, network and process access belongs to files, store and cli; templates.ts reads our own templates.',
      severity: 'error',
      from: { path: pure, pathNot: '^src/report/(templates|charts/draw(-worker)?)\\.ts$' },
      to: { path: outsideWorld },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
