/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kitchen review's instance on tests/data/mini: who may supply whom. */
#include "folder.h"

#include "domain/query.h"
#include "review/review.h"

static sk_kommun *k;

static int setup(void **state)
{
    char path[FOLDER_PATH];
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    (void)state;
    mini_path(path, "");
    assert_int_equal(sk_kommun_load(path, &k, d, NULL), SK_OK);
    sk_diags_free(d);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sk_kommun_free(k);
    return 0;
}

static int place_of(const sk_review *r, const char *id)
{
    for (int j = 0; j < r->s.n_kit; j++)
        if (strcmp(r->k->kitchen[r->place[j].kitchen].id, id) == 0) return j;
    fail_msg("no place %s", id);
    return -1;
}

/* Whether any cooking option of one place can supply any option of another. */
static bool supplies(const sk_review *r, const char *from, const char *to)
{
    int f = place_of(r, from), t = place_of(r, to);
    for (int c = 0; c < r->s.n_cook; c++)
        for (int o = r->s.first[t]; o < r->s.first[t + 1]; o++)
            if (r->s.opt[r->s.cook[c]].kitchen == f &&
                r->s.arc[(size_t)c * (size_t)r->s.n_opt + (size_t)o] != SK_ST_NO_ARC)
                return true;
    return false;
}

/* A kitchen that does not cook a place's diets cannot take it over; one that supplies it today goes on. */
static void suppliers_cook_the_diets(void **state)
{
    (void)state;
    sk_review *r;
    sk_ix ljung = sk_find_kitchen(k, "k_ljung"), berga = sk_find_kitchen(k, "k_berga");
    assert_int_equal(sk_review_make(k, NULL, 0, &r, NULL), SK_OK);
    int vik = place_of(r, "m_vik");
    assert_true(r->place[vik].diets != 0); /* somebody at Vik orders one */
    assert_int_equal(sk_review_unqualified(r, vik, place_of(r, "k_ljung")), 0);
    assert_true(supplies(r, "k_ljung", "m_vik") && supplies(r, "k_berga", "m_vik"));
    bool held = r->today_holds;
    sk_review_free(r);

    int had_ljung = k->kitchen[ljung].n_diets, had_berga = k->kitchen[berga].n_diets;
    k->kitchen[ljung].n_diets = k->kitchen[berga].n_diets = 0;
    assert_int_equal(sk_review_make(k, NULL, 0, &r, NULL), SK_OK);
    vik = place_of(r, "m_vik");
    assert_true(sk_review_unqualified(r, vik, place_of(r, "k_ljung")) > 0);
    assert_false(supplies(r, "k_ljung", "m_vik"));
    assert_true(supplies(r, "k_berga", "m_vik")); /* as today */
    assert_int_equal(r->today_holds, held);
    sk_review_free(r);
    k->kitchen[ljung].n_diets = had_ljung;
    k->kitchen[berga].n_diets = had_berga;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suppliers_cook_the_diets),
    };
    return cmocka_run_group_tests_name("review_make", tests, setup, teardown);
}
