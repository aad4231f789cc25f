/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registers around the kitchens: settings, managers, customers, kitchens, opening hours, equipment,
 * summer organisation. */
#include "gen/gen_priv.h"

#include "ext/json.h"

void sk__gen_w_kommun(g_world *w, sk_buf *b)
{
    char day[SK_DATE_LEN];
    sk_jw j;
    sk_jw_init(&j, b, false);
    sk_jw_obj(&j, NULL);
    sk_jw_str(&j, "format", "storkok-kommun/1");
    sk_jw_str(&j, "name", w->o.linkoping ? "Linköping" : "Exempelkommun");
    sk_jw_str(&j, "code", w->o.linkoping ? "0580" : "9999");
    sk_jw_str(&j, "as_of", sk_day_str(w->o.as_of, day));
    sk_jw_str(&j, "lang", "sv");
    sk_jw_str(
        &j, "note",
        w->o.linkoping
            ? "Exempel, läge hösten 2023. Orterna är verkliga, alla siffror per enhet är påhittade."
            : "Påhittad kommun gjord av storkok generate.");
    sk_jw_obj_end(&j);
    sk_buf_addc(b, '\n');
}

/* Only what differs from the defaults. */
void sk__gen_w_policy(g_world *w, sk_buf *b)
{
    (void)w;
    static const struct {
        const char *name, *source;
        int value;
    } set[] = {
        {"serve_mmin_cooking", "antagande: hela kedjan 14-18 portioner per arbetstimme, domän 3.7",
         1400},
        {"serve_mmin_receiving", "antagande: som tillagningskök, med mer disk av kantiner", 1500},
        {"backup_ore", "antagande: hellre en extra tur än reservrätt till ett litet boende", 30000},
        {"extra_trip_ore", "antagande: inhyrt bud, dyrare än en egen tur", 90000},
        {"extra_trip_km_ore", "antagande: inhyrt bud", 1200},
        {"extra_trip_hour_ore", "antagande: inhyrt bud", 60000},
    };
    sk_jw j;
    sk_jw_init(&j, b, false);
    sk_jw_obj(&j, NULL);
    sk_jw_str(&j, "format", "storkok-policy/1");
    sk_jw_obj(&j, "settings");
    for (size_t i = 0; i < sizeof set / sizeof *set; i++) {
        sk_jw_obj(&j, set[i].name);
        sk_jw_int(&j, "value", set[i].value);
        sk_jw_str(&j, "source", set[i].source);
        sk_jw_obj_end(&j);
    }
    sk_jw_obj_end(&j);
    sk_jw_obj_end(&j);
    sk_buf_addc(b, '\n');
}

void sk__gen_w_managers(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "id;namn;ansvar;medarbetare");
    int *people = sk_calloc_n((size_t)w->n_managers, sizeof *people);
    if (!people) {
        b->failed = true;
        return;
    }
    for (size_t i = 0; i < w->n_k; i++)
        if (w->k[i].manager >= 0) people[w->k[i].manager] += w->k[i].n_posts;
    for (int i = 0; i < w->n_managers; i++)
        sk_buf_addf(b, "rc_%02d;Restaurangchef område %d;54%03d;%d\r\n", i + 1, i + 1, 100 + i + 1,
                    people[i]);
    sk_free(people);
}

void sk__gen_w_boards(g_world *w, sk_buf *b)
{
    (void)w;
    sk__gen_head(b, "id;namn;slag");
    sk_buf_add(
        b,
        "bou;Barn- och ungdomsnämnden;nämnd\r\nbin;Bildningsnämnden;nämnd\r\n"
        "aldn;Äldrenämnden;nämnd\r\nsocn;Social- och omsorgsnämnden;nämnd\r\n"
        "leanlink;Leanlink, utförare av vård och omsorg;nämnd\r\nextern;Externa gäster;extern\r\n");
}

/* ---- kitchens ------------------------------------------------------------------------------------ */

static void diets_of(const g_kitchen *k, sk_buf *b)
{
    if (k->role == G_SERVE) return;
    sk_buf_add(b, "glutenfri mjolkfri aggfri agg_mjolkfri fiskfri not_sojafri flaskfri");
    if (k->role == G_RECEIVE || k->cooked >= 200 || k->kind != G_SCHOOL)
        sk_buf_add(b, " flera_allergier");
    if (k->kind == G_CARE) sk_buf_add(b, " timbal gele flytande");
}

typedef struct chiller {
    const char *id;
    int kg;
} chiller;
static const chiller chillers[] = {{"k_gy_kallerstad", 300}, {"k_lambohov", 200},
                                   {"k_ekholmen", 250},      {"k_linghem", 150},
                                   {"k_vbo_berga", 80},      {"k_vbo_ekholmen", 60},
                                   {"k_vbo_skaggetorp", 60}, {"k_vbo_innerstad", 50}};

/* Blast chiller, cold store and reheating. Every second receiver can take chilled food. */
static void cold_chain(g_kitchen *k, size_t i)
{
    for (size_t c = 0; c < sizeof chillers / sizeof *chillers; c++)
        if (sk__gen_kitchen_is(k, chillers[c].id)) k->chill_kg = chillers[c].kg;
    bool takes = k->chill_kg > 0 || k->kind == G_CARE || (k->role == G_RECEIVE && i % 2 == 0);
    k->store_kg = takes ? 40 + (int)(k->ref_here * 0.33) : 0;
    k->reheat = takes ? 40 + (int)(k->ref_here * 1.05) : 0;
}

void sk__gen_w_kitchens(g_world *w, sk_buf *b)
{
    static const char *const role[] = {"tillagning", "mottagning", "servering"};
    char lat[24], lon[24], day[SK_DATE_LEN];
    sk__gen_head(
        b, "id;namn;ort;roll;lat;lon;restaurangchef;ansvar;telefon;blastkyl_kg_dag;kyl_kg;värmning_"
           "portioner;"
           "minsta_bemanning;övertid_max_min;övertid_kr_tim;specialkoster;skick;underhållsskuld_kr;"
           "lokalkostnad_kr_år;övrigt_fast_kr_år;öppnar;stänger");
    for (size_t i = 0; i < w->n_k; i++) {
        g_kitchen *k = &w->k[i];
        cold_chain(k, i);
        bool serve = k->role == G_SERVE, cook = k->role == G_COOK;
        int wear = serve ? 0 : (int)(i * 7 % 10); /* 0-5 green, 6-8 yellow, 9 red */
        sk_buf_addf(b, "%s;%s;%s;%s;%s;%s;", k->id, k->name, k->place, role[k->role],
                    sk__gen_dec(k->lat_e5, 5, lat), sk__gen_dec(k->lon_e5, 5, lon));
        if (k->manager >= 0)
            sk_buf_addf(b, "rc_%02d;54%03d;", k->manager + 1, 100 + k->manager + 1);
        else sk_buf_add(b, ";;");
        sk_buf_addf(b, "070-17406%02d;%d;%d;%d;", (int)(5 + i % 95), k->chill_kg, k->store_kg,
                    k->reheat);
        sk_buf_addf(b, "%d;%d;%d;",
                    serve                    ? 0
                    : cook && k->n_posts > 1 ? 2
                                             : 1,
                    serve ? 0 : 60 + 15 * k->n_posts, serve ? 0 : 420);
        diets_of(k, b);
        sk_buf_addf(b, ";%s;%d;%d;%d;;%s\r\n",
                    wear < 6   ? "grön"
                    : wear < 9 ? "gul"
                               : "röd",
                    wear < 6 ? 0 : (wear - 5) * (cook ? 450000 : 150000),
                    serve  ? 0
                    : cook ? 38000 + 25 * k->cooked
                           : 16000 + 20 * k->eaters,
                    serve  ? 0
                    : cook ? 42000
                           : 18000,
                    k->closes == SK_DAY_FOREVER ? "" : sk_day_str(k->closes, day));
    }
}

static void opening(sk_buf *b, const g_kitchen *k, const char *meal, const char *from,
                    const char *to)
{
    sk_buf_addf(b, "%s;%s;%s;%s;%s;;\r\n", k->id, meal,
                k->seven_days || k->kind == G_LSS ? "MTOTFLS" : "MTOTF..", from, to);
}

void sk__gen_w_openings(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "kök;måltid;dagar;arbete_från;arbete_till;från;till");
    for (size_t i = 0; i < w->n_k; i++) {
        const g_kitchen *k = &w->k[i];
        if (k->breakfast) opening(b, k, "frukost", "05:45", "09:00");
        opening(b, k, "lunch",
                k->role == G_COOK      ? "06:30"
                : k->role == G_RECEIVE ? "08:00"
                                       : "10:30",
                k->role == G_SERVE ? "13:00" : "14:30");
        if (k->breakfast) opening(b, k, "mellanmål", "12:30", "15:30");
        if (k->cooked_supper > 0 || k->eaters_supper > 0)
            opening(b, k, "kvällsmat", "13:00", "18:30");
    }
}

/* Units of a class so that `need` reference portions fit in `runs` runs. */
static int units(double need, int cap, double runs)
{
    int n = (int)(need / (cap * runs)) + 1;
    return n;
}

void sk__gen_w_equipment(g_world *w, sk_buf *b)
{
    static const double slack[6] = {1.25, 1.1, 1.4,
                                    1.0,  1.3, 0.9}; /* mostly comfortable, some tight */
    sk__gen_head(b, "kök;klass;antal;portioner_per_omgång;minuter_per_omgång");
    for (size_t i = 0; i < w->n_k; i++) {
        const g_kitchen *k = &w->k[i];
        if (k->role == G_SERVE) continue;
        bool cook = k->role == G_COOK;
        double p = (cook ? k->ref : k->ref_here) * slack[i % 6];
        /* What leaves together must be ready together, and potatoes keep an hour: a unit has time
         * for about one run and a half before the doors open, however long the session is. */
        int kettle = p < 120   ? 120
                     : p < 400 ? 180
                     : p < 900 ? 300
                               : 450,
            oven = p < 120   ? 60
                   : p < 400 ? 150
                             : 300;
        int kettles = units(p * (cook ? 1.35 : 0.7), kettle, cook ? 1.5 : 1.4) + (cook ? 1 : 0);
        int least = cook ? 3 : 2; /* dish, vegetarian dish and side at once; two sides at once */
        if (kettles < least) kettles = least;
        sk_buf_addf(b, "%s;kokgryta;%d;%d;50\r\n", k->id, kettles, kettle);
        int ovens = units(p * (cook ? 1.3 : 0.8), oven, 1.5) + (cook ? 1 : 0);
        sk_buf_addf(b, "%s;ugn;%d;%d;40\r\n", k->id, ovens < 2 ? 2 : ovens, oven);
        if (cook && (k->kind == G_CARE || k->kind == G_SERVICE || i % 3 == 0))
            sk_buf_addf(b, "%s;stekbord;%d;40;20\r\n", k->id, units(p, 40, 6));
    }
}

/* ---- summer -------------------------------------------------------------------------------------- */

static bool stays_open(const g_kitchen *k)
{
    static const char *const open[] = {"k_ljungsbro",  "k_malmslatt",   "k_linghem",  "k_ekholmen",
                                       "k_sturefors",  "k_innerstaden", "k_lambohov", "k_tannefors",
                                       "k_skaggetorp", "k_hjulsbro",    "k_ryd"};
    if (k->kind != G_SCHOOL && k->kind != G_GYM)
        return k->kind != G_PRESCHOOL || k->role != G_RECEIVE;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (k->role == G_COOK && sk__gen_kitchen_is(k, open[i])) return true;
    return false;
}

static int nearest_open(const g_world *w, const g_kitchen *k)
{
    int best = -1;
    double best_km = 1e9;
    for (size_t i = 0; i < w->n_k; i++) {
        const g_kitchen *f = &w->k[i];
        if (f->tile != k->tile || f->role != G_COOK ||
            (f->kind != G_SCHOOL && f->kind != G_PRESCHOOL) || !stays_open(f))
            continue;
        double km = sk__gen_km(k->lat_e5, k->lon_e5, f->lat_e5, f->lon_e5) +
                    (f->kind == G_PRESCHOOL ? 4 : 0);
        if (km < best_km) {
            best_km = km;
            best = (int)i;
        }
    }
    return best;
}

/* Minutes between the first sittings of a preschool and of a kitchen that is delivered to. */
static int apart(const g_world *w, const g_site *s, const g_kitchen *to)
{
    const g_kitchen *own = &w->k[s->kitchen];
    int d = (own->role == G_COOK ? 660 : own->sit_lunch) - to->sit_lunch;
    return d < 0 ? -d : d;
}

/* Nearest preschool that keeps its own place the whole summer. */
static int nearest_preschool(const g_world *w, size_t site)
{
    int best = -1;
    double best_km = 1e9;
    const g_site *s = &w->s[site];
    for (size_t i = 0; i < w->n_s; i++) {
        const g_site *o = &w->s[i];
        const g_kitchen *k = &w->k[o->kitchen];
        bool stays = o->cat == G_C_FORSKOLA && o->merge_to < 0 && k->summer_sub < 0;
        if (i == site || !stays || k->tile != w->k[s->kitchen].tile) continue;
        double km = sk__gen_km(s->lat_e5, s->lon_e5, o->lat_e5, o->lon_e5);
        if (k->role == G_SERVE)
            km += 1.5 + (apart(w, s, k) > 5 ? 15 : 0); /* one delivery feeds both */
        if (km < best_km) {
            best_km = km;
            best = (int)i;
        }
    }
    return best;
}

static void merge(g_world *w, bool closed_kitchen)
{
    for (size_t i = 0, nth = 0; i < w->n_s; i++) {
        g_site *s = &w->s[i];
        if (s->cat != G_C_FORSKOLA || s->merge_to >= 0) continue;
        bool closed = w->k[s->kitchen].summer_sub >= 0;
        if (closed_kitchen ? !closed : closed || w->k[s->kitchen].role != G_SERVE || nth++ % 2 == 0)
            continue;
        s->merge_week[0] = closed_kitchen ? 26 : 28;
        s->merge_week[1] = closed_kitchen ? 32 : 31;
        s->merge_to = -2; /* so that nobody merges into it */
    }
    for (size_t i = 0; i < w->n_s; i++)
        if (w->s[i].merge_to == -2) w->s[i].merge_to = 1 << 30;
    for (size_t i = 0; i < w->n_s; i++)
        if (w->s[i].merge_to == 1 << 30) w->s[i].merge_to = nearest_preschool(w, i);
}

void sk__gen_summer(g_world *w)
{
    for (size_t i = 0; i < w->n_k; i++)
        if (w->k[i].role != G_SERVE && !stays_open(&w->k[i]))
            w->k[i].summer_sub = nearest_open(w, &w->k[i]);
    merge(w, false);
    merge(w, true);
}

int sk__gen_merged_into(const g_world *w, int site, sk_day day)
{
    const g_site *s = &w->s[site];
    int week = sk_day_week(day).week;
    bool summer = sk_day_ymd(day).year >= 2022;
    return summer && s->merge_to >= 0 && s->merge_week[0] <= week && week <= s->merge_week[1]
               ? s->merge_to
               : site;
}

static void org_row(sk_buf *b, const char *kind, const char *place, const char *into, int year,
                    int first, int last)
{
    char f[SK_DATE_LEN], t[SK_DATE_LEN];
    sk_day a = 0, z = 0;
    sk_week_monday((sk_week){year, first}, &a);
    sk_week_monday((sk_week){year, last}, &z);
    sk_buf_addf(b, "%s;%s;%s;%s;%s\r\n", kind, place, into, sk_day_str(a, f), sk_day_str(z + 6, t));
}

void sk__gen_w_organisation(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "slag;plats;ersätts_av;från;till");
    for (size_t i = 0; i < w->n_k; i++) /* a new floor in the winter break of 2024 */
        if (w->k[i].supplier != (int)i && sk__gen_kitchen_is(&w->k[i], "k_vidingsjo"))
            org_row(b, "kök_stängt", w->k[i].id, w->k[w->k[i].supplier].id, 2024, 8, 8);
    for (int year = 2022; year <= 2024; year++) {
        for (size_t i = 0; i < w->n_k; i++)
            if (w->k[i].summer_sub >= 0)
                org_row(b, "kök_stängt", w->k[i].id, w->k[w->k[i].summer_sub].id, year, 26, 32);
        for (size_t i = 0; i < w->n_s; i++)
            if (w->s[i].merge_to >= 0)
                org_row(b, "enhet_sammanslagen", w->s[i].id, w->s[w->s[i].merge_to].id, year,
                        w->s[i].merge_week[0], w->s[i].merge_week[1]);
    }
}
