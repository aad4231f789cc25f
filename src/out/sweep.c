/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out/sweep.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/map.h"
#include "base/num.h"
#include "base/text.h"
#include "base/version.h"
#include "ext/json.h"

enum { LIST_MAX = 16 << 20, KEY_LEN = 65 };

static const char MARK[] = ".storkok-sweep"; /* a folder of results holds this */

typedef struct line { /* one row of the list that is shown */
    const char *id, *name;
    int64_t total_ore, change_ore, whole_ore, portion_ore, invest_ore, km, posts_centi, hold_p95,
        short_portions;
    bool kept;
} line;

typedef struct sweep {
    const sk_kommun *k;
    const sk_whatif_opts *o;
    const char *results;
    sk_arena *arena;
    const char **path;
    size_t n, cap;
    line *row;
    size_t n_rows, cap_rows;
    sk_whatif *w; /* the baseline, made when first needed */
    int n_faults, n_kept;
    sk_diags *diags;
    sk_err *err;
} sweep;

static sk_code nomem(sweep *s) { return sk_err_set(s->err, SK_E_NOMEM, "out of memory"); }

/* ---- what is swept ---------------------------------------------------------------------------------- */

static bool ends_json(const char *s)
{
    size_t n = strlen(s);
    return n > 5 && strcmp(s + n - 5, ".json") == 0;
}

static sk_code add_path(sweep *s, const char *dir, size_t dir_len, const char *name, size_t len)
{
    if (s->n >= SK_SWEEP_MAX)
        return sk_err_set(s->err, SK_E_USAGE, "more than %d scenarios", SK_SWEEP_MAX);
    if (!SK_GROW(s->path, s->n, s->cap)) return nomem(s);
    s->path[s->n] = name[0] == '/' || dir_len == 0
                        ? sk_arena_strndup(s->arena, name, len)
                        : sk_arena_printf(s->arena, "%.*s/%.*s", (int)dir_len, dir, (int)len, name);
    return s->path[s->n++] ? SK_OK : nomem(s);
}

static sk_code from_folder(sweep *s, const char *dir)
{
    char **names;
    size_t n;
    sk_code code = sk_dir_list(dir, &names, &n, s->err);
    if (code) return code;
    for (size_t i = 0; i < n && !code; i++)
        if (ends_json(names[i])) code = add_path(s, dir, strlen(dir), names[i], strlen(names[i]));
    sk_dir_list_free(names, n);
    return code;
}

static sk_code from_list(sweep *s, const char *file)
{
    sk_buf text = SK_BUF_INIT;
    const char *slash = strrchr(file, '/');
    sk_code code = sk_file_read(file, LIST_MAX, &text, s->err);
    for (const char *p = sk_buf_str(&text); !code && *p;) {
        size_t n = strcspn(p, "\r\n"), len = n;
        while (len && (p[len - 1] == ' ' || p[len - 1] == '\t')) len--;
        if (len && p[0] != '#')
            code = add_path(s, file, slash ? (size_t)(slash - file) : 0, p, len);
        p += n + (p[n] != '\0');
    }
    sk_buf_free(&text);
    return code;
}

static sk_code collect(sweep *s, const char *what)
{
    sk_code code = sk_dir_exists(what) ? from_folder(s, what)
                   : ends_json(what)   ? add_path(s, "", 0, what, strlen(what))
                                       : from_list(s, what);
    if (!code && s->n == 0) code = sk_err_set(s->err, SK_E_INPUT, "%s holds no scenario", what);
    return code;
}

/* ---- the folder of results ---------------------------------------------------------------------------- */

static sk_code open_results(sweep *s)
{
    char path[4096];
    char **names = NULL;
    size_t n = 0;
    if (snprintf(path, sizeof path, "%s/%s", s->results, MARK) >= (int)sizeof path)
        return sk_err_set(s->err, SK_E_USAGE, "the name is too long");
    if (mkdir(s->results, 0777) != 0 && errno != EEXIST)
        return sk_err_set(s->err, SK_E_IO, "the folder %s cannot be made", s->results);
    if (sk_file_exists(path)) return SK_OK;
    sk_code code = sk_dir_list(s->results, &names, &n, s->err);
    size_t others = 0; /* the mark that another process writes at this moment is not one */
    for (size_t i = 0; i < n; i++) others += strncmp(names[i], MARK, strlen(MARK)) != 0;
    sk_dir_list_free(names, n);
    if (code) return code;
    /* A result comes after the mark: where another process was first, the mark is here by now. */
    if (others && !sk_file_exists(path)) {
        sk_err_set(s->err, SK_E_IO, "%s holds other things than results of a sweep", s->results);
        sk_err_hint(s->err, "name a new or empty folder");
        return SK_E_IO;
    }
    return sk_file_write(path, "storkok\n", 8, s->err);
}

/* Everything that the result depends on. */
static void key_of(const sweep *s, const sk_scenario *sc, char out[KEY_LEN])
{
    sk_buf b = SK_BUF_INIT;
    sk_buf_addf(&b, "%s %d %d\n", SK_VERSION, s->o->year, s->o->weeks);
    for (int i = 0; i < s->k->n_files; i++)
        sk_buf_addf(&b, "%s %s\n", s->k->file[i].name, s->k->file[i].sha256);
    for (int i = 0; i < sc->n_files; i++) sk_buf_addf(&b, "%s\n", sc->file[i].sha256);
    sk_sha256_hex(sk_buf_str(&b), b.len, out);
    sk_buf_free(&b);
}

static int64_t whole(const sk_jval *o, const char *key)
{
    const sk_jval *v = sk_jval_get(o, key);
    return v && sk_jval_type(v) == SK_J_INT ? sk_jval_int(v) : 0;
}

/* The result that is there, when it is of the same inputs. */
static bool read_result(const char *path, const char *key, line *out)
{
    sk_buf text = SK_BUF_INIT;
    sk_json_doc *doc = NULL;
    bool same = false;
    if (sk_file_exists(path) && sk_file_read(path, LIST_MAX, &text, NULL) == SK_OK &&
        sk_json_parse(path, sk_buf_str(&text), text.len, SK_LANG_EN, &doc, NULL) == SK_OK) {
        const sk_jval *o = sk_json_root(doc), *k = NULL;
        if (sk_jval_type(o) == SK_J_OBJECT) k = sk_jval_get(o, "key");
        same = k && sk_jval_type(k) == SK_J_STR && strcmp(sk_jval_str(k), key) == 0;
        if (same)
            *out = (line){.id = out->id,
                          .name = out->name,
                          .kept = true,
                          .total_ore = whole(o, "total_ore"),
                          .change_ore = whole(o, "change_ore"),
                          .whole_ore = whole(o, "whole_year_ore"),
                          .portion_ore = whole(o, "portion_ore"),
                          .invest_ore = whole(o, "investment_ore"),
                          .km = whole(o, "km"),
                          .posts_centi = whole(o, "posts_centi"),
                          .hold_p95 = whole(o, "hold_p95_min"),
                          .short_portions = whole(o, "short")};
    }
    sk_json_free(doc);
    sk_buf_free(&text);
    return same;
}

/* Where a folder lies, and how it was named, changes no result. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void result_json(const sweep *s, const sk_alt *a, const char *key, sk_buf *b)
{
    const sk_alt *base = &s->w->alt[0];
    sk_jw w;
    sk_jw_init(&w, b, false);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "format", "storkok-sweep/1");
    sk_jw_str(&w, "key", key);
    sk_jw_str(&w, "scenario", a->s->id);
    sk_jw_str(&w, "name", a->s->name);
    sk_jw_int(&w, "year", s->w->map->year);
    sk_jw_int(&w, "weeks", s->w->map->n_weeks);
    const struct {
        const char *key;
        int64_t v;
    } f[] = {{"total_ore", a->total_ore},
             {"change_ore", a->total_ore - base->total_ore},
             {"whole_year_ore", a->whole_ore},
             {"portion_ore", a->portion_ore},
             {"running_ore", a->running_ore},
             {"capital_ore", a->part[SK_COST_CAPITAL]},
             {"investment_ore", a->invest_ore},
             {"first_year_ore", a->first_year_ore},
             {"portions", a->portions},
             {"km", a->km},
             {"km_change", a->km - base->km},
             {"posts_centi", a->fte_centi},
             {"need_min", sk_muldiv(a->need_mmin, 1, 1000)},
             {"over_min", sk_muldiv(a->over_mmin, 1, 1000)},
             {"hold_p95_min", a->hold_p95},
             {"over_limit", a->over_limit},
             {"on_site", a->on_site},
             {"short", a->short_portions},
             {"backup", a->backup_portions},
             {"transport_co2e_kg", a->trip_kg},
             {"food_co2e_kg", a->food_kg},
             {"cooking", a->n_cooking},
             {"receiving", a->n_receiving},
             {"serving", a->n_serving}};
    for (size_t i = 0; i < sizeof f / sizeof *f; i++) sk_jw_int(&w, f[i].key, f[i].v);
    sk_jw_arr(&w, "inputs");
    for (int i = 0; i < a->s->n_files; i++) {
        sk_jw_inline(&w);
        sk_jw_obj(&w, NULL);
        sk_jw_str(&w, "name", base_name(a->s->file[i].name));
        sk_jw_str(&w, "sha256", a->s->file[i].sha256);
        sk_jw_obj_end(&w);
    }
    sk_jw_arr_end(&w);
    sk_jw_obj_end(&w);
}

/* ---- one after the other -------------------------------------------------------------------------------- */

static bool dated(const sk_scenario *sc)
{
    for (int i = 0; i < sc->n_ops; i++)
        if (sc->op[i].kind == SK_OP_NO_POWER) return true;
    return false;
}

static line line_of(const sweep *s, const sk_alt *a, const sk_alt *base)
{
    return (line){.id = sk_arena_strdup(s->arena, a->s->id),
                  .name = sk_arena_strdup(s->arena, a->s->name),
                  .total_ore = a->total_ore,
                  .change_ore = a->total_ore - base->total_ore,
                  .whole_ore = a->whole_ore,
                  .portion_ore = a->portion_ore,
                  .invest_ore = a->invest_ore,
                  .km = a->km,
                  .posts_centi = a->fte_centi,
                  .hold_p95 = a->hold_p95,
                  .short_portions = a->short_portions};
}

static sk_code write_result(sweep *s, const sk_alt *a, const char *key, const char *path)
{
    sk_buf b = SK_BUF_INIT;
    result_json(s, a, key, &b);
    sk_code code = sk_buf_ok(&b) ? sk_file_write(path, sk_buf_str(&b), b.len, s->err) : nomem(s);
    sk_buf_free(&b);
    return code;
}

/* A dated scenario needs a mapping of its own, so that its result is the same alone and among others. */
static sk_code solve_dated(sweep *s, sk_scenario *sc, const char *key, const char *path, line *out)
{
    sk_whatif *own = NULL, *common = s->w;
    sk_code code = sk_whatif_make(s->k, &sc, 1, s->o, &own, s->diags, s->err);
    if (code) return code;
    *out = line_of(s, &own->alt[1], &own->alt[0]);
    s->w = own;
    code = write_result(s, &own->alt[1], key, path);
    s->w = common;
    sk_whatif_free(own);
    return code;
}

/* Takes sc. The baseline is made when it is first needed. */
static sk_code solve(sweep *s, sk_scenario *sc, const char *key, const char *path, line *out)
{
    sk_alt alt;
    if (dated(sc)) return solve_dated(s, sc, key, path, out);
    sk_code code = s->w ? SK_OK : sk_whatif_make(s->k, NULL, 0, s->o, &s->w, s->diags, s->err);
    if (code) {
        sk_scenario_free(sc);
        return code;
    }
    code = sk_whatif_one(s->w, sc, s->o, &alt, s->diags, s->err);
    if (code) return code;
    *out = line_of(s, &alt, &s->w->alt[0]);
    code = write_result(s, &alt, key, path);
    sk_alt_free(&alt);
    return code;
}

static sk_code one(sweep *s, const char *scenario)
{
    char key[KEY_LEN], path[4096];
    sk_scenario *sc;
    sk_err own;
    sk_err_init(&own, s->err ? s->err->lang : SK_LANG_SV);
    sk_code code = sk_scenario_read(s->k, scenario, &sc, s->diags, &own);
    if (code == SK_E_NOMEM) return nomem(s);
    if (code) {
        if (code != SK_E_INPUT || own.file[0]) sk_diag_add_err(s->diags, &own);
        s->n_faults++;
        return SK_OK;
    }
    line row = {.id = sk_arena_strdup(s->arena, sc->id),
                .name = sk_arena_strdup(s->arena, sc->name)};
    key_of(s, sc, key);
    if (snprintf(path, sizeof path, "%s/%s.json", s->results, sc->id) >= (int)sizeof path ||
        !row.id || !row.name) {
        sk_scenario_free(sc);
        return nomem(s);
    }
    if (read_result(path, key, &row)) {
        s->n_kept++;
        sk_scenario_free(sc);
    } else {
        sk_err *mine = s->err;
        s->err = &own;
        code = solve(s, sc, key, path, &row);
        s->err = mine;
        if (code == SK_E_INPUT) { /* this one cannot be done: the others can */
            sk_diag_add_err(s->diags, &own);
            s->n_faults++;
            return SK_OK;
        }
        if (code) {
            if (s->err) *s->err = own;
            return code;
        }
    }
    if (!SK_GROW(s->row, s->n_rows, s->cap_rows)) return nomem(s);
    s->row[s->n_rows++] = row;
    return SK_OK;
}

static int by_total(const void *x, const void *y)
{
    const line *a = x, *b = y;
    if (a->total_ore != b->total_ore) return a->total_ore < b->total_ore ? -1 : 1;
    return strcmp(a->id, b->id);
}

static sk_report *list(sweep *s)
{
    static const sk_col col[] = {
        {"scenario", SK_N("Scenario"), SK_CELL_NAME, false},
        {"name", SK_N("Name"), SK_CELL_NAME, false},
        {"total_ore", SK_N("Cost a year"), SK_CELL_ORE, false},
        {"change_ore", SK_N("Change"), SK_CELL_ORE, false},
        {"whole_year_ore", SK_N("A whole year with all of it"), SK_CELL_ORE, true},
        {"portion_ore", SK_N("Per portion"), SK_CELL_ORE, false},
        {"investment_ore", SK_N("Investment"), SK_CELL_ORE, false},
        {"posts", SK_N("Full-time equivalents"), SK_CELL_DEC2, false},
        {"km", SK_N("Kilometres"), SK_CELL_INT, false},
        {"hold_p95_min", SK_N("Pan to plate, min"), SK_CELL_INT, true},
        {"short", SK_N("Short"), SK_CELL_INT, false},
        {"kept", SK_N("From before"), SK_CELL_BOOL, true}};
    sk_report *r = sk_report_new("sweep", SK_N("Sweep of scenarios"), s->k->name, s->o->lang);
    if (!r) return NULL;
    sk_report_headline(
        r,
        sk_report_words(
            r,
            sk_text(
                r->lang,
                SK_N("%d scenarios, cheapest first; %d results were there, %d could not be done")),
            (int)s->n_rows, s->n_kept, s->n_faults));
    sk_table *t = sk_report_table(r, "scenarios", SK_N("Scenarios"), col,
                                  (int)(sizeof col / sizeof *col), 40);
    for (size_t i = 0; i < s->n_rows; i++) {
        const line *x = &s->row[i];
        sk_table_s(t, sk_report_keep(r, x->id));
        sk_table_s(t, sk_report_keep(r, x->name));
        const int64_t v[] = {x->total_ore,      x->change_ore,  x->whole_ore, x->portion_ore,
                             x->invest_ore,     x->posts_centi, x->km,        x->hold_p95,
                             x->short_portions, x->kept};
        for (size_t j = 0; j < sizeof v / sizeof *v; j++) sk_table_v(t, v[j]);
    }
    r->short_of = s->n_faults > 0;
    return r;
}

sk_code sk_sweep(const sk_kommun *k, const char *what, const char *results, const sk_whatif_opts *o,
                 sk_report **out, sk_diags *diags, sk_err *err)
{
    sk_whatif_opts quiet = *o;
    sweep s = {.k = k,
               .o = &quiet,
               .results = results,
               .arena = sk_arena_new(),
               .diags = diags,
               .err = err};
    quiet.progress = NULL; /* progress counts scenarios, not weeks */
    *out = NULL;
    sk_code code = s.arena ? collect(&s, what) : nomem(&s);
    if (!code) code = open_results(&s);
    for (size_t i = 0; i < s.n && !code; i++) {
        if (o->progress) o->progress(o->ctx, sk_text(o->lang, SK_N("scenario")), (int)i, (int)s.n);
        code = one(&s, s.path[i]);
    }
    if (!code && s.n_rows > 1) qsort(s.row, s.n_rows, sizeof *s.row, by_total);
    if (!code) *out = list(&s);
    if (!code && !*out) code = nomem(&s);
    sk_whatif_free(s.w);
    sk_free(s.row);
    sk_free(s.path);
    sk_arena_free(s.arena);
    return code;
}
