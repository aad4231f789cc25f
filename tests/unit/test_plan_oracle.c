/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The C engine against stock GLPK on models/allocation.mod: hundreds of random municipalities, tight
 * enough for overtime, extra runs, shortage, chilled production and full tours; a piece of the example;
 * and what must hold for every optimum. */
#include "unit/unit.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "ext/glpk.h"
#include "oracle/made.h"
#include "plan/lp.h"
#include "unit/folder.h"

typedef struct week {
    sk_kommun *k;
    sk_arena *arena;
    sk_demand demand;
    sk_instance in;
    sk_lp_result lp;
    sk_certificate cert;
} week;

static void must(sk_code c, const sk_err *err)
{
    if (c) fail_msg("%s", err->text);
}

static void allocate(week *w, const sk_inst_opts *opts, sk_err *err)
{
    must(sk_instance_build(w->k, &w->demand, opts, w->arena, &w->in, err), err);
    must(sk_alloc_solve(&w->in, NULL, NULL, w->arena, &w->lp, err), err);
    sk_lp_certify(&w->in, &w->lp, &w->cert);
    if (!w->cert.ok)
        fail_msg("no proof: primal %.10g dual %.10g, infeasible %g %g, slack %g",
                 w->cert.primal_obj, w->cert.dual_obj, w->cert.max_primal_infeas,
                 w->cert.max_dual_infeas, w->cert.max_slackness);
}

static void begin(week *w, sk_kommun *k, int n_days)
{
    sk_err err;
    sk_day monday = 0;
    sk_err_init(&err, SK_LANG_EN);
    memset(w, 0, sizeof *w);
    assert_non_null(k);
    w->k = k;
    w->arena = sk_arena_new();
    assert_non_null(w->arena);
    assert_true(sk_day_parse("2023-11-27", &monday));
    must(sk_demand_build(k, NULL, monday, n_days, w->arena, &w->demand, &err), &err);
    allocate(w, NULL, &err);
}

static void end(week *w)
{
    sk_arena_free(w->arena);
    sk_kommun_free(w->k);
}

static const char *root_path(const char *name, char out[FOLDER_PATH])
{
    const char *root = getenv("ROOT");
    snprintf(out, FOLDER_PATH, "%s/%s", root ? root : ".", name);
    return out;
}

static void same(const char *what, int seed, double got, double want)
{
    if (!(fabs(got - want) <= 1e-6 * (1 + fabs(want))))
        fail_msg("%s %d: C engine %.12g, allocation.mod %.12g", what, seed, got, want);
}

/* Stock GLPK reads the formulation and the exported data, and solves the whole LP. */
static void against_model(const week *w, const char *what, int seed)
{
    char mod[FOLDER_PATH], dat[FOLDER_PATH];
    sk_err err;
    sk_mathprog m;
    sk_buf log = SK_BUF_INIT;
    sk_err_init(&err, SK_LANG_EN);
    snprintf(dat, sizeof dat, "%s/%s%d.dat", test_tmp(), what, seed);
    must(sk_lp_export_dat(&w->in, dat, &err), &err);
    if (sk_mathprog_solve(root_path("models/allocation.mod", mod), dat, false, &m, &log, &err))
        fail_msg("%s\n%s", err.text, sk_buf_str(&log));
    assert_int_equal(m.status, SK_LP_OPTIMAL);
    same(what, seed, w->lp.obj, m.obj);
    sk_mathprog_free(&m);
    sk_buf_free(&log);
    unlink(dat);
}

static sk_kommun *small(int seed)
{
    const made_size z = {.cooking = 2 + seed % 3,
                         .receiving = 1 + seed % 3,
                         .serving = seed % 2,
                         .sites = 4 + seed % 5,
                         .tight_pct = 40 + 7 * (seed % 17),
                         .chill_pct = 25 * (seed % 5),
                         .days = 7,
                         .side_m = 3000 + 2000 * (seed % 4),
                         .supper = seed % 3 == 0,
                         .diets = seed % 2 == 0};
    return made_kommun((uint64_t)seed, &z);
}

typedef struct seen {
    int overtime, excess, runs, shortage, backup, chilled, full_tour, extra, split;
} seen;

static void look(const week *w, seen *s)
{
    bool over = false, excess = false, runs = false, full = false, chilled = false, extra = false;
    double shrt = 0, backup = 0;
    for (int r = 0; r < w->in.n_res; r++) {
        over |= w->lp.over[r] > 1e-6;
        excess |= w->in.res[r].kind == SK_RES_STAFF && w->lp.excess[r] > 1e-6;
        runs |= w->in.res[r].kind == SK_RES_EQUIP && w->lp.excess[r] > 1e-6;
        full |= w->in.res[r].kind == SK_RES_TOUR && w->lp.row_dual[r] < -1e-6;
    }
    for (int a = 0; a < w->in.n_arcs; a++) {
        chilled |= w->lp.x[a] > 1e-6 && w->in.arc[a].mode == SK_MODE_CHILLED;
        extra |= w->lp.x[a] > 1e-6 && w->in.arc[a].route == SK_ROUTE_EXTRA;
        s->split += w->lp.x[a] > 1e-6 && fabs(w->lp.x[a] - round(w->lp.x[a])) > 1e-6;
    }
    for (int i = 0; i < w->in.n_needs; i++) {
        shrt += w->lp.shrt[i];
        backup += w->lp.backup[i];
    }
    s->overtime += over, s->excess += excess, s->runs += runs, s->full_tour += full;
    s->chilled += chilled, s->extra += extra, s->shortage += shrt > 1e-6,
        s->backup += backup > 1e-6;
}

enum { N_RANDOM = 220 };

static void random_municipalities_reach_the_model_s_optimum(void **state)
{
    (void)state;
    seen s = {0};
    for (int seed = 1; seed <= N_RANDOM; seed++) {
        week w;
        begin(&w, small(seed), 2 + seed % 2);
        against_model(&w, "random", seed);
        look(&w, &s);
        end(&w);
    }
    printf("# of %d: overtime %d, beyond %d, extra runs %d, short %d, backup %d, chilled %d, full "
           "tours "
           "%d, extra trips %d; fractional ways %d\n",
           N_RANDOM, s.overtime, s.excess, s.runs, s.shortage, s.backup, s.chilled, s.full_tour,
           s.extra, s.split);
    /* the test is worth nothing if these do not occur */
    assert_true(s.overtime > 50 && s.excess > 20 && s.runs > 10 && s.shortage > 20 &&
                s.backup > 20);
    assert_true(s.chilled > 20 && s.full_tour > 10 && s.extra > 50);
}

/* Rows of a CSV in another order, the head first. */
static void shuffle_lines(sk_buf *text, sk_rng *r)
{
    char *line[4096];
    sk_buf out = SK_BUF_INIT;
    int n = 0;
    for (char *p = text->data; p && *p && n < 4096; n++) {
        char *nl = strchr(p, '\n');
        line[n] = p;
        if (!nl) break;
        *nl = 0;
        p = nl + 1;
    }
    for (int i = n - 1; i > 1; i--) {
        int j = 1 + (int)sk_rng_below(r, (uint32_t)i);
        char *t = line[i];
        line[i] = line[j];
        line[j] = t;
    }
    for (int i = 0; i < n; i++) {
        sk_buf_add(&out, line[i]);
        sk_buf_addc(&out, '\n');
    }
    sk_buf_free(text);
    *text = out;
}

static sk_kommun *loaded(const char *dir)
{
    sk_err err;
    sk_kommun *k = NULL;
    sk_err_init(&err, SK_LANG_EN);
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    must(sk_kommun_load(dir, &k, d, &err), &err);
    sk_diags_free(d);
    return k;
}

static void the_order_of_rows_in_files_changes_nothing(void **state)
{
    static const char *const files[] = {
        "kitchens.csv", "sites.csv",     "guests.csv",     "sittings.csv",    "site_meals.csv",
        "openings.csv", "equipment.csv", "staff.csv",      "components.csv",  "dishes.csv",
        "menu.csv",     "tours.csv",     "tour_stops.csv", "diet_orders.csv", "categories.csv"};
    week a, b;
    sk_rng r;
    sk_rng_seed(&r, 5);
    char dir[FOLDER_PATH];
    copy_path(dir, "");
    copy_mini(state);
    begin(&a, loaded(dir), 7);
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < N_OF(files); i++) {
            sk_buf text = SK_BUF_INIT;
            read_mini(files[i], &text);
            shuffle_lines(&text, &r);
            put_doc(files[i], sk_buf_str(&text), text.len);
            sk_buf_free(&text);
        }
        begin(&b, loaded(dir), 7);
        assert_int_equal(a.in.n_arcs, b.in.n_arcs);
        assert_memory_equal(a.lp.x, b.lp.x, (size_t)a.in.n_arcs * sizeof *a.lp.x);
        assert_memory_equal(a.lp.row_dual, b.lp.row_dual,
                            (size_t)a.in.n_res * sizeof *a.lp.row_dual);
        assert_memory_equal(&a.lp.obj, &b.lp.obj, sizeof a.lp.obj);
        end(&b);
    }
    end(&a);
}

/* f(cap) is convex and never rises; a dual lies between its slopes on both sides. */
static void duals_agree_with_more_and_less_capacity(void **state)
{
    (void)state;
    int looked = 0;
    for (int seed = 1; seed <= 12; seed++) {
        week w;
        sk_err err;
        sk_err_init(&err, SK_LANG_EN);
        begin(&w, small(seed * 3), 2);
        sk_lp_result base = w.lp;
        for (int r = 0; r < w.in.n_res && looked < 40 * seed; r++) {
            if (w.in.res[r].kind == SK_RES_TOUR || (base.row_dual[r] == 0 && (r + seed) % 17))
                continue;
            double step = w.in.res[r].kind == SK_RES_STAFF   ? 7
                          : w.in.res[r].kind == SK_RES_EQUIP ? 0.3
                                                             : 2;
            for (int side = -1; side <= 1; side += 2, looked++) {
                sk_inst_opts o = SK_INST_OPTS_DEFAULT;
                o.res_extra = r;
                o.extra_amount = side * step;
                allocate(&w, &o, &err);
                double tol = 1e-7 * (1 + fabs(base.obj)),
                       floor = base.obj + base.row_dual[r] * side * step;
                if (w.lp.obj < floor - tol)
                    fail_msg("seed %d row %d: %.10g under its dual's %.10g", seed, r, w.lp.obj,
                             floor);
                if (side * (w.lp.obj - base.obj) > tol)
                    fail_msg("seed %d row %d: more capacity costs more", seed, r);
            }
        }
        end(&w);
    }
    assert_true(looked > 100);
}

/* From the basis of another week's solve to the same optimum as from nothing. */
static void a_warm_start_reaches_the_same_optimum(void **state)
{
    (void)state;
    for (int seed = 1; seed <= 20; seed++) {
        week w;
        sk_err err;
        sk_lp_warm *warm = NULL;
        sk_lp_result first, again;
        sk_err_init(&err, SK_LANG_EN);
        begin(&w, small(seed), 3);
        must(sk_alloc_solve(&w.in, NULL, &warm, w.arena, &first, &err), &err);
        same("warm", seed, first.obj, w.lp.obj);
        for (int r = 0; r < w.in.n_res; r++)
            if (w.in.res[r].kind == SK_RES_STAFF) w.in.res[r].cap -= 15 + r % 40;
        must(sk_alloc_solve(&w.in, NULL, &warm, w.arena, &again, &err), &err);
        must(sk_alloc_solve(&w.in, NULL, NULL, w.arena, &w.lp, &err), &err);
        same("changed", seed, again.obj, w.lp.obj);
        sk_inst_opts o = SK_INST_OPTS_DEFAULT; /* other arcs, the same groups and rows */
        o.closed_kitchen = 1;
        allocate(&w, &o, &err);
        must(sk_alloc_solve(&w.in, NULL, &warm, w.arena, &again, &err), &err);
        same("closed", seed, again.obj, w.lp.obj);
        sk_lp_warm_free(warm);
        end(&w);
    }
}

/* The example's first sites, with all its kitchens and rules. */
static void a_piece_of_the_example_reaches_the_model_s_optimum(void **state)
{
    (void)state;
    char dir[FOLDER_PATH];
    root_path("data/linkoping", dir);
    if (!sk_dir_exists(dir)) skip();
    sk_kommun *k = loaded(dir);
    const int keep = 7;
    k->n_sites = k->n_sites < keep ? k->n_sites : keep;
    while (k->n_guests > 0 && k->guests[k->n_guests - 1].site >= keep) k->n_guests--;
    while (k->n_sittings > 0 && k->sitting[k->n_sittings - 1].site >= keep) k->n_sittings--;
    while (k->n_site_meals > 0 && k->site_meal[k->n_site_meals - 1].site >= keep) k->n_site_meals--;
    while (k->n_diet_orders > 0 && k->diet_order[k->n_diet_orders - 1].site >= keep)
        k->n_diet_orders--;
    for (int p = 0; p < k->n_posts;
         p++) /* the others eat elsewhere: the kitchens are as busy as before */
        for (int i = 0; i < 7; i++) k->post[p].min[i] = (int16_t)(k->post[p].min[i] / 3);
    week w;
    begin(&w, k, 2);
    against_model(&w, "example", 0);
    end(&w);
}

/* The instance beside the formulation, counted by hand in its comments. */
static void the_small_instance_costs_what_its_comment_says(void **state)
{
    (void)state;
    char mod[FOLDER_PATH], dat[FOLDER_PATH];
    sk_err err;
    sk_mathprog m;
    double v = 0;
    sk_err_init(&err, SK_LANG_EN);
    root_path("models/allocation_small.dat", dat);
    must(sk_mathprog_solve(root_path("models/allocation.mod", mod), dat, false, &m, NULL, &err),
         &err);
    assert_int_equal(m.status, SK_LP_OPTIMAL);
    same("small", 0, m.obj, 6420);
    assert_true(sk_mathprog_col(&m, "x[n0,hot,B,hot,0,extra]", &v));
    same("portions from B", 0, v, 20);
    assert_true(sk_mathprog_col(&m, "backup[n2]", &v));
    same("backup", 0, v, 10);
    sk_mathprog_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_small_instance_costs_what_its_comment_says),
        cmocka_unit_test(random_municipalities_reach_the_model_s_optimum),
        cmocka_unit_test(the_order_of_rows_in_files_changes_nothing),
        cmocka_unit_test(duals_agree_with_more_and_less_capacity),
        cmocka_unit_test(a_warm_start_reaches_the_same_optimum),
        cmocka_unit_test(a_piece_of_the_example_reaches_the_model_s_optimum),
    };
    return cmocka_run_group_tests_name("plan_oracle", tests, NULL, NULL);
}
