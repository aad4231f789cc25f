/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIE 4, the Swedish exchange format of book-keeping: types 1-4 and 4i (sie.se, SIE filformat 4B/4C).
 *
 * Read: #SIETYP #FORMAT #FNAMN #ORGNR #OMFATTN #RAR #KONTO #KTYP #ENHET #DIM #UNDERDIM #OBJEKT #IB #UB
 * #OIB #OUB #RES #PSALDO #PBUDGET #VER #TRANS; #BTRANS (struck) and #RTRANS (repeated by the #TRANS after
 * it) are counted and left out; other tags are skipped and counted.
 * Fields are separated by spaces or tabs; quotes are optional, \" stands for a quote inside them; braces
 * may occur in quoted text; a list {dimension object ...} takes quoted and plain objects.
 * Encoding: valid UTF-8 is UTF-8; else CP437 or windows-1252, whichever explains more of å ä ö é, with a
 * warning when that contradicts #FORMAT PC8. Encoding never changes an amount.
 * Amounts: öre, debit +, credit - (income negative). Row faults are told with line and column and the
 * row is left out; rows that are read are right. Own code: no packaged library reads SIE. */
#ifndef SK_EXT_SIE_H
#define SK_EXT_SIE_H

#include "base/date.h"
#include "base/diag.h"
#include "base/mem.h"

typedef enum { SK_SIE_ASCII, SK_SIE_UTF8, SK_SIE_CP437, SK_SIE_1252 } sk_sie_enc;
typedef enum {
    SK_SIE_IB, SK_SIE_UB, SK_SIE_OIB, SK_SIE_OUB, SK_SIE_RES, SK_SIE_PSALDO, SK_SIE_PBUDGET, SK_SIE_TRANS
} sk_sie_kind;

typedef struct sk_sie_object { int dim; const char *key; } sk_sie_object;

typedef struct sk_sie_row {
    sk_sie_kind kind;
    int year;                 /* 0 = current, -1 = previous ...; of #TRANS: from #RAR, INT_MIN = in none */
    int period;               /* YYYYMM; 0 = the whole year */
    sk_day day;               /* of #TRANS, else SK_NO_DAY */
    const char *account;
    const sk_sie_object *obj; /* n_obj; {} = 0, the total of an account */
    int n_obj;
    sk_ore ore;
    const char *text;         /* "" when none */
    sk_ix voucher;            /* of #TRANS, else SK_NONE */
    int line;
} sk_sie_row;

typedef struct sk_sie_year { int no; sk_day from, to; } sk_sie_year;
typedef struct sk_sie_account { const char *no, *name; char type; int line; } sk_sie_account; /* T S K I, 0 */
typedef struct sk_sie_dim { int no, parent; const char *name; int line; } sk_sie_dim; /* parent 0 = none */
typedef struct sk_sie_named { int dim; const char *key, *name; } sk_sie_named;
typedef struct sk_sie_voucher {
    const char *series, *no, *text;
    sk_day day;
    sk_ore sum;               /* of its #TRANS; 0 in a right file */
    int line;
} sk_sie_voucher;

typedef struct sk_sie {
    const char *name;                            /* the document */
    sk_arena *arena;                             /* owns the strings */
    int type;                                    /* 1-4; 0 = not said */
    sk_sie_enc enc;
    const char *company, *orgnr;                 /* "" when not said */
    sk_day as_of;                                /* #OMFATTN, SK_NO_DAY when not said */
    sk_sie_year *year;        size_t n_years, cap_years;
    sk_sie_account *account;  size_t n_accounts, cap_accounts;
    sk_sie_dim *dim;          size_t n_dims, cap_dims;
    sk_sie_named *object;     size_t n_objects, cap_objects;
    sk_sie_voucher *voucher;  size_t n_vouchers, cap_vouchers;
    sk_sie_row *row;          size_t n_rows, cap_rows; /* in file order */
    size_t n_unknown, n_struck, n_repeated;      /* tags not known, #BTRANS, #RTRANS */
} sk_sie;

/* Reads text (n bytes) of the document `name`. *out is NULL unless SK_OK; SK_E_INPUT when it is no SIE
 * file at all, SK_E_NOMEM. Faults of rows go to diags, at most 200 told. Rules:
 *   S001 not a SIE file      S002 encoding             S003 fields missing or a quote left open
 *   S004 amount              S005 date, period, year   S006 objects, dimensions
 *   S007 voucher structure   S008 voucher that does not sum to 0
 *   S009 the same row twice  S010 #PSALDO, #TRANS or objects against #RES and totals
 *   S011 unknown tags (note) */
sk_code sk_sie_read(const char *name, const char *text, size_t n, sk_sie **out, sk_diags *diags);
void sk_sie_free(sk_sie *s); /* NULL allowed */

/* Number of the dimension with that name in #DIM or #UNDERDIM (letter case of ASCII ignored), or of a
 * reserved one that the file does not rename; 0 = none. Numbers alone say nothing in municipal files. */
int sk_sie_dim_no(const sk_sie *s, const char *name);

/* ---- writing type 4i (sie_write.c): vouchers for another system to book ---- */

typedef struct sk_sie_head { const char *program, *version, *company, *orgnr; sk_day made; } sk_sie_head;
typedef struct sk_sie_post {
    const char *account;
    const sk_sie_object *obj; /* n_obj */
    int n_obj;
    sk_ore ore;               /* debit +, credit - */
    const char *text;         /* "" allowed */
} sk_sie_post;

/* Text in UTF-8 into b; sk_sie_to_cp437 makes the bytes of the file (#FORMAT PC8). Lines end in CRLF. */
void sk_sie_write_head(sk_buf *b, const sk_sie_head *h);
void sk_sie_write_dim(sk_buf *b, int no, const char *name);
/* False, and nothing is written, when the posts do not sum to 0 or there are none. */
bool sk_sie_write_voucher(sk_buf *b, const char *series, const char *no, sk_day day, const char *text,
                          const sk_sie_post *post, size_t n);
/* Letters that CP437 lacks become '?'; returns how many. */
size_t sk_sie_to_cp437(const char *utf8, size_t n, sk_buf *out);

#endif
