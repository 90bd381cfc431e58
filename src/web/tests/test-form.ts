import { Refusal } from '../refusal.ts';

/** Fields of the form that are an option of `plimsoll run` each, which checks them. */
const OPTIONS: ReadonlyMap<string, string> = new Map([
  ['users', '--users'],
  ['spawnRate', '--spawn-rate'],
  ['rate', '--rate'],
  ['runTime', '--run-time'],
  ['host', '--host'],
  ['tags', '--tags'],
  ['exclude', '--exclude'],
  ['label', '--label'],
  ['baseline', '--baseline'],
  ['monitorAfter', '--monitor-after'],
]);

/** What the form offers to run. */
export const loads = ['light', 'moderate', 'heavy', 'stress', 'custom'] as const;
/** The built-in scenario, in the list of scenarios. */
export const BUILT_IN = 'chatbot';
/** The load that a scenario file says itself. */
export const OWN_LOAD = 'own';

/**
 * The arguments of `plimsoll run` that a form asks for. Every value is joined to its option: none can become another.
 *
 * @param files the scenario files that there are; no other is taken.
 * @throws {Refusal} 422 when the load or the scenario is none of those.
 */
export function runArguments(form: ReadonlyMap<string, string>, files: readonly string[]): readonly string[] {
  const scenario = form.get('scenario') ?? BUILT_IN;
  const load = form.get('load') ?? '';
  const file = files.find((name) => name === scenario);
  if (file === undefined && scenario !== BUILT_IN)
    throw new Refusal(422, `there is no scenario "${scenario}" here`);
  const preset = loads.find((name) => name === load);
  if (preset === undefined && (load !== OWN_LOAD || file === undefined)) {
    throw new Refusal(422, 'say how much load', `It is one of ${loads.join(', ')}.`);
  }
  const options = [...OPTIONS].flatMap(([field, option]) => {
    const value = form.get(field)?.trim() ?? '';
    return value === '' ? [] : [`${option}=${value}`];
  });
  const workload = form.get('workload')?.trim() ?? '';
  const monitor =
    form.get('monitor') !== 'yes' ? [] : [workload === '' ? '--monitor' : `--monitor=${workload}`];
  const isPublic = form.get('allowPublicHost') === 'yes' ? ['--allow-public-host'] : [];
  const ofFile = preset !== undefined && file !== undefined ? [`--scenario=${file}`] : [];
  return ['run', '--yes', ...options, ...monitor, ...isPublic, ...ofFile, '--', preset ?? file ?? ''];
}
