#!/usr/bin/env bash
# Everything that must hold, on a bare machine: lint, types, import law, all tests on SQLite and on PostgreSQL, the browser trips.
set -eu
cd "$(dirname "$0")/.."
PY=${PY:-.venv/bin/python}
unset PYTHONDONTWRITEBYTECODE  # what one process of the tests compiled, the others need not

need() { # need <program> <debian package>: install by apt when missing and possible
  command -v "$1" >/dev/null 2>&1 && return 0
  local sudo=""
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo="sudo -n"; }
  if command -v apt-get >/dev/null 2>&1; then
    echo "memasang $2 dengan apt ..."
    { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$2"; } >/dev/null 2>&1 || true
  fi
  command -v "$1" >/dev/null 2>&1
}

need pdftotext poppler-utils || { echo "poppler-utils (pdftotext, pdfsig) tidak dapat dipasang"; exit 1; }
need qpdf qpdf || { echo "qpdf tidak dapat dipasang"; exit 1; }
BROWSER=""
if ! need chromium chromium; then
  echo "chromium tidak dapat dipasang: uji peramban tidak dijalankan"
  [ "${CI:-}" = true ] && exit 1
  BROWSER="not browser"
fi

echo "== lint";        $PY -m ruff check . && $PY -m ruff format --check .
echo "== types";       $PY -m mypy
echo "== import law";  .venv/bin/lint-imports --no-cache
WORKERS=${WORKERS:-2}
echo "== tests, SQLite";     RENJANA_TEST_DB=sqlite   $PY -m pytest -n "$WORKERS" --dist loadscope --no-loadscope-reorder --durations=12 --durations-min=8 ${BROWSER:+-m "$BROWSER"}
echo "== tests, PostgreSQL"; RENJANA_TEST_DB=postgres $PY -m pytest -n "$WORKERS" --dist loadscope --no-loadscope-reorder -m "not browser and not once"
