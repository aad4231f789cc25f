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

/* Every paper that tells of a load tells the same: labels, notes and tour sheets of each day. */
static void labels_notes_and_tours_agree(void **state)
{
    fixture f;
    (void)state;
    begin(&f);
    for (int d = 0; d < f.p->n_days; d++) {
        int64_t want = 0, kg = 0, labels = 0, notes = 0, notes_kg = 0, tours = 0;
        sk_paper p;
        for (int i = 0; i < f.ps.n_loads; i++) {
            if (f.ps.load[i].day != d) continue;
            want += f.ps.load[i].boxes;
            kg += f.ps.load[i].mass_ckg;
        }
        for (sk_ix k = 0; k < f.k->n_kitchens; k++) {
            if (sk_paper_labels(&f.ps, k, d, &p)) {
                labels += (int64_t)part_of(&p, "Container labels")->n_rows;
                sk_paper_free(&p);
            }
            if (sk_paper_notes(&f.ps, k, d, &p)) {
                notes += sum_of(part_of(&p, "One for each stop"), "boxes");
                notes_kg += sum_of(part_of(&p, "One for each stop"), "kg");
                sk_paper_free(&p);
            }
            if (sk_paper_tours(&f.ps, SK_NONE, k, d, &p)) {
                tours += sum_of(part_of(&p, "Extra trips, by hired vehicle"), "boxes");
                sk_paper_free(&p);
            }
        }
        for (sk_ix v = 0; v < f.k->n_vehicles; v++)
            if (sk_paper_tours(&f.ps, v, SK_NONE, d, &p)) {
                tours += sum_of(part_of(&p, "Stops in order"), "boxes");
                sk_paper_free(&p);
            }
        assert_int_equal(labels, want);
        assert_int_equal(notes, want);
        assert_int_equal(notes_kg, kg);
        assert_int_equal(tours, want);
    }
    end(&f);
}

/* Special diets are the same number on the cook's sheet, the labels and the lists of those who serve. */
static void diets_agree(void **state)
{
    fixture f;
    (void)state;
    begin(&f);
    for (int d = 0; d < f.p->n_days; d++) {
        int64_t want = 0, lists = 0, ordinary = 0, all = 0;
        sk_paper p;
        for (int i = 0; i < f.p->demand.n_needs; i++) {
            const sk_need *n = &f.p->demand.need[i];
            if (n->day != f.p->from + d) continue;
            *(n->diet != SK_NONE ? &want : &ordinary) += n->portions;
        }
        for (sk_ix k = 0; k < f.k->n_kitchens; k++) {
            if (sk_paper_lists(&f.ps, k, d, &p)) {
                for (int i = 0; i < p.n_parts; i++) lists += sum_of(&p.part[i].t, "portions");
                sk_paper_free(&p);
            }
            if (!sk_paper_day(&f.ps, k, d, &p)) continue;
            int64_t sum = sum_of(part_of(&p, "Special diets in all"), "portions");
            assert_int_equal(sum, sum_of(part_of(&p, "Special diets by site"), "portions"));
            all += sum;
            sk_paper_free(&p);
        }
        assert_int_equal(lists, want + ordinary);
        if (want) assert_true(all > 0);
    }
    end(&f);
}

/* What came off the vehicle one day comes back as empties the next time it passes. */
static void empties_come_back(void **state)
{
    fixture f;
    int64_t left = 0, back = 0;
    (void)state;
    begin(&f);
    for (int d = 0; d < 3; d++)
        for (sk_ix i = 0; i < f.k->n_vehicles + f.k->n_kitchens; i++) {
            sk_paper p;
            bool tour = i < f.k->n_vehicles;
            if (!sk_paper_tours(&f.ps, tour ? i : SK_NONE, i - f.k->n_vehicles, d, &p)) continue;
            const sk_table *t = &p.part[0].t;
            if (d == 1) left += sum_of(t, "boxes");
            if (d == 2) back += sum_of(t, "empties");
            if (d == 0) assert_int_equal(sum_of(t, "empties"), 0);
            sk_paper_free(&p);
        }
    assert_true(left > 0);
    assert_int_equal(left, back);
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
        cmocka_unit_test_setup(labels_notes_and_tours_agree, copy_mini),
        cmocka_unit_test_setup(diets_agree, copy_mini),
        cmocka_unit_test_setup(empties_come_back, copy_mini),
        cmocka_unit_test_setup(goods_cover_the_recipes, copy_mini),
        cmocka_unit_test_setup(hostile_names_stay_words, copy_mini),
    };
    return cmocka_run_group_tests_name("papers", tests, NULL, NULL);
}
