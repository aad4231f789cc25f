/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger of 2023 as SIE 4 type 3: the budget's lines booked on accounts of Kommun-Bas, except that food
 * became dearer and staff cheaper by as much, as in 2023; so it closes on the same sum. Income of the price
 * equals it, so the result is 0. */
#include "ext/csv.h"
#include "ext/sie.h"
#include "gen/gen_priv.h"

#include <stdlib.h>
#include <string.h>

typedef struct posting {
    char account[5];
    const char *owner; /* "" = none */
    int ansvar;
    int64_t ore;
} posting;

typedef struct book {
    const g_world *w;
    posting *v;
    size_t n, cap;
    int64_t saved; /* on staff, to be spent on food */
    int64_t food;  /* budget of food */
    bool failed;
} book;

static const struct {
    const char *no, *name;
} accounts[] = {{"3012", "Försäljning av måltider, internt"},
                {"3511", "Bidrag för skolmjölk"},
                {"5011", "Löner, arbetad tid"},
                {"5131", "Löner, semester och sjukdom"},
                {"5611", "Sociala avgifter"},
                {"5711", "Avtalspension"},
                {"6011", "Internhyra"},
                {"6111", "Städning"},
                {"6211", "El"},
                {"6411", "Förbrukningsmaterial"},
                {"6471", "Livsmedel"},
                {"6611", "Reparation och underhåll"},
                {"6815", "Måltidssystem"},
                {"6821", "Datorer, telefoni och nät"},
                {"6961", "Mattransporter"},
                {"6965", "Hemkörning av matlådor"},
                {"6991", "Utbildning och utveckling"},
                {"7511", "Ekonomistöd"},
                {"7521", "Personalstöd"},
                {"7531", "Upphandling"},
                {"7591", "Förvaltningsgemensamt"},
                {"7911", "Avskrivning"},
                {"7951", "Internränta"}};
enum { N_ACCOUNTS = sizeof accounts / sizeof *accounts };

static void post(book *b, const char *account, const char *owner, int64_t ore)
{
    if (ore == 0) return;
    if (!SK_GROW(b->v, b->n, b->cap)) {
        b->failed = true;
        return;
    }
    posting *p = &b->v[b->n++];
    *p = (posting){"", owner, 54100, ore};
    memcpy(p->account, account, 4);
    for (size_t i = 0; i < b->w->n_k; i++)
        if (strcmp(b->w->k[i].id, owner) == 0) p->ansvar = 54100 + b->w->k[i].manager + 1;
}

/* Parts of a line by thousandths, in whole kronor; the last account takes the rest. */
static void split(book *b, const g_cost *c, int64_t ore, const char *const *account,
                  const int *milli, int n)
{
    int64_t left = ore;
    for (int i = 0; i < n; i++) {
        int64_t part = i == n - 1 ? left : ore / 100 * milli[i] / 1000 * 100;
        post(b, account[i], c->owner, part);
        left -= part;
    }
}

static void staff(book *b, const g_cost *c)
{
    static const char *const account[] = {"5011", "5131", "5611", "5711"};
    static const int milli[] = {588, 104, 217, 91};
    bool kitchen = strncmp(c->owner, "k_", 2) == 0;
    int64_t ore = kitchen ? c->ore / 100 * 956 / 1000 * 100 : c->ore;
    b->saved += c->ore - ore;
    split(b, c, ore, account, milli, 4);
}

static void take(void *ctx, const g_cost *c)
{
    static const char *const rooms[] = {"6011", "6111", "6211"};
    static const int rooms_milli[] = {700, 120, 180};
    static const char *const capital[] = {"7951", "7911"};
    static const int capital_milli[] = {125, 875};
    static const char *const trips[] = {"6961"};
    static const int whole[] = {1000};
    static const char same[][2][5] = {{"6410", "6411"}, {"6600", "6611"}, {"6815", "6815"},
                                      {"6820", "6821"}, {"6990", "6991"}, {"7510", "7511"},
                                      {"7520", "7521"}, {"7530", "7531"}, {"7590", "7591"}};
    book *b = ctx;
    if (strcmp(c->account, "5011") == 0) staff(b, c);
    else if (strcmp(c->account, "6010") == 0) split(b, c, c->ore, rooms, rooms_milli, 3);
    else if (strcmp(c->account, "7910") == 0) split(b, c, c->ore, capital, capital_milli, 2);
    else if (strcmp(c->account, "6960") == 0) split(b, c, c->ore, trips, whole, 1);
    else if (strcmp(c->account, "6965") == 0) post(b, "6965", "", c->ore);
    else if (strcmp(c->account, "6470") == 0) {
        post(b, "6471", c->owner, c->ore);
        b->food += c->ore;
    }
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (strcmp(c->account, same[i][0]) == 0) post(b, same[i][1], c->owner, c->ore);
}

/* What staff did not cost went to food, in proportion, and 600 kr a kitchen of milk subsidy besides. */
static void settle(book *b)
{
    int64_t seen = 0, given = 0, total = 0;
    size_t n = b->n;
    for (size_t i = 0; i < n && b->food > 0; i++) {
        posting *p = &b->v[i];
        if (strcmp(p->account, "6471") != 0) continue;
        seen += p->ore;
        int64_t upto = (int64_t)((double)(b->saved / 100) * ((double)seen / (double)b->food)) * 100;
        if (seen == b->food) upto = b->saved;
        p->ore += upto - given;
        given = upto;
    }
    for (size_t i = 0; i < n && !b->failed; i++) {
        if (strcmp(b->v[i].account, "6471") != 0) continue;
        int64_t milk = b->v[i].ore / 100 * 6 / 1000 * 100;
        b->v[i].ore += milk;
        post(b, "3511", b->v[i].owner, -milk);
    }
    for (size_t i = 0; i < b->n; i++) total += b->v[i].ore;
    post(b, "3012", "", -total);
}

static int by_account(const void *x, const void *y)
{
    const posting *a = x, *b = y;
    int c = strcmp(a->account, b->account);
    return c ? c : strcmp(a->owner, b->owner);
}

static void amount(sk_buf *b, int64_t ore)
{
    sk_buf_addf(b, "%s%lld.%02lld", ore < 0 ? "-" : "", (long long)(llabs(ore) / 100),
                (long long)(llabs(ore) % 100));
}

static void head(const g_world *w, sk_buf *b)
{
    sk_buf_add(b, "#FLAGGA 0\r\n#FORMAT PC8\r\n#SIETYP 3\r\n#PROGRAM \"storkok generate\" 1\r\n"
                  "#GEN 20240131\r\n#FNAMN \"Exempelkommunen, Kost och restaurang\"\r\n"
                  "#RAR 0 20230101 20231231\r\n#OMFATTN 20231231\r\n");
    for (int i = 0; i < N_ACCOUNTS; i++)
        sk_buf_addf(b, "#KONTO %s \"%s\"\r\n", accounts[i].no, accounts[i].name);
    sk_buf_add(b, "#DIM 1 \"Ansvar\"\r\n#DIM 20 \"Enhet\"\r\n");
    for (size_t i = 0; i < w->n_k; i++)
        if (w->k[i].role != G_SERVE)
            sk_buf_addf(b, "#OBJEKT 20 \"%s\" \"%s\"\r\n", w->k[i].id, w->k[i].name);
}

/* The total of an account, its objects, and #RES. */
static void balance(sk_buf *b, const posting *p, size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) sum += p[i].ore;
    sk_buf_addf(b, "#RES 0 %s ", p->account);
    amount(b, sum);
    sk_buf_addf(b, "\r\n#PSALDO 0 202312 %s {} ", p->account);
    amount(b, sum);
    sk_buf_add(b, "\r\n");
    for (size_t i = 0; i < n; i++) {
        if (!*p[i].owner) continue;
        sk_buf_addf(b, "#PSALDO 0 202312 %s {1 \"%d\" 20 \"%s\"} ", p->account, p[i].ansvar,
                    p[i].owner);
        amount(b, p[i].ore);
        sk_buf_add(b, "\r\n");
    }
}

void sk__gen_w_ledger(g_world *w, sk_buf *out)
{
    book b = {.w = w};
    sk_buf text = SK_BUF_INIT;
    sk__gen_each_cost(w, take, &b);
    settle(&b);
    head(w, &text);
    if (!b.failed) {
        qsort(b.v, b.n, sizeof *b.v, by_account);
        size_t n = 0; /* one row an account and owner */
        for (size_t i = 0; i < b.n; i++) {
            if (n && by_account(&b.v[n - 1], &b.v[i]) == 0) b.v[n - 1].ore += b.v[i].ore;
            else b.v[n++] = b.v[i];
        }
        for (size_t i = 0, j; i < n; i = j) {
            for (j = i + 1; j < n && strcmp(b.v[i].account, b.v[j].account) == 0; j++) {}
            balance(&text, &b.v[i], j - i);
        }
    }
    sk_sie_to_cp437(sk_buf_str(&text), text.len, out);
    out->failed = out->failed || b.failed || text.failed;
    sk_buf_free(&text);
    sk_free(b.v);
}
