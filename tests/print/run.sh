#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Papers become PDF in a browser: every page is A4, none is empty, rows are whole and headings repeat
# (print CSS); what stands in the page stands in the PDF. Needs Chromium and pdftotext, else skipped.
set -u
cd "$ROOT" || exit 1
mini=tests/data/mini
skip() { echo "ok papers print on A4 # SKIP $1"; exit 0; }
[ "$SET" != quick ] || skip 'takes long'
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip 'no Chromium'
command -v pdftotext >/dev/null || skip 'no pdftotext'

"$STORKOK" plan $mini --week 2023-W48 --out "$TMP/plan" -q >/dev/null 2>&1
"$STORKOK" papers $mini --plan "$TMP/plan" --out "$TMP/papers" --now 2023-11-20T08:00 >/dev/null 2>&1
for page in k_berga/day-2023-11-28 k_berga/control-2023-11-28 k_berga/week managers/planner-list; do
    pdf=$TMP/page.pdf
    rm -f "$pdf"
    timeout 60 "$chromium" --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir="$TMP/chromium" \
        --print-to-pdf="$pdf" "file://$TMP/papers/$page.html" >"$TMP/log" 2>&1
    if why=$(python3 tests/print/look.py "$pdf" "$TMP/papers/$page.html" 2>&1); then echo "ok $page prints on A4"
    else echo "not ok $page prints on A4: $why"; fi
done

# The board's page of three alternatives is one page, also of a whole municipality.
board() {
    timeout 60 "$chromium" --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir="$TMP/chromium" \
        --print-to-pdf="$TMP/board.pdf" "file://$2/index.html" >"$TMP/log" 2>&1
    pages=$(pdftotext "$TMP/board.pdf" - 2>/dev/null | tr -cd '\f' | wc -c)
    if [ "$pages" -eq 1 ]; then echo "ok $1 print on one page"
    else echo "not ok $1 print on one page: $pages"; fi
}
"$STORKOK" whatif $mini tests/data/scenarios/ljung_receives.json tests/data/scenarios/vik_closes.json \
    tests/data/scenarios/dearer_food.json --weeks 1 --out "$TMP/whatif" -q >/dev/null 2>&1
board 'three alternatives' "$TMP/whatif"
if [ "$SET" = quick ] || [ ! -d data/linkoping ]; then
    echo "ok three alternatives of the example print on one page # SKIP not in the quick set"
else
    of=data/linkoping/scenarios
    "$RELEASE" whatif data/linkoping $of/farre_kok_a.json $of/farre_kok_b.json $of/nytt_kok_c.json --weeks 1 \
        --out "$TMP/whatif" -q >/dev/null 2>&1
    board 'three alternatives of the example' "$TMP/whatif"
fi
