#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# make bench: every benchmark here, one after the other. Never part of pass or fail.
cd "$(dirname "$0")/../.." || exit 1
for s in tests/bench/*.sh; do
    [ "$s" = tests/bench/run.sh ] && continue
    printf '\n== %s\n' "$s"
    "$s" || echo "$s ended with $?"
done
