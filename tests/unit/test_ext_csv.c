/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "ext/csv.h"

/* Dumps a table as "SEP|head,head|line:field@col,field@col|..." followed by the diagnostics'
 * "!rule:line:col" (errors), "?rule..." (warnings), "~rule..." (notes). */
static void dump(sk_buf *b, sk_code code, const sk_csv *t, const sk_diags *d)
{
    if (code == SK_OK) {
        sk_buf_addf(b, "%c|", t->sep);
        for (int i = 0; i < t->n_cols; i++) sk_buf_addf(b, "%s%s", i ? "," : "", t->head.field[i]);
        for (size_t r = 0; r < t->n_rows; r++) {
            sk_buf_addf(b, "|%d:", t->row[r].line);
            for (int i = 0; i < t->n_cols; i++)
                sk_buf_addf(b, "%s%s@%d", i ? "," : "", t->row[r].field[i], t->row[r].col[i]);
        }
    }
    for (size_t i = 0; i < sk_diags_len(d); i++) {
        const sk_diag *x = sk_diags_at(d, i);
        sk_buf_addf(b, " %c%s:%d:%d", "!?~"[x->sev], x -> rule, x -> line, x -> col);
    }
}

static void check(const char *name, const char *in, size_t n, const char *want)
{
    sk_arena *a = sk_arena_new();
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_csv t;
    sk_buf b = SK_BUF_INIT;
    sk_code code = sk_csv_parse("t.csv", in, n, a, &t, d);
    dump(&b, code, &t, d);
    if (strcmp(sk_buf_str(&b), want) != 0) {
        print_error("%s:\n got  %s\n want %s\n", name, sk_buf_str(&b), want);
        fail();
    }
    sk_buf_free(&b);
    sk_diags_free(d);
    sk_arena_free(a);
}

#define NB "\xC2\xA0"
static const struct {
    const char *name, *in, *want;
} rows[] = {
    {"plain", "id;antal\nak4_6;12,5\n", ";|id,antal|2:ak4_6@1,12,5@7"},
    {"comma file", "id,n\na,12.5", ",|id,n|2:a@1,12.5@3"},
    {"crlf", "a;b\r\n1;2\r\n3;4\r\n", ";|a,b|2:1@1,2@3|3:3@1,4@3"},
    {"cr", "a;b\r1;2\r", ";|a,b|2:1@1,2@3"},
    {"bom",
     "\xEF\xBB\xBF"
     "a;b\n1;2",
     ";|a,b|2:1@1,2@3"},
    {"sep line", "sep=;\r\na;b,c\r\n1;2\r\n", ";|a,b,c|3:1@1,2@3"},
    {"sep line comma", "sep=,\na,b;c\n1,2\n", ",|a,b;c|3:1@1,2@3"},
    {"sep line quoted", "\"sep=;\"\na;b\n1;2\n", ";|a,b|3:1@1,2@3"},
    {"sep line tab", "sep=\t\na\tb\n", " !C006:1:1"},
    {"sep as a name", "sep=x;b\n1;2\n", ";|sep=x,b|2:1@1,2@3"},
    {"columns count characters", "a;b\n\xC3\xA5\xC3\xA4\xC3\xB6;2\n",
     ";|a,b|2:\xC3\xA5\xC3\xA4\xC3\xB6@1,2@5"},
    {"windows-1252", "a;b\nsk\xF6l;\x80\n", ";|a,b|2:sk\xC3\xB6l@1,\xE2\x82\xAC@6 ~C009:0:0"},
    {"mixed encodings", "a;b\n\xF6;\xC3\xB6\n", ";|a,b|2:\xC3\xB6@1,\xC3\xB6@3 ~C009:0:0"},
    {"unused byte of 1252", "a;b\n\x81;1\nx;y\n", ";|a,b|3:x@1,y@3 !C009:2:1 ~C009:0:0"},
    {"nbsp trimmed, kept inside", "a;b\n" NB "x" NB ";1" NB "234 \n", ";|a,b|2:x@1,1" NB "234@5"},
    {"quotes", "a;b\n\"x;y\";\"say \"\"hi\"\"\"\n", ";|a,b|2:x;y@1,say \"hi\"@7"},
    {"break in quotes", "a;b\n\"x\r\ny\";2\n3;4\n", ";|a,b|2:x\ny@1,2@4|4:3@1,4@3"},
    {"quote inside plain text", "a;b\n12\" pan;2\n", ";|a,b|2:12\" pan@1,2@9"},
    {"space around quotes", "a;b\n \"x\" ;2\n", ";|a,b|2:x@1,2@7"},
    {"text after quote", "a;b\n\"x\"y;2\n3;4\n", ";|a,b|3:3@1,4@3 !C004:2:4"},
    {"open quote", "a;b\n1;2\n\"x;2\n3;4\n", ";|a,b|2:1@1,2@3 !C003:3:1"},
    {"open quote in the header", "a;\"b\n1;2\n", " !C003:1:3"},
    {"empty rows", "a;b\n\n;\n  \n1;2\n;;;\n", ";|a,b|5:1@1,2@3"},
    {"too many", "a;b\n1;2;3\n4;5\n", ";|a,b|3:4@1,5@3 !C005:2:5"},
    {"decimal comma in a comma file", "a,b\n1,12,5\n", ",|a,b !C005:2:6"},
    {"empty columns at the right", "a;b;;\n1;2;;\n3;4;;\n", ";|a,b|2:1@1,2@3|3:3@1,4@3"},
    {"too few, told once", "a;b;c\n1;2\n3;4\n", ";|a,b,c|2:1@1,2@3,@3|3:3@1,4@3,@3 ?C005:2:1"},
    {"note under the table", "a;b;c\n1;2;3\nSource: x\n", ";|a,b,c|2:1@1,2@3,3@5 !C005:3:1"},
    {"one column", "id\nak4_6\nx,y\n", ";|id|2:ak4_6@1|3:x,y@1"},
    {"both separators", "a;b,c\n1;2\n", " !C006:1:1"},
    {"quoted comma in the header", "a;\"b,c\"\n1;2\n", ";|a,b,c|2:1@1,2@3"},
    {"tabs", "a\tb\n1\t2\n", " !C006:1:1"},
    {"same name twice", "a;b;a\n1;2;3\n", " !C008:1:5"},
    {"column without name", "a;;c\n1;2;3\n", " !C008:1:3"},
    {"empty", "", " !C001:0:0"},
    {"only breaks", "\n\r\n\r", " !C001:0:0"},
    {"only a header", "a;b", ";|a,b"},
    {"control character", "a;b\n\x1b[31m;2\n3;4\n", ";|a,b|3:3@1,4@3 !C009:2:1"},
    {"replacement character", "a;b\nsk\xEF\xBF\xBDl;2\n", ";|a,b !C009:2:1"},
    {"workbook", "PK\x03\x04xxxx", " !C001:1:1"},
};

static void test_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(rows[i].name, rows[i].in, strlen(rows[i].in), rows[i].want);
}

static void test_nul(void **state)
{
    (void)state;
    check("nul", "a;b\n1;\0\n", 8, " !C002:2:0");
    check("utf-16",
          "\xFF\xFE"
          "a\0;\0b\0",
          8, " !C009:1:1");
}

static void test_long_field(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    sk_buf_add(&b, "a;b\n");
    for (int i = 0; i < 70000; i++) sk_buf_addc(&b, 'x');
    sk_buf_add(&b, ";1\ny;2\n");
    check("long field", sk_buf_str(&b), b.len, ";|a,b|3:y@1,2@3 !C007:2:1");
    sk_buf_clear(&b);
    for (int i = 0; i < 1200; i++) sk_buf_addf(&b, "c%d;", i);
    check("many columns", sk_buf_str(&b), b.len, " !C007:1:1");
    sk_buf_free(&b);
}

/* Garbage of several kinds: fast, and few diagnostics. */
static void test_garbage(void **state)
{
    (void)state;
    static const char *const unit[] = {"\x01\xFF;\"", "a\"b;c\n", ";",       "\n", "\"",
                                       "x\n",         "\"\n;",    "\xC3;\r", ",a;"};
    enum { SIZE = 10 << 20 };
    for (size_t k = 0; k < sizeof unit / sizeof *unit; k++) {
        sk_buf b = SK_BUF_INIT;
        sk_buf_add(&b, k % 2 ? "a;b;c\n" : "a;b\n");
        while (b.len < SIZE) sk_buf_add(&b, unit[k]);
        sk_arena *a = sk_arena_new();
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_csv t;
        clock_t t0 = clock();
        sk_csv_parse("t.csv", sk_buf_str(&b), b.len, a, &t, d);
        double sec = (double)(clock() - t0) / CLOCKS_PER_SEC;
        if (sec > 2.0)
            fail_msg("garbage %zu took %.2f s", k, sec); /* 0.1 s measured, sanitizers are slower */
        assert_true(sk_diags_count(d, SK_SEV_ERROR) + sk_diags_count(d, SK_SEV_WARNING) < 210);
        sk_diags_free(d);
        sk_arena_free(a);
        sk_buf_free(&b);
    }
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        int dec;
        bool ok;
        int64_t want;
        const char *rule, *text;
    } t[] = {
        {"n;m\n12,5;x\n", 1, true, 125, "", ""},
        {"n;m\n12.5;x\n", 1, false, 0, "C006",
         "decimal mark '.' in a file separated by ';': '12.5'"},
        {"n,m\n\"12,5\",x\n", 1, false, 0, "C006",
         "decimal mark ',' in a file separated by ',': '12,5'"},
        {"n;m\n1" NB "250;x\n", 0, true, 1250, "", ""},
        {"n;m\n12,55;x\n", 1, false, 0, "K007",
         "expected a number with at most 1 decimals, found '12,55'"},
        {"n;m\n12 kg;x\n", 0, false, 0, "K007", "expected a whole number, found '12 kg'"},
        {"n;m\n;x\n", 2, false, 0, "K007", "expected a number, found ''"},
    };
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        sk_arena *a = sk_arena_new();
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_csv tab;
        int64_t v = 0;
        assert_int_equal(sk_csv_parse("t.csv", t[i].in, strlen(t[i].in), a, &tab, d), SK_OK);
        assert_int_equal(sk_csv_col(&tab, "m"), 1);
        assert_int_equal(sk_csv_col(&tab, "q"), SK_NONE);
        assert_int_equal(sk_csv_dec(&tab, 0, 0, t[i].dec, "K007", &v, d), t[i].ok);
        if (t[i].ok) {
            assert_int_equal(v, t[i].want);
        } else {
            assert_string_equal(sk_diags_at(d, 0)->text, t[i].text);
            assert_string_equal(sk_diags_at(d, 0)->rule, t[i].rule);
        }
        sk_diags_free(d);
        sk_arena_free(a);
    }
}

static void test_writing(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } t[] = {
        {"ak4_6", "ak4_6"},
        {"", ""},
        {"a;b", "\"a;b\""},
        {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"x\ny", "\"x\ny\""},
        {" x", "\" x\""},
        {"=1+1", "'=1+1"},
        {"=HYPERLINK(\"x\";\"y\")", "\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\""},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\tx", "\"'\tx\""},
        {"\rx", "\"'\rx\""},
        {"-12,5", "-12,5"},
        {"+46", "+46"},
        {"+46 13 20", "'+46 13 20"},
        {"-1" NB "234,50", "-1" NB "234,50"},
        {"-", "-"},
        {"-x", "'-x"},
        {"-1+2", "'-1+2"},
        {"12,5", "12,5"},
        {"2023-11-27", "2023-11-27"},
    };
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        sk_buf b = SK_BUF_INIT, want = SK_BUF_INIT;
        sk_csv_field(&b, t[i].in, true);
        sk_buf_addf(&want, "%s\r\n", t[i].want);
        assert_string_equal(sk_buf_str(&b), sk_buf_str(&want));
        sk_buf_free(&b);
        sk_buf_free(&want);
    }
}

/* What we write we read back (fields that need no apostrophe). */
static void test_round_trip(void **state)
{
    (void)state;
    static const char *const f[] = {"a;b", "\"",         "x\ny", "12,5", "\xC3\xA5",
                                    "-3",  "1" NB "000", "'",    ","};
    enum { N = sizeof f / sizeof *f };
    sk_buf b = SK_BUF_INIT;
    sk_csv_begin(&b);
    for (int i = 0; i < N; i++) {
        char name[16];
        snprintf(name, sizeof name, "c%d", i);
        sk_csv_field(&b, name, i == N - 1);
    }
    for (int i = 0; i < N; i++) sk_csv_field(&b, f[i], i == N - 1);
    sk_arena *a = sk_arena_new();
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_csv t;
    assert_int_equal(sk_csv_parse("t.csv", sk_buf_str(&b), b.len, a, &t, d), SK_OK);
    assert_int_equal(sk_diags_len(d), 0);
    assert_int_equal(t.n_rows, 1);
    for (int i = 0; i < N; i++) assert_string_equal(t.row[0].field[i], f[i]);
    sk_diags_free(d);
    sk_arena_free(a);
    sk_buf_free(&b);
}

/* Every allocation may fail: SK_E_NOMEM or a table, never a crash. */
static void test_no_memory(void **state)
{
    (void)state;
    const char *in = "a;b\n1;\xF6\n3;4;5\n";
    for (unsigned long k = 1; k < 40; k++) {
        sk_arena *a = sk_arena_new();
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_csv t;
        sk_mem_fail_at(k);
        sk_code code = sk_csv_parse("t.csv", in, strlen(in), a, &t, d);
        sk_mem_fail_at(0);
        assert_true(code == SK_OK || code == SK_E_NOMEM);
        sk_diags_free(d);
        sk_arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),     cmocka_unit_test(test_nul),
        cmocka_unit_test(test_long_field), cmocka_unit_test(test_garbage),
        cmocka_unit_test(test_numbers),    cmocka_unit_test(test_writing),
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
