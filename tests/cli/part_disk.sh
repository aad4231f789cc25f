# SPDX-License-Identifier: GPL-3.0-or-later
# A full disk, a kill, Ctrl-C: the old output stays whole, or the new one is.

if [ -c /dev/full ]; then
    "$STORKOK" format >/dev/full 2>"$TMP/err"
    code=$?
    if [ $code = 4 ]; then ok 'a full disk behind stdout is told'
    else bad 'a full disk behind stdout is told' "exit code $code"; fi
else skip 'a full disk behind stdout is told' 'no /dev/full'; fi

full=$TMP/small
mkdir -p "$full"
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=400k tmpfs "$full" 2>/dev/null; then
    plan_mini $mini "$full/plan" || bad 'first plan on a small disk' "exit code $code"
    cp -R "$full/plan" "$TMP/small.before"
    head -c 1000000 /dev/zero >"$full/fill" 2>/dev/null
    expect 'a full disk is told' 4 "$STORKOK" plan $mini --week $week --out "$full/plan"
    same 'a full disk leaves the old folder whole' "$TMP/small.before" "$full/plan"
    left=$(find "$full" -name '*.new-*' | wc -l)
    if [ "$left" = 0 ]; then ok 'and nothing half-built'; else bad 'and nothing half-built' "$left left"; fi
    umount "$full"
else skip 'a full disk is told' 'needs root and tmpfs'; fi

# Two plans that differ; the second is killed at many moments while it replaces the first.
plan_mini $mini "$TMP/a" || bad 'plan before the kills' "exit code $code"
rm -rf "$TMP/k2" && cp -R $mini "$TMP/k2"
sed -i '2s/;480;480;/;240;240;/' "$TMP/k2/staff.csv"
plan_mini "$TMP/k2" "$TMP/b" || bad 'plan of fewer hours' "exit code $code"
if cmp -s "$TMP/a/plan.json" "$TMP/b/plan.json"; then bad 'fewer hours change the plan' 'they do not'
else ok 'fewer hours change the plan'; fi

whole=1 moments=0
for signal in KILL INT; do
    for ms in 1 2 4 6 8 10 12 14 17 20 25 30 40 60 90 150 250; do
        rm -rf "$TMP/w" && cp -R "$TMP/a" "$TMP/w"
        "$RELEASE" plan "$TMP/k2" --week $week --now $now -q --out "$TMP/w" >/dev/null 2>&1 &
        pid=$!
        sleep "$(printf '0.%03d' $ms)"
        kill -s $signal $pid 2>/dev/null
        wait $pid 2>/dev/null
        moments=$((moments + 1))
        diff -r "$TMP/a" "$TMP/w" >/dev/null 2>&1 || diff -r "$TMP/b" "$TMP/w" >/dev/null 2>&1 || whole=0
    done
done
if [ $whole = 1 ]; then ok "$moments kills leave the old folder or the new one, whole"
else bad 'kills leave the old folder or the new one' 'a mixture was found'; fi
