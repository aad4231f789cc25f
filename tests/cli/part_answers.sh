# SPDX-License-Identifier: GPL-3.0-or-later
# The same bytes twice; a planner changes a staff number and sees what and why; hostile names.

plan_mini $mini "$TMP/p1" && plan_mini $mini "$TMP/p2"
same 'two runs give the same bytes' "$TMP/p1" "$TMP/p2"
expect 'the checker accepts the plan' 0 "$STORKOK" verify $mini --plan "$TMP/p1"
cp -R "$TMP/p1" "$TMP/p3"
sed -i '0,/"portions": [0-9]*/s//"portions": 3/' "$TMP/p3/plan.json"
expect 'the checker names a damage' 1 "$STORKOK" verify $mini --plan "$TMP/p3"

rm -rf "$TMP/k3" && cp -R $mini "$TMP/k3"
sed -i '2,5s/;\(480;480;480;480;480\|360;360;360;360;360\);/;90;90;90;90;90;/' "$TMP/k3/staff.csv"
plan_mini "$TMP/k3" "$TMP/p4" || bad 'plan with fewer hours' "exit code $code"
expect 'diff of a staff number' 0 "$STORKOK" diff "$TMP/p1" "$TMP/p4" "$TMP/k3"
if grep -q 'staff.csv' "$TMP/out"; then ok 'diff names the changed file'
else bad 'diff names the changed file' "$(head -n 5 "$TMP/out")"; fi
if grep -q 'berga_46.*k_berga.*-> k_ljung' "$TMP/out"; then ok 'diff says who cooks instead'
else bad 'diff says who cooks instead' "$(head -n 5 "$TMP/out")"; fi
expect 'diff of a plan with itself' 0 "$STORKOK" diff "$TMP/p1" "$TMP/p2" $mini
expect 'explain answers' 0 "$STORKOK" explain $mini --plan "$TMP/p1" --site vik_f3 --day tisdag --kitchen k_ljung
if grep -q 'Köket i Berga' "$TMP/out"; then ok 'and names the kitchen'
else bad 'and names the kitchen' "$(head -n 5 "$TMP/out")"; fi
expect 'explain in English' 0 "$STORKOK" explain $mini --plan "$TMP/p1" --site vik_f3 --day tue --lang en
expect 'explain of an unknown site' 2 "$STORKOK" explain $mini --plan "$TMP/p1" --site vik_f4 --day tis
grep -q 'vik_f3' "$TMP/err" || bad 'explain suggests' "$(cat "$TMP/err")"

# Names that are formulas, markup, quotes, escape codes, right-to-left, emoji or very long.
rm -rf "$TMP/k4" && cp -R $mini "$TMP/k4"
python3 $here/hostile.py make "$TMP/k4"
if plan_mini "$TMP/k4" "$TMP/p5"; then
    if why=$(python3 $here/hostile.py look "$TMP/p5" 2>&1); then ok 'hostile names survive every format'
    else bad 'hostile names survive every format' "$why"; fi
else
    bad 'hostile names are read' "exit code $code"
    head -n 5 "$TMP/err"
fi
