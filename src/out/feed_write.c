/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One feed's events to a calendar. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "domain/query.h"
#include "ext/ical_write.h"
#include "out/feed.h"

enum { REFRESH_H = 1, NAME_LEN = 300 };

/* Dark enough for white text, told apart at a glance: CSS3 names and their values. */
static const char *const color[][2] = {
    {"darkgreen", "#006400"}, {"navy", "#000080"},          {"maroon", "#800000"},
    {"indigo", "#4B0082"},    {"teal", "#008080"},          {"chocolate", "#D2691E"},
    {"crimson", "#DC143C"},   {"darkslategray", "#2F4F4F"}, {"steelblue", "#4682B4"},
    {"olive", "#808000"},     {"purple", "#800080"},        {"sienna", "#A0522D"}};

static int by_start(const void *a, const void *b)
{
    const sk_feed_event *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return strcmp(x->key, y->key);
}

static void give_times(const sk_feed_event *e, sk_ical_out_event *o)
{
    o->all_day = e->start < 0;
    o->from = e->from;
    o->to = e->to;
    if (o->all_day) return;
    o->start = e->start;
    o->end = e->end;
    o->utc = sk_stockholm_odd_hour(e->from, e->start) || sk_stockholm_odd_hour(e->to, e->end);
    o->start_s = sk_stockholm_utc(e->from, e->start * 60);
    o->end_s = sk_stockholm_utc(e->to, e->end * 60);
    if (o->end_s <= o->start_s) o->end_s = o->start_s + 300;
}

static void give(const sk_feed_event *e, const char *uid, sk_ical_out_event *o)
{
    *o = (sk_ical_out_event){.uid = uid,
                             .summary = e->summary,
                             .category = e->category,
                             .description = e->description,
                             .location = e->location,
                             .lat_e5 = e->lat_e5,
                             .lon_e5 = e->lon_e5,
                             .opaque = e->opaque,
                             .cancelled = e->cancelled,
                             .sequence = e->sequence,
                             .modified = e->modified};
    give_times(e, o);
}

/* A name cut inside a letter loses it whole. */
static void mend_end(char name[NAME_LEN])
{
    size_t n = strlen(name);
    if (n < NAME_LEN - 1) return;
    while (n > 0 && ((unsigned char)name[n - 1] & 0xC0) == 0x80) n--;
    name[n > 0 ? n - 1 : 0] = '\0';
}

/* A place that is gone from the kommun has its name from its events. */
static void name_feed(const sk_kommun *k, sk_lang lang, const sk_feed_event *e, char out[NAME_LEN])
{
    const char *feed = e->feed, *id = strchr(feed, '/');
    if (!id) {
        snprintf(out, NAME_LEN, sk_text(lang, "Meal planning in %s"), k->name);
        return;
    }
    sk_ix kitchen = feed[0] == 'k' ? sk_find_kitchen(k, id + 1) : SK_NONE;
    sk_ix site = feed[0] == 's' ? sk_find_site(k, id + 1) : SK_NONE;
    const char *name = e->location[0] ? e->location : id + 1;
    if (kitchen >= 0) name = k->kitchen[kitchen].name;
    if (site >= 0) name = k->site[site].name;
    if (feed[0] == 's') snprintf(out, NAME_LEN, sk_text(lang, "Menu of %s"), name);
    else snprintf(out, NAME_LEN, "%.*s", NAME_LEN - 1, name);
}

sk_code sk_feed_write(const sk_kommun *k, sk_lang lang, sk_feed_event *first, size_t n, sk_buf *out,
                      sk_err *err)
{
    char name[NAME_LEN], relcal[65];
    sk_ical_out_event *ev = sk_calloc_n(n + 1, sizeof *ev);
    char(*uid)[SK_FEED_UID_LEN] = sk_calloc_n(n + 1, sizeof *uid);
    sk_code code = SK_E_NOMEM;
    if (ev && uid && n) {
        qsort(first, n, sizeof *first, by_start);
        for (size_t i = 0; i < n; i++) give(&first[i], sk_feed_uid(k, &first[i], uid[i]), &ev[i]);
        name_feed(k, lang, first, name);
        mend_end(name);
        sk_sha256_hex(first->feed, strlen(first->feed), relcal);
        relcal[32] = '\0';
        uint64_t paint = sk_hash(first->feed, strlen(first->feed), 0);
        const char *const *c = color[paint % (sizeof color / sizeof *color)];
        const sk_ical_out cal = {
            .name = name,
            .description = sk_text(
                lang, "Published plan made by storkok. Times may change: a plan and not an alarm."),
            .relcal = relcal,
            .prodid = lang == SK_LANG_SV ? "-//storkok//storkok//SV" : "-//storkok//storkok//EN",
            .color = c[0],
            .color_hex = c[1],
            .refresh_h = REFRESH_H};
        code = sk_ical_write(&cal, ev, n, out, err);
    } else sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_free(ev);
    sk_free(uid);
    return code;
}
