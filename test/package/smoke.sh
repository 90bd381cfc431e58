#!/usr/bin/env bash
# Packs the package, installs the tarball into an empty folder with production dependencies only and no install
# scripts, and uses it there as a stranger would.
set -euo pipefail
repo=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

tarball=$(cd "$repo" && npm pack --silent --ignore-scripts --pack-destination "$work" | tail -n 1)
mkdir "$work/empty" && cd "$work/empty"
npm init -y >/dev/null
npm install --silent --omit=dev --ignore-scripts --no-audit --no-fund "$work/$tarball"

size_kib=$(du -sk node_modules | cut -f1)
echo "installed size: $((size_kib / 1024)) MiB"
[ "$size_kib" -le $((60 * 1024)) ] || { echo "over the limit of 60 MiB" >&2; exit 1; }

cp -r "$repo/samples/locust/d01-baseline" run
npx plimsoll --version
npx plimsoll report run -o report.html
[ -s report.html ] || { echo "no report was written" >&2; exit 1; }
npx plimsoll report report.html --format text -o - | head -n 5
npx plimsoll import run --label smoke
npx plimsoll runs list
npx plimsoll init shop.ts
[ -s shop.ts ] || { echo "no scenario was written" >&2; exit 1; }
cat > scenario.ts <<'END'
import { constant, defineScenario, json, status } from 'plimsoll';

export default defineScenario({
  name: 'smoke',
  users: {
    visitor: {
      thinkTime: constant('20ms'),
      tasks: {
        look: { run: async (user) => void (await user.get('/health', { checks: [status(200), json('status', 'healthy')] })) },
      },
    },
  },
});
END
node node_modules/plimsoll/dist/cli/main.js demo target --port 0 --instant >url &
target=$!
trap 'kill "$target" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -s url ] && break; sleep 0.1; done
npx plimsoll run scenario.ts --host "$(cat url)" --users 4 --spawn-rate 8 --run-time 3s --workers 2 | tail -n 4
npx plimsoll doctor --host "$(cat url)" | tail -n 3
kill "$target"
npx plimsoll report latest -o own.html
[ -s own.html ] || { echo "no report of the own run was written" >&2; exit 1; }
node --input-type=module -e "
  import { importRuns, analyseRun } from 'plimsoll';
  if (typeof importRuns !== 'function' || typeof analyseRun !== 'function') throw new Error('the library exports nothing');
"
echo 'package: ok'
