/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars: the register, and the events of the folder calendars/. */
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/text.h"
#include "ext/ical.h"
#include "input/input.h"

typedef struct events { /* grows */
    sk_cal_event *v;
    size_t n, cap;
} events;

/* How the events of a file are to be understood. */
typedef struct source {
    const char *name;   /* "calendars/skola.ics" */
    sk_ix calendar;     /* SK_NONE: every calendar */
    bool kitchens;      /* only closures of kitchens */
    sk_day first, last; /* span of the calendars */
} source;

static void push(sk__in *in, events *ev, sk_cal_event e)
{
    if (SK_GROW(ev->v, ev->n, ev->cap)) ev->v[ev->n++] = e;
    else in->nomem = true;
}

static sk_loc event_loc(const source *s, const sk_ical_event *e)
{
    return (sk_loc){s->name, e->line, 1, NULL};
}

/* Type of day, or -1 with a fault. */
static int event_type(sk__in *in, const source *s, const sk_ical_event *e)
{
    int type = sk_word_find(sk_words_day_type, e->category);
    if (type >= 0 && (!s->kitchens || type == SK_DAY_CLOSED)) return type;
    char shown[128];
    sk_clip(e->category, 30, shown, sizeof shown);
    if (s->kitchens && type >= 0)
        sk_diag_add(in->diags, SK_SEV_ERROR, "R007", event_loc(s, e), NULL,
                    SK_N("a kitchen's event can only be \"stängt\" (closed), found \"%s\""), shown);
    else
        sk_diag_add(in->diags, SK_SEV_ERROR, "R007", event_loc(s, e), NULL,
                    SK_N("CATEGORIES must be lov, studiedag, planeringsdag, reducerad, helgdag, "
                         "stängt or normal, found \"%s\""),
                    shown);
    return -1;
}

static void unknown_place(sk__in *in, const source *s, const sk_ical_event *e, const char *id)
{
    if (!in->t[SK_DOC_SITES].whole || !in->t[SK_DOC_KITCHENS].whole) return;
    char shown[128];
    sk_clip(id, 30, shown, sizeof shown);
    const char *near = s->kitchens ? NULL : sk__nearest_id(in, SK_DOC_SITES, id);
    near = near ? near : sk__nearest_id(in, SK_DOC_KITCHENS, id);
    if (near)
        sk_diag_add(in->diags, SK_SEV_ERROR, "R010", event_loc(s, e), NULL,
                    SK_N("LOCATION \"%s\" is no site or kitchen; did you mean \"%s\"?"), shown,
                    near);
    else
        sk_diag_add(in->diags, SK_SEV_ERROR, "R010", event_loc(s, e), NULL,
                    SK_N("LOCATION \"%s\" is no site or kitchen"), shown);
}

/* One event at one place (id "" = everywhere). */
static void add_at(sk__in *in, events *ev, const source *s, const sk_ical_event *e,
                   sk_cal_event base, const char *id)
{
    if (id[0]) {
        sk_ix site = s->kitchens ? SK_NONE : sk__table_find(in, SK_DOC_SITES, id);
        sk_ix kitchen = site == SK_NONE ? sk__table_find(in, SK_DOC_KITCHENS, id) : SK_NONE;
        if (site == SK_NONE && kitchen == SK_NONE) {
            unknown_place(in, s, e, id);
            return;
        }
        if (kitchen != SK_NONE && base.type != SK_DAY_CLOSED) {
            sk_diag_add(in->diags, SK_SEV_ERROR, "R007", event_loc(s, e), NULL,
                        SK_N("a kitchen's event can only be \"stängt\" (closed), found \"%s\""),
                        e->category);
            return;
        }
        if (site != SK_NONE && base.calendar != SK_NONE && in->k->site[site].calendar != SK_NONE &&
            in->k->site[site].calendar != base.calendar)
            sk_diag_add(in->diags, SK_SEV_ERROR, "R049", event_loc(s, e), NULL,
                        SK_N("the site \"%s\" follows another calendar (%s)"), id,
                        in->k->calendar[in->k->site[site].calendar].id);
        base.site = site;
        base.kitchen = kitchen;
    } else if (s->kitchens) {
        sk_diag_add(in->diags, SK_SEV_ERROR, "R003", event_loc(s, e), NULL,
                    SK_N("LOCATION must name the kitchens that are closed"));
        return;
    }
    push(in, ev, base);
}

static void add_event(sk__in *in, events *ev, const source *s, const sk_ical_event *e)
{
    int type = event_type(in, s, e);
    const char *name = sk_arena_strdup(in->keep, e->summary);
    in->nomem |= !name;
    if (type < 0 || in->nomem) return;
    sk_cal_event base = {s->kitchens ? SK_NONE : s->calendar,
                         SK_NONE,
                         SK_NONE,
                         (sk_day_type)type,
                         {e->from, e->to},
                         name};
    if (e->to < s->first || e->from > s->last)
        sk_diag_add(in->diags, SK_SEV_NOTE, "W001", event_loc(s, e), NULL,
                    SK_N("the event lies outside the calendar's dates"));
    const char *rest = e->location + strspn(e->location, " ,\n\t");
    if (!*rest) add_at(in, ev, s, e, base, "");
    while (*rest && !in->nomem) {
        char id[64];
        size_t n = strcspn(rest, " ,\n\t"), take = n < sizeof id - 1 ? n : sizeof id - 1;
        memcpy(id, rest, take);
        id[take] = 0;
        add_at(in, ev, s, e, base, id);
        rest += n;
        rest += strspn(rest, " ,\n\t");
    }
}

static void read_source(sk__in *in, events *ev, const source *s, bool required)
{
    sk_buf text = SK_BUF_INIT;
    bool found;
    sk_ical_event *e = NULL;
    size_t n = 0;
    sk_code code = sk__in_file(in, s->name, required, &text, &found);
    if (code == SK_OK && found)
        code = sk_ical_read(s->name, sk_buf_str(&text), text.len, s->first, s->last, in->tmp, &e,
                            &n, in->diags);
    sk_buf_free(&text);
    in->nomem |= code == SK_E_NOMEM;
    for (size_t i = 0; code == SK_OK && i < n && !in->nomem; i++) add_event(in, ev, s, &e[i]);
}

/* A plain file name, so that a document cannot point outside the folder. */
static bool plain_name(const char *s) { return s[0] && s[0] != '.' && !strpbrk(s, "/\\"); }

static void read_own(sk__in *in, events *ev, sk_ix c, const char *file)
{
    const sk_calendar *cal = &in->k->calendar[c];
    if (!file[0]) return;
    if (!plain_name(file)) {
        SK__ERR(in, SK_DOC_CALENDARS, c, "fil", "R008", NULL,
                SK_N("the file must be a name in the folder calendars, found \"%s\""), file);
        return;
    }
    source s = {sk_arena_printf(in->keep, "calendars/%s", file), c, false, cal->from, cal->to};
    in->nomem |= !s.name;
    if (s.name) read_source(in, ev, &s, true);
}

static int by_from(const void *a, const void *b)
{
    const sk_cal_event *x = a, *y = b;
    int64_t kx[] = {x->when.from, x->calendar, x->kitchen, x->site, x->type, x->when.to};
    int64_t ky[] = {y->when.from, y->calendar, y->kitchen, y->site, y->type, y->when.to};
    for (size_t i = 0; i < sizeof kx / sizeof *kx; i++)
        if (kx[i] != ky[i]) return kx[i] < ky[i] ? -1 : 1;
    return strcmp(x->name, y->name);
}

static void keep_events(sk__in *in, events *ev)
{
    in->k->cal_event = sk_arena_calloc(in->keep, ev->n + 1, sizeof *ev->v);
    in->nomem |= !in->k->cal_event;
    if (!in->k->cal_event || ev->n == 0) return;
    qsort(ev->v, ev->n, sizeof *ev->v, by_from);
    memcpy(in->k->cal_event, ev->v, ev->n * sizeof *ev->v);
    in->k->n_cal_events = (int)ev->n;
}

static bool bind_register(sk__in *in)
{
    const sk__table *t = &in->t[SK_DOC_CALENDARS];
    const sk_in_calendar *r = (const sk_in_calendar *)(const void *)t->rec;
    in->k->calendar = sk_arena_calloc(in->keep, (size_t)t->n + 1, sizeof *in->k->calendar);
    in->nomem |= !in->k->calendar;
    for (int i = 0; i < t->n && !in->nomem; i++) in->k->calendar[i] = r[i].cal;
    in->k->n_calendars = in->nomem ? 0 : t->n;
    return !in->nomem;
}

void sk__bind_calendars(sk__in *in)
{
    events ev = {NULL, 0, 0};
    if (!bind_register(in)) return;
    const sk_in_calendar *r = (const sk_in_calendar *)(const void *)in->t[SK_DOC_CALENDARS].rec;
    sk_day first = SK_DAY_FOREVER, last = SK_NO_DAY;
    for (int i = 0; i < in->k->n_calendars; i++) {
        const sk_calendar *c = &in->k->calendar[i];
        first = c->from < first ? c->from : first;
        last = c->to > last ? c->to : last;
    }
    if (first > last) first = last = 0;
    source all = {"calendars/helgdagar.ics", SK_NONE, false, first, last};
    source kitchens = {"calendars/kitchens.ics", SK_NONE, true, first, last};
    read_source(in, &ev, &all, true);
    read_source(in, &ev, &kitchens, false);
    for (int i = 0; i < in->k->n_calendars && !in->nomem; i++) read_own(in, &ev, i, r[i].file);
    keep_events(in, &ev);
    sk_free(ev.v);
}
