/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workbook holds is read back by tests/xlsx/run.sh; here are text, names, limits and failures. */
#include "unit/unit.h"

#include "base/file.h"
#include "base/mem.h"
#include "ext/xlsx_priv.h"
#include "out/workbook.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char dir[512];

static int make_dir(void **state)
{
    (void)state;
    snprintf(dir, sizeof dir, "%s/xlsx-unit", test_tmp());
    mkdir(dir, 0777);
    return 0;
}

static size_t entries(void)
{
    char **names;
    size_t n;
    assert_int_equal(sk_dir_list(dir, &names, &n, NULL), SK_OK);
    sk_dir_list_free(names, n);
    return n;
}

static void text_becomes_what_excel_takes(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
        size_t max;
    } row[] = {
        {"Vik", "Vik", 10},
        {"=1+1", "=1+1", 10},
        {"a\tb\nc\x01\x7f", "a b c", 10},
        {"å\xC2\x85", "å", 10},
        {"\xFFx\xC3", "\xEF\xBF\xBDx\xEF\xBF\xBD", 10},
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 10}, /* a surrogate */
        {"\xC0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD", 10},                 /* overlong */
        {"\xEF\xBF\xBF", "", 10},
        {"_x0041_", "_x005F_x0041_", 20},
        {"_x004_", "_x004_", 20},
        {"12345", "12345", 5},
        {"123456", "1234…", 5},
        {"123🍲", "123🍲", 5},
        {"1234🍲", "1234…", 5},
        {"123🍲4", "123…", 5},
    };
    for (size_t i = 0; i < N_OF(row); i++) {
        sk_buf b = SK_BUF_INIT;
        sk__xlsx_text(&b, row[i].in, row[i].max);
        assert_string_equal(sk_buf_str(&b), row[i].want);
        sk_buf_free(&b);
    }
}

static void sheet_names_are_ones_that_excel_takes(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        int number;
        const char *want;
    } row[] = {
        {"Vem lagar vad åt vem", 1, "Vem lagar vad åt vem"},
        {"a[b]:c*d?e/f\\g", 1, "a-b--c-d-e-f-g"},
        {"'=cmd'", 1, "=cmd"},
        {"''", 1, "-"},
        {"", 1, "-"},
        {"", 2, "- (2)"},
        {"AB12", 1, "AB12-"},
        {"2023", 1, "2023-"},
        {"history", 1, "history-"},
        {"r", 1, "r-"},
        {"2023-W48", 1, "2023-W48"},
        {"Personal per kök och dag i hela kommunen", 1, "Personal per kök och dag i hel"},
        {"Personal per kök och dag i hela kommunen", 12, "Personal per kök och dag (12)"},
        {"🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲", 1, "🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲🍲"},
    };
    char out[XLSX_NAME_CAP];
    for (size_t i = 0; i < N_OF(row); i++) {
        assert_true(sk__xlsx_name(row[i].in, row[i].number, out));
        assert_string_equal(out, row[i].want);
    }
    assert_true(sk__xlsx_same_name("KÖK", "kök"));
    assert_false(sk__xlsx_same_name("kök", "kök2"));
    assert_false(sk__xlsx_same_name("×", "÷"));
}

static void page_texts_hold_no_commands(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    sk__xlsx_page_text(&b, "12 A & B");
    assert_string_equal(sk_buf_str(&b), " 12 A && B");
    sk_buf_free(&b);
}

/* ---- whole workbooks ---- */

static const sk_col cols[] = {
    {"name", "Name", SK_CELL_NAME, false},    {"n", "Count", SK_CELL_INT, false},
    {"cost_ore", "Cost", SK_CELL_ORE, false}, {"day", "Day", SK_CELL_DAY, true},
    {"at", "At", SK_CELL_TIME, false},        {"differs", "Differs", SK_CELL_BOOL, false},
};

static void fill(sk_table *t, size_t rows)
{
    sk_table_init(t, "list", "List", cols, (int)N_OF(cols));
    for (size_t i = 0; i < rows; i++) {
        sk_table_s(t, i % 3 ? "=cmd|'x'!A1" : NULL);
        sk_table_v(t, (int64_t)i * 7919);
        sk_table_v(t, i % 5 ? (int64_t)i * 101 : SK_CELL_EMPTY);
        sk_table_v(t, 19684);
        sk_table_v(t, 450);
        sk_table_v(t, i % 2);
    }
}

static sk_code make(size_t rows, sk_buf *out, sk_err *err)
{
    static const sk_workbook_fact facts[] = {
        {"Portions", SK_CELL_INT, {NULL, 12}, "st", false},
        {NULL, SK_CELL_TEXT, {NULL, 0}, NULL, false},
        {"Cost", SK_CELL_ORE, {NULL, 123456}, NULL, false},
    };
    sk_table t;
    fill(&t, rows);
    const sk_workbook_sheet both[] = {{&t, NULL}, {&t, "In kronor"}};
    sk_workbook w = {SK_LANG_EN, "Week & co", "Mini", 19684, facts, N_OF(facts), both, 2};
    sk_code code = sk_workbook_make(&w, dir, out, err);
    sk_table_free(&t);
    return code;
}

static void same_calls_give_the_same_bytes(void **state)
{
    (void)state;
    sk_buf a = SK_BUF_INIT, b = SK_BUF_INIT;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    assert_int_equal(make(100, &a, &err), SK_OK);
    sleep(1); /* a clock in the file would tick */
    assert_int_equal(make(100, &b, &err), SK_OK);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.data, b.data, a.len);
    assert_int_equal(entries(), 0);
    sk_buf_free(&a);
    sk_buf_free(&b);
}

static void a_folder_that_is_not_there(void **state)
{
    (void)state;
    sk_xlsx *x;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    sk_xlsx_opts o = {"/nowhere/at/all", "T", "", 0, 0};
    assert_int_equal(sk_xlsx_begin(&o, &x, &err), SK_E_IO);
    assert_null(x);
    assert_string_equal(err.text, "cannot make a folder in /nowhere/at/all");
}

static void too_many_columns_are_refused(void **state)
{
    (void)state;
    sk_xlsx *x;
    sk_buf out = SK_BUF_INIT;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    sk_xlsx_opts o = {dir, "T", "", 0, 0};
    assert_int_equal(sk_xlsx_begin(&o, &x, &err), SK_OK);
    sk_xlsx_sheet(x, "S");
    for (int i = 0; i <= XLSX_COLS; i++) sk_xlsx_v(x, SK_XLSX_INT, i);
    assert_int_equal(sk_xlsx_end(x, &out, &err), SK_E_LIMIT);
    assert_int_equal(entries(), 0);
    sk_buf_free(&out);
}

static void each_failed_allocation_is_told(void **state)
{
    (void)state;
    sk_buf out = SK_BUF_INIT;
    sk_code code = SK_E_NOMEM;
    for (unsigned long n = 1; code != SK_OK; n++) {
        sk_err err;
        sk_err_init(&err, SK_LANG_EN);
        sk_mem_fail_at(n);
        code = make(2, &out, &err);
        sk_mem_fail_at(0);
        assert_true(code == SK_OK || code == SK_E_NOMEM || code == SK_E_IO);
        assert_int_equal(entries(), 0);
        assert_true(n < 500);
    }
    sk_buf_free(&out);
}

/* In a child of its own: writes beyond `bytes` of any file fail, as on a full disk. */
static int with_little_disk(rlim_t bytes)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct rlimit r = {bytes, bytes};
        sk_buf out = SK_BUF_INIT;
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &r) != 0 || !freopen("/dev/null", "w", stderr)) _exit(9);
        sk_code code = make(400, &out, NULL);
        sk_buf_free(&out);
        _exit((int)code);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void a_full_disk_never_gives_half_a_workbook(void **state)
{
    (void)state;
    int told = 0, whole = 0;
    for (rlim_t kb = 0; kb <= 128; kb += kb < 16 ? 1 : 8) {
        int code = with_little_disk(kb * 1024);
        assert_true(code == SK_OK || code == SK_E_IO);
        told += code == SK_E_IO;
        whole += code == SK_OK;
        assert_int_equal(entries(), 0);
    }
    assert_true(told > 10 && whole > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_becomes_what_excel_takes),
        cmocka_unit_test(sheet_names_are_ones_that_excel_takes),
        cmocka_unit_test(page_texts_hold_no_commands),
        cmocka_unit_test(same_calls_give_the_same_bytes),
        cmocka_unit_test(a_folder_that_is_not_there),
        cmocka_unit_test(too_many_columns_are_refused),
        cmocka_unit_test(each_failed_allocation_is_told),
        cmocka_unit_test(a_full_disk_never_gives_half_a_workbook),
    };
    return cmocka_run_group_tests(tests, make_dir, NULL);
}
