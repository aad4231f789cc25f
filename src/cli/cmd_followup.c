/* SPDX-License-Identifier: GPL-3.0-or-later */
/* followup and invoice. */
#include "base/date.h"
#include "base/text.h"
#include "cli/cli.h"

#include <stdio.h>

static storkok_code day_given(cli *c)
{
    sk_day d;
    if (!c->value[OPT_TO]) return cli_missing(c, OPT_TO);
    if (!sk_day_parse(c->value[OPT_TO], &d))
        return cli_usage(c, cli_text(c, SK_N("%.40s is not a date, such as 2023-11-19")),
                         c->value[OPT_TO]);
    return cli_report_options(c);
}

static storkok_code month_given(cli *c)
{
    sk_day d;
    char day[32];
    if (!c->value[OPT_MONTH]) return cli_missing(c, OPT_MONTH);
    snprintf(day, sizeof day, "%.20s-01", c->value[OPT_MONTH]);
    if (!sk_day_parse(day, &d))
        return cli_usage(c, cli_text(c, SK_N("%.40s is not a month, such as 2023-11")),
                         c->value[OPT_MONTH]);
    return cli_report_options(c);
}

static storkok_code make(cli *c, const storkok_kommun *k, bool invoice, storkok_report **r,
                         storkok_diags *d)
{
    const storkok_followup_opts f = {c->arg[0], c->value[OPT_TO], c->lang};
    const storkok_invoice_opts i = {c->arg[0], c->value[OPT_MONTH], c->lang, c->value[OPT_PRICES]};
    return invoice ? storkok_invoice(k, &i, r, d, &c->err) : storkok_followup(k, &f, r, d, &c->err);
}

static storkok_code run(cli *c, bool invoice)
{
    storkok_kommun *k = NULL;
    storkok_report *r = NULL;
    storkok_code code = invoice ? month_given(c) : day_given(c);
    if (code == STORKOK_OK) code = cli_load(c, c->arg[0], &k);
    storkok_diags *d = storkok_diags_new(c->lang);
    double start = cli_seconds();
    if (!d) code = cli_nomem(c);
    if (code == STORKOK_OK) {
        code = make(c, k, invoice, &r, d);
        if (!c->quiet || code != STORKOK_OK) cli_diags(c, d);
        cli_detail(c, cli_text(c, SK_N("computed")), cli_seconds() - start);
    }
    if (code == STORKOK_OK) code = cli_report(c, r);
    storkok_diags_free(d);
    storkok_report_free(r);
    storkok_kommun_free(k);
    return code;
}

storkok_code cmd_followup(cli *c) { return run(c, false); }
storkok_code cmd_invoice(cli *c) { return run(c, true); }
