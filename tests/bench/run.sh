#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# make bench: the allocation at several sizes, and, when LOCATION_DIR names a folder with the public
# instances (they are not part of the project), the location solver. Never part of pass or fail.
cd "$(dirname "$0")/../.." || exit 1
tests/bench/allocation.sh || echo "tests/bench/allocation.sh ended with $?"
# The allocation's run has installed HiGHS, when there was npm and a network.
if [ -z "${HIGHS:-}" ] && [ -d build/bench/node_modules/highs ]; then
    HIGHS=build/bench
    export HIGHS
fi
if [ -n "${LOCATION_DIR:-}" ]; then
    tests/bench/location.sh "$LOCATION_DIR" || echo "tests/bench/location.sh ended with $?"
else
    echo 'LOCATION_DIR is not set: the location solver is not measured'
fi
