/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell: text to a typed value in the record, or a fault that says what was found, what was
 * expected and where. */
#include <string.h>

#include "base/nearest.h"
#include "base/num.h"
#include "base/text.h"
#include "input/input.h"

enum { SHOWN = 60, SHOW_CAP = 4 * SHOWN + 8, ID_MAX = 24, TEXT_MAX_BYTES = 1000, REFS_MAX = 200 };

void sk__fault(sk__in *in, sk__table *t)
{
    (void)in;
    t->n_faults++;
}

typedef struct at { /* a cell being read */
    sk__in *in;
    sk__table *t;
    int row, c;
    const sk_column *col;
    const char *s;    /* the cell's text */
    const char *name; /* the column's name as the file has it */
} at;

static sk_loc loc(const at *a) { return sk_csv_loc(&a->t->csv, (size_t)a->row, a->t->col[a->c]); }

static bool refused(const at *a)
{
    sk__fault(a->in, a->t);
    return false;
}

#define FAULT(a, rule, hint, ...)                                                                  \
    (sk_diag_add((a)->in->diags, SK_SEV_ERROR, rule, loc(a), hint, __VA_ARGS__), refused(a))

static void store(const sk_column *c, char *rec, int64_t v)
{
    int8_t v8 = (int8_t)v;
    int16_t v16 = (int16_t)v;
    int32_t v32 = (int32_t)v;
    if (c->size == 1) memcpy(rec + c->off, &v8, 1);
    else if (c->size == 2) memcpy(rec + c->off, &v16, 2);
    else if (c->size == 4) memcpy(rec + c->off, &v32, 4);
    else if (c->size == 8) memcpy(rec + c->off, &v, 8);
}

static void store_ptr(const sk_column *c, char *rec, const void *p)
{
    if (c->size) memcpy(rec + c->off, &p, sizeof p);
}

/* ---- numbers, dates ---- */

static bool out_of_range(const at *a, const char *shown, bool low)
{
    sk_lang lang = sk_diags_lang(a->in->diags);
    sk_buf b = SK_BUF_INIT;
    int64_t bound = (low ? a->col->lo : a->col->hi) / (a->col->scale ? a->col->scale : 1);
    int decimals = a->col->decimals;
    for (; decimals > 0 && bound % 10 == 0; decimals--) bound /= 10;
    sk_buf_dec(&b, bound, decimals, lang);
    if (low)
        FAULT(a, "R005", NULL, SK_N("%s must be %s or more, found %s"), a->name, sk_buf_str(&b),
              shown);
    else
        FAULT(a, "R005", NULL, SK_N("%s must be %s or less, found %s"), a->name, sk_buf_str(&b),
              shown);
    sk_buf_free(&b);
    return false;
}

static bool not_a_number(const at *a, const char *shown)
{
    char other = a->t->csv.point == ',' ? '.' : ',';
    int64_t v;
    if (sk_dec_parse(a->s, other, 9, &v))
        return FAULT(a, "R004",
                     SK_N("The document's separator decides: ';' goes with decimal comma, ',' with "
                          "decimal point."),
                     SK_N("%s must be a number with the decimal mark \"%c\", found \"%s\""),
                     a->name, a->t->csv.point, shown);
    if (a->col->decimals == 0)
        return FAULT(a, "R004", NULL, SK_N("%s must be a whole number, found \"%s\""), a->name,
                     shown);
    return FAULT(a, "R004", NULL,
                 SK_N("%s must be a number with at most %d decimals, found \"%s\""), a->name,
                 a->col->decimals, shown);
}

static bool number(const at *a, const char *shown, char *rec)
{
    const sk_column *c = a->col;
    int64_t v, scale = c->scale ? c->scale : 1;
    if (!sk_dec_parse(a->s, a->t->csv.point, c->decimals, &v)) return not_a_number(a, shown);
    if (v < c->lo / scale) return out_of_range(a, shown, true);
    if (v > c->hi / scale) return out_of_range(a, shown, false);
    store(c, rec, v * scale);
    return true;
}

static bool date(const at *a, const char *shown, char *rec)
{
    sk_day d;
    if (!sk_day_parse(a->s, &d))
        return FAULT(a, "R006",
                     SK_N("Write dates as 2023-11-27. In Excel, format the column as text first."),
                     SK_N("%s must be a date that exists, found \"%s\""), a->name, shown);
    store(a->col, rec, d);
    return true;
}

static bool clock_time(const at *a, const char *shown, char *rec)
{
    sk_min m;
    if (!sk_min_parse(a->s, &m))
        return FAULT(a, "R006", NULL, SK_N("%s must be a time such as 07:30, found \"%s\""),
                     a->name, shown);
    store(a->col, rec, m);
    return true;
}

/* ---- words ---- */

static bool unknown_word(const at *a, const char *s, const char *shown)
{
    bool en = sk_diags_lang(a->in->diags) == SK_LANG_EN;
    sk_buf all = SK_BUF_INIT;
    for (const sk_word *w = a->col->words; w->sv; w++)
        sk_buf_addf(&all, "%s%s", all.len ? ", " : "", en ? w->en : w->sv);
    sk__near near = {NULL, 0};
    for (const sk_word *w = a->col->words; w->sv; w++) {
        sk__near_try(&near, s, w->sv);
        sk__near_try(&near, s, w->en);
    }
    if (near.word)
        FAULT(a, "R007", NULL, SK_N("%s must be one of %s, found \"%s\"; did you mean \"%s\"?"),
              a->name, sk_buf_str(&all), shown, near.word);
    else
        FAULT(a, "R007", NULL, SK_N("%s must be one of %s, found \"%s\""), a->name,
              sk_buf_str(&all), shown);
    sk_buf_free(&all);
    return false;
}

static bool yes_no(const at *a, const char *shown, char *rec)
{
    static const sk_word words[] = {{"ja", "yes", 1},       {"nej", "no", 0}, {"sant", "true", 1},
                                    {"falskt", "false", 0}, {"1", "1", 1},    {"0", "0", 0},
                                    {NULL, NULL, 0}};
    int v = sk_word_find(words, a->s);
    if (v < 0)
        return FAULT(a, "R007", NULL, SK_N("%s must be yes or no (ja, nej), found \"%s\""), a->name,
                     shown);
    store(a->col, rec, v);
    return true;
}

static bool word(const at *a, const char *shown, char *rec)
{
    int v = sk_word_find(a->col->words, a->s);
    if (v < 0) return unknown_word(a, a->s, shown);
    store(a->col, rec, v);
    return true;
}

/* The next item of a list separated by spaces; NULL at the end. *rest moves on. */
static const char *item(const char **rest, char *out, size_t cap)
{
    const char *s = *rest + strspn(*rest, " \t\n");
    size_t n = strcspn(s, " \t\n");
    if (n == 0) return NULL;
    *rest = s + n;
    if (n >= cap) n = cap - 1;
    memcpy(out, s, n);
    out[n] = 0;
    return out;
}

static bool word_set(const at *a, char *rec)
{
    const char *rest = a->s;
    char one[SHOW_CAP], shown[SHOW_CAP];
    int64_t bits = 0;
    bool ok = true;
    while (item(&rest, one, sizeof one)) {
        int v = sk_word_find(a->col->words, one);
        if (strcmp(one, "alla") == 0 || strcmp(one, "all") == 0)
            for (const sk_word *w = a->col->words; w->sv; w++) bits |= INT64_C(1) << w->value;
        else if (v >= 0) bits |= INT64_C(1) << v;
        else ok = unknown_word(a, one, sk_clip(one, SHOWN, shown, sizeof shown));
    }
    store(a->col, rec, bits);
    return ok;
}

/* "MTOTF.." or the English "MTWTF..": seven characters, a dot or hyphen where not. */
static bool day_set(const at *a, const char *shown, char *rec)
{
    const char *sv = "MTOTFLS", *en = "MTWTFSS";
    int64_t bits = 0;
    bool ok = strlen(a->s) == 7;
    for (int i = 0; ok && i < 7; i++) {
        char c = a->s[i] >= 'a' && a->s[i] <= 'z' ? (char)(a->s[i] - 32) : a->s[i];
        if (c == sv[i] || c == en[i]) bits |= 1 << i;
        else ok = c == '.' || c == '-';
    }
    if (!ok)
        return FAULT(
            a, "R014",
            SK_N("Seven characters, Monday first, a dot where not: MTOTF.. is Monday to Friday."),
            SK_N("%s must be weekdays such as MTOTF.., found \"%s\""), a->name, shown);
    if (bits == 0) return FAULT(a, "R014", NULL, SK_N("%s names no weekday"), a->name);
    store(a->col, rec, bits);
    return true;
}

/* ---- ids ---- */

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* What a spreadsheet turns into a date, a number or a truth value when it opens the file. */
static bool excel_eats(const char *s)
{
    static const char *const months[] = {
        "jan",     "januari", "january",  "feb",       "februari", "february", "mar",
        "mars",    "march",   "apr",      "april",     "maj",      "may",      "jun",
        "juni",    "june",    "jul",      "juli",      "july",     "aug",      "augusti",
        "august",  "sep",     "sept",     "september", "okt",      "oktober",  "oct",
        "october", "nov",     "november", "dec",       "december"};
    static const sk_word truth[] = {{"sant", "true", 1}, {"falskt", "false", 0}, {NULL, NULL, 0}};
    if (sk_word_find(truth, s) >= 0) return true;
    size_t letters = 0, digits = 0;
    while (is_letter(s[letters])) letters++;
    while (is_digit(s[letters + digits])) digits++;
    if (digits == 0 || digits > 4 || s[letters + digits] || letters > 9) return false;
    char head[12] = "";
    memcpy(head, s, letters);
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (strlen(months[i]) == letters && sk__edit_distance(months[i], head) == 0) return true;
    return false;
}

static bool id_ok(const char *s)
{
    size_t n = 0;
    for (; s[n] && n <= ID_MAX; n++)
        if (!is_letter(s[n]) && (n == 0 || (!is_digit(s[n]) && s[n] != '_'))) return false;
    return n >= 1 && n <= ID_MAX;
}

static bool check_id(const at *a, const char *shown)
{
    if (!id_ok(a->s))
        return FAULT(a, "R008",
                     SK_N("First a letter a-z, then letters, digits and _, at most 24 characters."),
                     SK_N("\"%s\" cannot be an id"), shown);
    if (excel_eats(a->s))
        return FAULT(a, "R011", SK_N("Put a letter or _ in it, for example k_jan1."),
                     SK_N("the id \"%s\" is read as a date or a truth value by spreadsheets"),
                     shown);
    return true;
}

static bool unknown_id(const at *a, const char *s, const char *shown)
{
    const sk__table *target = &a->in->t[a->col->ref];
    if (!target->whole)
        return refused(a); /* that document's own faults come first: the id may be among them */
    const char *near = sk__nearest_id(a->in, a->col->ref, s);
    if (near)
        return FAULT(a, "R010", NULL, SK_N("%s \"%s\" is not in %s; did you mean \"%s\"?"), a->name,
                     shown, target->fmt->file, near);
    return FAULT(a, "R010", NULL, SK_N("%s \"%s\" is not in %s"), a->name, shown,
                 target->fmt->file);
}

static bool reference(const at *a, const char *shown, char *rec)
{
    sk_ix ix = sk__table_find(a->in, a->col->ref, a->s);
    store(a->col, rec, ix);
    return ix != SK_NONE || unknown_id(a, a->s, shown);
}

static bool references(const at *a, char *rec)
{
    sk_ix list[REFS_MAX];
    int n = 0;
    bool ok = true;
    const char *rest = a->s;
    char one[SHOW_CAP], shown[SHOW_CAP];
    while (item(&rest, one, sizeof one)) {
        sk_ix ix = sk__table_find(a->in, a->col->ref, one);
        if (ix == SK_NONE) ok = unknown_id(a, one, sk_clip(one, SHOWN, shown, sizeof shown));
        else if (n == REFS_MAX) return FAULT(a, "R012", NULL, SK_N("%s is too long"), a->name);
        else list[n++] = ix;
    }
    sk_ix *kept = n ? sk_arena_calloc(a->in->keep, (size_t)n, sizeof *kept) : NULL;
    if (n && !kept) {
        a->in->nomem = true;
        return false;
    }
    if (n) memcpy(kept, list, (size_t)n * sizeof *kept);
    store_ptr(a->col, rec, kept);
    memcpy(rec + a->col->off2, &n, sizeof n);
    return ok;
}

static bool keep_text(const at *a, char *rec)
{
    if (strlen(a->s) > TEXT_MAX_BYTES)
        return FAULT(a, "R012", NULL, SK_N("%s is too long"), a->name);
    if (!a->col->size) return true;
    const char *kept = sk_arena_strdup(a->in->keep, a->s);
    a->in->nomem |= !kept;
    store_ptr(a->col, rec, kept);
    return kept != NULL;
}

static void store_default(const sk_column *c, char *rec)
{
    if (c->type == SK_COL_TEXT || c->type == SK_COL_ID) store_ptr(c, rec, "");
    else if (c->type != SK_COL_REFS) store(c, rec, c->def);
}

static bool typed(const at *a, char *rec)
{
    char shown[SHOW_CAP];
    sk_clip(a->s, SHOWN, shown, sizeof shown);
    switch (a->col->type) {
    case SK_COL_ID: return keep_text(a, rec); /* checked when the ids were ranked */
    case SK_COL_TEXT: return keep_text(a, rec);
    case SK_COL_NUMBER: return number(a, shown, rec);
    case SK_COL_DATE: return date(a, shown, rec);
    case SK_COL_TIME: return clock_time(a, shown, rec);
    case SK_COL_BOOL: return yes_no(a, shown, rec);
    case SK_COL_DAYS: return day_set(a, shown, rec);
    case SK_COL_WORD: return word(a, shown, rec);
    case SK_COL_WORDS: return word_set(a, rec);
    case SK_COL_REF: return reference(a, shown, rec);
    case SK_COL_REFS: return references(a, rec);
    }
    return false;
}

static at cell_at(sk__in *in, sk__table *t, int row, int c)
{
    at a = {in, t, row, c, &t->fmt->col[c], "", ""};
    if (t->col[c] != SK_NONE) {
        a.s = t->csv.row[row].field[t->col[c]];
        a.name = t->csv.head.field[t->col[c]];
    }
    return a;
}

bool sk__cell(sk__in *in, sk__table *t, int row, int c, char *rec)
{
    at a = cell_at(in, t, row, c);
    store_default(a.col, rec);
    if (a.s[0]) return typed(&a, rec);
    if (!(a.col->flags & SK_REQ)) return true;
    if (t->col[c] == SK_NONE) return false; /* the column is missing, which has been said */
    return FAULT(&a, "R003", NULL, SK_N("%s is missing"), a.name);
}

bool sk__id_check(sk__in *in, sk__table *t, int row, int c)
{
    at a = cell_at(in, t, row, c);
    char shown[SHOW_CAP];
    if (!a.s[0]) return false; /* said when the row is read */
    return check_id(&a, sk_clip(a.s, SHOWN, shown, sizeof shown));
}
