import { join, relative, resolve } from 'node:path';
import type { MonitorStartedEvent, RunEvent } from '../../model/event.ts';
import { Problem } from '../../model/problem.ts';
import { startMonitor } from '../../monitor/monitor.ts';
import { ClusterPicture } from '../../monitor/picture/cluster-picture.ts';
import { probe } from '../../monitor/probe/probe.ts';
import { pause } from '../../monitor/watch/timing.ts';
import { showText } from '../../report/format.ts';
import { MONITOR_FOLDER, storeFolder } from '../../store/layout.ts';
import { newRunId, openMonitorRecording, type Recording } from '../../store/recording.ts';
import type { Io } from '../io.ts';
import type { ClusterOptions } from '../monitor/cluster-options.ts';
import { roleAdvice } from '../monitor/cluster-problem.ts';
import { troubleWords } from '../monitor/cluster-words.ts';
import type { MonitorView } from '../monitor/monitor-view.ts';
import { type OpenCluster, openCluster } from '../monitor/open-cluster.ts';
import { openMonitorView } from '../monitor/open-monitor-view.ts';
import type { StoreOptions } from '../options.ts';
import { takeStopRequests } from '../stop-requests.ts';
import { toolIdentity } from '../version.ts';

/** The options of `plimsoll monitor`. */
export interface MonitorCommandOptions extends ClusterOptions, StoreOptions {
  readonly output?: string;
  /** ms */
  readonly duration?: number;
  readonly probe?: string;
  readonly legacyText?: boolean;
}

/** The longest time that a timer takes. */
const FOR_EVER_MS = 2 ** 31 - 1;

/**
 * Watches a workload and records it, until the user has enough.
 *
 * @param named as typed; null: the only one that is scaled.
 * @throws {Problem} what `openCluster` throws; 'file-exists', 'cannot-write', 'recording-removed', 'wrong-option-value'.
 */
export async function monitorCommand(
  named: string | null,
  options: MonitorCommandOptions,
  io: Io,
): Promise<void> {
  refuseWrongUrl(options.probe);
  const cluster = await openCluster(named, options, io);
  const started = startedOf(cluster, io);
  const store = storeFolder(options.store, io.env['PLIMSOLL_STORE'], io.cwd);
  const path =
    options.output === undefined
      ? join(store, MONITOR_FOLDER, `${started.id}.ndjson`)
      : resolve(io.cwd, options.output);
  const recording = await openMonitorRecording(path, started);
  const shown = showText(relative(io.cwd, path) || path);
  const { kind, name, namespace } = cluster.workload;
  io.stderr.write(
    `Watching ${kind.kind} ${name} in namespace ${namespace} (${showText(cluster.api.name)}); Ctrl-C ends it.\n`,
  );
  try {
    await watch(cluster, options, recording, io);
  } finally {
    recording.close();
  }
  io.stderr.write(
    `Recorded in ${shown}\nBeside the results of a load test: plimsoll import results_stats.csv --scaling ${shown}\n`,
  );
}

async function watch(
  { api, workload, service }: OpenCluster,
  options: MonitorCommandOptions,
  recording: Recording,
  io: Io,
): Promise<void> {
  const view: MonitorView = openMonitorView(io, options.legacyText === true);
  const picture = new ClusterPicture();
  const stops = takeStopRequests(io);
  const ending = new AbortController();
  stops.listen(() => ending.abort());
  let broken: Problem | null = null;
  void recording.failed.then((problem) => {
    broken = problem;
    ending.abort();
  });
  const take = (events: readonly RunEvent[]) => {
    recording.append(events);
    for (const event of events) picture.add(event);
    view.changed(picture.state(), events);
  };
  const monitor = startMonitor({
    api,
    workload,
    service,
    emit: take,
    onTrouble: (troubles) => {
      view.say(
        troubles.size === 0
          ? 'Everything can be read again.'
          : `Cannot be read: ${troubleWords(troubles)}. It is tried again.`,
      );
    },
  });
  try {
    const probing =
      options.probe === undefined
        ? Promise.resolve()
        : probe(options.probe, ending.signal, (event) => take([event]));
    await Promise.race([monitor.begun, pause(FOR_EVER_MS, ending.signal)]);
    view.begun();
    const isRefused = [...monitor.troubles.values()].some(({ kind }) => kind === 'forbidden');
    if (isRefused) io.stderr.write(`${roleAdvice(workload.namespace)}\n`);
    await pause(options.duration ?? FOR_EVER_MS, ending.signal);
    ending.abort();
    await probing;
  } finally {
    await monitor.stop();
    view.close();
    stops.release();
  }
  if (broken !== null) throw broken as Problem;
  const reason = stops.count > 0 ? 'interrupted' : 'finished';
  recording.append([{ type: 'stopped', atMs: io.now(), reason, explanation: null, unfinished: 0 }]);
}

function startedOf({ api, workload }: OpenCluster, io: Io): MonitorStartedEvent {
  const atMs = io.now();
  const { kind, name, namespace } = workload;
  return {
    type: 'monitor-started',
    schema: 'events/1',
    id: newRunId(atMs),
    atMs,
    label: name,
    version: toolIdentity().version,
    workload: { kind: kind.kind, name, namespace },
    cluster: api.name,
  };
}

function refuseWrongUrl(url: string | undefined): void {
  if (url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return;
  throw new Problem('usage', 'wrong-option-value', `--probe holds "${url}", expected a URL`, {
    fix: 'Write for example: --probe http://localhost:8000/health',
  });
}
