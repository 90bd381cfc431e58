/**
 * What a scenario file imports from 'plimsoll'.
 *
 * @module
 */

export type { ResponseCheck } from './check.ts';
export { check, json, status, text } from './check.ts';
export { defineScenario, defineUser } from './define-scenario.ts';
export { defineSettings } from './define-settings.ts';
export type { Feed, FeedOptions } from './feed.ts';
export { rowsFeed } from './feed.ts';
export type { CsvRow } from './feed-files.ts';
export { csvFeed, jsonFeed } from './feed-files.ts';
export type { ArrivalOptions } from './load-builders.ts';
export { arrivalRate, arrivalStages, userStages, users } from './load-builders.ts';
export type { LoadPlan, RateStage, UserStage } from './load-plan.ts';
export type {
  NewUser,
  RequestOptions,
  Response,
  Scenario,
  StreamOptions,
  Task,
  TaskFunction,
  User,
  UserType,
} from './scenario.ts';
export type { ThinkTime } from './think-time.ts';
export { between, constant, exponential } from './think-time.ts';
