/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules for a calendar as a whole; those for one event stand in feed_check_event.c. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "out/feed_check_priv.h"

enum { DEPTH_MAX = 8 };

sk_loc sk__fc_at(const sk__fc *c, int line) { return (sk_loc){c->file, line, 1, NULL}; }

static void warn_missing(sk__fc *c, const char *rule, const char *name)
{
    sk_diag_add(c->d, SK_SEV_WARNING, rule, sk__fc_at(c, 1), NULL, "the calendar lacks %s", name);
}

/* ---- envelope ---- */

static void calendar_line(sk__fc *c, const sk__feed_line *l)
{
    static const char *const name[N_HEAD] = {[HEAD_VERSION] = "VERSION",
                                             [HEAD_PRODID] = "PRODID",
                                             [HEAD_NAME] = "NAME",
                                             [HEAD_X_NAME] = "X-WR-CALNAME",
                                             [HEAD_REFRESH] = "REFRESH-INTERVAL",
                                             [HEAD_TTL] = "X-PUBLISHED-TTL",
                                             [HEAD_COLOR] = "COLOR",
                                             [HEAD_ZONE] = "X-WR-TIMEZONE",
                                             [HEAD_MODIFIED] = "LAST-MODIFIED"};
    for (int i = 0; i < N_HEAD; i++) {
        if (strcmp(l->name, name[i]) != 0) continue;
        if (c->head[i] && (i == HEAD_VERSION || i == HEAD_PRODID))
            sk_diag_add(c->d, SK_SEV_ERROR, i == HEAD_VERSION ? "C01" : "C02", sk__fc_at(c, l->no),
                        NULL, "%s stands twice", name[i]);
        c->head[i] = l->value;
    }
    if (strcmp(l->name, "METHOD") == 0)
        sk_diag_add(c->d, SK_SEV_WARNING, "C04", sk__fc_at(c, l->no), NULL,
                    "METHOD does not belong in a feed: it makes every event an invitation");
    else if (strcmp(l->name, "UID") == 0)
        sk_diag_add(c->d, SK_SEV_ERROR, "C12", sk__fc_at(c, l->no),
                    SK_N("use X-WR-RELCALID instead"),
                    "a UID of the calendar makes clients take all events for one");
    else if (strcmp(l->name, "SOURCE") == 0)
        sk_diag_add(c->d, SK_SEV_WARNING, "H20", sk__fc_at(c, l->no), NULL,
                    "SOURCE gives the address of the feed to everyone who is sent an event");
}

static bool differ(const char *a, const char *b) { return !a || !b || strcmp(a, b) != 0; }

static void check_head(sk__fc *c)
{
    if (!c->head[HEAD_VERSION] || strcmp(c->head[HEAD_VERSION], "2.0") != 0)
        sk_diag_add(c->d, SK_SEV_ERROR, "C01", sk__fc_at(c, 1), NULL, "VERSION:2.0 is missing");
    if (!c->head[HEAD_PRODID])
        sk_diag_add(c->d, SK_SEV_ERROR, "C02", sk__fc_at(c, 1), NULL, "PRODID is missing");
    if (differ(c->head[HEAD_NAME], c->head[HEAD_X_NAME]))
        sk_diag_add(c->d, SK_SEV_WARNING, "C05", sk__fc_at(c, 1), NULL,
                    "NAME and X-WR-CALNAME should both be there and equal");
    if (differ(c->head[HEAD_REFRESH], c->head[HEAD_TTL]))
        sk_diag_add(c->d, SK_SEV_WARNING, "C06", sk__fc_at(c, 1), NULL,
                    "REFRESH-INTERVAL and X-PUBLISHED-TTL should both be there and equal");
    if (!c->head[HEAD_COLOR]) warn_missing(c, "C07", "COLOR");
    else if (c->head[HEAD_COLOR][0] == '#')
        sk_diag_add(c->d, SK_SEV_WARNING, "C07", sk__fc_at(c, 1), NULL,
                    "COLOR should be a CSS3 name, not %s", c->head[HEAD_COLOR]);
    if (!c->head[HEAD_ZONE]) warn_missing(c, "C08", "X-WR-TIMEZONE");
    if (c->head[HEAD_MODIFIED] && c->newest && differ(c->head[HEAD_MODIFIED], c->newest))
        sk_diag_add(c->d, SK_SEV_WARNING, "C10", sk__fc_at(c, 1), NULL,
                    "LAST-MODIFIED of the calendar should be that of its newest event");
    if (c->n_uids == 0 && c->n_events == 0)
        sk_diag_add(c->d, SK_SEV_ERROR, "V07", sk__fc_at(c, 1),
                    SK_N("say with an all-day event that nothing happens"),
                    "the calendar has no event: clients then delete what they have");
}

/* ---- zones and identities ---- */

static void check_zones(sk__fc *c)
{
    if (c->zone_used && !c->zone_line)
        sk_diag_add(c->d, SK_SEV_ERROR, "Z06", sk__fc_at(c, c->zone_used), NULL,
                    "TZID is used without a VTIMEZONE: some clients read the time as floating");
    if (c->zone_line && (c->n_standard != 1 || c->n_daylight > 1 || c->zone_odd))
        sk_diag_add(
            c->d, SK_SEV_WARNING, "Z06", sk__fc_at(c, c->zone_line), NULL,
            "VTIMEZONE should have one STANDARD and one DAYLIGHT with a yearly rule, no RDATE, "
            "no UNTIL");
}

static int by_uid(const void *a, const void *b)
{
    const sk__fc_uid *x = a, *y = b;
    int c = strcmp(x->uid, y->uid);
    return c ? c : x->line < y->line ? -1 : x->line > y->line;
}

static void check_uids(sk__fc *c)
{
    if (c->n_uids) qsort(c->uid, c->n_uids, sizeof *c->uid, by_uid);
    for (size_t i = 1; i < c->n_uids; i++)
        if (strcmp(c->uid[i].uid, c->uid[i - 1].uid) == 0)
            sk_diag_add(c->d, SK_SEV_ERROR, "E03", sk__fc_at(c, c->uid[i].line), NULL,
                        "the UID is that of the event on line %d", c->uid[i - 1].line);
}

/* ---- walking ---- */

typedef struct walker {
    sk__fc *c;
    const char *open[DEPTH_MAX];
    int depth;
    sk__fc_event e;
} walker;

static bool inside(const walker *w, const char *name)
{
    return w->depth > 0 && strcmp(w->open[w->depth - 1], name) == 0;
}

static void zone_line(sk__fc *c, const sk__feed_line *l)
{
    if (strcmp(l->name, "RDATE") == 0 || strstr(l->value, "UNTIL=")) c->zone_odd = true;
}

static void begin(walker *w, const sk__feed_line *l)
{
    if (strcmp(l->value, "VEVENT") == 0) w->e = (sk__fc_event){.line = l->no};
    if (strcmp(l->value, "VALARM") == 0)
        sk_diag_add(w->c->d, SK_SEV_WARNING, "E14", sk__fc_at(w->c, l->no), NULL,
                    "an alarm rings at everyone who subscribes");
    if (strcmp(l->value, "VTIMEZONE") == 0) w->c->zone_line = l->no;
    w->c->n_standard += strcmp(l->value, "STANDARD") == 0;
    w->c->n_daylight += strcmp(l->value, "DAYLIGHT") == 0;
    if (w->depth < DEPTH_MAX) w->open[w->depth] = l->value;
    w->depth++;
}

static bool end(walker *w, const sk__feed_line *l)
{
    if (w->depth == 0 || w->depth > DEPTH_MAX || !inside(w, l->value)) {
        sk_diag_add(w->c->d, SK_SEV_ERROR, "B08", sk__fc_at(w->c, l->no), NULL,
                    "END:%s does not close what is open", l->value);
        return false;
    }
    w->depth--;
    if (strcmp(l->value, "VEVENT") == 0) sk__fc_event_end(w->c, &w->e);
    return true;
}

static void walk(sk__fc *c, const sk__feed_lines *in)
{
    walker w = {.c = c};
    for (size_t i = 0; i < in->n; i++) {
        const sk__feed_line *l = &in->line[i];
        if (strcmp(l->name, "BEGIN") == 0) begin(&w, l);
        else if (strcmp(l->name, "END") == 0) {
            if (!end(&w, l)) return;
        } else if (w.depth > DEPTH_MAX) continue;
        else if (inside(&w, "VCALENDAR")) calendar_line(c, l);
        else if (inside(&w, "VEVENT")) sk__fc_event_line(c, &w.e, l);
        else zone_line(c, l);
    }
    if (w.depth > 0)
        sk_diag_add(c->d, SK_SEV_ERROR, "B08", sk__fc_at(c, in->n ? in->line[in->n - 1].no : 1),
                    NULL, "the calendar ends before everything is closed");
}

void sk_feed_check(const char *name, const char *text, size_t n, sk_diags *d)
{
    sk__feed_lines in;
    sk__fc c = {.file = name, .d = d};
    if (sk__feed_unfold(name, text, n, d, &in)) {
        if (in.n == 0 || strcmp(in.line[0].name, "BEGIN") != 0 ||
            strcmp(in.line[0].value, "VCALENDAR") != 0)
            sk_diag_add(d, SK_SEV_ERROR, "B08", sk__fc_at(&c, 1), NULL,
                        "the file is no calendar: it should begin with BEGIN:VCALENDAR");
        else {
            walk(&c, &in);
            check_head(&c);
            check_zones(&c);
            check_uids(&c);
        }
    }
    sk_free(c.uid);
    sk__feed_lines_free(&in);
}
