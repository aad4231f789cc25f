#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the tests and closes with "N passed, N failed".
#
#   tests/run.sh [--set quick|check|full] [--accept] [PATTERN]
#
# PATTERN keeps the jobs whose path holds it: `tests/run.sh golden/unknown-site`. --accept writes
# what the golden cases print now into their expect.* files. A job is one of
#   unit     a cmocka program built from tests/unit/test_*.c, counted test by test
#   corpus   a fuzz target over its saved inputs, tests/fuzz/corpus/<target>/
#   golden   a folder tests/golden/<case>, see run_golden in tests/job.sh
#   script   tests/lint/*.sh and tests/*/run.sh; each prints "ok NAME", "not ok NAME: why" or
#            "ok NAME # SKIP why"
# Scripts find STORKOK (sanitizer build), RELEASE, DATA, ROOT, SET and an empty folder TMP.
set -eu
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"

SET=check accept=0 pattern=
while [ $# -gt 0 ]; do
    case $1 in
    --set) SET=$2; shift ;;
    --accept) accept=1 ;;
    *) pattern=$1 ;;
    esac
    shift
done

case ${B:-build} in /*) BUILD=$B ;; *) BUILD=$ROOT/${B:-build} ;; esac
OUT=$BUILD/test.$$ # of its own, so that two runs do not disturb each other
STORKOK=$BUILD/san/storkok
RELEASE=$BUILD/release/storkok
DATA=$ROOT/data
ACCEPT=$accept
LC_ALL=C.UTF-8 TZ=Europe/Stockholm
CMOCKA_MESSAGE_OUTPUT=TAP
ASAN_OPTIONS=${ASAN_OPTIONS:-exitcode=99:detect_leaks=1}
UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
export BUILD ROOT SET OUT STORKOK RELEASE DATA ACCEPT LC_ALL TZ CMOCKA_MESSAGE_OUTPUT ASAN_OPTIONS \
    UBSAN_OPTIONS
unset NO_COLOR LANG LANGUAGE || true

trap 'rm -rf "$OUT"' EXIT
mkdir -p "$OUT"

jobs() {
    for f in tests/*/run.sh; do [ "$f" != tests/bench/run.sh ] && [ -x "$f" ] && echo "script $f"; done
    for f in tests/lint/*.sh; do [ -x "$f" ] && echo "script $f"; done
    for f in tests/unit/test_*.c; do [ -f "$f" ] && echo "unit $f"; done
    for f in tests/fuzz/fuzz_*.c; do [ -f "$f" ] && echo "corpus $f"; done
    for d in tests/golden/*/; do
        [ -f "$d/cmd" ] || continue
        [ "$SET" = quick ] && [ -f "$d/slow" ] && continue
        echo "golden ${d%/}"
    done
    return 0
}

jobs | grep -F -e "$pattern" >"$OUT/jobs" || true
xargs -P "$(nproc 2>/dev/null || echo 2)" -L 1 tests/job.sh <"$OUT/jobs" || true

# Every job left NAME.tap; what failed is shown with its log, then everything is counted.
passed=0 failed=0 skipped=0
while read -r kind path; do
    slug=$(printf '%s' "$kind-$path" | tr '/ ' '__')
    tap=$OUT/$slug.tap
    [ -f "$tap" ] || echo "not ok $path: the job did not run" >"$tap"
    s=$(grep -c '^ok .*# SKIP' "$tap" || true)
    p=$(grep -c '^ok ' "$tap" || true)
    f=$(grep -c '^not ok ' "$tap" || true)
    passed=$((passed + p - s)) failed=$((failed + f)) skipped=$((skipped + s))
    grep '^ok .*# SKIP' "$tap" | sed 's/^ok /skipped /' || true
    if [ "$f" -gt 0 ]; then
        grep '^not ok ' "$tap" | sed "s|^not ok |FAILED $kind $path: |"
        [ -s "$OUT/$slug.log" ] && head -n 60 "$OUT/$slug.log" | sed 's/^/    /'
    fi
done <"$OUT/jobs"

[ "$skipped" -eq 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
