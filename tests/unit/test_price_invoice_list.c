/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bills by what `storkok price` gave out: twelve of them are its year; a doubtful list is refused. */
#include "unit/invoice.h"

#include "base/mem.h"
#include "input/price_list.h"

/* Two-part with 7 öre of the fee and 5 of the remainder over; single with its remainder in January. */
#define ROW_SCHOOL                                                                                 \
    "{\"customer_id\":\"bun\",\"product_id\":\"skollunch\",\"portions\":1000,"                     \
    "\"price_ore\":2086,\"places\":100,\"fee_ore\":120000007,\"remainder_ore\":5,"                 \
    "\"year_ore\":122086012}"
#define ROW_CARE                                                                                   \
    "{\"customer_id\":\"aon\",\"product_id\":\"aldre\",\"portions\":40,\"price_ore\":3597,"        \
    "\"places\":null,\"fee_ore\":null,\"remainder_ore\":39,\"year_ore\":143919}"
#define ROW_GUEST                                                                                  \
    "{\"customer_id\":\"gaster\",\"product_id\":\"gast\",\"portions\":10,\"price_ore\":3818,"      \
    "\"places\":null,\"fee_ore\":null,\"remainder_ore\":0,\"year_ore\":38180}"
#define ROW_MONTHS(customer, product, each, last)                                                  \
    "{\"customer_id\":\"" customer "\",\"product_id\":\"" product "\",\"month_1_ore\":" each       \
    ",\"month_2_ore\":" last ",\"month_3_ore\":" last ",\"month_4_ore\":" last                     \
    ",\"month_5_ore\":" last ",\"month_6_ore\":" last ",\"month_7_ore\":" last                     \
    ",\"month_8_ore\":" last ",\"month_9_ore\":" last ",\"month_10_ore\":" last                    \
    ",\"month_11_ore\":" last ",\"month_12_ore\":" last "}"
#define LIST(year, prices, months)                                                                 \
    "{\"format\":\"storkok-price/1\",\"facts\":{\"year\":\"" year                                  \
    "\"},\"tables\":{\"prices\":[" prices "],\"months\":[" months "]}}"
static const char MONTHS[] = ROW_MONTHS("bun", "skollunch", "10000001", "10000001") "," ROW_MONTHS(
    "aon", "aldre", "39", "0") "," ROW_MONTHS("gaster", "gast", "0", "0");

static sk_code read_list(run *x, const char *text, sk_price_list *out)
{
    char path[FOLDER_PATH];
    put("report.json", text);
    copy_path(path, "report.json");
    sk_diags_free(x->d);
    x->d = sk_diags_new(SK_LANG_EN);
    sk_code code = sk_price_list_read(path, 2023, x->in.customer, x->in.n_customers, x->in.tariff,
                                      x->in.n_tariffs, x->arena, out, x->d, NULL);
    unlink(path);
    return code;
}

static const char *list_text(sk_buf *b)
{
    sk_buf_add(b, LIST("2023", ROW_SCHOOL "," ROW_CARE "," ROW_GUEST, ""));
    b->len -= 3; /* ]}} */
    sk_buf_add(b, MONTHS);
    sk_buf_add(b, "]}}");
    return sk_buf_str(b);
}

static void twelve_months_are_the_price_list(void **state)
{
    (void)state;
    run x;
    sk_buf b = SK_BUF_INIT;
    sk_price_list list;
    sk_ore fees = 0, rests = 0, nets = 0, first = 0, planned = 0;
    start(&x, 11, NULL, 0);
    assert_int_equal(read_list(&x, list_text(&b), &list), SK_OK);
    for (int m = 1; m <= 12; m++) {
        x.in.listed = list.row;
        x.in.n_listed = list.n;
        x.in.list_name = list.file;
        x.in.month = m;
        assert_int_equal(sk_invoice_make(&x.in, x.arena, &x.v, x.d), SK_OK);
        assert_int_equal(sum_of_posts(&x), 0);
        for (int i = 0; i < x.v.n_lines; i++) {
            const sk_inv_line *l = &x.v.line[i];
            assert_true(l->rest >= 0 && l->net == l->variable + l->fee + l->rest);
            fees += l->fee;
            rests += l->rest;
            nets += l->net - l->variable;
        }
        if (m == 1) first = line(&x, "aon", "aldre")->rest;
        else assert_int_equal(line(&x, "aon", "aldre")->rest, 0);
    }
    assert_int_equal(fees, 120000007);
    assert_int_equal(rests, 44);
    assert_int_equal(first, 39);
    for (int i = 0; i < list.n; i++) planned += list.row[i].price * list.row[i].portions;
    assert_int_equal(nets + planned, 122086012 + 143919 + 38180);
    sk_report *r = sk_invoice_report(&x.v, SK_LANG_SV);
    sk_buf_clear(&b);
    sk_report_json(r, &b);
    assert_non_null(strstr(sk_buf_str(&b), "\"year_ore\": 122268111")); /* of all */
    sk_report_free(r);
    sk_buf_free(&b);
    end(&x);
}

static void a_doubtful_price_list_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *find, *put, *want;
    } t[] = {
        {"storkok-price/1", "storkok-price/2", "N011"},
        {"\"year\":\"2023\"", "\"year\":\"2024\"", "N011"},
        {"\"year\":\"2023\"", "\"year\":2023", "N011"},
        {"\"months\":[", "\"month\":[", "N011"},
        {"\"customer_id\":\"bun\"", "\"customer_id\":\"bun2\"", "N012"},
        {"\"product_id\":\"gast\"", "\"product_id\":7", "N012"},
        {"\"year_ore\":122086012", "\"year_ore\":122086011", "N013"},
        {"\"price_ore\":3597", "\"price_ore\":-3597", "N013"},
        {"\"price_ore\":3597", "\"price_ore\":35.97", "N013"},
        {"\"month_7_ore\":10000001", "\"month_7_ore\":10000002", "N013"},
        {"\"month_7_ore\":10000001", "\"month_70_ore\":10000001", "N013"},
        {ROW_CARE, ROW_SCHOOL, "N013"}, /* twice */
        {ROW_CARE,
         "{\"customer_id\":\"aon\",\"product_id\":\"skollunch\",\"portions\":1,\"price_ore\":1,"
         "\"places\":0,\"fee_ore\":0,\"remainder_ore\":0,\"year_ore\":1}",
         "N013"}, /* another price for another customer */
        {ROW_GUEST "]", "7]", "N012"},
    };
    run x;
    sk_buf b = SK_BUF_INIT, bad = SK_BUF_INIT;
    start(&x, 11, NULL, 0);
    const char *text = list_text(&b);
    for (size_t i = 0; i < N_OF(t); i++) {
        sk_price_list list;
        const char *at = strstr(text, t[i].find);
        if (!at) fail_msg("%s is not there", t[i].find);
        sk_buf_clear(&bad);
        sk_buf_addn(&bad, text, (size_t)(at - text));
        sk_buf_add(&bad, t[i].put);
        sk_buf_add(&bad, at + strlen(t[i].find));
        assert_int_equal(read_list(&x, sk_buf_str(&bad), &list), SK_E_INPUT);
        if (sk_diags_len(x.d) == 0 || strcmp(sk_diags_at(x.d, 0)->rule, t[i].want) != 0)
            fail_msg("%s: not told as %s", t[i].put, t[i].want);
    }
    for (size_t cut = 0; cut < b.len; cut += 7) { /* a broken file is never a list */
        sk_price_list list;
        sk_buf_clear(&bad);
        sk_buf_addn(&bad, text, cut);
        assert_int_equal(read_list(&x, sk_buf_str(&bad), &list), SK_E_INPUT);
    }
    sk_buf_free(&b);
    sk_buf_free(&bad);
    end(&x);
}

static void a_list_without_memory_is_no_list(void **state)
{
    (void)state;
    run x;
    sk_buf b = SK_BUF_INIT;
    sk_price_list list;
    char path[FOLDER_PATH];
    start(&x, 11, NULL, 0);
    put("report.json", list_text(&b));
    copy_path(path, "report.json");
    sk_code code = SK_E_NOMEM;
    unsigned long i;
    for (i = 1; code != SK_OK && i < 2000; i++) {
        sk_mem_fail_at(i);
        sk_arena *arena = sk_arena_new();
        code = !arena ? SK_E_NOMEM
                      : sk_price_list_read(path, 2023, x.in.customer, x.in.n_customers, x.in.tariff,
                                           x.in.n_tariffs, arena, &list, x.d, NULL);
        sk_mem_fail_at(0);
        assert_true(code == SK_OK || code == SK_E_NOMEM || code == SK_E_INPUT);
        if (code == SK_OK) assert_int_equal(list.n, 3);
        sk_arena_free(arena);
    }
    assert_int_equal(code, SK_OK);
    assert_true(i > 5);
    unlink(path);
    sk_buf_free(&b);
    end(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(twelve_months_are_the_price_list, small_case),
        cmocka_unit_test_setup(a_doubtful_price_list_is_refused, small_case),
        cmocka_unit_test_setup(a_list_without_memory_is_no_list, small_case),
    };
    return cmocka_run_group_tests_name("price_invoice_list", tests, NULL, NULL);
}
