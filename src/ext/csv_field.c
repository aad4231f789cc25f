/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV fields: looking up and reading numbers in a table, writing fields for spreadsheets. */
#include "base/num.h"
#include "base/text.h"
#include "ext/csv.h"

#include <string.h>

sk_ix sk_csv_col(const sk_csv *t, const char *name)
{
    for (int i = 0; i < t->n_cols; i++)
        if (strcmp(t->head.field[i], name) == 0) return i;
    return SK_NONE;
}

sk_loc sk_csv_loc(const sk_csv *t, size_t row, sk_ix col)
{
    const sk_csv_row *r = &t->row[row];
    return (sk_loc){t->name, r->line, col >= 0 && col < t->n_cols ? r->col[col] : 0, NULL};
}

bool sk_csv_dec(const sk_csv *t, size_t row, sk_ix col, int decimals, const char *rule,
                int64_t *out, sk_diags *diags)
{
    const char *s = t->row[row].field[col];
    char c[176];
    int64_t other;
    if (sk_dec_parse(s, t->point, decimals, out)) return true;
    sk_clip(s, 40, c, sizeof c);
    sk_loc loc = sk_csv_loc(t, row, col);
    if (t->point == ',' && strchr(s, '.') && sk_dec_parse(s, '.', 6, &other))
        sk_diag_add(diags, SK_SEV_ERROR, "C006", loc,
                    SK_N("write 12,5; a file separated by ',' uses '.'"),
                    "decimal mark '.' in a file separated by ';': '%s'", c);
    else if (t->point == '.' && strchr(s, ',') && sk_dec_parse(s, ',', 6, &other))
        sk_diag_add(diags, SK_SEV_ERROR, "C006", loc,
                    SK_N("write 12.5; a file separated by ';' uses ','"),
                    "decimal mark ',' in a file separated by ',': '%s'", c);
    else if (decimals > 0 && sk_dec_parse(s, t->point, 9, &other))
        sk_diag_add(diags, SK_SEV_ERROR, rule, loc, SK_N("round the number"),
                    "expected a number with at most %d decimals, found '%s'", decimals, c);
    else if (decimals == 0)
        sk_diag_add(diags, SK_SEV_ERROR, rule, loc, SK_N("write digits only, without units"),
                    "expected a whole number, found '%s'", c);
    else
        sk_diag_add(diags, SK_SEV_ERROR, rule, loc, SK_N("write digits only, without units"),
                    "expected a number, found '%s'", c);
    return false;
}

void sk_csv_begin(sk_buf *b) { sk_buf_add(b, "\xEF\xBB\xBF"); }

static size_t space_len(const char *s)
{
    if (*s == ' ') return 1;
    if (strncmp(s, "\xC2\xA0", 2) == 0) return 2;
    return strncmp(s, "\xE2\x80\xAF", 3) == 0 ? 3 : 0;
}

/* [+-] digits, groups of three after a space, one decimal mark. */
static bool plain_number(const char *s)
{
    if (*s == '+' || *s == '-') s++;
    size_t n = strspn(s, "0123456789");
    if (n == 0) return false;
    for (s += n; (n = space_len(s)) > 0; s += n + 3)
        if (strspn(s + n, "0123456789") != 3) return false;
    if (*s == ',' || *s == '.') s += 1 + strspn(s + 1, "0123456789");
    return *s == '\0';
}

static bool looks_like_formula(const char *s)
{
    return *s && strchr("=+-@\t\r\n", *s) && !plain_number(s) && strcmp(s, "-") != 0;
}

void sk_csv_field(sk_buf *b, const char *s, bool last)
{
    if (!s) s = "";
    size_t n = strlen(s);
    bool formula = looks_like_formula(s);
    bool quote = s[strcspn(s, ";\"\r\n\t")] != '\0' || (n > 0 && (s[0] == ' ' || s[n - 1] == ' '));
    if (quote) sk_buf_addc(b, '"');
    if (formula) sk_buf_addc(b, '\'');
    for (const char *q = s; *q; q++) {
        if (*q == '"') sk_buf_addc(b, '"');
        sk_buf_addc(b, *q);
    }
    if (quote) sk_buf_addc(b, '"');
    if (last) sk_buf_addn(b, "\r\n", 2);
    else sk_buf_addc(b, ';');
}
