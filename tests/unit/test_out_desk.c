/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers with what lies on the planner's desk: stock, raw goods, orders of coming days, what was published,
 * budgets; hostile names, and failures that leave the old papers. */
#include "unit/papers.h"

static sk_desk *load_desk(const sk_kommun *k, sk_code want)
{
    char path[FOLDER_PATH];
    sk_desk *d;
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    copy_path(path, "");
    assert_int_equal(sk_desk_load(path, k, &d, diags, NULL), want);
    sk_diags_free(diags);
    return d;
}

/* Counted stock is bought less of: 12,5 kg of rice in k_berga, more meat than it needs. */
static void stock_is_used_first(void **state)
{
    fixture f;
    int64_t rice = 0, without = 0, meat = 0;
    (void)state;
    begin(&f);
    sk_ix k = sk_find_kitchen(f.k, "k_berga");
    for (int pass = 0; pass < 2; pass++) {
        sk_desk *desk = pass ? load_desk(f.k, SK_OK) : NULL;
        size_t n;
        papers_of(&f, desk, NULL);
        const sk_buy *b = sk__buys(&f.ps, k, &n);
        for (size_t i = 0; i < n; i++) {
            const char *id = f.k->ingredient[b[i].ingredient].id;
            if (strcmp(id, "ris") == 0)
                *(pass ? &rice : &without) += pass ? b[i].stock_g : b[i].need_g;
            if (pass && strcmp(id, "notfars") == 0) meat += b[i].packs;
            if (!pass) assert_int_equal(b[i].stock_g, 0);
        }
        sk_desk_free(desk);
    }
    assert_true(without > 0);
    assert_int_equal(rice, without < 12500 ? without : 12500);
    assert_int_equal(meat, 0);
    end(&f);
}

static void desk_faults_are_told(void **state)
{
    static const struct {
        const char *text, *rule;
        sk_code want;
    } row[] = {{"k_berga;ris;1;2023-11-20\n", "W034", SK_OK},
               {"k_berga;ris;1;2023-09-01\n", "W035", SK_OK},
               {"k_berga;rus;1;2023-11-17\n", "R0", SK_E_INPUT},
               {"k_berga;ris;-1;2023-11-17\n", "R0", SK_E_INPUT}};
    fixture f;
    (void)state;
    begin(&f);
    for (size_t i = 0; i < N_OF(row); i++) {
        char path[FOLDER_PATH], text[200];
        sk_desk *d;
        sk_diags *diags = sk_diags_new(SK_LANG_EN);
        snprintf(text, sizeof text, "kök;ingrediens;kg;räknad\n%s", row[i].text);
        put_doc("stock.csv", text, strlen(text));
        copy_path(path, "");
        assert_int_equal(sk_desk_load(path, f.k, &d, diags, NULL), row[i].want);
        const sk_diag *one = sk_diags_at(diags, 0);
        assert_memory_equal(one->rule, row[i].rule, strlen(row[i].rule));
        assert_string_equal(one->file, "stock.csv");
        assert_int_equal(one->line, 2);
        if (i == 0) /* counted in the future: not believed */
            assert_int_equal(sk_desk_stock(d, sk_find_kitchen(f.k, "k_berga"), 0, NULL), 0);
        sk_desk_free(d);
        sk_diags_free(diags);
    }
    end(&f);
}

/* Raw goods of lind_fsk: on the receiver's sheet the day before, Monday's on Friday when the kitchen was
 * last open, and on its purchase list. */
static void raw_goods_are_the_receivers(void **state)
{
    fixture f;
    sk_paper p;
    int64_t portions = 0, want = 0, mondays = 0;
    (void)state;
    begin(&f);
    assert_true(f.ps.goods.n_needs > 0);
    sk_ix k = sk_find_kitchen(f.k, "m_lind");
    for (int i = 0; i < f.ps.goods.n_needs; i++) {
        assert_int_equal(f.ps.goods.need[i].kitchen, k);
        bool monday = sk_day_weekday(f.ps.goods.need[i].eaten) == 1;
        assert_int_equal(f.ps.goods.need[i].day, f.ps.goods.need[i].eaten - (monday ? 3 : 1));
        mondays += monday;
        want += f.ps.goods.need[i].portions;
    }
    for (int d = 0; d < f.p->n_days; d++)
        if (sk_paper_day(&f.ps, k, d, &p)) {
            portions += sum_of(part_of(&p, "Raw goods to hand out"), "portions");
            sk_paper_free(&p);
        }
    assert_int_equal(portions, want);
    assert_int_equal(mondays, 1);                /* next week's, not this week's */
    assert_false(sk_paper_day(&f.ps, k, 6, &p)); /* no sheet for a closed Sunday */
    assert_true(sk_paper_buy(&f.ps, k, &p));
    const sk_table *t = part_of(&p, "Goods");
    bool oats = false;
    for (size_t r = 0; r < t->n_rows; r++)
        oats = oats || strcmp(t->cell[r * (size_t)t->n_cols + 2].s, "Havregryn") == 0;
    assert_true(oats);
    sk_paper_free(&p);
    end(&f);
}

/* Chicken thaws two days: it has come by then, and the sheet of that day says so. */
static void frozen_goods_are_taken_out_in_time(void **state)
{
    fixture f;
    sk_paper p;
    int64_t seen = 0, thawed = 0, cooked = 0;
    (void)state;
    begin(&f);
    for (sk_ix k = 0; k < f.k->n_kitchens; k++)
        for (int d = 0; d < f.p->n_days; d++) {
            if (!sk_paper_day(&f.ps, k, d, &p)) continue;
            thawed += sum_of(part_of(&p, "Take out to thaw"), "kg");
            seen += (int64_t)part_of(&p, "Take out to thaw")->n_rows;
            const sk_table *t = part_of(&p, "Recipes and methods");
            for (size_t r = 0; r < t->n_rows; r++) {
                const char *name = t->cell[r * (size_t)t->n_cols + 2].s;
                bool two = name && strcmp(name, "Kycklinglår") == 0;
                bool one = name && strcmp(name, "Sejfilé") == 0;
                if ((two && d >= 2) || (one && d >= 1)) cooked += cell_of(t, r, "gross");
            }
            sk_paper_free(&p);
        }
    assert_true(seen > 0);
    assert_int_equal(thawed, cooked);
    sk_ix hen = SK_NONE;
    for (sk_ix i = 0; i < f.k->n_ingredients; i++)
        if (strcmp(f.k->ingredient[i].id, "kyckling") == 0) hen = i;
    assert_true(sk_goods_delivery(f.k, hen, f.p->from + 4) < f.p->from + 2);
    end(&f);
}

static bool says(const sk_table *t, const char *word)
{
    for (size_t i = 0; i < t->n_rows * (size_t)t->n_cols; i++)
        if (t->cell[i].s && strstr(t->cell[i].s, word)) return true;
    return false;
}

/* Of mini's orders: Tuesday's lunch changed from 40 to 34, Thursday's is missing. */
static void orders_are_compared_with_the_plan(void **state)
{
    fixture f;
    sk_paper p;
    (void)state;
    begin(&f);
    sk_desk *desk = load_desk(f.k, SK_OK);
    papers_of(&f, desk, NULL);
    assert_true(sk_paper_planner(&f.ps, &p));
    const sk_table *t = part_of(&p, "Orders that changed or differ from the plan");
    size_t changed = t->n_rows;
    for (size_t r = 0; r < t->n_rows; r++)
        if (cell_of(t, r, "before") == 40 && cell_of(t, r, "now") == 34) changed = 0;
    assert_int_equal(changed, 0);
    assert_true(says(part_of(&p, "Orders missing"), "Ljungs äldreboende"));
    assert_true(sk__paper_ok(&p));
    sk_paper_free(&p);
    papers_of(&f, NULL, NULL);
    assert_true(sk_paper_planner(&f.ps, &p));
    assert_int_equal(part_of(&p, "Orders missing")->n_rows, 0); /* nothing is known of them */
    sk_paper_free(&p);
    sk_desk_free(desk);
    end(&f);
}

/* A published plan that is the same changes nothing; one with other guests is told site by site. */
static void changes_since_published(void **state)
{
    fixture f, g;
    sk_paper p;
    (void)state;
    begin(&f);
    papers_of(&f, NULL, f.p);
    assert_true(sk_paper_planner(&f.ps, &p));
    assert_int_equal(part_of(&p, "Changes since the published plan")->n_rows, 0);
    sk_paper_free(&p);
    damage("guests.csv", "vik_f3;2023-10-01;90", "vik_f3;2023-10-01;70");
    begin(&g);
    papers_of(&g, NULL, f.p);
    assert_true(sk_paper_planner(&g.ps, &p));
    assert_true(says(part_of(&p, "Changes since the published plan"), "Viks skola"));
    assert_true(sk__paper_ok(&p));
    sk_paper_free(&p);
    end(&g);
    end(&f);
}

/* The manager's food is that of the meals her kitchens cook, and the budget is the products'. */
static void food_against_budget(void **state)
{
    fixture f;
    sk_paper p;
    int64_t portions = 0, want = 0;
    (void)state;
    begin(&f);
    for (sk_ix m = 0; m < f.k->n_managers; m++) {
        assert_true(sk_paper_manager(&f.ps, m, &p));
        const sk_table *t = part_of(&p, "Food cost against budget");
        portions += sum_of(t, "portions");
        for (size_t r = 0; r < t->n_rows; r++) {
            int64_t over =
                cell_of(t, r, "food_ore") - cell_of(t, r, "budget_ore") * cell_of(t, r, "portions");
            if (m == 0) /* all her meals have a budget; the mean is rounded */
                assert_in_range(over - cell_of(t, r, "over_ore") + cell_of(t, r, "portions"), 0,
                                2 * cell_of(t, r, "portions"));
        }
        assert_true(sk__paper_ok(&p));
        sk_paper_free(&p);
    }
    for (int i = 0; i < f.p->n_supplies; i++) {
        const sk_supply *s = &f.p->supply[i];
        int first = f.ps.supply_first[s->need];
        if (s->group == f.p->supply[first].group) want += s->portions;
    }
    assert_int_equal(portions, want);
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

/* Each n-th allocation or write fails: an older folder stays as it was, nothing leaks. */
static sk_code write_papers(const fixture *f, const sk_desk *desk, const char *dir)
{
    int n;
    const sk_papers_job job = {.p = f->p,
                               .published = f->p,
                               .desk = desk,
                               .lang = SK_LANG_SV,
                               .kitchen = sk_find_kitchen(f->k, "m_vik")};
    return sk_papers_write(&job, dir, &n, NULL);
}

static void failures_leave_the_old_papers(void **state)
{
    fixture f;
    char dir[FOLDER_PATH], page[FOLDER_PATH];
    sk_buf old = SK_BUF_INIT, now = SK_BUF_INIT;
    (void)state;
    begin(&f);
    sk_desk *desk = load_desk(f.k, SK_OK);
    snprintf(dir, sizeof dir, "%.700s/failing", test_tmp());
    snprintf(page, sizeof page, "%.900s/index.html", dir);
    assert_int_equal(write_papers(&f, desk, dir), SK_OK);
    assert_int_equal(sk_file_read(page, 0, &old, NULL), SK_OK);
    unsigned long before = sk_mem_count();
    assert_int_equal(write_papers(&f, desk, dir), SK_OK);
    unsigned long all = sk_mem_count() - before;
    for (unsigned long i = 1; i <= all; i += 1 + all / 150) {
        sk_mem_fail_at(i);
        sk_code code = write_papers(&f, desk, dir);
        sk_mem_fail_at(0);
        assert_true(code == SK_E_NOMEM || code == SK_OK);
    }
    sk_code code = SK_E_IO;
    for (unsigned long i = 1; code != SK_OK; i += 3) {
        sk_file_fail_at(i);
        code = write_papers(&f, desk, dir);
        sk_file_fail_at(0);
        assert_true(code == SK_E_IO || code == SK_OK);
        assert_int_equal(sk_file_read(page, 0, &now, NULL), SK_OK);
        assert_string_equal(sk_buf_str(&now), sk_buf_str(&old));
    }
    sk_buf_free(&old);
    sk_buf_free(&now);
    sk_desk_free(desk);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(stock_is_used_first, copy_mini),
        cmocka_unit_test_setup(desk_faults_are_told, copy_mini),
        cmocka_unit_test_setup(raw_goods_are_the_receivers, copy_mini),
        cmocka_unit_test_setup(frozen_goods_are_taken_out_in_time, copy_mini),
        cmocka_unit_test_setup(orders_are_compared_with_the_plan, copy_mini),
        cmocka_unit_test_setup(changes_since_published, copy_mini),
        cmocka_unit_test_setup(food_against_budget, copy_mini),
        cmocka_unit_test_setup(hostile_names_stay_words, copy_mini),
        cmocka_unit_test_setup(failures_leave_the_old_papers, copy_mini),
    };
    return cmocka_run_group_tests_name("desk", tests, NULL, NULL);
}
