/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every rule of the registers: one change to a sound folder, and exactly what it must give. */
#include "unit/folder.h"

#include "input/format.h"

typedef struct fault {
    const char *doc, *find, *put; /* the only occurrence of find in the document becomes put */
    const char *want;             /* all diagnostics, "file:line:col RULE", separated by spaces */
} fault;

/* clang-format off */
static const fault cells[] = {
    {"boards.csv", "slag", "sort", "boards.csv:1:1 R001 boards.csv:1:9 R002"},
    {"boards.csv", "id;namn;slag", "id;namn;slag;", ""}, /* a nameless empty column at the edge */
    {"dishes.csv", "källa", "kalla", "dishes.csv:1:31 R002"},
    {"boards.csv", "bun;Barn- och ungdomsnämnden", "bun;", "boards.csv:2:5 R003"},
    {"boards.csv", "bun;", ";", "boards.csv:2:1 R003"},
    {"staff.csv", "262,50", "262.50", "staff.csv:2:57 R004"},
    {"staff.csv", "262,50", "262,505", "staff.csv:2:57 R004"},
    {"staff.csv", "262,50", "mycket", "staff.csv:2:57 R004"},
    {"vehicles.csv", ";60;", ";6,5;", "vehicles.csv:2:20 R004"},
    {"vehicles.csv", ";60;", ";99999999999999999999;", "vehicles.csv:2:20 R004"},
    {"vehicles.csv", ";60;", ";0;", "vehicles.csv:2:20 R005"},
    {"guests.csv", "ek_fsk;2023-08-01;30", "ek_fsk;2023-08-01;-3", "guests.csv:7:19 R005"},
    {"kitchens.csv", "58,39500", "5839500", "kitchens.csv:6:30 R005"},
    {"sittings.csv", "berga_79;lunch;12:15;12:45;40", "berga_79;lunch;12:15;12:45;140", "sittings.csv:5:28 R005"},
    {"guests.csv", "vik_f3;2023-10-01", "vik_f3;2023-02-29", "guests.csv:5:8 R006"},
    {"guests.csv", "vik_f3;2023-10-01", "vik_f3;1/10 2023", "guests.csv:5:8 R006"},
    {"sittings.csv", "11:00", "25:00", "sittings.csv:6:14 R006"},
    {"kitchens.csv", "servering", "servring", "kitchens.csv:6:20 R007"},
    {"staff.csv", "okänt;ja", "okänt;kanske", "staff.csv:6:25 R007"},
    {"ingredients.csv", "fisk", "fsk", "ingredients.csv:4:54 R007"},
    {"managers.csv", "rc2", "2rc", "kitchens.csv:3:58 R010 managers.csv:3:1 R008"},
    {"equipment_classes.csv", "ugn;Ugn", "ugn-1;Ugn",
     "components.csv:2:35 R010 components.csv:3:35 R010 "
     "components.csv:6:35 R010 equipment.csv:3:9 R010 equipment.csv:6:9 R010 equipment_classes.csv:3:1 R008"},
    {"managers.csv", "rc2;", "this_id_is_longer_than_24c;", "kitchens.csv:3:58 R010 managers.csv:3:1 R008"},
    {"boards.csv", "aon;", "bun;", "boards.csv:3:1 R009 sites.csv:7:52 R010 sites.csv:8:53 R010 sites.csv:9:50 R010"},
    {"guests.csv", "vik_f3;2023-10-01", "vik_f3;2023-08-14", "guests.csv:5:1 R009"},
    {"menu.csv", "skola;2;5;lunch;vegetarisk", "skola;2;5;lunch;huvud", "menu.csv:21:1 R009"},
    {"equipment.csv", "k_berga;stekbord", "k_berga;ugn", "equipment.csv:4:1 R009"},
    {"sites.csv", "ek_fsk;Ekens förskola;fsk;s_ek", "ek_fsk;Ekens förskola;fsk;s_eka", "sites.csv:6:27 R010"},
    {"sites.csv", "ek_fsk;Ekens förskola;fsk;s_ek", "ek_fsk;Ekens förskola;fsk;", "sites.csv:6:27 R003"},
    {"sites.csv", "ek_fsk;Ekens förskola;fsk", "ek_fsk;Ekens förskola;fskk", "sites.csv:6:23 R010"},
    {"kitchens.csv", "gf lf timbal", "gf lf tombal", "kitchens.csv:3:88 R010"},
    {"calendars.csv", "omsorg;Äldreomsorg;MTOTFLS", "omsorg;Äldreomsorg;MTXTFLS", "calendars.csv:4:20 R014"},
    {"calendars.csv", "omsorg;Äldreomsorg;MTOTFLS", "omsorg;Äldreomsorg;.......", "calendars.csv:4:20 R014"},
    {"calendars.csv", "omsorg;Äldreomsorg;MTOTFLS", "omsorg;Äldreomsorg;mtwtfss", ""},
    {"kommun.json", "storkok-kommun/1", "storkok-kommun/2", "kommun.json:2:13 R023"},
    {"kommun.json", "\"code\": \"0599\",", "", "kommun.json:1:1 R024"},
    {"kommun.json", "\"0599\"", "599", "kommun.json:4:11 R026"},
    {"kommun.json", "0599", "05x9", "kommun.json:4:11 R027"},
    {"kommun.json", "2023-11-19", "2023-11-31", "kommun.json:5:12 R006"},
    {"kommun.json", "note", "nite", "kommun.json:7:11 R025"},
    {"policy.json", "extra_trip_max_m", "extra_trip_max", "policy.json:5:23 R025"},
    {"policy.json", "15000", "-1", "policy.json:5:25 R027"},
    {"policy.json", "15000", "1.5", "policy.json:5:25 R026"},
    {"policy.json", "\"value\": 10, ", "", "policy.json:4:17 R024"},
    {"policy.json", "\"value\": 10", "\"value\": 1000", "policy.json:4:28 R027"},
};

static const fault crosses[] = {
    {"cost_lines.csv", "c1;", "jan1;", "cost_lines.csv:2:1 R011"},
    {"kitchens.csv", "gul;400000;650000;120000;;", "gul;400000;650000;120000;;2023-12-24", ""},
    {"staff.csv", "228;;", "228;2024-01-01;2023-01-01", "staff.csv:10:76 R030"},
    {"openings.csv", "07:30;14:00;;\nm_vik", "14:00;14:00;;\nm_vik", "openings.csv:6:28 R031"},
    {"openings.csv", "s_ek;lunch;MTOTF..", "m_vik;lunch;M......", "openings.csv:7:1 R032"},
    {"sittings.csv", "17:00;18:00", "18:00;17:00", "sittings.csv:11:28 R031"},
    {"staff.csv", ";2;0;265", ";2;2;265", "staff.csv:7:62 R033"},
    {"staff_deviations.csv", "k_berga;p04", "k_berga;p07", "staff_deviations.csv:2:9 R034"},
    {"staff_deviations.csv", "420;215", "420;", "staff_deviations.csv:4:44 R035"},
    {"staff_deviations.csv", "420;215", ";215", "staff_deviations.csv:4:40 R035"},
    {"staff_deviations.csv", "k_ljung;p07;semester", "k_ljung;;semester", "staff_deviations.csv:3:41 R036"},
    {"sites.csv", "f_3;m_vik;k_berga", "f_3;m_vik;m_vik", "sites.csv:4:29 R040"},
    {"guests.csv", "ljung_hem;2023-08-01;25\n", "", "sites.csv:8:1 R041"},
    {"calendars.csv", "2024-06-14", "2023-11-18",
     "calendars.csv:2:41 R042 calendars/skola.ics:12:1 W001 calendars/skola.ics:20:1 W001 "
     "calendars/skola.ics:28:1 W001 calendars/skola.ics:36:1 W001"},
    {"calendars.csv", "2024-06-14", "2023-12-01",
     "calendars.csv:2:41 W033 calendars/skola.ics:12:1 W001 calendars/skola.ics:20:1 W001 "
     "calendars/skola.ics:28:1 W001 calendars/skola.ics:36:1 W001"},
    {"site_meals.csv", "berga_79;lunch;lunch;MTOTF..;normal", "berga_79;lunch;lunch_aldre;MTOTF..;normal", ""},
    {"site_meals.csv", "MTOTF..;lov studiedag;40", "M......;lov normal;40", "site_meals.csv:5:1 R032"},
    {"sittings.csv", "ek_fsk;lunch;11:15;12:00;100\n", "", "site_meals.csv:8:1 R044"},
    {"sittings.csv", "10:45;11:15;50", "10:45;11:15;49,99", "sittings.csv:3:28 R045"},
    {"sites.csv", "omsorg;aldre;;58", "omsorg;;;58", "site_meals.csv:12:17 R046"},
    {"menu.csv", "aldre;1;6;lunch;huvud;kottbullar_pot\n", "", "menus.csv:3:1 R047"},
    {"menu.csv", "skola;2;5;lunch;huvud", "skola;3;5;lunch;huvud", "menu.csv:20:7 R048"},
    {"menus.csv", "2023-08-14", "2023-08-15", "menus.csv:2:22 R050"},
    {"dish_components.csv", "grot;grot_k;\n", "", "dishes.csv:7:1 R051"},
    {"dishes.csv", "linsgryta_ris;Linsgryta med ris;vegan;;", "linsgryta_ris;Linsgryta med ris;vegan;falafel_pot;",
     "dishes.csv:5:39 R053 dishes.csv:6:45 R053"},
    {"recipes.csv", "rakost;morot;35\nrakost;vitkal;35\n", "", "components.csv:11:1 R054"},
    {"components.csv", "0;60;50", "0;0;50", "components.csv:8:79 R055"},
    {"diet_orders.csv", "lind_fsk;lf;lunch;2", "lind_fsk;lf;lunch;61", "diet_orders.csv:4:19 R057"},
    {"diet_orders.csv", "ljung_sabo;timbal;kvällsmat", "ljung_sabo;timbal;lunch", "diet_orders.csv:6:1 R009"},
    {"kitchens.csv", "gf lf timbal", "gf lf", "diets.csv:4:1 R058"},
    {"diet_orders.csv", "vik_f3;gf;lunch;2;2023-08-14;",
     "vik_f3;gf;lunch;2;2023-08-14;\nvik_f3;gf;lunch;1;2023-09-01;",
     "diet_orders.csv:4:1 R032"},
    {"tour_stops.csv", "t2;1;s_ek;4;1,2;3;10:30;11:10\n", "", "tours.csv:3:1 R060"},
    {"tours.csv", "t2;bil1;k_berga", "t2;bil1;m_vik", "tours.csv:3:9 R061"},
    {"tour_stops.csv", "t1;2;m_lind", "t1;2;m_vik", "tour_stops.csv:3:6 R062"},
    {"tour_stops.csv", "t1;2;m_lind", "t1;2;k_berga", "tour_stops.csv:3:6 R063"},
    {"tour_stops.csv", "t1;2;m_lind", "t1;1;m_lind", "tour_stops.csv:3:1 R009"},
    {"tours.csv", "10:50", "23:58", "tours.csv:3:31 R065"},
    {"organisation.csv", "m_lind;m_vik", "m_lind;m_lind", "organisation.csv:2:19 R066"},
    {"organisation.csv", "m_lind;m_vik", "m_lind;m_viken", "organisation.csv:2:19 R010"},
    {"organisation.csv", "ek_fsk;lind_fsk;2024-06-03",
     "ek_fsk;lind_fsk;2024-06-03;2024-06-14\nenhet_sammanslagen;lind_fsk;vik_f3;2024-06-10",
     "organisation.csv:3:27 R067"},
    {"organisation.csv", "kök_stängt;m_lind;m_vik", "kök_stängt;k_ljung;m_vik", "organisation.csv:2:20 R068"},
    {"calendars/skola.ics", "CATEGORIES:studiedag", "CATEGORIES:semester", "calendars/skola.ics:36:1 R007"},
    {"calendars/skola.ics", "LOCATION:vik_f3", "LOCATION:vik_f4", "calendars/skola.ics:36:1 R010"},
    {"calendars/skola.ics", "LOCATION:vik_f3", "LOCATION:ek_fsk", "calendars/skola.ics:36:1 R049"},
    {"calendars.csv", ";skola.ics", ";skolan.ics", "calendars/skolan.ics:0:0 R020"},
    {"calendars.csv", ";skola.ics", ";../skola.ics", "calendars.csv:2:52 R008"},
};

static const fault oddities[] = {
    {"kitchens.csv", "30000;5000;;", "30000;5000;2030-01-01;", "sites.csv:6:27 W029"},
    {"kitchens.csv", "mottagning;58,41000;15,64000;rc1", "mottagning;58,41000;15,64000;", "kitchens.csv:4:59 W010"},
    {"managers.csv", "410;5", "410;26", "managers.csv:2:26 W011"},
    {"equipment.csv", "k_ljung;kokgryta;1;120;60\nk_ljung;ugn;2;60;45\n", "", "kitchens.csv:3:1 W013"},
    {"staff_deviations.csv", "utbildning;2023-11-28;2023-11-28;120", "sjuk;2023-11-01;2023-12-31;", ""},
    {"staff_deviations.csv", "k_ljung;p07;semester;2023-12-01;2023-12-01", "k_ljung;p07;sjuk;2023-11-01;2023-12-31",
     "kitchens.csv:3:1 W014"},
    {"sites.csv", "skola;120;", "skola;89;", "guests.csv:5:19 W015"},
    {"site_meals.csv", "ljung_hem;lunch;matlada;MTOTFLS;alla;;;;\n", "", "sites.csv:8:1 W016"},
    {"kitchens.csv", "30000;5000;;", "30000;5000;;2023-08-01", "sites.csv:6:27 W029"},
    {"sittings.csv", "ljung_lss;lunch;", "ljung_hem;lunch;", "site_meals.csv:13:1 R044"},
    {"sittings.csv", "ek_fsk;lunch;", "ek_fsk;lunch;11:15;12:00;100\nek_fsk;frukost;", "sittings.csv:9:8 W018"},
    {"menu.csv", "skola;1;1;lunch;vegetarisk;falafel_pot", "skola;1;1;lunch;vegetarisk;fisk_pot",
     "menu.csv:3:28 W020"},
    {"ingredients.csv", "linser;Röda linser;100800;24;5;grossist;0,9;ja;nej;ja;0;;",
     "linser;Röda linser;100800;24;5;grossist;0,9;ja;nej;ja;0;fisk;",
     "dishes.csv:5:33 W021"},
    {"dishes.csv", "falafel_pot;Kikärtsbiffar med potatis;vegan;linsgryta_ris",
     "falafel_pot;Kikärtsbiffar med potatis;vegan;fisk_pot",
     "dishes.csv:6:45 W022"},
    {"diets.csv", "timbal;Timbalkost", "hal;Halal;nej;;;\ntimbal;Timbalkost", "diets.csv:4:1 W024"},
    {"tours.csv", "10:50", "10:30", "tours.csv:3:4 W026"},
    {"policy.json", "15000", "1", ""},
    {"tour_stops.csv", "t2;1;s_ek;4;", "t2;1;s_ek;21;", "tour_stops.csv:4:26 W028"},
    {"calendars/kitchens.ics", "20240102", "20231120", "sites.csv:6:27 W029"},
    {"openings.csv", "k_ljung;frukost;MTOTFLS", "k_ljung;frukost;MTOTFL.", "sites.csv:7:44 W030"},
    {"components.csv", "huvud;gryta;kokgryta;1;180;20;0,30;varm kyld", "huvud;gryta;kokgryta;1;180;20;0,30;kyld",
     "sites.csv:6:27 W031"},
    {"staff.csv", "p01;k_berga;kock;100;kvinna;nej;480;480;480;480;480", "p01;k_berga;kock;100;kvinna;nej;0;0;0;0;0",
     ""},
    {"equipment.csv", "k_berga;kokgryta;3;200;60", "k_berga;kokgryta;1;20;60", "kitchens.csv:2:1 W032"},
};
/* clang-format on */

static void run(const fault *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sk_kommun *k;
        sk_diags *d;
        sk_buf got = SK_BUF_INIT, shown = SK_BUF_INIT;
        damage(rows[i].doc, rows[i].find, rows[i].put);
        load_copy(&k, &d);
        for (size_t j = 0; j < sk_diags_len(d); j++) {
            const sk_diag *x = sk_diags_at(d, j);
            sk_buf_addf(&got, "%s%s:%d:%d %s", j ? " " : "", x->file, x->line, x->col, x->rule);
        }
        sk_diags_print(d, &shown);
        if (strcmp(sk_buf_str(&got), rows[i].want) != 0)
            print_error("%s: \"%s\"\n  want %s\n  got  %s\n%s", rows[i].doc, rows[i].put,
                        rows[i].want, sk_buf_str(&got), sk_buf_str(&shown));
        if (!getenv("KEEP_GOING")) assert_string_equal(sk_buf_str(&got), rows[i].want);
        copy_doc(rows[i].doc);
        sk_buf_free(&got);
        sk_buf_free(&shown);
        sk_diags_free(d);
        sk_kommun_free(k);
    }
}

static void cell_rules(void **state)
{
    (void)state;
    run(cells, N_OF(cells));
}

static void cross_rules(void **state)
{
    (void)state;
    run(crosses, N_OF(crosses));
}

static void odd_but_legal(void **state)
{
    (void)state;
    run(oddities, N_OF(oddities));
}

/* A first change elsewhere, then the second with what it gives. */
static void two_documents(void **state)
{
    (void)state;
    damage("components.csv", "kokt;kokgryta;0,8;200", "kokt;stekbord;0,8;200");
    static const fault no_class[] = {
        {"equipment.csv", "k_berga;stekbord;1;60;20\n", "", "components.csv:7:59 R056"}};
    run(no_class, 1);
    damage("components.csv", "kokt;kokgryta;0,8;200;10;0,05;varm",
           "kokt;stekbord;0,8;200;10;0,05;varm kyld");
    static const fault no_chiller[] = {
        {"kitchens.csv", "013-000001;120;", "013-000001;0;", "components.csv:7:59 W023"}};
    run(no_chiller, 1);
    copy_doc("components.csv");
    damage("tour_stops.csv", "t1;2;m_lind;7;3,6;4;;\n", "");
    static const fault no_way[] = {{"policy.json", "15000", "1", "sites.csv:5:38 W027"}};
    run(no_way, 1);
}

static void stray_and_endless(void **state)
{
    static const fault one[] = {{"boards.csv", "aon;", "aon;", "kitchen.csv:0:0 R022"}};
    (void)state;
    put_doc("kitchen.csv", "id\n", 3);
    put_doc("notes.txt", "x", 1); /* people may keep what they like beside the documents */
    run(one, 1);
    char path[FOLDER_PATH], name[1200];
    copy_path(path, "kitchen.csv");
    unlink(path);
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = 0;
    const fault two[] = {{"boards.csv", "Äldre", name, "boards.csv:3:5 R012"}};
    run(two, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(cell_rules, copy_mini),
        cmocka_unit_test_setup(cross_rules, copy_mini),
        cmocka_unit_test_setup(odd_but_legal, copy_mini),
        cmocka_unit_test_setup(two_documents, copy_mini),
        cmocka_unit_test_setup(stray_and_endless, copy_mini),
    };
    return cmocka_run_group_tests_name("input_rules", tests, NULL, NULL);
}
