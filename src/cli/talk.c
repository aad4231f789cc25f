/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stdout, stderr, clocks. Nothing else in the program writes or looks at a clock. */
#include "base/date.h"
#include "base/text.h"
#include "cli/cli.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    PROGRESS_WIDTH = 70,
    FEW_SHOWN = 10, /* of a list that another command tells whole */
    NOTES_SHOWN = 5
};
static const double PROGRESS_AFTER_S = 2.0, PROGRESS_EVERY_S = 0.2;

const char *cli_text(const cli *c, const char *msgid) { return sk_text((sk_lang)c->lang, msgid); }

void cli_put(const char *s) { fputs(s, stdout); }

void cli_say(const cli *c, const char *s)
{
    if (c->quiet) return;
    cli_progress_end();
    fputs(s, stderr);
}

void cli_detail(const cli *c, const char *what, double seconds)
{
    if (!c->verbose) return;
    cli_progress_end();
    fprintf(stderr, "%s: %.2f s\n", what, seconds);
}

void cli_take(cli *c, storkok_text *t)
{
    if (c->json) {
        storkok_text_free(&c->result);
        c->result = *t;
        *t = (storkok_text){NULL, 0};
        return;
    }
    if (t->len) fwrite(t->data, 1, t->len, stdout);
    storkok_text_free(t);
}

void cli_take_words(cli *c, storkok_text *t)
{
    if (!c->json) {
        cli_take(c, t);
        return;
    }
    storkok_text_free(&c->summary);
    c->summary = *t;
    *t = (storkok_text){NULL, 0};
}

/* The lines of one diagnostic: its own and those indented below it. */
static const char *next_diag(const char *p)
{
    do {
        p = strchr(p, '\n');
        p = p ? p + 1 : "";
    } while (*p == ' ');
    return p;
}

/* At most so many entries, of them so many notes; how many were left out. */
static int print_diags(const storkok_diags *d, const char *p, int most, int most_notes, int *notes)
{
    storkok_diag x;
    int n = 0;
    *notes = 0;
    for (size_t i = 0; *p && storkok_diags_at(d, i, &x); i++) {
        const char *end = next_diag(p);
        size_t len = *end ? (size_t)(end - p) : strlen(p);
        bool note = x.severity == STORKOK_NOTE;
        if (note) ++*notes;
        else n++;
        if (note ? *notes <= most_notes : n <= most) fwrite(p, 1, len, stderr);
        p = end;
    }
    if (*p && n <= most) fputs(p, stderr); /* what stands below the list */
    *notes = *notes > most_notes ? *notes - most_notes : 0;
    return n > most ? n - most : 0;
}

static void diags(const cli *c, const storkok_diags *d, int most)
{
    storkok_text t;
    int notes;
    if (c->json || storkok_diags_print(d, STORKOK_TEXT, &t) != STORKOK_OK) return;
    cli_progress_end();
    int more = print_diags(d, t.data ? t.data : "", c->verbose ? INT_MAX : most,
                           c->verbose ? INT_MAX : NOTES_SHOWN, &notes);
    if (more) fprintf(stderr, cli_text(c, SK_N("... and %d more; -v shows them\n")), more);
    if (notes) fprintf(stderr, cli_text(c, SK_N("... and %d more notes; -v shows them\n")), notes);
    storkok_text_free(&t);
}

void cli_diags(const cli *c, const storkok_diags *d) { diags(c, d, INT_MAX); }

void cli_diags_few(const cli *c, const storkok_diags *d) { diags(c, d, FEW_SHOWN); }

double cli_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* One state a process: there is one terminal. */
static double progress_start = -1.0, progress_last = -1.0;
static bool progress_shown;

void cli_progress(void *ctx, const char *what, int done, int total)
{
    const cli *c = ctx;
    double now = cli_seconds();
    if (progress_start < 0) progress_start = now;
    if (c->quiet || !isatty(STDERR_FILENO) || now - progress_start < PROGRESS_AFTER_S) return;
    if (now - progress_last < PROGRESS_EVERY_S) return;
    progress_last = now;
    progress_shown = true;
    char line[PROGRESS_WIDTH + 1];
    if (total > 0) snprintf(line, sizeof line, "%.40s %d/%d", cli_text(c, what), done, total);
    else snprintf(line, sizeof line, "%.40s ...", cli_text(c, what));
    fprintf(stderr, "\r%-*s", PROGRESS_WIDTH, line);
    fflush(stderr);
}

void cli_progress_end(void)
{
    if (progress_shown) fprintf(stderr, "\r%*s\r", PROGRESS_WIDTH, "");
    progress_shown = false;
}

/* Day of the last Sunday of a month with 31 days. */
static sk_day last_sunday(int year, int month)
{
    sk_day d = 0;
    if (!sk_day_from_ymd(year, month, 31, &d)) return 0;
    return d - sk_day_weekday(d) % 7;
}

/* The rule of directive 2000/84/EC, so that no time zone data are needed: summer time from the last
 * Sunday of March to the last of October, both at 01:00 UTC. */
const char *cli_now(char out[20])
{
    enum { DAY_S = 86400 };
    char day[SK_DATE_LEN];
    int64_t utc = (int64_t)time(NULL);
    int year = sk_day_ymd((sk_day)(utc / DAY_S)).year;
    int64_t from = (int64_t)last_sunday(year, 3) * DAY_S + 3600;
    int64_t to = (int64_t)last_sunday(year, 10) * DAY_S + 3600;
    int64_t local = utc + (utc >= from && utc < to ? 7200 : 3600);
    int min = (int)(local % DAY_S) / 60;
    snprintf(out, 20, "%sT%02d:%02d", sk_day_str((sk_day)(local / DAY_S), day), min / 60, min % 60);
    return out;
}

static void print_error(const cli *c)
{
    storkok_text t;
    if (c->err.code == STORKOK_OK) return;
    cli_progress_end();
    if (storkok_error_print(&c->err, &t) != STORKOK_OK) return;
    if (t.data) fputs(t.data, stderr);
    storkok_text_free(&t);
}

/* What was printed has arrived: a full disk behind stdout is an error, too. */
static bool flush_stdout(const cli *c)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) return true;
    fprintf(stderr, "storkok: %s\n",
            cli_text(c, errno == ENOSPC ? SK_N("the disk behind the output is full")
                                        : SK_N("the output cannot be written")));
    return false;
}

int cli_end(cli *c, storkok_code code)
{
    int exit_code = code == STORKOK_OK ? c->exit_code : storkok_exit_code(code);
    storkok_text t = {NULL, 0};
    cli_progress_end();
    if (!c->json) print_error(c);
    else if (storkok_envelope(exit_code, code == STORKOK_OK ? NULL : &c->err, c->summary.data,
                              c->result.data, &t) == STORKOK_OK)
        fputs(t.data, stdout);
    else exit_code = STORKOK_EXIT_INTERNAL;
    storkok_text_free(&t);
    storkok_text_free(&c->summary);
    storkok_text_free(&c->result);
    return flush_stdout(c) ? exit_code : STORKOK_EXIT_IO;
}
