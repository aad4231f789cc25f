/* SPDX-License-Identifier: GPL-3.0-or-later */
/* review/: what the example's kitchens could become. Illustrative, but of the size of published cases:
 * Hörby turned three cooking kitchens into receiving ones for 3.5 million kr, Öjebyn gained 2,000
 * portions a day for 10-11, Trollhättan paid 78 for a kitchen of 6,000. */
#include "gen/gen_priv.h"

#include <stdio.h>
#include <string.h>

enum {
    TO_RECEIVE_KR = 1170000, /* Hörby: 3.5 million for three */
    TO_SERVE_KR = 400000,    /* a guess: dish-washing and serving lines stay */
    PORTION_GROW_KR = 5250,  /* Öjebyn: 10.5 million for 2,000 */
    PORTION_NEW_KR = 13000,  /* Trollhättan: 78 million for 6,000 */
    BIG = 700,               /* reference portions cooked, from where enlarging is a candidate */
    WIDE = 330               /* eaten, from where a receiving kitchen could begin to cook */
};

static const char GUESS[] = "påhittat";

static void row(sk_buf *b, const g_kitchen *k, const char *role, const char *size, int cap,
                int64_t invest, int life, int premises, int other, int fixed, const char *factor,
                const char *source)
{
    sk_buf_addf(b, "%s;%s;%s;", k->id, role, size);
    if (cap > 0) sk_buf_addf(b, "%d", cap);
    sk_buf_addf(b, ";%lld;%d;%d;%d;%d;%s;;;;nej;;%s\r\n", (long long)invest, life, premises, other,
                fixed, factor, source);
}

static int round_to(double x, int unit) { return (int)(x / unit + 0.5) * unit; }

/* Serving goes on wherever guests stay; the room does too. */
static void candidates(sk_buf *b, const g_kitchen *k)
{
    bool cooks = k->role == G_COOK;
    double ref = cooks ? k->ref : k->ref_here;
    int rooms =
        cooks ? 28000 + round_to(k->ref * 20, 100) : 14000 + round_to(k->ref_here * 12, 100);
    int room = round_to(ref * 1.25, 10) + 20;
    if (cooks) sk_buf_addf(b, "%s;tillagning;;%d;;;;;;;;;;nej;;%s\r\n", k->id, room, GUESS);
    if (cooks && ref > BIG) {
        int more = round_to(ref * 0.5, 50);
        row(b, k, "tillagning", "utbyggt", room + more, (int64_t)more * PORTION_GROW_KR, 25,
            rooms * 3 / 2, 55000, 110, "0,95", "Öjebyn: 10-11 mnkr för 2 000 portioner om dagen");
    }
    if (!cooks && ref > WIDE && !k->rural) {
        int cap = round_to(ref * 1.6, 50);
        row(b, k, "tillagning", "nytt", cap, (int64_t)cap * PORTION_NEW_KR, 33, rooms * 2, 42000,
            90, "0,95", "Trollhättan: 78 mnkr för 6 000 portioner om dagen");
    }
    if (cooks)
        row(b, k, "mottagning", "", 0, TO_RECEIVE_KR, 20, rooms * 3 / 5, 20000, 60, "1",
            "Hörby: 3,5 mnkr för tre kök");
    if (k->ref_here < 420)
        row(b, k, "servering", "", 0, cooks ? TO_SERVE_KR * 3 / 2 : TO_SERVE_KR, 20, rooms / 2,
            9000, 30, "1", GUESS);
}

void sk__gen_w_candidates(g_world *w, sk_buf *b)
{
    sk__gen_head(
        b, "kök;roll;storlek;kapacitet_portioner;investering_kr;livslängd_år;lokalkostnad_kr_år;"
           "övrigt_fast_kr_år;fast_min_dag;tidsfaktor;servering_min_portion;dagar;blastkyl_kg_dag;"
           "värmer_kylt;gäster_till;källa");
    for (size_t i = 0; i < w->n_k; i++)
        if (w->k[i].role != G_SERVE && w->k[i].kind != G_SERVICE) candidates(b, &w->k[i]);
}

/* Two kitchens that a board wants to keep, one that has been decided; only in the example. */
void sk__gen_w_wishes(g_world *w, sk_buf *b)
{
    static const struct {
        const char *kitchen, *kind, *board, *text;
    } wish[] = {
        {"k_ulrika", "lagar", "bou",
         "Landsbygdens skola ska ha eget tillagningskök, påhittat önskemål"},
        {"k_vbo_berga", "lagar", "leanlink", "Boendet ska ha mat lagad i huset, påhittat önskemål"},
        {"k_gy_ramshall", "kök_kvar", "bin",
         "Gymnasieskolan ska ha ett bemannat kök, påhittat önskemål"}};
    sk__gen_head(b, "kök;slag;nämnd;text");
    for (size_t i = 0; w->o.linkoping && i < sizeof wish / sizeof *wish; i++)
        sk_buf_addf(b, "%s;%s;%s;%s\r\n", wish[i].kitchen, wish[i].kind, wish[i].board,
                    wish[i].text);
}
