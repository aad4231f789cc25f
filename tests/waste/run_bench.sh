#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures what is left of an offer on a folder of production records:
#
#   tests/waste/run_bench.sh DIR
#
# DIR holds waste_fcps.csv, plain or gzipped: unit, date, item_id, planned, offered, served. Learns from all days but the
# last five and predicts offered - served there; the pooled baseline is computed on the same cut in the same run.
set -eu
[ $# -ge 1 ] || { sed -n '3,8s/^# \{0,1\}//p' "$0"; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
if [ -f "$1/waste_fcps.csv" ]; then cp "$1/waste_fcps.csv" "$tmp/w.csv"
else gzip -dc "$1/waste_fcps.csv.gz" >"$tmp/w.csv"; fi
B=${B:-$root/build}
make -s -C "$root" CC="${CC:-cc}" B="$B" "$B/release/libstorkok.a" >&2
cc -std=c17 -D_POSIX_C_SOURCE=200809L -O2 -I"$root/src" -o "$tmp/bench" "$root/tests/waste/bench_main.c" \
    "$B/release/libstorkok.a" -lm
"$tmp/bench" "$tmp/w.csv"
