/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/unit.h"

#include "out/table.h"

#include <string.h>

static const sk_col cols[] = {
    {"name", "Name", SK_CELL_NAME, false},       {"n", "Count", SK_CELL_INT, false},
    {"h", "Hours", SK_CELL_DEC2, false},         {"cost_ore", "Cost", SK_CELL_ORE, false},
    {"day", "Day", SK_CELL_DAY, true},           {"at", "At", SK_CELL_TIME, false},
    {"differs", "Differs", SK_CELL_BOOL, false},
};

static void fill(sk_table *t, const char *name)
{
    sk_table_init(t, "list", "List", cols, (int)N_OF(cols));
    sk_table_s(t, name);
    sk_table_v(t, -1234567);
    sk_table_v(t, 750);
    sk_table_v(t, 123456);
    sk_table_v(t, 0);
    sk_table_v(t, 450);
    sk_table_v(t, 1);
    assert_true(sk_table_ok(t));
}

static void every_form_shows_the_same_numbers(void **state)
{
    (void)state;
    sk_table t;
    sk_buf b = SK_BUF_INIT;
    fill(&t, "Vik");
    sk_table_csv(&t, SK_LANG_EN, &b);
    assert_string_equal(sk_buf_str(&b), "\xEF\xBB\xBFName;Count;Hours;Cost;Day;At;Differs\r\n"
                                        "Vik;-1234567;7,50;1234,56;1970-01-01;07:30;yes\r\n");
    sk_buf_clear(&b);
    sk_jw w;
    sk_jw_init(&w, &b, true);
    sk_table_json(&t, &w, NULL);
    assert_string_equal(sk_buf_str(&b),
                        "[{\"name\":\"Vik\",\"n\":-1234567,\"h\":7.5,\"cost_ore\":123456,"
                        "\"day\":\"1970-01-01\",\"at\":\"07:30\",\"differs\":true}]");
    sk_buf_clear(&b);
    sk_table_text(&t, SK_LANG_EN, 0, &b);
    assert_non_null(strstr(sk_buf_str(&b), "1,234.56"));
    assert_null(strstr(sk_buf_str(&b), "1970-01-01")); /* for lists only */
    sk_buf_free(&b);
    sk_table_free(&t);
}

static void names_are_data_in_every_form(void **state)
{
    (void)state;
    static const struct {
        const char *name, *csv, *html, *text;
    } row[] = {
        {"=cmd|'x'!A1", "'=cmd|'x'!A1;", "=cmd|&#39;x&#39;!A1", "=cmd|'x'!A1"},
        {"<b>\"A\" & co</b>", "\"<b>\"\"A\"\" & co</b>\";",
         "&lt;b&gt;&quot;A&quot; &amp; co&lt;/b&gt;", "<b>\"A\" & co</b>"},
        {"a;b", "\"a;b\";", "a;b", "a;b"},
        {"\x1b[31mred", "\x1b[31mred;", "[31mred", "  [31mred"},
        {"k\u202eö\u202ck", "k\u202eö\u202ck;", ">kök<", "kök"},
        {"שלום", "שלום;", "<bdi>שלום</bdi>", "שלום"},
        {"🍲", "🍲;", "<bdi>🍲</bdi>", "🍲"},
    };
    for (size_t i = 0; i < N_OF(row); i++) {
        sk_table t;
        sk_buf b = SK_BUF_INIT;
        fill(&t, row[i].name);
        sk_table_csv(&t, SK_LANG_SV, &b);
        if (!strstr(sk_buf_str(&b), row[i].csv)) fail_msg("%s", sk_buf_str(&b));
        sk_buf_clear(&b);
        sk_table_html(&t, SK_LANG_SV, 0, &b);
        if (!strstr(sk_buf_str(&b), row[i].html)) fail_msg("%s", sk_buf_str(&b));
        sk_buf_clear(&b);
        sk_table_text(&t, SK_LANG_SV, 0, &b);
        if (!strstr(sk_buf_str(&b), row[i].text)) fail_msg("%s", sk_buf_str(&b));
        sk_buf_free(&b);
        sk_table_free(&t);
    }
}

static void a_long_list_is_cut_for_people_only(void **state)
{
    (void)state;
    static const sk_col one[] = {{"n", "N", SK_CELL_INT, false}};
    sk_table t;
    sk_buf b = SK_BUF_INIT;
    sk_table_init(&t, "n", "N", one, 1);
    for (int i = 0; i < 50; i++) sk_table_v(&t, 1000 + i);
    sk_table_text(&t, SK_LANG_EN, 3, &b);
    assert_non_null(strstr(sk_buf_str(&b), "1,002"));
    assert_null(strstr(sk_buf_str(&b), "1,003"));
    sk_buf_clear(&b);
    sk_table_csv(&t, SK_LANG_EN, &b);
    assert_non_null(strstr(sk_buf_str(&b), "1049"));
    sk_buf_free(&b);
    sk_table_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_shows_the_same_numbers),
        cmocka_unit_test(names_are_data_in_every_form),
        cmocka_unit_test(a_long_list_is_cut_for_people_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
