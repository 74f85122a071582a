#!/usr/bin/env bash
# Run one lane of the tests with the first Python on PATH; more arguments go to pytest.
#
#   scripts/test.sh pure [ARGUMENT ...]     without QGIS, and with any import of it refused
#   scripts/test.sh qgis [ARGUMENT ...]     on the QGIS that this Python sees
#   scripts/test.sh spark [ARGUMENT ...]    the statements for Sedona on each version of Spark in build
#
# A folder of tests belongs to the second lane unless it is named here, or is tests/spark.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

pure=()
for path in tests/domain tests/analysis tests/workflow tests/sample tests/test_*.py; do
    [ ! -e "$path" ] || pure+=("$path")
done

lane=${1:-}
shift || true

# Paths among the arguments stand for the lane's own.
paths=()
for argument in "$@"; do
    if [ -e "${argument%%::*}" ]; then paths+=("$argument"); fi
done
case $lane in
    pure)
        # The examples in the docstrings run too.
        [ ${#paths[@]} -gt 0 ] || set -- "$@" "${pure[@]}" drugscene_plugin/{domain,analysis,workflow,sample}
        python -m pytest -p no:pytest_qgis -p no:pytest-qt --doctest-modules "$@"
        ;;
    qgis)
        export QT_QPA_PLATFORM=offscreen
        # Where pytest-qgis keeps its settings: each session starts without those of the last.
        rm -rf .qgis-settings/* 2>/dev/null || true
        [ ${#paths[@]} -gt 0 ] || set -- "${pure[@]/#/--ignore=}" --ignore=tests/spark "$@" tests
        python -m pytest -p no:cacheprovider "$@"
        ;;
    spark)
        export QT_QPA_PLATFORM=offscreen
        [ ${#paths[@]} -gt 0 ] || set -- "$@" tests/spark
        failed=0
        for version in build/spark?; do
            PYTHONPATH=$version python -m pytest -p no:cacheprovider "$@" || failed=1
        done
        exit $failed
        ;;
    *)
        echo "no such lane: '$lane' (pure, qgis or spark)" >&2
        exit 2
        ;;
esac
