/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kommun: the validated, frozen domain data of one municipality, as read from its folder.
 *
 * Everything is plain arrays in one arena, sorted by id (bytes), so that the order of rows in a file
 * never matters; references are indexes (sk_ix) into these arrays, SK_NONE where optional. Nobody
 * changes a kommun after it is built; a scenario builds another one.
 *
 * Units: öre, grams, minutes, portions, ppm (parts per million), milli (thousandths). A PORTION is
 * one meal for one eater. Mass, equipment, boxes and reheating count REFERENCE portions
 * (policy.reference_portion_g x the category's factor); staff minutes, shortages and prices count
 * eaters' portions. Minutes per portion are kept as milliminutes (mmin) to stay integers.
 *
 * Expected sizes: 70 kitchens, 250 sites, 300 posts, 60 dishes; up to 50 times that. */
#ifndef SK_DOMAIN_KOMMUN_H
#define SK_DOMAIN_KOMMUN_H

#include "base/date.h"
#include "base/mem.h"
#include "domain/policy.h"

/* Weekday sets: bit 0 = Monday .. bit 6 = Sunday. In files "MTOTF.." (a dot = not that day). */
typedef uint8_t sk_wdays;
static inline bool sk_wdays_has(sk_wdays w, int weekday) { return (w >> (weekday - 1)) & 1; }

typedef struct sk_period { sk_day from, to; } sk_period; /* inclusive; SK_NO_DAY / SK_DAY_FOREVER */
static inline bool sk_period_has(sk_period p, sk_day d) { return p.from <= d && d <= p.to; }

typedef enum { SK_ROLE_COOKING, SK_ROLE_RECEIVING, SK_ROLE_SERVING } sk_role; /* tillagning, mottagning, servering */
/* frukost, lunch, mellanmål, kvällsmat */
typedef enum { SK_MEAL_BREAKFAST, SK_MEAL_LUNCH, SK_MEAL_SNACK, SK_MEAL_SUPPER, SK_N_MEALS } sk_meal;
typedef enum { SK_COND_GREEN, SK_COND_YELLOW, SK_COND_RED } sk_condition;
typedef enum { SK_COMP_MAIN, SK_COMP_SIDE, SK_COMP_SAUCE, SK_COMP_COLD, SK_COMP_BREAD } sk_comp_kind;
/* How a component reaches the guest: delivered hot, cooked earlier or same day and delivered or kept
 * chilled (then reheated where eaten unless the component is eaten cold), or prepared where eaten. */
typedef enum { SK_MODE_HOT = 1, SK_MODE_CHILLED = 2, SK_MODE_AT_SITE = 4 } sk_mode; /* bits of a set */
typedef enum {
    SK_PROD_SERVED,  /* serverad: a cooked meal by the menu, or by `dish` when that is given */
    SK_PROD_GOODS,   /* varor: raw goods for a meal that the customer's own staff make */
    SK_PROD_PACKED,  /* matsäck: packed meal for an outing */
    SK_PROD_BOXED    /* matlåda: chilled boxed home delivery, delivered lead_days before it is eaten */
} sk_prod_kind;
typedef enum { SK_BILL_ORDERED, SK_BILL_SERVED, SK_BILL_ENROLLED } sk_billing;
typedef enum { SK_VEG_NO, SK_VEG_LACTO_OVO, SK_VEG_LACTO, SK_VEG_VEGAN } sk_veg;
/* What kind of day a calendar says it is. */
typedef enum {
    SK_DAY_NORMAL,   /* normal */
    SK_DAY_BREAK,    /* lov */
    SK_DAY_STUDY,    /* studiedag */
    SK_DAY_PLANNING, /* planeringsdag */
    SK_DAY_REDUCED,  /* reducerad, e.g. July in preschools */
    SK_DAY_HOLIDAY,  /* helgdag (public holiday or eve) */
    SK_DAY_CLOSED,   /* stängt */
    SK_N_DAY_TYPES
} sk_day_type;

typedef struct sk_manager { /* restaurangchef */
    const char *id, *name, *cost_centre; /* ansvar */
    int headcount;                       /* employees she leads */
} sk_manager;

typedef struct sk_board { /* nämnd or other customer (kund) */
    const char *id, *name;
    enum { SK_CUST_BOARD, SK_CUST_COMPANY, SK_CUST_EXTERNAL } kind;
} sk_board;

typedef struct sk_equip_class { const char *id, *name; } sk_equip_class; /* kokgryta, ugn, stekbord ... */

typedef struct sk_equipment {
    sk_ix kitchen, cls;
    int units;           /* >= 1 */
    int cap_run;         /* reference portions per run of ONE unit, >= 1 */
    int run_min;         /* minutes per run, >= 1 */
} sk_equipment;

typedef struct sk_kitchen {
    const char *id, *name, *place, *phone, *cost_centre;
    sk_role role;
    int32_t lat_e5, lon_e5;     /* degrees x 100000 */
    sk_ix manager;              /* SK_NONE allowed for serving kitchens */
    int chill_kg_day;           /* blast chiller, kg a day; 0 = none */
    int cold_store_kg;          /* cold store for chilled food; 0 = none */
    int reheat_ref;             /* reference portions that can be reheated per meal; 0 = none */
    int min_staff;              /* persons that must be there while open */
    int overtime_max_min;       /* agreed overtime a day, minutes in total */
    sk_ore overtime_ore_h;      /* öre per overtime hour */
    sk_ix *diets;               /* diet profiles it is qualified to cook */
    int n_diets;
    sk_condition condition;     /* lokalskick */
    sk_ore backlog_ore;         /* underhållsskuld */
    sk_ore premises_ore_year;   /* rent, energy, cleaning */
    sk_ore other_ore_year;      /* equipment, IT, service: fixed */
    sk_period open;             /* e.g. a service house whose staffing ends */
} sk_kitchen;

typedef struct sk_opening { /* when a kitchen works for a meal */
    sk_ix kitchen;
    sk_meal meal;
    sk_wdays days;
    sk_period when;
    sk_min work_from, work_to;  /* staff and equipment are there from..to, minutes after midnight */
} sk_opening;

typedef struct sk_post { /* a post, not a person */
    const char *id, *title;
    sk_ix kitchen;
    int employment_pct;         /* sysselsättningsgrad 1..100 */
    enum { SK_SEX_UNKNOWN, SK_SEX_WOMAN, SK_SEX_MAN } sex;
    bool trainee;               /* elev/praktikant: never capacity */
    int16_t min[7];             /* minutes by weekday, Monday first */
    int weekend_every;          /* works every n-th weekend; 1 = all (default), 0 = none */
    int weekend_offset;         /* 0..n-1: works when sk_week_index(day) mod n == offset */
    sk_ore ore_h;               /* cost per worked hour with employer's add-on (PO) */
    sk_period when;
} sk_post;

typedef enum { SK_DEV_SICK, SK_DEV_HOLIDAY, SK_DEV_LEAVE, SK_DEV_TRAINING, SK_DEV_SUBSTITUTE } sk_dev_kind;
typedef struct sk_deviation { /* dated staff deviation */
    sk_ix kitchen;              /* where the minutes are lost or added */
    sk_ix post;                 /* SK_NONE: none named; a substitute for a post works its days only */
    sk_dev_kind kind;
    sk_period when;
    int min_day;                /* minutes a day; for absence 0 = all the post's minutes that day */
    sk_ore ore_h;               /* cost of a substitute hour; 0 for absence */
    int line;                   /* in staff_deviations.csv */
} sk_deviation;

typedef struct sk_category { /* guest category: förskola, F-3, ... as data */
    const char *id, *name;
    int factor_milli;           /* portion factor, reference = 1000 */
    int attendance_ppm;         /* eaters / guests until the forecast knows better */
    int veg_ppm;                /* share that takes the vegetarian line */
    int priority;               /* shortage group 1 (served first) .. 4 */
    sk_ore ran_out_ore;         /* an eater who finds the dish gone; 0 = the policy's */
    sk_ore left_over_ore;       /* a portion cooked and not eaten; 0 = the policy's */
    bool plated;                /* on plates or in boxes: no buffet, so no surplus for one */
} sk_category;

typedef struct sk_calendar {
    const char *id, *name;
    sk_wdays days;              /* weekdays of ordinary service */
    bool open_holidays;         /* care: public holidays are ordinary days */
    sk_day from, to;            /* span the calendar knows; outside it planning is refused */
} sk_calendar;

typedef struct sk_cal_event { /* from calendars/NAME.ics */
    sk_ix calendar;             /* SK_NONE = public holiday for every calendar */
    sk_ix site;                 /* SK_NONE = every site of the calendar */
    sk_ix kitchen;              /* set: this kitchen is closed (site is SK_NONE) */
    sk_day_type type;
    sk_period when;
    const char *name;
} sk_cal_event;

typedef struct sk_site { /* enhet: a place where guests eat */
    const char *id, *name, *unit_code;
    sk_ix category, kitchen;    /* kitchen = receiving point where the food is served */
    sk_ix usual_supplier;       /* ordinarie leveranskök; == kitchen when cooked on site */
    sk_ix board, calendar, menu;
    int places;                 /* most guests the room and sittings are made for; 0 = unknown */
    int32_t lat_e5, lon_e5;
    sk_period open;
} sk_site;

typedef struct sk_guests { sk_ix site; sk_day from; int guests; } sk_guests; /* step function by date */

typedef struct sk_sitting { /* serveringspass */
    sk_ix site;
    sk_meal meal;
    sk_min start, end;
    int share_ppm;              /* shares of a site's meal sum to SK_PPM */
} sk_sitting;

typedef struct sk_site_meal { /* which product a site gets, when, and for which share of its guests */
    sk_ix site, product;
    sk_meal meal;
    sk_wdays days;
    uint8_t day_types;          /* bit per sk_day_type on which it is served */
    int share_ppm;              /* of the guests, e.g. fritids on leave days 250000 */
    int attendance_ppm;         /* 0 = the category's */
    sk_period when;
} sk_site_meal;

typedef struct sk_product {
    const char *id, *name;
    sk_meal meal;
    sk_prod_kind kind;
    sk_ix dish;                 /* fixed dish (breakfast basket ...); SK_NONE = by the menu */
    int value_milli;            /* portionsvärde: share of joint kitchen cost, lunch = 1000 */
    int lead_days;              /* delivery this many days before the meal; 0 = same day */
    sk_billing billing;
    sk_ore food_budget_ore;     /* budgeted food of a portion; 0 = none given */
} sk_product;

typedef struct sk_diet { /* special diet profile, incl. texture diets */
    const char *id, *name;
    bool texture;               /* konsistensanpassad */
    uint32_t avoids;            /* allergen bits that it must not contain */
    int extra_mmin;             /* extra cooking milliminutes per portion */
    int food_cost_ppm;          /* food cost against the ordinary dish, e.g. 1300000 */
} sk_diet;

typedef struct sk_diet_order { /* ordered number of a diet at a site */
    sk_ix site, diet;
    sk_meal meal;
    sk_period when;
    int count;
} sk_diet_order;

typedef struct sk_supplier { /* leverantör of goods */
    const char *id, *name;
    sk_wdays days;              /* delivery weekdays */
    int deadline_days;          /* order this many days before the delivery ... */
    sk_min deadline;            /* ... before this time */
    sk_ore min_order_ore;
} sk_supplier;

typedef struct sk_ingredient {
    const char *id, *name, *article;
    sk_ore ore_kg;
    int pack_g;
    sk_ix supplier;
    int co2e_g_kg;              /* g CO2e per kg; -1 = not known */
    bool organic, local, on_contract;
    int loss_ppm;               /* lost in storage and preparation */
    int thaw_days;              /* taken out of the freezer this many days before it is cooked */
    uint32_t allergens;         /* bits, see sk_allergen_name */
} sk_ingredient;

typedef struct sk_recipe_line { sk_ix ingredient; int g; } sk_recipe_line; /* raw g per reference portion */

typedef struct sk_component {
    const char *id, *name, *method;
    sk_comp_kind kind;
    sk_ix equip;                /* equipment class it occupies; SK_NONE = none */
    int load_milli;             /* reference portions of equipment capacity per reference portion */
    int served_g;               /* served grams per reference portion */
    int batch_min;              /* staff minutes per run (set up, empty, clean) */
    int cook_mmin;              /* staff milliminutes per portion where it is cooked */
    uint8_t modes;              /* set of sk_mode that the recipe allows */
    int shelf_days;             /* chilled shelf life after the day it is cooked; 0 = same day */
    int hold_min;               /* hot holding limit in minutes; 0 = eaten cold, no limit */
    int per_box;                /* reference portions per transport box, >= 1 */
    sk_recipe_line *recipe;
    int n_recipe;
    sk_ore food_ore_1000;       /* derived: food cost of 1000 reference portions, loss included */
    int co2e_g;                 /* derived: g CO2e per reference portion, known part */
    uint32_t allergens;         /* derived */
} sk_component;

/* scale_milli: against the component's own portion */
typedef struct sk_dish_comp { sk_ix component; int scale_milli; } sk_dish_comp;

typedef struct sk_dish {
    const char *id, *name;
    sk_veg veg;
    sk_ix backup;               /* reservrätt; SK_NONE = none */
    sk_dish_comp *comp;         /* what is served together */
    int n_comp;
    uint32_t allergens;         /* derived */
} sk_dish;

typedef struct sk_menu {
    const char *id, *name;
    int weeks;                  /* length of the cycle */
    sk_day anchor;              /* a Monday that starts cycle week 1 */
} sk_menu;

typedef enum { SK_LINE_MAIN, SK_LINE_VEG, SK_N_LINES } sk_line;
typedef struct sk_menu_item {
    sk_ix menu;
    int week;                   /* 1..weeks */
    int weekday;                /* 1..7 */
    sk_meal meal;
    sk_line line;
    sk_ix dish;
} sk_menu_item;

typedef struct sk_vehicle {
    const char *id, *name;
    sk_ix depot;                /* kitchen */
    int cap_boxes;
    sk_ore tour_ore, stop_ore, km_ore, hour_ore;
} sk_vehicle;

typedef struct sk_stop {
    sk_ix kitchen;              /* receiving point */
    int drive_min;              /* from the stop before (or the start) */
    int m;                      /* metres from the stop before */
    int unload_min;
    sk_min win_from, win_to;    /* when it can be received; -1 = any time */
} sk_stop;

typedef struct sk_tour { /* körtur: starts at a cooking kitchen, stops in order, comes back */
    const char *id;
    sk_ix vehicle, kitchen;
    sk_wdays days;
    sk_meal meal;
    sk_min depart;
    sk_period when;
    sk_stop *stop;
    int n_stops;
    int back_min, back_m;       /* from the last stop back to the start */
    sk_ore cost_ore;            /* derived: vehicle's tour + stops + km + hours */
} sk_tour;

typedef enum { SK_ORG_KITCHEN_CLOSED, SK_ORG_SITE_MERGED } sk_org_kind;
typedef struct sk_org_change { /* dated summer organisation */
    sk_org_kind kind;
    sk_period when;
    sk_ix place;                /* kitchen or site */
    sk_ix into;                 /* substitute kitchen or receiving site */
} sk_org_change;

typedef enum { SK_COST_FIXED, SK_COST_VARIABLE } sk_cost_behaviour;
typedef enum { SK_IDX_WAGE, SK_IDX_PRICE, SK_IDX_RENT, SK_IDX_FOOD, SK_IDX_INTEREST, SK_IDX_NONE } sk_cost_index;
typedef struct sk_cost_line {
    const char *id, *name, *account;
    sk_ix kitchen;              /* SK_NONE = common (unit says which support unit) */
    const char *unit;           /* kitchen id or support unit */
    sk_ore ore;
    sk_cost_behaviour behaviour;
    sk_cost_index index;
    bool one_off;
    int row;                    /* in cost_lines.csv, for open books; 0 = not known */
} sk_cost_line;

typedef struct sk_input_file { const char *name; char sha256[65]; size_t bytes; } sk_input_file;

typedef struct sk_kommun {
    sk_arena *arena;            /* owns everything below */
    const char *name, *code;    /* "Linköping", kommunkod "0580" */
    sk_day as_of;               /* nothing later is visible to plan, forecast or price */
    sk_lang lang;               /* language of papers unless the command says otherwise */
    sk_policy policy;

    sk_manager *manager;        int n_managers;
    sk_board *board;            int n_boards;
    sk_equip_class *equip_class; int n_equip_classes;
    sk_kitchen *kitchen;        int n_kitchens;
    sk_equipment *equipment;    int n_equipment;    /* sorted by kitchen, cls */
    sk_opening *opening;        int n_openings;     /* sorted by kitchen, meal, from */
    sk_post *post;              int n_posts;        /* sorted by kitchen, id */
    sk_deviation *deviation;    int n_deviations;   /* sorted by kitchen, from, post */
    sk_category *category;      int n_categories;
    sk_calendar *calendar;      int n_calendars;
    sk_cal_event *cal_event;    int n_cal_events;   /* sorted by from */
    sk_site *site;              int n_sites;
    sk_guests *guests;          int n_guests;       /* sorted by site, from */
    sk_sitting *sitting;        int n_sittings;     /* sorted by site, meal, start */
    sk_site_meal *site_meal;    int n_site_meals;   /* sorted by site, meal, product, from */
    sk_product *product;        int n_products;
    sk_diet *diet;              int n_diets;
    sk_diet_order *diet_order;  int n_diet_orders;  /* sorted by site, meal, diet, from */
    sk_supplier *supplier;      int n_suppliers;
    sk_ingredient *ingredient;  int n_ingredients;
    sk_component *component;    int n_components;
    sk_dish *dish;              int n_dishes;
    sk_menu *menu;              int n_menus;
    sk_menu_item *menu_item;    int n_menu_items;   /* sorted by menu, week, weekday, meal, line */
    sk_vehicle *vehicle;        int n_vehicles;
    sk_tour *tour;              int n_tours;        /* sorted by kitchen, depart, id */
    sk_org_change *org_change;  int n_org_changes;  /* sorted by from */
    int max_event_days, max_org_days;               /* derived: the longest of each, for searches */
    sk_cost_line *cost_line;    int n_cost_lines;
    sk_input_file *file;        int n_files;        /* what was read, sorted by name */
} sk_kommun;

void sk_kommun_free(sk_kommun *k); /* frees the arena and k; NULL allowed */

/* EU allergens (annex II of regulation 1169/2011): bit 0 gluten .. bit 13; NULL past the last. */
enum { SK_N_ALLERGENS = 14 };
const char *sk_allergen_name(int bit, sk_lang lang);

#endif
