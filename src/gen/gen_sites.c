/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who eats where and when: guests by date, meals, sittings, special diets. */
#include "gen/gen_priv.h"

#include <string.h>

/* ---- guests by date ------------------------------------------------------------------------- */

/* Days of the year on which a category's number changes: month and day, factor against October. */
typedef struct season {
    int month, day;
    double factor;
} season;
static const season school_steps[] = {{1, 10, 1.004}, {8, 15, 1.0}, {0, 0, 0}};
static const season preschool_steps[] = {{1, 10, 1.02}, {3, 1, 1.04}, {6, 20, 1.0},
                                         {8, 15, 0.96}, {10, 1, 1.0}, {0, 0, 0}};
static const season care_steps[] = {
    {1, 1, 0.997}, {4, 1, 1.004}, {7, 1, 0.992}, {10, 1, 1.0}, {0, 0, 0}};
static const season year_steps[] = {{1, 1, 1.0}, {0, 0, 0}};

static const season *steps_of(g_cat cat)
{
    switch (cat) {
    case G_C_FORSKOLA: return preschool_steps;
    case G_C_F3:
    case G_C_46:
    case G_C_79:
    case G_C_GYM: return school_steps;
    case G_C_VARD: return care_steps;
    default: return year_steps;
    }
}

/* Growth a year; schools and preschools count from August. */
static double level(g_cat cat, int year)
{
    static const double growth[G_N_CATS] = {-0.008, -0.002, 0.006, 0.016, 0.018,
                                            0,      0,      -0.1,  0.04,  0.005};
    if (cat == G_C_VARD)
        return year <= 2022   ? 0.957
               : year == 2023 ? 1.0
                              : 1.012; /* 535 and 559 residents on a day */
    return 1 + growth[cat] * (year - 2023);
}

static int guests_at(const g_world *w, const g_site *s, int year, const season *st)
{
    int school_year =
        steps_of(s->cat) == year_steps || s->cat == G_C_VARD || st->month >= 8 ? year : year - 1;
    sk_rng r;
    sk_rng_fork(&w->rng, s->id, (uint64_t)(year * 16 + st->month), &r);
    double noise = year == 2023 && st->month >= 8 ? 0 : 0.008 * sk_rng_normal(&r);
    if (s->cat == G_C_LSS || s->guests < 12) noise = 0;
    int g = (int)(s->guests * level(s->cat, school_year) * (st->factor + noise) + 0.5);
    return g > 0 ? g : 1;
}

int sk__gen_guests(const g_world *w, const g_site *s, sk_day day)
{
    if (day > s->closes) return 0;
    const season *all = steps_of(s->cat), *last = all;
    sk_ymd d = sk_day_ymd(day);
    while (last[1].month) last++;
    int year = d.year - 1;
    for (const season *p = all; p->month; p++)
        if (p->month < d.month || (p->month == d.month && p->day <= d.day)) {
            year = d.year;
            last = p;
        }
    return guests_at(w, s, year, last);
}

void sk__gen_w_guests(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "enhet;från;gäster");
    for (size_t i = 0; i < w->n_s; i++) {
        const g_site *s = &w->s[i];
        sk_buf_addf(b, "%s;2021-01-01;%d\r\n", s->id,
                    sk__gen_guests(w, s, sk__gen_date(2021, 8, 1)));
        for (int year = 2021; year <= 2024; year++)
            for (const season *p = steps_of(s->cat); p->month; p++) {
                sk_day day = sk__gen_date(year, p->month, p->day);
                if (day > s->closes || day <= sk__gen_date(2021, 8, 1)) continue;
                sk_buf_addf(b, "%s;%d-%02d-%02d;%d\r\n", s->id, year, p->month, p->day,
                            guests_at(w, s, year, p));
            }
    }
}

/* ---- meals ------------------------------------------------------------------------------------ */

enum {
    FRITIDS = 20,
    FRITIDS_SUMMER = 10,
    PRE_BREAK = 65,
    PRE_REDUCED = 30
}; /* percent of the enrolled */

bool sk__gen_has_supper(const g_site *s) { return s->cat == G_C_VARD; }

double sk__gen_share(const g_world *w, const g_site *s, bool supper, sk_day day)
{
    if (day > s->closes || (supper && !sk__gen_has_supper(s))) return 0;
    g_day_type t = sk__gen_day_type(w, s, day);
    if (s->cat == G_C_VARD || s->cat == G_C_SERVICE || s->cat == G_C_HEM) return 1;
    if (sk_day_weekday(day) >= 6) return 0;
    if (s->cat == G_C_LSS) return 1;
    if (t == G_NORMAL) return 1;
    if (s->cat == G_C_F3)
        return t == G_BREAK || t == G_STUDY ? FRITIDS / 100.0
               : t == G_REDUCED             ? FRITIDS_SUMMER / 100.0
                                            : 0;
    if (s->cat == G_C_FORSKOLA)
        return t == G_BREAK ? PRE_BREAK / 100.0 : t == G_REDUCED ? PRE_REDUCED / 100.0 : 0;
    return 0;
}

static void meal(sk_buf *b, const g_site *s, const char *meal_name, const char *product,
                 const char *days, const char *types, int share, const char *rest)
{
    sk_buf_addf(b, "%s;%s;%s;%s;%s;%d;%s\r\n", s->id, meal_name, product, days, types, share, rest);
}

static void preschool_meals(const g_world *w, sk_buf *b, const g_site *s)
{
    static const struct {
        const char *type;
        int share;
    } t[3] = {{"normal", 100}, {"lov", PRE_BREAK}, {"reducerad", PRE_REDUCED}};
    bool served = w->k[s->kitchen].breakfast;
    const char *week = "MTOTF..";
    for (int i = 0; i < 3; i++) {
        meal(b, s, "frukost", served ? "frukost_forskola" : "frukost_varor", week, t[i].type,
             t[i].share * 6 / 10, "100;;");
        meal(b, s, "lunch", "lunch_forskola", week, t[i].type, t[i].share, ";;");
        meal(b, s, "mellanmål", served ? "mellanmal_forskola" : "mellanmal_varor", week, t[i].type,
             t[i].share * 9 / 10, "90;;");
    }
}

static void f3_meals(sk_buf *b, const g_site *s)
{
    const char *week = "MTOTF..";
    meal(b, s, "lunch", "lunch_fritids", week, "lov studiedag", FRITIDS, "95;;");
    meal(b, s, "lunch", "lunch_fritids", week, "reducerad", FRITIDS_SUMMER, "95;;");
    meal(b, s, "mellanmål", "mellanmal_fritids", week, "normal", 62, ";;");
    meal(b, s, "mellanmål", "mellanmal_fritids", week, "lov studiedag", FRITIDS, ";;");
    meal(b, s, "mellanmål", "mellanmal_fritids", week, "reducerad", FRITIDS_SUMMER, ";;");
}

/* A class of the year 4-6 sites number 3, 12, 21 ... is out on one day of the second week after the
 * as-of date's: they get packed meals that day, the others eat as usual. */
static void lunch_with_outing(const g_world *w, sk_buf *b, const g_site *s)
{
    char before[SK_DATE_LEN], out[SK_DATE_LEN], after[SK_DATE_LEN];
    sk_day day = w->o.as_of - (sk_day_weekday(w->o.as_of) - 1) + 14 + 2 + (int)(s->guests % 2);
    if (s->guests % 9 != 3) {
        meal(b, s, "lunch", "lunch_skola", "MTOTF..", "normal", 100, ";;");
        return;
    }
    sk_buf_addf(b, "%s;lunch;lunch_skola;MTOTF..;normal;100;;;%s\r\n", s->id,
                sk_day_str(day - 1, before));
    sk_buf_addf(b, "%s;lunch;lunch_skola;MTOTF..;normal;70;;%s;%s\r\n", s->id, sk_day_str(day, out),
                out);
    sk_buf_addf(b, "%s;lunch;matsack;MTOTF..;normal;30;100;%s;%s\r\n", s->id, out, out);
    sk_buf_addf(b, "%s;lunch;lunch_skola;MTOTF..;normal;100;;%s;\r\n", s->id,
                sk_day_str(day + 1, after));
}

void sk__gen_w_site_meals(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "enhet;måltid;produkt;dagar;dagtyper;andel_procent;närvaro_procent;från;till");
    for (size_t i = 0; i < w->n_s; i++) {
        const g_site *s = &w->s[i];
        const char *product = sk__gen_cats[s->cat].product;
        switch (s->cat) {
        case G_C_FORSKOLA: preschool_meals(w, b, s); break;
        case G_C_46: lunch_with_outing(w, b, s); break;
        case G_C_F3:
            meal(b, s, "lunch", product, "MTOTF..", "normal", 100, ";;");
            f3_meals(b, s);
            break;
        case G_C_79:
        case G_C_GYM:
        case G_C_PERSONAL: meal(b, s, "lunch", product, "MTOTF..", "normal", 100, ";;"); break;
        case G_C_VARD:
            meal(b, s, "frukost", "dygnskost_varor", "MTOTFLS", "alla", 100, ";;");
            meal(b, s, "lunch", product, "MTOTFLS", "alla", 100, ";;");
            meal(b, s, "kvällsmat", "kvall_aldre", "MTOTFLS", "alla", 100, ";;");
            break;
        case G_C_LSS: meal(b, s, "lunch", product, "MTOTF..", "alla", 100, ";;"); break;
        default: meal(b, s, "lunch", product, "MTOTFLS", "alla", 100, ";;"); break;
        }
    }
}

/* ---- sittings ---------------------------------------------------------------------------------- */

typedef struct pass {
    int from, to, pct;
} pass;
enum { MAX_PASS = 4 };
/* Cooked in the house: clock times. Delivered: minutes after the first sitting, within 75 minutes. */
static const pass own_pass[G_N_CATS][MAX_PASS] = {
    {{660, 690, 100}},
    {{645, 670, 50}, {670, 695, 50}},
    {{685, 710, 50}, {710, 735, 50}},
    {{700, 720, 35}, {720, 740, 35}, {740, 760, 30}},
    {{660, 685, 25}, {690, 715, 25}, {715, 740, 25}, {740, 765, 25}},
    {{720, 765, 100}},
    {{720, 750, 100}},
    {{720, 765, 100}},
    {{720, 765, 100}},
    {{690, 735, 100}},
};
static const pass sent_pass[G_N_CATS][MAX_PASS] = {
    {{0, 25, 100}},
    {{0, 25, 50}, {25, 45, 50}},
    {{30, 55, 55}, {55, 75, 45}},
    {{25, 50, 50}, {50, 75, 50}},
    {{0, 25, 34}, {25, 50, 33}, {50, 75, 33}},
    {{0, 45, 100}},
    {{0, 25, 100}},
    {{0, 45, 100}},
    {{0, 45, 100}},
    {{30, 60, 100}},
};

static void sitting(sk_buf *b, const g_site *s, const char *meal_name, int from, int to, int pct)
{
    char t1[SK_TIME_LEN], t2[SK_TIME_LEN];
    sk_buf_addf(b, "%s;%s;%s;%s;%d\r\n", s->id, meal_name, sk_min_str((sk_min)from, t1),
                sk_min_str((sk_min)to, t2), pct);
}

void sk__gen_w_sittings(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "enhet;måltid;start;slut;andel_procent");
    for (size_t i = 0; i < w->n_s; i++) {
        const g_site *s = &w->s[i];
        const g_kitchen *k = &w->k[s->kitchen];
        bool sent = k->role != G_COOK;
        const pass *p = sent ? sent_pass[s->cat] : own_pass[s->cat];
        int base = sent ? k->sit_lunch : 0;
        if (k->breakfast) sitting(b, s, "frukost", 465, 495, 100);
        for (int j = 0; j < MAX_PASS && p[j].pct; j++)
            sitting(b, s, "lunch", base + p[j].from, base + p[j].to, p[j].pct);
        if (k->breakfast) sitting(b, s, "mellanmål", 855, 885, 100);
        if (sk__gen_has_supper(s)) sitting(b, s, "kvällsmat", 1020, 1065, 100);
    }
}

/* ---- sites and diets -------------------------------------------------------------------------- */

/* Most guests of a site: its own with a margin, and in the summer those merged into it. */
static int places(const g_world *w, size_t site)
{
    int n = w->s[site].guests + w->s[site].guests / 6 + 3;
    for (size_t i = 0; w->s[site].cat == G_C_FORSKOLA && i < w->n_s; i++)
        if (w->s[i].merge_to == (int)site) n += w->s[i].guests * PRE_BREAK / 100;
    return n;
}

void sk__gen_w_sites(g_world *w, sk_buf *b)
{
    static const char *const cal[] = {"skola", "gymnasium", "forskola", "vard"};
    char lat[24], lon[24], day[SK_DATE_LEN];
    sk__gen_head(b, "id;namn;kategori;kök;ordinarie_leveranskök;nämnd;kalender;meny;platser;lat;"
                    "lon;enhetskod;öppnar;stänger");
    for (size_t i = 0; i < w->n_s; i++) {
        const g_site *s = &w->s[i];
        const g_cat_info *c = &sk__gen_cats[s->cat];
        const g_kitchen *k = &w->k[s->kitchen];
        bool gym = s->at == G_GYM;
        sk_buf_addf(b, "%s;%s;%s;%s;%s;%s;%s;%s;%d;%s;%s;EX%05d;;%s\r\n", s->id, s->name, c->id,
                    k->id, w->k[k->supplier].id, gym ? "bin" : c->board,
                    gym ? cal[G_CAL_GYM] : cal[c->cal], c->menu, places(w, i),
                    sk__gen_dec(s->lat_e5, 5, lat), sk__gen_dec(s->lon_e5, 5, lon), (int)i + 1,
                    s->closes == SK_DAY_FOREVER ? "" : sk_day_str(s->closes, day));
    }
}

enum { N_DIETS = 11 };
static const char *const diet_ids[N_DIETS] = {
    "glutenfri", "mjolkfri",        "aggfri", "agg_mjolkfri", "fiskfri", "not_sojafri",
    "flaskfri",  "flera_allergier", "timbal", "gele",         "flytande"};
/* Ordered per 1 000 guests. */
static const int diet_rate[G_N_CATS][N_DIETS] = {
    {12, 34, 8, 5, 4, 3, 30, 5, 0, 0, 0},  {12, 26, 5, 3, 5, 3, 35, 4, 0, 0, 0},
    {12, 24, 4, 2, 6, 3, 34, 3, 0, 0, 0},  {13, 22, 3, 2, 6, 3, 32, 3, 0, 0, 0},
    {12, 18, 2, 1, 5, 2, 20, 2, 0, 0, 0},  {14, 16, 0, 0, 4, 0, 6, 0, 80, 30, 22},
    {40, 40, 0, 0, 0, 0, 60, 0, 90, 0, 0}, {15, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {20, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0},   {20, 20, 0, 0, 5, 0, 10, 0, 0, 0, 0},
};

void sk__gen_w_diet_orders(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "enhet;kost;måltid;antal;från;till");
    for (size_t i = 0; i < w->n_s; i++) {
        const g_site *s = &w->s[i];
        sk_rng r;
        sk_rng_fork(&w->rng, s->id, 77, &r);
        for (int d = 0; d < N_DIETS; d++) {
            int n = (int)((diet_rate[s->cat][d] * s->guests + (int)sk_rng_below(&r, 1000)) / 1000);
            bool small =
                w->k[w->k[s->kitchen].supplier].cooked < 200 && w->k[s->kitchen].kind == G_SCHOOL;
            if (n == 0 || (small && strcmp(diet_ids[d], "flera_allergier") == 0)) continue;
            sk_buf_addf(b, "%s;%s;lunch;%d;2021-08-02;\r\n", s->id, diet_ids[d], n);
            if (sk__gen_has_supper(s))
                sk_buf_addf(b, "%s;%s;kvällsmat;%d;2021-08-02;\r\n", s->id, diet_ids[d], n);
        }
    }
}
