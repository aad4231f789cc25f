/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order deadlines: what a kitchen cooks on a day is delivered on the supplier's last delivery day
 * before it, and ordered before the supplier's deadline. Which supplier, when: no amounts. */
#include <string.h>

#include "base/text.h"
#include "domain/query.h"
#include "out/feed_priv.h"

enum {
    DAY_MIN = 24 * 60,
    DEADLINE_MIN = 15,
    EARLIEST = 14 /* a week without delivery and a week to thaw */
};

static void order(sk__feed_in *in, sk_ix kitchen, const sk_supplier *s, sk_day delivery,
                  sk_buf *title, sk_buf *text)
{
    char date[SK_DATE_LEN];
    sk__feed_new n = {.kind = SK_FEED_ORDER, .kitchen = kitchen, .site = SK_NONE};
    bool early = s->deadline < DEADLINE_MIN; /* it begins the day before */
    n.service = delivery;
    n.day = delivery - s->deadline_days - (early ? 1 : 0);
    n.end = s->deadline + (early ? DAY_MIN : 0);
    n.start = n.end - DEADLINE_MIN;
    n.meal = "";
    n.cp = s->id;
    sk_buf_clear(title);
    sk_buf_clear(text);
    sk_buf_addf(title, sk_text(in->lang, "Order deadline: %s"), s->name);
    sk_buf_addf(text, sk_text(in->lang, "Delivery on %s %s"),
                sk_weekday_name(in->lang, sk_day_weekday(delivery)), sk_day_str(delivery, date));
    n.summary = sk_buf_str(title);
    n.description = sk_buf_str(text);
    sk__feed_add(in, &n);
}

/* Marks [supplier * span + delivery - first] for what one component needs. */
static void mark(const sk__feed_in *in, const sk_production *x, bool *due, int span, sk_day first)
{
    const sk_component *c = &in->k->component[x->component];
    for (int i = 0; i < c->n_recipe; i++) {
        sk_ix s = in->k->ingredient[c->recipe[i].ingredient].supplier;
        if (s < 0) continue;
        sk_day d = sk_goods_delivery(in->k, c->recipe[i].ingredient, in->p->from + x->day);
        if (d >= first && d - first < span) due[s * span + (d - first)] = true;
    }
}

static void add_due(sk__feed_in *in, sk_ix kitchen, const bool *due, int span, sk_day first)
{
    sk_buf title = SK_BUF_INIT, text = SK_BUF_INIT;
    for (int i = 0; i < in->k->n_suppliers * span; i++)
        if (due[i]) order(in, kitchen, &in->k->supplier[i / span], first + i % span, &title, &text);
    in->out->failed |= !sk_buf_ok(&title) || !sk_buf_ok(&text);
    sk_buf_free(&title);
    sk_buf_free(&text);
}

void sk__feed_orders(sk__feed_in *in)
{
    const sk_plan *p = in->p;
    int span = p->n_days + EARLIEST;
    sk_day first = p->from - EARLIEST;
    size_t n = (size_t)in->k->n_suppliers * (size_t)span;
    bool *due = sk_calloc_n(2 * n + 1, sizeof *due), *all = due ? due + n : NULL;
    in->out->failed |= !due;
    for (int i = 0; due && i < p->n_prods; i++) { /* sorted by kitchen */
        mark(in, &p->prod[i], due, span, first);
        if (i + 1 < p->n_prods && p->prod[i + 1].kitchen == p->prod[i].kitchen) continue;
        add_due(in, p->prod[i].kitchen, due, span, first);
        for (size_t j = 0; j < n; j++) {
            all[j] |= due[j];
            due[j] = false;
        }
    }
    if (due) add_due(in, SK_NONE, all, span, first);
    sk_free(due);
}
