/* SPDX-License-Identifier: GPL-3.0-or-later */
/* storkok, the program: a client of the library. */
#include "cli/cli.h"

static storkok_code run(cli *c)
{
    storkok_text t = {NULL, 0};
    if (c->cmd && !cli_is_set(c, OPT_HELP)) {
        if (cli_is_set(c, OPT_VERSION)) return cmd_version(c);
        return c->cmd->run(c);
    }
    if (cli_is_set(c, OPT_VERSION)) return cmd_version(c);
    if (c->cmd) cli_help_command(c, c->cmd, &t);
    else cli_help(c, &t);
    cli_take_words(c, &t);
    return STORKOK_OK;
}

int main(int argc, char **argv)
{
    cli c = {0};
    storkok_error_init(&c.err, STORKOK_SV);
    storkok_code code = cli_parse(&c, argc, argv);
    if (code == STORKOK_OK && argc < 2) c.exit_code = STORKOK_EXIT_INPUT; /* help, but no work */
    if (code == STORKOK_OK) code = run(&c);
    return cli_end(&c, code);
}
