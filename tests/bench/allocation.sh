#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The allocation of a week at three sizes, against other solvers on the same exported LP, in one run.
#
#   SIZES="1 10 50"   times the example
#   PEERS="1 10"      sizes at which the other solvers run, too (the LP of 50 is gigabytes of text)
#   LIMIT=120         CPU seconds for each of them
#
# A ratio is the peer's solving time (without reading the file) against storkok's LP. HiGHS is npm's
# `highs`, installed under build/bench; without npm or a network it is left out with a word.
set -eu
cd "$(dirname "$0")/../.."
SIZES=${SIZES:-1 10 50} PEERS=${PEERS-1 10} LIMIT=${LIMIT:-120}
B=build/bench
mkdir -p $B
${CC:-cc} -std=c17 -D_POSIX_C_SOURCE=200809L -O2 -Isrc -o $B/allocation tests/bench/allocation.c \
    build/release/libstorkok.a -lglpk -lical -ljansson -lm

have() { command -v "$1" >/dev/null 2>&1; }
if have npm && have node && [ ! -d $B/node_modules/highs ]; then
    npm install --prefix $B --no-audit --no-fund --silent highs >$B/npm.log 2>&1 || true
fi

folder() {
    if [ "$1" = 1 ]; then echo data/linkoping; return; fi
    d=$B/k$1
    [ -d "$d" ] || build/release/storkok generate "$d" --kitchens $((69 * $1)) --seed 3 --no-history >$B/generate.log
    echo "$d"
}

get() { awk -v k="$1" '$1 == k { print $2 }' "$2"; }

# The seconds that a solver says it needed, and its objective, from its log.
said() {
    case $1 in
    glpsol) awk '/^Time used:/ { t = $3 } END { print t }' "$2" ;;
    clp) awk '/^Optimal objective/ { for (i = 1; i < NF; i++) if ($i == "time") t = $(i + 1) + 0 } END { print t }' "$2" ;;
    cbc) awk '/^Total time \(CPU seconds\)/ { t = $5 } END { print t }' "$2" ;;
    highs) awk '/^Solve/ { t = $2 } END { print t }' "$2" ;;
    esac
}
objective() {
    case $1 in
    glpsol) awk '/^[*# ]*[0-9]+: obj =/ { sub(/.*obj = */, ""); o = $1 } END { printf "%.0f", o }' "$2" ;;
    clp) awk '/^Optimal objective/ { printf "%.0f", $3 }' "$2" ;;
    cbc) awk '/^Optimal - objective value/ { o = $5 } END { printf "%.0f", o }' "$2" ;;
    highs) awk '/^Objective/ { printf "%.0f", $2 }' "$2" ;;
    esac
}

row() { printf '%-8s %-22s %10s %10s %10s %8s %8s  %s\n' "$@"; }

peer() { # size name command..
    size=$1 name=$2
    shift 2
    log=$B/$name-$size.log
    if ! have "$1"; then row "$size"x "$name" - - - - - 'not installed'; return; fi
    set -- $($B/allocation run "$LIMIT" "$log" "$@")
    solve=$(said "$name" "$log")
    note="objective $(objective "$name" "$log")"
    if [ "$4" != 0 ] || [ -z "$solve" ]; then
        note="stopped after $1 s (limit $LIMIT)"
        [ "$4" = -1 ] || note="gave up, see $log"
        ratio=$(awk -v a="$1" -v b="$OURS" 'BEGIN { printf "> %.0f", a / b }')
        [ "$4" = -1 ] || ratio=-
        solve=-
    else
        ratio=$(awk -v a="$solve" -v b="$OURS" 'BEGIN { printf "%.0f", a / b }')
    fi
    row "$size"x "$name" "$1" "$solve" "$2" "$3" "$ratio" "$note"
}

size() {
    dir=$(folder "$1")
    out=$B/storkok-$1.txt
    lp=
    case " $PEERS " in *" $1 "*) lp=$B/allocation-$1.lp ;; esac
    $B/allocation solve "$dir" 2023-11-27 $lp >"$out"
    OURS=$(get lp_cpu "$out")
    printf '\n%sx: %s kitchens, %s sites, %s rows, %s columns\n' "$1" "$(get kitchens "$out")" \
        "$(get sites "$out")" "$(get rows "$out")" "$(get columns "$out")"
    row size program 'CPU s' 'solve s' 'wall s' MB ratio ''
    row "$1"x 'storkok reading' "$(get read_cpu "$out")" - "$(get read_wall "$out")" - - ''
    row "$1"x 'storkok instance' "$(get instance_cpu "$out")" - "$(get instance_wall "$out")" - - ''
    row "$1"x 'storkok LP' "$OURS" "$OURS" "$(get lp_wall "$out")" "$(get peak_mb "$out")" 1 \
        "objective $(awk -v o="$(get objective "$out")" 'BEGIN { printf "%.0f", o }'), $(
            [ "$(get proven "$out")" = 1 ] && echo proven || echo NOT PROVEN)"
    row "$1"x 'storkok proof' "$(get proof_cpu "$out")" - "$(get proof_wall "$out")" - - ''
    row "$1"x 'storkok re-plan' "$(get replan_cpu "$out")" - "$(get replan_wall "$out")" - - 'one kitchen an hour less'
    [ -n "$lp" ] || return 0
    peer "$1" clp clp "$lp" -solve
    peer "$1" cbc cbc "$lp" -solve
    if [ -d $B/node_modules/highs ]; then
        peer "$1" highs node --max-old-space-size=8192 tests/bench/highs.js $B/node_modules "$lp"
    else
        row "$1"x highs - - - - - 'not installed (npm package highs)'
    fi
    peer "$1" glpsol glpsol --lp "$lp"
    rm -f "$lp"
}

awk -F': ' '/^model name/ { print "machine: " $2; exit }' /proc/cpuinfo
echo "cores: $(nproc), $(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo), glpsol $(
    glpsol --version 2>/dev/null | awk 'NR == 1 { print $NF }')"
for s in $SIZES; do size "$s"; done
