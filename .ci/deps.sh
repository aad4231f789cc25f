#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages that building and testing need, but only what is missing, so that a
# second run needs no network, no rights and a few milliseconds.
set -eu

build='build-essential pkg-config gettext libglpk-dev libgmp-dev libical-dev libjansson-dev
  libxlsxwriter-dev zlib1g-dev libunistring-dev'
test='libcmocka-dev clang libclang-rt-dev clang-format glpk-utils jq python3 python3-jsonschema
  libreoffice-calc-nogui python3-icalendar python3-vobject vdirsyncer khal'

command -v dpkg-query >/dev/null 2>&1 || {
    echo 'storkok: not a Debian system; these packages or their like are needed:' >&2
    echo "  $build $test" | tr -s '\n ' ' ' >&2
    echo >&2
    exit 0
}

missing=
have=$(dpkg-query -W -f='${Package} ${db:Status-Abbrev}\n' 2>/dev/null | awk '$2 == "ii" { print $1 }')
for p in $build $test; do
    printf '%s\n' "$have" | grep -qx -e "$p" || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
    command -v sudo >/dev/null 2>&1 || {
        echo "storkok: as root, run: apt-get install$missing" >&2
        exit 1
    }
fi
echo "storkok: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get -q update
# shellcheck disable=SC2086 # a list of names
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends $missing
