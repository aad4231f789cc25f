/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <string.h>

enum { MAX = 64, FAR = 1000 };

static int lower(char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }
static int min2(int a, int b) { return a < b ? a : b; }

int sk__edit_distance(const char *a, const char *b)
{
    int n = (int)strnlen(a, MAX + 1), m = (int)strnlen(b, MAX + 1);
    int row[3][MAX + 1];
    if (n > MAX || m > MAX) return FAR;
    for (int j = 0; j <= m; j++) row[0][j] = j;
    for (int i = 1; i <= n; i++) {
        int *now = row[i % 3], *up = row[(i - 1) % 3], *up2 = row[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= m; j++) {
            int cost = lower(a[i - 1]) != lower(b[j - 1]);
            int d = min2(min2(up[j] + 1, now[j - 1] + 1), up[j - 1] + cost);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                d = min2(d, up2[j - 2] + 1);
            now[j] = d;
        }
    }
    return row[n % 3][m];
}

void sk__near_try(sk__near *n, const char *found, const char *candidate)
{
    int allowed = (int)strnlen(found, MAX) / 3;
    int d = sk__edit_distance(found, candidate);
    if (d <= (allowed > 1 ? allowed : 1) && (!n->word || d < n->best)) {
        n->word = candidate;
        n->best = d;
    }
}
