#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The .c files are as clang-format leaves them (make format).
set -u
cd "$ROOT" || exit 1
off=$(printf '%s\n' src/*/*.c tests/*/*.c | xargs "${CLANG_FORMAT:-clang-format}" \
    --dry-run 2>&1 | sed -n 's/^\([^:]*\.c\):\([0-9]*\):[0-9]*: .*clang-format.*/\1:\2/p' | sort -t: -k1,1 -u)
if [ -z "$off" ]; then echo 'ok .c files are formatted'
else printf 'not ok .c files are formatted: %s are not\n%s\n' "$(echo "$off" | wc -l)" "$off"; fi
