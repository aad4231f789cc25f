# SPDX-License-Identifier: GPL-3.0-or-later
"""report.py ENVELOPE FOLDER: the envelope's result is a report as data/schema/report.schema.json says, the folder's
report.json is the same report and follows the report.schema.json beside it, that schema is a sound one, and a
report with a wrong type, an unknown or a missing column is refused by it."""
import copy
import json
import pathlib
import sys

import jsonschema

HERE = pathlib.Path("data/schema")


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def validator(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def damages(report):
    """The same report, each time with one thing wrong."""
    for name in report["facts"]:
        if name.endswith("_ore"):
            bad = copy.deepcopy(report)
            bad["facts"][name] = "12,50"
            yield f"öre as words in {name}", bad
            break
    for name, rows in report["tables"].items():
        if rows:
            for what in ("less", "more", "type"):
                bad = copy.deepcopy(report)
                row = bad["tables"][name][0]
                key = next(iter(row))
                if what == "less":
                    del row[key]
                elif what == "more":
                    row["something"] = 1
                else:
                    row[key] = ["a list"]
                yield f"{what} in {name}", bad
            break
    bad = copy.deepcopy(report)
    bad["format"] = "storkok-other/1"
    yield "another format", bad


def main():
    envelope, folder = load(sys.argv[1]), pathlib.Path(sys.argv[2])
    validator(load(HERE / "envelope.schema.json")).validate(envelope)
    result, report = envelope["result"], load(folder / "report.json")
    validator(load(HERE / "report.schema.json")).validate(result)
    own = validator(load(folder / "report.schema.json"))
    own.validate(report)
    own.validate(result)
    assert result["tables"].keys() == report["tables"].keys()
    for what, bad in damages(report):
        assert not own.is_valid(bad), f"{what} is not refused"


try:
    main()
except (AssertionError, KeyError, ValueError, jsonschema.ValidationError, jsonschema.SchemaError) as e:
    sys.exit(str(getattr(e, "message", e))[:300])
