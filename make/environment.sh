#!/bin/sh
# Makes or renews a virtual environment: environment.sh <folder> <lock file> [latest]
#
# Nothing is done when the folder already holds exactly what the lock file says. The copies of the locks inside the folder,
# by which the next call knows, are removed first and written last: an interrupted set-up is done again.
set -eu
folder=$1
lock=$2
latest=${3:-}
python=${PYTHON:-python3}
installed=$folder/installed-$lock

fail() {
    echo "$1" >&2
    exit 1
}

check_interpreter() {
    command -v "$python" >/dev/null 2>&1 || fail \
        "There is no '$python' here: install Python 3.11 or newer (Debian: apt install python3 python3-venv), or name one with PYTHON=/path/to/python3."
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2], sys.version_info >= (3, 11))' 2>/dev/null) || version=
    case $version in
        *" True") ;;
        *" False") fail "'$python' is Python ${version% *}, but BackCare needs 3.11 or newer: name a newer one with PYTHON=/path/to/python3." ;;
        *) fail "'$python' is not a working Python: name one of version 3.11 or newer with PYTHON=/path/to/python3." ;;
    esac
    "$python" -c 'import ensurepip, venv' 2>/dev/null || fail \
        "'$python' has no venv module: install it (Debian: apt install python3-venv), then try again."
}

in_place() {
    cmp -s "$lock" "$installed" && "$folder/bin/python" -c '' 2>/dev/null
}

pip() {
    "$folder/bin/python" -m pip --quiet --disable-pip-version-check --no-input "$@"
}

install() {
    rm -f "$folder"/installed-*
    # A folder without a working pip was interrupted, or its interpreter is gone.
    "$folder/bin/python" -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear "$folder" ||
        fail "The environment $folder could not be made; the reason stands above."
    pip install --require-hashes -r "$lock" ||
        fail "The packages of $lock could not be installed; the reason stands above. Check the network, then try again."
    # The lock for development holds the whole of the lock for running.
    for satisfied in requirements.txt "$lock"; do
        cp "$satisfied" "$folder/copied"
        mv "$folder/copied" "$folder/installed-$satisfied"
    done
}

# Two set-ups at once wait for each other, where the system has flock.
if [ -z "${ENVIRONMENT_LOCKED:-}" ] && command -v flock >/dev/null 2>&1; then
    ENVIRONMENT_LOCKED=yes exec flock "$0" sh "$0" "$@"
fi

if ! in_place; then
    check_interpreter
    echo "Setting up $folder from $lock; the first time takes about a minute." >&2
    install
fi
if [ -n "$latest" ]; then
    pip install --upgrade --upgrade-strategy eager wagtail django ||
        fail "The newest Wagtail and Django could not be installed; the reason stands above."
    "$folder/bin/python" -c 'import django, wagtail; print("Wagtail", wagtail.__version__, "on Django", django.__version__)'
fi
