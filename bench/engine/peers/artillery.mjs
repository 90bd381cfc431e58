import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** More than a core gives to one user, so that the users last until they are stopped. */
const MOST_PER_USER_PER_S = 400;

const CHECKS = {
  capture: {
    capture: [
      { json: '$.response', as: 'response' },
      { json: '$.timestamp', as: 'timestamp' },
    ],
  },
  expect: { expect: [{ statusCode: 200 }, { hasProperty: 'response' }, { hasProperty: 'timestamp' }] },
};

export function artilleryVersion(peers) {
  const { version } = JSON.parse(readFileSync(join(peers, 'node_modules/artillery/package.json'), 'utf8'));
  return `artillery ${version}`;
}

/**
 * All users arrive in the first second and repeat the request; ended by a signal, as Artillery has no other way for
 * such users. `checking` 'capture': the answer is parsed and both fields must be there, Artillery's least work. 'expect':
 * its plugin for checks, which tests the status too.
 */
export function artillery({ peers, folder, host, users, runS, checking }) {
  const file = join(folder, `artillery-${checking}.json`);
  writeFileSync(file, JSON.stringify(script({ target: host, users, runS, checking })));
  return {
    name: `artillery ${checking}`,
    command: [process.execPath, join(peers, 'node_modules/artillery/bin/run'), 'run', file],
    env: { ARTILLERY_DISABLE_TELEMETRY: 'true' },
    endsOnSignal: true,
    verify: (output) => {
      const bad =
        /errors\.\S+|plugins\.expect\.failed|vusers\.failed:\D*[1-9]\d*|http\.codes\.(?!200)\d+/.exec(output);
      if (bad !== null) throw new Error(`artillery reports ${bad[0]}`);
      if (!output.includes('http.codes.200')) throw new Error('artillery reports no answer');
    },
  };
}

function script({ target, users, runS, checking }) {
  const json = { message: 'What is a pod?', conversation_id: 'c-{{ $uuid }}' };
  const loop = [{ post: { url: '/chat', json, ...CHECKS[checking] } }];
  return {
    config: {
      target,
      phases: [{ duration: 1, arrivalCount: users }],
      ...(checking === 'expect' ? { plugins: { expect: { outputFormat: 'silent' } } } : {}),
    },
    scenarios: [{ flow: [{ loop, count: runS * MOST_PER_USER_PER_S }] }],
  };
}
