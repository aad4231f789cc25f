/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents to weighings: reading, doubts, order. The rows are understood in waste_row.c. */
#include "input/waste.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/text.h"
#include "input/history.h"
#include "input/waste_priv.h"

void sk__waste_doubt(sk__waste_in *in, sk_doubt_rule rule, bool kept, int line, const char *found,
                     const char *near)
{
    char shown[200];
    sk_clip(found, 40, shown, sizeof shown);
    if (in->nomem || !SK_GROW(in->doubt, in->n_doubts, in->cap_doubts)) {
        in->nomem = true;
        return;
    }
    sk_doubt *d = &in->doubt[in->n_doubts++];
    *d = (sk_doubt){(uint8_t)rule,
                    (uint8_t)in->doc,
                    kept,
                    line,
                    sk_arena_strdup(in->log->arena, shown),
                    near ? sk_arena_strdup(in->log->arena, near) : NULL};
    in->nomem |= !d->found || (near && !d->near);
}

/* ---- reading a document ---- */

static void malformed(sk__waste_in *in, const sk_diags *found)
{
    for (size_t i = 0; i < sk_diags_len(found); i++) {
        const sk_diag *x = sk_diags_at(found, i);
        if (x->sev == SK_SEV_ERROR)
            sk__waste_doubt(in, SK_DOUBT_ROW, false, x->line, x->text, NULL);
    }
}

static sk_ix column(const sk_csv *t, const sk_column *c)
{
    for (int i = 0; i < t->n_cols; i++)
        if (strcasecmp(t->head.field[i], c->sv) == 0 || strcasecmp(t->head.field[i], c->en) == 0)
            return i;
    return SK_NONE;
}

static bool match_header(sk__waste_in *in, const sk_document *fmt)
{
    bool ok = true, en = sk_diags_lang(in->diags) == SK_LANG_EN;
    for (int c = 0; c < fmt->n_cols; c++) {
        in->col[c] = column(&in->csv, &fmt->col[c]);
        if (in->col[c] != SK_NONE || !(fmt->col[c].flags & SK_REQ)) continue;
        ok = false;
        sk_diag_add(in->diags, SK_SEV_ERROR, "R001",
                    (sk_loc){fmt->file, in->csv.head.line, 1, NULL}, NULL,
                    SK_N("the column \"%s\" is missing"), en ? fmt->col[c].en : fmt->col[c].sv);
    }
    return ok;
}

static sk_code read_text(sk__waste_in *in, const sk_document *fmt, const sk_buf *text)
{
    sk_diags *own = sk_diags_new(sk_diags_lang(in->diags));
    sk_arena *tmp = sk_arena_new();
    sk_code code = own && tmp ? SK_OK : SK_E_NOMEM;
    if (!code) code = sk_csv_parse(fmt->file, text->data, text->len, tmp, &in->csv, own);
    if (!code && !match_header(in, fmt)) code = SK_E_INPUT;
    else if (code == SK_E_INPUT)
        for (size_t i = 0; i < sk_diags_len(own) && i < 1; i++)
            sk_diag_add(
                in->diags, SK_SEV_ERROR, sk_diags_at(own, i)->rule,
                (sk_loc){fmt->file, sk_diags_at(own, i)->line, sk_diags_at(own, i)->col, NULL},
                NULL, "%s", sk_diags_at(own, i)->text);
    if (!code) {
        sk_diags_sort(own);
        malformed(in, own);
        in->log->n_rows += (int)in->csv.n_rows;
        for (in->row = 0; in->row < in->csv.n_rows && !in->nomem; in->row++) {
            in->old_name = false;
            in->doc == 0 ? sk__waste_row(in) : sk__waste_protocol_row(in);
            in->renamed[in->doc] += in->old_name;
        }
    }
    sk_diags_free(own);
    sk_arena_free(tmp);
    return in->nomem ? SK_E_NOMEM : code;
}

static sk_code read_document(sk__waste_in *in, const char *dir, int doc)
{
    char path[4096];
    sk_buf text = SK_BUF_INIT;
    sk_err err;
    const sk_document *fmt = sk_documents[doc == 0 ? SK_DOC_WASTE : SK_DOC_WASTE_PROTOCOL];
    sk_err_init(&err, sk_diags_lang(in->diags));
    snprintf(path, sizeof path, "%s/%s", dir, fmt->file);
    if (!sk_file_exists(path)) return SK_OK;
    in->doc = doc;
    in->fmt = fmt;
    sk_code code = sk_file_read(path, 0, &text, &err);
    if (code && code != SK_E_NOMEM)
        sk_diag_add(in->diags, SK_SEV_ERROR, "R021", (sk_loc){fmt->file, 0, 0, NULL}, NULL,
                    SK_N("the document cannot be read: %s"), err.text);
    if (!code && text.len > 0) code = read_text(in, fmt, &text);
    sk_buf_free(&text);
    return code;
}

/* ---- order and repetition ---- */

static int cmp(int64_t a, int64_t b) { return (a > b) - (a < b); }

/* Sites before kitchens. */
static int by_what(const sk_weighing *a, const sk_weighing *b)
{
    int c = cmp(a->kitchen, b->kitchen);
    c = c ? c : cmp(a->site, b->site);
    c = c ? c : cmp(a->meal, b->meal);
    c = c ? c : cmp(a->day, b->day);
    c = c ? c : cmp(a->mass, b->mass);
    return c ? c : cmp(a->dish, b->dish);
}

static int by_all(const void *pa, const void *pb)
{
    const sk_weighing *a = pa, *b = pb;
    int c = by_what(a, b);
    c = c ? c : cmp(a->doc, b->doc);
    return c ? c : cmp(a->line, b->line);
}

static int by_line(const void *pa, const void *pb)
{
    const sk_doubt *a = pa, *b = pb;
    int c = cmp(a->doc, b->doc);
    c = c ? c : cmp(a->line, b->line);
    return c ? c : cmp(a->rule, b->rule);
}

static void keep_last(sk__waste_in *in)
{
    size_t to = 0;
    if (in->n > 1) qsort(in->w, in->n, sizeof *in->w, by_all);
    for (size_t i = 0; i < in->n; i++) {
        char line[16];
        if (i + 1 == in->n || by_what(&in->w[i], &in->w[i + 1]) != 0) {
            in->w[to++] = in->w[i];
            continue;
        }
        snprintf(line, sizeof line, "%d", in->w[i + 1].line);
        in->doc = in->w[i].doc;
        sk__waste_doubt(in, SK_DOUBT_AGAIN, false, in->w[i].line, line, NULL);
    }
    in->n = to;
}

/* ---- what is told ---- */

static void tell(const sk__waste_in *in)
{
    int seen[SK_N_DOUBTS][2] = {{0}};
    sk_lang lang = sk_diags_lang(in->diags);
    for (size_t i = 0; i < in->n_doubts; i++) {
        const sk_doubt *d = &in->doubt[i];
        char rule[16];
        if (++seen[d->rule][d->doc] > SK_HISTORY_SHOWN) continue;
        sk_buf b = SK_BUF_INIT;
        sk_doubt_say(d, lang, &b);
        snprintf(rule, sizeof rule, "H%03d", d->rule);
        sk_diag_add(in->diags, SK_SEV_NOTE, rule, (sk_loc){sk_waste_file(d->doc), d->line, 1, NULL},
                    NULL, "%s", sk_buf_str(&b));
        sk_buf_free(&b);
    }
    for (int r = 0; r < SK_N_DOUBTS; r++)
        for (int doc = 0; doc < 2; doc++) {
            char rule[16];
            if (seen[r][doc] <= SK_HISTORY_SHOWN) continue;
            snprintf(rule, sizeof rule, "H%03d", r);
            sk_diag_add(in->diags, SK_SEV_NOTE, rule, (sk_loc){sk_waste_file(doc), 0, 0, NULL},
                        NULL,
                        SK_N("%lld rows are doubtful by this rule; storkok waste lists them all"),
                        (long long)seen[r][doc]);
        }
    for (int doc = 0; doc < 2; doc++)
        sk__renamed_tell(in->diags, sk_waste_file(doc), in->renamed[doc]);
    if (in->log->n_later > 0)
        sk_diag_add(in->diags, SK_SEV_NOTE, "H003", (sk_loc){sk_waste_file(0), 0, 0, NULL}, NULL,
                    SK_N("%lld rows are later than the as-of date and are not visible"),
                    (long long)in->log->n_later);
}

static bool hand_over(sk__waste_in *in)
{
    sk_waste_log *l = in->log;
    l->w = sk_arena_calloc(l->arena, in->n + 1, sizeof *l->w);
    l->doubt = sk_arena_calloc(l->arena, in->n_doubts + 1, sizeof *l->doubt);
    if (!l->w || !l->doubt || in->nomem) return false;
    if (in->n) memcpy(l->w, in->w, in->n * sizeof *l->w);
    if (in->n_doubts) memcpy(l->doubt, in->doubt, in->n_doubts * sizeof *l->doubt);
    l->n = (int)in->n;
    l->n_doubts = (int)in->n_doubts;
    for (size_t i = 0; i < in->n_doubts; i++) l->n_set_aside += !in->doubt[i].kept;
    return true;
}

static sk_code load(sk__waste_in *in, const char *dir)
{
    if (!in->log) return SK_E_NOMEM;
    in->log->arena = sk_arena_new();
    if (!in->log->arena || !sk__waste_places(in)) return SK_E_NOMEM;
    sk_code code = read_document(in, dir, 0);
    if (code != SK_E_NOMEM) {
        sk_code second = read_document(in, dir, 1);
        code = code && second != SK_E_NOMEM ? code : second;
    }
    if (code) return code;
    keep_last(in);
    if (in->n_doubts > 1) qsort(in->doubt, in->n_doubts, sizeof *in->doubt, by_line);
    tell(in);
    return hand_over(in) ? SK_OK : SK_E_NOMEM;
}

sk_code sk_waste_load(const char *dir, const sk_kommun *k, sk_waste_log **out, sk_diags *diags,
                      sk_err *err)
{
    sk__waste_in in = {.k = k, .diags = diags};
    sk_annex *old = NULL;
    in.log = sk_alloc(sizeof *in.log);
    sk_code code = sk__renamed_load(dir, k, &old, diags);
    in.old = old;
    if (!code) code = load(&in, dir);
    *out = code ? NULL : in.log;
    if (code) sk_waste_log_free(in.log);
    for (int i = 0; i < SK__N_PLACE_MAPS; i++) sk_map_free(in.place[i]);
    sk_map_free(in.dishes);
    sk_annex_free(old);
    sk_free(in.w);
    sk_free(in.doubt);
    sk_diags_sort(diags);
    if (code == SK_E_NOMEM) return sk_err_set(err, code, SK_N("out of memory"));
    return code ? sk_err_set(err, code, SK_N("the waste could not be read")) : SK_OK;
}
