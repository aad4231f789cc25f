#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures the forecast on a folder of canteen counts (see src/forecast/panel_csv.h):
#
#   tests/forecast/run_bench.sh DIR [FROM TO [OUT]]
#
# DIR holds attendance.csv and calendar.csv, plain or gzipped. FROM..TO is the period that is forecast
# (2016-09-01 2017-07-31 unless given); OUT is where the forecast files go, for a scorer. Builds the
# release library when it is older than the sources; runs a gradient boosting beside it when
# python3-sklearn is there (PEER=0 leaves it out). One thread each.
set -eu
[ $# -ge 1 ] || { sed -n '3,11s/^# \{0,1\}//p' "$0"; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
dir=$1 from=${2:-2016-09-01} to=${3:-2017-07-31}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
out=${4:-$tmp/out}

for f in attendance calendar; do
    if [ -f "$dir/$f.csv" ]; then cp "$dir/$f.csv" "$tmp/$f.csv"
    else gzip -dc "$dir/$f.csv.gz" >"$tmp/$f.csv"; fi
done

B=${B:-$root/build}
make -s -C "$root" B="$B" "$B/release/libstorkok.a" >&2
cc -std=c17 -D_POSIX_C_SOURCE=200809L -O2 -I"$root/src" -o "$tmp/bench" "$root/tests/forecast/bench_main.c" \
    "$B/release/libstorkok.a" -lm
"$tmp/bench" "$tmp" "$from" "$to" "$out"

py=${PYTHON:-/usr/bin/python3}
if [ "${PEER:-1}" != 1 ]; then
    :
elif "$py" -c 'import sklearn' 2>/dev/null; then
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$py" -W ignore "$root/tests/forecast/peer.py" "$tmp" \
        "$from" "$to" "$out.peer.csv"
else
    echo 'gradient boosting: left out (python3-sklearn is not there)'
fi
