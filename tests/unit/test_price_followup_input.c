/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the follow-up reads: order, encoding and line ends change nothing, each fault is named. */
#include "unit/followup.h"

#include "base/mem.h"

static void report_json(const char *to, sk_buf *out)
{
    run x;
    start(&x, to);
    assert_int_equal(x.code, SK_OK);
    sk_report *r = sk_fu_report_make(&x.r, SK_LANG_SV);
    assert_true(r && sk_report_ok(r));
    r->n_inputs = 0; /* their hashes differ */
    sk_report_json(r, out);
    sk_report_free(r);
    end(&x);
}

static void reversed(const char *name)
{
    char path[FOLDER_PATH];
    sk_buf in = SK_BUF_INIT, out = SK_BUF_INIT;
    copy_path(path, name);
    assert_int_equal(sk_file_read(path, 0, &in, NULL), SK_OK);
    const char *body = strchr(sk_buf_str(&in), '\n') + 1, *e = in.data + in.len;
    sk_buf_addn(&out, in.data, (size_t)(body - in.data));
    while (e > body) {
        const char *s = e - 1;
        while (s > body && s[-1] != '\n') s--;
        sk_buf_addn(&out, s, (size_t)(e - s));
        e = s;
    }
    put_doc(name, sk_buf_str(&out), out.len);
    sk_buf_free(&in);
    sk_buf_free(&out);
}

static void order_of_rows_changes_nothing(void **state)
{
    (void)state;
    static const char *const docs[] = {
        "followup/areas.csv",   "followup/cost_centres.csv", "followup/targets.csv",
        "followup/volumes.csv", "followup/drivers.csv",      "followup/reports.csv",
        "followup/budget.csv",  "followup/outturn.csv",      "continuity.csv"};
    sk_buf a = SK_BUF_INIT, b = SK_BUF_INIT;
    report_json("2023-10-31", &a);
    for (size_t i = 0; i < N_OF(docs); i++) reversed(docs[i]);
    report_json("2023-10-31", &b);
    assert_string_equal(sk_buf_str(&a), sk_buf_str(&b));
    assert_non_null(strstr(sk_buf_str(&a), "\"ej uppmätt\""));
    sk_buf_free(&a);
    sk_buf_free(&b);
}

/* A document as Excel saves it: line ends of Windows, with a mark of UTF-8 or in windows-1252. */
static void resaved(const char *name, bool latin)
{
    char path[FOLDER_PATH];
    sk_buf in = SK_BUF_INIT, out = SK_BUF_INIT;
    copy_path(path, name);
    assert_int_equal(sk_file_read(path, 0, &in, NULL), SK_OK);
    if (!latin) sk_buf_add(&out, "\xef\xbb\xbf");
    for (size_t i = 0; i < in.len; i++) {
        unsigned char c = (unsigned char)in.data[i];
        if (c == '\n') sk_buf_add(&out, "\r\n");
        else if (latin && c == 0xc3) /* å ä ö and their capitals */
            sk_buf_addf(&out, "%c", (unsigned char)in.data[++i] | 0x40);
        else sk_buf_addn(&out, in.data + i, 1);
    }
    put_doc(name, sk_buf_str(&out), out.len);
    sk_buf_free(&in);
    sk_buf_free(&out);
}

static void encoding_and_line_ends_change_nothing(void **state)
{
    static const char *const docs[] = {"followup/areas.csv",   "followup/cost_centres.csv",
                                       "followup/targets.csv", "followup/volumes.csv",
                                       "followup/drivers.csv", "followup/reports.csv",
                                       "followup/equity.csv",  "followup/budget.csv",
                                       "followup/outturn.csv", "continuity.csv"};
    sk_buf want = SK_BUF_INIT;
    report_json("2023-10-31", &want);
    for (int latin = 0; latin <= 1; latin++) {
        sk_buf got = SK_BUF_INIT;
        for (size_t i = 0; i < N_OF(docs); i++) resaved(docs[i], latin == 1);
        report_json("2023-10-31", &got);
        assert_string_equal(sk_buf_str(&want), sk_buf_str(&got));
        sk_buf_free(&got);
        small_case(state);
    }
    sk_buf_free(&want);
}

static void expect_fault(const char *to, const char *want)
{
    run x;
    sk_buf got = SK_BUF_INIT;
    start(&x, to);
    list_rules(x.d, false, &got);
    assert_string_equal(sk_buf_str(&got), want);
    assert_int_equal(x.code, SK_E_INPUT);
    sk_buf_free(&got);
    end(&x);
}

#define HEAD_BOOKS "konto;objekt;period;belopp_kr\n"
static void each_fault_is_named_with_file_and_row(void **state)
{
    static const struct {
        const char *doc, *text, *to, *want;
    } t[] = {
        {"followup/outturn.csv", HEAD_BOOKS "5011;499;202301;1\n", "2023-01-31",
         "followup/outturn.csv:2:0 F010\n"},
        {"followup/outturn.csv", HEAD_BOOKS "5011;;202301;1\n", "2023-01-31",
         "followup/outturn.csv:2:0 F010\n"},
        {"followup/outturn.csv", HEAD_BOOKS "7711;420;202301;1\n", "2023-01-31",
         "followup/outturn.csv:2:0 F011\n"},
        {"followup/outturn.csv", HEAD_BOOKS "5011;420;;1\n", "2023-01-31",
         "followup/outturn.csv:2:0 F012\n"},
        {"followup/outturn.csv", HEAD_BOOKS "5011;420;202201;1\n", "2023-01-31",
         "followup/outturn.csv:2:0 F012\n"},
        {"followup/outturn.csv", HEAD_BOOKS "5011;420;202301;1,234\n", "2023-01-31",
         "followup/outturn.csv:2:17 L006\n"},
        {"followup/outturn.csv", HEAD_BOOKS "5011;420;202301;1\n", "2023-03-31",
         "followup:0:0 F015\n"},
        {"followup/areas.csv",
         "id;namn;nivå\nmat;Mat;detalj\nannat;A;detalj\nhr;H;förvaltning\nforv;F;förvaltning\n",
         "2023-10-31", "followup/areas.csv:4:6 F004\n"},
        {"followup/cost_centres.csv",
         "ansvar;namn;område;restaurangchef\n420;L;mat;rc2\n420;B;annat;rc1\n410;B;hr;\n",
         "2023-10-31", "followup/cost_centres.csv:2:1 F002\nfollowup/cost_centres.csv:4:7 F003\n"},
        {"followup/volumes.csv",
         "period;område;produkt;kund;plan;utfall;självkostnad_kr\n"
         "202313;mat;lunch_aldre;aon;1;1;1\n",
         "2023-10-31", "followup/volumes.csv:2:1 F001\n"},
        {"followup/drivers.csv", "område;period;slag;plan;utfall\nmat;202310;avtalspris;0;1\n",
         "2023-10-31", "followup/drivers.csv:2:23 R005\n"},
        {"followup/equity.csv",
         "område;år;ingående_kr;resultat_kr;omsättning_kr\nmat;2020;;1;1\nmat;2022;5;1;1\n",
         "2023-10-31",
         "followup/equity.csv:2:10 F005\nfollowup/equity.csv:3:5 F005\nfollowup/equity.csv:3:10 "
         "F005\n"},
        {"followup/values.csv",
         "mått;område;från;till;kön;täljare;nämnare\nheltid;mat;2023-01-01;2023-06-30;;12;10\n",
         "2023-10-31", "followup/values.csv:2:35 F006\n"},
        {"followup/targets.csv",
         "mått;från;till;villkor;gräns;regel;källa\nheltid;2023-01-01;;minst;76;r;k\n"
         "heltid;2024-01-01;;minst;80;r;k\n",
         "2023-10-31", "followup/targets.csv:3:8 F007\n"},
        {"followup/ledger.se", "#FLAGGA 0\n", "2023-10-31", "followup:0:0 F008\n"},
        {"followup/budget.csv", HEAD_BOOKS "5011;420;202301;0\n", "2023-10-31",
         "followup:0:0 F017\n"},
        {"calendars.csv",
         "id;namn;dagar;öppet_helgdag;från;till;fil\n"
         "skola;Grundskola;MTOTF..;nej;2023-08-14;2024-06-14;skola.ics\n"
         "fsk;Förskola;MTOTF..;nej;2023-01-01;2024-06-30;forskola.ics\n"
         "omsorg;Äldreomsorg;MTOTFLS;ja;2023-01-01;2024-07-31;\n",
         "2023-10-31", "calendars.csv:0:0 F016\n"},
    };
    for (size_t i = 0; i < N_OF(t); i++) {
        char path[FOLDER_PATH];
        put(t[i].doc, t[i].text);
        expect_fault(t[i].to, t[i].want);
        copy_path(path, t[i].doc);
        unlink(path);
        small_case(state);
    }
    expect_fault("2023-01-30", "followup:0:0 F014\n");
}

static void one_failure_each(void **state)
{
    (void)state;
    char path[FOLDER_PATH];
    sk_kommun *k;
    sk_diags *d;
    assert_int_equal(load_copy(&k, &d), SK_OK);
    sk_diags_free(d);
    copy_path(path, "");
    sk_code code = SK_E_NOMEM;
    unsigned long i = 0;
    for (i = 1; code == SK_E_NOMEM && i < 3000; i++) {
        sk_annex *a = NULL;
        sk_followup f;
        sk_fu_books b;
        sk_fu_result_set r;
        sk_report *report = NULL;
        d = sk_diags_new(SK_LANG_EN);
        sk_mem_fail_at(i);
        sk_arena *arena = sk_arena_new();
        code = arena ? sk_followup_load(path, k, &a, &f, d, NULL) : SK_E_NOMEM;
        if (!code) code = sk_fu_books_read(&f, groups, N_OF(groups), 2023, arena, &b, d);
        if (!code)
            code = sk_fu_run(k, &f, &b, day_of("2023-10-31"), (sk_fu_waste){-1, SK_NOT_MEASURED},
                             arena, &r, d);
        if (!code) report = sk_fu_report_make(&r, SK_LANG_SV);
        if (!code && (!report || !sk_report_ok(report))) code = SK_E_NOMEM;
        sk_mem_fail_at(0);
        sk_report_free(report);
        sk_annex_free(a);
        sk_arena_free(arena);
        sk_diags_free(d);
    }
    assert_int_equal(code, SK_OK);
    assert_true(i > 20);
    sk_kommun_free(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(order_of_rows_changes_nothing, small_case),
        cmocka_unit_test_setup(encoding_and_line_ends_change_nothing, small_case),
        cmocka_unit_test_setup(each_fault_is_named_with_file_and_row, small_case),
        cmocka_unit_test_setup(one_failure_each, small_case),
    };
    return cmocka_run_group_tests_name("price_followup_input", tests, NULL, NULL);
}
