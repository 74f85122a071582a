# To be sourced: the environment in which QGIS finds this checkout's plugin and Python packages.
#
# QGIS takes the first python3 on PATH for its embedded Python: the environment's must come first, then Debian's own.
# A foreign Python there crashes QGIS.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export PATH="$here/.venv/bin:/usr/bin:/bin:$PATH"
export QGIS_PLUGINPATH="$here/build/plugins"
export PYTHONNOUSERSITE=1
unset PYTHONHOME PYTHONPATH
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
    mkdir -p -m 700 "$here/build/runtime"
    export XDG_RUNTIME_DIR="$here/build/runtime"
fi
