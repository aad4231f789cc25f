/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV reading: the head of the file, then rows to a table. */
#include "ext/csv_priv.h"

#include "base/map.h"
#include "base/text.h"

#include <string.h>

enum { HEAD_FAULTS = 20 }; /* told at most */

static sk_code no_table(csv_scan *s)
{
    if (!s->broken)
        sk_diag_add(s->diags, SK_SEV_ERROR, "C001", sk__csv_at(s, 0, 0),
                    SK_N("the first row must hold the names of the columns"),
                    "the file has no table: no row with text was found");
    return SK_E_INPUT;
}

/* What is certainly no CSV text, told in the user's terms. */
static bool foreign(csv_scan *s, const char *text, size_t n)
{
    if (n >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0)) {
        sk_diag_add(s->diags, SK_SEV_ERROR, "C009", sk__csv_at(s, 1, 1),
                    SK_N("in Excel, save as \"CSV UTF-8\" instead of \"Unicode text\""),
                    "the file is UTF-16, expected UTF-8 or windows-1252");
        return true;
    }
    if (n >= 4 && memcmp(text, "PK\x03\x04", 4) == 0) {
        sk_diag_add(s->diags, SK_SEV_ERROR, "C001", sk__csv_at(s, 1, 1),
                    SK_N("open it in Excel and save as \"CSV UTF-8\""),
                    "the file is a workbook (xlsx or ods), expected CSV text");
        return true;
    }
    const char *nul = memchr(text, '\0', n);
    if (!nul) return false;
    int line = 1;
    for (const char *q = text; (q = memchr(q, '\n', (size_t)(nul - q))) != NULL; q++) line++;
    sk_diag_add(s->diags, SK_SEV_ERROR, "C002", sk__csv_at(s, line, 0),
                SK_N("export the file again as \"CSV UTF-8\""),
                "the file holds a NUL byte, so it is not text");
    return true;
}

/* Copies the text into the arena as UTF-8 without BOM and sets p and end. */
static sk_code take_text(csv_scan *s, const char *text, size_t n, sk_arena *arena, bool *was_1252)
{
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) text += 3, n -= 3;
    *was_1252 = !sk_utf8_valid(text, n);
    sk_buf b = SK_BUF_INIT;
    if (*was_1252) {
        sk_to_utf8(text, n, &b);
        if (!sk_buf_ok(&b)) {
            sk_buf_free(&b);
            return SK_E_NOMEM;
        }
        text = sk_buf_str(&b);
        n = b.len;
    }
    s->p = sk_arena_alloc(arena, n + 4); /* a few NULs so that looking ahead stays inside */
    if (s->p) {
        memcpy(s->p, text, n);
        s->end = s->p + n;
    }
    sk_buf_free(&b);
    s->line = s->col = 1;
    return s->p ? SK_OK : SK_E_NOMEM;
}

/* "sep=;" alone on the first line. Returns false when it names a separator we do not read. */
static bool take_sep_line(csv_scan *s)
{
    char *q = s->p + (*s->p == '"');
    if (strncmp(q, "sep=", 4) != 0 && strncmp(q, "SEP=", 4) != 0) return true;
    char c = q[4];
    size_t rest = c ? strspn(q + 5, "\";, \t") : 0;
    if (c && q[5 + rest] != '\n' && q[5 + rest] != '\r' && q[5 + rest] != '\0') return true;
    if (c != ';' && c != ',') {
        sk_diag_add(s->diags, SK_SEV_ERROR, "C006", sk__csv_at(s, 1, 1),
                    SK_N("save the file with ';' between the fields"),
                    "the line sep= names a separator that is not read, expected ';' or ','");
        return false;
    }
    s->sep = c;
    s->p = q + 5 + rest; /* what is left of the line reads as an empty row */
    return true;
}

/* Decides the separator from the first line that is not empty. */
static bool choose_sep(csv_scan *s)
{
    if (s->sep) return true;
    size_t semi = 0, comma = 0, tab = 0;
    bool quoted = false;
    const char *q = s->p + strspn(s->p, "\r\n");
    for (; *q && (quoted || (*q != '\n' && *q != '\r')); q++) {
        if (*q == '"') quoted = !quoted;
        else if (quoted) continue;
        else if (*q == ';') semi++;
        else if (*q == ',') comma++;
        else if (*q == '\t') tab++;
    }
    s->sep = comma && !semi ? ',' : ';';
    if (semi && comma)
        sk_diag_add(
            s->diags, SK_SEV_ERROR, "C006", sk__csv_at(s, s->line, 1),
            SK_N("put a line sep=; first in the file, or quote the names that hold a comma"),
            "the header line holds both ';' and ',', so the separator is not certain");
    else if (tab && !semi && !comma)
        sk_diag_add(s->diags, SK_SEV_ERROR, "C006", sk__csv_at(s, s->line, 1),
                    SK_N("save the file as \"CSV UTF-8\", with ';' between the fields"),
                    "the header line is separated by tabs, expected ';' or ','");
    else return true;
    return false;
}

/* ---- rows ---- */

/* Copies n fields of the row just read. */
static bool keep_row(const csv_scan *s, int n, int line, sk_arena *arena, sk_csv_row *row)
{
    size_t k = (size_t)n, have = (size_t)(s->n_field < n ? s->n_field : n);
    char *block = sk_arena_alloc(arena, k * (sizeof *row->field + sizeof *row->col));
    if (!block) return false;
    row->field = (const char **)(void *)block;
    row->col = (int *)(void *)(block + k * sizeof *row->field);
    row->line = line;
    memcpy(row->field, s->field, have * sizeof *row->field);
    memcpy(row->col, s->col_of, have * sizeof *row->col);
    for (size_t i = have; i < k; i++) { /* fields the row lacks */
        row->field[i] = "";
        row->col[i] = have ? row->col[have - 1] : 1;
    }
    return true;
}

/* Tells what is wrong with the name of column i; true when nothing is. */
static bool name_ok(const csv_scan *s, const sk_csv *t, int i, sk_map *seen)
{
    sk_loc loc = sk__csv_at(s, t->head.line, t->head.col[i]);
    const char *name = t->head.field[i];
    char c[CSV_CLIP_CAP];
    if (!*name)
        sk_diag_add(s->diags, SK_SEV_ERROR, "C008", loc,
                    SK_N("name the column, or remove it if it is empty"), "column %d has no name",
                    i + 1);
    else if (seen && sk_map_put(seen, name, i) != SK_NONE)
        sk_diag_add(s->diags, SK_SEV_ERROR, "C008", loc, SK_N("give each column a name of its own"),
                    "the column name '%s' stands twice in the header",
                    sk_clip(name, CSV_CLIP, c, sizeof c));
    else return true;
    return false;
}

static bool header_names_ok(const csv_scan *s, const sk_csv *t)
{
    sk_map *seen = sk_map_new((size_t)t->n_cols);
    int bad = 0;
    for (int i = 0; i < t->n_cols && bad < HEAD_FAULTS; i++) bad += !name_ok(s, t, i, seen);
    sk_map_free(seen);
    return bad == 0;
}

static sk_code read_header(csv_scan *s, sk_arena *arena, sk_csv *out)
{
    int line;
    do {
        if (s->p >= s->end || s->broken) return no_table(s);
        line = s->line;
        sk__csv_row(s);
    } while (sk__csv_row_empty(s) && !s->row_fault);
    if (s->row_fault) return SK_E_INPUT;
    int n = s->n_field;
    if (n > SK_CSV_MAX_COLS && !s->extra) n = SK_CSV_MAX_COLS;
    while (n > 0 && n <= SK_CSV_MAX_COLS && !*s->field[n - 1]) n--;
    if (n > SK_CSV_MAX_COLS) {
        sk_diag_add(s->diags, SK_SEV_ERROR, "C007", sk__csv_at(s, line, 1), NULL,
                    "the header has %d columns, at most %d are expected", n, SK_CSV_MAX_COLS);
        return SK_E_INPUT;
    }
    out->n_cols = n;
    if (!keep_row(s, n, line, arena, &out->head)) return SK_E_NOMEM;
    return header_names_ok(s, out) ? SK_OK : SK_E_INPUT;
}

/* Too many fields is an error; too few a warning, told once: Excel leaves out empty last fields. */
static void check_width(csv_scan *s, int n, int line)
{
    bool extra = s->extra;
    for (int i = n; i < s->n_field && i < SK_CSV_MAX_COLS; i++) extra = extra || *s->field[i];
    if (extra && sk__csv_fault(s))
        sk_diag_add(s->diags, SK_SEV_ERROR, "C005",
                    sk__csv_at(s, line, s->col_of[n < SK_CSV_MAX_COLS ? n : 0]),
                    s->sep == ','
                        ? SK_N("quote a field that holds ',': \"12,5\"; or write numbers with '.'")
                        : SK_N("quote a field that holds ';': \"a;b\""),
                    "the row has %d fields, the header has %d", s->n_field, n);
    if (s->n_field >= n) return;
    if (s->n_field == 1 && n > 2) {
        if (sk__csv_fault(s))
            sk_diag_add(
                s->diags, SK_SEV_ERROR, "C005", sk__csv_at(s, line, 1),
                SK_N("remove notes outside the table; a line break inside a field needs quotes"),
                "the row has one field, the header has %d", n);
    } else if (s->n_short++ == 0) {
        sk_diag_add(
            s->diags, SK_SEV_WARNING, "C005", sk__csv_at(s, line, 1),
            SK_N("Excel leaves out empty fields at the end of rows; check that the row is whole"),
            "the row has %d fields, the header has %d: the last ones are read as empty", s->n_field,
            n);
    }
}

static bool full(csv_scan *s, size_t n_rows)
{
    if (n_rows < SK_CSV_MAX_ROWS) return false;
    sk__csv_fault(s);
    sk_diag_add(s->diags, SK_SEV_ERROR, "C007", sk__csv_at(s, s->line, 1), SK_N("split the file"),
                "the file has more than %d rows", SK_CSV_MAX_ROWS);
    return true;
}

static sk_code read_rows(csv_scan *s, sk_arena *arena, sk_csv *out)
{
    sk_csv_row *rows = NULL;
    size_t n = 0, cap = 0;
    sk_code code = SK_OK;
    while (s->p < s->end && !s->broken && !full(s, n)) {
        int line = s->line;
        sk__csv_row(s);
        if (!s->row_fault && sk__csv_row_empty(s)) continue;
        if (!s->row_fault) check_width(s, out->n_cols, line);
        if (s->row_fault) continue;
        if (!SK_GROW(rows, n, cap) || !keep_row(s, out->n_cols, line, arena, &rows[n])) {
            code = SK_E_NOMEM;
            break;
        }
        n++;
    }
    if (code == SK_OK && n > 0) {
        out->row = sk_arena_calloc(arena, n, sizeof *out->row);
        if (out->row) memcpy(out->row, rows, n * sizeof *rows);
        else code = SK_E_NOMEM;
    }
    out->n_rows = code == SK_OK ? n : 0;
    sk_free(rows);
    return code;
}

static void tell_rest(csv_scan *s, const sk_csv *t)
{
    if (s->n_faults > CSV_FAULTS_TOLD)
        sk_diag_add(s->diags, SK_SEV_ERROR, "C001", sk__csv_at(s, s->line, 0),
                    SK_N("mend the first ones and try again"),
                    "%zu more faults in this file are not listed", s->n_faults - CSV_FAULTS_TOLD);
    if (t->was_1252)
        sk_diag_add(s->diags, SK_SEV_NOTE, "C009", sk__csv_at(s, 0, 0),
                    SK_N("check that å, ä and ö look right; save as CSV UTF-8 to be sure"),
                    "the file is not UTF-8 and was read as windows-1252");
}

static sk_code parse(csv_scan *s, const char *text, size_t n, sk_arena *arena, sk_csv *out)
{
    if (foreign(s, text, n)) return SK_E_INPUT;
    sk_code code = take_text(s, text, n, arena, &out->was_1252);
    if (code != SK_OK) return code;
    if (!take_sep_line(s) || !choose_sep(s)) return SK_E_INPUT;
    out->sep = s->sep;
    out->point = s->sep == ';' ? ',' : '.';
    code = read_header(s, arena, out);
    if (code == SK_OK) code = read_rows(s, arena, out);
    tell_rest(s, out);
    return code;
}

sk_code sk_csv_parse(const char *name, const char *text, size_t n, sk_arena *arena, sk_csv *out,
                     sk_diags *diags)
{
    memset(out, 0, sizeof *out);
    out->name = sk_arena_strdup(arena, name);
    csv_scan *s = sk_alloc(sizeof *s);
    if (!s || !out->name) {
        sk_free(s);
        return SK_E_NOMEM;
    }
    s->name = out->name;
    s->diags = diags;
    sk_code code = parse(s, text, n, arena, out);
    sk_free(s);
    return code;
}
