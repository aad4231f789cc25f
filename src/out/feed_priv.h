/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that collect events share. */
#ifndef SK_OUT_FEED_PRIV_H
#define SK_OUT_FEED_PRIV_H

#include "out/feed.h"

typedef struct sk__feed_in { /* a plan being turned into events */
    const sk_plan *p;
    const sk_kommun *k;
    sk_lang lang;
    sk_feed_list *out;
    bool *busy_kitchen, *busy_site; /* [place * n_days + day]: something happens there */
} sk__feed_in;

/* Appends an event with category, transparency and place by its kind; kitchen or site may be SK_NONE
 * (both: the planner's). cp is the last part of the key, summary and description are copied. start -1
 * = all day; end may pass midnight. */
typedef struct sk__feed_new {
    sk_feed_kind kind;
    sk_ix kitchen, site;
    sk_day day, last;      /* last: of an all-day event, else ignored */
    sk_day service;        /* in the key */
    int start, end;        /* minutes after midnight of day */
    const char *meal, *cp; /* for the key */
    const char *summary, *description;
} sk__feed_new;
void sk__feed_add(sk__feed_in *in, const sk__feed_new *n);

void sk__feed_production(sk__feed_in *in);
void sk__feed_deliveries(sk__feed_in *in);
void sk__feed_orders(sk__feed_in *in);
void sk__feed_menus(sk__feed_in *in);
void sk__feed_shortages(sk__feed_in *in);
void sk__feed_closures(sk__feed_in *in);
/* Text for one line: no control or bidirectional characters, at most SK_FEED_SUMMARY_MAX letters. */
const char *sk__feed_one_line(sk_feed_list *l, const char *s);
/* What another week's plan has for the same meal (feed_weeks.c): a tells b's dishes, too. */
void sk__feed_join_menus(sk_feed_list *l, sk_feed_event *a, const sk_feed_event *b);
extern const char *const sk__feed_kind_word[SK_N_FEED_KINDS]; /* first part of a key */
const char *sk__feed_category(sk_feed_kind kind, sk_lang lang);

#endif
