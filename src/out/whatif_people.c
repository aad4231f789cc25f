/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of kitchens and people: who gains and loses hours and posts, and which kitchens nobody can replace. */
#include "base/date.h"
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/whatif_view.h"

typedef sk__whatif_pages_at pages;

#define COLS(c) c, (int)(sizeof(c) / sizeof *(c))

const char *sk__whatif_kitchen(const sk_alt *a, sk_ix i)
{
    return i < 0 || i >= a->k->n_kitchens ? "" : a->k->kitchen[i].name;
}

static int64_t hours(int64_t mmin) { return sk_muldiv(mmin, 1, 60000); }

/* ---- kitchens and people ------------------------------------------------------------------------------ */

static bool moved(const sk_alt_kitchen *q, const sk_alt_kitchen *b)
{
    return q->role != b->role || q->open != b->open || q->cooked != b->cooked ||
           q->eaten != b->eaten || q->need_mmin != b->need_mmin || q->fte_centi != b->fte_centi;
}

enum { TOLD_HOURS = 50 };

/* Changes that a board asks about; the rest are kitchens that cook some portions more or less. */
static bool matters(const sk_alt_kitchen *q, const sk_alt_kitchen *b)
{
    int64_t more = q->need_mmin - b->need_mmin;
    return q->role != b->role || q->open != b->open || q->fte_centi != b->fte_centi ||
           more >= TOLD_HOURS * 60000 || more <= -TOLD_HOURS * 60000;
}

static void kitchens(const pages *p, bool all)
{
    static const sk_col col[] = {{"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
                                 {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
                                 {"id", SK_N("Id"), SK_CELL_TEXT, true},
                                 {"role", SK_N("Role"), SK_CELL_TEXT, false},
                                 {"cooked", SK_N("Cooks"), SK_CELL_INT, false},
                                 {"cooked_change", SK_N("Change"), SK_CELL_INT, false},
                                 {"eaten", SK_N("Eaten there"), SK_CELL_INT, true},
                                 {"hours_needed", SK_N("Hours needed"), SK_CELL_INT, false},
                                 {"hours_change", SK_N("Change, h"), SK_CELL_INT, false},
                                 {"use_percent", SK_N("Use, %"), SK_CELL_INT, false},
                                 {"posts", SK_N("Posts"), SK_CELL_DEC2, false},
                                 {"posts_change", SK_N("Change"), SK_CELL_DEC2, false}};
    sk_table *t = sk_report_table(p->r, all ? "kitchens" : "kitchens_changed",
                                  SK_N("Kitchens where something changes"), COLS(col), 120);
    if (all) sk_report_files_only(p->r);
    else {
        sk_report_page_only(p->r);
        sk_report_note(
            p->r, sk_report_words(
                      p->r,
                      sk_text(p->lang, SK_N("Another role, other posts, or at least %d working "
                                            "hours a year; every kitchen is in kitchens.csv.")),
                      TOLD_HOURS));
    }
    for (int i = 1; i < p->w->n_alts; i++) {
        const sk_alt *a = &p->w->alt[i];
        for (int j = 0; j < a->k->n_kitchens; j++) {
            static const sk_alt_kitchen none;
            const sk_alt_kitchen *q = &a->kitchen[j],
                                 *b = j < p->w->k->n_kitchens ? &p->w->alt[0].kitchen[j] : &none;
            if (!(all ? moved(q, b) : matters(q, b))) continue;
            sk_table_s(t, sk__alt_name(a, p->lang));
            sk_table_s(t, a->k->kitchen[j].name);
            sk_table_s(t, a->k->kitchen[j].id);
            sk_table_s(t,
                       q->open ? sk_role_name(q->role, p->lang) : sk_text(p->lang, SK_N("closed")));
            sk_table_v(t, q->cooked);
            sk_table_v(t, q->cooked - b->cooked);
            sk_table_v(t, q->eaten);
            sk_table_v(t, hours(q->need_mmin));
            sk_table_v(t, hours(q->need_mmin - b->need_mmin));
            sk_table_v(t,
                       q->avail_mmin ? sk_muldiv(q->need_mmin, 100, q->avail_mmin) : SK_CELL_EMPTY);
            sk_table_v(t, q->fte_centi);
            sk_table_v(t, q->fte_centi - b->fte_centi);
        }
    }
}

static const char *fate_name(const sk_post_move *m, sk_lang lang)
{
    switch (m->fate) {
    case SK_POST_STAYS: return sk_text(lang, SK_N("stays"));
    case SK_POST_MOVES: return sk_text(lang, SK_N("moves"));
    case SK_POST_ADDED: return sk_text(lang, SK_N("new"));
    case SK_POST_CHANGED: return sk_text(lang, SK_N("other hours"));
    case SK_POST_FREED: break;
    }
    return m->redeployed ? sk_text(lang, SK_N("freed, gets other work"))
                         : sk_text(lang, SK_N("freed, given notice"));
}

static void people_sums(const pages *p)
{
    static const sk_col col[] = {
        {"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
        {"sex", SK_N("Sex"), SK_CELL_TEXT, false},
        {"moved", SK_N("Move"), SK_CELL_INT, false},
        {"freed", SK_N("Freed"), SK_CELL_INT, false},
        {"redeployed", SK_N("of them with other work"), SK_CELL_INT, false}};
    static const char *const sex[] = {SK_N("not known"), SK_N("women"), SK_N("men")};
    sk_table *t =
        sk_report_table(p->r, "people", SK_N("Posts that move or are freed, by sex"), COLS(col), 0);
    for (int i = 1; i < p->w->n_alts; i++)
        for (int s = 0; s < 3; s++) {
            const sk_alt *a = &p->w->alt[i];
            if (!a->moved[s] && !a->freed[s]) continue;
            sk_table_s(t, sk__alt_name(a, p->lang));
            sk_table_s(t, sk_text(p->lang, sex[s]));
            sk_table_v(t, a->moved[s]);
            sk_table_v(t, a->freed[s]);
            sk_table_v(t, a->redeployed[s]);
        }
}

static void posts(const pages *p)
{
    static const sk_col col[] = {{"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
                                 {"post", SK_N("Post"), SK_CELL_TEXT, false},
                                 {"title", SK_N("Title"), SK_CELL_NAME, false},
                                 {"percent", SK_N("Employment, %"), SK_CELL_INT, false},
                                 {"from", SK_N("From"), SK_CELL_NAME, false},
                                 {"to", SK_N("To"), SK_CELL_NAME, false},
                                 {"fate", SK_N("What happens"), SK_CELL_TEXT, false},
                                 {"year_ore", SK_N("Cost a year"), SK_CELL_ORE, true}};
    sk_table *t = sk_report_table(p->r, "posts", SK_N("Posts one by one"), COLS(col), 80);
    for (int i = 1; i < p->w->n_alts; i++)
        for (int j = 0; j < p->w->alt[i].applied->n_moves; j++) {
            const sk_alt *a = &p->w->alt[i];
            const sk_post_move *m = &a->applied->move[j];
            sk_table_s(t, sk__alt_name(a, p->lang));
            sk_table_s(t, m->id);
            sk_table_s(t, m->title);
            sk_table_v(t, m->employment_pct);
            sk_table_s(t, sk__whatif_kitchen(a, m->from));
            sk_table_s(t, sk__whatif_kitchen(a, m->to));
            sk_table_s(t, fate_name(m, p->lang));
            sk_table_v(t, m->year_ore);
        }
    sk_report_note(
        p->r, sk_text(p->lang,
                      SK_N("Posts, not persons: which person goes where is decided by others.")));
}

/* ---- the loss of a kitchen ------------------------------------------------------------------------------- */

enum { WORST = 5 };

static bool worse(const sk_alt *a, int i, int j)
{
    const sk_alt_kitchen *x = &a->kitchen[i], *y = &a->kitchen[j];
    if (x->out_short != y->out_short) return x->out_short > y->out_short;
    if (x->out_backup != y->out_backup) return x->out_backup > y->out_backup;
    return i < j;
}

/* Place of a kitchen among those of its alternative, the worst to lose first. */
static int rank(const sk_alt *a, int i)
{
    int n = 0;
    for (int j = 0; j < a->k->n_kitchens; j++) n += j != i && worse(a, j, i);
    return n;
}

static void losses(const pages *p)
{
    static const sk_col col[] = {{"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
                                 {"kitchen", SK_N("Kitchen that is out"), SK_CELL_NAME, false},
                                 {"id", SK_N("Id"), SK_CELL_TEXT, true},
                                 {"without_food", SK_N("Without food"), SK_CELL_INT, false},
                                 {"backup", SK_N("Backup dish"), SK_CELL_INT, false},
                                 {"more_ore", SK_N("The day costs more"), SK_CELL_ORE, false}};
    if (!p->w->alt[0].outages) return;
    sk_table *t = sk_report_table(p->r, "losses", SK_N("The worst kitchens to lose"), COLS(col), 0);
    char day[SK_DATE_LEN];
    sk_report_note(
        p->r,
        sk_report_words(
            p->r,
            sk_text(p->lang,
                    SK_N("The busiest planned day, %s, planned again with the kitchen out from the "
                         "morning, the others as they are and without the reserve: the engine of "
                         "storkok outage. Portions beyond those that the day lacks anyway.")),
            sk_day_str(p->w->alt[0].out_day, day)));
    for (int i = 0; i < p->w->n_alts; i++)
        for (int place = 0; place < WORST; place++)
            for (int j = 0; j < p->w->alt[i].k->n_kitchens; j++) {
                const sk_alt *a = &p->w->alt[i];
                const sk_alt_kitchen *q = &a->kitchen[j];
                if (rank(a, j) != place || (!q->out_short && !q->out_backup)) continue;
                sk_table_s(t, sk__alt_name(a, p->lang));
                sk_table_s(t, a->k->kitchen[j].name);
                sk_table_s(t, a->k->kitchen[j].id);
                sk_table_v(t, q->out_short);
                sk_table_v(t, q->out_backup);
                sk_table_v(t, q->out_ore);
            }
}

void sk__whatif_people_page(const sk__whatif_pages_at *p)
{
    sk_report_page(p->r, "kitchens_people", SK_N("Kitchens and people"));
    kitchens(p, false);
    kitchens(p, true);
    people_sums(p);
    posts(p);
    losses(p);
}
