/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kommun folders: load, describe, generate; formats and versions. */
#include "api/api.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/paths.h"
#include "base/text.h"
#include "ext/glpk.h"
#include "ext/gmp_exact.h"
#include "ext/ical.h"
#include "ext/json.h"
#include "ext/unicode.h"
#include "ext/xlsx.h"
#include "gen/gen.h"
#include "input/format.h"
#include "input/load.h"

#include <stdio.h>
#include <string.h>

storkok_code storkok_load(const char *dir, storkok_kommun **out, storkok_diags *d,
                          storkok_error *err)
{
    sk_err own;
    sk__err_in(err, &own);
    *out = NULL;
    storkok_kommun *k = sk_alloc(sizeof *k);
    sk_diags *mine = d ? NULL : sk_diags_new(own.lang), *diags = d ? d->d : mine;
    sk_code code = k && diags ? sk_kommun_load(dir, &k->k, diags, &own)
                              : sk_err_set(&own, SK_E_NOMEM, "out of memory");
    sk_diags_free(mine);
    if (code == SK_OK) {
        k->dir = sk_alloc(strlen(dir) + 1);
        if (k->dir) memcpy(k->dir, dir, strlen(dir));
        else code = sk_err_set(&own, SK_E_NOMEM, "out of memory");
    }
    if (code == SK_OK) *out = k;
    else storkok_kommun_free(k);
    return sk__err_out(code, &own, err);
}

void storkok_kommun_free(storkok_kommun *k)
{
    if (!k) return;
    sk_free(k->dir);
    sk_kommun_free(k->k);
    sk_free(k);
}

const char *storkok_kommun_name(const storkok_kommun *k) { return k->k->name; }

storkok_lang storkok_kommun_lang(const storkok_kommun *k)
{
    return k->k->lang == SK_LANG_EN ? STORKOK_EN : STORKOK_SV;
}

bool storkok_folder_lang(const char *dir, storkok_lang *out)
{
    enum { SMALL = 1 << 20, PATH = 4096 };
    char path[PATH];
    sk_buf b = SK_BUF_INIT;
    sk_json_doc *doc = NULL;
    sk_lang lang;
    bool found = false;
    int n = snprintf(path, sizeof path, "%s/kommun.json", dir);
    if (n < 0 || n >= PATH || sk_file_read(path, SMALL, &b, NULL) != SK_OK) return false;
    if (sk_json_parse("kommun.json", sk_buf_str(&b), b.len, SK_LANG_SV, &doc, NULL) == SK_OK) {
        const sk_jval *root = sk_json_root(doc), *v = NULL;
        if (sk_jval_type(root) == SK_J_OBJECT) v = sk_jval_get(root, "lang");
        if (v && sk_jval_type(v) == SK_J_STR && sk_lang_parse(sk_jval_str(v), &lang)) {
            *out = lang == SK_LANG_EN ? STORKOK_EN : STORKOK_SV;
            found = true;
        }
    }
    sk_json_free(doc);
    sk_buf_free(&b);
    return found;
}

typedef struct tally {
    const char *key, *what;
    int n;
} tally;

static int roles(const sk_kommun *k, sk_role role)
{
    int n = 0;
    for (int i = 0; i < k->n_kitchens; i++) n += k->kitchen[i].role == role;
    return n;
}

enum { N_TALLY = 14 };
static void count_all(const sk_kommun *k, tally t[N_TALLY])
{
    const tally all[N_TALLY] = {
        {"kitchens", SK_N("kitchens"), k->n_kitchens},
        {"cooking_kitchens", SK_N("cooking kitchens"), roles(k, SK_ROLE_COOKING)},
        {"receiving_kitchens", SK_N("receiving kitchens"), roles(k, SK_ROLE_RECEIVING)},
        {"serving_kitchens", SK_N("serving kitchens"), roles(k, SK_ROLE_SERVING)},
        {"posts", SK_N("posts"), k->n_posts},
        {"sites", SK_N("sites"), k->n_sites},
        {"calendars", SK_N("calendars"), k->n_calendars},
        {"products", SK_N("products"), k->n_products},
        {"diets", SK_N("special diets"), k->n_diets},
        {"dishes", SK_N("dishes"), k->n_dishes},
        {"components", SK_N("components"), k->n_components},
        {"ingredients", SK_N("ingredients"), k->n_ingredients},
        {"vehicles", SK_N("vehicles"), k->n_vehicles},
        {"tours", SK_N("tours"), k->n_tours},
    };
    memcpy(t, all, sizeof all);
}

static void describe_json(const sk_kommun *k, const tally t[N_TALLY], sk_buf *b)
{
    char day[SK_DATE_LEN];
    sk_jw w;
    sk_jw_init(&w, b, false);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "name", k->name);
    sk_jw_str(&w, "code", k->code);
    sk_jw_str(&w, "as_of", sk_day_str(k->as_of, day));
    sk_jw_obj(&w, "counts");
    for (int i = 0; i < N_TALLY; i++) sk_jw_int(&w, t[i].key, t[i].n);
    sk_jw_obj_end(&w);
    sk_jw_arr(&w, "files");
    for (int i = 0; i < k->n_files; i++) {
        sk_jw_inline(&w);
        sk_jw_obj(&w, NULL);
        sk_jw_str(&w, "name", k->file[i].name);
        sk_jw_int(&w, "bytes", (int64_t)k->file[i].bytes);
        sk_jw_str(&w, "sha256", k->file[i].sha256);
        sk_jw_obj_end(&w);
    }
    sk_jw_arr_end(&w);
    sk_jw_obj_end(&w);
}

static void describe_text(const sk_kommun *k, sk_lang lang, const tally t[N_TALLY], sk_buf *b)
{
    char day[SK_DATE_LEN];
    sk_buf_addf(b, "%s %s, ", k->name, k->code);
    sk_buf_addf(b, sk_text(lang, "as of %s"), sk_day_str(k->as_of, day));
    sk_buf_add(b, "\n");
    for (int i = 0; i < N_TALLY; i++) {
        sk_buf_add(b, "  ");
        sk_buf_pad(b, sk_text(lang, t[i].what), 22);
        sk_buf_dec(b, t[i].n, 0, lang);
        sk_buf_addc(b, '\n');
    }
}

storkok_code storkok_kommun_describe(const storkok_kommun *k, storkok_lang lang, storkok_form form,
                                     storkok_text *out)
{
    sk_buf b = SK_BUF_INIT;
    tally t[N_TALLY];
    count_all(k->k, t);
    if (form == STORKOK_JSON) describe_json(k->k, t, &b);
    else describe_text(k->k, sk__lang_in(lang), t, &b);
    return sk__text_out(&b, out, NULL);
}

storkok_code storkok_generate(const char *dir, const storkok_generate_opts *opts,
                              storkok_error *err)
{
    enum { PATH = 4096 };
    char catalogue[PATH];
    sk_err own;
    sk__err_in(err, &own);
    sk_gen_opts o = sk_gen_defaults();
    sk_code code = SK_OK;
    o.linkoping = opts->kitchens == 0;
    o.with_history = !opts->no_history;
    if (opts->kitchens != 0) {
        o.n_kitchens = opts->kitchens;
        o.seed = opts->seed;
    }
    if (opts->as_of && !sk_day_parse(opts->as_of, &o.as_of))
        code = sk_err_set(&own, SK_E_USAGE, "%s is not a date, such as 2023-11-19", opts->as_of);
    int n = snprintf(catalogue, sizeof catalogue, "%s/catalogue", sk_data_dir());
    if (n < 0 || n >= PATH)
        code = sk_err_set(&own, SK_E_INTERNAL, "the data folder's path is too long");
    if (code == SK_OK) code = sk_generate(&o, dir, catalogue, &own);
    return sk__err_out(code, &own, err);
}

/* A schema that stands as a file among the data: data/schema/NAME.schema.json. */
static sk_code schema_file(const char *name, sk_buf *b, sk_err *err)
{
    enum { SMALL = 1 << 20, PATH = 4096 };
    char path[PATH];
    bool plain = name[0] != '\0';
    for (const char *p = name; *p; p++) plain = plain && ((*p >= 'a' && *p <= 'z') || *p == '-');
    int n = snprintf(path, sizeof path, "%s/schema/%s.schema.json", sk_data_dir(), name);
    if (plain && n > 0 && n < PATH && sk_file_exists(path))
        return sk_file_read(path, SMALL, b, err);
    sk_code code = sk_err_set(err, SK_E_USAGE, "there is no schema %s", name);
    sk_err_hint(err, "schemas: kommun, policy, plan, plan-summary, diags, envelope, forecast, "
                     "backtest, scenario, sweep");
    return code;
}

storkok_code storkok_format(storkok_lang lang, const char *schema, storkok_text *out,
                            storkok_error *err)
{
    sk_err own;
    sk_buf b = SK_BUF_INIT;
    sk_code code = SK_OK;
    sk__err_in(err, &own);
    *out = (storkok_text){NULL, 0};
    if (!schema) sk_format_doc(&b, sk__lang_in(lang));
    else if (strcmp(schema, "kommun") == 0) sk_format_kommun_schema(&b);
    else if (strcmp(schema, "policy") == 0) sk_format_policy_schema(&b);
    else code = schema_file(schema, &b, &own);
    if (code == SK_OK) return sk__text_out(&b, out, err);
    sk_buf_free(&b);
    return sk__err_out(code, &own, err);
}

size_t storkok_libraries(storkok_lang lang, storkok_library *out, size_t cap)
{
    sk_lang l = sk__lang_in(lang);
    const storkok_library all[] = {
        {"GLPK", sk_glpk_version(), sk_text(l, "linear and integer programming")},
        {"GMP", sk_exact_version(), sk_text(l, "exact systems of equations")},
        {"jansson", sk_json_version(), sk_text(l, "reading JSON")},
        {"libical", sk_ical_version(), sk_text(l, "reading calendars")},
        {"libxlsxwriter", sk_xlsx_version(), sk_text(l, "Excel workbooks")},
        {"libunistring", sk_unicode_version(), sk_text(l, SK_N("composed letters"))},
    };
    size_t n = sizeof all / sizeof *all;
    for (size_t i = 0; i < n && i < cap; i++) out[i] = all[i];
    return n;
}

const char *storkok_data_dir(void) { return sk_data_dir(); }
