/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kitchen review of a municipality: its year and its candidates as an instance of structure.h, and
 * what a structure means in kitchen terms.
 *
 * THE YEAR. Every calendar day is counted by itself: what is eaten where by the register's day types,
 * guests, menus and organisation, whatever the structure (the same demand for every alternative). Room is
 * asked for on the busiest day of each day type, the type of a day being the one of most enrolled.
 * PARTS. Main and sauce of lunch and supper come from the supplier; sides, salad, bread, breakfast and
 * snacks are made in the kitchen itself when it cooks or receives, and by the supplier when it only
 * serves. A closed kitchen's guests eat at another (candidate.into).
 * ARCS. Hot: packing + drive + unloading + receiving + a sitting within the smallest holding limit of
 * what travels; sittings are covered by as few deliveries a day as the limit allows. Chilled: chiller,
 * store and reheating, and every hot part of the supplied food can travel chilled or be made there. The
 * supplier works on every weekday on which the guests eat, and cooks every special diet that is ordered there,
 * unless it is today's usual supplier (then another kitchen cooks them, as today). A kitchen that does not cook
 * today is taken to learn the diets.
 * COST a year, öre, each line rounded once: premises, other fixed, capital (annuity of the investment at
 * the internal rate), backlog (annuity of the maintenance backlog of a kitchen that goes on in its
 * role), fixed staff (minutes x open days x the mean wage), cooking, receiving (packing, receiving,
 * reheating), serving, transport (a tour's cost shared by its mean stops, and the stop), energy. Food is
 * the same in every structure and left out. Serving minutes of a place that only serves today are its
 * customers' own; a kitchen turned into one still pays them.
 *
 * Sizes: 700 kitchens, 366 days; a tenth of a second on the example. */
#ifndef SK_REVIEW_REVIEW_H
#define SK_REVIEW_REVIEW_H

#include "domain/candidate.h"
#include "review/structure.h"

typedef enum {
    SK_RL_PREMISES, SK_RL_OTHER, SK_RL_CAPITAL, SK_RL_BACKLOG, SK_RL_STAFF, SK_RL_COOK, SK_RL_RECEIVE, SK_RL_SERVE,
    SK_RL_TRANSPORT, SK_RL_ENERGY, SK_N_RL
} sk_review_line;

enum { SK_REVIEW_SITTINGS = 64, SK_REVIEW_DAYS = 366, SK_REVIEW_MEALS = 2 /* lunch and supper travel */ };

typedef struct sk_review_sitting { sk_min start, end; } sk_review_sitting;

typedef struct sk_review_place { /* a kitchen and what is eaten there in the year */
    sk_ix kitchen;
    int64_t portions;
    double main_min, side_min;     /* cooking minutes by the recipes */
    double main_box, side_box;
    double main_kg, side_kg;       /* of hot food */
    int days;                      /* with anything eaten */
    int meal_days[SK_REVIEW_MEALS];
    sk_wdays wdays;
    int hold_main[SK_REVIEW_MEALS], hold_side[SK_REVIEW_MEALS]; /* smallest limit, 0 = none */
    bool chill_main, chill_side;   /* all of it can travel chilled or be made there */
    uint64_t diets;                /* ordered there, bit per diet below 64 */
    sk_review_sitting sitting[SK_REVIEW_MEALS][SK_REVIEW_SITTINGS];
    int n_sittings[SK_REVIEW_MEALS];
    int32_t *load;                 /* [n_days] reference portions of the fullest meal */
    sk_ix usual;                   /* kitchen that supplies most of it today */
    int64_t usual_portions;
} sk_review_place;

typedef struct sk_review_option { /* beside structure.opt */
    const sk_candidate *cand;      /* NULL = as the register or by default */
    bool today;
    sk_ore line[SK_N_RL];          /* parts of fixed */
    int serve_mmin, open_days, time_ppm;
    bool reheats;
    sk_wdays wdays;                /* COOK */
} sk_review_option;

typedef struct sk_review_type { sk_day_type type; sk_day busiest; int n_days; int64_t portions; } sk_review_type;

typedef struct sk_review {
    sk_arena *arena;
    const sk_kommun *k;            /* borrowed */
    int year; sk_day from; int n_days;
    bool whole_year;               /* false: the days that every calendar knows */
    sk_structure s;                /* limits are the caller's to set */
    sk_review_place *place;        /* n_kit */
    sk_review_option *opt;         /* n_opt */
    sk_review_type *type;          /* n_type */
    int *today, *today_src;        /* n_kit: options */
    bool today_holds;              /* every usual supplier is possible by these rules */
    sk_ix *unstaffed; int n_unstaffed; /* kitchens whose staffing has ended when the year begins */
    int n_now;                     /* cooking and receiving kitchens on the as-of date */
    sk_ore wage_ore_h;             /* mean of the posts */
    int stops_centi;               /* mean stops of a tour, hundredths */
    double tour_ore, stop_ore, km_ore, hour_ore; /* mean vehicle */
    const sk_wish *wish; int n_wishes; /* borrowed */
    signed char *state;            /* n_opt, by the wishes */
} sk_review;

typedef struct sk_review_data { /* rows of review/, borrowed */
    const sk_candidate *cand; int n_cands; /* sorted by kitchen; 0 = the defaults: a step down without cost */
    const sk_wish *wish; int n_wishes;
} sk_review_data;

/* year 0: the year after as_of when every calendar knows it, else that of as_of. SK_E_INPUT: no whole year is
 * known, or a menu lacks a dish; SK_E_USAGE: nothing to review. */
sk_code sk_review_make(const sk_kommun *k, const sk_review_data *data, int year, sk_review **out, sk_err *err);
void sk_review_free(sk_review *r); /* NULL allowed */

/* Parts of an arc's cost: c an index into s.cook, o an option. */
void sk_review_arc_lines(const sk_review *r, int c, int o, sk_ore line[SK_N_RL]);
typedef struct sk_review_ride { int drive_min, m, deliveries, hold_min, limit_min; sk_st_arc how; } sk_review_ride;
/* The way from cooking option c to option o: deliveries on a day with both meals 0 = too far. */
sk_review_ride sk_review_way(const sk_review *r, int c, int o);
/* Special diets ordered at a place that a supplier (both 0..n_kit-1) does not cook today. */
int sk_review_unqualified(const sk_review *r, int place, int supplier);
/* Lines of a whole structure. */
void sk_review_lines(const sk_review *r, const int *opt, const int *src, sk_ore line[SK_N_RL]);

#endif
