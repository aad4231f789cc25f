/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole LP in CPLEX LP format, for other solvers. Nothing of the method of lp.h is in it: cover
 * rows, every resource row and every arc stand there as the formulation says. */
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "plan/export_priv.h"
#include "plan/lp.h"

enum { FLUSH_AT = 1 << 16 };

sk_code sk__sink_open(sk__sink *s, const char *path, sk_err *err)
{
    *s = (sk__sink){NULL, SK_BUF_INIT, false, 0};
    s->f = fopen(path, "wb");
    return s->f ? SK_OK : sk_err_set(err, SK_E_IO, "cannot write %s", path);
}

static void flush(sk__sink *s)
{
    if (!sk_buf_ok(&s->b) || fwrite(sk_buf_str(&s->b), 1, s->b.len, s->f) != s->b.len)
        s->failed = true;
    sk_buf_clear(&s->b);
}

void sk__put(sk__sink *s, const char *fmt, ...)
{
    char text[512];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (n < 0 || n >= (int)sizeof text) s->failed = true;
    sk_buf_add(&s->b, text);
    if (s->b.len >= FLUSH_AT) flush(s);
}

void sk__put_term(sk__sink *s, double coef, const char *name)
{
    if (++s->width % 8 == 0) sk__put(s, "\n ");
    sk__put(s, " %c %.17g %s", coef < 0 ? '-' : '+', fabs(coef), name);
}

sk_code sk__sink_close(sk__sink *s, const char *path, sk_err *err)
{
    flush(s);
    sk_buf_free(&s->b);
    if (fclose(s->f) != 0) s->failed = true;
    return s->failed ? sk_err_set(err, SK_E_IO, "cannot write %s", path) : SK_OK;
}

/* ---- names -------------------------------------------------------------------------------------- */

enum { NAME = 160 };

static const char *arc_name(const sk_instance *in, int group, int arc, char out[NAME])
{
    const sk_group *g = &in->group[group];
    snprintf(out, NAME, "n%dg%da%d", g->need, (int)g->kind, arc - g->arc_first);
    return out;
}

static void clean(char *s)
{
    for (; *s; s++) {
        bool fine =
            (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9');
        if (!fine) *s = '_';
    }
}

/* Kind, number, place, day: s17_K07_2. */
static const char *row_name(const sk_instance *in, int row, char out[NAME])
{
    static const char kind[] = "sqhfwt"; /* staff, equipment, chiller, store, reheating, tour */
    const sk_res *r = &in->res[row];
    const char *place =
        r->tour == SK_NONE ? in->k->kitchen[r->kitchen].id : in->k->tour[r->tour].id;
    int n = snprintf(out, NAME, "%c%d_%.100s_%d", kind[r->kind], row, place, r->day);
    if (r->session >= 0 && n > 0 && n < NAME)
        snprintf(out + n, (size_t)(NAME - n), "_%d", r->session);
    clean(out);
    return out;
}

/* ---- rows --------------------------------------------------------------------------------------- */

typedef struct entry {
    int col;
    double amount;
} entry; /* col >= 0: arc; < 0: backup of need -1 - col */

typedef struct matrix { /* resource rows, row by row */
    size_t *first;      /* [n_res + 1] */
    entry *e;
    int *group_of; /* [n_arcs] */
} matrix;

static void count_uses(const sk_instance *in, size_t *first, int use_first, int n)
{
    for (int u = use_first; u < use_first + n; u++) first[in->use[u].res + 1]++;
}

static void place_uses(const sk_instance *in, matrix *m, size_t *at, int col, int use_first, int n)
{
    for (int u = use_first; u < use_first + n; u++)
        m->e[at[in->use[u].res]++] = (entry){col, in->use[u].amount};
}

static void matrix_free(matrix *m)
{
    sk_free(m->first);
    sk_free(m->e);
    sk_free(m->group_of);
}

static bool matrix_make(const sk_instance *in, matrix *m)
{
    size_t n_res = (size_t)in->n_res;
    m->first = sk_calloc_n(n_res + 2, sizeof *m->first);
    m->group_of = sk_calloc_n((size_t)in->n_arcs + 1, sizeof *m->group_of);
    size_t *at = sk_calloc_n(n_res + 2, sizeof *at);
    bool ok = m->first && m->group_of && at;
    for (int a = 0; ok && a < in->n_arcs; a++)
        count_uses(in, m->first, in->arc[a].use_first, in->arc[a].n_use);
    for (int i = 0; ok && i < in->n_needs; i++)
        count_uses(in, m->first, in->need[i].backup_use_first, in->need[i].n_backup_use);
    for (size_t r = 0; ok && r < n_res; r++) m->first[r + 1] += m->first[r];
    if (ok) m->e = sk_calloc_n(m->first[n_res] + 1, sizeof *m->e);
    ok = ok && m->e;
    if (ok) memcpy(at, m->first, (n_res + 1) * sizeof *at);
    for (int g = 0; ok && g < in->n_groups; g++)
        for (int a = in->group[g].arc_first; a < in->group[g].arc_first + in->group[g].n_arc; a++) {
            m->group_of[a] = g;
            place_uses(in, m, at, a, in->arc[a].use_first, in->arc[a].n_use);
        }
    for (int i = 0; ok && i < in->n_needs; i++)
        place_uses(in, m, at, -1 - i, in->need[i].backup_use_first, in->need[i].n_backup_use);
    sk_free(at);
    return ok;
}

/* ---- the parts of the file ---------------------------------------------------------------------- */

static void put_objective(const sk_instance *in, sk__sink *s)
{
    char name[NAME];
    sk__put(s, "Minimize\n cost:");
    for (int g = 0; g < in->n_groups; g++)
        for (int a = in->group[g].arc_first; a < in->group[g].arc_first + in->group[g].n_arc; a++)
            if (in->arc[a].cost != 0) sk__put_term(s, in->arc[a].cost, arc_name(in, g, a, name));
    for (int i = 0; i < in->n_needs; i++) {
        snprintf(name, sizeof name, "s%d", i);
        sk__put_term(s, in->need[i].short_cost, name);
        snprintf(name, sizeof name, "b%d", i);
        if (!isinf(in->need[i].backup_cost)) sk__put_term(s, in->need[i].backup_cost, name);
    }
    for (int r = 0; r < in->n_res; r++) {
        const sk_res *t = &in->res[r];
        if (isinf(t->hard_cost)) continue;
        snprintf(name, sizeof name, "o%d", r);
        if (t->soft_cap > 0) sk__put_term(s, t->soft_cost, name);
        snprintf(name, sizeof name, "v%d", r);
        sk__put_term(s, t->hard_cost, name);
    }
}

static void put_covers(const sk_instance *in, sk__sink *s)
{
    char name[NAME];
    for (int i = 0; i < in->n_needs; i++)
        for (int g = in->need[i].group_first; g < in->need[i].group_first + in->need[i].n_group;
             g++) {
            const sk_group *t = &in->group[g];
            sk__put(s, "\n c%dg%d:", t->need, (int)t->kind);
            for (int a = t->arc_first; a < t->arc_first + t->n_arc; a++)
                sk__put_term(s, 1, arc_name(in, g, a, name));
            snprintf(name, sizeof name, "s%d", i);
            sk__put_term(s, 1, name);
            snprintf(name, sizeof name, "b%d", i);
            if (!isinf(in->need[i].backup_cost)) sk__put_term(s, 1, name);
            sk__put(s, " = %d", in->demand->need[t->need].portions);
        }
}

static void put_resources(const sk_instance *in, sk__sink *s, const matrix *m)
{
    char name[NAME];
    for (int r = 0; r < in->n_res; r++) {
        const sk_res *t = &in->res[r];
        if (m->first[r] == m->first[r + 1] && (isinf(t->hard_cost) || t->cap >= 0)) continue;
        sk__put(s, "\n %s:", row_name(in, r, name));
        for (size_t e = m->first[r]; e < m->first[r + 1]; e++) {
            int col = m->e[e].col;
            if (col < 0) snprintf(name, sizeof name, "b%d", -1 - col);
            else arc_name(in, m->group_of[col], col, name);
            if (col >= 0 || !isinf(in->need[-1 - col].backup_cost))
                sk__put_term(s, m->e[e].amount, name);
        }
        snprintf(name, sizeof name, "o%d", r);
        if (!isinf(t->hard_cost) && t->soft_cap > 0) sk__put_term(s, -1, name);
        snprintf(name, sizeof name, "v%d", r);
        if (!isinf(t->hard_cost)) sk__put_term(s, -1, name);
        sk__put(s, " <= %.17g", t->cap);
    }
}

static void put_bounds(const sk_instance *in, sk__sink *s)
{
    sk__put(s, "\nBounds");
    for (int r = 0; r < in->n_res; r++) {
        const sk_res *t = &in->res[r];
        if (!isinf(t->hard_cost) && t->soft_cap > 0) sk__put(s, "\n o%d <= %.17g", r, t->soft_cap);
    }
    sk__put(s, "\nEnd\n");
}

sk_code sk_lp_export_lp(const sk_instance *in, const char *path, sk_err *err)
{
    matrix m = {NULL, NULL, NULL};
    sk__sink s;
    if (!matrix_make(in, &m)) {
        matrix_free(&m);
        return sk_err_set(err, SK_E_NOMEM, "out of memory");
    }
    sk_code c = sk__sink_open(&s, path, err);
    if (!c) {
        put_objective(in, &s);
        sk__put(&s, "\nSubject To");
        put_covers(in, &s);
        put_resources(in, &s, &m);
        put_bounds(in, &s);
        c = sk__sink_close(&s, path, err);
    }
    matrix_free(&m);
    return c;
}
