/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows become entries (bucket, key, values); entries are bucket-sorted, sorted by key within a
 * bucket (they nearly always are already), and the last of equal keys is kept. The same for the three
 * documents; only the meaning of bucket and key differs. */
#include "input/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/map.h"
#include "base/num.h"
#include "base/text.h"
#include "domain/history_priv.h"
#include "ext/csv.h"
#include "input/format.h"
#include "input/history_priv.h"
#include "input/renamed.h"
#include "input/waste.h"

enum { N_RULES = 12, MAX_COLS = 6, BASIS_BITS = 2 };

typedef struct entry {
    int64_t key;    /* order within the bucket */
    int32_t bucket; /* site's meal */
    int32_t line;
    int32_t a, b; /* count and how it was counted */
} entry;

typedef struct reader { /* of one document */
    const sk_kommun *k;
    sk_diags *diags;
    sk_doc_id doc;
    const sk_document *fmt;
    sk_map *sites;
    sk__scan scan;
    int col[MAX_COLS];     /* column of the file for each column of the format, -1 = none */
    int64_t seen[N_RULES]; /* doubtful rows by rule */
    int64_t renamed;       /* rows under an old name */
    entry *v;
    size_t n, cap;
    bool nomem;
    sk_input_file file;    /* of the document; name NULL = there is none */
    const char *last_date; /* of the row before, as many rows share it */
    sk_day last_day;
    bool other_form; /* it was written in another form than 2023-11-27 */
} reader;

typedef struct sorted { /* what a document gives */
    entry *v;
    size_t n;
    int *at; /* start of each bucket, n_buckets + 1 */
} sorted;

/* ---- doubtful rows ---- */

/* What is told of a row and still kept. */
static bool kept_anyway(int rule) { return rule == 11; }

/* Notes a doubtful row; rule 3 is told only as a sum. */
static void doubt(reader *r, int rule, int line, const char *found)
{
    char shown[128];
    sk_loc loc = {r->fmt->file, line, 1, NULL};
    if (++r->seen[rule] > SK_HISTORY_SHOWN) return;
    sk_clip(found, 30, shown, sizeof shown);
#define NOTE(id, text) sk_diag_add(r->diags, SK_SEV_NOTE, id, loc, NULL, SK_N(text), shown)
    switch (rule) {
    case 1:
        sk_diag_add(r->diags, SK_SEV_NOTE, "H001", loc,
                    SK_N("a unit with another name now can be told in history/renamed.csv"),
                    SK_N("\"%s\" is no known place or word; the row was set aside"), shown);
        break;
    case 2: NOTE("H002", "\"%s\" is no date; the row was set aside"); break;
    case 4: NOTE("H004", "\"%s\" is not a whole number of 0 or more; the row was set aside"); break;
    case 5:
        NOTE("H005",
             "%s are more eaters than the site's places and a tenth; the row was set aside");
        break;
    case 6: NOTE("H006", "line %s counts the same day again; this row was set aside"); break;
    case 7:
        NOTE("H007", "the row has too many fields or an open quote (%s); it was set aside");
        break;
    case 11: NOTE("H011", "\"%s\" is a date in another form; it was read day first"); break;
    default: break;
    }
#undef NOTE
}

static int64_t tell_counts(reader *r)
{
    char id[16];
    int64_t sum = 0;
    for (int i = 1; i < N_RULES; i++) {
        sum += kept_anyway(i) ? 0 : r->seen[i];
        if (r->seen[i] <= SK_HISTORY_SHOWN && i != 3) continue;
        if (r->seen[i] == 0) continue;
        snprintf(id, sizeof id, "H%03d", i);
        sk_diag_add(r->diags, SK_SEV_NOTE, id, (sk_loc){r->fmt->file, 0, 0, NULL}, NULL,
                    i == 3 ? SK_N("%lld rows are later than the as-of date and are not visible")
                    : kept_anyway(i) ? SK_N("%lld rows are doubtful by this rule, and kept")
                                     : SK_N("%lld rows were set aside by this rule"),
                    (long long)r->seen[i]);
    }
    sk__renamed_tell(r->diags, r->fmt->file, r->renamed);
    return sum;
}

/* ---- fields ---- */

static const char *cell(const reader *r, int c)
{
    int i = r->col[c];
    return i >= 0 && i < r->scan.n ? r->scan.field[i] : "";
}

static bool date(reader *r, int c, sk_day *day)
{
    const char *s = cell(r, c);
    if (!r->last_date || strcmp(r->last_date, s) != 0) {
        r->last_date = NULL;
        if (!sk__day_lenient(s, &r->last_day, &r->other_form)) {
            doubt(r, 2, r->scan.line, s);
            return false;
        }
        r->last_date = s; /* the text stays as long as the reader */
    }
    *day = r->last_day;
    bool seen = *day <= r->k->as_of;
    if (!seen) doubt(r, 3, r->scan.line, s);
    else if (r->other_form) doubt(r, 11, r->scan.line, s);
    return seen;
}

static bool word(reader *r, int c, int *value)
{
    const char *s = cell(r, c);
    *value = s[0] ? sk_word_find(r->fmt->col[c].words, s) : (int)r->fmt->col[c].def;
    if (*value >= 0 && (s[0] || !(r->fmt->col[c].flags & SK_REQ))) return true;
    doubt(r, 1, r->scan.line, s);
    return false;
}

static bool count(reader *r, int c, char point, int32_t *value)
{
    const char *s = cell(r, c);
    int64_t v = 0;
    bool empty_ok = !s[0] && !(r->fmt->col[c].flags & SK_REQ);
    if (!empty_ok && (!sk_dec_parse(s, point, 0, &v) || v < 0 || v > r->fmt->col[c].hi)) {
        doubt(r, 4, r->scan.line, s);
        return false;
    }
    *value = (int32_t)v;
    return true;
}

static bool place(reader *r, int c, int *value)
{
    const char *s = cell(r, c);
    *value = sk__renamed_get(r->sites, s, r->k->n_sites, &r->renamed);
    if (*value != SK_NONE) return true;
    doubt(r, 1, r->scan.line, s);
    return false;
}

static bool too_many(reader *r, int site, int32_t eaters, int c)
{
    int places = r->k->site[site].places;
    if (places == 0 || (int64_t)eaters * 10 <= (int64_t)places * 11) return false;
    doubt(r, 5, r->scan.line, cell(r, c));
    return true;
}

/* ---- rows ---- */

static bool read_attendance(reader *r, entry *e, char point)
{
    sk_day day;
    int site, meal, basis, ran_out;
    if (!date(r, 0, &day) || !place(r, 1, &site) || !word(r, 2, &meal) ||
        !count(r, 3, point, &e->a) || !word(r, 4, &basis) || !word(r, 5, &ran_out))
        return false;
    if (basis <= SK_BASIS_PLATES && too_many(r, site, e->a, 3)) return false;
    e->bucket = site * SK_N_MEALS + meal;
    e->key = (int64_t)day * 4 + (SK_BASIS_ENROLLED - basis);
    e->b = basis + (ran_out << BASIS_BITS);
    return true;
}

static bool read_order(reader *r, entry *e, char point)
{
    sk_day day;
    int site, meal;
    if (!date(r, 0, &day) || !place(r, 1, &site) || !word(r, 2, &meal) ||
        !count(r, 3, point, &e->a))
        return false;
    e->bucket = site * SK_N_MEALS + meal;
    e->key = (int64_t)day * 4;
    e->b = SK_BASIS_ORDERS;
    return true;
}

static void read_rows(reader *r, int n_cols, char point)
{
    while (!r->nomem && sk__scan_row(&r->scan)) {
        entry e = {0, 0, r->scan.line, 0, 0};
        if (r->scan.open_quote || r->scan.n > n_cols) {
            doubt(r, 7, r->scan.line, r->scan.field[0]);
            continue;
        }
        bool ok =
            r->doc == SK_DOC_ATTENDANCE ? read_attendance(r, &e, point) : read_order(r, &e, point);
        if (!ok) continue;
        r->nomem = !SK_GROW(r->v, r->n, r->cap);
        if (!r->nomem) r->v[r->n++] = e;
    }
}

/* ---- header ---- */

/* End of the header: its line, and the line before it when that is Excel's "sep=;". */
static size_t header_end(const char *s, size_t n, int *lines)
{
    size_t bom = n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, at = bom;
    int want = n >= bom + 4 && strncasecmp(s + bom, "sep=", 4) == 0 ? 2 : 1;
    for (*lines = 0; at < n && *lines < want; ++*lines) {
        while (at < n && s[at] != '\n' && s[at] != '\r') at++;
        if (at < n && s[at] == '\r' && at + 1 < n && s[at + 1] == '\n') at++;
        if (at < n) at++;
    }
    return at;
}

static int column_of(const sk_csv *t, const sk_column *c)
{
    for (int i = 0; i < t->n_cols; i++)
        if (strcasecmp(t->head.field[i], c->sv) == 0 || strcasecmp(t->head.field[i], c->en) == 0)
            return i;
    return -1;
}

/* False: a required column is missing, or there are too many. */
static bool match_header(reader *r, const sk_csv *t)
{
    bool ok = true, en = sk_diags_lang(r->diags) == SK_LANG_EN;
    for (int c = 0; c < r->fmt->n_cols; c++) {
        const sk_column *col = &r->fmt->col[c];
        r->col[c] = column_of(t, col);
        if (r->col[c] < SK__SCAN_COLS && (r->col[c] >= 0 || !(col->flags & SK_REQ))) continue;
        ok = false;
        sk_diag_add(r->diags, SK_SEV_ERROR, "R001", (sk_loc){r->fmt->file, t->head.line, 1, NULL},
                    NULL, SK_N("the column \"%s\" is missing"), en ? col->en : col->sv);
    }
    return ok;
}

static sk_code read_text(reader *r, char *text, size_t n)
{
    sk_csv head;
    int lines;
    sk_arena *arena = sk_arena_new();
    if (!arena) return SK_E_NOMEM;
    size_t at = header_end(text, n, &lines);
    sk_code code = sk_csv_parse(r->fmt->file, text, at, arena, &head, r->diags);
    if (code == SK_OK && !match_header(r, &head)) code = SK_E_INPUT;
    if (code == SK_OK) {
        sk__scan_init(&r->scan, text + at, text + n, head.sep, lines + 1);
        read_rows(r, head.n_cols, head.point);
    }
    sk_arena_free(arena);
    return r->nomem ? SK_E_NOMEM : code;
}

/* ---- sorting ---- */

static int by_key(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static void sort_bucket(entry *v, int n)
{
    for (int i = 1; i < n; i++)
        if (v[i].key < v[i - 1].key) {
            qsort(v, (size_t)n, sizeof *v, by_key);
            return;
        }
}

/* Moves the entries into buckets; false when out of memory. */
static bool into_buckets(reader *r, int n_buckets, sorted *o)
{
    o->at = sk_calloc_n((size_t)n_buckets + 2, sizeof *o->at);
    o->v = sk_calloc_n(r->n + 1, sizeof *o->v);
    if (!o->at || !o->v) return false;
    int *next = o->at + 1; /* next[b] becomes the end of bucket b as its entries arrive */
    for (size_t i = 0; i < r->n; i++) next[r->v[i].bucket + 1]++;
    for (int b = 0; b < n_buckets; b++) next[b + 1] += next[b];
    for (size_t i = 0; i < r->n; i++) o->v[next[r->v[i].bucket]++] = r->v[i];
    o->n = r->n;
    return true;
}

/* Keeps the last of the entries of the same day. */
static void keep_last(reader *r, int n_buckets, sorted *o)
{
    size_t to = 0;
    for (int b = 0; b < n_buckets; b++) {
        int first = o->at[b], end = o->at[b + 1];
        sort_bucket(o->v + first, end - first);
        o->at[b] = (int)to;
        for (int i = first; i < end; i++) {
            const entry *e = &o->v[i];
            if (i + 1 < end && e[1].key >> BASIS_BITS == e->key >> BASIS_BITS) {
                char line[16];
                snprintf(line, sizeof line, "%d", e[1].line);
                if (e[1].key == e->key) doubt(r, 6, e->line, line);
                continue;
            }
            o->v[to++] = *e;
        }
    }
    o->at[n_buckets] = (int)to;
    o->n = to;
}

static sk_code read_document(const char *dir, reader *r, int n_buckets, sorted *o)
{
    char path[4096];
    sk_buf raw = SK_BUF_INIT, text = SK_BUF_INIT;
    sk_err err;
    sk_err_init(&err, sk_diags_lang(r->diags));
    r->fmt = sk_documents[r->doc];
    snprintf(path, sizeof path, "%s/%s", dir, r->fmt->file);
    sk_code code = SK_OK;
    if (sk_file_exists(path)) {
        code = sk_file_read(path, 0, &raw, &err);
        if (code && code != SK_E_NOMEM)
            sk_diag_add(r->diags, SK_SEV_ERROR, "R021", (sk_loc){r->fmt->file, 0, 0, NULL}, NULL,
                        SK_N("the document cannot be read: %s"), err.text);
        r->file = (sk_input_file){.name = r->fmt->file, .bytes = raw.len};
        if (!code) sk_sha256_hex(sk_buf_str(&raw), raw.len, r->file.sha256);
        bool utf8 = code || sk_utf8_valid(sk_buf_str(&raw), raw.len);
        if (!utf8) sk_to_utf8(raw.data, raw.len, &text);
        sk_buf *b = utf8 ? &raw : &text;
        if (!code && !sk_buf_ok(b)) code = SK_E_NOMEM;
        if (!code && b->len > 0) code = read_text(r, b->data, b->len);
    }
    sk_buf_free(&raw);
    sk_buf_free(&text);
    if (!code && !into_buckets(r, n_buckets, o)) code = SK_E_NOMEM;
    if (!code) keep_last(r, n_buckets, o);
    return code;
}

/* ---- the two documents ---- */

static bool to_counts(const sorted *o, const sk_kommun *k, sk_count **v, int **at)
{
    *v = sk_calloc_n(o->n + 1, sizeof **v);
    if (!*v) return false;
    for (int b = 0; b < k->n_sites * SK_N_MEALS; b++)
        for (int i = o->at[b]; i < o->at[b + 1]; i++)
            (*v)[i] = (sk_count){(sk_day)(o->v[i].key >> BASIS_BITS),
                                 b / SK_N_MEALS,
                                 o->v[i].a,
                                 (uint8_t)(b % SK_N_MEALS),
                                 (uint8_t)(o->v[i].b & ((1 << BASIS_BITS) - 1)),
                                 o->v[i].b >> BASIS_BITS != 0};
    *at = o->at;
    return true;
}

static sk_code load_one(const char *dir, reader base, sk_doc_id doc, sk_history *h)
{
    reader r = base;
    sorted o = {NULL, 0, NULL};
    r.doc = doc;
    sk_code code = read_document(dir, &r, h->n_sites * SK_N_MEALS, &o);
    bool ok = code == SK_OK;
    if (ok && doc == SK_DOC_ORDERS) ok = to_counts(&o, r.k, &h->orders, &h->orders_at);
    else if (ok) ok = to_counts(&o, r.k, &h->attendance, &h->attendance_at);
    if (!ok) sk_free(o.at);
    else if (r.file.name) h->file[h->n_files++] = r.file;
    h->n_rows += (int64_t)o.n;
    h->n_set_aside += tell_counts(&r);
    sk_free(o.v);
    sk_free(r.v);
    return code == SK_OK && !ok ? SK_E_NOMEM : code;
}

static bool put_ids(sk_map *m, const void *base, int n, size_t size)
{
    for (int i = 0; i < n; i++) {
        const char *id;
        memcpy(&id, (const char *)base + (size_t)i * size, sizeof id);
        if (sk_map_put(m, id, i) == -2) return false;
    }
    return true;
}

static sk_code load_all(const char *dir, reader *base, const sk_annex *old, sk_history *h)
{
    const sk_kommun *k = base->k;
    sk_code worst = SK_OK;
    if (!base->sites || !h || !put_ids(base->sites, k->site, k->n_sites, sizeof *k->site) ||
        !sk__renamed_put(old, SK_RENAMED_SITE, k->n_sites, base->sites))
        return SK_E_NOMEM;
    h->n_sites = k->n_sites;
    if (old) h->file[h->n_files++] = sk__renamed_file(old);
    for (int doc = SK_DOC_ATTENDANCE; doc <= SK_DOC_ORDERS && worst != SK_E_NOMEM; doc++) {
        sk_code code = load_one(dir, *base, (sk_doc_id)doc, h);
        worst = code ? code : worst;
    }
    return worst;
}

sk_code sk_history_load(const char *dir, const sk_kommun *k, sk_history **out, sk_diags *diags,
                        sk_err *err)
{
    reader base = {.k = k, .diags = diags};
    sk_annex *old = NULL;
    base.sites = sk_map_new((size_t)k->n_sites);
    sk_history *h = sk_alloc(sizeof *h);
    sk_code code = sk__renamed_load(dir, k, &old, diags);
    if (!code) code = load_all(dir, &base, old, h);
    sk_map_free(base.sites);
    sk_annex_free(old);
    *out = code ? NULL : h;
    if (code) sk_history_free(h);
    sk_diags_sort(diags);
    if (code == SK_E_NOMEM) return sk_err_set(err, code, SK_N("out of memory"));
    return code ? sk_err_set(err, code, SK_N("the history could not be read")) : SK_OK;
}
