#!/usr/bin/env bash
# Renew the hash-pinned requirements; no index address is written into them.
set -euo pipefail
cd "$(dirname "$0")/.."
options=(--quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11)
.venv/bin/uv pip compile pyproject.toml --group dev --extra bulk "${options[@]}" -o requirements/dev.txt
.venv/bin/uv pip compile pyproject.toml --group build -c requirements/dev.txt "${options[@]}" -o requirements/runtime.txt
.venv/bin/uv pip compile requirements/peers.in --override requirements/peers-overrides.txt "${options[@]}" -o requirements/peers.txt
.venv/bin/uv pip compile requirements/spark.in "${options[@]}" -o requirements/spark.txt
