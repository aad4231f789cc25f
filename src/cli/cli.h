/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: one table of commands and one of options serve parsing, help, manual and
 * completion. stdout is data, stderr is talk. A command returns a code; main turns it into an exit
 * code, prints the error and, with --json, the envelope. */
#ifndef SK_CLI_CLI_H
#define SK_CLI_CLI_H

#include "base/types.h"
#include "storkok.h"

typedef enum {
    OPT_WEEK, OPT_OUT, OPT_SPLIT, OPT_WEEKLY, OPT_KEEP, OPT_NOW, OPT_TO, OPT_PLAN, OPT_SITE, OPT_DAY,
    OPT_MEAL, OPT_KITCHEN, OPT_KITCHENS, OPT_SEED, OPT_AS_OF, OPT_NO_HISTORY, OPT_SCHEMA, OPT_MAN,
    OPT_COMPLETION, OPT_FROM, OPT_DAYS, OPT_CSV, OPT_MONTH, OPT_NO_FORECAST, OPT_REVIEW,
    OPT_ALL, OPT_AT, OPT_NO_POWER, OPT_NO_WATER, OPT_NO_DELIVERY, OPT_NO_IT, OPT_STAFF,
    OPT_COOKING, OPT_PARETO, OPT_N1, OPT_BUDGET, OPT_YEARS, OPT_YEAR, OPT_LIMIT, OPT_SECONDS,
    OPT_BASE, OPT_PRICES, OPT_WEEKS, OPT_SCENARIO, OPT_TRACE, OPT_PUBLISHED, OPT_PORTIONS,
    OPT_FLIP, OPT_SWEEP,
    OPT_JSON, OPT_LANG, OPT_QUIET, OPT_VERBOSE, OPT_HELP, OPT_VERSION,
    N_OPTS
} opt_id;
#define BIT(o) (UINT64_C(1) << (o))

typedef struct cli_option {
    const char *name;   /* without "--" */
    char letter;        /* or 0 */
    const char *value;  /* what it takes, a message id; NULL = a switch */
    const char *text;   /* one line, a message id */
} cli_option;
extern const cli_option cli_options[N_OPTS];
extern const uint64_t cli_common; /* options of every command */

typedef enum {
    GROUP_PLAN, GROUP_ASK, GROUP_FORECAST, GROUP_MONEY, GROUP_REVIEW, GROUP_DATA, GROUP_HELP, N_GROUPS
} cli_group; /* one without a command is not shown */
extern const char *const cli_group_names[N_GROUPS]; /* message ids */

enum { MAX_ARGS = 40 };

typedef struct cli {
    const struct cli_command *cmd;
    const char *arg[MAX_ARGS]; /* operands */
    int n_args;
    const char *value[N_OPTS]; /* NULL = not given; "" for a switch */
    storkok_lang lang;
    bool lang_given;     /* by option or environment: the folder does not decide */
    bool json, quiet, verbose;
    storkok_error err;
    storkok_text summary, result; /* for the envelope; text is printed at once without --json */
    int exit_code;       /* what the command wants when its code is STORKOK_OK */
} cli;

typedef struct cli_command {
    const char *name;
    storkok_code (*run)(cli *c);
    int min_args, max_args;
    const char *args;    /* operands and main options for the usage line, a message id or "" */
    cli_group group;
    const char *text;    /* one line, a message id */
    uint64_t opts;       /* besides cli_common */
    const char *example; /* a whole command line; runs as a test */
} cli_command;
extern const cli_command cli_commands[]; /* ends with name NULL */
const cli_command *cli_find_command(const char *name);

/* parse.c: fills c; STORKOK_E_USAGE with a suggestion in c->err. */
storkok_code cli_parse(cli *c, int argc, char **argv);
/* --lang, STORKOK_LANG, LC_ALL, LC_MESSAGES, LANG, in this order. */
void cli_choose_lang(cli *c);
/* Lets the folder decide when nobody else did. */
void cli_folder_lang(cli *c, const char *dir);
bool cli_is_set(const cli *c, opt_id o);
/* A value read as a whole number in lo..hi; `otherwise` when the option is absent. */
storkok_code cli_int(cli *c, opt_id o, int64_t lo, int64_t hi, int64_t otherwise, int64_t *out);
storkok_code cli_unknown_command(cli *c, const char *word);
storkok_code cli_nomem(cli *c);
storkok_code cli_missing(cli *c, opt_id o); /* STORKOK_E_USAGE: the command needs it */
storkok_code cli_usage(cli *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* talk.c */
const char *cli_text(const cli *c, const char *msgid) __attribute__((format_arg(2)));
void cli_put(const char *s);                      /* stdout */
void cli_say(const cli *c, const char *s);        /* stderr, unless -q */
void cli_detail(const cli *c, const char *what, double seconds); /* stderr with -v */
void cli_take(cli *c, storkok_text *t);           /* the result: printed, or kept for the envelope */
/* The same for what is words and no JSON: it becomes the envelope's summary. */
void cli_take_words(cli *c, storkok_text *t);
void cli_diags(const cli *c, const storkok_diags *d); /* stderr */
void cli_diags_few(const cli *c, const storkok_diags *d); /* the first of them; all with -v */
int cli_end(cli *c, storkok_code code);           /* error, envelope, flush; the exit code */
void cli_progress(void *ctx, const char *what, int done, int total); /* ctx = cli */
void cli_progress_end(void);
double cli_seconds(void);                         /* a steady clock */
const char *cli_now(char out[20]);                /* the time in Sweden, "2023-11-20T08:15" */

/* report.c: the options --now, --out, --csv looked at before any work; then the report shown and written. */
storkok_code cli_report_options(cli *c);
storkok_code cli_report(cli *c, const storkok_report *r);

/* help.c, manual.c */
void cli_help(const cli *c, storkok_text *out);
void cli_help_command(const cli *c, const cli_command *cmd, storkok_text *out);
void cli_manual(const cli *c, storkok_text *out);
void cli_completion(storkok_text *out);

/* The commands. */
storkok_code cmd_check(cli *c);
storkok_code cmd_plan(cli *c);
storkok_code cmd_papers(cli *c);
storkok_code cmd_publish(cli *c);
storkok_code cmd_unpublish(cli *c);
storkok_code cmd_feed(cli *c);
storkok_code cmd_forecast(cli *c);
storkok_code cmd_backtest(cli *c);
storkok_code cmd_waste(cli *c);
storkok_code cmd_price(cli *c);
storkok_code cmd_explain(cli *c);
storkok_code cmd_outage(cli *c);
storkok_code cmd_stock(cli *c);
storkok_code cmd_diff(cli *c);
storkok_code cmd_verify(cli *c);
storkok_code cmd_review(cli *c);
storkok_code cmd_followup(cli *c);
storkok_code cmd_invoice(cli *c);
storkok_code cmd_whatif(cli *c);
storkok_code cmd_generate(cli *c);
storkok_code cmd_format(cli *c);
storkok_code cmd_doctor(cli *c);
storkok_code cmd_help(cli *c);
storkok_code cmd_version(cli *c);

/* A folder with its diagnostics shown; *out as storkok_load. */
storkok_code cli_load(cli *c, const char *dir, storkok_kommun **out);
/* A stop by Ctrl-C or a closed terminal waits until a folder is swapped, so that no half-built
 * sibling is left behind either. */
void cli_hold_stops(bool hold);
/* The plan of --week, with progress; *out as storkok_plan_make. */
storkok_code cli_get_plan(cli *c, const storkok_kommun *k, storkok_plan **out); /* of --plan, or as below */
storkok_code cli_make_plan(cli *c, const storkok_kommun *k, storkok_plan **out);

#endif
