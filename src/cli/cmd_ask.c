/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain, diff, verify: questions to plans. */
#include "base/text.h"
#include "cli/cli.h"

static storkok_form form_of(const cli *c) { return c->json ? STORKOK_JSON : STORKOK_TEXT; }

storkok_code cli_get_plan(cli *c, const storkok_kommun *k, storkok_plan **out)
{
    if (c->value[OPT_PLAN]) return storkok_plan_open(k, c->value[OPT_PLAN], out, &c->err);
    return cli_make_plan(c, k, out);
}

storkok_code cmd_explain(cli *c)
{
    storkok_kommun *k = NULL;
    storkok_plan *p = NULL;
    storkok_text t = {NULL, 0};
    const storkok_question q = {c->value[OPT_SITE], c->value[OPT_DAY], c->value[OPT_MEAL],
                                c->value[OPT_KITCHEN]};
    if (!q.site) return cli_missing(c, OPT_SITE);
    if (!q.day) return cli_missing(c, OPT_DAY);
    if (!c->value[OPT_PLAN] && !c->value[OPT_WEEK]) return cli_missing(c, OPT_PLAN);
    storkok_code code = cli_load(c, c->arg[0], &k);
    if (code == STORKOK_OK) code = cli_get_plan(c, k, &p);
    if (code == STORKOK_OK) code = storkok_plan_explain(p, &q, c->lang, form_of(c), &t, &c->err);
    cli_take(c, &t);
    storkok_plan_free(p);
    storkok_kommun_free(k);
    return code;
}

storkok_code cmd_diff(cli *c)
{
    storkok_kommun *k = NULL;
    storkok_plan *a = NULL, *b = NULL;
    storkok_text t = {NULL, 0};
    int n = 0;
    storkok_code code = cli_load(c, c->arg[2], &k);
    if (code == STORKOK_OK) code = storkok_plan_open(k, c->arg[0], &a, &c->err);
    if (code == STORKOK_OK) code = storkok_plan_open(k, c->arg[1], &b, &c->err);
    if (code == STORKOK_OK) code = storkok_plan_diff(a, b, c->lang, form_of(c), &n, &t, &c->err);
    cli_take(c, &t);
    storkok_plan_free(a);
    storkok_plan_free(b);
    storkok_kommun_free(k);
    return code;
}

storkok_code cmd_verify(cli *c)
{
    storkok_kommun *k = NULL;
    storkok_text t = {NULL, 0};
    if (!c->value[OPT_PLAN]) return cli_missing(c, OPT_PLAN);
    storkok_code code = cli_load(c, c->arg[0], &k);
    storkok_diags *d = storkok_diags_new(c->lang);
    if (!d) code = cli_nomem(c);
    if (code == STORKOK_OK) code = storkok_verify(k, c->value[OPT_PLAN], d, &c->err);
    if (code == STORKOK_OK) code = storkok_diags_print(d, form_of(c), &t);
    if (code == STORKOK_OK) {
        bool good = storkok_diags_count(d, STORKOK_ERROR) == 0;
        cli_take(c, &t);
        if (!c->json && !c->quiet)
            cli_put(
                good
                    ? cli_text(
                          c, SK_N("the plan holds: every rule is kept and every amount is right\n"))
                    : cli_text(c, SK_N("the plan does not hold\n")));
        if (!good) c->exit_code = STORKOK_EXIT_SHORT;
    }
    storkok_diags_free(d);
    storkok_kommun_free(k);
    return code;
}
