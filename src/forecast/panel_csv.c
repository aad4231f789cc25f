/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/panel_csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/map.h"
#include "ext/csv.h"

#define PRIOR_SHARE 0.75 /* of the pupils on the roll eat in a school canteen */

typedef struct reader {
    sk_arena *arena;
    sk_diags *diags;
    sk_err *err;
    sk_csv cal, att;
    sk_calday *day;
    int n_day;
    const char **unit, **type; /* sorted */
    int n_unit, n_type;
    sk_map *units, *types;
} reader;

static sk_code no_memory(reader *r) { return sk_err_set(r->err, SK_E_NOMEM, "out of memory"); }

/* Texts that were windows-1252 once and were taken for Latin-1 hold C1 control characters, which the
 * CSV reader refuses: the ligature oe becomes two letters, the others spaces. Same length. */
static void mend_c1(sk_buf *b)
{
    for (size_t i = 0; i + 1 < b->len; i++) {
        unsigned char c = (unsigned char)b->data[i], d = (unsigned char)b->data[i + 1];
        if (c != 0xC2 || d < 0x80 || d > 0x9F) continue;
        bool oe = d == 0x9C || d == 0x8C;
        b->data[i++] = oe ? 'o' : ' ';
        b->data[i] = oe ? 'e' : ' ';
    }
}

static sk_code read_table(reader *r, const char *dir, const char *name, sk_csv *out)
{
    sk_buf text = SK_BUF_INIT;
    char *path = sk_arena_printf(r->arena, "%s/%s", dir, name);
    if (!path) return no_memory(r);
    sk_code c = sk_file_read(path, 0, &text, r->err);
    if (!c) mend_c1(&text);
    if (!c) c = sk_csv_parse(name, sk_buf_str(&text), text.len, r->arena, out, r->diags);
    if (c) sk_err_set(r->err, c, "%s holds no usable table", name);
    sk_buf_free(&text);
    return c;
}

static const char *text_at(const sk_csv *t, size_t row, sk_ix col)
{
    return col == SK_NONE ? "" : t->row[row].field[col];
}

static sk_code need_col(reader *r, const sk_csv *t, const char *name, sk_ix *out)
{
    *out = sk_csv_col(t, name);
    if (*out != SK_NONE) return SK_OK;
    return sk_err_set(r->err, SK_E_INPUT, "%s lacks the column %s", t->name, name);
}

/* A whole number of 0 or more; 0 when the field is empty or faulty (then reported). */
static double number(reader *r, const sk_csv *t, size_t row, sk_ix col)
{
    int64_t v = 0;
    const char *s = text_at(t, row, col);
    if (!*s) return 0.0;
    if (!sk_csv_dec(t, row, col, 3, "B002", &v, r->diags)) return 0.0;
    if (v >= 0 && v < (int64_t)100000 * 1000) return (double)v / 1000.0;
    sk_diag_add(r->diags, SK_SEV_ERROR, "B002", sk_csv_loc(t, row, col), NULL,
                "a count is 0 to 99999, got %s", s);
    return 0.0;
}

static bool date(reader *r, const sk_csv *t, size_t row, sk_ix col, sk_day *out)
{
    if (sk_day_parse(t->row[row].field[col], out)) return true;
    sk_diag_add(r->diags, SK_SEV_ERROR, "B001", sk_csv_loc(t, row, col), NULL,
                "expected a date such as 2023-11-27, got %s", t->row[row].field[col]);
    return false;
}

static sk_code read_calendar(reader *r)
{
    static const struct {
        const char *name;
        uint8_t bit;
    } flags[] = {{"service_day", SK_CD_SERVICE},
                 {"public_holiday", SK_CD_HOLIDAY},
                 {"strike", SK_CD_STRIKE},
                 {"ramadan", SK_CD_FAST},
                 {"eid", SK_CD_FEAST}};
    const sk_csv *t = &r->cal;
    sk_ix c_date, c_service, c_menu = sk_csv_col(t, "menu");
    sk_code c = need_col(r, t, "date", &c_date);
    if (!c) c = need_col(r, t, "service_day", &c_service);
    if (c) return c;
    r->day = sk_arena_calloc(r->arena, t->n_rows + 1, sizeof *r->day);
    if (!r->day) return no_memory(r);
    for (size_t i = 0; i < t->n_rows; i++) {
        sk_calday d = {.menu = text_at(t, i, c_menu)};
        if (!date(r, t, i, c_date, &d.day)) continue;
        if (r->n_day > 0 && d.day != r->day[r->n_day - 1].day + 1)
            return sk_err_set(r->err, SK_E_INPUT, "%s:%d: the days must follow each other", t->name,
                              t->row[i].line);
        for (size_t k = 0; k < sizeof flags / sizeof *flags; k++) {
            const char *s = text_at(t, i, sk_csv_col(t, flags[k].name));
            if (*s && strcmp(s, "0") != 0) d.flags |= flags[k].bit;
        }
        r->day[r->n_day++] = d;
    }
    return SK_OK;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The distinct texts of a column, sorted, and a map to their indexes. */
static sk_code distinct(reader *r, sk_ix col, const char ***list, int *n, sk_map **map)
{
    const sk_csv *t = &r->att;
    *map = sk_map_new(256);
    *list = sk_arena_calloc(r->arena, t->n_rows + 1, sizeof **list);
    if (!*map || !*list) return no_memory(r);
    for (size_t i = 0; i < t->n_rows; i++) {
        sk_ix old = sk_map_put(*map, text_at(t, i, col), 0);
        if (old == -2) return no_memory(r);
        if (old == SK_NONE) (*list)[(*n)++] = text_at(t, i, col);
    }
    qsort(*list, (size_t)*n, sizeof **list, by_text);
    sk_map_free(*map);
    *map = sk_map_new((size_t)*n);
    if (!*map) return no_memory(r);
    for (int i = 0; i < *n; i++)
        if (sk_map_put(*map, (*list)[i], i) == -2) return no_memory(r);
    return SK_OK;
}

static sk_code fill_cells(reader *r, sk_panel_csv *out)
{
    const sk_csv *t = &r->att;
    sk_panel *p = &out->panel;
    sk_ix c_unit = sk_csv_col(t, "unit"), c_type = sk_csv_col(t, "type"), c_date, c_count;
    sk_ix c_enrol = sk_csv_col(t, "enrolled"), c_order = sk_csv_col(t, "ordered");
    sk_ix c_suspect = sk_csv_col(t, "suspect");
    sk_code c = need_col(r, t, "date", &c_date);
    if (!c) c = need_col(r, t, "attendance", &c_count);
    for (size_t i = 0; i < t->n_rows && !c; i++) {
        sk_day d;
        if (!date(r, t, i, c_date, &d)) continue;
        sk_ix u = sk_map_get(r->units, text_at(t, i, c_unit));
        int day = sk_panel_find(p, d);
        double count = number(r, t, i, c_count);
        p->type[u] = sk_map_get(r->types, text_at(t, i, c_type));
        out->n_rows++;
        if (day < 0) {
            out->n_set_aside++;
            continue;
        }
        size_t at = (size_t)day * (size_t)p->lanes + (size_t)u;
        p->enrol[at] = number(r, t, i, c_enrol);
        p->order[at] = number(r, t, i, c_order);
        if (count > 0.0 && strcmp(text_at(t, i, c_suspect), "1") != 0) p->count[at] = count;
        else out->n_set_aside++;
    }
    return c;
}

static sk_code build(reader *r, sk_panel_csv *out)
{
    sk_ix c_unit, c_type = sk_csv_col(&r->att, "type");
    sk_code c = need_col(r, &r->att, "unit", &c_unit);
    if (!c) c = read_calendar(r);
    if (!c) c = distinct(r, c_unit, &r->unit, &r->n_unit, &r->units);
    if (!c) c = distinct(r, c_type, &r->type, &r->n_type, &r->types);
    if (!c) c = sk_panel_new(r->day, r->n_day, r->n_unit, r->arena, &out->panel, r->err);
    if (c) return c;
    out->panel.n_types = r->n_type;
    for (int ty = 0; ty < r->n_type; ty++) out->panel.prior[ty] = PRIOR_SHARE;
    for (int u = 0; u < r->n_unit; u++) out->panel.unit[u] = r->unit[u];
    c = fill_cells(r, out);
    if (!c) sk_panel_seal(&out->panel);
    return c;
}

sk_code sk_panel_read_csv(const char *dir, sk_arena *arena, sk_panel_csv *out, sk_diags *diags,
                          sk_err *err)
{
    reader r = {.arena = arena, .diags = diags, .err = err};
    memset(out, 0, sizeof *out);
    sk_code c = read_table(&r, dir, "calendar.csv", &r.cal);
    if (!c) c = read_table(&r, dir, "attendance.csv", &r.att);
    if (!c) c = build(&r, out);
    sk_map_free(r.units);
    sk_map_free(r.types);
    return c;
}
