# SPDX-License-Identifier: GPL-3.0-or-later
# Helpers of tests/cli.

ok() { echo "ok $1"; }
bad() { echo "not ok $1: $2"; }
skip() { echo "ok $1 # SKIP $2"; }

# expect NAME CODE COMMAND...: the command ends with CODE; its output stays in $TMP/out and $TMP/err.
expect() {
    name=$1 want=$2
    shift 2
    "$@" >"$TMP/out" 2>"$TMP/err" </dev/null
    got=$?
    if [ "$got" = "$want" ]; then ok "$name"
    else
        bad "$name" "exit code $got, expected $want"
        tail -n 5 "$TMP/err"
    fi
}

# same NAME A B: two files or folders are equal.
same() {
    if diff -r "$2" "$3" >"$TMP/diff" 2>&1; then ok "$1"
    else
        bad "$1" "$2 and $3 differ"
        head -n 10 "$TMP/diff"
    fi
}

# A plan of mini is done with or without shortages.
plan_mini() {
    "$STORKOK" plan "$1" --week $week --now $now -q --out "$2" >"$TMP/out" 2>"$TMP/err" </dev/null
    code=$?
    [ $code -le 1 ]
}
