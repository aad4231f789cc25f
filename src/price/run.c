/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of the steps, and the two directions of the trace. */
#include "price/case_priv.h"

#include "base/num.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const sk_price_src sk__price_nowhere = {NULL, 0};

void sk__price_bad(price_run *p, const char *rule, sk_price_src src, const char *fmt, ...)
{
    char text[512];
    va_list ap;
    p->bad = true;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, sk_text(sk_diags_lang(p->diags), fmt), ap);
    va_end(ap);
    sk_diag_add(p->diags, SK_SEV_ERROR, rule, (sk_loc){src.file ? src.file : "", src.line, 0, NULL},
                NULL, "%s", text);
}

void *sk__price_array(price_run *p, size_t n, size_t size)
{
    void *v = sk_arena_calloc(p->r->arena, n, size);
    if (!v) p->no_memory = true;
    return v;
}

/* ---- indexes for the traces ---- */

typedef struct named {
    const char *id;
    sk_ix at;
} named;

static int by_id(const void *x, const void *y)
{
    return strcmp(((const named *)x)->id, ((const named *)y)->id);
}

static bool order_lines(price_run *p)
{
    size_t n = (size_t)p->c->n_lines;
    named *v = sk__price_array(p, n + 1, sizeof *v);
    p->r->line_order = sk__price_array(p, n + 1, sizeof *p->r->line_order);
    if (p->no_memory) return false;
    for (size_t i = 0; i < n; i++) v[i] = (named){p->c->line[i].id, (sk_ix)i};
    qsort(v, n, sizeof *v, by_id);
    for (size_t i = 0; i < n; i++) p->r->line_order[i] = v[i].at;
    return true;
}

/* Counting sort by cell over the lines in order of id. */
static bool index_cells(price_run *p)
{
    sk_price_result *r = p->r;
    size_t n = (size_t)r->n_cells;
    r->by_cell = sk__price_array(p, r->n_parts + 1, sizeof *r->by_cell);
    r->part_of_cell = sk__price_array(p, n + 1, sizeof *r->part_of_cell);
    size_t *next = sk__price_array(p, n + 1, sizeof *next);
    if (p->no_memory) return false;
    for (size_t i = 0; i < r->n_parts; i++) r->part_of_cell[r->part[i].cell + 1]++;
    for (size_t i = 0; i < n; i++) r->part_of_cell[i + 1] += r->part_of_cell[i];
    memcpy(next, r->part_of_cell, (n + 1) * sizeof *next);
    for (int i = 0; i < p->c->n_lines; i++) {
        sk_ix l = r->line_order[i];
        for (size_t j = r->part_of_line[l]; j < r->part_of_line[l + 1]; j++)
            r->by_cell[next[r->part[j].cell]++] = j;
    }
    return true;
}

/* ---- factors that the lines need ---- */

static bool check_needed_factors(price_run *p)
{
    const sk_price_case *c = p->c;
    for (sk_ix i = 0; i < c->n_lines; i++) {
        const sk_price_line *l = &c->line[i];
        if (l->key == SK_NONE || c->key[l->key].given) continue;
        for (sk_ix x = 0; x < p->r->n_cells; x++) {
            sk_ix d = p->r->cell[x].product;
            int64_t *f = &p->r->factor[l->key * c->n_products + d];
            if (*f != -1 || !sk__price_reaches(p, l, x)) continue;
            *f = -2; /* told once */
            sk__price_bad(p, "K008", c->product[d].src,
                          "product %s has no factor under key %s for %d", c->product[d].id,
                          c->key[l->key].id, c->set.year);
        }
    }
    return !p->bad;
}

/* ---- the run ---- */

static bool run(price_run *p)
{
    if (!sk__price_check(p)) return false;
    /* Both are told even when the first has faults: a controller wants the whole list. */
    bool cells = sk__price_cells(p);
    bool whole = sk__price_coverage(p);
    return cells && whole && !p->bad && check_needed_factors(p) && order_lines(p) &&
           sk__price_steps(p) && sk__price_shares(p) && sk__price_split(p) && sk__price_gap(p) &&
           index_cells(p) && sk__price_tags(p) && sk__price_close(p);
}

sk_code sk_price_run(const sk_price_case *c, sk_price_result **out, sk_diags *diags)
{
    *out = NULL;
    sk_price_result *r = sk_alloc(sizeof *r);
    if (!r) return SK_E_NOMEM;
    r->arena = sk_arena_new();
    price_run p = {.c = c, .r = r, .diags = diags};
    bool ok = r->arena && run(&p);
    if (ok) {
        *out = r;
        return SK_OK;
    }
    p.no_memory = p.no_memory || !r->arena;
    sk_price_result_free(r);
    return p.no_memory ? SK_E_NOMEM : SK_E_INPUT;
}

sk_code sk_price_check(const sk_price_case *c, sk_diags *diags)
{
    sk_price_result r = {.arena = sk_arena_new()};
    sk_price_case bare = *c;
    bare.n_lines = 0;
    price_run p = {.c = &bare, .r = &r, .diags = diags, .no_memory = !r.arena};
    if (r.arena && sk__price_check(&p)) {
        bool cells = sk__price_cells(&p);
        bool whole = sk__price_coverage(&p);
        if (cells && whole && !p.bad) (void)sk__price_shares(&p);
    }
    sk_exact_free(r.shares);
    sk_arena_free(r.arena);
    return p.no_memory ? SK_E_NOMEM : p.bad ? SK_E_INPUT : SK_OK;
}

void sk_price_result_free(sk_price_result *r)
{
    if (!r) return;
    sk_exact_free(r->shares);
    sk_free(r->part);
    sk_arena_free(r->arena);
    sk_free(r);
}
