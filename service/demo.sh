#!/usr/bin/env bash
# The main job on the real case: import data/, serve it, ask over gRPC.
# Usage: service/demo.sh BIN_DIR, from the root of the repository.
set -euo pipefail
export LC_ALL=C.UTF-8

bin=${1:?usage: service/demo.sh BIN_DIR}
language=${KETENZICHT_LANG:-en}
mkdir -p build
work=$(mktemp -d build/demo.XXXXXX)
server=
stop() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap stop EXIT

heading() { printf '\n== %s\n\n' "$*"; }

heading "Import data/ into a fresh store"
"$bin/ketenzicht" --store "$work/store" import data

heading "Start the server and ask it through gRPC"
"$bin/ketenzichtd" --store "$work/store" --listen 127.0.0.1:0 >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 100); do
  grep -q '^listening on port' "$work/server.log" 2>/dev/null && break
  kill -0 "$server" 2>/dev/null || { cat "$work/server.log"; exit 1; }
  sleep 0.1
done
port=$(sed -n 's/^listening on port //p' "$work/server.log")
ask() { "$bin/ketenzicht" --server "127.0.0.1:$port" --lang "$language" "$@"; }
echo "ketenzichtd listens on 127.0.0.1:$port"

heading "Who is exposed to China through its drones, as of 18 November 2021?"
ask paths --from organizations/politie --from organizations/rijkswaterstaat \
  --from organizations/defensie --to jurisdictions/cn --date 2021-11-18 \
  -k 1 --summary

heading "Along which chain, and what stands in between?"
for process in politie-forensic rijkswaterstaat-pilot defensie-events; do
  ask why --from "processes/$process" --to jurisdictions/cn --date 2021-11-18
  echo
done

heading "The fourteen questions of parliament, answered from the facts"
ask case run 2021Z16950

heading "How to go on"
cat <<END
  ./dev serve                 keeps a server with these facts on 127.0.0.1:7443
  ketenzicht --server 127.0.0.1:7443 why --from organizations/politie \\
      --to jurisdictions/cn --date 2021-11-18 --with press --lang nl
  ketenzicht … paths … --deny relations/politie-images-key-held-by-dji
  ketenzicht … affected companies/sz-dji --date 2021-11-18
  The programs are in build/release/bin; --help has examples, docs/ the rest.
END
