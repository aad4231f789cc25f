/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The world that the generator builds before it writes: kitchens, sites, tours and calendars of one
 * made-up municipality. Arrays are owned by the world. A failed allocation is remembered in
 * `failed`, so that building reads straight on and is judged once. */
#ifndef SK_GEN_GEN_PRIV_H
#define SK_GEN_GEN_PRIV_H

#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/rng.h"
#include "gen/gen.h"

enum { G_ID = 25, G_NAME = 80 };

typedef enum { G_SCHOOL, G_GYM, G_CARE, G_SERVICE, G_PRESCHOOL, G_LSS } g_kind;
typedef enum { G_COOK, G_RECEIVE, G_SERVE } g_role;
typedef enum { /* rows of catalogue/categories.csv */
    G_C_FORSKOLA, G_C_F3, G_C_46, G_C_79, G_C_GYM, G_C_VARD, G_C_LSS, G_C_SERVICE, G_C_HEM, G_C_PERSONAL, G_N_CATS
} g_cat;
typedef enum { G_CAL_SKOLA, G_CAL_GYM, G_CAL_FORSKOLA, G_CAL_VARD, G_N_CALS } g_cal;
typedef enum { G_NORMAL, G_BREAK, G_STUDY, G_PLANNING, G_REDUCED, G_HOLIDAY, G_CLOSED } g_day_type;
typedef enum { G_GRADE_EATERS, G_GRADE_PLATES, G_GRADE_ORDERS, G_GRADE_ENROLLED, G_GRADE_WEEKS } g_grade;

typedef struct g_cat_info {
    const char *id, *board;
    double factor, attendance, veg; /* as in catalogue/categories.csv; a test compares */
    g_cal cal;
    const char *menu, *product;
} g_cat_info;
extern const g_cat_info sk__gen_cats[G_N_CATS];

typedef struct g_slot { /* a kitchen of Linköping that cooks or receives */
    const char *slug, *place;
    int lat_e5, lon_e5;
    g_kind kind;
    g_role role;
    bool rural;
    int f3, a46, a79;     /* pupils; gymnasium, residents, guests or children in f3 for other kinds */
    int campus_children;  /* preschool in the same building */
    int n_preschools;     /* preschools near by that only serve */
    const char *suffix;   /* of names, "" mostly */
} g_slot;
extern const g_slot sk__gen_slots[];
extern const int sk__gen_n_slots;

typedef struct g_kitchen {
    char id[G_ID], name[G_NAME];
    const char *place;
    g_kind kind;
    g_role role;
    bool rural, seven_days;
    int lat_e5, lon_e5, tile;
    int supplier;            /* kitchen that cooks for it; itself when it cooks */
    int manager;             /* -1 for serving kitchens */
    int eaters;              /* lunch portions served here a weekday */
    int cooked;              /* lunch portions cooked here a weekday, own and sent */
    int eaters_supper, cooked_supper;
    double ref;              /* reference portions cooked at lunch */
    double ref_here;         /* reference portions eaten here at lunch */
    double work[2];          /* staff minutes a weekday, a weekend day */
    int chill_kg, store_kg, reheat;
    sk_min sit_lunch;        /* first lunch sitting when delivered, else 0 */
    sk_day closes;           /* SK_DAY_FOREVER */
    int summer_sub;          /* kitchen that replaces it in weeks 26-32, -1 = it stays open */
    bool breakfast;          /* serves breakfast and snacks, too */
    int n_posts, fte_pct;    /* posts and hundredths of full time */
    int64_t staff_ore;       /* yearly cost of its posts */
} g_kitchen;

typedef struct g_site {
    char id[G_ID], name[G_NAME];
    g_cat cat;
    g_kind at;               /* kind of its kitchen */
    int kitchen;
    int guests;              /* October 2023 */
    int lat_e5, lon_e5;
    int group;               /* 0..3: study day group */
    g_grade grade;
    double bias;             /* attendance against the category's */
    int merge_to;            /* site that takes its guests in the summer, -1 = none */
    int merge_week[2];       /* first and last week of it */
    sk_day closes;
} g_site;

typedef struct g_stop { int kitchen, drive_min, dm, unload_min; } g_stop; /* dm = 100 m */
enum { G_MAX_STOPS = 4 };
typedef struct g_tour {
    int from, vehicle;
    bool supper, seven_days;
    sk_min depart;
    int n_stops;
    g_stop stop[G_MAX_STOPS];
    int back_min, back_dm;
} g_tour;

typedef struct g_vehicle { int depot; sk_min free_lunch, free_supper; } g_vehicle;

typedef struct g_event { /* all-day event of a calendar */
    g_cal cal;
    g_day_type type;
    sk_day from, to;
    int group;      /* study days of one group of schools; -1 = all */
    const char *text;
} g_event;

typedef struct g_menu_row { int menu, week, weekday, supper; char dish[G_ID]; } g_menu_row;

enum { G_MAX_EVENTS = 400 };
typedef struct g_world {
    sk_gen_opts o;
    sk_rng rng;
    bool failed;
    g_kitchen *k;    size_t n_k, cap_k;
    g_site *s;       size_t n_s, cap_s;
    g_tour *t;       size_t n_t, cap_t;
    g_vehicle *v;    size_t n_v, cap_v;
    g_event ev[G_MAX_EVENTS]; int n_ev;
    sk_day cal_from, cal_to;
    uint8_t *types[G_N_CALS]; /* by day since cal_from; group study days apart */
    g_menu_row *menu; size_t n_menu, cap_menu;
    int n_managers, n_posts, fte_pct;
} g_world;

/* Steps of building, in order. */
void sk__gen_kitchens(g_world *w);
void sk__gen_supply(g_world *w);
void sk__gen_tours(g_world *w);
void sk__gen_calendars(g_world *w);
sk_code sk__gen_menu(g_world *w, const char *catalogue_dir, sk_err *err);
void sk__gen_work(g_world *w);
void sk__gen_summer(g_world *w);

/* Writers; each appends one whole document. */
typedef void (*g_writer)(g_world *w, sk_buf *b);
void sk__gen_w_kommun(g_world *w, sk_buf *b);
void sk__gen_w_policy(g_world *w, sk_buf *b);
void sk__gen_w_managers(g_world *w, sk_buf *b);
void sk__gen_w_boards(g_world *w, sk_buf *b);
void sk__gen_w_kitchens(g_world *w, sk_buf *b);
void sk__gen_w_openings(g_world *w, sk_buf *b);
void sk__gen_w_equipment(g_world *w, sk_buf *b);
void sk__gen_w_staff(g_world *w, sk_buf *b);
void sk__gen_w_deviations(g_world *w, sk_buf *b);
void sk__gen_w_calendars(g_world *w, sk_buf *b);
void sk__gen_w_holidays_ics(g_world *w, sk_buf *b);
void sk__gen_w_ics(g_world *w, g_cal cal, sk_buf *b);
void sk__gen_w_kitchens_ics(g_world *w, sk_buf *b);
void sk__gen_w_sites(g_world *w, sk_buf *b);
void sk__gen_w_guests(g_world *w, sk_buf *b);
void sk__gen_w_site_meals(g_world *w, sk_buf *b);
void sk__gen_w_sittings(g_world *w, sk_buf *b);
void sk__gen_w_diet_orders(g_world *w, sk_buf *b);
void sk__gen_w_vehicles(g_world *w, sk_buf *b);
void sk__gen_w_tours(g_world *w, sk_buf *b);
void sk__gen_w_tour_stops(g_world *w, sk_buf *b);
void sk__gen_w_organisation(g_world *w, sk_buf *b);
void sk__gen_w_cost_lines(g_world *w, sk_buf *b);
void sk__gen_w_candidates(g_world *w, sk_buf *b);
void sk__gen_w_wishes(g_world *w, sk_buf *b);
void sk__gen_w_reserve(g_world *w, sk_buf *b);
void sk__gen_w_stock(g_world *w, sk_buf *b);
void sk__gen_w_orders_ahead(g_world *w, sk_buf *b);
void sk__gen_w_continuity(g_world *w, sk_buf *b);
/* followup/ (gen_books.c, gen_followup.c) and invoice/ (gen_invoice.c) */
void sk__gen_w_fu_ledger(g_world *w, sk_buf *b); /* the books, as SIE */
void sk__gen_w_volumes(g_world *w, sk_buf *b);
void sk__gen_w_drivers(g_world *w, sk_buf *b);
void sk__gen_w_fu_areas(g_world *w, sk_buf *b);
void sk__gen_w_fu_centres(g_world *w, sk_buf *b);
void sk__gen_w_fu_frames(g_world *w, sk_buf *b);
void sk__gen_w_fu_reports(g_world *w, sk_buf *b);
void sk__gen_w_fu_equity(g_world *w, sk_buf *b);
void sk__gen_w_fu_measures(g_world *w, sk_buf *b);
void sk__gen_w_fu_statuses(g_world *w, sk_buf *b);
void sk__gen_w_fu_targets(g_world *w, sk_buf *b);
void sk__gen_w_fu_values(g_world *w, sk_buf *b);
void sk__gen_w_fu_verdicts(g_world *w, sk_buf *b);
void sk__gen_w_inv_changes(g_world *w, sk_buf *b);
void sk__gen_w_inv_sales(g_world *w, sk_buf *b);
void sk__gen_w_inv_booking(g_world *w, sk_buf *b);
void sk__gen_w_attendance(g_world *w, sk_buf *b);
void sk__gen_w_orders(g_world *w, sk_buf *b);
void sk__gen_w_waste(g_world *w, sk_buf *b);
void sk__gen_w_waste_targets(g_world *w, sk_buf *b);
void sk__gen_w_waste_groups(g_world *w, sk_buf *b);

/* price/ (gen_price.c, gen_ledger.c) */
void sk__gen_w_price_years(g_world *w, sk_buf *b);
void sk__gen_w_price_areas(g_world *w, sk_buf *b);
void sk__gen_w_price_accounts(g_world *w, sk_buf *b);
void sk__gen_w_price_units(g_world *w, sk_buf *b);
void sk__gen_w_price_uses(g_world *w, sk_buf *b);
void sk__gen_w_price_factors(g_world *w, sk_buf *b);
void sk__gen_w_price_tariffs(g_world *w, sk_buf *b);
void sk__gen_w_price_customers(g_world *w, sk_buf *b);
void sk__gen_w_price_volumes(g_world *w, sk_buf *b);
void sk__gen_w_price_places(g_world *w, sk_buf *b);
void sk__gen_w_price_decisions(g_world *w, sk_buf *b);
void sk__gen_w_price_vat(g_world *w, sk_buf *b);
void sk__gen_w_price_last(g_world *w, sk_buf *b);
void sk__gen_w_price_scenarios(g_world *w, sk_buf *b);
void sk__gen_w_ledger(g_world *w, sk_buf *b);
bool sk__gen_sells(const g_world *w, const char *tariff); /* somebody there gets it */
bool sk__gen_buys(const g_world *w, const char *customer);
typedef bool (*g_has)(const g_world *w, const char *id);
/* Rows whose n-th cell (0 = first) names something that there is; an empty cell fits all. */
void sk__gen_rows(const g_world *w, sk_buf *b, const char *const *row, int n, g_has has);

typedef struct g_cost { /* one line of the budget */
    const char *text, *account, *owner;
    int64_t ore;
    const char *behaviour, *index;
    bool one_off;
} g_cost;
typedef void (*g_cost_fn)(void *ctx, const g_cost *c);
void sk__gen_each_cost(const g_world *w, g_cost_fn each, void *ctx);

/* Questions to the world. */
int sk__gen_guests(const g_world *w, const g_site *s, sk_day day);     /* enrolled that day */
double sk__gen_share(const g_world *w, const g_site *s, bool supper, sk_day day); /* of the guests; 0 = not served */
g_day_type sk__gen_day_type(const g_world *w, const g_site *s, sk_day day);
bool sk__gen_has_supper(const g_site *s);
const char *sk__gen_dish(const g_world *w, const g_site *s, bool supper, sk_day day);
bool sk__gen_kitchen_is(const g_kitchen *k, const char *id); /* in any tile */
bool sk__gen_shut(const g_kitchen *k, sk_day day); /* closed for a day in its history */
int sk__gen_merged_into(const g_world *w, int site, sk_day day); /* itself mostly */
int sk__gen_work_days(const g_world *w, const g_site *s, sk_day day); /* serving days until the next long stop, 0..9 */
double sk__gen_km(int lat1, int lon1, int lat2, int lon2); /* straight line */
sk_day sk__gen_date(int y, int m, int d);

/* Text. */
void sk__gen_head(sk_buf *b, const char *columns);           /* BOM and header */
const char *sk__gen_dec(int64_t v, int decimals, char out[24]); /* "58,388" with decimal comma */
void sk__gen_tile_suffix(int tile, char out[8]);

#endif
