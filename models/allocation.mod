# SPDX-License-Identifier: GPL-3.0-or-later
# allocation.mod: who cooks what for whom, for some days?
#
# The question. Guests eat at receiving points (kitchens). Each NEED is a number of portions of one
# dish for one site, meal and day, either of the menu ("ordinary") or of one special diet. The dish
# travels in at most three PARTS: hot (main, sauce), side, cold (cold, bread). Each part of each need
# comes by WAYS: a kitchen, a mode and a production day, by its own hands or by a tour or an extra
# trip. Only ways that keep the rules of time, temperature, equipment and qualification are listed;
# src/plan/instance.h says which. How many portions go each way, so that the week costs least?
#
# This is the linear relaxation of the plan: portions may be split, runs and trips are fractions. Its
# optimum is a lower bound for every plan in whole portions. `storkok plan --keep-model DIR` writes the
# data for any municipality; allocation_small.dat beside this file is counted by hand.
#
#   glpsol --model allocation.mod --data allocation_small.dat
#
# Units: öre, minutes, portions (one meal for one eater), reference portions (policy: 330 g; a need's
# factor x the component's scale each), kg, boxes, runs (one load of one unit of equipment).
#
# What may be broken, and what it costs (everything else is hard):
#   a portion short                       short_ore   (by priority group; diets far above the rest)
#   the backup dish instead               backup_ore
#   overtime within the agreed limit      overtime_ore_h
#   overtime beyond it                    overtime_excess_ore_h, at least overtime_ore_h
#   an equipment run too many             extra_run_ore
# A meal without its potatoes is not served: short and backup belong to the need, all its parts follow.
#
# Duals are kronor per unit of capacity in öre: negative = one more unit saves that much.
# Source: fixed charges by their tightest linear multiplier and the transportation problem with side
# constraints, as in any textbook of linear programming (Dantzig and Thapa, Linear Programming 1, 1997,
# chapters 1 and 8); the rest is the kitchens' own arithmetic.

# ---- days, food ------------------------------------------------------------------------------------

param n_days, integer, >= 1;
set DAY := 0 .. n_days - 1;
set MEAL := {'breakfast', 'lunch', 'snack', 'supper'};
set SESSION := MEAL union {'chill'};              # when equipment is used; chill = chilled production
set PART := {'hot', 'side', 'cold'};

set COMP;                                         # components of dishes
param part{COMP}, symbolic, in PART;              # which part of the meal it travels in
param class{COMP}, symbolic;                      # equipment class, 'none' = needs none
param load{COMP}, >= 0;                           # reference portions of capacity per reference portion
param served_g{COMP}, >= 0;                       # g served per reference portion
param batch_min{COMP}, >= 0;                      # staff minutes per run
param cook_min{COMP}, >= 0;                       # staff minutes per portion
param is_hot{COMP}, binary;                       # 1 = has a holding limit, 0 = eaten cold
param per_box{COMP}, > 0;                         # reference portions per transport box

set DISH;
set CONTENT, within DISH cross COMP;
param scale{CONTENT}, > 0;                        # of the component's own reference portion

# ---- kitchens --------------------------------------------------------------------------------------

set KITCHEN;
param role{KITCHEN}, symbolic, in {'cooking', 'receiving', 'serving'};
param overtime_max_min{KITCHEN}, >= 0;            # minutes a day
param overtime_ore_h{KITCHEN}, >= 0;
param chill_kg{KITCHEN}, >= 0;                    # blast chiller, a day
param store_kg{KITCHEN}, >= 0;                    # cold store
param reheat_ref{KITCHEN}, >= 0;                  # reference portions reheated per meal
param staff_min{KITCHEN, DAY}, >= 0, default 0;   # minutes of posts, absence and substitutes counted
param is_open{KITCHEN, DAY}, binary, default 0;   # open for any meal

set EQUIPMENT, dimen 2;                           # kitchen, class
param units{EQUIPMENT}, integer, >= 1;
param cap_run{EQUIPMENT}, > 0;                    # reference portions per run of one unit
param run_min{EQUIPMENT}, > 0;
param session_min{KITCHEN, DAY, SESSION}, >= 0, default 0; # equipment time

set TOUR;
param tour_ore{TOUR}, >= 0;                       # when it runs
param tour_boxes{TOUR}, > 0;

# ---- policy ----------------------------------------------------------------------------------------

param pack_min_box, >= 0;                         # at the sender, per box
param receive_min_box, >= 0;                      # at the receiver, per box
param reheat_min, >= 0;                           # per portion and part, where it is eaten
param backup_min, >= 0;                           # per portion of the backup dish, where it is eaten
param fixed_min{{'cooking', 'receiving'}}, >= 0;  # per open day
param serve_min{{'cooking', 'receiving'}}, >= 0;  # per portion eaten there
param energy_hot_ore_kg, >= 0;
param energy_chill_ore_kg, >= 0;
param energy_reheat_ore_kg, >= 0;
param change_ore, >= 0;                           # per portion from another kitchen than the usual
param backup_ore, >= 0;
param overtime_excess_ore_h, >= 0;
param extra_run_ore, >= 0;
param extra_trip_ore, >= 0;
param extra_trip_km_ore, >= 0;
param extra_trip_hour_ore, >= 0;
param extra_trip_boxes, > 0;
param road_factor_ppm, > 0;
param road_kmh, > 0;

# ---- needs and ways --------------------------------------------------------------------------------

set NEED;
param receiver{NEED}, symbolic, in KITCHEN;       # where it is eaten
param day{NEED}, in DAY;                          # when it must be there
param meal{NEED}, symbolic, in MEAL;
param dish{NEED}, symbolic, in DISH;
param portions{NEED}, > 0;
param factor{NEED}, > 0;                          # reference portions per portion
param is_diet{NEED}, binary;                      # diets are cooked in small vessels: minutes, no runs
param extra_min{NEED}, >= 0;                      # extra cooking minutes per portion and component
param is_served{NEED}, binary;                    # 1 = served and washed up after by the kitchen
param usual{NEED}, symbolic;                      # usual supplier that day
param short_ore{NEED}, >= 0;
param has_backup{NEED}, binary;

# need, part, kitchen, mode (hot chilled at_site), production day, route (own, extra or a tour)
set WAY, dimen 6;
param straight_m{KITCHEN, KITCHEN}, >= 0, default 0; # of the extra trips that occur

set NEED_PART := setof{i in NEED, (dish[i], c) in CONTENT} (i, part[c]);

# ---- what a portion takes --------------------------------------------------------------------------

set OF{(i, g) in NEED_PART} := setof{(dish[i], c) in CONTENT: part[c] = g} c;
param boxes{(i, g) in NEED_PART} :=
    sum{c in OF[i, g]} factor[i] * scale[dish[i], c] / per_box[c];
param all_kg{(i, g) in NEED_PART} :=
    sum{c in OF[i, g]} factor[i] * scale[dish[i], c] * served_g[c] / 1000;
param hot_kg{(i, g) in NEED_PART} :=
    sum{c in OF[i, g]: is_hot[c]} factor[i] * scale[dish[i], c] * served_g[c] / 1000;
param any_hot{(i, g) in NEED_PART} := max{c in OF[i, g]} is_hot[c];
# runs of a class at a kitchen, and all staff minutes there, per portion
param runs{(i, g) in NEED_PART, (k, e) in EQUIPMENT} := if is_diet[i] then 0 else
    sum{c in OF[i, g]: class[c] = e} factor[i] * scale[dish[i], c] * load[c] / cap_run[k, e];
param work{(i, g) in NEED_PART, k in KITCHEN} := sum{c in OF[i, g]} (cook_min[c] + extra_min[i])
    + if is_diet[i] then 0 else sum{c in OF[i, g], (k, e) in EQUIPMENT: class[c] = e}
        factor[i] * scale[dish[i], c] * load[c] / cap_run[k, e] * batch_min[c];

# Fixed charges, by stops. A tour is paid whole or not at all; of each receiver's LEAD part (of which
# most portions could be delivered there; hot before side before cold) no more rides than there is, so
# with n stops: use >= sum over stops of lead portions riding / (n x lead portions that could). At the
# optimum use is that sum, and its cost is a cost of the ways. An extra trip serves one receiver.
set ON_TOUR := setof{(i, g, k, m, p, v) in WAY: v in TOUR} (i, g, v);
set DELIVERED := setof{(i, g, k, m, p, v) in WAY: v <> 'own'} (i, g);
set MEAL_THERE := setof{(i, g) in DELIVERED} (receiver[i], day[i], meal[i]);
param there{(r, d, m) in MEAL_THERE, g in PART} :=
    sum{(i, g) in DELIVERED: receiver[i] = r and day[i] = d and meal[i] = m} portions[i];
param lead{(r, d, m) in MEAL_THERE}, symbolic :=
    if there[r, d, m, 'hot'] >= max(there[r, d, m, 'side'], there[r, d, m, 'cold']) then 'hot'
    else if there[r, d, m, 'side'] >= there[r, d, m, 'cold'] then 'side' else 'cold';
# portions that one trip holds, where its boxes are fewer than the lead part fills
param by_trip{(r, d, m) in MEAL_THERE} := min(there[r, d, m, lead[r, d, m]], extra_trip_boxes
    / min{(i, g) in DELIVERED: g = lead[r, d, m]
          and receiver[i] = r and day[i] = d and meal[i] = m} boxes[i, g]);
set STOP := setof{(i, g, t) in ON_TOUR: g = lead[receiver[i], day[i], meal[i]]}
    (t, day[i], receiver[i]);
param n_stops{t in TOUR, d in DAY} := sum{(t, d, r) in STOP} 1;
param by_tour{(t, d, r) in STOP} := min(
    sum{(i, g, t) in ON_TOUR: receiver[i] = r and day[i] = d
        and g = lead[r, d, meal[i]]} portions[i],
    tour_boxes[t] / min{(i, g, t) in ON_TOUR: receiver[i] = r and day[i] = d
        and g = lead[r, d, meal[i]]} boxes[i, g]);
set TRIP := setof{(i, g, k, m, p, 'extra') in WAY} (k, receiver[i]);
param road_m{(k, r) in TRIP} := round(straight_m[k, r] * road_factor_ppm / 1000000);
param drive_min{(k, r) in TRIP} := ceil(road_m[k, r] * 60 / (1000 * road_kmh));
param trip_ore{(k, r) in TRIP} := extra_trip_ore + 2 * road_m[k, r] * extra_trip_km_ore / 1000
    + 2 * drive_min[k, r] * extra_trip_hour_ore / 60;

param way_ore{(i, g, k, m, p, v) in WAY} :=
    (if m = 'hot' then hot_kg[i, g] * energy_hot_ore_kg
     else if m = 'chilled' then hot_kg[i, g] * (energy_chill_ore_kg + energy_reheat_ore_kg) else 0)
    + (if k = usual[i] or (v = 'own' and role[k] = 'receiving') then 0 else change_ore)
    + (if v = 'own' then 0 else if g <> lead[receiver[i], day[i], meal[i]] then 0
       else if v = 'extra' then
           trip_ore[k, receiver[i]] / by_trip[receiver[i], day[i], meal[i]]
       else tour_ore[v] / (n_stops[v, day[i]] * by_tour[v, day[i], receiver[i]]));

# ---- decisions -------------------------------------------------------------------------------------

var x{WAY}, >= 0;                                 # portions
var backup{i in NEED}, >= 0, <= if has_backup[i] then portions[i] else 0; # portions
var short{NEED}, >= 0;                            # portions
set STAFFED := setof{k in KITCHEN: role[k] <> 'serving'} k;
var over{k in STAFFED, DAY}, >= 0, <= overtime_max_min[k]; # minutes
var excess{STAFFED, DAY}, >= 0;                   # minutes beyond the limit
var more_runs{EQUIPMENT, DAY, SESSION}, >= 0;     # runs

minimize cost:                                    # öre
    sum{(i, g, k, m, p, v) in WAY} way_ore[i, g, k, m, p, v] * x[i, g, k, m, p, v]
    + sum{k in STAFFED, d in DAY} (overtime_ore_h[k] / 60 * over[k, d]
        + max(overtime_excess_ore_h, overtime_ore_h[k]) / 60 * excess[k, d])
    + sum{(k, e) in EQUIPMENT, d in DAY, s in SESSION} extra_run_ore * more_runs[k, e, d, s]
    + sum{i in NEED} (backup_ore * backup[i] + short_ore[i] * short[i]);

subject to

# Every part of every need is supplied, or the whole meal is replaced or missing.
cover{(i, g) in NEED_PART}:
    sum{(i, g, k, m, p, v) in WAY} x[i, g, k, m, p, v] + backup[i] + short[i] = portions[i];

# Staff minutes of a kitchen and day: opening, serving, cooking, packing, receiving, reheating.
staff{r in STAFFED, d in DAY}:
    (if is_open[r, d] then fixed_min[role[r]] else 0)
    + sum{i in NEED: receiver[i] = r and day[i] = d}
        ((if is_served[i] then serve_min[role[r]] * portions[i] else 0) + backup_min * backup[i])
    + sum{(i, g, r, m, d, v) in WAY} work[i, g, r] * x[i, g, r, m, d, v]
    + sum{(i, g, r, m, p, v) in WAY: v <> 'own' and day[i] = d}
        pack_min_box * boxes[i, g] * x[i, g, r, m, p, v]
    + sum{(i, g, k, m, p, v) in WAY: receiver[i] = r and day[i] = d}
        ((if v <> 'own' then receive_min_box * boxes[i, g] else 0)
         + (if m = 'chilled' and any_hot[i, g] then reheat_min else 0)) * x[i, g, k, m, p, v]
    <= staff_min[r, d] + over[r, d] + excess[r, d];

# Runs that the equipment has time for in a session.
equipment{(k, e) in EQUIPMENT, d in DAY, s in SESSION}:
    sum{(i, g, k, m, d, v) in WAY: s = if m = 'chilled' then 'chill' else meal[i]}
        runs[i, g, k, e] * x[i, g, k, m, d, v]
    <= units[k, e] * floor(session_min[k, d, s] / run_min[k, e]) + more_runs[k, e, d, s];

chiller{k in KITCHEN, d in DAY}:                  # kg hot food chilled
    sum{(i, g, k, 'chilled', d, v) in WAY} hot_kg[i, g] * x[i, g, k, 'chilled', d, v] <= chill_kg[k];

store{s in KITCHEN, d in DAY}:                    # kg overnight where made, and where it came in
    sum{(i, g, k, 'chilled', p, v) in WAY:
        (k = s and p <= d and d < day[i]) or (k <> s and receiver[i] = s and day[i] = d)}
        all_kg[i, g] * x[i, g, k, 'chilled', p, v] <= store_kg[s];

reheat{r in KITCHEN, d in DAY, l in MEAL}:        # reference portions
    sum{(i, g, k, 'chilled', p, v) in WAY:
        any_hot[i, g] and receiver[i] = r and day[i] = d and meal[i] = l}
        factor[i] * x[i, g, k, 'chilled', p, v] <= reheat_ref[r];

tour_load{t in TOUR, d in DAY}:                   # boxes
    sum{(i, g, k, m, p, t) in WAY: day[i] = d} boxes[i, g] * x[i, g, k, m, p, t]
    <= tour_boxes[t];

solve;
end;
