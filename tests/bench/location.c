/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the location solver on public instances that lie in a folder of their own.
 *
 *   location DIR [--only TEXT] [--wall S]     one line per instance of DIR/optima.csv whose name holds TEXT
 *   location DIR --exact NAME [--wall S]        that one
 *   location DIR --lp NAME                    the instance as a CPLEX LP file on stdout, for the peers
 *   location DIR --pareto NAME LO HI          at most, then exactly LO..HI open: separate solves and a shared pool
 *
 * Columns: name, published optimum, ours, bound, gap %, proven, CPU s, nodes, steps. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "review/location.h"

typedef struct instance {
    sk_location in;
    int64_t *cap, *demand;
    double *fixed, *cost;
} instance;

typedef struct entry {
    char name[64], file[64];
    int single;
    double optimum;
} entry;

static double cpu(void *arg)
{
    (void)arg;
    return (double)clock() / CLOCKS_PER_SEC;
}

static double number(char **at)
{
    char *end;
    double x = strtod(*at, &end);
    if (end == *at) {
        fprintf(stderr, "a number was expected at: %.30s\n", *at);
        exit(2);
    }
    *at = end;
    return x;
}

static void room(instance *k, int n, int m)
{
    k->in.n_fac = n;
    k->in.n_cust = m;
    k->in.cap = k->cap = calloc((size_t)n, sizeof *k->cap);
    k->in.fixed = k->fixed = calloc((size_t)n, sizeof *k->fixed);
    k->in.demand = k->demand = calloc((size_t)m, sizeof *k->demand);
    k->in.cost = k->cost = calloc((size_t)n * (size_t)m, sizeof *k->cost);
}

static void free_instance(instance *k)
{
    free(k->cap);
    free(k->fixed);
    free(k->demand);
    free(k->cost);
}

/* Customer by customer: demand, then its costs. */
static void read_cap(instance *k, char *t)
{
    int n = (int)number(&t), m = (int)number(&t);
    room(k, n, m);
    for (int i = 0; i < n; i++) k->cap[i] = (int64_t)number(&t), k->fixed[i] = number(&t);
    for (int j = 0; j < m; j++) {
        k->demand[j] = (int64_t)number(&t);
        for (int i = 0; i < n; i++) k->cost[(size_t)i * (size_t)m + (size_t)j] = number(&t);
    }
}

static void read_capb(instance *k, char *t, const char *name)
{
    int n = (int)number(&t), m = (int)number(&t);
    const char *set = strstr(name, "capb_");
    room(k, n, m);
    for (int i = 0; i < n; i++) k->cap[i] = (int64_t)number(&t), k->fixed[i] = number(&t);
    for (int i = 0; i < n && set; i++) k->cap[i] = strtol(set + 5, NULL, 10);
    for (int j = 0; j < m; j++) k->demand[j] = (int64_t)number(&t);
    for (int x = 0; x < n * m; x++) k->cost[x] = number(&t);
}

static void read_diaz(instance *k, char *t)
{
    int m = (int)number(&t), n = (int)number(&t);
    room(k, n, m);
    for (int j = 0; j < m; j++)
        for (int i = 0; i < n; i++) k->cost[(size_t)i * (size_t)m + (size_t)j] = number(&t);
    for (int j = 0; j < m; j++) k->demand[j] = (int64_t)number(&t);
    for (int i = 0; i < n; i++) k->fixed[i] = number(&t);
    for (int i = 0; i < n; i++) k->cap[i] = (int64_t)number(&t);
}

static void read_tbed(instance *k, char *t)
{
    int m = (int)number(&t), n = (int)number(&t);
    room(k, n, m);
    for (int j = 0; j < m; j++) k->demand[j] = (int64_t)number(&t);
    for (int i = 0; i < n; i++) k->cap[i] = (int64_t)number(&t);
    for (int i = 0; i < n; i++) k->fixed[i] = number(&t);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            k->cost[(size_t)i * (size_t)m + (size_t)j] = number(&t) * (double)k->demand[j];
}

static void read_instance(instance *k, const char *dir, const entry *e)
{
    char path[600];
    sk_buf file = SK_BUF_INIT;
    sk_err err = {0};
    memset(k, 0, sizeof *k);
    snprintf(path, sizeof path, "%s/%s", dir, e->file);
    if (sk_file_read(path, 1u << 26, &file, &err) != SK_OK) {
        fprintf(stderr, "%s\n", err.text);
        exit(2);
    }
    char *text = file.data;
    const char *dot = strrchr(e->file, '.');
    if (dot && strcmp(dot, ".cap") == 0) read_cap(k, text);
    else if (strncmp(e->file, "diaz", 4) == 0) read_diaz(k, text);
    else if (strncmp(e->file, "tbed", 4) == 0) read_tbed(k, text);
    else read_capb(k, text, e->name);
    if (strcmp(e->name, "cap51") == 0)
        for (int i = 0; i < k->in.n_fac; i++) {
            k->cap[i] = 10000;
            if (k->fixed[i] > 0) k->fixed[i] = 17500; /* one is free in the whole series */
        }
    k->in.single_source = e->single;
    sk_buf_free(&file);
}

static void solve_one(const char *dir, const entry *e, double wall)
{
    instance k;
    read_instance(&k, dir, e);
    sk_location_opts opts = {.now_s = cpu, .wall_s = wall};
    sk_location_result r;
    sk_err err = {0};
    double start = cpu(NULL);
    if (sk_location_solve(&k.in, &opts, NULL, &r, &err) != SK_OK) {
        fprintf(stderr, "%s\n", err.text);
        exit(3);
    }
    double used = cpu(NULL) - start;
    const char *bad = sk_location_verify(&k.in, &r);
    printf("%-12s %14.3f %14.3f %14.3f %8.4f %-6s %8.3f %7ld %8ld%s%s\n", e->name, e->optimum,
           r.cost, r.bound, 100 * r.gap, r.proven ? "proven" : "open", used, r.nodes, r.steps,
           bad ? " WRONG: " : "", bad ? bad : "");
    fflush(stdout);
    sk_location_result_free(&r);
    free_instance(&k);
}

/* The strong formulation: y-linking per pair, capacity per facility. */
static void write_lp(const char *dir, const entry *e)
{
    instance k;
    read_instance(&k, dir, e);
    int n = k.in.n_fac, m = k.in.n_cust;
    printf("Minimize\n cost:");
    for (int i = 0; i < n; i++) printf("\n + %.10g y%d", k.fixed[i], i);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            printf("\n + %.10g x%d_%d", k.cost[(size_t)i * (size_t)m + (size_t)j], i, j);
    printf("\nSubject To\n");
    for (int j = 0; j < m; j++) {
        printf(" d%d:", j);
        for (int i = 0; i < n; i++) printf(" + x%d_%d%s", i, j, i % 20 == 19 ? "\n" : "");
        printf(" = 1\n");
    }
    for (int i = 0; i < n; i++) {
        printf(" c%d:", i);
        for (int j = 0; j < m; j++)
            printf(" + %lld x%d_%d%s", (long long)k.demand[j], i, j, j % 20 == 19 ? "\n" : "");
        printf(" - %lld y%d <= 0\n", (long long)k.cap[i], i);
        for (int j = 0; j < m; j++) printf(" l%d_%d: x%d_%d - y%d <= 0\n", i, j, i, j, i);
    }
    printf("Binary\n");
    for (int i = 0; i < n; i++) printf(" y%d\n", i);
    for (int i = 0; i < n && e->single; i++)
        for (int j = 0; j < m; j++) printf(" x%d_%d\n", i, j);
    printf("End\n");
    free_instance(&k);
}

static double curve(instance *k, int lo, int hi, bool exactly, sk_location_pool *pool, double *cost)
{
    double start = cpu(NULL);
    for (int p = hi; p >= lo; p--) {
        sk_location_opts opts = {.now_s = cpu, .wall_s = 120};
        sk_location_result r;
        sk_err err = {0};
        k->in.max_open = p;
        k->in.min_open = exactly ? p : 0;
        double t = cpu(NULL);
        if (sk_location_solve(&k->in, &opts, pool, &r, &err) != SK_OK) {
            fprintf(stderr, "%s\n", err.text);
            exit(3);
        }
        printf("  p = %3d %14.3f %-8s %7.3f s %6ld nodes %6ld steps\n", p, r.cost,
               r.status == SK_LOCATION_INFEASIBLE ? "infeas."
               : r.proven                         ? "proven"
                                                  : "-",
               cpu(NULL) - t, r.nodes, r.steps);
        cost[p] = r.cost;
        sk_location_result_free(&r);
    }
    return cpu(NULL) - start;
}

static void pareto(const char *dir, const entry *e, int lo, int hi, bool exactly)
{
    instance k;
    read_instance(&k, dir, e);
    double *a = calloc((size_t)hi + 1, sizeof *a), *b = calloc((size_t)hi + 1, sizeof *b);
    double alone = curve(&k, lo, hi, exactly, NULL, a);
    sk_location_pool *pool = sk_location_pool_new();
    double shared = curve(&k, lo, hi, exactly, pool, b);
    int differ = 0;
    for (int p = lo; p <= hi; p++) differ += fabs(a[p] - b[p]) > 1e-6 * fabs(a[p]);
    printf("%s, %s %d..%d open: separate %.2f s, shared pool %.2f s, ratio %.1f, %d differ\n",
           e->name, exactly ? "exactly" : "at most", lo, hi, alone, shared, alone / shared, differ);
    sk_location_pool_free(pool);
    free(a);
    free(b);
    free_instance(&k);
}

static int read_entries(const char *dir, entry *e, int most)
{
    char path[600], line[600];
    snprintf(path, sizeof path, "%s/optima.csv", dir);
    FILE *f = fopen(path, "r");
    int n = 0;
    if (!f) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(2);
    }
    while (n < most && fgets(line, sizeof line, f))
        if (sscanf(line, "%63[^,],%d,%*d,%*d,%lf,%*[^,],%63[^,]", e[n].name, &e[n].single,
                   &e[n].optimum, e[n].file) == 4)
            n++;
    fclose(f);
    return n;
}

int main(int argc, char **argv)
{
    static entry e[400];
    const char *only = "", *lp = NULL, *curve_of = NULL, *exact = NULL;
    double wall = 60;
    int lo = 0, hi = 0;
    if (argc < 2) {
        fprintf(stderr,
                "usage: location DIR [--only TEXT] [--wall S] | --lp NAME | --pareto NAME LO HI\n");
        return 2;
    }
    for (int a = 2; a + 1 < argc; a++) {
        if (strcmp(argv[a], "--only") == 0) only = argv[++a];
        else if (strcmp(argv[a], "--exact") == 0) exact = argv[++a];
        else if (strcmp(argv[a], "--wall") == 0) wall = strtod(argv[++a], NULL);
        else if (strcmp(argv[a], "--lp") == 0) lp = argv[++a];
        else if (strcmp(argv[a], "--pareto") == 0 && a + 3 < argc) {
            curve_of = argv[++a];
            lo = (int)strtol(argv[++a], NULL, 10);
            hi = (int)strtol(argv[++a], NULL, 10);
        }
    }
    int n = read_entries(argv[1], e, 400);
    for (int k = 0; k < n; k++) {
        if (lp && strcmp(e[k].name, lp) == 0) write_lp(argv[1], &e[k]);
        if (curve_of && strcmp(e[k].name, curve_of) == 0)
            pareto(argv[1], &e[k], lo, hi, false), pareto(argv[1], &e[k], lo, hi, true);
        if (exact ? strcmp(e[k].name, exact) == 0 : !lp && !curve_of && strstr(e[k].name, only))
            solve_one(argv[1], &e[k], wall);
    }
    return 0;
}
