/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forecast in words and as JSON. */
#include "base/num.h"
#include "base/text.h"
#include "out/forecast_view.h"

enum { CHANGES = 12 }; /* shown in the terminal */

void sk_fc_headline(const sk_fc_view *v, sk_buf *out)
{
    char a[SK_DATE_LEN], b[SK_DATE_LEN];
    sk_lang l = v->lang;
    sk_buf_addf(out, sk_ntext(l, "%d unit's meal", "%d units' meals", v->n_series), v->n_series);
    sk_buf_addf(out, ", %s – %s, ", sk_day_str(v->from, a), sk_day_str(v->to, b));
    sk_buf_addf(out, sk_text(l, "seen up to %s"), sk_day_str(v->k->as_of, a));
}

void sk__fc_say_thin(const sk_fc_view *v, sk_buf *out)
{
    if (v->n_thin)
        sk_buf_addf(out,
                    sk_text(v->lang, "%d of %d have fewer than %d counted days: there the type and "
                                     "category speak, and the intervals are wide."),
                    v->n_thin, v->n_series, SK_FC_THIN);
}

void sk__fc_say_stages(const sk_fc_view *v, sk_buf *out)
{
    sk_buf_add(
        out,
        sk_text(v->lang,
                SK_N("Lunch of the last year; a trend within units, ± 95 %. The forecast follows "
                     "how many eat; how much an eater gets is the stage's factor in "
                     "categories.csv.\n")));
}

static void say_history(const sk_fc_view *v, sk_buf *out)
{
    sk_lang l = v->lang;
    const sk_forecast *f = v->f;
    sk_buf_add(out, sk_text(l, "History: "));
    sk_buf_dec(out, f->n_used, 0, l);
    sk_buf_add(out, sk_text(l, " counts used; set aside: "));
    sk_buf_dec(out, f->n_zero, 0, l);
    sk_buf_add(out, sk_text(l, " zeroes, "));
    sk_buf_dec(out, f->n_closed, 0, l);
    sk_buf_add(out, sk_text(l, " on closed days, "));
    sk_buf_dec(out, f->n_outlier, 0, l);
    sk_buf_add(out, sk_text(l, " far from anything the unit ever had, "));
    sk_buf_dec(out, sk_history_set_aside(v->h), 0, l);
    sk_buf_add(out, sk_text(l, " doubtful rows.\n"));
}

static void shown(const sk_fc_view *v, const sk_table *t, size_t rows, sk_buf *out)
{
    if (!t->n_rows) return;
    sk_buf_addf(out, "\n%s\n", sk_text(v->lang, t->title));
    sk_table_text(t, v->lang, rows, out);
    if (rows && t->n_rows > rows)
        sk_buf_addf(
            out, sk_text(v->lang, SK_N("  … and %d more: --json, or changes.csv of --out DIR\n")),
            (int)(t->n_rows - rows));
}

void sk_fc_text(const sk_fc_view *v, const char *files_dir, sk_buf *out)
{
    sk_plain_add(out, v->k->name);
    sk_buf_add(out, ": ");
    sk_fc_headline(v, out);
    sk_buf_add(out, "\n");
    say_history(v, out);
    sk__fc_say_thin(v, out);
    if (v->n_thin) sk_buf_addc(out, '\n');
    if (!v->n_rows) {
        sk_buf_add(out, sk_text(v->lang, v->to <= v->k->as_of
                                             ? SK_N("These days have been: --review holds their "
                                                    "forecast against what was counted.\n")
                                             : "No unit serves a meal on these days.\n"));
        return;
    }
    sk_buf_addf(out, "\n%s\n", sk_text(v->lang, v->days.title));
    sk_table_text(&v->days, v->lang, 0, out);
    shown(v, &v->changes, CHANGES, out);
    shown(v, &v->stages, 0, out);
    if (v->stages.n_rows) sk__fc_say_stages(v, out);
    sk_buf_addf(out, "\n%s\n", sk_text(v->lang, v->wide.title));
    sk_table_text(&v->wide, v->lang, 0, out);
    sk_buf_addc(out, '\n');
    if (files_dir)
        sk_buf_addf(out, sk_text(v->lang, "Files and charts: %s/index.html\n"), files_dir);
    else
        sk_buf_add(out,
                   sk_text(v->lang, "The whole list: --csv or --json; with charts: --out DIR\n"));
}

static void real(sk_jw *w, const char *key, int64_t v)
{
    if (v == SK_CELL_EMPTY) sk_jw_str(w, key, NULL);
    else sk_jw_real(w, key, (double)v / 10.0);
}

static void row_json(const sk_fc_view *v, const sk_fc_row *r, sk_jw *w)
{
    static const char *const q[SK_N_Q] = {"q10", "q50", "q80", "q90", "q95"};
    static const char *const drive[SK_N_DRIVES] = {"weekday", "menu",  "break", "season",
                                                   "kind",    "level", "order"};
    static const char *const grade[] = {"none", "eaters", "plates", "orders", "enrolled"};
    char day[SK_DATE_LEN];
    sk_jw_inline(w);
    sk_jw_obj(w, NULL);
    sk_jw_str(w, "site", v->k->site[r->c->site].id);
    sk_jw_str(w, "meal", sk__meal_key(r->c->meal));
    sk_jw_str(w, "day", sk_day_str(r->c->day, day));
    real(w, "guests", r->guests);
    real(w, "usual", r->usual);
    real(w, "mean", r->mean);
    for (int i = 0; i < SK_N_Q; i++) real(w, q[i], r->q[i]);
    sk_jw_str(w, "drivers", r->words);
    sk_jw_obj(w, "effects_pct");
    for (int d = 0; d < SK_N_DRIVES; d++) real(w, drive[d], r->effect[d]);
    sk_jw_obj_end(w);
    real(w, "order", r->order);
    sk_jw_str(w, "grade", grade[r->basis + 1]);
    sk_jw_str(w, "last_counted", r->counted == SK_NO_DAY ? NULL : sk_day_str(r->counted, day));
    sk_jw_int(w, "history_days", r->c->n_obs);
    sk_jw_bool(w, "thin", r->thin);
    sk_jw_int(w, "days_ahead", r->c->h);
    sk_jw_obj_end(w);
}

void sk_fc_json(const sk_fc_view *v, sk_buf *out)
{
    char day[SK_DATE_LEN];
    sk_jw w;
    sk_jw_init(&w, out, false);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "format", "storkok-forecast");
    sk_jw_int(&w, "version", 1);
    sk_jw_str(&w, "kommun", v->k->name);
    sk_jw_str(&w, "as_of", sk_day_str(v->k->as_of, day));
    sk_jw_str(&w, "from", sk_day_str(v->from, day));
    sk_jw_str(&w, "to", sk_day_str(v->to, day));
    sk_jw_obj(&w, "history");
    sk_jw_int(&w, "used", v->f->n_used);
    sk_jw_int(&w, "zeroes", v->f->n_zero);
    sk_jw_int(&w, "on_closed_days", v->f->n_closed);
    sk_jw_int(&w, "outliers", v->f->n_outlier);
    sk_jw_int(&w, "doubtful_rows", sk_history_set_aside(v->h));
    sk_jw_obj_end(&w);
    sk_jw_int(&w, "series", v->n_series);
    sk_jw_int(&w, "thin_series", v->n_thin);
    sk_table_json(&v->days, &w, "days");
    sk_jw_arr(&w, "cells");
    for (int i = 0; i < v->n_rows; i++) row_json(v, &v->row[i], &w);
    sk_jw_arr_end(&w);
    sk_table_json(&v->changes, &w, "changes");
    sk_table_json(&v->stages, &w, "stages");
    sk_table_json(&v->lines, &w, "lines");
    sk_jw_obj_end(&w);
}
