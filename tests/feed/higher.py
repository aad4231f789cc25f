# SPDX-License-Identifier: GPL-3.0-or-later
"""SEQUENCE of every event that both published folders have is higher in the second."""
import json
import pathlib
import sys

old, new = ({(e["feed"], e["key"]): e["sequence"]
             for e in json.loads((pathlib.Path(d) / "state.json").read_text())["events"]}
            for d in sys.argv[1:3])
both = old.keys() & new.keys()
assert both and all(new[k] > old[k] for k in both)
