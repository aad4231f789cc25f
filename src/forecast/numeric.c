/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cholesky for one small system and for many of the same size at once; medians. */
#include "forecast/panel.h"

#include <math.h>
#include <stdlib.h>

#define PIVOT_MIN 1e-12

void sk__chol(double *a, int n)
{
    for (int j = 0; j < n; j++) {
        double *aj = a + (size_t)j * (size_t)n;
        double d = sqrt(aj[j] > PIVOT_MIN ? aj[j] : PIVOT_MIN);
        aj[j] = d;
        for (int i = j + 1; i < n; i++) a[(size_t)i * (size_t)n + (size_t)j] /= d;
        for (int i = j + 1; i < n; i++) {
            double *ai = a + (size_t)i * (size_t)n;
            double f = ai[j];
            if (f == 0.0) continue;
            for (int k = j + 1; k <= i; k++) ai[k] -= f * a[(size_t)k * (size_t)n + (size_t)j];
        }
    }
}

void sk__chol_solve(const double *a, int n, double *b)
{
    for (int i = 0; i < n; i++) {
        const double *ai = a + (size_t)i * (size_t)n;
        for (int k = 0; k < i; k++) b[i] -= ai[k] * b[k];
        b[i] /= ai[i];
    }
    for (int i = n - 1; i >= 0; i--) {
        for (int k = i + 1; k < n; k++) b[i] -= a[(size_t)k * (size_t)n + (size_t)i] * b[k];
        b[i] /= a[(size_t)i * (size_t)n + (size_t)i];
    }
}

/* c -= a * b, four lanes at a time: the constant inner loop becomes vector code at -O2. */
static void lanes_sub(double *restrict c, const double *restrict a, const double *restrict b,
                      int lanes)
{
    for (int u = 0; u < lanes; u += 4)
        for (int k = 0; k < 4; k++) c[u + k] -= a[u + k] * b[u + k];
}

static void lanes_div(double *restrict c, const double *restrict d, int lanes)
{
    for (int u = 0; u < lanes; u += 4)
        for (int k = 0; k < 4; k++) c[u + k] /= d[u + k];
}

static double *at(double *a, int i, int j, int lanes)
{
    return a + (size_t)(i * (i + 1) / 2 + j) * (size_t)lanes;
}

void sk__chol_lanes(double *a, double *b, int n, int lanes)
{
    for (int i = 0; i < n; i++) {
        double *bi = b + (size_t)i * (size_t)lanes;
        for (int j = 0; j <= i; j++) {
            double *c = at(a, i, j, lanes);
            for (int k = 0; k < j; k++) lanes_sub(c, at(a, i, k, lanes), at(a, j, k, lanes), lanes);
            if (j < i) {
                lanes_div(c, at(a, j, j, lanes), lanes);
                lanes_sub(bi, c, b + (size_t)j * (size_t)lanes, lanes);
            } else {
                for (int u = 0; u < lanes; u++) c[u] = sqrt(c[u] > PIVOT_MIN ? c[u] : PIVOT_MIN);
                lanes_div(bi, c, lanes);
            }
        }
    }
    for (int i = n - 1; i >= 0; i--) {
        double *bi = b + (size_t)i * (size_t)lanes;
        for (int k = i + 1; k < n; k++)
            lanes_sub(bi, at(a, k, i, lanes), b + (size_t)k * (size_t)lanes, lanes);
        lanes_div(bi, at(a, i, i, lanes), lanes);
    }
}

/* k-th smallest (Hoare's selection); reorders v. */
static double select_kth(double *v, int n, int k)
{
    int lo = 0, hi = n - 1;
    while (lo < hi) {
        double pivot = v[(lo + hi) / 2];
        int i = lo, j = hi;
        while (i <= j) {
            while (v[i] < pivot) i++;
            while (v[j] > pivot) j--;
            if (i <= j) {
                double t = v[i];
                v[i++] = v[j];
                v[j--] = t;
            }
        }
        if (k <= j) hi = j;
        else if (k >= i) lo = i;
        else break;
    }
    return v[k];
}

double sk__median(double *v, int n)
{
    if (n == 0) return 0.0;
    double a = select_kth(v, n, n / 2);
    if (n % 2) return a;
    double b = v[0]; /* the largest of the lower half */
    for (int i = 1; i < n / 2; i++) b = v[i] > b ? v[i] : b;
    return (a + b) / 2;
}
