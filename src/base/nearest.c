/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <string.h>

enum { MAX = 64, FAR = 1000 };

static int min2(int a, int b) { return a < b ? a : b; }

/* Lower case without accents, as people leave them out: "källa" and "KALLA" are the same. Returns the
 * length, or MAX + 1 when s is longer. */
static int fold(const char *s, char out[MAX + 1])
{
    static const struct {
        const char *utf8;
        char plain;
    } accents[] = {{"å", 'a'}, {"ä", 'a'}, {"ö", 'o'}, {"é", 'e'},
                   {"Å", 'a'}, {"Ä", 'a'}, {"Ö", 'o'}, {"É", 'e'}};
    int n = 0;
    for (; *s && n <= MAX; s++) {
        char c = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
        for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
            if (strncmp(s, accents[i].utf8, 2) == 0) {
                c = accents[i].plain;
                s++;
                break;
            }
        out[n++] = c;
    }
    return n;
}

int sk__edit_distance(const char *left, const char *right)
{
    char a[MAX + 1], b[MAX + 1];
    int n = fold(left, a), m = fold(right, b);
    int row[3][MAX + 1];
    if (n > MAX || m > MAX) return FAR;
    for (int j = 0; j <= m; j++) row[0][j] = j;
    for (int i = 1; i <= n; i++) {
        int *now = row[i % 3], *up = row[(i - 1) % 3], *up2 = row[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= m; j++) {
            int d = min2(min2(up[j] + 1, now[j - 1] + 1), up[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
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
