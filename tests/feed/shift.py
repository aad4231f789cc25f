# SPDX-License-Identifier: GPL-3.0-or-later
"""shift.py DIR WEEKS: every date in a municipality's folder moves by so many weeks, to other years."""
import datetime
import pathlib
import re
import sys

DAYS = datetime.timedelta(days=7 * int(sys.argv[2]))
DATE = re.compile(r"(?<!\d)(19|20)(\d\d)(-?)(\d\d)\3(\d\d)(?!\d)")


def moved(m):
    try:
        day = datetime.date(int(m[1] + m[2]), int(m[4]), int(m[5])) + DAYS
    except ValueError:
        return m[0]
    return f"{day.year:04d}{m[3]}{day.month:02d}{m[3]}{day.day:02d}"


for path in sorted(pathlib.Path(sys.argv[1]).rglob("*")):
    if path.suffix in (".csv", ".json", ".ics"):
        text = path.read_bytes().decode("utf-8")
        path.write_bytes(DATE.sub(moved, text).encode("utf-8"))
