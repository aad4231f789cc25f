/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinds of damage to a plan.json, each with the rules by which the checker must name it.
 *
 * A damage edits the parsed document in one way; it returns false when the plan has nothing of the
 * kind (no tour, no diet). Most are one field of one row: DAMAGE table. The others are functions. */
#ifndef SK_TESTS_MUTATE_DAMAGE_H
#define SK_TESTS_MUTATE_DAMAGE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "domain/query.h"

typedef bool (*damage_fn)(json_t *plan, const sk_kommun *k);
enum { ADD, SET, TEXT, NIL, CUT, DROP, TWICE, FLIP };
typedef struct damage {
    const char *name, *rules;  /* "V020" or "V050 V052": one of them must be reported */
    const char *part, *where;  /* list or object; row: "field=value", "field>" (above 0), "field!" (not null) */
    const char *field;
    int op;
    int64_t n;                 /* ADD, SET */
    const char *text;          /* TEXT */
    damage_fn fn;              /* instead of the fields above */
} damage;

/* ---- picking ---- */

static inline json_t *row_at(json_t *plan, const char *part, size_t i)
{
    return json_array_get(json_object_get(plan, part), i);
}
static inline int64_t num(const json_t *row, const char *field)
{
    return json_integer_value(json_object_get(row, field));
}
static inline const char *str(const json_t *row, const char *field)
{
    const char *s = json_string_value(json_object_get(row, field));
    return s ? s : "";
}
static inline void put(json_t *row, const char *field, int64_t v)
{
    json_object_set_new(row, field, json_integer(v));
}
static inline void puts_(json_t *row, const char *field, const char *s)
{
    json_object_set_new(row, field, json_string(s));
}

static inline bool fits(const json_t *row, const char *where)
{
    char field[40];
    const char *end = where ? strpbrk(where, "=>!") : NULL;
    if (!end)
        return true;
    snprintf(field, sizeof field, "%.*s", (int)(end - where), where);
    if (*end == '!')
        return !json_is_null(json_object_get(row, field));
    return *end == '>' ? num(row, field) > 0 : strcmp(str(row, field), end + 1) == 0;
}

static inline int find_row(json_t *plan, const char *part, const char *where)
{
    json_t *list = json_object_get(plan, part);
    for (size_t i = 0; i < json_array_size(list); i++)
        if (fits(json_array_get(list, i), where))
            return (int)i;
    return -1;
}

static inline json_t *need_of(json_t *plan, const json_t *supply)
{
    return row_at(plan, "need", (size_t)num(supply, "need"));
}

/* ---- one field ---- */

static inline bool damage_field(json_t *plan, const damage *d)
{
    json_t *at = json_object_get(plan, d->part);
    int i = -1;
    if (json_is_array(at)) {
        i = find_row(plan, d->part, d->where);
        if (i < 0)
            return false;
    }
    json_t *row = i < 0 ? at : json_array_get(at, (size_t)i);
    switch (d->op) {
    case ADD:
        if (json_is_real(json_object_get(row, d->field))) {
            double x = json_real_value(json_object_get(row, d->field)) + (double)d->n;
            return json_object_set_new(row, d->field, json_real(x)) == 0;
        }
        put(row, d->field, num(row, d->field) + d->n);
        return true;
    case SET: put(row, d->field, d->n); return true;
    case TEXT:
        if (!d->field)
            puts_(plan, d->part, d->text);
        else
            puts_(row, d->field, d->text);
        return true;
    case NIL: return json_object_set_new(row, d->field, json_null()) == 0;
    case CUT: return json_object_del(row, d->field) == 0;
    case DROP: return json_array_remove(at, (size_t)i) == 0;
    case TWICE: return json_array_append_new(at, json_deep_copy(row)) == 0;
    default: {
        bool on = json_is_true(json_object_get(row, d->field));
        return json_object_set_new(row, d->field, json_boolean(!on)) == 0;
    }
    }
}

/* ---- more than a field ---- */

/* Another source of the demand, for a plan that stands on a forecast. */
static inline bool other_source(json_t *plan, const char *word)
{
    bool forecast = strcmp(str(plan, "demand_from"), "forecast") == 0;
    puts_(plan, "demand_from", word);
    return forecast;
}

static inline bool shares_asked_for(json_t *plan, const sk_kommun *k)
{
    (void)k;
    return other_source(plan, "shares");
}

static inline bool out_of_reach(json_t *plan, const sk_kommun *k)
{
    (void)k;
    return other_source(plan, "out_of_reach");
}

static inline void drop_supplies(json_t *plan, int64_t need)
{
    const char *const part[] = {"supply", "short"};
    for (int p = 0; p < 2; p++) {
        json_t *list = json_object_get(plan, part[p]);
        for (size_t i = json_array_size(list); i-- > 0;)
            if (num(json_array_get(list, i), "need") == need)
                json_array_remove(list, i);
    }
}

static inline bool need_forgotten(json_t *plan, const sk_kommun *k)
{
    (void)k;
    json_t *list = json_object_get(plan, "need");
    size_t last = json_array_size(list) - 1;
    drop_supplies(plan, (int64_t)last);
    return json_array_remove(list, last) == 0;
}

static inline bool need_elsewhere(json_t *plan, const sk_kommun *k)
{
    json_t *n = row_at(plan, "need", 0);
    bool first = strcmp(str(n, "kitchen"), k->kitchen[0].id) == 0;
    puts_(n, "kitchen", k->kitchen[first].id);
    return true;
}

/* Moves a need to a day of the week when its site is closed. */
static inline bool need_on_closed_day(json_t *plan, const sk_kommun *k)
{
    json_t *list = json_object_get(plan, "need");
    sk_day from;
    char day[SK_DATE_LEN];
    sk_day_parse(json_string_value(json_object_get(plan, "from")), &from);
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *n = json_array_get(list, i);
        sk_ix site = sk_find_site(k, str(n, "site"));
        for (sk_day d = from; d < from + 7; d++)
            if (sk_site_guests(k, site, d) == 0) {
                puts_(n, "day", sk_day_str(d, day));
                puts_(n, "eaten", day);
                return true;
            }
    }
    return false;
}

static inline bool other_kitchen(json_t *plan, const sk_kommun *k)
{
    int i = find_row(plan, "supply", "route=tour");
    json_t *s = i < 0 ? NULL : row_at(plan, "supply", (size_t)i);
    for (int j = 0; s && j < k->n_kitchens; j++)
        if (k->kitchen[j].role == SK_ROLE_COOKING && strcmp(k->kitchen[j].id, str(s, "kitchen")) != 0) {
            puts_(s, "kitchen", k->kitchen[j].id);
            return true;
        }
    return false;
}

static inline bool unqualified_kitchen(json_t *plan, const sk_kommun *k)
{
    json_t *list = json_object_get(plan, "supply");
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *s = json_array_get(list, i);
        const char *diet = str(need_of(plan, s), "diet");
        for (int d = 0; *diet && d < k->n_diets; d++)
            for (int j = 0; strcmp(k->diet[d].id, diet) == 0 && j < k->n_kitchens; j++)
                if (k->kitchen[j].role == SK_ROLE_COOKING && !sk_kitchen_qualified(k, j, d)) {
                    puts_(s, "kitchen", k->kitchen[j].id);
                    return true;
                }
    }
    return false;
}

static inline bool closed_kitchen(json_t *plan, const sk_kommun *k)
{
    json_t *list = json_object_get(plan, "supply");
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *s = json_array_get(list, i);
        sk_day day;
        sk_day_parse(str(s, "prod_day"), &day);
        for (int j = 0; j < k->n_kitchens; j++)
            if (k->kitchen[j].role == SK_ROLE_COOKING && !sk_kitchen_open(k, j, SK_MEAL_LUNCH, day) &&
                strcmp(str(need_of(plan, s), "meal"), "lunch") == 0) {
                puts_(s, "kitchen", k->kitchen[j].id);
                return true;
            }
    }
    return false;
}

static inline bool other_tour(json_t *plan, const sk_kommun *k)
{
    int i = find_row(plan, "supply", "route=tour");
    json_t *s = i < 0 ? NULL : row_at(plan, "supply", (size_t)i);
    for (int j = 0; s && j < k->n_tours; j++)
        if (strcmp(k->tour[j].id, str(s, "tour")) != 0) {
            puts_(s, "tour", k->tour[j].id);
            return true;
        }
    if (s)
        json_object_set_new(s, "tour", json_null());
    return s != NULL;
}

static inline bool cooked_on_wrong_day(json_t *plan, const sk_kommun *k)
{
    (void)k;
    int i = find_row(plan, "supply", "mode=at_site");
    json_t *s = i < 0 ? NULL : row_at(plan, "supply", (size_t)i);
    sk_day day, from;
    char text[SK_DATE_LEN];
    if (!s)
        return false;
    sk_day_parse(str(s, "prod_day"), &day);
    sk_day_parse(json_string_value(json_object_get(plan, "from")), &from);
    puts_(s, "prod_day", sk_day_str(day == from ? day + 1 : day - 1, text));
    return true;
}

/* One portion less in every group of a need; with or without saying so. */
static inline bool one_less(json_t *plan, bool say)
{
    json_t *list = json_object_get(plan, "supply");
    bool any = false, group[3] = {false, false, false};
    static const char *const name[] = {"hot", "side", "cold"};
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *s = json_array_get(list, i);
        for (int g = 0; g < 3 && num(s, "need") == 0; g++)
            if (!group[g] && strcmp(str(s, "group"), name[g]) == 0) {
                put(s, "portions", num(s, "portions") - 1);
                any = group[g] = true;
            }
    }
    if (any && say)
        json_array_append_new(json_object_get(plan, "short"),
                              json_pack("{s:i, s:i, s:i, s:s}", "need", 0, "short_portions", 1, "backup_portions", 0,
                                        "binding", ""));
    return any;
}
static inline bool shortage_hidden(json_t *plan, const sk_kommun *k) { (void)k; return one_less(plan, false); }
static inline bool shortage_unpaid(json_t *plan, const sk_kommun *k) { (void)k; return one_less(plan, true); }

static inline bool add_short(json_t *plan, size_t need, int shrt, int backup)
{
    return json_array_append_new(json_object_get(plan, "short"),
                                 json_pack("{s:i, s:i, s:i, s:s}", "need", (int)need, "short_portions", shrt,
                                           "backup_portions", backup, "binding", "")) == 0;
}
static inline bool shortage_invented(json_t *plan, const sk_kommun *k) { (void)k; return add_short(plan, 0, 1, 0); }
static inline bool shortage_negative(json_t *plan, const sk_kommun *k) { (void)k; return add_short(plan, 0, -1, 1); }
static inline bool backup_without_dish(json_t *plan, const sk_kommun *k)
{
    json_t *list = json_object_get(plan, "need");
    for (size_t i = 0; i < json_array_size(list); i++) {
        sk_ix d = sk_find_dish(k, str(json_array_get(list, i), "dish"));
        if (d != SK_NONE && k->dish[d].backup == SK_NONE)
            return add_short(plan, i, 0, 1);
    }
    return false;
}

/* Removes the last batch of the first production that has one. */
static inline bool run_removed(json_t *plan, const sk_kommun *k)
{
    (void)k;
    int i = find_row(plan, "prod", "n_batch>");
    json_t *p = i < 0 ? NULL : row_at(plan, "prod", (size_t)i);
    if (!p)
        return false;
    put(p, "n_batch", num(p, "n_batch") - 1);
    return true;
}

static inline bool last_prod_removed(json_t *plan, const sk_kommun *k)
{
    (void)k;
    json_t *list = json_object_get(plan, "prod"), *batch = json_object_get(plan, "batch");
    size_t last = json_array_size(list) - 1;
    for (size_t i = json_array_size(batch); i-- > 0;)
        if (num(json_array_get(batch, i), "prod") == (int64_t)last)
            json_array_remove(batch, i);
    return json_array_remove(list, last) == 0;
}

static inline bool move_batch(json_t *plan, int min)
{
    json_t *list = json_object_get(plan, "batch");
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *b = json_array_get(list, i);
        if (strcmp(str(row_at(plan, "prod", (size_t)num(b, "prod")), "session"), "lunch") != 0)
            continue;
        put(b, "start", num(b, "start") + min);
        put(b, "end", num(b, "end") + min);
        return true;
    }
    return false;
}
static inline bool batch_late(json_t *plan, const sk_kommun *k) { (void)k; return move_batch(plan, 30); }
static inline bool batch_early(json_t *plan, const sk_kommun *k) { (void)k; return move_batch(plan, -30); }
static inline bool batch_before_dawn(json_t *plan, const sk_kommun *k) { (void)k; return move_batch(plan, -480); }

/* Two batches of one production at the same time on different units: now on the same. */
static inline bool unit_taken(json_t *plan, const sk_kommun *k)
{
    (void)k;
    json_t *list = json_object_get(plan, "batch");
    for (size_t i = 0; i < json_array_size(list); i++)
        for (size_t j = i + 1; j < json_array_size(list); j++) {
            json_t *a = json_array_get(list, i), *b = json_array_get(list, j);
            if (num(a, "prod") != num(b, "prod") || num(a, "unit") == num(b, "unit") ||
                num(a, "start") >= num(b, "end") || num(b, "start") >= num(a, "end"))
                continue;
            put(b, "unit", num(a, "unit"));
            return true;
        }
    return false;
}

static inline bool portion_swapped(json_t *plan, const sk_kommun *k)
{
    (void)k;
    size_t last = json_array_size(json_object_get(plan, "supply")) - 1;
    json_t *a = row_at(plan, "supply", 0), *b = row_at(plan, "supply", last);
    put(a, "portions", num(a, "portions") - 1);
    put(b, "portions", num(b, "portions") + 1);
    return a != b;
}

static inline bool bound_too_high(json_t *plan, const sk_kommun *k)
{
    (void)k;
    json_t *b = json_object_get(plan, "bound");
    double obj = json_number_value(json_object_get(json_object_get(plan, "cost"), "objective"));
    json_object_set_new(b, "lp_bound", json_real(obj * 1.1 + 100000));
    return true;
}

#endif
