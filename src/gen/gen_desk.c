/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies on the desk on the as-of date: stock of dry and frozen goods counted on the Friday before, and
 * the orders that care has placed for the next two weeks. All made up. */
#include <math.h>

#include "gen/gen_priv.h"

enum { DAYS_AHEAD = 14, ORDERS_RNG = 78, STOCK_RNG = 79 };

/* Ids of catalogue/ingredients.csv and grams in store per portion cooked a day. */
static const struct {
    const char *id;
    int g;
} kept[] = {{"pasta_torr", 40}, {"ris_torrt", 35},        {"bulgur_torr", 20}, {"linser_roda", 12},
            {"bonor", 15},      {"tomat_krossad", 45},    {"rapsolja", 12},    {"socker", 6},
            {"sej_torsk", 30},  {"gronsaksbiff_fryst", 8}};

static sk_day friday_before(sk_day day)
{
    while (sk_day_weekday(day) != 5) day--;
    return day;
}

void sk__gen_w_stock(g_world *w, sk_buf *b)
{
    char date[SK_DATE_LEN], kg[24];
    sk_day_str(friday_before(w->o.as_of), date);
    sk__gen_head(b, "kök;ingrediens;kg;räknad");
    for (size_t i = 0; i < w->n_k; i++) {
        sk_rng r;
        sk_rng_fork(&w->rng, w->k[i].id, STOCK_RNG, &r);
        for (size_t j = 0; j < sizeof kept / sizeof *kept && w->k[i].role == G_COOK; j++) {
            /* half to one and a half times the usual, in whole kg */
            int64_t g =
                (int64_t)kept[j].g * w->k[i].cooked * (50 + (int64_t)sk_rng_below(&r, 101)) / 100;
            if (g < 1000) continue;
            sk_buf_addf(b, "%s;%s;%s;%s\r\n", w->k[i].id, kept[j].id, sk__gen_dec(g / 1000, 0, kg),
                        date);
        }
    }
}

static bool orders(const g_site *s)
{
    return s->cat == G_C_VARD || s->cat == G_C_LSS || s->cat == G_C_SERVICE || s->cat == G_C_HEM;
}

static void order_row(sk_buf *b, const g_site *s, bool supper, sk_day day, sk_day placed, int count)
{
    char date[SK_DATE_LEN], when[SK_DATE_LEN];
    sk_buf_addf(b, "%s;%s;%s;%s;%d\r\n", s->id, supper ? "kvällsmat" : "lunch",
                sk_day_str(day, date), sk_day_str(placed, when), count);
}

/* Next week's orders came on Thursday; three homes of four have sent the week after's, too, and now and
 * then one has changed on the last day. */
static void site_orders(g_world *w, const g_site *s, sk_buf *b)
{
    sk_rng r;
    sk_rng_fork(&w->rng, s->id, ORDERS_RNG, &r);
    bool early = sk_rng_below(&r, 4) > 0;
    sk_day thursday = friday_before(w->o.as_of) - 1;
    for (int supper = 0; supper < 2; supper++)
        for (sk_day day = w->o.as_of + 1; day <= w->o.as_of + DAYS_AHEAD; day++) {
            double share = sk__gen_share(w, s, supper, day);
            int count = (int)lround(share * sk__gen_guests(w, s, day));
            bool changed = sk_rng_below(&r, 40) == 0;
            if (count < 1 || day > s->closes || (day > w->o.as_of + 7 && !early)) continue;
            order_row(b, s, supper, day, thursday, count);
            if (changed && count > 4) order_row(b, s, supper, day, w->o.as_of, count - 2);
        }
}

void sk__gen_w_orders_ahead(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "enhet;måltid;datum;lagd;antal");
    for (size_t i = 0; i < w->n_s; i++)
        if (orders(&w->s[i])) site_orders(w, &w->s[i], b);
}
