# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a workbook (.xlsx) with nothing but the standard library and compares it with the JSON of the
same report.

book.py same BOOK.xlsx REPORT.json      cell by cell, by value and kind
book.py list BOOK.xlsx SHEET FILE.csv   a list's CSV file on the sheet of that number, 1 = front
book.py says BOOK.xlsx WORD             some cell holds the word
book.py sound BOOK.xlsx                 nothing in it can act: formulas, links, macros
book.py prints BOOK.xlsx                its pages are wide enough to be read
book.py csv DIR REPORT.json             CSV files that a spreadsheet made of the sheets, as shown
"""
import csv
import datetime
import json
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree as xml
import zipfile

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
EPOCH = datetime.date(1899, 12, 30)


def text_of(node):
    raw = "".join(t.text or "" for t in node.iter("{%s}t" % NS["m"]))
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), raw)


def money(key):
    return key == "ore" or key.endswith("_ore")


def column(ref):
    n = 0
    for c in re.match(r"[A-Z]+", ref).group():
        n = n * 26 + ord(c) - 64
    return n - 1


class Book:
    """sheets: {name: {(row, column): (value, number format)}}; names in order."""

    def __init__(self, path):
        z = self.zip = zipfile.ZipFile(path)
        assert z.testzip() is None
        strings = []
        if "xl/sharedStrings.xml" in z.namelist():
            strings = [text_of(si) for si in xml.fromstring(z.read("xl/sharedStrings.xml"))]
        styles = xml.fromstring(z.read("xl/styles.xml"))
        own = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter("{%s}numFmt" % NS["m"])}
        forms = [own.get(x.get("numFmtId"), x.get("numFmtId")) for x in styles.find("m:cellXfs", NS)]
        rels = {r.get("Id"): r.get("Target") for r in xml.fromstring(z.read("xl/_rels/workbook.xml.rels"))}
        self.sheets, self.raw = {}, {}
        for s in xml.fromstring(z.read("xl/workbook.xml")).find("m:sheets", NS):
            self.raw[s.get("name")] = root = xml.fromstring(z.read("xl/" + rels[s.get(REL)]))
            cells = self.sheets[s.get("name")] = {}
            for row in root.find("m:sheetData", NS):
                for c in row:
                    v = c.find("m:v", NS)
                    assert c.get("t") in (None, "s"), c.attrib
                    value = strings[int(v.text)] if c.get("t") == "s" else float(v.text)
                    cells[int(row.get("r")) - 1, column(c.get("r"))] = (value, forms[int(c.get("s", 0))])

    def list_of(self, name):
        """(first row, columns) of the list: where its filter stands."""
        f = self.raw[name].find("m:autoFilter", NS)
        first, last = f.get("ref").split(":")
        head = int(re.search(r"\d+", first).group()) - 1
        return head + 1, column(last) + 1, int(re.search(r"\d+", last).group())


def plain(s):
    """Text as a workbook holds it: one line, no control characters."""
    s = re.sub(r"[\t\n\r]", " ", s)
    return "".join(c for c in s if unicodedata.category(c) != "Cc" and c not in "\ufffe\uffff")


def cell_is(cell, key, want):
    """Whether a cell (or None) holds the JSON value want."""
    if want is None or want == "":
        return cell is None
    if cell is None:
        return False
    got, form = cell
    if isinstance(want, bool):
        return got in (("ja", "yes") if want else ("nej", "no"))
    if isinstance(want, (int, float)):
        if isinstance(got, str):
            return False
        return form == "#,##0.00" and round(got * 100) == want if money(key) else got == want
    if isinstance(got, float) and form == "yyyy-mm-dd":
        return (EPOCH + datetime.timedelta(days=int(got))).isoformat() == want
    if isinstance(got, float) and form == "[hh]:mm":
        return "%02d:%02d" % divmod(round(got * 1440), 60) == want
    return got == plain(want)


def same_list(book, name, rows):
    first, cols, end = book.list_of(name)
    assert end == first + len(rows) or not rows, f"{name}: filter to {end}, {len(rows)} rows"
    for r, row in enumerate(rows):
        assert len(row) == cols, name
        for c, (field, want) in enumerate(row.items()):
            cell = book.sheets[name].get((first + r, c))
            assert cell_is(cell, field, want), f"{name} {r} {field}: {cell} is not {want!r}"
    assert not any(r >= first + len(rows) for r, _ in book.sheets[name]), f"{name}: more rows"
    return len(rows) * cols


def same_csv(book, name, path):
    rows = list(csv.reader(path.open(encoding="utf-8-sig", newline=""), delimiter=";"))[1:]
    first, cols, end = book.list_of(name)
    assert end == first + len(rows), f"{name}: filter to {end}, {len(rows)} rows"
    for r, row in enumerate(rows):
        for c, want in enumerate(row):
            cell = book.sheets[name].get((first + r, c))
            form = cell[1] if cell else ""
            number = cell and isinstance(cell[0], float) and form not in ("yyyy-mm-dd", "[hh]:mm")
            value = (float(want.replace(",", ".")) if number and want else want) or (0.0 if number else None)
            assert cell_is(cell, "", value), f"{name} {r} {c}: {cell} is not {want!r}"
    return len(rows) * cols


def same(book, report):
    names, n = list(book.sheets)[1:], 0
    assert len(names) == len(report["tables"]), names
    for name, rows in zip(names, report["tables"].values()):
        n += same_list(book, name, rows)
    front = [c[0] for c in book.sheets[list(book.sheets)[0]].values()]
    for key, want in report["facts"].items():
        value = want / 100 if money(key) else want
        assert isinstance(want, str) or want is None or value in front, f"front sheet: {key} {want}"
    print(n, "cells")
    assert n > 0


def sound(book):
    for part in book.zip.namelist():
        assert re.fullmatch(r"(\[Content_Types\]|_rels/\.rels|docProps/(app|core)|xl/(workbook|sharedStrings|styles)|"
                            r"xl/theme/theme1|xl/worksheets/sheet\d+|xl/_rels/workbook\.xml)(\.xml|\.rels)?", part), part
    for name, root in book.raw.items():
        tags = {e.tag.split("}")[1] for e in root.iter()}
        assert not tags & {"f", "hyperlinks", "dataValidations", "legacyDrawing", "oleObjects"}, (name, tags)
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31 and not re.search(r"[\[\]:*?/\\]", name), name
        setup = root.find("m:pageSetup", NS)
        assert setup.get("paperSize") == "9" and setup.get("orientation") == "landscape", name
        assert len(root.find("m:headerFooter", NS)[0].text) <= 255, name
    lists = list(book.sheets)[1:]
    defined = book.zip.read("xl/workbook.xml").decode()
    for name in lists:
        assert book.raw[name].find(".//m:pane", NS).get("state") == "frozen", name
    assert defined.count("_xlnm.Print_Titles") == len(lists)
    assert len({n.casefold() for n in book.sheets}) == len(book.sheets)


def prints(book):
    """Each sheet is as many pages wide as it needs to be read: 260 characters across are some 6.5 points. One
    at least folds columns away behind a [+]; what is folded is hidden, and the column after it says so."""
    folded = 0
    for name, root in book.raw.items():
        cols = root.findall("m:cols/m:col", NS)
        wide = sum(float(c.get("width")) * (int(c.get("max")) - int(c.get("min")) + 1)
                   for c in cols if not c.get("hidden"))
        assert wide <= 260 * int(root.find("m:pageSetup", NS).get("fitToWidth", 1)), (name, wide)
        for a, b in zip(cols, cols[1:]):
            assert (a.get("hidden") is None) == (a.get("outlineLevel") is None), name
            assert bool(b.get("collapsed")) == bool(a.get("hidden") and not b.get("hidden")), name
        folded += any(c.get("hidden") for c in cols)
    assert folded > 0, "no sheet folds a column"


def shown(value):
    """A number as a Swedish spreadsheet shows it, back to a plain one."""
    return float(re.sub(r"[\s\u00a0\u202f]", "", value).replace(",", ".").replace("\u2212", "-"))


def sheet_csv(folder, report):
    """Files NAME-SHEET.csv in the order of the workbook, told by their headings."""
    files = [list(csv.reader(p.open(encoding="utf-8"), delimiter=";")) for p in folder.glob("*.csv")]
    n = 0
    for key, rows in report["tables"].items():
        if not rows:
            continue
        width = len(rows[0])
        fit = [f for f in files if any(all(cell_shown(c, k, v) for c, (k, v) in zip(line, rows[0].items()))
                                       and len(line) == width for line in f)]
        assert len(fit) == 1, f"{key}: {len(fit)} sheets begin like it"
        body = fit[0][-len(rows):]
        for line, row in zip(body, rows):
            for c, (field, want) in zip(line, row.items()):
                assert cell_shown(c, field, want), f"{key} {field}: shown {c!r}, is {want!r}"
                n += 1
    print(n, "cells shown")
    assert n > 0


def cell_shown(got, key, want):
    if want is None:
        return got == ""
    if isinstance(want, bool):
        return got in (("ja", "yes") if want else ("nej", "no"))
    if isinstance(want, (int, float)):
        try:
            return abs(shown(got) - (want / 100 if money(key) else want)) < 1e-9
        except ValueError:
            return False
    clock = re.fullmatch(r"\d\d:\d\d", want)
    return got == plain(want) or clock is not None and got == want + ":00"


def main():
    if sys.argv[1] == "csv":
        sheet_csv(pathlib.Path(sys.argv[2]), json.loads(pathlib.Path(sys.argv[3]).read_text()))
    elif sys.argv[1] == "same":
        same(Book(sys.argv[2]), json.loads(pathlib.Path(sys.argv[3]).read_text()))
    elif sys.argv[1] == "list":
        book = Book(sys.argv[2])
        assert same_csv(book, list(book.sheets)[int(sys.argv[3]) - 1], pathlib.Path(sys.argv[4])) > 0, "no rows"
    elif sys.argv[1] == "says":
        cells = [str(c[0]).casefold() for s in Book(sys.argv[2]).sheets.values() for c in s.values()]
        assert any(sys.argv[3].casefold() in c for c in cells), f"{len(cells)} cells, none says it"
    elif sys.argv[1] == "prints":
        prints(Book(sys.argv[2]))
    else:
        sound(Book(sys.argv[2]))


try:
    main()
except AssertionError as e:
    sys.exit(str(e)[:400])
