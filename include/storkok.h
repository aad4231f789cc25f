/* SPDX-License-Identifier: GPL-3.0-or-later */
/* storkok: plans the cooking of a Swedish municipality's kitchens. The public interface.
 *
 *   storkok_kommun *k = NULL; storkok_plan *p = NULL; storkok_error err;
 *   storkok_error_init(&err, STORKOK_SV);
 *   storkok_diags *d = storkok_diags_new(STORKOK_SV);
 *   storkok_plan_opts o = STORKOK_PLAN_OPTS_INIT;
 *   o.week = "2023-W48";
 *   if (!storkok_load("linkoping", &k, d, &err) && !storkok_plan_make(k, &o, &p, &err))
 *       storkok_plan_write(p, "out", NULL, &err);
 *   storkok_plan_free(p); storkok_kommun_free(k); storkok_diags_free(d);
 *
 * Promises:
 * - The library never prints, exits, reads the clock, the environment or the locale. Time, language
 *   and seed are arguments; the same arguments give the same bytes.
 * - Every function that can fail returns a storkok_code and takes a storkok_error last, which may be
 *   NULL. Outcomes such as a shortage or a violation are results, not errors.
 * - Handles are opaque. "Owns": free it with the matching _free, NULL allowed. "Borrows": it must
 *   live as long. "Fills": written on success; on failure handles are NULL and texts empty.
 * - A handle may be read from several threads; make and free it in one. A plan is made in one thread.
 *
 * The header stands alone: it includes no other header of ours and no third-party type. Its names
 * begin with storkok_ / STORKOK_, so that a program may see it beside the library's own sk_ names;
 * the few equivalents (codes, languages, the error) have the same values, which src/api asserts.
 * Strings are UTF-8. Paths are as for open(2). */
#ifndef STORKOK_H
#define STORKOK_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define STORKOK_VERSION "0.1.0"
const char *storkok_version(void); /* of the library that runs; borrowed for ever */

/* ---- Languages, codes, errors ------------------------------------------------------------- */

typedef enum { STORKOK_SV = 0, STORKOK_EN = 1 } storkok_lang;

typedef enum {
    STORKOK_OK = 0,
    STORKOK_E_USAGE,   /* the caller asked for something meaningless */
    STORKOK_E_INPUT,   /* a document is missing or wrong */
    STORKOK_E_IO,      /* reading or writing failed */
    STORKOK_E_NOMEM,
    STORKOK_E_SOLVER,  /* the solver gave up without a plan */
    STORKOK_E_LIMIT,   /* a budget ended without a plan */
    STORKOK_E_INTERNAL /* a fault of storkok itself */
} storkok_code;

/* Exit codes for programs. */
enum {
    STORKOK_EXIT_OK = 0,
    STORKOK_EXIT_SHORT = 1, /* done, but the plan has shortages or the check found violations */
    STORKOK_EXIT_INPUT = 2, /* usage or invalid input */
    STORKOK_EXIT_LIMIT = 3, /* solver or limit without a plan */
    STORKOK_EXIT_IO = 4,
    STORKOK_EXIT_INTERNAL = 70
};
int storkok_exit_code(storkok_code code);

/* One error, owned by the caller. The first error wins: clear it with storkok_error_init. */
typedef struct storkok_error {
    storkok_code code;
    storkok_lang lang; /* language of text and hint */
    char rule[8];      /* rule id such as "R012", or "" */
    char file[256];    /* document, relative to the folder, or "" */
    int line, col;     /* 1-based, 0 = unknown */
    char path[192];    /* JSON path such as "$.settings.pack_min", or "" */
    char text[512];    /* what is wrong: found and expected */
    char hint[256];    /* what to do next, or "" */
} storkok_error;
void storkok_error_init(storkok_error *err, storkok_lang lang);

/* A result in bytes, NUL-terminated, owned by the caller: free it with storkok_text_free. */
typedef struct storkok_text {
    char *data; /* NULL when empty */
    size_t len;
} storkok_text;
void storkok_text_free(storkok_text *t); /* and empties it */

/* "staff.csv:41:7: fel: ... [R012]" and a hint line, as for an editor to click on. Fills. */
storkok_code storkok_error_print(const storkok_error *err, storkok_text *out);

typedef enum {
    STORKOK_TEXT, /* for people, in the language asked for */
    STORKOK_JSON, /* for programs: one object by its schema in data/schema; keys in English */
    STORKOK_CSV   /* for Excel; only where said, elsewhere as text */
} storkok_form;

/* Called now and then during long work, from the same thread; total 0 = not known. */
typedef void (*storkok_progress)(void *ctx, const char *what, int done, int total);

/* ---- Diagnostics: everything that is wrong or odd in a folder ------------------------------ */

typedef struct storkok_diags storkok_diags;
typedef enum { STORKOK_ERROR = 0, STORKOK_WARNING = 1, STORKOK_NOTE = 2 } storkok_severity;

typedef struct storkok_diag { /* strings borrowed from the list */
    storkok_severity severity;
    const char *rule, *file, *path, *text, *hint; /* never NULL, "" when none */
    int line, col;                                /* 1-based, 0 = unknown */
} storkok_diag;

storkok_diags *storkok_diags_new(storkok_lang lang); /* NULL when out of memory */
void storkok_diags_free(storkok_diags *d);
size_t storkok_diags_count(const storkok_diags *d, storkok_severity s); /* all that were found */
size_t storkok_diags_len(const storkok_diags *d); /* kept; at most 1000, errors first */
bool storkok_diags_at(const storkok_diags *d, size_t i, storkok_diag *out);
storkok_code storkok_diags_print(const storkok_diags *d, storkok_form form, storkok_text *out);

/* ---- The kommun: one municipality's folder, validated -------------------------------------- */

typedef struct storkok_kommun storkok_kommun;

/* Reads and checks a whole folder. Every fault goes to d (may be NULL). STORKOK_E_INPUT when there
 * was an error; warnings do not hinder. *out is owned by the caller. */
storkok_code storkok_load(const char *dir, storkok_kommun **out, storkok_diags *d,
                          storkok_error *err);
/* Reads the folder's stock, coming orders and history, the last leniently: doubtful rows are told as notes
 * in d (may be NULL) and set aside by the rules of data/format/folder.md; an error only when a file cannot
 * be read at all. */
storkok_code storkok_check_history(const storkok_kommun *k, const char *dir, storkok_diags *d,
                                   storkok_error *err);
void storkok_kommun_free(storkok_kommun *k);
const char *storkok_kommun_name(const storkok_kommun *k); /* borrowed from k */
storkok_lang storkok_kommun_lang(const storkok_kommun *k); /* of its papers */
/* How much of what it holds: kitchens, sites, dishes and so on. */
storkok_code storkok_kommun_describe(const storkok_kommun *k, storkok_lang lang, storkok_form form,
                                     storkok_text *out);
/* The language that a folder's kommun.json asks for; false when it cannot be told. Reads that file
 * only and complains of nothing: load does. */
bool storkok_folder_lang(const char *dir, storkok_lang *out);

/* ---- The plan of a week --------------------------------------------------------------------- */

typedef struct storkok_plan storkok_plan;

typedef struct storkok_plan_opts {
    const char *week;      /* ISO week, "2023-W48" */
    bool split;            /* allow several suppliers per site, component, meal and day */
    bool weekly_supplier;  /* one supplier of a site and component group for the whole week */
    bool no_forecast;      /* demand by shares, whatever the history says */
    const char *keep_dir;  /* write the model's data here for stock solvers; NULL = do not */
    storkok_lang lang;     /* of sentences inside the plan */
    storkok_progress progress; /* NULL = none */
    void *ctx;
} storkok_plan_opts;
#define STORKOK_PLAN_OPTS_INIT {NULL, false, false, false, NULL, STORKOK_SV, NULL, NULL}

/* Who cooks what for whom, when. How much is cooked comes from a forecast of the folder's history, read
 * anew, when there is one within reach; the summary says so or says why not. k is borrowed by the plan:
 * free the plan first. */
storkok_code storkok_plan_make(const storkok_kommun *k, const storkok_plan_opts *opts,
                               storkok_plan **out, storkok_error *err);
/* Reads a plan.json, or the plan.json of a folder that storkok_plan_write made. k as above. */
storkok_code storkok_plan_open(const storkok_kommun *k, const char *path, storkok_plan **out,
                               storkok_error *err);
void storkok_plan_free(storkok_plan *p);
bool storkok_plan_is_short(const storkok_plan *p);   /* somebody goes without food */

storkok_code storkok_plan_json(const storkok_plan *p, storkok_text *out, storkok_error *err);
/* The calm page: portions, costs, overtime, shortage, bottlenecks, changes, proof. files_dir is
 * named as the place of the files, NULL = none. */
storkok_code storkok_plan_summary(const storkok_plan *p, storkok_lang lang, storkok_form form,
                                  const char *files_dir, storkok_text *out, storkok_error *err);
/* One sentence: portions, cost, shortage. */
storkok_code storkok_plan_headline(const storkok_plan *p, storkok_lang lang, storkok_text *out);

typedef struct storkok_write_opts {
    storkok_lang lang;
    const char *now; /* "2023-11-20T08:15", printed on the pages; NULL = no stamp */
} storkok_write_opts;
/* Writes plan.json, summary.html and the lists as CSV; see STORKOK_PLAN_FILES. The folder is built
 * beside and swapped whole: a failure or kill at any moment leaves an older one as it was. A folder
 * with other contents is refused. opts NULL = the kommun's language, no stamp. */
storkok_code storkok_plan_write(const storkok_plan *p, const char *dir,
                                const storkok_write_opts *opts, storkok_error *err);
/* Whether storkok_plan_write could write there, to fail before the work and not after it. */
storkok_code storkok_out_check(const char *dir, storkok_error *err);

typedef struct storkok_papers_opts {
    const char *kitchen;   /* only this kitchen's, by id; NULL = all */
    const char *folder;    /* the kommun's folder: its stock.csv and orders_ahead.csv are read; NULL = neither */
    const char *published; /* folder of storkok_publish, for what has changed since and the weeks beside; NULL = none */
    const char *now;       /* as in storkok_write_opts */
    storkok_lang lang;
} storkok_papers_opts;
/* What the kitchens, drivers and managers get on paper: index.html and a folder of printable pages a
 * kitchen; without opts.kitchen also the week as kommun.xlsx and kommun.json. Swapped whole as
 * storkok_plan_write. Doubtful rows of stock and orders go to d (may be NULL); n_papers (may be NULL) fills. */
storkok_code storkok_papers_write(const storkok_plan *p, const char *dir,
                                  const storkok_papers_opts *opts, storkok_diags *d, int *n_papers,
                                  storkok_error *err);

/* ---- Questions to a plan ------------------------------------------------------------------- */

/* The independent checker: recomputes feasibility and cost from the kommun and the plan alone. Every
 * violation is an error in d, what the plan openly breaks (shortage ...) a warning; the code is
 * STORKOK_OK whatever the verdict. path is a plan.json or a folder that storkok_plan_write made. */
storkok_code storkok_verify(const storkok_kommun *k, const char *path, storkok_diags *d,
                            storkok_error *err);
/* The same for a plan in memory, as it would be written. */
storkok_code storkok_plan_verify(const storkok_plan *p, storkok_diags *d, storkok_error *err);

typedef struct storkok_question {
    const char *site;    /* site id */
    const char *day;     /* "2023-11-28", or a weekday by number 1..7 or name in sv or en */
    const char *meal;    /* "lunch" ...; NULL = lunch */
    const char *kitchen; /* "why not this one?"; NULL = none */
} storkok_question;
/* Why a kitchen cooks for a site, what the second best would cost (solved with the way forbidden),
 * and what would have to change for another kitchen to do it. */
storkok_code storkok_plan_explain(const storkok_plan *p, const storkok_question *q,
                                  storkok_lang lang, storkok_form form, storkok_text *out,
                                  storkok_error *err);
/* What differs between two plans, and which inputs differ. *n_changes is filled. */
storkok_code storkok_plan_diff(const storkok_plan *a, const storkok_plan *b, storkok_lang lang,
                               storkok_form form, int *n_changes, storkok_text *out,
                               storkok_error *err);

/* ---- Publishing and calendar feeds --------------------------------------------------------- */

typedef struct storkok_publish_opts {
    const char *now;   /* "2023-11-20T08:15", time in Sweden: LAST-MODIFIED of what changes */
    storkok_lang lang; /* of the feeds; storkok_kommun_lang gives the folder's setting */
} storkok_publish_opts;

typedef struct storkok_published { /* what stands in the folder now */
    int weeks, feeds, events;
    int fresh, changed, cancelled; /* events that are new, changed and dropped since last time */
    int kept;                      /* weeks whose plan no longer fits the folder: as they were */
} storkok_published;

/* Publishes a plan: its week in dir is replaced, others stay, and dir/feeds is made of all of them: an
 * .ics for each kitchen, each site's menu and the planner, from 14 days back to 120 ahead. An event
 * keeps its UID; what is unchanged keeps its bytes, what is dropped becomes cancelled. dir is swapped
 * whole; its weeks/ name special diets and are not for the public, its feeds/ are. */
storkok_code storkok_publish(const storkok_plan *p, const char *dir,
                             const storkok_publish_opts *opts, storkok_published *out,
                             storkok_error *err);
/* Withdraws a week: its events become cancelled. */
storkok_code storkok_unpublish(const storkok_kommun *k, const char *week, const char *dir,
                               const storkok_publish_opts *opts, storkok_published *out,
                               storkok_error *err);
/* Checks a calendar, own or foreign, or every .ics in a folder: what breaks clients is an error in d,
 * what makes them behave badly a warning. The code is STORKOK_OK whatever the verdict. */
storkok_code storkok_feed_check(const char *path, storkok_diags *d, int *n_files,
                                storkok_error *err);

/* ---- The forecast -------------------------------------------------------------------------- */

typedef struct storkok_forecast storkok_forecast;

typedef struct storkok_forecast_opts {
    const char *dir;  /* the kommun's folder: its history is read anew, up to the as-of date */
    const char *from; /* first day, "2023-11-27" */
    int n_days;       /* 1..92 */
    storkok_lang lang; /* of every word in it */
} storkok_forecast_opts;
/* How many eat, for every site, meal and day after the last count, how sure that is and why. Doubtful
 * rows of the history go to d (may be NULL). k is borrowed: free the forecast first. */
storkok_code storkok_forecast_make(const storkok_kommun *k, const storkok_forecast_opts *opts,
                                   storkok_forecast **out, storkok_diags *d, storkok_error *err);
void storkok_forecast_free(storkok_forecast *f);
/* TEXT: sums and the widest intervals, naming files_dir (NULL = none); CSV and JSON: every row. */
storkok_code storkok_forecast_show(const storkok_forecast *f, storkok_form form,
                                   const char *files_dir, storkok_text *out, storkok_error *err);
storkok_code storkok_forecast_headline(const storkok_forecast *f, storkok_text *out);
/* Pages, forecast.json and as storkok_report_write; a chart a unit's meal, on a page a category. */
storkok_code storkok_forecast_write(const storkok_forecast *f, const char *dir, const char *now,
                                    storkok_error *err);

typedef struct storkok_backtest_opts {
    const char *dir;      /* a kommun's folder, or one of attendance.csv and calendar.csv */
    const char *from, *to; /* NULL = the last year of the history, or its later half if that is less */
    storkok_lang lang;
} storkok_backtest_opts;
/* The forecast as it would have been, beside what could be used instead. k NULL: dir is a folder of
 * counts. headline (may be NULL) fills. STORKOK_E_INPUT when no day of the period has history before it. */
storkok_code storkok_backtest(const storkok_kommun *k, const storkok_backtest_opts *opts,
                              storkok_form form, storkok_diags *d, storkok_text *headline,
                              storkok_text *out, storkok_error *err);

/* ---- Reports: one handle for what the commands below find ---------------------------------- */

typedef struct storkok_report storkok_report;
void storkok_report_free(storkok_report *r);
bool storkok_report_is_short(const storkok_report *r); /* something is missing or broken: exit code 1 */
/* TEXT names files_dir (NULL = none written); JSON: all facts and tables; CSV: the first table. */
storkok_code storkok_report_show(const storkok_report *r, storkok_form form, const char *files_dir,
                                 storkok_text *out, storkok_error *err);
storkok_code storkok_report_headline(const storkok_report *r, storkok_text *out); /* one sentence */
/* Pages, report.json, the tables as CSV, charts and an Excel workbook; swapped whole. */
storkok_code storkok_report_write(const storkok_report *r, const char *dir, const char *now,
                                  storkok_error *err);

/* ---- When a kitchen fails ------------------------------------------------------------------- */

typedef struct storkok_outage_opts { /* text NULL = not asked for */
    const char *dir;      /* the kommun's folder, for continuity.csv and reserve.csv */
    const char *day;      /* a day of the plan by date or weekday; NULL = its busiest */
    const char *at;       /* "06:30", when it is noticed: what is ready then stays; NULL = before work */
    const char *kitchen;  /* this kitchen out; NULL with all = each in turn */
    bool all;
    const char *no_power, *no_water; /* place (ort) */
    const char *no_delivery;         /* supplier id */
    bool no_it;
    const char *staff;    /* share that comes, "0.66" */
    storkok_lang lang;
    storkok_progress progress; /* NULL = none */
    void *ctx;
} storkok_outage_opts;
/* The rest of the day planned again for each failure, worst first, with a page a kitchen to print. p and d
 * (may be NULL) are borrowed; the report borrows p. */
storkok_code storkok_outage(const storkok_plan *p, const storkok_outage_opts *opts, storkok_report **out,
                            storkok_diags *d, storkok_error *err);

typedef struct storkok_stock_opts {
    int year;             /* 0 = the next that the calendars know */
    int64_t portions;     /* of the reserve; 0 = the policy's */
    int years;            /* to fill it in; 0 = the policy's */
    storkok_lang lang;
    storkok_progress progress; /* NULL = none */
    void *ctx;
} storkok_stock_opts;
/* A freeze-dried reserve out of spare capacity: where, when, which dishes, and the last portion's cost. */
storkok_code storkok_stock(const storkok_kommun *k, const storkok_stock_opts *opts, storkok_report **out,
                           storkok_error *err);

/* ---- A forecast and its outcome ------------------------------------------------------------- */

typedef struct storkok_outcome_opts {
    const char *as_of; /* the forecast is made with what was known then; NULL = the day before from */
    const char *from;  /* first day */
    int n_days;        /* 1..92; as far as something is counted */
    storkok_lang lang;
} storkok_outcome_opts;
/* A forecast as it would have been made, against what was counted: portions saved, and whose intervals do
 * not hold. STORKOK_E_INPUT when nothing was counted then. */
storkok_code storkok_forecast_outcome(const storkok_kommun *k, const storkok_outcome_opts *opts,
                                     storkok_report **out, storkok_diags *d, storkok_error *err);

/* ---- Waste ---------------------------------------------------------------------------------- */

typedef struct storkok_waste_opts {
    const char *dir;       /* the kommun's folder: its registrations are read anew */
    const char *from, *to; /* NULL = the year of the last weighing, up to the as-of date */
    const storkok_plan *plan; /* also what this plan is expected to leave; NULL = no plan */
    storkok_lang lang;
} storkok_waste_opts;
/* Waste by stream, stage, unit, kitchen and dish against the targets, and what the national survey asks
 * for. Doubtful rows go to d (may be NULL) and are all in the report. */
storkok_code storkok_waste(const storkok_kommun *k, const storkok_waste_opts *opts,
                           storkok_report **out, storkok_diags *d, storkok_error *err);
/* ---- Kitchen review ------------------------------------------------------------------------- */

typedef struct storkok_review_opts {
    const char *dir;        /* the kommun's folder; its review/ is read when it is there */
    int year;               /* 0 = the year after the as-of date */
    int kitchens, cooking;  /* at most, cooking and receiving together; 0 = no limit */
    bool n1;                /* any one kitchen may be out */
    int64_t budget_ore;     /* investment a year; -1 = no limit */
    int years;              /* in which to get there; 0 = 1, with a budget 4 */
    bool by_cooking;        /* the curve counts cooking kitchens */
    int from, to;           /* the curve; 0 = none */
    long max_steps;         /* of each search, 0 = the default */
    double seconds;         /* > 0: wall-clock limit of everything instead, by now_s */
    double (*now_s)(void);  /* a steady clock */
    const volatile sig_atomic_t *cancel; /* not 0: stop with what there is; may be NULL */
    const char *model_dir;  /* review.mod and its data are written here; NULL = not */
    storkok_lang lang;
} storkok_review_opts;
/* The best kitchen structure. Without one *out says who cannot be served and what the nearest is;
 * STORKOK_E_LIMIT when the search ended without either. d may be NULL. */
storkok_code storkok_review(const storkok_kommun *k, const storkok_review_opts *opts, storkok_diags *d,
                            storkok_report **out, storkok_error *err);
/* ---- Prices ------------------------------------------------------------------------------- */

typedef struct storkok_price_opts {
    const char *dir;      /* the kommun's folder: its price/ is read anew */
    int year;             /* the price year; it is built on the year before */
    bool budget;          /* built on the budget instead of the outturn */
    int weeks;            /* weeks planned to know who cooks what for whom, 1..53; 0 = by the register alone */
    const char *scenario; /* an id of price/scenarios.csv, or a scenario document's path; NULL = none */
    const char *trace;    /* a product, "ledger_2023.se:123" or "6011/k_berga": follow it; NULL = none */
    storkok_lang lang;
    storkok_progress progress; /* NULL = none */
    void *ctx;
} storkok_price_opts;
/* Self-cost prices with open books, a page a product. Every fault of price/ goes to d (may be NULL) with its
 * row; nothing is given unless revenue and the named gap equal cost to the öre, per area. STORKOK_E_INPUT then,
 * STORKOK_E_USAGE for an unknown scenario or trace. */
storkok_code storkok_price(const storkok_kommun *k, const storkok_price_opts *opts, storkok_report **out,
                           storkok_diags *d, storkok_error *err);

typedef struct storkok_followup_opts {
    const char *dir;   /* the kommun's folder: followup/, price/accounts.csv, continuity.csv, history/ */
    const char *to;    /* "2023-08-31": the books count by whole months up to it */
    storkok_lang lang; /* of every word in it */
} storkok_followup_opts;
/* The year's follow-up: results against budget and frame, forecast by serving days, variances that sum,
 * and every rule and target with its verdict. Free the report before k. */
storkok_code storkok_followup(const storkok_kommun *k, const storkok_followup_opts *opts,
                              storkok_report **out, storkok_diags *d, storkok_error *err);

typedef struct storkok_invoice_opts {
    const char *dir;   /* the kommun's folder: price/, invoice/, history/ */
    const char *month; /* "2023-11" */
    storkok_lang lang;
    const char *prices; /* report.json of storkok_price, or the folder it lies in; NULL = the decided prices */
} storkok_invoice_opts;
/* The billing basis of a month by each product's billing rule, and booking files (CSV, SIE 4i) that balance to
 * the öre. Short when days of the month are not known yet. Free the report before k. */
storkok_code storkok_invoice(const storkok_kommun *k, const storkok_invoice_opts *opts,
                             storkok_report **out, storkok_diags *d, storkok_error *err);
/* ---- Alternatives (what if) ----------------------------------------------------------------- */

typedef struct storkok_whatif_opts {
    const char *dir;      /* the kommun's folder, for measured waste; NULL = without */
    int year;             /* 0 = the year after as_of if its calendars are known, else what is known */
    int weeks;            /* representative weeks to plan, 1 to 53; 0 = 10 */
    const char *flip;     /* "A,B": what would make these two cost the same; ids of scenarios (names of their
                             files without .json) or "baseline"; NULL = not asked */
    storkok_lang lang;
    storkok_progress progress; /* NULL = none */
    void *ctx;
} storkok_whatif_opts;
/* Scenarios (paths of JSON documents) beside the baseline, through the same representative year. Faults and
 * warnings of the scenarios go to d (may be NULL). The report borrows k. */
storkok_code storkok_whatif(const storkok_kommun *k, const char *const *scenario, size_t n,
                            const storkok_whatif_opts *opts, storkok_report **out, storkok_diags *d,
                            storkok_error *err);
/* Each scenario of `what` (a folder, a .json, or a list of paths, one a line) against the baseline; one result
 * ID.json in `results`, written whole; a result already there for the same inputs is kept. A scenario with
 * faults is told in d and left out: the report is then short. */
storkok_code storkok_sweep(const storkok_kommun *k, const char *what, const char *results,
                           const storkok_whatif_opts *opts, storkok_report **out, storkok_diags *d,
                           storkok_error *err);

/* ---- Making folders, describing documents -------------------------------------------------- */

typedef struct storkok_generate_opts {
    int kitchens;      /* 0 = the example: Linköping in the autumn of 2023, seed and as_of its own */
    uint64_t seed;
    bool no_history;   /* leave out history/ */
    const char *as_of; /* "2023-11-19"; NULL = the example's */
} storkok_generate_opts;
/* Writes a made-up municipality of any size, swapped in whole as storkok_plan_write does. */
storkok_code storkok_generate(const char *dir, const storkok_generate_opts *opts,
                              storkok_error *err);

/* The format of the documents as text, or the JSON Schema called `schema`. STORKOK_E_USAGE when
 * there is no such schema; the hint lists them. */
storkok_code storkok_format(storkok_lang lang, const char *schema, storkok_text *out,
                            storkok_error *err);

/* The libraries in use: fills at most cap of them and returns how many there are. */
typedef struct storkok_library { const char *name, *version, *used_for; } storkok_library;
size_t storkok_libraries(storkok_lang lang, storkok_library *out, size_t cap);
/* Where the read-only files (catalogue, schemas, the example) are looked for; borrowed for ever. */
const char *storkok_data_dir(void);

/* ---- One envelope for every JSON answer ---------------------------------------------------- */

/* {"storkok": version, "code": n, "error": null | {...}, "summary": text, "result": any}. code is the
 * exit code, err may be NULL or empty, result is JSON text or NULL. Fills. */
storkok_code storkok_envelope(int exit_code, const storkok_error *err, const char *summary,
                              const char *result, storkok_text *out);

#ifdef __cplusplus
}
#endif
#endif
