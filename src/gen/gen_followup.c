/* SPDX-License-Identifier: GPL-3.0-or-later */
/* followup/ and continuity.csv: frames, reports, targets and values. For Linköping 2023 they are what the
 * administration has published (the source says so); elsewhere only the frame of the registers is written. */
#include "gen/gen_priv.h"

static void rows(sk_buf *b, const char *columns, const char *const *row)
{
    sk__gen_head(b, columns);
    for (; *row; row++) {
        sk_buf_add(b, *row);
        sk_buf_add(b, "\r\n");
    }
}

static const char *const none[] = {NULL};

void sk__gen_w_fu_areas(g_world *w, sk_buf *b)
{
    static const char *const all[] = {"kost;Kost och restaurang;detalj",
                                      "stab;Stab;sammandrag",
                                      "ekonomi;Ekonomi;sammandrag",
                                      "hr;HR;sammandrag",
                                      "medborgare;Medborgare;sammandrag",
                                      "lkdata;LKDATA;sammandrag",
                                      "vss;Verksamhetsstöd och service;förvaltning",
                                      NULL};
    static const char *const two[] = {"kost;Kost och restaurang;detalj",
                                      "vss;Förvaltningen;förvaltning", NULL};
    rows(b, "id;namn;nivå", w->o.linkoping ? all : two);
}

void sk__gen_w_fu_centres(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "ansvar;namn;område;restaurangchef");
    sk_buf_add(b, "54100;Gemensamt;kost;\r\n");
    for (int i = 0; i < w->n_managers; i++)
        sk_buf_addf(b, "54%03d;Område %d;kost;rc_%02d\r\n", 101 + i, i + 1, i + 1);
}

void sk__gen_w_fu_frames(g_world *w, sk_buf *b)
{
    static const char *const all[] = {
        "kost;2023;beslutad;0;235000000;235000000;Kommunstyrelsens internbudget 2023: resultat "
        "noll;"
        "VSS förvaltningsbudget 2024, jämförelsetal",
        "kost;2023;detalj;0;235000000;235000000;Förvaltningens detaljbudget 2023;cost_lines.csv",
        "vss;2023;beslutad;0;620100000;620100000;Kommunstyrelsens internbudget 2023;"
        "Kommunstyrelsens verksamhetsberättelse 2023",
        NULL};
    rows(b, "område;år;version;ram_kr;intäkter_kr;kostnader_kr;beslut;källa",
         w->o.linkoping ? all : none);
}

void sk__gen_w_fu_reports(g_world *w, sk_buf *b)
{
    static const char *const all[] = {
        "vss;2023-08-31;;4000000;620100000;Delårsrapport per 31 augusti 2023",
        "vss;2023-12-31;-1900000;-1900000;620100000;Kommunstyrelsens verksamhetsberättelse 2023",
        "stab;2023-12-31;-4900000;-4900000;;Kommunstyrelsens verksamhetsberättelse 2023",
        "ekonomi;2023-12-31;-1300000;-1300000;;Kommunstyrelsens verksamhetsberättelse 2023",
        "hr;2023-12-31;400000;400000;;Kommunstyrelsens verksamhetsberättelse 2023",
        "medborgare;2023-12-31;-600000;-600000;;Kommunstyrelsens verksamhetsberättelse 2023",
        "lkdata;2023-12-31;4400000;4400000;;Kommunstyrelsens verksamhetsberättelse 2023",
        NULL};
    rows(b, "område;per;resultat_kr;prognos_kr;omsättning_kr;källa", w->o.linkoping ? all : none);
}

void sk__gen_w_fu_equity(g_world *w, sk_buf *b)
{
    static const char *const all[] = {
        "kost;2022;0;6100000;223000000;\"VSS förvaltningsbudget 2024; ingående är illustrativt\"",
        "vss;2022;6000000;7700000;601200000;\"Verksamhetsberättelse 2022; ingående är "
        "illustrativt\"",
        "vss;2023;;-1900000;636500000;Kommunstyrelsens verksamhetsberättelse 2023", NULL};
    rows(b, "område;år;ingående_kr;resultat_kr;omsättning_kr;källa", w->o.linkoping ? all : none);
}

void sk__gen_w_fu_measures(g_world *w, sk_buf *b)
{
    static const char *const all[] = {
        "byte_ravara;Byta råvaror när avtalspriserna ändras;kost;1400000;\"Fler rätter med "
        "baljväxter "
        "och kyckling, samma näringsinnehåll\";Barn- och ungdomsnämnden, "
        "Bildningsnämnden;2023-01-18;"
        "illustrativt",
        "svinn;Minska serveringssvinnet i de tio största köken;kost;600000;Mindre mat i bufféns "
        "sista kvart, påfyllning på begäran;Rektorer vid berörda skolor;2023-02-06;illustrativt",
        "vakans;Hålla tjänster vakanta när barnen blir färre;kost;1000000;Ingen väntad för "
        "gästerna;"
        "Barn- och ungdomsnämnden;2023-03-15;illustrativt",
        "turer;Slå ihop körturer i ytterområdena;kost;400000;Maten kommer upp till 20 minuter "
        "tidigare;;;illustrativt",
        NULL};
    rows(b, "id;namn;område;planerad_kr;konsekvens;meddelat;meddelat_dag;beslut",
         w->o.linkoping ? all : none);
}

void sk__gen_w_fu_statuses(g_world *w, sk_buf *b)
{
    static const char *const all[] = {"byte_ravara;2023-08-31;930000;1395000",
                                      "byte_ravara;2023-12-31;1405000;1405000",
                                      "svinn;2023-08-31;310000;520000",
                                      "svinn;2023-12-31;498000;498000",
                                      "vakans;2023-08-31;1000000;1000000",
                                      "vakans;2023-12-31;1004000;1004000",
                                      "turer;2023-08-31;90000;210000",
                                      "turer;2023-12-31;205000;205000",
                                      NULL};
    rows(b, "åtgärd;per;uppnådd_kr;prognos_kr", w->o.linkoping ? all : none);
}

void sk__gen_w_fu_targets(g_world *w, sk_buf *b)
{
    static const char *const all[] = {
        "budgetavvikelse;2023-01-01;2023-12-31;högst;1;Avvikelse mot budget högst ±1 % av "
        "omsättningen;Kommunstyrelsens verksamhetsberättelse 2023",
        "budgetavvikelse;2024-01-01;;under;1;Avvikelse mot budget mindre än ±1 % av omsättningen;"
        "VSS förvaltningsbudget 2024",
        "besparing;2023-01-01;;under;1;Varje besparing når sin effekt med mindre än ±1 % avvikelse;"
        "VSS förvaltningsbudget 2024",
        "åtgärdsplan_andel;2023-01-01;;över;1;Åtgärdsplan när befarat underskott är mer än 1 % av "
        "ramen och mer än 1 mnkr;Stadsrevisionen 2023 (P23)",
        "åtgärdsplan_belopp;2023-01-01;;över;1000000;Åtgärdsplan när befarat underskott är mer än "
        "1 % av ramen och mer än 1 mnkr;Stadsrevisionen 2023 (P23)",
        "eget_kapital;2022-01-01;;högst;3;Eget kapital högst 3 % av förvaltningens omsättning;"
        "Instruktion för VSS (P7)",
        "volymföljsamhet;2023-01-01;;minst;85;Volymerna följer planen till minst 85 %;"
        "VSS förvaltningsbudget 2024 (mål 2024-2025, här även 2023)",
        "matsvinn;2023-01-01;;högst;45;Matsvinn högst 45 g per portion;VSS förvaltningsbudget 2024",
        "leverantörstrohet;2023-01-01;;minst;95;Minst 95 % av inköpen hos avtalsleverantör;"
        "VSS förvaltningsbudget 2024",
        "e_handelstrohet;2023-01-01;;minst;95;Minst 95 % av avtalsköpen genom e-handeln;"
        "VSS förvaltningsbudget 2024",
        "kontinuitetsplaner;2023-01-01;;minst;100;Alla enheter har en kontinuitetsplan;"
        "VSS förvaltningsbudget 2024",
        "heltid;2023-01-01;2023-12-31;minst;76;Minst 76 % av tillsvidareanställda arbetar heltid;"
        "Kommunstyrelsens verksamhetsberättelse 2023",
        "heltid;2024-01-01;2024-12-31;minst;80;Minst 80 % av tillsvidareanställda arbetar heltid;"
        "VSS förvaltningsbudget 2024",
        "medarbetare_per_chef;2023-01-01;;högst;25;Högst 25 medarbetare per första linjens chef;"
        "VSS förvaltningsbudget 2024",
        "sjukfrånvaro;2023-01-01;2023-12-31;högst;6,5;Sjukfrånvaro högst 6,5 %;"
        "VSS förvaltningsbudget 2024",
        "sjukfrånvaro;2024-01-01;;högst;6,2;Sjukfrånvaro högst 6,2 %;VSS förvaltningsbudget 2024",
        "nöjda_kunder;2023-01-01;;minst;80;Nöjd-kund-index minst 80;Instruktion för VSS",
        "områden_i_balans;2023-01-01;;minst;80;Minst 80 % av verksamhetsområdena har resultat noll "
        "eller bättre;Kommunstyrelsens verksamhetsberättelse 2023",
        "kök;2023-01-01;2023-12-31;plan;68;Antal kök, budget 2023;VSS förvaltningsbudget 2024",
        "kök;2024-01-01;;plan;59;Antal kök, budget 2024-2029;VSS förvaltningsbudget 2024",
        NULL};
    enum { KITCHENS = 2 }; /* rows with the published numbers of kitchens come last */
    sk__gen_head(b, "mått;från;till;villkor;gräns;regel;källa");
    int n = (int)(sizeof all / sizeof *all) - 1 - (w->o.linkoping ? 0 : KITCHENS);
    for (int i = 0; i < n; i++) sk_buf_addf(b, "%s\r\n", all[i]);
}

void sk__gen_w_fu_values(g_world *w, sk_buf *b)
{
    static const char *const all[] = {
        "leverantörstrohet;kost;2023-01-01;2023-08-31;alla;53480000;60100000;illustrativt;belopp i "
        "kr",
        "leverantörstrohet;vss;2023-01-01;2023-12-31;alla;89;100;"
        "Kommunstyrelsens verksamhetsberättelse 2023;bara procent är publicerat",
        "e_handelstrohet;kost;2023-01-01;2023-08-31;alla;48860000;53480000;illustrativt;belopp i "
        "kr",
        "e_handelstrohet;vss;2023-01-01;2023-12-31;alla;92;100;"
        "Kommunstyrelsens verksamhetsberättelse 2023;bara procent är publicerat",
        "heltid;vss;2023-01-01;2023-06-30;alla;77,8;100;VSS förvaltningsbudget 2024;januari-juni",
        "heltid;vss;2023-01-01;2023-08-31;alla;78,4;100;Delårsrapport per 31 augusti 2023;"
        "januari-augusti, jämförs aldrig med helår",
        "heltid;vss;2023-01-01;2023-12-31;alla;78,4;100;Kommunstyrelsens verksamhetsberättelse "
        "2023;",
        "heltid;vss;2023-01-01;2023-12-31;kvinnor;71,4;100;"
        "Kommunstyrelsens verksamhetsberättelse 2023;71,2 på ett annat ställe i samma handling",
        "sjukfrånvaro;vss;2023-01-01;2023-12-31;alla;6,3;100;"
        "Kommunstyrelsens verksamhetsberättelse 2023;",
        NULL};
    rows(b, "mått;område;från;till;kön;täljare;nämnare;källa;anmärkning",
         w->o.linkoping ? all : none);
}

void sk__gen_w_fu_verdicts(g_world *w, sk_buf *b)
{
    static const char *const all[] = {
        "matsvinn;2023;45,5;uppnått;Kommunstyrelsens verksamhetsberättelse 2023",
        "budgetavvikelse;2023;0,3;uppnått;Kommunstyrelsens verksamhetsberättelse 2023",
        "heltid;2023;78,4;uppnått;Kommunstyrelsens verksamhetsberättelse 2023",
        "leverantörstrohet;2023;89;ej_uppnått;Kommunstyrelsens verksamhetsberättelse 2023",
        "områden_i_balans;2023;50;ej_uppnått;Kommunstyrelsens verksamhetsberättelse 2023",
        NULL};
    rows(b, "mått;år;värde;bedömning;källa", w->o.linkoping ? all : none);
}

void sk__gen_w_continuity(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "kök;reviderad;övad;dokument;ansvarig");
    for (size_t i = 0; i < w->n_k; i++) {
        const g_kitchen *k = &w->k[i];
        char revised[SK_DATE_LEN] = "", exercised[SK_DATE_LEN] = "";
        if (k->role == G_SERVE || i % 11 == 7) continue; /* not even begun */
        if (i % 7 != 3) sk_day_str(w->o.as_of - 90 - (int)(i * 37 % 500), revised);
        if (revised[0] && i % 3 == 0) sk_day_str(w->o.as_of - 85 - (int)(i * 29 % 300), exercised);
        sk_buf_addf(b, "%s;%s;%s;Pärm i köket och kopia hos restaurangchefen;Restaurangchef\r\n",
                    k->id, revised, exercised);
    }
}
