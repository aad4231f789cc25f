#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Do the tables survive a planner's spreadsheet? Opens each CSV file in LibreOffice as a Swedish user
# does (separator ';', UTF-8, Swedish locale), once as it comes and once with "detect special numbers",
# saves it as CSV and compares: ids, dates and text unchanged, numbers of the same value, clock times
# at most with seconds (07:30:00) where special numbers were looked for.
#
#   tests/roundtrip/run.sh [FILE.csv ...]     default: sample/*.csv and the example kommun
set -eu
ROOT=${ROOT:-$(cd "$(dirname "$0")/../.." && pwd)}
BUILD=${BUILD:-$ROOT/build}
here=$ROOT/tests/roundtrip

skip() {
    echo "ok roundtrip # SKIP $1"
    exit 0
}
[ "${SET:-check}" != quick ] || skip "takes long"
soffice=$(command -v soffice || command -v libreoffice) || skip "no LibreOffice"
lib=$BUILD/release/libstorkok.a
[ -f "$lib" ] || skip "no build/release/libstorkok.a"

own=
if [ -z "${TMP:-}" ] || [ ! -d "${TMP:-}" ]; then
    TMP=$(mktemp -d)
    own=1
fi
trap '[ -z "$own" ] || rm -rf "$TMP"' EXIT
work=$(mktemp -d "$TMP/roundtrip.XXXXXX")

${CC:-cc} -std=c17 -D_POSIX_C_SOURCE=200809L -I"$ROOT/src" "$here/compare.c" "$lib" \
    -lglpk -lical -ljansson -lm -lpthread -o "$work/compare" 2>"$work/cc.log" || {
    echo "not ok roundtrip: compare.c does not build: $(head -n 1 "$work/cc.log")"
    exit 1
}

# A Swedish user's LibreOffice: locale settings sv-SE decide the decimal mark when saving.
mkdir -p "$work/profile/user"
cat >"$work/profile/user/registrymodifications.xcu" <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop></item>
</oor:items>
XCU

# Fields of the filter: separator ';', quote '"', UTF-8, first line, columns, Swedish, quoted fields
# are text, detect special numbers.
convert() { # DETECT OUTDIR FILE...
    detect=$1 outdir=$2
    shift 2
    mkdir -p "$outdir"
    timeout 300 "$soffice" -env:UserInstallation="file://$work/profile" --headless --norestore \
        --infilter="CSV:59,34,76,1,,1053,false,$detect" \
        --convert-to 'csv:Text - txt - csv (StarCalc):59,34,76,1,,1053,false,true,false' \
        --outdir "$outdir" "$@" >"$work/log" 2>&1 || tail -n 3 "$work/log" >&2
}

fails=0
verdict() { # NAME BEFORE AFTER
    if [ ! -f "$3" ]; then
        echo "not ok $1: LibreOffice wrote nothing"
    elif why=$("$work/compare" "$2" "$3"); then
        echo "ok $1"
        return
    else
        echo "not ok $1: $(printf '%s' "$why" | head -n 1)"
    fi
    fails=1
}

# Folders of one run must not hold two files of the same name, so each folder is a run.
run_folder() { # NAME DETECT FILE...
    name=$1 detect=$2
    shift 2
    [ -f "$1" ] || return 0
    convert "$detect" "$work/$name-$detect" "$@"
    for f in "$@"; do
        verdict "roundtrip $name/${f##*/} detect=$detect" "$f" "$work/$name-$detect/${f##*/}"
    done
}

for detect in false true; do
    if [ $# -gt 0 ]; then
        run_folder given $detect "$@"
    else
        run_folder sample $detect "$here"/sample/*.csv
        run_folder linkoping $detect "$ROOT"/data/linkoping/*.csv
        run_folder history $detect "$ROOT"/data/linkoping/history/*.csv
    fi
done
exit $fails
