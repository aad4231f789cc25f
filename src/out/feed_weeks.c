/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two weeks' plans about the same day: what is delivered ahead is eaten in the week after. */
#include <stdlib.h>
#include <string.h>

#include "out/feed_priv.h"

/* "Menu: " and the dishes behind it. */
static const char *dishes(const char *summary)
{
    const char *p = strstr(summary, ": ");
    return p ? p + 2 : summary;
}

void sk__feed_join_menus(sk_feed_list *l, sk_feed_event *a, const sk_feed_event *b)
{
    const char *more = dishes(b->summary);
    if (strstr(a->summary, more)) return;
    const char *both = sk_arena_printf(l->arena, "%s / %s", a->summary, more);
    const char *text = sk_arena_printf(l->arena, "%s\n%s", a->description, b->description);
    l->failed |= !both || !text;
    if (!both || !text) return;
    a->summary = sk__feed_one_line(l, both);
    a->description = text;
}

/* Whether the feed's events [first, end) have a menu on a day. */
static bool has_menu(const sk_feed_list *l, size_t first, size_t end, sk_day day)
{
    for (size_t i = first; i < end; i++)
        if (l->ev[i].kind == SK_FEED_MENU && l->ev[i].from == day) return true;
    return false;
}

/* The closed days from..to as an event of its own, like e. */
static void add_closed(sk_feed_list *l, const sk_feed_event *e, sk_day from, sk_day to)
{
    char date[SK_DATE_LEN];
    sk_feed_event part = *e;
    if (!SK_GROW(l->ev, l->n, l->cap)) {
        l->failed = true;
        return;
    }
    part.from = from;
    part.to = to;
    part.key = sk_arena_printf(l->arena, "%s|%s||", sk__feed_kind_word[SK_FEED_CLOSED],
                               sk_day_str(from, date));
    l->failed |= !part.key;
    if (part.key) l->ev[l->n++] = part;
}

/* Event i is closed from..to: what is left of it goes to the end of the list. True when it changes. */
static bool open_days(sk_feed_list *l, size_t i, size_t first, size_t end)
{
    const sk_feed_event e = l->ev[i];
    sk_day from = e.from;
    bool changes = false;
    for (sk_day d = e.from; d <= e.to; d++) {
        if (!has_menu(l, first, end, d)) continue;
        if (from < d) add_closed(l, &e, from, d - 1);
        from = d + 1;
        changes = true;
    }
    if (changes && from <= e.to) add_closed(l, &e, from, e.to);
    return changes;
}

void sk_feed_settle(sk_feed_list *l)
{
    size_t n = l->n, kept = 0;
    bool any = false, *gone = sk_calloc_n(n + 1, sizeof *gone);
    l->failed |= !gone;
    for (size_t first = 0, end; gone && first < n; first = end) {
        for (end = first + 1; end < n && strcmp(l->ev[end].feed, l->ev[first].feed) == 0;) end++;
        if (strncmp(l->ev[first].feed, "site/", 5) != 0) continue;
        for (size_t i = first; i < end; i++)
            if (l->ev[i].kind == SK_FEED_CLOSED && open_days(l, i, first, end))
                any = gone[i] = true;
    }
    for (size_t i = 0; any && i < l->n; i++)
        if (i >= n || !gone[i]) l->ev[kept++] = l->ev[i];
    if (any) l->n = kept;
    if (any) sk_feed_sort(l);
    sk_free(gone);
}
