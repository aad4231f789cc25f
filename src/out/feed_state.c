/* SPDX-License-Identifier: GPL-3.0-or-later */
/* state.json: every event as last published. Its loss costs LAST-MODIFIED and cancellations, never a
 * lower SEQUENCE. */
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "ext/json.h"
#include "out/feed_priv.h"

static const char FORMAT[] = "storkok-feed-state";
enum { VERSION = 1 };

static void content_hash(const sk_feed_event *e, char out[17])
{
    uint64_t h = 0;
    const char *const s[] = {e->summary, e->category, e->description, e->location};
    const int64_t n[] = {e->from,   e->to,     e->start,  e->end,
                         e->lat_e5, e->lon_e5, e->opaque, e->cancelled};
    for (size_t i = 0; i < sizeof s / sizeof *s; i++) h = sk_hash(s[i], strlen(s[i]) + 1, h);
    h = sk_hash(n, sizeof n, h);
    snprintf(out, 17, "%016llx", (unsigned long long)h);
}

static void write_event(sk_jw *w, const sk_feed_event *e)
{
    char date[SK_DATE_LEN], hash[17], week[16];
    content_hash(e, hash);
    snprintf(week, sizeof week, "%04d-W%02d", e->week.year % 10000, e->week.week % 100);
    sk_jw_inline(w);
    sk_jw_obj(w, NULL);
    sk_jw_str(w, "feed", e->feed);
    sk_jw_str(w, "key", e->key);
    sk_jw_str(w, "week", e->week.year ? week : NULL);
    sk_jw_int(w, "sequence", e->sequence);
    sk_jw_int(w, "modified", e->modified);
    sk_jw_str(w, "hash", hash);
    sk_jw_bool(w, "cancelled", e->cancelled);
    sk_jw_bool(w, "opaque", e->opaque);
    sk_jw_str(w, "from", sk_day_str(e->from, date));
    sk_jw_int(w, "start", e->start);
    sk_jw_str(w, "to", sk_day_str(e->to, date));
    sk_jw_int(w, "end", e->end);
    sk_jw_str(w, "summary", e->summary);
    sk_jw_str(w, "category", e->category);
    sk_jw_str(w, "description", e->description);
    sk_jw_str(w, "location", e->location);
    sk_jw_int(w, "lat_e5", e->lat_e5);
    sk_jw_int(w, "lon_e5", e->lon_e5);
    sk_jw_obj_end(w);
}

void sk_feed_state_write(const sk_feed_list *l, sk_buf *out)
{
    sk_jw w;
    sk_jw_init(&w, out, false);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "format", FORMAT);
    sk_jw_int(&w, "version", VERSION);
    sk_jw_arr(&w, "events");
    for (size_t i = 0; i < l->n; i++) write_event(&w, &l->ev[i]);
    sk_jw_arr_end(&w);
    sk_jw_obj_end(&w);
}

/* ---- reading ---- */

typedef struct reader {
    sk_json_doc *doc;
    sk_feed_list *out;
    sk_err *err;
    size_t row;
    sk_code code;
} reader;

static void bad(reader *r, const char *path)
{
    if (r->code != SK_OK) return;
    sk_loc loc = sk_json_loc(r->doc, path);
    r->code = sk_err_set(r->err, SK_E_INPUT, "the state of the feeds cannot be read");
    sk_err_hint(r->err, "remove the file: the feeds are made anew and SEQUENCE goes on rising");
    if (!r->err || r->err->file[0]) return;
    snprintf(r->err->file, sizeof r->err->file, "%s", loc.file ? loc.file : "");
    snprintf(r->err->path, sizeof r->err->path, "%s", path);
    r->err->line = loc.line;
    r->err->col = loc.col;
}

static const sk_jval *member(reader *r, const sk_jval *o, const char *key, sk_jtype type)
{
    char path[96];
    const sk_jval *v = sk_jval_type(o) == SK_J_OBJECT ? sk_jval_get(o, key) : NULL;
    if (v && sk_jval_type(v) == type) return v;
    snprintf(path, sizeof path, "$.events[%zu]%s%s", r->row, v ? "." : "", v ? key : "");
    bad(r, path);
    return NULL;
}

static const char *text(reader *r, const sk_jval *o, const char *key)
{
    const sk_jval *v = member(r, o, key, SK_J_STR);
    const char *s = v ? sk_arena_strdup(r->out->arena, sk_jval_str(v)) : "";
    if (!s) r->out->failed = true;
    return s ? s : "";
}

static int64_t number(reader *r, const sk_jval *o, const char *key, int64_t lo, int64_t hi)
{
    char path[96];
    const sk_jval *v = member(r, o, key, SK_J_INT);
    int64_t n = v ? sk_jval_int(v) : lo;
    snprintf(path, sizeof path, "$.events[%zu].%s", r->row, key);
    if (n < lo || n > hi) bad(r, path);
    return n;
}

static bool truth(reader *r, const sk_jval *o, const char *key)
{
    const sk_jval *v = member(r, o, key, SK_J_BOOL);
    return v && sk_jval_bool(v);
}

static sk_day day(reader *r, const sk_jval *o, const char *key)
{
    char path[96];
    sk_day d = 0;
    const sk_jval *v = member(r, o, key, SK_J_STR);
    snprintf(path, sizeof path, "$.events[%zu].%s", r->row, key);
    if (v && !sk_day_parse(sk_jval_str(v), &d)) bad(r, path);
    return d;
}

/* Null or absent: of no plan. */
static sk_week week(reader *r, const sk_jval *o)
{
    char path[96];
    sk_week w = {0, 0};
    const sk_jval *v = sk_jval_type(o) == SK_J_OBJECT ? sk_jval_get(o, "week") : NULL;
    if (!v || sk_jval_type(v) == SK_J_NULL) return w;
    snprintf(path, sizeof path, "$.events[%zu].week", r->row);
    if (sk_jval_type(v) != SK_J_STR || !sk_week_parse(sk_jval_str(v), &w)) bad(r, path);
    return w;
}

static sk_feed_kind kind(reader *r, const char *key)
{
    char path[96];
    for (int i = 0; i < SK_N_FEED_KINDS; i++) {
        size_t n = strlen(sk__feed_kind_word[i]);
        if (strncmp(key, sk__feed_kind_word[i], n) == 0 && key[n] == '|') return (sk_feed_kind)i;
    }
    snprintf(path, sizeof path, "$.events[%zu].key", r->row);
    bad(r, path);
    return SK_FEED_NONE;
}

/* An end before the start, or a clock at one end alone. */
static void check_span(reader *r, const sk_feed_event *e)
{
    char path[96];
    bool clock = e->start >= 0;
    snprintf(path, sizeof path, "$.events[%zu].end", r->row);
    if (clock != (e->end >= 0) || e->to < e->from ||
        (clock && e->to == e->from && e->end <= e->start))
        bad(r, path);
}

static void read_event(reader *r, const sk_jval *o)
{
    sk_feed_list *l = r->out;
    sk_feed_event e = {.feed = text(r, o, "feed"), .key = text(r, o, "key")};
    if (r->code == SK_OK) e.kind = kind(r, e.key);
    e.week = week(r, o);
    e.sequence = (int32_t)number(r, o, "sequence", 0, INT32_MAX - 1);
    e.modified = number(r, o, "modified", 0, INT64_C(7289654400)); /* 2200-12-31 */
    e.cancelled = truth(r, o, "cancelled");
    e.opaque = truth(r, o, "opaque");
    e.from = day(r, o, "from");
    e.to = day(r, o, "to");
    e.start = (sk_min)number(r, o, "start", -1, 1439);
    e.end = (sk_min)number(r, o, "end", -1, 1439);
    if (r->code == SK_OK) check_span(r, &e);
    e.summary = text(r, o, "summary");
    e.category = text(r, o, "category");
    e.description = text(r, o, "description");
    e.location = text(r, o, "location");
    e.lat_e5 = (int32_t)number(r, o, "lat_e5", -9000000, 9000000);
    e.lon_e5 = (int32_t)number(r, o, "lon_e5", -18000000, 18000000);
    if (!SK_GROW(l->ev, l->n, l->cap)) l->failed = true;
    else l->ev[l->n++] = e;
}

sk_code sk_feed_state_read(const char *name, const char *text_in, size_t n, sk_feed_list *out,
                           sk_err *err)
{
    reader r = {.out = out, .err = err};
    r.code = sk_json_parse(name, text_in, n, err ? err->lang : SK_LANG_SV, &r.doc, err);
    if (r.code != SK_OK) return r.code;
    const sk_jval *top = sk_json_root(r.doc);
    bool object = sk_jval_type(top) == SK_J_OBJECT;
    const sk_jval *f = object ? sk_jval_get(top, "format") : NULL;
    const sk_jval *v = object ? sk_jval_get(top, "version") : NULL;
    const sk_jval *list = object ? sk_jval_get(top, "events") : NULL;
    if (!f || sk_jval_type(f) != SK_J_STR || strcmp(sk_jval_str(f), FORMAT) != 0) bad(&r, "$");
    if (!v || sk_jval_type(v) != SK_J_INT || sk_jval_int(v) != VERSION) bad(&r, "$.version");
    if (!list || sk_jval_type(list) != SK_J_ARRAY) bad(&r, "$.events");
    size_t rows = r.code == SK_OK ? sk_jval_len(list) : 0;
    for (r.row = 0; r.row < rows && r.code == SK_OK; r.row++)
        read_event(&r, sk_jval_at(list, r.row));
    sk_json_free(r.doc);
    if (r.code == SK_OK && out->failed) r.code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (r.code == SK_OK) sk_feed_sort(out);
    return r.code;
}
