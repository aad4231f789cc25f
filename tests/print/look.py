# SPDX-License-Identifier: GPL-3.0-or-later
"""look.py PAGE.pdf PAGE.html: A4 pages, none empty, every word of the page's cells in the PDF."""
import html.parser
import re
import subprocess
import sys


class Cells(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.words, self.depth = set(), 0

    def handle_starttag(self, tag, attrs):
        self.depth += tag in ("td", "th", "h1", "h2")

    def handle_endtag(self, tag):
        self.depth -= tag in ("td", "th", "h1", "h2")

    def handle_data(self, data):
        if self.depth:
            self.words |= set(re.findall(r"\w{3,}", data))


boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", open(sys.argv[1], "rb").read())
if not boxes or any(abs(float(w) - 595) > 1 or abs(float(h) - 842) > 1 for w, h in boxes):
    sys.exit(f"pages {boxes[:3]}, expected 595 x 842")
text = subprocess.run(["pdftotext", "-layout", sys.argv[1], "-"], capture_output=True, check=True, text=True).stdout
pages = text.split("\f")[:-1]
if len(pages) != len(boxes) or any(len(p.split()) < 3 for p in pages):
    sys.exit(f"{len(boxes)} pages, words on each: {[len(p.split()) for p in pages]}")
cells = Cells()
cells.feed(open(sys.argv[2], encoding="utf-8").read())
inked = "".join(text.split())
lost = sorted(w for w in cells.words if w not in inked and w not in text)
if lost or len(cells.words) < 10:
    sys.exit(f"of {len(cells.words)} words not in the PDF: {lost[:10]}")
