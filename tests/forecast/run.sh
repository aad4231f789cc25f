#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Forecast and backtest from outside: the example's history, a folder of counts, and what may not be seen.
set -u
cd "$ROOT" || exit 1
. tests/cli/lib.sh
mini=tests/data/mini

# The example: the forecast must beat all four baselines. Release build, some seconds.
if [ "$SET" = quick ]; then skip 'the example beats the baselines' 'not in the quick set'
elif "$RELEASE" backtest data/linkoping --from 2023-08-21 --json -q >"$TMP/bt.json" 2>"$TMP/err"; then
    why=$(python3 - "$TMP/bt.json" <<'EOF'
import json, sys
r = json.load(open(sys.argv[1]))["result"]
own = r["methods"][r["judged"]]["main"]
if (r["beaten"], r["baselines"], r["too_few"]) != (4, 4, False):
    print(r["beaten"], "of", r["baselines"], "beaten")
for name in ("same_weekday", "four_weekdays", "for_enrolled", "own_order"):
    if not own["cost_pct"] < r["methods"][name]["main"]["cost_pct"]:
        print("costs more than", name)
EOF
    )
    if [ -z "$why" ]; then ok 'the example beats the four baselines in WAPE, pinball loss and cost'
    else bad 'the example beats the four baselines in WAPE, pinball loss and cost' "$why"; fi
else bad 'the example beats the baselines' "$(head -n 3 "$TMP/err")"; fi

# A folder of counts: weekday pattern known, 200 service days of three units.
counts=$TMP/counts
mkdir -p "$counts"
python3 - "$counts" <<'EOF'
import datetime, sys
day = datetime.date(2022, 1, 3)
cal = ["date,service_day"]
att = ["unit,type,date,attendance,enrolled,ordered"]
for i in range(280):
    d = day + datetime.timedelta(i)
    open_ = d.weekday() < 5
    cal.append(f"{d},{int(open_)}")
    for u, size in (("a", 100), ("b", 200), ("c", 50)):
        if open_:
            eaten = round(size * (0.9, 0.85, 0.95, 0.8, 0.7)[d.weekday()]) + (i * 7 + size) % 5 - 2
            att.append(f"{u},school,{d},{eaten},{size},{eaten + 4}")
open(sys.argv[1] + "/calendar.csv", "w").write("\n".join(cal) + "\n")
open(sys.argv[1] + "/attendance.csv", "w").write("\n".join(att) + "\n")
EOF
if "$STORKOK" backtest "$counts" --lang en >"$TMP/out" 2>"$TMP/err" &&
    grep -q 'beats [0-9] of 4 baselines' "$TMP/out"
then ok 'backtest of a folder of counts'
else bad 'backtest of a folder of counts' "$(cat "$TMP/err" "$TMP/out" | head -n 20)"; fi

# Nothing after the as-of date is seen: later counts change no byte of the list.
cp -R $mini "$TMP/later"
printf '2023-11-20;berga_46;lunch;3;ätande\n2023-11-21;berga_46;lunch;3;ätande\n' \
    >>"$TMP/later/history/attendance.csv"
for d in $mini "$TMP/later"; do
    "$STORKOK" forecast "$d" --from 2023-11-20 --days 5 --csv -q >"$TMP/list.${d##*/}" 2>"$TMP/err"
done
if [ -s "$TMP/list.mini" ] && cmp -s "$TMP/list.mini" "$TMP/list.later"
then ok 'counts after the as-of date are not seen'
else bad 'counts after the as-of date are not seen' 'the lists differ'; fi

# No number is NaN or infinite, without any history either.
cp -R $mini "$TMP/none" && rm -r "$TMP/none/history"
if "$STORKOK" forecast "$TMP/none" --from 2023-11-20 --days 5 --csv -q >"$TMP/out" 2>"$TMP/err"; then
    if grep -qi -e nan -e inf "$TMP/out"; then bad 'forecast without history' 'not a number'
    else ok 'forecast without history'; fi
else bad 'forecast without history' "$(head -n 3 "$TMP/err")"; fi
