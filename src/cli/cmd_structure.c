/* SPDX-License-Identifier: GPL-3.0-or-later */
/* review. Ctrl-C ends the search with the best so far; a second one ends the program. */
#include "base/num.h"
#include "base/text.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static volatile sig_atomic_t stop_asked;

static void on_stop(int sig)
{
    (void)sig;
    stop_asked = 1;
}

static void catch_stop(bool on)
{
    struct sigaction a;
    memset(&a, 0, sizeof a);
    sigemptyset(&a.sa_mask);
    a.sa_handler = on ? on_stop : SIG_DFL;
    a.sa_flags = (int)SA_RESETHAND;
    sigaction(SIGINT, &a, NULL);
}

/* "kitchens=50..69", "cooking=20" */
static storkok_code range(cli *c, storkok_review_opts *o)
{
    const char *s = c->value[OPT_PARETO], *number = s ? strchr(s, '=') : NULL;
    int from = 0, to = 0, used = 0;
    if (!s) return STORKOK_OK;
    bool kitchens = number && strncmp(s, "kitchens=", 9) == 0;
    o->by_cooking = number && strncmp(s, "cooking=", 8) == 0;
    int n = number ? sscanf(number + 1, "%6d..%6d%n", &from, &to, &used) : 0;
    if (n < 2) {
        used = 0;
        n = number ? sscanf(number + 1, "%6d%n", &from, &used) : 0;
        to = from;
    }
    if (n < 1 || !(kitchens || o->by_cooking) || number[1 + used] || from < 1 || to < from)
        return cli_usage(
            c, cli_text(c, SK_N("--pareto %.40s is no range, such as kitchens=50..69")), s);
    o->from = from;
    o->to = to;
    return STORKOK_OK;
}

static storkok_code budget(cli *c, storkok_review_opts *o)
{
    const char *s = c->value[OPT_BUDGET];
    o->budget_ore = -1;
    if (!s) return STORKOK_OK;
    if (!sk_dec_parse(s, ',', 2, &o->budget_ore) && !sk_dec_parse(s, '.', 2, &o->budget_ore))
        o->budget_ore = -1;
    if (o->budget_ore >= 0 && o->budget_ore <= INT64_C(1000000000000000)) return STORKOK_OK;
    return cli_usage(c, cli_text(c, SK_N("--budget %.40s is no amount in kronor")), s);
}

static storkok_code options(cli *c, storkok_review_opts *o)
{
    int64_t v[6] = {0};
    static const struct {
        opt_id opt;
        int64_t lo, hi;
    } number[] = {{OPT_KITCHENS, 1, 100000}, {OPT_COOKING, 1, 100000},   {OPT_YEARS, 1, 30},
                  {OPT_YEAR, 1970, 2199},    {OPT_LIMIT, 1, 1000000000}, {OPT_SECONDS, 1, 1000000}};
    storkok_code code = STORKOK_OK;
    if (cli_is_set(c, OPT_LIMIT) && cli_is_set(c, OPT_SECONDS))
        return cli_usage(c, "%s", cli_text(c, SK_N("--limit and --seconds exclude each other")));
    for (size_t i = 0; i < sizeof v / sizeof *v && code == STORKOK_OK; i++)
        code = cli_int(c, number[i].opt, number[i].lo, number[i].hi, 0, &v[i]);
    o->kitchens = (int)v[0];
    o->cooking = (int)v[1];
    o->years = (int)v[2];
    o->year = (int)v[3];
    o->max_steps = (long)v[4];
    o->seconds = (double)v[5];
    o->n1 = cli_is_set(c, OPT_N1);
    o->model_dir = c->value[OPT_KEEP];
    if (code == STORKOK_OK) code = range(c, o);
    if (code == STORKOK_OK) code = budget(c, o);
    return code == STORKOK_OK ? cli_report_options(c) : code;
}

storkok_code cmd_review(cli *c)
{
    storkok_kommun *k = NULL;
    storkok_report *r = NULL;
    storkok_review_opts o = {.dir = c->arg[0], .now_s = cli_seconds, .cancel = &stop_asked};
    catch_stop(
        true); /* from the start: what comes while the folder is read ends the search at once */
    storkok_code code = options(c, &o);
    if (code == STORKOK_OK) code = cli_load(c, c->arg[0], &k);
    storkok_diags *d = storkok_diags_new(c->lang);
    double start = cli_seconds();
    if (!d) code = cli_nomem(c);
    o.lang = c->lang;
    if (code == STORKOK_OK) {
        code = storkok_review(k, &o, d, &r, &c->err);
        if (!c->quiet || code != STORKOK_OK) cli_diags(c, d);
        catch_stop(false);
        cli_detail(c, cli_text(c, SK_N("structure found")), cli_seconds() - start);
    }
    if (code == STORKOK_OK) code = cli_report(c, r);
    storkok_report_free(r);
    storkok_diags_free(d);
    storkok_kommun_free(k);
    return code;
}
