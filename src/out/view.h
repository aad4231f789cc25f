/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view of a plan: every number that is shown anywhere, computed once from kommun and plan.
 * Formatters (summary_text.c, summary_json.c, summary_html.c, table.c) only write what stands here.
 *
 * Money is what the kommun pays: food, staff, overtime, tours, extra trips, energy. Penalties (change
 * of supplier, overtime above the limit, extra runs, holding, backup, shortage) steer the plan and are
 * shown apart. A portion is one meal for one eater. Hours are hundredths of an hour, rounded half away
 * from zero from the plan's milliminutes. */
#ifndef SK_OUT_VIEW_H
#define SK_OUT_VIEW_H

#include "base/err.h"
#include "out/table.h"
#include "plan/plan.h"

enum { SK_VIEW_DAYS = 7, SK_VIEW_TIGHT = 12, SK_VIEW_BAR_PCT = 130, SK_VIEW_BAR_H = 110 };

typedef struct sk_view_day { /* one day of the week */
    sk_day day;
    int64_t portions;      /* of the meals delivered that day */
    int64_t need_ch, avail_ch, over_ch; /* staff, hundredths of an hour */
    int bar_h;             /* height of its bar, 0..SK_VIEW_BAR_H */
} sk_view_day;

typedef struct sk_view_kitchen {
    const char *id, *name;
    sk_role role;
    int64_t cooked;        /* portions whose first component group (the hot one) it makes */
    int64_t eaten;         /* portions eaten there */
    int64_t need_ch, avail_ch;
    int use_pct;           /* staff need / available, whole percent; 0 without staff */
    int bar_pct;           /* width of its bar, SK_VIEW_BAR_PCT percent use = 100 */
} sk_view_kitchen;

typedef struct sk_view_dot { /* a kitchen on a map; in the map's units */
    int kitchen;
    int x, y, r;
    bool named;            /* has its name beside it */
} sk_view_dot;

typedef struct sk_view_line { /* deliveries that differ from the usual */
    int x1, y1, x2, y2;
    int64_t portions;
    int width10;           /* stroke width in tenths */
    const char *from, *to; /* kitchen names */
} sk_view_line;

typedef struct sk_view_map {
    int w, h;              /* 0 = not drawn */
    sk_view_dot *dot; int n_dots;   /* biggest first, so that small ones lie on top */
    sk_view_line *line; int n_lines; /* widest last */
    int box_x, box_y, box_w, box_h; /* where the detail map lies in this one; w 0 = nowhere */
} sk_view_map;

typedef struct sk_view_demand { /* of the meals that the forecast speaks of; eaters in tenths */
    sk_demand_from from;   /* not FORECAST: the rest is 0 */
    int64_t cooked;        /* portions, special diets and packed meals among them */
    int64_t enrolled;      /* who could have come */
    int64_t expected;      /* mean of those who come */
    int64_t left_over;     /* expected portions that nobody eats */
    int64_t missed;        /* expected eaters who find their dish gone */
    int level_low, level_high; /* least and highest level of a joint quantity, tenths of a percent */
    int n_thin;            /* site-meals with fewer than 30 counted days */
    int64_t by_shares;     /* portions that the forecast says nothing of */
} sk_view_demand;

typedef struct sk_plan_view {
    sk_arena *arena;
    sk_lang lang;
    const sk_kommun *k;    /* borrowed */
    const sk_plan *p;      /* borrowed */
    char week[12];         /* "2023-W48" */
    sk_day from, to;
    int n_cooking;         /* kitchens that cook something */
    int n_eating;          /* kitchens where the food is eaten */
    int n_sites;
    sk_view_day day[SK_VIEW_DAYS];
    int n_days;
    int64_t day_max;       /* largest portions of a day, for bars */
    int64_t portions, diet_portions;
    sk_view_demand demand;
    sk_ore cost;           /* money, see above */
    sk_ore cost_portion;   /* cost / portions, öre, rounded half away */
    sk_ore penalties;
    int64_t over_ch;       /* overtime, within and above the limit */
    int64_t over_limit_ch; /* above the agreed limit */
    sk_ore over_ore;
    int n_over;            /* kitchen-days with overtime */
    int64_t short_portions, backup_portions;
    int n_short_sites;
    int hold_p95;          /* minutes */
    int64_t changed_portions; /* portions with at least one group from another kitchen than usual */
    int changed_tenths;    /* of all portions, tenths of a percent */
    int n_changed_sites;
    sk_ore objective, bound, gap; /* öre, whole */
    int64_t gap_c;         /* gap in hundredths of a percent of the whole cost, rounded up */
    bool at_bound;         /* gap under one öre: no cheaper plan exists */
    bool certified;
    sk_view_kitchen *kitchen; int n_kitchens; /* as kommun.kitchen */
    int tight[SK_VIEW_TIGHT]; /* kitchens with the highest staff use, highest first */
    int n_tight;
    sk_view_map map;       /* the whole municipality */
    sk_view_map detail;    /* its densest part, when the kitchens lie too close to tell apart */
    bool failed;           /* memory ended while it was made */
    sk_table neck_short;   /* bottlenecks in few columns, for the summary */
    sk_table demands;      /* a site's meal on a day: enrolled, expected, cooked */
    sk_table allocation, staff, trips, shortages, bottlenecks, changes;
} sk_plan_view;

/* What sk_plan_write_dir writes, in that order; ends with a NULL name. what is a message id. */
typedef struct sk_plan_file { const char *name, *what; } sk_plan_file;
extern const sk_plan_file sk_plan_files[];

/* Everything at once; SK_E_NOMEM only. out borrows p and its kommun until sk_plan_view_free. */
sk_code sk_plan_view_make(const sk_plan *p, sk_lang lang, sk_plan_view *out, sk_err *err);
void sk_plan_view_free(sk_plan_view *v);

/* The parts of sk_plan_view_make (view_*.c). */
void sk__view_tables(sk_plan_view *v);
void sk__view_demand(sk_plan_view *v);
void sk__view_map(sk_plan_view *v);
/* Hundredths of an hour from milliminutes. */
int64_t sk__view_ch(int64_t mmin);

/* Formatters. files_dir NULL = no files were written. */
void sk_summary_text(const sk_plan_view *v, const char *files_dir, sk_buf *out);
void sk_summary_json(const sk_plan_view *v, const char *files_dir, sk_buf *out);
void sk_summary_html(const sk_plan_view *v, const sk_now *now, sk_buf *out);
void sk_summary_headline(const sk_plan_view *v, sk_buf *out);
/* The distance to the bound in words, and what the bound rests on; shared by text and page. */
void sk__say_gap(const sk_plan_view *v, sk_buf *out);
/* What the demand comes from, in one sentence. */
void sk__say_demand(const sk_plan_view *v, sk_buf *out);
void sk__say_proof(const sk_plan_view *v, sk_buf *out);
void sk__svg_map(const sk_plan_view *v, const sk_view_map *m, sk_buf *out);
void sk__svg_days(const sk_plan_view *v, sk_buf *out);

/* plan.json, summary.html and the lists into dir, swapped whole. now NULL = no stamp. */
sk_code sk_plan_write_dir(const sk_plan *p, sk_lang lang, const sk_now *now, const char *dir,
                          sk_err *err);

#endif
