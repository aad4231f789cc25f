/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sites get, and their sittings. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

static void overlap(sk__in *in, int i)
{
    const sk_site_meal *m = in->k->site_meal;
    for (int j = i - 1; j >= 0 && j >= i - SK__LOOK_BACK; j--) {
        if (m[j].site != m[i].site || m[j].meal != m[i].meal || m[j].product != m[i].product)
            return;
        if (m[j].days & m[i].days && m[j].day_types & m[i].day_types &&
            sk__periods_meet(m[j].when, m[i].when)) {
            SK__ERR(in, SK_DOC_SITE_MEALS, i, NULL, "R032", NULL,
                    SK_N("overlaps line %d: the same site, product, weekday, kind of day and days"),
                    sk__at(in, SK_DOC_SITE_MEALS, j, NULL).line);
            return;
        }
    }
}

static void site_meal(sk__in *in, int i, bool sittings_clean)
{
    const sk_site_meal *m = &in->k->site_meal[i];
    const sk_product *p = &in->k->product[m->product];
    const sk_site *s = &in->k->site[m->site];
    sk_lang lang = sk_diags_lang(in->diags);
    if (p->meal != m->meal)
        SK__ERR(in, SK_DOC_SITE_MEALS, i, "produkt", "R043", NULL,
                SK_N("the product \"%s\" is for %s, not %s"), p->id, sk_meal_name(p->meal, lang),
                sk_meal_name(m->meal, lang));
    if (p->kind != SK_PROD_GOODS && p->dish == SK_NONE && s->menu == SK_NONE)
        SK__ERR(in, SK_DOC_SITE_MEALS, i, "produkt", "R046", NULL,
                SK_N("the product \"%s\" follows the menu, but the site \"%s\" has none"), p->id,
                s->id);
    sk_span q = sk_site_sittings(in->k, m->site, m->meal);
    if (sittings_clean && p->kind == SK_PROD_SERVED && q.first == q.end)
        SK__ERR(in, SK_DOC_SITE_MEALS, i, "enhet", "R044", NULL,
                SK_N("\"%s\" is served %s but has no row in %s"), s->id,
                sk_meal_name(m->meal, lang), sk_doc_file(SK_DOC_SITTINGS));
    overlap(in, i);
}

/* One group of sittings [first, end) of a site's meal. */
static void shares(sk__in *in, int first, int end)
{
    int64_t sum = 0;
    for (int i = first; i < end; i++) {
        if (sk__bad(in, SK_DOC_SITTINGS, i)) return;
        sum += in->k->sitting[i].share_ppm;
    }
    if (sum == SK_PPM) return;
    sk_buf b = SK_BUF_INIT;
    sk_buf_dec(&b, sum / 100, 2, sk_diags_lang(in->diags));
    SK__ERR(in, SK_DOC_SITTINGS, end - 1, "andel_procent", "R045", NULL,
            SK_N("the shares of \"%s\" for %s sum to %s %%, not 100"),
            in->k->site[in->k->sitting[first].site].id,
            sk_meal_name(in->k->sitting[first].meal, sk_diags_lang(in->diags)), sk_buf_str(&b));
    sk_buf_free(&b);
}

static void sittings(sk__in *in)
{
    const sk_sitting *s = in->k->sitting;
    int n = in->k->n_sittings;
    for (int first = 0, end; first < n; first = end) {
        for (end = first + 1;
             end < n && s[end].site == s[first].site && s[end].meal == s[first].meal;)
            end++;
        shares(in, first, end);
        for (int i = first; i < end; i++)
            if (!sk__bad(in, SK_DOC_SITTINGS, i) && s[i].end <= s[i].start)
                SK__ERR(in, SK_DOC_SITTINGS, i, "slut", "R031", NULL,
                        SK_N("the sitting must end after it starts"));
    }
}

static bool gets_meal(const sk_kommun *k, sk_ix site, sk_meal meal)
{
    sk_span m = sk_site_meals_of(k, site);
    for (int i = m.first; i < m.end; i++)
        if (k->site_meal[i].meal == meal) return true;
    return false;
}

static void idle_sittings(sk__in *in)
{
    for (int i = 0; i < in->k->n_sittings; i++) {
        const sk_sitting *s = &in->k->sitting[i];
        if (!sk__bad(in, SK_DOC_SITTINGS, i) && !gets_meal(in->k, s->site, s->meal))
            SK__WARN(in, SK_DOC_SITTINGS, i, "måltid", "W018", NULL,
                     SK_N("\"%s\" gets no such meal, the sitting is not used"),
                     in->k->site[s->site].id);
    }
}

void sk__cross_meals(sk__in *in)
{
    bool sittings_clean = sk__clean(in, SK__DOC(SK_DOC_SITTINGS));
    for (int i = 0; i < in->k->n_site_meals; i++)
        if (!sk__bad(in, SK_DOC_SITE_MEALS, i)) site_meal(in, i, sittings_clean);
    sittings(in);
    if (sk__clean(in, SK__DOC(SK_DOC_SITE_MEALS))) idle_sittings(in);
}
