// Measures what docs promise about speed and size. Prints ratios taken in one run; times are of this machine now.
//   npm run build && npm run bench             everything
//   npm run bench -- start report              some of it
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureCompare } from './compare.mjs';
import { measureImport } from './import.mjs';
import { measureMonitor } from './monitor.mjs';
import { measurePages } from './pages.mjs';
import { measureReport } from './report.mjs';
import { measureScaling } from './scaling.mjs';
import { measureStart } from './start.mjs';
import { measureTrend } from './trend.mjs';

const measurements = {
  start: measureStart,
  report: measureReport,
  compare: measureCompare,
  import: measureImport,
  pages: measurePages,
  scaling: measureScaling,
  trend: measureTrend,
  monitor: measureMonitor,
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in measurements));
if (unknown.length > 0) {
  console.error(`no measurement "${unknown[0]}"; there are: ${Object.keys(measurements).join(', ')}`);
  process.exit(64);
}
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
try {
  for (const [name, measure] of Object.entries(measurements)) {
    if (asked.length === 0 || asked.includes(name)) await measure(folder);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
