/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times the allocation on a kommun folder, and other programs on the LP it exports.
 *
 *   allocation solve DIR DAY [FILE.lp]     one line "name value" a figure; writes the LP when asked
 *   allocation run SECONDS LOG COMMAND..   runs a command: "cpu wall MB code", code -1 = stopped
 *
 * CPU is user + system seconds of the process (and its children), memory the peak resident set. */
#define _DEFAULT_SOURCE

#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "input/load.h"
#include "plan/lp.h"

static double clock_s(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

typedef struct watch {
    double cpu, wall;
} watch;

static watch start(void)
{
    return (watch){clock_s(CLOCK_PROCESS_CPUTIME_ID), clock_s(CLOCK_MONOTONIC)};
}

static void stop(const char *what, watch w)
{
    printf("%s_cpu %.4f\n", what, clock_s(CLOCK_PROCESS_CPUTIME_ID) - w.cpu);
    printf("%s_wall %.4f\n", what, clock_s(CLOCK_MONOTONIC) - w.wall);
}

static double peak_mb(const struct rusage *r) { return (double)r->ru_maxrss / 1024; }

static int die(const sk_err *err)
{
    fprintf(stderr, "%s\n", err->text);
    return 1;
}

/* The binding staff row that matters most loses an hour; solved again from the last basis. */
static sk_code again(sk_instance *in, sk_lp_result *r, sk_lp_warm **warm, sk_arena *arena,
                     sk_err *err)
{
    int row = -1;
    for (int i = 0; i < in->n_res; i++)
        if (in->res[i].kind == SK_RES_STAFF && (row < 0 || r->row_dual[i] < r->row_dual[row]))
            row = i;
    if (row < 0) return SK_OK;
    in->res[row].cap -= 60;
    watch w = start();
    sk_code c = sk_alloc_solve(in, NULL, warm, arena, r, err);
    if (!c) stop("replan", w);
    return c;
}

static sk_code allocate(sk_kommun *k, sk_day day, const char *lp, sk_arena *arena, sk_err *err)
{
    sk_demand d;
    sk_instance in;
    sk_lp_result r;
    sk_lp_warm *warm = NULL;
    sk_certificate cert;
    watch w = start();
    sk_code c = sk_demand_build(k, NULL, day, 7, arena, &d, err);
    if (!c) c = sk_instance_build(k, &d, NULL, arena, &in, err);
    if (c) return c;
    stop("instance", w);
    w = start();
    if ((c = sk_alloc_solve(&in, NULL, &warm, arena, &r, err))) return c;
    stop("lp", w);
    w = start();
    sk_lp_certify(&in, &r, &cert);
    stop("proof", w);
    long rows = in.n_groups + in.n_res, cols = (long)in.n_arcs + 2L * in.n_needs;
    printf(
        "needs %d\nrows %ld\ncolumns %ld\nobjective %.4f\nproven %d\niterations %ld\nrounds %d\n",
        in.n_needs, rows, cols, r.obj, cert.ok, r.iterations, r.rounds);
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    printf("peak_mb %.0f\n", peak_mb(&u));
    if (lp) c = sk_lp_export_lp(&in, lp, err);
    if (!c) c = again(&in, &r, &warm, arena, err);
    sk_lp_warm_free(warm);
    return c;
}

static int solve(const char *dir, const char *day_text, const char *lp)
{
    sk_err err;
    sk_kommun *k = NULL;
    sk_day day;
    sk_err_init(&err, SK_LANG_EN);
    if (!sk_day_parse(day_text, &day)) return 2;
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    watch w = start();
    if (sk_kommun_load(dir, &k, diags, &err)) return die(&err);
    stop("read", w);
    printf("kitchens %d\nsites %d\n", k->n_kitchens, k->n_sites);
    sk_arena *arena = sk_arena_new();
    sk_code c = arena ? allocate(k, day, lp, arena, &err) : SK_E_NOMEM;
    sk_arena_free(arena);
    sk_kommun_free(k);
    sk_diags_free(diags);
    return c ? die(&err) : 0;
}

static int run(unsigned limit, const char *log, char **command)
{
    double wall = clock_s(CLOCK_MONOTONIC);
    pid_t pid = fork();
    if (pid < 0) return 1;
    if (pid == 0) {
        int out = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        if (out >= 0) {
            dup2(out, 1);
            dup2(out, 2);
        }
        struct rlimit cpu = {limit, limit + 2};
        setrlimit(RLIMIT_CPU, &cpu);
        execvp(command[0], command);
        _exit(127);
    }
    int status = 0;
    struct rusage u;
    if (wait4(pid, &status, 0, &u) < 0) return 1;
    double cpu = (double)u.ru_utime.tv_sec + 1e-6 * (double)u.ru_utime.tv_usec +
                 (double)u.ru_stime.tv_sec + 1e-6 * (double)u.ru_stime.tv_usec;
    printf("%.2f %.2f %.0f %d\n", cpu, clock_s(CLOCK_MONOTONIC) - wall, peak_mb(&u),
           WIFEXITED(status) ? WEXITSTATUS(status) : -1);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc >= 4 && !strcmp(argv[1], "solve"))
        return solve(argv[2], argv[3], argc > 4 ? argv[4] : NULL);
    if (argc >= 5 && !strcmp(argv[1], "run"))
        return run((unsigned)strtoul(argv[2], NULL, 10), argv[3], argv + 4);
    fprintf(stderr, "usage: allocation solve DIR DAY [FILE.lp] | run SECONDS LOG COMMAND..\n");
    return 2;
}
