/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outage and stock. */
#include "base/text.h"
#include "cli/cli.h"

storkok_code cmd_outage(cli *c)
{
    storkok_kommun *k = NULL;
    storkok_plan *p = NULL;
    storkok_report *r = NULL;
    if (!c->value[OPT_PLAN] && !c->value[OPT_WEEK]) return cli_missing(c, OPT_WEEK);
    storkok_code code = cli_report_options(c);
    if (code == STORKOK_OK) code = cli_load(c, c->arg[0], &k);
    if (code == STORKOK_OK) code = cli_get_plan(c, k, &p);
    bool named = c->value[OPT_KITCHEN] || c->value[OPT_NO_POWER] || c->value[OPT_NO_WATER] ||
                 c->value[OPT_NO_DELIVERY] || cli_is_set(c, OPT_NO_IT) || c->value[OPT_STAFF];
    const storkok_outage_opts o = {.dir = c->arg[0],
                                   .day = c->value[OPT_DAY],
                                   .at = c->value[OPT_AT],
                                   .kitchen = c->value[OPT_KITCHEN],
                                   .all = cli_is_set(c, OPT_ALL) || !named,
                                   .no_power = c->value[OPT_NO_POWER],
                                   .no_water = c->value[OPT_NO_WATER],
                                   .no_delivery = c->value[OPT_NO_DELIVERY],
                                   .no_it = cli_is_set(c, OPT_NO_IT),
                                   .staff = c->value[OPT_STAFF],
                                   .lang = c->lang,
                                   .progress = cli_progress,
                                   .ctx = c};
    storkok_diags *d = storkok_diags_new(c->lang);
    if (!d) code = cli_nomem(c);
    if (code == STORKOK_OK) {
        double start = cli_seconds();
        code = storkok_outage(p, &o, &r, d, &c->err);
        cli_progress_end();
        if (!c->quiet || code != STORKOK_OK) cli_diags(c, d);
        cli_detail(c, cli_text(c, SK_N("failures planned")), cli_seconds() - start);
    }
    if (code == STORKOK_OK) code = cli_report(c, r);
    storkok_diags_free(d);
    storkok_report_free(r);
    storkok_plan_free(p);
    storkok_kommun_free(k);
    return code;
}

storkok_code cmd_stock(cli *c)
{
    int64_t year = 0, portions = 0, years = 0;
    storkok_kommun *k = NULL;
    storkok_report *r = NULL;
    storkok_code code = cli_int(c, OPT_YEAR, 1970, 2199, 0, &year);
    if (code == STORKOK_OK) code = cli_int(c, OPT_PORTIONS, 1, 1000000000, 0, &portions);
    if (code == STORKOK_OK) code = cli_int(c, OPT_YEARS, 1, 30, 0, &years);
    if (code == STORKOK_OK) code = cli_report_options(c);
    if (code == STORKOK_OK) code = cli_load(c, c->arg[0], &k);
    const storkok_stock_opts o = {(int)year, portions, (int)years, c->lang, cli_progress, c};
    if (code == STORKOK_OK) {
        double start = cli_seconds();
        code = storkok_stock(k, &o, &r, &c->err);
        cli_progress_end();
        cli_detail(c, cli_text(c, SK_N("the year planned")), cli_seconds() - start);
    }
    if (code == STORKOK_OK) code = cli_report(c, r);
    storkok_report_free(r);
    storkok_kommun_free(k);
    return code;
}
