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

static void input(chk *c, int row, const sk_jval *v, bool *seen)
{
    const sk_kommun *k = c->k;
    const char *name = text_in(v, "name");
    for (int i = 0; i < k->n_files; i++) {
        if (strcmp(k->file[i].name, name) != 0) continue;
        if (seen[i]) break;
        seen[i] = true;
        const char *sum = text_in(v, "sha256");
        if (strcmp(sum, k->file[i].sha256) != 0)
            sk__chk_word(c, SK_V_HASH, AT("inputs", row, "sha256"), name, sum, k->file[i].sha256);
        return;
    }
    sk__chk_say(c, SK_V_FILE, AT("inputs", row, "name"), name);
}

static void inputs(chk *c)
{
    const sk_jval *list = sk_jval_get(sk_json_root(c->doc), "inputs");
    bool *seen = sk__chk_array(c, (size_t)c->k->n_files, sizeof *seen);
    if (!seen) return;
    if (!list || sk_jval_type(list) != SK_J_ARRAY) {
        sk__chk_say(c, SK_V_FORMAT, AT("inputs", -1, NULL), c->k->name);
        return;
    }
    for (size_t i = 0; i < sk_jval_len(list); i++) input(c, (int)i, sk_jval_at(list, i), seen);
    for (int i = 0; i < c->k->n_files; i++)
        if (!seen[i]) sk__chk_say(c, SK_V_FILE, AT("inputs", -1, NULL), c->k->file[i].name);
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
