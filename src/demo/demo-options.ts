import { Problem } from '../model/problem.ts';
import type { HpaBehavior } from './hpa/hpa-spec.ts';
import type { DemoTruth } from './truth/demo-truth.ts';

/** How the demo target behaves. All have defaults. */
export interface DemoTargetOptions {
  /** On 127.0.0.1. Default 0: any that is free. */
  readonly port?: number;
  /** Equal seeds draw equal times. Default 1. */
  readonly seed?: number;
  /** Seconds of the cluster per second of the wall; service times and users are not compressed. Default 1. */
  readonly compression?: number;
  /** Default 2 to 10. */
  readonly pods?: { readonly min: number; readonly max: number };
  /** Default true. */
  readonly autoscale?: boolean;
  /** Of the autoscaler; default: none, which is not the same as an empty one. */
  readonly behavior?: HpaBehavior;
  /** Answers take so many times as long: 1.25 is a regression of 25 %. Default 1. */
  readonly chatSlowdown?: number;
  /** The share of chat requests that fail with 500, in 0..1. Default 0. */
  readonly failureRatio?: number;
  /** Without the model's times, for measuring clients: all is answered at once. Default false. */
  readonly instant?: boolean;
  /** How many requests the truth remembers. Default 200,000. */
  readonly requestLimit?: number;
  /** Takes the truth when the target has closed, to write it to a file. */
  readonly writeTruth?: (truth: DemoTruth) => Promise<void>;
}

export type DemoSettings = Required<Omit<DemoTargetOptions, 'behavior' | 'writeTruth'>> &
  Pick<DemoTargetOptions, 'behavior' | 'writeTruth'>;

/**
 * The options with their defaults.
 *
 * @throws {Problem} 'wrong-option-value' naming the option, the value and what is expected.
 */
export function demoSettings(options: DemoTargetOptions): DemoSettings {
  const settings = {
    port: 0,
    seed: 1,
    compression: 1,
    pods: { min: 2, max: 10 },
    autoscale: true,
    chatSlowdown: 1,
    failureRatio: 0,
    instant: false,
    requestLimit: 200_000,
    ...options,
  };
  const { port, compression, pods, chatSlowdown, failureRatio } = settings;
  expect(Number.isInteger(port) && port >= 0 && port <= 65_535, 'port', port, 'a port from 0 to 65535');
  expect(compression >= 1 && compression <= 100, 'compression', compression, 'a number from 1 to 100');
  expect(Number.isInteger(pods.min) && pods.min >= 1, 'pods.min', pods.min, 'a whole number from 1');
  expect(
    Number.isInteger(pods.max) && pods.max >= pods.min && pods.max <= 1000,
    'pods.max',
    pods.max,
    'a whole number from pods.min to 1000',
  );
  expect(
    chatSlowdown > 0 && chatSlowdown <= 100,
    'chatSlowdown',
    chatSlowdown,
    'a number above 0, up to 100',
  );
  expect(failureRatio >= 0 && failureRatio <= 1, 'failureRatio', failureRatio, 'a number from 0 to 1');
  return settings;
}

function expect(holds: boolean, option: string, value: number, expected: string): void {
  if (holds) return;
  throw new Problem(
    'usage',
    'wrong-option-value',
    `${option} of the demo target is ${value}, expected ${expected}`,
  );
}
