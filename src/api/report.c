/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports: one handle for what every command found. */
#include "api/api.h"

#include "base/mem.h"

storkok_code sk__report_out(sk_report *r, sk_code code, sk_err *own, storkok_report **out,
                            storkok_error *err)
{
    *out = NULL;
    if (code == SK_OK && (!r || !sk_report_ok(r)))
        code = sk_err_set(own, SK_E_NOMEM, "out of memory");
    storkok_report *h = code == SK_OK ? sk_alloc(sizeof *h) : NULL;
    if (code == SK_OK && !h) code = sk_err_set(own, SK_E_NOMEM, "out of memory");
    if (h) {
        h->r = r;
        *out = h;
    } else sk_report_free(r);
    return sk__err_out(code, own, err);
}

void storkok_report_free(storkok_report *r)
{
    if (!r) return;
    sk_report_free(r->r);
    if (r->drop) r->drop(r->held);
    sk_free(r);
}

bool storkok_report_is_short(const storkok_report *r) { return r->r->short_of; }

storkok_code storkok_report_show(const storkok_report *r, storkok_form form, const char *files_dir,
                                 storkok_text *out, storkok_error *err)
{
    sk_buf b = SK_BUF_INIT;
    if (form == STORKOK_JSON) sk_report_json(r->r, &b);
    else if (form == STORKOK_CSV) sk_report_csv(r->r, &b);
    else sk_report_text_form(r->r, files_dir, &b);
    return sk__text_out(&b, out, err);
}

storkok_code storkok_report_headline(const storkok_report *r, storkok_text *out)
{
    sk_buf b = SK_BUF_INIT;
    sk_buf_add(&b, r->r->headline);
    return sk__text_out(&b, out, NULL);
}

storkok_code storkok_report_write(const storkok_report *r, const char *dir, const char *now,
                                  storkok_error *err)
{
    sk_err own;
    sk_now t;
    sk__err_in(err, &own);
    sk_code code = now ? sk__now_in(now, &t, &own) : SK_OK;
    if (!code) code = sk_report_write(r->r, now ? &t : NULL, dir, &own);
    return sk__err_out(code, &own, err);
}
