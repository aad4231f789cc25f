/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions, keys and rates of the folder price/. Rates and the requirement are the municipality's own
 * figures for 2024; shares, drivers, last year's prices and external sales are illustrative. */
#include "gen/gen_priv.h"

#include <string.h>

static void rows(sk_buf *b, const char *head, const char *const *row)
{
    sk__gen_head(b, head);
    for (; *row; row++) sk_buf_addf(b, "%s\r\n", *row);
}

/* ---- what is sold: a small municipality lacks some products and customers, which then have no rows ---- */

static bool has_category(const g_world *w, g_cat cat)
{
    for (size_t i = 0; i < w->n_s; i++)
        if (w->s[i].cat == cat) return true;
    return false;
}

static bool has_preschool(const g_world *w, bool served)
{
    for (size_t i = 0; i < w->n_s; i++)
        if (w->s[i].cat == G_C_FORSKOLA && w->k[w->s[i].kitchen].breakfast == served) return true;
    return false;
}

/* Guests eat where gymnasium pupils do; in other municipalities than the example in every cooking kitchen. */
static bool takes_guests(const g_world *w, const g_kitchen *k)
{
    return k->role == G_COOK && (!w->o.linkoping || k->kind == G_GYM);
}

bool sk__gen_sells(const g_world *w, const char *tariff)
{
    static const struct {
        const char *id;
        g_cat cat[4];
        int n;
    } t[] = {{"lunch_skola", {G_C_F3, G_C_46, G_C_79, G_C_GYM}, 4},
             {"lunch_fritids", {G_C_F3}, 1},
             {"mellanmal_fritids", {G_C_F3}, 1},
             {"lunch_forskola", {G_C_FORSKOLA}, 1},
             {"pedagogisk", {G_C_PERSONAL}, 1},
             {"dygn_vard", {G_C_VARD}, 1},
             {"lunch_aldre", {G_C_LSS, G_C_SERVICE}, 2},
             {"matlada", {G_C_HEM}, 1},
             {"distribution", {G_C_HEM}, 1}};
    if (strcmp(tariff, "frukost_forskola") == 0 || strcmp(tariff, "mellanmal_forskola") == 0)
        return has_preschool(w, true);
    if (strcmp(tariff, "frukost_varor") == 0 || strcmp(tariff, "mellanmal_varor") == 0)
        return has_preschool(w, false);
    for (size_t i = 0; strcmp(tariff, "lunch_gast") == 0 && i < w->n_k; i++)
        if (takes_guests(w, &w->k[i])) return true;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++)
        for (int c = 0; c < t[i].n && strcmp(t[i].id, tariff) == 0; c++)
            if (has_category(w, t[i].cat[c])) return true;
    return false;
}

bool sk__gen_buys(const g_world *w, const char *customer)
{
    for (int c = 0; c < G_N_CATS; c++)
        if (strcmp(sk__gen_cats[c].board, customer) == 0 && has_category(w, (g_cat)c)) return true;
    bool guest = strcmp(customer, "bolag") == 0 || strcmp(customer, "extern") == 0;
    return guest && sk__gen_sells(w, "lunch_gast");
}

void sk__gen_rows(const g_world *w, sk_buf *b, const char *const *row, int n, g_has has)
{
    for (; *row; row++) {
        char id[G_ID];
        const char *at = *row;
        for (int i = 0; i < n; i++) at += strcspn(at, ";") + 1;
        size_t len = strcspn(at, ";");
        if (len >= sizeof id) continue;
        memcpy(id, at, len);
        id[len] = '\0';
        if (!*id || has(w, id)) sk_buf_addf(b, "%s\r\n", *row);
    }
}

void sk__gen_w_price_years(g_world *w, sk_buf *b)
{
    char frame[24];
    int64_t all = w->o.linkoping ? INT64_C(23500000000) : 0;
    int64_t require = w->o.linkoping ? INT64_C(600000000) : INT64_C(500000) * w->o.n_kitchens;
    char need[24], gap[24];
    sk__gen_head(b, "år;löner_procent;priser_procent;hyror_procent;livsmedel_procent;"
                    "internränta_procent;po_procent;krav_kr;ofördelat_kr;ofördelat_område;beslut;"
                    "ansvarig;ram_kr;källa");
    sk_buf_addf(b,
                "2023;;;;;1,25;44,53;;;;;;%s;\"PO: SKR 2023; internränta: SKR 2023; ram: "
                "internbudget\"\r\n",
                sk__gen_dec(all, 2, frame));
    sk_buf_addf(
        b,
        "2024;3,7;1,8;7,28;1,8;2,5;44,53;%s;%s;barn;\"Internbudget 2024: oförändrade priser "
        "och 6 mnkr att spara\";Verksamhetschef Kost och restaurang;%s;\"löner, priser och "
        "krav: internbudget 2024; hyror: exempel ur årsredovisning 2023; livsmedel: som "
        "priser, antagande; internränta: SKR 2024; PO: 2023 års, antagande; ofördelad del: "
        "illustrativ\"\r\n",
        sk__gen_dec(require, 2, need), sk__gen_dec(require / 4, 2, gap), frame);
}

void sk__gen_w_price_areas(g_world *w, sk_buf *b)
{
    static const char *const row[] = {"barn;Förskola, skola och gymnasium",
                                      "omsorg;Vård och omsorg", "gaster;Gäster och försäljning",
                                      NULL};
    (void)w;
    rows(b, "id;namn", row);
}

void sk__gen_w_price_accounts(g_world *w, sk_buf *b)
{
    static const char *const row[] = {
        "30;forsaljning;Försäljning av måltider;utanför;fast;inget;portioner;nej;",
        "3013;forsaljning_rorlig;Försäljning av måltider, rörlig "
        "del;utanför;rörlig;inget;portioner;"
        "nej;",
        "35;bidrag;Bidrag, skolmjölk;avgår;fast;inget;livsmedel;nej;",
        "50;personal;Personal, löner och PO;kostnad;fast;lön;portionsvärde;ja;",
        "51;personal;Personal, löner och PO;kostnad;fast;lön;portionsvärde;ja;",
        "56;personal;Personal, löner och PO;kostnad;fast;lön;portionsvärde;ja;",
        "57;personal;Personal, löner och PO;kostnad;fast;lön;portionsvärde;ja;",
        "60;hyra;Internhyra;kostnad;fast;hyra;portionsvärde;nej;",
        "61;stad;Städning;kostnad;fast;pris;portionsvärde;nej;",
        "62;energi;El och energi;kostnad;fast;pris;arbete;nej;",
        "641;forbrukning;Förbrukning, disk och engångsmaterial;kostnad;rörlig;pris;portionsvärde;"
        "ja;",
        "647;livsmedel;Livsmedel;kostnad;rörlig;livsmedel;livsmedel;nej;",
        "66;underhall;Service, reparation och småutrustning;kostnad;fast;pris;portionsvärde;ja;",
        "68;it;It, telefoni och måltidssystem;kostnad;fast;pris;portionsvärde;ja;",
        "696;transport;Mattransporter;kostnad;fast;pris;transport;nej;",
        "6965;hemkorning;Hemkörning av matlådor;kostnad;rörlig;pris;portioner;nej;distribution",
        "699;utbildning;Utbildning;kostnad;fast;pris;portionsvärde;ja;",
        "75;stodtjanst;Köp av interna tjänster;kostnad;fast;lön;portionsvärde;nej;",
        "759;gemensamt;Förvaltningsgemensamt;kostnad;fast;pris;portionsvärde;nej;",
        "791;avskrivning;Avskrivning;kostnad;fast;inget;portionsvärde;nej;",
        "795;internranta;Internränta;kostnad;fast;internränta;portionsvärde;nej;",
        NULL};
    sk__gen_head(b, "konto;grupp;text;slag;beteende;index;nyckel;påverkbar;endast_produkt");
    sk__gen_rows(w, b, row, 8, sk__gen_sells);
}

void sk__gen_w_price_units(g_world *w, sk_buf *b)
{
    static const char *const row[] = {"ledning;Ledning och kostutveckling;;årsarbetare",
                                      "it;It och måltidssystem;;kök",
                                      "ekonomi;Ekonomistöd;;kök",
                                      "hr;Personalstöd;;årsarbetare",
                                      "upphandling;Upphandling;;portioner",
                                      "forvaltning;Förvaltningsgemensamt;;årsarbetare",
                                      "utrustning;Köksutrustning;;arbete",
                                      "transport;Mattransporter;;transport",
                                      NULL};
    (void)w;
    rows(b, "id;namn;objekt;drivare", row);
}

/* What support units do for each other, in the measure of the one that works: posts in per cent, places. */
void sk__gen_w_price_uses(g_world *w, sk_buf *b)
{
    static const char *const row[] = {"it;ledning;6;",
                                      "it;hr;1;",
                                      "it;ekonomi;1;",
                                      "hr;it;100;",
                                      "hr;ekonomi;100;",
                                      "ekonomi;ledning;2;",
                                      "ekonomi;it;1;",
                                      "forvaltning;hr;100;",
                                      "forvaltning;it;100;",
                                      "forvaltning;ekonomi;100;",
                                      NULL};
    int posts = 100 * (w->n_managers + 2);
    rows(b, "stöd;enhet;mängd;andel_procent", row);
    sk_buf_addf(b, "hr;ledning;%d;\r\nforvaltning;ledning;%d;\r\n", posts, posts);
}

void sk__gen_w_price_factors(g_world *w, sk_buf *b)
{
    static const char *const row[] = {
        "lunch_skola;1",      "lunch_fritids;1",      "lunch_forskola;0,85",
        "pedagogisk;1,1",     "lunch_gast;1,1",       "lunch_aldre;1,15",
        "dygn_vard;2,45",     "frukost_forskola;0,5", "mellanmal_forskola;0,33",
        "frukost_varor;0,25", "mellanmal_varor;0,2",  "mellanmal_fritids;0,2",
        "matlada;1,2",        "distribution;0,15",    NULL};
    sk_buf own = SK_BUF_INIT;
    sk__gen_head(b, "produkt;portionsvärde;från;till;beslutad_av;källa");
    sk__gen_rows(w, &own, row, 0, sk__gen_sells);
    for (const char *r = sk_buf_str(&own); *r; r += strcspn(r, "\r") + 2)
        sk_buf_addf(b,
                    "%.*s;2024-01-01;;Verksamhetschef 2023-10-02 (exempel);\"antagande; frukost "
                    "0,5 efter skattens värden (IL 61:3)\"\r\n",
                    (int)strcspn(r, "\r"), r);
    b->failed = b->failed || own.failed;
    sk_buf_free(&own);
}

void sk__gen_w_price_tariffs(g_world *w, sk_buf *b)
{
    static const char *const row[] = {
        "lunch_skola;Skollunch;barn;tvådelad;;portion;lunch_skola matsack;;;inskriven;undervisning",
        "lunch_fritids;Lunch i "
        "fritidshem;barn;enkel;;portion;lunch_fritids;;;beställd;undervisning",
        "mellanmal_fritids;Mellanmål i fritidshem, varor;barn;enkel;;portion;mellanmal_fritids;;;"
        "beställd;undervisning",
        "lunch_forskola;Förskolelunch;barn;tvådelad;;portion;lunch_forskola;;;inskriven;"
        "undervisning",
        "frukost_forskola;Frukost i förskola;barn;enkel;;portion;frukost_forskola;;;beställd;"
        "undervisning",
        "mellanmal_forskola;Mellanmål i förskola;barn;enkel;;portion;mellanmal_forskola;;;beställd;"
        "undervisning",
        "frukost_varor;Frukost som varor;barn;enkel;;portion;frukost_varor;;;beställd;undervisning",
        "mellanmal_varor;Mellanmål som varor;barn;enkel;;portion;mellanmal_varor;;;beställd;"
        "undervisning",
        "pedagogisk;Pedagogisk lunch;barn;enkel;;portion;lunch_personal;;;serverad;undervisning",
        "dygn_vard;Dygnsportion i vårdboende;omsorg;blandad;50;dygn;lunch_aldre kvall_aldre "
        "dygnskost_varor;lunch_aldre;leanlink;beställd;omsorg",
        "lunch_aldre;Lunch i LSS och "
        "servicehus;omsorg;enkel;;portion;lunch_aldre;;;beställd;omsorg",
        "matlada;Matlåda till hemmet;omsorg;enkel;;portion;matlada;;;beställd;omsorg",
        "distribution;Hemkörning av matlåda;omsorg;enkel;;leverans;;matlada;;beställd;omsorg",
        "lunch_gast;Gästlunch;gaster;enkel;;portion;;;;serverad;servering",
        NULL};
    sk__gen_head(b, "id;namn;område;taxa;fast_i_pris_procent;enhet;ingår;räknas;endast_kund;"
                    "debiteringsgrund;momsslag");
    sk__gen_rows(w, b, row, 0, sk__gen_sells);
}

void sk__gen_w_price_customers(g_world *w, sk_buf *b)
{
    static const char *const row[] = {
        "bou;Barn- och ungdomsnämnden;nämnd;",
        "bin;Bildningsnämnden;nämnd;",
        "aldn;Äldrenämnden;nämnd;",
        "socn;Social- och omsorgsnämnden;nämnd;",
        "leanlink;Leanlink, utförare av vård och omsorg;nämnd;",
        "bolag;Kommunalt fastighetsbolag;bolag;",
        "extern;Externa gäster;extern;Beslut om gästluncher i mån av plats (exempel)",
        NULL};
    sk__gen_head(b, "id;namn;slag;mandat");
    sk__gen_rows(w, b, row, 0, sk__gen_buys);
}

/* Guests of gymnasium restaurants. */
void sk__gen_w_price_volumes(g_world *w, sk_buf *b)
{
    bool company = false;
    sk__gen_head(b, "år;kök;produkt;kund;portioner");
    for (int year = 2023; year <= 2024; year++) {
        company = false;
        for (size_t i = 0; i < w->n_k; i++) {
            const g_kitchen *k = &w->k[i];
            if (!takes_guests(w, k)) continue;
            sk_buf_addf(b, "%d;%s;lunch_gast;extern;%d\r\n", year, k->id,
                        k->eaters * (year == 2023 ? 2 : 3));
            if (!company) sk_buf_addf(b, "%d;%s;lunch_gast;bolag;%d\r\n", year, k->id, k->eaters);
            company = true;
        }
    }
}

/* Places are the enrolled of October 2023. */
void sk__gen_w_price_places(g_world *w, sk_buf *b)
{
    int school = 0, gym = 0, preschool = 0, care = 0;
    for (size_t i = 0; i < w->n_s; i++) {
        int n = w->s[i].guests;
        switch (w->s[i].cat) {
        case G_C_F3:
        case G_C_46:
        case G_C_79: school += n; break;
        case G_C_GYM: gym += n; break;
        case G_C_FORSKOLA: preschool += n; break;
        case G_C_VARD: care += n; break;
        default: break;
        }
    }
    sk__gen_head(b, "produkt;kund;platser");
    if (school) sk_buf_addf(b, "lunch_skola;bou;%d\r\n", school);
    if (gym) sk_buf_addf(b, "lunch_skola;bin;%d\r\n", gym);
    if (preschool) sk_buf_addf(b, "lunch_forskola;bou;%d\r\n", preschool);
    if (care) sk_buf_addf(b, "dygn_vard;leanlink;%d\r\n", care);
}

/* Staffing of the service houses ends with 2023; most of it moves to where their guests eat now. */
void sk__gen_w_price_decisions(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "år;slag;grupp;enhet;belopp_kr;text;beslut");
    if (w->o.linkoping)
        sk_buf_add(
            b, "2024;engång;utbildning;ledning;350000;Avveckling av bemanning i "
               "servicehus;Köksutredningen 2023\r\n2024;ändring;personal;ledning;4800000;"
               "\"Fler restaurangchefer från 2023-10-01, helårseffekt (15-25 medarbetare var)\";"
               "Årsredovisning 2023 (beloppet illustrativt)\r\n");
    for (size_t i = 0; i < w->n_k; i++) {
        const g_kitchen *k = &w->k[i];
        if (k->role == G_SERVE || k->closes == SK_DAY_FOREVER) continue;
        sk_buf_addf(b,
                    "2024;upphör;;%s;;Servicehusets bemanning upphör 2023-12-31;Köksutredningen "
                    "2023\r\n",
                    k->id);
    }
}

void sk__gen_w_price_vat(g_world *w, sk_buf *b)
{
    static const char *const row[] = {
        "servering;12;;;ML 9 kap., servering av mat",
        "utan_servering;12;;2026-03-31;\"livsmedel, före prop. 2025/26:55\"",
        "utan_servering;6;2026-04-01;2027-12-31;\"prop. 2025/26:55, antagande ej bekräftat\"",
        "omsorg;0;;;undantagen omsorg med biståndsbeslut",
        "undervisning;0;;;led i undantagen utbildning",
        NULL};
    (void)w;
    rows(b, "momsslag;procent;från;till;källa", row);
}

void sk__gen_w_price_last(g_world *w, sk_buf *b)
{
    static const char *const row[] = {
        "2023;lunch_fritids;41,20;",    "2023;mellanmal_fritids;10,90;",
        "2023;frukost_forskola;15,75;", "2023;mellanmal_forskola;11,25;",
        "2023;frukost_varor;11;",       "2023;mellanmal_varor;8,80;",
        "2023;pedagogisk;48,50;",       "2023;lunch_aldre;35;",
        "2023;matlada;38,50;",          "2023;distribution;11,95;",
        "2023;lunch_gast;37,75;",       NULL};
    static const struct {
        const char *product, *price;
        int64_t fee; /* kr a year, in the example */
    } two[] = {{"lunch_skola", "18,44", 72500000},
               {"lunch_forskola", "9,51", 22350000},
               {"dygn_vard", "72", 6080000}};
    int64_t part = w->o.linkoping ? 100 : w->o.n_kitchens;
    sk__gen_head(b, "år;produkt;pris_kr;fast_avgift_kr");
    sk__gen_rows(w, b, row, 1, sk__gen_sells);
    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        if (sk__gen_sells(w, two[i].product))
            sk_buf_addf(b, "2023;%s;%s;%lld\r\n", two[i].product, two[i].price,
                        (long long)(two[i].fee * part / 100));
}

void sk__gen_w_price_scenarios(g_world *w, sk_buf *b)
{
    static const char *const row[] = {
        "oforandrade;Oförändrade priser och 6 mnkr att spara;oförändrade_priser;;0;",
        "oforandrade_volym;Oförändrade priser och 1,5 % färre portioner;oförändrade_priser;;0;",
        "oforandrade_volym;Oförändrade priser och 1,5 % färre portioner;volym;;-1,5;",
        "livsmedel20;Livsmedel 20 % dyrare från halvårsskiftet;index;livsmedel;20;2024-07-01",
        "elever5;5 % färre elever från augusti;volym;lunch_skola lunch_fritids "
        "mellanmal_fritids;-5;"
        "2024-08-01",
        NULL};
    rows(b, "id;namn;slag;mål;procent;från", row);
    if (sk__gen_sells(w, "dygn_vard") || sk__gen_sells(w, "lunch_aldre") ||
        sk__gen_sells(w, "matlada"))
        sk_buf_add(b, "vard3;3 % fler i vård och omsorg;volym;omsorg;3;\r\n");
}
