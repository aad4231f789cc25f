/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/followup.h"

#include <string.h>

#include "base/map.h"
#include "base/text.h"

typedef struct reader {
    const sk_annex *a;
    const sk_followup *f;
    sk_diags *diags;
} reader;

#define FAULT(r, doc, i, column, rule, hint, ...)                                                  \
    sk_diag_add((r)->diags, SK_SEV_ERROR, rule, sk_annex_at((r)->a, doc, i, column), hint,         \
                __VA_ARGS__)

static bool is_month(int period) { return period % 100 >= 1 && period % 100 <= 12; }

static void check_month(reader *r, sk_doc_id doc, int i, int period)
{
    if (!is_month(period))
        FAULT(r, doc, i, "period", "F001", NULL,
              SK_N("%d is no month; write 202308 for August 2023"), period);
}

/* Details are kept of areas that are followed up from the books only. */
static void check_detail(reader *r, sk_doc_id doc, int i, sk_ix area)
{
    if (r->f->area[area].level != SK_FU_DETAIL)
        FAULT(
            r, doc, i, "område", "F003",
            SK_N("Give the area the level \"detalj\" in followup/areas.csv, or leave the row out."),
            SK_N("%s is not followed up from the books"), r->f->area[area].id);
}

/* False: out of memory. */
static bool check_centres(reader *r)
{
    const sk_followup *f = r->f;
    sk_map *seen = sk_map_new((size_t)f->n_centres);
    bool ok = seen != NULL;
    for (int i = 0; ok && i < f->n_centres; i++) {
        check_detail(r, SK_DOC_FU_CENTRES, i, f->centre[i].area);
        sk_ix before = sk_map_put(seen, f->centre[i].code, i);
        ok = before != -2;
        if (before >= 0)
            FAULT(r, SK_DOC_FU_CENTRES, i, "ansvar", "F002", NULL,
                  SK_N("the cost centre %s is on line %d too"), f->centre[i].code,
                  sk_annex_at(r->a, SK_DOC_FU_CENTRES, before, NULL).line);
    }
    sk_map_free(seen);
    return ok;
}

static void check_areas(reader *r)
{
    int first = -1;
    for (int i = 0; i < r->f->n_areas; i++) {
        if (r->f->area[i].level != SK_FU_WHOLE) continue;
        if (first >= 0)
            FAULT(r, SK_DOC_FU_AREAS, i, "nivå", "F004", NULL,
                  SK_N("%s is the administration already"), r->f->area[first].id);
        else first = i;
    }
}

static void check_equity(reader *r)
{
    const sk_fu_equity *e = r->f->equity;
    for (int i = 0; i < r->f->n_equity; i++) {
        bool first = i == 0 || e[i - 1].area != e[i].area;
        if (first && e[i].opening == SK_FU_EMPTY)
            FAULT(r, SK_DOC_FU_EQUITY, i, "ingående_kr", "F005", NULL,
                  SK_N("the first year of an area needs its opening equity"));
        if (!first && e[i].opening != SK_FU_EMPTY)
            FAULT(r, SK_DOC_FU_EQUITY, i, "ingående_kr", "F005", NULL,
                  SK_N("only the first year of an area has an opening; the others follow from it"));
        if (!first && e[i].year != e[i - 1].year + 1)
            FAULT(r, SK_DOC_FU_EQUITY, i, "år", "F005", NULL, SK_N("the year %d is missing"),
                  e[i - 1].year + 1);
    }
}

/* Indicators that are a part of a whole. */
static bool is_share(int indicator)
{
    return indicator == SK_FM_SUPPLIER || indicator == SK_FM_ECOMMERCE ||
           indicator == SK_FM_CONTINUITY || indicator == SK_FM_FULLTIME ||
           indicator == SK_FM_SICK || indicator == SK_FM_BALANCE;
}

static void check_values(reader *r)
{
    for (int i = 0; i < r->f->n_values; i++) {
        const sk_fu_value *v = &r->f->value[i];
        if (is_share(v->indicator) && v->num > v->den)
            FAULT(r, SK_DOC_FU_VALUES, i, "täljare", "F006", NULL,
                  SK_N("the part is more than the whole: a share over 100 %%"));
    }
    for (int i = 1; i < r->f->n_targets; i++) {
        const sk_fu_target *a = &r->f->target[i - 1], *b = &r->f->target[i];
        if (a->indicator == b->indicator && b->when.from <= a->when.to)
            FAULT(r, SK_DOC_FU_TARGETS, i, "från", "F007", NULL,
                  SK_N("the limit on line %d holds on the same days"),
                  sk_annex_at(r->a, SK_DOC_FU_TARGETS, i - 1, NULL).line);
    }
}

static void check_rows(reader *r)
{
    const sk_followup *f = r->f;
    for (int i = 0; i < f->n_volumes; i++) {
        check_month(r, SK_DOC_FU_VOLUMES, i, f->volume[i].period);
        check_detail(r, SK_DOC_FU_VOLUMES, i, f->volume[i].area);
    }
    for (int i = 0; i < f->n_drivers; i++) {
        check_month(r, SK_DOC_FU_DRIVERS, i, f->driver[i].period);
        check_detail(r, SK_DOC_FU_DRIVERS, i, f->driver[i].area);
    }
    for (int i = 0; i < f->n_measures; i++)
        check_detail(r, SK_DOC_FU_MEASURES, i, f->measure[i].area);
}

static void check_books(reader *r)
{
    const sk_followup *f = r->f;
    sk_loc at = {"followup", 0, 0, NULL};
    bool csv = f->budget.text || f->outturn.text;
    if (f->sie.text ? !csv : f->budget.text && f->outturn.text) return;
    sk_diag_add(r->diags, SK_SEV_ERROR, "F008", at, NULL,
                f->sie.text
                    ? SK_N("the books are there twice: ledger.se, and budget.csv or outturn.csv")
                    : SK_N("the books are missing: ledger.se, or budget.csv and outturn.csv"));
}

static sk_fu_text text_of(sk_annex *a, const char *name)
{
    sk_fu_text t = {name, NULL, 0};
    t.text = sk_annex_text(a, name, &t.len);
    return t;
}

#define ROWS(doc, member, n) (f->member = sk_annex_rows(a, doc, &f->n))
static void bind(sk_annex *a, sk_followup *f)
{
    ROWS(SK_DOC_FU_AREAS, area, n_areas);
    ROWS(SK_DOC_FU_CENTRES, centre, n_centres);
    ROWS(SK_DOC_FU_FRAMES, frame, n_frames);
    ROWS(SK_DOC_FU_REPORTS, report, n_reports);
    ROWS(SK_DOC_FU_EQUITY, equity, n_equity);
    ROWS(SK_DOC_FU_VOLUMES, volume, n_volumes);
    ROWS(SK_DOC_FU_DRIVERS, driver, n_drivers);
    ROWS(SK_DOC_FU_MEASURES, measure, n_measures);
    ROWS(SK_DOC_FU_STATUSES, status, n_statuses);
    ROWS(SK_DOC_FU_TARGETS, target, n_targets);
    ROWS(SK_DOC_FU_VALUES, value, n_values);
    ROWS(SK_DOC_FU_VERDICTS, verdict, n_verdicts);
    ROWS(SK_DOC_CONTINUITY, continuity, n_continuity);
    f->sie = text_of(a, "followup/ledger.se");
    f->budget = text_of(a, "followup/budget.csv");
    f->outturn = text_of(a, "followup/outturn.csv");
    f->file = sk_annex_files(a, &f->n_files);
}

sk_code sk_followup_load(const char *dir, const sk_kommun *k, sk_annex **a, sk_followup *out,
                         sk_diags *diags, sk_err *err)
{
    size_t before = sk_diags_count(diags, SK_SEV_ERROR);
    sk_code code = sk_annex_load(dir, k, SK_DOC_CONTINUITY, SK_DOC_FU_VERDICTS, a, diags, err);
    if (code) return code;
    *out = (sk_followup){.n_areas = 0};
    bind(*a, out);
    reader r = {*a, out, diags};
    check_areas(&r);
    bool ok = check_centres(&r);
    check_equity(&r);
    check_values(&r);
    check_rows(&r);
    check_books(&r);
    sk_diags_sort(diags);
    size_t n = sk_diags_count(diags, SK_SEV_ERROR) - before;
    if (!ok || !sk_annex_ok(*a)) code = sk_err_set(err, SK_E_NOMEM, SK_N("out of memory"));
    else if (n > 0)
        code = sk_err_set(err, SK_E_INPUT,
                          sk_ntext(err ? err->lang : SK_LANG_SV, "%zu error in the kommun folder",
                                   "%zu errors in the kommun folder", (int64_t)n),
                          n);
    if (code) {
        sk_annex_free(*a);
        *a = NULL;
    }
    return code;
}
