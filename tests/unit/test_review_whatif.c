/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alternatives on tests/data/mini: a scenario without effect is the baseline to the öre, what changes adds up,
 * the order and number of alternatives changes nothing, a sweep goes on where it was, a break-even is one. */
#include "folder.h"

#include "out/sweep.h"
#include "out/whatif_view.h"
#include "price/split.h"

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
    assert_int_equal(sk_year_cache_hits(w->cache), 1);
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
                     sk_annuity(50000000, k->policy.internal_rate_ppm, 10));
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

static void break_even_is_one(void **state)
{
    (void)state;
    sk_flip f;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_whatif *w = compare((const char *const[]){"ljung_receives"}, 1);
    assert_int_equal(sk_flip_make(w, 0, 0, &opts, &f, d, NULL), SK_E_USAGE);
    assert_int_equal(sk_flip_make(w, 1, 0, &opts, &f, d, NULL), SK_OK);
    assert_int_equal(f.diff_ore, w->alt[1].total_ore - w->alt[0].total_ore);
    for (int i = 0; i < SK_N_FLIPS; i++) {
        const sk_flip_row *r = &f.row[i];
        if (!r->found) continue;
        assert_true(r->verified);
        assert_true((r->below_ore <= 0) != (r->above_ore <= 0) || !r->below_ore || !r->above_ore);
        assert_true(r->at_ppm >= r->lo_ppm && r->at_ppm <= r->hi_ppm);
    }
    /* Investment is linear: the break-even follows from the capital alone. */
    sk_ore capital = w->alt[1].part[SK_COST_CAPITAL];
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
        cmocka_unit_test(break_even_is_one),
        cmocka_unit_test(report_is_whole),
        cmocka_unit_test(a_sweep_goes_on),
    };
    return cmocka_run_group_tests_name("review_whatif", tests, setup, teardown);
}
