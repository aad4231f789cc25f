/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of events, identity, and what a plan puts into them. */
#include "out/feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "out/feed_priv.h"
#include "out/table.h"

enum { DAY_MIN = 24 * 60, DAY_S = 86400 };

const char *const sk__feed_kind_word[SK_N_FEED_KINDS] = {
    [SK_FEED_CLOSED] = "closed", [SK_FEED_PLAN] = "plan",   [SK_FEED_MENU] = "menu",
    [SK_FEED_SHORT] = "short",   [SK_FEED_ORDER] = "order", [SK_FEED_PRODUCTION] = "production",
    [SK_FEED_OUT] = "out",       [SK_FEED_IN] = "in",       [SK_FEED_NONE] = "none"};

void sk_feed_list_free(sk_feed_list *l)
{
    sk_free(l->ev);
    l->ev = NULL;
    l->n = l->cap = 0;
}

static int by_identity(const void *a, const void *b)
{
    const sk_feed_event *x = a, *y = b;
    int c = strcmp(x->feed, y->feed);
    if (c == 0) c = strcmp(x->key, y->key);
    if (c == 0 && x->from != y->from) c = x->from < y->from ? -1 : 1;
    return c ? c : strcmp(x->summary, y->summary);
}

static bool same_identity(const sk_feed_event *a, const sk_feed_event *b)
{
    return strcmp(a->feed, b->feed) == 0 && strcmp(a->key, b->key) == 0;
}

static void merge_equal(sk_feed_list *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++) {
        sk_feed_event *last = n ? &l->ev[n - 1] : NULL;
        if (!last || !same_identity(last, &l->ev[i])) l->ev[n++] = l->ev[i];
        else if (last->kind == SK_FEED_MENU) sk__feed_join_menus(l, last, &l->ev[i]);
    }
    l->n = n;
}

void sk_feed_sort(sk_feed_list *l)
{
    if (l->n == 0) return;
    qsort(l->ev, l->n, sizeof *l->ev, by_identity);
    merge_equal(l);
}

const char *sk__feed_category(sk_feed_kind kind, sk_lang lang)
{
    static const char *const word[SK_N_FEED_KINDS] = {[SK_FEED_CLOSED] = SK_N("Closed"),
                                                      [SK_FEED_PLAN] = SK_N("Week plan"),
                                                      [SK_FEED_MENU] = SK_N("Menu"),
                                                      [SK_FEED_SHORT] = SK_N("Shortage"),
                                                      [SK_FEED_ORDER] = SK_N("Order"),
                                                      [SK_FEED_PRODUCTION] = SK_N("Production"),
                                                      [SK_FEED_OUT] = SK_N("Delivery out"),
                                                      [SK_FEED_IN] = SK_N("Delivery in"),
                                                      [SK_FEED_NONE] = SK_N("Nothing published")};
    return sk_text(lang, word[kind]);
}

/* ---- one event ---- */

const char *sk__feed_one_line(sk_feed_list *l, const char *s)
{
    sk_buf b = SK_BUF_INIT;
    int letters = 0;
    size_t i = 0;
    sk_plain_add(&b, s);
    const char *t = sk_buf_str(&b);
    for (; t[i] && letters <= SK_FEED_SUMMARY_MAX; i++)
        if (((unsigned char)t[i + 1] & 0xC0) != 0x80) letters++;
    bool cut = t[i] != '\0';
    const char *out = sk_arena_printf(l->arena, cut ? "%.*s\xE2\x80\xA6" : "%.*s", (int)i, t);
    l->failed |= !out || !sk_buf_ok(&b);
    sk_buf_free(&b);
    return out ? out : "";
}

static const char *copy(sk_feed_list *l, const char *s)
{
    const char *t = sk_arena_strdup(l->arena, s);
    l->failed |= !t;
    return t ? t : "";
}

static void set_place(sk__feed_in *in, const sk__feed_new *n, sk_feed_event *e)
{
    const sk_kommun *k = in->k;
    const char *kind = n->site >= 0 ? "site/" : n->kitchen >= 0 ? "kitchen/" : "planner";
    const char *id = n->site >= 0      ? k->site[n->site].id
                     : n->kitchen >= 0 ? k->kitchen[n->kitchen].id
                                       : "";
    const char *feed = sk_arena_printf(in->out->arena, "%s%s", kind, id);
    in->out->failed |= !feed;
    e->feed = feed ? feed : "";
    e->location = "";
    if (n->site >= 0) {
        const sk_site *s = &k->site[n->site];
        e->location = sk__feed_one_line(in->out, s->name);
        e->lat_e5 = s->lat_e5;
        e->lon_e5 = s->lon_e5;
    } else if (n->kitchen >= 0) {
        const sk_kitchen *q = &k->kitchen[n->kitchen];
        char place[512];
        bool known = q->place && *q->place;
        snprintf(place, sizeof place, "%s%s%s", q->name, known ? ", " : "", known ? q->place : "");
        e->location = sk__feed_one_line(in->out, place);
        e->lat_e5 = q->lat_e5;
        e->lon_e5 = q->lon_e5;
    }
}

static void set_times(const sk__feed_new *n, sk_feed_event *e)
{
    if (n->start < 0) {
        e->from = n->day;
        e->to = n->last;
        e->start = e->end = -1;
        return;
    }
    int end = n->end > n->start ? n->end : n->start + 5; /* never of no length */
    e->from = n->day + n->start / DAY_MIN;
    e->start = (sk_min)(n->start % DAY_MIN);
    e->to = n->day + end / DAY_MIN;
    e->end = (sk_min)(end % DAY_MIN);
}

void sk__feed_add(sk__feed_in *in, const sk__feed_new *n)
{
    char date[SK_DATE_LEN];
    sk_feed_list *l = in->out;
    if (!SK_GROW(l->ev, l->n, l->cap)) {
        l->failed = true;
        return;
    }
    sk_feed_event e = {.kind = n->kind, .category = sk__feed_category(n->kind, in->lang)};
    if (in->p) e.week = in->p->week;
    e.key = sk_arena_printf(l->arena, "%s|%s|%s|%s", sk__feed_kind_word[n->kind],
                            sk_day_str(n->service, date), n->meal, n->cp);
    l->failed |= !e.key;
    if (!e.key) e.key = "";
    e.opaque = n->kind == SK_FEED_PRODUCTION || n->kind == SK_FEED_OUT || n->kind == SK_FEED_IN;
    e.summary = sk__feed_one_line(l, n->summary);
    e.description = copy(l, n->description);
    set_place(in, n, &e);
    set_times(n, &e);
    l->ev[l->n++] = e;
}

const char *sk_feed_uid(const sk_kommun *k, const sk_feed_event *e, char out[SK_FEED_UID_LEN])
{
    sk_buf b = SK_BUF_INIT;
    char hex[65];
    sk_buf_addf(&b, "storkok/1|%s|%s|%s", k->code, e->feed, e->key);
    sk_sha256_hex(sk_buf_str(&b), b.len, hex);
    sk_buf_free(&b);
    hex[12] = '8'; /* a UUID of version 8, variant 10 */
    hex[16] = "89ab"[(hex[16] <= '9' ? hex[16] - '0' : hex[16] - 'a' + 10) & 3];
    snprintf(out, SK_FEED_UID_LEN, "%.8s-%.4s-%.4s-%.4s-%.12s@storkok", hex, hex + 8, hex + 12,
             hex + 16, hex + 20);
    return out;
}

/* ---- all of a plan ---- */

void sk_feed_collect(const sk_plan *p, sk_lang lang, sk_feed_list *out)
{
    const sk_kommun *k = p->k;
    size_t days = p->n_days > 0 ? (size_t)p->n_days : 1;
    sk__feed_in in = {.p = p, .k = k, .lang = lang, .out = out};
    in.busy_kitchen = sk_calloc_n((size_t)k->n_kitchens * days + 1, sizeof *in.busy_kitchen);
    in.busy_site = sk_calloc_n((size_t)k->n_sites * days + 1, sizeof *in.busy_site);
    if (in.busy_kitchen && in.busy_site) {
        sk__feed_production(&in);
        sk__feed_deliveries(&in);
        sk__feed_menus(&in);
        sk__feed_orders(&in);
        sk__feed_shortages(&in);
        sk__feed_closures(&in);
    } else out->failed = true;
    sk_free(in.busy_kitchen);
    sk_free(in.busy_site);
}

/* Whether a sorted list has an event of the feed. */
static bool has_feed(const sk_feed_list *l, size_t n, const char *feed)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strcmp(l->ev[mid].feed, feed);
        if (c == 0) return true;
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    return false;
}

void sk_feed_fill_empty(const sk_kommun *k, sk_lang lang, sk_now now, sk_feed_list *live)
{
    size_t sorted = live->n;
    sk__feed_in in = {.k = k, .lang = lang, .out = live};
    sk_day monday = now.day - sk_day_weekday(now.day) + 1;
    for (int i = -1; i < k->n_kitchens + k->n_sites; i++) {
        sk_ix kitchen = i >= 0 && i < k->n_kitchens ? i : SK_NONE;
        sk_ix site = i >= k->n_kitchens ? i - k->n_kitchens : SK_NONE;
        sk__feed_new n = {.kind = SK_FEED_NONE, .kitchen = kitchen, .site = site, .start = -1};
        n.day = n.service = monday;
        n.last = monday + 6;
        n.meal = n.cp = n.description = "";
        n.summary = sk_text(lang, "No plan is published");
        size_t before = live->n;
        sk__feed_add(&in, &n);
        if (live->n > before && has_feed(live, sorted, live->ev[before].feed)) live->n = before;
    }
    sk_feed_sort(live);
}
