/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold for any case that prices are made of. */
#include "unit/unit.h"

#include "price/case.h"
#include "unit/price_made.h"

#include <string.h>

static void check_closing(const sk_price_case *c, const sk_price_result *r)
{
    for (sk_ix l = 0; l < c->n_lines; l++) {
        sk_ore sum = 0;
        for (size_t i = r->part_of_line[l]; i < r->part_of_line[l + 1]; i++) sum += r->part[i].ore;
        assert_true(sum == r->step[l].final);
    }
    for (sk_ix x = 0; x < r->n_cells; x++) {
        sk_ore sum = 0;
        for (size_t i = r->part_of_cell[x]; i < r->part_of_cell[x + 1]; i++) {
            assert_int_equal(r->part[r->by_cell[i]].cell, x);
            sum += r->part[r->by_cell[i]].ore;
        }
        assert_true(sum == r->cell[x].fixed + r->cell[x].variable);
    }
    for (int a = 0; a <= c->n_areas; a++)
        assert_true(r->close[a].revenue + r->close[a].gap == r->close[a].cost);
    for (int t = 0; t < r->n_tags; t++) {
        const sk_price_tag *g = &r->tag[t];
        assert_true(g->remainder >= 0 && g->remainder < g->portions);
        assert_true(g->price * g->portions <= g->variable + g->fixed_in_variable); /* P2 */
    }
}

static void check_traces(const sk_price_case *c, const sk_price_result *r, sk_rng *rng)
{
    sk_ore *ore = calloc((size_t)(r->n_cells + c->n_lines), sizeof *ore), sum;
    assert_non_null(ore);
    sk_ix l = (sk_ix)sk_rng_below(rng, (uint32_t)c->n_lines);
    sk_ore row = sk_rng_range(rng, -100000, 100000);
    if (sk_price_trace_row(r, l, row, ore)) {
        sum = 0;
        for (int i = 0; i < r->n_cells; i++) sum += ore[i];
        assert_true(sum == row);
    }
    for (int t = 0; t < r->n_tags; t++) {
        sk_price_trace_product(c, r, r->tag[t].product, ore);
        sum = 0;
        for (int i = 0; i < c->n_lines; i++) sum += ore[i];
        for (int i = 0; i < r->n_cells; i++)
            if (r->cell[i].product == r->tag[t].product)
                sum -= r->cell[i].fixed + r->cell[i].variable;
        assert_true(sum == 0);
    }
    free(ore);
}

/* What a cell weighs, written down a second time. */
static int64_t weight(const sk_price_case *c, const sk_price_result *r, const sk_price_line *l,
                      sk_ix cell)
{
    const sk_price_cell *x = &r->cell[cell];
    if (l->area != SK_NONE && c->product[x->product].area != l->area) return 0;
    if (l->unit != SK_NONE && !c->unit[l->unit].support && l->unit != x->kitchen &&
        l->unit != x->place)
        return 0;
    if (l->key == SK_NONE) return x->portions;
    for (int i = 0; i < c->n_given && c->key[l->key].given; i++)
        if (c->given[i].key == l->key && c->given[i].kitchen == x->kitchen &&
            c->given[i].product == x->product && c->given[i].customer == x->customer)
            return c->given[i].amount;
    for (int i = 0; i < c->n_factors; i++)
        if (c->factor[i].key == l->key && c->factor[i].product == x->product)
            return c->factor[i].factor * x->portions;
    return 0;
}

/* The exact share of a cell by way of one kitchen (SK_NONE: directly), in millionths of an öre. */
static double by_way(const sk_price_case *c, const sk_price_result *r, const sk_price_part *p,
                     sk_ix way)
{
    const sk_price_line *l = &c->line[p->line];
    int64_t sum = 0, e = 1000000000;
    for (sk_ix k = 0; k < r->n_cells; k++)
        if (way == SK_NONE || r->cell[k].kitchen == way || r->cell[k].place == way)
            sum += weight(c, r, l, k);
    if (way != SK_NONE)
        assert_true(sk_exact_scaled(r->shares, r->share_row[l->unit], r->share_col[way], e, &e));
    return sum == 0 ? 0
                    : (double)r->step[p->line].final * (double)e / 1e9 *
                          (double)weight(c, r, l, p->cell) / (double)sum;
}

/* Every part is less than an öre from its exact share for each way, which is taken without any split. */
static void check_shares(const sk_price_case *c, const sk_price_result *r)
{
    for (size_t i = 0; i < r->n_parts; i++) {
        const sk_price_part *p = &r->part[i];
        const sk_price_line *l = &c->line[p->line];
        const sk_price_cell *x = &r->cell[p->cell];
        bool support = l->unit != SK_NONE && c->unit[l->unit].support;
        bool two = support && x->place != x->kitchen;
        double want = by_way(c, r, p, support ? x->kitchen : SK_NONE);
        if (two) want += by_way(c, r, p, x->place);
        double off = (double)p->ore - want;
        assert_true(off < (two ? 2.1 : 1.1) && off > (two ? -2.1 : -1.1));
    }
}

static void any_case_closes_to_the_ore(void **state)
{
    (void)state;
    sk_rng rng;
    sk_rng_seed(&rng, 21);
    for (int t = 0; t < 300; t++) {
        made m;
        made_case(&m, &rng);
        sk_price_result *r = run_ok(&m.c);
        check_closing(&m.c, r);
        check_shares(&m.c, r);
        check_traces(&m.c, r, &rng);
        sk_price_result_free(r);
    }
}

static void print_result(const sk_price_case *c, const sk_price_result *r, sk_buf *b)
{
    for (int i = 0; i < c->n_lines; i++) {
        sk_ix l = r->line_order[i];
        sk_buf_addf(b, "%s %lld:", c->line[l].id, (long long)r->step[l].final);
        for (size_t k = r->part_of_line[l]; k < r->part_of_line[l + 1]; k++)
            sk_buf_addf(b, " %d=%lld", r->part[k].cell, (long long)r->part[k].ore);
        sk_buf_addc(b, '\n');
    }
    for (int i = 0; i < r->n_cells; i++)
        sk_buf_addf(b, "%s %s %s %lld %lld\n", c->unit[r->cell[i].kitchen].id,
                    c->product[r->cell[i].product].id, c->customer[r->cell[i].customer].id,
                    (long long)r->cell[i].gap_fixed, (long long)r->cell[i].gap_variable);
    for (int i = 0; i < r->n_tags; i++)
        sk_buf_addf(b, "%s %lld %lld\n", c->product[r->tag[i].product].id,
                    (long long)r->tag[i].price, (long long)r->tag[i].fee);
    for (int i = 0; i < r->n_bills; i++)
        sk_buf_addf(b, "%s %s %lld %lld %lld\n", c->product[r->bill[i].product].id,
                    c->customer[r->bill[i].customer].id, (long long)r->bill[i].fee,
                    (long long)r->bill[i].remainder, (long long)r->bill[i].month[11]);
}

static void the_order_of_rows_changes_nothing(void **state)
{
    (void)state;
    sk_rng rng;
    sk_rng_seed(&rng, 22);
    for (int t = 0; t < 150; t++) {
        made m, moved;
        made_case(&m, &rng);
        made_shuffle(&m, &moved, &rng);
        sk_price_result *a = run_ok(&m.c), *b = run_ok(&moved.c);
        sk_buf x = SK_BUF_INIT, y = SK_BUF_INIT;
        print_result(&m.c, a, &x);
        print_result(&moved.c, b, &y);
        assert_string_equal(sk_buf_str(&x), sk_buf_str(&y));
        sk_buf_free(&x);
        sk_buf_free(&y);
        sk_price_result_free(a);
        sk_price_result_free(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_case_closes_to_the_ore),
        cmocka_unit_test(the_order_of_rows_changes_nothing),
    };
    return cmocka_run_group_tests_name("price case any", tests, NULL, NULL);
}
