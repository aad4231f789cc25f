/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of plan.json by table: kind, range and where the row keeps them. Every field is an int64_t
 * of its row (CHK_REAL: a double). A fault is reported as V001 or V002. */
#ifndef SK_CHECK_READ_H
#define SK_CHECK_READ_H

#include "check/check_priv.h"

typedef enum {
    CHK_REG_KITCHEN, CHK_REG_SITE, CHK_REG_PRODUCT, CHK_REG_DISH, CHK_REG_DIET, CHK_REG_COMPONENT,
    CHK_REG_TOUR, CHK_REG_CLASS, CHK_N_REGS
} chk_reg;

enum {
    CHK_INT, CHK_REAL, CHK_BOOL,
    CHK_MILLI, /* number, kept in thousandths; lo and hi in thousandths */
    CHK_SOURCE, /* where a need comes from */
    CHK_DATE,  /* calendar day */
    CHK_DIDX,  /* date, kept as index into the horizon */
    CHK_MEAL, CHK_SESSION, CHK_LINE, CHK_GROUP, CHK_MODE, CHK_ROUTE, /* words */
    CHK_MODES, /* list of modes, kept as bits */
    CHK_ID     /* + chk_reg */
};
enum { CHK_NULL = 1 }; /* null allowed: kept as -1 */

typedef struct chk_field {
    const char *key;    /* NULL ends a table */
    int kind, flags;
    size_t off;
    int64_t lo, hi;     /* CHK_INT */
} chk_field;

typedef struct chk_reader { chk *c; sk_map *reg[CHK_N_REGS]; } chk_reader;
bool sk__chk_reader_open(chk_reader *r); /* false: out of memory */
void sk__chk_reader_close(chk_reader *r);
/* Reads the fields of an object into row; false when one was wrong. index -1: not in a list. */
bool sk__chk_fields(chk_reader *r, const char *part, int index, const sk_jval *obj, const chk_field *f, void *row);

#endif
