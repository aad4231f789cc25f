# SPDX-License-Identifier: GPL-3.0-or-later
# A client that subscribes: vdirsyncer fetches a kitchen's calendar from a folder, khal shows it. Three
# versions one after the other: as published, with the week after, with a week withdrawn; then the weeks
# of both changes of the clock and of week 53.

client_new() { # HOME
    rm -rf "$1"
    mkdir -p "$1/vdir" "$1/vstatus"
    cat >"$1/vdir.conf" <<CONF
[general]
status_path = "$1/vstatus"
[pair feeds]
a = "web"
b = "disk"
collections = null
conflict_resolution = "a wins"
[storage web]
type = "singlefile"
path = "$1/served.ics"
read_only = true
[storage disk]
type = "filesystem"
path = "$1/vdir"
fileext = ".ics"
CONF
    cat >"$1/khal.conf" <<CONF
[calendars]
[[feed]]
path = $1/vdir
[locale]
local_timezone = Europe/Stockholm
default_timezone = Europe/Stockholm
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = $1/khal.db
CONF
}

client_fetch() { # HOME PUBLISHED: the client then holds what is served, event by event
    cp "$2/feeds/kitchen/k_berga.ics" "$1/served.ics"
    [ -d "$1/vstatus/feeds" ] || yes | vdirsyncer -c "$1/vdir.conf" discover >/dev/null 2>&1
    vdirsyncer -c "$1/vdir.conf" sync >"$1/log" 2>&1 || { tail -n 2 "$1/log"; return 1; }
    want=$(grep -c '^BEGIN:VEVENT' "$1/served.ics")
    have=$(find "$1/vdir" -name '*.ics' | wc -l)
    [ "$want" = "$have" ] || { echo "$2: $want events served, $have stored"; return 1; }
}

client_shows() { # HOME PUBLISHED FROM DAYS
    khal -c "$1/khal.conf" list --format '{start-date} {start-time} {end-time} {title}' --day-format '' \
        "$3" "$4d" >"$1/listed" 2>"$1/log" || { tail -n 2 "$1/log"; return 1; }
    last=$(date -d "$3 + $(($4 - 1)) days" +%F)
    python3 tests/feed/shown.py "$2/state.json" kitchen/k_berga "$3" "$last" "$1/listed"
}

three_versions() {
    client_new "$TMP/client"
    for v in "$TMP/first" "$TMP/second" "$pub"; do client_fetch "$TMP/client" "$v" || return 1; done
    client_shows "$TMP/client" "$pub" 2023-12-04 7
}

# The small kommun in another year: three weeks published one after the other, fetched after each.
another_year() { # NAME SHIFT_WEEKS FIRST_MONDAY
    in=$TMP/$1 home=$TMP/client-$1 at=$TMP/pub-$1
    cp -R $mini "$in"
    python3 tests/feed/shift.py "$in" "$2"
    client_new "$home"
    for i in 0 1 2; do
        monday=$(date -d "$3 + $((7 * i)) days" +%F)
        "$STORKOK" plan "$in" --week "$(date -d "$monday" +%G-W%V)" --out "$TMP/plan-$1" -q >/dev/null 2>"$TMP/why"
        "$STORKOK" publish "$in" --plan "$TMP/plan-$1" --to "$at" --now "$(date -d "$3 - $((4 - i)) days" +%F)T08:00" \
            >/dev/null 2>"$TMP/why" || { cat "$TMP/why"; return 1; }
        ! grep -rq STATUS:CANCELLED "$at/feeds" || { echo "$monday cancels what was published"; return 1; }
        "$STORKOK" feed check "$at/feeds" --lang en | grep -q 'errors 0, warnings 0' || { echo 'feed check'; return 1; }
        if [ "$have_client" ]; then client_fetch "$home" "$at" || return 1; fi
    done
    [ ! "$py" ] || $py tests/feed/parse.py "$at" || return 1
    [ ! "$have_client" ] || client_shows "$home" "$at" "$3" 21
}

have_client=
if command -v vdirsyncer >/dev/null && command -v khal >/dev/null; then
    have_client=1
    is 'a client holds and shows three versions' three_versions
else echo 'ok a real client over three versions # SKIP vdirsyncer or khal is missing'; fi
is 'spring: the weeks around 2026-03-29' another_year spring 120 2026-03-16
is 'autumn: the weeks around 2026-10-25' another_year autumn 150 2026-10-12
is 'week 53: 2026-W52, 2026-W53, 2027-W01' another_year w53 160 2026-12-21
