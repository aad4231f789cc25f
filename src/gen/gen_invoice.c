/* SPDX-License-Identifier: GPL-3.0-or-later */
/* invoice/: a few corrections, the guests' lunches by month, and made-up accounts to book on. */
#include "gen/gen_priv.h"

/* Corrections of the as-of date's month and the one before: outings told too late to be in the orders. */
void sk__gen_w_inv_changes(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "datum;enhet;produkt;antal;orsak");
    sk_ymd y = sk_day_ymd(w->o.as_of);
    int n = 0;
    for (size_t i = 0; i < w->n_s && n < 6; i++) {
        const g_site *s = &w->s[i];
        if (s->cat != G_C_PERSONAL) continue;
        char day[SK_DATE_LEN];
        sk_day d = sk__gen_date(y.year,
                                n % 2          ? y.month
                                : y.month == 1 ? 1
                                               : y.month - 1,
                                3 + 2 * n);
        while (sk_day_weekday(d) > 5) d++;
        if (d > w->o.as_of) continue;
        sk_buf_addf(b, "%s;%s;pedagogisk;%d;%s\r\n", sk_day_str(d, day), s->id, n % 3 == 2 ? 4 : -6,
                    n % 3 == 2 ? "Vikarier åt med eleverna"
                               : "Studiebesök, anmält efter beställningen");
        n++;
    }
}

void sk__gen_w_inv_sales(g_world *w, sk_buf *b)
{
    static const struct {
        const char *kitchen, *customer;
        int count; /* an ordinary month */
    } s[] = {{"k_gy_kallerstad", "extern", 330},
             {"k_gy_kallerstad", "bolag", 165},
             {"k_gy_innerstad", "extern", 215},
             {"k_gy_ramshall", "extern", 190}};
    static const int percent[12] = {95, 85, 110, 80, 105, 40, 0, 60, 110, 105, 100, 65};
    sk_ymd y = sk_day_ymd(w->o.as_of);
    sk__gen_head(b, "period;kök;produkt;kund;antal;underlag");
    for (int m = 1; w->o.linkoping && m <= y.month; m++)
        for (size_t i = 0; i < sizeof s / sizeof *s; i++)
            if (percent[m - 1])
                sk_buf_addf(b, "%d%02d;%s;lunch_gast;%s;%d;Kassarapport\r\n", y.year, m,
                            s[i].kitchen, s[i].customer, s[i].count * percent[m - 1] / 100);
}

void sk__gen_w_inv_booking(g_world *w, sk_buf *b)
{
    static const char *const row[] = {
        "bou;4612;61000;3013;3011;54100;;BOU;nej",     "bin;4612;62000;3013;3011;54100;;BIN;nej",
        "aldn;4612;63000;3013;3011;54100;;ALD;nej",    "socn;4612;64000;3013;3011;54100;;SOC;nej",
        "leanlink;4612;65000;3013;3011;54100;;LEA;ja", "bolag;1511;;3012;;54100;2621;BOL;nej",
        "extern;1511;;3012;;54100;2621;EXT;nej",       NULL};
    sk__gen_head(
        b, "kund;konto_debet;ansvar_kund;konto_intäkt;konto_intäkt_fast;ansvar_säljare;konto_moms;"
           "motpart;avräkning");
    sk__gen_rows(w, b, row, 0, sk__gen_buys);
}
