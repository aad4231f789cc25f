/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a folder of canteen counts that is not a kommun:
 *   attendance.csv  unit, type, date, attendance [, enrolled, ordered, suspect]
 *   calendar.csv    date, service_day [, public_holiday, school_break, strike, ramadan, eid, menu]
 * One row a unit and day; attendance empty or 0 = not observed, suspect 1 = set aside. The calendar
 * holds every day without gaps; its menu is the same for all. Used to measure the engine on data of
 * other kitchens. */
#ifndef SK_FORECAST_PANEL_CSV_H
#define SK_FORECAST_PANEL_CSV_H

#include "base/diag.h"
#include "forecast/panel.h"

typedef struct sk_panel_csv {
    sk_panel panel;
    int n_rows, n_set_aside; /* rows read; rows on no service day, suspect or without a count */
} sk_panel_csv;

/* Faults of rows go to diags with their place; SK_E_INPUT when nothing usable is left. */
sk_code sk_panel_read_csv(const char *dir, sk_arena *arena, sk_panel_csv *out, sk_diags *diags,
                          sk_err *err);

#endif
