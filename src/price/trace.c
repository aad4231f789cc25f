/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open books: every öre followed forwards and back. */
#include "price/case_priv.h"

static int64_t key_weight(const sk_price_case *c, const sk_price_result *r, const sk_price_line *l,
                          sk_ix cell)
{
    const sk_price_cell *x = &r->cell[cell];
    if (l->key == SK_NONE) return x->portions;
    if (c->key[l->key].given) return r->given[(size_t)l->key * (size_t)r->n_cells + (size_t)cell];
    int64_t f = r->factor[l->key * c->n_products + x->product];
    return f > 0 ? f * x->portions : 0; /* in range: the run multiplied it with care */
}

static bool reaches(const sk_price_case *c, const sk_price_line *l, const sk_price_cell *x,
                    sk_ix kitchen)
{
    return (kitchen == SK_NONE || kitchen == x->kitchen || kitchen == x->place) &&
           (l->product == SK_NONE || l->product == x->product) &&
           (l->customer == SK_NONE || l->customer == x->customer) &&
           (l->area == SK_NONE || l->area == c->product[x->product].area);
}

/* key / keys of one kitchen (SK_NONE = of all). */
static void key_share(const sk_price_case *c, const sk_price_result *r, const sk_price_part *p,
                      sk_ix kitchen, sk_buf *out)
{
    int64_t sum = 0;
    for (int i = 0; i < r->n_cells; i++)
        if (reaches(c, &c->line[p->line], &r->cell[i], kitchen))
            sum += key_weight(c, r, &c->line[p->line], i);
    sk_buf_addf(out, "%lld/%lld", (long long)key_weight(c, r, &c->line[p->line], p->cell),
                (long long)sum);
}

sk_code sk_price_share_str(const sk_price_case *c, const sk_price_result *r, const sk_price_part *p,
                           sk_buf *out)
{
    const sk_price_line *l = &c->line[p->line];
    const sk_price_cell *x = &r->cell[p->cell];
    if (l->unit == SK_NONE || !c->unit[l->unit].support) {
        key_share(c, r, p, l->unit, out);
        return sk_buf_ok(out) ? SK_OK : SK_E_NOMEM;
    }
    const sk_ix way[2] = {x->kitchen, x->place};
    bool first = true;
    for (int i = 0; i < (x->place == x->kitchen ? 1 : 2); i++) {
        if (sk_exact_sign(r->shares, r->share_row[l->unit], r->share_col[way[i]]) == 0) continue;
        sk_buf_add(out, first ? "" : " + ");
        sk_exact_str(r->shares, r->share_row[l->unit], r->share_col[way[i]], out);
        sk_buf_add(out, " x ");
        key_share(c, r, p, way[i], out);
        first = false;
    }
    return sk_buf_ok(out) ? SK_OK : SK_E_NOMEM;
}

bool sk_price_line_share(const sk_price_case *c, const sk_price_result *r, sk_ix line,
                         sk_ix product, int64_t *key, int64_t *all)
{
    const sk_price_line *l = &c->line[line];
    *key = *all = 0;
    for (int i = 0; i < r->n_cells; i++) {
        if (!reaches(c, l, &r->cell[i], l->unit)) continue;
        int64_t w = key_weight(c, r, l, i);
        *all += w;
        if (r->cell[i].product == product) *key += w;
    }
    return l->unit == SK_NONE || !c->unit[l->unit].support;
}

bool sk_price_trace_row(const sk_price_result *r, sk_ix line, sk_ore row_ore, sk_ore *ore)
{
    size_t from = r->part_of_line[line], n = r->part_of_line[line + 1] - from;
    for (int i = 0; i < r->n_cells; i++) ore[i] = 0;
    int64_t *w = sk_calloc_n(n + 1, sizeof *w);
    sk_ore *part = sk_calloc_n(n + 1, sizeof *part);
    bool ok = false;
    if (w && part && n > 0) {
        for (size_t i = 0; i < n; i++) {
            sk_ore v = r->part[from + i].ore;
            w[i] = v < 0 ? -v : v; /* a line's parts have one sign */
        }
        ok = sk_split(row_ore, w, n, part) == SK_OK;
        for (size_t i = 0; ok && i < n; i++) ore[r->part[from + i].cell] = part[i];
    }
    sk_free(w);
    sk_free(part);
    return ok;
}

void sk_price_trace_product(const sk_price_case *c, const sk_price_result *r, sk_ix product,
                            sk_ore *ore)
{
    for (int i = 0; i < c->n_lines; i++) ore[i] = 0;
    for (size_t i = 0; i < r->n_parts; i++)
        if (r->cell[r->part[i].cell].product == product) ore[r->part[i].line] += r->part[i].ore;
}
