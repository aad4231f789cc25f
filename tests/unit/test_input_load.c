/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder as a whole: a sound one, every fault at once, hostile bytes, memory that ends. */
#include "unit/folder.h"

#include "input/format.h"

#include "base/mem.h"
#include "base/rng.h"
#include "domain/query.h"

static void expect_rules(const char *want)
{
    sk_kommun *k;
    sk_diags *d;
    sk_buf got = SK_BUF_INIT;
    load_copy(&k, &d);
    list_rules(d, true, &got);
    assert_string_equal(sk_buf_str(&got), want);
    assert_true((k == NULL) == (sk_diags_count(d, SK_SEV_ERROR) > 0));
    sk_buf_free(&got);
    sk_diags_free(d);
    sk_kommun_free(k);
}

static void mini_is_sound(void **state)
{
    (void)state;
    expect_rules("");
}

static void values_arrive_in_their_units(void **state)
{
    (void)state;
    sk_kommun *k;
    sk_diags *d;
    assert_int_equal(load_copy(&k, &d), SK_OK);
    const sk_kitchen *berga = &k->kitchen[sk_find_kitchen(k, "k_berga")];
    assert_string_equal(k->name, "Lillby");
    assert_int_equal(k->policy.extra_trip_max_m, 15000);
    assert_int_equal(k->policy.pack_min, 10);
    assert_int_equal(berga->lat_e5, 5839010);
    assert_int_equal(berga->overtime_ore_h, 52000);
    assert_int_equal(berga->n_diets, 2);
    assert_int_equal(berga->condition, SK_COND_YELLOW);
    assert_int_equal(berga->open.to, SK_DAY_FOREVER);
    assert_int_equal(k->post[0].ore_h, 26250);
    assert_true(k->post[4].trainee);
    assert_int_equal(k->post[4].min[3], 360);
    assert_int_equal(k->category[0].factor_milli, 1000); /* ak4_6 */
    assert_int_equal(k->category[0].attendance_ppm, 910000);
    const sk_component *pot = &k->component[sk_find_component(k, "potatis_k")];
    assert_int_equal(pot->modes, SK_MODE_HOT | SK_MODE_AT_SITE);
    assert_int_equal(pot->cook_mmin, 100);
    assert_int_equal(pot->load_milli, 800);
    assert_int_equal(k->tour[0].n_stops, 2);
    assert_int_equal(k->tour[0].stop[1].m, 3600);
    assert_int_equal(k->tour[0].stop[1].win_from, -1);
    assert_int_equal(k->n_files, 36);
    sk_diags_free(d);
    sk_kommun_free(k);
}

static void derived_values_are_counted_by_hand(void **state)
{
    (void)state;
    sk_kommun *k;
    sk_diags *d;
    assert_int_equal(load_copy(&k, &d), SK_OK);
    /* 170 g potatoes of 9.50 kr/kg with 18 % loss: 170 x 950 / 0.82 öre for 1000 portions. */
    const sk_component *pot = &k->component[sk_find_component(k, "potatis_k")];
    assert_int_equal(pot->food_ore_1000, 196951);
    assert_int_equal(pot->co2e_g, 21); /* 170 x 0.1 / 0.82 = 20.7 */
    /* 105 g mince (92 kr/kg, 2 % loss) and 12 g bread (31 kr/kg): 985 714.3 + 37 200. */
    const sk_component *balls = &k->component[sk_find_component(k, "kottbullar")];
    assert_int_equal(balls->food_ore_1000, 1022914);
    assert_int_equal(balls->allergens, 1); /* gluten */
    const sk_dish *dish = &k->dish[sk_find_dish(k, "kottbullar_pot")];
    assert_int_equal(dish->n_comp, 5);
    assert_int_equal(dish->allergens, 1 | 1 << 6); /* and milk of the sauce */
    /* t1: 120 kr + 2 x 15 + 10.9 km x 3.10 + (6+4+7+4+8) min x 355/60. */
    assert_int_equal(k->tour[0].cost_ore, 12000 + 3000 + 3379 + 17158);
    sk_diags_free(d);
    sk_kommun_free(k);
}

static void every_fault_of_every_document_is_listed(void **state)
{
    (void)state;
    damage("sites.csv", "f_3;m_vik;k_berga", "f_3;m_vyk;k_barga");
    damage("staff.csv", "231;;", "-231;;");
    damage("tours.csv", "t2;bil1;k_berga;MTOTF..;lunch;10:50",
           "t2;bil1;k_berga;MTOTF..;lunch;10.5x");
    damage("guests.csv", "ek_fsk;2023-08-01", "ek_fsk;2023-02-30");
    expect_rules("guests.csv:7:8 R006\nsites.csv:4:23 R010\nsites.csv:4:29 R010\n"
                 "staff.csv:4:67 R005\ntours.csv:3:31 R006\n");
}

static void a_missing_document_is_named_among_other_faults(void **state)
{
    char path[FOLDER_PATH];
    (void)state;
    copy_path(path, "kitchens.csv");
    unlink(path);
    damage("dishes.csv", "linsgryta_ris;Linsgryta med ris;vegan", "linsgryta_ris;;vegan");
    expect_rules("dishes.csv:5:15 R003\nkitchens.csv:0:0 R020\n");
}

static void a_folder_that_is_none(void **state)
{
    (void)state;
    sk_kommun *k;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    assert_int_equal(sk_kommun_load("/nowhere/at/all", &k, d, &err), SK_E_INPUT);
    assert_null(k);
    assert_non_null(strstr(err.text, "/nowhere/at/all"));
    sk_diags_free(d);
}

static void reverse_rows(const char *name)
{
    if (!strstr(name, ".csv") || strchr(name, '/')) return;
    sk_buf old = SK_BUF_INIT, new = SK_BUF_INIT;
    read_mini(name, &old);
    char *head = strchr(old.data, '\n') + 1;
    sk_buf_addn(&new, old.data, (size_t)(head - old.data));
    for (char *end = old.data + old.len; end > head;) {
        char *start = end - 1;
        while (start > head && start[-1] != '\n') start--;
        sk_buf_addn(&new, start, (size_t)(end - start));
        end = start;
    }
    put_doc(name, new.data, new.len);
    sk_buf_free(&old);
    sk_buf_free(&new);
}

static void the_order_of_rows_never_matters(void **state)
{
    (void)state;
    sk_kommun *a, *b;
    sk_diags *d;
    assert_int_equal(load_copy(&a, &d), SK_OK);
    sk_diags_free(d);
    each_doc(reverse_rows);
    assert_int_equal(load_copy(&b, &d), SK_OK);
    sk_diags_free(d);
    for (int i = 0; i < a->n_sites; i++) assert_string_equal(a->site[i].id, b->site[i].id);
    for (int i = 0; i < a->n_posts; i++) assert_string_equal(a->post[i].id, b->post[i].id);
    assert_memory_equal(a->sitting, b->sitting, (size_t)a->n_sittings * sizeof *a->sitting);
    assert_memory_equal(a->menu_item, b->menu_item, (size_t)a->n_menu_items * sizeof *a->menu_item);
    assert_memory_equal(a->tour[0].stop, b->tour[0].stop, 2 * sizeof *a->tour[0].stop);
    for (int i = 0; i < a->n_dishes; i++)
        assert_memory_equal(a->dish[i].comp, b->dish[i].comp,
                            (size_t)a->dish[i].n_comp * sizeof *a->dish[i].comp);
    sk_kommun_free(a);
    sk_kommun_free(b);
}

/* As Excel writes it elsewhere: 1252, CRLF, comma and point, English names. */
static void other_ways_of_writing(void **state)
{
    static const char en[] = "id,name,portion_factor,attendance_pct,veg_pct,priority\r\n"
                             "fsk,F\xF6rskola,0.6,85,8,1\r\nf_3,F-3,0.8,92,10,2\r\n"
                             "ak4_6,\"4,6\",1,91,12,3\r\nak7_9,7-9,1.15,85,15,4\r\n"
                             "sabo,S\xE4"
                             "bo,0.9,98,0,1\r\nhem,Hem,1,100,0,2\r\nlss,LSS,1,90,10,1\r\n";
    (void)state;
    put_doc("categories.csv", en, sizeof en - 1);
    sk_kommun *k;
    sk_diags *d;
    assert_int_equal(load_copy(&k, &d), SK_OK);
    assert_string_equal(k->category[3].name, "Förskola");
    assert_int_equal(k->category[1].factor_milli, 1150);
    sk_diags_free(d);
    sk_kommun_free(k);
}

/* ---- hostile bytes ---- */

enum { BIG = 10 << 20 };
static char *garbage;
static size_t garbage_len = BIG;

static void is_refused(const char *name)
{
    if (strncmp(name, "history/", 8) == 0) return;
    for (int d = SK_DOC_FIRST_ANNEX; d < SK_N_ALL_DOCS; d++) /* read by those who need them */
        if (strcmp(sk_doc_file((sk_doc_id)d), name) == 0) return;
    put_doc(name, garbage, garbage_len);
    sk_kommun *k;
    sk_diags *d;
    assert_int_equal(load_copy(&k, &d), SK_E_INPUT);
    bool named = false;
    for (size_t i = 0; i < sk_diags_len(d); i++) {
        const sk_diag *x = sk_diags_at(d, i);
        named |= x->sev == SK_SEV_ERROR && strcmp(x->file, name) == 0;
    }
    if (!named) fail_msg("%s is not named", name);
    sk_diags_free(d);
    copy_doc(name);
}

static void ten_megabytes_of_garbage_anywhere(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 1);
    garbage = malloc(BIG);
    assert_non_null(garbage);
    for (size_t i = 0; i < BIG; i++) garbage[i] = (char)sk_rng_u64(&r);
    is_refused("sites.csv");
    is_refused("policy.json");
    is_refused("calendars/skola.ics");
    memset(garbage, 'a', BIG); /* one endless word */
    is_refused("sites.csv");
    garbage_len = 100000;
    each_doc(is_refused);
    garbage_len = BIG;
    for (size_t i = 0; i < BIG; i++) garbage[i] = i % 8 == 7 ? '\n' : ';';
    is_refused("menu.csv");
    memcpy(garbage, "id;namn\n", 8); /* a million rows with the same id */
    for (size_t i = 8; i < BIG; i++) garbage[i] = "rc1;x\n"[(i - 8) % 6];
    is_refused("managers.csv");
    free(garbage);
}

static sk_rng rng;
static int rounds;

/* One document with some bytes changed, lost or doubled: refused or read, never a crash. */
static void mutate(const char *name)
{
    sk_buf b = SK_BUF_INIT;
    read_mini(name, &b);
    for (int i = 0; i < rounds; i++) {
        sk_buf m = SK_BUF_INIT;
        size_t cut = sk_rng_below(&rng, (uint32_t)b.len), n = sk_rng_below(&rng, 8);
        if (cut + n > b.len) n = b.len - cut;
        sk_buf_addn(&m, b.data, cut);
        switch (sk_rng_below(&rng, 4)) {
        case 0: break; /* lost */
        case 1:        /* doubled */
            sk_buf_addn(&m, b.data + cut, n);
            sk_buf_addn(&m, b.data + cut, n);
            break;
        case 2: /* noise */
            for (size_t j = 0; j < n; j++) sk_buf_addc(&m, (char)sk_rng_u64(&rng));
            break;
        default: /* letters that mean something */
            for (size_t j = 0; j < n; j++) sk_buf_addc(&m, ";,-0\n\"9_"[sk_rng_below(&rng, 8)]);
        }
        sk_buf_addn(&m, b.data + cut + n, b.len - cut - n);
        put_doc(name, sk_buf_str(&m), m.len);
        sk_kommun *k;
        sk_diags *d;
        sk_code code = load_copy(&k, &d);
        assert_true(code == SK_OK || code == SK_E_INPUT);
        assert_true((code == SK_OK) == (sk_diags_count(d, SK_SEV_ERROR) == 0));
        sk_kommun_free(k);
        sk_diags_free(d);
        sk_buf_free(&m);
    }
    copy_doc(name);
    sk_buf_free(&b);
}

static bool quick(void)
{
    const char *set = getenv("SET");
    return set && strcmp(set, "quick") == 0;
}

static void changed_bytes_never_crash(void **state)
{
    (void)state;
    sk_rng_seed(&rng, 7);
    rounds = quick() ? 4 : 55; /* 39 documents */
    each_doc(mutate);
}

/* ---- memory ---- */

static void memory_that_ends_anywhere(void **state)
{
    (void)state;
    sk_kommun *k;
    sk_diags *d;
    unsigned long before = sk_mem_count();
    assert_int_equal(load_copy(&k, &d), SK_OK);
    sk_kommun_free(k);
    sk_diags_free(d);
    unsigned long n = sk_mem_count() - before;
    for (unsigned long i = 1; i <= n; i += quick() ? 13 : 1) {
        char path[FOLDER_PATH];
        copy_path(path, "");
        d = sk_diags_new(SK_LANG_EN);
        sk_mem_fail_at(i);
        sk_code code = sk_kommun_load(path, &k, d, NULL);
        sk_mem_fail_at(0);
        if (code != SK_E_NOMEM && code != SK_OK && code != SK_E_INPUT)
            fail_msg("allocation %lu: code %d", i, (int)code);
        assert_true((code == SK_OK) == (k != NULL));
        sk_kommun_free(k);
        sk_diags_free(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(mini_is_sound, copy_mini),
        cmocka_unit_test_setup(values_arrive_in_their_units, copy_mini),
        cmocka_unit_test_setup(derived_values_are_counted_by_hand, copy_mini),
        cmocka_unit_test_setup(every_fault_of_every_document_is_listed, copy_mini),
        cmocka_unit_test_setup(a_missing_document_is_named_among_other_faults, copy_mini),
        cmocka_unit_test(a_folder_that_is_none),
        cmocka_unit_test_setup(the_order_of_rows_never_matters, copy_mini),
        cmocka_unit_test_setup(other_ways_of_writing, copy_mini),
        cmocka_unit_test_setup(ten_megabytes_of_garbage_anywhere, copy_mini),
        cmocka_unit_test_setup(changed_bytes_never_crash, copy_mini),
        cmocka_unit_test_setup(memory_that_ends_anywhere, copy_mini),
    };
    return cmocka_run_group_tests_name("input_load", tests, NULL, NULL);
}
