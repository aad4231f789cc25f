/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forecast and backtest. */
#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/cli.h"

#include <stdio.h>

static storkok_code check_day(cli *c, opt_id o)
{
    sk_day d;
    const char *s = c->value[o];
    if (!s || sk_day_parse(s, &d)) return STORKOK_OK;
    return cli_usage(c, cli_text(c, SK_N("%.40s is not a date, such as 2023-11-19")), s);
}

/* What can be told before any work. */
static storkok_code options(cli *c, int64_t *days)
{
    if (!c->value[OPT_FROM]) return cli_missing(c, OPT_FROM);
    if (!c->value[OPT_DAYS]) return cli_missing(c, OPT_DAYS);
    if (c->value[OPT_AS_OF] && !cli_is_set(c, OPT_REVIEW))
        return cli_usage(c, "%s", cli_text(c, SK_N("--as-of goes with --review")));
    storkok_code code = check_day(c, OPT_FROM);
    if (code == STORKOK_OK) code = check_day(c, OPT_AS_OF);
    if (code == STORKOK_OK) code = cli_int(c, OPT_DAYS, 1, 92, 5, days);
    if (code == STORKOK_OK) code = cli_report_options(c);
    return code;
}

static storkok_code output(cli *c, const storkok_forecast *f)
{
    char clock[20];
    storkok_text t = {NULL, 0};
    storkok_code code = STORKOK_OK;
    const char *dir = c->value[OPT_OUT], *now = c->value[OPT_NOW];
    double start = cli_seconds();
    if (dir) {
        cli_hold_stops(true);
        code = storkok_forecast_write(f, dir, now ? now : cli_now(clock), &c->err);
        cli_hold_stops(false);
        cli_detail(c, cli_text(c, SK_N("wrote the files")), cli_seconds() - start);
    }
    storkok_form form = c->json                  ? STORKOK_JSON
                        : cli_is_set(c, OPT_CSV) ? STORKOK_CSV
                                                 : STORKOK_TEXT;
    if (code == STORKOK_OK) code = storkok_forecast_headline(f, &c->summary);
    if (code == STORKOK_OK) code = storkok_forecast_show(f, form, dir, &t, &c->err);
    cli_take(c, &t);
    return code;
}

static storkok_code review(cli *c, const storkok_kommun *k, int days)
{
    const storkok_outcome_opts o = {c->value[OPT_AS_OF], c->value[OPT_FROM], days, c->lang};
    storkok_report *r = NULL;
    storkok_diags *d = storkok_diags_new(c->lang);
    double start = cli_seconds();
    if (!d) return cli_nomem(c);
    storkok_code code = storkok_forecast_outcome(k, &o, &r, d, &c->err);
    if (code != STORKOK_OK) cli_diags(c, d);
    cli_detail(c, cli_text(c, SK_N("forecast made")), cli_seconds() - start);
    if (code == STORKOK_OK) code = cli_report(c, r);
    storkok_report_free(r);
    storkok_diags_free(d);
    return code;
}

storkok_code cmd_forecast(cli *c)
{
    int64_t days = 0;
    storkok_kommun *k = NULL;
    storkok_forecast *f = NULL;
    storkok_code code = options(c, &days);
    if (code == STORKOK_OK) code = cli_load(c, c->arg[0], &k);
    if (code == STORKOK_OK && cli_is_set(c, OPT_REVIEW)) {
        code = review(c, k, (int)days);
        storkok_kommun_free(k);
        return code;
    }
    const storkok_forecast_opts o = {c->arg[0], c->value[OPT_FROM], (int)days, c->lang};
    storkok_diags *d = storkok_diags_new(c->lang);
    double start = cli_seconds();
    if (!d) code = cli_nomem(c);
    if (code == STORKOK_OK) {
        code = storkok_forecast_make(k, &o, &f, d, &c->err);
        if (!c->quiet || code != STORKOK_OK) cli_diags(c, d);
        cli_detail(c, cli_text(c, SK_N("forecast made")), cli_seconds() - start);
    }
    if (code == STORKOK_OK) code = output(c, f);
    storkok_diags_free(d);
    storkok_forecast_free(f);
    storkok_kommun_free(k);
    return code;
}

/* A folder of attendance.csv and calendar.csv is no municipality's. */
static bool only_counts(const char *dir)
{
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/kommun.json", dir);
    if (n < 0 || n >= (int)sizeof path || sk_file_exists(path)) return false;
    snprintf(path, sizeof path, "%s/calendar.csv", dir);
    return sk_file_exists(path);
}

storkok_code cmd_backtest(cli *c)
{
    storkok_kommun *k = NULL;
    storkok_text t = {NULL, 0};
    storkok_code code = check_day(c, OPT_FROM);
    if (code == STORKOK_OK) code = check_day(c, OPT_TO);
    if (code == STORKOK_OK && !only_counts(c->arg[0])) code = cli_load(c, c->arg[0], &k);
    const storkok_backtest_opts o = {c->arg[0], c->value[OPT_FROM], c->value[OPT_TO], c->lang};
    storkok_diags *d = storkok_diags_new(c->lang);
    double start = cli_seconds();
    if (!d) code = cli_nomem(c);
    if (code == STORKOK_OK) {
        code = storkok_backtest(k, &o, c->json ? STORKOK_JSON : STORKOK_TEXT, d, &c->summary, &t,
                                &c->err);
        if (!c->quiet || code != STORKOK_OK) cli_diags(c, d);
        cli_detail(c, cli_text(c, SK_N("tested")), cli_seconds() - start);
    }
    cli_take(c, &t);
    storkok_diags_free(d);
    storkok_kommun_free(k);
    return code;
}
