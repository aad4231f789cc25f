/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to a kommun about one day: who is open, who eats, who works, what the menu says.
 * Pure functions; a day after kommun.as_of is fine (plans look ahead), but facts dated later than
 * as_of that could not be known are never read by them (history is not here).
 * Cost: O(log n) per call unless said otherwise. */
#ifndef SK_DOMAIN_QUERY_H
#define SK_DOMAIN_QUERY_H

#include "domain/kommun.h"

/* Range [*first, *end) of an array sorted by an owner index; the whole owner group. */
typedef struct sk_span { int first, end; } sk_span;
sk_span sk_kitchen_equipment(const sk_kommun *k, sk_ix kitchen);
sk_span sk_kitchen_openings(const sk_kommun *k, sk_ix kitchen);
sk_span sk_kitchen_tours(const sk_kommun *k, sk_ix kitchen);
sk_span sk_kitchen_deviations(const sk_kommun *k, sk_ix kitchen);
sk_span sk_kitchen_posts(const sk_kommun *k, sk_ix kitchen);
sk_span sk_site_meals_of(const sk_kommun *k, sk_ix site);
sk_span sk_site_sittings(const sk_kommun *k, sk_ix site, sk_meal meal);
sk_span sk_site_diet_orders(const sk_kommun *k, sk_ix site, sk_meal meal);

/* Day type of a site on a day: its calendar's weekdays, public holidays, breaks, its own events.
 * A weekday outside the calendar's days is SK_DAY_CLOSED unless an event "normal" says that it is
 * worked. Otherwise the most closing event wins (the order of sk_day_type). O(events). */
sk_day_type sk_site_day_type(const sk_kommun *k, sk_ix site, sk_day day);
/* The same for a calendar alone, without what concerns single sites. */
sk_day_type sk_calendar_day_type(const sk_kommun *k, sk_ix calendar, sk_day day);
bool sk_calendar_covers(const sk_kommun *k, sk_ix calendar, sk_day day);

/* Closed all that day by its own period, a kitchen event or an organisation change. O(events). */
bool sk_kitchen_closed(const sk_kommun *k, sk_ix kitchen, sk_day day);
/* Opening row of a kitchen for a meal on a day, or NULL when it is closed (its period, weekdays,
 * kitchen events, organisation changes). */
const sk_opening *sk_kitchen_open(const sk_kommun *k, sk_ix kitchen, sk_meal meal, sk_day day);
bool sk_kitchen_open_on(const sk_kommun *k, sk_ix kitchen, sk_day day); /* for any meal */
/* The last day until a day when a kitchen is open; SK_NO_DAY = on none of so many days. */
sk_day sk_kitchen_last_open(const sk_kommun *k, sk_ix kitchen, sk_day day, int days);
/* Where a site's food is served that day after organisation changes (merged sites, substitute
 * kitchens); SK_NONE when nowhere. */
sk_ix sk_site_kitchen_on(const sk_kommun *k, sk_ix site, sk_day day);
/* The usual supplier that day: the register's (of the site it is merged into), or its substitute
 * kitchen while it is closed by an organisation change. */
sk_ix sk_site_supplier_on(const sk_kommun *k, sk_ix site, sk_day day);
/* The site that a site is merged into that day, or itself. */
sk_ix sk_site_merged_into(const sk_kommun *k, sk_ix site, sk_day day);

/* The row holds on a day of that type (sk_site_day_type of its site). */
static inline bool sk_site_meal_holds(const sk_site_meal *sm, sk_day day, sk_day_type type)
{
    return sk_period_has(sm->when, day) && sk_wdays_has(sm->days, sk_day_weekday(day)) &&
           (sm->day_types >> type & 1);
}
/* The row is that meal, cooked and eaten at the site: neither goods nor a packed meal. */
static inline bool sk_site_meal_eaten(const sk_kommun *k, const sk_site_meal *sm, sk_meal meal)
{
    sk_prod_kind kind = k->product[sm->product].kind;
    return sm->meal == meal && kind != SK_PROD_GOODS && kind != SK_PROD_PACKED;
}

/* Enrolled or residents of the site itself, also while merged into another; 0 when it is closed. */
int sk_site_guests(const sk_kommun *k, sk_ix site, sk_day day);
/* The same from the step function alone, whatever the calendar says; 0 before the first step. */
int sk_site_guests_enrolled(const sk_kommun *k, sk_ix site, sk_day day);

typedef struct sk_staff_day {
    int min;          /* minutes available (posts - absence + substitutes); trainees not counted */
    int planned_min;  /* before deviations */
    int absent_min, substitute_min;
    int persons;      /* posts and substitutes at work */
    sk_ore ore;       /* cost of the available minutes */
} sk_staff_day;
int sk_week_index(sk_day day); /* ISO weeks since the one of 1970-01-01, for weekend rotas */
/* Minutes that a post works on a weekday by its own schedule and rota, before deviations. */
int sk_post_min(const sk_post *p, sk_day day);
/* Staff of a kitchen on a day. O(posts of the kitchen + its deviations). */
void sk_kitchen_staff(const sk_kommun *k, sk_ix kitchen, sk_day day, sk_staff_day *out);

/* Dish of a menu line on a day, SK_NONE when the menu has none. */
sk_ix sk_menu_dish(const sk_kommun *k, sk_ix menu, sk_day day, sk_meal meal, sk_line line);

/* Week of the menu's cycle that a day falls in, 1..weeks. */
int sk_menu_week(const sk_menu *m, sk_day day);

/* The day on which a goods supplier brings what is cooked on `day`: its last delivery day before it
 * within a week; one without delivery days comes the day before. */
sk_day sk_supplier_delivery(const sk_supplier *s, sk_day day);
/* The same for an ingredient that is cooked on `day`: it comes before it is taken out to thaw. */
sk_day sk_goods_delivery(const sk_kommun *k, sk_ix ingredient, sk_day day);

bool sk_kitchen_qualified(const sk_kommun *k, sk_ix kitchen, sk_ix diet);
/* Straight-line metres between two coordinates (haversine on a sphere of 6371 km). */
int64_t sk_distance_m(int32_t lat1_e5, int32_t lon1_e5, int32_t lat2_e5, int32_t lon2_e5);
/* A road between two kitchens that no tour has timed: metres and whole minutes, estimated from the straight
 * line with the policy's road factor and speed. */
typedef struct sk_road { int m, min; } sk_road;
sk_road sk_road_between(const sk_kommun *k, sk_ix from, sk_ix to);
sk_ix sk_find_kitchen(const sk_kommun *k, const char *id); /* SK_NONE when unknown */
sk_ix sk_find_site(const sk_kommun *k, const char *id);
sk_ix sk_find_dish(const sk_kommun *k, const char *id);
sk_ix sk_find_component(const sk_kommun *k, const char *id);

/* Words for enums, translated: "tillagningskök", "lunch", "lov" ... */
const char *sk_role_name(sk_role r, sk_lang lang);
const char *sk_meal_name(sk_meal m, sk_lang lang);
const char *sk_day_type_name(sk_day_type t, sk_lang lang);
const char *sk_mode_name(sk_mode m, sk_lang lang);
const char *sk_line_name(sk_line l, sk_lang lang);

#endif
