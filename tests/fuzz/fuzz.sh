#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# fuzz.sh SECONDS PROGRAM...   fuzzes each for that long from its saved corpus. New inputs stay under
# build/; an input that faults is named and belongs, made small, into tests/fuzz/corpus/<target>/.
set -eu
B=${B:-build}
seconds=$1
shift
for prog in "$@"; do
    target=${prog##*/fuzz_}
    work=$B/fuzz/corpus/$target
    mkdir -p "$work" "$B/fuzz/found"
    echo "fuzz $target for $seconds s"
    "$prog" -max_total_time="$seconds" -max_len=65536 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix="$B/fuzz/found/$target-" "$work" "tests/fuzz/corpus/$target" \
        >"$B/fuzz/$target.log" 2>&1 || { tail -n 40 "$B/fuzz/$target.log"; exit 1; }
    grep -E 'number_of_executed_units|peak_rss' "$B/fuzz/$target.log" || true
done
