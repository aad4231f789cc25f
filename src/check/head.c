/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Head of the plan: the week, the municipality, and that every input file is still the same. */
#include <string.h>

#include "check/check_priv.h"

static const char *text_in(const sk_jval *obj, const char *key)
{
    const sk_jval *v = obj && sk_jval_type(obj) == SK_J_OBJECT ? sk_jval_get(obj, key) : NULL;
    return v && sk_jval_type(v) == SK_J_STR ? sk_jval_str(v) : "";
}

static void word(chk *c, const char *part, const char *field, const char *found, const char *want)
{
    if (strcmp(found, want) != 0)
        sk__chk_word(c, SK_V_HEAD, AT(part, -1, field), c->k->name, found, want);
}

static void week(chk *c)
{
    const char *s = text_in(sk_json_root(c->doc), "week");
    sk_week w;
    sk_day monday;
    char from[SK_DATE_LEN];
    bool good = sk_week_parse(s, &w) && sk_week_monday(w, &monday);
    if (!good || monday != c->head.from)
        sk__chk_word(c, SK_V_HEAD, AT("week", -1, NULL), c->k->name, s,
                     sk_day_str((sk_day)c->head.from, from));
    if (c->head.n_days != 7)
        sk__chk_num(c, SK_V_HEAD, AT("n_days", -1, NULL), c->k->name, c->head.n_days, 7);
}

/* File i of the folder: its registers, then the history's documents when the plan stands on them. */
static const sk_input_file *file_at(const chk *c, int i)
{
    return i < c->k->n_files ? &c->k->file[i] : &c->sight.file[i - c->k->n_files];
}

static int n_files(const chk *c)
{
    bool history = c->head.demand_from == SK_SIGHT_FORECAST;
    return c->k->n_files + (history ? c->sight.n_files : 0);
}

static void input(chk *c, int row, const sk_jval *v, bool *seen)
{
    const char *name = text_in(v, "name");
    for (int i = 0; i < n_files(c); i++) {
        const sk_input_file *f = file_at(c, i);
        if (strcmp(f->name, name) != 0) continue;
        if (seen[i]) break;
        seen[i] = true;
        const char *sum = text_in(v, "sha256");
        if (strcmp(sum, f->sha256) != 0)
            sk__chk_word(c, SK_V_HASH, AT("inputs", row, "sha256"), name, sum, f->sha256);
        return;
    }
    sk__chk_say(c, SK_V_FILE, AT("inputs", row, "name"), name);
}

static void inputs(chk *c)
{
    const sk_jval *list = sk_jval_get(sk_json_root(c->doc), "inputs");
    bool *seen = sk__chk_array(c, (size_t)n_files(c), sizeof *seen);
    if (!seen) return;
    if (!list || sk_jval_type(list) != SK_J_ARRAY) {
        sk__chk_say(c, SK_V_FORMAT, AT("inputs", -1, NULL), c->k->name);
        return;
    }
    for (size_t i = 0; i < sk_jval_len(list); i++) input(c, (int)i, sk_jval_at(list, i), seen);
    for (int i = 0; i < n_files(c); i++)
        if (!seen[i]) sk__chk_say(c, SK_V_FILE, AT("inputs", -1, NULL), file_at(c, i)->name);
}

void sk__chk_head(chk *c)
{
    const sk_jval *kom = sk_jval_get(sk_json_root(c->doc), "kommun");
    char as_of[SK_DATE_LEN];
    word(c, "kommun", "name", text_in(kom, "name"), c->k->name ? c->k->name : "");
    word(c, "kommun", "code", text_in(kom, "code"), c->k->code ? c->k->code : "");
    word(c, "kommun", "as_of", text_in(kom, "as_of"), sk_day_str(c->k->as_of, as_of));
    week(c);
    inputs(c);
}
