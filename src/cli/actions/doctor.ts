import { Problem } from '../../model/problem.ts';
import { NARROW_SPACE, showText } from '../../report/format.ts';
import { painter, type Style } from '../../report/terminal/paint.ts';
import { storeFolder } from '../../store/layout.ts';
import { checkCluster } from '../doctor/cluster.ts';
import type { Finding } from '../doctor/finding.ts';
import { checkMachine } from '../doctor/machine.ts';
import { checkTargetHealth } from '../doctor/target.ts';
import { type Io, mayColour } from '../io.ts';
import type { ClusterOptions } from '../monitor/cluster-options.ts';
import type { StoreOptions } from '../options.ts';
import { headersOf, httpSettingsOf, USUAL_HOST } from '../run-options/http-settings.ts';
import type { TargetOptions } from '../run-options/run-options.ts';

/** The options of `plimsoll doctor`. */
export interface DoctorOptions
  extends StoreOptions,
    ClusterOptions,
    Pick<TargetOptions, 'host' | 'header' | 'timeout' | 'insecure' | 'allowPublicHost'> {
  readonly json?: boolean;
  /** The workload to be watched; true without a name. */
  readonly monitor?: string | true;
}

/** A target that takes longer without any load is not ready for one. */
const USUAL_TIMEOUT_MS = 5000;

/**
 * Checks what a test needs, and says what to do; each finding as soon as it is known.
 *
 * @throws {Problem} 'checks-failed' when something will spoil a test.
 */
export async function doctorCommand(options: DoctorOptions, io: Io): Promise<void> {
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  const settings = httpSettingsOf({ host: USUAL_HOST, ...options }, io.env);
  const probe = { headers: headersOf(options), timeoutMs: options.timeout ?? USUAL_TIMEOUT_MS };
  const findings: Finding[] = [];
  const add = (finding: Finding) => {
    findings.push(finding);
    if (!options.json) io.stdout.write(linesOf(finding, io));
  };
  for (const finding of await checkMachine(store)) add(finding);
  for await (const finding of checkTargetHealth(settings, probe, io.now)) add(finding);
  if (options.monitor !== undefined) {
    const named = options.monitor === true ? null : options.monitor;
    for (const finding of await checkCluster(named, options, io)) add(finding);
  }
  if (options.json) io.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  const failed = findings.filter(({ outcome }) => outcome === 'bad').length;
  if (failed === 0) return;
  throw new Problem('environment', 'checks-failed', `${failed} of ${findings.length} checks failed`, {
    fix: 'What to do stands below each of them.',
  });
}

const marks: Readonly<Record<Finding['outcome'], readonly [mark: string, style: Style]>> = {
  good: ['✓', 'pass'],
  bad: ['✗', 'fail'],
  unknown: ['–', 'dim'],
};

function linesOf({ check, outcome, found, fix }: Finding, io: Io): string {
  const [mark, style] = marks[outcome];
  const fixes = fix === null ? [] : fix.split('\n').map((line) => `    ${showText(line)}`);
  return [`${painter(mayColour(io))(style, mark)} ${check}: ${showText(found)}`, ...fixes]
    .map((line) => `${line.replaceAll(NARROW_SPACE, ' ')}\n`)
    .join('');
}
