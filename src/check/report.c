/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One form for every disagreement: sentence of the rule, place, what the plan says, what it should. */
#include <stdio.h>

#include "check/check_priv.h"

static const struct {
    const char *id, *text;
} rules[] = {
#define X(name, id, text) {id, text},
    SK_CHECK_RULES(X)
#undef X
};

const char *sk_check_rule_id(sk_check_rule r) { return rules[r].id; }
const char *sk_check_rule_text(sk_check_rule r) { return rules[r].text; }

/* Each lookup counts lines from the start of the text: so many bytes in all, then only paths. */
#define LOCATE_BYTES INT64_C(8000000000)

static sk_loc locate(chk *c, chk_at at)
{
    if (at.row < 0)
        snprintf(c->path, sizeof c->path, "$.%s%s%s", at.part, at.field ? "." : "",
                 at.field ? at.field : "");
    else
        snprintf(c->path, sizeof c->path, "$.%s[%d]%s%s", at.part, at.row, at.field ? "." : "",
                 at.field ? at.field : "");
    c->located += c->bytes;
    bool near = c->located <= LOCATE_BYTES;
    sk_loc l = sk_json_loc(c->doc, near ? c->path : "$");
    if (!near) l.line = l.col = 0;
    l.path = c->path;
    return l;
}

static sk_sev severity(sk_check_rule r)
{
    return r >= SK_V_D_OVERTIME ? SK_SEV_WARNING : SK_SEV_ERROR;
}
static const char *sentence(const chk *c, sk_check_rule r)
{
    return sk_text(c->lang, rules[r].text);
}

void sk__chk_say(chk *c, sk_check_rule r, chk_at at, const char *place)
{
    sk_diag_add(c->out, severity(r), rules[r].id, locate(c, at), NULL, "%s: %s", place,
                sentence(c, r));
}

void sk__chk_num(chk *c, sk_check_rule r, chk_at at, const char *place, int64_t found, int64_t want)
{
    sk_diag_add(c->out, severity(r), rules[r].id, locate(c, at), NULL,
                "%s: %s: the plan says %lld, recomputed %lld", place, sentence(c, r),
                (long long)found, (long long)want);
}

void sk__chk_most(chk *c, sk_check_rule r, chk_at at, const char *place, int64_t found,
                  int64_t most)
{
    sk_diag_add(c->out, severity(r), rules[r].id, locate(c, at), NULL, "%s: %s: %lld, at most %lld",
                place, sentence(c, r), (long long)found, (long long)most);
}

void sk__chk_word(chk *c, sk_check_rule r, chk_at at, const char *place, const char *found,
                  const char *want)
{
    sk_diag_add(c->out, severity(r), rules[r].id, locate(c, at), NULL,
                "%s: %s: the plan says \"%s\", expected \"%s\"", place, sentence(c, r), found,
                want);
}

bool sk__chk_same(chk *c, sk_check_rule r, chk_at at, const char *place, int64_t found,
                  int64_t want)
{
    if (found != want) sk__chk_num(c, r, at, place, found, want);
    return found == want;
}

const char *sk__chk_place_need(chk *c, const chk_need *n)
{
    char day[SK_DATE_LEN];
    snprintf(c->place, sizeof c->place, "%s %s %s %s%s%s", c->k->site[n->site].id,
             sk_day_str((sk_day)n->day, day), sk_meal_name((sk_meal)n->meal, c->lang),
             sk_line_name((sk_line)n->line, c->lang), n->diet == SK_NONE ? "" : " ",
             n->diet == SK_NONE ? "" : c->k->diet[n->diet].id);
    return c->place;
}

const char *sk__chk_place_supply(chk *c, const chk_supply *s)
{
    static const char *const group[] = {SK_N("main dish"), SK_N("side dish"),
                                        SK_N("cold and bread")};
    const chk_need *n = &c->need[s->need];
    char day[SK_DATE_LEN];
    snprintf(c->place, sizeof c->place, "%s -> %s %s %s %s%s%s, %s", c->k->kitchen[s->kitchen].id,
             c->k->site[n->site].id, sk_day_str((sk_day)n->day, day),
             sk_meal_name((sk_meal)n->meal, c->lang), sk_line_name((sk_line)n->line, c->lang),
             n->diet == SK_NONE ? "" : " ", n->diet == SK_NONE ? "" : c->k->diet[n->diet].id,
             sk_text(c->lang, group[s->group]));
    return c->place;
}

const char *sk__chk_place_kitchen(chk *c, int64_t kitchen, int64_t d, int64_t session,
                                  int64_t component)
{
    char day[SK_DATE_LEN];
    const char *what = session == CHK_CHILL ? sk_text(c->lang, SK_N("chilled production"))
                       : session >= 0       ? sk_meal_name((sk_meal)session, c->lang)
                                            : "";
    snprintf(c->place, sizeof c->place, "%s %s%s%s%s%s", c->k->kitchen[kitchen].id,
             sk_day_str(sk__chk_day(c, d), day), *what ? " " : "", what, component >= 0 ? " " : "",
             component >= 0 ? c->k->component[component].id : "");
    return c->place;
}
