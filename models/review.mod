# SPDX-License-Identifier: GPL-3.0-or-later
# Which kitchens shall cook, receive, only serve or close, in which size, and who cooks for whom, so
# that everyone is fed at least cost a year? The C engine is src/review/structure.h and must reach the
# same optimum; its location core alone is structure.mod.
#
# Units: money in oere a year (investment: oere, once), loads and capacities in whole portions of the
# busiest day of each day type, chilled food in kg a day. Minimised; every cost counts as positive.
# Hard: one option per kitchen; whoever does not cook has one supplier that does; room on the busiest
# day of every type; chilling; the numbers of kitchens and the investment; options that must or may
# not be. Guests of a kitchen that closes eat at another, `into`, and their food comes from that
# kitchen's supplier. Nothing is elastic: an instance that cannot feed everyone is infeasible.
# n1 = 1: whichever kitchen is out, the others that can reach its guests have room for n1_share of what
# it carried, on the busiest type; food may then come from several.
# Source: capacitated location (structure.mod) with a role and size per site, as in domain section 4.

set KITCHEN;
set OPTION;                                    # a role in a size of one kitchen
set COOK within OPTION;                        # those that cook
set COUNTS within OPTION default {};           # cooking or receiving: counted as kitchens
set TYPE;                                      # day types
set ARC within {COOK, OPTION};                 # who can supply whom in time; OPTION never cooks

param of{OPTION}, symbolic in KITCHEN;
param into{OPTION}, symbolic default '-';      # kitchen whose supplier feeds the guests; '-' = own
param nobody{OPTION}, binary default 0;        # 1: closed, and no guests are left
param fixed{OPTION};                           # money a year; COOK: with its own guests' food
param invest{OPTION} >= 0, default 0;
param capacity{COOK} >= 0;                     # portions
param chiller{COOK} >= 0, default 0;           # kg
param load{KITCHEN, TYPE} >= 0;                # portions
param kg{KITCHEN} >= 0, default 0;
param cost{ARC};                               # money a year
param chilled{ARC}, binary default 0;
param state{OPTION}, in {-1, 0, 1}, default 0; # 1 must be, -1 may not be
param max_kitchens default card(KITCHEN);
param max_cooking default card(KITCHEN);
param max_invest default 1e15;
param n1, binary default 0;
param n1_share default 1;
param n1_type, symbolic in TYPE, default 'a';

set AWAY := setof{o in OPTION: into[o] <> '-'} o;
set REACH := setof{(a, o) in ARC: o not in AWAY} (a, of[o]);

var y{OPTION}, binary;                         # the kitchen takes this option
var x{ARC}, binary;                            # supplies it

minimize total: sum{o in OPTION} fixed[o] * y[o] + sum{(a, o) in ARC} cost[a, o] * x[a, o];

s.t. one{k in KITCHEN}: sum{o in OPTION: of[o] = k} y[o] = 1;
s.t. supplied{o in OPTION: o not in COOK and nobody[o] = 0}: sum{(a, o) in ARC} x[a, o] = y[o];
s.t. idle{(a, o) in ARC: nobody[o] = 1}: x[a, o] = 0;
s.t. opens{(a, o) in ARC}: x[a, o] <= y[a];
s.t. room{a in COOK, t in TYPE}:
    load[of[a], t] * y[a] + sum{(a, o) in ARC} load[of[o], t] * x[a, o] <= capacity[a] * y[a];
s.t. chills{a in COOK}: sum{(a, o) in ARC: chilled[a, o] = 1} kg[of[o]] * x[a, o] <= chiller[a] * y[a];
s.t. follows{(a, o) in ARC: o in AWAY}:
    x[a, o] <= (if of[a] = into[o] then y[a] else 0) +
               sum{(a, q) in ARC: of[q] = into[o] and q not in AWAY} x[a, q];
s.t. kitchens: sum{o in COUNTS} y[o] <= max_kitchens;
s.t. cooking: sum{a in COOK} y[a] <= max_cooking;
s.t. budget: sum{o in OPTION} invest[o] * y[o] <= max_invest;
s.t. must{o in OPTION: state[o] = 1}: y[o] = 1;
s.t. may_not{o in OPTION: state[o] = -1}: y[o] = 0;

# Kitchen k is out: f is what a then carries of j's guests.
var f{k in KITCHEN, (a, j) in REACH: n1 = 1 and of[a] <> k}, >= 0;
var carried{k in KITCHEN, j in KITCHEN: n1 = 1}, >= 0; # of j's guests, by k when nothing is out
s.t. carries{k in KITCHEN, j in KITCHEN: n1 = 1}:
    carried[k, j] = load[j, n1_type] * (sum{a in COOK: of[a] = k and j = k} y[a] +
                                        sum{(a, o) in ARC: of[a] = k and of[o] = j} x[a, o]);
s.t. no_more{k in KITCHEN, j in KITCHEN: n1 = 1}:
    sum{(a, j) in REACH: of[a] <> k} f[k, a, j] <= carried[k, j];
s.t. spare{k in KITCHEN, a in COOK: n1 = 1 and of[a] <> k}:
    sum{(a, j) in REACH} f[k, a, j] <= (capacity[a] - load[of[a], n1_type]) * y[a] -
        sum{(a, o) in ARC} load[of[o], n1_type] * x[a, o];
s.t. enough{k in KITCHEN: n1 = 1}:
    sum{(a, j) in REACH: of[a] <> k} f[k, a, j] >= n1_share * sum{j in KITCHEN} carried[k, j];

end;
