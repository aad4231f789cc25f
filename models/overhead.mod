# SPDX-License-Identifier: GPL-3.0-or-later
# overhead.mod: what do the kitchens cost when support units serve them and each other?
#
# The question. Support units (management, diet office, finance, storehouse ...) serve kitchens and one
# another. A unit's full cost is its own cost and what it is charged by those that serve it; it passes
# all of that on to those it serves, in proportion to how much of its output each takes. Which full
# costs agree with each other, and what does each kitchen then bear?
#
# This is a square system of linear equations with one solution, so nothing is optimised and nothing is
# elastic; the objective, the sum of the full costs, is there for the solver. The engine solves the same
# system in integers (src/price/support.c); a test compares the two.
#
#   glpsol --model overhead.mod --data overhead_small.dat
#
# Units: öre (or any currency) for costs, the driver's own unit for use (hours, m2, invoices).
# Signs: costs are positive, income of a unit negative.
# Source: the reciprocal (simultaneous equations, matrix) method, e.g. Horngren, Datar and Rajan, Cost
# Accounting: A Managerial Emphasis, ch. 15; US Cost Accounting Standard 418.

set SUPPORT;
set KITCHEN;                                   # final units, which charge customers
check{s in SUPPORT}: s not in KITCHEN;
set UNIT := SUPPORT union KITCHEN;

param own{UNIT}, default 0;                    # cost before any charge, öre
param use{SUPPORT, UNIT}, >= 0, default 0;     # output of s taken by x; own use is ignored
param all{s in SUPPORT} := sum{x in UNIT: x <> s} use[s,x];
check{s in SUPPORT}: all[s] > 0;               # a unit that serves only itself cannot pass on its cost

var full{UNIT};                                # cost with all charges, öre

minimize sum_full: sum{x in UNIT} full[x];

subject to charge{x in UNIT}:                  # own cost + share of each support that serves x
    full[x] = own[x] + sum{s in SUPPORT: s <> x} use[s,x] / all[s] * full[s];

solve;

end;
