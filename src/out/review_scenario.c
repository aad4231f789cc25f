/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A structure as a scenario document, so that it can be planned, costed and priced like any other
 * alternative: what opens or grows first, then what changes role or closes, then new suppliers. */
#include "base/num.h"
#include "base/text.h"
#include "ext/json.h"
#include "out/review_priv.h"

typedef struct writer {
    const sk__rw *w;
    const sk_st_result *x;
    sk_jw j;
} writer;

static const char *id_of(const writer *s, int kit) { return sk__rw_kitchen(s->w, kit)->id; }

static void kr(writer *s, const char *key, sk_ore ore)
{
    sk_jw_int(&s->j, key, sk_muldiv(ore, 1, 100));
}

static void begin(writer *s, const char *op, int kit)
{
    sk_jw_inline(&s->j);
    sk_jw_obj(&s->j, NULL);
    sk_jw_str(&s->j, "op", op);
    sk_jw_str(&s->j, "kitchen", id_of(s, kit));
}

static void money(writer *s, int o)
{
    const sk_review_option *m = &s->w->r->opt[o];
    char day[SK_DATE_LEN];
    sk_jw_str(&s->j, "from", sk_day_str(s->w->r->from, day));
    if (m->cand && m->cand->premises_ore >= 0) kr(s, "premises_kr_year", m->cand->premises_ore);
    if (m->cand && m->cand->other_ore >= 0) kr(s, "other_kr_year", m->cand->other_ore);
    if (m->cand && m->cand->invest_ore > 0) {
        kr(s, "investment_kr", m->cand->invest_ore);
        sk_jw_int(&s->j, "life_years", m->cand->life_years);
    }
}

/* A cooking kitchen to take the equipment and posts of a new one from: the nearest in size. */
static int model_of(const writer *s, int o)
{
    const sk_structure *in = &s->w->r->s;
    int best = -1;
    int64_t least = INT64_MAX;
    for (int c = 0; c < in->n_cook; c++) {
        int a = in->cook[c];
        int64_t d = in->opt[a].cap - in->opt[o].cap;
        if (d < 0) d = -d;
        if (s->w->r->opt[a].today && d < least) least = d, best = in->opt[a].kitchen;
    }
    return best;
}

static void growing(writer *s)
{
    const sk_structure *in = &s->w->r->s;
    for (int k = 0; k < in->n_kit; k++) {
        int o = s->x->opt[k], was = s->w->r->today[k];
        if (in->opt[o].role != SK_ST_COOK || o == was) continue;
        if (in->opt[was].role == SK_ST_COOK) {
            begin(s, "resize", k);
            sk_jw_int(&s->j, "percent",
                      in->opt[was].cap
                          ? sk_muldiv(in->opt[o].cap - in->opt[was].cap, 100, in->opt[was].cap)
                          : 0);
        } else {
            int like = model_of(s, o);
            begin(s, "convert", k);
            sk_jw_str(&s->j, "role", "tillagning");
            if (like >= 0) sk_jw_str(&s->j, "like", id_of(s, like));
        }
        money(s, o);
        sk_jw_obj_end(&s->j);
    }
}

static void ending(writer *s)
{
    const sk_structure *in = &s->w->r->s;
    for (int k = 0; k < in->n_kit; k++) {
        int o = s->x->opt[k], was = s->w->r->today[k];
        sk_st_role role = in->opt[o].role;
        if (role == SK_ST_COOK || o == was) continue;
        begin(s, role == SK_ST_CLOSED ? "close" : "convert", k);
        if (role == SK_ST_CLOSED && in->opt[o].into >= 0)
            sk_jw_str(&s->j, "guests_to", id_of(s, in->opt[o].into));
        if (role != SK_ST_CLOSED) {
            sk_jw_str(&s->j, "role", role == SK_ST_RECEIVE ? "mottagning" : "servering");
            sk_jw_str(&s->j, "supplier", id_of(s, in->opt[s->x->src[k]].kitchen));
        }
        if (role == SK_ST_CLOSED) {
            char day[SK_DATE_LEN];
            sk_jw_str(&s->j, "from", sk_day_str(s->w->r->from, day));
        } else money(s, o);
        sk_jw_obj_end(&s->j);
    }
}

/* Every site that eats there already has it as its usual supplier. */
static bool usual(const writer *s, int kit, int supplier)
{
    const sk_kommun *k = s->w->r->k;
    for (sk_ix i = 0; i < k->n_sites; i++)
        if (k->site[i].kitchen == s->w->r->place[kit].kitchen &&
            k->site[i].usual_supplier != s->w->r->place[supplier].kitchen)
            return false;
    return true;
}

static void suppliers(writer *s)
{
    const sk_structure *in = &s->w->r->s;
    char day[SK_DATE_LEN];
    for (int k = 0; k < in->n_kit; k++) {
        int o = s->x->opt[k], src = s->x->src[k], old = s->w->r->today_src[k];
        if (o != s->w->r->today[k] || src < 0) continue;
        if (old >= 0 && in->opt[old].kitchen == in->opt[src].kitchen) continue;
        if (usual(s, k, in->opt[src].kitchen)) continue;
        /* the kitchen that takes over from its old one has its customers already */
        if (old >= 0 && s->x->src[in->opt[old].kitchen] == src) continue;
        begin(s, "supplier", k);
        sk_jw_str(&s->j, "supplier", id_of(s, in->opt[src].kitchen));
        sk_jw_str(&s->j, "from", sk_day_str(s->w->r->from, day));
        sk_jw_obj_end(&s->j);
    }
}

void sk__rw_scenario(const sk__rw *w, const sk_st_result *x, const char *name, const char *title)
{
    writer s = {.w = w, .x = x};
    sk_buf *b = sk_report_file(w->rep, name,
                               sk_text(w->lang, "The structure as a scenario for storkok whatif"));
    sk_jw_init(&s.j, b, false);
    sk_jw_obj(&s.j, NULL);
    sk_jw_str(&s.j, "format", "storkok-scenario/1");
    sk_jw_str(&s.j, "name", title);
    sk_jw_str(
        &s.j, "note",
        sk_report_words(w->rep,
                        sk_text(w->lang, "From storkok review: %d kitchens, of which %d cook; %s."),
                        x->kitchens, x->cooking, sk__rw_gap(w, x)));
    sk_jw_arr(&s.j, "operations");
    growing(&s);
    ending(&s);
    suppliers(&s);
    sk_jw_arr_end(&s.j);
    sk_jw_obj_end(&s.j);
    if (!sk_buf_ok(b)) w->rep->failed = true;
}
