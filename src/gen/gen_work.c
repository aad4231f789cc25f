/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staff: the work each kitchen has by the policy's minutes, posts that cover it, and the deviations
 * around the as-of date. The estimate is rough (mean minutes over the menu); a test runs the checker. */
#include "gen/gen_priv.h"

#include <stdio.h>

/* Mean staff minutes a portion over the school menu, batches included, and serving as in policy.json. */
static const double MAIN_MIN = 0.72, SIDE_MIN = 0.46, COLD_MIN = 0.92, SERVE_COOK = 1.4,
                    SERVE_RECEIVE = 1.5;
static const double BOX_SEND = 0.14, BOX_RECEIVE = 0.08, BREAKFAST_MIN = 2.8, SUPPER_MIN = 3.2;

static void add_portions(g_world *w, int day, const g_site *s, double eaters)
{
    g_kitchen *k = &w->k[s->kitchen], *from = &w->k[k->supplier];
    if (k->role == G_SERVE) {
        from->work[day] += eaters * (MAIN_MIN + SIDE_MIN + COLD_MIN + BOX_SEND);
        return;
    }
    k->work[day] +=
        eaters * (SIDE_MIN + COLD_MIN + (k->role == G_COOK ? SERVE_COOK : SERVE_RECEIVE));
    from->work[day] += eaters * MAIN_MIN;
    if (k->role == G_RECEIVE) {
        from->work[day] += eaters * BOX_SEND / 2;
        k->work[day] += eaters * BOX_RECEIVE;
    }
    if (k->breakfast) k->work[day] += eaters * BREAKFAST_MIN;
}

/* How full the staff is used: most kitchens comfortably, some tightly. */
static double utilisation(const g_kitchen *k, size_t i)
{
    static const double u[8] = {0.91, 0.98, 0.94, 1.01, 0.90, 0.99, 0.94, 1.06};
    bool small = k->kind == G_CARE || k->kind == G_PRESCHOOL || k->rural;
    return u[i % 8] * (small ? 0.93 : 1);
}

/* Full-time posts first, then what is left; where there is one post more than that needs, the last
 * two share. */
static int post_pct(const g_kitchen *k, int nth)
{
    int left = k->fte_pct - 100 * nth;
    if (k->fte_pct > 100 * (k->n_posts - 1)) return left >= 100 ? 100 : left;
    if (nth < k->n_posts - 2) return 100;
    int shared = k->fte_pct - 100 * (k->n_posts - 2), half = shared / 10 * 5;
    return nth == k->n_posts - 2 ? shared - half : half;
}

typedef struct cut {
    int kitchen, posts, from;
    int64_t badness;
} cut; /* best cutting of the first i */

/* Restaurangchefer with 15-25 people each: the kitchens in the order of the table, care last, are cut
 * so that the squared distances from an even share are least (shortest path). */
static void managers(g_world *w)
{
    enum { SHARE = 19 };
    cut *c = sk_calloc_n(w->n_k + 1, sizeof *c);
    int n = 0;
    if (!c) {
        w->failed = true;
        return;
    }
    for (int care = 0; care < 2; care++)
        for (size_t i = 0; i < w->n_k; i++) {
            const g_kitchen *k = &w->k[i];
            if (k->role == G_SERVE || (k->kind == G_CARE || k->kind == G_SERVICE) != care) continue;
            c[++n] = (cut){(int)i, k->n_posts, 0, INT64_MAX};
        }
    for (int i = 1; i <= n; i++)
        for (int j = i - 1, people = 0; j >= 0; j--) {
            people += c[j + 1].posts;
            if (people > 2 * SHARE && j < i - 1) break;
            int64_t bad = c[j].badness + (int64_t)(people - SHARE) * (people - SHARE);
            if (bad < c[i].badness) {
                c[i].badness = bad;
                c[i].from = j;
            }
        }
    for (int i = n; i > 0; i = c[i].from) w->n_managers++;
    int chief = w->n_managers;
    for (int i = n; i > 0; i = c[i].from) {
        chief--;
        for (int j = c[i].from + 1; j <= i; j++) w->k[c[j].kitchen].manager = chief;
    }
    sk_free(c);
}

void sk__gen_work(g_world *w)
{
    for (size_t i = 0; i < w->n_s; i++) {
        const g_site *s = &w->s[i];
        double n = s->guests * sk__gen_cats[s->cat].attendance;
        add_portions(w, 0, s, n);
        if (w->k[s->kitchen].seven_days) add_portions(w, 1, s, n);
        if (sk__gen_has_supper(s))
            for (int d = 0; d < 2; d++) w->k[s->kitchen].work[d] += n * SUPPER_MIN;
    }
    for (size_t i = 0; i < w->n_k; i++) {
        g_kitchen *k = &w->k[i];
        if (k->role == G_SERVE) continue;
        double fixed = k->role == G_COOK ? 90 : 60, u = utilisation(k, i);
        k->work[0] += fixed;
        if (k->seven_days) k->work[1] += fixed;
        double week = 5 * k->work[0] + 2 * (k->seven_days ? k->work[1] : 0);
        int pct = (int)(week / 2400 / u * 20 + 0.5) * 5; /* to 5 % */
        int least = k->seven_days ? 200 : k->role == G_COOK ? 100 : 60;
        if (pct < least) pct = least;
        if (pct % 100 && pct % 100 < 30) pct = pct / 100 * 100 + (pct % 100 < 15 ? 0 : 30);
        k->fte_pct = pct;
        k->n_posts = (pct + 99) / 100 + (i % 3 == 0 && pct >= 200 && pct % 100);
        w->fte_pct += pct;
        w->n_posts += k->n_posts;
    }
    if (w->n_posts > 0) managers(w);
    w->fte_pct += 100 * w->n_managers;
}

/* ---- posts --------------------------------------------------------------------------------------- */

enum { ORE_CHEF = 41900, ORE_FIRST = 33400, ORE_COOK = 31300, ORE_HELP = 27100, HOURS_YEAR = 1700 };

/* Pay 2023 and PO 44.53 % over 1 700 worked hours, see README of the example. */
static int64_t pay(const g_kitchen *k, int nth, const char **title)
{
    if (k->role == G_COOK && nth == 0) return *title = "Förste kock", ORE_FIRST;
    if (k->role == G_COOK && nth % 2 == 1) return *title = "Kock", ORE_COOK;
    if (k->role == G_RECEIVE && nth == 0 && k->eaters > 180) return *title = "Kock", ORE_COOK;
    return *title = "Måltidsbiträde", ORE_HELP;
}

static void post_row(sk_buf *b, const char *id, const g_kitchen *k, const char *title, int pct,
                     const char *sex, bool trainee, int weekday_min, int weekend_min, int every,
                     int offset, int64_t ore)
{
    char kr[24];
    sk_buf_addf(b, "%s;%s;%s;%d;%s;%s;", id, k->id, title, pct, sex, trainee ? "ja" : "nej");
    for (int d = 0; d < 5; d++) sk_buf_addf(b, "%d;", weekday_min);
    sk_buf_addf(b, "%d;%d;%d;%d;%s;;%s\r\n", weekend_min, weekend_min, every, offset,
                sk__gen_dec(ore, 2, kr), k->closes == SK_DAY_FOREVER ? "" : "2023-12-31");
}

static void kitchen_posts(const g_world *w, g_kitchen *k, sk_buf *b, int *number)
{
    k->staff_ore = 0;
    for (int i = 0; i < k->n_posts; i++) {
        char id[G_ID];
        const char *title;
        sk_rng r;
        snprintf(id, sizeof id, "tj_%04d", ++*number);
        sk_rng_fork(&w->rng, id, 3, &r);
        int64_t ore = pay(k, i, &title) + 100 * sk_rng_range(&r, -6, 6);
        int pct = post_pct(k, i), full = k->seven_days ? 384 : 480;
        uint32_t sex = sk_rng_below(&r, 100);
        post_row(b, id, k, title, pct,
                 sex < 83   ? "kvinna"
                 : sex < 97 ? "man"
                            : "okänt",
                 false, full * pct / 100, k->seven_days ? 480 * pct / 100 : 0,
                 k->seven_days ? 2 : 0, k->seven_days ? i % 2 : 0, ore);
        k->staff_ore += ore * HOURS_YEAR * pct / 100;
    }
}

void sk__gen_w_staff(g_world *w, sk_buf *b)
{
    int number = 0, chief = -1;
    sk__gen_head(b, "id;kök;titel;sysselsättning_procent;kön;elev;mån;tis;ons;tor;fre;lör;sön;helg_"
                    "var;helg_start;kr_tim;från;till");
    for (size_t i = 0; i < w->n_k; i++) {
        g_kitchen *k = &w->k[i];
        if (k->role == G_SERVE) continue;
        kitchen_posts(w, k, b, &number);
        if (k->role == G_COOK && k->kind == G_GYM) {
            char id[G_ID];
            snprintf(id, sizeof id, "elev_%03d", (int)i + 1);
            post_row(b, id, k, "Elev", 50, "okänt", true, 240, 0, 0, 0, 0);
        }
    }
    for (int care = 0; care < 2;
         care++) /* each manager's own post stands at her first kitchen: no kitchen hours */
        for (size_t i = 0; i < w->n_k; i++) {
            const g_kitchen *k = &w->k[i];
            if (k->manager <= chief || k->role == G_SERVE ||
                (k->kind == G_CARE || k->kind == G_SERVICE) != care)
                continue;
            char id[G_ID];
            chief = k->manager;
            snprintf(id, sizeof id, "chef_%03d", chief + 1);
            g_kitchen at = *k;
            at.closes = SK_DAY_FOREVER;
            post_row(b, id, &at, "Restaurangchef", 100, chief % 5 == 3 ? "man" : "kvinna", false, 0,
                     0, 0, 0, ORE_CHEF);
        }
}

/* ---- deviations ---------------------------------------------------------------------------------- */

static void deviation(sk_buf *b, const g_kitchen *k, const char *post, const char *kind,
                      sk_day from, sk_day to, int min_day, int ore)
{
    char f[SK_DATE_LEN], t[SK_DATE_LEN], kr[24];
    sk_buf_addf(b, "%s;%s;%s;%s;%s;%d;%s\r\n", k->id, post, kind, sk_day_str(from, f),
                sk_day_str(to, t), min_day, sk__gen_dec(ore, 2, kr));
}

/* Visibly short in the second week after the as-of date's, with nobody coming instead: every n-th
 * post of one large cooking and one receiving kitchen of each tile. 0 = not this kitchen. */
static int short_every(const g_kitchen *k)
{
    return sk__gen_kitchen_is(k, "k_ekholmen") || sk__gen_kitchen_is(k, "k_gottfrids") ? 3 : 0;
}

void sk__gen_w_deviations(g_world *w, sk_buf *b)
{
    static const char *const kind[] = {"sjuk", "semester", "sjuk", "ledig", "utbildning"};
    sk__gen_head(b, "kök;tjänst;slag;från;till;minuter_dag;kr_tim");
    sk_day monday = w->o.as_of - (sk_day_weekday(w->o.as_of) - 1);
    int number = 0;
    for (size_t i = 0; i < w->n_k; i++) {
        const g_kitchen *k = &w->k[i];
        if (k->role == G_SERVE) continue;
        for (int p = 0; p < k->n_posts; p++) {
            char id[G_ID];
            sk_rng r;
            snprintf(id, sizeof id, "tj_%04d", ++number);
            sk_rng_fork(&w->rng, id, 4, &r);
            int every = short_every(k);
            if (every > 0) {
                if (p % every == every - 1)
                    deviation(b, k, id, p % 2 ? "utbildning" : "sjuk", monday + 14, monday + 20, 0,
                              0);
                continue;
            }
            if (sk_rng_below(&r, 100) >= 11) continue;
            sk_day from = monday + (sk_day)sk_rng_range(&r, -7, 22);
            sk_day to = from + (sk_day)sk_rng_range(&r, 0, 11);
            deviation(b, k, id, kind[sk_rng_below(&r, 5)], from, to, sk_rng_below(&r, 8) ? 0 : 120,
                      0);
            if (k->n_posts == 1 || sk_rng_below(&r, 100) < 55)
                deviation(b, k, "", "vikarie", from, to, k->n_posts == 1 ? 420 : 360, 29800);
        }
    }
}
