# SPDX-License-Identifier: GPL-3.0-or-later
# Manual and completion are what the tables say; every example runs.

for pair in man:man/storkok.1:en man:man/sv/storkok.1:sv completion:completion/storkok.bash:sv; do
    what=${pair%%:*} rest=${pair#*:}
    file=${rest%:*} lang=${rest##*:}
    "$STORKOK" help --"$what" --lang "$lang" >"$TMP/doc" 2>&1
    if cmp -s "$TMP/doc" "data/$file"; then ok "data/$file is up to date"
    else bad "data/$file is up to date" "make it: storkok help --$what --lang $lang >data/$file"; fi
done
if bash -n data/completion/storkok.bash; then ok 'completion is bash'
else bad 'completion is bash' 'see above'; fi

lines=$("$STORKOK" --help | wc -l)
if [ "$lines" -le 40 ]; then ok 'help fits a screen'
else bad 'help fits a screen' "$lines lines"; fi
wide=$("$STORKOK" --help; "$STORKOK" --help --lang en)
if printf '%s\n' "$wide" | awk 'length($0) > 80 { exit 1 }'; then ok 'help fits 80 columns'
else bad 'help fits 80 columns' 'a line is longer'; fi

# The examples of the manual, in its order: later ones use what earlier ones wrote.
if [ "$SET" = quick ]; then skip 'examples of the manual' 'not in the quick set'
elif [ -d data/linkoping ]; then
    mkdir -p "$TMP/examples/build" && ln -s "$ROOT/data" "$TMP/examples/data"
    # what the example of diff compares with
    (cd "$TMP/examples" && "$RELEASE" plan data/linkoping --week $week --split -q --out build/W48-split \
        >/dev/null 2>&1)
    sed -n '/^\.EX$/{n;s/\\-/-/g;p;}' data/man/storkok.1 >"$TMP/lines"
    while read -r word line; do
        [ "$word" = storkok ] || bad "example $word $line" 'does not begin with storkok'
        (cd "$TMP/examples" && eval "\"$RELEASE\" -q $line" >"$TMP/out" 2>"$TMP/err" </dev/null)
        code=$?
        if [ $code -le 1 ]; then ok "example storkok $line"
        else bad "example storkok $line" "exit code $code: $(head -n 1 "$TMP/err")"; fi
    done <"$TMP/lines"
    rm -rf "$TMP/examples"
fi
