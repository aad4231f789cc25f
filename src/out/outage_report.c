/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ranked list of failures. */
#include "out/outage_report.h"

#include "base/date.h"
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"

enum { WORST = 20 };

static const sk_col cols[] = {
    {"rank", SK_N("No."), SK_CELL_INT, false},
    {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"unmet", SK_N("Short"), SK_CELL_INT, false},
    {"unmet_diets", SK_N("of them diets"), SK_CELL_INT, false},
    {"unmet_1", SK_N("group 1"), SK_CELL_INT, false},
    {"unmet_2", SK_N("group 2"), SK_CELL_INT, true},
    {"unmet_3", SK_N("group 3"), SK_CELL_INT, true},
    {"unmet_4", SK_N("group 4"), SK_CELL_INT, true},
    {"backup", SK_N("Backup dish"), SK_CELL_INT, false},
    {"covered", SK_N("Reserve covers"), SK_CELL_INT, false},
    {"more_ore", SK_N("More kr"), SK_CELL_ORE, false},
    {"more_h", SK_N("More work, h"), SK_CELL_DEC2, false},
    {"over_limit_h", SK_N("Above limit, h"), SK_CELL_DEC2, false},
    {"more_drive_min", SK_N("More driving, min"), SK_CELL_INT, true},
    {"moved", SK_N("Portions moved"), SK_CELL_INT, false},
    {"moved_sites", SK_N("Sites moved"), SK_CELL_INT, true},
    {"late", SK_N("Held too long"), SK_CELL_INT, true},
    {"plan_revised", SK_N("Plan revised"), SK_CELL_DAY, false},
    {"plan_exercised", SK_N("Exercised"), SK_CELL_DAY, true},
};

static const char *name_of(sk_report *r, const sk_outage *o, const sk_outage_case *c)
{
    return c->kitchen == SK_NONE ? sk_text(r->lang, SK_N("the common failure"))
                                 : o->plan->k->kitchen[c->kitchen].name;
}

static const sk_continuity *plan_of(const sk_outage_files *f, sk_ix kitchen)
{
    for (int i = 0; i < f->n_plans; i++)
        if (f->plan[i].kitchen == kitchen) return &f->plan[i];
    return NULL;
}

static int64_t day_cell(sk_day d) { return d == SK_NO_DAY ? SK_CELL_EMPTY : d; }

static int64_t unmet(const sk_outage_case *c)
{
    int64_t sum = 0;
    for (int g = 0; g < SK_OUTAGE_GROUPS; g++) sum += c->unmet[g];
    return sum;
}

static void ranking(sk_report *r, const sk_outage *o, const sk_outage_files *f)
{
    sk_table *t = sk_report_table(r, "failures", SK_N("Failures, the worst first"), cols,
                                  (int)(sizeof cols / sizeof *cols), WORST);
    sk_report_note(
        r, sk_text(r->lang, SK_N("Worst by the policy's cost of portions short and of the backup "
                                 "dish, then by money. Group 1 is care and small children.")));
    for (int i = 0; i < o->n; i++) {
        const sk_outage_case *c = &o->it[i];
        const sk_continuity *p = plan_of(f, c->kitchen);
        sk_table_v(t, i + 1);
        sk_table_s(t, name_of(r, o, c));
        sk_table_v(t, unmet(c));
        for (int g = 0; g < SK_OUTAGE_GROUPS; g++) sk_table_v(t, c->unmet[g]);
        sk_table_v(t, c->backup);
        sk_table_v(t, c->covered + c->covered_backup);
        sk_table_v(t, c->more_ore);
        sk_table_v(t, sk_muldiv(c->more_staff_mmin, 1, SK_MMIN_CH));
        sk_table_v(t, sk_muldiv(c->over_limit_mmin, 1, SK_MMIN_CH));
        sk_table_v(t, c->more_drive_min);
        sk_table_v(t, c->moved);
        sk_table_v(t, c->moved_sites);
        sk_table_v(t, c->late);
        sk_table_v(t, p ? day_cell(p->revised) : SK_CELL_EMPTY);
        sk_table_v(t, p ? day_cell(p->exercised) : SK_CELL_EMPTY);
    }
}

static void headline(sk_report *r, const sk_outage *o)
{
    char day[SK_DATE_LEN];
    if (!o->n) return;
    const sk_outage_case *c = &o->it[0];
    const char *when =
        sk_report_words(r, "%s %s", sk_weekday_name(r->lang, sk_day_weekday(o->ask.day)),
                        sk_day_str(o->ask.day, day));
    const char *what = name_of(r, o, c);
    if (c->kitchen != SK_NONE && o->ask.all)
        what = sk_report_words(r, sk_text(r->lang, SK_N("the worst is to lose %s")), what);
    else if (c->kitchen != SK_NONE)
        what = sk_report_words(r, sk_text(r->lang, SK_N("without %s")), what);
    r->short_of = unmet(c) > 0;
    if (unmet(c) + c->backup)
        sk_report_headline(
            r, sk_report_words(
                   r,
                   sk_text(r->lang, SK_N("%s, %s: %lld portions short, %lld of the backup dish; "
                                         "the reserve covers %lld.")),
                   when, what, (long long)unmet(c), (long long)c->backup,
                   (long long)(c->covered + c->covered_backup)));
    else
        sk_report_headline(
            r,
            sk_report_words(r, sk_text(r->lang, SK_N("%s, %s: everybody gets the planned food.")),
                            when, what));
}

/* Share of the kitchens that cook or receive on the day whose continuity plan has been revised and exercised. */
static void continuity(sk_report *r, const sk_outage *o, const sk_outage_files *f)
{
    const sk_kommun *k = o->plan->k;
    int n = 0, with = 0;
    for (sk_ix i = 0; i < k->n_kitchens; i++) {
        if (k->kitchen[i].role == SK_ROLE_SERVING || sk_kitchen_closed(k, i, o->ask.day)) continue;
        const sk_continuity *p = plan_of(f, i);
        n++;
        with += p && p->revised != SK_NO_DAY && p->exercised != SK_NO_DAY;
    }
    if (!f->has_plans || n == 0) {
        sk_report_fact_s(r, "continuity", SK_N("Continuity plans"),
                         sk_text(r->lang, SK_N("not measured")));
        return;
    }
    sk_report_fact(
        r, "continuity_percent_x10", SK_N("Continuity plans revised and exercised"), SK_CELL_DEC1,
        sk_muldiv(with, 1000, n),
        sk_report_words(r, sk_text(r->lang, SK_N("%% (%d of %d, target 100)")), with, n));
    sk_report_bad(r, with < n);
}

static void facts(sk_report *r, const sk_outage *o, const sk_outage_files *f)
{
    int whole = 0;
    for (int i = 0; i < o->n; i++) whole += unmet(&o->it[i]) + o->it[i].backup == 0;
    sk_report_fact(r, "day", SK_N("Day"), SK_CELL_DAY, o->ask.day, NULL);
    sk_report_fact(r, "at", SK_N("Noticed at"), SK_CELL_TIME, o->ask.at, NULL);
    sk_report_fact(r, "portions", SK_N("Portions that day"), SK_CELL_INT, o->day_portions, NULL);
    sk_report_fact(r, "failures_tried", SK_N("Failures tried"), SK_CELL_INT, o->n, NULL);
    sk_report_fact(r, "fully_covered", SK_N("where everybody gets the planned food"), SK_CELL_INT,
                   whole, NULL);
    sk_report_fact(r, "reserve_portions", SK_N("Portions in the reserve"), SK_CELL_INT, o->reserve,
                   NULL);
    continuity(r, o, f);
}

static void common(sk_report *r, const sk_outage *o)
{
    const sk_outage_ask *a = &o->ask;
    sk_lang l = r->lang;
    if (a->no_power)
        sk_report_warning(r, sk_report_words(r, sk_text(l, SK_N("No power in %s.")), a->no_power));
    if (a->no_water)
        sk_report_warning(r, sk_report_words(r, sk_text(l, SK_N("No water in %s.")), a->no_water));
    if (a->no_delivery != SK_NONE)
        sk_report_warning(r, sk_report_words(r, sk_text(l, SK_N("No goods from %s.")),
                                             o->plan->k->supplier[a->no_delivery].name));
    if (a->no_it)
        sk_report_warning(
            r, sk_text(l, SK_N("No IT: orders and absences of the day are not known, so every "
                               "site gets what the roll and the usual attendance say.")));
    if (a->staff_ppm < SK_PPM)
        sk_report_warning(
            r, sk_report_words(r, sk_text(l, SK_N("Only %s %% of the staff's time.")),
                               sk_report_number(r, sk_muldiv(a->staff_ppm, 1, 1000), 1)));
}

sk_report *sk_outage_report(const sk_outage *o, const sk_outage_files *files, sk_lang lang)
{
    const sk_kommun *k = o->plan->k;
    sk_report *r = sk_report_new("outage", SK_N("When a kitchen fails"), k->name, lang);
    if (!r) return NULL;
    r->compact = true;
    headline(r, o);
    facts(r, o, files);
    common(r, o);
    sk_report_text(
        r,
        sk_report_words(
            r,
            sk_text(lang, SK_N("What is ready at that time stays and travels as planned. Dining "
                               "rooms stay open, receive food from other kitchens and can reheat "
                               "it. What the failure does not touch stays as planned unless "
                               "somebody would lack food or a limit would break. Food may be kept "
                               "hot %lld minutes where the recipe's own limit is shorter.")),
            (long long)k->policy.emergency_hold_min));
    ranking(r, o, files);
    sk__outage_lists(r, o);
    for (size_t i = 0; i < (size_t)o->plan->n_inputs; i++)
        sk_report_from(r, o->plan->input[i].name, o->plan->input[i].sha256);
    for (int i = 0; i < o->n; i++) sk__outage_page(r, o, &o->it[i]);
    return r;
}
