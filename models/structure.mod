# SPDX-License-Identifier: GPL-3.0-or-later
# Which kitchens shall be open, and which receiving point is served by which kitchen, so that fixed
# cost and cost of serving together are least? The capacitated location core of the kitchen review,
# in the strong formulation; the C engine is src/review/location.h and must reach the same optimum.
#
# Units: money in any one unit (the engine: oere) for any one period, demand and capacity in whole
# portions of the same day. Minimised; every cost counts as positive.
# Hard: everyone is served in full, nobody beyond capacity or from a closed kitchen, the number of
# open kitchens, the decided ones and the further limits. Nothing is elastic: an instance that cannot
# serve everyone is infeasible.
# Source: Holmberg, Ronnqvist, Yuan, EJOR 113 (1999) 544-559; Beasley, EJOR 33 (1988) 435-444.

set KITCHEN;                                   # candidates
set POINT;                                     # receiving points
set LIMIT default {};                          # further limits, such as an investment budget

param capacity{KITCHEN} >= 0, integer;         # portions
param fixed{KITCHEN};                          # money, when open
param demand{POINT} >= 0, integer;             # portions
set ARC within {KITCHEN, POINT}
    default {i in KITCHEN, j in POINT};        # who may serve whom (time limit of hot food)
param cost{ARC};                               # money, for serving all of the point's demand
param state{KITCHEN} default 0, in {-1, 0, 1}; # 1 must stay open, -1 must close, 0 free
param min_open default 0;                      # kitchens
param max_open default card(KITCHEN);
param single_source default 0, binary;         # 1: every point has one kitchen
param use{LIMIT, KITCHEN} default 0;           # what an open kitchen uses of a limit
param up{LIMIT};                               # how much there is

var y{KITCHEN}, binary;                        # open
var x{ARC} >= 0, <= 1;                         # share of the point's demand
var whole{(i, j) in ARC: single_source = 1}, binary;

minimize total: sum{i in KITCHEN} fixed[i] * y[i] + sum{(i, j) in ARC} cost[i, j] * x[i, j];

s.t. served{j in POINT}: sum{(i, j) in ARC} x[i, j] = 1;
s.t. room{i in KITCHEN}: sum{(i, j) in ARC} demand[j] * x[i, j] <= capacity[i] * y[i];
s.t. link{(i, j) in ARC}: x[i, j] <= y[i];
s.t. fewest: sum{i in KITCHEN} y[i] >= min_open;
s.t. most: sum{i in KITCHEN} y[i] <= max_open;
s.t. stays{i in KITCHEN: state[i] = 1}: y[i] = 1;
s.t. closes{i in KITCHEN: state[i] = -1}: y[i] = 0;
s.t. limit{l in LIMIT}: sum{i in KITCHEN} use[l, i] * y[i] <= up[l];
s.t. one{(i, j) in ARC: single_source = 1}: x[i, j] = whole[i, j];

end;
