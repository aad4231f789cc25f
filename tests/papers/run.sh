#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Papers from outside: the clock on every sheet against the folder's rules, damage that must be seen,
# hostile names in every page and list, and a disk that is full.
set -u
cd "$ROOT" || exit 1
here=tests/papers
now=2023-11-20T08:00

# papers_of FOLDER NAME: plans W48 and prints its papers into $TMP/NAME
papers_of() {
    "$STORKOK" plan "$1" --week 2023-W48 --out "$TMP/plan_$2" -q --lang sv >/dev/null 2>&1
    "$STORKOK" papers "$1" --plan "$TMP/plan_$2" --out "$TMP/$2" --now $now --lang sv >/dev/null 2>"$TMP/log"
}
# says NAME WHY-FILE STATUS
says() {
    if [ "$3" = 0 ]; then echo "ok $1"; else echo "not ok $1: $(tr '\n' ' ' <"$2" | cut -c1-500)"; fi
}

papers_of tests/data/mini mini
python3 $here/clock.py tests/data/mini "$TMP/mini" >"$TMP/why" 2>&1
says 'the clock on every sheet of the small municipality holds' "$TMP/why" $?

"$STORKOK" generate "$TMP/gen" --kitchens 8 --seed 5 --no-history >/dev/null 2>&1
papers_of "$TMP/gen" tiles
python3 $here/clock.py "$TMP/gen" "$TMP/tiles" >"$TMP/why" 2>&1
says 'the clock on every sheet of a made-up municipality holds' "$TMP/why" $?

# A sheet that is damaged by hand must be refused: otherwise the reader above reads nothing.
damaged() { # NAME SED-COMMAND
    rm -rf "$TMP/hurt" && cp -r "$TMP/mini" "$TMP/hurt" && sed -i "$2" "$TMP"/hurt/k_berga/day-*.html
    if cmp -s "$TMP/mini/k_berga/day-2023-11-28.html" "$TMP/hurt/k_berga/day-2023-11-28.html"; then
        echo "not ok $1 is seen: nothing was damaged"
    elif python3 $here/clock.py tests/data/mini "$TMP/hurt" >/dev/null 2>&1; then
        echo "not ok $1 is seen: it was accepted"
    else echo "ok $1 is seen"; fi
}
damaged 'a pot too many' 's|>Kokgryta [0-9]<|>Kokgryta 9<|'
damaged 'a departure at another time' 's|avgår 10:10|avgår 10:05|'
damaged 'another amount in a pot' 's|<td>\([0-9]*\),\([0-9]*\) kg</td><td class="p">Kokgryta|<td>9\1,\2 kg</td><td class="p">Kokgryta|'
damaged 'other hours' 's|<dd>\([0-9]*\),\([0-9]*\)\(.h</dd>\)|<dd>9\1,\2\3|'

cp -r tests/data/mini "$TMP/hostile"
python3 tests/cli/hostile.py all "$TMP/hostile" >"$TMP/why" 2>&1 && papers_of "$TMP/hostile" bad &&
    python3 tests/cli/hostile.py pages "$TMP/bad" >"$TMP/why" 2>&1
says 'hostile names stay words on every paper' "$TMP/why" $?
