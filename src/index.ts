/**
 * Plimsoll as a library: run load tests, read their results, analyse them, write reports.
 *
 * ```ts
 * const files = await openSources(['out/results'], { cwd: process.cwd(), maxBytes: DEFAULT_MAX_BYTES, progress: () => {} });
 * const { runs } = await importRuns(files, {});
 * const analyses = runs.map((run) => analyseRun(run));
 * ```
 *
 * @module
 */

export { analyseRun } from './analysis/analyse-run.ts';
export type { AnalysisOptions } from './analysis/options.ts';
export { briefAnalyses } from './compare/brief-analyses.ts';
export { compareRuns, sideBySide } from './compare/compare-runs.ts';
export type { CompareOptions, RunWithAnalysis } from './compare/options.ts';
export { usualNoise } from './compare/options.ts';
export { parseGate } from './decode/gate/parse-gate.ts';
export { readResultDocument } from './decode/result-document.ts';
export type { RunDocument } from './decode/run-document.ts';
export { readRunDocument } from './decode/run-document.ts';
export { loadScenario } from './engine/load-scenario.ts';
export type { LoadTest, OnTick, RunningTest, ScenarioReference, TestOutcome } from './engine/load-test.ts';
export { startLoadTest } from './engine/start-load-test.ts';
export type * from './engine/tick.ts';
export { createTickEvents } from './engine/tick-events.ts';
export type { OpenOptions } from './files/open-sources.ts';
export { DEFAULT_MAX_BYTES, openSources } from './files/open-sources.ts';
export { importRuns } from './importers/import-runs.ts';
export type { ReadProgress, SourceFile } from './importers/importer.ts';
export type * from './model/analysis.ts';
export type * from './model/compared-metric.ts';
export { comparedMetrics } from './model/compared-metric.ts';
export type * from './model/comparison.ts';
export type * from './model/comparison-curves.ts';
export type * from './model/distribution.ts';
export type { EndpointKey } from './model/endpoint-key.ts';
export { compareEndpointKeys, endpointId, endpointLabel } from './model/endpoint-key.ts';
export type * from './model/event.ts';
export type * from './model/gate.ts';
export type { MetricId } from './model/metric.ts';
export { metrics } from './model/metric.ts';
export type { Notice, Place } from './model/notice.ts';
export type { CiJob, GeneratorMachine, GitState, RunOrigin } from './model/origin.ts';
export type { ProblemKind } from './model/problem.ts';
export { Problem } from './model/problem.ts';
export type { Result } from './model/result.ts';
export type * from './model/run.ts';
export type * from './model/scaling.ts';
export type * from './model/scaling-analysis.ts';
export type { Settings } from './model/settings.ts';
export type * from './model/verdict.ts';
export { extractResult } from './report/embed.ts';
export type { ReporterId } from './report/registry.ts';
export { reporterFor, reporters } from './report/registry.ts';
export type { RenderOptions, Reporter } from './report/reporter.ts';
export * from './scenario/public.ts';
export { findRun } from './store/find-run.ts';
export type { Recording } from './store/recording.ts';
export { newRunId, openRecording } from './store/recording.ts';
export type { SavedRun, SourceCopy } from './store/save-run.ts';
export { saveRun } from './store/save-run.ts';
export { storeRecording } from './store/store-recording.ts';
export type { StoreListing } from './store/stored-runs.ts';
export { listRuns, loadRun, removeRun } from './store/stored-runs.ts';
export { decideVerdict } from './verdict/decide.ts';
