import { createOriginRefusal } from '../../engine/http/public-hosts.ts';
import type { HttpSettings } from '../../engine/http/session.ts';
import type { LoadTest } from '../../engine/load-test.ts';
import type { Io } from '../io.ts';
import type { TargetOptions } from './run-options.ts';

/** Where a target is when nobody says. */
export const USUAL_HOST = 'http://localhost:8000';
const USUAL_CONNECT_TIMEOUT_MS = 10_000;
/** An answer that never ends must not fill the memory. */
const MOST_BODY_BYTES = 16 * 2 ** 20;

/** How requests are made, from what the command line says of it. */
export function httpPlanOf(
  options: TargetOptions & { readonly host: string },
  env: Io['env'],
): LoadTest['http'] {
  return {
    host: options.host,
    connections: options.connections ?? 'per-user',
    connectTimeoutMs: options.connectTimeout ?? USUAL_CONNECT_TIMEOUT_MS,
    isInsecure: options.insecure ?? false,
    maxBodyBytes: MOST_BODY_BYTES,
    env: proxyVariables(env),
    allowsPublicHosts: options.allowPublicHost ?? false,
  };
}

/** What `--header` says, by lower-case name; of several values the last. */
export function headersOf({ header = [] }: TargetOptions): Readonly<Record<string, string>> {
  return Object.fromEntries(header.map(({ name, value }) => [name, value]));
}

/** The same for requests that are no part of a test. */
export function httpSettingsOf(
  options: TargetOptions & { readonly host: string },
  env: Io['env'],
): HttpSettings {
  return settingsOfPlan(httpPlanOf(options, env));
}

/** The settings of a test's requests, for requests that are no part of it. */
export function settingsOfPlan({ allowsPublicHosts, ...settings }: LoadTest['http']): HttpSettings {
  return { ...settings, refuseOrigin: createOriginRefusal({ allowsPublicHosts }) };
}

/** What the engine reads of the environment, and nothing else of it. */
function proxyVariables(env: Io['env']): Io['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => /^(https?|no|all)_proxy$/i.test(name)));
}
