/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all papers of a plan say together is what the plan says: portions of every production, boxes
 * of every trip, guests of every sitting, goods of every recipe. */
#include "unit/folder.h"

#include "out/paper.h"

#include <inttypes.h>

typedef struct fixture {
    sk_kommun *k;
    sk_plan *p;
    sk_papers ps;
} fixture;

static void begin(fixture *f)
{
    sk_diags *d;
    const sk_plan_opts o = {.week = {2023, 48}, .max_necks = -1};
    assert_int_equal(load_copy(&f->k, &d), SK_OK);
    sk_diags_free(d);
    assert_int_equal(sk_plan_make(f->k, &o, NULL, NULL, &f->p, NULL), SK_OK);
    assert_int_equal(sk_papers_make(f->p, SK_LANG_SV, NULL, &f->ps, NULL), SK_OK);
}

static void end(fixture *f)
{
    sk_papers_free(&f->ps);
    sk_plan_free(f->p);
    sk_kommun_free(f->k);
}

static const sk_table *part_of(const sk_paper *p, const char *title)
{
    for (int i = 0; i < p->n_parts; i++)
        if (strcmp(p->part[i].t.title, title) == 0) return &p->part[i].t;
    fail_msg("no part %s", title);
    return NULL;
}

static int64_t sum_of(const sk_table *t, const char *key)
{
    int64_t sum = 0;
    for (int c = 0; c < t->n_cols; c++) {
        if (strcmp(t->col[c].key, key) != 0) continue;
        for (size_t r = 0; r < t->n_rows; r++) {
            int64_t v = t->cell[r * (size_t)t->n_cols + (size_t)c].v;
            sum += v == SK_CELL_EMPTY ? 0 : v;
        }
    }
    return sum;
}

static void every_flow_has_its_production(void **state)
{
    fixture f;
    (void)state;
    begin(&f);
    assert_true(f.ps.n_flows > 0);
    assert_int_equal(f.ps.flow_first[0], 0);
    assert_int_equal(f.ps.flow_first[f.p->n_prods], f.ps.n_flows);
    for (int i = 0; i < f.p->n_prods; i++) {
        int64_t ordinary = 0, diets = 0, micro = 0;
        for (int j = f.ps.flow_first[i]; j < f.ps.flow_first[i + 1]; j++) {
            const sk_supply *s = &f.p->supply[f.ps.flow[j].supply];
            bool diet = f.p->demand.need[s->need].diet != SK_NONE;
            *(diet ? &diets : &ordinary) += s->portions;
            if (!diet) micro += f.ps.flow[j].micro;
        }
        assert_int_equal(ordinary, f.p->prod[i].portions);
        assert_int_equal(diets, f.p->prod[i].diet_portions);
        assert_int_equal((micro + 999) / 1000, f.p->prod[i].ref_milli);
    }
    end(&f);
}

/* Each kitchen's sheet and its week say what the plan says of it. */
static void sheets_add_up_to_the_plan(void **state)
{
    fixture f;
    (void)state;
    begin(&f);
    for (sk_ix k = 0; k < f.k->n_kitchens; k++) {
        int64_t want = 0, days = 0, boxes_out = 0;
        sk_paper p;
        for (int i = 0; i < f.p->n_prods; i++)
            if (f.p->prod[i].kitchen == k)
                want += f.p->prod[i].portions + f.p->prod[i].diet_portions;
        for (int d = 0; d < f.p->n_days; d++) {
            if (!sk_paper_day(&f.ps, k, d, &p)) continue;
            const sk_table *t = part_of(&p, "To cook");
            days += sum_of(t, "portions") + sum_of(t, "diets");
            boxes_out += sum_of(part_of(&p, "Pack and send"), "boxes");
            assert_true(sk__paper_ok(&p));
            sk_paper_free(&p);
        }
        assert_int_equal(days, want);
        assert_true(sk_paper_week(&f.ps, k, &p));
        const sk_table *t = part_of(&p, "To cook");
        assert_int_equal(sum_of(t, "portions") + sum_of(t, "diets"), want);
        sk_paper_free(&p);
        for (int i = 0; i < f.ps.n_loads; i++)
            if (f.ps.load[i].from == k) boxes_out -= f.ps.load[i].boxes;
        assert_int_equal(boxes_out, 0);
    }
    end(&f);
}

static void boxes_are_those_of_the_trips(void **state)
{
    fixture f;
    int64_t have = 0, want = 0;
    (void)state;
    begin(&f);
    for (int i = 0; i < f.ps.n_loads; i++) have += f.ps.load[i].boxes;
    for (int i = 0; i < f.p->n_trips; i++) want += f.p->trip[i].boxes;
    assert_true(want > 0);
    assert_int_equal(have, want);
    end(&f);
}

/* What leaves one kitchen's sheet arrives on another's, and everybody served has a seat. */
static void what_leaves_arrives(void **state)
{
    fixture f;
    (void)state;
    begin(&f);
    for (int d = 0; d < f.p->n_days; d++) {
        int64_t out = 0, in = 0, seats = 0;
        for (sk_ix k = 0; k < f.k->n_kitchens; k++) {
            sk_paper p;
            if (!sk_paper_day(&f.ps, k, d, &p)) continue;
            out += sum_of(part_of(&p, "Pack and send"), "kg");
            in += sum_of(part_of(&p, "Comes from other kitchens"), "kg");
            seats += sum_of(part_of(&p, "Sittings"), "portions");
            sk_paper_free(&p);
        }
        assert_int_equal(out, in);
        for (int i = 0; i < f.p->demand.n_needs; i++) {
            const sk_need *n = &f.p->demand.need[i];
            if (n->day == f.p->from + d && f.k->product[n->product].kind == SK_PROD_SERVED)
                seats -= n->portions;
        }
        assert_int_equal(seats, 0);
    }
    end(&f);
}

/* Bought is at least what the recipes need, less than a pack more a line. */
static void goods_cover_the_recipes(void **state)
{
    fixture f;
    (void)state;
    begin(&f);
    for (sk_ix k = 0; k < f.k->n_kitchens; k++) {
        sk_paper p;
        if (!sk_paper_buy(&f.ps, k, &p)) continue;
        const sk_table *t = part_of(&p, "Goods"), *o = part_of(&p, "Orders");
        for (size_t r = 0; r < t->n_rows; r++) {
            const sk_cell *c = &t->cell[r * (size_t)t->n_cols];
            assert_true(c[8].v >= c[5].v && c[8].v - c[5].v <= c[7].v);
            assert_true(c[0].v <= c[2].v);
        }
        assert_int_equal(sum_of(t, "cost_ore"), sum_of(o, "cost_ore"));
        assert_int_equal(sum_of(o, "lines"), t->n_rows);
        sk_paper_free(&p);
    }
    end(&f);
}

static void hostile_names_stay_words(void **state)
{
    fixture f;
    sk_paper p;
    sk_buf b = SK_BUF_INIT;
    (void)state;
    damage("components.csv", "kottbullar;Köttbullar;",
           "kottbullar;\"=cmd()<script>alert(\"\"x\"\")</script>&\";");
    begin(&f);
    for (sk_ix k = 0; k < f.k->n_kitchens; k++)
        for (int d = 0; d < f.p->n_days; d++)
            if (sk_paper_day(&f.ps, k, d, &p)) {
                sk_paper_html(&f.ps, &p, &b);
                sk_paper_free(&p);
            }
    assert_non_null(strstr(sk_buf_str(&b), "=cmd()&lt;script&gt;"));
    assert_null(strstr(sk_buf_str(&b), "<script"));
    sk_buf_free(&b);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(every_flow_has_its_production, copy_mini),
        cmocka_unit_test_setup(sheets_add_up_to_the_plan, copy_mini),
        cmocka_unit_test_setup(boxes_are_those_of_the_trips, copy_mini),
        cmocka_unit_test_setup(what_leaves_arrives, copy_mini),
        cmocka_unit_test_setup(goods_cover_the_recipes, copy_mini),
        cmocka_unit_test_setup(hostile_names_stay_words, copy_mini),
    };
    return cmocka_run_group_tests_name("papers", tests, NULL, NULL);
}
