# SPDX-License-Identifier: GPL-3.0-or-later
"""Every feed of a published folder, read by python3-vobject, which shares no code with python3-icalendar,
and compared with state.json."""
import datetime
import json
import pathlib
import sys
import zoneinfo

import vobject

root = pathlib.Path(sys.argv[1])
zone = zoneinfo.ZoneInfo("Europe/Stockholm")
by_feed = {}
for e in json.loads((root / "state.json").read_text(encoding="utf-8"))["events"]:
    by_feed.setdefault(e["feed"], []).append(e)


def text(v, name):
    return getattr(v, name).value if hasattr(v, name) else ""


n = 0
for feed, events in by_feed.items():
    cal = vobject.readOne((root / "feeds" / (feed + ".ics")).read_bytes().decode())
    got, want = cal.vevent_list, {}
    assert len(got) == len(events), (feed, len(got), len(events))
    for e in events:
        want.setdefault((e["summary"], e["from"], e["start"]), []).append(e)
    for v in got:
        start, end = v.dtstart.value, v.dtend.value
        day = not isinstance(start, datetime.datetime)
        if not day:
            start, end = start.astimezone(zone), end.astimezone(zone)
        key = (text(v, "summary"), start.isoformat()[:10], -1 if day else start.hour * 60 + start.minute)
        assert want.get(key), (feed, key)
        e = want[key].pop()
        last = end - datetime.timedelta(days=1) if day else end
        assert last.isoformat()[:10] == e["to"] and end > start, key
        assert int(text(v, "sequence")) == e["sequence"], key
        assert text(v, "description") == e["description"], key
        assert text(v, "location") == e["location"], key
        assert v.status.value == ("CANCELLED" if e["cancelled"] else "CONFIRMED"), key
        n += 1
print(n, "events")
assert n > 100
