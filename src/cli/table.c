/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two tables: what can be asked, and how. */
#include "base/text.h"
#include "cli/cli.h"

#include <string.h>

const cli_option cli_options[N_OPTS] = {
    [OPT_WEEK] = {"week", 'w', SK_N("WEEK"), SK_N("ISO week, such as 2023-W48")},
    [OPT_OUT] = {"out", 'o', SK_N("DIR"),
                 SK_N("write the files here; the folder is replaced as a whole")},
    [OPT_SPLIT] = {"split", 0, NULL,
                   SK_N("let several kitchens share a site's component of a meal")},
    [OPT_WEEKLY] = {"weekly-supplier", 0, NULL,
                    SK_N("one supplier of a site's components the whole week")},
    [OPT_KEEP] = {"keep-model", 0, SK_N("DIR"),
                  SK_N("write the model for glpsol and other solvers here")},
    [OPT_NOW] = {"now", 0, SK_N("TIME"),
                 SK_N("the time printed on pages, such as 2023-11-20T08:15")},
    [OPT_TO] = {"to", 0, SK_N("DIR|DATE"),
                SK_N("the published folder, else beside DIR; backtest, waste: last day")},
    [OPT_PLAN] = {"plan", 'p', SK_N("FILE"), SK_N("a plan.json, or the folder that holds it")},
    [OPT_SITE] = {"site", 0, SK_N("ID"), SK_N("the site (enhet) in question")},
    [OPT_DAY] = {"day", 0, SK_N("DAY"), SK_N("a date, or a weekday: 2, tis, tisdag, tue")},
    [OPT_MEAL] = {"meal", 0, SK_N("MEAL"), SK_N("lunch (default), breakfast, snack or supper")},
    [OPT_KITCHEN] = {"kitchen", 0, SK_N("ID"),
                     SK_N("only this kitchen; explain: why not this one?")},
    [OPT_KITCHENS] = {"kitchens", 0, SK_N("N"),
                      SK_N("cooking and receiving kitchens: how many, or at most")},
    [OPT_SEED] = {"seed", 0, SK_N("N"), SK_N("another seed gives another municipality")},
    [OPT_AS_OF] = {"as-of", 0, SK_N("DATE"), SK_N("the day on which the folder is as it was")},
    [OPT_NO_HISTORY] = {"no-history", 0, NULL, SK_N("leave out attendance, orders and waste")},
    [OPT_SCHEMA] = {"json-schema", 0, SK_N("NAME"), SK_N("the JSON Schema of a document")},
    [OPT_MAN] = {"man", 0, NULL, SK_N("the manual page, as roff")},
    [OPT_COMPLETION] = {"completion", 0, NULL, SK_N("the completion of bash")},
    [OPT_FROM] = {"from", 0, SK_N("DATE"), SK_N("first day, such as 2023-11-27")},
    [OPT_DAYS] = {"days", 0, SK_N("N"), SK_N("how many days from there, 1 to 92")},
    [OPT_MONTH] = {"month", 0, SK_N("MONTH"), SK_N("a month, such as 2023-11")},
    [OPT_CSV] = {"csv", 0, NULL, SK_N("the whole list for Excel on stdout")},
    [OPT_REVIEW] = {"review", 0, NULL,
                    SK_N("hold the forecast of past days against what was counted")},
    [OPT_ALL] = {"all", 0, NULL, SK_N("every kitchen in turn")},
    [OPT_AT] = {"at", 0, SK_N("TIME"), SK_N("when it is noticed: what is ready then stays cooked")},
    [OPT_NO_POWER] = {"no-power", 0, SK_N("PLACE"), SK_N("no electricity in the kitchens there")},
    [OPT_NO_WATER] = {"no-water", 0, SK_N("PLACE"), SK_N("no water in the kitchens there")},
    [OPT_NO_DELIVERY] = {"no-delivery", 0, SK_N("ID"), SK_N("no goods from that supplier")},
    [OPT_NO_IT] = {"no-it", 0, NULL, SK_N("the day's orders and absences are not known")},
    [OPT_STAFF] = {"staff", 0, SK_N("SHARE"), SK_N("share of the staff's time that comes, 0.66")},
    [OPT_NO_FORECAST] = {"no-forecast", 0, NULL,
                         SK_N("cook for guests times attendance, whatever the history says")},
    [OPT_COOKING] = {"cooking", 0, SK_N("N"), SK_N("cooking kitchens, at most")},
    [OPT_PARETO] = {"pareto", 0, SK_N("RANGE"),
                    SK_N("cost against numbers: kitchens=50..69 or cooking=10..35")},
    [OPT_N1] = {"n-1", 0, NULL, SK_N("the others must be able to stand in for any one kitchen")},
    [OPT_BUDGET] = {"budget", 0, SK_N("KR"), SK_N("kronor of investment a year, at most")},
    [OPT_YEARS] = {"years", 0, SK_N("N"), SK_N("years in which to get there, 1 to 30")},
    [OPT_YEAR] = {"year", 0, SK_N("YEAR"), SK_N("the calendar year, such as 2024")},
    [OPT_LIMIT] = {"limit", 0, SK_N("STEPS"),
                   SK_N("steps of each search, the same on any machine")},
    [OPT_SECONDS] = {"seconds", 0, SK_N("S"), SK_N("stop after so many seconds instead")},
    [OPT_BASE] = {"base", 0, SK_N("outturn|budget"), SK_N("what the price is built on")},
    [OPT_PRICES] = {"prices", 0, SK_N("FILE"),
                    SK_N("what price gave out: its folder or report.json")},
    [OPT_WEEKS] = {"weeks", 0, SK_N("N"),
                   SK_N("representative weeks to plan; price: 0 = by the register")},
    [OPT_SCENARIO] = {"scenario", 0, SK_N("WHAT"),
                      SK_N("a name in price/scenarios.csv, or a scenario document")},
    [OPT_TRACE] = {"trace", 0, SK_N("WHAT"), SK_N("follow a product, FILE:LINE or ACCOUNT/OBJECT")},
    [OPT_PORTIONS] = {"portions", 0, SK_N("N"), SK_N("portions of the whole reserve")},
    [OPT_PUBLISHED] = {"published", 0, SK_N("DIR"),
                       SK_N("the published folder: what has changed since, the weeks beside")},
    [OPT_FLIP] = {"flip", 0, SK_N("A,B"), SK_N("what would make two alternatives cost the same")},
    [OPT_SWEEP] = {"sweep", 0, SK_N("FILE|DIR"),
                   SK_N("many scenarios, a result each in --out; goes on where it was")},
    [OPT_JSON] = {"json", 0, NULL, SK_N("one JSON object on stdout: code, error, summary, result")},
    [OPT_LANG] = {"lang", 0, SK_N("sv|en"), SK_N("language of messages and papers")},
    [OPT_QUIET] = {"quiet", 'q', NULL, SK_N("say nothing but errors")},
    [OPT_VERBOSE] = {"verbose", 'v', NULL, SK_N("say what is done and how long it takes")},
    [OPT_HELP] = {"help", 'h', NULL, SK_N("show help")},
    [OPT_VERSION] = {"version", 'V', NULL, SK_N("show the version")},
};

const uint64_t cli_common =
    BIT(OPT_JSON) | BIT(OPT_LANG) | BIT(OPT_QUIET) | BIT(OPT_VERBOSE) | BIT(OPT_HELP);

const char *const cli_group_names[N_GROUPS] = {SK_N("Plan"),
                                               SK_N("Ask a plan"),
                                               SK_N("Forecast and waste"),
                                               SK_N("Money"),
                                               SK_N("Kitchen review and preparedness"),
                                               SK_N("Data"),
                                               SK_N("Help")};

#define PLAN_OPTS                                                                                  \
    (BIT(OPT_WEEK) | BIT(OPT_OUT) | BIT(OPT_SPLIT) | BIT(OPT_WEEKLY) | BIT(OPT_NO_FORECAST) |      \
     BIT(OPT_KEEP) | BIT(OPT_NOW))
#define ASK_OPTS                                                                                   \
    (BIT(OPT_PLAN) | BIT(OPT_WEEK) | BIT(OPT_SITE) | BIT(OPT_DAY) | BIT(OPT_MEAL) |                \
     BIT(OPT_KITCHEN))
#define PAPER_OPTS                                                                                 \
    (BIT(OPT_PLAN) | BIT(OPT_OUT) | BIT(OPT_KITCHEN) | BIT(OPT_NOW) | BIT(OPT_PUBLISHED))
#define PUB_OPTS (BIT(OPT_TO) | BIT(OPT_NOW))
#define FC_OPTS                                                                                    \
    (BIT(OPT_FROM) | BIT(OPT_DAYS) | BIT(OPT_REVIEW) | BIT(OPT_AS_OF) | BIT(OPT_OUT) |             \
     BIT(OPT_CSV) | BIT(OPT_NOW))
#define OUTAGE_OPTS                                                                                \
    (BIT(OPT_PLAN) | BIT(OPT_WEEK) | BIT(OPT_DAY) | BIT(OPT_AT) | BIT(OPT_KITCHEN) |               \
     BIT(OPT_ALL) | BIT(OPT_NO_POWER) | BIT(OPT_NO_WATER) | BIT(OPT_NO_DELIVERY) |                 \
     BIT(OPT_NO_IT) | BIT(OPT_STAFF) | BIT(OPT_OUT) | BIT(OPT_CSV) | BIT(OPT_NOW))
#define WASTE_OPTS                                                                                 \
    (BIT(OPT_FROM) | BIT(OPT_TO) | BIT(OPT_PLAN) | BIT(OPT_OUT) | BIT(OPT_CSV) | BIT(OPT_NOW))
#define REVIEW_OPTS                                                                                \
    (BIT(OPT_KITCHENS) | BIT(OPT_COOKING) | BIT(OPT_PARETO) | BIT(OPT_N1) | BIT(OPT_BUDGET) |      \
     BIT(OPT_YEARS) | BIT(OPT_YEAR) | BIT(OPT_LIMIT) | BIT(OPT_SECONDS) | BIT(OPT_KEEP) |          \
     BIT(OPT_OUT) | BIT(OPT_CSV) | BIT(OPT_NOW))
#define PRICE_OPTS                                                                                 \
    (BIT(OPT_YEAR) | BIT(OPT_BASE) | BIT(OPT_WEEKS) | BIT(OPT_SCENARIO) | BIT(OPT_TRACE) |         \
     BIT(OPT_OUT) | BIT(OPT_CSV) | BIT(OPT_NOW))
#define WHATIF_OPTS                                                                                \
    (BIT(OPT_YEAR) | BIT(OPT_WEEKS) | BIT(OPT_FLIP) | BIT(OPT_SWEEP) | BIT(OPT_OUT) |              \
     BIT(OPT_CSV) | BIT(OPT_NOW))
#define GEN_OPTS (BIT(OPT_KITCHENS) | BIT(OPT_SEED) | BIT(OPT_AS_OF) | BIT(OPT_NO_HISTORY))

const cli_command cli_commands[] = {
    {"check", cmd_check, 1, 1, SK_N("DIR"), GROUP_PLAN,
     SK_N("read a municipality's folder and list every fault in it"), 0,
     "storkok check data/linkoping"},
    {"plan", cmd_plan, 1, 1, SK_N("DIR --week WEEK [--out DIR]"), GROUP_PLAN,
     SK_N("plan a week: who cooks what for whom, when"), PLAN_OPTS,
     "storkok plan data/linkoping --week 2023-W48 --out build/W48"},
    {"papers", cmd_papers, 1, 1, SK_N("DIR --plan FILE --out DIR"), GROUP_PLAN,
     SK_N("print the papers of the week: to cook, pack, drive, buy, check"), PAPER_OPTS,
     "storkok papers data/linkoping --plan build/W48 --out build/papers"},
    {"publish", cmd_publish, 1, 1, SK_N("DIR --plan FILE [--to DIR]"), GROUP_PLAN,
     SK_N("publish a plan: calendars of kitchens, sites and planner"), PUB_OPTS | BIT(OPT_PLAN),
     "storkok publish data/linkoping --plan build/W48 --to build/published"},
    {"unpublish", cmd_unpublish, 1, 1, SK_N("DIR --week WEEK [--to DIR]"), GROUP_PLAN,
     SK_N("withdraw a published week"), PUB_OPTS | BIT(OPT_WEEK),
     "storkok unpublish data/linkoping --week 2023-W48 --to build/published"},
    {"feed", cmd_feed, 2, 2, SK_N("check FILE|DIR"), GROUP_PLAN,
     SK_N("check calendars, own and foreign, against the rules"), 0,
     "storkok feed check build/published/feeds"},
    {"explain", cmd_explain, 1, 1, SK_N("DIR --plan FILE --site ID --day DAY"), GROUP_ASK,
     SK_N("why a kitchen cooks for a site, and what another would cost"), ASK_OPTS,
     "storkok explain data/linkoping --plan build/W48 --site tallboda_f3 --day tis"},
    {"diff", cmd_diff, 3, 3, SK_N("PLAN1 PLAN2 DIR"), GROUP_ASK,
     SK_N("what differs between two plans of a week, and why"), 0,
     "storkok diff build/W48 build/W48-split data/linkoping"},
    {"verify", cmd_verify, 1, 1, SK_N("DIR --plan FILE"), GROUP_ASK,
     SK_N("let the independent checker recompute a plan"), BIT(OPT_PLAN),
     "storkok verify data/linkoping --plan build/W48"},
    {"forecast", cmd_forecast, 1, 1, SK_N("DIR --from DATE --days N [--out DIR]"), GROUP_FORECAST,
     SK_N("how many will eat, how sure that is, and why"), FC_OPTS,
     "storkok forecast data/linkoping --from 2023-11-27 --days 5 --out build/fc"},
    {"backtest", cmd_backtest, 1, 1, SK_N("DIR [--from DATE] [--to DATE]"), GROUP_FORECAST,
     SK_N("how well the forecast would have done, beside simple rules"),
     BIT(OPT_FROM) | BIT(OPT_TO), "storkok backtest data/linkoping --from 2023-08-21"},
    {"waste", cmd_waste, 1, 1, SK_N("DIR [--from DATE] [--to DATE] [--plan FILE] [--out DIR]"),
     GROUP_FORECAST, SK_N("food waste against the target: where, how much, how sure"), WASTE_OPTS,
     "storkok waste data/linkoping --out build/waste"},
    {"outage", cmd_outage, 1, 1, SK_N("DIR --week WEEK [--kitchen K] [--out DIR]"), GROUP_REVIEW,
     SK_N("a kitchen fails: who cooks instead, who lacks food, worst first"), OUTAGE_OPTS,
     "storkok outage data/linkoping --plan build/W48 --kitchen k_ryd --out build/outage"},
    {"review", cmd_review, 1, 1, SK_N("DIR [--kitchens N] [--pareto RANGE]"), GROUP_REVIEW,
     SK_N("which kitchens should cook, receive, only serve or close"), REVIEW_OPTS,
     "storkok review data/linkoping --kitchens 59 --out build/review"},
    {"price", cmd_price, 1, 1, SK_N("DIR --year YEAR [--out DIR]"), GROUP_MONEY,
     SK_N("self-cost prices with open books, traces and scenarios"), PRICE_OPTS,
     "storkok price data/linkoping --year 2024 --weeks 0 --out build/price"},
    {"stock", cmd_stock, 1, 1, SK_N("DIR [--year YEAR] [--portions N] [--out DIR]"), GROUP_REVIEW,
     SK_N("a freeze-dried reserve out of spare capacity: where, when, cost"),
     BIT(OPT_YEAR) | BIT(OPT_PORTIONS) | BIT(OPT_YEARS) | BIT(OPT_OUT) | BIT(OPT_CSV) |
         BIT(OPT_NOW),
     "storkok stock data/linkoping --year 2024 --portions 100000"},
    {"followup", cmd_followup, 1, 1, SK_N("DIR --to DATE [--out DIR]"), GROUP_MONEY,
     SK_N("the year so far against budget, rules and targets, and its forecast"),
     BIT(OPT_TO) | BIT(OPT_OUT) | BIT(OPT_CSV) | BIT(OPT_NOW),
     "storkok followup data/linkoping --to 2023-08-31 --out build/followup"},
    {"invoice", cmd_invoice, 1, 1, SK_N("DIR --month MONTH [--prices FILE] [--out DIR]"),
     GROUP_MONEY, SK_N("what each customer pays for a month, and the booking files"),
     BIT(OPT_MONTH) | BIT(OPT_PRICES) | BIT(OPT_OUT) | BIT(OPT_CSV) | BIT(OPT_NOW),
     "storkok invoice data/linkoping --month 2023-10 --out build/invoice"},
    {"whatif", cmd_whatif, 1, MAX_ARGS, SK_N("DIR [SCENARIO...] [--out DIR]"), GROUP_REVIEW,
     SK_N("alternatives side by side: cost, posts, kilometres, guests"), WHATIF_OPTS,
     "storkok whatif data/linkoping data/linkoping/scenarios/livsmedel_plus_20.json --weeks 1"},
    {"generate", cmd_generate, 1, 1, SK_N("DIR [--kitchens N]"), GROUP_DATA,
     SK_N("write the example, or a made-up municipality of any size"), GEN_OPTS,
     "storkok generate build/g600 --kitchens 600 --seed 3 --no-history"},
    {"format", cmd_format, 0, 0, SK_N("[--json-schema NAME]"), GROUP_DATA,
     SK_N("describe the documents of a folder, column by column"), BIT(OPT_SCHEMA),
     "storkok format"},
    {"doctor", cmd_doctor, 0, 0, "", GROUP_HELP,
     SK_N("show versions, language, time zone, folders and disk"), 0, "storkok doctor"},
    {"help", cmd_help, 0, 1, SK_N("[COMMAND]"), GROUP_HELP, SK_N("explain a command"),
     BIT(OPT_MAN) | BIT(OPT_COMPLETION), "storkok help plan"},
    {"version", cmd_version, 0, 0, "", GROUP_HELP, SK_N("show the version"), 0, "storkok version"},
    {NULL, NULL, 0, 0, NULL, GROUP_HELP, NULL, 0, NULL},
};

const cli_command *cli_find_command(const char *name)
{
    for (const cli_command *k = cli_commands; k->name; k++)
        if (strcmp(k->name, name) == 0) return k;
    return NULL;
}
