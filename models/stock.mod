# SPDX-License-Identifier: GPL-3.0-or-later
# Which kitchens shall make portions for a freeze-dried reserve, on which days and of which dishes, so that a
# year's target costs least? The C engine is src/review/stock.h and must reach the same optimum.
#
# A year is a set of representative DAYs, each standing for `days` calendar days alike. A kitchen may make
# more of a dish in the afternoon than its guests eat, in the minutes, equipment runs and chilling that its
# plan leaves; beyond the minutes it works overtime, as far as its agreement goes.
#
# Units: money in oere, minutes, runs of one unit of equipment, kg chilled, reference portions; everything
# per day of the representative day but the target (a year). Minimised; every cost counts as positive.
# Hard: minutes with overtime, runs, chilling. Elastic: the target, at miss_ore a portion that is not made,
# far above any cost, so that capacity alone leaves portions unmade.
# The dual of `reached` is what one portion more would cost: the reserve's marginal cost.
# Source: a blending problem as in any textbook (Dantzig and Thapa, Linear Programming 1, 1997, chapter 1).

set DAY;
set KITCHEN;
set DISH;
set CLASS;                                        # of equipment
set MAKE within DAY cross KITCHEN cross DISH;     # what can be made

param days{DAY} > 0;                              # of the year
param target >= 0;                                # portions a year
param miss_ore > 0;

param minutes{KITCHEN, DISH} >= 0, default 0;     # staff, a portion
param kg{KITCHEN, DISH} >= 0, default 0;          # chilled, a portion
param runs{KITCHEN, DISH, CLASS} >= 0, default 0; # a portion
param ore{KITCHEN, DISH} >= 0, default 0;         # food, chilling, freeze-drying, a portion

set STAFFED within DAY cross KITCHEN;
set EQUIPPED within DAY cross KITCHEN cross CLASS;
set CHILLS within DAY cross KITCHEN;
param spare_min{STAFFED} >= 0;
param overtime_max{STAFFED} >= 0, default 0;      # minutes that are left of the agreement
param overtime_ore{STAFFED} >= 0, default 0;      # a minute
param spare_runs{EQUIPPED} >= 0;
param spare_kg{CHILLS} >= 0;

var z{MAKE} >= 0;                                 # portions a day
var overtime{(r, k) in STAFFED} >= 0, <= overtime_max[r, k];
var miss >= 0;                                    # portions a year that capacity cannot make

minimize cost: sum{(r, k, d) in MAKE} days[r] * ore[k, d] * z[r, k, d] +
    sum{(r, k) in STAFFED} days[r] * overtime_ore[r, k] * overtime[r, k] + miss_ore * miss;

s.t. staff{(r, k) in STAFFED}:
    sum{(r, k, d) in MAKE} minutes[k, d] * z[r, k, d] <= spare_min[r, k] + overtime[r, k];
s.t. equipment{(r, k, c) in EQUIPPED}: sum{(r, k, d) in MAKE} runs[k, d, c] * z[r, k, d] <= spare_runs[r, k, c];
s.t. chilling{(r, k) in CHILLS}: sum{(r, k, d) in MAKE} kg[k, d] * z[r, k, d] <= spare_kg[r, k];
s.t. reached: sum{(r, k, d) in MAKE} days[r] * z[r, k, d] + miss = target;

end;
