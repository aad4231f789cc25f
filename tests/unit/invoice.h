/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small municipality with prices, customers and changes that bills can be counted from by hand. */
#ifndef SK_TESTS_INVOICE_H
#define SK_TESTS_INVOICE_H

#include "unit/folder.h"

#include "input/annex.h"
#include "input/history.h"
#include "out/invoice.h"

enum { SABO_PLAN = 39, LSS_PLAN = 11 }; /* 40 x 0.98 and 12 x 0.9, rounded */

static inline void put(const char *name, const char *text) { put_doc(name, text, strlen(text)); }

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

static inline int small_case(void **state)
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
static inline void read_documents(run *x)
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

static inline void start(run *x, int month, const sk_fu_volume *decided, int n_decided)
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

static inline void end(run *x)
{
    sk_annex_free(x->a);
    sk_history_free(x->h);
    sk_arena_free(x->arena);
    sk_diags_free(x->d);
    sk_kommun_free(x->k);
}

static inline const sk_inv_line *line(const run *x, const char *customer, const char *tariff)
{
    for (int i = 0; i < x->v.n_lines; i++)
        if (!strcmp(x->in.customer[x->v.line[i].customer].id, customer) &&
            !strcmp(x->in.tariff[x->v.line[i].tariff].id, tariff))
            return &x->v.line[i];
    return NULL;
}

static inline sk_ore sum_of_posts(const run *x)
{
    sk_ore sum = 0;
    for (int i = 0; i < x->v.n_posts; i++) sum += x->v.post[i].ore;
    return sum;
}

#endif
