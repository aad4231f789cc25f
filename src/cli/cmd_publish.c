/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publish, unpublish, feed: what others see of a plan. */
#include "base/buf.h"
#include "base/text.h"
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

/* --to, or "published" beside the municipality's folder. */
static const char *target(const cli *c, sk_buf *b)
{
    if (c->value[OPT_TO]) return c->value[OPT_TO];
    sk_buf_addf(b, "%s/../published", c->arg[0]);
    return sk_buf_str(b);
}

/* The language of feeds is the folder's setting, whatever the environment of the one who publishes. */
static storkok_publish_opts options(const cli *c, const storkok_kommun *k, char clock[20])
{
    storkok_publish_opts o = {c->value[OPT_NOW] ? c->value[OPT_NOW] : cli_now(clock), c->lang};
    if (!c->value[OPT_LANG]) o.lang = storkok_kommun_lang(k);
    return o;
}

static void tell(cli *c, const storkok_published *r, const char *dir)
{
    sk_buf b = SK_BUF_INIT;
    storkok_text t;
    if (c->json)
        sk_buf_addf(&b,
                    "{\"weeks\": %d, \"feeds\": %d, \"events\": %d, \"new\": %d, \"changed\": %d, "
                    "\"cancelled\": %d, \"kept\": %d}",
                    r->weeks, r->feeds, r->events, r->fresh, r->changed, r->cancelled, r->kept);
    else {
        sk_buf_addf(&b,
                    cli_text(c, SK_N("%s: weeks %d, calendars %d, events %d (new %d, changed %d, "
                                     "cancelled %d)\n")),
                    dir, r->weeks, r->feeds, r->events, r->fresh, r->changed, r->cancelled);
        if (r->kept)
            sk_buf_addf(&b,
                        sk_ntext((sk_lang)c->lang,
                                 "%d published week does not fit the folder any more and stays as "
                                 "it was\n",
                                 "%d published weeks do not fit the folder any more and stay as "
                                 "they were\n",
                                 r->kept),
                        r->kept);
    }
    t = (storkok_text){b.data, b.len};
    cli_take(c, &t);
}

/* What does not hold is not shown to others. */
static storkok_code must_hold(cli *c, const storkok_plan *p)
{
    storkok_diags *d = storkok_diags_new(c->lang);
    if (!d) return cli_nomem(c);
    storkok_code code = storkok_plan_verify(p, d, &c->err);
    if (code == STORKOK_OK && storkok_diags_count(d, STORKOK_ERROR)) {
        cli_diags_few(c, d);
        cli_usage(c, "%s", cli_text(c, SK_N("the plan does not fit the folder as it is now")));
        snprintf(c->err.hint, sizeof c->err.hint, "%s",
                 cli_text(c, SK_N("plan the week again; storkok verify lists what differs")));
        code = c->err.code = STORKOK_E_INPUT;
    }
    storkok_diags_free(d);
    return code;
}

/* A stop by Ctrl-C waits until the folder is swapped. */
static void hold_signals(sigset_t *old)
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGHUP);
    sigprocmask(SIG_BLOCK, &stop, old);
}

static storkok_code go(cli *c, const storkok_kommun *k, const storkok_plan *p)
{
    char clock[20];
    sigset_t old;
    sk_buf b = SK_BUF_INIT;
    storkok_published r;
    storkok_publish_opts o = options(c, k, clock);
    const char *dir = target(c, &b);
    hold_signals(&old);
    storkok_code code = p ? storkok_publish(p, dir, &o, &r, &c->err)
                          : storkok_unpublish(k, c->value[OPT_WEEK], dir, &o, &r, &c->err);
    sigprocmask(SIG_SETMASK, &old, NULL);
    if (code == STORKOK_OK) tell(c, &r, dir);
    sk_buf_free(&b);
    return code;
}

storkok_code cmd_publish(cli *c)
{
    storkok_kommun *k = NULL;
    storkok_plan *p = NULL;
    if (!c->value[OPT_PLAN]) return cli_missing(c, OPT_PLAN);
    storkok_code code = cli_load(c, c->arg[0], &k);
    if (code == STORKOK_OK) code = storkok_plan_open(k, c->value[OPT_PLAN], &p, &c->err);
    if (code == STORKOK_OK) code = must_hold(c, p);
    if (code == STORKOK_OK) code = go(c, k, p);
    storkok_plan_free(p);
    storkok_kommun_free(k);
    return code;
}

storkok_code cmd_unpublish(cli *c)
{
    storkok_kommun *k = NULL;
    if (!c->value[OPT_WEEK]) return cli_missing(c, OPT_WEEK);
    storkok_code code = cli_load(c, c->arg[0], &k);
    if (code == STORKOK_OK) code = go(c, k, NULL);
    storkok_kommun_free(k);
    return code;
}

storkok_code cmd_feed(cli *c)
{
    storkok_text t = {NULL, 0};
    int n = 0;
    if (strcmp(c->arg[0], "check") != 0)
        return cli_usage(c, cli_text(c, SK_N("feed knows check, not %.40s")), c->arg[0]);
    storkok_diags *d = storkok_diags_new(c->lang);
    if (!d) return cli_nomem(c);
    storkok_code code = storkok_feed_check(c->arg[1], d, &n, &c->err);
    if (code == STORKOK_OK)
        code = storkok_diags_print(d, c->json ? STORKOK_JSON : STORKOK_TEXT, &t);
    if (code == STORKOK_OK) {
        size_t bad = storkok_diags_count(d, STORKOK_ERROR);
        size_t odd = storkok_diags_count(d, STORKOK_WARNING);
        cli_take(c, &t);
        if (!c->json && !c->quiet) {
            sk_buf b = SK_BUF_INIT;
            sk_buf_addf(&b, cli_text(c, SK_N("calendars %d, errors %zu, warnings %zu\n")), n, bad,
                        odd);
            cli_put(sk_buf_str(&b));
            sk_buf_free(&b);
        }
        if (bad) c->exit_code = STORKOK_EXIT_SHORT;
    }
    storkok_diags_free(d);
    return code;
}
