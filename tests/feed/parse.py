# SPDX-License-Identifier: GPL-3.0-or-later
"""Every feed of a published folder, read by python3-icalendar and compared with state.json."""
import datetime
import json
import pathlib
import sys
import zoneinfo

import icalendar

root = pathlib.Path(sys.argv[1])
state = json.loads((root / "state.json").read_text())["events"]
by_feed = {}
for e in state:
    by_feed.setdefault(e["feed"], []).append(e)
n = 0
for feed, events in by_feed.items():
    data = (root / "feeds" / (feed + ".ics")).read_bytes()
    assert data.endswith(b"\r\n") and b"\r\n\r\n" not in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n")), feed
    cal = icalendar.Calendar.from_ical(data)
    got = [c for c in cal.walk("VEVENT")]
    assert len(got) == len(events), (feed, len(got), len(events))
    assert len({str(c["UID"]) for c in got}) == len(got)
    want = {}
    for e in events:
        want.setdefault((e["summary"], e["from"], e["start"]), []).append(e)
    for c in got:
        start, end = c["DTSTART"].dt, c["DTEND"].dt
        day = not isinstance(start, datetime.datetime)
        if not day:
            start = start.astimezone(zoneinfo.ZoneInfo("Europe/Stockholm"))
            end = end.astimezone(zoneinfo.ZoneInfo("Europe/Stockholm"))
        key = (str(c["SUMMARY"]), start.isoformat()[:10], -1 if day else start.hour * 60 + start.minute)
        e = want[key].pop()
        last = end - datetime.timedelta(days=1) if day else end
        assert last.isoformat()[:10] == e["to"] and end > start, key
        assert day or end.hour * 60 + end.minute == e["end"], key
        assert int(c["SEQUENCE"]) == e["sequence"] and c["DTSTAMP"].dt == c["LAST-MODIFIED"].dt
        assert int(c["LAST-MODIFIED"].dt.timestamp()) == e["modified"]
        assert str(c.get("DESCRIPTION", "")) == e["description"], key
        assert str(c.get("LOCATION", "")) == e["location"], key
        n += 1
print(n, "events")
assert n > 100
