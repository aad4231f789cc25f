/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all papers of a plan say together is what the plan says: portions of every production, boxes
 * of every trip, guests of every sitting, goods of every recipe. */
#include "unit/papers.h"

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

/* Of each ingredient: needed = from stock + left over + bought but for what is left, never short, less
 * than a pack too much in all. */
static void goods_cover_the_recipes(void **state)
{
    fixture f;
    (void)state;
    begin(&f);
    for (sk_ix k = 0; k < f.k->n_kitchens; k++) {
        sk_paper shown;
        size_t n;
        const sk_buy *b = sk__buys(&f.ps, k, &n);
        for (size_t i = 0; i < n; i++) {
            int64_t need = 0, have = 0, pack = f.k->ingredient[b[i].ingredient].pack_g;
            assert_true(b[i].order <= b[i].delivery);
            for (size_t j = 0; j <= i; j++) {
                if (b[j].ingredient != b[i].ingredient) continue;
                need += b[j].need_g;
                have += b[j].stock_g + b[j].buy_g;
            }
            assert_true(have >= need && have - need < pack);
        }
        if (sk_paper_buy(&f.ps, k, &shown)) {
            const sk_table *t = &shown.part[shown.n_parts - 1].t, *o = part_of(&shown, "Orders");
            assert_int_equal(t->n_rows, n);
            assert_int_equal(sum_of(t, "cost_ore"), sum_of(o, "cost_ore"));
            assert_int_equal(sum_of(t, "cost_ore"), sum_of(part_of(&shown, "Goods"), "cost_ore"));
            sk_paper_free(&shown);
        } else assert_int_equal(n, 0);
    }
    end(&f);
}

/* The recipes on the day sheets of a week take what the purchase lists need. */
static void recipes_take_what_is_needed(void **state)
{
    fixture f;
    (void)state;
    begin(&f);
    for (sk_ix k = 0; k < f.k->n_kitchens; k++) {
        int64_t gross = 0, need = 0, lines = 0;
        size_t n;
        sk_paper p;
        for (int d = 0; d < f.p->n_days; d++) {
            if (!sk_paper_day(&f.ps, k, d, &p)) continue;
            const sk_table *t = part_of(&p, "Recipes and methods");
            gross += sum_of(t, "gross");
            lines += (int64_t)t->n_rows;
            sk_paper_free(&p);
        }
        for (int i = 0; i < f.ps.goods.n_needs; i++)
            gross += f.ps.goods.need[i].kitchen == k ? -1000000000 : 0;
        if (gross < 0) continue; /* raw goods are needed besides */
        const sk_buy *b = sk__buys(&f.ps, k, &n);
        for (size_t i = 0; i < n; i++) need += b[i].need_g;
        assert_in_range(gross * 10 - need + 10 * lines, 0, 20 * lines); /* 5 g a line by rounding */
    }
    end(&f);
}

static const char *words_of(const sk_table *t, size_t row, int col)
{
    const char *s = t->cell[row * (size_t)t->n_cols + (size_t)col].s;
    return s ? s : "";
}

/* Rows of a form whose second and third cell say that. */
static int rows_with(const sk_table *t, const char *what, const char *where)
{
    int n = 0;
    for (size_t r = 0; r < t->n_rows; r++)
        n += strcmp(words_of(t, r, 1), what) == 0 && strcmp(words_of(t, r, 2), where) == 0;
    return n;
}

/* Each supplier on the day sheet has one row in the form of that day, with the number of its goods. */
static void suppliers_goods_are_received(void **state)
{
    fixture f;
    int seen = 0;
    (void)state;
    begin(&f);
    for (sk_ix k = 0; k < f.k->n_kitchens; k++)
        for (int d = 0; d < f.p->n_days; d++) {
            sk_paper day, form;
            if (!sk_paper_day(&f.ps, k, d, &day)) continue;
            assert_true(sk_paper_control(&f.ps, k, d, &form));
            const sk_table *come = part_of(&day, "Arrives today from suppliers");
            const sk_table *in = part_of(&form, "Reception");
            size_t rows = 0, loads = 0;
            for (sk_ix s = 0; s < f.k->n_suppliers; s++) {
                char what[40];
                int goods = 0;
                for (size_t r = 0; r < come->n_rows; r++)
                    goods += strcmp(words_of(come, r, 0), f.k->supplier[s].name) == 0;
                snprintf(what, sizeof what, "varor, %d %s", goods, goods == 1 ? "sort" : "sorter");
                assert_int_equal(rows_with(in, what, f.k->supplier[s].name), goods > 0);
                rows += goods > 0;
                seen += goods > 1;
            }
            for (int i = 0; i < f.ps.n_loads; i++)
                loads += f.ps.load[i].day == d && f.ps.load[i].to == k;
            assert_int_equal(in->n_rows, rows + loads);
            sk_paper_free(&day);
            sk_paper_free(&form);
        }
    assert_true(seen > 0);
    end(&f);
}

/* Food that is heated for one meal of a site is one row, at the hour when its guests come, however many
 * its diets are. */
static void reheated_food_is_one_row(void **state)
{
    fixture f;
    size_t rows = 0, supplies = 0;
    (void)state;
    begin(&f);
    for (int i = 0; i < f.p->n_supplies; i++) /* the week's food as if it all came chilled */
        f.p->supply[i].mode = SK_MODE_CHILLED;
    for (sk_ix k = 0; k < f.k->n_kitchens; k++)
        for (int d = 0; d < f.p->n_days; d++) {
            sk_paper p;
            if (!sk_paper_control(&f.ps, k, d, &p)) continue;
            const sk_table *t = part_of(&p, "Reheating");
            for (size_t r = 0; r < t->n_rows; r++) {
                int same = 0;
                for (size_t o = 0; o < t->n_rows; o++)
                    same += t->cell[o * (size_t)t->n_cols].v == t->cell[r * (size_t)t->n_cols].v &&
                            strcmp(words_of(t, o, 1), words_of(t, r, 1)) == 0 &&
                            strcmp(words_of(t, o, 2), words_of(t, r, 2)) == 0;
                assert_int_equal(same, 1);
                assert_true(cell_of(t, r, "time") > 0);
            }
            rows += t->n_rows;
            size_t plates = 0; /* of the sites' meals that are heated, each once on the clock too */
            for (size_t r = 0; r < t->n_rows; r++)
                plates += r == 0 || strcmp(words_of(t, r, 2), words_of(t, r - 1, 2)) != 0 ||
                          cell_of(t, r, "time") != cell_of(t, r - 1, "time");
            sk_paper_free(&p);
            assert_true(sk_paper_day(&f.ps, k, d, &p));
            t = part_of(&p, "The day by the clock");
            for (size_t r = 0; r < t->n_rows; r++)
                plates -= strcmp(words_of(t, r, 1), "Uppvärmt") == 0;
            assert_int_equal(plates, 0);
            sk_paper_free(&p);
        }
    for (int i = 0; i < f.p->n_supplies; i++) {
        const sk_need *n = &f.p->demand.need[f.p->supply[i].need];
        supplies += f.p->supply[i].group != SK_GROUP_COLD &&
                    f.k->product[n->product].kind == SK_PROD_SERVED;
    }
    assert_true(rows > 0 && rows < supplies);
    end(&f);
}

/* Who serves diets that another cooks reads of each; who cooks none is not told how. */
static void diets_received_are_named(void **state)
{
    fixture f;
    int64_t all = 0;
    int without = 0;
    (void)state;
    begin(&f);
    for (sk_ix k = 0; k < f.k->n_kitchens; k++)
        for (int d = 0; d < f.p->n_days; d++) {
            sk_paper p;
            int64_t want = 0, cooked = 0;
            if (!sk_paper_day(&f.ps, k, d, &p)) continue;
            for (int i = 0; i < f.p->demand.n_needs; i++) {
                const sk_need *n = &f.p->demand.need[i];
                bool other = false;
                for (int s = f.ps.supply_first[i]; s < f.ps.supply_first[i + 1]; s++)
                    other = other || f.p->supply[s].kitchen != k;
                if (n->diet != SK_NONE && n->kitchen == k && n->day == f.p->from + d && other)
                    want += n->portions;
            }
            assert_int_equal(sum_of(part_of(&p, "Special diets received"), "portions"), want);
            if (want) assert_true(p.diets);
            for (int i = 0; i < f.p->n_prods; i++)
                if (f.p->prod[i].kitchen == k && f.p->prod[i].day == d)
                    cooked += f.p->prod[i].diet_portions;
            for (int i = 0; i < p.n_parts; i++) {
                if (strcmp(p.part[i].t.title, "Recipes and methods") != 0) continue;
                assert_int_equal(p.part[i].note != NULL, cooked > 0);
                without += cooked == 0;
            }
            all += want;
            sk_paper_free(&p);
        }
    assert_true(all > 0 && without > 0);
    end(&f);
}

/* Monday's goods are ordered on Saturday, when Berga is closed and Ljung is not. */
static void deadlines_of_closed_days_are_told(void **state)
{
    static const struct {
        const char *kitchen;
        bool told;
    } row[] = {{"k_berga", true}, {"k_ljung", false}};
    fixture f;
    (void)state;
    begin(&f);
    for (size_t i = 0; i < N_OF(row); i++) {
        sk_paper p;
        bool told = false, saturday = false;
        assert_true(sk_paper_buy(&f.ps, sk_find_kitchen(f.k, row[i].kitchen), &p));
        const sk_table *t = part_of(&p, "Orders");
        for (size_t r = 0; r < t->n_rows; r++) {
            saturday = saturday || strncmp(words_of(t, r, 0), "lör 2023-11-25 före", 20) == 0;
            told = told || strstr(words_of(t, r, 6), "stängt då: beställ fre 2023-11-24");
        }
        assert_true(saturday);
        assert_int_equal(told, row[i].told);
        sk_paper_free(&p);
    }
    end(&f);
}

/* Berga's minced meat of Monday thaws from Saturday, when it is closed: the week sheet says Friday, and all
 * that thaws is told once. */
static void what_thaws_before_the_week_is_told(void **state)
{
    fixture f;
    int minced = 0;
    (void)state;
    damage("ingredients.csv", "26;nej;ja;ja;2;;test;", "26;nej;ja;ja;2;;test;2");
    begin(&f);
    for (sk_ix k = 0; k < f.k->n_kitchens; k++) {
        int64_t told = 0, want = 0, rows = 0;
        sk_paper p;
        for (int d = 0; d < f.p->n_days; d++) {
            if (!sk_paper_day(&f.ps, k, d, &p)) continue;
            told += sum_of(part_of(&p, "Take out to thaw"), "kg");
            rows += (int64_t)part_of(&p, "Take out to thaw")->n_rows;
            sk_paper_free(&p);
        }
        assert_true(sk_paper_week(&f.ps, k, &p));
        const sk_table *t = part_of(&p, "Take out to thaw before the week");
        told += sum_of(t, "kg");
        rows += (int64_t)t->n_rows;
        for (size_t r = 0; r < t->n_rows; r++) {
            assert_true(strcmp(words_of(t, r, 0) + 4, "2023-11-27") < 0);
            minced += strcmp(words_of(t, r, 1), "Nötfärs") == 0 &&
                      strcmp(words_of(t, r, 0), "fre 2023-11-24") == 0;
        }
        sk_paper_free(&p);
        size_t n;
        const sk_buy *b = sk__buys(&f.ps, k, &n);
        for (size_t i = 0; i < n; i++)
            if (f.k->ingredient[b[i].ingredient].thaw_days) want += b[i].need_g;
        assert_in_range(told * 10 - want + 10 * rows, 0, 20 * rows);
    }
    assert_int_equal(minced, 1);
    end(&f);
}

/* Only food that is kept hot has a hot limit. */
static void cold_meals_have_no_hot_check(void **state)
{
    fixture f;
    size_t rows[2] = {0, 0};
    (void)state;
    begin(&f);
    for (int pass = 0; pass < 2; pass++) {
        for (sk_ix k = 0; k < f.k->n_kitchens; k++)
            for (int d = 0; d < f.p->n_days; d++) {
                sk_paper p;
                if (!sk_paper_control(&f.ps, k, d, &p)) continue;
                rows[pass] += part_of(&p, "Hot holding")->n_rows;
                sk_paper_free(&p);
            }
        for (sk_ix c = 0; c < f.k->n_components; c++) f.k->component[c].hold_min = 0;
    }
    assert_true(rows[0] > 0);
    assert_int_equal(rows[1], 0);
    end(&f);
}

/* The note under the clock speaks of special diets where some are cooked. */
static void the_clock_speaks_of_diets_that_are_there(void **state)
{
    fixture f;
    int seen[2] = {0, 0};
    (void)state;
    begin(&f);
    for (sk_ix k = 0; k < f.k->n_kitchens; k++)
        for (int d = 0; d < f.p->n_days; d++) {
            sk_paper p;
            if (!sk_paper_day(&f.ps, k, d, &p)) continue;
            const char *note = p.part[0].note;
            bool diets = false, told = note && strstr(note, "Special diets");
            for (int i = 0; i < f.p->n_prods; i++)
                diets = diets || (f.p->prod[i].kitchen == k && f.p->prod[i].day == d &&
                                  f.p->prod[i].diet_portions > 0);
            assert_string_equal(p.part[0].t.title, "The day by the clock");
            assert_int_equal(told, diets);
            seen[told]++;
            sk_paper_free(&p);
        }
    assert_true(seen[0] > 0 && seen[1] > 0);
    end(&f);
}

/* A meal that comes from another kitchen than usual is one row for all its lines, and its guests count
 * once, however many parts of the meal come from there. */
static void a_deviation_is_one_row(void **state)
{
    fixture f;
    size_t rows = 0;
    (void)state;
    begin(&f);
    for (int i = 0; i < f.p->n_supplies; i++) f.p->supply[i].usual = false;
    for (sk_ix k = 0; k < f.k->n_kitchens; k++)
        for (int d = 0; d < f.p->n_days; d++) {
            int64_t want = 0;
            sk_paper p;
            if (!sk_paper_day(&f.ps, k, d, &p)) continue;
            for (int i = 0; i < f.p->n_supplies; i++) {
                const sk_supply *s = &f.p->supply[i];
                const sk_need *n = &f.p->demand.need[s->need];
                bool first = true;
                for (int j = f.ps.supply_first[s->need]; j < i; j++)
                    first = first && f.p->supply[j].kitchen != s->kitchen;
                if (first && n->day == f.p->from + d && (n->kitchen == k || s->kitchen == k))
                    want += s->portions;
            }
            const sk_table *t = part_of(&p, "Deviations");
            for (size_t r = 0; r < t->n_rows; r++) {
                if (strcmp(words_of(t, r, 0), "annat leveranskök än vanligt") != 0) continue;
                want -= cell_of(t, r, "portions");
                for (size_t o = 0; o < r; o++) {
                    bool same = true;
                    for (int c = 0; c < 6; c++)
                        same = same && (c == 3 || c == 4 ||
                                        strcmp(words_of(t, r, c), words_of(t, o, c)) == 0);
                    assert_false(same);
                }
            }
            assert_int_equal(want, 0);
            rows += t->n_rows;
            sk_paper_free(&p);
        }
    assert_true(rows > 0);
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
        cmocka_unit_test_setup(recipes_take_what_is_needed, copy_mini),
        cmocka_unit_test_setup(suppliers_goods_are_received, copy_mini),
        cmocka_unit_test_setup(reheated_food_is_one_row, copy_mini),
        cmocka_unit_test_setup(diets_received_are_named, copy_mini),
        cmocka_unit_test_setup(deadlines_of_closed_days_are_told, copy_mini),
        cmocka_unit_test_setup(what_thaws_before_the_week_is_told, copy_mini),
        cmocka_unit_test_setup(a_deviation_is_one_row, copy_mini),
        cmocka_unit_test_setup(cold_meals_have_no_hot_check, copy_mini),
        cmocka_unit_test_setup(the_clock_speaks_of_diets_that_are_there, copy_mini),
    };
    return cmocka_run_group_tests_name("papers", tests, NULL, NULL);
}
