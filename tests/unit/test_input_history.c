/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History is lenient: which rows are kept, which are set aside, and by which rule. */
#include "unit/folder.h"

#include "base/mem.h"
#include "base/rng.h"
#include "domain/query.h"
#include "input/history.h"

static sk_kommun *kommun;

static int load_kommun(void **state)
{
    sk_diags *d;
    copy_mini(state);
    load_copy(&kommun, &d);
    sk_diags_free(d);
    return kommun ? 0 : -1;
}

static int free_kommun(void **state)
{
    (void)state;
    sk_kommun_free(kommun);
    return 0;
}

static sk_code load(sk_history **h, sk_diags **d)
{
    char path[FOLDER_PATH];
    copy_path(path, "");
    *d = sk_diags_new(SK_LANG_EN);
    return sk_history_load(path, kommun, h, *d, NULL);
}

static void mini_history(void **state)
{
    (void)state;
    sk_history *h;
    sk_diags *d;
    int n;
    assert_int_equal(load(&h, &d), SK_OK);
    assert_int_equal(sk_diags_len(d), 0);
    assert_int_equal(sk_history_rows(h), 8);
    const sk_count *c =
        sk_history_attendance(h, sk_find_site(kommun, "berga_46"), SK_MEAL_LUNCH, &n);
    assert_int_equal(n, 5);
    assert_int_equal(c[0].count, 164);
    assert_int_equal(c[4].count, 159);
    assert_int_equal(c[4].day - c[0].day, 4);
    c = sk_history_attendance(h, sk_find_site(kommun, "ljung_sabo"), SK_MEAL_LUNCH, &n);
    assert_int_equal(n, 1);
    assert_int_equal(c[0].basis, SK_BASIS_PLATES);
    sk_history_orders(h, sk_find_site(kommun, "ljung_sabo"), SK_MEAL_LUNCH, &n);
    assert_int_equal(n, 2);
    sk_history_orders(h, sk_find_site(kommun, "vik_f3"), SK_MEAL_LUNCH, &n);
    assert_int_equal(n, 0);
    sk_diags_free(d);
    sk_history_free(h);
}

typedef struct aside {
    const char *row;   /* added to a sound document of one row */
    const char *rules; /* notes that it gives, "" = kept */
    int kept;          /* rows in the end */
} aside;

static void doubtful_rows_are_set_aside(void **state)
{
    static const aside rows[] = {
        {"2023-11-14;berga_46;lunch;170;ätande", "", 2},
        {"2023-11-14;berga_46;lunch;170;", "", 2},
        {"\"2023-11-14\";\"berga_46\";lunch;\"170\"", "", 2},
        {"2023-11-14;berga_99;lunch;170;ätande", ":3 H001\n", 1},
        {"2023-11-14;berga_46;brunch;170;ätande", ":3 H001\n", 1},
        {"2023-11-14;berga_46;lunch;170;gissade", ":3 H001\n", 1},
        {"2023-11-31;berga_46;lunch;170;ätande", ":3 H002\n", 1},
        {"14/11;berga_46;lunch;170;ätande", ":3 H002\n", 1},
        {"14/11 2023;berga_46;lunch;170;ätande", ":3 H011\n", 2},
        {"20231114;berga_46;lunch;170;ätande", ":3 H011\n", 2},
        {"20.11.2023;berga_46;lunch;170;ätande", ":0 H003\n", 1},
        {"2023-11-20;berga_46;lunch;170;ätande", ":0 H003\n", 1},
        {"2023-11-14;berga_46;lunch;-1;ätande", ":3 H004\n", 1},
        {"2023-11-14;berga_46;lunch;;ätande", ":3 H004\n", 1},
        {"2023-11-14;berga_46;lunch;1,5;ätande", ":3 H004\n", 1},
        {"2023-11-14;berga_46;lunch;99999999999;ätande", ":3 H004\n", 1},
        {"2023-11-14;berga_46;lunch;330;ätande", "", 2}, /* 300 places and a tenth */
        {"2023-11-14;berga_46;lunch;331;ätande", ":3 H005\n", 1},
        {"2023-11-14;berga_46;lunch;331;beställda", "", 2},
        {"2023-11-13;berga_46;lunch;170;ätande", ":2 H006\n", 1},
        {"2023-11-13;berga_46;lunch;170;beställda", "", 1},
        {"2023-11-14;berga_46;lunch;170;ätande;x", ":3 H007\n", 1},
        {"2023-11-14;berga_46;lunch;\"170", ":3 H007\n", 1},
        {"", "", 1},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(rows); i++) {
        char text[512];
        int n = snprintf(
            text, sizeof text,
            "datum;enhet;måltid;antal;räknesätt\n2023-11-13;berga_46;lunch;164;ätande\n%s\n",
            rows[i].row);
        put_doc("history/attendance.csv", text, (size_t)n);
        sk_history *h;
        sk_diags *d;
        sk_buf got = SK_BUF_INIT;
        assert_int_equal(load(&h, &d), SK_OK);
        for (size_t j = 0; j < sk_diags_len(d); j++)
            sk_buf_addf(&got, ":%d %s\n", sk_diags_at(d, j)->line, sk_diags_at(d, j)->rule);
        if (strcmp(sk_buf_str(&got), rows[i].rules))
            fail_msg("%s: %s", rows[i].row, sk_buf_str(&got));
        int kept;
        const sk_count *c =
            sk_history_attendance(h, sk_find_site(kommun, "berga_46"), SK_MEAL_LUNCH, &kept);
        if (kept != rows[i].kept) fail_msg("%s: %d kept", rows[i].row, kept);
        if (strstr(rows[i].rules, "H006"))
            assert_int_equal(c[0].count, 170); /* the last row holds */
        if (strstr(rows[i].row, "13;berga_46;lunch;170;best"))
            assert_int_equal(c[0].count, 164); /* eaters before orders */
        sk_buf_free(&got);
        sk_diags_free(d);
        sk_history_free(h);
    }
}

static void forget_names(void)
{
    char path[FOLDER_PATH];
    copy_path(path, "history/renamed.csv");
    assert_int_equal(unlink(path), 0);
}

/* Counts under an old name are the unit's own, and told. */
static void a_renamed_unit_is_read_as_one(void **state)
{
    static const char old[] = "förr;enhet;kök;rätt\nBerga F-6;berga_46;;\nberga_kok;;k_berga;\n";
    static const char rows[] = "datum;enhet;måltid;antal;räknesätt\n"
                               "2023-11-13;Berga F-6;lunch;164;ätande\n"
                               "2023-11-14;Berga F-6;lunch;161;ätande\n"
                               "2023-11-15;berga_46;lunch;160;ätande\n"
                               "2023-11-16;berga_kok;lunch;160;ätande\n"; /* no unit */
    (void)state;
    sk_history *h;
    sk_diags *d;
    int n, n_files;
    put_doc("history/renamed.csv", old, sizeof old - 1);
    put_doc("history/attendance.csv", rows, sizeof rows - 1);
    assert_int_equal(load(&h, &d), SK_OK);
    const sk_count *c =
        sk_history_attendance(h, sk_find_site(kommun, "berga_46"), SK_MEAL_LUNCH, &n);
    assert_int_equal(n, 3);
    assert_int_equal(c[0].count, 164);
    assert_true(sk_count_on(c, n, c[1].day) == &c[1] && !sk_count_on(c, n, c[0].day - 1) &&
                !sk_count_on(c, n, c[2].day + 1) && !sk_count_on(NULL, 0, 0));
    assert_int_equal(sk_diags_len(d), 2);
    assert_string_equal(sk_diags_at(d, 0)->rule, "H008");
    assert_non_null(strstr(sk_diags_at(d, 0)->text, "2 rows"));
    assert_string_equal(sk_diags_at(d, 1)->rule, "H001");
    assert_string_equal(sk_history_files(h, &n_files)->name, "history/renamed.csv");
    sk_diags_free(d);
    sk_history_free(h);
    for (unsigned long i = 1; i < 400; i++) {
        sk_err e;
        char path[FOLDER_PATH];
        copy_path(path, "");
        d = sk_diags_new(SK_LANG_EN);
        sk_err_init(&e, SK_LANG_EN);
        sk_mem_fail_at(i);
        sk_code code = sk_history_load(path, kommun, &h, d, &e);
        sk_mem_fail_at(0);
        assert_true(code == SK_OK ? h != NULL : code == SK_E_NOMEM && !h);
        sk_diags_free(d);
        sk_history_free(h);
    }
    forget_names();
}

static void a_renaming_that_says_nothing_certain_is_an_error(void **state)
{
    static const struct {
        const char *rows, *rules;
    } v[] = {
        {"gammal;berga_46;;\n", ""},
        {"gammal;berga_46;;\ngammal;;k_berga;\n", ""}, /* the unit's and the kitchen's */
        {"gammal;;;\n", "history/renamed.csv:2:1 H009\n"},
        {"gammal;berga_46;k_berga;\n", "history/renamed.csv:2:1 H009\n"},
        {"gammal;berga_46;;\ngammal;berga_79;;\n", "history/renamed.csv:3:1 H009\n"},
        {"vik_f3;berga_46;;\n", "history/renamed.csv:2:1 H009\n"},
        {"Bergaskolan 7-9;berga_46;;\n", "history/renamed.csv:2:1 H009\n"},
        {"gammal;berga_47;;\n", "history/renamed.csv:2:8 R010\n"},
        {";berga_46;;\n", "history/renamed.csv:2:1 R003\n"},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(v); i++) {
        sk_history *h;
        sk_diags *d;
        sk_buf text = SK_BUF_INIT, got = SK_BUF_INIT;
        sk_buf_addf(&text, "förr;enhet;kök;rätt\n%s", v[i].rows);
        put_doc("history/renamed.csv", sk_buf_str(&text), text.len);
        assert_int_equal(load(&h, &d), v[i].rules[0] ? SK_E_INPUT : SK_OK);
        list_rules(d, false, &got);
        assert_string_equal(sk_buf_str(&got), v[i].rules);
        sk_buf_free(&text);
        sk_buf_free(&got);
        sk_diags_free(d);
        sk_history_free(h);
    }
    forget_names();
}

static void food_may_have_run_out(void **state)
{
    (void)state;
    static const char text[] = "datum;enhet;måltid;antal;räknesätt;tog_slut\n"
                               "2023-11-13;berga_46;lunch;164;ätande;ja\n"
                               "2023-11-14;berga_46;lunch;150;tallrikar;nej\n"
                               "2023-11-15;berga_46;lunch;151;tallrikar;\n"
                               "2023-11-16;berga_46;lunch;151;;kanske\n";
    put_doc("history/attendance.csv", text, sizeof text - 1);
    sk_history *h;
    sk_diags *d;
    int n;
    assert_int_equal(load(&h, &d), SK_OK);
    assert_int_equal(sk_diags_len(d), 1); /* "kanske" is no word */
    const sk_count *c =
        sk_history_attendance(h, sk_find_site(kommun, "berga_46"), SK_MEAL_LUNCH, &n);
    assert_int_equal(n, 3);
    assert_true(c[0].ran_out && c[0].basis == SK_BASIS_EATERS);
    assert_true(!c[1].ran_out && c[1].basis == SK_BASIS_PLATES && !c[2].ran_out);
    sk_diags_free(d);
    sk_history_free(h);
}

static void documents_may_be_missing_or_empty(void **state)
{
    char path[FOLDER_PATH];
    (void)state;
    copy_path(path, "history/orders.csv");
    unlink(path);
    put_doc("history/attendance.csv", "datum;enhet;måltid;antal", 24 + 1);
    sk_history *h;
    sk_diags *d;
    int n;
    assert_int_equal(load(&h, &d), SK_OK);
    assert_int_equal(sk_history_rows(h), 0);
    sk_history_orders(h, 0, SK_MEAL_LUNCH, &n);
    assert_int_equal(n, 0);
    sk_diags_free(d);
    sk_history_free(h);
}

static void a_header_that_cannot_be_read_is_an_error(void **state)
{
    static const char *const heads[] = {"dag;enhet;måltid;antal\n", "datum;enhet,måltid;antal\n",
                                        "\"datum;enhet\n"};
    (void)state;
    for (size_t i = 0; i < N_OF(heads); i++) {
        sk_history *h;
        sk_diags *d;
        put_doc("history/attendance.csv", heads[i], strlen(heads[i]));
        assert_int_equal(load(&h, &d), SK_E_INPUT);
        assert_null(h);
        assert_int_equal(sk_diags_count(d, SK_SEV_ERROR), 1);
        sk_diags_free(d);
    }
}

static void noise_and_lost_memory_never_crash(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 3);
    for (int i = 0; i < 500; i++) {
        char text[400];
        static const char head[] = "datum;enhet;måltid;antal;räknesätt\n";
        memcpy(text, head, sizeof head - 1);
        for (size_t j = sizeof head - 1; j < sizeof text; j++)
            text[j] = ";\"\r\n 2023-11a,\xE5"[sk_rng_below(&r, 16)];
        put_doc("history/attendance.csv", text, sizeof text);
        sk_history *h;
        sk_diags *d = sk_diags_new(SK_LANG_SV);
        char path[FOLDER_PATH];
        copy_path(path, "");
        if (i % 5 == 0) sk_mem_fail_at((unsigned long)(1 + i / 5));
        sk_code code = sk_history_load(path, kommun, &h, d, NULL);
        sk_mem_fail_at(0);
        assert_true((code == SK_OK) == (h != NULL));
        sk_diags_free(d);
        sk_history_free(h);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(mini_history, load_kommun, free_kommun),
        cmocka_unit_test_setup_teardown(doubtful_rows_are_set_aside, load_kommun, free_kommun),
        cmocka_unit_test_setup_teardown(a_renamed_unit_is_read_as_one, load_kommun, free_kommun),
        cmocka_unit_test_setup_teardown(a_renaming_that_says_nothing_certain_is_an_error,
                                        load_kommun, free_kommun),
        cmocka_unit_test_setup_teardown(food_may_have_run_out, load_kommun, free_kommun),
        cmocka_unit_test_setup_teardown(documents_may_be_missing_or_empty, load_kommun,
                                        free_kommun),
        cmocka_unit_test_setup_teardown(a_header_that_cannot_be_read_is_an_error, load_kommun,
                                        free_kommun),
        cmocka_unit_test_setup_teardown(noise_and_lost_memory_never_crash, load_kommun,
                                        free_kommun),
    };
    return cmocka_run_group_tests_name("input_history", tests, NULL, NULL);
}
