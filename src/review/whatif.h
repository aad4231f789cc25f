/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alternatives side by side: each scenario through the same representative year as the baseline, and what it
 * costs, takes and does.
 *
 * COST of a year. The ledger (cost_lines.csv, in the alternative's prices) always wins; a plan only says what
 * changes from the baseline:
 *   ledger      sum of the cost lines without one-off ones, after changes of indexation and wages
 *   food        ledger's food lines x (food of the year / food of the baseline's year) - ledger's food lines
 *   staff       posts added - posts freed, at their cost a year (paid hours x cost per hour)
 *   overtime    of the year - of the baseline's year; transport and energy the same
 *   premises    premises and other fixed cost of kitchens in the registers, the same
 *   added       running cost that operations name
 *   capital     annuity of investment by internal rate and life: I x r / (1 - (1 + r)^-n), in integers
 * running = ledger + food + staff + overtime + transport + energy + premises + added; total = running +
 * capital. One-off sums (moving, notice) and lingering cost are shown apart, by year.
 *
 * DATES. An operation with a date holds from that day: the year counted is cut there, every day keeps its
 * representative day, planned for the kommun as it is by then, and money of the year (posts, premises, capital) is
 * taken by days. What the change means when all of it holds a whole year is counted besides (whole_ore).
 * Cost per board, site and kitchen: food by food, transport by transport, the rest by staff minutes of the
 * cells (price/year.h), each by largest remainder, so that the parts sum to the total.
 *
 * Every alternative has the same calendar and mapping. Same input, same öre. Expected: 10 alternatives. */
#ifndef SK_REVIEW_WHATIF_H
#define SK_REVIEW_WHATIF_H

#include "price/whole.h"
#include "price/year.h"
#include "review/scenario.h"

enum { SK_WHATIF_ALTS_MAX = 40 };

typedef enum {
    SK_COST_LEDGER, SK_COST_FOOD, SK_COST_STAFF, SK_COST_OVERTIME, SK_COST_TRANSPORT, SK_COST_ENERGY,
    SK_COST_PREMISES, SK_COST_ADDED, SK_COST_CAPITAL, SK_N_COST_PARTS
} sk_cost_part;
const char *sk_cost_part_name(sk_cost_part p, sk_lang lang);

typedef struct sk_alt_kitchen {
    sk_role role;
    bool open;
    int64_t cooked, eaten;       /* portions a year */
    int64_t need_mmin, avail_mmin, post_mmin; /* a year; post_mmin: paid minutes of its posts */
    int fte_centi;               /* full-time posts, hundredths */
    sk_ore cost_ore;             /* its part of the total, by what it cooks and serves */
    int64_t out_short, out_backup; /* with it out on sk_alt.out_day: portions without food, of the backup dish, more
                                    than without any failure */
    sk_ore out_ore;              /* what that day costs more then */
} sk_alt_kitchen;

typedef struct sk_alt_group { /* a board, category or site */
    int64_t portions, on_site, over_limit, hot_portions, short_portions;
    sk_ore cost_ore;
    sk_ore portion_ore;          /* cost / portions, öre */
    int hold_p95;                /* sites only */
} sk_alt_group;

typedef struct sk_alt {
    sk_scenario *s;              /* owned; NULL = the baseline */
    sk_applied *applied;         /* owned; as on the last day counted; NULL = the baseline */
    const sk_kommun *k;          /* the baseline's, or applied->k */
    sk_day from, all_from;       /* first and last date on which something begins in the year; SK_NO_DAY = nothing */
    int n_days;                  /* of the year's days: those from `from` on, or of power cuts alone; 0 = it begins
                                    after the year */
    sk_year *year;               /* owned */
    sk_ore part[SK_N_COST_PARTS], running_ore, total_ore, portion_ore; /* öre a year; öre a portion */
    sk_ore whole_ore, whole_portion_ore; /* total a year when every operation holds all year */
    sk_ore invest_ore, one_off_ore, notice_ore, lingering_ore; /* lingering: a year */
    sk_ore once_ore;             /* one-offs, notice and lingering cost that fall in the year counted */
    sk_ore first_year_ore;       /* change against the baseline in the year counted, with them */
    int64_t rate_ppm;            /* internal rate it was counted with */
    sk_alt_kitchen *kitchen;     /* [k->n_kitchens] */
    sk_alt_group *board, *category, *site; /* [n_boards], [n_categories], [n_sites] */
    int n_cooking, n_receiving, n_serving, n_unstaffed; /* open kitchens by role; sites' former staffed ones */
    int64_t portions, on_site, hot_portions, over_limit, short_portions, backup_portions;
    int hold_p95;
    int64_t need_mmin, avail_mmin, over_mmin, excess_mmin; /* excess: of over, beyond the agreed overtime; unpaid */
    int64_t fte_centi, full_time_ppm; /* posts of the kitchens, trainees not counted */
    int freed[3], moved[3], added; /* posts by sex (unknown, women, men); freed includes redeployed */
    int redeployed[3];
    int64_t km, food_kg, trip_kg, energy_kg; /* kilometres; CO2e */
    int64_t waste_g, waste_portions; /* expected food waste: see waste below; 0 portions = nothing measured */
    bool outages;                /* whether the losses of kitchens were planned; the four below are theirs */
    int n_alone;                 /* single points of failure: kitchens whose loss leaves someone without food */
    sk_ix worst;                 /* kitchen whose loss is the worst, SK_NONE */
    sk_day out_day;              /* the busiest planned day */
    int64_t largest_ppm;         /* share of the portions that the largest kitchen cooks */
    int n_cond[3]; sk_ore backlog_ore; /* condition of open kitchens; maintenance backlog */
    bool irreversible, order_needed;
    struct sk__states *states;   /* owned: the kommun by date */
} sk_alt;

/* Measured waste, grams and portions of lunch, by whether the food was cooked where it was eaten. A site's
 * expected waste is the mean of its kind; zero portions: not known. */
typedef struct sk_whatif_waste { int64_t g[2], portions[2]; } sk_whatif_waste; /* [0] brought, [1] on site */

typedef struct sk_whatif_opts {
    int year, weeks;             /* as sk_year_opts */
    sk_lang lang;
    sk_whatif_waste waste;
    bool whole_only;             /* dates do not count: only whole_ore is wanted, in half the time */
    bool outages;                /* plan the busiest day again with every kitchen out: some seconds an alternative */
    sk_progress progress; void *ctx;
} sk_whatif_opts;

typedef struct sk_whatif {
    const sk_kommun *k;          /* borrowed */
    sk_year_map *map;
    sk_alt *alt; int n_alts;     /* alt[0] is the baseline */
    sk_year_cache *cache;        /* plans of alternatives that plan the same are made once */
    sk_arena *arena;
} sk_whatif;

/* Takes the scenarios, also on failure. SK_E_INPUT: a scenario cannot be applied (diags), or the year cannot be
 * planned. Freed by sk_whatif_free. */
sk_code sk_whatif_make(const sk_kommun *k, sk_scenario **s, int n, const sk_whatif_opts *opts, sk_whatif **out,
                       sk_diags *diags, sk_err *err);
void sk_whatif_free(sk_whatif *w); /* NULL allowed */

/* One more alternative against the same baseline and mapping (sweeps, flips). Freed by sk_alt_free. */
sk_code sk_whatif_one(const sk_whatif *w, sk_scenario *s, const sk_whatif_opts *opts, sk_alt *out, sk_diags *diags,
                      sk_err *err);
void sk_alt_free(sk_alt *a); /* what it holds */

/* What alternative i differs in from the baseline, by kitchen and account group of d, for its prices: running and
 * capital, which sum to the change of its total; with `once` also what is paid once. In arena. */
sk_code sk_whatif_book(const sk_whatif *w, int i, const sk_price_data *d, bool once, sk_arena *arena,
                       sk_price_extra **out, int *n, sk_err *err);

#endif
