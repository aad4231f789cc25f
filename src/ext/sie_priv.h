/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between sie_scan.c (bytes to the fields of one line), sie.c (lines to records), sie_row.c (rows of
 * amounts and vouchers) and sie_check.c (what the records say about each other). */
#ifndef SK_EXT_SIE_PRIV_H
#define SK_EXT_SIE_PRIV_H

#include "ext/sie.h"

enum { SIE_FIELDS = 16, SIE_OBJECTS = 32, SIE_FAULTS_TOLD = 200, SIE_CLIP = 40, SIE_CLIP_CAP = 168 };

typedef struct sie_field {
    const char *s;     /* NUL-terminated in the text; of a list its first token or "" */
    int col;           /* 1-based, in bytes of the UTF-8 text */
    bool list;         /* {...}; its tokens are sie_line.item[first .. first + n) */
    int first, n;
} sie_field;

typedef struct sie_line {
    int no;
    char brace;                      /* '{' or '}' alone on the line, else 0 */
    sie_field f[SIE_FIELDS];         /* f[0] is the tag with '#' */
    int n_f;                         /* fields kept */
    const char *item[SIE_OBJECTS];   /* tokens of the lists */
    int n_items;
    bool open_quote, open_list, too_many;
    bool opens;                      /* a lone '{' at the end: a voucher that opens on its own line */
} sie_line;

typedef struct sie_scan {
    sk_sie *sie;
    sk_diags *diags;
    char *p, *end; /* next byte, end of the text (holds NUL) */
    int line_no;
    size_t n_faults;
    bool no_memory;
    bool says_pc8;
    sk_ix open;       /* voucher whose rows are being read, SK_NONE */
    bool waits;       /* #VER seen, '{' not yet */
    sie_line line;
} sie_scan;

extern const uint16_t sk__sie_cp437[128]; /* 0x80..0xFF to Unicode */
/* Decodes the text into the arena; false when memory ended. */
bool sk__sie_decode(sie_scan *s, const char *text, size_t n);
bool sk__sie_next(sie_scan *s); /* next line that is not empty into s->line; false at the end */

sk_loc sk__sie_at(const sie_scan *s, int line, int col);
/* Counts a fault; true when it is still to be told. */
bool sk__sie_fault(sie_scan *s);
/* Tells a fault of field i of the line: "what, found '...'" (what is a translatable message id). */
void sk__sie_bad(sie_scan *s, const char *rule, int i, const char *what);
bool sk__sie_has(sie_scan *s, int n); /* the line has n fields after the tag, else S003 */
bool sk__sie_int(sie_scan *s, int i, int *out);
bool sk__sie_day(sie_scan *s, int i, sk_day *out);
void sk__sie_balance(sie_scan *s, sk_sie_kind kind); /* #IB ... #PBUDGET */
void sk__sie_voucher(sie_scan *s);
void sk__sie_trans(sie_scan *s);
void sk__sie_brace(sie_scan *s, char brace);
void sk__sie_voucher_end(sie_scan *s);
void sk__sie_check(sie_scan *s);

#endif
