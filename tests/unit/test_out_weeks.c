/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers of a week that know the published weeks beside it: what the vans left the week before, and what
 * comes, thaws and is prepared in the last days for the week after; and their orders in the feeds. */
#include "unit/papers.h"

#include "base/mem.h"
#include "out/feed.h"

enum { BEFORE, AFTER, N_BESIDE };

typedef struct three_weeks {
    fixture f;
    sk_plan *beside[N_BESIDE];
} three_weeks;

static void begin_three(three_weeks *t, bool before, bool after)
{
    static const sk_week week[N_BESIDE] = {{2023, 47}, {2023, 49}};
    /* minced meat of Monday, Thursday and Friday is taken out two days before */
    damage("ingredients.csv", "26;nej;ja;ja;2;;test;", "26;nej;ja;ja;2;;test;2");
    begin(&t->f);
    for (int i = 0; i < N_BESIDE; i++) {
        const sk_plan_opts o = {.week = week[i], .max_necks = -1};
        assert_int_equal(sk_plan_make(t->f.k, &o, NULL, NULL, &t->beside[i], NULL), SK_OK);
    }
    const sk_papers_job job = {.p = t->f.p,
                               .before = before ? t->beside[BEFORE] : NULL,
                               .after = after ? t->beside[AFTER] : NULL,
                               .lang = SK_LANG_SV,
                               .kitchen = SK_NONE};
    sk_papers_free(&t->f.ps);
    assert_int_equal(sk_papers_make(&job, &t->f.ps, NULL), SK_OK);
}

static void end_three(three_weeks *t)
{
    for (int i = 0; i < N_BESIDE; i++) sk_plan_free(t->beside[i]);
    end(&t->f);
}

typedef struct told {                     /* by the sheets of the first, or of all days */
    int64_t empties, blank, asked, notes; /* of the tour sheets of the first day */
    int64_t kinds, rows_in, thaw, tomorrow, unknown;
} told;

/* Whether any of the week's vans brought something to a kitchen. */
static bool came_by(const sk_papers *week, const char *to)
{
    for (int i = 0; week && i < week->n_loads; i++)
        if (strcmp(week->k->kitchen[week->load[i].to].name, to) == 0) return true;
    return false;
}

static void tours_of_first_day(const sk_papers *ps, told *sum)
{
    enum { STOP = 3, BOXES = 5, EMPTIES = 6 };
    for (sk_ix i = 0; i < ps->k->n_vehicles + ps->k->n_kitchens; i++) {
        bool tour = i < ps->k->n_vehicles;
        sk_paper p;
        if (!sk_paper_tours(ps, tour ? i : SK_NONE, i - ps->k->n_vehicles, 0, &p)) continue;
        const sk_table *t = &p.part[0].t;
        for (size_t r = 0; r < t->n_rows; r++) {
            const sk_cell *c = &t->cell[r * (size_t)t->n_cols];
            if (c[BOXES].v == SK_CELL_EMPTY) continue; /* home again */
            sum->blank += c[EMPTIES].v == SK_CELL_EMPTY;
            sum->asked += c[EMPTIES].v == SK_CELL_EMPTY && came_by(ps->before, c[STOP].s);
            sum->empties += c[EMPTIES].v == SK_CELL_EMPTY ? 0 : c[EMPTIES].v;
        }
        sum->notes += p.part[0].note != NULL;
        sk_paper_free(&p);
    }
}

static bool unknown(const sk_paper *p, const char *title)
{
    for (int i = 0; i < p->n_parts; i++) {
        const sk_paper_part *x = &p->part[i];
        const char *words = x->t.n_rows ? x->note : x->empty;
        if (strcmp(x->t.title, title) == 0) return words && strstr(words, "not known here");
    }
    fail_msg("no part %s", title);
    return false;
}

static told tell(const sk_papers *ps)
{
    told sum = {0};
    tours_of_first_day(ps, &sum);
    for (sk_ix k = 0; k < ps->k->n_kitchens; k++)
        for (int d = 0; d < ps->p->n_days; d++) {
            sk_paper p;
            if (!sk_paper_day(ps, k, d, &p)) continue;
            sum.kinds += (int64_t)part_of(&p, "Arrives today from suppliers")->n_rows;
            sum.thaw += sum_of(part_of(&p, "Take out to thaw"), "kg");
            sum.unknown += unknown(&p, "Arrives today from suppliers");
            sum.unknown += unknown(&p, "Take out to thaw");
            if (d + 1 == ps->p->n_days)
                sum.tomorrow += sum_of(part_of(&p, "Prepare for tomorrow"), "portions");
            sk_paper_free(&p);
            if (!sk_paper_control(ps, k, d, &p)) continue;
            sum.rows_in += (int64_t)part_of(&p, "Reception")->n_rows;
            sk_paper_free(&p);
        }
    return sum;
}

/* Boxes that a week's last vehicle to each place left there. */
static int64_t left_in(const sk_papers *ps)
{
    int64_t left = 0;
    for (int i = 0; i < ps->n_loads; i++) {
        const sk_load *l = &ps->load[i];
        bool last = true;
        for (int j = 0; j < ps->n_loads && last; j++) {
            const sk_load *m = &ps->load[j];
            last = m->from != l->from || m->to != l->to || m->day <= l->day;
        }
        left += last ? l->boxes : 0;
    }
    return left;
}

static void what_was_left_the_week_before_comes_back(void **state)
{
    three_weeks t;
    (void)state;
    begin_three(&t, false, false);
    told none = tell(&t.f.ps);
    end_three(&t);
    assert_true(none.blank > 0 && none.notes > 0);
    assert_int_equal(none.empties, 0);
    begin_three(&t, true, false);
    told with = tell(&t.f.ps);
    assert_int_equal(with.asked, 0); /* blank only where nobody came by */
    assert_true(with.blank < none.blank);
    assert_int_equal(with.empties, left_in(t.f.ps.before));
    assert_true(with.empties > 0);
    end_three(&t);
}

/* Goods that come in the week by the plan of the next: on its purchase lists, with a delivery before it. */
static int64_t early_goods(const sk_papers *next)
{
    int64_t kinds = 0;
    for (sk_ix k = 0; k < next->k->n_kitchens; k++) {
        size_t n;
        const sk_buy *b = sk__buys(next, k, &n);
        for (size_t i = 0; i < n; i++) kinds += b[i].packs > 0 && b[i].delivery < next->p->from;
    }
    return kinds;
}

/* What next week's week sheets say was to be taken out before it. */
static int64_t early_thaw(const sk_papers *next)
{
    int64_t kg = 0;
    for (sk_ix k = 0; k < next->k->n_kitchens; k++) {
        sk_paper p;
        assert_true(sk_paper_week(next, k, &p));
        kg += sum_of(part_of(&p, "Take out to thaw before the week"), "kg");
        sk_paper_free(&p);
    }
    return kg;
}

static int64_t first_day_cooked(const sk_plan *p)
{
    int64_t portions = 0;
    for (int i = 0; i < p->n_prods; i++)
        if (p->prod[i].day == 0) portions += p->prod[i].portions + p->prod[i].diet_portions;
    return portions;
}

static void last_days_know_the_next_week(void **state)
{
    three_weeks t;
    (void)state;
    begin_three(&t, false, false);
    told none = tell(&t.f.ps);
    end_three(&t);
    begin_three(&t, false, true);
    told with = tell(&t.f.ps);
    assert_true(none.unknown > 0);
    assert_int_equal(with.unknown, 0);
    assert_true(early_goods(t.f.ps.after) > 0);
    assert_int_equal(with.kinds - none.kinds, early_goods(t.f.ps.after));
    assert_true(with.rows_in > none.rows_in);
    assert_true(early_thaw(t.f.ps.after) > 0);
    assert_int_equal(with.thaw - none.thaw, early_thaw(t.f.ps.after));
    assert_int_equal(none.tomorrow, 0);
    assert_in_range(with.tomorrow, 1, first_day_cooked(t.beside[AFTER]));
    end_three(&t);
}

static const sk_feed_event *order_event(const sk_feed_list *l, const sk_kommun *k, sk_ix kitchen,
                                        const sk_buy *b)
{
    char feed[80], end[80], date[SK_DATE_LEN];
    snprintf(feed, sizeof feed, "kitchen/%s", k->kitchen[kitchen].id);
    snprintf(end, sizeof end, "|%s||%s", sk_day_str(b->delivery, date),
             k->supplier[b->supplier].id);
    for (size_t i = 0; i < l->n; i++) {
        const char *tail = strchr(l->ev[i].key, '|');
        if (l->ev[i].kind == SK_FEED_ORDER && strcmp(l->ev[i].feed, feed) == 0 && tail &&
            strcmp(tail, end) == 0)
            return &l->ev[i];
    }
    return NULL;
}

/* Every order of the purchase lists, raw goods too, is a deadline in the kitchen's feed: on its day, or
 * earlier when the kitchen is closed then. */
static void orders_are_in_the_feed(void **state)
{
    fixture f;
    int goods = 0, moved = 0;
    (void)state;
    begin(&f);
    sk_feed_list l = {.arena = sk_arena_new()};
    sk_feed_collect(f.p, SK_LANG_SV, &l);
    sk_feed_sort(&l);
    assert_false(l.failed);
    for (sk_ix k = 0; k < f.k->n_kitchens; k++) {
        size_t n;
        const sk_buy *b = sk__buys(&f.ps, k, &n);
        for (size_t i = 0; i < n; i++) {
            const sk_feed_event *e = order_event(&l, f.k, k, &b[i]);
            assert_non_null(e);
            assert_int_equal(e->to, sk_kitchen_last_open(f.k, k, b[i].order, SK_LOOK_BACK));
            moved += e->to < b[i].order;
            goods += strcmp(f.k->ingredient[b[i].ingredient].id, "havre") == 0;
        }
    }
    assert_true(goods > 0 && moved > 0);
    sk_feed_list_free(&l);
    sk_arena_free(l.arena);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_was_left_the_week_before_comes_back, copy_mini),
        cmocka_unit_test_setup(last_days_know_the_next_week, copy_mini),
        cmocka_unit_test_setup(orders_are_in_the_feed, copy_mini),
    };
    return cmocka_run_group_tests_name("papers and the weeks beside", tests, NULL, NULL);
}
