import { autocannon, getVersions, wrk } from '../peers/gets.mjs';
import { compareRates } from './compare-rates.mjs';

/** Plain GETs on 50 connections: requests per second of one saturated core. */
export function measureGet(bench) {
  return compareRates(bench, {
    title: 'get: plain GETs',
    scenario: 'get',
    versions: getVersions(bench.peers),
    clients: (one) => [autocannon(one), wrk(one)],
    leastRatio: { autocannon: 1, wrk: 0.55 },
  });
}
