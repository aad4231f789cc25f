/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help that fits a screen, from the tables. */
#include "base/buf.h"
#include "base/text.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

enum { NAME_W = 11, OPTION_W = 26 };

/* Hands the buffer's bytes over as a text of the library, which frees with the same allocator. */
static void give(sk_buf *b, storkok_text *out)
{
    *out = (storkok_text){b->data, b->len};
    if (sk_buf_ok(b)) return;
    sk_buf_free(b);
    *out = (storkok_text){NULL, 0};
}

static void add(const cli *c, sk_buf *b, const char *msgid) { sk_buf_add(b, cli_text(c, msgid)); }

void cli_help(const cli *c, storkok_text *out)
{
    sk_buf b = SK_BUF_INIT;
    sk_buf_addf(&b, "storkok %s  ", storkok_version());
    add(c, &b, SK_N("plans a week of cooking in a municipality's kitchens\n"));
    for (int g = 0; g < N_GROUPS; g++) {
        bool headed = false;
        for (const cli_command *k = cli_commands; k->name; k++) {
            if ((int)k->group != g) continue;
            if (!headed) sk_buf_addf(&b, "%s\n", cli_text(c, cli_group_names[g]));
            headed = true;
            sk_buf_add(&b, "  ");
            sk_buf_pad(&b, k->name, NAME_W);
            sk_buf_addf(&b, "%s\n", cli_text(c, k->text));
        }
    }
    sk_buf_addf(&b, "\n%s: %s\n", cli_text(c, SK_N("Begin with")), cli_commands[0].example);
    sk_buf_addf(
        &b, "%s\n",
        cli_text(
            c, SK_N("storkok help COMMAND explains one. All take --json, --lang sv|en, -q, -v.")));
    give(&b, out);
}

static void add_option(const cli *c, sk_buf *b, int o)
{
    char left[64];
    const cli_option *x = &cli_options[o];
    int n = x->letter ? snprintf(left, sizeof left, "-%c, --%s", x->letter, x->name)
                      : snprintf(left, sizeof left, "    --%s", x->name);
    if (x->value && n > 0)
        snprintf(left + n, sizeof left - (size_t)n, " %s", cli_text(c, x->value));
    sk_buf_add(b, "  ");
    sk_buf_pad(b, left, OPTION_W);
    sk_buf_addf(b, "%s\n", cli_text(c, x->text));
}

void cli_help_command(const cli *c, const cli_command *cmd, storkok_text *out)
{
    sk_buf b = SK_BUF_INIT;
    sk_buf_addf(&b, "storkok %s %s\n\n  %s\n\n", cmd->name, cli_text(c, cmd->args),
                cli_text(c, cmd->text));
    for (int o = 0; o < N_OPTS; o++)
        if (cmd->opts & BIT(o)) add_option(c, &b, o);
    for (int o = 0; o < N_OPTS; o++)
        if (cli_common & BIT(o)) add_option(c, &b, o);
    sk_buf_addf(
        &b, "\n%s\n  %s\n\n%s\n", cli_text(c, SK_N("Example")), cmd->example,
        cli_text(
            c,
            SK_N("Exit code: 0 fine, 1 done with shortages or violations, 2 wrong usage or input,\n"
                 "3 no plan within the limits, 4 reading or writing failed, 70 a fault of "
                 "storkok.")));
    give(&b, out);
}

storkok_code cmd_help(cli *c)
{
    storkok_text t = {NULL, 0};
    if (cli_is_set(c, OPT_MAN)) cli_manual(c, &t);
    else if (cli_is_set(c, OPT_COMPLETION)) cli_completion(&t);
    else if (c->n_args == 0) cli_help(c, &t);
    else {
        const cli_command *k = cli_find_command(c->arg[0]);
        if (!k) return cli_unknown_command(c, c->arg[0]);
        cli_help_command(c, k, &t);
    }
    cli_take_words(c, &t);
    return STORKOK_OK;
}

storkok_code cmd_version(cli *c)
{
    sk_buf b = SK_BUF_INIT;
    storkok_text t;
    sk_buf_addf(&b, "storkok %s\n", storkok_version());
    give(&b, &t);
    cli_take_words(c, &t);
    return STORKOK_OK;
}
