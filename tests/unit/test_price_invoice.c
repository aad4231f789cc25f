/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month's bills, counted by hand; vouchers that sum to 0 and are read back; faults. */
#include "unit/invoice.h"

#include "base/mem.h"
#include "ext/sie.h"

static void counted_by_hand(void **state)
{
    (void)state;
    run x;
    start(&x, 11, NULL, 0);
    assert_int_equal(x.code, SK_OK);
    /* To the 19th: ten school days (berga 180 + 220, vik 90), three days of break (vik 40 % of 90 = 36), and
     * thirteen days of preschool (60 + 30): 4 000 + 900 + 108 + 1 170. */
    const sk_inv_line *school = line(&x, "bun", "skollunch");
    assert_int_equal(school->count, 6178);
    assert_int_equal(school->variable, 6178 * 2010);
    assert_int_equal(school->fee, 10000000); /* the odd öre of the year is January's */
    assert_int_equal(school->vat, 0);
    /* Ordered 40 twice; 17 days by plan; a correction of -3, the other is after the as-of date. The
     * group home by plan all 19 days. */
    assert_int_equal(line(&x, "aon", "aldre")->count, 80 + 17 * SABO_PLAN - 3 + 19 * LSS_PLAN);
    const sk_inv_line *guest = line(&x, "gaster", "gast");
    assert_int_equal(guest->net, 37750);
    assert_int_equal(guest->vat, 4530);
    assert_int_equal(x.v.n_totals, 3);
    assert_int_equal(sum_of_posts(&x), 0);
    assert_true(x.v.known < x.v.to);
    end(&x);
}

static void days_say_where_they_come_from(void **state)
{
    (void)state;
    run x;
    start(&x, 11, NULL, 0);
    assert_int_equal(x.code, SK_OK);
    const sk_inv_row *r = NULL;
    for (int i = 0; i < x.v.n_rows; i++)
        if (x.v.row[i].site != SK_NONE && !strcmp(x.k->site[x.v.row[i].site].id, "ljung_sabo"))
            r = &x.v.row[i];
    assert_non_null(r);
    assert_int_equal(r->days[SK_INV_ORDERED], 2);
    assert_int_equal(r->days[SK_INV_PLAN], 17);
    assert_int_equal(r->days[SK_INV_UNKNOWN], 11);
    assert_int_equal(r->corrected, -3);
    assert_int_equal(r->billed, r->basis + r->corrected);
    assert_int_equal(r->basis - r->plan, 2 * (40 - SABO_PLAN));
    end(&x);
}

static void the_file_is_read_back(void **state)
{
    (void)state;
    run x;
    sk_buf b = SK_BUF_INIT;
    sk_sie *s = NULL;
    start(&x, 11, NULL, 0);
    assert_int_equal(x.code, SK_OK);
    assert_true(sk_invoice_sie(&x.v, "Lillby", SK_LANG_SV, &b));
    assert_non_null(memchr(b.data, 0x84, b.len)); /* ä in CP437 */
    assert_int_equal(sk_sie_read("booking.si", b.data, b.len, &s, x.d), SK_OK);
    assert_int_equal(sk_diags_len(x.d), 0);
    assert_int_equal(s->n_vouchers, 3);
    sk_ore debit = 0, vat = 0;
    size_t rows = 0;
    for (size_t i = 0; i < s->n_rows; i++) {
        rows += s->row[i].kind == SK_SIE_TRANS;
        if (strcmp(s->row[i].account, "4612") == 0 || strcmp(s->row[i].account, "1511") == 0)
            debit += s->row[i].ore;
        if (strcmp(s->row[i].account, "2621") == 0) vat += s->row[i].ore;
    }
    sk_ore gross = 0;
    for (int i = 0; i < x.v.n_totals; i++) gross += x.v.total[i].gross;
    assert_int_equal(debit, gross);
    assert_int_equal(vat, -4530);
    assert_int_equal(rows, x.v.n_posts);
    for (size_t i = 0; i < s->n_vouchers; i++) assert_int_equal(s->voucher[i].sum, 0);
    assert_non_null(strstr(s->voucher[0].text, "PRELIMINÄRT"));
    sk_sie_free(s);
    sk_buf_free(&b);
    end(&x);
}

static void december_settles_the_year(void **state)
{
    (void)state;
    run x;
    damage("kommun.json", "2023-11-19", "2023-12-31");
    start(&x, 12, NULL, 0);
    assert_int_equal(x.code, SK_OK);
    assert_int_equal(x.v.n_settles, 0);
    int product = 0, board = 0;
    while (strcmp(x.k->product[product].id, "lunch_aldre") != 0) product++;
    while (strcmp(x.k->board[board].id, "aon") != 0) board++;
    end(&x);
    const sk_fu_volume v[] = {{202301, 0, product, board, 9000, SK_FU_EMPTY, 0},
                              {202312, 0, product, board, 345, 7, 0}};
    start(&x, 12, v, 2);
    assert_int_equal(x.code, SK_OK);
    assert_int_equal(x.v.n_settles, 1);
    const sk_inv_settle *s = &x.v.settle[0];
    assert_int_equal(s->decided, 9345);
    assert_true(s->settled && s->billed > 1000);
    assert_int_equal(s->difference, (9345 - s->billed) * 3250);
    assert_int_equal(line(&x, "aon", "aldre")->settlement, s->difference);
    assert_int_equal(sum_of_posts(&x), 0);
    end(&x);
}

/* Nothing of December is known in November: the fee is, and the bill says that it is in advance. */
static void a_month_to_come_is_its_fixed_fees(void **state)
{
    (void)state;
    run x;
    start(&x, 12, NULL, 0);
    assert_int_equal(x.code, SK_OK);
    assert_true(x.v.known < x.v.from);
    const sk_inv_line *l = line(&x, "bun", "skollunch");
    assert_true(l->count == 0 && l->variable == 0 && l->fee == 10000000);
    assert_int_equal(sum_of_posts(&x), 0);
    sk_report *r = sk_invoice_report(&x.v, SK_LANG_SV);
    assert_true(r->short_of && strncmp(r->headline, "I FÖRSKOTT 2023-12", 19) == 0);
    sk_report_free(r);
    end(&x);
}

/* A year that is not all known is not settled, though the customer has agreed to it. */
static void an_unknown_day_puts_the_settlement_off(void **state)
{
    (void)state;
    run x;
    damage("kommun.json", "2023-11-19", "2023-12-30");
    start(&x, 12, NULL, 0);
    int product = 0, board = 0;
    while (strcmp(x.k->product[product].id, "lunch_aldre") != 0) product++;
    while (strcmp(x.k->board[board].id, "aon") != 0) board++;
    end(&x);
    const sk_fu_volume v[] = {{202311, 0, product, board, 9000, SK_FU_EMPTY, 0},
                              {202312, 0, product, board, 345, 7, 0}};
    start(&x, 12, v, 2);
    assert_int_equal(x.code, SK_OK);
    assert_int_equal(x.v.settle_months, 11);
    assert_int_equal(x.v.n_settles, 1);
    const sk_inv_settle *s = &x.v.settle[0];
    assert_true(s->agreed && !s->settled && s->year == 9345 && s->decided == 9000);
    assert_int_equal(line(&x, "aon", "aldre")->settlement, 0);
    end(&x);
    damage("kommun.json", "2023-11-19", "2023-11-29"); /* November, too, is known in part only */
    start(&x, 12, v, 2);
    assert_int_equal(x.code, SK_OK);
    assert_int_equal(x.v.settle_months, 10);
    assert_int_equal(x.v.settle[0].decided, -1);
    end(&x);
}

/* 12 lunches were counted and none was ordered: the reason is the count. */
static void a_reason_is_what_happened(void **state)
{
    (void)state;
    static const char attendance[] = "datum;enhet;måltid;antal;räknesätt\n"
                                     "2023-11-06;ljung_lss;lunch;12;ätande\n";
    run x;
    put("history/attendance.csv", attendance);
    start(&x, 11, NULL, 0);
    assert_int_equal(x.code, SK_OK);
    sk_report *r = sk_invoice_report(&x.v, SK_LANG_EN);
    sk_buf b = SK_BUF_INIT;
    sk_report_json(r, &b);
    assert_non_null(strstr(sk_buf_str(&b), "served otherwise than planned"));
    assert_non_null(strstr(sk_buf_str(&b), "1 day as counted, no order"));
    sk_buf_free(&b);
    sk_report_free(r);
    end(&x);
}

/* Guests who eat elsewhere are in the other site's order; when it has none, nobody else bills them. */
static void merged_guests_are_billed_once(void **state)
{
    (void)state;
    static const char organisation[] =
        "slag;plats;ersätts_av;från;till\n"
        "enhet_sammanslagen;ljung_lss;ljung_sabo;2023-11-01;2023-11-30\n";
    run x;
    put("organisation.csv", organisation);
    start(&x, 11, NULL, 0); /* ljung_sabo has ordered on two days */
    assert_int_equal(x.code, SK_OK);
    const sk_inv_row *r = NULL;
    for (int i = 0; i < x.v.n_rows; i++)
        if (x.v.row[i].site != SK_NONE && !strcmp(x.k->site[x.v.row[i].site].id, "ljung_lss"))
            r = &x.v.row[i];
    assert_non_null(r);
    assert_int_equal(r->days[SK_INV_MERGED], 2);
    assert_int_equal(r->days[SK_INV_PLAN], 17);
    assert_int_equal(r->billed, 17 * LSS_PLAN);
    end(&x);
}

/* An order says nothing of what is billed as served: only a count with the other site holds the guests. */
static void an_order_holds_no_served_guests(void **state)
{
    (void)state;
    char text[sizeof tariffs];
    run x;
    snprintf(text, sizeof text, "%s", tariffs);
    char *at = strstr(text, "beställd");
    assert_non_null(at);
    memmove(at + 8, at + 9, strlen(at + 9) + 1);
    memcpy(at, "serverad", 8);
    put("price/tariffs.csv", text);
    put("organisation.csv", "slag;plats;ersätts_av;från;till\n"
                            "enhet_sammanslagen;ljung_lss;ljung_sabo;2023-11-01;2023-11-30\n");
    put("history/attendance.csv", "datum;enhet;måltid;antal;räknesätt\n"
                                  "2023-11-06;ljung_sabo;lunch;42;ätande\n");
    start(&x, 11, NULL, 0); /* ljung_sabo has ordered on two days */
    assert_int_equal(x.code, SK_OK);
    assert_int_equal(line(&x, "aon", "aldre")->count, 42 + 18 * SABO_PLAN - 3 + 18 * LSS_PLAN);
    end(&x);
}

/* ---- the file for the finance system ---- */

/* Fixed fees are booked on their own account where the customer's row names one. */
static void fixed_fees_have_their_account(void **state)
{
    (void)state;
    put("invoice/booking.csv",
        "kund;konto_debet;konto_intäkt;konto_intäkt_fast;ansvar_säljare;konto_moms\n"
        "bun;4612;3013;3011;400;\naon;4612;3013;;400;\ngaster;1511;3012;;400;2621\n");
    run x;
    sk_ore fixed = 0;
    start(&x, 11, NULL, 0);
    assert_int_equal(x.code, SK_OK);
    for (int i = 0; i < x.v.n_posts; i++)
        if (strcmp(x.v.post[i].account, "3011") == 0) fixed += x.v.post[i].ore;
    assert_int_equal(fixed, -10000000);
    end(&x);
}

static void a_voucher_may_be_long(void **state)
{
    (void)state;
    enum { POSTS = 2001 };
    run x;
    sk_buf b = SK_BUF_INIT;
    sk_sie *s = NULL;
    start(&x, 11, NULL, 0);
    assert_int_equal(x.code, SK_OK);
    sk_inv v = x.v;
    v.post = sk_arena_calloc(x.arena, POSTS, sizeof *v.post);
    v.n_posts = POSTS;
    for (int i = 0; i < POSTS; i++)
        v.post[i] = (sk_inv_post){0,     i ? "3011" : "4612",      "400",
                                  "BUN", i ? -7 : 7 * (POSTS - 1), i ? 0 : SK_NONE};
    assert_true(sk_invoice_sie(&v, "Lillby", SK_LANG_SV, &b));
    assert_int_equal(sk_sie_read("booking.si", b.data, b.len, &s, x.d), SK_OK);
    assert_int_equal(s->n_vouchers, 1);
    assert_int_equal(s->n_rows, POSTS);
    assert_int_equal(s->voucher[0].sum, 0);
    sk_sie_free(s);
    sk_buf_free(&b);
    end(&x);
}

static void each_fault_is_named(void **state)
{
    static const struct {
        const char *doc, *text;
        int month;
        const char *want;
    } t[] = {
        {"price/decided_prices.csv",
         "år;produkt;pris_kr\n2023;skollunch;20\n2023;gast;30\n2022;aldre;30\n", 11,
         "price/decided_prices.csv:0:0 N001\n"},
        {"price/customers.csv",
         "id;namn;slag;mandat\nbun;Barn;nämnd;\naon;Äldre;nämnd;\ngaster;Gäster;extern;\n", 11,
         "price/customers.csv:0:0 N002\n"},
        {"price/vat.csv", "momsslag;procent;från;till\nservering;12;2024-01-01;\n", 11,
         "price/vat.csv:0:0 N003\n"},
        {"invoice/booking.csv",
         "kund;konto_debet;konto_intäkt;ansvar_säljare\nbun;1;3;4\naon;1;3;4\ngaster;1;3;4\n", 11,
         "invoice/booking.csv:0:0 N004\n"},
        {"invoice/booking.csv",
         "kund;konto_debet;konto_intäkt;ansvar_säljare;konto_moms\nbun;1;3;4;\ngaster;1;3;4;5\n",
         11, "invoice/booking.csv:0:0 N004\n"},
        {"invoice/changes.csv",
         "datum;enhet;produkt;antal;orsak\n2023-11-15;berga_46;aldre;-3;fel\n", 11,
         "invoice/changes.csv:0:0 N005\n"},
        {"invoice/changes.csv",
         "datum;enhet;produkt;antal;orsak\n2023-10-15;ljung_sabo;aldre;-9999;annan månad\n"
         "2023-11-15;ljung_sabo;aldre;-9999;fel\n",
         11, "invoice/changes.csv:0:0 N005\n"},
        {"invoice/changes.csv", "datum;enhet;produkt;antal;orsak\n2023-11-15;berga_64;aldre;1,5;\n",
         11,
         "invoice/changes.csv:2:12 R010\ninvoice/changes.csv:2:27 R004\ninvoice/changes.csv:2:31 "
         "R003\n"},
        {"price/vat.csv",
         "momsslag;procent;från;till\nservering;12;;2023-11-14\nservering;6;2023-11-15;\n"
         "fri;0;;\n",
         11, "price/vat.csv:0:0 N010\n"},
        {"price/tariffs.csv",
         "id;namn;område;taxa;ingår;räknas;debiteringsgrund;momsslag\n"
         "skollunch;S;barn;tvådelad;lunch;;inskriven;fri\naldre;L;omsorg;enkel;lunch_aldre "
         "kvall_aldre frukost_aldre;"
         "lunch_aldre;beställd;fri\ngast;G;omsorg;enkel;;;serverad;servering\n",
         11, "price/tariffs.csv:0:0 N009\nprice/tariffs.csv:0:0 N009\n"},
        {"price/places.csv", "produkt;kund;platser\n", 11, "price/places.csv:0:0 N007\n"},
        {"price/decided_prices.csv", "år;produkt;pris_kr\n2023;skollunch;20,123\n", 11,
         "price/decided_prices.csv:2:16 R004\n"},
    };
    for (size_t i = 0; i < N_OF(t); i++) {
        run x;
        sk_buf got = SK_BUF_INIT;
        small_case(state);
        put(t[i].doc, t[i].text);
        start(&x, t[i].month, NULL, 0);
        list_rules(x.d, false, &got);
        assert_string_equal(sk_buf_str(&got), t[i].want);
        assert_int_equal(x.code, SK_E_INPUT);
        sk_buf_free(&got);
        end(&x);
    }
}

static void lost_memory_is_told(void **state)
{
    (void)state;
    run x;
    start(&x, 11, NULL, 0);
    assert_int_equal(x.code, SK_OK);
    sk_code code = SK_E_NOMEM;
    unsigned long i;
    for (i = 1; code == SK_E_NOMEM && i < 2000; i++) {
        sk_inv v;
        sk_mem_fail_at(i);
        sk_arena *arena = sk_arena_new();
        code = arena ? sk_invoice_make(&x.in, arena, &v, x.d) : SK_E_NOMEM;
        sk_report *r = code == SK_OK ? sk_invoice_report(&v, SK_LANG_EN) : NULL;
        if (!code && (!r || !sk_report_ok(r))) code = SK_E_NOMEM;
        sk_mem_fail_at(0);
        sk_report_free(r);
        sk_arena_free(arena);
    }
    assert_int_equal(code, SK_OK);
    assert_true(i > 10);
    end(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(counted_by_hand, small_case),
        cmocka_unit_test_setup(days_say_where_they_come_from, small_case),
        cmocka_unit_test_setup(the_file_is_read_back, small_case),
        cmocka_unit_test_setup(december_settles_the_year, small_case),
        cmocka_unit_test_setup(a_month_to_come_is_its_fixed_fees, small_case),
        cmocka_unit_test_setup(an_unknown_day_puts_the_settlement_off, small_case),
        cmocka_unit_test_setup(a_reason_is_what_happened, small_case),
        cmocka_unit_test_setup(merged_guests_are_billed_once, small_case),
        cmocka_unit_test_setup(an_order_holds_no_served_guests, small_case),
        cmocka_unit_test_setup(fixed_fees_have_their_account, small_case),
        cmocka_unit_test_setup(a_voucher_may_be_long, small_case),
        cmocka_unit_test_setup(each_fault_is_named, small_case),
        cmocka_unit_test_setup(lost_memory_is_told, small_case),
    };
    return cmocka_run_group_tests_name("price_invoice", tests, NULL, NULL);
}
