/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An explanation for programs: keys in English, ids of the registers, öre as numbers. */
#include "ext/json.h"
#include "plan/explain_priv.h"
#include "plan/plan_json.h"

static const char *kitchen_id(const sk_explanation *x, sk_ix k)
{
    return k < 0 ? NULL : x->plan->k->kitchen[k].id;
}

static void day(sk_jw *w, const char *key, sk_day d)
{
    char s[SK_DATE_LEN];
    sk_jw_str(w, key, sk_day_str(d, s));
}

static void minutes(sk_jw *w, const char *key, int v)
{
    if (v < 0) sk_jw_str(w, key, NULL);
    else sk_jw_int(w, key, v);
}

static void alt(const sk_explanation *x, const sk_alt *a, sk_jw *w)
{
    sk_jw_inline(w);
    sk_jw_obj(w, NULL);
    sk_jw_str(w, "kitchen", kitchen_id(x, a->kitchen));
    sk_jw_bool(w, "chosen", a->chosen);
    sk_jw_bool(w, "usual", a->usual);
    sk_jw_str(w, "mode", sk__json_mode(a->mode));
    sk_jw_str(w, "route", sk__json_route[a->route]);
    sk_jw_str(w, "tour", a->tour < 0 ? NULL : x->plan->k->tour[a->tour].id);
    day(w, "prod_day", x->plan->from + a->prod_day);
    minutes(w, "depart", a->depart);
    minutes(w, "arrive", a->arrive);
    minutes(w, "hold_min", a->hold_min);
    sk_jw_int(w, "hold_limit", a->hold_limit);
    sk_jw_real(w, "cost_ore", a->cost_ore);
    sk_jw_real(w, "limit_ore", a->limit_ore);
    sk_jw_real(w, "more_ore", a->more_ore);
    sk_jw_str(w, "binding", *a->binding ? a->binding : NULL);
    sk_jw_real(w, "binding_ore", a->binding_ore);
    sk_jw_obj_end(w);
}

static void group(const sk_explanation *x, const sk_told_group *t, sk_jw *w)
{
    const sk_kommun *k = x->plan->k;
    const sk_need *n = &x->plan->demand.need[t->need];
    sk_jw_obj(w, NULL);
    sk_jw_int(w, "need", t->need);
    sk_jw_str(w, "group", sk__json_group[t->group]);
    sk_jw_str(w, "line", sk__json_line[n->line]);
    sk_jw_str(w, "diet", n->diet < 0 ? NULL : k->diet[n->diet].id);
    sk_jw_str(w, "dish", k->dish[n->dish].id);
    sk_jw_int(w, "portions", t->portions);
    sk_jw_bool(w, "asked_possible", t->asked_possible);
    sk_jw_str(w, "asked_why", *t->asked_why ? t->asked_why : NULL);
    sk_jw_int(w, "n_more", t->n_more);
    sk_jw_arr(w, "ways");
    for (int i = 0; i < t->n_alts; i++) alt(x, &t->alt[i], w);
    sk_jw_arr_end(w);
    sk_jw_obj_end(w);
}

static void what_if(const sk_explanation *x, const char *key, const sk_what_if *f, sk_jw *w)
{
    if (!f->asked) {
        sk_jw_str(w, key, NULL);
        return;
    }
    sk_jw_obj(w, key);
    sk_jw_bool(w, "possible", f->possible);
    sk_jw_real(w, "more_ore", f->more_ore);
    sk_jw_real(w, "more_short", f->more_short);
    sk_jw_real(w, "more_backup", f->more_backup);
    sk_jw_real(w, "more_over_min", f->more_over_min);
    sk_jw_arr(w, "moved");
    for (int i = 0; i < f->n_moved; i++) {
        const sk_moved *m = &f->moved[i];
        sk_jw_inline(w);
        sk_jw_obj(w, NULL);
        sk_jw_str(w, "site", x->plan->k->site[m->site].id);
        day(w, "day", x->plan->from + m->day);
        sk_jw_str(w, "meal", sk__json_session[m->meal]);
        sk_jw_str(w, "group", sk__json_group[m->group]);
        sk_jw_str(w, "from", kitchen_id(x, m->from));
        sk_jw_str(w, "to", kitchen_id(x, m->to));
        sk_jw_int(w, "portions", m->portions);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
    sk_jw_int(w, "n_more", f->n_more);
    sk_jw_arr(w, "tight");
    for (int i = 0; i < f->n_tight; i++) sk_jw_str(w, NULL, f->tight[i]);
    sk_jw_arr_end(w);
    sk_jw_obj_end(w);
}

void sk_explain_json(const sk_explanation *x, sk_buf *out)
{
    sk_jw w;
    sk_jw_init(&w, out, false);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "format", "storkok-explanation");
    sk_jw_int(&w, "version", 1);
    sk_jw_str(&w, "site", x->plan->k->site[x->q.site].id);
    day(&w, "day", x->plan->from + x->q.day);
    sk_jw_str(&w, "meal", sk__json_session[x->q.meal]);
    sk_jw_str(&w, "asked", kitchen_id(x, x->q.kitchen));
    sk_jw_real(&w, "bound_ore", x->bound_ore);
    sk_jw_real(&w, "rules_ore", x->rules_ore);
    sk_jw_real(&w, "cost_ore", x->cost_ore);
    sk__explain_demand_json(x, &w);
    sk_jw_arr(&w, "groups");
    for (int i = 0; i < x->n_groups; i++) group(x, &x->group[i], &w);
    sk_jw_arr_end(&w);
    what_if(x, "second", &x->second, &w);
    what_if(x, "other", &x->other, &w);
    sk_jw_obj_end(&w);
}
