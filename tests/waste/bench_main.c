/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Production records to figures: trained on all days but the last five, judged on those. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/file.h"
#include "base/map.h"
#include "ext/csv.h"
#include "waste/offer.h"

enum { TEST_DAYS = 5 };

static int by_unit_day(const void *pa, const void *pb)
{
    const sk_offer *a = pa, *b = pb;
    if (a->unit != b->unit) return a->unit - b->unit;
    if (a->day != b->day) return a->day - b->day;
    return a->item - b->item;
}

static int by_int(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static int id(sk_map *m, const char *key)
{
    int n = (int)sk_map_len(m), had = sk_map_put(m, key, n);
    return had == SK_NONE ? n : had;
}

/* First of the last TEST_DAYS days. */
static int cut(const sk_offer *v, int n)
{
    int *day = sk_calloc_n((size_t)n, sizeof *day), days = 1;
    for (int i = 0; i < n; i++) day[i] = v[i].day;
    qsort(day, (size_t)n, sizeof *day, by_int);
    int i = n - 1;
    for (; i > 0; i--) {
        days += day[i] != day[i - 1];
        if (days > TEST_DAYS) break;
    }
    int first = day[i];
    sk_free(day);
    return first;
}

static int read_rows(const char *path, sk_arena *arena, sk_map *units, sk_map *items,
                     sk_offer **out)
{
    static const char *const name[] = {"unit", "date", "item_id", "planned", "offered", "served"};
    sk_buf text = SK_BUF_INIT;
    sk_csv t;
    sk_ix col[6];
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    if (sk_file_read(path, 0, &text, NULL) ||
        sk_csv_parse(path, text.data, text.len, arena, &t, diags))
        return -1;
    for (int c = 0; c < 6; c++) col[c] = sk_csv_col(&t, name[c]);
    sk_offer *v = sk_arena_calloc(arena, t.n_rows + 1, sizeof *v);
    int n = 0;
    for (size_t i = 0; v && i < t.n_rows; i++) {
        const char **f = t.row[i].field;
        sk_day day;
        if (!sk_day_parse(f[col[1]], &day)) continue;
        sk_offer o = {id(units, f[col[0]]),    id(items, f[col[2]]),    day,
                      strtod(f[col[3]], NULL), strtod(f[col[4]], NULL), strtod(f[col[5]], NULL)};
        if (o.offered > 0 && o.served <= o.offered) v[n++] = o;
    }
    sk_diags_free(diags);
    sk_buf_free(&text);
    *out = v;
    return v ? n : -1;
}

int main(int argc, char **argv)
{
    static const char *const what[] = {"model", "crossed partial pooling", "unit x item rate"};
    sk_offer *v = NULL;
    sk_arena *arena = sk_arena_new();
    sk_map *units = sk_map_new(1000), *items = sk_map_new(1000);
    int n = argc > 1 ? read_rows(argv[1], arena, units, items, &v) : -1, n_train = 0;
    if (n < 1) return 2;
    clock_t start = clock();
    int first = cut(v, n);
    sk_offer *train = sk_calloc_n((size_t)n + 1, sizeof *train),
             *ask = sk_calloc_n((size_t)n + 1, sizeof *ask);
    double *left[SK_N_OFFER_BY];
    for (int b = 0; b < SK_N_OFFER_BY; b++) left[b] = sk_calloc_n((size_t)n + 1, sizeof(double));
    for (int i = 0; i < n; i++)
        if (v[i].day < first) train[n_train++] = v[i];
        else ask[i - n_train] = v[i];
    int m = n - n_train;
    qsort(ask, (size_t)m, sizeof *ask, by_unit_day);
    if (sk_offer_left(train, n_train, ask, m, (int)sk_map_len(units), (int)sk_map_len(items), left,
                      NULL))
        return 1;
    double cpu = (double)(clock() - start) / CLOCKS_PER_SEC;
    printf("%d rows learned, %d judged, %.2f CPU seconds for all\n", n_train, m, cpu);
    printf("%-26s %9s %14s %7s\n", "WAPE %", "per row", "per unit-day", "bias");
    for (int b = 0; b < SK_N_OFFER_BY; b++) {
        sk_offer_score s = sk_offer_judge(ask, left[b], m);
        printf("%-26s %9.2f %14.2f %7.1f\n", what[b], s.wape_row, s.wape_day, s.bias);
    }
    return 0;
}
