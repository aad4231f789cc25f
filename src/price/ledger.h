/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One internal ledger record for every source of book-keeping (SIE here, CSV by the caller), so that what
 * follows does not ask where an amount came from. Nothing is counted twice: of SIE balances a {} row is
 * the total and rows with objects are parts of it; what the parts leave is a row of its own. */
#ifndef SK_PRICE_LEDGER_H
#define SK_PRICE_LEDGER_H

#include "ext/csv.h"
#include "ext/sie.h"

typedef struct sk_ledger_row {
    const char *account;
    const char *object; /* key in the dimension asked for (ansvar); "" = none */
    int period;         /* YYYYMM, 0 = the whole year */
    sk_ore ore;         /* debit +, credit - */
    const char *file;
    int line;
} sk_ledger_row;

typedef struct sk_ledger { sk_ledger_row *row; size_t n; } sk_ledger; /* lives in the arena */

typedef struct sk_ledger_ask {
    int year;        /* as in the file: 0 = current, -1 = previous */
    bool budget;     /* #PBUDGET, else the outturn: #TRANS, or #PSALDO, or #RES, the first that exists */
    const char *dim; /* name of a dimension ("Ansvar"), NULL = totals only */
} sk_ledger_ask;

/* Rows sorted by account, period, object, line; strings are borrowed from the SIE record. SK_E_INPUT: no
 * such dimension (L001), no row for that year (L002), or objects of other dimensions only and no {} row,
 * so that the total is unknown (L003), or amounts out of range (L004); told through diags. SK_E_NOMEM. */
sk_code sk_ledger_from_sie(const sk_sie *s, const sk_ledger_ask *ask, sk_arena *arena, sk_ledger *out,
                           sk_diags *diags);

/* The same record from CSV: columns konto (account), belopp_kr (amount_kr) with at most two decimals, and
 * optionally objekt (object) and period (YYYYMM, empty = the year). Rows are added as they stand: a CSV has
 * no totals beside its parts, and a row without account or amount is a fault. Rules L005 columns, L006 a
 * row; amounts by csv.h's. Strings live in the arena of the table. */
sk_code sk_ledger_from_csv(const sk_csv *t, sk_arena *arena, sk_ledger *out, sk_diags *diags);

/* Account groups are data: the longest prefix that an account starts with decides. */
typedef struct sk_account_group { const char *prefix; sk_ix line; } sk_account_group;
/* Index into groups, SK_NONE when no prefix fits. */
sk_ix sk_account_group_of(const sk_account_group *group, size_t n, const char *account);

#endif
