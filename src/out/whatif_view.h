/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alternatives as a report: one page for the board, details behind it. */
#ifndef SK_OUT_WHATIF_VIEW_H
#define SK_OUT_WHATIF_VIEW_H

#include "out/report.h"
#include "review/flip.h"
#include "review/whatif.h"

/* The whole report; flip NULL = no break-evens were asked for. NULL: out of memory. The report borrows w and
 * flip. */
sk_report *sk_whatif_report(const sk_whatif *w, const sk_flip *flip, sk_lang lang);

/* ---- parts (whatif_tables.c, whatif_svg.c) ---- */
const char *sk__alt_name(const sk_alt *a, sk_lang lang);
void sk__whatif_pages(sk_report *r, const sk_whatif *w, const sk_flip *flip);
void sk__whatif_panels(const sk_whatif *w, sk_lang lang, sk_buf *svg);
/* The assumptions that every alternative rests on, a sentence each. */
void sk__whatif_assumptions(sk_report *r, const sk_whatif *w);

#endif
