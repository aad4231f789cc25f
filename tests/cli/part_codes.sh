# SPDX-License-Identifier: GPL-3.0-or-later
# Exit codes; nothing is written when something is wrong.

expect 'no command is usage' 2 "$STORKOK"
expect 'help is fine' 0 "$STORKOK" --help
expect 'an unknown command is usage' 2 "$STORKOK" chekc
expect 'an unknown option is usage' 2 "$STORKOK" check $mini --wek
expect 'a missing folder is input' 2 "$STORKOK" check "$TMP/nowhere"
expect 'a week that no year has is usage' 2 "$STORKOK" plan $mini --week 2023-W53
expect 'a week outside the calendars is input' 2 "$STORKOK" plan $mini --week 2035-W10
if grep -q 2035 "$TMP/err"; then ok 'and says which'; else bad 'and says which' "$(cat "$TMP/err")"; fi

# Each kind of bad input, on a copy of mini: code 2, and an older output folder stays as it is.
plan_mini $mini "$TMP/plan" || bad 'plan of mini' "exit code $code"
cp -R "$TMP/plan" "$TMP/before"
broken() { # broken NAME FILE COMMAND: sh code that spoils $f
    rm -rf "$TMP/k" && cp -R $mini "$TMP/k"
    f=$TMP/k/$2
    eval "$3"
    expect "$1" 2 "$STORKOK" plan "$TMP/k" --week $week --out "$TMP/plan"
    [ -s "$TMP/out" ] && bad "$1: stdout" 'is not empty'
    grep -q "$(basename "$2")" "$TMP/err" || bad "$1: place" "$2 is not named"
    diff -r "$TMP/before" "$TMP/plan" >/dev/null || bad "$1: older output" 'was touched'
}
broken 'a missing file' staff.csv 'rm "$f"'
broken 'an unknown kitchen' sites.csv 'sed -i "2s/;k_berga;/;k_bergga;/" "$f"'
broken 'a negative number' equipment.csv 'sed -i "2s/;[0-9][0-9]*;/;-3;/" "$f"'
broken 'an impossible date' guests.csv 'sed -i "2s/20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]/2023-02-30/" "$f"'
broken 'a duplicate key' kitchens.csv 'sed -n 2p "$f" >>"$f"'
broken 'a duplicate key in JSON' kommun.json 'sed -i "s/\"lang\": \"sv\"/\"lang\": \"sv\", \"lang\": \"en\"/" "$f"'
broken 'garbage' menu.csv 'head -c 10485760 /dev/urandom >"$f"'
broken 'a tour that is empty' tour_stops.csv 'sed -i "2,\$d" "$f"'

expect 'a folder of somebody else is refused' 2 "$STORKOK" plan $mini --week $week --out "$TMP/k"
mkdir -p "$TMP/k" && [ -f "$TMP/k/kommun.json" ] || bad 'and stays' 'files are gone'
