/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weighed waste in measuring weeks, lunch, by the national method: storage, preparation and cooking
 * per portion cooked in the kitchens, serving and plate per eater at the sites. Each calendar year is
 * scaled so that all grams together come out at the published grams per portion. */
#include "gen/gen_history.h"

#include <string.h>

enum { FIRST_YEAR = 2021, N_YEARS = 4 };
static const double target[N_YEARS] = {50, 53, 45.5, 45}; /* g per portion, 2021.. */
static const char *const stream_word[] = {"lagring", "beredning", "tillagning", "servering",
                                          "tallrik"};

typedef struct sums {
    double kitchen_g, portions, site_g, eaters;
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

static void weigh(pass *p, const char *date, int year, const char *place, int stream, double g,
                  int portions)
{
    int y = year - FIRST_YEAR;
    double grams = g * portions;
    if (!p->b) {
        *(stream < 3 ? &p->year[y].kitchen_g : &p->year[y].site_g) += grams;
        if (stream == 2) p->year[y].portions += portions;
        if (stream == 3) p->year[y].eaters += portions;
        return;
    }
    sk_buf_addf(p->b, "%s;%s;lunch;%s;%d;%d\r\n", date, place, stream_word[stream],
                (int)(grams * p->scale[y] + 0.5), portions);
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

static void site_day(const g_world *w, pass *p, int site, const g_actual *a, const char *date,
                     sk_day day)
{
    static const double serving[G_N_CATS] = {27, 25, 24, 24, 22, 46, 30, 40, 0, 0};
    static const double plate[G_N_CATS] = {18, 16, 14, 14, 12, 26, 20, 24, 0, 0};
    const g_site *s = &w->s[site];
    if (serving[s->cat] <= 0 || a->eaters <= 0 || s->cat == G_C_LSS ||
        !sk__gen_measuring(w, site, day))
        return;
    if (sk__gen_noise(w, s->id, "never", 0) > 1.6) return; /* some never weigh */
    const char *dish = sk__gen_dish(w, s, false, day);
    int year = sk_day_ymd(day).year;
    double habit = spread(sk__gen_noise(w, s->id, "habit", 0), 0.3);
    double over = a->ordered > a->eaters ? 1 + 1.2 * (a->ordered - a->eaters) / a->eaters : 1;
    for (int stream = 3; stream < 5; stream++) {
        double base = stream == 3 ? serving[s->cat] * over : plate[s->cat];
        double g = base * habit * dish_waste(dish) *
                   spread(sk__gen_noise(w, s->id, stream_word[stream], day), 0.25);
        weigh(p, date, year, s->id, stream, g, a->eaters);
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
        weigh(p, date, sk_day_ymd(day).year, k->id, stream,
              base[stream] * habit *
                  spread(sk__gen_noise(w, k->id, stream_word[stream], day), 0.35),
              cooked);
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
            int plus = (a[i].eaters * 3 + 50) / 100;
            cooked[w->k[w->s[i].kitchen].supplier] +=
                a[i].ordered > a[i].eaters ? a[i].ordered : a[i].eaters + plus;
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
    sk__gen_head(b, "datum;plats;måltid;ström;mängd_g;portioner");
    if (a && cooked) {
        each_measured(w, &p, a, cooked);
        for (int y = 0; y < N_YEARS; y++) {
            const sums *s = &p.year[y];
            double raw = (s->portions > 0 ? s->kitchen_g / s->portions : 0) +
                         (s->eaters > 0 ? s->site_g / s->eaters : 0);
            p.scale[y] = raw > 0 ? target[y] / raw : 1;
        }
        p.b = b;
        each_measured(w, &p, a, cooked);
    } else b->failed = true;
    sk_free(a);
    sk_free(cooked);
}
