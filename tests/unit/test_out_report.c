/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/unit.h"

#include "base/file.h"
#include "out/report.h"

#include <stdio.h>
#include <string.h>

static const sk_col cols[] = {{"name", "Name", SK_CELL_NAME, false},
                              {"cost_ore", "Cost", SK_CELL_ORE, false}};
static const char hostile[] = "=cmd|'x' <b>\"A\"</b> \xE2\x80\xAE";

static sk_report *made(void)
{
    sk_report *r = sk_report_new("test", "Test", "Vik <1>", SK_LANG_EN);
    if (!r) return NULL;
    sk_report_headline(
        r, sk_report_words(r, "%d kitchens cost %s kr", 3, sk_report_number(r, 123456, 2)));
    sk_report_fact(r, "portions", "Portions", SK_CELL_INT, 12345, NULL);
    sk_report_fact(r, "cost_ore", "Cost", SK_CELL_ORE, 123456, "kr");
    sk_report_bad(r, true);
    sk_report_warning(r, hostile);
    sk_table *t = sk_report_table(r, "kitchens", "Kitchens", cols, (int)N_OF(cols), 2);
    sk_report_note(r, "By cost.");
    for (int i = 0; i < 3; i++) {
        sk_table_s(t, i ? "Berga" : hostile);
        sk_table_v(t, 100 * i);
    }
    sk_buf_add(sk_report_chart(r, "trend", "A line"), "<svg width=\"9\"><text>x</text></svg>");
    sk_report_page(r, "more", "More");
    sk_report_text(r, "Second page.");
    (void)sk_report_table(r, "none", "None", cols, (int)N_OF(cols), 0);
    sk_buf_add(sk_report_file(r, "own.txt", "a file of its own"), "bytes");
    sk_report_from(r, "staff.csv", "0123456789abcdef");
    return r;
}

static void the_terminal_sees_numbers_and_where_the_rest_is(void **state)
{
    (void)state;
    sk_report *r = made();
    sk_buf b = SK_BUF_INIT;
    assert_true(sk_report_ok(r));
    sk_report_text_form(r, "out", &b);
    const char *s = sk_buf_str(&b);
    assert_non_null(strstr(s, "Test: Vik <1>\n3 kitchens cost 1,234.56 kr\n"));
    assert_non_null(strstr(s, "12,345\n! Cost"));
    assert_non_null(strstr(s, "… and 1 more: kitchens.csv\n"));
    assert_null(strstr(s, "Second page.")); /* further pages are for readers of pages */
    assert_non_null(strstr(s, "out/index.html\n"));
    assert_null(strstr(s, "\xE2\x80\xAE")); /* no reordering of the terminal */
    sk_buf_free(&b);
    sk_report_free(r);
}

static void programs_get_every_row_and_whole_ore(void **state)
{
    (void)state;
    sk_report *r = made();
    sk_buf b = SK_BUF_INIT;
    sk_report_json(r, &b);
    const char *s = sk_buf_str(&b);
    assert_non_null(strstr(s, "\"format\": \"storkok-test/1\""));
    assert_non_null(strstr(s, "\"cost_ore\": 123456"));
    int n = 0;
    for (const char *row = s; (row = strstr(row, "\"name\":")); row++) n++;
    assert_int_equal(n, 3);
    sk_buf_clear(&b);
    sk_report_csv(r, &b);
    assert_non_null(strstr(sk_buf_str(&b), "Berga;2,00\r\n"));
    sk_buf_free(&b);
    sk_report_free(r);
}

static void pages_escape_what_people_wrote(void **state)
{
    (void)state;
    sk_report *r = made();
    sk_buf b = SK_BUF_INIT;
    sk_report_html(r, NULL, 0, &b);
    const char *s = sk_buf_str(&b);
    assert_null(strstr(s, "<b>\"A\""));
    assert_non_null(strstr(s, "Vik &lt;1&gt;"));
    assert_non_null(strstr(s, "<div class=\"bad\"><dt>Cost</dt>"));
    assert_non_null(strstr(s, "<a href=\"more.html\">"));
    assert_null(strstr(s, "Second page.")); /* it stands on its own page */
    assert_non_null(strstr(s, "staff.csv 0123456789ab"));
    sk_buf_free(&b);
    sk_report_free(r);
}

static void a_folder_holds_every_form(void **state)
{
    (void)state;
    static const char *const want[] = {"index.html",         "more.html",    "report.json",
                                       "report.schema.json", "kitchens.csv", "none.csv",
                                       "trend.svg",          "own.txt",      "test.xlsx"};
    char out[512], path[600];
    sk_report *r = made();
    snprintf(out, sizeof out, "%s/report", test_tmp());
    assert_int_equal(sk_report_write(r, NULL, out, NULL), SK_OK);
    for (size_t i = 0; i < N_OF(want); i++) {
        snprintf(path, sizeof path, "%s/%s", out, want[i]);
        assert_true(sk_file_exists(path));
    }
    sk_report_free(r);
}

static void memory_that_ends_is_told_at_the_end(void **state)
{
    (void)state;
    for (unsigned long n = 1; n < 200; n++) {
        sk_mem_fail_at(n);
        sk_report *r = made();
        bool ok = r && sk_report_ok(r);
        sk_buf b = SK_BUF_INIT;
        if (ok) sk_report_html(r, NULL, 0, &b);
        ok = ok && sk_buf_ok(&b);
        sk_mem_fail_at(0);
        sk_buf_free(&b);
        sk_report_free(r);
        if (ok) {
            assert_true(n > 5); /* it did fail before */
            return;
        }
    }
    fail_msg("it never succeeded");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_terminal_sees_numbers_and_where_the_rest_is),
        cmocka_unit_test(programs_get_every_row_and_whole_ore),
        cmocka_unit_test(pages_escape_what_people_wrote),
        cmocka_unit_test(a_folder_holds_every_form),
        cmocka_unit_test(memory_that_ends_is_told_at_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
