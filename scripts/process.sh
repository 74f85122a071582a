#!/usr/bin/env bash
# qgis_process with the plugin of this checkout, in a profile of its own: scripts/process.sh run drugscene:... -- ...
# Standard output and exit status are those of qgis_process.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/qgis_env.sh"

export QT_QPA_PLATFORM=offscreen
export QGIS_CUSTOM_CONFIG_PATH="$here/build/process"

# Debian's wrapper of that name adds an option that qgis_process does not know.
program=qgis_process
[ -z "$(type -P qgis_process.bin)" ] || program=qgis_process.bin

if ! grep -qs '^drugscene_plugin=true' "$QGIS_CUSTOM_CONFIG_PATH"/profiles/default/QGIS/QGIS*.ini; then
    mkdir -p "$QGIS_CUSTOM_CONFIG_PATH"
    "$program" plugins enable drugscene_plugin >&2 || true  # fails when it is enabled already, after a first run that was stopped
fi
exec "$program" "$@"
