/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day by the clock: what to begin, pack, send, take in and serve, in the order of time. The list that
 * a cook works from; the others explain it. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"

static const sk_col cols[] = {
    {"at", SK_N("Time"), SK_CELL_TIME, false},
    {"do", SK_N("Do"), SK_CELL_TEXT, false},
    {"what", SK_N("What"), SK_CELL_NAME, false},
    {"amount", SK_N("Amount"), SK_CELL_TEXT, false},
    {"where", SK_N("Where"), SK_CELL_NAME, false},
    {"until", SK_N("Ready"), SK_CELL_TIME, false},
    {"kg", SK_N("kg served"), SK_CELL_DEC2, true},
    {"boxes", SK_N("Boxes"), SK_CELL_INT, true},
    {"equipment", SK_N("Equipment"), SK_CELL_TEXT, true},
    {"unit", SK_N("No."), SK_CELL_INT, true},
};

int64_t sk__prod_start(const sk_papers *ps, int prod)
{
    const sk_production *x = &ps->p->prod[prod];
    int64_t start = SK_CELL_EMPTY;
    for (int i = x->batch_first; i < x->batch_first + x->n_batch; i++)
        if (start == SK_CELL_EMPTY || ps->p->batch[i].start < start) start = ps->p->batch[i].start;
    if (start != SK_CELL_EMPTY) return start;
    sk_staff_day s;
    int64_t ready = sk__prod_ready(ps, prod);
    sk_kitchen_staff(ps->k, x->kitchen, ps->p->from + x->day, &s);
    if (ready == SK_CELL_EMPTY || s.persons < 1) return SK_CELL_EMPTY;
    start = ready - sk_ceildiv(x->staff_mmin, (int64_t)s.persons * 1000);
    const sk_opening *o =
        x->session == SK_SESSION_CHILL
            ? NULL
            : sk_kitchen_open(ps->k, x->kitchen, (sk_meal)x->session, ps->p->from + x->day);
    return o && start < o->work_from ? o->work_from : start;
}

int64_t sk__prod_ready(const sk_papers *ps, int prod)
{
    const sk_production *x = &ps->p->prod[prod];
    int64_t ready = SK_CELL_EMPTY;
    for (int i = x->batch_first; i < x->batch_first + x->n_batch; i++)
        if (ready == SK_CELL_EMPTY || ps->p->batch[i].end < ready) ready = ps->p->batch[i].end;
    if (ready != SK_CELL_EMPTY) return ready;
    for (int i = ps->flow_first[prod]; i < ps->flow_first[prod + 1]; i++) {
        int at = sk__supply_ready(ps, &ps->p->supply[ps->flow[i].supply]);
        if (at >= 0 && (ready == SK_CELL_EMPTY || at < ready)) ready = at;
    }
    return ready;
}

typedef struct line { /* a row before it is written */
    int64_t at, until, kg, boxes, unit;
    const char *word, *what, *amount, *where, *equipment;
} line;

static void put(const line *l, sk_table *t)
{
    sk_table_v(t, l->at);
    sk_table_s(t, l->word);
    sk_table_s(t, l->what);
    sk_table_s(t, l->amount);
    sk_table_s(t, l->where);
    sk_table_v(t, l->until);
    sk_table_v(t, l->kg);
    sk_table_v(t, l->boxes);
    sk_table_s(t, l->equipment);
    sk_table_v(t, l->unit);
}

static line blank(const sk_papers *ps, const char *word)
{
    return (line){.at = SK_CELL_EMPTY,
                  .until = SK_CELL_EMPTY,
                  .kg = SK_CELL_EMPTY,
                  .boxes = SK_CELL_EMPTY,
                  .unit = SK_CELL_EMPTY,
                  .word = sk_text(ps->lang, word)};
}

static const char *kilos(const sk_papers *ps, sk_paper *p, int64_t ckg)
{
    return SK__WORDS(p, "%s kg", sk__paper_number(ps, p, ckg, 2));
}

/* The component, and that hot food is not for serving now. */
static const char *what_of(const sk_papers *ps, const sk_production *x, sk_paper *p)
{
    const sk_component *c = &ps->k->component[x->component];
    if (x->session != SK_SESSION_CHILL || c->hold_min <= 0) return c->name;
    return SK__WORDS(p, "%s (%s)", c->name, sk_text(ps->lang, SK_N("to be chilled")));
}

static void batch_line(const sk_papers *ps, const sk_batch *b, sk_paper *p, sk_table *t)
{
    const sk_production *x = &ps->p->prod[b->prod];
    const sk_component *c = &ps->k->component[x->component];
    const sk_equip_class *e = &ps->k->equip_class[ps->k->equipment[x->equipment].cls];
    line l = blank(ps, SK_N("Start"));
    l.at = b->start;
    l.until = b->end;
    l.what = what_of(ps, x, p);
    l.kg = sk__ckg(sk_muldiv(b->ref_milli, c->served_g, 1000));
    l.amount = kilos(ps, p, l.kg);
    l.where = SK__WORDS(p, "%s %d", e->name, b->unit);
    l.equipment = e->id;
    l.unit = b->unit;
    put(&l, t);
}

static void begins(const sk_papers *ps, int prod, sk_paper *p, sk_table *t)
{
    const sk_production *x = &ps->p->prod[prod];
    line l = blank(ps, SK_N("Start"));
    for (int i = x->batch_first; i < x->batch_first + x->n_batch; i++)
        batch_line(ps, &ps->p->batch[i], p, t);
    if (x->n_batch) return;
    l.at = sk__prod_start(ps, prod);
    l.until = sk__prod_ready(ps, prod);
    l.what = what_of(ps, x, p);
    l.kg = sk__ckg(x->mass_g);
    l.amount = kilos(ps, p, l.kg);
    put(&l, t);
}

/* Loads of one departure lie together: one row to pack, one to send. */
static int departs(const sk_papers *ps, int i, int end, sk_paper *p, sk_table *t)
{
    const sk_load *l = &ps->load[i];
    const char *to = NULL;
    int64_t boxes = 0;
    int j = i;
    for (; j < end && ps->load[j].depart == l->depart && ps->load[j].from == l->from &&
           ps->load[j].route == l->route && ps->load[j].tour == l->tour;
         j++) {
        to = sk__paper_join(p, to, ps->k->kitchen[ps->load[j].to].name);
        boxes += ps->load[j].boxes;
    }
    line row = blank(ps, SK_N("Pack"));
    row.at = l->depart - ps->k->policy.pack_min;
    row.until = l->depart;
    row.what = to;
    row.boxes = boxes;
    row.amount = SK__WORDS(p, sk_ntext(ps->lang, "%d box", "%d boxes", boxes), (int)boxes);
    row.where = sk__load_way(ps, l);
    put(&row, t);
    row = blank(ps, SK_N("Leaves"));
    row.at = l->depart;
    row.what = to;
    row.where = sk__load_way(ps, l);
    put(&row, t);
    return j;
}

static int arrives(const sk_papers *ps, int i, int end, sk_paper *p, sk_table *t)
{
    const sk_load *l = &ps->load[i];
    int64_t boxes = 0;
    int j = i;
    for (; j < end && sk__same_stop(l, &ps->load[j]); j++) boxes += ps->load[j].boxes;
    line row = blank(ps, SK_N("Arrives"));
    row.at = l->arrive;
    row.what = ps->k->kitchen[l->from].name;
    row.amount = SK__WORDS(p, sk_ntext(ps->lang, "%d box", "%d boxes", boxes), (int)boxes);
    row.where = sk__load_way(ps, l);
    put(&row, t);
    return j;
}

static void rides(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p, sk_table *t)
{
    sk__slice s = sk__day_loads(ps, day);
    for (int i = s.first; i < s.end;)
        if (ps->load[i].from == kitchen) i = departs(ps, i, s.end, p, t);
        else i++;
    for (int i = s.first; i < s.end;)
        if (ps->load[i].to == kitchen) i = arrives(ps, i, s.end, p, t);
        else i++;
}

static void servings(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p, sk_table *t)
{
    const sk_need *need = ps->p->demand.need;
    sk__slice s = sk__day_needs(ps, day);
    for (int i = s.first, j; i < s.end; i = j) { /* needs of one site and meal lie together */
        int64_t portions = 0;
        for (j = i; j < s.end && need[j].site == need[i].site && need[j].meal == need[i].meal; j++)
            if (ps->k->product[need[j].product].kind == SK_PROD_SERVED)
                portions += need[j].portions;
        sk_span span = sk_site_sittings(ps->k, need[i].site, need[i].meal);
        if (need[i].kitchen != kitchen || !portions || span.first == span.end) continue;
        line l = blank(ps, SK_N("Serve"));
        l.at = ps->k->sitting[span.first].start;
        l.until = ps->k->sitting[span.end - 1].end;
        l.what = ps->k->site[need[i].site].name;
        l.amount =
            SK__WORDS(p, sk_ntext(ps->lang, "%d portion", "%d portions", portions), (int)portions);
        l.where = sk_meal_name(need[i].meal, ps->lang);
        put(&l, t);
    }
}

/* What the list cannot say; NULL when it says all. */
static const char *note(const sk_papers *ps, sk__slice s)
{
    bool diets = false, any_time = false;
    for (int i = s.first; i < s.end; i++) {
        diets = diets || ps->p->prod[i].diet_portions > 0;
        any_time = any_time || sk__prod_start(ps, i) == SK_CELL_EMPTY;
    }
    if (diets && any_time)
        return SK_N("Special diets are cooked beside the batches, in small vessels, and are ready "
                    "when their meal is packed or served. Work without a time is done when there "
                    "is room for it.");
    if (diets)
        return SK_N("Special diets are cooked beside the batches, in small vessels, and are ready "
                    "when their meal is packed or served.");
    return any_time ? SK_N("Work without a time is done when there is room for it.") : NULL;
}

/* What a site's meal has of chilled food to be eaten hot; NULL = nothing. */
static const char *reheated(const sk_papers *ps, int first, int end, sk_paper *p)
{
    const char *list = NULL;
    for (int i = ps->supply_first[first]; i < ps->supply_first[end]; i++) {
        const sk_supply *x = &ps->p->supply[i];
        const sk_need *n = &ps->p->demand.need[x->need];
        if (x->mode == SK_MODE_CHILLED && x->group != SK_GROUP_COLD &&
            ps->k->product[n->product].kind == SK_PROD_SERVED)
            list = sk__paper_join(p, list, sk__group_words(ps, n->dish, x->group, p));
    }
    return list;
}

/* One row for a site and meal, when it must be hot. */
static void reheatings(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p, sk_table *t)
{
    const sk_need *need = ps->p->demand.need;
    sk__slice s = sk__day_needs(ps, day);
    for (int i = s.first, j; i < s.end; i = j) {
        for (j = i; j < s.end && need[j].site == need[i].site && need[j].meal == need[i].meal; j++)
            ;
        sk_span span = sk_site_sittings(ps->k, need[i].site, need[i].meal);
        const char *what = need[i].kitchen == kitchen ? reheated(ps, i, j, p) : NULL;
        if (!what || span.first == span.end) continue;
        line l = blank(ps, SK_N("Reheated"));
        l.at = ps->k->sitting[span.first].start - ps->k->policy.onsite_lead_min;
        l.what = what;
        l.amount = SK__WORDS(p, "≥ %d °C", (int)ps->k->policy.reheat_c);
        l.where = ps->k->site[need[i].site].name;
        put(&l, t);
    }
}

void sk__day_clock(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk__slice s = sk__day_prods(ps, kitchen, day);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("The day by the clock"), note(ps, s), NULL, cols);
    for (int i = s.first; i < s.end; i++) begins(ps, i, p, t);
    rides(ps, kitchen, day, p, t);
    reheatings(ps, kitchen, day, p, t);
    servings(ps, kitchen, day, p, t);
    sk_table_sort(t, 0);
}
