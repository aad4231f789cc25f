/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policy: every rule of thumb, guideline and price that is not a register, as one flat table of
 * settings. The table SK_POLICY_TABLE is the only list: it declares the struct, the defaults and
 * ranges, reads policy.json, writes its JSON Schema and its documentation. A setting carries its
 * source in words; "A" marks an assumption of domain.md that the folder should replace.
 *
 * X(field, unit, default, min, max, source, sentence) ; all values are int64. */
#ifndef SK_DOMAIN_POLICY_H
#define SK_DOMAIN_POLICY_H

#include "base/types.h"

#define SK_POLICY_TABLE(X)                                                                         \
    X(reference_portion_g, "g", 330, 100, 1000, "A: served g/eater 325-340", "mass of a reference portion, served") \
    X(pack_min, "min", 10, 0, 120, "A", "from the end of a batch until the tour can leave")       \
    X(receive_min, "min", 5, 0, 120, "A", "from arrival until the food can be served")            \
    X(onsite_lead_min, "min", 5, 0, 60, "A", "from the end of a batch until a sitting in the same house starts") \
    X(cooling_limit_min, "min", 360, 60, 600, "Livsmedelsverket 2018-11-30", "longest time from 60 to 8 C") \
    X(session_breakfast_min, "min", 120, 15, 600, "A", "equipment time before the last sitting of breakfast") \
    X(session_lunch_min, "min", 240, 15, 600, "A", "equipment time before the last sitting of lunch") \
    X(session_snack_min, "min", 120, 15, 600, "A", "equipment time before the last sitting of a snack") \
    X(session_supper_min, "min", 180, 15, 600, "A", "equipment time before the last sitting of supper") \
    X(pack_mmin_box, "mmin/box", 1500, 0, 60000, "A", "packing, per transport box, at the sender") \
    X(receive_mmin_box, "mmin/box", 1000, 0, 60000, "A", "receiving, per transport box, at the receiver") \
    X(serve_mmin_cooking, "mmin/portion", 350, 0, 20000, "A: 14-18 portions per labour hour in the whole chain", \
      "serving and washing up, per portion, in a cooking kitchen") \
    X(serve_mmin_receiving, "mmin/portion", 400, 0, 20000, "A", "the same in a receiving kitchen") \
    X(serve_mmin_serving, "mmin/portion", 0, 0, 20000, "A: the customer's staff serve", \
      "the same in a serving kitchen") \
    X(reheat_mmin, "mmin/portion", 150, 0, 20000, "A", "reheating chilled food, per portion, where it is eaten") \
    X(fixed_min_cooking, "min/day", 90, 0, 1440, "A", \
      "opening, cleaning, self-control, orders in a cooking kitchen, per open day") \
    X(fixed_min_receiving, "min/day", 60, 0, 1440, "A", "the same in a receiving kitchen") \
    X(fixed_min_serving, "min/day", 0, 0, 1440, "A", "the same in a serving kitchen") \
    X(energy_hot_ore_kg, "ore/kg", 10, 0, 10000, "A", "energy of hot holding")                     \
    X(energy_chill_ore_kg, "ore/kg", 20, 0, 10000, "A: chilled used more than 3 x the electricity in Umea's case", \
      "energy of blast chilling") \
    X(energy_reheat_ore_kg, "ore/kg", 15, 0, 10000, "A", "energy of reheating")                    \
    X(post_hours_year, "h", 1700, 1000, 2080, "A: 40 h a week less holidays and absence", \
      "paid hours of a full-time post a year, to cost a post") \
    X(internal_rate_ppm, "ppm", 25000, 0, 500000, "SKR: internal rate 2.5 % for 2024 and 2025", \
      "internal rate on investment (internranta)") \
    X(energy_ore_kwh, "ore/kWh", 150, 1, 100000, "A: about 1.50 kr/kWh with grid fee", \
      "price of electricity, to tell kWh from the energy costs above") \
    X(energy_co2e_g_kwh, "g/kWh", 40, 0, 2000, "A: Nordic mix, order of magnitude", "CO2e of electricity") \
    X(transport_co2e_g_km, "g/km", 250, 0, 5000, "A: diesel van, order of magnitude", \
      "CO2e of a kilometre on a tour or extra trip") \
    X(extra_trip_ore, "ore", 35000, 0, 10000000, "A: van and driver about 355 kr/h", \
      "fixed cost of an extra delivery trip outside the tours") \
    X(extra_trip_km_ore, "ore/km", 300, 0, 100000, "A: about 3 kr/km", \
      "cost per km of an extra trip, there and back") \
    X(extra_trip_hour_ore, "ore/h", 35500, 0, 1000000, "A: van and driver about 355 kr/h", \
      "cost per hour of an extra trip") \
    X(extra_trip_boxes, "boxes", 60, 1, 10000, "A: van 6-10 wagons of 10-14 GN", "boxes on an extra trip")    \
    X(extra_trip_max_m, "m", 25000, 0, 1000000, "A", "longest straight line for an extra trip; 0 = none") \
    X(road_factor_ppm, "ppm", 1300000, 1000000, 3000000, "A", "road distance against the straight line") \
    X(road_kmh, "km/h", 45, 5, 120, "A", "mean speed on an extra trip")                            \
    X(stop_min, "min", 4, 0, 60, "A: 4 min/stop", "unloading at a stop of an extra trip")           \
    X(change_ore, "ore/portion", 15, 0, 100000, "A", "penalty for another supplier than the usual, per portion") \
    X(overtime_excess_ore_h, "ore/h", 500000, 0, 100000000, "A", \
      "penalty per hour of overtime above the kitchen's limit") \
    X(extra_run_ore, "ore/run", 2000000, 0, 100000000, "A", \
      "penalty for an equipment run more than the session holds") \
    X(backup_ore, "ore/portion", 5000, 0, 100000000, "A", "penalty for serving the backup dish")   \
    X(shortage_1_ore, "ore/portion", 2000000, 0, 1000000000, "A: care and small children first", \
      "penalty for a portion short, priority group 1") \
    X(shortage_2_ore, "ore/portion", 1500000, 0, 1000000000, "A", "the same, group 2")              \
    X(shortage_3_ore, "ore/portion", 1200000, 0, 1000000000, "A", "the same, group 3")              \
    X(shortage_4_ore, "ore/portion", 1000000, 0, 1000000000, "A", "the same, group 4")              \
    X(shortage_diet_ore, "ore/portion", 8000000, 0, 1000000000, "A: diets far above dishes", \
      "penalty for a special diet portion short, any group") \
    X(hold_excess_ore, "ore/portion", 30000, 0, 100000000, "A", \
      "penalty for a portion held hot longer than its limit") \
    X(emergency_hold_min, "min", 120, 0, 600, "A: two hours at 60 C; shorter limits are for quality", \
      "hot holding allowed when a kitchen fails, where a recipe's own limit is shorter") \
    X(reserve_portions, "portions", 2500000, 1, 1000000000, "the municipality's plan: 100 days x 25 000", \
      "freeze-dried portions that the reserve shall hold") \
    X(reserve_years, "years", 7, 1, 30, "the municipality's plan", "years to fill the reserve in")   \
    X(reserve_shelf_years, "years", 25, 1, 50, "A", "years that a freeze-dried portion keeps")      \
    X(reserve_invest_ore, "ore", 1000000000, 0, 1000000000000, "the municipality's plan: 10 mnkr", \
      "equipment for freeze-drying, once") \
    X(freeze_dry_ore, "ore/portion", 900, 0, 100000, "A: energy and packing", \
      "freeze-drying and packing a reference portion") \
    X(freeze_dry_mmin, "mmin/portion", 250, 0, 20000, "A", "staff time for freeze-drying and packing, per portion") \
    X(backup_mmin, "mmin/portion", 300, 0, 20000, "A", "staff time for the backup dish, where it is served") \
    X(ran_out_ore, "ore/portion", 9000, 0, 100000000, "A: an eater disappointed weighs six portions left over", \
      "cost of an eater who finds the dish gone; with left_over_ore it decides how much to cook") \
    X(left_over_ore, "ore/portion", 1500, 0, 100000000, "A: food about 12 kr, the rest work and refuse", \
      "cost of a portion that is cooked and not eaten") \
    X(floor_ppm, "ppm", 600000, 0, 950000, "A", \
      "quantile of its own eaters that every site and line gets at least, whatever its kitchen cooks in all") \
    X(buffet_ppm, "ppm", 20000, 0, 500000, "A", \
      "least surplus over the expected eaters of a buffet, so that the last guest finds food") \
    X(sick_warn_ppm, "ppm", 200000, 0, 1000000, "A", "absent share of a kitchen's minutes that gives a warning") \
    X(capacity_warn_ppm, "ppm", 700000, 0, 1000000, "A", "capacity against demand under which check warns") \
    X(diet_min_shown, "guests", 5, 1, 1000, "A: fewer could be told from each other", \
      "fewest guests of a site with a special diet for which its name stands on papers of others") \
    X(interest_ppm, "ppm", 25000, 0, 200000, "SKR: internranta 2024 and 2025", \
      "internal rate on investments (internranta), a year")                                        \
    X(backlog_years, "years", 20, 1, 60, "A", \
      "years over which a maintenance backlog is paid when a kitchen goes on in its role")         \
    X(outage_share_ppm, "ppm", 800000, 0, 1000000, "A", \
      "share of a kitchen's guests that the others must have room for when it is out")              \
    X(order_weekday, "day", 4, 1, 7, "A: care orders Thursday for next week", \
      "weekday, 1 = Monday, by which sites order the next week") \
    X(order_min, "min", 840, 0, 1440, "A: 14:00", "time of that day, minutes after midnight")       \
    X(hot_hold_c, "C", 60, 40, 100, "Livsmedelsverket, varmhallning", "lowest temperature of hot food") \
    X(reheat_c, "C", 70, 50, 100, "SKR: offentligsakermat", "lowest temperature after reheating")  \
    X(cold_c, "C", 8, 0, 15, "SKR: offentligsakermat, transporter", \
      "highest temperature of chilled food and refrigerators")

typedef struct sk_policy {
#define X(field, unit, def, lo, hi, source, text) int64_t field; /* see the table */
    SK_POLICY_TABLE(X)
#undef X
} sk_policy;

typedef struct sk_setting {
    const char *name, *unit, *source, *text; /* text is a message id */
    int64_t def, lo, hi;
    size_t offset; /* of the int64_t in sk_policy */
} sk_setting;

extern const sk_setting sk_policy_settings[];
extern const int sk_n_policy_settings;
void sk_policy_defaults(sk_policy *p);

#endif
