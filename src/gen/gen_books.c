/* SPDX-License-Identifier: GPL-3.0-or-later */
/* followup/: the books of the as-of date's year as a SIE file, volumes and what costs are judged by. The budget is
 * cost_lines.csv month by month (what varies by the guests served, the rest by twelfths); the outturn is
 * made up around it so that food and staff end where the published figures say. */
#include "gen/gen_history.h"

#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/num.h"
#include "ext/sie.h"

enum { MONTHS = 12, G_N_ACCOUNTS = 16, FIXED_REVENUE = 0, VARIABLE_REVENUE = 1 };

typedef enum { K_REVENUE, K_FOOD, K_STAFF, K_OTHER } kind;
static const struct {
    const char *no, *name;
    kind kind;
    bool variable;
} accounts[G_N_ACCOUNTS] = {{"3011", "Måltidsersättning, fast del", K_REVENUE, false},
                            {"3013", "Måltidsersättning, rörlig del", K_REVENUE, true},
                            {"5011", "Löner med PO", K_STAFF, false},
                            {"6010", "Lokaler, el och städ", K_OTHER, false},
                            {"6410", "Förbrukning och engångsmaterial", K_OTHER, true},
                            {"6470", "Livsmedel", K_FOOD, true},
                            {"6600", "Service och småutrustning", K_OTHER, false},
                            {"6815", "Måltids- och beställningssystem", K_OTHER, false},
                            {"6820", "Datorer och telefoni", K_OTHER, false},
                            {"6960", "Mattransporter", K_OTHER, false},
                            {"6990", "Utbildning och övrigt", K_OTHER, false},
                            {"7510", "Ekonomistöd", K_STAFF, false},
                            {"7520", "Personalstöd", K_STAFF, false},
                            {"7530", "Upphandling", K_STAFF, false},
                            {"7590", "Förvaltningsgemensamt", K_OTHER, false},
                            {"7910", "Internränta och avskrivning", K_OTHER, false}};

/* Products of volumes.csv, with the planned full cost of one (illustrative). */
enum { P_SKOLA, P_FORSKOLA, P_FRITIDS, P_PERSONAL, P_ALDRE, P_KVALL, P_LADA, N_P, N_BOARDS = 6 };
static const struct {
    const char *id;
    int kr;
} products[N_P] = {{"lunch_skola", 44},    {"lunch_forskola", 41}, {"lunch_fritids", 46},
                   {"lunch_personal", 62}, {"lunch_aldre", 68},    {"kvall_aldre", 44},
                   {"matlada", 72}};
/* Planned portions against those that the category's share gives: fewer came than planned to preschools and
 * primary schools, more to years 7-9 and gymnasium (S). */
static const double plan_of[G_N_CATS] = {
    [G_C_FORSKOLA] = 0.985, [G_C_F3] = 0.985,   [G_C_46] = 0.985,  [G_C_79] = 0.955,
    [G_C_GYM] = 0.935,      [G_C_VARD] = 0.985, [G_C_LSS] = 0.985, [G_C_SERVICE] = 1,
    [G_C_HEM] = 1,          [G_C_PERSONAL] = 1};
static const char *const boards[N_BOARDS] = {"bou", "bin", "aldn", "socn", "leanlink", "extern"};

typedef struct books {
    const g_world *w;
    sk_map *kitchen;
    int n, year;                                 /* centres: managers, then the common one */
    int64_t (*year_ore)[G_N_ACCOUNTS];           /* by centre */
    double (*guests)[MONTHS];                    /* served days, by centre; the last is all */
    double (*planned)[MONTHS], (*eaten)[MONTHS]; /* portions, by centre */
    double plan[N_P][N_BOARDS][MONTHS], eat[N_P][N_BOARDS][MONTHS];
    int64_t (*budget)[G_N_ACCOUNTS][MONTHS], (*outturn)[G_N_ACCOUNTS][MONTHS];
} books;

static int centre_of(const books *b, int kitchen)
{
    const g_kitchen *k = &b->w->k[kitchen];
    int m = k->manager >= 0 ? k->manager : b->w->k[k->supplier].manager;
    return m >= 0 ? m : b->n - 1;
}

static void see(void *ctx, const g_cost *line)
{
    books *b = ctx;
    sk_ix k = sk_map_get(b->kitchen, line->owner);
    int c = k == SK_NONE ? b->n - 1 : centre_of(b, k);
    const char *account =
        strcmp(line->account, "6965") == 0 ? "6960" : line->account; /* transport all the same */
    for (int a = 0; a < G_N_ACCOUNTS; a++)
        if (strcmp(accounts[a].no, account) == 0) b->year_ore[c][a] += line->ore;
}

/* ---- volumes ---- */

static int product_of(const g_site *s, bool supper, double share)
{
    switch (s->cat) {
    case G_C_FORSKOLA: return P_FORSKOLA;
    case G_C_VARD:
    case G_C_LSS:
    case G_C_SERVICE: return supper ? P_KVALL : P_ALDRE;
    case G_C_HEM: return P_LADA;
    case G_C_PERSONAL: return P_PERSONAL;
    default: return share < 0.5 ? P_FRITIDS : P_SKOLA;
    }
}

static int board_of(const g_site *s)
{
    int i = 0;
    while (i < N_BOARDS - 1 && strcmp(boards[i], sk__gen_cats[s->cat].board) != 0) i++;
    return i;
}

static void one_meal(books *b, int site, bool supper, sk_day day, int m)
{
    const g_world *w = b->w;
    const g_site *s = &w->s[site];
    double share = sk__gen_share(w, s, supper, day), guests = sk__gen_guests(w, s, day) * share;
    if (guests <= 0) return;
    int c = centre_of(b, s->kitchen), p = product_of(s, supper, share), o = board_of(s);
    double plan = guests * sk__gen_cats[s->cat].attendance * plan_of[s->cat],
           eat = sk__gen_actual(w, site, supper, day).eaters;
    if (!supper) {
        b->guests[c][m] += guests;
        b->guests[b->n - 1][m] += guests;
    }
    b->planned[c][m] += plan;
    b->eaten[c][m] += eat;
    b->plan[p][o][m] += plan;
    b->eat[p][o][m] += eat;
}

static void count_meals(books *b)
{
    sk_day first = sk__gen_date(b->year, 1, 1), last = sk__gen_date(b->year, 12, 31);
    for (size_t s = 0; s < b->w->n_s; s++)
        for (sk_day d = first; d <= last; d++)
            for (int supper = 0; supper <= 1; supper++)
                one_meal(b, (int)s, supper, d, sk_day_ymd(d).month - 1);
}

static void write_volumes(const books *b, sk_buf *out)
{
    sk__gen_head(out, "period;område;produkt;kund;plan;utfall;självkostnad_kr");
    for (int p = 0; p < N_P; p++)
        for (int o = 0; o < N_BOARDS; o++)
            for (int m = 0; m < MONTHS; m++)
                if (b->plan[p][o][m] > 0)
                    sk_buf_addf(out, "%d%02d;kost;%s;%s;%lld;%lld;%d\r\n", b->year, m + 1,
                                products[p].id, boards[o],
                                (long long)(b->plan[p][o][m] / 10 + 0.5) * 10,
                                (long long)(b->eat[p][o][m] + 0.5), products[p].kr);
}

/* ---- amounts ---- */

static int64_t kronor(double ore)
{
    return (int64_t)(ore < 0 ? ore / 100 - 0.5 : ore / 100 + 0.5) * 100;
}

/* A year over months by weight; the last month with any takes what rounding leaves. */
static void spread(int64_t year, const double *weight, int64_t *month)
{
    double sum = 0;
    int last = MONTHS - 1;
    for (int m = 0; m < MONTHS; m++) sum += weight[m];
    while (last > 0 && weight[last] <= 0) last--;
    int64_t left = year;
    for (int m = 0; m < MONTHS; m++)
        month[m] = sum > 0 ? kronor((double)year * weight[m] / sum) : 0;
    for (int m = 0; m < MONTHS; m++) left -= month[m];
    month[last] += left;
}

/* What meals are paid: as much as they cost, 43 % of it fixed, as in the decided prices. */
static void revenue(books *b)
{
    int64_t cost = 0, given = 0;
    double all = 0, seen = 0;
    for (int c = 0; c < b->n; c++)
        for (int a = 2; a < G_N_ACCOUNTS; a++) cost += b->year_ore[c][a];
    for (int m = 0; m < MONTHS; m++) all += b->guests[b->n - 1][m];
    for (int c = 0; c < b->n - 1 && all > 0; c++) {
        for (int m = 0; m < MONTHS; m++) seen += b->guests[c][m];
        int64_t upto = c == b->n - 2 ? cost : kronor((double)cost * (seen / all));
        b->year_ore[c][FIXED_REVENUE] = kronor((double)(upto - given) * 0.43);
        b->year_ore[c][VARIABLE_REVENUE] = upto - given - b->year_ore[c][FIXED_REVENUE];
        given = upto;
    }
}

static void make_budget(books *b)
{
    static const double even[MONTHS] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    revenue(b);
    for (int c = 0; c < b->n; c++)
        for (int a = 0; a < G_N_ACCOUNTS; a++)
            spread(b->year_ore[c][a], accounts[a].variable ? b->guests[c] : even, b->budget[c][a]);
}

/* Outturn of a kind in months first..last against budget: `more` öre in all, with a little noise. */
static void deviate(books *b, kind what, int first, int last, double more)
{
    double sum = 0;
    int64_t left = kronor(more), *big = NULL, most = 0;
    for (int c = 0; c < b->n; c++)
        for (int a = 2; a < G_N_ACCOUNTS; a++)
            for (int m = first; m <= last && accounts[a].kind == what; m++)
                sum += (double)b->budget[c][a][m];
    for (int c = 0; c < b->n && sum > 0; c++)
        for (int a = 2; a < G_N_ACCOUNTS; a++)
            for (int m = first; m <= last && accounts[a].kind == what; m++) {
                char id[24];
                snprintf(id, sizeof id, "books%d", c);
                double share = (double)b->budget[c][a][m],
                       noise = 0.006 * sk__gen_noise(b->w, id, accounts[a].no, m);
                int64_t off = kronor(share * (more / sum + noise));
                b->outturn[c][a][m] = b->budget[c][a][m] + off;
                left -= off;
                if (b->budget[c][a][m] > most) {
                    most = b->budget[c][a][m];
                    big = &b->outturn[c][a][m];
                }
            }
    if (big) *big += left;
}

/* Published for 2023: food 5 mnkr over budget, met by lower staff cost, result 0.0. */
static void make_outturn(books *b)
{
    double cost = 0, scale;
    int64_t result = 0;
    for (int c = 0; c < b->n; c++)
        for (int a = 2; a < G_N_ACCOUNTS; a++) cost += (double)b->year_ore[c][a];
    scale = cost / 235e6; /* öre for each krona of the example */
    deviate(b, K_FOOD, 0, 7, 2.8e6 * scale);
    deviate(b, K_FOOD, 8, 11, 2.2e6 * scale);
    deviate(b, K_STAFF, 0, 7, -4.9e6 * scale);
    deviate(b, K_STAFF, 8, 11, -0.1e6 * scale);
    deviate(b, K_OTHER, 0, 11, 0.15e6 * scale);
    for (int c = 0; c < b->n; c++)
        for (int m = 0; m < MONTHS; m++) {
            double ratio = b->planned[c][m] > 0 ? b->eaten[c][m] / b->planned[c][m] : 1;
            b->outturn[c][FIXED_REVENUE][m] = b->budget[c][FIXED_REVENUE][m];
            b->outturn[c][VARIABLE_REVENUE][m] =
                kronor((double)b->budget[c][VARIABLE_REVENUE][m] * ratio);
        }
    for (int c = 0; c < b->n; c++)
        for (int a = 0; a < G_N_ACCOUNTS; a++)
            for (int m = 0; m < MONTHS; m++)
                result +=
                    accounts[a].kind == K_REVENUE ? b->outturn[c][a][m] : -b->outturn[c][a][m];
    b->outturn[b->n - 1][14][11] += result - kronor(0.02e6 * scale);
}

/* ---- the SIE file ---- */

static void sie_row(sk_buf *t, const char *tag, int period, const char *account, const char *object,
                    int64_t ore)
{
    sk_buf_addf(t, "%s 0 %d %s {%s} ", tag, period, account, object);
    sk_buf_dec_plain(t, ore, 2);
    sk_buf_add(t, "\r\n");
}

static void sie_account(const books *b, sk_buf *t, int a, bool budget)
{
    const char *tag = budget ? "#PBUDGET" : "#PSALDO";
    int64_t sign = accounts[a].kind == K_REVENUE ? -1 : 1;
    for (int m = 0; m < MONTHS; m++) {
        int64_t sum = 0;
        for (int c = 0; c < b->n; c++) sum += (budget ? b->budget : b->outturn)[c][a][m];
        if (sum == 0) continue;
        sie_row(t, tag, b->year * 100 + m + 1, accounts[a].no, "", sign * sum);
        for (int c = 0; c < b->n; c++) {
            int64_t ore = (budget ? b->budget : b->outturn)[c][a][m];
            char object[32];
            snprintf(object, sizeof object, "1 \"54%03d\"", c == b->n - 1 ? 100 : 101 + c);
            if (ore != 0)
                sie_row(t, tag, b->year * 100 + m + 1, accounts[a].no, object, sign * ore);
        }
    }
}

static void sie_head(const books *b, sk_buf *t)
{
    sk_buf_addf(t, "#FLAGGA 0\r\n#PROGRAM \"storkok generate\" 1\r\n#FORMAT PC8\r\n#GEN %d0125\r\n",
                b->year + 1);
    sk_buf_addf(t,
                "#SIETYP 3\r\n#FNAMN \"Exempelkommunen, kost och restaurang\"\r\n"
                "#RAR 0 %d0101 %d1231\r\n#OMFATTN %d1231\r\n",
                b->year, b->year, b->year);
    for (int a = 0; a < G_N_ACCOUNTS; a++)
        sk_buf_addf(t, "#KONTO %s \"%s\"\r\n", accounts[a].no, accounts[a].name);
    sk_buf_add(t, "#DIM 1 \"Ansvar\"\r\n#OBJEKT 1 \"54100\" \"Gemensamt\"\r\n");
    for (int c = 0; c < b->n - 1; c++)
        sk_buf_addf(t, "#OBJEKT 1 \"54%03d\" \"Område %d\"\r\n", 101 + c, c + 1);
}

static void write_sie(const books *b, sk_buf *out)
{
    sk_buf t = SK_BUF_INIT;
    sie_head(b, &t);
    for (int a = 0; a < G_N_ACCOUNTS; a++) {
        int64_t sum = 0;
        for (int c = 0; c < b->n; c++)
            for (int m = 0; m < MONTHS; m++) sum += b->outturn[c][a][m];
        sk_buf_addf(&t, "#RES 0 %s ", accounts[a].no);
        sk_buf_dec_plain(&t, accounts[a].kind == K_REVENUE ? -sum : sum, 2);
        sk_buf_add(&t, "\r\n");
    }
    for (int budget = 0; budget <= 1; budget++)
        for (int a = 0; a < G_N_ACCOUNTS; a++) sie_account(b, &t, a, budget == 1);
    sk_sie_to_cp437(sk_buf_str(&t), t.len, out);
    if (!sk_buf_ok(&t)) out->failed = true;
    sk_buf_free(&t);
}

/* ---- documents ---- */

static bool room(books *b)
{
    size_t n = (size_t)b->n;
    b->year_ore = sk_calloc_n(n, sizeof *b->year_ore);
    b->guests = sk_calloc_n(n, sizeof *b->guests);
    b->planned = sk_calloc_n(n, sizeof *b->planned);
    b->eaten = sk_calloc_n(n, sizeof *b->eaten);
    b->budget = sk_calloc_n(n, sizeof *b->budget);
    b->outturn = sk_calloc_n(n, sizeof *b->outturn);
    b->kitchen = sk_map_new(b->w->n_k);
    bool ok =
        b->year_ore && b->guests && b->planned && b->eaten && b->budget && b->outturn && b->kitchen;
    for (size_t i = 0; ok && i < b->w->n_k; i++)
        ok = sk_map_put(b->kitchen, b->w->k[i].id, (sk_ix)i) != -2;
    return ok;
}

static void with_books(g_world *w, sk_buf *out, void (*write)(const books *, sk_buf *))
{
    books *b = sk_alloc(sizeof *b);
    if (b) *b = (books){.w = w, .n = w->n_managers + 1, .year = sk_day_ymd(w->o.as_of).year};
    if (b && room(b)) {
        count_meals(b);
        sk__gen_each_cost(w, see, b);
        make_budget(b);
        make_outturn(b);
        write(b, out);
    } else out->failed = true;
    if (b) {
        sk_free(b->year_ore);
        sk_free(b->guests);
        sk_free(b->planned);
        sk_free(b->eaten);
        sk_free(b->budget);
        sk_free(b->outturn);
        sk_map_free(b->kitchen);
    }
    sk_free(b);
}

void sk__gen_w_fu_ledger(g_world *w, sk_buf *b) { with_books(w, b, write_sie); }
void sk__gen_w_volumes(g_world *w, sk_buf *b) { with_books(w, b, write_volumes); }

void sk__gen_w_drivers(g_world *w, sk_buf *b)
{
    static const struct {
        const char *what;
        int plan;
        double from, step; /* outturn in January, more each month */
        const char *source;
    } d[] = {{"gram_per_ätande", 330, 333, 0.4, "illustrativt: eleverna äter större portioner (S)"},
             {"avtalspris", 100, 105.2, 0.22, "illustrativt: livsmedelspriser 2023"},
             {"lön", 100, 100.2, 0.03, "illustrativt"},
             {"pris", 100, 101.1, 0.05, "illustrativt: inflation omkring 6 %"},
             {"hyra", 100, 100, 0, "illustrativt: hyran är given för året"}};
    int year = sk_day_ymd(w->o.as_of).year;
    char plan[24], actual[24];
    sk__gen_head(b, "område;period;slag;plan;utfall;källa");
    for (int m = 0; m < MONTHS; m++)
        for (size_t i = 0; i < sizeof d / sizeof *d; i++)
            sk_buf_addf(b, "kost;%d%02d;%s;%s;%s;\"%s\"\r\n", year, m + 1, d[i].what,
                        sk__gen_dec(d[i].plan * 100, 2, plan),
                        sk__gen_dec((int64_t)((d[i].from + d[i].step * m) * 100 + 0.5), 2, actual),
                        d[i].source);
}
