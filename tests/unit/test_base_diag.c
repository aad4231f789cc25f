/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/unit.h"

#include "base/diag.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static void first_error_wins_and_is_translated(void **state)
{
    (void)state;
    sk_err e = {0};
    assert_int_equal(sk_err_set(&e, SK_E_IO, "%s is not a file", "a.csv"), SK_E_IO);
    assert_int_equal(sk_err_set(&e, SK_E_NOMEM, "out of memory"), SK_E_NOMEM);
    sk_err_context(&e, "%s", "läsning");
    sk_err_hint(&e, "name a new or empty folder");
    assert_int_equal(e.code, SK_E_IO);
    assert_string_equal(e.text, "läsning: a.csv är ingen fil");
    assert_string_equal(e.hint, "ange en ny eller tom mapp");
    sk_err_init(&e, SK_LANG_EN);
    sk_err_context(&e, "nothing to say");
    assert_string_equal(e.text, "");
    sk_err_set(&e, SK_E_NOMEM, "out of memory");
    assert_string_equal(e.text, "out of memory");
    assert_int_equal(sk_err_set(NULL, SK_E_USAGE, "nobody listens"), SK_E_USAGE);
    sk_err_context(NULL, "x");
    sk_err_hint(NULL, "x");
}

static void long_texts_are_cut_between_characters(void **state)
{
    (void)state;
    char many[1200];
    for (size_t i = 0; i + 2 < sizeof many; i += 2) memcpy(many + i, "ö", 3);
    sk_err e;
    for (int shift = 0; shift < 4; shift++) {
        sk_err_clear(&e);
        sk_err_set(&e, SK_E_INPUT, "%.*s%s", shift, "abc", many);
        for (int i = 0; i < 3; i++) sk_err_context(&e, "%.*s%s", i, "xyz", many);
        size_t n = strlen(e.text);
        assert_true(n > 500);
        assert_int_equal((unsigned char)e.text[n - 2], 0xC3); /* a whole "ö" ends the text */
    }
}

static sk_diags *sample(sk_lang lang)
{
    sk_diags *d = sk_diags_new(lang);
    sk_loc b = {"units.csv", 41, 7, NULL}, a = {"policy.json", 3, 12, "$.pack_min"};
    sk_diag_add(d, SK_SEV_ERROR, "R012", b, "name a new or empty folder", "%s is not a file", "B1");
    sk_diag_add(d, SK_SEV_WARNING, "R003", a, NULL, "exists already");
    sk_diag_add(d, SK_SEV_NOTE, "R001", (sk_loc){0}, NULL, "out of memory");
    sk_diags_sort(d);
    return d;
}

static void rendering_in_both_languages(void **state)
{
    (void)state;
    sk_buf out = SK_BUF_INIT;
    sk_diags *d = sample(SK_LANG_SV);
    sk_diags_print(d, &out);
    assert_string_equal(out.data, "anm.: minnet är slut [R001]\n"
                                  "policy.json:3:12: varning: $.pack_min: finns redan [R003]\n"
                                  "units.csv:41:7: fel: B1 är ingen fil [R012]\n"
                                  "    råd: ange en ny eller tom mapp\n");
    sk_diags_free(d);
    d = sample(SK_LANG_EN);
    sk_buf_clear(&out);
    sk_diags_print(d, &out);
    assert_string_equal(out.data, "note: out of memory [R001]\n"
                                  "policy.json:3:12: warning: $.pack_min: exists already [R003]\n"
                                  "units.csv:41:7: error: B1 is not a file [R012]\n"
                                  "    hint: name a new or empty folder\n");
    sk_diags_free(d);
    sk_buf_free(&out);
}

static void an_error_becomes_a_diagnostic(void **state)
{
    (void)state;
    sk_err e = {.line = 4, .file = "menu.csv", .rule = "R100"};
    sk_diags *d = sk_diags_new(SK_LANG_SV);
    sk_diag_add_err(d, &e); /* nothing is wrong yet */
    assert_int_equal(sk_diags_len(d), 0);
    sk_err_set(&e, SK_E_INPUT, "exists already");
    sk_diag_add_err(d, &e);
    assert_int_equal(sk_diags_count(d, SK_SEV_ERROR), 1);
    sk_buf a = SK_BUF_INIT, b = SK_BUF_INIT;
    sk_diags_print(d, &a);
    sk_err_print(&e, &b);
    assert_string_equal(a.data, "menu.csv:4: fel: finns redan [R100]\n");
    assert_string_equal(a.data, b.data);
    sk_buf_free(&a);
    sk_buf_free(&b);
    sk_diags_free(d);
}

/* Whatever the order of adding: all errors, then the first warnings in document order. */
static void the_bound_keeps_errors_and_document_order(void **state)
{
    (void)state;
    enum { N = 5000 };
    sk_buf texts[2] = {SK_BUF_INIT, SK_BUF_INIT};
    for (int round = 0; round < 2; round++) {
        sk_diags *d = sk_diags_new(SK_LANG_SV);
        for (int i = 0; i < N; i++) {
            int line = round ? N - i : i + 1;
            sk_sev sev = line % 10 == 0 ? SK_SEV_ERROR : SK_SEV_WARNING;
            sk_diag_add(d, sev, "R001", (sk_loc){"a.csv", line, 1, NULL}, NULL, "rad %d", line);
        }
        sk_diags_sort(d);
        assert_int_equal(sk_diags_len(d), SK_DIAG_MAX);
        assert_int_equal(sk_diags_count(d, SK_SEV_ERROR), N / 10);
        assert_int_equal(sk_diags_count(d, SK_SEV_WARNING), N - N / 10);
        int errors = 0;
        for (size_t i = 0; i < sk_diags_len(d); i++)
            errors += sk_diags_at(d, i)->sev == SK_SEV_ERROR;
        assert_int_equal(errors, N / 10);
        sk_diags_print(d, &texts[round]);
        sk_diags_free(d);
    }
    assert_string_equal(texts[0].data, texts[1].data);
    assert_non_null(strstr(texts[0].data, "4000 meddelanden till är utelämnade\n"));
    sk_buf_free(&texts[0]);
    sk_buf_free(&texts[1]);
}

static void equal_places_keep_the_order_of_adding(void **state)
{
    (void)state;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    for (int i = 0; i < 50; i++)
        sk_diag_add(d, i % 2 ? SK_SEV_NOTE : SK_SEV_ERROR, "R1", (sk_loc){"a", 1, 1, NULL}, NULL,
                    "same");
    sk_diags_sort(d);
    for (size_t i = 0; i < 50; i++)
        assert_int_equal(sk_diags_at(d, i)->sev, i % 2 ? SK_SEV_NOTE : SK_SEV_ERROR);
    sk_diags_free(d);
}

static void no_memory_still_counts(void **state)
{
    (void)state;
    for (unsigned long n = 1; n < 12; n++) {
        sk_diags *d = sk_diags_new(SK_LANG_SV);
        sk_mem_fail_at(n);
        for (int i = 0; i < 3; i++)
            sk_diag_add(d, SK_SEV_ERROR, "R1", (sk_loc){"a", i, 1, "$.x"}, "hint", "text");
        sk_mem_fail_at(0);
        assert_int_equal(sk_diags_count(d, SK_SEV_ERROR), 3);
        assert_true(sk_diags_len(d) >= 2);
        sk_diags_free(d);
    }
    sk_mem_fail_at(1);
    assert_null(sk_diags_new(SK_LANG_SV));
    sk_diag_add(NULL, SK_SEV_ERROR, "R1", (sk_loc){0}, NULL, "nobody listens");
    assert_int_equal(sk_diags_len(NULL), 0);
}

static void texts_and_languages(void **state)
{
    (void)state;
    assert_string_equal(sk_text(SK_LANG_SV, "error"), "fel");
    assert_string_equal(sk_text(SK_LANG_EN, "error"), "error");
    assert_string_equal(sk_text(SK_LANG_SV, "no such message"), "no such message");
    assert_string_equal(sk_text(SK_LANG_SV, ""), "");
    assert_null(sk_text(SK_LANG_SV, NULL));
    const char *one = "%d more message left out", *many = "%d more messages left out";
    assert_string_equal(sk_ntext(SK_LANG_SV, one, many, 1), "%d meddelande till är utelämnat");
    assert_string_equal(sk_ntext(SK_LANG_SV, one, many, 0), "%d meddelanden till är utelämnade");
    assert_string_equal(sk_ntext(SK_LANG_EN, one, many, 1), one);
    assert_string_equal(sk_ntext(SK_LANG_EN, one, many, 2), many);
    assert_string_equal(sk_ntext(SK_LANG_SV, "%d xyz", "%d xyzs", 2), "%d xyzs");
    static const char *const days[] = {"måndag", "tisdag", "onsdag", "torsdag",
                                       "fredag", "lördag", "söndag"};
    for (int i = 1; i <= 7; i++) {
        assert_string_equal(sk_weekday_name(SK_LANG_SV, i), days[i - 1]);
        assert_int_equal(strncmp(sk_weekday_short(SK_LANG_SV, i), days[i - 1], 3), 0);
    }
    assert_string_equal(sk_weekday_name(SK_LANG_EN, 1), "Monday");
    assert_string_equal(sk_weekday_name(SK_LANG_SV, 0), "");
    assert_string_equal(sk_weekday_short(SK_LANG_SV, 8), "");
    sk_lang lang = SK_LANG_EN;
    assert_true(sk_lang_parse("sv_SE.UTF-8", &lang) && lang == SK_LANG_SV);
    assert_true(sk_lang_parse("en", &lang) && lang == SK_LANG_EN);
    assert_false(sk_lang_parse("svenska", &lang) || sk_lang_parse("", &lang) ||
                 sk_lang_parse("C", &lang));
}

static void exit_codes(void **state)
{
    (void)state;
    static const int want[] = {0, 2, 2, 4, 70, 3, 3, 70};
    for (size_t i = 0; i < N_OF(want); i++) assert_int_equal(sk_exit_code((sk_code)i), want[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_error_wins_and_is_translated),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(rendering_in_both_languages),
        cmocka_unit_test(an_error_becomes_a_diagnostic),
        cmocka_unit_test(the_bound_keeps_errors_and_document_order),
        cmocka_unit_test(equal_places_keep_the_order_of_adding),
        cmocka_unit_test(no_memory_still_counts),
        cmocka_unit_test(texts_and_languages),
        cmocka_unit_test(exit_codes),
    };
    return cmocka_run_group_tests_name("base diag", tests, NULL, NULL);
}
