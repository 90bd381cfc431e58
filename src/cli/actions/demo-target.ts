import { resolve } from 'node:path';
import { type KubernetesApi, startKubernetesApi } from '../../demo/kubernetes-api/kubernetes-api.ts';
import { type DemoTarget, startDemoTarget } from '../../demo/target.ts';
import { checkWritable, writeFileAtomically } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';
import { checkKubeconfig, writeKubeconfig } from '../demo/kubeconfig-file.ts';
import type { Io } from '../io.ts';

/** The options of `plimsoll demo target`. */
export interface DemoTargetCommandOptions {
  readonly port?: number;
  readonly kubernetesPort?: number;
  readonly kubeconfig?: string;
  readonly seed?: number;
  readonly compression?: number;
  readonly chatSlowdown?: number;
  /** So many for as long as it runs: nothing is scaled. */
  readonly pods?: number;
  readonly truth?: string;
  readonly instant?: boolean;
  readonly withParent?: boolean;
}

const USUAL_PORT = 8000;

/**
 * Runs the demo target and the API of its cluster until the user, or the process that started it, wants it to end.
 *
 * @throws {Problem} 'cannot-listen', 'cannot-write', 'file-exists'.
 */
export async function demoTargetCommand(options: DemoTargetCommandOptions, io: Io): Promise<void> {
  const { truth, kubeconfig, withParent } = options;
  const truthFile = truth === undefined ? null : resolve(io.cwd, truth);
  if (truthFile !== null) await checkWritable(truthFile);
  if (kubeconfig !== undefined) await checkKubeconfig(resolve(io.cwd, kubeconfig), kubeconfig);
  let end: () => void = () => {};
  const ended = new Promise<void>((resolveEnd) => {
    end = resolveEnd;
  });
  const release = io.onInterrupt(end);
  try {
    const { target, api } = await start(options);
    if (kubeconfig !== undefined) await writeKubeconfig(resolve(io.cwd, kubeconfig), api.url);
    io.stdout.write(`${target.url}\n`);
    if (withParent) io.stdout.write(`${api.url}\n`);
    else io.stderr.write(hints(target, api, kubeconfig));
    // A parent that is killed takes its end of the pipe with it.
    if (withParent) void io.stdin.readLine().then(end);
    await ended;
    await api.close();
    await target.close();
    if (truthFile !== null) await writeFileAtomically(truthFile, `${JSON.stringify(target.truth())}\n`);
    if (withParent) io.stdout.write(`${JSON.stringify(target.truth())}\n`);
  } finally {
    release();
  }
}

async function start(
  options: DemoTargetCommandOptions,
): Promise<{ readonly target: DemoTarget; readonly api: KubernetesApi }> {
  const {
    port = USUAL_PORT,
    kubernetesPort = 0,
    kubeconfig: _,
    truth: __,
    withParent: ___,
    pods,
    ...model
  } = options;
  const fixed = pods === undefined ? {} : { autoscale: false, pods: { min: pods, max: pods } };
  const target = await startDemoTarget({ ...model, ...fixed, port }).catch((error: unknown) => {
    throw isPortTaken(error) ? portTaken('--port', port, error) : error;
  });
  try {
    return { target, api: await startKubernetesApi(target.cluster, { port: kubernetesPort }) };
  } catch (error) {
    await target.close();
    throw isPortTaken(error) ? portTaken('--kubernetes-port', kubernetesPort, error) : error;
  }
}

function hints(target: DemoTarget, api: KubernetesApi, kubeconfig: string | undefined): string {
  const access = kubeconfig === undefined ? `--server ${api.url}` : `--kubeconfig ${kubeconfig}`;
  return (
    `Try it: plimsoll run light --host ${target.url}\n` +
    `Its cluster: kubectl ${access} get hpa -w\n` +
    'Ctrl-C ends it.\n'
  );
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Problem && error.code === 'cannot-listen' && error.message.includes('EADDRINUSE');
}

function portTaken(option: '--port' | '--kubernetes-port', port: number, cause: unknown): Problem {
  const what = `port ${port} of 127.0.0.1 is in use by another process`;
  return new Problem('environment', 'cannot-listen', what, {
    cause,
    fix: `End that process, or choose another port: plimsoll demo target ${option} ${port === 65_535 ? 8000 : port + 1}`,
  });
}
