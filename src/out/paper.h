/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The papers of a plan: what hangs on the kitchen's wall, lies in the van and goes to the supplier.
 *
 * sk_papers_make breaks a plan down once into FLOWS (one component of one supply) and LOADS (one
 * component for one stop of one trip); every paper is summed from these, so that the amounts of all
 * papers of a day add up to the plan's. A paper is facts (one label, one value) and parts (a list with
 * a heading); the formatter paper_html.c writes them without any arithmetic.
 *
 * Units: portions are eaters' portions; micro = millionths of a reference portion (portions x
 * factor_milli x scale_milli); mass in hundredths of a kg, rounded once from grams; hours in
 * hundredths. Special diets are cooked by the same recipe, so their masses are the recipe's.
 *
 * Special diets are named by the rule of plan/shown.h: in full only in the folders of the kitchen that
 * cooks them and of the kitchen that serves them, and never on the papers of drivers and suppliers.
 * Expected: 70 kitchens x 7 days. */
#ifndef SK_OUT_PAPER_H
#define SK_OUT_PAPER_H

#include "input/desk.h"
#include "out/table.h"
#include "plan/plan.h"

enum { SK_PAPER_PARTS = 20, SK_PAPER_FACTS = 8 };

typedef struct sk_flow { /* one component of one supply */
    int supply;          /* index into plan.supply */
    int prod;            /* index into plan.prod; -1 = none */
    sk_ix component;
    int64_t micro;       /* millionths of a reference portion */
} sk_flow;

typedef struct sk_load { /* one component for one stop of one trip */
    int8_t day;
    sk_min depart, arrive;
    sk_route_kind route;
    sk_ix tour, from, to;
    sk_meal meal;
    sk_ix component;
    bool chilled;        /* some of it rides chilled */
    int portions, diet_portions; /* ordinary and special diet */
    int64_t micro;
    int64_t mass_ckg;    /* hundredths of a kg, served mass */
    int64_t boxes;
} sk_load;

typedef struct sk_papers_job { /* what they are made of; all borrowed, NULL = not known */
    const sk_plan *p;    /* must be */
    const sk_plan *published; /* of the same week: what the planner's list compares with */
    const sk_plan *before, *after; /* published, of the weeks beside it: what the vans left there, what comes,
                                      thaws and is prepared in this week for the next */
    const sk_desk *desk;
    const sk_now *now;   /* NULL = no stamp */
    sk_lang lang;
    sk_ix kitchen;       /* SK_NONE = all */
} sk_papers_job;

typedef struct sk_buy {   /* one order line; see Goods below */
    sk_day order, delivery;
    sk_ix supplier, ingredient;
    int64_t micro_g;      /* millionths of a gram, cleaned */
    int64_t need_g;       /* with loss */
    int64_t stock_g;      /* of the counted stock, used for it */
    int64_t over_g;       /* left of packs bought earlier this week, used for it */
    int64_t packs, buy_g;
    sk_ore ore;
} sk_buy;

typedef struct sk_papers {
    sk_arena *arena;
    sk_lang lang;
    const sk_plan *p;    /* borrowed */
    const sk_kommun *k;  /* borrowed */
    const sk_now *now;   /* borrowed; NULL = no stamp */
    sk_ix only;          /* kitchen; SK_NONE = all */
    const sk_desk *desk; /* borrowed; NULL = neither stock nor orders were given */
    const sk_plan *published; /* borrowed; what the planner's list compares with; NULL = nothing is published */
    struct sk_papers *before, *after; /* of the weeks beside; NULL = not known */
    sk_demand goods;     /* raw goods for the sites' own staff */
    sk_flow *flow; int n_flows;  /* by production, then supply */
    int *flow_first;     /* of each production; n_prods + 1 entries */
    int *supply_first;   /* of each need; n_needs + 1 entries */
    sk_buy *buy;         /* by kitchen, delivery, supplier, ingredient; none of kitchens that nobody asked for */
    int *buy_first;      /* of each kitchen; n_kitchens + 1 entries */
    sk_load *load; int n_loads; /* by day, depart, from, route, tour, arrive, to, meal, component */
} sk_papers;

typedef struct sk_paper_fact {
    const char *title;   /* message id */
    sk_cell_kind kind;
    sk_cell cell;
    const char *unit;    /* "kg", "h"; NULL = none */
    bool bad;            /* to be seen */
} sk_paper_fact;

typedef enum { SK_PART_LIST, SK_PART_FORM, SK_PART_LABELS, SK_PART_DATA } sk_part_form;
typedef struct sk_paper_part {
    sk_part_form form;   /* a form leaves room to write; labels stand as cards, a row each; data
                            stand in the CSV only */
    int lead;            /* > 0: rows with the same first cell stand together under it; 2: the second cell is a
                            paragraph there */
    const char *foot;    /* message id, a line to fill in under each such group; NULL = none */
    const char *note;    /* message id, under the heading; NULL = none */
    const char *empty;   /* message id, said when there is no row; NULL = the part is left out */
    sk_table t;
} sk_paper_part;

typedef struct sk_paper {
    sk_arena *arena;     /* of its composed words */
    char file[160];      /* "k_berga/day-2023-11-27.html" */
    const char *title;   /* message id */
    const char *name;    /* whose: a kitchen, tour, manager */
    const char *sub;     /* more words, translated; NULL = none */
    sk_day day, to;      /* first and last day; the same for a day's paper */
    bool diets;          /* names special diets: not for public walls */
    sk_paper_fact fact[SK_PAPER_FACTS]; int n_facts;
    sk_paper_part part[SK_PAPER_PARTS]; int n_parts;
    bool failed;         /* memory ended */
} sk_paper;

/* out borrows what the job names until sk_papers_free, and must stay where it is. SK_E_NOMEM only. */
sk_code sk_papers_make(const sk_papers_job *job, sk_papers *out, sk_err *err);
void sk_papers_free(sk_papers *ps);

/* The papers; each fills an empty paper. day is 0-based. False: nothing to say, no paper. */
bool sk_paper_day(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *out);
bool sk_paper_control(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *out);
bool sk_paper_labels(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *out);
bool sk_paper_notes(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *out);
/* Tour sheet of a vehicle; vehicle SK_NONE = the kitchen's extra trips. */
bool sk_paper_tours(const sk_papers *ps, sk_ix vehicle, sk_ix kitchen, int day, sk_paper *out);
bool sk_paper_lists(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *out);
bool sk_paper_week(const sk_papers *ps, sk_ix kitchen, sk_paper *out);
bool sk_paper_buy(const sk_papers *ps, sk_ix kitchen, sk_paper *out); /* its last part is the CSV */
bool sk_paper_manager(const sk_papers *ps, sk_ix manager, sk_paper *out);
bool sk_paper_planner(const sk_papers *ps, sk_paper *out);

/* ---- Parts of the papers (paper*.c) ---- */
void sk__paper_init(sk_paper *p, const char *title, const char *name, sk_day day, sk_day to);
void sk_paper_free(sk_paper *p);
bool sk__paper_ok(const sk_paper *p);
void sk__paper_fact(sk_paper *p, const char *title, sk_cell_kind kind, int64_t v, const char *unit,
                    bool bad);
void sk__paper_fact_s(sk_paper *p, const char *title, const char *s, bool bad); /* s lives as long as the paper */
/* A list to fill; the title is the heading. */
sk_table *sk__paper_part(sk_paper *p, sk_part_form form, const char *title, const char *note,
                         const char *empty, const sk_col *col, int n_cols);
#define SK__PART(p, form, title, note, empty, cols)                                                \
    sk__paper_part(p, form, title, note, empty, cols, (int)(sizeof(cols) / sizeof *(cols)))
/* Of the part just added; see sk_paper_part. */
void sk__paper_lead(sk_paper *p, int lead, const char *foot);
/* Words that live as long as the paper; "" when out of memory. */
#define SK__WORDS(p, ...) sk__paper_kept(p, (p)->arena ? sk_arena_printf((p)->arena, __VA_ARGS__) : NULL)
const char *sk__paper_kept(sk_paper *p, const char *s);
/* "1 234,56" */
const char *sk__paper_number(const sk_papers *ps, sk_paper *p, int64_t v, int decimals);
/* "tis 2023-11-28" */
const char *sk__paper_date(const sk_papers *ps, sk_paper *p, sk_day day);
/* Frees a paper without rows and says that there is none. */
bool sk__paper_any(sk_paper *p);
/* Names it FOLDER/KIND-DATE.html; day SK_NO_DAY: FOLDER/KIND.html. */
void sk__paper_file(sk_paper *p, const char *folder, const char *kind, sk_day day);
/* "a, b"; words that stand there already are not added again. NULL list = none yet. */
const char *sk__paper_join(sk_paper *p, const char *list, const char *word);

const sk_need *sk__flow_need(const sk_papers *ps, const sk_flow *f);
const char *sk__need_dish(const sk_papers *ps, const sk_need *n);
/* The components of a dish that travel in a group: "pasta, gravy". */
const char *sk__group_words(const sk_papers *ps, sk_ix dish, sk_group_kind g, sk_paper *p);
const char *sk__session_name(const sk_papers *ps, int session);
int64_t sk__ckg(int64_t g);                 /* grams to hundredths of a kg, half away */
int64_t sk__micro_g(int64_t micro, int g);  /* grams of so much at g grams a reference portion */
/* Slices of what is sorted by day: needs by the day they must be there, loads by their day. */
typedef struct sk__slice { int first, end; } sk__slice;
sk__slice sk__day_needs(const sk_papers *ps, int day);
sk__slice sk__day_loads(const sk_papers *ps, int day);
sk__slice sk__day_prods(const sk_papers *ps, sk_ix kitchen, int day);
/* Whether a kitchen cooks, serves or sends anything that day. */
bool sk__works(const sk_papers *ps, sk_ix kitchen, int day);
enum { SK_LOOK_BACK = 31 };
/* The last day until a day when somebody is in the kitchen: it has work by the plan, or outside the plan's
 * days is open. SK_NO_DAY = none in the last SK_LOOK_BACK. */
sk_day sk__manned_day(const sk_papers *ps, sk_ix kitchen, sk_day day);
bool sk__same_stop(const sk_load *a, const sk_load *b); /* of one trip; loads of a stop lie together */
/* The state in which a load travels: hot, cold, chilled; translated. */
const char *sk__load_state(const sk_papers *ps, const sk_load *l);
/* "Köket i Berg: Matbil 1, leaves 11:00, arrives 11:11, lunch, boxes 7" of the loads i..end-1 of a stop;
 * out false: the place is where it comes from. */
const char *sk__load_head(const sk_papers *ps, int i, int end, bool out, sk_paper *p);
int sk__stop_end(const sk_papers *ps, int i, int end); /* past the last load of the stop of load i */
const char *sk__load_way(const sk_papers *ps, const sk_load *l); /* vehicle or "extra trip" */
/* Minute at which the work on a production begins and at which its first food must be ready: by its
 * batches; without equipment it is ready when the first to leave or to be served needs it, and begins so
 * long before that all at work there, together, do its minutes. SK_CELL_EMPTY when no clock holds it. */
int64_t sk__prod_start(const sk_papers *ps, int prod);
int64_t sk__prod_ready(const sk_papers *ps, int prod);
/* Minute at which a supply's food of the first sitting must be ready; -1 = by the end of work. */
int sk__supply_ready(const sk_papers *ps, const sk_supply *s);
const sk_staff_use *sk__staff_on(const sk_papers *ps, sk_ix kitchen, int day);
bool sk__kitchen_wanted(const sk_papers *ps, sk_ix kitchen);

/* Parts of the day sheet (paper_clock.c, paper_diets.c, paper_day_ways.c): the day by the clock, special
 * diets, who eats, what leaves and comes, what is amiss. */
void sk__day_clock(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p);
void sk__day_diets(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p); /* that it cooks */
void sk__day_diets_received(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p);
void sk__day_sittings(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p);
void sk__day_send(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p);
void sk__day_receive(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p);
void sk__day_reheat(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p);
void sk__day_phone(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p);
void sk__day_amiss(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p);

/* Parts of those who lead (paper_orders.c): orders that have not come, orders that changed or differ from the
 * plan (manager SK_NONE = everybody's), and what differs from the published plan. */
void sk__orders_missing(const sk_papers *ps, sk_paper *p);
void sk__orders_changed(const sk_papers *ps, sk_ix manager, sk_paper *p);
void sk__changes(const sk_papers *ps, sk_paper *p);

/* ---- Goods (paper_goods.c) ----
 * What a kitchen must have bought: the recipes of what it cooks, and the raw goods of the sites that eat
 * there. Goods come on the supplier's last delivery day before they are needed (sk_goods_delivery).
 * NEED = recipe mass / (1 - loss), rounded up to a gram once per line. Stock is used first, and what
 * whole packs leave over, earliest delivery first; the rest is bought in whole packs. */
bool sk__make_buys(sk_papers *ps); /* false when memory ended */
/* By delivery, supplier, ingredient; also lines that stock covers. *n fills. */
const sk_buy *sk__buys(const sk_papers *ps, sk_ix kitchen, size_t *n);
/* Those of them that a supplier brings on a day. */
const sk_buy *sk__buys_on(const sk_papers *ps, sk_ix kitchen, sk_day day, sk_ix supplier, size_t *n);
void sk__day_goods(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p);
void sk__day_hand_out(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p);
void sk__day_thaw(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p);
void sk__week_thaw(const sk_papers *ps, sk_ix kitchen, sk_paper *p); /* before its first day */
sk__slice sk__goods_on(const sk_papers *ps, int day); /* slice of goods.need that must be there that day */
/* Grams of an ingredient as bought, loss included, from millionths of a gram cleaned; rounded up. */
int64_t sk__gross_g(const sk_ingredient *g, int64_t micro_g);

/* Formatter. Pages share SK_PAPERS_CSS, which lies in the root; without it they still read and print. */
#define SK_PAPERS_CSS "papers.css"
void sk_papers_css(sk_buf *out);
void sk_paper_html(const sk_papers *ps, const sk_paper *p, sk_buf *out);
/* A page of links; body is HTML of ours, name hostile. */
void sk_papers_index(const sk_papers *ps, const char *file, const char *name, const char *body, sk_buf *out);

/* The municipality's week as one workbook and as JSON with the same numbers (paper_book.c): the plan's
 * lists, production and runs, purchases, and special diets as far as many may read them. tmp_dir as for
 * sk_workbook_make. */
sk_code sk_papers_book(const sk_papers *ps, const char *tmp_dir, sk_buf *xlsx, sk_buf *json, sk_err *err);

/* index.html, kommun.xlsx, kommun.json and every paper into dir, swapped whole; n_papers fills. */
sk_code sk_papers_write(const sk_papers_job *job, const char *dir, int *n_papers, sk_err *err);

#endif
