/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels of a kommun's history: one for each calendar and meal, since their sites serve on the same
 * days. A unit is a site, its type the guest category.
 *
 * Enrolment of a cell: the guests of that day, with those of sites merged into it on past days, since they
 * are counted where they eat. Roll: the enrolment times the shares of the site's rows for that meal and day
 * (site_meals.csv), goods and packed meals left out (who is on an outing does not eat at the site, and her
 * packed meal is an order). Known factor: the same shares times the rows' attendance against the category's,
 * which is what is modelled and caps nothing. A day with roll 0 is closed, a count on it no observation.
 * Days when the food ran out are censored: at least so many would have eaten.
 * How it was counted gives weight and interval: eaters 1, plates 0.9, orders 0.4, enrolled 0.2. Counts
 * of 0 and counts far from anything the unit ever had are set aside and counted; odd days stay, and
 * weigh little by the robust fit. */
#ifndef SK_FORECAST_PANEL_KOMMUN_H
#define SK_FORECAST_PANEL_KOMMUN_H

#include "domain/history.h"
#include "forecast/panel.h"

typedef struct sk_group {
    sk_ix calendar;
    sk_meal meal;
    sk_ix *site;      /* [panel.n_units], rising */
    sk_panel panel;
    int n_used, n_zero, n_closed, n_outlier; /* counts used; 0; on days without service; set aside */
} sk_group;

/* Sites of the calendar that are served the meal, over the days of their history (at most five years
 * back) until `to`. out->panel.n_units is 0 when there is none. */
sk_code sk_group_build(const sk_kommun *k, const sk_history *h, sk_ix calendar, sk_meal meal,
                       sk_day to, sk_arena *arena, sk_group *out, sk_err *err);

/* Ramadan and the two feasts by the tabular calendar, one day earlier than its civil form: so they fell
 * in most of the years 2015-2024, the others a day off. */
uint8_t sk__islamic_flags(sk_day d);

#endif
