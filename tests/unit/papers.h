/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The papers of the small municipality's week, for the tests that add them up. */
#ifndef SK_TESTS_PAPERS_H
#define SK_TESTS_PAPERS_H

#include "unit/folder.h"

#include "domain/query.h"
#include "out/paper.h"

#include <inttypes.h>

typedef struct fixture {
    sk_kommun *k;
    sk_plan *p;
    sk_papers ps;
} fixture;

/* The papers again, with what lies on the desk and what is published (both may be NULL). */
static inline void papers_of(fixture *f, const sk_desk *desk, const sk_plan *published)
{
    const sk_papers_job job = {.p = f->p,
                               .desk = desk,
                               .published = published,
                               .lang = SK_LANG_SV,
                               .kitchen = SK_NONE};
    sk_papers_free(&f->ps);
    assert_int_equal(sk_papers_make(&job, &f->ps, NULL), SK_OK);
}

static inline void begin(fixture *f)
{
    sk_diags *d;
    const sk_plan_opts o = {.week = {2023, 48}, .max_necks = -1};
    assert_int_equal(load_copy(&f->k, &d), SK_OK);
    sk_diags_free(d);
    assert_int_equal(sk_plan_make(f->k, &o, NULL, NULL, &f->p, NULL), SK_OK);
    f->ps.arena = NULL;
    papers_of(f, NULL, NULL);
}

static inline void end(fixture *f)
{
    sk_papers_free(&f->ps);
    sk_plan_free(f->p);
    sk_kommun_free(f->k);
}

static inline const sk_table *part_of(const sk_paper *p, const char *title)
{
    for (int i = 0; i < p->n_parts; i++)
        if (strcmp(p->part[i].t.title, title) == 0) return &p->part[i].t;
    fail_msg("no part %s", title);
    return NULL;
}

static inline int64_t sum_of(const sk_table *t, const char *key)
{
    int64_t sum = 0;
    for (int c = 0; c < t->n_cols; c++) {
        if (strcmp(t->col[c].key, key) != 0) continue;
        for (size_t r = 0; r < t->n_rows; r++) {
            int64_t v = t->cell[r * (size_t)t->n_cols + (size_t)c].v;
            sum += v == SK_CELL_EMPTY ? 0 : v;
        }
    }
    return sum;
}

static inline int64_t cell_of(const sk_table *t, size_t row, const char *key)
{
    for (int c = 0; c < t->n_cols; c++)
        if (strcmp(t->col[c].key, key) == 0) {
            int64_t v = t->cell[row * (size_t)t->n_cols + (size_t)c].v;
            return v == SK_CELL_EMPTY ? 0 : v;
        }
    fail_msg("no column %s", key);
    return 0;
}

#endif
