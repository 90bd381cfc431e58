#!/usr/bin/env bash
# Installs what the engine is measured against:  bench/engine/install-peers.sh [FOLDER]
# Debian packages go to the system (needs root or sudo), Locust and the npm packages to FOLDER.
set -euo pipefail

folder=${1:-${PLIMSOLL_BENCH_PEERS:-$(dirname "$0")/../.peers}}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi

"${as_root[@]}" apt-get update -qq
# policy-rc.d: the package must not start a server of its own on port 80.
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends nginx-light wrk

[ -x "$folder/venv/bin/python" ] || python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --upgrade locust

[ -f "$folder/package.json" ] || echo '{ "private": true }' >"$folder/package.json"
npm install --prefix "$folder" --no-audit --no-fund --ignore-scripts --no-optional artillery@2 autocannon

echo "peers are in $folder"
