/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Municipalities of any size: valid, repeatable, and as dense as Linköping. */
#include "unit/unit.h"

#include "base/file.h"
#include "base/mem.h"
#include "domain/query.h"
#include "gen/gen.h"
#include "gen/gen_priv.h"
#include "input/annex.h"
#include "input/load.h"
#include "input/price_data.h"
#include "price/scene.h"
#include "price/whole.h"

#include <string.h>

static void make(const char *name, int kitchens, uint64_t seed, bool history, sk_buf *dir)
{
    sk_buf catalogue = SK_BUF_INIT;
    sk_err err = {0};
    sk_gen_opts o = sk_gen_defaults();
    const char *data = getenv("DATA");
    o.linkoping = false;
    o.n_kitchens = kitchens;
    o.seed = seed;
    o.with_history = history;
    sk_buf_clear(dir);
    sk_buf_addf(dir, "%s/%s", test_tmp(), name);
    sk_buf_addf(&catalogue, "%s/catalogue", data ? data : "data");
    assert_int_equal(sk_generate(&o, sk_buf_str(dir), sk_buf_str(&catalogue), &err), SK_OK);
    sk_buf_free(&catalogue);
}

/* Billing and follow-up name only customers and products that there are. */
static void money(const sk_kommun *k, const char *dir)
{
    static const sk_doc_id doc[][2] = {{SK_DOC_PRICE_YEARS, SK_DOC_INV_BOOKING},
                                       {SK_DOC_FU_AREAS, SK_DOC_FU_VOLUMES}};
    for (size_t i = 0; i < 2; i++) {
        sk_annex *a = NULL;
        sk_diags *diags = sk_diags_new(SK_LANG_EN);
        sk_buf text = SK_BUF_INIT;
        if (sk_annex_load(dir, k, doc[i][0], doc[i][1], &a, diags, NULL) != SK_OK) {
            sk_diags_print(diags, &text);
            fail_msg("%s", sk_buf_str(&text));
        }
        sk_annex_free(a);
        sk_buf_free(&text);
        sk_diags_free(diags);
    }
}

static sk_kommun *load(const sk_buf *dir)
{
    sk_kommun *k = NULL;
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    sk_buf text = SK_BUF_INIT;
    sk_err err = {0};
    if (sk_kommun_load(sk_buf_str(dir), &k, diags, &err) != SK_OK) {
        sk_diags_print(diags, &text);
        fail_msg("%s: %s", err.text, sk_buf_str(&text));
    }
    sk_diags_free(diags);
    sk_buf_free(&text);
    return k;
}

/* Mean number of other kitchens that cook or receive within 25 km. */
static double neighbours(const sk_kommun *k)
{
    double near = 0;
    int n = 0;
    for (int i = 0; i < k->n_kitchens; i++) {
        const sk_kitchen *a = &k->kitchen[i];
        if (a->role == SK_ROLE_SERVING) continue;
        n++;
        for (int j = 0; j < k->n_kitchens; j++) {
            const sk_kitchen *b = &k->kitchen[j];
            if (i != j && b->role != SK_ROLE_SERVING)
                near += sk_distance_m(a->lat_e5, a->lon_e5, b->lat_e5, b->lon_e5) <= 25000;
        }
    }
    return near / n;
}

/* Prices of the made-up municipality close, with its scenarios, whatever products and customers it lacks. */
static void price(const sk_kommun *k, const char *dir)
{
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    sk_arena *arena = sk_arena_new();
    sk_buf text = SK_BUF_INIT;
    sk_price_data *d = NULL;
    sk_price_whole *w = NULL;
    sk_price_keys keys;
    sk_err err = {0};
    const sk_price_keys_ask ask = {2024, 2023, sk__gen_date(2024, 8, 1), NULL};
    const sk_price_ask all = {.year = 2024, .keys = &keys};
    sk_code code = sk_price_data_load(dir, k, 2023, &d, diags, &err);
    if (code == SK_OK) code = sk_price_keys_register(k, &ask, arena, &keys, &err);
    if (code == SK_OK) code = sk_price_whole_make(k, d, &all, false, &w, diags);
    for (int i = 0; code == SK_OK && i < d->n_scenarios; i++) {
        sk_price_scene s;
        int n;
        const sk_price_change *c = sk_price_scene_rows(d, d->scenario[i].id, arena, &n);
        code = sk_price_scene_run(w->made[0], c, n, &s, diags);
        sk_price_scene_free(&s);
    }
    sk_diags_print(diags, &text);
    if (code) fail_msg("%d kitchens: %s%s", k->n_kitchens, err.text, sk_buf_str(&text));
    assert_int_equal(w->result[0]->n_tags, d->n_tariffs);
    sk_price_whole_free(w);
    sk_price_data_free(d);
    sk_arena_free(arena);
    sk_diags_free(diags);
    sk_buf_free(&text);
}

static void every_size_is_valid(void **state)
{
    (void)state;
    static const int sizes[] = {3, 4, 5, 7, 12, 20, 69, 70, 140};
    sk_buf dir = SK_BUF_INIT;
    for (size_t i = 0; i < N_OF(sizes); i++) {
        bool books = sizes[i] <= 12; /* they come with the history */
        make("size", sizes[i], i + 1, books, &dir);
        sk_kommun *k = load(&dir);
        int n = 0;
        for (int j = 0; j < k->n_kitchens; j++) n += k->kitchen[j].role != SK_ROLE_SERVING;
        assert_int_equal(n, sizes[i]);
        price(k, sk_buf_str(&dir));
        if (books) money(k, sk_buf_str(&dir));
        sk_kommun_free(k);
    }
    sk_buf_free(&dir);
}

static void large_is_as_dense_as_linkoping(void **state)
{
    (void)state;
    sk_buf dir = SK_BUF_INIT;
    make("one", 69, 3, false, &dir);
    sk_kommun *one = load(&dir);
    make("ten", 690, 3, false, &dir);
    sk_kommun *ten = load(&dir);
    double a = neighbours(one), b = neighbours(ten);
    assert_true(b > 0.95 * a && b < 1.05 * a);
    sk_kommun_free(one);
    sk_kommun_free(ten);
    sk_buf_free(&dir);
}

static void same_options_same_bytes(void **state)
{
    (void)state;
    static const char *const files[] = {"staff.csv", "tours.csv", "history/attendance.csv",
                                        "calendars/skola.ics"};
    sk_buf first = SK_BUF_INIT, again = SK_BUF_INIT, other = SK_BUF_INIT, path = SK_BUF_INIT;
    sk_buf text[3] = {SK_BUF_INIT, SK_BUF_INIT, SK_BUF_INIT};
    const sk_buf *dirs[3] = {&first, &again, &other};
    sk_err err = {0};
    make("first", 12, 3, true, &first);
    make("again", 12, 3, true, &again);
    make("other", 12, 4, true, &other);
    for (size_t i = 0; i < N_OF(files); i++) {
        for (int d = 0; d < 3; d++) {
            sk_buf_clear(&path);
            sk_buf_addf(&path, "%s/%s", sk_buf_str(dirs[d]), files[i]);
            assert_int_equal(sk_file_read(sk_buf_str(&path), 0, &text[d], &err), SK_OK);
        }
        assert_string_equal(sk_buf_str(&text[0]), sk_buf_str(&text[1]));
        if (i == 2) assert_string_not_equal(sk_buf_str(&text[0]), sk_buf_str(&text[2]));
    }
    for (int d = 0; d < 3; d++) sk_buf_free(&text[d]);
    sk_buf_free(&first);
    sk_buf_free(&again);
    sk_buf_free(&other);
    sk_buf_free(&path);
}

/* The generator's own copy of the categories agrees with the catalogue's. */
static void categories_agree_with_the_catalogue(void **state)
{
    (void)state;
    sk_buf dir = SK_BUF_INIT;
    make("cats", 3, 1, false, &dir);
    sk_kommun *k = load(&dir);
    assert_int_equal(k->n_categories, G_N_CATS);
    for (int i = 0; i < G_N_CATS; i++) {
        const g_cat_info *c = &sk__gen_cats[i];
        int found = 0;
        for (int j = 0; j < k->n_categories; j++) {
            const sk_category *d = &k->category[j];
            if (strcmp(c->id, d->id) != 0) continue;
            found++;
            assert_int_equal(d->factor_milli, (int)(c->factor * 1000 + 0.5));
            assert_int_equal(d->attendance_ppm, (int)(c->attendance * 1e6 + 0.5));
            assert_int_equal(d->veg_ppm, (int)(c->veg * 1e6 + 0.5));
        }
        assert_int_equal(found, 1);
    }
    sk_kommun_free(k);
    sk_buf_free(&dir);
}

static void bad_options_are_refused(void **state)
{
    (void)state;
    sk_gen_opts o = sk_gen_defaults();
    sk_err err = {0};
    o.linkoping = false;
    o.n_kitchens = 2;
    assert_int_equal(sk_generate(&o, "nowhere", "nowhere", &err), SK_E_USAGE);
    o.n_kitchens = 10;
    o.as_of = 0;
    memset(&err, 0, sizeof err);
    assert_int_equal(sk_generate(&o, "nowhere", "nowhere", &err), SK_E_USAGE);
    o = sk_gen_defaults();
    memset(&err, 0, sizeof err);
    assert_int_equal(sk_generate(&o, "nowhere", "nowhere", &err), SK_E_INPUT);
    assert_false(sk_dir_exists("nowhere"));
}

/* The n-th allocation fails: an error, nothing written, nothing leaked (the sanitizer looks). */
static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    sk_buf catalogue = SK_BUF_INIT, dir = SK_BUF_INIT;
    const char *data = getenv("DATA");
    sk_buf_addf(&catalogue, "%s/catalogue", data ? data : "data");
    sk_buf_addf(&dir, "%s/fails", test_tmp());
    sk_gen_opts o = sk_gen_defaults();
    o.linkoping = false;
    o.n_kitchens = 5;
    o.with_history = false;
    for (unsigned long n = 1; n < 4000; n += 1 + n / 20) {
        sk_err err = {0};
        sk_mem_fail_at(n);
        sk_code code = sk_generate(&o, sk_buf_str(&dir), sk_buf_str(&catalogue), &err);
        sk_mem_fail_at(0);
        if (code == SK_OK) break; /* it needs fewer */
        if (code != SK_E_NOMEM) fail_msg("allocation %lu: code %d, %s", n, (int)code, err.text);
        if (sk_dir_exists(sk_buf_str(&dir)))
            fail_msg("allocation %lu left a folder: %s", n, err.text);
    }
    sk_buf_free(&catalogue);
    sk_buf_free(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_is_valid),
        cmocka_unit_test(large_is_as_dense_as_linkoping),
        cmocka_unit_test(same_options_same_bytes),
        cmocka_unit_test(categories_agree_with_the_catalogue),
        cmocka_unit_test(bad_options_are_refused),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
