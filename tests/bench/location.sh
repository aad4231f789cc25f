#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The location solver against its peers on public instances, all on this machine in this run.
#
#   tests/bench/location.sh DIR [--only TEXT] [--limit SECONDS] [--peer-limit SECONDS]
#
# DIR holds optima.csv and the instance files (not part of the project). Peers that are installed are
# asked the same question (strong formulation, CPLEX LP file): glpsol, cbc, and HiGHS when HIGHS names
# a folder with the npm package `highs` in it. CPU seconds; ">" = stopped by the limit without proof.
# A table on stdout, then sums and geometric means of peer / ours over the instances that we prove.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${B:-$ROOT/build}
dir=${1:?usage: location.sh DIR [--only TEXT] [--limit S] [--peer-limit S]}
shift
only= limit=60 peer=20 # of the peers, CPU seconds; their own limits count the wall clock
while [ $# -gt 1 ]; do
    case $1 in
    --only) only=$2 ;;
    --limit) limit=$2 ;;
    --peer-limit) peer=$2 ;;
    esac
    shift 2
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cc -std=c17 -D_POSIX_C_SOURCE=200809L -I"$ROOT/src" -O2 "$ROOT/tests/bench/location.c" \
    "$BUILD/release/libstorkok.a" -lglpk -ljansson -lical -lm -o "$tmp/location"

# Runs "$@" under the limit, CPU seconds to $tmp/cpu, output to $tmp/out.
timed() {
    (
        set +e
        ulimit -t "$peer"
        TIMEFORMAT= bash -c 'TIMEFORMAT="%U %S"; time "$@" >'"$tmp/out"' 2>&1' - "$@" 2>"$tmp/time"
        tail -n 1 "$tmp/time" | awk '{ printf "%.3f\n", $1 + $2 }' >"$tmp/cpu"
    ) 2>/dev/null
}

peers() {
    "$tmp/location" "$dir" --lp "$1" >"$tmp/m.lp"
    for p in glpsol cbc highs; do
        case $p in
        glpsol) command -v glpsol >/dev/null || { printf ' %9s' -; continue; }
            timed glpsol --lp "$tmp/m.lp" --tmlim "$((5 * peer))" --cuts
            done=$(grep -c 'INTEGER OPTIMAL SOLUTION FOUND' "$tmp/out" || true) ;;
        cbc) command -v cbc >/dev/null || { printf ' %9s' -; continue; }
            timed cbc "$tmp/m.lp" -sec "$((5 * peer))" -ratio 0 -solve
            done=$(grep -c '^Result - Optimal solution found' "$tmp/out" || true) ;;
        highs) [ -n "${HIGHS:-}" ] || { printf ' %9s' -; continue; }
            timed node "$(dirname "$0")/location_highs.js" "$HIGHS" "$tmp/m.lp" "$((5 * peer))"
            done=$(grep -c '^Optimal' "$tmp/out" || true) ;;
        esac
        if [ "$done" -gt 0 ]; then printf ' %9s' "$(cat "$tmp/cpu")"
        else printf ' %9s' ">$(cat "$tmp/cpu")"; fi
    done
}

echo "name              optimum           ours          bound    gap % proof      CPU s   nodes    steps" \
    "    glpsol       cbc     HiGHS"
cut -d, -f1 "$dir/optima.csv" | tail -n +2 | grep -F -e "$only" | while read -r name; do
    line=$("$tmp/location" "$dir" --exact "$name" --wall "$limit")
    printf '%s' "$line"
    peers "$name"
    echo
done | tee "$tmp/table"

awk '
function num(s) { sub(/^>/, "", s); return s + 0 }
{
    set = $1; sub(/[0-9]+$/, "", set); sub(/_p?$/, "", set)
    n[set]++; ours[set] += $7; if ($6 == "proven") proven[set]++
    least = 0
    for (k = 1; k <= 3; k++) {
        v = $(9 + k); if (v == "-" || v == "") continue
        t = num(v); o = $7 < 0.001 ? 0.001 : $7
        sum[set, k] += log(t / o); cnt[set, k]++
        if (k > 1 && (least == 0 || t < least)) least = t
    }
    if (least > 0) {
        r = least / ($7 < 0.001 ? 0.001 : $7); best[set] += log(r); b[set]++
        if (!(set in worst) || r < worst[set]) worst[set] = r
    }
}
END {
    print ""
    print "set          n proven   ours CPU s  geometric mean of peer/ours: glpsol  cbc  HiGHS  faster of cbc, HiGHS (least)"
    for (s in n) {
        printf "%-10s %3d %6d %12.3f ", s, n[s], proven[s], ours[s]
        for (k = 1; k <= 3; k++)
            if (cnt[s, k]) printf " %9.1f", exp(sum[s, k] / cnt[s, k]); else printf " %9s", "-"
        if (b[s]) printf " %9.1f (%.2f)", exp(best[s] / b[s]), worst[s]
        printf "\n"
    }
}' "$tmp/table"
