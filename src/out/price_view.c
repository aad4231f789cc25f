/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price list: what each customer pays, that it closes, how it came from last year, and what would change it. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "out/price_view_priv.h"

#define COLS(c) c, (int)(sizeof(c) / sizeof *(c))

/* ---- words and numbers ---- */

const char *sk__pv_t(const price_view *v, const char *msgid) { return sk_text(v->lang, msgid); }

const char *sk__pv_mnkr(price_view *v, sk_ore ore)
{
    const char *n = sk_report_number(v->rep, sk_muldiv(ore, 1, 10000000), 1);
    return sk_report_words(v->rep, sk__pv_t(v, SK_N("%s mnkr")), n);
}

const char *sk__pv_kr4(price_view *v, sk_ore ore, int64_t portions)
{
    sk_wide x = (sk_wide)ore * 100, half = portions / 2;
    if (portions <= 0) return "";
    int64_t q = (int64_t)((x >= 0 ? x + half : x - half) / portions);
    return sk_report_number(v->rep, q, 4);
}

const char *sk__pv_pct(price_view *v, sk_rate r)
{
    int64_t pct;
    int decimals = 2;
    if (r.den <= 0 || !sk_scale(10000, &r, 1, &pct)) return "-";
    for (; decimals > 0 && pct % 10 == 0; decimals--) pct /= 10;
    return sk_report_words(v->rep, "%s %%", sk_report_number(v->rep, pct, decimals));
}

sk_ore sk__pv_unit(sk_ore cost, int64_t portions)
{
    return portions > 0 ? sk_muldiv(cost, 1, portions) : SK_CELL_EMPTY;
}

const sk_price_tag *sk__pv_tag(const sk_price_result *r, sk_ix product)
{
    static const sk_price_tag none = {.product = SK_NONE}; /* never: every product has one */
    for (int i = 0; i < r->n_tags; i++)
        if (r->tag[i].product == product) return &r->tag[i];
    return &none;
}

const char *sk__pv_tariff(const price_view *v, sk_ix product)
{
    static const char *const word[] = {SK_N("single price"), SK_N("two-part"), SK_N("mixed")};
    return sk__pv_t(v, word[v->c->product[product].tariff]);
}

const char *sk__pv_billing(const price_view *v, int billing)
{
    static const char *const word[] = {SK_N("ordered at the deadline"), SK_N("served"),
                                       SK_N("enrolled")};
    return sk__pv_t(v, word[billing]);
}

const char *sk__pv_index(const price_view *v, sk_cost_index index)
{
    static const char *const word[] = {SK_N("wages"),       SK_N("prices"),   SK_N("rents"),
                                       SK_N("food prices"), SK_N("interest"), SK_N("no index")};
    return sk__pv_t(v, word[index]);
}

const char *sk__pv_src(price_view *v, sk_price_src src)
{
    if (!src.file) return "";
    return src.line ? sk_report_words(v->rep, "%s:%d", src.file, src.line) : src.file;
}

/* ---- head ---- */

sk_ore sk__pv_base(const price_view *v, int which)
{
    sk_ore sum = 0;
    const sk_price_result *r = v->s->w->result[which];
    for (int i = 0; i < v->s->w->made[which]->c.n_lines; i++) sum += r->step[i].base;
    return sum;
}

static void facts(price_view *v)
{
    const sk_price_close *all = &v->r->close[v->c->n_areas];
    sk_report *r = v->rep;
    sk_report_fact_s(r, "year", SK_N("Year"), sk_report_words(r, "%d", v->c->set.year));
    sk_report_fact_s(r, "base", SK_N("Built on"),
                     sk__pv_t(v, v->c->set.base == SK_BASE_OUTTURN ? SK_N("last year's outturn")
                                                                   : SK_N("last year's budget")));
    sk_report_fact(r, "base_ore", SK_N("Cost of the base year"), SK_CELL_ORE,
                   sk__pv_base(v, (int)v->c->set.base), "kr");
    sk_report_fact(r, "cost_ore", SK_N("Cost of the year"), SK_CELL_ORE, all->cost, "kr");
    sk_report_fact(r, "revenue_ore", SK_N("Revenue at planned volume"), SK_CELL_ORE, all->revenue,
                   "kr");
    sk_report_fact(r, "gap_ore", SK_N("Unassigned efficiency requirement"), SK_CELL_ORE, all->gap,
                   "kr");
    sk_report_fact(r, "difference_ore", SK_N("Cost less revenue and gap"), SK_CELL_ORE,
                   all->cost - all->revenue - all->gap, "kr");
    sk_report_fact(r, "required_ore", SK_N("Efficiency requirement"), SK_CELL_ORE,
                   v->r->eff_required, "kr");
    sk_report_fact(r, "other_base_ore", SK_N("Cost of the year on the other base"), SK_CELL_ORE,
                   v->s->w->result[!v->s->w->base]->close[v->c->n_areas].cost, "kr");
    sk_report_fact(r, "other_base_difference_ore", SK_N("This base less the other"), SK_CELL_ORE,
                   all->cost - v->s->w->result[!v->s->w->base]->close[v->c->n_areas].cost, "kr");
    if (v->m->year->frame_ore) {
        sk_report_fact(r, "frame_ore", SK_N("Decided frame"), SK_CELL_ORE, v->m->year->frame_ore,
                       "kr");
        sk_report_fact(r, "over_frame_ore", SK_N("Revenue less decided frame"), SK_CELL_ORE,
                       all->revenue - v->m->year->frame_ore, "kr");
        sk_report_bad(r, all->revenue > v->m->year->frame_ore);
    }
    sk_report_fact_s(r, "keys", SK_N("Keys from"),
                     sk__pv_t(v, v->m->keys->planned ? SK_N("planned weeks of the year")
                                                     : SK_N("the register")));
}

static void warnings(price_view *v)
{
    const sk_price_close *all = &v->r->close[v->c->n_areas];
    sk_ymd now = sk_day_ymd(v->s->k->as_of);
    if (all->gap)
        sk_report_warning(
            v->rep, sk_report_words(v->rep,
                                    sk__pv_t(v, SK_N("Unassigned efficiency requirement: %s, %s. "
                                                     "Responsible: %s. Until it is met the "
                                                     "meals cost more than their prices.")),
                                    sk__pv_mnkr(v, all->gap), v->c->set.gap_decision,
                                    v->c->set.gap_responsible));
    if (v->c->set.base == SK_BASE_OUTTURN && now.year < v->c->set.year)
        sk_report_warning(
            v->rep, sk_report_words(v->rep,
                                    sk__pv_t(v, SK_N("The ledger closes after the folder's as-of "
                                                     "date (%04d-%02d-%02d): the outturn was not "
                                                     "known then.")),
                                    now.year, now.month, now.day));
}

/* VAT that changes within the year: the price list shows that of 1 January. */
static void vat_changes(price_view *v)
{
    sk_day first, last;
    sk_ore vat;
    sk_day_from_ymd(v->c->set.year, 1, 1, &first);
    sk_day_from_ymd(v->c->set.year, 12, 31, &last);
    for (int i = 0; i < v->r->n_bills; i++) {
        const sk_price_bill *b = &v->r->bill[i];
        if (v->s->data->customer[b->customer].kind == SK_CUST_BOARD || b->portions == 0) continue;
        const sk_pd_tariff *d = &v->s->data->tariff[b->product];
        sk_ore price = sk__pv_tag(v->r, b->product)->price;
        for (int r = 0; r < v->m->n_vats; r++) {
            const sk_vat_rate *x = &v->m->vat[r];
            char day[SK_DATE_LEN];
            if (strcmp(x->kind, d->sale) != 0 || x->when.from <= first || x->when.from > last ||
                !sk_price_vat(price, x->rate, &vat))
                continue;
            sk_report_warning(
                v->rep,
                sk_report_words(v->rep,
                                sk__pv_t(v, SK_N("%s for %s: from %s VAT is %s and the price "
                                                 "with it %s kr (%s).")),
                                d->name, v->c->customer[b->customer].name,
                                sk_day_str(x->when.from, day), sk__pv_pct(v, x->rate),
                                sk_report_number(v->rep, price + vat, 2), x->source));
        }
    }
}

static void headline(price_view *v)
{
    const sk_price_close *all = &v->r->close[v->c->n_areas];
    sk_report_headline(
        v->rep, sk_report_words(v->rep,
                                sk__pv_t(v, SK_N("Prices of %d: %d products for %d customers, %s; "
                                                 "revenue is cost to the öre")),
                                v->c->set.year, v->r->n_tags, v->c->n_customers,
                                sk__pv_mnkr(v, all->revenue)));
}

/* ---- price list ---- */

static const sk_col list_cols[] = {
    {"customer", SK_N("Customer"), SK_CELL_NAME, false},
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"unit", SK_N("Unit"), SK_CELL_NAME, false},
    {"portions", SK_N("Volume"), SK_CELL_INT, false},
    {"price_ore", SK_N("Price"), SK_CELL_ORE, false},
    {"vat_percent", SK_N("VAT"), SK_CELL_TEXT, false},
    {"price_vat_ore", SK_N("Price with VAT"), SK_CELL_ORE, false},
    {"places", SK_N("Places"), SK_CELL_INT, false},
    {"fee_ore", SK_N("Fixed fee a year"), SK_CELL_ORE, false},
    {"remainder_ore", SK_N("Rounding remainder"), SK_CELL_ORE, false},
    {"year_ore", SK_N("The year"), SK_CELL_ORE, false},
    {"customer_id", SK_N("Customer id"), SK_CELL_TEXT, true},
    {"product_id", SK_N("Product id"), SK_CELL_TEXT, true},
    {"tariff", SK_N("Tariff"), SK_CELL_TEXT, true},
    {"billing", SK_N("Billed by"), SK_CELL_TEXT, true},
    {"mandate", SK_N("Mandate"), SK_CELL_NAME, true},
};

/* Bills in order of customer, then product, as people read a price list. */
static const sk_price_bill **by_customer(const price_view *v)
{
    const sk_price_bill **b =
        sk_arena_calloc(v->rep->arena, (size_t)v->r->n_bills + 1, sizeof(const sk_price_bill *));
    int n = 0;
    for (sk_ix u = 0; b && u < v->c->n_customers; u++)
        for (int i = 0; i < v->r->n_bills; i++)
            if (v->r->bill[i].customer == u) b[n++] = &v->r->bill[i];
    return b;
}

/* Boards are the same legal person as the kitchens; companies and others are not, and pay VAT. */
static void vat_cells(price_view *v, sk_table *t, const sk_price_bill *b, sk_ore price)
{
    const sk_vat_rate *rate = NULL;
    sk_day first;
    sk_ore vat = 0;
    sk_day_from_ymd(v->c->set.year, 1, 1, &first);
    if (v->s->data->customer[b->customer].kind != SK_CUST_BOARD)
        rate =
            sk_vat_at(v->m->vat, (size_t)v->m->n_vats, v->s->data->tariff[b->product].sale, first);
    if (rate && sk_price_vat(price, rate->rate, &vat)) {
        sk_table_s(t, sk__pv_pct(v, rate->rate));
        sk_table_v(t, price + vat);
        return;
    }
    sk_table_s(t, NULL);
    sk_table_v(t, SK_CELL_EMPTY);
}

static void price_list(price_view *v)
{
    const sk_price_bill **bill = by_customer(v);
    sk_table *t = sk_report_table(v->rep, "prices", SK_N("Price list"), COLS(list_cols), 0);
    sk_report_note(v->rep,
                   sk__pv_t(v, SK_N("Kronor without VAT. One list for all: no discounts. The "
                                    "volume is counted as it is billed: ordered, served or "
                                    "enrolled. The rounding remainder is what the price in "
                                    "whole öre leaves; it follows the fixed fee.")));
    for (int i = 0; bill && i < v->r->n_bills; i++) {
        const sk_price_bill *b = bill[i];
        if (b->portions == 0 && b->places == 0) continue; /* bought last year only */
        const sk_pd_tariff *d = &v->s->data->tariff[b->product];
        sk_ore price = sk__pv_tag(v->r, b->product)->price;
        sk_table_s(t, v->c->customer[b->customer].name);
        sk_table_s(t, d->name);
        sk_table_s(t, d->unit);
        sk_table_v(t, b->portions);
        sk_table_v(t, price);
        vat_cells(v, t, b, price);
        sk_table_v(t, b->places ? b->places : SK_CELL_EMPTY);
        sk_table_v(t, b->fee ? b->fee : SK_CELL_EMPTY);
        sk_table_v(t, b->remainder);
        sk_table_v(t, b->variable + b->fee + b->remainder);
        sk_table_s(t, v->c->customer[b->customer].id);
        sk_table_s(t, d->id);
        sk_table_s(t, sk__pv_tariff(v, b->product));
        sk_table_s(t, sk__pv_billing(v, d->billing));
        sk_table_s(t, v->s->data->customer[b->customer].mandate);
    }
}

static const sk_col month_cols[] = {
    {"customer", SK_N("Customer"), SK_CELL_NAME, false},
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"month_1_ore", SK_N("January"), SK_CELL_ORE, false},
    {"month_2_ore", SK_N("February"), SK_CELL_ORE, false},
    {"month_3_ore", SK_N("March"), SK_CELL_ORE, false},
    {"month_4_ore", SK_N("April"), SK_CELL_ORE, false},
    {"month_5_ore", SK_N("May"), SK_CELL_ORE, false},
    {"month_6_ore", SK_N("June"), SK_CELL_ORE, false},
    {"month_7_ore", SK_N("July"), SK_CELL_ORE, false},
    {"month_8_ore", SK_N("August"), SK_CELL_ORE, false},
    {"month_9_ore", SK_N("September"), SK_CELL_ORE, false},
    {"month_10_ore", SK_N("October"), SK_CELL_ORE, false},
    {"month_11_ore", SK_N("November"), SK_CELL_ORE, false},
    {"month_12_ore", SK_N("December"), SK_CELL_ORE, false},
    {"customer_id", SK_N("Customer id"), SK_CELL_TEXT, true},
    {"product_id", SK_N("Product id"), SK_CELL_TEXT, true},
};

static void months(price_view *v)
{
    const sk_price_bill **bill = by_customer(v);
    sk_table *t =
        sk_report_table(v->rep, "months", SK_N("Fixed fees by month"), COLS(month_cols), 0);
    sk_report_note(v->rep, sk__pv_t(v, SK_N("Fixed fee and rounding remainder; a single price has "
                                            "its remainder in January.")));
    sk_report_files_only(v->rep);
    for (int i = 0; bill && i < v->r->n_bills; i++) {
        if (bill[i]->portions == 0 && bill[i]->places == 0) continue; /* as in the price list */
        sk_table_s(t, v->c->customer[bill[i]->customer].name);
        sk_table_s(t, v->c->product[bill[i]->product].name);
        for (int m = 0; m < SK_PRICE_MONTHS; m++) sk_table_v(t, bill[i]->month[m]);
        sk_table_s(t, v->c->customer[bill[i]->customer].id);
        sk_table_s(t, v->c->product[bill[i]->product].id);
    }
}

/* ---- that it closes ---- */

static const sk_col area_cols[] = {
    {"area", SK_N("Area"), SK_CELL_NAME, false},
    {"cost_ore", SK_N("Cost"), SK_CELL_ORE, false},
    {"revenue_ore", SK_N("Revenue"), SK_CELL_ORE, false},
    {"gap_ore", SK_N("Unassigned requirement"), SK_CELL_ORE, false},
    {"difference_ore", SK_N("Difference"), SK_CELL_ORE, false},
};

static const char *exemptions(price_view *v)
{
    const char *s = "";
    for (int i = 0; i < v->s->data->n_areas; i++) {
        const sk_pd_area *a = &v->s->data->area[i];
        if (*a->exemption)
            s = sk_report_words(v->rep, "%s %s: %s (%s).", s, a->name, a->exemption, a->approved);
    }
    return sk_report_words(
        v->rep, "%s%s%s",
        sk__pv_t(v,
                 SK_N("Each area bears its own costs and nothing is evened out between areas (P3, "
                      "P5).")),
        *s ? sk__pv_t(v, SK_N(" Exemptions given:")) : sk__pv_t(v, SK_N(" No exemption is given.")),
        s);
}

static void areas(price_view *v)
{
    sk_table *t = sk_report_table(v->rep, "areas", SK_N("Zero result by area"), COLS(area_cols), 0);
    sk_report_note(v->rep, exemptions(v));
    for (int i = 0; i <= v->c->n_areas; i++) {
        const sk_price_close *x = &v->r->close[i];
        sk_table_s(t, i < v->c->n_areas ? v->c->area[i].name : sk__pv_t(v, SK_N("In total")));
        sk_table_v(t, x->cost);
        sk_table_v(t, x->revenue);
        sk_table_v(t, x->gap);
        sk_table_v(t, x->cost - x->revenue - x->gap);
    }
}

/* ---- from last year ---- */

static const sk_col bridge_cols[] = {
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"base_ore", SK_N("Base"), SK_CELL_ORE, false},
    {"one_off_ore", SK_N("One-off and ended"), SK_CELL_ORE, false},
    {"volume_ore", SK_N("Volume"), SK_CELL_ORE, false},
    {"index_ore", SK_N("Index"), SK_CELL_ORE, false},
    {"decided_ore", SK_N("Decisions"), SK_CELL_ORE, false},
    {"efficiency_ore", SK_N("Efficiency"), SK_CELL_ORE, false},
    {"cost_ore", SK_N("Cost"), SK_CELL_ORE, false},
};

static void bridge_row(sk_table *t, const char *name, const sk_ore *cost)
{
    sk_table_s(t, name);
    sk_table_v(t, cost[SK_BRIDGE_BASE]);
    for (int i = 1; i < SK_N_BRIDGE; i++) sk_table_v(t, cost[i] - cost[i - 1]);
    sk_table_v(t, cost[SK_N_BRIDGE - 1]);
}

static void bridge(price_view *v)
{
    sk_ore all[SK_N_BRIDGE] = {0};
    sk_table *t =
        sk_report_table(v->rep, "bridge", SK_N("Bridge from the base year"), COLS(bridge_cols), 0);
    sk_report_note(v->rep, sk__pv_t(v, SK_N("Every step is a whole calculation at this year's "
                                            "shares; the steps sum to the cost.")));
    for (int i = 0; i < v->r->n_tags; i++) {
        const sk_bridge *b = &v->s->w->bridge[v->r->tag[i].product];
        for (int s = 0; s < SK_N_BRIDGE; s++) all[s] += b->cost[s];
        bridge_row(t, v->c->product[v->r->tag[i].product].name, b->cost);
    }
    bridge_row(t, sk__pv_t(v, SK_N("In total")), all);
}

static const sk_col last_cols[] = {
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"last_price_ore", SK_N("Price last year"), SK_CELL_ORE, false},
    {"price_ore", SK_N("Price"), SK_CELL_ORE, false},
    {"last_fee_ore", SK_N("Fixed fees last year"), SK_CELL_ORE, false},
    {"fee_ore", SK_N("Fixed fees"), SK_CELL_ORE, false},
    {"last_unit_ore", SK_N("Last year a portion"), SK_CELL_ORE, false},
    {"unit_ore", SK_N("This year a portion"), SK_CELL_ORE, false},
    {"change", SK_N("Change"), SK_CELL_TEXT, false},
};

static void last_year(price_view *v)
{
    if (!v->m->has_old) return;
    sk_table *t = sk_report_table(v->rep, "last_year", SK_N("Against last year's decided prices"),
                                  COLS(last_cols), 0);
    sk_report_note(v->rep,
                   sk__pv_t(v, SK_N("Price and fixed fee together, at this year's volume.")));
    for (int i = 0; i < v->r->n_tags; i++) {
        const sk_price_tag *g = &v->r->tag[i];
        const sk_price_old *o = &v->m->old[g->product];
        if (!o->price && !o->fee) continue;
        sk_ore was = o->price * g->portions + o->fee, is = g->fixed + g->variable;
        sk_table_s(t, v->c->product[g->product].name);
        sk_table_v(t, o->price);
        sk_table_v(t, g->price);
        sk_table_v(t, o->fee);
        sk_table_v(t, g->fee + g->remainder);
        sk_table_v(t, sk__pv_unit(was, g->portions));
        sk_table_v(t, sk__pv_unit(is, g->portions));
        sk_table_s(t, was > 0 ? sk__pv_pct(v, (sk_rate){is - was, was}) : NULL);
    }
}

/* ---- sensitivity ---- */

static const sk_col sense_cols[] = {
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"unit_ore", SK_N("Cost a portion"), SK_CELL_ORE, false},
    {"direct_ore", SK_N("Support direct"), SK_CELL_ORE, false},
    {"step_down_ore", SK_N("Support step-down"), SK_CELL_ORE, false},
    {"other_base_ore", SK_N("Other base"), SK_CELL_ORE, false},
    {"volume_ore", SK_N("Volume -5 %"), SK_CELL_ORE, false},
    {"weight_up_ore", SK_N("Weight +0.1"), SK_CELL_ORE, false},
    {"weight_down_ore", SK_N("Weight -0.1"), SK_CELL_ORE, false},
};

static void sensitivity(price_view *v)
{
    sk_table *t =
        sk_report_table(v->rep, "sensitivity", SK_N("What would change the cost of a portion"),
                        COLS(sense_cols), 0);
    sk_report_note(v->rep,
                   sk__pv_t(v, SK_N("Each column is a whole calculation with one thing changed; "
                                    "weights are the product's own portion value. The published "
                                    "prices use reciprocal support.")));
    for (int i = 0; i < v->r->n_tags; i++) {
        const sk_price_tag *g = &v->r->tag[i];
        sk_table_s(t, v->c->product[g->product].name);
        sk_table_v(t, sk__pv_unit(g->fixed + g->variable, g->portions));
        for (int s = 0; s < SK_N_SENSES; s++) {
            const sk_price_tag *x = &v->s->w->sense[s][g->product];
            sk_table_v(t, x->price < 0 ? SK_CELL_EMPTY
                                       : sk__pv_unit(x->fixed + x->variable, x->portions));
        }
    }
}

static void inputs(price_view *v)
{
    for (int i = 0; i < v->s->n_scene_files; i++)
        sk_report_from(v->rep, v->s->scene_file[i].name, v->s->scene_file[i].sha256);
    for (int i = 0; i < v->s->data->n_files; i++)
        sk_report_from(v->rep, v->s->data->file[i].name, v->s->data->file[i].sha256);
    for (size_t i = 0; v->s->books && i < v->s->books->n_files; i++) {
        const sk_input_file *f = &v->s->books->file[i];
        if (strcmp(f->name, "followup/equity.csv") == 0 ||
            strcmp(f->name, "followup/targets.csv") == 0)
            sk_report_from(v->rep, f->name, f->sha256);
    }
    for (int i = 0; i < v->s->k->n_files; i++)
        sk_report_from(v->rep, v->s->k->file[i].name, v->s->k->file[i].sha256);
}

/* ---- all ---- */

static void list(price_view *v)
{
    headline(v);
    facts(v);
    warnings(v);
    vat_changes(v);
    price_list(v);
    months(v);
    areas(v);
    sk__pv_equity(v);
    bridge(v);
    last_year(v);
    sensitivity(v);
    sk__pv_staff(v);
    sk__pv_grounds(v);
    sk__pv_books(v);
}

sk_code sk_price_report(const sk_price_show *s, sk_report **out, sk_err *err)
{
    price_view v = {.s = s, .lang = s->lang};
    *out = NULL;
    v.m = s->w->made[s->w->base];
    v.r = s->w->result[s->w->base];
    v.c = &v.m->c;
    v.rep = sk_report_new(s->trace   ? "price-trace"
                          : s->scene ? "price-scenario"
                                     : "price",
                          SK_N("Prices and open books"), s->k->name, s->lang);
    if (!v.rep) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    v.rep->landscape = true;
    sk_code code = SK_OK;
    if (s->trace) code = sk__pv_trace(&v, err);
    else if (s->scene) sk__pv_scene(&v);
    else list(&v);
    inputs(&v);
    if (code == SK_OK) *out = v.rep;
    else sk_report_free(v.rep);
    return code;
}
