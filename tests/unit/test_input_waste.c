/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registrations of waste: what is kept, how much it weighs, and that every doubtful row is listed. */
#include "unit/folder.h"

#include "base/mem.h"
#include "base/rng.h"
#include "domain/query.h"
#include "input/waste.h"

static sk_kommun *kommun;

static int load_kommun(void **state)
{
    sk_diags *d;
    copy_mini(state);
    load_copy(&kommun, &d);
    sk_diags_free(d);
    return kommun ? 0 : -1;
}

static int free_kommun(void **state)
{
    (void)state;
    sk_kommun_free(kommun);
    return 0;
}

static sk_code load(sk_waste_log **l, sk_diags **d)
{
    char path[FOLDER_PATH];
    copy_path(path, "");
    *d = sk_diags_new(SK_LANG_EN);
    return sk_waste_load(path, kommun, l, *d, NULL);
}

#define HEAD "datum;plats;måltid;ström;mängd_g;portioner;rätt;mängd;mått;densitet\n"

static sk_waste_log *of_text(const char *head, const char *rows)
{
    sk_buf b = SK_BUF_INIT;
    sk_waste_log *l;
    sk_diags *d;
    sk_buf_addf(&b, "%s%s\n", head, rows);
    put_doc("history/waste.csv", sk_buf_str(&b), b.len);
    assert_int_equal(load(&l, &d), SK_OK);
    sk_diags_free(d);
    sk_buf_free(&b);
    return l;
}

static void mini_waste(void **state)
{
    (void)state;
    sk_waste_log *l;
    sk_diags *d;
    assert_int_equal(load(&l, &d), SK_OK);
    assert_int_equal(sk_diags_len(d), 0);
    assert_int_equal(l->n, 2);
    assert_int_equal(l->w[0].site, sk_find_site(kommun, "berga_46"));
    assert_int_equal(l->w[0].portions, 164);
    assert_int_equal(l->w[1].kitchen, sk_find_kitchen(kommun, "k_berga"));
    assert_int_equal(l->w[1].g, 5200);
    assert_int_equal(l->w[1].mass, SK_WASTE_COOKING);
    assert_int_equal(l->n_doubts, 0);
    sk_waste_log_free(l);
    sk_diags_free(d);
}

typedef struct one {
    const char *row;
    int rule;  /* of the doubt; 0 = none */
    int grams; /* of what is kept; -1 = nothing is */
} one;

static void each_row_is_weighed_or_doubted(void **state)
{
    static const one rows[] = {
        {"2023-11-14;berga_46;lunch;tallrik;3100;164", 0, 3100},
        {"2023-11-14;1011;lunch;plate;3100;", 0, 3100},           /* unit code; no eaters */
        {"2023-11-14;Bergaskolan 4-6;lunch;tallrik;0;164", 0, 0}, /* name; nothing thrown away */
        {"2023-11-14;berga_46;lunch;tallrik;;164;;3,1;kg;", 0, 3100},
        {"2023-11-14;berga_46;lunch;tallrik;;164;;3,1;;", 0, 3100}, /* kg is understood */
        {"2023-11-14;berga_46;lunch;tallrik;;164;;310;g;", 0, 310},
        {"2023-11-14;berga_46;lunch;servering;;164;fisk_pot;2,5;l;1,04", 0, 2600},
        {"2023-11-14;berga_46;lunch;servering;2600;164;;2,5;l;1,04", 0, 2600}, /* both, and equal */
        {"2023-11-14;berga_46;lunch;serverat;50000;164", 0, 50000},
        {"14/11 2023;berga_46;lunch;tallrik;3100;164", SK_DOUBT_DATE_FORM, 3100},
        {"14.11.2023;berga_46;lunch;tallrik;3100;164", SK_DOUBT_DATE_FORM, 3100},
        {"20231114;berga_46;lunch;tallrik;3100;164", SK_DOUBT_DATE_FORM, 3100},
        {"2023/11/14;berga_46;lunch;tallrik;3100;164", SK_DOUBT_DATE_FORM, 3100},
        {"11/14/2023;berga_46;lunch;tallrik;3100;164", SK_DOUBT_DATE,
         -1}, /* month first is no date */
        {"2023-11-31;berga_46;lunch;tallrik;3100;164", SK_DOUBT_DATE, -1},
        {"imorgon;berga_46;lunch;tallrik;3100;164", SK_DOUBT_DATE, -1},
        {"2023-11-20;berga_46;lunch;tallrik;3100;164", 0, -1}, /* after the as-of date: counted */
        {"2023-11-14;berga_47;lunch;tallrik;3100;164", SK_DOUBT_WORD, -1},
        {"2023-11-14;berga_46;brunch;tallrik;3100;164", SK_DOUBT_WORD, -1},
        {"2023-11-14;berga_46;lunch;golvet;3100;164", SK_DOUBT_WORD, -1},
        {"2023-11-14;berga_46;lunch;tallrik;3100;164;pizza", SK_DOUBT_WORD, -1},
        {"2023-11-14;berga_46;lunch;tallrik;;164;;3;tunnor;", SK_DOUBT_WORD, -1},
        {"2023-11-14;berga_46;lunch;tallrik;-1;164", SK_DOUBT_NUMBER, -1},
        {"2023-11-14;berga_46;lunch;tallrik;mycket;164", SK_DOUBT_NUMBER, -1},
        {"2023-11-14;berga_46;lunch;tallrik;99999999999999999999;164", SK_DOUBT_NUMBER, -1},
        {"2023-11-14;berga_46;lunch;tallrik;;164;;9999999;kg;", SK_DOUBT_NUMBER, -1},
        {"2023-11-14;berga_46;lunch;tallrik;3100;400", SK_DOUBT_EATERS, -1},
        {"2023-11-14;berga_46;lunch;tallrik;3100000;164", SK_DOUBT_HEAVY, -1},
        {"2023-11-14;berga_46;lunch;servering;;164;;2,5;l;", SK_DOUBT_LITRES, -1},
        {"2023-11-14;berga_46;lunch;servering;2601;164;;2,5;l;1,04", SK_DOUBT_AMOUNT, -1},
        {"2023-11-14;berga_46;lunch;servering;;164", SK_DOUBT_AMOUNT, -1},
        {"2023-11-14;berga_46;lunch;beredning;3100;164", SK_DOUBT_PLACE, -1},
        {"2023-11-14;k_berga;lunch;tallrik;3100;164", SK_DOUBT_PLACE, -1},
        {"2023-11-14;berga_46;lunch;tallrik;3100;164;;;;;;;", 0,
         3100}, /* empty fields at the edge */
        {"2023-11-14;berga_46;lunch;tallrik;3100;164;;;;;x;y", SK_DOUBT_ROW, -1},
        {"2023-11-14;berga_46;lunch;tallrik;\"3100;164", SK_DOUBT_ROW, -1},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(rows); i++) {
        sk_waste_log *l = of_text(HEAD, rows[i].row);
        int rule = l->n_doubts ? l->doubt[0].rule : 0, g = l->n ? l->w[0].g : -1;
        if (rule != rows[i].rule || g != rows[i].grams || l->n_doubts > 1)
            fail_msg("%s: rule %d, %d g, %d doubts", rows[i].row, rule, g, l->n_doubts);
        if (rule) assert_int_equal(l->doubt[0].line, 2);
        if (rule) assert_int_equal(l->doubt[0].kept, g >= 0);
        assert_int_equal(l->n_set_aside, rule && g < 0);
        assert_int_equal(l->n_later, strncmp(rows[i].row, "2023-11-20", 10) == 0);
        sk_waste_log_free(l);
    }
}

static void an_unknown_place_is_told_with_the_nearest(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    sk_waste_log *l = of_text(HEAD, "2023-11-14;berga_47;lunch;tallrik;3100;164");
    sk_doubt_say(&l->doubt[0], SK_LANG_EN, &b);
    assert_string_equal(sk_buf_str(&b), "\"berga_47\" is no known place or word; the row was set "
                                        "aside; did you mean \"berga_46\"?");
    sk_buf_free(&b);
    sk_waste_log_free(l);
}

static void every_doubt_is_told_in_both_languages(void **state)
{
    (void)state;
    for (int rule = 1; rule < SK_N_DOUBTS; rule++) {
        sk_buf en = SK_BUF_INIT, sv = SK_BUF_INIT;
        sk_doubt d = {.rule = (uint8_t)rule, .found = "x"};
        sk_doubt_say(&d, SK_LANG_EN, &en);
        sk_doubt_say(&d, SK_LANG_SV, &sv);
        assert_int_equal(en.len > 0, rule <= SK_DOUBT_ROW || rule >= SK_DOUBT_DATE_FORM);
        if (en.len > 0) assert_string_not_equal(sk_buf_str(&en), sk_buf_str(&sv));
        sk_buf_free(&en);
        sk_buf_free(&sv);
    }
}

static void the_last_of_equal_rows_holds_and_the_others_are_listed(void **state)
{
    (void)state;
    sk_waste_log *l = of_text(HEAD, "2023-11-14;berga_46;lunch;tallrik;3100;164\n"
                                    "2023-11-13;berga_46;lunch;tallrik;2900;160\n"
                                    "2023-11-14;berga_46;lunch;tallrik;3200;164\n"
                                    "14/11/2023;1011;lunch;tallrik;3300;164\n"
                                    "2023-11-14;berga_46;lunch;tallrik;800;164;fisk_pot");
    assert_int_equal(l->n, 3);
    assert_int_equal(l->w[0].g, 2900);
    assert_int_equal(l->w[1].g, 3300);
    assert_int_equal(l->w[2].g, 800); /* another dish is another weighing */
    assert_int_equal(l->n_doubts, 3);
    assert_int_equal(l->doubt[0].line, 2);
    assert_int_equal(l->doubt[0].rule, SK_DOUBT_AGAIN);
    assert_string_equal(l->doubt[0].found, "4");
    assert_int_equal(l->doubt[1].line, 4);
    assert_string_equal(l->doubt[1].found, "5");
    assert_int_equal(l->doubt[2].rule, SK_DOUBT_DATE_FORM);
    sk_waste_log_free(l);
}

static void the_national_protocol_is_read(void **state)
{
    static const char text[] = "datum;plats;portioner;ätande;lagring_kg;beredning_kg;tillagning_kg;"
                               "servering_kg;tallrik_kg;"
                               "serverat_kg\n"
                               "2023-11-14;berga_46;520;164;0,4;1,25;;5;3,1;61,5\n"
                               "2023-11-14;k_ljung;90;;;0,5;;;2;\n"
                               "2023-11-14;vilse;90;;;0,5;;;2;\n";
    (void)state;
    sk_waste_log *l;
    sk_diags *d;
    put_doc("history/waste.csv", HEAD, sizeof HEAD - 1);
    put_doc("history/waste_protocol.csv", text, sizeof text - 1);
    assert_int_equal(load(&l, &d), SK_OK);
    assert_int_equal(l->n, 6);
    assert_int_equal(l->w[0].g, 5000); /* the site's */
    assert_int_equal(l->w[0].portions, 164);
    assert_int_equal(l->w[2].mass, SK_MASS_SERVED);
    assert_int_equal(l->w[3].kitchen,
                     sk_find_kitchen(kommun, "k_berga")); /* the site's kitchen's */
    assert_int_equal(l->w[3].portions, 520);
    assert_int_equal(l->w[4].g, 1250);
    assert_int_equal(l->w[5].kitchen, sk_find_kitchen(kommun, "k_ljung"));
    assert_int_equal(l->n_doubts, 2); /* plate waste at a kitchen, and the unknown place */
    assert_int_equal(l->doubt[0].rule, SK_DOUBT_PLACE);
    assert_int_equal(l->doubt[0].doc, 1);
    assert_int_equal(l->doubt[1].rule, SK_DOUBT_WORD);
    sk_waste_log_free(l);
    sk_diags_free(d);
}

static void many_doubts_are_told_as_a_sum_but_all_listed(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    sk_waste_log *l;
    sk_diags *d;
    sk_buf_add(&b, HEAD);
    for (int i = 0; i < 3000; i++) sk_buf_add(&b, "2023-11-14;vilse;lunch;tallrik;1;1;;;;\n");
    put_doc("history/waste.csv", sk_buf_str(&b), b.len);
    assert_int_equal(load(&l, &d), SK_OK);
    assert_int_equal(l->n_doubts, 3000);
    assert_int_equal(l->doubt[2999].line, 3001);
    assert_int_equal(sk_diags_len(d), 6); /* five and a sum */
    sk_waste_log_free(l);
    sk_diags_free(d);
    sk_buf_free(&b);
}

static void a_header_that_cannot_be_read_is_an_error(void **state)
{
    static const char *const heads[] = {"dag;plats;måltid;ström;mängd_g\n1;2;3;4;5\n",
                                        "datum;plats,måltid;ström\n", "\"datum;enhet\n"};
    (void)state;
    for (size_t i = 0; i < N_OF(heads); i++) {
        sk_waste_log *l;
        sk_diags *d;
        put_doc("history/waste.csv", heads[i], strlen(heads[i]));
        assert_int_equal(load(&l, &d), SK_E_INPUT);
        assert_null(l);
        assert_true(sk_diags_count(d, SK_SEV_ERROR) >= 1);
        sk_diags_free(d);
    }
}

static void noise_and_lost_memory_never_crash(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 5);
    for (int i = 0; i < 600; i++) {
        char text[600];
        size_t head = sizeof HEAD - 1;
        memcpy(text, HEAD, head);
        for (size_t j = head; j < sizeof text; j++)
            text[j] = ";\"\r\n 2023-11a,\xE5lkg"[sk_rng_below(&r, 19)];
        for (size_t at = head; at + 60 < sizeof text; at += 90)
            memcpy(text + at, "\n2023-11-14;berga_46;lunch;tallrik;3100;164\n", 44);
        put_doc("history/waste.csv", text, sizeof text);
        sk_waste_log *l = NULL;
        sk_diags *d = sk_diags_new(SK_LANG_SV);
        char path[FOLDER_PATH];
        copy_path(path, "");
        if (i % 3 == 0) sk_mem_fail_at((unsigned long)(1 + i / 3));
        sk_code code = sk_waste_load(path, kommun, &l, d, NULL);
        sk_mem_fail_at(0);
        assert_true((code == SK_OK) == (l != NULL));
        sk_diags_free(d);
        sk_waste_log_free(l);
    }
}

/* Old names of a unit, a kitchen and a dish; one row may have two of them. */
static void what_was_renamed_is_read_as_one(void **state)
{
    static const char old[] = "förr;enhet;kök;rätt\nBerga F-6;berga_46;;\nberga_kok;;k_berga;\n"
                              "fiskgratang;;;fisk_pot\n";
    (void)state;
    sk_waste_log *l;
    sk_diags *d;
    sk_buf b = SK_BUF_INIT;
    sk_buf_add(&b, HEAD "2023-11-13;Berga F-6;lunch;tallrik;500;100;fiskgratang\n"
                        "2023-11-13;berga_kok;lunch;lagring;500;100;fisk_pot\n"
                        "2023-11-14;berga_46;lunch;tallrik;500;100;\n");
    put_doc("history/renamed.csv", old, sizeof old - 1);
    put_doc("history/waste.csv", sk_buf_str(&b), b.len);
    assert_int_equal(load(&l, &d), SK_OK);
    assert_int_equal(l->n, 3);
    assert_int_equal(l->n_doubts, 0);
    assert_int_equal(l->w[0].site, sk_find_site(kommun, "berga_46"));
    assert_int_equal(l->w[0].dish, sk_find_dish(kommun, "fisk_pot"));
    assert_int_equal(l->w[1].site, l->w[0].site);
    assert_int_equal(l->w[2].kitchen, sk_find_kitchen(kommun, "k_berga"));
    assert_int_equal(sk_diags_len(d), 1);
    assert_string_equal(sk_diags_at(d, 0)->rule, "H008");
    assert_non_null(strstr(sk_diags_at(d, 0)->text, "2 rows"));
    char path[FOLDER_PATH];
    copy_path(path, "history/renamed.csv");
    assert_int_equal(unlink(path), 0);
    sk_diags_free(d);
    sk_waste_log_free(l);
    sk_buf_free(&b);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, load_kommun, free_kommun)
    const struct CMUnitTest tests[] = {
        T(mini_waste),
        T(each_row_is_weighed_or_doubted),
        T(an_unknown_place_is_told_with_the_nearest),
        T(every_doubt_is_told_in_both_languages),
        T(the_last_of_equal_rows_holds_and_the_others_are_listed),
        T(many_doubts_are_told_as_a_sum_but_all_listed),
        T(a_header_that_cannot_be_read_is_an_error),
        T(noise_and_lost_memory_never_crash),
        T(what_was_renamed_is_read_as_one),
        T(the_national_protocol_is_read),
    };
    return cmocka_run_group_tests_name("input_waste", tests, NULL, NULL);
}
