/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the follow-up's report share. */
#ifndef SK_OUT_FOLLOWUP_PRIV_H
#define SK_OUT_FOLLOWUP_PRIV_H

#include "base/num.h"
#include "base/text.h"
#include "out/followup.h"

typedef struct sk__fuv {
    sk_report *r;
    const sk_fu_result_set *s;
    const sk_followup *f;
    sk_lang lang;
} sk__fuv;

#define SK__N_COLS(c) ((int)(sizeof(c) / sizeof *(c)))
static inline const char *sk__fu_t(const sk__fuv *v, const char *msgid) __attribute__((format_arg(2)));
static inline const char *sk__fu_t(const sk__fuv *v, const char *msgid) { return sk_text(v->lang, msgid); }

/* "−1,90" of öre as million kronor, for words. */
const char *sk__fu_mnkr(sk__fuv *v, sk_ore ore);
/* num / den in hundredths, as a percentage when share; SK_CELL_EMPTY = not measured. */
int64_t sk__fu_hundredths(bool share, int64_t num, int64_t den);
/* A cell whose text lives as long as the report; NULL = empty. */
void sk__fu_s(const sk__fuv *v, sk_table *t, const char *s);
void sk__fu_opt(sk_table *t, int64_t v);   /* SK_FU_EMPTY becomes an empty cell */
const char *sk__fu_indicator(const sk__fuv *v, int indicator);
const char *sk__fu_verdict(const sk__fuv *v, const sk_fu_finding *x);
const char *sk__fu_sex(const sk__fuv *v, int sex);
const char *sk__fu_period(sk__fuv *v, int period); /* "2023-08" */

void sk__fu_show_flags(sk__fuv *v);     /* followup_flags.c */
void sk__fu_show_verdicts(sk__fuv *v);
void sk__fu_show_results(sk__fuv *v);   /* followup_money.c */
void sk__fu_show_chart(sk__fuv *v);     /* followup_svg.c */
void sk__fu_show_variance(sk__fuv *v);  /* followup_money.c */
void sk__fu_show_rules(sk__fuv *v);     /* followup_rules.c: action plan, equity, volumes, measures */
void sk__fu_show_people(sk__fuv *v);

#endif
