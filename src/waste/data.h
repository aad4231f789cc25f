/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weighings with what they are measured against: portions or eaters, the dish, the cluster, the run.
 *
 * The national method (Livsmedelsverket, "Nationell metod för mätning av matsvinn"; survey 2022-23): lunch, at
 * least five weekdays in a row, kitchen waste per portion cooked, serving and plate waste per eater. A RUN is five
 * or more weekdays in a row, those on which the place does not serve left out, each with a weighing; `in_run`
 * marks the records of lunches in one.
 *
 * Portions or eaters: the row's own, else another row's of the same place, meal and day, else a site's count of
 * that day (eaters or plates). Without any the record is in no figure and the row is listed (H014).
 * The dish is the row's, else the main dish of the site's menu; for a kitchen that of the menu most guests
 * that it usually supplies have. */
#ifndef SK_WASTE_DATA_H
#define SK_WASTE_DATA_H

#include "base/err.h"
#include "domain/history.h"
#include "domain/waste.h"

typedef struct sk_wrec {
    sk_day day;
    int place;            /* site, or n_sites + kitchen */
    sk_ix site, kitchen;  /* kitchen: of a site its usual supplier */
    sk_ix category;       /* SK_NONE for kitchens */
    sk_ix dish;           /* SK_NONE = not known */
    int cluster;          /* one place, one ISO week: rises with the records */
    int32_t g, n;         /* grams; portions or eaters, > 0 */
    uint8_t meal, mass;
    bool in_run;
} sk_wrec;
static inline bool sk_wrec_same_meal(const sk_wrec *a, const sk_wrec *b)
{
    return a->place == b->place && a->meal == b->meal && a->day == b->day;
}

typedef struct sk_wnowhere { sk_day day; int32_t g; } sk_wnowhere;

typedef struct sk_waste_data {
    sk_arena *arena;      /* owns the arrays */
    const sk_kommun *k;   /* borrowed */
    sk_wrec *rec; int n;  /* sorted by place, meal, day, mass, dish */
    sk_doubt *doubt; int n_doubts; /* those of the log, and H014, H015; by document, line */
    sk_wnowhere *nowhere; int n_nowhere; /* waste in no figure, for want of portions (H014) */
    sk_day first, last;   /* of the records; last < first when there are none */
} sk_waste_data;

/* h NULL = no counts. arena owns what out holds, log may go. SK_E_NOMEM only. */
sk_code sk_waste_data_make(const sk_kommun *k, const sk_history *h, const sk_waste_log *log, sk_arena *arena,
                           sk_waste_data *out, sk_err *err);
/* Grams of the days from..to, both counted, that are in no figure. */
int64_t sk_waste_nowhere(const sk_waste_data *d, sk_day from, sk_day to);

#endif
