/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a solve leaves for the next: keys, columns, active rows and the basis. Arcs are remembered by
 * what they are, not by number, because a rebuilt instance may have others. */
#include <string.h>

#include "plan/lp_priv.h"

typedef struct way {
    sk_ix kitchen, tour;
    uint8_t mode, route;
    int8_t prod_day;
} way;

struct sk_lp_warm {
    int n_groups, n_needs, n_res;
    way *key;       /* [n_groups] */
    uint8_t *stuck; /* [n_needs] */
    double *price;  /* [n_res] */
    sk__col *col;
    size_t n_cols;
    way *col_way; /* [n_cols] */
    sk__active *active;
    size_t n_active;
    sk__cover *cover;
    size_t n_cover;
};

void sk_lp_warm_free(sk_lp_warm *w)
{
    if (!w) return;
    sk_free(w->key);
    sk_free(w->stuck);
    sk_free(w->price);
    sk_free(w->col);
    sk_free(w->col_way);
    sk_free(w->active);
    sk_free(w->cover);
    sk_free(w);
}

static way way_of(const sk_instance *in, int arc)
{
    const sk_arc *a = &in->arc[arc];
    return (way){a->kitchen, a->tour, a->mode, a->route, a->prod_day};
}

static int arc_of(const sk_instance *in, int group, way w)
{
    const sk_group *g = &in->group[group];
    for (int i = g->arc_first; i < g->arc_first + g->n_arc; i++) {
        const sk_arc *a = &in->arc[i];
        if (a->kitchen == w.kitchen && a->tour == w.tour && a->mode == w.mode &&
            a->route == w.route && a->prod_day == w.prod_day)
            return i;
    }
    return -1;
}

static void *copy_of(const void *v, size_t n, size_t size)
{
    void *c = sk_calloc_n(n + 1, size);
    if (c && n > 0) memcpy(c, v, n * size);
    return c;
}

sk_lp_warm *sk__lps_to_warm(const sk__lps *s)
{
    const sk_instance *in = s->in;
    sk_lp_warm *w = sk_alloc(sizeof *w);
    if (!w) return NULL;
    *w = (sk_lp_warm){.n_groups = in->n_groups,
                      .n_needs = in->n_needs,
                      .n_res = in->n_res,
                      .n_cols = s->n_cols,
                      .n_active = s->n_active,
                      .n_cover = s->n_cover};
    w->key = sk_calloc_n((size_t)in->n_groups + 1, sizeof *w->key);
    w->col_way = sk_calloc_n(s->n_cols + 1, sizeof *w->col_way);
    w->stuck = copy_of(s->stuck, (size_t)in->n_needs, 1);
    w->price = copy_of(s->price, (size_t)in->n_res, sizeof *w->price);
    w->col = copy_of(s->col, s->n_cols, sizeof *w->col);
    w->active = copy_of(s->active, s->n_active, sizeof *w->active);
    w->cover = copy_of(s->cover, s->n_cover, sizeof *w->cover);
    if (!w->key || !w->col_way || !w->stuck || !w->price || !w->col || !w->active || !w->cover) {
        sk_lp_warm_free(w);
        return NULL;
    }
    for (int g = 0; g < in->n_groups; g++)
        if (s->key[g] >= 0) w->key[g] = way_of(in, s->key[g]);
    for (size_t j = 0; j < s->n_cols; j++)
        if (s->col[j].kind == SK__COL_ARC) w->col_way[j] = way_of(in, s->col[j].arc);
    return w;
}

static sk_code nomem(sk__lps *s) { return sk_err_set(s->err, SK_E_NOMEM, "out of memory"); }

static sk_code warm_cols(sk__lps *s, const sk_lp_warm *w)
{
    for (size_t j = 0; j < w->n_cols; j++) {
        sk__col c = w->col[j];
        if (c.kind == SK__COL_ARC) {
            c.arc = s->stuck[c.need] ? -1 : arc_of(s->in, c.group, w->col_way[j]);
            if (c.arc < 0 || c.arc == s->key[c.group]) continue;
        }
        sk_code code = sk__lps_add_col(s, c);
        if (code) return code;
    }
    return SK_OK;
}

/* A basis has as many members as rows: columns that are gone leave room, their rows' slacks fill it.
 * A basis that is still wrong is mended by the solver, which starts from the slacks then. */
static sk_code warm_rows(sk__lps *s, const sk_lp_warm *w)
{
    for (size_t i = 0; i < w->n_active; i++) {
        if (!SK_GROW(s->active, s->n_active, s->cap_active)) return nomem(s);
        s->active_of[w->active[i].res] = (int)s->n_active;
        s->active[s->n_active++] = w->active[i];
    }
    for (size_t i = 0; i < w->n_cover; i++) {
        if (s->stuck[s->in->group[w->cover[i].group].need]) continue;
        if (!SK_GROW(s->cover, s->n_cover, s->cap_cover)) return nomem(s);
        s->cover_of[w->cover[i].group] = (int)s->n_cover;
        s->cover[s->n_cover++] = w->cover[i];
    }
    return SK_OK;
}

sk_code sk__lps_from_warm(sk__lps *s, const sk_lp_warm *w)
{
    const sk_instance *in = s->in;
    if (w->n_groups != in->n_groups || w->n_needs != in->n_needs || w->n_res != in->n_res)
        return SK_OK;
    for (int g = 0; g < in->n_groups; g++) {
        int need = in->group[g].need,
            arc = s->stuck[need] || w->stuck[need] ? -1 : arc_of(in, g, w->key[g]);
        if (arc >= 0) s->key[g] = arc;
    }
    memcpy(s->price, w->price, (size_t)in->n_res * sizeof *s->price);
    sk_code c = warm_cols(s, w);
    if (!c) c = warm_rows(s, w);
    sk__lps_key_loads(s);
    return c;
}
