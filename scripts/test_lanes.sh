#!/usr/bin/env bash
# All lanes of the tests, one after the other: pure, the installed QGIS, then each version of QGIS that is named.
# Every lane runs, whatever became of the one before; the last line says which failed, if any.
#
#   scripts/test_lanes.sh [VERSION ...]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/qgis_env.sh

[ $# = 0 ] || scripts/setup.sh roots || exit 1

passed=() failed=()
lane() {
    local name=$1
    shift
    printf '\n== %s\n' "$name"
    if "$@"; then passed+=("$name"); else failed+=("$name"); fi
}

installed=$(dpkg-query -W -f='${Version}' python3-qgis | sed -E 's/^[0-9]+://; s/[^0-9.].*//')
lane "pure tests" scripts/test.sh pure
lane "QGIS $installed" scripts/test.sh qgis
for version in "$@"; do
    lane "QGIS $version" scripts/qgis_root.sh run "$version" scripts/test.sh qgis
done

list() { local IFS=,; printf '%s' "$*" | sed 's/,/, /g'; }
echo
if [ ${#failed[@]} -gt 0 ]; then
    [ ${#passed[@]} = 0 ] || echo "Passed: $(list "${passed[@]}")"
    echo "FAILED: $(list "${failed[@]}")"
    exit 1
fi
echo "All passed: $(list "${passed[@]}")"
