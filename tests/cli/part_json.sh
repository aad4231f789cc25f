# SPDX-License-Identifier: GPL-3.0-or-later
# Every --json answer is one envelope, and its result follows its schema.

if ! python3 -c 'import jsonschema' 2>/dev/null; then
    skip 'JSON against its schemas' 'python3-jsonschema is missing'
else
    # valid NAME SCHEMA CODE ARGS...: SCHEMA "-" = envelope only
    valid() {
        name=$1 schema=$2 want=$3
        shift 3
        "$STORKOK" "$@" --json >"$TMP/json" 2>"$TMP/err" </dev/null
        got=$?
        if why=$(python3 $here/valid.py "$TMP/json" "$schema" "$got" 2>&1); then
            case " $want " in
            *" $got "*) ok "$name" ;;
            *) bad "$name" "exit code $got, expected one of $want" ;;
            esac
        else bad "$name" "$why"; fi
    }
    valid 'json of check' check 0 check $mini
    valid 'json of plan' plan-summary '0 1' plan $mini --week $week --out "$TMP/json.plan"
    valid 'json of verify' diags 0 verify $mini --plan "$TMP/json.plan"
    valid 'json of explain' - 0 explain $mini --plan "$TMP/json.plan" --site vik_f3 --day tis
    valid 'json of forecast' forecast 0 forecast $mini --from 2023-11-20 --days 5 --out "$TMP/json.fc"
    valid 'json of backtest' backtest 0 backtest $mini
    valid 'json of a bad day' - 2 forecast $mini --from 2023-02-30 --days 5
    valid 'json of diff' - 0 diff "$TMP/json.plan" "$TMP/json.plan" $mini
    valid 'json of doctor' - 0 doctor
    valid 'json of help' - 0 help plan
    valid 'json of format' - 0 format
    valid 'json of a wrong word' - 2 plann
    valid 'json of a missing folder' - 2 check "$TMP/nowhere"
    sed 's/;k_berga;/;k_bergga;/' $mini/sites.csv >"$TMP/sites.csv"
    cp -R $mini "$TMP/jk" && cp "$TMP/sites.csv" "$TMP/jk/sites.csv"
    valid 'json of faults' check 2 check "$TMP/jk"
    if python3 $here/valid.py --plain data/schema/forecast.schema.json "$TMP/json.fc/forecast.json" 2>"$TMP/why"
    then ok 'forecast.json follows its schema'; else bad 'forecast.json follows its schema' "$(head -n 3 "$TMP/why")"; fi
    if python3 $here/valid.py --plain data/schema/plan.schema.json "$TMP/json.plan/plan.json" 2>"$TMP/why"
    then ok 'plan.json follows its schema'; else bad 'plan.json follows its schema' "$(head -n 3 "$TMP/why")"; fi
fi
