/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alternatives as a report: one page for the board, details behind it. */
#ifndef SK_OUT_WHATIF_VIEW_H
#define SK_OUT_WHATIF_VIEW_H

#include "out/report.h"
#include "price/whole.h"
#include "review/flip.h"
#include "review/whatif.h"

typedef struct sk_whatif_prices {
    sk_price_whole **whole; /* by alternative: running and capital; NULL = there are none: why_not says */
    sk_price_whole **once;  /* the same with what is paid once; NULL in it = nothing is */
    const char *why_not;
} sk_whatif_prices;

/* The whole report; flip and prices NULL = not asked for. NULL: out of memory. The report borrows all of them. */
sk_report *sk_whatif_report(const sk_whatif *w, const sk_flip *flip, const sk_whatif_prices *prices,
                            sk_lang lang);

/* ---- parts (whatif_tables.c, whatif_svg.c) ---- */
const char *sk__alt_name(const sk_alt *a, sk_lang lang);
void sk__whatif_pages(sk_report *r, const sk_whatif *w, const sk_flip *flip, const sk_whatif_prices *prices);
typedef struct sk__whatif_pages_at { sk_report *r; const sk_whatif *w; sk_lang lang; } sk__whatif_pages_at;
void sk__whatif_people_page(const sk__whatif_pages_at *p); /* whatif_people.c */
const char *sk__whatif_kitchen(const sk_alt *a, sk_ix i);  /* its name, "" = none */
void sk__whatif_price_page(sk_report *r, const sk_whatif *w, const sk_whatif_prices *p);
void sk__whatif_panels(const sk_whatif *w, sk_lang lang, sk_buf *svg);
/* The assumptions that every alternative rests on, a sentence each. */
void sk__whatif_assumptions(sk_report *r, const sk_whatif *w);

#endif
