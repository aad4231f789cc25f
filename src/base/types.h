/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Basic scalar types and result codes, used by every layer.
 * Money is integer öre, mass integer grams, time of day integer minutes after midnight
 * (Europe/Stockholm civil time), a calendar day the number of days since 1970-01-01. */
#ifndef SK_BASE_TYPES_H
#define SK_BASE_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t sk_ore; /* öre, 1/100 krona; negative allowed */
typedef int32_t sk_day; /* days since 1970-01-01 (proleptic Gregorian) */
typedef int16_t sk_min; /* minutes after midnight 0..1440, or a duration in minutes */
typedef int32_t sk_ix;  /* index into one of the kommun's arrays; SK_NONE = none */
__extension__ typedef __int128 sk_wide; /* products of öre and keys */

#define SK_NONE ((sk_ix)-1)
#define SK_NO_DAY INT32_MIN      /* open start of a validity period */
#define SK_DAY_FOREVER INT32_MAX /* open end of a validity period */
#define SK_PPM 1000000           /* shares are parts per million */

/* What a library function returns; 0 is success. */
typedef enum {
    SK_OK = 0,
    SK_E_USAGE,    /* the caller asked for something meaningless */
    SK_E_INPUT,    /* a document is missing or wrong */
    SK_E_IO,       /* reading or writing failed */
    SK_E_NOMEM,    /* out of memory */
    SK_E_SOLVER,   /* the solver gave up without a plan */
    SK_E_LIMIT,    /* a budget (nodes, iterations, time) ended without a plan */
    SK_E_INTERNAL  /* a fault of the program itself */
} sk_code;

/* Exit codes of the program, documented in the manual. */
enum {
    SK_EXIT_OK = 0,
    SK_EXIT_SHORT = 1,    /* done, but the plan has shortages or the check found violations */
    SK_EXIT_INPUT = 2,    /* usage or invalid input */
    SK_EXIT_LIMIT = 3,    /* solver or limit without a plan */
    SK_EXIT_IO = 4,
    SK_EXIT_INTERNAL = 70
};
int sk_exit_code(sk_code code);

/* Languages of messages and papers. */
typedef enum { SK_LANG_SV = 0, SK_LANG_EN = 1 } sk_lang;

#endif
