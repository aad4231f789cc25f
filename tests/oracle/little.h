/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smallest kommun that can be planned, to be bent into cases whose optimum is counted by hand:
 *
 *   kitchens A and B cook, R receives, all open for lunch every day, 06:30-15:00, close together
 *   one dish: main M (class 0, 300 g, 1 min a portion, 10 portions a box, hot or chilled, 3 days)
 *   one category: factor 1, everybody eats, no vegetarians; 100 guests at site S eating in A
 *   a pan in A and B: 10 units x 1000 portions, so that it never binds
 *   staff 1000 min in A and B; overtime at most 30 min at 10 öre/min, then 100 öre/min
 *   every policy cost and time is 0 but: shortage 1000 öre, extra trips forbidden
 *
 * so that 100 portions at home take 100 minutes and cost nothing. */
#ifndef SK_TEST_LITTLE_H
#define SK_TEST_LITTLE_H

#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "plan/lp.h"

enum { A, B, R };

typedef struct little {
    sk_kommun k;
    sk_kitchen kitchen[3];
    sk_opening opening[3];
    sk_equip_class cls[2];
    sk_equipment equipment[6];
    sk_post post[3];
    sk_category category[4];
    sk_calendar calendar[1];
    sk_site site[4];
    sk_guests guests[4];
    sk_sitting sitting[4];
    sk_site_meal site_meal[4];
    sk_product product[1];
    sk_component component[3];
    sk_dish dish[2];
    sk_dish_comp comp[3], backup_comp[1];
    sk_menu menu[1];
    sk_diet diet[1];
    sk_diet_order diet_order[1];
    sk_ix qualified[1];
    sk_vehicle vehicle[1];
    sk_tour tour[1];
    sk_stop stop[1];
    /* results */
    sk_arena *arena;
    sk_demand demand;
    sk_instance in;
    sk_lp_result lp;
    sk_certificate cert;
} little;

#define LITTLE_ALWAYS ((sk_period){SK_NO_DAY, SK_DAY_FOREVER})

static inline void little_kitchens(little *t)
{
    static const char *const id[3] = {"A", "B", "R"};
    for (int c = 0; c < 3; c++) {
        t->kitchen[c] = (sk_kitchen){.id = id[c], .name = id[c], .lat_e5 = 5840000 + c, .lon_e5 = 1560000,
            .role = c == R ? SK_ROLE_RECEIVING : SK_ROLE_COOKING, .manager = SK_NONE,
            .overtime_max_min = 30, .overtime_ore_h = 600, .open = LITTLE_ALWAYS};
        t->opening[c] = (sk_opening){c, SK_MEAL_LUNCH, 0x7f, LITTLE_ALWAYS, 390, 900};
        t->post[c] = (sk_post){.id = id[c], .title = "kock", .kitchen = c, .employment_pct = 100,
            .weekend_every = 1, .when = LITTLE_ALWAYS};
        for (int d = 0; d < 7; d++) t->post[c].min[d] = 1000;
    }
    t->cls[0] = (sk_equip_class){"pan", "pan"};
    t->cls[1] = (sk_equip_class){"oven", "oven"};
    t->equipment[0] = (sk_equipment){A, 0, 10, 1000, 60};
    t->equipment[1] = (sk_equipment){B, 0, 10, 1000, 60};
}

static inline void little_food(little *t)
{
    t->component[0] = (sk_component){.id = "M", .name = "M", .method = "", .kind = SK_COMP_MAIN, .equip = 0,
        .load_milli = 1000, .served_g = 300, .cook_mmin = 1000, .modes = SK_MODE_HOT | SK_MODE_CHILLED,
        .shelf_days = 3, .hold_min = 120, .per_box = 10};
    t->comp[0] = (sk_dish_comp){0, 1000};
    t->dish[0] = (sk_dish){.id = "D", .name = "D", .backup = SK_NONE, .comp = t->comp, .n_comp = 1};
    t->dish[1] = (sk_dish){.id = "E", .name = "E", .backup = SK_NONE, .comp = t->backup_comp, .n_comp = 1};
    t->backup_comp[0] = (sk_dish_comp){0, 1000};
    t->category[0] = (sk_category){"c", "c", 1000, SK_PPM, 0, 1, 0, 0, false};
    t->category[1] = (sk_category){"d", "d", 1000, SK_PPM, 0, 4, 0, 0, false};
    t->calendar[0] = (sk_calendar){"y", "y", 0x7f, true, 0, 100000};
    t->product[0] = (sk_product){"p", "p", SK_MEAL_LUNCH, SK_PROD_SERVED, 0, 1000, 0, SK_BILL_ORDERED, 0};
    t->menu[0] = (sk_menu){"m", "m", 1, 4};
    t->diet[0] = (sk_diet){.id = "gf", .name = "gf", .food_cost_ppm = SK_PPM};
}

/* A site with guests at a kitchen; lunch 11:00-11:30 every day. */
static inline void little_site(little *t, const char *id, sk_ix kitchen, sk_ix supplier, int guests)
{
    int s = t->k.n_sites++;
    t->site[s] = (sk_site){.id = id, .name = id, .kitchen = kitchen, .usual_supplier = supplier,
        .board = SK_NONE, .open = LITTLE_ALWAYS};
    t->guests[s] = (sk_guests){s, SK_NO_DAY, guests};
    t->sitting[s] = (sk_sitting){s, SK_MEAL_LUNCH, 660, 690, SK_PPM};
    t->site_meal[s] = (sk_site_meal){s, 0, SK_MEAL_LUNCH, 0x7f, 0x7f, SK_PPM, 0, LITTLE_ALWAYS};
    t->k.n_guests = t->k.n_sittings = t->k.n_site_meals = t->k.n_sites;
}

static inline void little_policy(sk_policy *p)
{
    memset(p, 0, sizeof *p);
    p->session_lunch_min = 240;
    p->overtime_excess_ore_h = 6000;
    p->extra_run_ore = 500;
    p->backup_ore = 50;
    p->shortage_1_ore = p->shortage_2_ore = p->shortage_3_ore = p->shortage_4_ore = 1000;
    p->shortage_diet_ore = 5000;
    p->extra_trip_boxes = 60;
    p->road_factor_ppm = SK_PPM;
    p->road_kmh = 60;
    p->reference_portion_g = 330;
}

static inline void little_make(little *t)
{
    memset(t, 0, sizeof *t);
    little_kitchens(t);
    little_food(t);
    sk_kommun *k = &t->k;
    little_policy(&k->policy);
    k->kitchen = t->kitchen, k->n_kitchens = 3;
    k->opening = t->opening, k->n_openings = 3;
    k->equip_class = t->cls, k->n_equip_classes = 2;
    k->equipment = t->equipment, k->n_equipment = 2;
    k->post = t->post, k->n_posts = 3;
    k->category = t->category, k->n_categories = 2;
    k->calendar = t->calendar, k->n_calendars = 1;
    k->site = t->site, k->guests = t->guests, k->sitting = t->sitting, k->site_meal = t->site_meal;
    k->product = t->product, k->n_products = 1;
    k->component = t->component, k->n_components = 1;
    k->dish = t->dish, k->n_dishes = 1;
    k->menu = t->menu, k->n_menus = 1;
    k->diet = t->diet, k->n_diets = 1;
    k->diet_order = t->diet_order;
    k->vehicle = t->vehicle, k->tour = t->tour;
    k->max_event_days = k->max_org_days = 1000;
    little_site(t, "S", A, A, 100);
}

/* A tour of A to R with lunch, 10:00, there in 10 minutes. */
static inline void little_tour(little *t, int boxes, sk_ore ore)
{
    t->vehicle[0] = (sk_vehicle){.id = "V", .name = "V", .depot = A, .cap_boxes = boxes};
    t->stop[0] = (sk_stop){R, 10, 5000, 0, -1, -1};
    t->tour[0] = (sk_tour){.id = "T", .vehicle = 0, .kitchen = A, .days = 0x7f, .meal = SK_MEAL_LUNCH,
        .depart = 600, .when = LITTLE_ALWAYS, .stop = t->stop, .n_stops = 1, .cost_ore = ore};
    t->k.n_vehicles = t->k.n_tours = 1;
}

static inline void little_minutes(little *t, sk_ix kitchen, int minutes)
{
    for (int d = 0; d < 7; d++) t->post[kitchen].min[d] = (int16_t)minutes;
}

/* Demand, instance, LP and certificate of n_days from Monday 2023-11-27. */
static inline sk_code little_solve(little *t, int n_days, sk_err *err)
{
    sk_day monday = 0;
    sk_day_parse("2023-11-27", &monday);
    t->arena = sk_arena_new();
    if (!t->arena) return SK_E_NOMEM;
    sk_code c = sk_demand_build(&t->k, NULL, monday, n_days, t->arena, &t->demand, err);
    if (!c) c = sk_instance_build(&t->k, &t->demand, NULL, t->arena, &t->in, err);
    if (!c) c = sk_alloc_solve(&t->in, NULL, NULL, t->arena, &t->lp, err);
    if (!c) sk_lp_certify(&t->in, &t->lp, &t->cert);
    return c;
}

static inline int little_row(const little *t, sk_res_kind kind, sk_ix place, int day)
{
    for (int r = 0; r < t->in.n_res; r++)
        if (t->in.res[r].kind == kind && t->in.res[r].day == day &&
            (kind == SK_RES_TOUR ? t->in.res[r].tour : t->in.res[r].kitchen) == place)
            return r;
    return -1;
}

#endif
