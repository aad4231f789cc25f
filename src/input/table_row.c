/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a document to sorted records, with duplicate keys found on the way. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "input/input.h"

typedef struct entry { /* a record on its way to its place */
    int64_t key[SK_MAX_KEY];
    int row;
    bool bad;
    char *rec;
} entry;

static int by_key(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    for (int i = 0; i < SK_MAX_KEY; i++)
        if (x->key[i] != y->key[i]) return x->key[i] < y->key[i] ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static int64_t load(const sk_column *c, const char *rec)
{
    int8_t v8;
    int16_t v16;
    int32_t v32;
    int64_t v64;
    switch (c->size) {
    case 1: memcpy(&v8, rec + c->off, 1); return v8;
    case 2: memcpy(&v16, rec + c->off, 2); return v16;
    case 4: memcpy(&v32, rec + c->off, 4); return v32;
    default: memcpy(&v64, rec + c->off, 8); return v64;
    }
}

static void fill_key(const sk__table *t, entry *e)
{
    const sk_document *d = t->fmt;
    if (d->key[0] < 0) e->key[0] = t->rank[e->row];
    for (int i = 0; i < SK_MAX_KEY && d->key[i] >= 0; i++) {
        const sk_column *c = &d->col[d->key[i]];
        e->key[i] = c->type == SK_COL_ID ? t->rank[e->row] : load(c, e->rec);
    }
}

static int column_named(const sk_document *d, const char *en)
{
    for (int c = 0; c < d->n_cols; c++)
        if (strcmp(d->col[c].en, en) == 0) return c;
    return -1;
}

/* A period that ends before it starts; the columns are called the same in every document. */
static void check_period(sk__in *in, sk__table *t, entry *e, int from, int to)
{
    char a[SK_DATE_LEN], b[SK_DATE_LEN];
    if (e->bad || from < 0 || to < 0 || t->fmt->col[to].type != SK_COL_DATE) return;
    int64_t first = load(&t->fmt->col[from], e->rec), last = load(&t->fmt->col[to], e->rec);
    if (first <= last) return;
    sk__fault(in, t);
    e->bad = true;
    sk_diag_add(in->diags, SK_SEV_ERROR, "R030", sk_csv_loc(&t->csv, (size_t)e->row, t->col[to]),
                NULL, SK_N("the period ends on %s, before it starts on %s"),
                sk_day_str((sk_day)last, a), sk_day_str((sk_day)first, b));
}

static void check_unique(sk__in *in, sk__table *t, const entry *a, entry *b)
{
    if (t->fmt->n_unique == 0 || a->bad || b->bad) return;
    for (int i = 0; i < t->fmt->n_unique; i++)
        if (a->key[i] != b->key[i]) return;
    sk__fault(in, t);
    b->bad = true;
    sk_diag_add(in->diags, SK_SEV_ERROR, "R009",
                sk_csv_loc(&t->csv, (size_t)b->row, t->col[t->fmt->key[0]]), NULL,
                SK_N("the same key is already on line %d"), t->csv.row[a->row].line);
}

/* Hands the sorted records over to the table and the kommun. */
static bool place(sk__in *in, sk__table *t, const entry *e, int n)
{
    const sk_document *d = t->fmt;
    size_t count = (size_t)n + 1; /* never an empty allocation */
    t->rec = sk_arena_calloc(d->array ? in->keep : in->tmp, count, d->rec_size);
    t->row = sk_arena_calloc(in->tmp, count, sizeof *t->row);
    t->bad = sk_arena_calloc(in->tmp, count, sizeof *t->bad);
    if (t->rank && d->key[0] >= 0) t->place = sk_arena_calloc(in->tmp, count, sizeof *t->place);
    if (!t->rec || !t->row || !t->bad || (t->rank && d->key[0] >= 0 && !t->place)) return false;
    for (int i = 0; i < n; i++) {
        memcpy(t->rec + (size_t)i * d->rec_size, e[i].rec, d->rec_size);
        t->row[i] = e[i].row;
        t->bad[i] = e[i].bad;
        if (t->place) t->place[t->rank[e[i].row]] = i;
    }
    t->n = n;
    if (d->array) {
        memcpy((char *)in->k + d->array, &t->rec, sizeof t->rec);
        memcpy((char *)in->k + d->count, &n, sizeof n);
    }
    return true;
}

void sk__table_read(sk__in *in, sk_doc_id doc)
{
    sk__table *t = &in->t[doc];
    size_t n = t->present ? t->csv.n_rows : 0;
    entry *e = sk_arena_calloc(in->tmp, n + 1, sizeof *e);
    char *rec = sk_arena_calloc(in->tmp, n + 1, t->fmt->rec_size);
    in->nomem |= !e || !rec;
    const char *const names[] = {"from", "to", "opens", "closes"};
    int when[4];
    for (int i = 0; i < 4; i++) when[i] = column_named(t->fmt, names[i]);
    for (size_t i = 0; i < n && !in->nomem; i++) {
        e[i].row = (int)i;
        e[i].rec = rec + i * t->fmt->rec_size;
        for (int c = 0; c < t->fmt->n_cols; c++) e[i].bad |= !sk__cell(in, t, (int)i, c, e[i].rec);
        check_period(in, t, &e[i], when[0], when[1]);
        check_period(in, t, &e[i], when[2], when[3]);
        fill_key(t, &e[i]);
    }
    if (in->nomem) return;
    qsort(e, n, sizeof *e, by_key);
    for (size_t i = 1; i < n; i++) check_unique(in, t, &e[i - 1], &e[i]);
    in->nomem |= !place(in, t, e, (int)n);
}
