/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The waste report: hostile names stay harmless, nothing that is not known becomes a number, lost memory is told,
 * and what storkok writes as the national protocol it reads back to the same figures. */
#include "unit/folder.h"

#include "base/mem.h"
#include "input/history.h"
#include "input/waste.h"
#include "out/waste_report.h"

static const char rows[] =
    "datum;plats;måltid;ström;mängd_g;portioner\n"
    "2023-11-13;k_berga;lunch;lagring;650;520\n2023-11-13;k_berga;lunch;beredning;1560;520\n"
    "2023-11-13;k_berga;lunch;tillagning;2600;520\n"
    "2023-11-13;berga_46;lunch;servering;3690;164\n2023-11-13;berga_46;lunch;tallrik;2460;164\n"
    "2023-11-13;berga_46;lunch;serverat;55760;164\n2023-11-14;berga_46;lunch;servering;3800;168\n"
    "2023-11-14;=1+1<b>;lunch;servering;3800;168\n2023-11-15;berga_46;lunch;tallrik;0;161\n";

typedef struct made {
    sk_kommun *k;
    sk_waste_log *log;
    sk_arena *arena;
    sk_waste_data data;
    uint8_t forms[16];
} made;

static void make(made *m, const char *text)
{
    char path[FOLDER_PATH];
    sk_diags *d;
    put_doc("history/waste.csv", text, strlen(text));
    load_copy(&m->k, &d);
    assert_non_null(m->k);
    m->arena = sk_arena_new();
    copy_path(path, "");
    assert_int_equal(sk_waste_load(path, m->k, &m->log, d, NULL), SK_OK);
    assert_int_equal(sk_waste_data_make(m->k, NULL, m->log, m->arena, &m->data, NULL), SK_OK);
    memset(m->forms, SK_FORM_SCHOOL, sizeof m->forms);
    sk_diags_free(d);
}

static void unmake(made *m)
{
    sk_waste_log_free(m->log);
    sk_arena_free(m->arena);
    sk_kommun_free(m->k);
}

static const sk_waste_target target = {{0, SK_DAY_FOREVER}, 45000,  45500,  SK_VERDICT_MET,
                                       SK_WASTE_ALL,        "=cmd", "\"x\""};

static sk_report *report(const made *m)
{
    const sk_waste_in in = {.k = m->k,
                            .log = m->log,
                            .data = &m->data,
                            .target = &target,
                            .n_targets = 1,
                            .forms = m->forms,
                            .from = 0,
                            .to = m->k->as_of,
                            .lang = SK_LANG_EN};
    return sk_waste_report(&in);
}

static void hostile_names_stay_harmless(void **state)
{
    (void)state;
    made m;
    sk_buf html = SK_BUF_INIT, json = SK_BUF_INIT, csv = SK_BUF_INIT;
    damage("sites.csv", "Bergaskolan 4-6", "<script>alert(1)</script>");
    make(&m, rows);
    sk_report *r = report(&m);
    assert_true(r && sk_report_ok(r));
    sk_report_html(r, NULL, 0, &html);
    sk_report_json(r, &json);
    sk_report_csv(r, &csv);
    assert_null(strstr(sk_buf_str(&html), "<script>"));
    assert_null(strstr(sk_buf_str(&html), "<b>"));
    assert_non_null(strstr(sk_buf_str(&html), "&lt;script&gt;"));
    assert_non_null(strstr(sk_buf_str(&csv), "'=cmd")); /* no formula for Excel */
    static const char *const never[] = {"nan", "NaN", "inf ", "INF", "-0.0"};
    for (size_t i = 0; i < N_OF(never); i++)
        if (strstr(sk_buf_str(&json), never[i])) fail_msg("%s in the JSON", never[i]);
    assert_non_null(strstr(sk_buf_str(&json), "\"published_verdict\": \"met\""));
    assert_non_null(strstr(sk_buf_str(&json), "\"published_against\": \"not met\""));
    assert_non_null(strstr(sk_buf_str(&json), "called \\\"met\\\""));
    sk_report_free(r);
    unmake(&m);
    sk_buf_free(&html);
    sk_buf_free(&json);
    sk_buf_free(&csv);
}

static void lost_memory_is_told(void **state)
{
    (void)state;
    made m;
    make(&m, rows);
    int told = 0;
    for (unsigned long i = 1; i < 400; i += 1 + i / 12) {
        sk_mem_fail_at(i);
        sk_report *r = report(&m);
        sk_mem_fail_at(0);
        told += !r || !sk_report_ok(r);
        sk_report_free(r);
    }
    assert_true(told > 20);
    unmake(&m);
}

/* Protocol of the report, put where waste.csv was. */
static void the_protocol_reads_back_to_the_same_weighings(void **state)
{
    (void)state;
    made a, b;
    make(&a, rows);
    sk_report *r = report(&a);
    const sk_report_item *file = NULL;
    for (int i = 0; i < r->n_items; i++)
        if (r->item[i]->kind == SK_ITEM_FILE) file = r->item[i];
    assert_non_null(file);
    put_doc("history/waste_protocol.csv", sk_buf_str(&file->data), file->data.len);
    make(&b, "datum;plats;måltid;ström\n");
    assert_int_equal(a.data.n, 8);
    assert_int_equal(b.data.n, a.data.n);
    for (int i = 0; i < a.data.n; i++) {
        const sk_wrec *x = &a.data.rec[i], *y = &b.data.rec[i];
        assert_true(x->day == y->day && x->place == y->place && x->mass == y->mass &&
                    x->g == y->g && x->n == y->n);
    }
    sk_report_free(r);
    unmake(&a);
    unmake(&b);
    put_doc("history/waste_protocol.csv", "", 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup(f, copy_mini)
    const struct CMUnitTest tests[] = {
        T(hostile_names_stay_harmless),
        T(lost_memory_is_told),
        T(the_protocol_reads_back_to_the_same_weighings),
    };
    return cmocka_run_group_tests_name("out_waste", tests, NULL, NULL);
}
