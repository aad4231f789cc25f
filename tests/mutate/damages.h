/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list. FIELD(name, rules, part, row, field, operation, number, text); CALL(name, rules, function). */
#ifndef SK_TESTS_MUTATE_DAMAGES_H
#define SK_TESTS_MUTATE_DAMAGES_H

#include "mutate/damage.h"

#define FIELD(name, rules, part, where, field, op, n, text) {name, rules, part, where, field, op, n, text, NULL}
#define CALL(name, rules, fn) {name, rules, NULL, NULL, NULL, 0, 0, NULL, fn}
#define LINE(field) FIELD("cost of " #field " + 1 öre", "V110", "cost", NULL, #field, ADD, 1, NULL)

static const damage damages[] = {
    FIELD("another week", "V004", "week", NULL, NULL, TEXT, 0, "2023-W50"),
    FIELD("another municipality", "V004", "kommun", NULL, "code", TEXT, 0, "9999"),
    FIELD("another as-of date", "V004", "kommun", NULL, "as_of", TEXT, 0, "2001-01-01"),
    FIELD("input hash", "V005", "inputs", NULL, "sha256", TEXT, 0, "00"),
    FIELD("input file left out", "V006", "inputs", NULL, NULL, DROP, 0, NULL),
    FIELD("input file twice", "V006", "inputs", NULL, NULL, TWICE, 0, NULL),
    FIELD("input file unknown", "V006", "inputs", NULL, "name", TEXT, 0, "menu_old.csv"),
    FIELD("field left out", "V001", "need", NULL, "meal", CUT, 0, NULL),
    FIELD("number as text", "V001", "supply", NULL, "portions", TEXT, 0, "many"),
    FIELD("negative portions", "V001", "supply", NULL, "portions", SET, -5, NULL),
    FIELD("unknown kitchen", "V002", "supply", NULL, "kitchen", TEXT, 0, "k_nowhere"),
    FIELD("unknown site", "V002", "need", NULL, "site", TEXT, 0, "s_nowhere"),
    FIELD("supply of no need", "V003", "supply", NULL, "need", SET, 999999999, NULL),
    FIELD("batch of no production", "V003", "batch", NULL, "prod", SET, 999999999, NULL),
    FIELD("batch of another production", "V003", "batch", "prod>", "prod", ADD, -1, NULL),
    /* demand */
    CALL("need forgotten", "V010", need_forgotten),
    FIELD("need twice", "V012", "need", NULL, NULL, TWICE, 0, NULL),
    FIELD("need of one more", "V013", "need", NULL, "portions", ADD, 1, NULL),
    CALL("need at another kitchen", "V014", need_elsewhere),
    FIELD("diet served as ordinary food", "V010", "need", "diet!", "diet", NIL, 0, NULL),
    FIELD("need of the other line", "V010", "need", "line=veg", "line", TEXT, 0, "main"),
    CALL("served on a closed day", "V015", need_on_closed_day),
    /* coverage */
    FIELD("one portion more", "V020", "supply", NULL, "portions", ADD, 1, NULL),
    CALL("portion moved to somebody else", "V020", portion_swapped),
    FIELD("supply left out", "V020", "supply", NULL, NULL, DROP, 0, NULL),
    FIELD("supply twice", "V024", "supply", NULL, NULL, TWICE, 0, NULL),
    FIELD("supply in the wrong group", "V020", "supply", "group=side", "group", TEXT, 0, "cold"),
    CALL("shortage hidden", "V020", shortage_hidden),
    CALL("shortage without its penalty", "V110", shortage_unpaid),
    CALL("shortage invented", "V020", shortage_invented),
    CALL("shortage negative", "V023", shortage_negative),
    CALL("backup without a backup dish", "V022", backup_without_dish),
    /* ways */
    CALL("supplier replaced", "V036", other_kitchen),
    CALL("diet to an unqualified kitchen", "V033", unqualified_kitchen),
    CALL("closed kitchen", "V030", closed_kitchen),
    CALL("another tour", "V036", other_tour),
    CALL("cooked on the wrong day", "V041", cooked_on_wrong_day),
    FIELD("hot food called chilled", "V041", "supply", "mode=hot", "mode", TEXT, 0, "chilled"),
    FIELD("delivered food called made here", "V035", "supply", "route=tour", "mode", TEXT, 0, "at_site"),
    FIELD("tour called own", "V035", "supply", "route=tour", "route", TEXT, 0, "own"),
    FIELD("own called extra trip", "V035", "supply", "route=own", "route", TEXT, 0, "extra"),
    FIELD("leaves later", "V037", "supply", "route=tour", "depart", ADD, 5, NULL),
    FIELD("arrives earlier", "V037", "supply", "route=tour", "arrive", ADD, -5, NULL),
    FIELD("extra trip leaves later", "V037", "supply", "route=extra", "depart", ADD, 5, NULL),
    FIELD("kept hot a minute less", "V050", "supply", "hold_min>", "hold_min", ADD, -1, NULL),
    FIELD("longer limit", "V051", "supply", "hold_limit>", "hold_limit", ADD, 30, NULL),
    FIELD("usual supplier or not", "V122", "supply", NULL, "usual", FLIP, 0, NULL),
    /* production */
    FIELD("cooked one more", "V062", "prod", NULL, "portions", ADD, 1, NULL),
    FIELD("cooked one more diet", "V062", "prod", NULL, "diet_portions", ADD, 1, NULL),
    FIELD("reference portions", "V063", "prod", NULL, "ref_milli", ADD, 1, NULL),
    FIELD("mass", "V063", "prod", NULL, "mass_g", ADD, 1, NULL),
    FIELD("one run more", "V064", "prod", "n_batch>", "runs", ADD, 1, NULL),
    FIELD("no run", "V064", "prod", "n_batch>", "runs", SET, 0, NULL),
    FIELD("cheaper cooking", "V065", "prod", NULL, "staff_mmin", ADD, -1, NULL),
    FIELD("cooked without equipment", "V066", "prod", "n_batch>", "equipment", NIL, 0, NULL),
    FIELD("cooked in another session", "V060", "prod", "session=lunch", "session", TEXT, 0, "chill"),
    FIELD("production twice", "V061", "prod", NULL, NULL, TWICE, 0, NULL),
    CALL("production left out", "V060", last_prod_removed),
    CALL("run left out", "V070", run_removed),
    CALL("batch 30 minutes later", "V053", batch_late),
    CALL("batch 30 minutes earlier", "V050 V052 V073", batch_early),
    CALL("batch before anybody is at work", "V076", batch_before_dawn),
    CALL("unit used twice at a time", "V073", unit_taken),
    FIELD("unit that does not exist", "V072", "batch", NULL, "unit", SET, 99, NULL),
    FIELD("unit 0", "V072", "batch", NULL, "unit", SET, 0, NULL),
    FIELD("run cut short", "V071", "batch", NULL, "end", ADD, -5, NULL),
    FIELD("overfull batch", "V074", "batch", NULL, "ref_milli", ADD, 10000000, NULL),
    FIELD("batch holds less", "V075", "batch", NULL, "ref_milli", ADD, -1000, NULL),
    /* trips */
    FIELD("a box less", "V092", "trip", NULL, "boxes", ADD, -1, NULL),
    FIELD("trip left out", "V090", "trip", NULL, NULL, DROP, 0, NULL),
    FIELD("trip twice", "V091", "trip", NULL, NULL, TWICE, 0, NULL),
    FIELD("cheaper trip", "V094", "trip", NULL, "ore", ADD, -1, NULL),
    FIELD("trip leaves earlier", "V094", "trip", NULL, "depart", ADD, -1, NULL),
    FIELD("bigger vehicle", "V094", "trip", NULL, "cap_boxes", ADD, 1, NULL),
    FIELD("shorter trip", "V094", "trip", NULL, "m", ADD, -1, NULL),
    FIELD("more trips", "V094", "trip", NULL, "trips", ADD, 1, NULL),
    /* staff */
    FIELD("less work", "V102", "staff", NULL, "need_mmin", ADD, -1000, NULL),
    FIELD("less cooking", "V101", "staff", "cook_mmin>", "cook_mmin", ADD, -1, NULL),
    FIELD("less packing", "V101", "staff", "pack_mmin>", "pack_mmin", ADD, -1, NULL),
    FIELD("less receiving", "V101", "staff", "receive_mmin>", "receive_mmin", ADD, -1, NULL),
    FIELD("less serving", "V101", "staff", "serve_mmin>", "serve_mmin", ADD, -1, NULL),
    FIELD("more hands than there are", "V103", "staff", NULL, "avail_mmin", ADD, 60000, NULL),
    FIELD("overtime understated", "V104", "staff", "over_mmin>", "over_mmin", ADD, -1, NULL),
    FIELD("excess understated", "V104", "staff", "excess_mmin>", "excess_mmin", ADD, -1, NULL),
    FIELD("cheaper overtime", "V105", "staff", "over_ore>", "over_ore", ADD, -1, NULL),
    FIELD("staff row left out", "V100", "staff", NULL, NULL, DROP, 0, NULL),
    FIELD("staff row twice", "V100", "staff", NULL, NULL, TWICE, 0, NULL),
    /* money */
    LINE(food), LINE(staff_regular), LINE(overtime), LINE(tours), LINE(extra_trips), LINE(energy),
    LINE(change), LINE(overtime_excess), LINE(extra_runs), LINE(hold_excess), LINE(backup), LINE(shortage),
    FIELD("objective + 1 öre", "V111", "cost", NULL, "objective", ADD, 1, NULL),
    CALL("bound above the plan", "V112", bound_too_high),
    FIELD("difference to the bound", "V113", "bound", NULL, "gap_ore", ADD, 100, NULL),
    FIELD("relative difference", "V113", "bound", NULL, "gap_ppm", ADD, 10, NULL),
    FIELD("changed supplies", "V120", "summary", NULL, "n_changed", ADD, 1, NULL),
    FIELD("pan to plate", "V121", "summary", NULL, "hold_p95", ADD, -1, NULL),
};
enum { N_DAMAGES = sizeof damages / sizeof *damages };

#endif
