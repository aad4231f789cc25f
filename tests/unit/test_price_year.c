/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The representative year on tests/data/mini: every day is mapped once, to a day of its type where there is
 * one; what is eaten is the calendar's own; cells sum to kitchens; a year whose every week is planned is
 * the sum of its plans. */
#include "folder.h"

#include "domain/query.h"
#include "price/year.h"

typedef struct world {
    sk_kommun *k;
    sk_year_map *map;
    sk_year *year;
} world;

static int setup(void **state)
{
    static world w;
    char path[FOLDER_PATH];
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    const sk_year_opts o = {.year = 0};
    mini_path(path, "");
    assert_int_equal(sk_kommun_load(path, &w.k, d, &err), SK_OK);
    sk_diags_free(d);
    assert_int_equal(sk_year_map_make(w.k, &o, &w.map, &err), SK_OK);
    assert_int_equal(sk_year_make(w.k, w.map, SK_LANG_EN, NULL, NULL, &w.year, &err), SK_OK);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    world *w = *state;
    sk_year_free(w->year);
    sk_year_map_free(w->map);
    sk_kommun_free(w->k);
    return 0;
}

static void every_day_once(void **state)
{
    const sk_year_map *m = ((world *)*state)->map;
    int sum = 0, types = 0;
    assert_int_equal(m->year, 0); /* its calendars know no whole year */
    assert_int_equal(m->n_days, 306);
    for (int r = 0; r < m->n_reps; r++) {
        sum += m->rep[r].n_days;
        assert_int_equal(sk_day_weekday(m->rep[r].day), r % 7 + 1);
    }
    assert_int_equal(sum, m->n_days);
    for (int t = 0; t < m->n_types; t++) types += m->type[t].n_days;
    assert_int_equal(types, m->n_days);
    for (int d = 0; d < m->n_days; d++) {
        const sk_year_rep *r = &m->rep[m->rep_of[d]];
        bool planned = false;
        for (int i = 0; i < m->n_reps; i++) planned = planned || m->rep[i].type == m->type_of[d];
        assert_int_equal(m->how[d] == SK_YEAR_ITSELF, r->day == m->from + d);
        assert_int_equal(m->how[d] != SK_YEAR_LIKEST, planned);
        if (planned) assert_int_equal(r->type, m->type_of[d]);
        assert_int_equal(m->type[m->type_of[d]].weekday, sk_day_weekday(m->from + d));
    }
}

/* Portions day by day, counted here, are those of the cells, the sites and the kitchens. */
static void calendar_counts(void **state)
{
    const world *w = *state;
    const sk_year *y = w->year;
    int64_t own = 0, cells = 0, sites = 0, cooked = 0, eaten = 0, mean = 0;
    for (int d = 0; d < w->map->n_days - 7; d++) {
        sk_demand day;
        sk_arena *a = sk_arena_new();
        int64_t n = 0;
        assert_int_equal(sk_demand_build(w->k, NULL, w->map->from + d, 1, a, &day, NULL), SK_OK);
        for (int i = 0; i < day.n_needs; i++) n += day.need[i].portions;
        assert_int_equal(n, w->map->portions[d]);
        sk_arena_free(a);
    }
    for (int d = 0; d < w->map->n_days; d++) own += w->map->portions[d];
    for (int i = 0; i < y->n_cells; i++) {
        cells += y->cell[i].portions;
        mean += y->cell[i].mean_milli;
        if (i) assert_true(y->cell[i - 1].cook <= y->cell[i].cook);
    }
    for (int i = 0; i < w->k->n_sites; i++) sites += y->site[i].portions;
    for (int i = 0; i < w->k->n_kitchens; i++) {
        cooked += y->kitchen[i].cooked;
        eaten += y->kitchen[i].eaten;
    }
    assert_true(own > 100000);
    assert_int_equal(cells, own);
    assert_int_equal(sites, own);
    assert_int_equal(cooked, own);
    assert_int_equal(eaten, own);
    assert_int_equal(mean, own * 1000); /* shares: the mean is what is cooked */
    assert_int_equal(y->portions, own);
}

static void cells_sum_to_kitchens(void **state)
{
    const world *w = *state;
    const sk_year *y = w->year;
    int64_t work[SK_N_WORK] = {0}, trip = 0, metres = 0, food = 0, energy = 0;
    for (int i = 0; i < y->n_cells; i++) {
        for (int j = 0; j < SK_N_WORK; j++) work[j] += y->cell[i].work_mmin[j];
        trip += y->cell[i].trip_ore;
        metres += y->cell[i].trip_m;
        food += y->cell[i].food_ore;
        energy += y->cell[i].energy_ore;
    }
    for (int j = SK_WORK_COOK; j < SK_N_WORK; j++) assert_int_equal(work[j], y->work_mmin[j]);
    assert_true(y->work_mmin[SK_WORK_COOK] > 0);
    assert_int_equal(trip, y->trip_ore);
    assert_int_equal(metres, y->trip_m);
    assert_int_equal(food, y->food_ore);
    assert_int_equal(energy, y->energy_ore);
    assert_true(energy > 0 && food > 0 && trip > 0);
}

/* Minutes of the year against the plans themselves, each times the days it stands for. */
static void weeks_times_days(void **state)
{
    const world *w = *state;
    int64_t need = 0, ore = 0, hot = 0;
    sk_kommun view = *w->k;
    view.n_deviations = 0;
    for (int i = 0; i < w->map->n_weeks; i++) {
        sk_plan *p = NULL;
        const sk_plan_opts o = {.week = w->map->week[i], .max_necks = -1, .lang = SK_LANG_EN};
        assert_int_equal(sk_plan_make(&view, &o, NULL, NULL, &p, NULL), SK_OK);
        const sk_year_rep *r = &w->map->rep[(ptrdiff_t)i * 7];
        for (int j = 0; j < p->n_staff; j++)
            need += p->staff[j].need_mmin * r[p->staff[j].day].n_days;
        for (int j = 0; j < p->n_trips; j++) ore += p->trip[j].ore * r[p->trip[j].day].n_days;
        for (int j = 0; j < p->n_supplies; j++) {
            const sk_supply *s = &p->supply[j];
            int day = p->demand.need[s->need].day - p->from;
            if (s->hold_min >= 0) hot += (int64_t)s->portions * r[day].n_days;
        }
        sk_plan_free(p);
    }
    assert_int_equal(need, w->year->need_mmin);
    assert_int_equal(ore, w->year->trip_ore);
    assert_int_equal(hot, w->year->hot_portions);
}

/* 1000 portions of food for one site by hand: the menu's own dishes on every day. */
static void food_by_hand(void **state)
{
    const world *w = *state;
    sk_ix site = sk_find_site(w->k, "vik_f3");
    double ore = 0;
    int64_t got = 0;
    for (int d = 0; d < w->map->n_days - 7; d++) {
        sk_demand day;
        sk_arena *a = sk_arena_new();
        assert_int_equal(sk_demand_build(w->k, NULL, w->map->from + d, 1, a, &day, NULL), SK_OK);
        for (int i = 0; i < day.n_needs; i++) {
            const sk_need *n = &day.need[i];
            const sk_dish *dish = &w->k->dish[n->dish];
            double diet = n->diet == SK_NONE ? 1 : (double)w->k->diet[n->diet].food_cost_ppm / 1e6;
            if (n->site != site) continue;
            for (int c = 0; c < dish->n_comp; c++)
                ore += n->portions * diet * w->k->category[w->k->site[site].category].factor_milli /
                       1e3 * dish->comp[c].scale_milli / 1e3 *
                       (double)w->k->component[dish->comp[c].component].food_ore_1000 / 1e3;
        }
        sk_arena_free(a);
    }
    for (int i = 0; i < w->year->n_cells; i++)
        if (w->year->cell[i].site == site) got += w->year->cell[i].food_ore;
    assert_true(got > (int64_t)ore && (double)got < ore * 1.05); /* the last week is not in ours */
}

static void same_again(void **state)
{
    const world *w = *state;
    sk_year *y = NULL;
    assert_int_equal(sk_year_make(w->k, w->map, SK_LANG_SV, NULL, NULL, &y, NULL), SK_OK);
    assert_int_equal(y->n_cells, w->year->n_cells);
    assert_memory_equal(y->cell, w->year->cell, (size_t)y->n_cells * sizeof *y->cell);
    assert_memory_equal(y->site, w->year->site, (size_t)w->k->n_sites * sizeof *y->site);
    assert_memory_equal(y->kitchen, w->year->kitchen,
                        (size_t)w->k->n_kitchens * sizeof *y->kitchen);
    sk_year_free(y);
}

static void refusals(void **state)
{
    const world *w = *state;
    sk_err err;
    sk_year_map *m = NULL;
    const sk_year_opts unknown = {.year = 2024}, many = {.weeks = 54};
    sk_err_init(&err, SK_LANG_EN);
    assert_int_equal(sk_year_map_make(w->k, &unknown, &m, &err), SK_E_INPUT);
    assert_string_equal(err.text, "calendar fsk does not cover the year 2024");
    assert_null(m);
    sk_err_init(&err, SK_LANG_EN);
    assert_int_equal(sk_year_map_make(w->k, &many, &m, &err), SK_E_USAGE);
    assert_null(m);
}

/* Whichever allocation fails, there is an error and nothing leaks (the sanitizer sees to that). */
static void memory_ends(void **state)
{
    const world *w = *state;
    const sk_year_opts o = {.weeks = 1};
    unsigned long n = 1, step = 1;
    for (bool done = false; !done; n += step) {
        sk_year_map *m = NULL;
        sk_year *y = NULL;
        sk_mem_fail_at(n);
        sk_code code = sk_year_map_make(w->k, &o, &m, NULL);
        if (!code) code = sk_year_make(w->k, m, SK_LANG_EN, NULL, NULL, &y, NULL);
        sk_mem_fail_at(0);
        done = code == SK_OK;
        if (!done) assert_true(code == SK_E_NOMEM || code == SK_E_SOLVER);
        assert_true(done || !y);
        sk_year_free(y);
        sk_year_map_free(m);
        if (n > 60) step = n / 8; /* denser where the setting up is */
    }
    assert_true(n > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_once),
        cmocka_unit_test(calendar_counts),
        cmocka_unit_test(cells_sum_to_kitchens),
        cmocka_unit_test(weeks_times_days),
        cmocka_unit_test(food_by_hand),
        cmocka_unit_test(same_again),
        cmocka_unit_test(refusals),
        cmocka_unit_test(memory_ends),
    };
    return cmocka_run_group_tests_name("price_year", tests, setup, teardown);
}
