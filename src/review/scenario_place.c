/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operations on places: kitchens that close, open or change role, and the staff and routes that follow. */
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "review/scenario_priv.h"

static const sk_period always = {SK_NO_DAY, SK_DAY_FOREVER}, never = {SK_DAY_FOREVER, SK_NO_DAY};

static bool gone(const sk_kitchen *q) { return q->open.from > q->open.to; }

static const char *name(const sk__apply *a, sk_ix kitchen) { return a->k->kitchen[kitchen].id; }

/* A kitchen that can cook for others, or a fault. */
static bool cooks(sk__apply *a, sk_ix kitchen)
{
    if (kitchen == SK_NONE) {
        sk__apply_fault(a, SK_N("name a supplier: none can be told from the register"));
        return false;
    }
    const sk_kitchen *q = &a->k->kitchen[kitchen];
    if (q->role == SK_ROLE_COOKING && !gone(q)) return true;
    sk__apply_fault(a, SK_N("%s does not cook"), q->id);
    return false;
}

static bool open_now(sk__apply *a, sk_ix kitchen)
{
    if (!gone(&a->k->kitchen[kitchen])) return true;
    sk__apply_fault(a, SK_N("%s is already closed"), name(a, kitchen));
    return false;
}

/* Usual supplier of most sites at a kitchen; the first of equals; SK_NONE without sites. */
static sk_ix usual_at(const sk_kommun *k, sk_ix kitchen)
{
    sk_ix best = SK_NONE;
    int most = 0;
    for (sk_ix c = 0; c < k->n_kitchens; c++) {
        int n = 0;
        for (int s = 0; s < k->n_sites; s++)
            n += k->site[s].kitchen == kitchen && k->site[s].usual_supplier == c;
        if (n > most) {
            most = n;
            best = c;
        }
    }
    return best;
}

/* ---- staff ---------------------------------------------------------------------------------------------- */

static int week_min(const sk_post *p)
{
    int n = 0;
    for (int i = 0; i < 5; i++) n += p->min[i];
    if (p->weekend_every > 0) n += (p->min[5] + p->min[6]) / p->weekend_every;
    return n;
}

static void note_post(sk__apply *a, const sk_post *p, sk_ix from, sk_ix to, sk_post_fate fate,
                      sk_ore ore)
{
    sk_post_move *m = sk__append(a, &a->out->move, &a->out->n_moves, &a->cap_moves, sizeof *m);
    if (!m) return;
    *m = (sk_post_move){.op = a->at,
                        .id = p->id,
                        .title = p->title,
                        .from = from,
                        .to = to,
                        .fate = fate,
                        .employment_pct = p->employment_pct,
                        .sex = (int)p->sex,
                        .year_ore = ore};
    a->changed = true;
}

/* Of those freed, the first redeployed_percent of the cost get other work. */
static void redeploy(sk__apply *a)
{
    int64_t ppm = a->op->redeployed_ppm == SK_OP_UNSET ? SK_SCEN_REDEPLOYED_PCT * 10000
                                                       : a->op->redeployed_ppm;
    sk_ore all = 0, sum = 0;
    for (int i = a->first_move; i < a->out->n_moves; i++)
        if (a->out->move[i].fate == SK_POST_FREED) all += a->out->move[i].year_ore;
    for (int i = a->first_move; i < a->out->n_moves; i++) {
        sk_post_move *m = &a->out->move[i];
        if (m->fate != SK_POST_FREED) continue;
        m->redeployed = (sk_wide)(2 * sum + m->year_ore) * SK_PPM <= (sk_wide)2 * all * ppm;
        sum += m->year_ore;
    }
}

/* Posts of a kitchen, by their middle minute: stay, go to `to`, or are freed. */
static void share_staff(sk__apply *a, sk_ix kitchen, sk_ix to, int64_t stay_ppm, int64_t follow_ppm)
{
    int64_t all = 0, sum = 0;
    for (int i = 0; i < a->k->n_posts; i++) {
        const sk_post *p = &a->k->post[i];
        if (p->kitchen == kitchen && !p->trainee && p->when.from <= p->when.to) all += week_min(p);
    }
    for (int i = 0; i < a->k->n_posts; i++) {
        sk_post *p = &a->k->post[i];
        int min = week_min(p);
        if (p->kitchen != kitchen || p->trainee || p->when.from > p->when.to) continue;
        if (min == 0) { /* a manager: leads another kitchen */
            if (gone(&a->k->kitchen[kitchen]) && to != SK_NONE) p->kitchen = to;
            continue;
        }
        int64_t middle = sk_muldiv(2 * sum + min, SK_PPM, 2 * all);
        sk_ore ore = sk_post_year_ore(a->k, p);
        sum += min;
        if (middle < stay_ppm) {
            note_post(a, p, kitchen, kitchen, SK_POST_STAYS, ore);
        } else if (middle < stay_ppm + follow_ppm && to != SK_NONE) {
            note_post(a, p, kitchen, to, SK_POST_MOVES, ore);
            p->kitchen = to;
        } else {
            note_post(a, p, kitchen, SK_NONE, SK_POST_FREED, ore);
            p->when = never;
        }
    }
    redeploy(a);
}

static int64_t or_default(int64_t ppm, int pct) { return ppm == SK_OP_UNSET ? pct * 10000 : ppm; }

static void new_post(sk__apply *a, sk_ix kitchen, int i)
{
    sk_ore ore_h = a->op->hour_ore, sum = 0;
    int n = 0;
    for (int j = 0; j < a->k->n_posts; j++)
        if (week_min(&a->k->post[j]) > 0 && !a->k->post[j].trainee) {
            sum += a->k->post[j].ore_h;
            n++;
        }
    if (ore_h == SK_OP_UNSET) ore_h = n ? sk_muldiv(sum, 1, n) : 0;
    sk_post *p = sk__append(a, &a->k->post, &a->k->n_posts, &a->cap_posts, sizeof *p);
    if (!p) return;
    *p = (sk_post){.id = sk_arena_printf(a->arena, "ny_%d_%d", a->at + 1, i + 1),
                   .title = "",
                   .kitchen = kitchen,
                   .employment_pct = 100,
                   .min = {480, 480, 480, 480, 480, 0, 0},
                   .weekend_every = 1,
                   .ore_h = ore_h,
                   .when = always};
    a->failed = a->failed || !p->id;
    if (!a->failed) note_post(a, p, SK_NONE, kitchen, SK_POST_ADDED, sk_post_year_ore(a->k, p));
}

/* Minutes of one post by weekday; what that costs a year, by 2400 minutes a full week. */
static void change_post(sk__apply *a, sk_post *p, const int16_t min[7])
{
    sk_post was = *p;
    if (memcmp(p->min, min, sizeof p->min) == 0) return;
    memcpy(p->min, min, sizeof p->min);
    int diff = week_min(p) - week_min(&was);
    sk_ore ore = sk_muldiv(p->ore_h * diff, a->k->policy.post_hours_year, 2400);
    note_post(a, p, p->kitchen, p->kitchen, SK_POST_CHANGED, ore);
}

void sk__op_staff(sk__apply *a)
{
    const sk_op *op = a->op;
    int left[7] = {0};
    for (int d = 0; d < 5; d++) left[d] = op->minutes == SK_OP_UNSET ? 0 : (int)op->minutes;
    if (!open_now(a, op->kitchen)) return;
    for (int i = 0; i < (op->posts == SK_OP_UNSET ? 0 : op->posts); i++)
        new_post(a, op->kitchen, i);
    for (int i = 0; i < a->k->n_posts && !a->failed; i++) {
        sk_post *p = &a->k->post[i];
        int16_t min[7];
        if (p->kitchen != op->kitchen || p->trainee || week_min(p) == 0) continue;
        for (int d = 0; d < 7; d++) {
            int m = p->min[d];
            if (op->percent_ppm != SK_OP_UNSET) m = (int)sk__scaled(m, op->percent_ppm);
            int more = m + left[d] < 0 ? -m : m + left[d] > 600 ? 600 - m : left[d];
            if (m == 0 || (left[d] > 0) != (more > 0)) more = 0;
            left[d] -= more;
            min[d] = (int16_t)(m + more);
        }
        change_post(a, p, min);
    }
}

/* ---- kitchens ------------------------------------------------------------------------------------------- */

static void fixed_cost(sk__apply *a, sk_ix kitchen)
{
    sk_kitchen *q = &a->k->kitchen[kitchen];
    if (a->op->premises_ore != SK_OP_UNSET)
        sk__set_ore(a, &q->premises_ore_year, a->op->premises_ore);
    if (a->op->other_ore != SK_OP_UNSET) sk__set_ore(a, &q->other_ore_year, a->op->other_ore);
}

/* Whoever got food from `from` gets it from `to`, with routes to all of them. */
static void hand_over_guests(sk__apply *a, sk_ix from, sk_ix to)
{
    for (int s = 0; s < a->k->n_sites; s++)
        if (a->k->site[s].usual_supplier == from) sk__set_ix(a, &a->k->site[s].usual_supplier, to);
    sk__hand_over_tours(a, from, to);
    for (int s = 0; s < a->k->n_sites && !a->failed; s++)
        if (a->k->site[s].usual_supplier == to) sk__give_routes(a, to, a->k->site[s].kitchen);
}

void sk__op_close(sk__apply *a)
{
    const sk_op *op = a->op;
    sk_kommun *k = a->k;
    sk_ix to = op->guests_to;
    sk_kitchen *q = &k->kitchen[op->kitchen];
    if (op->kitchen == to) {
        sk__apply_fault(a, SK_N("its guests cannot eat in the kitchen that closes"));
        return;
    }
    if (!open_now(a, op->kitchen) || !open_now(a, to)) return;
    sk_ix supplier = op->supplier;
    if (supplier == SK_NONE)
        supplier = k->kitchen[to].role == SK_ROLE_COOKING ? to : usual_at(k, to);
    if (supplier == op->kitchen || !cooks(a, supplier)) {
        if (supplier == op->kitchen) sk__apply_fault(a, SK_N("name a supplier: %s closes"), q->id);
        return;
    }
    bool cooked = q->role == SK_ROLE_COOKING;
    sk_ix there = k->kitchen[to].role == SK_ROLE_COOKING ? to : supplier;
    q->open = never;
    sk__set_ore(a, &q->premises_ore_year, 0);
    sk__set_ore(a, &q->other_ore_year, 0);
    a->changed = true;
    for (int s = 0; s < k->n_sites; s++) {
        if (k->site[s].kitchen != op->kitchen) continue;
        k->site[s].kitchen = to;
        k->site[s].usual_supplier = there;
    }
    for (int i = 0; i < k->n_org_changes; i++)
        if (k->org_change[i].kind == SK_ORG_KITCHEN_CLOSED && k->org_change[i].into == op->kitchen)
            k->org_change[i].into = to;
    sk__drop_stops_at(a, op->kitchen);
    hand_over_guests(a, op->kitchen, supplier);
    sk__give_routes(a, there, to);
    share_staff(a, op->kitchen, cooked ? supplier : to, 0,
                or_default(op->follow_ppm, SK_SCEN_CLOSE_FOLLOW_PCT));
}

/* Equipment, hours and diets as another kitchen has them, where there are none. */
static void equip_like(sk__apply *a, sk_ix kitchen, sk_ix like, int64_t percent_ppm)
{
    sk_kommun *k = a->k;
    sk_kitchen *q = &k->kitchen[kitchen], m = k->kitchen[like];
    for (int i = 0, n = k->n_equipment; i < n && !a->failed; i++) {
        sk_equipment e = k->equipment[i];
        if (e.kitchen != like) continue;
        bool has = false;
        for (int j = 0; j < k->n_equipment; j++)
            has = has || (k->equipment[j].kitchen == kitchen && k->equipment[j].cls == e.cls);
        if (has) continue;
        e.kitchen = kitchen;
        e.cap_run = (int)sk__scaled(e.cap_run, percent_ppm);
        e.cap_run = e.cap_run < 1 ? 1 : e.cap_run;
        sk_equipment *row =
            sk__append(a, &k->equipment, &k->n_equipment, &a->cap_equipment, sizeof *row);
        if (row) *row = e;
    }
    for (int i = 0; i < k->n_openings; i++) /* of the kitchen's own only its new ones are kept */
        if (k->opening[i].kitchen == kitchen) k->opening[i--] = k->opening[--k->n_openings];
    for (int i = 0, n = k->n_openings; i < n && !a->failed; i++) {
        sk_opening o = k->opening[i];
        if (o.kitchen != like) continue;
        o.kitchen = kitchen;
        sk_opening *row = sk__append(a, &k->opening, &k->n_openings, &a->cap_openings, sizeof *row);
        if (row) *row = o;
    }
    q->diets = m.diets;
    q->n_diets = m.n_diets;
    q->min_staff = m.min_staff;
    q->overtime_max_min = m.overtime_max_min;
    q->overtime_ore_h = m.overtime_ore_h;
    if (q->chill_kg_day == 0) q->chill_kg_day = (int)sk__scaled(m.chill_kg_day, percent_ppm);
    if (q->cold_store_kg == 0) q->cold_store_kg = (int)sk__scaled(m.cold_store_kg, percent_ppm);
    if (q->reheat_ref == 0) q->reheat_ref = (int)sk__scaled(m.reheat_ref, percent_ppm);
}

static void start_cooking(sk__apply *a)
{
    const sk_op *op = a->op;
    if (op->like == SK_NONE) {
        sk__apply_fault(a, SK_N("name a kitchen that it shall be equipped like"));
        return;
    }
    a->k->kitchen[op->kitchen].role = SK_ROLE_COOKING;
    a->changed = true;
    equip_like(a, op->kitchen, op->like, 0);
    for (int s = 0; s < a->k->n_sites; s++)
        if (a->k->site[s].kitchen == op->kitchen) a->k->site[s].usual_supplier = op->kitchen;
    sk__drop_stops_at(a, op->kitchen);
    fixed_cost(a, op->kitchen);
}

/* Nearest other kitchen that cooks; ties by id. */
static sk_ix nearest_cooking(const sk_kommun *k, sk_ix kitchen)
{
    sk_ix best = SK_NONE;
    int64_t least = INT64_MAX;
    const sk_kitchen *q = &k->kitchen[kitchen];
    for (sk_ix i = 0; i < k->n_kitchens; i++) {
        const sk_kitchen *p = &k->kitchen[i];
        int64_t m = sk_distance_m(q->lat_e5, q->lon_e5, p->lat_e5, p->lon_e5);
        if (i == kitchen || p->role != SK_ROLE_COOKING || gone(p) || m >= least) continue;
        least = m;
        best = i;
    }
    return best;
}

void sk__op_convert(sk__apply *a, sk_role role)
{
    const sk_op *op = a->op;
    sk_kitchen *q = &a->k->kitchen[op->kitchen];
    sk_role was = q->role;
    if (!open_now(a, op->kitchen)) return;
    if (role == SK_ROLE_COOKING) {
        if (was != SK_ROLE_COOKING) start_cooking(a);
        return;
    }
    if (was == role && op->kind == SK_OP_CONVERT) return;
    sk_ix supplier = op->supplier;
    if (was == SK_ROLE_COOKING) {
        if (supplier == SK_NONE) supplier = nearest_cooking(a->k, op->kitchen);
        if (supplier == op->kitchen) {
            sk__apply_fault(a, SK_N("a kitchen that does not cook cannot be its own supplier"));
            return;
        }
        if (!cooks(a, supplier)) return;
    } else if (supplier == SK_NONE) supplier = usual_at(a->k, op->kitchen);
    q->role = role;
    a->changed = a->changed || was != role;
    fixed_cost(a, op->kitchen);
    if (was == SK_ROLE_COOKING) hand_over_guests(a, op->kitchen, supplier);
    if (was == SK_ROLE_COOKING) sk__give_routes(a, supplier, op->kitchen);
    bool staffed = role == SK_ROLE_RECEIVING;
    int64_t stay = or_default(op->stay_ppm, staffed ? SK_SCEN_STAY_PCT : 0);
    int64_t follow = or_default(op->follow_ppm, was == SK_ROLE_COOKING ? SK_SCEN_FOLLOW_PCT : 0);
    if (was == SK_ROLE_COOKING || !staffed) share_staff(a, op->kitchen, supplier, stay, follow);
}

/* A new row, like another; NULL when out of memory. */
static sk_kitchen *new_kitchen(sk__apply *a)
{
    sk_kitchen *row =
        sk__append(a, &a->k->kitchen, &a->k->n_kitchens, &a->cap_kitchens, sizeof *row);
    if (row) *row = a->k->kitchen[a->op->like];
    return row;
}

/* Its index is taken, so that the same kitchen has the same one on every day. */
void sk__op_not_open_yet(sk__apply *a)
{
    sk_kitchen *row = new_kitchen(a);
    if (!row) return;
    row->id = a->op->id;
    row->name = a->op->name ? a->op->name : a->op->id;
    row->cost_centre = "";
    row->phone = "";
    row->open = never;
    row->backlog_ore = row->premises_ore_year = row->other_ore_year = 0;
}

void sk__op_open(sk__apply *a)
{
    const sk_op *op = a->op;
    sk_kitchen *row = new_kitchen(a);
    if (!row) return;
    sk_ix ix = a->k->n_kitchens - 1;
    row->id = op->id;
    row->name = op->name ? op->name : op->id;
    row->cost_centre = "";
    row->phone = "";
    row->open = always;
    row->backlog_ore = 0;
    row->condition = SK_COND_GREEN;
    if (op->role != SK_OP_UNSET) row->role = (sk_role)op->role;
    if (op->lat_e5 != SK_OP_UNSET) row->lat_e5 = (int32_t)op->lat_e5;
    if (op->lon_e5 != SK_OP_UNSET) row->lon_e5 = (int32_t)op->lon_e5;
    int64_t more = op->percent_ppm == SK_OP_UNSET ? 0 : op->percent_ppm;
    row->chill_kg_day = (int)sk__scaled(row->chill_kg_day, more);
    row->cold_store_kg = (int)sk__scaled(row->cold_store_kg, more);
    row->reheat_ref = (int)sk__scaled(row->reheat_ref, more);
    fixed_cost(a, ix);
    equip_like(a, ix, op->like, more);
    for (int i = 0; i < (op->posts == SK_OP_UNSET ? 0 : op->posts) && !a->failed; i++)
        new_post(a, ix, i);
    a->changed = true;
}

void sk__op_tour(sk__apply *a)
{
    const sk_op *op = a->op;
    if (!cooks(a, op->supplier) || !open_now(a, op->kitchen)) return;
    for (int m = 0; m < SK_N_MEALS && !a->failed; m++) {
        int first;
        sk_wdays days = sk__meal_days(a->k, op->kitchen, (sk_meal)m, &first);
        if (op->days != SK_OP_UNSET) days &= (sk_wdays)op->days;
        if (days && (op->meal == SK_OP_UNSET || op->meal == m))
            sk__add_tour(a, op->supplier, op->kitchen, (sk_meal)m, days, first);
    }
}

void sk__op_move(sk__apply *a)
{
    const sk_op *op = a->op;
    sk_site *s = &a->k->site[op->site];
    if (!open_now(a, op->kitchen)) return;
    sk_ix supplier = op->supplier;
    if (supplier == SK_NONE)
        supplier = a->k->kitchen[op->kitchen].role == SK_ROLE_COOKING ? op->kitchen
                                                                      : usual_at(a->k, op->kitchen);
    if (!cooks(a, supplier)) return;
    sk__set_ix(a, &s->kitchen, op->kitchen);
    sk__set_ix(a, &s->usual_supplier, supplier);
    sk__give_routes(a, supplier, op->kitchen);
}

void sk__op_supplier(sk__apply *a)
{
    const sk_op *op = a->op;
    if (!cooks(a, op->supplier)) return;
    for (int i = 0; i < a->k->n_sites && !a->failed; i++) {
        sk_site *s = &a->k->site[i];
        if (op->site != SK_NONE ? op->site != i : s->kitchen != op->kitchen) continue;
        sk__set_ix(a, &s->usual_supplier, op->supplier);
        sk__give_routes(a, op->supplier, s->kitchen);
    }
}
