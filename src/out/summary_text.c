/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calm page on a terminal, and its one sentence. */
#include "base/num.h"
#include "base/text.h"
#include "out/view.h"

enum { LABEL_W = 22, NECKS_SHOWN = 5, SHORTS_SHOWN = 8, CHANGES_SHOWN = 6 };

static const char *tr(const sk_plan_view *v, const char *msgid) { return sk_text(v->lang, msgid); }

static void label(const sk_plan_view *v, const char *msgid, sk_buf *out)
{
    sk_buf_add(out, "  ");
    sk_buf_pad(out, tr(v, msgid), LABEL_W);
}

static void count(const sk_plan_view *v, int64_t n, sk_buf *out) { sk_buf_dec(out, n, 0, v->lang); }

static void kronor(const sk_plan_view *v, sk_ore ore, sk_buf *out)
{
    sk_buf_ore(out, ore, v->lang);
    sk_buf_add(out, " kr");
}

static void hours(const sk_plan_view *v, int64_t ch, sk_buf *out)
{
    sk_buf_dec(out, ch, 2, v->lang);
    sk_buf_addc(out, ' ');
    sk_buf_add(out, tr(v, SK_N("hours")));
}

static void say_head(const sk_plan_view *v, sk_buf *out)
{
    char from[SK_DATE_LEN], to[SK_DATE_LEN];
    sk_plain_add(out, v->k->name);
    sk_buf_addf(out, ", %s %s (%s - %s)\n\n", tr(v, SK_N("week")), v->week,
                sk_day_str(v->from, from), sk_day_str(v->to, to));
}

static void tenth(const sk_plan_view *v, int64_t n, sk_buf *out) { sk_buf_dec(out, n, 1, v->lang); }

/* What the forecast saves and risks. */
static void say_surplus(const sk_plan_view *v, sk_buf *out)
{
    const sk_view_demand *d = &v->demand;
    sk_buf_addf(out, "%*s", LABEL_W + 2, "");
    count(v, d->enrolled - d->cooked, out);
    sk_buf_addf(out, " %s ",
                tr(v, SK_N("fewer portions than for all enrolled; expected left over")));
    count(v, sk_muldiv(d->left_over, 1, 10), out);
    sk_buf_addf(out, ", %s ", tr(v, SK_N("to get the backup dish")));
    count(v, sk_muldiv(d->missed, 1, 10), out);
    sk_buf_addf(out, "\n%*s%s ", LABEL_W + 2, "",
                tr(v, SK_N("each kitchen's quantity is enough in percent of times:")));
    tenth(v, d->level_low, out);
    if (d->level_high > d->level_low) {
        sk_buf_add(out, "–");
        tenth(v, d->level_high, out);
    }
    if (d->n_thin > 0) {
        sk_buf_add(out, "; ");
        sk_buf_addf(out,
                    sk_ntext(v->lang, "%d series has under 30 counted days",
                             "%d series have under 30 counted days", d->n_thin),
                    d->n_thin);
    }
    sk_buf_addc(out, '\n');
}

static void say_portions(const sk_plan_view *v, sk_buf *out)
{
    label(v, SK_N("Portions"), out);
    count(v, v->portions, out);
    sk_buf_addf(out, "  (%s ", tr(v, SK_N("of which special diets")));
    count(v, v->diet_portions, out);
    sk_buf_add(out, ")\n");
    label(v, SK_N("Demand"), out);
    sk__say_demand(v, out);
    sk_buf_addc(out, '\n');
    if (v->demand.from == SK_FROM_FORECAST) say_surplus(v, out);
    label(v, SK_N("Kitchens that cook"), out);
    count(v, v->n_cooking, out);
    sk_buf_addf(out, "  (%s ", tr(v, SK_N("for sites:")));
    count(v, v->n_sites, out);
    sk_buf_add(out, ")\n");
}

static void say_cost(const sk_plan_view *v, sk_buf *out)
{
    label(v, SK_N("Cost per portion"), out);
    kronor(v, v->cost_portion, out);
    sk_buf_addf(out, "  (%s ", tr(v, SK_N("the week in all")));
    kronor(v, v->cost, out);
    sk_buf_add(out, ")\n");
    label(v, SK_N("Overtime"), out);
    hours(v, v->over_ch, out);
    if (v->over_ch > 0) {
        sk_buf_add(out, ", ");
        kronor(v, v->over_ore, out);
    }
    if (v->over_limit_ch > 0) {
        sk_buf_addf(out, "  (%s ", tr(v, SK_N("above the agreed limit:")));
        hours(v, v->over_limit_ch, out);
        sk_buf_addc(out, ')');
    }
    sk_buf_addc(out, '\n');
}

static void say_service(const sk_plan_view *v, sk_buf *out)
{
    label(v, SK_N("Shortage"), out);
    if (v->short_portions > 0) {
        count(v, v->short_portions, out);
        sk_buf_addf(out, " %s", tr(v, SK_N("portions")));
    } else sk_buf_add(out, tr(v, SK_N("none")));
    if (v->backup_portions > 0) {
        sk_buf_addf(out, "  (%s ", tr(v, SK_N("backup dish:")));
        count(v, v->backup_portions, out);
        sk_buf_addc(out, ')');
    }
    sk_buf_addc(out, '\n');
    label(v, SK_N("Pan to plate"), out);
    sk_buf_addf(out, sk_text(v->lang, "%d min or less for 95 %% of the hot portions"), v->hold_p95);
    sk_buf_addc(out, '\n');
    label(v, SK_N("Other supplier"), out);
    count(v, v->changed_portions, out);
    sk_buf_addf(out, " %s (", tr(v, SK_N("portions")));
    sk_buf_dec(out, v->changed_tenths, 1, v->lang);
    sk_buf_addf(out, " %%), %s ", tr(v, SK_N("sites:")));
    count(v, v->n_changed_sites, out);
    sk_buf_addc(out, '\n');
}

void sk__say_gap(const sk_plan_view *v, sk_buf *out)
{
    if (v->at_bound) {
        sk_buf_add(out, tr(v, SK_N("no plan of this week is cheaper")));
        return;
    }
    sk_buf_addf(out, "%s ", tr(v, SK_N("at most")));
    sk_buf_dec(out, v->gap_c, 2, v->lang);
    sk_buf_add(out, " % (");
    kronor(v, v->gap, out);
    sk_buf_addf(out, ") %s", tr(v, SK_N("above the cheapest thinkable plan")));
}

void sk__say_proof(const sk_plan_view *v, sk_buf *out)
{
    sk_buf_add(out,
               v->certified
                   ? tr(v, SK_N("by the bound of the linear program, proven outside the solver"))
                   : tr(v, SK_N("by the bound of the linear program, which is not proven")));
    if (v->penalties > 0) sk_buf_addf(out, "; %s", tr(v, SK_N("penalties are counted in")));
}

/* A list under its title, cut to `max` rows with a count of the rest. */
static void say_list(const sk_plan_view *v, const sk_table *t, size_t max, sk_buf *out)
{
    if (!t->n_rows) return;
    sk_buf_addf(out, "\n%s\n", tr(v, t->title));
    sk_table_text(t, v->lang, max, out);
    if (t->n_rows > max)
        sk_buf_addf(out, sk_text(v->lang, "  and %zu more in %s.csv\n"), t->n_rows - max, t->key);
}

void sk_summary_text(const sk_plan_view *v, const char *files_dir, sk_buf *out)
{
    say_head(v, out);
    say_portions(v, out);
    say_cost(v, out);
    say_service(v, out);
    label(v, SK_N("Distance to the bound"), out);
    sk__say_gap(v, out);
    sk_buf_addf(out, "\n%*s", LABEL_W + 2, "");
    sk__say_proof(v, out);
    sk_buf_addc(out, '\n');
    say_list(v, &v->shortages, SHORTS_SHOWN, out);
    say_list(v, &v->neck_short, NECKS_SHOWN, out);
    say_list(v, &v->changes, CHANGES_SHOWN, out);
    if (!files_dir) return;
    sk_buf_addf(out, "\n%s %s\n", tr(v, SK_N("Files in")), files_dir);
    for (int i = 0; sk_plan_files[i].name; i++) {
        sk_buf_add(out, "  ");
        sk_buf_pad(out, sk_plan_files[i].name, 17);
        sk_buf_addf(out, " %s\n", tr(v, sk_plan_files[i].what));
    }
}

void sk_summary_headline(const sk_plan_view *v, sk_buf *out)
{
    count(v, v->portions, out);
    sk_buf_addf(out, " %s, ", tr(v, SK_N("portions")));
    kronor(v, v->cost_portion, out);
    sk_buf_addf(out, " %s, %s: ", tr(v, SK_N("per portion")), tr(v, SK_N("shortage")));
    count(v, v->short_portions, out);
}
