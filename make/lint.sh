#!/bin/sh
# Every check of the code that needs no database, and of the packages it builds on: all are run, then the names of those
# that failed are told.
set -u
failed=

check() {
    name=$1
    shift
    echo "== $name"
    "$@" || failed="$failed${failed:+, }$name"
}

# A key, an address and a data folder as in production, and nothing of the developer's own.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What takes longest, and what waits for others' services, goes on beside the other checks; both end by themselves.
.venv/bin/mypy >"$scratch/mypy" 2>&1 &
mypy=$!
.venv/bin/python -m tests.dependencies >"$scratch/dependencies" 2>&1 &
dependencies=$!
told() {
    wait "$1"
    code=$?
    cat "$2"
    return "$code"
}

django() {
    env -u DATABASE_URL DJANGO_SETTINGS_MODULE=backcare.settings.base BACKCARE_DATA_DIR="$scratch" \
        SECRET_KEY="$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
        SITE_URL=https://backcare.example ALLOWED_HOSTS=backcare.example EMAIL_URL=smtp://127.0.0.1 \
        PRIVACY_CONTROLLER=BackCare PRIVACY_CONTACT=privacy@backcare.example ACCESSIBILITY_CONTACT=access@backcare.example \
        .venv/bin/python manage.py "$@"
}

check "ruff check" .venv/bin/ruff check .
check "ruff format" .venv/bin/ruff format --check .
check "djlint (format)" .venv/bin/djlint --check templates
check "djlint (lint)" .venv/bin/djlint --lint templates
check "djlint (format, parts)" .venv/bin/djlint --check --profile jinja -e jinja templates
check "djlint (lint, parts)" .venv/bin/djlint --lint --profile jinja --ignore J018 -e jinja templates
check "migrations" django makemigrations --check --dry-run
check "production settings" django check --deploy --fail-level WARNING
check "mypy" told "$mypy" "$scratch/mypy"
check "dependencies" told "$dependencies" "$scratch/dependencies"

if [ -n "$failed" ]; then
    echo "Failed: $failed."
    exit 1
fi
echo "All checks passed."
