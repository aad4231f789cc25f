/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backtest of a folder of canteen counts: bench_main DIR FROM TO [OUT]
 * Prints the table of all methods and the CPU seconds of each part; with OUT it writes the forecast
 * files OUT.model.csv and OUT.orders.csv for a scorer. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/file.h"
#include "forecast/backtest.h"
#include "forecast/panel_csv.h"

static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

static int fail(const sk_err *err, const sk_diags *diags)
{
    sk_buf b = SK_BUF_INIT;
    sk_diags_print(diags, &b);
    sk_err_print(err, &b);
    fputs(sk_buf_str(&b), stderr);
    sk_buf_free(&b);
    return 1;
}

static sk_code write_forecast(const sk_backtest *t, sk_by m, const char *stem, const char *what,
                              sk_err *err)
{
    char path[1024];
    sk_buf b = SK_BUF_INIT;
    snprintf(path, sizeof path, "%s.%s.csv", stem, what);
    sk_backtest_csv(t, m, &b);
    sk_code c = sk_file_write(path, sk_buf_str(&b), b.len, err);
    sk_buf_free(&b);
    return c;
}

static sk_code measure(const sk_panel *p, sk_backtest_opt *o, const char *stem, sk_err *err)
{
    static const struct {
        const char *name;
        unsigned methods;
    } parts[] = {{"forecast alone", 1u << SK_BY_MODEL},
                 {"forecast without and with orders", 1u << SK_BY_MODEL | 1u << SK_BY_ORDERS},
                 {"everything", (1u << SK_N_BY) - 1}};
    sk_code c = SK_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !c; i++) {
        sk_arena *a = sk_arena_new();
        sk_backtest t;
        double start = seconds();
        o->methods = parts[i].methods;
        c = sk_backtest_run(p, o, a, &t, err);
        printf("%-34s %.2f CPU s\n", parts[i].name, seconds() - start);
        if (!c && i == 2) {
            sk_buf b = SK_BUF_INIT;
            sk_score_table(t.score, SK_CUT_MAIN, SK_LANG_EN, &b);
            fputs(sk_buf_str(&b), stdout);
            sk_buf_free(&b);
            if (stem) c = write_forecast(&t, SK_BY_MODEL, stem, "model", err);
            if (stem && !c) c = write_forecast(&t, SK_BY_ORDERS, stem, "orders", err);
        }
        sk_arena_free(a);
    }
    return c;
}

int main(int argc, char **argv)
{
    sk_backtest_opt o = {.engine = sk_engine_defaults(), .n_h = 15};
    if (argc < 4 || !sk_day_parse(argv[2], &o.from) || !sk_day_parse(argv[3], &o.to)) {
        fputs("usage: bench_main DIR FROM TO [OUT]\n", stderr);
        return 2;
    }
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    sk_arena *arena = sk_arena_new();
    sk_panel_csv in;
    double start = seconds();
    sk_code c = sk_panel_read_csv(argv[1], arena, &in, diags, &err);
    if (!c)
        printf("%d units, %d days, %d rows, %d set aside; reading %.2f CPU s\n", in.panel.n_units,
               in.panel.n_days, in.n_rows, in.n_set_aside, seconds() - start);
    if (!c) c = measure(&in.panel, &o, argc > 4 ? argv[4] : NULL, &err);
    int code = c ? fail(&err, diags) : 0;
    sk_arena_free(arena);
    sk_diags_free(diags);
    return code;
}
