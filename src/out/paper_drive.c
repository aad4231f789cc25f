/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the driver has: the tour sheet of a vehicle, with its stops in order, what is left at each and what
 * empties come back, and a delivery note for each stop.
 *
 * EMPTIES at a stop are the boxes that its sender left there on the last earlier day on which a vehicle
 * of the sender came by, in this plan or the published one of the week before; the first to come by that
 * day takes them. Before these nobody knows: the cell is left to be written, and the sheet says so. ON
 * BOARD after a stop is what is still to be delivered and the empties taken so far; it is held against the
 * vehicle's room. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"

static const sk_col stop_cols[] = {
    {"trip", SK_N("Tour"), SK_CELL_NAME, false},
    {"n", SK_N("No."), SK_CELL_INT, false},
    {"arrives", SK_N("Arrives"), SK_CELL_TIME, false},
    {"stop", SK_N("Stop"), SK_CELL_NAME, false},
    {"window", SK_N("Received between"), SK_CELL_TEXT, false},
    {"boxes", SK_N("Leave boxes"), SK_CELL_INT, false},
    {"empties", SK_N("Empties back"), SK_CELL_INT, false},
    {"aboard", SK_N("On board after"), SK_CELL_INT, false},
    {"sign", SK_N("Signature"), SK_CELL_TEXT, false},
    {"cap", SK_N("Room for"), SK_CELL_INT, true},
    {"from", SK_N("Earliest"), SK_CELL_TIME, true},
    {"to", SK_N("Latest"), SK_CELL_TIME, true},
    {"leaves", SK_N("Leaves"), SK_CELL_TIME, true},
};
static const sk_col note_cols[] = {
    {"stop", SK_N("Stop"), SK_CELL_NAME, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"state", SK_N("Mode"), SK_CELL_TEXT, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"diets", SK_N("Special diet"), SK_CELL_INT, false},
    {"kg", SK_N("kg served"), SK_CELL_DEC2, false},
    {"boxes", SK_N("Boxes"), SK_CELL_INT, false},
    {"c", SK_N("°C on arrival"), SK_CELL_TEXT, false},
};

/* Boxes that a kitchen sends to another on a day; only by this trip unless it is NULL. */
static int64_t boxes_to(const sk_papers *ps, sk_ix from, sk_ix to, int day, const sk_trip *trip)
{
    sk__slice s = sk__day_loads(ps, day);
    int64_t boxes = 0;
    for (int i = s.first; i < s.end; i++) {
        const sk_load *l = &ps->load[i];
        if (l->from != from || l->to != to) continue;
        if (trip && (l->route != trip->route || l->meal != trip->meal || l->tour != trip->tour))
            continue;
        boxes += l->boxes;
    }
    return boxes;
}

static bool stops_at(const sk_papers *ps, const sk_trip *x, sk_ix from, sk_ix to)
{
    if (x->route != SK_ROUTE_TOUR) return x->kitchen == from && x->to == to;
    const sk_tour *t = &ps->k->tour[x->tour];
    if (t->kitchen != from) return false;
    for (int i = 0; i < t->n_stops; i++)
        if (t->stop[i].kitchen == to) return true;
    return false;
}

/* Of the trips before trip n of a plan, and of the week before; see EMPTIES. SK_CELL_EMPTY = not known. */
static int64_t left_there(const sk_papers *ps, int n, const sk_trip *trip, sk_ix from, sk_ix to)
{
    for (int i = n - 1; i >= 0; i--) { /* sorted by day, then departure */
        const sk_trip *x = &ps->p->trip[i];
        if (!stops_at(ps, x, from, to)) continue;
        return trip && x->day == trip->day ? 0 : boxes_to(ps, from, to, x->day, NULL);
    }
    return ps->before ? left_there(ps->before, ps->before->p->n_trips, NULL, from, to)
                      : SK_CELL_EMPTY;
}

static int64_t empties(const sk_papers *ps, const sk_trip *trip, sk_ix from, sk_ix to)
{
    return left_there(ps, (int)(trip - ps->p->trip), trip, from, to);
}

static int64_t or_empty(int minute) { return minute < 0 ? SK_CELL_EMPTY : minute; }

static const char *window(sk_paper *p, int from, int to)
{
    char a[SK_TIME_LEN], b[SK_TIME_LEN];
    if (from < 0 && to < 0) return NULL;
    return SK__WORDS(p, "%s–%s", from < 0 ? "" : sk_min_str((sk_min)from, a),
                     to < 0 ? "" : sk_min_str((sk_min)to, b));
}

typedef struct round { /* a trip being written */
    const sk_trip *trip;
    sk_ix home;
    const char *head;
    int64_t aboard; /* boxes, full and empty */
    int64_t cap;
    int n;
} round;

static void stop_row(const sk_papers *ps, round *r, sk_ix to, int arrive, const sk_stop *s,
                     sk_paper *p, sk_table *t)
{
    int64_t boxes = boxes_to(ps, r->home, to, r->trip->day, r->trip);
    int64_t back = empties(ps, r->trip, r->home, to);
    if (boxes == 0 && (back == 0 || back == SK_CELL_EMPTY)) return;
    r->aboard += (back == SK_CELL_EMPTY ? 0 : back) - boxes;
    sk_table_s(t, r->head);
    sk_table_v(t, ++r->n);
    sk_table_v(t, arrive);
    sk_table_s(t, ps->k->kitchen[to].name);
    sk_table_s(t, s ? window(p, s->win_from, s->win_to) : NULL);
    sk_table_v(t, boxes);
    sk_table_v(t, back);
    sk_table_v(t, r->aboard);
    sk_table_s(t, r->aboard > r->cap ? sk_text(ps->lang, SK_N("too full")) : NULL);
    sk_table_v(t, r->cap);
    sk_table_v(t, s ? or_empty(s->win_from) : SK_CELL_EMPTY);
    sk_table_v(t, s ? or_empty(s->win_to) : SK_CELL_EMPTY);
    sk_table_v(t, r->trip->depart);
}

static void home_row(const sk_papers *ps, const round *r, int arrive, sk_table *t)
{
    sk_table_s(t, r->head);
    sk_table_v(t, r->n + 1);
    sk_table_v(t, arrive);
    sk_table_s(t, ps->k->kitchen[r->home].name);
    sk_table_s(t, sk_text(ps->lang, SK_N("back home")));
    sk_table_v(t, SK_CELL_EMPTY);
    sk_table_v(t, SK_CELL_EMPTY);
    sk_table_v(t, 0);
    sk_table_s(t, NULL);
    sk_table_v(t, r->cap);
    sk_table_v(t, SK_CELL_EMPTY);
    sk_table_v(t, SK_CELL_EMPTY);
    sk_table_v(t, r->trip->depart);
}

/* "Leaves 10:35 from Köket i Ljungsbro with 28 boxes, room for 80" */
static round begin_round(const sk_papers *ps, const sk_trip *x, sk_paper *p)
{
    char clock[SK_TIME_LEN];
    bool tour = x->route == SK_ROUTE_TOUR;
    round r = {.trip = x, .home = tour ? ps->k->tour[x->tour].kitchen : x->kitchen};
    r.aboard = x->boxes;
    r.cap = (int64_t)x->cap_boxes * x->trips;
    r.head =
        SK__WORDS(p,
                  sk_ntext(ps->lang, "Leaves %s from %s with %d box, room for %d",
                           "Leaves %s from %s with %d boxes, room for %d", x->boxes),
                  sk_min_str(x->depart, clock), ps->k->kitchen[r.home].name, x->boxes, (int)r.cap);
    if (x->trips > 1)
        r.head = SK__WORDS(p, "%s; %d %s", r.head, x->trips, sk_text(ps->lang, SK_N("vehicles")));
    return r;
}

static void tour_rows(const sk_papers *ps, const sk_trip *x, sk_paper *p, sk_table *t)
{
    const sk_tour *tour = &ps->k->tour[x->tour];
    round r = begin_round(ps, x, p);
    int at = x->depart;
    for (int i = 0; i < tour->n_stops; i++) {
        const sk_stop *s = &tour->stop[i];
        at += s->drive_min;
        stop_row(ps, &r, s->kitchen, at, s, p, t);
        at += s->unload_min;
    }
    home_row(ps, &r, at + tour->back_min, t);
}

static void extra_rows(const sk_papers *ps, const sk_trip *x, sk_paper *p, sk_table *t)
{
    round r = begin_round(ps, x, p);
    sk__slice s = sk__day_loads(ps, x->day);
    int arrive = -1;
    for (int i = s.first; i < s.end && arrive < 0; i++) {
        const sk_load *l = &ps->load[i];
        if (l->route == x->route && l->from == x->kitchen && l->to == x->to && l->meal == x->meal)
            arrive = l->arrive;
    }
    if (arrive >= 0) stop_row(ps, &r, x->to, arrive, NULL, p, t);
}

/* Whether the empties of some stop are not known; those of home are never asked for. */
static bool any_unknown(const sk_table *t)
{
    enum { BOXES = 5, EMPTIES = 6 };
    const sk_cell *c = t->cell;
    for (size_t r = 0; r < t->n_rows; r++, c += t->n_cols)
        if (c[BOXES].v != SK_CELL_EMPTY && c[EMPTIES].v == SK_CELL_EMPTY) return true;
    return false;
}

bool sk_paper_tours(const sk_papers *ps, sk_ix vehicle, sk_ix kitchen, int day, sk_paper *p)
{
    sk_day d = ps->p->from + day;
    bool own = vehicle != SK_NONE;
    sk__paper_init(p, SK_N("Tour sheet"),
                   own ? ps->k->vehicle[vehicle].name : ps->k->kitchen[kitchen].name, d, d);
    if (own) sk__paper_file(p, "vehicles", ps->k->vehicle[vehicle].id, d);
    else sk__paper_file(p, ps->k->kitchen[kitchen].id, "extra", d);
    sk_table *t = SK__PART(p, SK_PART_FORM,
                           own ? SK_N("Stops in order") : SK_N("Extra trips, by hired vehicle"),
                           NULL, NULL, stop_cols);
    sk__paper_lead(p, 1, SK_N("Driver: ____________________ Km: ________ Remarks:"));
    for (int i = 0; i < ps->p->n_trips; i++) {
        const sk_trip *x = &ps->p->trip[i];
        bool tour = x->route == SK_ROUTE_TOUR;
        if (x->day != day || tour != own) continue;
        if (own ? ps->k->tour[x->tour].vehicle != vehicle ||
                      !sk__kitchen_wanted(ps, ps->k->tour[x->tour].kitchen)
                : x->kitchen != kitchen)
            continue;
        if (tour) tour_rows(ps, x, p, t);
        else extra_rows(ps, x, p, t);
    }
    if (any_unknown(t))
        p->part[p->n_parts - 1].note = SK_N("Empties without a number were left before the weeks "
                                            "that are known here: count them and write.");
    return sk__paper_any(p);
}

int sk__stop_end(const sk_papers *ps, int i, int end)
{
    int j = i + 1;
    while (j < end && sk__same_stop(&ps->load[i], &ps->load[j])) j++;
    return j;
}

const char *sk__load_head(const sk_papers *ps, int i, int end, bool out, sk_paper *p)
{
    char a[SK_TIME_LEN], b[SK_TIME_LEN];
    const sk_load *l = &ps->load[i];
    int64_t boxes = 0;
    for (int j = i; j < end; j++) boxes += ps->load[j].boxes;
    return SK__WORDS(p, sk_text(ps->lang, SK_N("%s: %s, leaves %s, arrives %s, %s, boxes %d")),
                     ps->k->kitchen[out ? l->to : l->from].name, sk__load_way(ps, l),
                     sk_min_str(l->depart, a), sk_min_str(l->arrive, b),
                     sk_meal_name(l->meal, ps->lang), (int)boxes);
}

static void note_row(const sk_papers *ps, const sk_load *l, const char *head, sk_table *t)
{
    sk_table_s(t, head);
    sk_table_s(t, ps->k->component[l->component].name);
    sk_table_s(t, sk__load_state(ps, l));
    sk_table_v(t, l->portions);
    sk_table_v(t, l->diet_portions ? l->diet_portions : SK_CELL_EMPTY);
    sk_table_v(t, l->mass_ckg);
    sk_table_v(t, l->boxes);
    sk_table_s(t, NULL);
}

/* Special diets stand as a number without profile: the driver need not know more. */
bool sk_paper_notes(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk_day d = ps->p->from + day;
    sk__slice s = sk__day_loads(ps, day);
    sk__paper_init(p, SK_N("Delivery notes"), ps->k->kitchen[kitchen].name, d, d);
    sk__paper_file(p, ps->k->kitchen[kitchen].id, "notes", d);
    sk_table *t = SK__PART(p, SK_PART_FORM, SK_N("One for each stop"), NULL, NULL, note_cols);
    sk__paper_lead(p, 1,
                   SK_N("Received at: ________ Name: ____________________ Empties back: ______"));
    for (int i = s.first, j; i < s.end; i = j) {
        j = sk__stop_end(ps, i, s.end);
        if (ps->load[i].from != kitchen) continue;
        const char *head =
            SK__WORDS(p, sk_text(ps->lang, SK_N("%s, from %s to %s")), sk__paper_date(ps, p, d),
                      ps->k->kitchen[kitchen].name, sk__load_head(ps, i, j, true, p));
        for (int n = i; n < j; n++) note_row(ps, &ps->load[n], head, t);
    }
    return sk__paper_any(p);
}
