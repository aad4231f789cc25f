/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIE: lines to records of the head; rows of amounts are in sie_row.c. */
#include "ext/csv.h"
#include "ext/sie_priv.h"

#include "base/num.h"
#include "base/text.h"

#include <limits.h>
#include <string.h>
#include <strings.h>

/* ---- fields ---- */

bool sk__sie_int(sie_scan *s, int i, int *out)
{
    int64_t v;
    if (!sk_dec_parse(s->line.f[i].s, '.', 0, &v) || v < INT_MIN / 2 || v > INT_MAX / 2)
        return false;
    *out = (int)v;
    return true;
}

bool sk__sie_day(sie_scan *s, int i, sk_day *out)
{
    const char *t = s->line.f[i].s;
    int64_t v;
    if (strlen(t) != 8 || strspn(t, "0123456789") != 8 || !sk_dec_parse(t, '.', 0, &v))
        return false;
    return sk_day_from_ymd((int)(v / 10000), (int)(v / 100 % 100), (int)(v % 100), out);
}

/* ---- records of the head ---- */

static void say_format(sie_scan *s)
{
    s->says_pc8 = s->line.n_f > 1 && strcasecmp(s->line.f[1].s, "PC8") == 0;
}

static void say_type(sie_scan *s)
{
    const char *t = s->line.n_f > 1 ? s->line.f[1].s : "";
    if (t[0] >= '1' && t[0] <= '4' && (t[1] == '\0' || t[1] == 'E' || t[1] == 'I'))
        s->sie->type = t[0] - '0';
    else if (sk__sie_has(s, 1)) sk__sie_bad(s, "S003", 1, SK_N("the type of SIE file is 1 to 4"));
}

static void say_company(sie_scan *s)
{
    if (s->line.n_f > 1) s->sie->company = s->line.f[1].s;
}

static void say_orgnr(sie_scan *s)
{
    if (s->line.n_f > 1) s->sie->orgnr = s->line.f[1].s;
}

static void say_as_of(sie_scan *s)
{
    if (sk__sie_has(s, 1) && !sk__sie_day(s, 1, &s->sie->as_of))
        sk__sie_bad(s, "S005", 1, SK_N("a date is written YYYYMMDD"));
}

static void say_year(sie_scan *s)
{
    sk_sie_year y;
    if (!sk__sie_has(s, 3)) return;
    if (!sk__sie_int(s, 1, &y.no)) {
        sk__sie_bad(s, "S005", 1, SK_N("a year is 0, -1, -2 ..."));
        return;
    }
    for (int i = 2; i < 4; i++)
        if (!sk__sie_day(s, i, i == 2 ? &y.from : &y.to)) {
            sk__sie_bad(s, "S005", i, SK_N("a date is written YYYYMMDD"));
            return;
        }
    if (y.from > y.to) {
        sk__sie_bad(s, "S005", 3, SK_N("a year cannot end before it starts"));
        return;
    }
    for (size_t i = 0; i < s->sie->n_years; i++)
        if (s->sie->year[i].no == y.no) {
            sk__sie_bad(s, "S009", 1, SK_N("this year is given twice"));
            return;
        }
    if (!SK_GROW(s->sie->year, s->sie->n_years, s->sie->cap_years)) s->no_memory = true;
    else s->sie->year[s->sie->n_years++] = y;
}

static void say_account(sie_scan *s)
{
    sk_sie *e = s->sie;
    if (!sk__sie_has(s, 1)) return;
    if (!SK_GROW(e->account, e->n_accounts, e->cap_accounts)) s->no_memory = true;
    else
        e->account[e->n_accounts++] =
            (sk_sie_account){s->line.f[1].s, s->line.n_f > 2 ? s->line.f[2].s : "", 0, s->line.no};
}

/* #KTYP follows its #KONTO in all known files, so the search goes backwards. */
static void say_account_type(sie_scan *s)
{
    if (!sk__sie_has(s, 2)) return;
    for (size_t i = s->sie->n_accounts; i-- > 0;)
        if (strcmp(s->sie->account[i].no, s->line.f[1].s) == 0) {
            s->sie->account[i].type = s->line.f[2].s[0];
            return;
        }
}

static void say_dim(sie_scan *s)
{
    sk_sie *e = s->sie;
    bool under = strcmp(s->line.f[0].s, "#UNDERDIM") == 0;
    sk_sie_dim d = {0, 0, "", s->line.no};
    if (!sk__sie_has(s, 2 + under)) return;
    d.name = s->line.f[2].s;
    if (!sk__sie_int(s, 1, &d.no) || d.no < 1) {
        sk__sie_bad(s, "S006", 1, SK_N("a dimension is a number from 1"));
        return;
    }
    if (under && (!sk__sie_int(s, 3, &d.parent) || d.parent < 1)) {
        sk__sie_bad(s, "S006", 3, SK_N("a dimension is a number from 1"));
        return;
    }
    if (!SK_GROW(e->dim, e->n_dims, e->cap_dims)) s->no_memory = true;
    else e->dim[e->n_dims++] = d;
}

static void say_object(sie_scan *s)
{
    sk_sie *e = s->sie;
    sk_sie_named o = {0, "", ""};
    if (!sk__sie_has(s, 2)) return;
    if (!sk__sie_int(s, 1, &o.dim) || o.dim < 1) {
        sk__sie_bad(s, "S006", 1, SK_N("a dimension is a number from 1"));
        return;
    }
    o.key = s->line.f[2].s;
    if (s->line.n_f > 3) o.name = s->line.f[3].s;
    if (!SK_GROW(e->object, e->n_objects, e->cap_objects)) s->no_memory = true;
    else e->object[e->n_objects++] = o;
}

static void balance_ib(sie_scan *s) { sk__sie_balance(s, SK_SIE_IB); }
static void balance_ub(sie_scan *s) { sk__sie_balance(s, SK_SIE_UB); }
static void balance_oib(sie_scan *s) { sk__sie_balance(s, SK_SIE_OIB); }
static void balance_oub(sie_scan *s) { sk__sie_balance(s, SK_SIE_OUB); }
static void balance_res(sie_scan *s) { sk__sie_balance(s, SK_SIE_RES); }
static void balance_psaldo(sie_scan *s) { sk__sie_balance(s, SK_SIE_PSALDO); }
static void balance_pbudget(sie_scan *s) { sk__sie_balance(s, SK_SIE_PBUDGET); }
static void count_struck(sie_scan *s) { s->sie->n_struck++; }
static void count_repeated(sie_scan *s) { s->sie->n_repeated++; }

typedef struct tag {
    const char *name;
    void (*read)(sie_scan *s); /* NULL: known, and holds nothing that we use */
} tag;

static const tag tags[] = {
    {"#TRANS", sk__sie_trans},
    {"#VER", sk__sie_voucher},
    {"#PSALDO", balance_psaldo},
    {"#PBUDGET", balance_pbudget},
    {"#KONTO", say_account},
    {"#KTYP", say_account_type},
    {"#RES", balance_res},
    {"#IB", balance_ib},
    {"#UB", balance_ub},
    {"#OIB", balance_oib},
    {"#OUB", balance_oub},
    {"#OBJEKT", say_object},
    {"#DIM", say_dim},
    {"#UNDERDIM", say_dim},
    {"#RAR", say_year},
    {"#BTRANS", count_struck},
    {"#RTRANS", count_repeated},
    {"#FORMAT", say_format},
    {"#SIETYP", say_type},
    {"#FNAMN", say_company},
    {"#ORGNR", say_orgnr},
    {"#OMFATTN", say_as_of},
    {"#FLAGGA", NULL},
    {"#PROGRAM", NULL},
    {"#GEN", NULL},
    {"#FNR", NULL},
    {"#FTYP", NULL},
    {"#BKOD", NULL},
    {"#ADRESS", NULL},
    {"#TAXAR", NULL},
    {"#VALUTA", NULL},
    {"#KPTYP", NULL},
    {"#SRU", NULL},
    {"#ENHET", NULL},
    {"#PROSA", NULL},
    {"#KSUMMA", NULL},
};

static void read_line(sie_scan *s, size_t *n_known, int *first_unknown)
{
    if (s->line.brace) {
        sk__sie_brace(s, s->line.brace);
        return;
    }
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strcasecmp(s->line.f[0].s, tags[i].name) == 0) {
            ++*n_known;
            if (tags[i].read) tags[i].read(s);
            return;
        }
    if (s->sie->n_unknown++ == 0) *first_unknown = s->line.no;
}

/* ---- the file ---- */

static void tell_encoding(sie_scan *s, const char *text, size_t n)
{
    static const char *const names[] = {"ASCII", "UTF-8", "CP437", "windows-1252"};
    sk_sie_enc enc = s->sie->enc;
    if (s->says_pc8 && (enc == SK_SIE_UTF8 || enc == SK_SIE_1252))
        sk_diag_add(s->diags, SK_SEV_WARNING, "S002", sk__sie_at(s, 0, 0), NULL,
                    "the file says #FORMAT PC8 (CP437) but is written in %s, and is read as that",
                    names[enc]);
    if (enc != SK_SIE_UTF8) return;
    int line = 1;
    for (size_t i = 0; i + 2 < n; i++) {
        line += text[i] == '\n';
        if (memcmp(text + i, "\xEF\xBF\xBD", 3) != 0) continue;
        sk_diag_add(s->diags, SK_SEV_WARNING, "S002", sk__sie_at(s, line, 0),
                    SK_N("export the file again; amounts are not affected"),
                    "letters of this file were lost by an earlier conversion");
        return;
    }
}

static sk_code not_sie(sie_scan *s, const char *why)
{
    sk_diag_add(s->diags, SK_SEV_ERROR, "S001", sk__sie_at(s, 0, 0),
                SK_N("a SIE file starts with #FLAGGA and has one #tag on each line"), "%s",
                sk_text(sk_diags_lang(s->diags), why));
    return SK_E_INPUT;
}

static sk_code read_all(sie_scan *s, const char *text, size_t n)
{
    size_t n_known = 0;
    int first_unknown = 0;
    if (memchr(text, '\0', n))
        return not_sie(s, SK_N("the file holds a NUL byte, so it is not text"));
    if (!sk__sie_decode(s, text, n)) return SK_E_NOMEM;
    while (sk__sie_next(s) && !s->no_memory) read_line(s, &n_known, &first_unknown);
    if (s->no_memory) return SK_E_NOMEM;
    if (n_known == 0) return not_sie(s, SK_N("the file has no line of the SIE format"));
    sk__sie_voucher_end(s);
    tell_encoding(s, text, n);
    if (s->sie->n_unknown)
        sk_diag_add(s->diags, SK_SEV_NOTE, "S011", sk__sie_at(s, first_unknown, 0), NULL,
                    "%zu lines with tags that are not in SIE 4 were skipped, this is the first",
                    s->sie->n_unknown);
    sk__sie_check(s);
    if (s->n_faults > SIE_FAULTS_TOLD)
        sk_diag_add(s->diags, SK_SEV_ERROR, "S003", sk__sie_at(s, 0, 0), NULL,
                    "%zu more faults in this file are not listed", s->n_faults - SIE_FAULTS_TOLD);
    return s->no_memory ? SK_E_NOMEM : SK_OK;
}

sk_code sk_sie_read(const char *name, const char *text, size_t n, sk_sie **out, sk_diags *diags)
{
    *out = NULL;
    sie_scan *s = sk_alloc(sizeof *s);
    sk_sie *e = sk_alloc(sizeof *e);
    sk_code code = SK_E_NOMEM;
    if (e) {
        *e = (sk_sie){.company = "", .orgnr = "", .as_of = SK_NO_DAY, .arena = sk_arena_new()};
        e->name = e->arena ? sk_arena_strdup(e->arena, name) : NULL;
    }
    if (s && e && e->name) {
        *s = (sie_scan){.sie = e, .diags = diags, .open = SK_NONE};
        code = read_all(s, n ? text : "", n);
    }
    sk_free(s);
    if (code == SK_OK) *out = e;
    else sk_sie_free(e);
    return code;
}

void sk_sie_free(sk_sie *s)
{
    if (!s) return;
    sk_free(s->year);
    sk_free(s->account);
    sk_free(s->dim);
    sk_free(s->object);
    sk_free(s->voucher);
    sk_free(s->row);
    sk_arena_free(s->arena);
    sk_free(s);
}

int sk_sie_dim_no(const sk_sie *s, const char *name)
{
    static const sk_sie_dim reserved[] = {{1, 0, "kostnadsställe", 0}, {1, 0, "resultatenhet", 0},
                                          {2, 1, "kostnadsbärare", 0}, {6, 0, "projekt", 0},
                                          {7, 0, "anställd", 0},       {8, 0, "kund", 0},
                                          {9, 0, "leverantör", 0},     {10, 0, "faktura", 0}};
    for (size_t i = 0; i < s->n_dims; i++)
        if (strcasecmp(s->dim[i].name, name) == 0) return s->dim[i].no;
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (strcasecmp(reserved[i].name, name) != 0) continue;
        for (size_t j = 0; j < s->n_dims; j++)
            if (s->dim[j].no == reserved[i].no)
                return 0; /* the file gives that number another name */
        return reserved[i].no;
    }
    return 0;
}
