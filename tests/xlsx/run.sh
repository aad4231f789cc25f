#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The municipality's workbook: every cell against the JSON of the same numbers, read by book.py and, where
# it is installed, by LibreOffice as it shows them; hostile names; small groups; the same bytes twice.
set -u
cd "$ROOT" || exit 1
here=tests/xlsx
mini=tests/data/mini

is() { # NAME COMMAND...
    name=$1
    shift
    if "$@" >"$TMP/log" 2>&1; then echo "ok $name"
    else echo "not ok $name: $(tail -n 3 "$TMP/log" | tr '\n' ' ')"; fi
}
not() { ! "$@"; }
week() { # FOLDER NAME
    "$STORKOK" plan "$1" --week 2023-W48 --out "$TMP/$2-plan" -q >/dev/null 2>&1
    "$STORKOK" papers "$1" --plan "$TMP/$2-plan" --out "$TMP/$2" --now 2023-11-20T08:00 >/dev/null 2>&1
}

is 'papers with a workbook' week $mini mini
is 'the workbook holds what the JSON says, cell by cell' python3 $here/book.py same "$TMP/mini/kommun.xlsx" "$TMP/mini/kommun.json"
is 'nothing in the workbook can act' python3 $here/book.py sound "$TMP/mini/kommun.xlsx"
is 'its sheets print large enough to be read' python3 $here/book.py prints "$TMP/mini/kommun.xlsx"
cp "$TMP/mini/kommun.xlsx" "$TMP/first.xlsx"
sleep 1
"$STORKOK" papers $mini --plan "$TMP/mini-plan" --out "$TMP/mini" --now 2023-11-20T08:00 >/dev/null 2>&1
is 'the same bytes a second later' cmp "$TMP/first.xlsx" "$TMP/mini/kommun.xlsx"
is 'a kitchen alone gets no workbook' sh -c "'$STORKOK' papers $mini --plan '$TMP/mini-plan' --kitchen k_berga \
    --out '$TMP/one' && ! test -e '$TMP/one/kommun.xlsx'"

cp -R $mini "$TMP/hostile-in"
python3 tests/cli/hostile.py all "$TMP/hostile-in"
is 'papers of a hostile municipality' week "$TMP/hostile-in" hostile
is 'hostile names are text, cell by cell' python3 $here/book.py same "$TMP/hostile/kommun.xlsx" "$TMP/hostile/kommun.json"
is 'and nothing of them acts' python3 $here/book.py sound "$TMP/hostile/kommun.xlsx"

# A diet of few guests is in the JSON by name with a limit of 1, and without it with one of 1000.
for limit in 1 1000; do
    cp -R $mini "$TMP/in-$limit"
    sed -i "s/\"settings\": {/&\"diet_min_shown\": $limit,/" "$TMP/in-$limit/policy.json"
    week "$TMP/in-$limit" "diets-$limit"
done
diet=$(sed -n 2p $mini/diets.csv | cut -d';' -f2)
is 'a diet that may be shown is named' grep -q "\"diet\": *\"$diet\"" "$TMP/diets-1/kommun.json"
is 'a diet of few guests is not named' not grep -qi "$diet" "$TMP/diets-1000/kommun.json"
is 'named in the workbook, too' python3 $here/book.py says "$TMP/diets-1/kommun.xlsx" "$diet"
is 'nor named there' not python3 $here/book.py says "$TMP/diets-1000/kommun.xlsx" "$diet"

is 'a forecast with a workbook' "$STORKOK" forecast $mini --from 2023-11-27 --days 5 --out "$TMP/fc" --now 2023-11-20T08:00
is 'its list is the CSV, cell by cell' python3 $here/book.py list "$TMP/fc/forecast.xlsx" 6 "$TMP/fc/forecast.csv"
is 'so are its stages' python3 $here/book.py list "$TMP/fc/forecast.xlsx" 4 "$TMP/fc/stages.csv"
is 'a page a category has its charts' grep -q '<svg.*viewBox' "$TMP/fc/charts_ak4_6.html"
is 'and each is a file' grep -q 'class="q"' "$TMP/fc/berga_46-lunch.svg"
is 'nothing in it can act' python3 $here/book.py sound "$TMP/fc/forecast.xlsx"

# Every command that shows its result as a report writes the same workbook.
report() { # NAME ARGS...
    name=$1
    shift
    "$STORKOK" "$@" --out "$TMP/report-$name" --now 2023-11-20T08:00 -q >"$TMP/why" 2>&1
    [ $? -le 1 ] && [ -f "$TMP/report-$name/$name.xlsx" ] || { cat "$TMP/why"; return 1; }
    python3 $here/book.py sound "$TMP/report-$name/$name.xlsx" &&
        python3 $here/book.py same "$TMP/report-$name/$name.xlsx" "$TMP/report-$name/report.json"
}
is 'waste is a workbook, cell by cell' report waste waste "$TMP/hostile-in"
is 'outage is a workbook, cell by cell' report outage outage $mini --plan "$TMP/mini-plan" --kitchen k_berga
is 'review is a workbook, cell by cell' report review review $mini --kitchens 3

skip() { echo "ok LibreOffice shows the same numbers # SKIP $1"; exit 0; }
[ "$SET" != quick ] || skip 'takes long'
soffice=$(command -v soffice || command -v libreoffice) || skip 'no LibreOffice'
mkdir -p "$TMP/profile/user"
cat >"$TMP/profile/user/registrymodifications.xcu" <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop></item>
</oor:items>
XCU
# Separator ';', UTF-8, Swedish, cells as shown, every sheet to a file of its own.
for who in mini hostile; do
    timeout 120 "$soffice" -env:UserInstallation="file://$TMP/profile" --headless --norestore --convert-to \
        'csv:Text - txt - csv (StarCalc):59,34,76,1,,1053,false,true,false,false,false,-1' \
        --outdir "$TMP/$who-csv" "$TMP/$who/kommun.xlsx" >"$TMP/soffice.log" 2>&1
    is "LibreOffice shows the same numbers: $who" python3 $here/book.py csv "$TMP/$who-csv" "$TMP/$who/kommun.json"
done
