/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posts, absence and substitutes. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

enum { DAYS_AHEAD = 14 };

static void posts(sk__in *in)
{
    for (int i = 0; i < in->k->n_posts; i++) {
        const sk_post *p = &in->k->post[i];
        if (sk__bad(in, SK_DOC_STAFF, i)) continue;
        if (p->weekend_every > 0 && p->weekend_offset >= p->weekend_every)
            SK__ERR(in, SK_DOC_STAFF, i, "helg_start", "R033", NULL,
                    SK_N("every %d weekends can start at 0 to %d, found %d"), p->weekend_every,
                    p->weekend_every - 1, p->weekend_offset);
    }
}

static void deviation(sk__in *in, int i)
{
    const sk_deviation *d = &in->k->deviation[i];
    if (d->kind == SK_DEV_SUBSTITUTE) {
        if (d->min_day == 0)
            SK__ERR(in, SK_DOC_DEVIATIONS, i, "minuter_dag", "R035", NULL,
                    SK_N("a substitute needs minutes a day"));
        if (d->ore_h == 0)
            SK__ERR(in, SK_DOC_DEVIATIONS, i, "kr_tim", "R035", NULL,
                    SK_N("a substitute needs a cost per hour"));
    } else if (d->post == SK_NONE && d->min_day == 0) {
        SK__ERR(in, SK_DOC_DEVIATIONS, i, "minuter_dag", "R036", NULL,
                SK_N("absence needs a post, or minutes a day"));
    } else if (d->post != SK_NONE && in->k->post[d->post].kitchen != d->kitchen) {
        SK__ERR(in, SK_DOC_DEVIATIONS, i, "tjänst", "R034", NULL,
                SK_N("the post \"%s\" belongs to another kitchen"), in->k->post[d->post].id);
    }
}

static void deviations(sk__in *in)
{
    for (int i = 0; i < in->k->n_deviations; i++) {
        in->k->deviation[i].line = sk__at(in, SK_DOC_DEVIATIONS, i, NULL).line;
        if (!sk__bad(in, SK_DOC_DEVIATIONS, i)) deviation(in, i);
    }
}

/* Absence that no substitute covers, over the days that are planned next. */
static void sickness(sk__in *in, sk_ix kitchen)
{
    int64_t planned = 0, lost = 0;
    sk_span dev = sk_kitchen_deviations(in->k, kitchen);
    for (int d = 1; d <= DAYS_AHEAD && dev.end > dev.first; d++) {
        sk_staff_day s;
        sk_kitchen_staff(in->k, kitchen, in->k->as_of + d, &s);
        planned += s.planned_min;
        lost += s.absent_min - s.substitute_min;
    }
    if (lost <= 0 || planned == 0 || lost * SK_PPM <= planned * in->k->policy.sick_warn_ppm) return;
    SK__WARN(in, SK_DOC_KITCHENS, kitchen, "id", "W014", NULL,
             SK_N("\"%s\" lacks %d %% of its minutes in the next %d days, with no substitute"),
             in->k->kitchen[kitchen].id, (int)sk_muldiv(lost, 100, planned), (int)DAYS_AHEAD);
}

void sk__cross_staff(sk__in *in)
{
    posts(in);
    deviations(in);
    if (!sk__clean(in,
                   SK__DOC(SK_DOC_KITCHENS) | SK__DOC(SK_DOC_STAFF) | SK__DOC(SK_DOC_DEVIATIONS)) ||
        in->k->as_of == SK_NO_DAY)
        return;
    for (int i = 0; i < in->k->n_kitchens; i++) sickness(in, i);
}
