/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a waste document to weighings. A row is doubted once, by the first thing that is wrong. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/num.h"
#include "domain/query.h"
#include "input/waste_priv.h"

typedef enum { SITES, KITCHENS } place_map;

static bool put(sk_map *m, const char *key, sk_ix v)
{
    return !key || !key[0] || sk_map_put(m, key, v) != -2;
}

bool sk__waste_places(sk__waste_in *in)
{
    const sk_kommun *k = in->k;
    in->place[SITES] = sk_map_new((size_t)k->n_sites * 3);
    in->place[KITCHENS] = sk_map_new((size_t)k->n_kitchens * 2);
    in->dishes = sk_map_new((size_t)k->n_dishes);
    bool ok = in->place[SITES] && in->place[KITCHENS] && in->dishes;
    for (int i = 0; i < k->n_sites && ok; i++) ok = put(in->place[SITES], k->site[i].id, i);
    for (int i = 0; i < k->n_sites && ok; i++)
        ok = put(in->place[SITES], k->site[i].unit_code, i) &&
             put(in->place[SITES], k->site[i].name, i);
    for (int i = 0; i < k->n_kitchens && ok; i++)
        ok = put(in->place[KITCHENS], k->kitchen[i].id, i);
    for (int i = 0; i < k->n_kitchens && ok; i++)
        ok = put(in->place[KITCHENS], k->kitchen[i].name, i);
    for (int i = 0; i < k->n_dishes && ok; i++) ok = put(in->dishes, k->dish[i].id, i);
    return ok && sk__renamed_put(in->old, SK_RENAMED_SITE, k->n_sites, in->place[SITES]) &&
           sk__renamed_put(in->old, SK_RENAMED_KITCHEN, k->n_kitchens, in->place[KITCHENS]) &&
           sk__renamed_put(in->old, SK_RENAMED_DISH, k->n_dishes, in->dishes);
}

/* ---- cells ---- */

static const char *cell(const sk__waste_in *in, int c)
{
    return in->col[c] == SK_NONE ? "" : in->csv.row[in->row].field[in->col[c]];
}

static int line_of(const sk__waste_in *in) { return in->csv.row[in->row].line; }

static bool aside(sk__waste_in *in, sk_doubt_rule rule, const char *found)
{
    sk__waste_doubt(in, rule, false, line_of(in), found, NULL);
    return false;
}

/* Up to three groups of digits; -1 when there is anything else than digits and separators. */
static int groups(const char *s, int v[3], int digits[3])
{
    int n = 0;
    while (*s) {
        if (isdigit((unsigned char)*s)) {
            if (n == 3) return -1;
            v[n] = digits[n] = 0;
            for (; isdigit((unsigned char)*s); s++) {
                if (++digits[n] > 8) return -1;
                v[n] = v[n] * 10 + (*s - '0');
            }
            n++;
        } else if (strchr("-/. ", *s)) s++;
        else return -1;
    }
    return n;
}

bool sk__day_lenient(const char *s, sk_day *out, bool *other)
{
    int v[3], digits[3];
    *other = false;
    if (sk_day_parse(s, out)) return true;
    *other = true;
    int n = groups(s, v, digits);
    if (n == 1 && digits[0] == 8)
        return sk_day_from_ymd(v[0] / 10000, v[0] / 100 % 100, v[0] % 100, out);
    if (n != 3) return false;
    if (digits[0] == 4) return sk_day_from_ymd(v[0], v[1], v[2], out);
    return digits[2] == 4 && sk_day_from_ymd(v[2], v[1], v[0], out);
}

static bool date(sk__waste_in *in, int c, sk_day *day)
{
    bool other;
    const char *s = cell(in, c);
    if (!sk__day_lenient(s, day, &other)) return aside(in, SK_DOUBT_DATE, s);
    if (*day > in->k->as_of) {
        in->log->n_later++;
        return false;
    }
    if (other) sk__waste_doubt(in, SK_DOUBT_DATE_FORM, true, line_of(in), s, NULL);
    return true;
}

static bool word(sk__waste_in *in, int c, int *v)
{
    const char *s = cell(in, c);
    const sk_column *col = &in->fmt->col[c];
    *v = s[0] ? sk_word_find(col->words, s) : (int)col->def;
    return (*v >= 0 && (s[0] || !(col->flags & SK_REQ))) || aside(in, SK_DOUBT_WORD, s);
}

/* -1 when the cell is empty. */
static bool number(sk__waste_in *in, int c, int64_t *v)
{
    const char *s = cell(in, c);
    const sk_column *col = &in->fmt->col[c];
    *v = -1;
    if (!s[0]) return true;
    if (sk_dec_parse(s, in->csv.point, col->decimals, v) && *v >= col->lo && *v <= col->hi)
        return true;
    return aside(in, SK_DOUBT_NUMBER, s);
}

/* The site and the kitchen that a name may mean. */
static void places(sk__waste_in *in, const char *s, sk_ix *site, sk_ix *kitchen)
{
    int64_t old = 0;
    *site = sk__renamed_get(in->place[SITES], s, in->k->n_sites, &old);
    *kitchen = sk__renamed_get(in->place[KITCHENS], s, in->k->n_kitchens, &old);
    in->old_name = old > 0;
}

static bool unknown_place(sk__waste_in *in, const char *s)
{
    sk__near near = {NULL, 0};
    for (int i = 0; i < in->k->n_sites; i++) sk__near_try(&near, s, in->k->site[i].id);
    for (int i = 0; i < in->k->n_kitchens; i++) sk__near_try(&near, s, in->k->kitchen[i].id);
    sk__waste_doubt(in, SK_DOUBT_WORD, false, line_of(in), s, near.word);
    return false;
}

static bool dish(sk__waste_in *in, int c, sk_ix *v)
{
    const char *s = cell(in, c);
    int64_t old = 0;
    *v = s[0] ? sk__renamed_get(in->dishes, s, in->k->n_dishes, &old) : SK_NONE;
    in->old_name = in->old_name || old > 0;
    return *v != SK_NONE || !s[0] || aside(in, SK_DOUBT_WORD, s);
}

/* ---- rows ---- */

static bool plausible(sk__waste_in *in, const sk_weighing *w)
{
    char shown[24];
    int places = w->site == SK_NONE ? 0 : in->k->site[w->site].places;
    if (places > 0 && (int64_t)w->portions * 10 > (int64_t)places * 11) {
        snprintf(shown, sizeof shown, "%d", w->portions);
        return aside(in, SK_DOUBT_EATERS, shown);
    }
    if (w->mass < SK_N_STREAMS && w->portions > 0 && w->g / w->portions > SK_WASTE_HEAVY_G) {
        snprintf(shown, sizeof shown, "%d", w->g / w->portions);
        return aside(in, SK_DOUBT_HEAVY, shown);
    }
    return true;
}

static void keep(sk__waste_in *in, sk_weighing w)
{
    if (!plausible(in, &w)) return;
    if (in->nomem || !SK_GROW(in->w, in->n, in->cap)) {
        in->nomem = true;
        return;
    }
    w.line = line_of(in);
    w.doc = (uint8_t)in->doc;
    in->w[in->n++] = w;
}

/* The amount in grams by mängd_g, or by mängd, mått and densitet. */
static bool grams(sk__waste_in *in, int32_t *g)
{
    enum { GRAMS = 4, AMOUNT = 7, MEASURE, DENSITY };
    int64_t whole, amount, density, by_amount = -1;
    int measure;
    if (!number(in, GRAMS, &whole) || !number(in, AMOUNT, &amount) ||
        !word(in, MEASURE, &measure) || !number(in, DENSITY, &density))
        return false;
    if (amount >= 0 && measure == SK_MEASURE_L && density <= 0)
        return aside(in, SK_DOUBT_LITRES, cell(in, AMOUNT));
    if (amount >= 0)
        by_amount = sk_muldiv(amount, measure == SK_MEASURE_L ? density : 1,
                              measure == SK_MEASURE_KG ? 1 : 1000);
    if (amount < 0 && whole < 0) return aside(in, SK_DOUBT_AMOUNT, "");
    if (amount >= 0 && whole >= 0 && whole != by_amount)
        return aside(in, SK_DOUBT_AMOUNT, cell(in, AMOUNT));
    whole = whole >= 0 ? whole : by_amount;
    if (whole > SK_WASTE_MAX_G) return aside(in, SK_DOUBT_NUMBER, cell(in, AMOUNT));
    *g = (int32_t)whole;
    return true;
}

/* A kitchen for kitchen waste, a site for the rest. */
static bool place(sk__waste_in *in, int mass, sk_weighing *w)
{
    const char *s = cell(in, 1);
    sk_ix site, kitchen;
    bool in_kitchen = sk_mass_in_kitchen(mass);
    places(in, s, &site, &kitchen);
    w->site = in_kitchen ? SK_NONE : site;
    w->kitchen = in_kitchen ? kitchen : SK_NONE;
    if (w->site != SK_NONE || w->kitchen != SK_NONE) return true;
    if (site == SK_NONE && kitchen == SK_NONE) return unknown_place(in, s);
    return aside(in, SK_DOUBT_PLACE, cell(in, 3));
}

void sk__waste_row(sk__waste_in *in)
{
    sk_weighing w = {.dish = SK_NONE};
    int meal, mass;
    int64_t portions;
    if (!date(in, 0, &w.day) || !word(in, 2, &meal) || !word(in, 3, &mass) ||
        !place(in, mass, &w) || !grams(in, &w.g) || !number(in, 5, &portions) ||
        !dish(in, 6, &w.dish))
        return;
    w.meal = (uint8_t)meal;
    w.mass = (uint8_t)mass;
    w.portions = portions > 0 ? (int32_t)portions : 0;
    keep(in, w);
}

/* Meal waste belongs to a site, kitchen waste to a kitchen or to the kitchen of the site. */
void sk__waste_protocol_row(sk__waste_in *in)
{
    enum { PORTIONS = 2, EATERS, FIRST_KG, N_KG = 6 };
    int64_t portions, eaters, g;
    sk_day day;
    const char *s = cell(in, 1);
    sk_ix site, kitchen;
    if (!date(in, 0, &day)) return;
    places(in, s, &site, &kitchen);
    if (site == SK_NONE && kitchen == SK_NONE) {
        unknown_place(in, s);
        return;
    }
    if (kitchen == SK_NONE) kitchen = sk_site_kitchen_on(in->k, site, day);
    if (!number(in, PORTIONS, &portions) || !number(in, EATERS, &eaters)) return;
    for (int m = 0; m < N_KG; m++) {
        bool in_kitchen = sk_mass_in_kitchen(m);
        int64_t n = in_kitchen ? portions : eaters;
        if (!number(in, FIRST_KG + m, &g) || g < 0) continue;
        if ((in_kitchen ? kitchen : site) == SK_NONE) {
            aside(in, SK_DOUBT_PLACE, in->fmt->col[FIRST_KG + m].sv);
            continue;
        }
        keep(in, (sk_weighing){.day = day,
                               .site = in_kitchen ? SK_NONE : site,
                               .kitchen = in_kitchen ? kitchen : SK_NONE,
                               .dish = SK_NONE,
                               .g = (int32_t)g,
                               .portions = n > 0 ? (int32_t)n : 0,
                               .meal = SK_MEAL_LUNCH,
                               .mass = (uint8_t)m});
    }
}
