/* SPDX-License-Identifier: GPL-3.0-or-later */
/* price. */
#include "base/text.h"
#include "cli/cli.h"

#include <string.h>

enum { WEEKS = 10 }; /* representative weeks, as for what-ifs */

static storkok_code options(cli *c, storkok_price_opts *o)
{
    int64_t year = 0, weeks = 0;
    const char *base = c->value[OPT_BASE];
    if (!c->value[OPT_YEAR]) return cli_missing(c, OPT_YEAR);
    storkok_code code = cli_int(c, OPT_YEAR, 1971, 2199, 0, &year);
    if (code == STORKOK_OK) code = cli_int(c, OPT_WEEKS, 0, 53, WEEKS, &weeks);
    if (code == STORKOK_OK && base && strcmp(base, "outturn") != 0 && strcmp(base, "utfall") != 0 &&
        strcmp(base, "budget") != 0)
        return cli_usage(c, cli_text(c, SK_N("--base is outturn or budget, not %.40s")), base);
    if (code == STORKOK_OK && c->value[OPT_SCENARIO] && c->value[OPT_TRACE])
        return cli_usage(c, "%s", cli_text(c, SK_N("--scenario and --trace exclude each other")));
    *o = (storkok_price_opts){.dir = c->arg[0],
                              .year = (int)year,
                              .budget = base && strcmp(base, "budget") == 0,
                              .weeks = (int)weeks,
                              .scenario = c->value[OPT_SCENARIO],
                              .trace = c->value[OPT_TRACE],
                              .lang = c->lang,
                              .progress = c->quiet ? NULL : cli_progress,
                              .ctx = c};
    return code == STORKOK_OK ? cli_report_options(c) : code;
}

/* The faults: on stderr, or as the result of the envelope. */
static void faults(cli *c, const storkok_diags *d, storkok_code code)
{
    storkok_text t = {NULL, 0};
    if (!c->quiet || code != STORKOK_OK) cli_diags(c, d);
    if (c->json && code != STORKOK_OK && storkok_diags_print(d, STORKOK_JSON, &t) == STORKOK_OK)
        cli_take(c, &t);
}

storkok_code cmd_price(cli *c)
{
    storkok_kommun *k = NULL;
    storkok_report *r = NULL;
    storkok_price_opts o;
    storkok_code code = options(c, &o);
    if (code == STORKOK_OK) code = cli_load(c, c->arg[0], &k);
    storkok_diags *d = storkok_diags_new(c->lang);
    double start = cli_seconds();
    if (!d) code = cli_nomem(c);
    if (code == STORKOK_OK) {
        o.lang = c->lang; /* the folder may have decided */
        code = storkok_price(k, &o, &r, d, &c->err);
        cli_progress_end();
        faults(c, d, code);
        cli_detail(c, cli_text(c, SK_N("prices made")), cli_seconds() - start);
    }
    if (code == STORKOK_OK) code = cli_report(c, r);
    storkok_report_free(r);
    storkok_diags_free(d);
    storkok_kommun_free(k);
    return code;
}
