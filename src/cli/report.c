/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every command that ends in a report does with it. */
#include "base/date.h"
#include "base/text.h"
#include "cli/cli.h"

storkok_code cli_report_options(cli *c)
{
    sk_now now;
    const char *t = c->value[OPT_NOW];
    if (c->json && cli_is_set(c, OPT_CSV))
        return cli_usage(c, "%s", cli_text(c, SK_N("--json and --csv exclude each other")));
    if (t && !sk_now_parse(t, &now))
        return cli_usage(c, cli_text(c, SK_N("%.40s is not a time, such as 2023-11-20T08:15")), t);
    return c->value[OPT_OUT] ? storkok_out_check(c->value[OPT_OUT], &c->err) : STORKOK_OK;
}

storkok_code cli_report(cli *c, const storkok_report *r)
{
    char clock[20];
    storkok_text t = {NULL, 0};
    storkok_code code = STORKOK_OK;
    const char *dir = c->value[OPT_OUT], *now = c->value[OPT_NOW];
    double start = cli_seconds();
    if (dir) {
        cli_hold_stops(true);
        code = storkok_report_write(r, dir, now ? now : cli_now(clock), &c->err);
        cli_hold_stops(false);
        cli_detail(c, cli_text(c, SK_N("wrote the files")), cli_seconds() - start);
    }
    storkok_form form = c->json                  ? STORKOK_JSON
                        : cli_is_set(c, OPT_CSV) ? STORKOK_CSV
                                                 : STORKOK_TEXT;
    if (code == STORKOK_OK) code = storkok_report_headline(r, &c->summary);
    if (code == STORKOK_OK) code = storkok_report_show(r, form, dir, &t, &c->err);
    if (code == STORKOK_OK && storkok_report_is_short(r)) c->exit_code = STORKOK_EXIT_SHORT;
    cli_take(c, &t);
    return code;
}
