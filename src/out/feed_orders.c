/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order deadlines: what a kitchen cooks or hands out on a day is delivered on the supplier's last delivery
 * day before it, and ordered before the supplier's deadline; on the last day when the kitchen is open, if it
 * is closed then. Which supplier, when: no amounts. */
#include <string.h>

#include "base/text.h"
#include "domain/query.h"
#include "out/feed_priv.h"

enum {
    DAY_MIN = 24 * 60,
    DEADLINE_MIN = 15,
    EARLIEST = 14, /* a week without delivery and a week to thaw */
    LOOK_BACK = 31
};

/* When nobody is there at the deadline, earlier, and says which it is. */
static void move_to_open(const sk__feed_in *in, sk__feed_new *n, sk_buf *text)
{
    char date[SK_DATE_LEN], clock[SK_TIME_LEN];
    sk_day last = n->day + (n->end - 1) / DAY_MIN;
    if (n->kitchen == SK_NONE) return;
    sk_day open = sk_kitchen_last_open(in->k, n->kitchen, last, LOOK_BACK);
    if (open == SK_NO_DAY || open == last) return;
    sk_buf_addf(text, "\n");
    sk_buf_addf(text, sk_text(in->lang, "The deadline is %s %s %s, when the kitchen is closed"),
                sk_weekday_name(in->lang, sk_day_weekday(last)), sk_day_str(last, date),
                sk_min_str((sk_min)(n->end - (last - n->day) * DAY_MIN), clock));
    n->day -= last - open;
}

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
    move_to_open(in, &n, text);
    n.summary = sk_buf_str(title);
    n.description = sk_buf_str(text);
    sk__feed_add(in, &n);
}

typedef struct orders { /* of one kitchen */
    const sk_kommun *k;
    bool *due; /* [supplier * span + delivery - first] */
    int span;
    sk_day first;
} orders;

/* What a component needs that is cooked or handed out on a day. */
static void mark(const orders *o, sk_ix component, sk_day day)
{
    const sk_component *c = &o->k->component[component];
    for (int i = 0; i < c->n_recipe; i++) {
        sk_ix s = o->k->ingredient[c->recipe[i].ingredient].supplier;
        if (s < 0) continue;
        sk_day d = sk_goods_delivery(o->k, c->recipe[i].ingredient, day);
        if (d >= o->first && d - o->first < o->span) o->due[s * o->span + (d - o->first)] = true;
    }
}

static void mark_kitchen(const orders *o, const sk_plan *p, const sk_demand *goods, sk_ix kitchen)
{
    for (int i = 0; i < p->n_prods; i++)
        if (p->prod[i].kitchen == kitchen) mark(o, p->prod[i].component, p->from + p->prod[i].day);
    for (int i = 0; i < goods->n_needs; i++) {
        const sk_need *n = &goods->need[i];
        if (n->kitchen != kitchen || n->dish == SK_NONE) continue;
        const sk_dish *d = &o->k->dish[n->dish];
        for (int c = 0; c < d->n_comp; c++) mark(o, d->comp[c].component, sk_goods_by(n));
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
    orders o = {.k = in->k, .span = in->p->n_days + EARLIEST, .first = in->p->from - EARLIEST};
    size_t n = (size_t)in->k->n_suppliers * (size_t)o.span;
    sk_demand goods;
    bool *all = sk_calloc_n(2 * n + 1, sizeof *all);
    o.due = all ? all + n : NULL;
    /* a calendar that does not reach so far gives no goods */
    sk_code code = sk_demand_goods(in->k, in->p->from, in->p->n_days, in->out->arena, &goods, NULL);
    bool ok = all && code != SK_E_NOMEM;
    in->out->failed |= !ok;
    for (int i = 0; ok && i < goods.n_needs; i++) { /* who hands out goods is not closed */
        const sk_need *g = &goods.need[i];
        if (g->kitchen == SK_NONE) continue;
        in->busy_kitchen[(size_t)g->kitchen * (size_t)in->p->n_days +
                         (size_t)(g->day - in->p->from)] = true;
    }
    for (sk_ix k = 0; ok && k < in->k->n_kitchens; k++) {
        mark_kitchen(&o, in->p, &goods, k);
        add_due(in, k, o.due, o.span, o.first);
        for (size_t j = 0; j < n; j++) {
            all[j] |= o.due[j];
            o.due[j] = false;
        }
    }
    if (ok) add_due(in, SK_NONE, all, o.span, o.first);
    sk_free(all);
}
