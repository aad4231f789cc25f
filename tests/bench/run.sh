#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# make bench: the allocation at several sizes, and, when LOCATION_DIR names a folder with the public
# instances (they are not part of the project), the location solver. Never part of pass or fail.
cd "$(dirname "$0")/../.." || exit 1
tests/bench/allocation.sh || echo "tests/bench/allocation.sh ended with $?"
if [ -n "${LOCATION_DIR:-}" ]; then
    tests/bench/location.sh "$LOCATION_DIR" || echo "tests/bench/location.sh ended with $?"
else
    echo 'LOCATION_DIR is not set: the location solver is not measured'
fi
