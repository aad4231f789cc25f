/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forecast as a report: lists on the first page, on further pages a chart for each unit's meal. */
#include "base/text.h"
#include "out/forecast_view.h"

typedef enum { SHOWN, FILES } place;

/* The view owns its tables, the report its own: the rows are the same. */
static void put_table(sk_report *r, const sk_table *from, place where, size_t max_rows)
{
    sk_table *t = sk_report_table(r, from->key, from->title, from->col, from->n_cols, max_rows);
    if (where == FILES) sk_report_files_only(r);
    for (size_t i = 0; i < from->n_rows * (size_t)from->n_cols; i++) {
        sk_cell_kind kind = from->col[i % (size_t)from->n_cols].kind;
        if (kind == SK_CELL_TEXT || kind == SK_CELL_NAME) sk_table_s(t, from->cell[i].s);
        else sk_table_v(t, from->cell[i].v);
    }
}

static const char *said(sk_report *r, const sk_fc_view *v,
                        void (*say)(const sk_fc_view *, sk_buf *))
{
    sk_buf b = SK_BUF_INIT;
    say(v, &b);
    const char *s = sk_report_keep(r, sk_buf_str(&b));
    if (!sk_buf_ok(&b)) r->failed = true;
    sk_buf_free(&b);
    return s;
}

static void facts(sk_report *r, const sk_fc_view *v)
{
    const sk_forecast *f = v->f;
    sk_report_fact(r, "as_of", SK_N("Seen up to"), SK_CELL_DAY, v->k->as_of, NULL);
    sk_report_fact(r, "series", SK_N("Units' meals"), SK_CELL_INT, v->n_series, NULL);
    sk_report_fact(r, "thin_series", SK_N("Too little history"), SK_CELL_INT, v->n_thin, NULL);
    sk_report_fact(r, "used", SK_N("Counts used"), SK_CELL_INT, f->n_used, NULL);
    sk_report_fact(r, "zeroes", SK_N("Set aside: zeroes"), SK_CELL_INT, f->n_zero, NULL);
    sk_report_fact(r, "on_closed_days", SK_N("Set aside: on closed days"), SK_CELL_INT, f->n_closed,
                   NULL);
    sk_report_fact(r, "outliers", SK_N("Set aside: far from anything the unit ever had"),
                   SK_CELL_INT, f->n_outlier, NULL);
    sk_report_fact(r, "doubtful_rows", SK_N("Set aside: doubtful rows"), SK_CELL_INT,
                   sk_history_set_aside(v->h), NULL);
    if (v->n_thin) sk_report_warning(r, said(r, v, sk__fc_say_thin));
}

/* A page for each category, since a browser draws two hundred charts at once poorly. */
static void charts(sk_report *r, const sk_fc_view *v)
{
    for (sk_ix c = 0; c < v->k->n_categories; c++) {
        bool any = false;
        for (int i = 0; i < v->n_rows; i = sk__fc_series_end(v, i)) {
            const sk_fc_cell *cell = v->row[i].c;
            const sk_site *site = &v->k->site[cell->site];
            if (site->category != c) continue;
            if (!any)
                sk_report_page(r, sk_report_words(r, "charts_%s", v->k->category[c].id),
                               v->k->category[c].name);
            any = true;
            sk_fc_svg(
                v, i,
                sk_report_chart(r, sk_report_words(r, "%s-%s", site->id, sk__meal_key(cell->meal)),
                                site->name));
        }
    }
}

sk_report *sk_fc_report(const sk_fc_view *v)
{
    sk_report *r = sk_report_new("forecast", SK_N("Forecast"), v->k->name, v->lang);
    if (!r) return NULL;
    sk_report_headline(r, said(r, v, sk_fc_headline));
    facts(r, v);
    if (v->changes.n_rows) put_table(r, &v->changes, SHOWN, 0);
    put_table(r, &v->days, SHOWN, 0);
    if (v->stages.n_rows) {
        put_table(r, &v->stages, SHOWN, 0);
        sk_report_note(r, said(r, v, sk__fc_say_stages));
    }
    put_table(r, &v->wide, SHOWN, 0);
    put_table(r, &v->cells, FILES, 0);
    put_table(r, &v->lines, FILES, 0);
    if (!v->changes.n_rows) put_table(r, &v->changes, FILES, 0);
    if (!v->stages.n_rows) put_table(r, &v->stages, FILES, 0);
    sk_fc_json(v,
               sk_report_file(r, "forecast.json", sk_text(v->lang, SK_N("the same for programs"))));
    charts(r, v);
    for (int i = 0; i < v->f->n_files; i++)
        sk_report_from(r, v->f->file[i].name, v->f->file[i].sha256);
    return r;
}
