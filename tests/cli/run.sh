#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The program from outside: what the golden cases cannot show. Prints "ok NAME" or "not ok NAME: why".
set -u
cd "$ROOT" || exit 1
here=tests/cli
mini=tests/data/mini
week=2023-W48
now=2023-11-20T08:15
. "$here/lib.sh"

for part in "$here"/part_*.sh; do . "$part"; done
