#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every command that ends in a report: what it prints with --json and what lies in its folder follow the schema of all
# reports and the one beside the report. Prints "ok NAME", "not ok NAME: why" or "ok NAME # SKIP why".
set -u
cd "$ROOT" || exit 1
if ! python3 -c 'import jsonschema' 2>/dev/null; then
    echo 'ok reports follow their schemas # SKIP python3-jsonschema is not installed'
    exit 0
fi
mini=tests/data/mini price=tests/data/pricemini

report() { # NAME PROGRAM COMMAND...
    name=$1 program=$2
    shift 2
    "$program" "$@" --json --lang en -q --out "$TMP/$name" --now 2023-11-20T08:15 >"$TMP/$name.json" 2>"$TMP/err"
    code=$?
    if [ $code -gt 1 ]; then echo "not ok $name: exit code $code, $(head -n 1 "$TMP/err")"
    elif why=$(python3 tests/schema/report.py "$TMP/$name.json" "$TMP/$name" 2>&1); then echo "ok $name"
    else echo "not ok $name: $(printf '%s' "$why" | tail -n 1)"; fi
}
report price "$STORKOK" price $price --year 2024 --weeks 0
report price_scenario "$STORKOK" price $price --year 2024 --weeks 0 --scenario fler
report price_trace "$STORKOK" price $price --year 2024 --weeks 0 --trace lunch
report waste "$STORKOK" waste $mini
report outage "$STORKOK" outage $mini --week 2023-W48 --day tis --at 06:30
report whatif "$STORKOK" whatif $mini tests/data/scenarios/dearer_food.json --weeks 1
report review "$STORKOK" review $mini
report stock "$RELEASE" stock $mini
report followup "$RELEASE" followup data/linkoping --to 2023-08-31
report invoice "$RELEASE" invoice data/linkoping --month 2023-10
