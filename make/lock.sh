#!/bin/sh
# Locks one list of requirements with hashes, without any word of where the packages came from: lock.sh <name> [options]
set -eu
name=$1
shift
exec .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
    "$@" --output-file "$name.txt" "$name.in"
