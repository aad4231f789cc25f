/* SPDX-License-Identifier: GPL-3.0-or-later */
/* State of reading one kommun folder; internal to src/input.
 *
 * Order of work (load.c): every document is read and its ids are ranked (table_open), then every
 * cell becomes a typed value in a record, sorted (table_read), then nested records are bound
 * (bind_*.c), derived values computed (derive.c) and the whole is cross-checked (cross_*.c). A fault
 * never stops the work; a record with a fault is marked bad and left alone by the cross checks.
 *
 * Memory: `keep` becomes the kommun's arena, `tmp` dies with the reading. Running out of memory is
 * sticky: nomem is set, and load gives up at the next stage. */
#ifndef SK_INPUT_INPUT_H
#define SK_INPUT_INPUT_H

#include "base/diag.h"
#include "base/map.h"
#include "ext/csv.h"
#include "input/format.h"

typedef struct sk__table {
    const sk_document *fmt;
    bool present;    /* read, with a usable header */
    bool whole;      /* present, and no row was lost: an unknown id is really unknown */
    sk_csv csv;
    sk_ix col[SK_MAX_COLS]; /* CSV column of each column of the format, or SK_NONE */
    int n;           /* records */
    char *rec;       /* n records of fmt->rec_size, sorted */
    int *row;        /* CSV row of each record */
    bool *bad;       /* the record has a fault */
    sk_map *ids;     /* id -> rank among the ids; NULL when it has no ids */
    const char **id; /* by rank */
    int *rank;       /* rank of each CSV row */
    int *place;      /* rank -> record, NULL = the same */
    size_t n_faults; /* errors of the document itself */
} sk__table;

typedef struct sk__in {
    const char *dir;
    sk_kommun *k;
    sk_arena *keep, *tmp;
    sk_diags *diags;
    sk_err *err;
    bool nomem;
    int suggestions; /* how many more "did you mean" are worth computing */
    sk__table t[SK_N_ALL_DOCS];
    const char **calendar_file; /* of each calendar; "" = none */
    sk_input_file *file;        /* read so far */
    size_t n_files, cap_files;
} sk__in;

/* files.c: reads DIR/name whole, notes its hash. SK_E_INPUT: it does not exist and `required` (a
 * fault was added), or cannot be read; *found tells. Text is freed by the caller. */
sk_code sk__in_file(sk__in *in, const char *name, bool required, sk_buf *text, bool *found);
void sk__in_stray_files(sk__in *in); /* warns of documents with unknown names */
void sk__in_keep_files(sk__in *in);  /* hands the list of files to the kommun, sorted */

/* table.c, table_row.c */
void sk__table_open(sk__in *in, sk_doc_id doc);
void sk__table_read(sk__in *in, sk_doc_id doc);
void sk__table_free(sk__table *t);
/* Record of an id in a document, SK_NONE when unknown. */
sk_ix sk__table_find(const sk__in *in, sk_doc_id doc, const char *id);
/* Place of record i's cell in the column with this Swedish name (NULL: the row). */
sk_loc sk__at(const sk__in *in, sk_doc_id doc, int i, const char *column);
/* The id in a document nearest to s, or NULL. */
const char *sk__nearest_id(sk__in *in, sk_doc_id doc, const char *s);
bool sk__bad(const sk__in *in, sk_doc_id doc, int i);
/* All documents in the set (bits 1 << id) are present and without faults. */
bool sk__clean(const sk__in *in, uint64_t docs);
#define SK__DOC(d) (UINT64_C(1) << (d))

/* cell.c: one cell. The place is that of column `c` in CSV row `row`. */
bool sk__cell(sk__in *in, sk__table *t, int row, int c, char *rec);
bool sk__id_check(sk__in *in, sk__table *t, int row, int c);
void sk__fault(sk__in *in, sk__table *t); /* counts an error against a document */

void sk__settings_read(sk__in *in);  /* settings.c: kommun.json, policy.json */
void sk__bind_food(sk__in *in);      /* bind_food.c: recipes, dishes */
void sk__bind_tours(sk__in *in);     /* bind_tours.c: stops, organisation, owners of cost lines */
void sk__bind_calendars(sk__in *in); /* calendars.c: calendars and their events */
void sk__derive(sk__in *in);         /* derive.c */
void sk__cross(sk__in *in);          /* cross.c: all checks below */
void sk__cross_kitchens(sk__in *in);
void sk__cross_staff(sk__in *in);
void sk__cross_sites(sk__in *in);
void sk__cross_meals(sk__in *in);
void sk__cross_diets(sk__in *in);
void sk__cross_food(sk__in *in);
void sk__cross_menu(sk__in *in);
void sk__cross_tours(sk__in *in);
void sk__cross_organisation(sk__in *in);
void sk__cross_odd(sk__in *in);      /* legal but odd: chains of supply */
void sk__cross_capacity(sk__in *in); /* capacity against demand */

/* Error and warning at a cell of a record; the error marks the record bad. */
#define SK__ERR(in, doc, i, column, rule, hint, ...) \
    (sk__fault(in, &(in)->t[doc]), (in)->t[doc].bad[i] = true, \
     sk_diag_add((in)->diags, SK_SEV_ERROR, rule, sk__at(in, doc, i, column), hint, __VA_ARGS__))
#define SK__WARN(in, doc, i, column, rule, hint, ...) \
    sk_diag_add((in)->diags, SK_SEV_WARNING, rule, sk__at(in, doc, i, column), hint, __VA_ARGS__)

/* Overlaps are looked for this many rows back in an owner's rows, so that no document can make the
 * checks quadratic. */
enum { SK__LOOK_BACK = 500 };

static inline bool sk__periods_meet(sk_period a, sk_period b) { return a.from <= b.to && b.from <= a.to; }

#endif
