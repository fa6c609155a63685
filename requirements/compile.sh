#!/usr/bin/env bash
# Renews the pinned requirement files. Needs uv; no index address is written into them.
set -eu
cd "$(dirname "$0")"
pin() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header "$@"; }
pin build.in -o build.txt
pin ../pyproject.toml -o runtime.txt
for name in test dev; do pin "$name.in" -o "$name.txt"; done
