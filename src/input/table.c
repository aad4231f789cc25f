/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents: opening, header, ids, references. The rows are read in table_row.c. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/nearest.h"
#include "base/text.h"
#include "input/input.h"

static sk_ix header_find(const sk_csv *t, const sk_column *c)
{
    for (int i = 0; i < t->n_cols; i++)
        if (strcasecmp(t->head.field[i], c->sv) == 0 || strcasecmp(t->head.field[i], c->en) == 0)
            return i;
    return SK_NONE;
}

static sk_loc header_loc(const sk__table *t, sk_ix col)
{
    return (sk_loc){t->fmt->file, t->csv.head.line, col == SK_NONE ? 1 : t->csv.head.col[col],
                    NULL};
}

static void unknown_column(sk__in *in, const sk__table *t, sk_ix i)
{
    char shown[128];
    sk__near near = {NULL, 0};
    const char *name = t->csv.head.field[i];
    sk_clip(name, 30, shown, sizeof shown);
    for (int c = 0; c < t->fmt->n_cols; c++) {
        if (t->col[c] != SK_NONE) continue;
        sk__near_try(&near, name, t->fmt->col[c].sv);
        sk__near_try(&near, name, t->fmt->col[c].en);
    }
    if (near.word)
        sk_diag_add(in->diags, SK_SEV_WARNING, "R002", header_loc(t, i), NULL,
                    SK_N("the column \"%s\" is not known and was not read; did you mean \"%s\"?"),
                    shown, near.word);
    else
        sk_diag_add(in->diags, SK_SEV_WARNING, "R002", header_loc(t, i), NULL,
                    SK_N("the column \"%s\" is not known and was not read"), shown);
}

/* Which CSV column holds which column of the format. */
static void match_header(sk__in *in, sk__table *t)
{
    bool used[SK_CSV_MAX_COLS] = {false};
    bool en = sk_diags_lang(in->diags) == SK_LANG_EN;
    for (int c = 0; c < t->fmt->n_cols; c++) {
        t->col[c] = header_find(&t->csv, &t->fmt->col[c]);
        if (t->col[c] != SK_NONE) used[t->col[c]] = true;
    }
    for (int i = 0; i < t->csv.n_cols; i++)
        if (!used[i] && t->csv.head.field[i][0]) unknown_column(in, t, i);
    for (int c = 0; c < t->fmt->n_cols; c++) {
        const sk_column *col = &t->fmt->col[c];
        if (t->col[c] != SK_NONE || !(col->flags & SK_REQ)) continue;
        sk__fault(in, t);
        sk_diag_add(in->diags, SK_SEV_ERROR, "R001", header_loc(t, SK_NONE), NULL,
                    SK_N("the column \"%s\" is missing"), en ? col->en : col->sv);
    }
}

static bool has_ids(const sk_document *d) { return d->col[0].type == SK_COL_ID; }

typedef struct id_row {
    const char *id;
    int row;
} id_row;

static int by_id(const void *a, const void *b)
{
    const id_row *x = a, *y = b;
    int c = strcmp(x->id, y->id);
    return c ? c : (x->row > y->row) - (x->row < y->row);
}

/* The id is on two rows: the later one is wrong and names the first. */
static void duplicate_id(sk__in *in, sk__table *t, const id_row *first, const id_row *again)
{
    char shown[128];
    sk__fault(in, t);
    sk_diag_add(in->diags, SK_SEV_ERROR, "R009", sk_csv_loc(&t->csv, (size_t)again->row, t->col[0]),
                NULL, SK_N("the id \"%s\" is already on line %d"),
                sk_clip(first->id, 30, shown, sizeof shown), t->csv.row[first->row].line);
}

static bool rank_ids(sk__in *in, sk__table *t)
{
    size_t n = t->csv.n_rows;
    id_row *v = sk_arena_calloc(in->tmp, n + 1, sizeof *v);
    t->id = sk_arena_calloc(in->tmp, n + 1, sizeof *t->id);
    t->rank = sk_arena_calloc(in->tmp, n + 1, sizeof *t->rank);
    t->ids = sk_map_new(n);
    if (!v || !t->id || !t->rank || !t->ids) return false;
    for (size_t i = 0; i < n; i++) {
        v[i] = (id_row){t->csv.row[i].field[t->col[0]], (int)i};
        t->whole &= v[i].id[0] != 0;
        sk__id_check(in, t, (int)i, 0);
    }
    qsort(v, n, sizeof *v, by_id);
    for (size_t i = 0, first = 0; i < n; i++) {
        t->rank[v[i].row] = (int)i;
        t->id[i] = v[i].id;
        if (strcmp(v[i].id, v[first].id) != 0) first = i;
        else if (i > first && v[i].id[0]) duplicate_id(in, t, &v[first], &v[i]);
        if (v[i].id[0] && sk_map_put(t->ids, v[i].id, (sk_ix)i) == -2) return false;
    }
    return true;
}

void sk__table_open(sk__in *in, sk_doc_id doc)
{
    sk__table *t = &in->t[doc];
    t->fmt = sk_documents[doc];
    sk_buf text = SK_BUF_INIT;
    bool found;
    size_t before = sk_diags_count(in->diags, SK_SEV_ERROR);
    sk_code code = sk__in_file(in, t->fmt->file, t->fmt->required, &text, &found);
    if (code == SK_OK && found)
        code = sk_csv_parse(t->fmt->file, sk_buf_str(&text), text.len, in->tmp, &t->csv, in->diags);
    sk_buf_free(&text);
    in->nomem |= code == SK_E_NOMEM;
    t->n_faults = sk_diags_count(in->diags, SK_SEV_ERROR) - before;
    t->whole = code == SK_OK && t->n_faults == 0;
    if (code || in->nomem || !found) {
        t->csv.n_rows = 0;
        return;
    }
    match_header(in, t);
    t->present = !has_ids(t->fmt) || t->col[0] != SK_NONE;
    t->whole &= t->present;
    if (has_ids(t->fmt) && t->present) in->nomem |= !rank_ids(in, t);
}

void sk__table_free(sk__table *t)
{
    sk_map_free(t->ids);
    t->ids = NULL;
}

sk_ix sk__table_find(const sk__in *in, sk_doc_id doc, const char *id)
{
    const sk__table *t = &in->t[doc];
    sk_ix rank = t->ids ? sk_map_get(t->ids, id) : SK_NONE;
    return rank == SK_NONE || !t->place ? rank : t->place[rank];
}

const char *sk__nearest_id(sk__in *in, sk_doc_id doc, const char *s)
{
    const sk__table *t = &in->t[doc];
    sk__near near = {NULL, 0};
    if (!t->ids || in->suggestions-- <= 0) return NULL;
    for (size_t i = 0; i < t->csv.n_rows; i++) sk__near_try(&near, s, t->id[i]);
    return near.word;
}

sk_loc sk__at(const sk__in *in, sk_doc_id doc, int i, const char *column)
{
    const sk__table *t = &in->t[doc];
    for (int c = 0; column && c < t->fmt->n_cols; c++)
        if (strcmp(t->fmt->col[c].sv, column) == 0 && t->col[c] != SK_NONE)
            return sk_csv_loc(&t->csv, (size_t)t->row[i], t->col[c]);
    return (sk_loc){t->fmt->file, t->csv.row[t->row[i]].line, 1, NULL};
}

bool sk__bad(const sk__in *in, sk_doc_id doc, int i) { return in->t[doc].bad[i]; }

bool sk__clean(const sk__in *in, uint64_t docs)
{
    for (int d = 0; d < SK_N_DOCS; d++)
        if (docs >> d & 1 && (in->t[d].n_faults || !in->t[d].whole)) return false;
    return true;
}
