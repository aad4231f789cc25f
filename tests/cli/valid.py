# SPDX-License-Identifier: GPL-3.0-or-later
"""valid.py FILE SCHEMA CODE: FILE is an envelope with that code, and its result follows SCHEMA.
valid.py --plain SCHEMA_FILE FILE: FILE follows the schema. Silent when all is well."""
import json
import pathlib
import sys

import jsonschema

HERE = pathlib.Path("data/schema")


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def schema(name):
    return load(HERE / f"{name}.schema.json")


def check(value, by):
    jsonschema.Draft202012Validator.check_schema(by)
    jsonschema.validate(value, by, cls=jsonschema.Draft202012Validator)


def main():
    if sys.argv[1] == "--plain":
        check(load(sys.argv[3]), load(sys.argv[2]))
        return
    path, name, code = sys.argv[1:4]
    answer = load(path)
    check(answer, schema("envelope"))
    assert answer["code"] == int(code), f"code {answer['code']} in the envelope, {code} outside"
    assert (answer["error"] is None) == (int(code) <= 1), "error and code do not fit"
    if name == "check":
        result = answer["result"]
        assert set(result) == {"folder", "diags"}, result.keys()
        check(result["diags"], schema("diags"))
        assert (result["folder"] is None) == (int(code) != 0)
    elif name != "-":
        check(answer["result"], schema(name))


try:
    main()
except (AssertionError, ValueError, jsonschema.ValidationError) as e:
    sys.exit(str(getattr(e, "message", e))[:300])
