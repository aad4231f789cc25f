/* SPDX-License-Identifier: GPL-3.0-or-later */
/* whatif: alternatives beside the baseline, or many of them. */
#include "base/text.h"
#include "cli/cli.h"

static storkok_code options(cli *c, storkok_whatif_opts *o)
{
    int64_t year = 0, weeks = 0;
    bool sweep = cli_is_set(c, OPT_SWEEP);
    storkok_code code = sweep ? STORKOK_OK : cli_report_options(c);
    if (code == STORKOK_OK && sweep && c->n_args > 1)
        code = cli_usage(c, "%s",
                         cli_text(c, SK_N("--sweep names the scenarios: none stand beside it")));
    if (code == STORKOK_OK && sweep && cli_is_set(c, OPT_FLIP))
        code = cli_usage(c, "%s", cli_text(c, SK_N("--sweep and --flip exclude each other")));
    if (code == STORKOK_OK && sweep && !c->value[OPT_OUT]) code = cli_missing(c, OPT_OUT);
    if (code == STORKOK_OK) code = cli_int(c, OPT_YEAR, 1990, 2199, 0, &year);
    if (code == STORKOK_OK) code = cli_int(c, OPT_WEEKS, 1, 53, 0, &weeks);
    *o = (storkok_whatif_opts){.dir = c->arg[0],
                               .year = (int)year,
                               .weeks = (int)weeks,
                               .flip = c->value[OPT_FLIP],
                               .lang = c->lang,
                               .progress = c->quiet ? NULL : cli_progress,
                               .ctx = c};
    return code;
}

/* A sweep has written its results itself: only the list is shown. */
static storkok_code show(cli *c, const storkok_report *r)
{
    if (cli_is_set(c, OPT_SWEEP)) c->value[OPT_OUT] = NULL;
    return cli_report(c, r);
}

storkok_code cmd_whatif(cli *c)
{
    storkok_whatif_opts o;
    storkok_kommun *k = NULL;
    storkok_report *r = NULL;
    storkok_code code = options(c, &o);
    if (code == STORKOK_OK) code = cli_load(c, c->arg[0], &k);
    o.lang = c->lang; /* the folder may have chosen it */
    storkok_diags *d = storkok_diags_new(c->lang);
    double start = cli_seconds();
    if (!d) code = cli_nomem(c);
    if (code == STORKOK_OK) {
        code = cli_is_set(c, OPT_SWEEP)
                   ? storkok_sweep(k, c->value[OPT_SWEEP], c->value[OPT_OUT], &o, &r, d, &c->err)
                   : storkok_whatif(k, c->arg + 1, (size_t)c->n_args - 1, &o, &r, d, &c->err);
        cli_progress_end();
        if (!c->quiet || code != STORKOK_OK) cli_diags(c, d);
        cli_detail(c, cli_text(c, SK_N("compared")), cli_seconds() - start);
    }
    if (code == STORKOK_OK) code = show(c, r);
    storkok_diags_free(d);
    storkok_report_free(r);
    storkok_kommun_free(k);
    return code;
}
