/* SPDX-License-Identifier: GPL-3.0-or-later */
/* papers: a plan's printable pages. */
#include "base/buf.h"
#include "base/text.h"
#include "cli/cli.h"

/* What can be told before any work. */
static storkok_code options(cli *c)
{
    if (!c->value[OPT_PLAN]) return cli_missing(c, OPT_PLAN);
    if (!c->value[OPT_OUT]) return cli_missing(c, OPT_OUT);
    return cli_report_options(c);
}

static void say_done(cli *c, int n)
{
    sk_buf b = SK_BUF_INIT;
    const char *dir = c->value[OPT_OUT];
    sk_buf_addf(&b,
                sk_ntext((sk_lang)c->lang, "%d paper in %s; begin with %s/index.html\n",
                         "%d papers in %s; begin with %s/index.html\n", n),
                n, dir, dir);
    storkok_text t = {b.data, b.len};
    cli_take_words(c, &t);
}

static storkok_code go(cli *c, const storkok_plan *p, storkok_diags *d)
{
    char clock[20];
    int n = 0;
    const storkok_papers_opts o = {
        .kitchen = c->value[OPT_KITCHEN],
        .folder = c->arg[0],
        .published = c->value[OPT_PUBLISHED],
        .now = c->value[OPT_NOW] ? c->value[OPT_NOW] : cli_now(clock),
        .lang = c->lang,
    };
    cli_hold_stops(true);
    storkok_code code = storkok_papers_write(p, c->value[OPT_OUT], &o, d, &n, &c->err);
    cli_hold_stops(false);
    if (storkok_diags_len(d)) cli_diags(c, d);
    if (code == STORKOK_OK) say_done(c, n);
    return code;
}

storkok_code cmd_papers(cli *c)
{
    storkok_kommun *k = NULL;
    storkok_plan *p = NULL;
    storkok_code code = options(c);
    if (code == STORKOK_OK) code = cli_load(c, c->arg[0], &k);
    if (code == STORKOK_OK) code = storkok_plan_open(k, c->value[OPT_PLAN], &p, &c->err);
    storkok_diags *d = storkok_diags_new(c->lang);
    if (!d) code = cli_nomem(c);
    if (code == STORKOK_OK) code = go(c, p, d);
    storkok_diags_free(d);
    storkok_plan_free(p);
    storkok_kommun_free(k);
    return code;
}
