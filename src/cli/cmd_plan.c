/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check and plan. */
#include "base/buf.h"
#include "base/date.h"
#include "base/text.h"
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>

/* "no errors, 3 warnings" */
static void say_count(const cli *c, sk_buf *b, const storkok_diags *d)
{
    sk_lang lang = (sk_lang)c->lang;
    size_t e = storkok_diags_count(d, STORKOK_ERROR), w = storkok_diags_count(d, STORKOK_WARNING);
    if (e) sk_buf_addf(b, sk_ntext(lang, "%zu error", "%zu errors", (int64_t)e), e);
    else sk_buf_add(b, sk_text(lang, "no errors"));
    sk_buf_add(b, ", ");
    if (w) sk_buf_addf(b, sk_ntext(lang, "%zu warning", "%zu warnings", (int64_t)w), w);
    else sk_buf_add(b, sk_text(lang, "no warnings"));
}

static void keep_summary(cli *c, sk_buf *b)
{
    storkok_text_free(&c->summary);
    c->summary = (storkok_text){b->data, b->len};
}

/* The two results of a check as one: {"folder": ..., "diags": ...}. */
static void check_result(cli *c, const storkok_kommun *k, const storkok_diags *d)
{
    storkok_text folder = {NULL, 0}, diags = {NULL, 0};
    sk_buf b = SK_BUF_INIT;
    if (k) storkok_kommun_describe(k, c->lang, STORKOK_JSON, &folder);
    storkok_diags_print(d, STORKOK_JSON, &diags);
    sk_buf_addf(&b, "{\"folder\": %s, \"diags\": %s}", folder.data ? folder.data : "null",
                diags.data ? diags.data : "null");
    storkok_text_free(&folder);
    storkok_text_free(&diags);
    c->result = (storkok_text){b.data, b.len};
}

static void check_print(cli *c, const storkok_kommun *k, const storkok_diags *d, const char *count)
{
    storkok_text t = {NULL, 0};
    if (storkok_diags_print(d, STORKOK_TEXT, &t) == STORKOK_OK) cli_take(c, &t);
    if (k && !c->quiet) {
        if (storkok_kommun_describe(k, c->lang, STORKOK_TEXT, &t) == STORKOK_OK) cli_take(c, &t);
        cli_put(count);
        cli_put("\n");
    }
}

storkok_code cmd_check(cli *c)
{
    storkok_kommun *k = NULL;
    sk_buf b = SK_BUF_INIT;
    cli_folder_lang(c, c->arg[0]);
    storkok_diags *d = storkok_diags_new(c->lang);
    double start = cli_seconds();
    if (!d) return cli_nomem(c);
    storkok_code code = storkok_load(c->arg[0], &k, d, &c->err);
    if (code == STORKOK_OK) code = storkok_check_history(k, c->arg[0], d, &c->err);
    cli_detail(c, cli_text(c, SK_N("read and checked")), cli_seconds() - start);
    say_count(c, &b, d);
    if (c->json) check_result(c, k, d);
    else check_print(c, k, d, sk_buf_str(&b));
    keep_summary(c, &b);
    storkok_kommun_free(k);
    storkok_diags_free(d);
    return code;
}

storkok_code cli_load(cli *c, const char *dir, storkok_kommun **out)
{
    cli_folder_lang(c, dir);
    storkok_diags *d = storkok_diags_new(c->lang);
    double start = cli_seconds();
    *out = NULL;
    if (!d) return cli_nomem(c);
    storkok_code code = storkok_load(dir, out, d, &c->err);
    if (code != STORKOK_OK) {
        cli_diags(c, d);
        if (c->json) check_result(c, NULL, d);
    } else if (storkok_diags_count(d, STORKOK_WARNING)) {
        sk_buf b = SK_BUF_INIT;
        say_count(c, &b, d);
        sk_buf_addf(&b, cli_text(c, SK_N("; storkok check %s shows them\n")), dir);
        cli_say(c, sk_buf_str(&b));
        sk_buf_free(&b);
    }
    cli_detail(c, cli_text(c, SK_N("read and checked")), cli_seconds() - start);
    storkok_diags_free(d);
    return code;
}

void cli_hold_stops(bool hold)
{
    static sigset_t old;
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGHUP);
    if (hold) sigprocmask(SIG_BLOCK, &stop, &old);
    else sigprocmask(SIG_SETMASK, &old, NULL);
}

static storkok_code write_whole(cli *c, const storkok_plan *p, const char *dir,
                                const storkok_write_opts *w)
{
    cli_hold_stops(true);
    storkok_code code = storkok_plan_write(p, dir, w, &c->err);
    cli_hold_stops(false);
    return code;
}

static storkok_code plan_output(cli *c, const storkok_plan *p)
{
    char clock[20];
    const char *dir = c->value[OPT_OUT];
    storkok_write_opts w = {c->lang, c->value[OPT_NOW] ? c->value[OPT_NOW] : cli_now(clock)};
    storkok_text t = {NULL, 0};
    double start = cli_seconds();
    storkok_code code = dir ? write_whole(c, p, dir, &w) : STORKOK_OK;
    if (code != STORKOK_OK) return code;
    if (dir) cli_detail(c, cli_text(c, SK_N("wrote the files")), cli_seconds() - start);
    code = storkok_plan_headline(p, c->lang, &c->summary);
    if (code == STORKOK_OK)
        code = storkok_plan_summary(p, c->lang, c->json ? STORKOK_JSON : STORKOK_TEXT, dir, &t,
                                    &c->err);
    cli_take(c, &t);
    return code;
}

/* No plan leaves the program unchecked. A violation is our own fault and said as such. */
static storkok_code plan_verify(cli *c, const storkok_plan *p)
{
    storkok_diags *d = storkok_diags_new(c->lang);
    double start = cli_seconds();
    if (!d) return cli_nomem(c);
    storkok_code code = storkok_plan_verify(p, d, &c->err);
    if (code == STORKOK_OK && storkok_diags_count(d, STORKOK_ERROR)) {
        cli_diags(c, d);
        cli_say(c, cli_text(c, SK_N("the independent checker does not accept the plan\n")));
        c->exit_code = STORKOK_EXIT_SHORT;
    } else if (code == STORKOK_OK)
        cli_detail(c, cli_text(c, SK_N("accepted by the independent checker")),
                   cli_seconds() - start);
    storkok_diags_free(d);
    return code;
}

storkok_code cli_make_plan(cli *c, const storkok_kommun *k, storkok_plan **out)
{
    storkok_plan_opts o = STORKOK_PLAN_OPTS_INIT;
    double start = cli_seconds();
    o.week = c->value[OPT_WEEK];
    o.split = cli_is_set(c, OPT_SPLIT);
    o.weekly_supplier = cli_is_set(c, OPT_WEEKLY);
    o.no_forecast = cli_is_set(c, OPT_NO_FORECAST);
    o.keep_dir = c->value[OPT_KEEP];
    o.lang = c->lang;
    o.progress = cli_progress;
    o.ctx = c;
    storkok_code code = storkok_plan_make(k, &o, out, &c->err);
    cli_progress_end();
    if (code == STORKOK_OK) cli_detail(c, cli_text(c, SK_N("planned")), cli_seconds() - start);
    return code;
}

/* What can be told before any work. */
static storkok_code plan_options(cli *c)
{
    sk_week week;
    const char *w = c->value[OPT_WEEK];
    if (!w) return cli_missing(c, OPT_WEEK);
    if (!sk_week_parse(w, &week))
        return cli_usage(c, cli_text(c, SK_N("%.40s is not a week, such as 2023-W48")), w);
    return cli_report_options(c);
}

storkok_code cmd_plan(cli *c)
{
    storkok_kommun *k = NULL;
    storkok_plan *p = NULL;
    storkok_code code = plan_options(c);
    if (code == STORKOK_OK) code = cli_load(c, c->arg[0], &k);
    if (code == STORKOK_OK) code = cli_make_plan(c, k, &p);
    if (code == STORKOK_OK) code = plan_verify(c, p);
    if (code == STORKOK_OK && storkok_plan_is_short(p)) c->exit_code = STORKOK_EXIT_SHORT;
    if (code == STORKOK_OK) code = plan_output(c, p);
    storkok_plan_free(p);
    storkok_kommun_free(k);
    return code;
}
