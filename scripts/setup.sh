#!/usr/bin/env bash
# Install what is missing on this Debian machine, and nothing that is there. Says what it does on stderr only.
#
#   scripts/setup.sh              QGIS, the environment in .venv, the translation, the plugin folder in build/plugins
#   scripts/setup.sh roots        also what building other versions of QGIS needs
#   scripts/setup.sh bench        also what the benchmarks compare with
#   scripts/setup.sh spark        also two versions of Spark, in build/spark3 and build/spark4, for `make test-spark`
#   scripts/setup.sh qt6          also PyQt6, in build/qt6, for the check in `make lint`
set -euo pipefail
exec 1>&2

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$here"
mkdir -p build
exec 9>build/setup.lock
flock 9

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)

say() { printf 'setup: %s\n' "$*"; }

debian_packages() {
    local missing=() package
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${missing[*]}"
    "${as_root[@]}" apt-get -q -o DPkg::Lock::Timeout=600 update >build/setup-apt.log 2>&1 || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 install \
        --no-install-recommends "${missing[@]}" >>build/setup-apt.log 2>&1 ||
        { tail -n 20 build/setup-apt.log; say "apt failed; its log: build/setup-apt.log"; exit 1; }
}

# Debian's own Python, never another: QGIS is built for it, and the environment sees QGIS's modules through it.
environment() {
    local made
    made="made for $here by $(/usr/bin/python3 --version)"
    if [ "$(cat .venv/drugscene 2>/dev/null)" != "$made" ]; then
        say "making the environment .venv"
        rm -rf .venv
        /usr/bin/python3 -m venv --system-site-packages .venv
        echo "$made" >.venv/drugscene
    fi
}

# A requirements file is installed again when it, or the constraints, changed.
python_packages() {
    local name=$1 into=${2:-} stamp
    stamp=${into:-.venv}/installed-$name
    if ! cat "requirements-$name.txt" constraints.txt | cmp -s - "$stamp"; then
        say "installing the Python packages for $name"
        .venv/bin/python -m pip --quiet --disable-pip-version-check install ${into:+--upgrade --target "$into"} \
            -c constraints.txt -r "requirements-$name.txt" || return
        cat "requirements-$name.txt" constraints.txt >"$stamp"
    fi
}

# What cannot be installed is named; its way is left out of the measurements, and tried again the next time.
competitors() {
    local package
    python_packages bench && return
    while read -r package; do
        .venv/bin/python -m pip --quiet --disable-pip-version-check install -c constraints.txt "$package" ||
            say "cannot install $package"
    done < <(grep -v '^#' requirements-bench.txt)
}

translation() {
    local source compiled
    for source in drugscene_plugin/i18n/*.ts; do
        compiled="${source%.ts}.qm"
        [ -e "$source" ] || continue
        [ "$compiled" -nt "$source" ] && continue
        # In its place at once: Qt maps the file into memory, and a running QGIS would crash if it were written over.
        lrelease -silent "$source" -qm "$compiled.new" && mv -f "$compiled.new" "$compiled"
    done
}

# QGIS wants metadata.txt inside the package; here it lies at the top. A folder of links has both.
plugin_folder() {
    local folder=build/plugins/drugscene_plugin link entry
    mkdir -p "$folder"
    for link in "$folder"/*; do
        [ -e "$link" ] || rm -f "$link"
    done
    for entry in drugscene_plugin/* metadata.txt LICENSE; do
        [ "${entry##*/}" = __pycache__ ] || ln -sfn "$here/$entry" "$folder/${entry##*/}"
    done
}

debian_packages python3-venv python3-qgis qgis qgis-providers xvfb xauth xdotool imagemagick openbox \
    fonts-dejavu-core pyqt5-dev-tools qttools5-dev-tools postgresql-15-postgis-3 chromium
environment
python_packages test
python_packages oracles
python_packages lint
translation
plugin_folder

for extra in "$@"; do
    case $extra in
        roots)
            debian_packages mmdebstrap zstd debian-archive-keyring
            ;;
        bench)
            competitors
            ;;
        spark)
            debian_packages openjdk-17-jdk-headless libjts-java
            for version in spark3 spark4; do
                mkdir -p "build/$version"
                python_packages "$version" "build/$version"
            done
            ;;
        qt6)
            mkdir -p build/qt6
            python_packages qt6 build/qt6
            ;;
        *) say "no such extra: $extra"; exit 2 ;;
    esac
done
