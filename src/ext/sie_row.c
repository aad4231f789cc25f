/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIE: balances, vouchers and their rows. */
#include "ext/csv.h"
#include "ext/sie_priv.h"

#include "base/num.h"
#include "base/text.h"

#include <limits.h>
#include <string.h>

/* "-1250.5", "+3": two decimals at most; anything else is told. */
static bool amount(sie_scan *s, int i, sk_ore *out)
{
    const char *t = s->line.f[i].s;
    if (s->line.f[i].list) t = "";
    if (*t == '+') t++;
    if (*t != '\0' && *t != ' ' && sk_dec_parse(t, '.', 2, out) &&
        !(s->line.f[i].s[0] == '+' && *t == '-'))
        return true;
    sk__sie_bad(s, "S004", i, SK_N("an amount has a decimal point and at most two decimals"));
    return false;
}

/* The list in field i as objects in the arena. */
static bool objects(sie_scan *s, int i, sk_sie_row *row)
{
    const sie_field *f = &s->line.f[i];
    row->n_obj = f->n / 2;
    row->obj = NULL;
    if (!f->list || f->n % 2 != 0 || s->line.too_many) {
        sk__sie_bad(s, "S006", i, SK_N("objects are written {dimension object ...} in pairs"));
        return false;
    }
    if (row->n_obj == 0) return true;
    sk_sie_object *o = sk_arena_calloc(s->sie->arena, (size_t)row->n_obj, sizeof *o);
    if (!o) {
        s->no_memory = true;
        return false;
    }
    for (int k = 0; k < row->n_obj; k++) {
        int64_t dim;
        if (!sk_dec_parse(s->line.item[f->first + 2 * k], '.', 0, &dim) || dim < 1 ||
            dim > INT_MAX) {
            sk__sie_bad(s, "S006", i, SK_N("a dimension is a number from 1"));
            return false;
        }
        o[k] = (sk_sie_object){(int)dim, s->line.item[f->first + 2 * k + 1]};
    }
    row->obj = o;
    return true;
}

static void add_row(sie_scan *s, const sk_sie_row *row)
{
    sk_sie *e = s->sie;
    if (!SK_GROW(e->row, e->n_rows, e->cap_rows)) s->no_memory = true;
    else e->row[e->n_rows++] = *row;
}

static bool period(sie_scan *s, int i, int *out)
{
    if (strlen(s->line.f[i].s) == 6 && sk__sie_int(s, i, out) && *out / 100 >= 1970 &&
        *out / 100 < 2200 && *out % 100 >= 1 && *out % 100 <= 12)
        return true;
    sk__sie_bad(s, "S005", i, SK_N("a period is written YYYYMM"));
    return false;
}

/* #IB #UB #RES: year account amount. #OIB #OUB: year account {objects} amount.
 * #PSALDO #PBUDGET: year period account {objects} amount. */
void sk__sie_balance(sie_scan *s, sk_sie_kind kind)
{
    bool with_period = kind == SK_SIE_PSALDO || kind == SK_SIE_PBUDGET;
    bool with_objects = with_period || kind == SK_SIE_OIB || kind == SK_SIE_OUB;
    sk_sie_row r = {
        .kind = kind, .day = SK_NO_DAY, .text = "", .voucher = SK_NONE, .line = s->line.no};
    int i = 1;
    if (!sk__sie_has(s, 3 + with_period + with_objects)) return;
    if (!sk__sie_int(s, i, &r.year)) {
        sk__sie_bad(s, "S005", i, SK_N("a year is 0, -1, -2 ..."));
        return;
    }
    i++;
    if (with_period && !period(s, i++, &r.period)) return;
    r.account = s->line.f[i++].s;
    if (with_objects && !objects(s, i++, &r)) return;
    if (amount(s, i, &r.ore)) add_row(s, &r);
}

/* ---- vouchers ---- */

static void structure(sie_scan *s, int line, const char *what)
{
    if (sk__sie_fault(s))
        sk_diag_add(s->diags, SK_SEV_ERROR, "S007", sk__sie_at(s, line, 1), NULL, "%s",
                    sk_text(sk_diags_lang(s->diags), what));
}

static void close_voucher(sie_scan *s)
{
    const sk_sie_voucher *v = &s->sie->voucher[s->open];
    if (v->sum != 0 && sk__sie_fault(s)) {
        sk_buf b = SK_BUF_INIT;
        sk_buf_dec_plain(&b, v->sum, 2);
        sk_diag_add(s->diags, SK_SEV_ERROR, "S008", sk__sie_at(s, v->line, 1), NULL,
                    "voucher %s %s sums to %s, expected 0", v->series, v->no, sk_buf_str(&b));
        sk_buf_free(&b);
    }
    s->open = SK_NONE;
    s->waits = false;
}

void sk__sie_voucher_end(sie_scan *s)
{
    if (s->open == SK_NONE) return;
    structure(s, s->sie->voucher[s->open].line,
              SK_N("the rows of this voucher are not closed by }"));
    close_voucher(s);
}

void sk__sie_brace(sie_scan *s, char brace)
{
    if (brace == '{' && s->open != SK_NONE && s->waits) s->waits = false;
    else if (brace == '}' && s->open != SK_NONE && !s->waits) close_voucher(s);
    else structure(s, s->line.no, SK_N("a brace stands where no voucher has rows"));
}

/* #VER series no date [text] */
void sk__sie_voucher(sie_scan *s)
{
    sk_sie *e = s->sie;
    sk_sie_voucher v = {.line = s->line.no, .text = ""};
    sk__sie_voucher_end(s);
    if (!SK_GROW(e->voucher, e->n_vouchers, e->cap_vouchers) || e->n_vouchers >= INT32_MAX) {
        s->no_memory = true;
        return;
    }
    v.day = SK_NO_DAY;
    v.series = s->line.n_f > 1 ? s->line.f[1].s : "";
    v.no = s->line.n_f > 2 ? s->line.f[2].s : "";
    if (s->line.n_f > 4) v.text = s->line.f[4].s;
    if (sk__sie_has(s, 3) && !sk__sie_day(s, 3, &v.day))
        sk__sie_bad(s, "S005", 3, SK_N("a date is written YYYYMMDD"));
    s->open = (sk_ix)e->n_vouchers;
    s->waits = !s->line.opens;
    e->voucher[e->n_vouchers++] = v;
}

/* The year of #RAR that has the day; 0 when the file gives no years (4i), INT_MIN when none has it. */
static int year_of(const sk_sie *e, sk_day day)
{
    if (e->n_years == 0) return 0;
    for (size_t i = 0; i < e->n_years; i++)
        if (e->year[i].from <= day && day <= e->year[i].to) return e->year[i].no;
    return INT_MIN;
}

/* #TRANS account {objects} amount [date text quantity sign] */
void sk__sie_trans(sie_scan *s)
{
    sk_sie *e = s->sie;
    sk_sie_row r = {.kind = SK_SIE_TRANS, .text = "", .voucher = s->open, .line = s->line.no};
    if (s->open == SK_NONE || s->waits) {
        structure(s, s->line.no, SK_N("a #TRANS stands outside the rows of a voucher"));
        return;
    }
    if (!sk__sie_has(s, 3)) return;
    r.account = s->line.f[1].s;
    if (!objects(s, 2, &r) || !amount(s, 3, &r.ore)) return;
    sk_sie_voucher *v = &e->voucher[s->open];
    r.day = v->day;
    if (s->line.n_f > 4 && s->line.f[4].s[0] && !sk__sie_day(s, 4, &r.day)) {
        sk__sie_bad(s, "S005", 4, SK_N("a date is written YYYYMMDD"));
        return;
    }
    if (s->line.n_f > 5) r.text = s->line.f[5].s;
    if (r.day == SK_NO_DAY) return; /* the voucher's date was told */
    r.year = year_of(e, r.day);
    if (r.year == INT_MIN && v->day != SK_NO_DAY) r.year = year_of(e, v->day);
    sk_ymd d = sk_day_ymd(r.day);
    r.period = d.year * 100 + d.month;
    if (!sk_add_ok(v->sum, r.ore, &v->sum)) {
        sk__sie_bad(s, "S004", 3, SK_N("the sum of the voucher is out of range"));
        return;
    }
    add_row(s, &r);
}
