# SPDX-License-Identifier: GPL-3.0-or-later
# A client that subscribes: vdirsyncer fetches the planner's and a kitchen's calendar from a folder, khal
# shows it. Not part of what must be installed.

client() {
    cat >"$TMP/vdir.conf" <<CONF
[general]
status_path = "$TMP/vstatus"
[pair feeds]
a = "web"
b = "disk"
collections = null
conflict_resolution = "a wins"
[storage web]
type = "singlefile"
path = "$TMP/served.ics"
read_only = true
[storage disk]
type = "filesystem"
path = "$TMP/vdir"
fileext = ".ics"
CONF
    cat >"$TMP/khal.conf" <<CONF
[calendars]
[[feed]]
path = $TMP/vdir
[locale]
local_timezone = Europe/Stockholm
default_timezone = Europe/Stockholm
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = $TMP/khal.db
CONF
    mkdir -p "$TMP/vdir" "$TMP/vstatus"
    for v in "$TMP/first" "$TMP/second" "$pub"; do
        cp "$v/feeds/kitchen/k_berga.ics" "$TMP/served.ics"
        [ -d "$TMP/vstatus/feeds" ] || yes | vdirsyncer -c "$TMP/vdir.conf" discover >/dev/null 2>&1
        vdirsyncer -c "$TMP/vdir.conf" sync >"$TMP/log" 2>&1 || return 1
        want=$(grep -c '^BEGIN:VEVENT' "$TMP/served.ics")
        have=$(find "$TMP/vdir" -name '*.ics' | wc -l)
        [ "$want" = "$have" ] || { echo "$v: $want events served, $have stored" >>"$TMP/log"; return 1; }
    done
}

if command -v vdirsyncer >/dev/null && command -v khal >/dev/null; then
    if client; then ok 'vdirsyncer holds every event over three versions'
    else bad 'vdirsyncer holds every event over three versions' "$(tail -n 2 "$TMP/log" | tr '\n' ' ')"; fi
    khal -c "$TMP/khal.conf" list 2023-12-04 7d >"$TMP/log" 2>&1
    shown=$(grep -c Produktion "$TMP/log")
    if [ "$shown" -gt 5 ]; then ok 'khal shows the production of a week'
    else bad 'khal shows the production of a week' "$(head -n 3 "$TMP/log" | tr '\n' ' ')"; fi
else echo 'ok a real client over three versions # SKIP vdirsyncer or khal is missing'; fi
