/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a paper: facts and parts. */
#include "out/paper.h"
#include "base/num.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

void sk__paper_init(sk_paper *p, const char *title, const char *name, sk_day day, sk_day to)
{
    *p = (sk_paper){.title = title, .name = name, .day = day, .to = to};
    p->arena = sk_arena_new();
    p->failed = !p->arena;
}

void sk_paper_free(sk_paper *p)
{
    for (int i = 0; i < p->n_parts; i++) sk_table_free(&p->part[i].t);
    sk_arena_free(p->arena);
    *p = (sk_paper){0};
}

bool sk__paper_ok(const sk_paper *p)
{
    bool ok = !p->failed;
    for (int i = 0; i < p->n_parts; i++) ok = ok && sk_table_ok(&p->part[i].t);
    return ok;
}

void sk__paper_fact(sk_paper *p, const char *title, sk_cell_kind kind, int64_t v, const char *unit,
                    bool bad)
{
    if (p->n_facts < SK_PAPER_FACTS)
        p->fact[p->n_facts++] = (sk_paper_fact){title, kind, {NULL, v}, unit, bad};
    else p->failed = true;
}

void sk__paper_fact_s(sk_paper *p, const char *title, const char *s, bool bad)
{
    sk__paper_fact(p, title, SK_CELL_TEXT, SK_CELL_EMPTY, NULL, bad);
    if (p->n_facts) p->fact[p->n_facts - 1].cell.s = s;
}

sk_table *sk__paper_part(sk_paper *p, sk_part_form form, const char *title, const char *note,
                         const char *empty, const sk_col *col, int n_cols)
{
    if (p->n_parts == SK_PAPER_PARTS) { /* a fault of ours; the last part is used again */
        p->failed = true;
        return &p->part[p->n_parts - 1].t;
    }
    sk_paper_part *part = &p->part[p->n_parts++];
    part->form = form;
    part->note = note;
    part->empty = empty;
    sk_table_init(&part->t, "part", title, col, n_cols);
    return &part->t;
}

void sk__paper_lead(sk_paper *p, int lead, const char *foot)
{
    p->part[p->n_parts - 1].lead = lead;
    p->part[p->n_parts - 1].foot = foot;
}

const char *sk__paper_kept(sk_paper *p, const char *s)
{
    if (!s) p->failed = true;
    return s ? s : "";
}

const char *sk__paper_number(const sk_papers *ps, sk_paper *p, int64_t v, int decimals)
{
    sk_buf b = SK_BUF_INIT;
    sk_buf_dec(&b, v, decimals, ps->lang);
    if (!sk_buf_ok(&b)) p->failed = true;
    const char *s = SK__WORDS(p, "%s", sk_buf_str(&b));
    sk_buf_free(&b);
    return s;
}

const char *sk__paper_date(const sk_papers *ps, sk_paper *p, sk_day day)
{
    char date[SK_DATE_LEN];
    return SK__WORDS(p, "%s %s", sk_weekday_short(ps->lang, sk_day_weekday(day)),
                     sk_day_str(day, date));
}

bool sk__paper_any(sk_paper *p)
{
    for (int i = 0; i < p->n_parts; i++)
        if (p->part[i].t.n_rows || p->part[i].t.failed) return true;
    sk_paper_free(p);
    return false;
}

void sk__paper_file(sk_paper *p, const char *folder, const char *kind, sk_day day)
{
    char date[SK_DATE_LEN];
    if (day == SK_NO_DAY) snprintf(p->file, sizeof p->file, "%.80s/%s.html", folder, kind);
    else snprintf(p->file, sizeof p->file, "%.80s/%s-%s.html", folder, kind, sk_day_str(day, date));
}

/* Whether the words a, b, c hold the word. */
static bool holds(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = list; (at = strstr(at, word)); at++) {
        bool begins = at == list || (at - list >= 2 && memcmp(at - 2, ", ", 2) == 0);
        if (begins && (at[n] == '\0' || at[n] == ',')) return true;
    }
    return false;
}

const char *sk__paper_join(sk_paper *p, const char *list, const char *word)
{
    if (!list || !*word || holds(list, word)) return list && *list ? list : word;
    const char *s = p->arena ? sk_arena_printf(p->arena, "%s, %s", list, word) : NULL;
    if (!s) p->failed = true;
    return s ? s : list;
}
