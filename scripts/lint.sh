#!/usr/bin/env bash
# Every static check; all of them run, and the last line says which found something.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bin=.venv/bin

failed=()
check() {
    local name=$1 out
    shift
    if out=$("$@" 2>&1); then
        printf 'ok      %s\n' "$name"
    else
        printf 'FAILED  %s\n%s\n' "$name" "$out"
        failed+=("$name")
    fi
}

secrets() {
    # Our own files, whether committed yet or not.
    local found
    found=$(git ls-files -z --cached --others --exclude-standard | xargs -0 "$bin/detect-secrets" scan \
        --exclude-files '\.(gpkg|ts|svg|qml|qpt|png)$' --exclude-secrets '^[0-9a-f]{64}$') || return 1
    python3 -c 'import json, sys; r = json.load(sys.stdin)["results"]; print(json.dumps(r, indent=1)); sys.exit(bool(r))' \
        <<<"$found"
}

check "ruff check" "$bin/ruff" check .
check "ruff format" "$bin/ruff" format --check .
check "mypy" "$bin/mypy"
check "bandit" "$bin/bandit" --quiet --recursive --configfile pyproject.toml drugscene_plugin
check "detect-secrets" secrets
check "Python 3.9" "$bin/vermin" --quiet --no-tips --violations --target=3.9- drugscene_plugin
check "Qt 6" env PYTHONPATH=build/qt6 /usr/bin/python3 scripts/check_qt6.py drugscene_plugin tests

if [ ${#failed[@]} -gt 0 ]; then
    echo "lint: ${#failed[@]} of the checks failed"
    exit 1
fi
echo "lint: all checks passed"
