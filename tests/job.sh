#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One job of tests/run.sh: job.sh KIND PATH. Writes $OUT/<slug>.tap and <slug>.log.
set -u
kind=$1 path=$2
slug=$(printf '%s' "$kind-$path" | tr '/ ' '__')
tap=$OUT/$slug.tap log=$OUT/$slug.log TMP=$OUT/$slug.tmp
mkdir -p "$TMP"
export TMP

# A program that stops before its last test says so by its exit code or by too few lines.
run_lines() {
    timeout 900 "$@" >"$log" 2>&1 </dev/null
    code=$?
    grep -E '^(ok|not ok) ' "$log" >"$tap"
    want=$(sed -n 's/^1\.\.\([0-9]*\)$/\1/p' "$log" | head -n 1)
    have=$(wc -l <"$tap")
    if [ -n "$want" ] && [ "$have" -lt "$want" ]; then
        echo "not ok $path: stopped after $have of $want tests, exit code $code" >>"$tap"
    elif [ "$code" -ne 0 ] && ! grep -q '^not ok ' "$tap"; then
        echo "not ok $path: exit code $code" >>"$tap"
    elif [ "$have" -eq 0 ]; then
        echo "not ok $path: reported no test" >>"$tap"
    fi
}

# Replaces the machine's paths, so that expected outputs are the same everywhere.
neutral() {
    sed -e "s|$TMP|\$TMP|g" -e "s|$DATA|\$DATA|g" -e "s|$ROOT|\$ROOT|g" "$1"
}

# A golden case is a folder with
#   cmd            shell lines, run in the folder; $STORKOK, $DATA and $TMP (empty) are set
#   input          optional, whatever cmd reads
#   expect.out     stdout; expect.err: stderr; absent = must be empty
#   expect.code    exit code; absent = 0
#   expect.files/  each file in it must equal the same file under $TMP
#   slow           present = not in the quick set
run_golden() {
    : >"$log"
    (cd "$path" && timeout 600 sh ./cmd) >"$TMP.out" 2>"$TMP.err" </dev/null
    echo $? >"$TMP.code"
    neutral "$TMP.out" >"$TMP.n" && mv "$TMP.n" "$TMP.out"
    neutral "$TMP.err" >"$TMP.n" && mv "$TMP.n" "$TMP.err"
    if [ "$ACCEPT" = 1 ]; then accept_golden; fi
    for part in out err code; do
        want=$path/expect.$part
        if [ ! -f "$want" ]; then
            want=$TMP.none
            if [ $part = code ]; then echo 0 >"$want"; else : >"$want"; fi
        fi
        diff -u --label "expected $part" --label "got $part" "$want" "$TMP.$part" >>"$log" 2>&1 ||
            bad="${bad:+$bad, }$part"
    done
    if [ -d "$path/expect.files" ]; then
        (cd "$path/expect.files" && find . -type f | LC_ALL=C sort) >"$TMP.list"
        while read -r f; do
            diff -u --label "expected $f" --label "got $f" "$path/expect.files/$f" "$TMP/$f" \
                >>"$log" 2>&1 || bad="${bad:+$bad, }$f"
        done <"$TMP.list"
    fi
    name=${path#tests/golden/}
    if [ -z "${bad:-}" ]; then echo "ok $name"; else echo "not ok $name: differs in $bad"; fi >"$tap"
}

accept_golden() {
    for part in out err; do
        if [ -s "$TMP.$part" ]; then cp "$TMP.$part" "$path/expect.$part"
        else rm -f "$path/expect.$part"; fi
    done
    if [ "$(cat "$TMP.code")" = 0 ]; then rm -f "$path/expect.code"
    else cp "$TMP.code" "$path/expect.code"; fi
    [ -d "$path/expect.files" ] || return 0
    (cd "$path/expect.files" && find . -type f) | while read -r f; do
        cp "$TMP/$f" "$path/expect.files/$f"
    done
}

case $kind in
unit) run_lines "$BUILD/san/${path%.c}" ;;
corpus)
    target=${path##*/fuzz_}
    run_lines "$BUILD/san/${path%.c}" "tests/fuzz/corpus/${target%.c}"
    ;;
golden) run_golden ;;
script) run_lines "$path" ;;
esac
rm -rf "$TMP" "$TMP".*
exit 0
