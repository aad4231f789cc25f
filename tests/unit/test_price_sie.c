/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/unit.h"

#include "base/mem.h"
#include "ext/sie.h"
#include "price/ledger.h"

#include <string.h>

typedef struct file {
    sk_sie *s;
    sk_diags *d;
    sk_code code;
    sk_buf told; /* "rule:line rule:line ", sorted */
} file;

static file read_n(const char *text, size_t n)
{
    file f = {NULL, sk_diags_new(SK_LANG_EN), SK_OK, SK_BUF_INIT};
    f.code = sk_sie_read("a.se", text, n, &f.s, f.d);
    sk_diags_sort(f.d);
    for (size_t i = 0; i < sk_diags_len(f.d); i++)
        sk_buf_addf(&f.told, "%s:%d ", sk_diags_at(f.d, i)->rule, sk_diags_at(f.d, i)->line);
    return f;
}

static file read_str(const char *text) { return read_n(text, strlen(text)); }

static void done(file *f)
{
    sk_sie_free(f->s);
    sk_diags_free(f->d);
    sk_buf_free(&f->told);
}

/* Letters as CP437: å 86, ä 84, ö 94. */
static const char type4[] =
    "#FLAGGA 0\r\n#FORMAT PC8\r\n#SIETYP 4\r\n#FNAMN \"Link\x94pings kommun\"\r\n"
    "#RAR 0 20230101 20231231\r\n#RAR -1 20220101 20221231\r\n"
    "#DIM 1 Ansvar\r\n#OBJEKT 1 \"8110\" \"K\x94ket i Berga\"\r\n"
    "#KONTO 6410 Livsmedel\r\n#KTYP 6410 K\r\n#KONTO 1930 \"Bank {eget} \\\"konto\\\"\"\r\n"
    "#RES 0 6410 1500.50\r\n"
    "#VER A 1 20230115 \"Ink\x94p {mj\x94lk}\" 20230116\r\n{\r\n"
    "   #TRANS 6410 {1 \"8110\"} 1000.00 20230115 \"mj\x94lk } i l\x86"
    "da\" 4\r\n"
    "\t#TRANS\t6410 { \"1\" \"8120\" 6 P1 }\t500.5\r\n"
    "   #BTRANS 6410 {} 99\r\n"
    "   #RTRANS 6410 {} 7.00\r\n   #TRANS 6410 {} 7.00\r\n   #TRANS 6410 {} -7\r\n"
    "   #TRANS 1930 {} -1500.50\r\n}\r\n";

static void check_type4(const sk_sie *s)
{
    assert_int_equal(s->type, 4);
    assert_string_equal(s->company, "Linköpings kommun");
    assert_int_equal(s->n_rows, 6); /* #RES and five #TRANS */
    assert_int_equal(s->n_struck, 1);
    assert_int_equal(s->n_repeated, 1);
    const sk_sie_row *r = &s->row[1];
    assert_true(r->kind == SK_SIE_TRANS && r->ore == 100000 && r->period == 202301 && r->year == 0);
    assert_true(r->n_obj == 1 && r->obj[0].dim == 1);
    assert_string_equal(r->obj[0].key, "8110");
    assert_string_equal(r->text, "mjölk } i låda");
    assert_true(s->row[2].ore == 50050 && s->row[2].n_obj == 2 && s->row[2].obj[1].dim == 6);
    assert_string_equal(s->row[2].obj[1].key, "P1");
    assert_string_equal(s->account[1].name, "Bank {eget} \"konto\"");
    assert_true(s->account[0].type == 'K' && s->voucher[0].sum == 0);
    assert_string_equal(s->voucher[0].text, "Inköp {mjölk}");
    assert_string_equal(s->object[0].name, "Köket i Berga");
}

/* The same file in three encodings and three line ends is the same record. */
static void encoding_and_line_ends_change_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *cp437, *w1252, *utf8;
    } letters[] = {{"\x94", "\xF6", "ö"}, {"\x86", "\xE5", "å"}};
    for (int enc = 0; enc < 3; enc++)
        for (int eol = 0; eol < 3; eol++) {
            sk_buf b = SK_BUF_INIT;
            for (const char *p = type4; *p; p++) {
                const char *as = NULL;
                for (size_t i = 0; i < N_OF(letters); i++)
                    if (*p == letters[i].cp437[0])
                        as = enc == 0   ? letters[i].cp437
                             : enc == 1 ? letters[i].w1252
                                        : letters[i].utf8;
                if (*p == '\r' && eol == 1) continue;
                if (*p == '\n' && eol == 2) continue;
                if (as) sk_buf_add(&b, as);
                else sk_buf_addc(&b, *p);
            }
            file f = read_n(b.data, b.len);
            assert_int_equal(f.code, SK_OK);
            check_type4(f.s);
            static const sk_sie_enc want[] = {SK_SIE_CP437, SK_SIE_1252, SK_SIE_UTF8};
            assert_int_equal(f.s->enc, want[enc]);
            assert_string_equal(sk_buf_str(&f.told), enc == 0 ? "" : "S002:0 ");
            done(&f);
            sk_buf_free(&b);
        }
}

static void faults_have_rule_and_line(void **state)
{
    (void)state;
#define V "#RAR 0 20230101 20231231\n#VER A 1 20230115\n"
    static const struct {
        const char *text, *told;
    } rows[] = {
        {"", "S001:0 "},
        {"hello\n", "S001:0 "},
        {"#FLAGGA 0\n#RES 0 6410 12.345\n", "S004:2 "},
        {"#FLAGGA 0\n#RES 0 6410 12,34\n", "S004:2 "},
        {"#FLAGGA 0\n#RES 0 6410 x\n#RES 0 6410\n", "S004:2 S003:3 "},
        {"#FLAGGA 0\n#RES 0 6410 \"12\n", "S003:2 "},
        {"#RAR 0 20230101 20221231\n", "S005:1 "},
        {"#RAR 0 20230101 20230230\n", "S005:1 "},
        {"#RAR 0 20230101 20231231\n#RAR 0 20230101 20231231\n", "S009:2 "},
        {"#PSALDO 0 202313 6410 {} 1\n", "S005:1 "},
        {"#PSALDO 0 202312 6410 {1} 1\n", "S006:1 "},
        {"#PSALDO 0 202312 6410 {x 1} 1\n", "S006:1 "},
        {"#PSALDO 0 202312 6410 {1 2 1\n", "S003:1 "},
        {"#PSALDO 0 202312 6410 1 1\n", "S006:1 "},
        {"#RES 0 6410 1\n#RES 0 6410 1\n", "S009:2 "},
        {"#PSALDO 0 202312 6410 {} 1\n#PSALDO 0 202312 6410 {} 1\n", "S009:2 "},
        {V "{\n#TRANS 1 {} 5\n#TRANS 2 {} -4\n}\n", "S008:2 "},
        {V "{\n#TRANS 1 {} 5\n#TRANS 2 {} -5\n", "S007:2 "},
        {V "{\n#TRANS 1 {} 5\n#TRANS 2 {} -5\n}\n}\n", "S007:7 "},
        {V "#TRANS 1 {} 5\n", "S007:2 S007:3 "},
        {"#TRANS 1 {} 5\n", "S007:1 "},
        {"#VER A 1 2023-01-15\n{\n}\n", "S005:1 "},
        {V "{\n#TRANS 1 {} 5 20240101\n#TRANS 2 {} -5\n}\n", ""},
        {"#RAR 0 20230101 20231231\n#VER A 1 20240115\n{\n#TRANS 1 {} 0\n}\n", "S005:4 "},
        {"#RES 0 6410 10\n#PSALDO 0 202301 6410 {} 4\n#PSALDO 0 202302 6410 {} 5\n", "S010:1 "},
        {"#RES 0 6410 9\n#PSALDO 0 202301 6410 {} 4\n#PSALDO 0 202302 6410 {} 5\n"
         "#PSALDO 0 202302 6410 {1 8110} 5\n",
         ""}, /* the object row is a part, not more */
        {"#RES 0 6410 6\n" V "{\n#TRANS 6410 {} 5\n#TRANS 2 {} -5\n}\n", "S010:1 "},
        {"#RES -1 6410 6\n#RES 0 6410 5\n#PSALDO 0 202301 6410 {} 5\n", ""}, /* other year */
        {"#PSALDO 0 202301 6410 {1 8110} 5\n", "S010:1 "},
        {"#FLAGGA 0\n#NEWTAG 1\n#OTHER\n", "S011:2 "},
        {"#FLAGGA 0\n#FNAMN \"K\xEF\xBF\xBDk\"\n", "S002:2 "},
        {"#VER A 1 20230115 {\n#TRANS 1 {} 5\n#TRANS 2 {} -5\n}\n", ""},
        {"#UNDERDIM 21 Enhet 20\n#DIM 0 x\n", "S006:2 "},
        {"#SIETYP 5\n#SIETYP 4E\n", "S003:1 "},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        file f = read_str(rows[i].text);
        if (strcmp(sk_buf_str(&f.told), rows[i].told) != 0) {
            sk_buf b = SK_BUF_INIT;
            sk_diags_print(f.d, &b);
            fail_msg("row %zu: %s\n%s", i, sk_buf_str(&f.told), sk_buf_str(&b));
        }
        done(&f);
    }
    file f = read_n("#FLAGGA 0\n\0", 11);
    assert_int_equal(f.code, SK_E_INPUT);
    done(&f);
}

static void long_year_and_no_year(void **state)
{
    (void)state;
    file f = read_str("#RAR 0 20130701 20150831\n#VER A 1 20150115\n{\n#TRANS 1 {} +5\n"
                      "#TRANS 2 {} -5.0\n}\n");
    assert_true(f.s->n_rows == 2 && f.s->row[0].year == 0 && f.s->row[0].ore == 500);
    done(&f);
    f = read_str("#SIETYP 4\n#VER A 1 20150115\n{\n#TRANS 1 {} 5\n#TRANS 2 {} -5\n}\n");
    assert_true(f.s->row[1].year == 0 && f.s->row[1].period == 201501); /* 4i */
    done(&f);
}

static void dimensions_go_by_name(void **state)
{
    (void)state;
    file f = read_str("#DIM 20 Ansvar\n#DIM 1 Verksamhet\n#UNDERDIM 21 Enhet 20\n");
    assert_int_equal(sk_sie_dim_no(f.s, "ansvar"), 20);
    assert_int_equal(sk_sie_dim_no(f.s, "Enhet"), 21);
    assert_int_equal(sk_sie_dim_no(f.s, "kostnadsställe"), 0); /* 1 is Verksamhet in this file */
    assert_int_equal(sk_sie_dim_no(f.s, "Projekt"), 6);
    assert_int_equal(sk_sie_dim_no(f.s, "okänd"), 0);
    done(&f);
}

/* ---- the ledger ---- */

static void ledger_is(const char *text, int year, bool budget, const char *dim, const char *want)
{
    file f = read_str(text);
    sk_arena *a = sk_arena_new();
    sk_ledger l;
    sk_ledger_ask ask = {year, budget, dim};
    sk_buf b = SK_BUF_INIT;
    sk_code code = sk_ledger_from_sie(f.s, &ask, a, &l, f.d);
    if (code != SK_OK) {
        sk_diags_sort(f.d);
        for (size_t i = 0; i < sk_diags_len(f.d); i++)
            if (sk_diags_at(f.d, i)->rule[0] == 'L') sk_buf_add(&b, sk_diags_at(f.d, i)->rule);
    }
    for (size_t i = 0; code == SK_OK && i < l.n; i++)
        sk_buf_addf(&b, "%s/%s/%d/%lld ", l.row[i].account, l.row[i].object, l.row[i].period,
                    (long long)l.row[i].ore);
    assert_string_equal(sk_buf_str(&b), want);
    sk_buf_free(&b);
    sk_arena_free(a);
    done(&f);
}

static void nothing_is_counted_twice(void **state)
{
    (void)state;
    static const char balances[] = "#DIM 20 Ansvar\n#RES 0 6410 9\n#RES -1 6410 4\n"
                                   "#PSALDO 0 202301 6410 {} 9\n#PSALDO 0 202301 6410 {20 B} 2\n"
                                   "#PSALDO 0 202301 6410 {20 A} 5\n#PSALDO 0 202301 6410 {6 P} 8\n"
                                   "#PSALDO 0 202301 6410 {20 A 6 P} 5\n"
                                   "#PBUDGET 0 202301 6410 {} 7\n#PSALDO 0 202301 5011 {20 A} 3\n";
    ledger_is(balances, 0, false, "Ansvar",
              "5011/A/202301/300 6410//202301/200 6410/A/202301/500 6410/B/202301/200 ");
    ledger_is(balances, 0, false, NULL, "L003"); /* 5011 has no {} row */
    ledger_is(balances, -1, false, "Ansvar", "6410//0/400 ");
    ledger_is(balances, 0, true, "Ansvar", "6410//202301/700 ");
    ledger_is(balances, -1, true, "Ansvar", "L002");
    ledger_is(balances, 0, false, "Okänd", "L001");
    ledger_is("#DIM 20 Ansvar\n#PSALDO 0 202301 6410 {} 9\n#PSALDO 0 202301 6410 {20 A 6 P} 4\n"
              "#PSALDO 0 202301 6410 {20 A 6 Q} 5\n",
              0, false, "Ansvar", "6410/A/202301/400 6410/A/202301/500 ");
    ledger_is(type4, 0, false, "Ansvar",
              "1930//202301/-150050 6410//202301/700 6410//202301/-700 6410/8110/202301/100000 "
              "6410/8120/202301/50050 ");
}

static void csv_gives_the_same_record(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
        sk_code code;
    } rows[] = {
        {"konto;objekt;period;belopp_kr\r\n6410;A;202301;1 000,50\r\n5011;;;-7\r\n",
         "5011//0/-700 6410/A/202301/100050 ", SK_OK},
        {"account,amount_kr\n6410,12.5\n", "6410//0/1250 ", SK_OK},
        {"konto;belopp_kr\n6410;1,234\n", "L006:2 ", SK_E_INPUT},
        {"konto;belopp_kr\n6410;1.50\n", "C006:2 ", SK_E_INPUT},
        {"konto;belopp_kr\n;5\n6410;\n", "L006:2 L006:3 ", SK_E_INPUT},
        {"konto;period;belopp_kr\n6410;202313;5\n", "L006:2 ", SK_E_INPUT},
        {"konto;kr\n6410;5\n", "L005:1 ", SK_E_INPUT},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_arena *a = sk_arena_new();
        sk_buf b = SK_BUF_INIT;
        sk_csv t;
        sk_ledger l;
        assert_int_equal(sk_csv_parse("l.csv", rows[i].text, strlen(rows[i].text), a, &t, d),
                         SK_OK);
        assert_int_equal(sk_ledger_from_csv(&t, a, &l, d), rows[i].code);
        sk_diags_sort(d);
        for (size_t k = 0; k < sk_diags_len(d); k++)
            sk_buf_addf(&b, "%s:%d ", sk_diags_at(d, k)->rule, sk_diags_at(d, k)->line);
        for (size_t k = 0; rows[i].code == SK_OK && k < l.n; k++)
            sk_buf_addf(&b, "%s/%s/%d/%lld ", l.row[k].account, l.row[k].object, l.row[k].period,
                        (long long)l.row[k].ore);
        assert_string_equal(sk_buf_str(&b), rows[i].want);
        sk_buf_free(&b);
        sk_arena_free(a);
        sk_diags_free(d);
    }
}

/* ---- writing ---- */

static void what_is_written_reads_back(void **state)
{
    (void)state;
    static const sk_sie_object obj[] = {{1, "81 10"}, {20, "a}\"b"}};
    static const sk_sie_post post[] = {{"3410", obj, 2, -123456, "Portioner å ä ö \\"},
                                       {"4410", NULL, 0, 123450, ""},
                                       {"3740", obj, 1, 6, "öres\"avrundning\"\n"}};
    sk_sie_head h = {"storkok", "1", "Linköpings kommun", "212000-0449", 19700};
    sk_buf b = SK_BUF_INIT, bytes = SK_BUF_INIT;
    sk_sie_write_head(&b, &h);
    sk_sie_write_dim(&b, 1, "Ansvar");
    assert_false(sk_sie_write_voucher(&b, "K", "1", 19700, "fel", post, 2));
    assert_false(sk_sie_write_voucher(&b, "K", "1", 19700, "fel", post, 0));
    assert_true(sk_sie_write_voucher(&b, "K", "1", 19700, "Måltider {nov} → \\\\", post, 3));
    assert_int_equal(sk_sie_to_cp437(b.data, b.len, &bytes), 1); /* the arrow */
    file f = read_n(bytes.data, bytes.len);
    assert_int_equal(f.code, SK_OK);
    assert_string_equal(sk_buf_str(&f.told), "");
    assert_true(f.s->enc == SK_SIE_CP437 && f.s->type == 4 && f.s->n_rows == 3 &&
                f.s->n_unknown == 0);
    assert_string_equal(f.s->company, "Linköpings kommun");
    assert_string_equal(f.s->voucher[0].text, "Måltider {nov} ? //");
    assert_string_equal(f.s->row[0].obj[1].key, "a}\"b");
    assert_string_equal(f.s->row[0].text, "Portioner å ä ö /");
    assert_string_equal(f.s->row[2].text, "öres\"avrundning\" ");
    assert_true(f.s->row[0].ore == -123456 && f.s->row[2].ore == 6 && f.s->row[1].n_obj == 0);
    assert_true(f.s->row[0].day == 19700 && f.s->voucher[0].sum == 0);
    done(&f);
    sk_buf_free(&b);
    sk_buf_free(&bytes);
}

static void longest_prefix_decides(void **state)
{
    (void)state;
    static const sk_account_group g[] = {{"64", 0}, {"641", 1}, {"5", 2}, {"6410", 3}};
    assert_int_equal(sk_account_group_of(g, 4, "6410"), 3);
    assert_int_equal(sk_account_group_of(g, 4, "6415"), 1);
    assert_int_equal(sk_account_group_of(g, 4, "6490"), 0);
    assert_int_equal(sk_account_group_of(g, 4, "7010"), SK_NONE);
}

static void memory_ends_anywhere(void **state)
{
    (void)state;
    for (unsigned long n = 1; n < 200; n++) {
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_sie *s;
        sk_mem_fail_at(n);
        sk_code code = sk_sie_read("a.se", type4, sizeof type4 - 1, &s, d);
        sk_mem_fail_at(0);
        assert_true(code == SK_OK || code == SK_E_NOMEM);
        sk_sie_free(s);
        sk_diags_free(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encoding_and_line_ends_change_nothing),
        cmocka_unit_test(faults_have_rule_and_line),
        cmocka_unit_test(long_year_and_no_year),
        cmocka_unit_test(dimensions_go_by_name),
        cmocka_unit_test(nothing_is_counted_twice),
        cmocka_unit_test(csv_gives_the_same_record),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(longest_prefix_decides),
        cmocka_unit_test(memory_ends_anywhere),
    };
    return cmocka_run_group_tests_name("price sie", tests, NULL, NULL);
}
