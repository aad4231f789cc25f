/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alternatives on tests/data/mini: a scenario without effect is the baseline to the öre, what changes adds up,
 * the order and number of alternatives changes nothing, a sweep goes on where it was, a break-even is one. */
#include "folder.h"

#include "base/num.h"
#include "out/sweep.h"
#include "out/whatif_view.h"
#include "price/split.h"
#include "review/outage.h"

static sk_kommun *k;
static const sk_whatif_opts opts = {.weeks = 2, .lang = SK_LANG_EN};

static int setup(void **state)
{
    char path[FOLDER_PATH];
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    (void)state;
    mini_path(path, "");
    assert_int_equal(sk_kommun_load(path, &k, d, NULL), SK_OK);
    sk_diags_free(d);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sk_kommun_free(k);
    return 0;
}

static void scenario_path(char out[FOLDER_PATH], const char *name)
{
    const char *root = getenv("ROOT");
    snprintf(out, FOLDER_PATH, "%s/tests/data/scenarios/%s.json", root ? root : ".", name);
}

static sk_whatif *compare(const char *const *names, int n)
{
    sk_scenario *s[8];
    sk_whatif *w = NULL;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    for (int i = 0; i < n; i++) {
        char path[FOLDER_PATH];
        scenario_path(path, names[i]);
        assert_int_equal(sk_scenario_read(k, path, &s[i], d, NULL), SK_OK);
    }
    assert_int_equal(sk_whatif_make(k, s, n, &opts, &w, d, NULL), SK_OK);
    assert_int_equal(w->n_alts, n + 1);
    sk_diags_free(d);
    return w;
}

/* Textbook annuities: 1 000 000 kr over 20 years at 2.5 % are 64 147.13 kr a year; over 10 at 5 %, 129 504.57. */
static void annuities(void **state)
{
    (void)state;
    assert_int_equal(sk_annuity(100000000, 25000, 20), 6414713);
    assert_int_equal(sk_annuity(100000000, 50000, 10), 12950457);
    assert_int_equal(sk_annuity(-100000000, 50000, 10), -12950457);
    assert_int_equal(sk_annuity(100000000, 0, 8), 12500000);
    assert_int_equal(sk_annuity(100000000, 25000, 1), 102500000);
    assert_int_equal(sk_annuity(0, 25000, 20), 0);
    assert_int_equal(sk_annuity(1000000000000, 10000, 80), 18218850113); /* ten billion kronor */
}

static void same_figures(const sk_alt *a, const sk_alt *b)
{
    assert_int_equal(a->total_ore, b->total_ore);
    assert_memory_equal(a->part, b->part, sizeof a->part);
    assert_int_equal(a->portions, b->portions);
    assert_int_equal(a->km, b->km);
    assert_int_equal(a->need_mmin, b->need_mmin);
    assert_int_equal(a->over_limit, b->over_limit);
    assert_int_equal(a->short_portions, b->short_portions);
    assert_int_equal(a->first_year_ore, b->first_year_ore);
    assert_memory_equal(a->site, b->site, (size_t)k->n_sites * sizeof *a->site);
    assert_memory_equal(a->board, b->board, (size_t)k->n_boards * sizeof *a->board);
}

static void no_effect_is_the_baseline(void **state)
{
    (void)state;
    sk_whatif *w = compare((const char *const[]){"nothing"}, 1);
    same_figures(&w->alt[0], &w->alt[1]);
    assert_int_equal(w->alt[1].total_ore, w->alt[0].total_ore);
    assert_false(w->alt[1].order_needed);
    assert_int_equal(sk_year_cache_hits(w->cache), w->map->n_weeks); /* no week planned again */
    sk_whatif_free(w);
}

static void food_costs_a_fifth_more(void **state)
{
    (void)state;
    sk_whatif *w = compare((const char *const[]){"dearer_food"}, 1);
    sk_ore food = 0;
    for (int i = 0; i < k->n_cost_lines; i++)
        if (!k->cost_line[i].one_off && k->cost_line[i].index == SK_IDX_FOOD)
            food += k->cost_line[i].ore;
    sk_ore more = w->alt[1].total_ore - w->alt[0].total_ore;
    assert_true(food > 0);
    assert_true(more > food * 199 / 1000 &&
                more < food * 201 / 1000); /* prices are whole öre a kg */
    assert_int_equal(more, w->alt[1].part[SK_COST_FOOD]);
    sk_whatif_free(w);
}

static void parts_sum_to_the_total(void **state)
{
    (void)state;
    sk_whatif *w = compare((const char *const[]){"ljung_receives", "vik_closes"}, 2);
    for (int i = 0; i < w->n_alts; i++) {
        const sk_alt *a = &w->alt[i];
        sk_ore parts = 0, boards = 0, sites = 0, cats = 0, kitchens = 0;
        for (int j = 0; j < SK_N_COST_PARTS; j++) parts += a->part[j];
        for (int j = 0; j < k->n_boards; j++) boards += a->board[j].cost_ore;
        for (int j = 0; j < k->n_sites; j++) sites += a->site[j].cost_ore;
        for (int j = 0; j < k->n_categories; j++) cats += a->category[j].cost_ore;
        for (int j = 0; j < k->n_kitchens; j++) kitchens += a->kitchen[j].cost_ore;
        assert_int_equal(parts, a->total_ore);
        assert_int_equal(boards, a->total_ore);
        assert_int_equal(sites, a->total_ore);
        assert_int_equal(cats, a->total_ore);
        assert_int_equal(kitchens, a->total_ore);
    }
    assert_int_equal(w->alt[1].part[SK_COST_CAPITAL],
                     sk_muldiv(sk_annuity(50000000, k->policy.internal_rate_ppm, 10),
                               w->alt[1].n_days, w->map->n_days));
    assert_int_equal(w->alt[1].n_cooking, w->alt[0].n_cooking - 1);
    assert_true(w->alt[1].order_needed && w->alt[1].irreversible);
    sk_whatif_free(w);
}

/* Alone, together, in another order: the same alternative has the same figures. */
static void company_changes_nothing(void **state)
{
    (void)state;
    sk_whatif *w = compare((const char *const[]){"ljung_receives", "vik_closes", "dearer_food"}, 3);
    sk_whatif *v = compare((const char *const[]){"dearer_food", "vik_closes"}, 2);
    same_figures(&w->alt[0], &v->alt[0]);
    same_figures(&w->alt[3], &v->alt[1]);
    same_figures(&w->alt[2], &v->alt[2]);
    sk_whatif_free(w);
    sk_whatif_free(v);
}

/* Alternatives of one operation each, as text. */
static sk_whatif *compare_ops(const char *const *ops, int n, sk_diags *d)
{
    sk_scenario *s[8];
    sk_whatif *w = NULL;
    for (int i = 0; i < n; i++) {
        char path[FOLDER_PATH], text[2000];
        snprintf(path, sizeof path, "%s/op%d_%d.json", test_tmp(), (int)getpid(), i);
        snprintf(text, sizeof text,
                 "{\"format\": \"storkok-scenario/1\", \"name\": \"x\", \"operations\": [%s]}",
                 ops[i]);
        assert_int_equal(sk_file_write(path, text, strlen(text), NULL), SK_OK);
        assert_int_equal(sk_scenario_read(k, path, &s[i], d, NULL), SK_OK);
    }
    assert_int_equal(sk_whatif_make(k, s, n, &opts, &w, d, NULL), SK_OK);
    return w;
}

#define RECEIVES                                                                                   \
    "{\"op\": \"convert\", \"kitchen\": \"k_ljung\", \"role\": \"mottagning\", "                   \
    "\"supplier\": \"k_berga\", \"investment_kr\": 500000, \"life_years\": 10, "                   \
    "\"one_off_kr\": 20000, \"kr_year\": 36500"

/* The year is cut at the date: before it everything is as today, after it as if it had always been so. */
static void dates_cut_the_year(void **state)
{
    (void)state;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_whatif *probe = compare_ops(NULL, 0, d);
    sk_day first = probe->map->from, end = first + probe->map->n_days;
    sk_day mid = first + probe->map->n_days / 3;
    char at[3][SK_DATE_LEN], op[4][600];
    sk_whatif_free(probe);
    sk_day_str(first, at[0]);
    sk_day_str(mid, at[1]);
    sk_day_str(end, at[2]);
    snprintf(op[0], sizeof op[0], RECEIVES "}");
    for (int i = 0; i < 3; i++)
        snprintf(op[i + 1], sizeof op[0], RECEIVES ", \"from\": \"%s\"}", at[i]);
    assert_int_equal(sk_diags_count(d, SK_SEV_WARNING), 0);
    sk_whatif *w = compare_ops((const char *const[]){op[0], op[1], op[2], op[3]}, 4, d);
    const sk_alt *base = &w->alt[0], *all = &w->alt[1], *part = &w->alt[3], *late = &w->alt[4];
    same_figures(all, &w->alt[2]);
    same_figures(base, late);
    assert_int_equal(sk_diags_count(d, SK_SEV_WARNING), 1); /* S012: after the days counted */
    assert_int_equal(all->whole_ore, all->total_ore);
    assert_int_equal(part->whole_ore, all->total_ore);
    assert_int_equal(late->whole_ore, all->total_ore);
    assert_true(part->from == mid && part->n_days == end - mid);
    assert_true(all->from == SK_NO_DAY && all->n_days == end - first);
    assert_true(late->from == SK_NO_DAY && late->n_days == 0);
    assert_int_equal(part->part[SK_COST_CAPITAL],
                     sk_muldiv(all->part[SK_COST_CAPITAL], end - mid, end - first));
    assert_int_equal(part->part[SK_COST_ADDED], sk_muldiv(3650000, end - mid, end - first));
    assert_int_equal(part->once_ore, all->once_ore);
    assert_int_equal(part->portions, base->portions);
    assert_true(part->on_site < base->on_site && part->on_site > all->on_site);
    int ljung = 1; /* k_ljung: cooked before, all is from Berga after */
    assert_true(part->kitchen[ljung].cooked < base->kitchen[ljung].cooked);
    assert_true(part->kitchen[ljung].cooked > all->kitchen[ljung].cooked);
    assert_int_equal(part->kitchen[ljung].eaten, base->kitchen[ljung].eaten);
    assert_int_equal(part->n_cooking, all->n_cooking); /* as it is on the last day */
    sk_whatif_free(w);
    sk_diags_free(d);
}

/* A power cut has days of its own, and says nothing of when the other operations begin. */
static void a_power_cut_is_its_own_days(void **state)
{
    (void)state;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_whatif *probe = compare_ops(NULL, 0, d);
    sk_day first = probe->map->from, end = first + probe->map->n_days;
    char at[3][SK_DATE_LEN], op[2][900];
    sk_whatif_free(probe);
    sk_day_str(first + 29, at[0]);
    sk_day_str(first + 30, at[1]);
    sk_day_str(first + 60, at[2]);
    snprintf(op[0], sizeof op[0],
             "{\"op\": \"no_power\", \"kitchen\": \"k_berga\", \"from\": \"%s\", \"to\": \"%s\"}",
             at[0], at[1]);
    snprintf(op[1], sizeof op[1], "%.300s, " RECEIVES ", \"from\": \"%s\"}", op[0], at[2]);
    sk_whatif *w = compare_ops((const char *const[]){op[0], op[1]}, 2, d);
    assert_true(w->alt[1].from == first + 29 && w->alt[1].n_days == 2);
    assert_true(w->alt[2].from == first + 29 && w->alt[2].all_from == first + 60);
    assert_int_equal(w->alt[2].n_days, end - (first + 29));
    sk_whatif_free(w);
    sk_diags_free(d);
}

/* Twice the guests from a day on: twice the portions of the days that are left, and no other. */
static void a_date_counts_by_day(void **state)
{
    (void)state;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_whatif *probe = compare_ops(NULL, 0, d);
    int half = probe->map->n_days / 2;
    int64_t after = 0;
    for (int i = half; i < probe->map->n_days; i++) after += probe->map->portions[i];
    char day[SK_DATE_LEN], op[200];
    snprintf(op, sizeof op, "{\"op\": \"guests\", \"percent\": 100, \"from\": \"%s\"}",
             sk_day_str(probe->map->from + half, day));
    sk_whatif *w = compare_ops((const char *const[]){op}, 1, d);
    int64_t more = w->alt[1].portions - w->alt[0].portions;
    assert_true(more > after * 97 / 100 && more < after * 103 / 100); /* shares are rounded */
    assert_true(w->alt[1].whole_ore > w->alt[1].total_ore);
    sk_whatif_free(probe);
    sk_whatif_free(w);
    sk_diags_free(d);
}

/* A kitchen that opens later: operations on it wait, without a date of their own. */
static void a_kitchen_opens_later(void **state)
{
    (void)state;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_whatif *probe = compare_ops(NULL, 0, d);
    sk_day mid = probe->map->from + probe->map->n_days / 2;
    char day[SK_DATE_LEN], op[800];
    sk_whatif_free(probe);
    snprintf(op, sizeof op,
             "{\"op\": \"open\", \"id\": \"k_new\", \"like\": \"k_berga\", \"posts\": 2, "
             "\"from\": \"%s\", \"premises_kr_year\": 400000}, "
             "{\"op\": \"move\", \"site\": \"vik_f3\", \"kitchen\": \"k_new\"}",
             sk_day_str(mid, day));
    sk_whatif *w = compare_ops((const char *const[]){op}, 1, d);
    const sk_alt *a = &w->alt[1], *base = &w->alt[0];
    int vik = 3, new = k->n_kitchens;
    assert_int_equal(a->applied->k->n_kitchens, k->n_kitchens + 1);
    assert_true(a->kitchen[new].eaten > 0 && a->kitchen[vik].eaten > 0);
    assert_int_equal(a->kitchen[new].eaten + a->kitchen[vik].eaten, base->kitchen[vik].eaten);
    assert_true(a->part[SK_COST_PREMISES] > 0 && a->part[SK_COST_PREMISES] < 40000000);
    assert_int_equal(a->portions, base->portions);
    sk_whatif_free(w);
    sk_diags_free(d);
}

/* What the prices are given is the difference of the totals, to the öre. */
static void the_book_sums_to_the_change(void **state)
{
    (void)state;
    const sk_pd_account account[] = {
        {.prefix = "5",
         .group = "a",
         .kind = SK_PD_COST,
         .index = SK_IDX_WAGE,
         .influenceable = true},
        {.prefix = "6", .group = "b", .kind = SK_PD_COST, .key = SK_PD_BY_FOOD},
        {.prefix = "7", .group = "c", .kind = SK_PD_COST, .index = SK_IDX_NONE}};
    sk_price_data data;
    memset(&data, 0, sizeof data);
    sk_pd_account own[3];
    memcpy(own, account, sizeof own);
    data.account = own;
    data.n_accounts = 3;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_whatif *probe = compare_ops(NULL, 0, d);
    char day[SK_DATE_LEN], op[600];
    snprintf(op, sizeof op,
             RECEIVES ", \"from\": \"%s\"}, {\"op\": \"wages\", \"percent\": 3.7}, "
                      "{\"op\": \"indexation\", \"index\": \"hyra\", \"percent\": 7.28}, "
                      "{\"op\": \"food_price\", \"percent\": 20}",
             sk_day_str(probe->map->from + probe->map->n_days / 3, day));
    sk_whatif_free(probe);
    sk_whatif *w = compare_ops((const char *const[]){op}, 1, d);
    for (int once = 0; once < 2; once++) {
        sk_price_extra *x;
        sk_ore sum = 0, capital = 0;
        int n;
        assert_int_equal(sk_whatif_book(w, 1, &data, once, w->arena, &x, &n, NULL), SK_OK);
        for (int i = 0; i < n; i++) {
            sum += x[i].ore;
            capital += strcmp(x[i].group, "c") == 0 ? x[i].ore : 0;
        }
        assert_int_equal(sum, w->alt[1].total_ore - w->alt[0].total_ore +
                                  (once ? w->alt[1].once_ore : 0));
        assert_int_equal(capital, w->alt[1].part[SK_COST_CAPITAL]);
    }
    assert_true(w->alt[1].part[SK_COST_CAPITAL] > 0 && w->alt[1].once_ore >= 2000000);
    sk_whatif_free(w);
    sk_diags_free(d);
}

static sk_code count_losses(void *ctx, const sk_plan *p, sk_err *err)
{
    int *n = ctx;
    sk_outage *o;
    const sk_outage_ask ask = {.day = sk_outage_busiest(p),
                               .kitchen = SK_NONE,
                               .all = true,
                               .no_delivery = SK_NONE,
                               .staff_ppm = SK_PPM};
    assert_int_equal(sk_outage_run(p, &ask, NULL, 0, SK_LANG_EN, NULL, NULL, &o, err), SK_OK);
    int64_t own = 0;
    for (int i = 0; i < o->base->n_shorts; i++) own += o->base->shrt[i].short_portions;
    for (int i = 0; i < o->n; i++) {
        int64_t sum = 0;
        for (int g = 0; g < SK_OUTAGE_GROUPS; g++) sum += o->it[i].unmet[g];
        *n += sum > own;
    }
    sk_outage_free(o);
    return SK_OK;
}

/* Single points of failure are those of the outage engine: with one cooking kitchen left, its loss is the worst. */
static void losses_are_planned(void **state)
{
    (void)state;
    sk_whatif_opts exact = opts;
    exact.outages = true;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_scenario *s[1];
    sk_whatif *w = NULL;
    char path[FOLDER_PATH];
    scenario_path(path, "ljung_receives");
    assert_int_equal(sk_scenario_read(k, path, &s[0], d, NULL), SK_OK);
    assert_int_equal(sk_whatif_make(k, s, 1, &exact, &w, d, NULL), SK_OK);
    const sk_alt *base = &w->alt[0], *a = &w->alt[1];
    assert_true(base->outages && a->outages && a->out_day == base->out_day);
    assert_int_equal(a->worst, 0); /* k_berga */
    assert_true(a->kitchen[0].out_short > base->kitchen[0].out_short);
    int n = 0;
    assert_int_equal(sk_year_use_week(w->alt[0].k, sk_day_week(base->out_day), w->cache, SK_LANG_EN,
                                      count_losses, &n, NULL),
                     SK_OK);
    assert_int_equal(n, base->n_alone);
    sk_whatif_free(w);
    sk_diags_free(d);
}

/* Whichever allocation fails, there is an error, nothing leaks, and plans that were borrowed are not freed. */
static void memory_ends(void **state)
{
    (void)state;
    sk_whatif_opts all = opts;
    all.weeks = 1;
    all.outages = true;
    char path[FOLDER_PATH];
    scenario_path(path, "vik_closes");
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_code code = SK_E_NOMEM;
    for (unsigned long n = 1; code; n += n / 6 + 1) {
        sk_scenario *s = NULL;
        sk_whatif *w = NULL;
        assert_int_equal(sk_scenario_read(k, path, &s, d, NULL), SK_OK);
        sk_mem_fail_at(n);
        code = sk_whatif_make(k, &s, 1, &all, &w, d, NULL);
        sk_mem_fail_at(0);
        assert_true(code == SK_OK || code == SK_E_NOMEM);
        sk_whatif_free(w);
        assert_true(n < 100000000);
    }
    sk_diags_free(d);
}

static void break_even_is_one(void **state)
{
    (void)state;
    sk_flip f;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_whatif *w = compare((const char *const[]){"ljung_receives"}, 1);
    assert_int_equal(sk_flip_make(w, 0, 0, &opts, &f, d, NULL), SK_E_USAGE);
    assert_int_equal(sk_flip_make(w, 1, 0, &opts, &f, d, NULL), SK_OK);
    assert_int_equal(f.diff_ore, w->alt[1].whole_ore - w->alt[0].whole_ore);
    for (int i = 0; i < SK_N_FLIPS; i++) {
        const sk_flip_row *r = &f.row[i];
        if (!r->found) continue;
        assert_true(r->verified);
        assert_true((r->below_ore <= 0) != (r->above_ore <= 0) || !r->below_ore || !r->above_ore);
        assert_true(r->at_ppm >= r->lo_ppm && r->at_ppm <= r->hi_ppm);
    }
    /* Investment is linear: the break-even follows from the capital alone. */
    sk_ore capital = sk_annuity(50000000, k->policy.internal_rate_ppm, 10); /* of a whole year */
    double want = -(double)f.diff_ore / (double)capital * 1e6;
    const sk_flip_row *inv = &f.row[SK_FLIP_INVEST];
    if (want > -1e6 && want < 20e6)
        assert_true(inv->found && inv->at_ppm > want - 200 && inv->at_ppm < want + 200);
    else assert_false(inv->found);
    sk_diags_free(d);
    sk_whatif_free(w);
}

static void report_is_whole(void **state)
{
    (void)state;
    sk_whatif *w = compare((const char *const[]){"ljung_receives", "vik_closes"}, 2);
    sk_report *r = sk_whatif_report(w, NULL, NULL, SK_LANG_SV);
    sk_buf b = SK_BUF_INIT;
    assert_non_null(r);
    assert_true(sk_report_ok(r));
    sk_report_html(r, NULL, 0, &b);
    assert_non_null(strstr(sk_buf_str(&b), "Vik closes, food dearer"));
    sk_buf_free(&b);
    sk_report_free(r);
    sk_whatif_free(w);
}

static void read_file(const char *dir, const char *name, sk_buf *b)
{
    char path[2 * FOLDER_PATH];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    assert_int_equal(sk_file_read(path, 0, b, NULL), SK_OK);
}

static sk_code sweep(const char *what, const char *results, int *kept, bool *short_of)
{
    sk_report *r = NULL;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_code code = sk_sweep(k, what, results, &opts, &r, d, NULL);
    if (r) {
        const sk_table *t = &r->item[0]->t;
        *kept = 0;
        for (size_t i = 0; i < t->n_rows; i++)
            *kept += (int)t->cell[(i + 1) * (size_t)t->n_cols - 1].v;
        *short_of = r->short_of;
    }
    sk_report_free(r);
    sk_diags_free(d);
    return code;
}

static void a_sweep_goes_on(void **state)
{
    (void)state;
    char dir[FOLDER_PATH], all[FOLDER_PATH], alone[FOLDER_PATH], one[FOLDER_PATH];
    const char *root = getenv("ROOT");
    sk_buf x = SK_BUF_INIT, y = SK_BUF_INIT;
    int kept;
    bool short_of;
    snprintf(dir, sizeof dir, "%s/tests/data/scenarios", root ? root : ".");
    snprintf(all, sizeof all, "%s/all%d", test_tmp(), (int)getpid());
    snprintf(alone, sizeof alone, "%s/alone%d", test_tmp(), (int)getpid());
    assert_int_equal(sweep(dir, all, &kept, &short_of), SK_OK);
    assert_int_equal(kept, 0);
    assert_true(short_of); /* faults.json and cannot.json are among them */
    assert_int_equal(sweep(dir, all, &kept, &short_of), SK_OK);
    assert_int_equal(kept, 4);
    scenario_path(one, "vik_closes");
    assert_int_equal(sweep(one, alone, &kept, &short_of), SK_OK);
    assert_false(short_of);
    read_file(all, "vik_closes.json", &x);
    read_file(alone, "vik_closes.json", &y);
    assert_string_equal(sk_buf_str(&x), sk_buf_str(&y));
    assert_int_equal(sweep(one, dir, &kept, &short_of), SK_E_IO); /* not a folder of results */
    assert_int_equal(sweep(all, alone, &kept, &short_of),
                     SK_OK); /* results are no scenarios: all have faults */
    assert_true(short_of);
    sk_buf_free(&x);
    sk_buf_free(&y);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(annuities),
        cmocka_unit_test(no_effect_is_the_baseline),
        cmocka_unit_test(food_costs_a_fifth_more),
        cmocka_unit_test(parts_sum_to_the_total),
        cmocka_unit_test(company_changes_nothing),
        cmocka_unit_test(dates_cut_the_year),
        cmocka_unit_test(a_date_counts_by_day),
        cmocka_unit_test(a_power_cut_is_its_own_days),
        cmocka_unit_test(a_kitchen_opens_later),
        cmocka_unit_test(the_book_sums_to_the_change),
        cmocka_unit_test(losses_are_planned),
        cmocka_unit_test(memory_ends),
        cmocka_unit_test(break_even_is_one),
        cmocka_unit_test(report_is_whole),
        cmocka_unit_test(a_sweep_goes_on),
    };
    return cmocka_run_group_tests_name("review_whatif", tests, setup, teardown);
}
