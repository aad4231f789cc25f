/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Action plan, equity, volumes, saving measures, people and kitchens. */
#include "out/followup_priv.h"

static const sk_col action_cols[] = {
    {"area", SK_N("Administration or area"), SK_CELL_NAME, false},
    {"forecast_ore", SK_N("Forecast of the year"), SK_CELL_ORE, false},
    {"base", SK_N("Base"), SK_CELL_TEXT, false},
    {"base_ore", SK_N("Base, kr"), SK_CELL_ORE, false},
    {"percent", SK_N("Share of the base, %"), SK_CELL_DEC2, false},
    {"fires", SK_N("Action plan"), SK_CELL_TEXT, false},
    {"year1_ore", SK_N("Recover year 1"), SK_CELL_ORE, false},
    {"year2_ore", SK_N("Year 2"), SK_CELL_ORE, false},
    {"year3_ore", SK_N("Year 3"), SK_CELL_ORE, false},
    {"source", SK_N("Source of the forecast"), SK_CELL_NAME, false}};

static const char *fires_word(const sk__fuv *v, const sk_fu_action *x)
{
    bool whole = v->f->area[x->area].level == SK_FU_WHOLE;
    if (!x->told) return sk__fu_t(v, SK_N("not reported"));
    if (!x->known) return sk__fu_t(v, SK_N("no base known"));
    if (!x->t.fires) return sk__fu_t(v, SK_N("no"));
    return whole ? sk__fu_t(v, SK_N("required")) : sk__fu_t(v, SK_N("indicated"));
}

static void actions(sk__fuv *v)
{
    sk_table *t = sk_report_table(v->r, "action_plan", SK_N("Action plan"), action_cols,
                                  SK__N_COLS(action_cols), 0);
    for (int i = 0; i < v->s->n_actions; i++) {
        const sk_fu_action *x = &v->s->action[i];
        sk__fu_s(v, t, v->f->area[x->area].name);
        sk_table_v(t, x->told ? x->forecast : SK_CELL_EMPTY);
        sk__fu_s(v, t,
                 !x->known       ? NULL
                 : x->t.on_frame ? sk__fu_t(v, SK_N("budget frame"))
                                 : sk__fu_t(v, SK_N("turnover")));
        sk_table_v(t, x->known ? x->t.base : SK_CELL_EMPTY);
        sk_table_v(t, x->known ? sk__fu_hundredths(true, x->forecast, x->t.base) : SK_CELL_EMPTY);
        sk__fu_s(v, t, fires_word(v, x));
        for (int y = 0; y < SK_PLAN_YEARS; y++)
            sk_table_v(t, x->known && x->t.fires ? x->t.plan[y] : SK_CELL_EMPTY);
        sk__fu_s(v, t,
                 !x->told       ? NULL
                 : x->source[0] ? x->source
                                : sk__fu_t(v, SK_N("computed here from the books")));
    }
    const sk_fu_target *rule = sk_fu_target_at(v->f, SK_FM_ACTION_SHARE, v->s->to);
    sk_report_note(
        v->r,
        sk_report_words(
            v->r,
            sk__fu_t(
                v,
                SK_N(
                    "%s [%s]. It is judged for the administration; areas are indicative. The base "
                    "is "
                    "the decided frame when there is one, else the budgeted turnover. A deficit is "
                    "to be recovered within three years (P24): year 1 is %d.")),
            rule ? rule->rule : sk__fu_t(v, SK_N("no limit")), rule ? rule->source : "-",
            v->s->year + 1));
}

/* ---- equity ---- */

static const sk_col equity_cols[] = {
    {"area", SK_N("Administration or area"), SK_CELL_NAME, false},
    {"year", SK_N("Year"), SK_CELL_TEXT, false},
    {"result_ore", SK_N("Result"), SK_CELL_ORE, false},
    {"equity_ore", SK_N("Equity"), SK_CELL_ORE, false},
    {"cap_ore", SK_N("Cap"), SK_CELL_ORE, false},
    {"excess_ore", SK_N("Above the cap"), SK_CELL_ORE, false},
    {"overdue_ore", SK_N("Overdue to restore"), SK_CELL_ORE, false},
    {"basis", SK_N("Basis"), SK_CELL_TEXT, false}};
static const sk_col layer_cols[] = {{"area", SK_N("Administration or area"), SK_CELL_NAME, false},
                                    {"year", SK_N("From the year"), SK_CELL_TEXT, false},
                                    {"amount_ore", SK_N("Below zero by"), SK_CELL_ORE, false},
                                    {"left_ore", SK_N("Left to restore"), SK_CELL_ORE, false},
                                    {"due", SK_N("Restored by the end of"), SK_CELL_TEXT, false},
                                    {"plan1_ore", SK_N("Plan, year 1"), SK_CELL_ORE, false},
                                    {"plan2_ore", SK_N("Plan, year 2"), SK_CELL_ORE, false}};

static void layers(sk__fuv *v)
{
    if (v->s->n_layers == 0) return;
    sk_table *t = sk_report_table(v->r, "equity_layers", SK_N("Negative equity to restore"),
                                  layer_cols, SK__N_COLS(layer_cols), 0);
    for (int i = 0; i < v->s->n_layers; i++) {
        const sk_layer *l = &v->s->layer[i].l;
        sk__fu_s(v, t, v->f->area[v->s->layer[i].area].name);
        sk__fu_s(v, t, sk_report_words(v->r, "%d", l->year));
        sk_table_v(t, l->amount);
        sk_table_v(t, l->left);
        sk__fu_s(v, t, sk_report_words(v->r, "%d", l->due));
        sk_table_v(t, l->plan[0]);
        sk_table_v(t, l->plan[1]);
    }
    sk_report_note(
        v->r,
        sk__fu_t(
            v,
            SK_N("Negative equity is restored within two years, the earliest layer first (P8); the "
                 "three years of a deficit (P24) are another deadline, and the earlier governs.")));
}

static void equity(sk__fuv *v)
{
    if (v->s->n_equity == 0) return;
    sk_table *t =
        sk_report_table(v->r, "equity", SK_N("Equity"), equity_cols, SK__N_COLS(equity_cols), 0);
    for (int i = 0; i < v->s->n_equity; i++) {
        const sk_fu_equity_row *e = &v->s->equity[i];
        bool whole = v->f->area[e->area].level == SK_FU_WHOLE;
        sk__fu_s(v, t, v->f->area[e->area].name);
        sk__fu_s(v, t, sk_report_words(v->r, "%d", e->year));
        sk_table_v(t, e->result);
        sk_table_v(t, e->e.closing);
        sk_table_v(t, e->e.cap);
        sk_table_v(t, e->e.excess);
        sk_table_v(t, e->e.overdue);
        sk__fu_s(v, t,
                 e->forecast ? sk__fu_t(v, SK_N("forecast"))
                 : whole     ? sk__fu_t(v, SK_N("outturn"))
                             : sk__fu_t(v, SK_N("outturn, cap indicative")));
    }
    const sk_fu_target *rule = sk_fu_target_at(v->f, SK_FM_EQUITY, v->s->to);
    if (rule)
        sk_report_note(
            v->r,
            sk_report_words(v->r,
                            sk__fu_t(v, SK_N("%s [%s]. The cap is measured for the administration. "
                                             "The documents do not say where an excess goes: it "
                                             "is only told.")),
                            rule->rule, rule->source));
    layers(v);
}

/* ---- volumes ---- */

static const sk_col volume_cols[] = {
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"customer", SK_N("Customer"), SK_CELL_NAME, false},
    {"area", SK_N("Area"), SK_CELL_NAME, true},
    {"plan", SK_N("Plan to date"), SK_CELL_INT, false},
    {"actual", SK_N("Outturn to date"), SK_CELL_INT, false},
    {"difference", SK_N("Difference"), SK_CELL_INT, false},
    {"adherence_percent", SK_N("Adherence, %"), SK_CELL_DEC2, false},
    {"reaches_plan", SK_N("Reaches the plan"), SK_CELL_BOOL, false},
    {"full_cost_ore", SK_N("Planned full cost (weight)"), SK_CELL_ORE, false}};

static void volumes(sk__fuv *v)
{
    if (v->s->n_adherence == 0) return;
    sk_table *t = sk_report_table(v->r, "volumes", SK_N("Volumes against the plan"), volume_cols,
                                  SK__N_COLS(volume_cols), 40);
    for (int i = 0; i < v->s->n_adherence; i++) {
        const sk_fu_adherence *a = &v->s->adherence[i];
        sk_rate r;
        bool ok = sk_follow_adherence1(a->plan, a->actual, &r);
        sk__fu_s(v, t, v->s->k->product[a->product].name);
        sk__fu_s(v, t, v->s->k->board[a->customer].name);
        sk__fu_s(v, t, v->f->area[a->area].name);
        sk_table_v(t, a->plan);
        sk_table_v(t, a->actual);
        sk_table_v(t, a->actual - a->plan);
        sk_table_v(t, ok ? sk__fu_hundredths(true, r.num, r.den) : SK_CELL_EMPTY);
        sk_table_v(t, ok ? a->actual >= a->plan : SK_CELL_EMPTY);
        sk_table_v(t, a->cost);
    }
    sk_report_note(
        v->r,
        sk_report_words(
            v->r,
            sk__fu_t(v, SK_N("Adherence = 1 - |outturn - plan| / plan, weighted by planned full "
                             "cost; the documents give no formula. Read the other way, "
                             "%d of %d volumes reach their plan.")),
            v->s->all_volumes.n_reached, v->s->all_volumes.n_measured));
}

/* ---- saving measures ---- */

static const sk_col saving_cols[] = {
    {"measure", SK_N("Measure"), SK_CELL_NAME, false},
    {"area", SK_N("Area"), SK_CELL_NAME, true},
    {"planned_ore", SK_N("Planned"), SK_CELL_ORE, false},
    {"reached_ore", SK_N("Reached"), SK_CELL_ORE, false},
    {"remaining_ore", SK_N("Remaining"), SK_CELL_ORE, false},
    {"forecast_ore", SK_N("Forecast of the year"), SK_CELL_ORE, false},
    {"deviation_percent", SK_N("Deviation, %"), SK_CELL_DEC2, false},
    {"consequence", SK_N("Consequence for customers"), SK_CELL_NAME, false},
    {"told", SK_N("Told to"), SK_CELL_NAME, false},
    {"told_on", SK_N("On"), SK_CELL_DAY, false},
    {"judged", SK_N("Judged"), SK_CELL_DAY, true},
    {"decision", SK_N("Decision"), SK_CELL_NAME, true}};

static void saving_row(sk__fuv *v, sk_table *t, const sk_fu_saving *s)
{
    const sk_fu_measure *m = s->m;
    sk_ore reached = s->s ? s->s->reached : 0;
    bool known = s->expected != SK_FU_EMPTY;
    sk__fu_s(v, t, m->name);
    sk__fu_s(v, t, v->f->area[m->area].name);
    sk_table_v(t, m->planned);
    sk_table_v(t, s->s ? reached : SK_CELL_EMPTY);
    sk_table_v(t, s->s ? (reached < m->planned ? m->planned - reached : 0) : SK_CELL_EMPTY);
    sk__fu_opt(t, s->expected);
    sk_table_v(t, known ? sk__fu_hundredths(true, s->expected - m->planned, m->planned)
                        : SK_CELL_EMPTY);
    sk__fu_s(v, t, m->consequence);
    sk__fu_s(v, t, m->told[0] ? m->told : sk__fu_t(v, SK_N("nobody yet")));
    sk_table_v(t, m->told_on == SK_NO_DAY ? SK_CELL_EMPTY : m->told_on);
    sk_table_v(t, s->s ? s->s->as_of : SK_CELL_EMPTY);
    sk__fu_s(v, t, m->decision);
}

static void savings(sk__fuv *v)
{
    if (v->s->n_savings == 0) return;
    sk_table *t = sk_report_table(v->r, "savings", SK_N("Saving measures"), saving_cols,
                                  SK__N_COLS(saving_cols), 0);
    for (int i = 0; i < v->s->n_savings; i++) saving_row(v, t, &v->s->saving[i]);
    const sk_measures *m = &v->s->savings;
    sk_report_note(
        v->r,
        sk_report_words(
            v->r,
            sk__fu_t(v, SK_N("Planned %s, reached %s, remaining %s mnkr. What one measure gives "
                             "beyond its plan (%s) does not fill another's gap.")),
            sk__fu_mnkr(v, m->planned), sk__fu_mnkr(v, m->reached), sk__fu_mnkr(v, m->remaining),
            sk__fu_mnkr(v, m->over)));
}

void sk__fu_show_rules(sk__fuv *v)
{
    actions(v);
    equity(v);
    volumes(v);
    savings(v);
}

/* ---- managers, kitchens ---- */

static const sk_col manager_cols[] = {{"manager", SK_N("Manager"), SK_CELL_NAME, false},
                                      {"employees", SK_N("Employees"), SK_CELL_INT, false},
                                      {"verdict", SK_N("Verdict"), SK_CELL_TEXT, false}};
static const sk_col plan_cols[] = {{"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
                                   {"revised", SK_N("Revised"), SK_CELL_DAY, false},
                                   {"exercised", SK_N("Exercised"), SK_CELL_DAY, false},
                                   {"document", SK_N("Document"), SK_CELL_NAME, true},
                                   {"responsible", SK_N("Responsible"), SK_CELL_NAME, true}};

static void managers(sk__fuv *v)
{
    const sk_kommun *k = v->s->k;
    if (k->n_managers == 0) return;
    sk_table *t = sk_report_table(v->r, "managers", SK_N("Employees per manager"), manager_cols,
                                  SK__N_COLS(manager_cols), 30);
    for (int i = 0; i < v->s->n_findings; i++) {
        const sk_fu_finding *x = &v->s->finding[i];
        if (x->indicator != SK_FM_SPAN || !x->who) continue;
        const sk_manager *m = &k->manager[0];
        while (m->id != x->who) m++;
        sk__fu_s(v, t, m->name);
        sk_table_v(t, m->headcount);
        sk__fu_s(v, t, sk__fu_verdict(v, x));
    }
}

static void plans(sk__fuv *v)
{
    const sk_kommun *k = v->s->k;
    sk_table *t = sk_report_table(v->r, "continuity", SK_N("Continuity plans"), plan_cols,
                                  SK__N_COLS(plan_cols), 15);
    for (int with = 0; with <= 1; with++) /* those without a plan first */
        for (sk_ix i = 0; i < k->n_kitchens; i++) {
            const sk_continuity *p = NULL;
            if (k->kitchen[i].role == SK_ROLE_SERVING ||
                !sk_period_has(k->kitchen[i].open, v->s->to))
                continue;
            for (int j = 0; j < v->f->n_continuity; j++)
                if (v->f->continuity[j].kitchen == i) p = &v->f->continuity[j];
            bool has = p && p->revised != SK_NO_DAY && p->revised <= v->s->to;
            if (has != (with == 1)) continue;
            sk__fu_s(v, t, k->kitchen[i].name);
            sk_table_v(t, has ? p->revised : SK_CELL_EMPTY);
            sk_table_v(t, p && p->exercised != SK_NO_DAY && p->exercised <= v->s->to
                              ? p->exercised
                              : SK_CELL_EMPTY);
            sk__fu_s(v, t, p ? p->document : NULL);
            sk__fu_s(v, t, p ? p->responsible : NULL);
        }
    sk_report_note(
        v->r,
        sk_report_words(
            v->r,
            sk__fu_t(v, SK_N("%d of %d kitchens in use have a plan, %d of them exercised. Kitchens "
                             "without a plan come first.")),
            v->s->n_planned, v->s->n_kitchens, v->s->n_exercised));
}

/* ---- people by sex ---- */

static const sk_col people_cols[] = {{"sex", SK_N("Sex"), SK_CELL_TEXT, false},
                                     {"posts", SK_N("Permanent posts"), SK_CELL_INT, false},
                                     {"full_time", SK_N("Full-time"), SK_CELL_INT, false},
                                     {"share_percent", SK_N("Full-time, %"), SK_CELL_DEC2, false}};

static void people(sk__fuv *v)
{
    sk_table *t = NULL;
    int64_t unsaid = 0; /* posts whose sex the register does not say */
    for (int i = 0; i < v->s->n_findings; i++) {
        const sk_fu_finding *x = &v->s->finding[i];
        if (x->indicator != SK_FM_FULLTIME || x->value || x->den == 0) continue;
        if (!t)
            t = sk_report_table(v->r, "people", SK_N("Staff by sex"), people_cols,
                                SK__N_COLS(people_cols), 0);
        sk__fu_s(v, t, sk__fu_sex(v, x->sex));
        sk_table_v(t, x->den);
        sk_table_v(t, x->num);
        sk_table_v(t, sk__fu_hundredths(true, x->num, x->den));
        unsaid += x->sex == SK_FU_ALL ? x->den : -x->den;
    }
    if (t && unsaid)
        sk_report_note(v->r, sk_report_words(v->r,
                                             sk__fu_t(v, SK_N("Posts whose sex staff.csv does not "
                                                              "say: %d, counted in all only.")),
                                             (int)unsaid));
}

void sk__fu_show_people(sk__fuv *v)
{
    people(v);
    managers(v);
    plans(v);
}
