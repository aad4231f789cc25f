#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Made-up municipalities, planned and verified: the checker finds no violation (V0xx, V1xx) in any plan
# that the planner makes, whatever the option. Declared shortages and excess (V9xx) are allowed.
set -u

one() { # name, folder, week, options of plan
    name=$1 dir=$2 week=$3
    shift 3
    "$RELEASE" plan "$dir" --week "$week" --out "$TMP/plan" -q "$@" >/dev/null 2>"$TMP/err"
    code=$?
    if [ $code -gt 1 ]; then
        echo "not ok $name $week: the planner ends with $code: $(head -n 1 "$TMP/err")"
        return
    fi
    "$RELEASE" verify "$dir" --plan "$TMP/plan" --lang en >"$TMP/out" 2>&1
    bad=$(grep -c ' error: ' "$TMP/out")
    if [ "$bad" -eq 0 ]; then echo "ok $name $week $*"
    else
        echo "not ok $name $week $*: $bad violations"
        grep ' error: ' "$TMP/out" | head -n 3
    fi
}

seeds='1 2 3'
[ "$SET" = quick ] || seeds='1 2 3 4 5 6'
for seed in $seeds; do
    dir=$TMP/g$seed
    "$RELEASE" generate "$dir" --kitchens $((3 + seed * seed)) --seed "$seed" -q >/dev/null
    one "made-up $seed" "$dir" 2023-W48
    one "made-up $seed" "$dir" 2023-W44 --split
    one "made-up $seed" "$dir" 2023-W51 --weekly-supplier
done
for week in 2023-W48 2023-W52 2024-W09; do
    [ "$SET" = quick ] || one example "$DATA/linkoping" $week
done
