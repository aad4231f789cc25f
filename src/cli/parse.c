/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the command line to a command, its operands and options. Options may stand anywhere;
 * "--name value", "--name=value", "-x value"; "--" ends them. */
#include "base/nearest.h"
#include "base/text.h"
#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

storkok_code cli_usage(cli *c, const char *fmt, ...)
{
    va_list ap;
    if (c->err.code != STORKOK_OK) return c->err.code;
    c->err.code = STORKOK_E_USAGE;
    va_start(ap, fmt);
    vsnprintf(c->err.text, sizeof c->err.text, fmt, ap);
    va_end(ap);
    return STORKOK_E_USAGE;
}

bool cli_is_set(const cli *c, opt_id o) { return c->value[o] != NULL; }

void cli_choose_lang(cli *c)
{
    static const char *const env[] = {"STORKOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
    sk_lang lang;
    c->lang = STORKOK_SV;
    bool known = c->value[OPT_LANG] && sk_lang_parse(c->value[OPT_LANG], &lang);
    for (size_t i = 0; i < sizeof env / sizeof *env && !known; i++) {
        const char *s = getenv(env[i]);
        known = s && sk_lang_parse(s, &lang);
    }
    if (known) c->lang = lang == SK_LANG_EN ? STORKOK_EN : STORKOK_SV;
    c->lang_given = known;
    c->err.lang = c->lang;
}

void cli_folder_lang(cli *c, const char *dir)
{
    storkok_lang lang;
    if (c->lang_given || !storkok_folder_lang(dir, &lang)) return;
    c->lang = c->err.lang = lang;
}

storkok_code cli_nomem(cli *c)
{
    cli_usage(c, "%s", cli_text(c, SK_N("out of memory")));
    c->err.code = STORKOK_E_NOMEM;
    return STORKOK_E_NOMEM;
}

storkok_code cli_missing(cli *c, opt_id o)
{
    cli_usage(c, cli_text(c, SK_N("--%s is missing: %s")), cli_options[o].name,
              cli_text(c, cli_options[o].text));
    snprintf(c->err.hint, sizeof c->err.hint, "storkok %s %s", c->cmd->name,
             cli_text(c, c->cmd->args));
    return STORKOK_E_USAGE;
}

static storkok_code suggest(cli *c, sk__near near, const char *prefix)
{
    if (near.word)
        snprintf(c->err.hint, sizeof c->err.hint, cli_text(c, SK_N("did you mean %s%s?")), prefix,
                 near.word);
    else if (!c->err.hint[0])
        snprintf(c->err.hint, sizeof c->err.hint, "%s",
                 cli_text(c, SK_N("storkok help lists what there is")));
    return STORKOK_E_USAGE;
}

storkok_code cli_unknown_command(cli *c, const char *word)
{
    sk__near near = {NULL, 0};
    for (const cli_command *k = cli_commands; k->name; k++) sk__near_try(&near, word, k->name);
    cli_usage(c, cli_text(c, SK_N("there is no command %.60s")), word);
    return suggest(c, near, "storkok ");
}

/* Every option is looked for; one that the command does not take is named as such. */
static int find_option(const char *name, size_t n)
{
    for (int o = 0; o < N_OPTS; o++)
        if (strlen(cli_options[o].name) == n && strncmp(cli_options[o].name, name, n) == 0)
            return o;
    return -1;
}

static int find_letter(char letter)
{
    for (int o = 0; o < N_OPTS; o++)
        if (cli_options[o].letter == letter) return o;
    return -1;
}

static storkok_code unknown_option(cli *c, const char *word)
{
    sk__near near = {NULL, 0};
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    for (int o = 0; o < N_OPTS && strncmp(name, "--", 2) == 0; o++) {
        bool takes = !c->cmd || ((c->cmd->opts | cli_common) & BIT(o));
        if (takes) sk__near_try(&near, name + 2, cli_options[o].name);
    }
    cli_usage(c, cli_text(c, SK_N("there is no option %.60s")), name);
    return suggest(c, near, "--");
}

static storkok_code set_option(cli *c, int o, const char *word, const char *value)
{
    if (!cli_options[o].value && value)
        return cli_usage(c, cli_text(c, SK_N("--%s takes no value")), cli_options[o].name);
    if (cli_options[o].value && (!value || !value[0]))
        return cli_usage(c, cli_text(c, SK_N("%s lacks its value: %s")), word,
                         cli_text(c, cli_options[o].text));
    c->value[o] = value ? value : "";
    return STORKOK_OK;
}

/* One word that begins with '-'; *i moves past a value of its own. */
static storkok_code take_option(cli *c, int argc, char **argv, int *i)
{
    const char *word = argv[*i], *value = NULL;
    int o;
    if (word[1] == '-') {
        size_t n = strcspn(word + 2, "=");
        o = find_option(word + 2, n);
        if (word[2 + n] == '=') value = word + 3 + n;
    } else o = word[2] ? -1 : find_letter(word[1]);
    if (o < 0) return unknown_option(c, word);
    if (cli_options[o].value && !value && *i + 1 < argc) value = argv[++*i];
    return set_option(c, o, word, value);
}

static storkok_code take_operand(cli *c, const char *word)
{
    if (!c->cmd) {
        c->cmd = cli_find_command(word);
        return c->cmd ? STORKOK_OK : cli_unknown_command(c, word);
    }
    if (c->n_args < MAX_ARGS) c->arg[c->n_args++] = word;
    return STORKOK_OK;
}

/* What only the whole line can tell: too many operands, options of other commands. */
static storkok_code check_line(cli *c)
{
    const cli_command *k = c->cmd;
    if (!k || cli_is_set(c, OPT_HELP)) return STORKOK_OK;
    for (int o = 0; o < N_OPTS; o++)
        if (c->value[o] && !((k->opts | cli_common | BIT(OPT_VERSION)) & BIT(o)))
            return cli_usage(c, cli_text(c, SK_N("storkok %s takes no option --%s")), k->name,
                             cli_options[o].name);
    if (c->n_args >= k->min_args && c->n_args <= k->max_args) return STORKOK_OK;
    if (c->n_args < k->min_args) cli_usage(c, "%s", cli_text(c, SK_N("something is missing")));
    else cli_usage(c, cli_text(c, SK_N("%.60s is one word too many")), c->arg[k->max_args]);
    snprintf(c->err.hint, sizeof c->err.hint, "storkok %s %s", k->name, cli_text(c, k->args));
    return STORKOK_E_USAGE;
}

storkok_code cli_parse(cli *c, int argc, char **argv)
{
    storkok_code code = STORKOK_OK;
    bool words = false;
    for (int i = 1; i + 1 < argc; i++) /* the language of every later message */
        if (strcmp(argv[i], "--lang") == 0) c->value[OPT_LANG] = argv[i + 1];
    cli_choose_lang(c);
    for (int i = 1; i < argc;
         i++) /* the shape of every later message, faults of the line included */
        if (strcmp(argv[i], "--json") == 0) c->json = true;
    for (int i = 1; i < argc && code == STORKOK_OK; i++) {
        if (!words && strcmp(argv[i], "--") == 0) words = true;
        else if (!words && argv[i][0] == '-' && argv[i][1]) code = take_option(c, argc, argv, &i);
        else code = take_operand(c, argv[i]);
    }
    if (code == STORKOK_OK) code = check_line(c);
    cli_choose_lang(c);
    sk_lang any;
    const char *lang = c->value[OPT_LANG];
    if (code == STORKOK_OK && lang && !sk_lang_parse(lang, &any))
        code = cli_usage(c, cli_text(c, SK_N("--lang takes sv or en, not %.20s")), lang);
    c->quiet = cli_is_set(c, OPT_QUIET);
    c->verbose = cli_is_set(c, OPT_VERBOSE) && !c->quiet;
    return code;
}

storkok_code cli_int(cli *c, opt_id o, int64_t lo, int64_t hi, int64_t otherwise, int64_t *out)
{
    const char *s = c->value[o];
    char *end;
    *out = otherwise;
    if (!s) return STORKOK_OK;
    errno = 0;
    long long v = strtoll(s, &end, 10);
    if (errno || end == s || *end || v < lo || v > hi)
        return cli_usage(
            c, cli_text(c, SK_N("--%s takes a whole number from %lld to %lld, not %.40s")),
            cli_options[o].name, (long long)lo, (long long)hi, s);
    *out = v;
    return STORKOK_OK;
}
