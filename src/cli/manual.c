/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The manual page and the completion of bash, from the same tables as everything else. The files
 * data/man/storkok.1 and data/completion/storkok.bash are these outputs; a test compares. */
#include "base/buf.h"
#include "base/text.h"
#include "cli/cli.h"

#include <string.h>

/* Text of roff: backslash and '-' escaped, no line begins with a control character. */
static void roff(sk_buf *b, const char *s)
{
    for (const char *p = s; *p; p++) {
        if ((*p == '.' || *p == '\'') && (p == s || p[-1] == '\n')) sk_buf_add(b, "\\&");
        if (*p == '\\') sk_buf_add(b, "\\e");
        else if (*p == '-') sk_buf_add(b, "\\-");
        else sk_buf_addc(b, *p);
    }
}

static void section(const cli *c, sk_buf *b, const char *msgid)
{
    sk_buf_add(b, ".SH ");
    roff(b, cli_text(c, msgid));
    sk_buf_addc(b, '\n');
}

static void para(const cli *c, sk_buf *b, const char *msgid)
{
    sk_buf_add(b, ".PP\n");
    roff(b, cli_text(c, msgid));
    sk_buf_addc(b, '\n');
}

static void term(sk_buf *b, const char *what, const char *text)
{
    sk_buf_add(b, ".TP\n.B ");
    roff(b, what);
    sk_buf_addc(b, '\n');
    roff(b, text);
    sk_buf_addc(b, '\n');
}

static void option(const cli *c, sk_buf *b, int o)
{
    const cli_option *x = &cli_options[o];
    sk_buf_add(b, ".TP\n");
    if (x->letter) sk_buf_addf(b, "\\fB\\-%c\\fR, ", x->letter);
    sk_buf_add(b, "\\fB\\-\\-");
    roff(b, x->name);
    sk_buf_add(b, "\\fR");
    if (x->value) {
        sk_buf_add(b, " \\fI");
        roff(b, cli_text(c, x->value));
        sk_buf_add(b, "\\fR");
    }
    sk_buf_addc(b, '\n');
    roff(b, cli_text(c, x->text));
    sk_buf_addc(b, '\n');
}

static void commands(const cli *c, sk_buf *b)
{
    section(c, b, SK_N("COMMANDS"));
    for (const cli_command *k = cli_commands; k->name; k++) {
        sk_buf_add(b, ".SS storkok ");
        roff(b, k->name);
        sk_buf_addc(b, ' ');
        roff(b, cli_text(c, k->args));
        sk_buf_addc(b, '\n');
        roff(b, cli_text(c, k->text));
        sk_buf_add(b, ".\n");
        for (int o = 0; o < N_OPTS; o++)
            if (k->opts & BIT(o)) option(c, b, o);
        sk_buf_add(b, ".PP\n.EX\n");
        roff(b, k->example);
        sk_buf_add(b, "\n.EE\n");
    }
}

static void exit_codes(const cli *c, sk_buf *b)
{
    section(c, b, SK_N("EXIT STATUS"));
    term(b, "0", cli_text(c, SK_N("Fine.")));
    term(b, "1",
         cli_text(c, SK_N("Done, but the plan has shortages or the check found violations.")));
    term(b, "2", cli_text(c, SK_N("Wrong usage or invalid input; nothing was written.")));
    term(b, "3", cli_text(c, SK_N("The solver or a limit ended without a plan.")));
    term(b, "4", cli_text(c, SK_N("Reading or writing failed; older output is as it was.")));
    term(b, "70", cli_text(c, SK_N("A fault of storkok itself.")));
}

void cli_manual(const cli *c, storkok_text *out)
{
    sk_buf b = SK_BUF_INIT;
    sk_buf_addf(&b, ".\\\" %s\n.TH STORKOK 1 \"\" \"storkok %s\"\n",
                "Made by: storkok help --man. SPDX-License-Identifier: GPL-3.0-or-later",
                storkok_version());
    section(c, &b, SK_N("NAME"));
    sk_buf_add(&b, "storkok \\- ");
    roff(&b, cli_text(c, SK_N("plan the cooking of a municipality's kitchens")));
    sk_buf_addc(&b, '\n');
    section(c, &b, SK_N("SYNOPSIS"));
    sk_buf_add(&b, ".B storkok\n");
    roff(&b, cli_text(c, SK_N("COMMAND [operands] [options]")));
    sk_buf_addc(&b, '\n');
    section(c, &b, SK_N("DESCRIPTION"));
    para(c, &b,
         SK_N("storkok reads a folder of plain files about one municipality's kitchens, sites, "
              "staff, dishes and "
              "tours, decides who cooks what for whom in a week, and says how far the plan is at "
              "most from the "
              "cheapest thinkable one. Every plan is checked by code that shares nothing with the "
              "planner."));
    para(c, &b,
         SK_N("Results go to standard output, everything else to standard error. An output folder "
              "is built beside "
              "the old one and swapped whole."));
    commands(c, &b);
    section(c, &b, SK_N("OPTIONS OF EVERY COMMAND"));
    for (int o = 0; o < N_OPTS; o++)
        if (cli_common & BIT(o)) option(c, &b, o);
    exit_codes(c, &b);
    section(c, &b, SK_N("ENVIRONMENT"));
    term(
        &b, "STORKOK_LANG, LC_ALL, LC_MESSAGES, LANG",
        cli_text(
            c, SK_N("The language, in this order after --lang, when the value begins with sv or "
                    "en. Otherwise the "
                    "folder's own language, otherwise Swedish. No locale needs to be installed.")));
    term(&b, "NO_COLOR", cli_text(c, SK_N("storkok never uses colour.")));
    *out = (storkok_text){b.data, b.len};
    if (!sk_buf_ok(&b)) {
        sk_buf_free(&b);
        *out = (storkok_text){NULL, 0};
    }
}

static void option_words(sk_buf *b, uint64_t set)
{
    for (int o = 0; o < N_OPTS; o++)
        if (set & BIT(o)) sk_buf_addf(b, " --%s", cli_options[o].name);
}

void cli_completion(storkok_text *out)
{
    sk_buf b = SK_BUF_INIT;
    sk_buf_add(&b,
               "# Made by: storkok help --completion. SPDX-License-Identifier: GPL-3.0-or-later\n"
               "_storkok()\n{\n"
               "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words\n"
               "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words=\"");
    for (const cli_command *k = cli_commands; k->name; k++)
        sk_buf_addf(&b, "%s%s", k == cli_commands ? "" : " ", k->name);
    sk_buf_add(&b, "\"\n    else\n        case $prev in\n        --lang) words=\"sv en\" ;;\n"
                   "        --meal) words=\"breakfast lunch snack supper\" ;;\n        *)\n"
                   "            case ${COMP_WORDS[1]} in\n");
    for (const cli_command *k = cli_commands; k->name; k++) {
        sk_buf_addf(&b, "            %s) words=\"", k->name);
        option_words(&b, k->opts);
        sk_buf_add(&b, "\" ;;\n");
    }
    sk_buf_add(&b, "            esac\n            words=\"$words");
    option_words(&b, cli_common);
    sk_buf_add(
        &b, "\"\n            ;;\n        esac\n"
            "        case $cur in -*) ;; *) [ \"$prev\" = --lang ] || [ \"$prev\" = --meal ] ||\n"
            "            { COMPREPLY=($(compgen -f -- \"$cur\")); return; } ;; esac\n"
            "    fi\n    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n"
            "complete -o filenames -F _storkok storkok\n");
    *out = (storkok_text){b.data, b.len};
    if (!sk_buf_ok(&b)) {
        sk_buf_free(&b);
        *out = (storkok_text){NULL, 0};
    }
}
