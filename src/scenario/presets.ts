import { users } from './load-builders.ts';
import type { LoadPlan } from './load-plan.ts';

/** A load test by name. */
export interface Preset {
  readonly id: 'light' | 'moderate' | 'heavy' | 'stress' | 'custom';
  readonly purpose: string;
  /** Null when it is asked for, or given by options. */
  readonly load: PresetLoad | null;
  /** The largest number of pods that the reference deployment should come to; null when nothing is expected. */
  readonly expectedPods: { readonly least: number; readonly most: number } | null;
  /** Whether it asks before it starts, unless `--yes` is given. */
  readonly asksFirst: boolean;
}

/** Users, as the command line names them. */
export interface PresetLoad {
  readonly users: number;
  /** Users per second. */
  readonly spawnRate: number;
  /** Such as '5m'. */
  readonly duration: string;
}

/** Every preset, from the lightest. */
export const presets: readonly Preset[] = [
  {
    id: 'light',
    purpose: 'basic functionality',
    load: { users: 10, spawnRate: 1, duration: '5m' },
    expectedPods: { least: 2, most: 2 },
    asksFirst: false,
  },
  {
    id: 'moderate',
    purpose: 'normal traffic',
    load: { users: 50, spawnRate: 5, duration: '10m' },
    expectedPods: { least: 3, most: 4 },
    asksFirst: false,
  },
  {
    id: 'heavy',
    purpose: 'auto-scaling trigger',
    load: { users: 100, spawnRate: 10, duration: '15m' },
    expectedPods: { least: 5, most: 8 },
    asksFirst: false,
  },
  {
    id: 'stress',
    purpose: 'maximum capacity',
    load: { users: 200, spawnRate: 20, duration: '20m' },
    expectedPods: { least: 10, most: 10 },
    asksFirst: true,
  },
  { id: 'custom', purpose: 'a load of your own', load: null, expectedPods: null, asksFirst: false },
];

/** The load of a preset; null when it has none of its own. */
export function presetPlan(preset: Preset): LoadPlan | null {
  return preset.load === null ? null : users(preset.load);
}
