/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits and reasons in words. */
#include <math.h>

#include "base/date.h"
#include "base/text.h"
#include "domain/query.h"
#include "plan/assemble.h"

static const char *session_name(int session, sk_lang lang)
{
    return session == SK_SESSION_CHILL ? sk_text(lang, "chilled production")
                                       : sk_meal_name((sk_meal)session, lang);
}

void sk__res_words(const sk_instance *in, const sk_res *r, sk_lang lang, sk_buf *b)
{
    const sk_kommun *k = in->k;
    const char *kitchen = r->kitchen >= 0 ? k->kitchen[r->kitchen].name : "";
    const char *day = sk_weekday_name(lang, sk_day_weekday(in->from + r->day));
    switch (r->kind) {
    case SK_RES_STAFF: sk_buf_addf(b, sk_text(lang, "staff in %s on %s"), kitchen, day); break;
    case SK_RES_EQUIP:
        sk_buf_addf(b, sk_text(lang, "%s in %s on %s, %s"), k->equip_class[r->cls].name, kitchen,
                    day, session_name(r->session, lang));
        break;
    case SK_RES_CHILL:
        sk_buf_addf(b, sk_text(lang, "blast chiller in %s on %s"), kitchen, day);
        break;
    case SK_RES_STORE: sk_buf_addf(b, sk_text(lang, "cold store in %s on %s"), kitchen, day); break;
    case SK_RES_REHEAT:
        sk_buf_addf(b, sk_text(lang, "reheating in %s on %s, %s"), kitchen, day,
                    session_name(r->session, lang));
        break;
    case SK_RES_TOUR:
        sk_buf_addf(b, sk_text(lang, "boxes on tour %s on %s"), k->tour[r->tour].id, day);
        break;
    }
}

const char *sk__res_unit(sk_res_kind kind, int *step)
{
    static const struct {
        const char *unit;
        int step;
    } of[] = {[SK_RES_STAFF] = {"min", 60},      [SK_RES_EQUIP] = {"run", 1},
              [SK_RES_CHILL] = {"kg", 10},       [SK_RES_STORE] = {"kg", 10},
              [SK_RES_REHEAT] = {"portion", 10}, [SK_RES_TOUR] = {"box", 10}};
    *step = of[kind].step;
    return of[kind].unit;
}

/* Row with the dearest dual on the group's ways; -1 = none binds. */
static int dearest_row(const sk_instance *in, const sk_lp_result *lp, const sk_group *g)
{
    int row = -1;
    double worst = 1e-6, best_way = (double)INFINITY;
    for (int a = g->arc_first; a < g->arc_first + g->n_arc; a++) {
        const sk_arc *arc = &in->arc[a];
        double price = arc->cost, top = 0;
        int top_row = -1;
        for (int u = arc->use_first; u < arc->use_first + arc->n_use; u++) {
            double part = -lp->row_dual[in->use[u].res] * in->use[u].amount;
            price += part;
            if (part > top) {
                top = part;
                top_row = in->use[u].res;
            }
        }
        if (price < best_way) {
            best_way = price;
            row = top > worst ? top_row : -1;
        }
    }
    return row;
}

static void group_words(const sk_instance *in, int group, sk_lang lang, sk_buf *b)
{
    const sk_need *n = &in->demand->need[in->need[in->group[group].need].need];
    sk_ix usual = sk_site_supplier_on(in->k, n->site, n->day);
    sk_reject_reason why;
    if (usual >= 0 && sk_instance_why_not(in, group, usual, lang, &why, b) && b->len) return;
    sk_buf_add(b, sk_text(lang, "no kitchen can supply it"));
}

const char *sk__short_words(const sk_instance *in, const sk_lp_result *lp, int need, sk_lang lang,
                            sk_arena *a)
{
    const sk_inst_need *n = &in->need[need];
    sk_buf b = SK_BUF_INIT;
    for (int g = n->group_first; g < n->group_first + n->n_group && !b.len; g++)
        if (in->group[g].n_arc == 0) group_words(in, g, lang, &b);
    for (int g = n->group_first; g < n->group_first + n->n_group && !b.len; g++) {
        int row = dearest_row(in, lp, &in->group[g]);
        if (row >= 0) sk__res_words(in, &in->res[row], lang, &b);
    }
    const char *s =
        b.len ? sk_arena_strdup(a, b.data) : sk_text(lang, "whole runs and whole portions");
    sk_buf_free(&b);
    return s ? s : "";
}
