/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An operation in words: its members as they were given, names instead of ids. */
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "review/scenario_priv.h"

const char *sk_op_name(sk_op_kind kind) { return sk__opdefs[kind].name; }

static const char *name_of(const sk_kommun *k, const sk_scenario *s, sk__member_kind kind, sk_ix i)
{
    switch (kind) {
    case SK__M_KITCHEN: return sk_scenario_kitchen(k, s, i);
    case SK__M_SITE: return k->site[i].name;
    case SK__M_CLASS: return k->equip_class[i].name;
    case SK__M_VEHICLE: return k->vehicle[i].name;
    case SK__M_COMPONENT: return k->component[i].name;
    case SK__M_DISH: return k->dish[i].name;
    case SK__M_MENU: return k->menu[i].name;
    case SK__M_CATEGORY: return k->category[i].name;
    case SK__M_INGREDIENT: return k->ingredient[i].name;
    case SK__M_GOODS: return k->supplier[i].name;
    case SK__M_BOARD: return k->board[i].name;
    default: return "";
    }
}

static void number(const sk__member *m, int64_t v, sk_lang lang, sk_buf *out)
{
    char text[SK_DATE_LEN];
    switch (m->kind) {
    case SK__M_PERCENT:
        sk_buf_add(out, v > 0 ? "+" : "");
        sk_buf_dec(out, sk_muldiv(v, 1, 1000), 1, lang);
        sk_buf_add(out, " %");
        return;
    case SK__M_KR:
        sk_buf_ore(out, v, lang);
        sk_buf_add(out, " kr");
        return;
    case SK__M_DATE: sk_buf_add(out, sk_day_str((sk_day)v, text)); return;
    case SK__M_TIME: sk_buf_add(out, sk_min_str((sk_min)v, text)); return;
    case SK__M_COORD: sk_buf_dec_plain(out, v, 5); return;
    case SK__M_DAYS:
        for (int d = 1; d <= 7; d++)
            if (sk_wdays_has((sk_wdays)v, d)) sk_buf_addf(out, "%s ", sk_weekday_short(lang, d));
        return;
    default: break;
    }
    const sk__sword *w = sk__member_words(m->kind);
    for (; w && w->sv; w++)
        if (w->value == v) sk_buf_add(out, lang == SK_LANG_SV ? w->sv : w->en);
    if (!sk__member_words(m->kind)) sk_buf_addf(out, "%lld", (long long)v);
}

void sk_op_words(const sk_kommun *k, const sk_scenario *s, const sk_op *op, sk_lang lang,
                 sk_buf *out)
{
    const char *sep = "";
    for (int i = 0; i < sk__n_members; i++) {
        const sk__member *m = &sk__members[i];
        const char *at = (const char *)op + m->offset;
        sk_ix ix;
        const char *text;
        int64_t v;
        if (!sk__op_takes(op->kind, m->name) || m->offset == offsetof(sk_op, note)) continue;
        if (m->kind <= SK__M_BOARD) {
            memcpy(&ix, at, sizeof ix);
            if (ix == SK_NONE) continue;
            sk_buf_addf(out, "%s%s: %s", sep, m->name, name_of(k, s, m->kind, ix));
        } else if (m->kind <= SK__M_SETTING) {
            memcpy(&text, at, sizeof text);
            if (!text) continue;
            sk_buf_addf(out, "%s%s: %s", sep, m->name, text);
        } else {
            memcpy(&v, at, sizeof v);
            if (v == SK_OP_UNSET) continue;
            sk_buf_addf(out, "%s%s: ", sep, m->name);
            number(m, v, lang, out);
        }
        sep = "; ";
    }
}
