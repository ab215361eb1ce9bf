#!/usr/bin/env bash
# piaojue-teller opens the key files that the TypeScript tests read, and signs with them the same lines.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=${PIAOJUE_BIN:-build/release/bin}
exec python3 tests/python/make_key_files.py --compare "$bin/piaojue-teller"
