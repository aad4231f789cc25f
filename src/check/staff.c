/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staff minutes of every kitchen and day, part by part, and the overtime they make. Packing and
 * receiving of boxes were added by trips.c. */
#include "check/check_priv.h"

static chk_staff *work_at(chk *c, int64_t kitchen, int64_t d)
{
    return &c->work[kitchen * c->head.n_days + d];
}

static int64_t by_role(sk_role r, int64_t cooking, int64_t receiving, int64_t serving)
{
    return r == SK_ROLE_COOKING ? cooking : r == SK_ROLE_RECEIVING ? receiving : serving;
}

static void fixed(chk *c)
{
    for (int i = 0; i < c->k->n_kitchens; i++)
        for (int64_t d = 0; d < c->head.n_days; d++) {
            chk_staff *w = work_at(c, i, d);
            sk_staff_day s;
            int from, to;
            sk_kitchen_staff(c->k, i, sk__chk_day(c, d), &s);
            w->avail_mmin = (int64_t)s.min * 1000;
            c->want.staff_regular += s.ore;
            if (sk__chk_hours(c, i, d, CHK_CHILL, &from, &to)) /* open for any meal */
                w->fixed_mmin = 1000 * by_role(c->k->kitchen[i].role, c->p->fixed_min_cooking,
                                               c->p->fixed_min_receiving, c->p->fixed_min_serving);
        }
}

static void parts(chk *c)
{
    for (int i = 0; i < c->n_mades; i++) {
        const chk_flow *f = &c->flow[c->made[i].first];
        work_at(c, f->kitchen, f->day)->cook_mmin += c->made[i].staff_mmin;
    }
    for (int i = 0; i < c->n_supplies; i++) {
        const chk_supply *s = &c->supply[i];
        if (!s->ok || s->mode != SK_MODE_CHILLED || !s->hot) continue;
        const chk_need *n = &c->need[s->need];
        work_at(c, n->kitchen, n->d)->receive_mmin += s->portions * c->p->reheat_mmin;
    }
    for (int i = 0; i < c->n_needs; i++) {
        const chk_need *n = &c->need[i];
        if (!n->ok) continue;
        chk_staff *w = work_at(c, n->kitchen, n->d);
        if (c->k->product[n->product].kind == SK_PROD_SERVED)
            w->serve_mmin +=
                n->portions * by_role(c->k->kitchen[n->kitchen].role, c->p->serve_mmin_cooking,
                                      c->p->serve_mmin_receiving, c->p->serve_mmin_serving);
        w->serve_mmin += n->backup * c->p->backup_mmin;
    }
}

static void overtime(chk *c, int kitchen, int64_t d)
{
    const sk_kitchen *k = &c->k->kitchen[kitchen];
    chk_staff *w = work_at(c, kitchen, d);
    w->need_mmin = w->fixed_mmin + w->cook_mmin + w->pack_mmin + w->receive_mmin + w->serve_mmin;
    int64_t over = w->need_mmin > w->avail_mmin ? w->need_mmin - w->avail_mmin : 0;
    int64_t agreed = (int64_t)k->overtime_max_min * 1000;
    w->over_mmin = over < agreed ? over : agreed;
    w->excess_mmin = over - w->over_mmin;
    w->over_ore = sk_muldiv(w->over_mmin, k->overtime_ore_h, 60000);
    c->want.overtime += w->over_ore;
    c->want.overtime_excess += sk_muldiv(w->excess_mmin, c->p->overtime_excess_ore_h, 60000);
}

static void compare(chk *c, int row)
{
    const chk_staff *s = &c->staff[row], *w = work_at(c, s->kitchen, s->day);
    const struct {
        sk_check_rule rule;
        const char *field;
        int64_t found, want;
    } f[] = {
        {SK_V_STAFF_PART, "fixed_mmin", s->fixed_mmin, w->fixed_mmin},
        {SK_V_STAFF_PART, "cook_mmin", s->cook_mmin, w->cook_mmin},
        {SK_V_STAFF_PART, "pack_mmin", s->pack_mmin, w->pack_mmin},
        {SK_V_STAFF_PART, "receive_mmin", s->receive_mmin, w->receive_mmin},
        {SK_V_STAFF_PART, "serve_mmin", s->serve_mmin, w->serve_mmin},
        {SK_V_STAFF_NEED, "need_mmin", s->need_mmin, w->need_mmin},
        {SK_V_STAFF_AVAIL, "avail_mmin", s->avail_mmin, w->avail_mmin},
        {SK_V_OVERTIME, "over_mmin", s->over_mmin, w->over_mmin},
        {SK_V_OVERTIME, "excess_mmin", s->excess_mmin, w->excess_mmin},
        {SK_V_OVERTIME_ORE, "over_ore", s->over_ore, w->over_ore},
    };
    const char *place = sk__chk_place_kitchen(c, s->kitchen, s->day, -1, -1);
    for (size_t i = 0; i < sizeof f / sizeof *f; i++)
        sk__chk_same(c, f[i].rule, AT("staff", row, f[i].field), place, f[i].found, f[i].want);
    if (w->excess_mmin > 0)
        sk__chk_most(c, SK_V_D_OVERTIME, AT("staff", row, "excess_mmin"), place,
                     sk_ceildiv(w->over_mmin + w->excess_mmin, 1000),
                     c->k->kitchen[s->kitchen].overtime_max_min);
}

static void rows(chk *c)
{
    bool *seen = sk__chk_array(c, (size_t)(c->k->n_kitchens * c->head.n_days), sizeof *seen);
    for (int i = 0; seen && i < c->n_staff; i++) {
        const chk_staff *s = &c->staff[i];
        if (!s->ok) continue;
        bool *one = &seen[s->kitchen * c->head.n_days + s->day];
        if (*one || c->k->kitchen[s->kitchen].role == SK_ROLE_SERVING)
            sk__chk_say(c, SK_V_STAFF_ROW, AT("staff", i, NULL),
                        sk__chk_place_kitchen(c, s->kitchen, s->day, -1, -1));
        else compare(c, i);
        *one = true;
    }
    for (int i = 0; seen && i < c->k->n_kitchens; i++)
        for (int64_t d = 0; d < c->head.n_days; d++) {
            const chk_staff *w = work_at(c, i, d);
            if (c->k->kitchen[i].role != SK_ROLE_SERVING && !seen[i * c->head.n_days + d] &&
                (w->need_mmin > 0 || w->avail_mmin > 0))
                sk__chk_num(c, SK_V_STAFF_ROW, AT("staff", -1, NULL),
                            sk__chk_place_kitchen(c, i, d, -1, -1), 0, w->need_mmin);
        }
}

void sk__chk_staff(chk *c)
{
    fixed(c);
    parts(c);
    for (int i = 0; i < c->k->n_kitchens; i++)
        for (int64_t d = 0; d < c->head.n_days; d++)
            if (c->k->kitchen[i].role != SK_ROLE_SERVING) overtime(c, i, d);
    rows(c);
}
