/* SPDX-License-Identifier: GPL-3.0-or-later */
/* State of reading the waste documents. */
#ifndef SK_INPUT_WASTE_PRIV_H
#define SK_INPUT_WASTE_PRIV_H

#include "base/map.h"
#include "ext/csv.h"
#include "input/format.h"
#include "input/renamed.h"
#include "input/waste.h"

enum { SK__N_PLACE_MAPS = 2, SK__WASTE_COLS = 10 };

typedef struct sk__waste_in {
    const sk_kommun *k;
    sk_diags *diags;
    sk_waste_log *log;
    sk_map *place[SK__N_PLACE_MAPS]; /* sites, kitchens: by id, unit code and name */
    sk_map *dishes;
    int doc;                         /* being read */
    const sk_document *fmt;
    sk_csv csv;
    sk_ix col[SK__WASTE_COLS];       /* CSV column of each column of the format, or SK_NONE */
    size_t row;
    sk_weighing *w; size_t n, cap;
    sk_doubt *doubt; size_t n_doubts, cap_doubts;
    const sk_annex *old;             /* renamed things; NULL = none */
    int64_t renamed[2];              /* rows under an old name, by document */
    bool old_name;                   /* the row at hand has one */
    bool nomem;
} sk__waste_in;

void sk__waste_doubt(sk__waste_in *in, sk_doubt_rule rule, bool kept, int line, const char *found, const char *near);
bool sk__waste_places(sk__waste_in *in); /* fills the maps; false = out of memory */
void sk__waste_row(sk__waste_in *in);
void sk__waste_protocol_row(sk__waste_in *in);

#endif
