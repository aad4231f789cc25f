/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page to hang up for the day when one kitchen fails. */
#include "out/outage_report.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"

enum { KG_TENTH = 100, TOLD_MMIN = 6 * 60000, LISTED = 20 };

typedef struct page {
    sk_report *r;
    const sk_outage *o;
    const sk_outage_case *c;
    const sk_kommun *k;
    sk_lang lang;
} page;

#define N_COLS(c) (int)(sizeof(c) / sizeof *(c))

/* The lists of the files begin with whose failure it is; those of a page are one failure's. */
#define FAILURE                                                                                    \
    {                                                                                              \
        "failure", SK_N("Without"), SK_CELL_NAME, false                                            \
    }

/* A list of this failure on its own page. */
static sk_table *page_table(page *g, const char *key, const char *title, const sk_col *cols, int n)
{
    sk_table *t = sk_report_table(g->r, key, title, cols + 1, n - 1, 0);
    sk_report_page_only(g->r);
    return t;
}

static const char *failure_of(const page *g)
{
    return g->c->kitchen == SK_NONE ? sk_text(g->lang, SK_N("the common failure"))
                                    : g->k->kitchen[g->c->kitchen].name;
}

/* ---- who is fed by whom ------------------------------------------------------------------------- */

typedef struct move { /* portions of one site and meal that come another way than planned */
    sk_ix site, from;
    sk_meal meal;
    sk_group_kind group;
    sk_route_kind route;
    sk_min depart, arrive;
    int portions;
} move;

static const sk_supply *planned(const sk_plan *p, const sk_supply *s)
{
    int lo = 0, hi = p->n_supplies; /* sorted by need, group, kitchen */
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        const sk_supply *x = &p->supply[mid];
        if (x->need < s->need || (x->need == s->need && x->group < s->group)) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < p->n_supplies && p->supply[lo].need == s->need && p->supply[lo].group == s->group;
         lo++)
        if (p->supply[lo].kitchen == s->kitchen && p->supply[lo].route == s->route &&
            p->supply[lo].depart == s->depart)
            return &p->supply[lo];
    return NULL;
}

static int by_move(const void *x, const void *y)
{
    const move *a = x, *b = y;
    const int p[] = {(int)a->meal, a->site, (int)a->group, a->from, (int)a->route, a->depart};
    const int q[] = {(int)b->meal, b->site, (int)b->group, b->from, (int)b->route, b->depart};
    for (int i = 0; i < N_COLS(p); i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

static move *find_moves(page *g, size_t *n)
{
    const sk_plan *p = g->c->plan;
    move *m = sk_arena_calloc(g->r->arena, (size_t)p->n_supplies + 1, sizeof *m);
    size_t all = 0, kept = 0;
    for (int i = 0; m && i < p->n_supplies; i++) {
        const sk_supply *s = &p->supply[i];
        const sk_need *need = &p->demand.need[s->need];
        if (planned(g->o->base, s)) continue;
        m[all++] = (move){need->site, s->kitchen, need->meal, s->group,
                          s->route,   s->depart,  s->arrive,  s->portions};
    }
    if (all > 1) qsort(m, all, sizeof *m, by_move);
    for (size_t i = 0; m && i < all; i++) {
        if (kept && by_move(&m[kept - 1], &m[i]) == 0) m[kept - 1].portions += m[i].portions;
        else m[kept++] = m[i];
    }
    if (!m) g->r->failed = true;
    *n = m ? kept : 0;
    return m;
}

static const char *part_name(sk_group_kind g, sk_lang lang)
{
    switch (g) {
    case SK_GROUP_HOT: return sk_text(lang, SK_N("main dish and sauce"));
    case SK_GROUP_SIDE: return sk_text(lang, SK_N("side"));
    default: return sk_text(lang, SK_N("cold food and bread"));
    }
}

static void way_words(page *g, const move *m, sk_buf *b)
{
    char depart[SK_TIME_LEN], arrive[SK_TIME_LEN];
    sk_buf_add(b, g->k->kitchen[m->from].name);
    if (m->route == SK_ROUTE_OWN) return;
    sk_buf_addf(b, " %s %s–%s",
                m->route == SK_ROUTE_TOUR ? sk_text(g->lang, SK_N("tour"))
                                          : sk_text(g->lang, SK_N("extra")),
                sk_min_str(m->depart, depart), sk_min_str(m->arrive, arrive));
}

static bool same_way(const move *a, const move *b)
{
    return a->from == b->from && a->route == b->route && a->depart == b->depart;
}

/* Whether a group of a site and meal comes more than one way: then the packer needs the numbers. */
static bool is_split(const move *m, size_t n, sk_group_kind group)
{
    int ways = 0;
    for (size_t i = 0; i < n; i++) ways += m[i].group == group;
    return ways > 1;
}

/* "Köket i Ryd extra 10:31–10:36: main dish 80, side; Köket i Vik: main dish 38" of one site and meal. */
static const char *ways_words(page *g, const move *m, size_t n)
{
    sk_buf b = SK_BUF_INIT;
    for (size_t i = 0; i < n; i++) {
        bool told = false;
        for (size_t j = 0; j < i && !told; j++) told = same_way(&m[i], &m[j]);
        if (told) continue;
        if (b.len) sk_buf_add(&b, "; ");
        way_words(g, &m[i], &b);
        for (size_t j = i; j < n; j++) {
            if (!same_way(&m[i], &m[j])) continue;
            sk_buf_addf(&b, "%s %s", j == i ? ":" : ",", part_name(m[j].group, g->lang));
            if (is_split(m, n, m[j].group)) sk_buf_addf(&b, " %d", m[j].portions);
        }
    }
    if (!sk_buf_ok(&b)) g->r->failed = true;
    const char *s = sk_report_keep(g->r, sk_buf_str(&b));
    sk_buf_free(&b);
    return s;
}

/* Sites of a meal whose food comes the same ways stand in one row. */
typedef struct together {
    sk_meal meal;
    const char *ways;
    sk_buf sites;
    int portions;
} together;

static void put_together(page *g, together *row, size_t *n, const move *m, size_t n_moves)
{
    const char *ways = ways_words(g, m, n_moves);
    size_t i = 0;
    int group[SK_N_GROUPS] = {0}, most = 0;
    for (size_t j = 0; j < n_moves; j++) group[m[j].group] += m[j].portions;
    for (int p = 0; p < SK_N_GROUPS; p++) most = group[p] > most ? group[p] : most;
    while (i < *n && (row[i].meal != m->meal || strcmp(row[i].ways, ways) != 0)) i++;
    if (i == *n) row[(*n)++] = (together){m->meal, ways, SK_BUF_INIT, 0};
    sk_buf_addf(&row[i].sites, "%s%s %d", row[i].sites.len ? ", " : "", g->k->site[m->site].name,
                most);
    row[i].portions += most;
}

static void moves(page *g)
{
    static const sk_col cols[] = {
        {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
        {"ways", SK_N("From"), SK_CELL_NAME, false},
        {"portions", SK_N("Portions"), SK_CELL_INT, false},
        {"sites", SK_N("Sites, portions"), SK_CELL_NAME, false},
    };
    size_t n, end, rows = 0;
    const move *m = find_moves(g, &n);
    together *row = sk_arena_calloc(g->r->arena, n + 1, sizeof *row);
    if (!row) g->r->failed = true;
    for (size_t i = 0; row && i < n; i = end) {
        for (end = i; end < n && m[end].site == m[i].site && m[end].meal == m[i].meal;) end++;
        put_together(g, row, &rows, &m[i], end - i);
    }
    sk_table *t = sk_report_table(g->r, "moves", SK_N("Who gets food from where instead"), cols,
                                  N_COLS(cols), 0);
    sk_report_page_only(g->r);
    for (size_t i = 0; i < rows; i++) {
        if (!sk_buf_ok(&row[i].sites)) g->r->failed = true;
        sk_table_s(t, sk_meal_name(row[i].meal, g->lang));
        sk_table_s(t, row[i].ways);
        sk_table_v(t, row[i].portions);
        sk_table_s(t, sk_report_keep(g->r, sk_buf_str(&row[i].sites)));
        sk_buf_free(&row[i].sites);
    }
}

static const sk_col move_cols[] = {
    FAILURE,
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"part", SK_N("Part"), SK_CELL_TEXT, false},
    {"from", SK_N("From"), SK_CELL_NAME, false},
    {"depart", SK_N("Departs"), SK_CELL_TIME, false},
    {"arrive", SK_N("Arrives"), SK_CELL_TIME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
};

static void each_move(page *g, sk_table *t, const char *failure)
{
    size_t n;
    const move *m = find_moves(g, &n);
    for (size_t i = 0; i < n; i++) {
        bool drives = m[i].route != SK_ROUTE_OWN;
        sk_table_s(t, failure);
        sk_table_s(t, sk_meal_name(m[i].meal, g->lang));
        sk_table_s(t, g->k->site[m[i].site].name);
        sk_table_s(t, part_name(m[i].group, g->lang));
        sk_table_s(t, g->k->kitchen[m[i].from].name);
        sk_table_v(t, drives ? m[i].depart : SK_CELL_EMPTY);
        sk_table_v(t, drives ? m[i].arrive : SK_CELL_EMPTY);
        sk_table_v(t, m[i].portions);
    }
}

/* ---- who cooks more ----------------------------------------------------------------------------- */

static int64_t mass_at(const sk_plan *p, const sk_production *like)
{
    int64_t g = 0;
    for (int i = 0; i < p->n_prods; i++) {
        const sk_production *x = &p->prod[i];
        if (x->kitchen == like->kitchen && x->component == like->component && x->day == like->day &&
            x->session == like->session)
            g += x->mass_g;
    }
    return g;
}

/* "Boiled potatoes +31 kg from 09:28, ..." of a kitchen. */
static const char *more_words(page *g, sk_ix kitchen)
{
    const sk_plan *p = g->c->plan;
    char start[SK_TIME_LEN];
    sk_buf b = SK_BUF_INIT;
    for (int i = 0; i < p->n_prods; i++) {
        const sk_production *x = &p->prod[i];
        if (x->kitchen != kitchen || x->day != p->n_days - 1) continue;
        int64_t more = x->mass_g - mass_at(g->o->base, x);
        if (more <= 0) continue;
        sk_buf_addf(&b, "%s%s +", b.len ? ", " : "", g->k->component[x->component].name);
        sk_buf_dec(&b, sk_muldiv(more, 1, KG_TENTH), 1, g->lang);
        sk_buf_add(&b, "\u00a0kg");
        if (x->n_batch) sk_buf_addf(&b, " (%s)", sk_min_str(p->batch[x->batch_first].start, start));
    }
    if (!sk_buf_ok(&b)) g->r->failed = true;
    const char *s = sk_report_keep(g->r, sk_buf_str(&b));
    sk_buf_free(&b);
    return s;
}

/* ---- trips, people, those who lack -------------------------------------------------------------- */

static int64_t trips_like(const sk_plan *p, const sk_trip *like)
{
    for (int i = 0; i < p->n_trips; i++) {
        const sk_trip *x = &p->trip[i];
        if (x->route == SK_ROUTE_EXTRA && x->kitchen == like->kitchen && x->to == like->to &&
            x->day == like->day && x->meal == like->meal)
            return x->trips;
    }
    return 0;
}

static const sk_col trip_cols[] = {
    FAILURE,
    {"depart", SK_N("Departs"), SK_CELL_TIME, false},
    {"from", SK_N("From"), SK_CELL_NAME, false},
    {"to", SK_N("To"), SK_CELL_NAME, false},
    {"trips", SK_N("Vans"), SK_CELL_INT, false},
    {"boxes", SK_N("Boxes"), SK_CELL_INT, false},
    {"min", SK_N("Round, min"), SK_CELL_INT, false},
};

static void trips(const page *g, sk_table *t, const char *failure)
{
    const sk_plan *p = g->c->plan;
    for (int i = 0; i < p->n_trips; i++) {
        const sk_trip *x = &p->trip[i];
        int64_t more = x->route == SK_ROUTE_EXTRA ? x->trips - trips_like(g->o->base, x) : 0;
        if (more <= 0) continue;
        if (failure) sk_table_s(t, failure);
        sk_table_v(t, x->depart);
        sk_table_s(t, g->k->kitchen[x->kitchen].name);
        sk_table_s(t, g->k->kitchen[x->to].name);
        sk_table_v(t, more);
        sk_table_v(t, x->boxes);
        sk_table_v(t, x->min);
    }
}

static int64_t need_of(const sk_plan *p, sk_ix kitchen, int day)
{
    for (int i = 0; i < p->n_staff; i++)
        if (p->staff[i].kitchen == kitchen && p->staff[i].day == day) return p->staff[i].need_mmin;
    return 0;
}

static const sk_col phone_cols[] = {
    FAILURE,
    {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"phone", SK_N("Phone"), SK_CELL_TEXT, false},
    {"more_h", SK_N("More work, h"), SK_CELL_DEC2, false},
    {"overtime_h", SK_N("Overtime, h"), SK_CELL_DEC2, false},
    {"cook", SK_N("Cooks more (first start)"), SK_CELL_NAME, false},
};

/* Kitchens that cook more, or work more by so much that somebody must be told. */
static void phones(page *g, sk_table *t, const char *failure)
{
    const sk_plan *p = g->c->plan;
    for (int i = 0; i < p->n_staff; i++) {
        const sk_staff_use *s = &p->staff[i];
        if (s->day != p->n_days - 1) continue;
        int64_t more = s->need_mmin - need_of(g->o->base, s->kitchen, s->day);
        const char *cook = more_words(g, s->kitchen);
        if (more < TOLD_MMIN && !*cook) continue;
        if (failure) sk_table_s(t, failure);
        sk_table_s(t, g->k->kitchen[s->kitchen].name);
        sk_table_s(t, g->k->kitchen[s->kitchen].phone);
        sk_table_v(t, sk_muldiv(more, 1, SK_MMIN_CH));
        sk_table_v(t, sk_muldiv(s->over_mmin + s->excess_mmin, 1, SK_MMIN_CH));
        sk_table_s(t, cook);
    }
}

static const sk_col lacking_cols[] = {
    FAILURE,
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"diet", SK_N("Special diet"), SK_CELL_BOOL, false},
    {"short", SK_N("Nothing yet"), SK_CELL_INT, false},
    {"backup", SK_N("Backup dish"), SK_CELL_INT, false},
};

static void lacking(const page *g, sk_table *t, const char *failure)
{
    const sk_plan *p = g->c->plan;
    for (int i = 0;
         i < p->n_shorts;) { /* needs are sorted by day, meal, site: sum site and kind of food */
        const sk_need *n = &p->demand.need[p->shrt[i].need];
        int64_t s[2] = {0, 0}, b[2] = {0, 0};
        for (; i < p->n_shorts; i++) {
            const sk_need *x = &p->demand.need[p->shrt[i].need];
            if (x->site != n->site || x->meal != n->meal) break;
            s[x->diet != SK_NONE] += p->shrt[i].short_portions;
            b[x->diet != SK_NONE] += p->shrt[i].backup_portions;
        }
        for (int d = 0; d < 2; d++) {
            if (s[d] + b[d] == 0) continue;
            if (failure) sk_table_s(t, failure);
            sk_table_s(t, sk_meal_name(n->meal, g->lang));
            sk_table_s(t, g->k->site[n->site].name);
            sk_table_v(t, d);
            sk_table_v(t, s[d]);
            sk_table_v(t, b[d]);
        }
    }
}

static const sk_col fetch_cols[] = {
    FAILURE,
    {"leave", SK_N("Leave by"), SK_CELL_TIME, false},
    {"store", SK_N("Store"), SK_CELL_NAME, false},
    {"phone", SK_N("Phone"), SK_CELL_TEXT, false},
    {"dish", SK_N("Dish"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"to", SK_N("To"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"min", SK_N("Drive, min"), SK_CELL_INT, false},
};

static void fetched(const page *g, sk_table *t, const char *failure)
{
    for (int i = 0; i < g->c->n_fetch; i++) {
        const sk_outage_fetch *x = &g->c->fetch[i];
        if (failure) sk_table_s(t, failure);
        sk_table_v(t, x->leave);
        sk_table_s(t, g->k->kitchen[x->from].name);
        sk_table_s(t, g->k->kitchen[x->from].phone);
        sk_table_s(t, g->k->dish[x->dish].name);
        sk_table_v(t, x->portions);
        sk_table_s(t, g->k->site[x->site].name);
        sk_table_s(t, sk_meal_name(x->meal, g->lang));
        sk_table_v(t, x->drive_min);
    }
}

/* ---- the page, and the files of all ------------------------------------------------------------- */

static void page_facts(page *g)
{
    const sk_outage_case *c = g->c;
    int64_t unmet = 0;
    for (int i = 0; i < SK_OUTAGE_GROUPS; i++) unmet += c->unmet[i];
    sk_report_fact(g->r, "day", SK_N("Day"), SK_CELL_DAY, g->o->ask.day, NULL);
    sk_report_fact(g->r, "at", SK_N("Noticed at"), SK_CELL_TIME, g->o->ask.at, NULL);
    sk_report_fact(g->r, "unmet", SK_N("Portions short"), SK_CELL_INT, unmet, NULL);
    sk_report_bad(g->r, unmet > 0);
    sk_report_fact(g->r, "backup", SK_N("Backup dish"), SK_CELL_INT, c->backup, NULL);
    sk_report_fact(g->r, "covered", SK_N("Reserve covers"), SK_CELL_INT,
                   c->covered + c->covered_backup, NULL);
    sk_report_fact(g->r, "moved", SK_N("Portions moved"), SK_CELL_INT, c->moved, NULL);
    sk_report_fact(g->r, "more_ore", SK_N("More"), SK_CELL_ORE, c->more_ore, "kr");
}

static const char unfed_title[] = SK_N("Who gets the backup dish or nothing");
static const char fetch_title[] = SK_N("To fetch from the reserve");
static const char phone_title[] = SK_N("Phone these first");
static const char trip_title[] = SK_N("Extra trips");

void sk__outage_page(sk_report *r, const sk_outage *o, const sk_outage_case *c)
{
    page g = {.r = r, .o = o, .c = c, .k = o->plan->k, .lang = r->lang};
    const char *id = c->kitchen == SK_NONE ? "common" : g.k->kitchen[c->kitchen].id;
    sk_report_page(r, sk_report_words(r, "plan-%s", id),
                   sk_report_words(r, sk_text(r->lang, SK_N("Without %s")), failure_of(&g)));
    page_facts(&g);
    if (c->plan->n_shorts) {
        lacking(&g, page_table(&g, "unfed", unfed_title, lacking_cols, N_COLS(lacking_cols)), NULL);
        sk_report_note(r,
                       sk_text(r->lang, SK_N("Solve these by hand first: care and small children "
                                             "before others.")));
    }
    if (c->n_fetch)
        fetched(&g, page_table(&g, "fetch", fetch_title, fetch_cols, N_COLS(fetch_cols)), NULL);
    phones(&g, page_table(&g, "phones", phone_title, phone_cols, N_COLS(phone_cols)), NULL);
    trips(&g, page_table(&g, "trips", trip_title, trip_cols, N_COLS(trip_cols)), NULL);
    moves(&g);
}

/* A list of all failures; one failure's is for the reader too. */
static sk_table *list(sk_report *r, const sk_outage *o, const char *key, const char *title,
                      const sk_col *cols, int n)
{
    sk_table *t = sk_report_table(r, key, title, cols, n, LISTED);
    if (o->n != 1) sk_report_files_only(r);
    return t;
}

void sk__outage_lists(sk_report *r, const sk_outage *o)
{
    sk_table *unfed = list(r, o, "unfed", unfed_title, lacking_cols, N_COLS(lacking_cols)),
             *fetch = list(r, o, "fetch", fetch_title, fetch_cols, N_COLS(fetch_cols)),
             *phone = list(r, o, "phones", phone_title, phone_cols, N_COLS(phone_cols)),
             *trip = list(r, o, "trips", trip_title, trip_cols, N_COLS(trip_cols)),
             *other = list(r, o, "moves", SK_N("Food that comes another way"), move_cols,
                           N_COLS(move_cols));
    for (int i = 0; i < o->n; i++) {
        page g = {.r = r, .o = o, .c = &o->it[i], .k = o->plan->k, .lang = r->lang};
        const char *failure = failure_of(&g);
        lacking(&g, unfed, failure);
        fetched(&g, fetch, failure);
        phones(&g, phone, failure);
        trips(&g, trip, failure);
        each_move(&g, other, failure);
    }
}
