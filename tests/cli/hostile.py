# SPDX-License-Identifier: GPL-3.0-or-later
"""hostile.py make DIR: gives the sites and kitchens of a folder hostile names.
hostile.py all DIR: whatever has a name, and the municipality.
hostile.py look DIR: the plan's files carry them, and nothing of them works as code.
hostile.py pages DIR: the same of every page and list below, which must show each name whole."""
import csv
import html.parser
import io
import json
import pathlib
import sys

NAMES = ['=cmd|\' /C calc\'!A1', '<script>alert("1")</script>', "O'Hara & \"Söner\" <b>", '+46 13 20 60 00',
         '@SUM(A1:A9)', '\u202eköket\u202c', 'Köket 🍲 på höjden', 'x' * 300, '-2+3']


def rename(path):
    text = path.read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    col = rows[0].index("namn")
    for i, row in enumerate(rows[1:]):
        if row:
            row[col] = NAMES[i % len(NAMES)]
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on"), f"handler {name}"
            assert "javascript:" not in (value or ""), value

    def handle_data(self, data):
        self.text.append(data)


def look_lists(folder):
    for path in sorted(folder.rglob("*.csv")):
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf"), f"{path.name}: no BOM"
        assert b"\x1b" not in raw, path.name
        for row in csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"):
            for cell in row:
                number = cell.replace(",", ".").lstrip("+-").replace(".", "", 1).isdigit()
                assert number or not cell.startswith(tuple("=+-@\t\r\n")), f"{path.name}: {cell[:40]}"


TAGS = set("html head meta title style link body main nav a p h1 h2 h3 section div table thead tbody tr th td bdi dl dt dd "
           "b strong span footer".split())


def pages(folder):
    """Every page: only our own markup, and each hostile name to be read somewhere, whole."""
    seen = set()
    for path in sorted(folder.rglob("*.html")):
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        assert page.tags <= TAGS, f"{path.name}: {page.tags - TAGS}"
        words = "".join(page.text)
        seen |= {name for name in NAMES if name in words}
    missing = set(NAMES) - seen - {NAMES[5]}  # what turns text around is left out or isolated
    assert not missing, f"never shown whole: {[m[:20] for m in missing]}"
    assert any((folder / name).rglob("*.html") for name in ("vehicles", "managers")), "no papers of drivers and managers"
    look_lists(folder)


def look(folder):
    page = Page()
    page.feed((folder / "summary.html").read_text(encoding="utf-8"))
    assert "script" not in page.tags and "b" not in page.tags, page.tags
    assert any("<script>" in t for t in page.text), "the name with markup is not shown as text"
    look_lists(folder)
    plan = json.dumps(json.loads((folder / "plan.json").read_text(encoding="utf-8")))
    assert plan


def main():
    folder = pathlib.Path(sys.argv[2])
    if sys.argv[1] == "all":
        for path in sorted(folder.glob("*.csv")):
            if path.name != "diets.csv" and "namn" in path.read_text(encoding="utf-8-sig").split("\n")[0].split(";"):
                rename(path)
        path = folder / "kommun.json"
        kommun = json.loads(path.read_text(encoding="utf-8-sig"))
        kommun["name"] = NAMES[2] + " " + NAMES[5] + NAMES[6] + NAMES[0]
        path.write_text(json.dumps(kommun), encoding="utf-8")
    elif sys.argv[1] == "make":
        rename(folder / "sites.csv")
        rename(folder / "kitchens.csv")
    elif sys.argv[1] == "pages":
        pages(folder)
    else:
        look(folder)


try:
    main()
except AssertionError as e:
    sys.exit(str(e)[:300])
