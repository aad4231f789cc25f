/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cost lines of a year: staff from the posts, premises and equipment from the kitchens, transport
 * from the tours, common costs per support unit, and food for the rest, so that the example's lines
 * sum to exactly 235 000 000 kronor. */
#include "gen/gen_priv.h"

static const int64_t LINKOPING_ORE = INT64_C(23500000000);

typedef struct lines {
    g_cost_fn each;
    void *ctx;
    int64_t sum;
} lines;

static void line(lines *l, const char *text, const char *account, const char *owner, int64_t ore,
                 const char *behaviour, const char *index, bool one_off)
{
    if (ore == 0) return;
    l->each(l->ctx, &(g_cost){text, account, owner, ore, behaviour, index, one_off});
    l->sum += ore;
}

/* Meals a year against those of an ordinary weekday, roughly. */
static double days_a_year(const g_kitchen *k)
{
    return k->seven_days ? 365 : k->kind == G_PRESCHOOL ? 228 : k->kind == G_GYM ? 178 : 190;
}

static int64_t tour_year_ore(const g_world *w, const g_tour *t)
{
    int64_t dm = t->back_dm, min = t->back_min;
    for (int i = 0; i < t->n_stops; i++) {
        dm += t->stop[i].dm;
        min += t->stop[i].drive_min + t->stop[i].unload_min;
    }
    (void)w;
    int64_t one = 6000 + 1200 * t->n_stops + dm * 30 + min * 35500 / 60;
    return one * (t->seven_days ? 365 : 215);
}

static void common(const g_world *w, lines *l)
{
    static const struct {
        const char *text, *account, *unit;
        int64_t kr;
        const char *behaviour, *index;
        bool one_off;
    } c[] = {
        {"Verksamhetschef, kostutvecklare och planering", "5011", "ledning", 1350000, "fast", "lön",
         false},
        {"Måltids- och beställningssystem", "6815", "it", 980000, "fast", "pris", false},
        {"Datorer, telefoni och nät", "6820", "it", 520000, "fast", "pris", false},
        {"Ekonomistöd och controller", "7510", "ekonomi", 760000, "fast", "lön", false},
        {"Personalstöd, rekrytering och företagshälsa", "7520", "hr", 690000, "fast", "lön", false},
        {"Upphandling och avtalsuppföljning", "7530", "upphandling", 410000, "fast", "lön", false},
        {"Utbildning i kost, hygien och klimat", "6990", "ledning", 320000, "fast", "pris", false},
        {"Förvaltningsgemensamt", "7590", "forvaltning", 1150000, "fast", "pris", false},
        {"Internränta och avskrivning, köksutrustning", "7910", "utrustning", 1480000, "fast",
         "inget", false},
        {"Avveckling av bemanning i servicehus", "6990", "ledning", 350000, "fast", "inget", true},
    };
    for (size_t i = 0; i < sizeof c / sizeof *c; i++)
        line(l, c[i].text, c[i].account, c[i].unit,
             w->o.linkoping ? c[i].kr * 100 : c[i].kr * 100 * w->o.n_kitchens / 69, c[i].behaviour,
             c[i].index, c[i].one_off);
}

static void staff(const g_world *w, lines *l)
{
    for (size_t i = 0; i < w->n_k; i++)
        if (w->k[i].role != G_SERVE)
            line(l, "Löner med PO, köksposter", "5011", w->k[i].id, w->k[i].staff_ore, "fast",
                 "lön", false);
    line(l, "Löner med PO, restaurangchefer", "5011", "ledning",
         (int64_t)41900 * 1700 * w->n_managers, "fast", "lön", false);
}

static void kitchens(const g_world *w, lines *l)
{
    for (size_t i = 0; i < w->n_k; i++) {
        const g_kitchen *k = &w->k[i];
        if (k->role == G_SERVE) continue;
        bool cook = k->role == G_COOK;
        line(l, "Kökslokaler, el och städ", "6010", k->id,
             100 * (cook ? 38000 + 25 * k->cooked : 16000 + 20 * k->eaters), "fast", "hyra", false);
        line(l, "Service, reparation och småutrustning", "6600", k->id,
             100 * (cook ? 42000 : 18000), "fast", "pris", false);
        double meals = (k->eaters + k->eaters_supper) * days_a_year(k);
        line(l, "Förbrukning, disk och engångsmaterial", "6410", k->id,
             (int64_t)(meals * 0.55) * 100, "rörlig", "pris", false);
    }
    int64_t ore = 0;
    for (size_t i = 0; i < w->n_t; i++) ore += tour_year_ore(w, &w->t[i]);
    int64_t home = sk__gen_sells(w, "distribution") ? ore / 100 * 150 / 1000 * 100 : 0;
    line(l, "Mattransporter", "6960", "transport", ore / 100 * 100 - home, "fast", "pris", false);
    line(l, "Hemkörning av matlådor", "6965", "transport", home, "rörlig", "pris", false);
}

/* The last kitchen takes what rounding leaves. */
static void food(const g_world *w, lines *l)
{
    double sum = 0, seen = 0;
    size_t last = 0;
    for (size_t i = 0; i < w->n_k; i++)
        if (w->k[i].role == G_COOK) {
            sum += (w->k[i].ref + 0.75 * w->k[i].cooked_supper) * days_a_year(&w->k[i]);
            last = i;
        }
    int64_t total = w->o.linkoping ? LINKOPING_ORE - l->sum : (int64_t)(sum * 20) * 100, given = 0;
    for (size_t i = 0; i <= last && sum > 0; i++) {
        const g_kitchen *k = &w->k[i];
        if (k->role != G_COOK) continue;
        seen += (k->ref + 0.75 * k->cooked_supper) * days_a_year(k);
        int64_t upto = i == last ? total : (int64_t)((double)(total / 100) * (seen / sum)) * 100;
        line(l, "Livsmedel", "6470", k->id, upto - given, "rörlig", "livsmedel", false);
        given = upto;
    }
}

void sk__gen_each_cost(const g_world *w, g_cost_fn each, void *ctx)
{
    lines l = {each, ctx, 0};
    staff(w, &l);
    kitchens(w, &l);
    common(w, &l);
    food(w, &l);
}

typedef struct written {
    sk_buf *b;
    int n;
} written;

static void write_line(void *ctx, const g_cost *c)
{
    char kr[24];
    written *w = ctx;
    sk_buf_addf(w->b, "kr_%04d;%s;%s;%s;%s;%s;%s;%s\r\n", ++w->n, c->text, c->account, c->owner,
                sk__gen_dec(c->ore, 2, kr), c->behaviour, c->index, c->one_off ? "ja" : "nej");
}

void sk__gen_w_cost_lines(g_world *w, sk_buf *b)
{
    written to = {b, 0};
    sk__gen_head(b, "id;text;konto;ägare;belopp_kr;beteende;index;engång");
    sk__gen_each_cost(w, write_line, &to);
}

/* Freeze-dried portions in the kitchens that have a blast chiller: three days of their own lunches, as much as
 * the municipality's stores hold at most today; two dishes that keep, made in 2022. Illustrative. */
void sk__gen_w_reserve(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "kök;rätt;portioner;bäst_före");
    for (size_t i = 0; i < w->n_k; i++) {
        const g_kitchen *k = &w->k[i];
        if (k->chill_kg <= 0) continue;
        int n = k->eaters * 3 / 2 / 10 * 10;
        sk_buf_addf(b, "%s;kikartsgryta_bulgur;%d;2047-12-31\r\n", k->id, n);
        sk_buf_addf(b, "%s;linsgryta_ris;%d;2047-12-31\r\n", k->id, n);
    }
}
