/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parsers of single values: numbers, dates, weeks, times. What is accepted must write back to
 * something that reads as the same value. */
#include "base/date.h"
#include "base/num.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok)
{
    if (!ok) abort();
}

static void number(const char *s, char point, int decimals)
{
    int64_t v, again = 0;
    if (!sk_dec_parse(s, point, decimals, &v)) return;
    sk_buf b = SK_BUF_INIT;
    sk_buf_dec(&b, v, decimals, SK_LANG_SV);
    require(sk_dec_parse(sk_buf_str(&b), ',', decimals, &again) && again == v);
    sk_buf_free(&b);
}

static void dates(const char *s)
{
    sk_day d, again = 0;
    char text[SK_DATE_LEN], clock[SK_TIME_LEN];
    if (sk_day_parse(s, &d)) {
        require(strcmp(sk_day_str(d, text), s) == 0);
        sk_week w = sk_day_week(d);
        /* the first days of 1970 may lie in a week of 1969, before the valid years */
        if (w.year >= 1970)
            require(sk_week_monday(w, &again) && d - again == sk_day_weekday(d) - 1);
    }
    sk_week w;
    if (sk_week_parse(s, &w))
        require(sk_week_monday(w, &again) && sk_day_week(again).week == w.week);
    sk_min m, m2 = 0;
    if (sk_min_parse(s, &m)) require(sk_min_parse(sk_min_str(m, clock), &m2) && m == m2);
    sk_now now;
    if (sk_now_parse(s, &now)) require(now.sec >= 0 && now.sec < 86400);
    sk_lang lang;
    if (sk_lang_parse(s, &lang)) require(lang == SK_LANG_SV || lang == SK_LANG_EN);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *s = malloc(size + 1);
    if (!s) return 0;
    if (size) memcpy(s, data, size);
    s[size] = '\0';
    for (int decimals = 0; decimals <= 4; decimals += 2) {
        number(s, ',', decimals);
        number(s, '.', decimals);
    }
    dates(s);
    free(s);
    return 0;
}
