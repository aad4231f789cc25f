/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the national survey asks for (kitchen waste per portion for all; serving waste, plate waste and
 * consumption per eater by heading), and the registrations in the layout of the national protocol: a
 * document that storkok reads back. */
#include "out/waste_priv.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "ext/csv.h"

#define N_OF(a) ((int)(sizeof(a) / sizeof *(a)))

static const sk_col cols[] = {
    {"group", SK_N("heading"), SK_CELL_TEXT, false},
    {"what", SK_N("figure"), SK_CELL_TEXT, false},
    {"g", SK_N("g"), SK_CELL_DEC1, false},
    {"per", SK_N("per"), SK_CELL_TEXT, false},
    {"grams", SK_N("weighed, kg"), SK_CELL_DEC1, false},
    {"denominator", SK_N("portions or eaters"), SK_CELL_INT, false},
    {"places", SK_N("places"), SK_CELL_INT, false},
    {"days", SK_N("days"), SK_CELL_INT, false},
    {"remark", SK_N("remark"), SK_CELL_TEXT, false},
};

static void line(sk__wr *w, sk_table *o, const char *group, const char *what, double g, bool eater,
                 int64_t grams, int64_t n, const sk_wfigure *f)
{
    sk_lang lang = w->in->lang;
    sk_table_s(o, group);
    sk_table_s(o, what);
    sk_table_v(o, sk__tenths(g));
    sk_table_s(o, eater ? sk_text(lang, "eater") : sk_text(lang, "portion cooked"));
    sk_table_v(o, (grams + 50) / 100);
    sk_table_v(o, n);
    sk_table_v(o, f->n_places[eater ? SK_WASTE_MEAL : SK_WASTE_KITCHEN]);
    sk_table_v(o, f->n_days[eater ? SK_WASTE_MEAL : SK_WASTE_KITCHEN]);
    sk_table_s(o, isnan(g)                          ? sk_text(lang, "not measured")
                  : eater && sk_waste_under_half(f) ? sk_text(lang, "under half ate")
                                                    : "");
}

static void survey(sk__wr *w)
{
    sk_lang lang = w->in->lang;
    sk_wsel sel = w->sel;
    sk_table *o = sk_report_table(w->r, "livsmedelsverket", SK_N("For the national survey"), cols,
                                  N_OF(cols), 0);
    sk_report_note(
        w->r, sk_text(lang, SK_N("Livsmedelsverket's national method: lunches of at least five "
                                 "weekdays in a row; other weighings are left out. Headings "
                                 "by waste_groups.csv.")));
    sel.national = true;
    sk_wfigure f = sk__wr_figure(w, SK_BY_TOTAL, 0, &sel);
    int64_t g = f.g[SK_WASTE_STORAGE] + f.g[SK_WASTE_PREPARATION] + f.g[SK_WASTE_COOKING];
    line(w, o, sk_text(lang, SK_N("all kitchens")), sk_text(lang, "kitchen waste"),
         f.scope[SK_WASTE_KITCHEN].per, false, g, f.n[SK_WASTE_COOKING], &f);
    for (int form = SK_FORM_PRESCHOOL; form < SK_N_FORMS; form++) {
        sel.form = form;
        sel.forms = w->in->forms;
        f = sk__wr_figure(w, SK_BY_TOTAL, 0, &sel);
        const char *name = sk_waste_form_name((sk_waste_form)form, lang);
        for (int s = SK_WASTE_SERVING; s <= SK_WASTE_PLATE; s++)
            line(w, o, name, sk_mass_name((sk_mass)s, lang), f.stream[s].per, true, f.g[s], f.n[s],
                 &f);
        double eaten = f.consumption * (double)f.served_n;
        line(w, o, name, sk_text(lang, SK_N("consumption")), f.consumption, true,
             isnan(eaten) ? 0 : (int64_t)(eaten + 0.5), f.served_n, &f);
    }
}

/* ---- the protocol ---- */

enum { N_KG = SK_MASS_SERVED + 1 };
typedef struct day { /* one place's lunch */
    const sk_wrec *r;
    int64_t g[N_KG];
    bool has[N_KG];
    int n;
} day;

static void field(sk_buf *b, const char *s, bool last) { sk_csv_field(b, s, last); }

static void number(sk_buf *b, bool has, int64_t v, int decimals, bool last)
{
    sk_buf f = SK_BUF_INIT;
    if (has) sk_buf_dec_plain(&f, v, decimals);
    char *dot = has && sk_buf_ok(&f) ? strchr(f.data, '.') : NULL;
    if (dot) *dot = ',';
    field(b, sk_buf_str(&f), last);
    if (!sk_buf_ok(&f)) b->failed = true;
    sk_buf_free(&f);
}

static void write_day(const sk__wr *w, const day *d, sk_buf *b)
{
    char date[SK_DATE_LEN];
    if (!d->r) return;
    bool site = d->r->site != SK_NONE;
    field(b, sk_day_str(d->r->day, date), false);
    field(b, site ? w->in->k->site[d->r->site].id : w->in->k->kitchen[d->r->kitchen].id, false);
    number(b, !site, d->n, 0, false);
    number(b, site, d->n, 0, false);
    for (int m = 0; m < N_KG; m++) number(b, d->has[m], d->g[m], 3, m == N_KG - 1);
}

/* Lunches of the period, one row a place and day. */
static void protocol(sk__wr *w)
{
    const sk_waste_data *data = w->in->data;
    static const char *const head[] = {
        "datum",        "plats",         "portioner",    "ätande",     "lagring_kg",
        "beredning_kg", "tillagning_kg", "servering_kg", "tallrik_kg", "serverat_kg"};
    sk_buf *b =
        sk_report_file(w->r, "waste_protocol.csv",
                       sk_text(w->in->lang, SK_N("the lunches in the layout of the national "
                                                 "protocol; storkok reads it back")));
    sk_csv_begin(b);
    for (int i = 0; i < N_OF(head); i++) field(b, head[i], i + 1 == N_OF(head));
    day d = {.r = NULL};
    for (int i = 0; i < data->n; i++) {
        const sk_wrec *r = &data->rec[i];
        if (r->meal != SK_MEAL_LUNCH || r->mass >= N_KG || r->day < w->sel.from ||
            r->day > w->sel.to)
            continue;
        if (d.r && (d.r->place != r->place || d.r->day != r->day)) {
            write_day(w, &d, b);
            d = (day){.r = NULL};
        }
        d.r = r;
        d.g[r->mass] += r->g;
        d.has[r->mass] = true;
        d.n = r->n > d.n ? r->n : d.n;
    }
    write_day(w, &d, b);
}

void sk__wr_survey(sk__wr *w)
{
    survey(w);
    protocol(w);
}
