#!/usr/bin/env bash
# Run a command on another version of QGIS: a Debian root in a folder, made once, kept in a cache.
#
#   scripts/qgis_root.sh build 3.44               make the root and cache it, unless that is done
#   scripts/qgis_root.sh run 3.44 COMMAND ...     the same, then run COMMAND in it, in the checkout
#
# Needs root, or sudo. The root is mounted read-only and so is the checkout; only /tmp can be written. Every mount
# lives in a mount namespace of the command's own, so a crash leaves nothing mounted.
#
# DRUGSCENE_DEBIAN_MIRROR   the Debian mirror; default: the one that this machine's apt uses
# XDG_CACHE_HOME            where the finished roots are kept; default ~/.cache
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/drugscene

packages=python3-qgis,qgis-providers,qgis,python3-venv,xvfb,xauth,xdotool,fonts-dejavu-core,mount,postgresql-17-postgis-3

say() { printf 'qgis root: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

action=${1:-}
version=${2:-}
case $version in
    3.40) suite=trixie backports= python=3.13 numpy=2.2.4 ;;
    3.44) suite=trixie backports=trixie-backports python=3.13 numpy=2.2.4 ;;
    *) fail "no such version: '$version' (3.40 or 3.44)" ;;
esac
shift 2

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)

# A change of the recipe or of the pins makes another root.
recipe=$(printf '%s\n' "$suite" "$backports" "$packages" "$numpy"; grep -v '^#' "$here/requirements-test.txt")
key=$version-$(sha256sum <<<"$recipe" | cut -c1-12)
archive=$cache/qgis-$key.tar.zst
root=$here/build/roots/$key

# The mirror and the settings (proxy, dates, retries) with which this machine's own apt works.
mirror() {
    local found=${DRUGSCENE_DEBIAN_MIRROR:-}
    [ -n "$found" ] || found=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' |
        grep -v -- '-security' | head -n 1)
    [ -n "$found" ] || fail "no Debian mirror is configured for apt: set DRUGSCENE_DEBIAN_MIRROR"
    printf '%s\n' "$found"
}

apt_options() {
    apt-config dump | grep -E '^Acquire::(http|https|Check-Valid-Until|Check-Date|Retries|ForceIPv[46])\b[^ ]* "[^"]+";' || true
}

# Runs a command with the folder $1 as its root, in a mount namespace of its own; it dies when this script is killed.
# $2 is "rw" while the root is being made, and "ro" for good.
inside() {
    local where=$1 mode=$2
    shift 2
    local data=${DRUGSCENE_REAL_DATA:-$here/../shared/data}
    ${become:-} "${as_root[@]}" env QGIS_ROOT="$where" QGIS_MODE="$mode" QGIS_SRC="$here" QGIS_DATA="$data" \
        QGIS_WHEELS="${wheels:-}" QGIS_CI="${CI:-}" \
        unshare --mount --propagation private --kill-child bash -euc '
            mount --bind "$QGIS_ROOT" "$QGIS_ROOT"
            mount --rbind /proc "$QGIS_ROOT/proc"
            mount --rbind /dev "$QGIS_ROOT/dev"
            mount -t tmpfs -o mode=1777 tmpfs "$QGIS_ROOT/tmp"
            mkdir "$QGIS_ROOT/tmp/home" "$QGIS_ROOT/tmp/run"
            chmod 700 "$QGIS_ROOT/tmp/run"
            bind() {
                mount --bind "$1" "$QGIS_ROOT$2"
                mount -o remount,bind,ro "$QGIS_ROOT$2"
            }
            bind "$QGIS_SRC" /src
            mount -t tmpfs tmpfs "$QGIS_ROOT/src/.qgis-settings"
            extra=()
            if [ -d "$QGIS_DATA" ]; then bind "$QGIS_DATA" /data; extra=(DRUGSCENE_REAL_DATA=/data); fi
            if [ -n "$QGIS_WHEELS" ]; then bind "$QGIS_WHEELS" /mnt; fi
            if [ "$QGIS_MODE" = ro ]; then mount -o remount,bind,ro "$QGIS_ROOT"; fi
            exec chroot "$QGIS_ROOT" env -i PATH=/opt/venv/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp/home \
                XDG_RUNTIME_DIR=/tmp/run LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=1 \
                CI="$QGIS_CI" "${extra[@]}" sh -c "cd /src && exec \"\$@\"" sh "$@"
        ' bash "$@"
}

# The Debian packages, then an environment with the pinned Python packages. Those are downloaded out here, with this
# machine's own pip settings, so that nothing inside needs the network.
build() {
    local new wheels made own
    say "QGIS $version is not in $cache: building it (about three minutes)"
    command -v mmdebstrap >/dev/null || fail "mmdebstrap is missing: run 'scripts/setup.sh roots'"
    new=$(mktemp -d "$here/build/roots/new.XXXXXX")
    trap '"${as_root[@]}" rm -rf --one-file-system "$new"' EXIT
    made=$new/root wheels=$new/wheels
    mkdir "$made" "$wheels"

    local options=(--variant=apt --mode=root --include="$packages"
        --aptopt='Apt::Install-Recommends "false"' --dpkgopt=force-unsafe-io) line source
    while IFS= read -r line; do
        [ -z "$line" ] || options+=(--aptopt="$line")
    done <<<"$(apt_options)"
    source=$(mirror)
    local lines=("deb $source $suite main")
    if [ -n "$backports" ]; then
        lines+=("deb $source $backports main")
        options+=(--setup-hook="printf 'Package: *qgis*\nPin: release n=$backports\nPin-Priority: 990\n' \
            > \"\$1/etc/apt/preferences.d/qgis\"")
    fi
    "${as_root[@]}" mmdebstrap "${options[@]}" "$suite" "$made" "${lines[@]}" >"$here/build/roots/$key.log" 2>&1 ||
        { tail -n 30 "$here/build/roots/$key.log" >&2; fail "mmdebstrap failed; its log: build/roots/$key.log"; }
    "${as_root[@]}" mkdir -p "$made/src" "$made/data"

    own=$(inside "$made" rw /usr/bin/python3 -c 'import numpy; print(numpy.__version__)')
    say "Python packages, with this release's own NumPy $own"
    echo "numpy==$own" >"$wheels/constraints.txt"
    "$here/.venv/bin/pip" --quiet download --only-binary=:all: --python-version "$python" --dest "$wheels" \
        -c "$wheels/constraints.txt" -r "$here/requirements-test.txt" >&2
    inside "$made" rw sh -euc '
        /usr/bin/python3 -m venv --system-site-packages /opt/venv
        /opt/venv/bin/pip --quiet install --no-index --find-links /mnt -c /mnt/constraints.txt -r requirements-test.txt
        rm -rf /var/cache/apt/archives/*.deb /var/lib/apt/lists/*' >&2

    say "keeping it as $archive"
    rm -f "$cache/qgis-$version-"*.tar.zst
    "${as_root[@]}" tar -C "$made" --numeric-owner -cf - . | zstd -q -3 -T0 -o "$archive.part" -f
    mv "$archive.part" "$archive"
    mv "$made" "$root"
    "${as_root[@]}" rm -rf --one-file-system "$new"
    trap - EXIT
}

unpack() {
    local new
    say "unpacking QGIS $version from $archive"
    new=$(mktemp -d "$here/build/roots/new.XXXXXX")
    trap '"${as_root[@]}" rm -rf --one-file-system "$new"' EXIT
    mkdir "$new/root"
    zstd -q -dc "$archive" | "${as_root[@]}" tar -C "$new/root" --numeric-owner -xpf - ||
        { rm -f "$archive"; fail "the archive was damaged and is removed: try again"; }
    mv "$new/root" "$root"
    "${as_root[@]}" rm -rf --one-file-system "$new"
    trap - EXIT
}

mkdir -p "$cache" "$here/build/roots" "$here/.qgis-settings"
exec 9>"$cache/lock"
flock -n 9 || { say "another run is making a root: waiting"; flock 9; }
if [ ! -d "$root" ]; then
    # What a killed run left half made, and what an older recipe made.
    "${as_root[@]}" rm -rf --one-file-system "$here/build/roots/"new.* "$here/build/roots/$version-"*
    if [ -f "$archive" ]; then unpack; else build; fi
fi
exec 9>&-

case $action in
    build) ;;
    run) become=exec && inside "$root" ro "$@" ;;
    *) fail "no such action: '$action' (build or run)" ;;
esac
