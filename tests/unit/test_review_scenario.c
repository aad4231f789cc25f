/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios: what is read and refused, what an operation does to the copy, and that the base stays as it was. */
#include "folder.h"

#include "base/map.h"
#include "domain/query.h"
#include "price/year.h"
#include "review/scenario.h"

static sk_kommun *k;

static sk_kommun *load(const char *path)
{
    sk_kommun *out = NULL;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    assert_int_equal(sk_kommun_load(path, &out, d, NULL), SK_OK);
    sk_diags_free(d);
    return out;
}

static int setup(void **state)
{
    char path[FOLDER_PATH];
    (void)state;
    mini_path(path, "");
    k = load(path);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sk_kommun_free(k);
    return 0;
}

/* A document with these operations, read and applied. NULL: refused; why is then in text. */
typedef struct done {
    sk_scenario *s;
    sk_applied *a;
    char text[4000];
} done;

static void end(done *d)
{
    sk_applied_free(d->a);
    sk_scenario_free(d->s);
}

static void apply(const char *ops, done *out)
{
    char path[FOLDER_PATH], doc[4000];
    sk_buf b = SK_BUF_INIT;
    sk_err err;
    *out = (done){.s = NULL};
    snprintf(path, sizeof path, "%s/s.json", test_tmp());
    int n = snprintf(doc, sizeof doc,
                     "{\"format\": \"storkok-scenario/1\", \"name\": \"S\", \"operations\": [%s]}",
                     ops);
    put_file(path, doc, (size_t)n);
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_err_init(&err, SK_LANG_EN);
    if (sk_scenario_read(k, path, &out->s, d, &err) == SK_OK)
        (void)sk_scenario_apply(k, out->s, 2024, &out->a, d, &err);
    sk_diags_sort(d);
    sk_diags_print(d, &b);
    snprintf(out->text, sizeof out->text, "%s", sk_buf_str(&b));
    sk_buf_free(&b);
    sk_diags_free(d);
}

static void same_as(const char *name, void (*write)(sk_buf *))
{
    char path[FOLDER_PATH];
    const char *root = getenv("ROOT");
    sk_buf want = SK_BUF_INIT, file = SK_BUF_INIT;
    write(&want);
    snprintf(path, sizeof path, "%s/data/%s", root ? root : ".", name);
    if (getenv("REWRITE")) put_file(path, sk_buf_str(&want), want.len);
    assert_int_equal(sk_file_read(path, 0, &file, NULL), SK_OK);
    assert_string_equal(sk_buf_str(&want), sk_buf_str(&file));
    sk_buf_free(&want);
    sk_buf_free(&file);
}

static void written_documents_are_current(void **state)
{
    (void)state;
    same_as("format/scenario.md", sk_scenario_doc);
    same_as("schema/scenario.schema.json", sk_scenario_schema);
}

static void what_is_refused(void **state)
{
    static const struct {
        const char *ops, *says;
    } row[] = {
        {"{\"op\": \"close\", \"kitchen\": \"k_bera\", \"guests_to\": \"k_ljung\"}",
         "kitchen \"k_bera\" is not known; did you mean \"k_berga\"? [S002]"},
        {"{\"op\": \"wages\", \"percent\": 1e300}", "must be between -100 and 100000 [S004]"},
        {"{\"op\": \"wages\", \"percent\": true}", "expected a number, found true or false [S001]"},
        {"{\"op\": 3}", "expected a string, found a whole number [S001]"},
        {"{}", "\"op\" is missing [S003]"},
        {"{\"op\": \"wages\", \"percent\": 1, \"percent\": 2}", "[J001]"},
        {"{\"op\": \"wages\", \"percent\": 1, \"a\\u0007b\\n\": 2}",
         "does not stand in \"wages\" [S003]"},
        {"{\"op\": \"staff\", \"kitchen\": \"k_berga\", \"posts\": 1000000}",
         "must be between 1 and 100 [S004]"},
        {"{\"op\": \"convert\", \"kitchen\": \"k_berga\", \"role\": \"mottagning\", "
         "\"stay_percent\": 60, "
         "\"follow_percent\": 60}",
         "what stays and what follows is more than all [S004]"},
        {"{\"op\": \"no_power\", \"area\": \"Berg\", \"from\": \"2024-01-09\", \"to\": "
         "\"2024-01-10\"}",
         "area \"Berg\" is not known; did you mean \"Berga\"? [S002]"},
        {"{\"op\": \"close\", \"kitchen\": \"k_berga\", \"guests_to\": \"m_vik\"}",
         "name a supplier: k_berga closes"},
        {"{\"op\": \"delivery\", \"component\": \"potatis\", \"mode\": \"kyld\"}", "[S0"},
        {"{\"op\": \"open\", \"id\": \"k_berga\", \"like\": \"k_ljung\"}",
         "there is already a kitchen \"k_berga\" [S004]"},
        {"{\"op\": \"setting\", \"setting\": \"road_kmh\", \"value\": 500}",
         "road_kmh must be between 5 and 120"},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(row); i++) {
        done d;
        apply(row[i].ops, &d);
        if (d.a || !strstr(d.text, row[i].says)) fail_msg("%s\n  gave %s", row[i].ops, d.text);
        end(&d);
    }
}

/* Everything of the base that an operation could touch, before and after. */
static uint64_t print_of(const sk_kommun *q)
{
    uint64_t h = sk_hash(q->kitchen, (size_t)q->n_kitchens * sizeof *q->kitchen, 0);
    h = sk_hash(q->site, (size_t)q->n_sites * sizeof *q->site, h);
    h = sk_hash(q->post, (size_t)q->n_posts * sizeof *q->post, h);
    h = sk_hash(q->tour, (size_t)q->n_tours * sizeof *q->tour, h);
    h = sk_hash(q->opening, (size_t)q->n_openings * sizeof *q->opening, h);
    h = sk_hash(q->equipment, (size_t)q->n_equipment * sizeof *q->equipment, h);
    h = sk_hash(q->guests, (size_t)q->n_guests * sizeof *q->guests, h);
    h = sk_hash(q->component, (size_t)q->n_components * sizeof *q->component, h);
    for (int i = 0; i < q->n_tours; i++)
        h = sk_hash(q->tour[i].stop, (size_t)q->tour[i].n_stops * sizeof *q->tour[i].stop, h);
    return sk_hash(&q->policy, sizeof q->policy, h);
}

static void closing_moves_guests_food_and_staff(void **state)
{
    (void)state;
    done d;
    uint64_t before = print_of(k);
    sk_ix vik = sk_find_kitchen(k, "m_vik"), berga = sk_find_kitchen(k, "k_berga"),
          site = sk_find_site(k, "vik_f3");
    apply("{\"op\": \"close\", \"kitchen\": \"m_vik\", \"guests_to\": \"k_berga\", "
          "\"follow_percent\": 100, "
          "\"lingering_kr_year\": 10, \"lingering_years\": 2}",
          &d);
    assert_string_equal(d.text, "");
    const sk_kommun *q = d.a->k;
    sk_day day;
    assert_true(sk_day_from_ymd(2024, 1, 16, &day));
    assert_true(sk_kitchen_closed(q, vik, day));
    assert_int_equal(q->site[site].kitchen, berga);
    assert_int_equal(q->site[site].usual_supplier, berga);
    assert_int_equal(q->kitchen[vik].premises_ore_year, 0);
    for (int i = 0; i < q->n_tours; i++)
        for (int j = 0; j < q->tour[i].n_stops; j++)
            assert_int_not_equal(q->tour[i].stop[j].kitchen, vik);
    for (int i = 0; i < q->n_posts; i++) assert_int_not_equal(q->post[i].kitchen, vik);
    assert_int_equal(d.a->n_invests, 1);
    assert_int_equal(d.a->invest[0].lingering_ore, 1000);
    assert_false(d.a->reversible[0]);
    assert_int_equal(q->n_posts, k->n_posts);
    assert_true(print_of(k) == before);
    end(&d);
}

static void converting_gives_a_tour(void **state)
{
    (void)state;
    done d;
    sk_ix ljung = sk_find_kitchen(k, "k_ljung"), berga = sk_find_kitchen(k, "k_berga");
    apply("{\"op\": \"convert\", \"kitchen\": \"k_ljung\", \"role\": \"mottagning\"}", &d);
    assert_string_equal(d.text, "");
    const sk_kommun *q = d.a->k;
    bool found = false;
    assert_int_equal(q->kitchen[ljung].role, SK_ROLE_RECEIVING);
    for (int i = 0; i < q->n_tours; i++) {
        const sk_tour *t = &q->tour[i];
        assert_int_not_equal(t->kitchen, ljung);
        if (i) assert_true(q->tour[i - 1].kitchen <= t->kitchen);
        for (int j = 0; j < t->n_stops; j++)
            if (t->kitchen == berga && t->stop[j].kitchen == ljung) {
                found = true;
                assert_true(t->cost_ore > 0);
            }
    }
    assert_true(found);
    assert_true(d.a->quality_may_change);
    for (int i = 0; i < q->n_sites; i++) assert_int_not_equal(q->site[i].usual_supplier, ljung);
    end(&d);
}

/* Whole posts: none is lost between staying, moving and freed; shares decide which. */
static void every_post_has_one_fate(void **state)
{
    (void)state;
    static const struct {
        int stay, follow;
        sk_post_fate all;
    } row[] = {{100, 0, SK_POST_STAYS}, {0, 100, SK_POST_MOVES}, {0, 0, SK_POST_FREED}};
    sk_ix ljung = sk_find_kitchen(k, "k_ljung");
    int posts = 0;
    for (int i = 0; i < k->n_posts; i++)
        posts += k->post[i].kitchen == ljung && !k->post[i].trainee;
    for (size_t r = 0; r < N_OF(row); r++) {
        char op[300];
        done d;
        snprintf(op, sizeof op,
                 "{\"op\": \"convert\", \"kitchen\": \"k_ljung\", \"role\": \"mottagning\", "
                 "\"stay_percent\": %d, "
                 "\"follow_percent\": %d, \"redeployed_percent\": 0, \"notice_months\": 12}",
                 row[r].stay, row[r].follow);
        apply(op, &d);
        int n = 0;
        sk_ore freed = 0;
        for (int i = 0; i < d.a->n_moves; i++) {
            n += d.a->move[i].fate == row[r].all;
            freed += d.a->move[i].fate == SK_POST_FREED ? d.a->move[i].year_ore : 0;
        }
        assert_int_equal(n, d.a->n_moves);
        assert_true(n > 0 && n <= posts);
        sk_ore notice = 0;
        for (int i = 0; i < d.a->n_invests; i++) notice += d.a->invest[i].notice_ore;
        assert_int_equal(notice, freed); /* a year's notice costs a year */
        end(&d);
    }
}

/* Those freed by an earlier step are no share of the next one: of p01 and p02, who are left, half moves. */
static void a_second_step_shares_who_is_left(void **state)
{
    (void)state;
    done d;
    apply("{\"op\": \"convert\", \"kitchen\": \"k_berga\", \"role\": \"mottagning\", "
          "\"supplier\": \"k_ljung\", \"stay_percent\": 50, \"follow_percent\": 0}, "
          "{\"op\": \"close\", \"kitchen\": \"k_berga\", \"guests_to\": \"k_ljung\", "
          "\"follow_percent\": 50}",
          &d);
    assert_non_null(d.a);
    static const sk_post_fate fate[] = {SK_POST_STAYS, SK_POST_STAYS, SK_POST_FREED,
                                        SK_POST_FREED, SK_POST_MOVES, SK_POST_FREED};
    assert_int_equal(d.a->n_moves, N_OF(fate));
    for (int i = 0; i < d.a->n_moves; i++) assert_int_equal(d.a->move[i].fate, fate[i]);
    end(&d);
}

static void values_are_scaled(void **state)
{
    (void)state;
    done d;
    apply("{\"op\": \"food_price\", \"percent\": 10}, {\"op\": \"guests\", \"category\": \"f_3\", "
          "\"percent\": 40, "
          "\"base_year\": 2020, \"by_year\": 2030}, {\"op\": \"attendance\", \"percent\": 50}, "
          "{\"op\": \"wages\", "
          "\"percent\": 5}, {\"op\": \"resize\", \"kitchen\": \"k_berga\", \"percent\": 50}",
          &d);
    assert_string_equal(d.text, "");
    const sk_kommun *q = d.a->k;
    for (int i = 0; i < k->n_ingredients; i++)
        assert_int_equal(q->ingredient[i].ore_kg, (k->ingredient[i].ore_kg * 110 + 50) / 100);
    for (int i = 0; i < k->n_categories; i++) assert_true(q->category[i].attendance_ppm <= SK_PPM);
    for (int i = 0; i < k->n_guests; i++) { /* four of ten years: +16 % */
        bool f3 = strcmp(k->category[k->site[k->guests[i].site].category].id, "f_3") == 0;
        assert_int_equal(q->guests[i].guests,
                         f3 ? (k->guests[i].guests * 116 + 50) / 100 : k->guests[i].guests);
    }
    for (int i = 0; i < k->n_posts; i++)
        assert_int_equal(q->post[i].ore_h, (k->post[i].ore_h * 105 + 50) / 100);
    assert_true(q->component[0].food_ore_1000 > k->component[0].food_ore_1000);
    assert_int_equal(q->kitchen[0].chill_kg_day, k->kitchen[0].chill_kg_day * 3 / 2);
    end(&d);
}

/* Operations in two documents, one based on the other, are those of one document. */
static void inheritance_is_order(void **state)
{
    (void)state;
    char path[FOLDER_PATH];
    static const char
        base[] =
            "{\"format\": \"storkok-scenario/1\", \"name\": \"B\", \"internal_rate_percent\": 4, "
            "\"operations\": [{\"op\": \"wages\", \"percent\": 5}]}",
        top[] =
            "{\"format\": \"storkok-scenario/1\", \"name\": \"T\", \"based_on\": [\"base.json\"], "
            "\"operations\": [{\"op\": \"wages\", \"percent\": -10}]}";
    sk_scenario *s = NULL;
    sk_applied *a = NULL;
    done one;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    snprintf(path, sizeof path, "%s/base.json", test_tmp());
    put_file(path, base, sizeof base - 1);
    snprintf(path, sizeof path, "%s/top.json", test_tmp());
    put_file(path, top, sizeof top - 1);
    assert_int_equal(sk_scenario_read(k, path, &s, d, NULL), SK_OK);
    assert_int_equal(s->n_ops, 2);
    assert_int_equal(s->n_files, 2);
    assert_int_equal(s->rate_ppm, 40000);
    assert_string_equal(s->name, "T");
    assert_string_equal(s->id, "top");
    assert_int_equal(sk_scenario_apply(k, s, 2024, &a, d, NULL), SK_OK);
    apply("{\"op\": \"wages\", \"percent\": 5}, {\"op\": \"wages\", \"percent\": -10}", &one);
    for (int i = 0; i < k->n_posts; i++)
        assert_int_equal(a->k->post[i].ore_h, one.a->k->post[i].ore_h);
    sk_applied_free(a);
    sk_scenario_free(s);
    sk_diags_free(d);
    end(&one);
}

static void nothing_changed_is_said(void **state)
{
    (void)state;
    done d;
    apply("{\"op\": \"food_price\", \"percent\": 0}, {\"op\": \"convert\", \"kitchen\": "
          "\"k_berga\", \"role\": \"tillagning\"}",
          &d);
    assert_non_null(d.a);
    assert_non_null(strstr(d.text, "$.operations[0]: food_price changes nothing here [S010]"));
    assert_non_null(strstr(d.text, "$.operations[1]: convert changes nothing here [S010]"));
    end(&d);
}

static void a_new_kitchen_can_be_used(void **state)
{
    (void)state;
    done d;
    apply("{\"op\": \"open\", \"id\": \"k_ny\", \"name\": \"Nytt\", \"like\": \"k_berga\", "
          "\"posts\": 2, \"percent\": 100}, "
          "{\"op\": \"move\", \"site\": \"vik_f3\", \"kitchen\": \"k_ny\"}, {\"op\": \"supplier\", "
          "\"kitchen\": \"m_lind\", "
          "\"supplier\": \"k_ny\"}",
          &d);
    assert_string_equal(d.text, "");
    const sk_kommun *q = d.a->k;
    assert_int_equal(q->n_kitchens, k->n_kitchens + 1);
    sk_ix ny = q->n_kitchens - 1;
    sk_span own = sk_kitchen_equipment(q, ny),
            like = sk_kitchen_equipment(q, sk_find_kitchen(k, "k_berga"));
    assert_int_equal(own.end - own.first, like.end - like.first);
    assert_true(own.end > own.first);
    sk_span posts = sk_kitchen_posts(q, ny);
    assert_int_equal(posts.end - posts.first, 2);
    assert_int_equal(q->site[sk_find_site(k, "vik_f3")].kitchen, ny);
    assert_int_equal(q->site[sk_find_site(k, "lind_fsk")].usual_supplier, ny);
    sk_span tours = sk_kitchen_tours(q, ny);
    assert_true(tours.end > tours.first);
    end(&d);
}

static void a_power_cut_makes_a_hole(void **state)
{
    (void)state;
    done d;
    sk_ix berga = sk_find_kitchen(k, "k_berga");
    apply("{\"op\": \"no_power\", \"area\": \"Berga\", \"from\": \"2024-01-16\", \"to\": "
          "\"2024-01-17\"}",
          &d);
    assert_string_equal(d.text, "");
    sk_day day;
    assert_true(sk_day_from_ymd(2024, 1, 16, &day));
    assert_int_equal(d.a->n_events, 2);
    assert_int_equal(d.a->event[0], day);
    assert_non_null(sk_kitchen_open(d.a->k, berga, SK_MEAL_LUNCH, day - 1));
    assert_null(sk_kitchen_open(d.a->k, berga, SK_MEAL_LUNCH, day));
    assert_null(sk_kitchen_open(d.a->k, berga, SK_MEAL_LUNCH, day + 1));
    assert_non_null(sk_kitchen_open(d.a->k, berga, SK_MEAL_LUNCH, day + 2));
    assert_false(sk_kitchen_closed(d.a->k, berga, day)); /* food can come */
    end(&d);
}

/* The scenarios that come with the example can all be done, and none is without effect. */
static void examples_are_sound(void **state)
{
    (void)state;
    char dir[FOLDER_PATH], path[FOLDER_PATH + 80];
    const char *root = getenv("ROOT");
    char **names;
    size_t n;
    snprintf(dir, sizeof dir, "%s/data/linkoping", root ? root : ".");
    sk_kommun *big = load(dir);
    snprintf(dir, sizeof dir, "%s/data/linkoping/scenarios", root ? root : ".");
    assert_int_equal(sk_dir_list(dir, &names, &n, NULL), SK_OK);
    assert_true(n >= 8);
    for (size_t i = 0; i < n; i++) {
        if (!strstr(names[i], ".json")) continue; /* the folder of those for prices */
        sk_scenario *s = NULL;
        sk_applied *a = NULL;
        sk_buf b = SK_BUF_INIT;
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        (void)sk_scenario_read(big, path, &s, d, NULL);
        if (s) (void)sk_scenario_apply(big, s, 2024, &a, d, NULL);
        sk_diags_print(d, &b);
        assert_string_equal(sk_buf_str(&b), "");
        assert_non_null(a);
        sk_buf_free(&b);
        sk_applied_free(a);
        sk_scenario_free(s);
        sk_diags_free(d);
    }
    sk_dir_list_free(names, n);
    sk_kommun_free(big);
}

/* Whichever allocation fails, there is an error and nothing leaks. */
static void memory_ends(void **state)
{
    (void)state;
    char path[FOLDER_PATH];
    const char *root = getenv("ROOT");
    snprintf(path, sizeof path, "%s/tests/data/scenarios/vik_closes.json", root ? root : ".");
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    for (unsigned long n = 1;; n++) {
        sk_scenario *s = NULL;
        sk_applied *a = NULL;
        sk_mem_fail_at(n);
        sk_code code = sk_scenario_read(k, path, &s, d, NULL);
        if (!code) code = sk_scenario_apply(k, s, 2024, &a, d, NULL);
        sk_mem_fail_at(0);
        sk_applied_free(a);
        sk_scenario_free(s);
        if (code == SK_OK && n > 5) break;
        assert_true(n < 2000);
    }
    sk_diags_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_documents_are_current),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(closing_moves_guests_food_and_staff),
        cmocka_unit_test(converting_gives_a_tour),
        cmocka_unit_test(every_post_has_one_fate),
        cmocka_unit_test(a_second_step_shares_who_is_left),
        cmocka_unit_test(values_are_scaled),
        cmocka_unit_test(inheritance_is_order),
        cmocka_unit_test(nothing_changed_is_said),
        cmocka_unit_test(a_new_kitchen_can_be_used),
        cmocka_unit_test(a_power_cut_makes_a_hole),
        cmocka_unit_test(examples_are_sound),
        cmocka_unit_test(memory_ends),
    };
    return cmocka_run_group_tests_name("review_scenario", tests, setup, teardown);
}
