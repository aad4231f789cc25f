/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which kitchens nobody can stand in for: the busiest planned day with each kitchen out, planned again by the
 * engine of storkok outage, without the reserve. */
#include "review/outage.h"
#include "review/whatif_priv.h"

typedef struct loss {
    sk_alt *a;
    const sk_whatif_opts *o;
    sk_day day;
} loss;

/* The planned day with the most portions, those of dated events left out; the same for every alternative. */
static const sk_year_rep *busiest(const sk_year_map *m)
{
    const sk_year_rep *best = NULL;
    for (int r = 0; r < m->n_reps; r++) {
        const sk_year_rep *x = &m->rep[r];
        if (x->n_days == 0 || x->event) continue;
        if (!best || m->portions[x->day - m->from] > m->portions[best->day - m->from]) best = x;
    }
    return best;
}

static int64_t unmet(const sk_outage_case *c)
{
    int64_t sum = 0;
    for (int g = 0; g < SK_OUTAGE_GROUPS; g++) sum += c->unmet[g];
    return sum;
}

static void short_as_planned(const sk_plan *p, int64_t *shrt, int64_t *backup)
{
    for (int i = 0; i < p->n_shorts; i++) {
        *shrt += p->shrt[i].short_portions;
        *backup += p->shrt[i].backup_portions;
    }
}

static sk_code each_kitchen(void *ctx, const sk_plan *p, sk_err *err)
{
    loss *x = ctx;
    sk_alt *a = x->a;
    sk_outage *o;
    int64_t was_short = 0, was_backup = 0;
    const sk_outage_ask ask = {.day = x->day,
                               .kitchen = SK_NONE,
                               .all = true,
                               .no_delivery = SK_NONE,
                               .staff_ppm = SK_PPM};
    sk_code code = sk_outage_run(p, &ask, NULL, 0, x->o->lang, x->o->progress, x->o->ctx, &o, err);
    if (code) return code;
    short_as_planned(o->base, &was_short, &was_backup);
    a->outages = true;
    for (int i = 0; i < o->n; i++) {
        const sk_outage_case *c = &o->it[i];
        sk_alt_kitchen *q = &a->kitchen[c->kitchen];
        int64_t more = unmet(c) - was_short, backup = c->backup - was_backup;
        q->out_short = more > 0 ? more : 0;
        q->out_backup = backup > 0 ? backup : 0;
        q->out_ore = c->more_ore;
        a->n_alone += q->out_short > 0;
        if (a->worst == SK_NONE) a->worst = c->kitchen; /* worst first */
    }
    sk_outage_free(o);
    return SK_OK;
}

sk_code sk__alt_outages(sk_alt *a, const sk_whatif *w, const sk_whatif_opts *o, sk_err *err)
{
    const sk_year_rep *r = busiest(w->map);
    a->worst = SK_NONE;
    if (!r) return SK_OK;
    loss x = {a, o, r->day};
    a->out_day = r->day;
    return sk_year_use_week(a->k, w->map->week[r->week], w->cache, o->lang, each_kitchen, &x, err);
}
