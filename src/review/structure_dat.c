/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The instance as data of models/review.mod, so that anybody can solve it with stock glpsol. Names are
 * short: k0 and o0 in order; people's names stay outside. */
#include "review/structure_dat.h"

#include "base/file.h"
#include "plan/keep.h"

static void sets(const sk_structure *in, sk_buf *b)
{
    sk_buf_add(b, "set KITCHEN :=");
    for (int k = 0; k < in->n_kit; k++) sk_buf_addf(b, " k%d", k);
    sk_buf_add(b, ";\nset OPTION :=");
    for (int o = 0; o < in->n_opt; o++) sk_buf_addf(b, " o%d", o);
    sk_buf_add(b, ";\nset COOK :=");
    for (int c = 0; c < in->n_cook; c++) sk_buf_addf(b, " o%d", in->cook[c]);
    sk_buf_add(b, ";\nset COUNTS :=");
    for (int o = 0; o < in->n_opt; o++)
        if (sk_st_counts(in->opt[o].role)) sk_buf_addf(b, " o%d", o);
    sk_buf_add(b, ";\nset TYPE :=");
    for (int t = 0; t < in->n_type; t++) sk_buf_addf(b, " t%d", t);
    sk_buf_add(b, ";\n");
}

static void options(const sk_structure *in, sk_buf *b)
{
    sk_buf_add(b, "param : of into nobody fixed invest state :=\n");
    for (int o = 0; o < in->n_opt; o++) {
        const sk_st_option *q = &in->opt[o];
        bool away = q->role == SK_ST_CLOSED && q->into >= 0;
        sk_buf_addf(b, "o%d k%d ", o, q->kitchen);
        if (away) sk_buf_addf(b, "k%d", q->into);
        else sk_buf_add(b, "'-'");
        sk_buf_addf(b, " %d %lld %lld %d\n", q->role == SK_ST_CLOSED && q->into < 0,
                    (long long)q->fixed, (long long)q->invest, in->state ? in->state[o] : 0);
    }
    sk_buf_add(b, ";\nparam : capacity chiller :=\n");
    for (int c = 0; c < in->n_cook; c++)
        sk_buf_addf(b, "o%d %lld %lld\n", in->cook[c], (long long)in->opt[in->cook[c]].cap,
                    (long long)in->opt[in->cook[c]].cap_chill);
    sk_buf_add(b, ";\n");
}

static void places(const sk_structure *in, sk_buf *b)
{
    sk_buf_add(b, "param load :");
    for (int t = 0; t < in->n_type; t++) sk_buf_addf(b, " t%d", t);
    sk_buf_add(b, " :=\n");
    for (int k = 0; k < in->n_kit; k++) {
        sk_buf_addf(b, "k%d", k);
        for (int t = 0; t < in->n_type; t++)
            sk_buf_addf(b, " %lld", (long long)in->load[k * in->n_type + t]);
        sk_buf_addc(b, '\n');
    }
    sk_buf_add(b, ";\nparam kg :=\n");
    for (int k = 0; k < in->n_kit; k++) sk_buf_addf(b, "k%d %lld\n", k, (long long)in->chill_kg[k]);
    sk_buf_add(b, ";\n");
}

static void arcs(const sk_structure *in, sk_buf *b)
{
    sk_buf_add(b, "param : ARC : cost chilled :=\n");
    for (int c = 0; c < in->n_cook; c++)
        for (int o = 0; o < in->n_opt; o++) {
            size_t at = (size_t)c * (size_t)in->n_opt + (size_t)o;
            if (in->opt[o].role == SK_ST_COOK || in->arc[at] == SK_ST_NO_ARC) continue;
            sk_buf_addf(b, "o%d o%d %lld %d\n", in->cook[c], o, (long long)in->cost[at],
                        in->arc[at] == SK_ST_CHILLED);
        }
    sk_buf_add(b, ";\n");
}

static int busiest(const sk_structure *in)
{
    int best = 0;
    int64_t most = -1;
    for (int t = 0; t < in->n_type; t++) {
        int64_t sum = 0;
        for (int k = 0; k < in->n_kit; k++) sum += in->load[k * in->n_type + t];
        if (sum > most) most = sum, best = t;
    }
    return best;
}

void sk_structure_dat(const sk_structure *in, sk_buf *b)
{
    sk_buf_add(b, "# Data of review.mod, written by storkok.\ndata;\n");
    sets(in, b);
    options(in, b);
    places(in, b);
    arcs(in, b);
    if (in->max_kitchens) sk_buf_addf(b, "param max_kitchens := %d;\n", in->max_kitchens);
    if (in->max_cooking) sk_buf_addf(b, "param max_cooking := %d;\n", in->max_cooking);
    if (in->max_invest >= 0)
        sk_buf_addf(b, "param max_invest := %lld;\n", (long long)in->max_invest);
    sk_buf_addf(b, "param n1 := %d;\nparam n1_type := t%d;\n", in->n1, busiest(in));
    if (in->n1)
        sk_buf_addf(b, "param n1_share := %lld.%06lld;\n", (long long)(in->n1_ppm / SK_PPM),
                    (long long)(in->n1_ppm % SK_PPM));
    sk_buf_add(b, "end;\n");
}

sk_code sk_structure_keep(const char *dir, const sk_structure *in, sk_err *err)
{
    sk_outdir *o = NULL;
    sk_buf dat = SK_BUF_INIT, mod = SK_BUF_INIT;
    sk_code code = sk_outdir_begin(dir, &o, err);
    if (code != SK_OK) return code;
    code = sk__keep_mod("review.mod", &mod, err);
    sk_structure_dat(in, &dat);
    if (!code && !sk_buf_ok(&dat)) code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (!code) code = sk_outdir_file(o, "review.mod", sk_buf_str(&mod), mod.len, err);
    if (!code) code = sk_outdir_file(o, "review.dat", sk_buf_str(&dat), dat.len, err);
    sk_buf_free(&dat);
    sk_buf_free(&mod);
    if (!code) return sk_outdir_commit(o, err);
    sk_outdir_abort(o);
    return code;
}
