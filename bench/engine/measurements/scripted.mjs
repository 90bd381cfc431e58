import { artillery, artilleryVersion } from '../peers/artillery.mjs';
import { locust, locustVersion } from '../peers/locust.mjs';
import { compareRates } from './compare-rates.mjs';

/** POST JSON, parse, check: requests per second of one saturated core. */
export function measureScripted(bench) {
  return compareRates(bench, {
    title: 'scripted: POST JSON, parse, check',
    scenario: 'scripted',
    versions: [locustVersion(bench.peers), artilleryVersion(bench.peers)],
    clients: (one) => [
      locust({ ...one, name: 'locust FastHttpUser', userClass: 'FastVisitor' }),
      locust({ ...one, name: 'locust HttpUser', userClass: 'RequestsVisitor' }),
      artillery({ ...one, checking: 'capture' }),
      artillery({ ...one, checking: 'expect' }),
    ],
    leastRatio: {
      'locust FastHttpUser': 5,
      'locust HttpUser': 20,
      'artillery capture': 25,
      'artillery expect': 25,
    },
  });
}
