/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client of the public header: a plan from folder to files, and every allocation and write of the
 * way out failing once. */
#include "unit/unit.h"

#include "base/file.h"
#include "base/mem.h"
#include "storkok.h"

#include <stdio.h>
#include <string.h>

#define MINI "tests/data/mini"
#define WEEK "2023-W48"

static const char *at(const char *name)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", test_tmp(), name);
    return path;
}

static storkok_kommun *load(void)
{
    storkok_kommun *k = NULL;
    storkok_error err;
    storkok_error_init(&err, STORKOK_EN);
    if (storkok_load(MINI, &k, NULL, &err) != STORKOK_OK) fail_msg("%s", err.text);
    return k;
}

static storkok_plan *plan(const storkok_kommun *k)
{
    storkok_plan *p = NULL;
    storkok_error err;
    storkok_plan_opts o = STORKOK_PLAN_OPTS_INIT;
    storkok_error_init(&err, STORKOK_EN);
    o.week = WEEK;
    if (storkok_plan_make(k, &o, &p, &err) != STORKOK_OK) fail_msg("%s", err.text);
    return p;
}

static void folder_to_files(void **state)
{
    (void)state;
    storkok_kommun *k = load();
    storkok_plan *p = plan(k), *again = NULL;
    storkok_text a, b;
    storkok_diags *d = storkok_diags_new(STORKOK_EN);
    const storkok_write_opts w = {STORKOK_SV, "2023-11-20T08:15"};
    assert_string_equal(storkok_kommun_name(k), "Lillby");
    assert_int_equal(storkok_plan_write(p, at("out"), &w, NULL), STORKOK_OK);
    assert_int_equal(storkok_plan_open(k, at("out"), &again, NULL), STORKOK_OK);
    assert_int_equal(storkok_plan_json(p, &a, NULL), STORKOK_OK);
    assert_int_equal(storkok_plan_json(again, &b, NULL), STORKOK_OK);
    assert_int_equal(a.len, b.len);
    assert_string_equal(a.data, b.data);
    assert_int_equal(storkok_verify(k, at("out"), d, NULL), STORKOK_OK);
    assert_int_equal(storkok_diags_count(d, STORKOK_ERROR), 0);
    storkok_text_free(&a);
    storkok_text_free(&b);
    storkok_diags_free(d);
    storkok_plan_free(again);
    storkok_plan_free(p);
    storkok_kommun_free(k);
}

static void wrong_questions_are_told(void **state)
{
    (void)state;
    static const struct {
        storkok_question q;
        storkok_code code;
        const char *text;
    } row[] = {
        {{"vik_f4", "tis", NULL, NULL}, STORKOK_E_INPUT, "vik_f4"},
        {{NULL, "tis", NULL, NULL}, STORKOK_E_INPUT, "site"},
        {{"vik_f3", "t", NULL, NULL}, STORKOK_E_USAGE, "weekday"},
        {{"vik_f3", "2023-12-24", NULL, NULL}, STORKOK_E_USAGE, "2023-12-24"},
        {{"vik_f3", "2", "dinner", NULL}, STORKOK_E_USAGE, "dinner"},
        {{"vik_f3", "Tuesday", "lunch", "k_nowhere"}, STORKOK_E_INPUT, "k_nowhere"},
    };
    storkok_kommun *k = load();
    storkok_plan *p = plan(k);
    for (size_t i = 0; i < N_OF(row); i++) {
        storkok_text t;
        storkok_error err;
        storkok_error_init(&err, STORKOK_EN);
        assert_int_equal(storkok_plan_explain(p, &row[i].q, STORKOK_EN, STORKOK_TEXT, &t, &err),
                         row[i].code);
        if (!strstr(err.text, row[i].text)) fail_msg("%s", err.text);
        assert_null(t.data);
    }
    storkok_plan_free(p);
    storkok_kommun_free(k);
}

/* An older folder is whole whatever allocation or write fails on the way to a new one. */
static void each_step_fails_once(void **state)
{
    (void)state;
    storkok_kommun *k = load();
    storkok_plan *p = plan(k);
    const storkok_write_opts old = {STORKOK_SV, NULL}, new = {STORKOK_EN, "2023-11-20T08:15"};
    sk_buf before = SK_BUF_INIT, after = SK_BUF_INIT;
    char page[4096];
    unsigned long count = sk_mem_count();
    assert_int_equal(storkok_plan_write(p, at("steps"), &old, NULL), STORKOK_OK);
    const unsigned long allocations = sk_mem_count() - count;
    snprintf(page, sizeof page, "%s", at("steps/summary.html"));
    assert_int_equal(sk_file_read(page, 0, &before, NULL), SK_OK);
    for (int kind = 0; kind < 2; kind++) {
        unsigned long n = 1, failed = 0;
        for (;; n++) {
            if (kind) sk_file_fail_at(n);
            else sk_mem_fail_at(n);
            storkok_code code = storkok_plan_write(p, at("steps"), &new, NULL);
            sk_mem_fail_at(0);
            sk_file_fail_at(0);
            if (code == STORKOK_OK) break;
            assert_int_equal(code, kind ? STORKOK_E_IO : STORKOK_E_NOMEM);
            failed++;
            if (n % 16 == 1) {
                assert_int_equal(sk_file_read(page, 0, &after, NULL), SK_OK);
                assert_string_equal(sk_buf_str(&after), sk_buf_str(&before));
            }
        }
        if (!kind) assert_true(failed + 5 > allocations); /* none was passed over in silence */
        else assert_true(failed > 10);
        assert_int_equal(storkok_plan_write(p, at("steps"), &old, NULL), STORKOK_OK);
    }
    sk_buf_free(&before);
    sk_buf_free(&after);
    storkok_plan_free(p);
    storkok_kommun_free(k);
}

static void envelopes_are_json(void **state)
{
    (void)state;
    storkok_text t;
    storkok_error err;
    storkok_error_init(&err, STORKOK_EN);
    assert_int_equal(storkok_envelope(0, NULL, "a \"b\"\n", "{\"x\": 1}\n", &t), STORKOK_OK);
    assert_string_equal(t.data,
                        "{\n\"storkok\": \"" STORKOK_VERSION "\",\n\"code\": 0,\n\"error\": null,\n"
                        "\"summary\": \"a \\\"b\\\"\\n\",\n\"result\": {\"x\": 1}\n}\n");
    storkok_text_free(&t);
    assert_int_equal(storkok_exit_code(STORKOK_E_IO), STORKOK_EXIT_IO);
    assert_int_equal(storkok_exit_code(STORKOK_E_USAGE), STORKOK_EXIT_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folder_to_files),
        cmocka_unit_test(wrong_questions_are_told),
        cmocka_unit_test(each_step_fails_once),
        cmocka_unit_test(envelopes_are_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
