#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The test frame itself: it must see what is wrong, count it and say so last.
set -u
tree=$TMP/tree
mkdir -p "$tree/tests/golden" "$tree/tests/own" "$tree/data"
cp "$ROOT/tests/run.sh" "$ROOT/tests/job.sh" "$tree/tests/"

golden() { # name, cmd, expected stdout
    mkdir -p "$tree/tests/golden/$1"
    echo "$2" >"$tree/tests/golden/$1/cmd"
    [ -z "${3:-}" ] || printf '%s\n' "$3" >"$tree/tests/golden/$1/expect.out"
}
# shellcheck disable=SC2016 # expanded by the case
golden good 'echo "$DATA/x $TMP/y"' '$DATA/x $TMP/y'
golden out 'echo got' 'want'
golden err 'echo talk >&2'
golden code 'exit 3'
golden code-good 'exit 3'
echo 3 >"$tree/tests/golden/code-good/expect.code"
# shellcheck disable=SC2016
golden file 'echo got >"$TMP/f"'
mkdir "$tree/tests/golden/file/expect.files"
echo want >"$tree/tests/golden/file/expect.files/f"
golden quick-skips 'exit 1'
: >"$tree/tests/golden/quick-skips/slow"
printf '#!/bin/sh\necho "ok a"\necho "not ok b: bad"\necho "ok c # SKIP none here"\n' \
    >"$tree/tests/own/run.sh"
chmod +x "$tree/tests/own/run.sh"

frame() { (cd "$tree" && unset BUILD && B=build tests/run.sh "$@") >"$TMP/out" 2>&1; code=$?; }

expect() { # name, condition already evaluated
    if [ "$2" = 0 ]; then echo "ok frame: $1"; else
        echo "not ok frame: $1"
        sed 's/^/  /' "$TMP/out"
    fi
}

frame --set quick
[ $code = 1 ] && [ "$(tail -n 1 "$TMP/out")" = '3 passed, 5 failed' ]
expect 'counts what passes and fails' $?
grep -q '^FAILED golden tests/golden/out: out: differs in out$' "$TMP/out" &&
    grep -q '^FAILED golden tests/golden/err: err: differs in err$' "$TMP/out" &&
    grep -q '^FAILED golden tests/golden/code: code: differs in code$' "$TMP/out" &&
    grep -q '^FAILED golden tests/golden/file: file: differs in ./f$' "$TMP/out" &&
    grep -q '^FAILED script tests/own/run.sh: b: bad$' "$TMP/out"
expect 'names each failure' $?
frame --set check golden/quick-skips
[ "$(tail -n 1 "$TMP/out")" = '0 passed, 1 failed' ]
expect 'slow cases run in check' $?
frame --accept golden/
frame --set check golden/
[ $code = 0 ] && [ "$(tail -n 1 "$TMP/out")" = '7 passed, 0 failed' ]
expect 'accepted outputs pass' $?

# A program that dies in the middle is a failure although its lines so far are ok.
printf '#!/bin/sh\necho 1..3\necho "ok one"\nkill -9 $$\n' >"$tree/tests/own/run.sh"
frame --set check own/
[ "$(tail -n 1 "$TMP/out")" = '1 passed, 1 failed' ] && grep -q 'stopped after 1 of 3' "$TMP/out"
expect 'a crash is seen' $?
printf '#!/bin/sh\nexit 0\n' >"$tree/tests/own/run.sh"
frame --set check own/
[ "$(tail -n 1 "$TMP/out")" = '0 passed, 1 failed' ]
expect 'a script without results is a failure' $?

# The lint of the sources finds one planted breach of each rule.
mkdir -p "$tree/src/base" "$tree/src/plan" "$tree/src/odd" "$tree/src/ext"
cp "$ROOT/src/LAYERS" "$tree/src/"
cat >"$tree/src/base/a.c" <<'C'
#include "plan/b.h"
#include <glpk.h>
static void f(void) { printf("strcpy(is only text)"); }
C
printf '%s\n' '/* SPDX-License-Identifier: GPL-3.0-or-later */' '#include "plan/c.h"' \
    '/* TO''DO */ ' >"$tree/src/plan/b.h"
printf '%s\n' '/* SPDX-License-Identifier: GPL-3.0-or-later */' '#include "plan/b.h"' >"$tree/src/plan/c.h"
{
    echo '/* SPDX-License-Identifier: GPL-3.0-or-later */'
    echo 'int sk_long(void)'
    echo '{'
    seq 700 | sed 's/.*/    ;/'
    echo '}'
} >"$tree/src/ext/d.c"
echo 'int x;' >"$tree/src/odd/e.c"
(cd "$tree" && python3 "$ROOT/tests/lint/source.py") >"$TMP/out" 2>&1
for want in 'base/a.c:1: base may not include' 'base/a.c:2: <glpk.h> belongs to src/ext/glpk' \
    'base/a.c:3: printf is banned' 'plan/b.h -> src/plan/c.h -> src/plan/b.h' \
    'd.c:3: sk_long has 700 lines' 'd.c: 704 lines' 'a.c:1: no SPDX line' \
    'odd/e.c:1: folder odd is not in' 'b.h:3: space at the end' 'b.h:3: /\* TO''DO'; do
    grep -q "$want" "$TMP/out"
    expect "lint sees: $want" $?
done
! grep -q 'strcpy' "$TMP/out"
expect 'lint does not look into text' $?
