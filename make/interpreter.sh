#!/bin/sh
# Prints the Python that the environments are made with: the system's own where it will do, since a distribution builds it
# for speed and mends it; else the one that is found first.
for python in /usr/bin/python3 python3; do
    "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
done
echo "$python"
