/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "cli/cli.h"

storkok_code cmd_waste(cli *c)
{
    storkok_kommun *k = NULL;
    storkok_plan *p = NULL;
    storkok_report *r = NULL;
    storkok_code code = cli_report_options(c);
    if (code == STORKOK_OK) code = cli_load(c, c->arg[0], &k);
    if (code == STORKOK_OK && c->value[OPT_PLAN])
        code = storkok_plan_open(k, c->value[OPT_PLAN], &p, &c->err);
    const storkok_waste_opts o = {c->arg[0], c->value[OPT_FROM], c->value[OPT_TO], p, c->lang};
    storkok_diags *d = storkok_diags_new(c->lang);
    double start = cli_seconds();
    if (!d) code = cli_nomem(c);
    if (code == STORKOK_OK) {
        code = storkok_waste(k, &o, &r, d, &c->err);
        if (!c->quiet || code != STORKOK_OK) cli_diags(c, d);
        cli_detail(c, cli_text(c, SK_N("waste measured")), cli_seconds() - start);
    }
    if (code == STORKOK_OK) code = cli_report(c, r);
    storkok_diags_free(d);
    storkok_report_free(r);
    storkok_plan_free(p);
    storkok_kommun_free(k);
    return code;
}
