/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The self-cost calculation as a pure function: plain records in, cells, prices and traces out.
 *
 * A COST LINE is a whole amount in öre with an owner. A UNIT is a support unit or a kitchen. A CELL is
 * what one customer takes of one product, cooked in one kitchen and eaten at one place (the same kitchen or
 * another that receives), in the year; it bears part of the lines of both. A KEY says what a cell weighs
 * when a line is shared: portions x a dated factor of the product, or an amount given for the cell (hours,
 * km from the plan). Ledger totals always win; keys only distribute them.
 *
 *   base (outturn or budget) -> one-offs out -> volume -> index -> decided change -> efficiency
 *     each line is rounded once here, half away from zero; from then on amounts are whole öre
 *   line -> cells by largest remainder, the share being (share of a support unit) x (key of the cell / keys
 *     of its kitchen), an exact fraction; cells are in order of ids, so the order of rows never matters
 *   product -> variable price rounded down to whole öre, the rest a visible line (avrundningsrest)
 *
 * Every row of parts says (line, cell, öre), so every öre can be followed both ways. Sums of cells equal
 * their lines, and revenue at planned volume + the named gap equals cost, per area, to the öre; otherwise
 * sk_price_run fails. Amounts never pass through floating point.
 *
 * Sizes: 100 units, 1 000 lines, 10 000 cells. Source of the model: rules P1-P28 and steps 1-10 of the
 * municipality's pricing notes; self-cost by kommunallagen 2 kap. 6 §: a price never exceeds cost. */
#ifndef SK_PRICE_CASE_H
#define SK_PRICE_CASE_H

#include "base/date.h"
#include "base/diag.h"
#include "base/mem.h"
#include "domain/kommun.h"
#include "ext/gmp_exact.h"
#include "price/split.h"
#include "price/support.h"

enum { SK_N_COST_INDEX = SK_IDX_NONE + 1, SK_PRICE_MONTHS = 12 };

typedef struct sk_price_src { const char *file; int line; } sk_price_src; /* where a record was read */

typedef struct sk_price_area { const char *id, *name; } sk_price_area; /* verksamhetsområde: closes alone */

typedef struct sk_price_unit {
    const char *id, *name;
    bool support;          /* passes its cost on by its driver; else a kitchen with cells */
    const char *driver;    /* what its use rows count, for print: "årsarbetare" */
    sk_price_src src;
} sk_price_unit;

typedef struct sk_price_use { /* how much of a support unit's output another unit takes */
    sk_ix support, unit;
    int64_t amount;        /* >= 0; own use is ignored */
    bool ppm;              /* the rows of that support are shares and must sum to 1 000 000 */
    sk_price_src src;
} sk_price_use;

typedef enum {
    SK_TARIFF_SINGLE,      /* one price per portion */
    SK_TARIFF_TWO_PART,    /* variable price per portion, fixed fee by places */
    SK_TARIFF_MIXED        /* a stated share of the fixed cost goes into the variable price */
} sk_tariff;

typedef struct sk_price_product {
    const char *id, *name;
    sk_ix area;
    sk_tariff tariff;
    sk_rate mixed;         /* MIXED: share of the fixed cost in the variable price, 0..1 */
    sk_price_src src;
} sk_price_product;

typedef struct sk_price_customer { const char *id, *name; sk_price_src src; } sk_price_customer;

typedef struct sk_price_key {
    const char *id, *name;
    bool given;            /* weights are given per cell (sk_price_given), else factor x portions */
    sk_price_src src;
} sk_price_key;

typedef struct sk_price_factor { /* portion equivalent: what one portion weighs under a key */
    sk_ix key, product;
    int64_t factor;        /* >= 0, any unit that is the same within the key: ‰ of a lunch, öre of food */
    sk_period when;        /* the whole year or not used */
    const char *decided_by;
    sk_price_src src;
} sk_price_factor;

typedef struct sk_price_volume { /* makes a cell */
    sk_ix kitchen, product, customer;
    int64_t portions;      /* planned, >= 0 */
    int64_t base_portions; /* of the base year, >= 0 */
    sk_price_src src;
    sk_ix place;           /* kitchen where it is eaten, SK_NONE = where it is cooked: both bear their lines */
    int64_t billed;        /* units that the customer pays for, >= 0; 0 = portions. By enrolment more than are eaten:
                              portions weigh and scale costs, what is billed divides them into a price */
} sk_price_volume;

typedef struct sk_price_given { /* weight of a cell under a given key */
    sk_ix key, kitchen, product, customer;
    int64_t amount;        /* >= 0 */
    sk_price_src src;
    sk_ix place;           /* as in volumes */
    int64_t base;          /* the same for the base year's volume, >= 0: what a variable line scales from */
} sk_price_given;

typedef struct sk_price_capacity { sk_ix product, customer; int64_t places; sk_price_src src; } sk_price_capacity;

typedef struct sk_price_line {
    const char *id, *name, *account;
    sk_ix unit;            /* owner; SK_NONE = direct to products, over all kitchens */
    sk_ix area;            /* SK_NONE = common to all areas */
    sk_ix product, customer; /* SK_NONE = all; else only those cells bear it */
    sk_ix key;             /* SK_NONE = plain portions */
    sk_ore outturn, budget;  /* of the base year, net of VAT that is deducted or compensated */
    bool has_outturn, has_budget;
    sk_cost_behaviour behaviour;
    sk_cost_index index;
    bool one_off;          /* does not come back: shown, and 0 in the price */
    bool influenceable;    /* bears its part of the efficiency requirement */
    sk_ore decided;        /* decided change (step-fixed cost), in the new year's prices */
    sk_price_src src;
} sk_price_line;

typedef enum { SK_BASE_OUTTURN, SK_BASE_BUDGET } sk_price_base;
typedef enum {
    SK_STAGE_ALL, SK_STAGE_BASE, SK_STAGE_ONE_OFF, SK_STAGE_VOLUME, SK_STAGE_INDEX, SK_STAGE_DECIDED
} sk_price_stage;
typedef enum { SK_EFF_NONE, SK_EFF_ORE, SK_EFF_RATE } sk_eff_kind;

typedef struct sk_price_settings {
    int year;
    sk_price_base base;
    sk_price_stage stop;             /* for bridges: leaves out the steps after it */
    sk_rate index[SK_N_COST_INDEX];  /* growth by class, {37, 1000} = 3.7 %; den 0 = not given */
    sk_support_method method;
    const sk_ix *order;              /* step-down: units, first closed first; NULL = most serving first */
    sk_eff_kind eff;
    sk_ore eff_ore;                  /* requirement in öre, >= 0 */
    sk_rate eff_rate;                /* or as a share of the influenceable lines, 0..1 */
    sk_ore gap_ore;                  /* of the requirement, not assigned to lines: the one allowed gap */
    sk_ix gap_area;
    const char *gap_decision, *gap_responsible; /* must be given when gap_ore > 0 */
} sk_price_settings;

typedef struct sk_price_case {
    sk_price_settings set;
    const sk_price_area *area;         int n_areas;
    const sk_price_unit *unit;         int n_units;
    const sk_price_use *use;           int n_uses;
    const sk_price_product *product;   int n_products;
    const sk_price_customer *customer; int n_customers;
    const sk_price_key *key;           int n_keys;
    const sk_price_factor *factor;     int n_factors;
    const sk_price_volume *volume;     int n_volumes;
    const sk_price_given *given;       int n_given;
    const sk_price_capacity *capacity; int n_capacities;
    const sk_price_line *line;         int n_lines;
} sk_price_case;

/* ---- results; indexes are those of the case unless said otherwise ---- */

typedef struct sk_price_steps { /* of one line, öre; each is the change that the step made */
    sk_ore base, one_off, volume, index, decided, efficiency;
    sk_ore final;          /* their sum: what the cells bear */
    sk_rate volume_rate;   /* planned / base volume in the units of its key; {1, 1} when fixed */
} sk_price_steps;

typedef struct sk_price_cell {
    sk_ix kitchen, product, customer;
    sk_ix place;           /* kitchen where it is eaten; == kitchen when cooked there */
    int64_t portions;      /* eaten */
    int64_t billed;
    sk_ore fixed, variable;          /* cost */
    sk_ore gap_fixed, gap_variable;  /* <= 0: the cell's part of the named gap */
} sk_price_cell;

typedef struct sk_price_part { sk_ix line, cell; sk_ore ore; } sk_price_part;

typedef struct sk_price_tag { /* price of one product */
    sk_ix product;
    int64_t portions;           /* as billed */
    sk_ore fixed, variable;     /* cost after the gap, öre a year */
    sk_ore fixed_in_variable;   /* of fixed, what the price per portion carries */
    sk_ore price;               /* öre per portion, rounded down */
    sk_ore remainder;           /* avrundningsrest, 0 .. portions - 1 */
    sk_ore fee;                 /* fixed fee, öre a year */
} sk_price_tag;

typedef struct sk_price_bill { /* what one customer pays for one product in the year */
    sk_ix product, customer;
    int64_t portions, places;   /* as billed */
    sk_ore variable, fee, remainder;      /* price x portions, fixed fee, avrundningsrest */
    sk_ore month[SK_PRICE_MONTHS];        /* of fee + remainder; all in month[0] for a single price */
} sk_price_bill;

typedef struct sk_price_close { /* of one area; the last entry is the total */
    sk_ore cost, revenue, gap;  /* revenue + gap = cost */
} sk_price_close;

typedef struct sk_price_result {
    sk_arena *arena;            /* owns all but shares */
    sk_exact *shares;           /* support x kitchen, NULL without support units */
    sk_ix *share_row, *share_col; /* by unit: its row or column in shares, SK_NONE */
    int64_t *factor;            /* n_keys x n_products: this year's, below 0 = none */
    int64_t *given, *given_base; /* n_keys x n_cells */
    sk_price_steps *step;       /* by line */
    sk_price_cell *cell;   int n_cells; /* sorted by ids of kitchen, product, customer */
    sk_price_part *part;   size_t n_parts; /* sorted by line, cell; no zero amounts */
    size_t *part_of_line;       /* n_lines + 1: parts of line i are [i] .. [i + 1) */
    size_t *by_cell;            /* n_parts: parts in order of cell, line id */
    size_t *part_of_cell;       /* n_cells + 1, into by_cell */
    sk_ix *line_order;          /* lines in order of id, n_lines */
    sk_price_tag *tag;     int n_tags;  /* by product id */
    sk_price_bill *bill;   int n_bills; /* by product id, customer id */
    sk_price_close *close;      /* n_areas + 1 */
    sk_ore eff_required, eff_assigned;
} sk_price_result;

/* Runs steps 1-10. SK_E_INPUT: told through diags and *out stays NULL: nothing is published. Rules:
 *   K001 ids and references       K002 the same row twice        K003 a number out of range
 *   K004 driver shares not 100 %  K005 support unit serves only itself or never reaches a kitchen
 *   K006 product without volume   K007 customer without price    K008 factor: validity overlaps or lacks
 *   K009 base or index missing    K010 cost that no cell can bear K011 no base volume to scale from
 *   K012 efficiency requirement   K013 places for a fixed fee     K014 price below zero
 *   K015 revenue is not cost
 * SK_E_NOMEM. */
sk_code sk_price_run(const sk_price_case *c, sk_price_result **out, sk_diags *diags);
/* The faults of a case that its lines have no part in (K001-K008): for a ledger that has faults of its own.
 * SK_E_INPUT when there are any. */
sk_code sk_price_check(const sk_price_case *c, sk_diags *diags);
void sk_price_result_free(sk_price_result *r); /* NULL allowed */

/* ---- traces (trace.c) ---- */

/* Share of the line that a part is, with its numbers: "23/49 x 812/4060" (support x key), "812/4060". */
sk_code sk_price_share_str(const sk_price_case *c, const sk_price_result *r, const sk_price_part *p,
                           sk_buf *out);
/* Key of the line's cells of a product, and of all its cells: a direct line gives the product key / all. False
 * for lines of support units, whose share goes by way of every kitchen. */
bool sk_price_line_share(const sk_price_case *c, const sk_price_result *r, sk_ix line, sk_ix product,
                         int64_t *key, int64_t *all);
/* Forward: what one ledger row of `ore` öre in a line adds to each cell, by largest remainder over the
 * line's parts, so that it sums to the row; ore[n_cells]. A row of a line that is 0 in the price (one-off)
 * reaches no cell: false. */
bool sk_price_trace_row(const sk_price_result *r, sk_ix line, sk_ore row_ore, sk_ore *ore);
/* Reverse: cost of a product by line, ore[n_lines]; the sum is the product's cost before the gap. */
void sk_price_trace_product(const sk_price_case *c, const sk_price_result *r, sk_ix product, sk_ore *ore);

/* ---- prices that stay as they were (tariff.c) ---- */

typedef struct sk_price_old { sk_ore price, fee; } sk_price_old; /* by product: öre a portion; öre a year */
typedef struct sk_price_saving {
    sk_ore cost;      /* before efficiency */
    sk_ore revenue;   /* at old prices and planned volume */
    sk_ore required;  /* cost - revenue: what must be saved; negative = room */
    sk_ore assigned;  /* on lines in this run */
    sk_ore gap;       /* required - assigned */
} sk_price_saving;
/* Of the whole case; false when a sum is out of range. */
bool sk_price_unchanged(const sk_price_case *c, const sk_price_result *r, const sk_price_old *old,
                        sk_price_saving *out);

/* VAT on a net price at a sales kind's rate, rounded once; false when out of range. */
bool sk_price_vat(sk_ore net, sk_rate rate, sk_ore *vat);

#endif
