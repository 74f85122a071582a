#!/usr/bin/env bash
# Open QGIS in a profile of its own, with the plugin, on the sample store in build/run.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/qgis_env.sh"

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "QGIS needs a display. Without a desktop: xvfb-run -s '-screen 0 1400x900x24' make run" >&2
    exit 1
fi

folder=$here/build/run
if [ ! -e "$folder/sample.gpkg" ] || [ ! -e "$folder/sample.qgz" ]; then
    echo "Making the sample store in build/run ..." >&2
    QT_QPA_PLATFORM=offscreen "$here/.venv/bin/python" "$here/scripts/make_project.py" "$folder"
fi

# Written once: what the user sets in this profile afterwards stays.
settings=$folder/profiles/profiles/default/QGIS/QGIS3.ini
if [ ! -e "$settings" ]; then
    mkdir -p "$(dirname "$settings")"
    printf '[PythonPlugins]\ndrugscene_plugin=true\n' >"$settings"
fi

exec qgis --nologo --noversioncheck --profiles-path "$folder/profiles" --profile default \
    --project "$folder/sample.qgz" "$@"
