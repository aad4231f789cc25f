/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario document, with what it is based on, to operations whose names are known. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/text.h"
#include "domain/query.h"
#include "ext/csv.h"
#include "ext/json.h"
#include "review/scenario_priv.h"

enum { PATH = 160, SHOWN = 40, FILE_MAX = 4 << 20, NAME_MAX_LEN = 200 };

typedef struct reader {
    const sk_kommun *k;
    sk_scenario *s;
    sk_diags *diags;
    sk_lang lang;
    size_t cap_ops, cap_files, cap_opened;
    const char *open_file[SK_SCEN_DEPTH]; /* documents being read, outermost first */
    int depth, n_faults;
    sk_err *err;
} reader;

typedef struct doc { /* one document */
    reader *r;
    const char *file;
    sk_json_doc *json;
} doc;

static sk_code nomem(reader *r) { return sk_err_set(r->err, SK_E_NOMEM, "out of memory"); }

#define FAULT(d, path, rule, hint, ...)                                                            \
    ((d)->r->n_faults++, sk_diag_add((d)->r->diags, SK_SEV_ERROR, rule,                            \
                                     sk_json_loc((d)->json, path), hint, __VA_ARGS__))

/* ---- names ------------------------------------------------------------------------------------------ */

typedef struct reg {
    const void *v;
    int n;
    size_t size;
} reg; /* records that begin with their id */

static reg register_of(const sk_kommun *k, sk__member_kind kind)
{
    switch (kind) {
    case SK__M_KITCHEN: return (reg){k->kitchen, k->n_kitchens, sizeof *k->kitchen};
    case SK__M_SITE: return (reg){k->site, k->n_sites, sizeof *k->site};
    case SK__M_CLASS: return (reg){k->equip_class, k->n_equip_classes, sizeof *k->equip_class};
    case SK__M_VEHICLE: return (reg){k->vehicle, k->n_vehicles, sizeof *k->vehicle};
    case SK__M_COMPONENT: return (reg){k->component, k->n_components, sizeof *k->component};
    case SK__M_DISH: return (reg){k->dish, k->n_dishes, sizeof *k->dish};
    case SK__M_MENU: return (reg){k->menu, k->n_menus, sizeof *k->menu};
    case SK__M_CATEGORY: return (reg){k->category, k->n_categories, sizeof *k->category};
    case SK__M_INGREDIENT: return (reg){k->ingredient, k->n_ingredients, sizeof *k->ingredient};
    case SK__M_GOODS: return (reg){k->supplier, k->n_suppliers, sizeof *k->supplier};
    case SK__M_BOARD: return (reg){k->board, k->n_boards, sizeof *k->board};
    default: return (reg){NULL, 0, 0};
    }
}

static const char *id_at(reg g, int i) /* every register's first member is its id */
{
    const char *id;
    memcpy(&id, (const char *)g.v + (size_t)i * g.size, sizeof id);
    return id;
}

static sk_ix find(const reader *r, sk__member_kind kind, const char *id)
{
    reg g = register_of(r->k, kind);
    for (int i = 0; i < g.n; i++)
        if (strcmp(id_at(g, i), id) == 0) return i;
    for (int i = 0; kind == SK__M_KITCHEN && i < r->s->n_opened; i++)
        if (strcmp(r->s->opened[i], id) == 0) return r->k->n_kitchens + i;
    return SK_NONE;
}

static const char *near_id(const reader *r, sk__member_kind kind, const char *id)
{
    sk__near near = {NULL, 0};
    reg g = register_of(r->k, kind);
    for (int i = 0; i < g.n; i++) sk__near_try(&near, id, id_at(g, i));
    for (int i = 0; kind == SK__M_KITCHEN && i < r->s->n_opened; i++)
        sk__near_try(&near, id, r->s->opened[i]);
    return near.word;
}

static void unknown(doc *d, const char *path, const char *what, const char *found, const char *near)
{
    char shown[4 * SHOWN + 8];
    sk_clip(found, SHOWN, shown, sizeof shown);
    if (near)
        FAULT(d, path, "S002", NULL, SK_N("%s \"%s\" is not known; did you mean \"%s\"?"), what,
              shown, near);
    else FAULT(d, path, "S002", NULL, SK_N("%s \"%s\" is not known"), what, shown);
}

/* ---- values ----------------------------------------------------------------------------------------- */

static const char *type_words(sk_lang lang, sk_jtype t)
{
    static const char *const w[] = {
        SK_N("null"),     SK_N("true or false"), SK_N("a whole number"), SK_N("a decimal number"),
        SK_N("a string"), SK_N("a list"),        SK_N("an object")};
    return sk_text(lang, w[t]);
}

static bool has_type(doc *d, const char *path, const sk_jval *v, sk_jtype want)
{
    if (sk_jval_type(v) == want) return true;
    FAULT(d, path, "S001", NULL, SK_N("expected %s, found %s"), type_words(d->r->lang, want),
          type_words(d->r->lang, sk_jval_type(v)));
    return false;
}

/* The one crossing from a decimal of the document to a stored integer. */
static bool scaled(doc *d, const char *path, const sk_jval *v, double unit, int64_t lo, int64_t hi,
                   int64_t *out)
{
    sk_jtype t = sk_jval_type(v);
    if (t != SK_J_INT && t != SK_J_REAL) {
        FAULT(d, path, "S001", NULL, SK_N("expected a number, found %s"),
              type_words(d->r->lang, t));
        return false;
    }
    double x = sk_jval_real(v) * unit;
    if (!isfinite(x) || x < (double)lo - 0.5 || x > (double)hi + 0.5) {
        FAULT(d, path, "S004", NULL, SK_N("must be between %.10g and %.10g"), (double)lo / unit,
              (double)hi / unit);
        return false;
    }
    *out = llround(x);
    return true;
}

static bool whole(doc *d, const char *path, const sk_jval *v, int64_t lo, int64_t hi, int64_t *out)
{
    if (!has_type(d, path, v, SK_J_INT)) return false;
    int64_t x = sk_jval_int(v);
    if (x < lo || x > hi) {
        FAULT(d, path, "S004", NULL, SK_N("must be between %.10g and %.10g"), (double)lo,
              (double)hi);
        return false;
    }
    *out = x;
    return true;
}

static bool word(doc *d, const char *path, const char *s, const sk__sword *words, int64_t *out)
{
    sk__near near = {NULL, 0};
    for (; words->sv; words++) {
        if (strcmp(words->sv, s) == 0 || strcmp(words->en, s) == 0) {
            *out = words->value;
            return true;
        }
        sk__near_try(&near, s, words->sv);
    }
    unknown(d, path, sk_text(d->r->lang, SK_N("the word")), s, near.word);
    return false;
}

static bool weekdays(const char *s, int64_t *out)
{
    static const char letters[] = "MTOTFLS";
    size_t n = 0;
    int64_t set = 0;
    for (const char *p = s; *p && n < 8; p++, n++) {
        if (n < 7 && *p == letters[n]) set |= (int64_t)1 << n;
        else if (*p != '.') return false;
    }
    *out = set;
    return n == 7 && set != 0;
}

static bool known_area(const sk_kommun *k, const char *s, const char **near)
{
    sk__near n = {NULL, 0};
    for (int i = 0; i < k->n_kitchens; i++) {
        if (k->kitchen[i].place && strcmp(k->kitchen[i].place, s) == 0) return true;
        if (k->kitchen[i].place) sk__near_try(&n, s, k->kitchen[i].place);
    }
    *near = n.word;
    return false;
}

static bool known_setting(const char *s, const char **near)
{
    sk__near n = {NULL, 0};
    for (int i = 0; i < sk_n_policy_settings; i++) {
        if (strcmp(sk_policy_settings[i].name, s) == 0) return true;
        sk__near_try(&n, s, sk_policy_settings[i].name);
    }
    *near = n.word;
    return false;
}

static bool sound_id(const char *s)
{
    size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_-");
    return n > 0 && n <= 40 && s[n] == '\0';
}

/* Words that are texts in sk_op: kept in the scenario's arena. */
static sk_code text_value(doc *d, const char *path, const sk__member *m, const char *s,
                          const char **out)
{
    const char *near = NULL;
    reader *r = d->r;
    if (m->kind == SK__M_AREA && !known_area(r->k, s, &near)) unknown(d, path, m->name, s, near);
    if (m->kind == SK__M_SETTING && !known_setting(s, &near)) unknown(d, path, m->name, s, near);
    if (m->kind == SK__M_ID) {
        if (!sound_id(s))
            FAULT(d, path, "S004", NULL,
                  SK_N("an id is lower case letters, digits, _ and -, at most 40"));
        else if (find(r, SK__M_KITCHEN, s) != SK_NONE)
            FAULT(d, path, "S004", NULL, SK_N("there is already a kitchen \"%s\""), s);
    }
    if (strlen(s) > NAME_MAX_LEN && strcmp(m->name, "note") != 0)
        FAULT(d, path, "S004", NULL, SK_N("too long: at most %d letters"), NAME_MAX_LEN);
    *out = sk_arena_strdup(r->s->arena, s);
    return *out ? SK_OK : nomem(r);
}

static void number_value(doc *d, const char *path, const sk__member *m, const sk_jval *v,
                         int64_t *out)
{
    sk_day day;
    sk_min min;
    switch (m->kind) {
    case SK__M_PERCENT: scaled(d, path, v, 10000, m->lo, m->hi, out); return;
    case SK__M_KR: scaled(d, path, v, 100, m->lo, m->hi, out); return;
    case SK__M_COORD: scaled(d, path, v, 100000, -18000000, 18000000, out); return;
    case SK__M_INT: whole(d, path, v, m->lo, m->hi, out); return;
    case SK__M_BOOL:
        if (has_type(d, path, v, SK_J_BOOL)) *out = sk_jval_bool(v);
        return;
    default: break;
    }
    if (!has_type(d, path, v, SK_J_STR)) return;
    const char *s = sk_jval_str(v);
    if (m->kind == SK__M_DATE) {
        if (sk_day_parse(s, &day)) *out = day;
        else FAULT(d, path, "S004", NULL, SK_N("%.40s is not a date, such as 2023-11-19"), s);
    } else if (m->kind == SK__M_TIME) {
        if (sk_min_parse(s, &min)) *out = min;
        else FAULT(d, path, "S004", NULL, SK_N("%.40s is not a time of day, such as 07:30"), s);
    } else if (m->kind == SK__M_DAYS) {
        if (!weekdays(s, out))
            FAULT(d, path, "S004", NULL,
                  SK_N("%.40s are no weekdays, such as MTOTF.. (a dot is a day without)"), s);
    } else word(d, path, s, sk__member_words(m->kind), out);
}

static sk_code member_value(doc *d, const char *path, const sk__member *m, const sk_jval *v,
                            sk_op *op)
{
    char *at = (char *)op + m->offset;
    if (m->kind <= SK__M_BOARD) {
        sk_ix ix = SK_NONE;
        if (!has_type(d, path, v, SK_J_STR)) return SK_OK;
        const char *s = sk_jval_str(v);
        ix = find(d->r, m->kind, s);
        if (ix == SK_NONE) unknown(d, path, m->name, s, near_id(d->r, m->kind, s));
        memcpy(at, &ix, sizeof ix);
        return SK_OK;
    }
    if (m->kind <= SK__M_SETTING) {
        const char *s = NULL;
        if (!has_type(d, path, v, SK_J_STR)) return SK_OK;
        sk_code code = text_value(d, path, m, sk_jval_str(v), &s);
        memcpy(at, &s, sizeof s);
        return code;
    }
    int64_t x = SK_OP_UNSET;
    number_value(d, path, m, v, &x);
    memcpy(at, &x, sizeof x);
    return SK_OK;
}

/* ---- operations --------------------------------------------------------------------------------------- */

sk_op sk_op_empty(void)
{
    sk_op made, *op = &made;
    memset(op, 0, sizeof *op);
    for (int i = 0; i < sk__n_members; i++) {
        const int64_t number = SK_OP_UNSET;
        const sk_ix ix = SK_NONE;
        char *at = (char *)op + sk__members[i].offset;
        if (sk__members[i].kind <= SK__M_BOARD) memcpy(at, &ix, sizeof ix);
        else if (sk__members[i].kind > SK__M_SETTING) memcpy(at, &number, sizeof number);
    }
    return made;
}

/* A key that can stand in a path; else the object's own path. */
static void path_of(char out[PATH], const char *at, const char *key)
{
    size_t n = strspn(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    bool shown = key[0] && !key[n] && n <= SHOWN;
    snprintf(out, PATH, "%.100s%s%.*s", at, shown ? "." : "", shown ? SHOWN : 0, key);
}

static void strange_member(doc *d, const char *path, sk_op_kind kind, const char *key)
{
    sk__near near = {NULL, 0};
    char shown[4 * SHOWN + 8];
    for (int i = 0; i < sk__n_members; i++)
        if (sk__op_takes(kind, sk__members[i].name)) sk__near_try(&near, key, sk__members[i].name);
    sk_clip(key, SHOWN, shown, sizeof shown);
    if (near.word)
        FAULT(d, path, "S003", NULL, SK_N("\"%s\" does not stand in \"%s\"; did you mean \"%s\"?"),
              shown, sk__opdefs[kind].name, near.word);
    else
        FAULT(d, path, "S003", NULL, SK_N("\"%s\" does not stand in \"%s\""), shown,
              sk__opdefs[kind].name);
}

static sk_code members(doc *d, const char *at, const sk_jval *v, sk_op *op)
{
    sk_code code = SK_OK;
    for (size_t i = 0; i < sk_jval_len(v) && !code; i++) {
        const char *key;
        char path[PATH];
        const sk_jval *x = sk_jval_member(v, i, &key);
        const sk__member *m = sk__member_find(key);
        path_of(path, at, key);
        if (strcmp(key, "op") == 0) continue;
        if (!m || !sk__op_takes(op->kind, key)) strange_member(d, path, op->kind, key);
        else code = member_value(d, path, m, x, op);
    }
    for (int i = 0; i < sk__n_members; i++)
        if (sk__op_takes(op->kind, sk__members[i].name) == 2 &&
            !sk_jval_get(v, sk__members[i].name))
            FAULT(d, at, "S003", NULL, SK_N("\"%s\" is missing in \"%s\""), sk__members[i].name,
                  sk__opdefs[op->kind].name);
    return code;
}

static bool op_kind(doc *d, const char *at, const sk_jval *v, sk_op_kind *out)
{
    char path[PATH];
    sk__near near = {NULL, 0};
    const sk_jval *name = sk_jval_get(v, "op");
    path_of(path, at, "op");
    if (!name) FAULT(d, at, "S003", NULL, SK_N("\"%s\" is missing"), "op");
    if (!name || !has_type(d, path, name, SK_J_STR)) return false;
    for (int i = 0; i < SK_N_OPS; i++) {
        if (strcmp(sk__opdefs[i].name, sk_jval_str(name)) == 0) {
            *out = (sk_op_kind)i;
            return true;
        }
        sk__near_try(&near, sk_jval_str(name), sk__opdefs[i].name);
    }
    unknown(d, path, sk_text(d->r->lang, SK_N("the operation")), sk_jval_str(name), near.word);
    return false;
}

/* What members together must hold. */
static void consistent(doc *d, const char *at, const sk_op *op)
{
    if (op->kind == SK_OP_NO_POWER && !op->area && op->kitchen == SK_NONE)
        FAULT(d, at, "S003", NULL, SK_N("name an area or a kitchen"));
    if (op->kind == SK_OP_NO_POWER && op->from != SK_OP_UNSET && op->to != SK_OP_UNSET &&
        (op->to < op->from || op->to - op->from > 13))
        FAULT(d, at, "S004", NULL, SK_N("a power cut lasts 1 to 14 days"));
    if (op->kind == SK_OP_SUPPLIER && op->kitchen == SK_NONE && op->site == SK_NONE)
        FAULT(d, at, "S003", NULL, SK_N("name a kitchen or a site"));
    if (op->investment_ore > 0 && op->life_years == SK_OP_UNSET)
        FAULT(d, at, "S003", NULL, SK_N("an investment needs life_years"));
    if (op->lingering_ore > 0 && op->lingering_years == SK_OP_UNSET)
        FAULT(d, at, "S003", NULL, SK_N("a lingering cost needs lingering_years"));
    if (op->stay_ppm != SK_OP_UNSET && op->follow_ppm != SK_OP_UNSET &&
        op->stay_ppm + op->follow_ppm > SK_PPM)
        FAULT(d, at, "S004", NULL, SK_N("what stays and what follows is more than all"));
    if ((op->base_year == SK_OP_UNSET) != (op->by_year == SK_OP_UNSET) ||
        (op->base_year != SK_OP_UNSET && op->by_year <= op->base_year))
        FAULT(d, at, "S004", NULL,
              SK_N("base_year and by_year belong together, the earlier first"));
}

static sk_code one_op(doc *d, const sk_jval *v, size_t i)
{
    reader *r = d->r;
    char at[PATH];
    sk_op op = sk_op_empty();
    snprintf(at, sizeof at, "$.operations[%zu]", i);
    if (!has_type(d, at, v, SK_J_OBJECT) || !op_kind(d, at, v, &op.kind)) return SK_OK;
    sk_code code = members(d, at, v, &op);
    if (code) return code;
    consistent(d, at, &op);
    sk_loc loc = sk_json_loc(d->json, at);
    op.file = d->file;
    op.line = loc.line;
    op.col = loc.col;
    op.path = sk_arena_strdup(r->s->arena, at);
    if (!op.path || !SK_GROW(r->s->op, (size_t)r->s->n_ops, r->cap_ops)) return nomem(r);
    r->s->op[r->s->n_ops++] = op;
    if (op.kind != SK_OP_OPEN || !op.id) return SK_OK;
    if (!SK_GROW(r->s->opened, (size_t)r->s->n_opened, r->cap_opened)) return nomem(r);
    r->s->opened[r->s->n_opened++] = op.id;
    return SK_OK;
}

/* ---- documents ---------------------------------------------------------------------------------------- */

static sk_code read_doc(reader *r, const char *path, bool top);

static sk_code based_on(doc *d, const sk_jval *v, const char *at)
{
    reader *r = d->r;
    if (!has_type(d, at, v, SK_J_STR)) return SK_OK;
    const char *name = sk_jval_str(v), *slash = strrchr(d->file, '/');
    const char *path =
        name[0] == '/' || !slash
            ? sk_arena_strdup(r->s->arena, name)
            : sk_arena_printf(r->s->arena, "%.*s/%s", (int)(slash - d->file), d->file, name);
    if (!path) return nomem(r);
    for (int i = 0; i < r->depth; i++)
        if (strcmp(r->open_file[i], path) == 0) {
            FAULT(d, at, "S005", NULL, SK_N("%.60s is based on itself"), name);
            return SK_OK;
        }
    if (r->depth == SK_SCEN_DEPTH) {
        FAULT(d, at, "S005", NULL, SK_N("more than %d documents are based on each other"),
              SK_SCEN_DEPTH);
        return SK_OK;
    }
    if (!sk_file_exists(path)) {
        FAULT(d, at, "S005", NULL, SK_N("there is no document %.60s"), name);
        return SK_OK;
    }
    return read_doc(r, path, false);
}

static sk_code inherit(doc *d, const sk_jval *root)
{
    const sk_jval *v = sk_jval_get(root, "based_on");
    sk_code code = SK_OK;
    if (!v) return SK_OK;
    if (sk_jval_type(v) != SK_J_ARRAY) return based_on(d, v, "$.based_on");
    for (size_t i = 0; i < sk_jval_len(v) && !code; i++) {
        char at[PATH];
        snprintf(at, sizeof at, "$.based_on[%zu]", i);
        code = based_on(d, sk_jval_at(v, i), at);
    }
    return code;
}

static void known_members(doc *d, const sk_jval *root)
{
    static const char *const known[] = {"format",           "name",      "note",
                                        "based_on",         "year",      "internal_rate_percent",
                                        "unchanged_prices", "operations"};
    for (size_t i = 0; i < sk_jval_len(root); i++) {
        const char *key;
        char path[PATH], shown[4 * SHOWN + 8];
        bool found = false;
        sk__near near = {NULL, 0};
        sk_jval_member(root, i, &key);
        for (size_t j = 0; j < sizeof known / sizeof *known; j++) {
            found = found || strcmp(key, known[j]) == 0;
            sk__near_try(&near, key, known[j]);
        }
        if (found || key[0] == '$') continue;
        path_of(path, "$", key);
        sk_clip(key, SHOWN, shown, sizeof shown);
        if (near.word)
            FAULT(d, path, "S003", NULL, SK_N("\"%s\" is not known here; did you mean \"%s\"?"),
                  shown, near.word);
        else FAULT(d, path, "S003", NULL, SK_N("\"%s\" is not known here"), shown);
    }
}

static sk_code head(doc *d, const sk_jval *root, bool top)
{
    reader *r = d->r;
    int64_t x = SK_OP_UNSET;
    const sk_jval *format = sk_jval_get(root, "format"), *name = sk_jval_get(root, "name"),
                  *note = sk_jval_get(root, "note"), *year = sk_jval_get(root, "year"),
                  *rate = sk_jval_get(root, "internal_rate_percent"),
                  *stay = sk_jval_get(root, "unchanged_prices");
    if (!format || sk_jval_type(format) != SK_J_STR ||
        strcmp(sk_jval_str(format), "storkok-scenario/1") != 0)
        FAULT(d, format ? "$.format" : "$", "S001", NULL, SK_N("\"format\" must be \"%s\""),
              "storkok-scenario/1");
    if (!name) FAULT(d, "$", "S003", NULL, SK_N("\"%s\" is missing"), "name");
    if (year && whole(d, "$.year", year, 1990, 2199, &x)) r->s->year = (int)x;
    if (rate && scaled(d, "$.internal_rate_percent", rate, 10000, 0, 500000, &x))
        r->s->rate_ppm = x;
    if (stay && has_type(d, "$.unchanged_prices", stay, SK_J_BOOL))
        r->s->unchanged_prices = sk_jval_bool(stay);
    if (name && has_type(d, "$.name", name, SK_J_STR) && top) {
        if (!sk_jval_str(name)[0])
            FAULT(d, "$.name", "S004", NULL, SK_N("\"%s\" is empty"), "name");
        r->s->name = sk_arena_strdup(r->s->arena, sk_jval_str(name));
    }
    if (note && has_type(d, "$.note", note, SK_J_STR) && top)
        r->s->note = sk_arena_strdup(r->s->arena, sk_jval_str(note));
    return r->s->name && r->s->note ? SK_OK : nomem(r);
}

static sk_code content(doc *d, bool top)
{
    const sk_jval *root = sk_json_root(d->json);
    if (!has_type(d, "$", root, SK_J_OBJECT)) return SK_OK;
    known_members(d, root);
    sk_code code = inherit(d, root); /* first, so that a document overrides what it is based on */
    if (!code) code = head(d, root, top);
    const sk_jval *ops = sk_jval_get(root, "operations");
    if (code || !ops || !has_type(d, "$.operations", ops, SK_J_ARRAY)) return code;
    if (sk_jval_len(ops) + (size_t)d->r->s->n_ops > SK_SCEN_OPS_MAX) {
        FAULT(d, "$.operations", "S004", NULL, SK_N("more than %d operations"), SK_SCEN_OPS_MAX);
        return SK_OK;
    }
    for (size_t i = 0; i < sk_jval_len(ops) && !code; i++) code = one_op(d, sk_jval_at(ops, i), i);
    return code;
}

static sk_code keep_file(reader *r, const char *path, const sk_buf *text)
{
    if (!SK_GROW(r->s->file, (size_t)r->s->n_files, r->cap_files)) return nomem(r);
    sk_input_file *f = &r->s->file[r->s->n_files++];
    *f = (sk_input_file){.name = path, .bytes = text->len};
    sk_sha256_hex(sk_buf_str(text), text->len, f->sha256);
    return SK_OK;
}

static sk_code read_doc(reader *r, const char *path, bool top)
{
    sk_buf text = SK_BUF_INIT;
    sk_err own;
    doc d = {.r = r, .file = sk_arena_strdup(r->s->arena, path)};
    sk_err_init(&own, r->lang);
    sk_code code = d.file ? sk_file_read(path, FILE_MAX, &text, r->err) : nomem(r);
    if (!code) code = keep_file(r, d.file, &text);
    if (!code) {
        sk_code parsed = sk_json_parse(path, sk_buf_str(&text), text.len, r->lang, &d.json, &own);
        if (parsed == SK_E_NOMEM) code = nomem(r);
        else if (parsed) {
            if (!own.rule[0]) snprintf(own.rule, sizeof own.rule, "J001");
            sk_diag_add_err(r->diags, &own);
            r->n_faults++;
        }
    }
    sk_buf_free(&text);
    if (!code && d.json) {
        r->open_file[r->depth++] = d.file;
        code = content(&d, top);
        r->depth--;
    }
    sk_json_free(d.json);
    return code;
}

static const char *stem(sk_arena *a, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path,
               *dot = strrchr(base, '.');
    return sk_arena_strndup(a, base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
}

sk_code sk_scenario_read(const sk_kommun *k, const char *path, sk_scenario **out, sk_diags *diags,
                         sk_err *err)
{
    sk_arena *a = sk_arena_new();
    *out = NULL;
    sk_scenario *s = a ? sk_arena_alloc(a, sizeof *s) : NULL;
    if (!s) {
        sk_arena_free(a);
        return sk_err_set(err, SK_E_NOMEM, "out of memory");
    }
    reader r = {.k = k, .s = s, .diags = diags, .lang = sk_diags_lang(diags), .err = err};
    *s = (sk_scenario){
        .arena = a, .id = stem(a, path), .name = "", .note = "", .rate_ppm = SK_OP_UNSET};
    sk_code code = s->id ? read_doc(&r, path, true) : nomem(&r);
    if (!code && r.n_faults)
        code = sk_err_set(err, SK_E_INPUT, "faults in the scenario %s: %d", path, r.n_faults);
    if (code) sk_scenario_free(s);
    else *out = s;
    return code;
}

void sk_scenario_free(sk_scenario *s)
{
    if (!s) return;
    sk_free(s->op);
    sk_free(s->file);
    sk_free(s->opened);
    sk_arena_free(s->arena);
}
