# SPDX-License-Identifier: GPL-3.0-or-later
"""shown.py STATE FEED FROM TO LIST: a calendar client's list ("2026-03-29 10:30 11:10 Title", all-day events
without clock) says what state.json says of the feed's events that start on the days from..to."""
import json
import pathlib
import sys

state, feed, first, last, listed = sys.argv[1:]
want = []
for e in json.loads(pathlib.Path(state).read_text(encoding="utf-8"))["events"]:
    if e["feed"] != feed or not first <= e["from"] <= last or e["start"] < 0:
        continue
    clock = " ".join("%02d:%02d" % divmod(e[k], 60) for k in ("start", "end"))
    want.append(f"{e['from']} {clock} {e['summary']}")
got = [" ".join(line.split()) for line in pathlib.Path(listed).read_text(encoding="utf-8").splitlines()]
lost = [w for w in want if " ".join(w.split()) not in got]
if lost or len(want) < 3:
    sys.exit(f"{len(lost)} of {len(want)} not shown: {lost[:2]}; shown: {got[:3]}")
