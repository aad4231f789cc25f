/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weighed waste in measuring weeks, lunch, by the national method: storage, preparation and cooking
 * per portion cooked in the kitchens, serving and plate per eater at the sites. What is served and not
 * eaten is a floor (the buffet must look full to the last) and most of what was cooked too much. Each
 * calendar year is scaled so that the streams, each per its own portions, add up to the published grams
 * a portion. A few rows are faulty on purpose. */
#include "gen/gen_history.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_YEAR = 2021, N_YEARS = 4 };
static const double target[N_YEARS] = {50, 53, 45.5, 45}; /* g per portion, 2021.. */
enum { N_STREAMS = 5, N_MASSES = 7 };
static const char *const stream_word[N_MASSES] = {"lagring", "beredning", "tillagning", "servering",
                                                  "tallrik", "serverat",  "återanvänt"};

typedef struct sums {
    double g[N_STREAMS], n[N_STREAMS];
} sums;
typedef struct pass {
    sk_buf *b; /* NULL while summing */
    sums year[N_YEARS];
    double scale[N_YEARS];
} pass;

/* Lognormal-like positive factor without exp: (1 + x/8)^8. */
static double spread(double x, double sd)
{
    double y = 1 + x * sd / 8;
    y = y > 0.3 ? y : 0.3;
    y *= y;
    y *= y;
    return y * y;
}

/* How a row is written. The last four are faults that a reader must find; they are in no sum. */
typedef enum { IN_GRAMS, IN_KG, IN_LITRES, NO_DENSITY, HEAVY, TWICE, DAY_FIRST } style;
typedef struct weighing {
    const char *date, *place;
    int year, stream, portions;
    double g; /* a portion, before scaling */
    style how;
} weighing;

static void put(const pass *p, const weighing *r, int g)
{
    char amount[24], day[16];
    const char *date = r->date, *stream = stream_word[r->stream];
    if (r->how == DAY_FIRST) { /* 2021-09-27 as 27/09/2021 */
        snprintf(day, sizeof day, "%.2s/%.2s/%.4s", date + 8, date + 5, date);
        date = day;
    }
    sk_buf_addf(p->b, "%s;%s;lunch;%s;", date, r->place, stream);
    if (r->how == IN_KG)
        sk_buf_addf(p->b, ";%d;;%s;kg;\r\n", r->portions, sk__gen_dec(g, 3, amount));
    else if (r->how == IN_LITRES)
        sk_buf_addf(p->b, ";%d;;%s;l;1,03\r\n", r->portions,
                    sk__gen_dec((int64_t)(g / 1.03 + 0.5), 3, amount));
    else if (r->how == NO_DENSITY)
        sk_buf_addf(p->b, ";%d;;%s;l;\r\n", r->portions, sk__gen_dec(g, 3, amount));
    else sk_buf_addf(p->b, "%d;%d;;;;\r\n", r->how == HEAVY ? g * 1000 : g, r->portions);
}

/* Waste is summed first and written, scaled, in the second pass; what was served is not scaled. */
static void weigh(pass *p, weighing r)
{
    int y = r.year - FIRST_YEAR;
    double grams = r.g * r.portions;
    bool lost = r.how == NO_DENSITY || r.how == HEAVY;
    if (!p->b) {
        if (lost || r.stream >= N_STREAMS) return;
        p->year[y].g[r.stream] += grams;
        p->year[y].n[r.stream] += r.portions;
        return;
    }
    int g = (int)(grams * (r.stream < N_STREAMS ? p->scale[y] : 1) + 0.5);
    if (r.how == TWICE) put(p, &r, g + 250); /* the row that follows corrects it */
    put(p, &r, g);
}

static style style_of(const g_world *w, int site, sk_day day, int stream, const char *dish)
{
    int odd = (site * 7919 + day * 104729 + stream * 31) % 3001;
    bool soup = strstr(dish, "soppa") != NULL;
    if (stream == 4 && odd % 700 == 23) return HEAVY;
    if (stream == 4 && odd == 47) return TWICE;
    if (odd == 59) return DAY_FIRST;
    if (stream == 3 && soup && sk__gen_noise(w, w->s[site].id, "litres", 0) > 1)
        return odd % 40 == 7 ? NO_DENSITY : IN_LITRES;
    return sk__gen_noise(w, w->s[site].id, "kilos", 0) > 1.2 ? IN_KG : IN_GRAMS;
}

static double dish_waste(const char *dish)
{
    if (strstr(dish, "soppa")) return 1.25;
    if (strstr(dish, "fisk") || strncmp(dish, "lax", 3) == 0 ||
        strncmp(dish, "blodpudding", 11) == 0)
        return 1.2;
    if (strncmp(dish, "pannkak", 7) == 0 || strncmp(dish, "kottbull", 8) == 0 ||
        strncmp(dish, "hamburg", 7) == 0)
        return 0.8;
    return 1;
}

/* What is cooked for the site beyond its eaters, portions. */
static int surplus(const g_actual *a)
{
    int cooked = a->ordered > 0 ? a->ordered : a->eaters + (a->eaters * 3 + 50) / 100;
    return cooked > a->eaters ? cooked - a->eaters : 0;
}

static void site_day(const g_world *w, pass *p, int site, const g_actual *a, const char *date,
                     sk_day day)
{
    static const double floor_g[G_N_CATS] = {19, 17, 16, 16, 14, 36, 22, 30, 0, 0};
    static const double plate_g[G_N_CATS] = {18, 16, 14, 14, 12, 26, 20, 24, 0, 0};
    const g_site *s = &w->s[site];
    if (floor_g[s->cat] <= 0 || a->eaters <= 0 || s->cat == G_C_LSS ||
        !sk__gen_measuring(w, site, day))
        return;
    if (sk__gen_noise(w, s->id, "never", 0) > 1.6) return; /* some never weigh */
    const char *dish = sk__gen_dish(w, s, false, day);
    double habit = spread(sk__gen_noise(w, s->id, "habit", 0), 0.3),
           portion = 330 * sk__gen_cats[s->cat].factor;
    double kept = strstr(dish, "soppa") ? 0.3 : 0.15; /* of the surplus, for another meal */
    double over = portion * surplus(a) / a->eaters, g[N_MASSES] = {0};
    double usual = habit * dish_waste(dish);
    g[3] = floor_g[s->cat] * usual * spread(sk__gen_noise(w, s->id, "servering", day), 0.25) +
           (1 - kept) * over;
    g[4] = plate_g[s->cat] * usual * spread(sk__gen_noise(w, s->id, "tallrik", day), 0.25);
    g[6] = kept * over;
    g[5] = portion * (1.02 + 0.04 * sk__gen_noise(w, s->id, "serverat", day)) + g[3] + g[4];
    bool all = sk__gen_noise(w, s->id, "all", 0) > 0.25; /* weighs what it puts out, too */
    weighing r = {date, s->id, sk_day_ymd(day).year, 0, a->eaters, 0, IN_GRAMS};
    if (strcmp(s->id, "fsk_tannefors_3") == 0 && day < sk__gen_date(2021, 10, 1))
        r.place = "fsk_stolplyckan";
    for (r.stream = 3; r.stream < N_MASSES; r.stream++) {
        if (r.stream >= N_STREAMS && (!all || g[r.stream] <= 0)) continue;
        r.g = g[r.stream];
        r.how = r.stream < N_STREAMS ? style_of(w, site, day, r.stream, dish) : IN_GRAMS;
        weigh(p, r);
    }
}

static void kitchen_day(const g_world *w, pass *p, size_t kitchen, int cooked, const char *date,
                        sk_day day)
{
    static const double base[3] = {1.4, 3.2, 4.8};
    const g_kitchen *k = &w->k[kitchen];
    int week = sk_day_week(day).week;
    if (cooked <= 0 || sk_day_weekday(day) >= 6 || (week != 11 && week != 39)) return;
    double habit = spread(sk__gen_noise(w, k->id, "habit", 0), 0.3);
    for (int stream = 0; stream < 3; stream++)
        weigh(p, (weighing){date, k->id, sk_day_ymd(day).year, stream, cooked,
                            base[stream] * habit *
                                spread(sk__gen_noise(w, k->id, stream_word[stream], day), 0.35),
                            IN_GRAMS});
}

static void each_measured(const g_world *w, pass *p, g_actual *a, int *cooked)
{
    for (sk_day day = w->cal_from; day <= w->o.as_of; day++) {
        int week = sk_day_week(day).week;
        if (sk_day_weekday(day) >= 6 ||
            (week != 5 && week != 11 && week != 19 && week != 39 && week != 46))
            continue;
        char date[SK_DATE_LEN];
        sk_day_str(day, date);
        sk__gen_actual_day(w, false, day, a);
        memset(cooked, 0, (w->n_k + 1) * sizeof *cooked);
        for (size_t i = 0; i < w->n_s; i++) {
            cooked[w->k[w->s[i].kitchen].supplier] += a[i].eaters + surplus(&a[i]);
            site_day(w, p, (int)i, &a[i], date, day);
        }
        for (size_t i = 0; i < w->n_k; i++) kitchen_day(w, p, i, cooked[i], date, day);
    }
}

void sk__gen_w_waste(g_world *w, sk_buf *b)
{
    g_actual *a = sk_calloc_n(w->n_s + 1, sizeof *a);
    int *cooked = sk_calloc_n(w->n_k + 1, sizeof *cooked);
    pass p = {.b = NULL};
    sk__gen_head(b, "datum;plats;måltid;ström;mängd_g;portioner;rätt;mängd;mått;densitet");
    if (a && cooked) {
        each_measured(w, &p, a, cooked);
        for (int y = 0; y < N_YEARS; y++) {
            const sums *s = &p.year[y];
            double raw = 0;
            for (int i = 0; i < N_STREAMS; i++) raw += s->n[i] > 0 ? s->g[i] / s->n[i] : 0;
            p.scale[y] = raw > 0 ? target[y] / raw : 1;
        }
        p.b = b;
        each_measured(w, &p, a, cooked);
    } else b->failed = true;
    sk_free(a);
    sk_free(cooked);
}

/* 2021-2023 as published (2023 by the annual report, which calls it met); 2024 the target alone. */
void sk__gen_w_waste_targets(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "från;till;högst_g;strömmar;publicerat_g;publicerad_bedömning;metod;källa");
    if (!w->o.linkoping) {
        sk_buf_add(b, "2023-01-01;2024-12-31;45;allt;;ingen;;påhittat mål\r\n");
        return;
    }
    sk_buf_add(b, "2021-01-01;2021-12-31;;allt;50;ingen;ej angiven;förvaltningsbudget 2024\r\n"
                  "2022-01-01;2022-12-31;;allt;53;ingen;"
                  "ej angiven, fotnotsmärkt i källan utan förklaring;förvaltningsbudget 2024\r\n"
                  "2023-01-01;2023-12-31;45;allt;45,5;uppnått;ej angiven;"
                  "\"verksamhetsberättelse 2023: 45,5 mot mål högst 45\"\r\n"
                  "2024-01-01;2024-12-31;45;allt;;ingen;ej angiven;förvaltningsbudget 2024\r\n");
}

void sk__gen_w_waste_groups(g_world *w, sk_buf *b)
{
    static const char *const form[G_N_CATS] = {"förskola",  "skola",       "skola", "skola",
                                               "gymnasium", "äldreomsorg", "annan", "annan",
                                               "annan",     "annan"};
    (void)w;
    sk__gen_head(b, "kategori;redovisas_som");
    for (int c = 0; c < G_N_CATS; c++) sk_buf_addf(b, "%s;%s\r\n", sk__gen_cats[c].id, form[c]);
}
