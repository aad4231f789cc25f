# SPDX-License-Identifier: GPL-3.0-or-later
# The kitchen review: ended by Ctrl-C or a clock it gives the best so far; the same steps give the same
# bytes; the model that it leaves behind is one that glpsol reads.

if [ "$SET" = quick ] || [ ! -d data/linkoping ]; then skip 'review of the example' 'not in the quick set'
else
    # One signal, as a terminal sends it (timeout(1) sends two, and the second ends the program).
    "$RELEASE" review data/linkoping --pareto cooking=10..35 --json >"$TMP/out" 2>"$TMP/err" </dev/null &
    pid=$!
    sleep 2
    started=$(date +%s%N)
    kill -INT $pid && wait $pid
    took=$((($(date +%s%N) - started) / 1000000))
    if jq -e '.code == 0 and (.result.facts | .bound_ore <= .cost_ore)
              and (.result.facts.stopped or (.result.tables.pareto | length) < 26)' "$TMP/out" >/dev/null
    then ok 'Ctrl-C gives the best structure so far, its bound and its gap'
    else bad 'Ctrl-C gives the best structure so far, its bound and its gap' "$(head -c 300 "$TMP/out" "$TMP/err")"; fi
    if [ "$took" -lt 20000 ]; then ok 'Ctrl-C is heard at once'
    else bad 'Ctrl-C is heard at once' "took $took ms"; fi

    started=$(date +%s%N)
    expect 'a wall-clock limit ends the review' 0 "$RELEASE" review data/linkoping --seconds 2 --pareto cooking=10..35
    took=$((($(date +%s%N) - started) / 1000000))
    if [ "$took" -lt 30000 ]; then ok 'the wall-clock limit is kept'
    else bad 'the wall-clock limit is kept' "took $took ms"; fi

    for n in 1 2; do
        "$RELEASE" review data/linkoping --limit 1500 --kitchens 55 --now $now -q --out "$TMP/review$n" >/dev/null 2>&1
    done
    same 'the same steps give the same bytes' "$TMP/review1" "$TMP/review2"
    rm -rf "$TMP/review1" "$TMP/review2"
fi

expect 'review keeps its model' 1 "$STORKOK" review $mini --keep-model "$TMP/model"
if command -v glpsol >/dev/null && glpsol -m "$TMP/model/review.mod" -d "$TMP/model/review.dat" --check >"$TMP/out" 2>&1
then ok 'glpsol reads the model of the review'
else bad 'glpsol reads the model of the review' "$(tail -n 2 "$TMP/out")"; fi
rm -rf "$TMP/model"
