#!/usr/bin/env bash
# Both verifiers judge the example, every structured fault and many randomly damaged records alike.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=${PIAOJUE_BIN:-build/release/bin}
exec python3 tests/python/agree.py "$bin/piaojue-verify" --count 60
