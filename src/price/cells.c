/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps 5-8: cells, what they weigh, and each line split over them. */
#include "price/case_priv.h"

#include "base/num.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- cells in order of ids ---- */

typedef struct place {
    const char *kitchen, *place, *product, *customer;
    sk_ix at; /* row of volumes */
} place;

static sk_ix eaten_at(sk_ix kitchen, sk_ix where) { return where == SK_NONE ? kitchen : where; }

static place place_of(const sk_price_case *c, sk_ix k, sk_ix where, sk_ix p, sk_ix u, sk_ix at)
{
    return (place){c->unit[k].id, c->unit[eaten_at(k, where)].id, c->product[p].id,
                   c->customer[u].id, at};
}

static int by_ids(const void *x, const void *y)
{
    const place *a = x, *b = y;
    int d = strcmp(a->kitchen, b->kitchen);
    if (d == 0) d = strcmp(a->place, b->place);
    if (d == 0) d = strcmp(a->product, b->product);
    return d ? d : strcmp(a->customer, b->customer);
}

static void make_cells(price_run *p, const place *sorted)
{
    sk_price_result *r = p->r;
    r->n_cells = p->c->n_volumes;
    for (int i = 0; i < r->n_cells; i++) {
        const sk_price_volume *v = &p->c->volume[sorted[i].at];
        r->cell[i] = (sk_price_cell){.kitchen = v->kitchen,
                                     .product = v->product,
                                     .customer = v->customer,
                                     .place = eaten_at(v->kitchen, v->place),
                                     .portions = v->portions,
                                     .billed = v->billed ? v->billed : v->portions};
        p->cell_volume[i] = sorted[i].at;
        if (i > 0 && by_ids(&sorted[i - 1], &sorted[i]) == 0)
            sk__price_bad(p, "K002", v->src,
                          "the same kitchen, product and customer stand on line %d too",
                          p->c->volume[sorted[i - 1].at].src.line);
    }
}

static void take_given(price_run *p, const place *sorted)
{
    const sk_price_case *c = p->c;
    size_t n = (size_t)c->n_volumes;
    for (int i = 0; i < c->n_given; i++) {
        const sk_price_given *g = &c->given[i];
        place want = place_of(c, g->kitchen, g->place, g->product, g->customer, 0);
        const place *hit = bsearch(&want, sorted, n, sizeof *sorted, by_ids);
        if (!hit) {
            if (g->amount)
                sk__price_bad(p, "K010", g->src, "key %s weighs a product that has no volume there",
                              c->key[g->key].id);
            continue;
        }
        size_t at = (size_t)g->key * n + (size_t)(hit - sorted);
        if (!sk_add_ok(p->r->given[at], g->amount, &p->r->given[at]) ||
            !sk_add_ok(p->r->given_base[at], g->base, &p->r->given_base[at]))
            sk__price_bad(p, "K003", g->src, "key %s: the amounts are too large",
                          c->key[g->key].id);
    }
}

bool sk__price_cells(price_run *p)
{
    const sk_price_case *c = p->c;
    size_t n = (size_t)c->n_volumes + 1;
    place *sorted = sk__price_array(p, n, sizeof *sorted);
    p->r->cell = sk__price_array(p, n, sizeof *p->r->cell);
    p->cell_volume = sk__price_array(p, n, sizeof *p->cell_volume);
    p->r->given = sk__price_array(p, n * (size_t)(c->n_keys + 1), sizeof *p->r->given);
    p->r->given_base = sk__price_array(p, n * (size_t)(c->n_keys + 1), sizeof *p->r->given_base);
    p->weight = sk__price_array(p, n, sizeof *p->weight);
    p->share = sk__price_array(p, n, sizeof *p->share);
    p->exact = sk__price_array(p, 2 * n, sizeof *p->exact);
    p->way = sk__price_array(p, 2 * n, sizeof *p->way);
    if (p->no_memory) return false;
    for (sk_ix i = 0; i < c->n_volumes; i++)
        sorted[i] = place_of(c, c->volume[i].kitchen, c->volume[i].place, c->volume[i].product,
                             c->volume[i].customer, i);
    qsort(sorted, (size_t)c->n_volumes, sizeof *sorted, by_ids);
    make_cells(p, sorted);
    take_given(p, sorted);
    return !p->bad;
}

/* ---- what a cell weighs ---- */

bool sk__price_reaches(const price_run *p, const sk_price_line *l, sk_ix cell)
{
    const sk_price_cell *x = &p->r->cell[cell];
    bool owner = l->unit == SK_NONE || p->c->unit[l->unit].support || l->unit == x->kitchen ||
                 l->unit == x->place;
    return owner && (l->product == SK_NONE || l->product == x->product) &&
           (l->customer == SK_NONE || l->customer == x->customer) &&
           (l->area == SK_NONE || l->area == p->c->product[x->product].area);
}

int64_t sk__price_volume(const price_run *p, const sk_price_line *l, sk_ix cell, bool base)
{
    const sk_price_volume *v = &p->c->volume[p->cell_volume[cell]];
    int64_t portions = base ? v->base_portions : v->portions, out;
    if (!sk__price_reaches(p, l, cell)) return 0;
    if (l->key == SK_NONE) return portions;
    if (p->c->key[l->key].given) {
        size_t at = (size_t)l->key * (size_t)p->c->n_volumes + (size_t)cell;
        return base ? p->r->given_base[at] : p->r->given[at];
    }
    int64_t f = p->r->factor[l->key * p->c->n_products + v->product];
    if (f < 0) f = 0; /* told by the check of factors */
    return __builtin_mul_overflow(f, portions, &out) ? -1 : out;
}

/* ---- support units ---- */

/* Units of the same kind with a smaller id: numbers that do not depend on the order of rows, so that ties
 * between support units in a step-down are settled by id. */
static sk_ix units_before(const sk_price_case *c, sk_ix u)
{
    sk_ix n = 0;
    for (sk_ix i = 0; i < c->n_units; i++)
        n += c->unit[i].support == c->unit[u].support && strcmp(c->unit[i].id, c->unit[u].id) < 0;
    return n;
}

static bool number_units(price_run *p, sk_support *s, int64_t **use)
{
    const sk_price_case *c = p->c;
    sk_price_result *r = p->r;
    size_t n = (size_t)c->n_units + 1;
    r->share_row = sk__price_array(p, n, sizeof *r->share_row);
    r->share_col = sk__price_array(p, n, sizeof *r->share_col);
    if (p->no_memory) return false;
    for (sk_ix i = 0; i < c->n_units; i++) {
        sk_ix before = units_before(c, i);
        r->share_row[i] = c->unit[i].support ? before : SK_NONE;
        r->share_col[i] = c->unit[i].support ? SK_NONE : before;
        if (c->unit[i].support) s->n_support++;
        else s->n_final++;
    }
    size_t width = (size_t)(s->n_support + s->n_final);
    *use = sk__price_array(p, (size_t)s->n_support * width + 1, sizeof **use);
    if (!*use) return false;
    for (int i = 0; i < c->n_uses; i++) {
        sk_ix to = c->use[i].unit;
        size_t at = c->unit[to].support ? (size_t)r->share_row[to]
                                        : (size_t)(s->n_support + r->share_col[to]);
        (*use)[(size_t)r->share_row[c->use[i].support] * width + at] = c->use[i].amount;
    }
    s->use = *use;
    return true;
}

/* Support units in the stated order, as numbers among the support units. */
static bool take_order(price_run *p, sk_support *s)
{
    if (!p->c->set.order) return true;
    sk_ix *order = sk__price_array(p, (size_t)s->n_support + 1, sizeof *order);
    for (int i = 0; order && i < s->n_support; i++) {
        sk_ix u = p->c->set.order[i];
        order[i] = u >= 0 && u < p->c->n_units ? p->r->share_row[u] : SK_NONE;
    }
    s->order = order;
    return order != NULL;
}

static void tell_stuck(price_run *p, const sk_support *s)
{
    const sk_price_case *c = p->c;
    int width = s->n_support + s->n_final;
    sk_ix stuck = sk_support_stuck(s);
    for (sk_ix i = 0; i < c->n_units; i++) {
        sk_ix row = p->r->share_row[i];
        if (row == SK_NONE) continue;
        bool serves = false;
        for (int x = 0; x < width; x++)
            serves = serves || (x != row && s->use[row * width + x] > 0);
        if (!serves)
            sk__price_bad(p, "K005", c->unit[i].src, "support unit %s serves nobody but itself",
                          c->unit[i].id);
        else if (row == stuck)
            sk__price_bad(p, "K005", c->unit[i].src,
                          "the cost of support unit %s never reaches a kitchen", c->unit[i].id);
    }
}

bool sk__price_shares(price_run *p)
{
    sk_support s = {0, 0, NULL, NULL};
    int64_t *use;
    sk_err err;
    if (!number_units(p, &s, &use)) return false;
    if (s.n_support == 0) return true;
    tell_stuck(p, &s);
    if (p->bad || !take_order(p, &s)) return false;
    sk_err_init(&err, sk_diags_lang(p->diags));
    sk_code code = sk_support_shares(&s, p->c->set.method, &p->r->shares, &err);
    if (code == SK_E_NOMEM) p->no_memory = true;
    else if (code != SK_OK) sk__price_bad(p, "K005", sk__price_nowhere, "%s", err.text);
    return code == SK_OK;
}

/* ---- one line over its cells ---- */

static void nobody(price_run *p, const sk_price_line *l, const char *where)
{
    sk__price_bad(p, "K010", l->src, "cost line %s: nothing in %s can bear it under its key", l->id,
                  where);
}

/* A kitchen that takes a share of the support unit but has no cell with weight. */
static const char *bare_kitchen(const price_run *p, const sk_price_line *l)
{
    for (sk_ix k = 0; k < p->c->n_units; k++) {
        sk_ix col = p->r->share_col[k];
        if (col == SK_NONE || sk_exact_sign(p->r->shares, p->r->share_row[l->unit], col) == 0)
            continue;
        bool bears = false;
        for (sk_ix i = 0; i < p->r->n_cells && !bears; i++)
            bears = (p->r->cell[i].kitchen == k || p->r->cell[i].place == k) && p->weight[i] > 0;
        if (!bears) return p->c->unit[k].id;
    }
    return sk_text(sk_diags_lang(p->diags), SK_N("the municipality"));
}

static void split_support(price_run *p, const sk_price_line *l, sk_ore total)
{
    size_t n = (size_t)p->r->n_cells;
    for (size_t i = 0; i < n;
         i++) { /* by way of the kitchen, and of the place when it is another */
        const sk_price_cell *x = &p->r->cell[i];
        p->exact[2 * i] = (sk_exact_part){p->r->share_col[x->kitchen], p->weight[i]};
        p->exact[2 * i + 1] =
            (sk_exact_part){p->r->share_col[x->place], x->place == x->kitchen ? 0 : p->weight[i]};
    }
    sk_code code = sk_exact_split(p->r->shares, p->r->share_row[l->unit], total, 2 * n, p->exact,
                                  p->way, NULL);
    for (size_t i = 0; code == SK_OK && i < n; i++) p->share[i] = p->way[2 * i] + p->way[2 * i + 1];
    if (code == SK_E_NOMEM) p->no_memory = true;
    else if (code != SK_OK) nobody(p, l, bare_kitchen(p, l));
}

static void split_direct(price_run *p, const sk_price_line *l, sk_ore total)
{
    sk_code code = sk_split(total, p->weight, (size_t)p->r->n_cells, p->share);
    if (code == SK_E_NOMEM) p->no_memory = true;
    else if (code != SK_OK)
        nobody(p, l,
               l->unit == SK_NONE ? sk_text(sk_diags_lang(p->diags), SK_N("the municipality"))
                                  : p->c->unit[l->unit].id);
}

/* What ends has no planned volume to be shared by: on the base step of a bridge it follows the base year's. */
static bool weigh(price_run *p, const sk_price_line *l)
{
    bool base = p->c->set.stop == SK_STAGE_BASE && l->one_off;
    for (sk_ix i = 0; i < p->r->n_cells; i++) {
        p->weight[i] = sk__price_volume(p, l, i, base);
        if (p->weight[i] >= 0) continue;
        sk__price_bad(p, "K003", l->src, "cost line %s: the weights of its key are too large",
                      l->id);
        return false;
    }
    return true;
}

static void keep_parts(price_run *p, sk_ix line)
{
    sk_price_result *r = p->r;
    bool fixed = p->c->line[line].behaviour == SK_COST_FIXED;
    for (sk_ix i = 0; i < r->n_cells; i++) {
        if (p->share[i] == 0) continue;
        sk_ore *sum = fixed ? &r->cell[i].fixed : &r->cell[i].variable;
        if (!SK_GROW(r->part, r->n_parts, p->cap_parts)) {
            p->no_memory = true;
            return;
        }
        r->part[r->n_parts++] = (sk_price_part){line, i, p->share[i]};
        if (!sk_add_ok(*sum, p->share[i], sum))
            sk__price_bad(p, "K003", p->c->line[line].src, "the cost of a cell is out of range");
    }
}

bool sk__price_split(price_run *p)
{
    sk_price_result *r = p->r;
    r->part_of_line = sk__price_array(p, (size_t)p->c->n_lines + 1, sizeof *r->part_of_line);
    if (!r->part_of_line) return false;
    for (sk_ix i = 0; i < p->c->n_lines && !p->no_memory; i++) {
        const sk_price_line *l = &p->c->line[i];
        sk_ore total = r->step[i].final;
        r->part_of_line[i] = r->n_parts;
        if (total == 0 || !weigh(p, l)) continue;
        bool was_bad = p->bad;
        p->bad = false;
        if (l->unit != SK_NONE && p->c->unit[l->unit].support) split_support(p, l, total);
        else split_direct(p, l, total);
        if (!p->bad && !p->no_memory) keep_parts(p, i);
        p->bad = p->bad || was_bad;
    }
    r->part_of_line[p->c->n_lines] = r->n_parts;
    return !p->bad && !p->no_memory;
}

/* ---- the named gap ---- */

/* Over the costs of the area's cells, fixed and variable apart, so that both prices fall alike. */
bool sk__price_gap(price_run *p)
{
    const sk_price_settings *set = &p->c->set;
    size_t n = (size_t)p->r->n_cells;
    if (set->gap_ore == 0 || set->eff == SK_EFF_NONE || set->stop != SK_STAGE_ALL) return true;
    int64_t *w = sk__price_array(p, 2 * n + 1, sizeof *w);
    sk_ore *part = sk__price_array(p, 2 * n + 1, sizeof *part);
    if (!w || !part) return false;
    for (size_t i = 0; i < n; i++) {
        const sk_price_cell *x = &p->r->cell[i];
        if (p->c->product[x->product].area != set->gap_area) continue;
        if (x->fixed > 0) w[2 * i] = x->fixed;
        if (x->variable > 0) w[2 * i + 1] = x->variable;
    }
    sk_code code = sk_split(-set->gap_ore, w, 2 * n, part);
    if (code == SK_E_NOMEM) p->no_memory = true;
    else if (code != SK_OK)
        sk__price_bad(p, "K012", sk__price_nowhere, "the area of the gap has no cost to lower");
    for (size_t i = 0; code == SK_OK && i < n; i++) {
        p->r->cell[i].gap_fixed = part[2 * i];
        p->r->cell[i].gap_variable = part[2 * i + 1];
    }
    return code == SK_OK;
}
