/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month's bills, counted by hand; vouchers that sum to 0 and are read back; faults. */
#include "unit/folder.h"

#include "base/mem.h"
#include "ext/sie.h"
#include "input/annex.h"
#include "input/history.h"
#include "out/invoice.h"

enum { SABO_PLAN = 39, LSS_PLAN = 11 }; /* 40 x 0.98 and 12 x 0.9, rounded */

static void put(const char *name, const char *text) { put_doc(name, text, strlen(text)); }

static const char tariffs[] =
    "id;namn;område;taxa;fast_i_pris_procent;enhet;ingår;räknas;endast_kund;debiteringsgrund;"
    "momsslag\n"
    "skollunch;Skollunch;barn;tvådelad;;portion;lunch frukost_varor;lunch;;inskriven;fri\n"
    "aldre;Lunch äldre;omsorg;enkel;;portion;lunch_aldre kvall_aldre frukost_aldre "
    "matlada;lunch_aldre;;beställd;fri\n"
    "gast;Gästlunch;omsorg;enkel;;portion;;;;serverad;servering\n";
static const char customers[] = "id;namn;slag;mandat\nbun;Barn;nämnd;\naon;Äldre;nämnd;\n"
                                "gaster;Gäster;extern;Beslut 7\n";
static const char last[] =
    "år;produkt;pris_kr;fast_avgift_kr\n2023;skollunch;20,10;1200000,01\n2023;aldre;32,50;\n"
    "2023;gast;37,75;\n";
static const char booking[] =
    "kund;konto_debet;ansvar_kund;konto_intäkt;ansvar_säljare;konto_moms;motpart;avräkning\n"
    "bun;4612;900;3011;400;;BUN;nej\naon;4612;910;3011;400;;AON;ja\ngaster;1511;;3012;400;2621;;"
    "nej\n";
static const char sales[] =
    "period;kök;produkt;kund;antal;underlag\n202311;k_ljung;gast;gaster;10;kassa 3\n";
static const char changes[] =
    "datum;enhet;produkt;antal;orsak\n2023-11-15;ljung_sabo;aldre;-3;utflykt\n"
    "2023-11-25;ljung_sabo;aldre;-9;inte känd än\n";

static int small_case(void **state)
{
    static const char *const folders[] = {"price", "invoice", "followup"};
    char path[FOLDER_PATH];
    copy_mini(state);
    for (size_t i = 0; i < N_OF(folders); i++) {
        copy_path(path, folders[i]);
        mkdir(path, 0777);
    }
    put("price/years.csv", "år\n2023\n2024\n");
    put("price/areas.csv", "id;namn\nbarn;Barn\nomsorg;Omsorg\n");
    put("price/accounts.csv", "konto;grupp;text\n50;lon;Löner\n");
    put("price/factors.csv", "produkt;portionsvärde\nskollunch;1\n");
    put("price/tariffs.csv", tariffs);
    put("price/customers.csv", customers);
    put("price/places.csv", "produkt;kund;platser\nskollunch;bun;100\n");
    put("price/vat.csv", "momsslag;procent;från;till\nservering;12;;\nfri;0;;\n");
    put("price/decided_prices.csv", last);
    put("invoice/booking.csv", booking);
    put("invoice/sales.csv", sales);
    put("invoice/changes.csv", changes);
    return 0;
}

typedef struct run {
    sk_kommun *k;
    sk_history *h;
    sk_annex *a;
    sk_arena *arena;
    sk_vat_rate vat[4];
    sk_inv_in in;
    sk_inv v;
    sk_diags *d;
    sk_code code;
} run;

#define ROWS(doc, member, n) (x->in.member = sk_annex_rows(x->a, doc, &x->in.n))
static void read_documents(run *x)
{
    int n;
    const sk_pd_vat *vat = sk_annex_rows(x->a, SK_DOC_PRICE_VAT, &n);
    for (int i = 0; i < n && i < 4; i++)
        x->vat[i] = (sk_vat_rate){
            vat[i].sale, vat[i].when, {vat[i].rate_ppm, SK_PPM}, vat[i].source, {NULL, 0}};
    x->in.vat = x->vat;
    x->in.n_vats = n;
    ROWS(SK_DOC_PRICE_TARIFFS, tariff, n_tariffs);
    ROWS(SK_DOC_PRICE_CUSTOMERS, customer, n_customers);
    ROWS(SK_DOC_PRICE_PLACES, place, n_places);
    ROWS(SK_DOC_PRICE_LAST, last, n_lasts);
    ROWS(SK_DOC_INV_CHANGES, change, n_changes);
    ROWS(SK_DOC_INV_SALES, sale, n_sales);
    ROWS(SK_DOC_INV_BOOKING, booking, n_booking);
}

static void start(run *x, int month, const sk_fu_volume *decided, int n_decided)
{
    char path[FOLDER_PATH];
    *x = (run){.arena = sk_arena_new()};
    assert_int_equal(load_copy(&x->k, &x->d), SK_OK);
    copy_path(path, "");
    assert_int_equal(sk_history_load(path, x->k, &x->h, x->d, NULL), SK_OK);
    sk_diags_free(x->d);
    x->d = sk_diags_new(SK_LANG_EN);
    x->code = sk_annex_load(path, x->k, SK_DOC_PRICE_YEARS, SK_DOC_INV_BOOKING, &x->a, x->d, NULL);
    x->in = (sk_inv_in){.k = x->k,
                        .h = x->h,
                        .year = 2023,
                        .month = month,
                        .volume = decided,
                        .n_volumes = n_decided};
    if (x->code) return;
    read_documents(x);
    x->code = sk_invoice_make(&x->in, x->arena, &x->v, x->d);
}

static void end(run *x)
{
    sk_annex_free(x->a);
    sk_history_free(x->h);
    sk_arena_free(x->arena);
    sk_diags_free(x->d);
    sk_kommun_free(x->k);
}

static const sk_inv_line *line(const run *x, const char *customer, const char *tariff)
{
    for (int i = 0; i < x->v.n_lines; i++)
        if (!strcmp(x->in.customer[x->v.line[i].customer].id, customer) &&
            !strcmp(x->in.tariff[x->v.line[i].tariff].id, tariff))
            return &x->v.line[i];
    return NULL;
}

static sk_ore sum_of_posts(const run *x)
{
    sk_ore sum = 0;
    for (int i = 0; i < x->v.n_posts; i++) sum += x->v.post[i].ore;
    return sum;
}

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
        {"invoice/changes.csv", "datum;enhet;produkt;antal;orsak\n2023-11-15;berga_64;aldre;1,5;\n",
         11,
         "invoice/changes.csv:2:12 R010\ninvoice/changes.csv:2:27 R004\ninvoice/changes.csv:2:31 "
         "R003\n"},
        {"invoice/sales.csv", sales, 12, "kommun.json:0:0 N006\n"},
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
        cmocka_unit_test_setup(each_fault_is_named, small_case),
        cmocka_unit_test_setup(lost_memory_is_told, small_case),
    };
    return cmocka_run_group_tests_name("price_invoice", tests, NULL, NULL);
}
