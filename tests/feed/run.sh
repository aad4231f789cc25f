#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Feeds of the small kommun through the program, read by others: python3-icalendar, and a real client
# (vdirsyncer and khal) over three published versions. Prints "ok NAME" or "not ok NAME: why".
set -u
cd "$ROOT" || exit 1
mini=tests/data/mini
pub=$TMP/pub

ok() { echo "ok $1"; }
bad() { echo "not ok $1: $2"; }
is() { # NAME COMMAND...
    name=$1
    shift
    if "$@" >"$TMP/log" 2>&1; then ok "$name"; else bad "$name" "$(tail -n 3 "$TMP/log" | tr '\n' ' ')"; fi
}
publish() { # WEEK NOW
    "$STORKOK" publish $mini --plan "$TMP/W$1" --to "$pub" --now "$2" --json >"$TMP/told" 2>"$TMP/err"
}

for w in 48 49; do "$STORKOK" plan $mini --week 2023-W$w --out "$TMP/W$w" -q >/dev/null 2>&1; done

is 'a plan alone changes no feed' test ! -e "$pub"
is 'publish W48' publish 48 2023-11-20T08:00
cp -R "$pub" "$TMP/first"
is 'publish W48 again' publish 48 2023-11-21T09:00
is 'an unchanged plan gives the same bytes' diff -r "$TMP/first" "$pub"
is 'publish W49' publish 49 2023-11-22T08:00
is 'W49 cancels nothing of W48' sh -c "! grep -rq STATUS:CANCELLED '$pub/feeds'"
cp -R "$pub" "$TMP/second"
is 'unpublish W48' "$STORKOK" unpublish $mini --week 2023-W48 --to "$pub" --now 2023-11-23T08:00
is 'what is withdrawn is cancelled' grep -rq 'SUMMARY:INSTÄLLT: ' "$pub/feeds"
is 'a week that is not published cannot be withdrawn' sh -c \
    "! '$STORKOK' unpublish $mini --week 2023-W48 --to '$pub' --now 2023-11-23T08:00"
is 'language is a setting' sh -c "LANG=en_US.UTF-8 '$STORKOK' publish $mini --plan '$TMP/W49' \
    --to '$pub' --now 2023-11-24T08:00 && grep -rq 'SUMMARY:Produktion' '$pub/feeds'"
is 'own feeds pass the check' "$STORKOK" feed check "$pub/feeds"
is 'no warnings either' sh -c "'$STORKOK' feed check '$pub/feeds' --lang en | grep -q 'errors 0, warnings 0'"
printf 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' >"$TMP/bad.ics"
is 'a bad calendar fails the check' sh -c "'$STORKOK' feed check '$TMP/bad.ics' >/dev/null; test \$? = 1"
is 'a foreign folder is refused' sh -c "mkdir '$TMP/mine' && echo x >'$TMP/mine/a' && \
    ! '$STORKOK' publish $mini --plan '$TMP/W48' --to '$TMP/mine' --now 2023-11-20T08:00"
rm "$pub/state.json"
is 'a lost state does not lower SEQUENCE' sh -c "publish() { '$STORKOK' publish $mini --plan \
    '$TMP/W49' --to '$pub' --now 2023-11-25T08:00; }; publish && python3 tests/feed/higher.py '$TMP/second' '$pub'"

py=
for p in python3 /usr/bin/python3; do [ "$py" ] || ! $p -c "import icalendar" 2>/dev/null || py=$p; done
if [ "$py" ]; then
    is 'python3-icalendar reads every feed' $py tests/feed/parse.py "$TMP/second"
else echo 'ok python3-icalendar reads every feed # SKIP python3-icalendar is missing'; fi

vo=
for p in python3 /usr/bin/python3; do [ "$vo" ] || ! $p -c "import vobject" 2>/dev/null || vo=$p; done
if [ "$vo" ]; then
    is 'python3-vobject reads every feed' $vo tests/feed/parse_vobject.py "$TMP/second"
else echo 'ok python3-vobject reads every feed # SKIP python3-vobject is missing'; fi

# Names that are formulas, markup, quotes, right-to-left, emoji or very long, on the whole way.
cp -R $mini "$TMP/hostile"
python3 tests/cli/hostile.py all "$TMP/hostile"
"$STORKOK" plan "$TMP/hostile" --week 2023-W48 --out "$TMP/hplan" -q >/dev/null 2>&1
is 'publish a hostile municipality' "$STORKOK" publish "$TMP/hostile" --plan "$TMP/hplan" --to "$TMP/hpub" \
    --now 2023-11-20T08:00
is 'hostile names break no rule of bytes, times and identities' "$STORKOK" feed check "$TMP/hpub/feeds"
is 'hostile names reach the feeds' grep -rqF 'script>alert' "$TMP/hpub/feeds"
[ ! "$py" ] || is 'python3-icalendar reads them as they are' $py tests/feed/parse.py "$TMP/hpub"
[ ! "$vo" ] || is 'python3-vobject reads them as they are' $vo tests/feed/parse_vobject.py "$TMP/hpub"
for s in second hpub; do
    is "state.json follows its schema: $s" python3 tests/cli/valid.py --plain data/schema/feed-state.schema.json \
        "$TMP/$s/state.json"
done

# A site is gone from the folder while its published week is not over.
cp -R $mini "$TMP/fewer"
sed -i '/vik_f3/d' "$TMP"/fewer/*.csv
sed -i 's/^LOCATION:vik_f3/LOCATION:berga_46/' "$TMP"/fewer/calendars/*.ics
cp -R "$TMP/first" "$TMP/kept"
"$STORKOK" plan "$TMP/fewer" --week 2023-W49 --out "$TMP/fplan" -q >/dev/null 2>&1
is 'the week after is published without the site' sh -c "'$STORKOK' publish '$TMP/fewer' --plan '$TMP/fplan' \
    --to '$TMP/kept' --now 2023-11-29T08:00 --lang sv | grep -q '1 publicerad vecka'"
is 'what was published of it stays' sh -c "cmp '$TMP/first/feeds/site/vik_f3.ics' '$TMP/kept/feeds/site/vik_f3.ics' \
    && ! grep -rq STATUS:CANCELLED '$TMP/kept/feeds'"
rm "$TMP/kept/state.json"
is 'without a state it is refused by name' sh -c "'$STORKOK' publish '$TMP/fewer' --plan '$TMP/fplan' \
    --to '$TMP/kept' --now 2023-11-29T09:00 2>&1 | grep -q 2023-W48.json"

if node -e 'require("ical.js")' 2>/dev/null; then
    is 'ical.js reads every feed' node tests/feed/parse.cjs "$TMP/second"
else echo 'ok ical.js reads every feed # SKIP node finds no ical.js (NODE_PATH)'; fi

lacking=$(grep -oh '"[A-Z][0-9][0-9]"' src/out/feed_*.c | tr -d '"' | sort -u | while read -r r; do
    grep -q "^|.*$r" data/format/feed.md || echo "$r"; done)
if [ -z "$lacking" ]; then ok 'data/format/feed.md has every rule of the check'
else bad 'data/format/feed.md has every rule of the check' "$lacking"; fi

. tests/feed/client.sh
