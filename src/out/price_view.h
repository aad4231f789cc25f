/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices and open books as a report (out/report.h): every shown number is made here, once. */
#ifndef SK_OUT_PRICE_VIEW_H
#define SK_OUT_PRICE_VIEW_H

#include "domain/followup.h"
#include "out/report.h"
#include "price/scene.h"
#include "price/whole.h"

typedef struct sk_price_show {
    const sk_kommun *k;
    const sk_price_data *data;
    const sk_price_whole *w;
    const sk_price_scene *scene; /* NULL = none asked for */
    const char *scene_name;      /* as people call it */
    const sk_input_file *scene_file; int n_scene_files; /* documents that it was read from */
    const sk_followup *books;    /* what the follow-up knows of equity; NULL = nothing */
    bool books_faulty;           /* its documents were refused: said, since equity is not shown then */
    const char *trace;           /* NULL; a product, "FILE:LINE" or "ACCOUNT/OBJECT" */
    sk_lang lang;
} sk_price_show;

/* The price list with its open books, a page a product; or a scenario; or one trace. SK_E_USAGE: the trace names
 * nothing known. *out owned by the caller. */
sk_code sk_price_report(const sk_price_show *s, sk_report **out, sk_err *err);

#endif
