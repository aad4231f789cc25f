/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The example is what the generator writes, and its README's calibration table is true. Each row of
 * the table begins with | `key` | ... | value |; the last cell is recomputed here from the folder. */
#include "unit/unit.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/num.h"
#include "domain/query.h"
#include "ext/csv.h"
#include "gen/gen.h"
#include "input/load.h"

#include <stdio.h>
#include <string.h>

static const char *data_dir(void)
{
    const char *d = getenv("DATA");
    return d ? d : "data";
}

static void read_data(const char *name, sk_buf *out)
{
    sk_buf path = SK_BUF_INIT;
    sk_err err = {0};
    sk_buf_addf(&path, "%s/%s", data_dir(), name);
    assert_int_equal(sk_file_read(sk_buf_str(&path), 0, out, &err), SK_OK);
    sk_buf_free(&path);
}

/* ---- byte for byte --------------------------------------------------------------------------- */

static int compare_folder(const char *made, const char *sub)
{
    sk_buf a = SK_BUF_INIT, b = SK_BUF_INIT, path = SK_BUF_INIT;
    sk_err err = {0};
    char **name;
    size_t n;
    int files = 0;
    sk_buf_addf(&path, "%s%s", made, sub);
    assert_int_equal(sk_dir_list(sk_buf_str(&path), &name, &n, &err), SK_OK);
    for (size_t i = 0; i < n; i++) {
        if (name[i][0] == '.') continue; /* the mark of a folder that storkok writes */
        sk_buf_clear(&path);
        sk_buf_addf(&path, "%s%s/%s", made, sub, name[i]);
        if (sk_dir_exists(sk_buf_str(&path))) {
            sk_buf_clear(&path);
            sk_buf_addf(&path, "%s/%s", sub, name[i]);
            files += compare_folder(made, sk_buf_str(&path));
            continue;
        }
        assert_int_equal(sk_file_read(sk_buf_str(&path), 0, &a, &err), SK_OK);
        sk_buf_clear(&path);
        sk_buf_addf(&path, "linkoping%s/%s", sub, name[i]);
        read_data(sk_buf_str(&path), &b);
        if (a.len != b.len || memcmp(a.data, b.data, a.len) != 0)
            fail_msg("data/%s differs from what the generator writes", sk_buf_str(&path));
        files++;
    }
    sk_dir_list_free(name, n);
    sk_buf_free(&a);
    sk_buf_free(&b);
    sk_buf_free(&path);
    return files;
}

static void example_is_regenerated_byte_for_byte(void **state)
{
    (void)state;
    sk_buf dir = SK_BUF_INIT, catalogue = SK_BUF_INIT;
    sk_err err = {0};
    sk_gen_opts o = sk_gen_defaults();
    sk_buf_addf(&dir, "%s/linkoping", test_tmp());
    sk_buf_addf(&catalogue, "%s/catalogue", data_dir());
    assert_int_equal(sk_generate(&o, sk_buf_str(&dir), sk_buf_str(&catalogue), &err), SK_OK);
    assert_true(compare_folder(sk_buf_str(&dir), "") >= 58); /* each file is compared by bytes */
    sk_buf_free(&dir);
    sk_buf_free(&catalogue);
}

/* ---- calibration ------------------------------------------------------------------------------ */

static sk_kommun *load(void)
{
    sk_buf dir = SK_BUF_INIT;
    sk_kommun *k = NULL;
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    sk_err err = {0};
    sk_buf_addf(&dir, "%s/linkoping", data_dir());
    assert_int_equal(sk_kommun_load(sk_buf_str(&dir), &k, diags, &err), SK_OK);
    assert_int_equal(sk_diags_count(diags, SK_SEV_ERROR), 0);
    sk_diags_free(diags);
    sk_buf_free(&dir);
    return k;
}

static sk_day date(const char *s)
{
    sk_day d = 0;
    assert_true(sk_day_parse(s, &d));
    return d;
}

/* Eaters of cooked lunches and suppers on a day, before rounding up. */
static double main_portions(const sk_kommun *k, sk_day day)
{
    double sum = 0;
    for (int i = 0; i < k->n_site_meals; i++) {
        const sk_site_meal *m = &k->site_meal[i];
        const sk_product *p = &k->product[m->product];
        bool cooked = m->meal == SK_MEAL_LUNCH || m->meal == SK_MEAL_SUPPER;
        if (!cooked || p->kind == SK_PROD_GOODS || !sk_period_has(m->when, day)) continue;
        if (!sk_wdays_has(m->days, sk_day_weekday(day))) continue;
        if (!(m->day_types >> sk_site_day_type(k, m->site, day) & 1)) continue;
        const sk_category *c = &k->category[k->site[m->site].category];
        double attendance = m->attendance_ppm ? m->attendance_ppm : c->attendance_ppm;
        sum += sk_site_guests(k, m->site, day) * (m->share_ppm / 1e6) * (attendance / 1e6);
    }
    return sum;
}

static double year_portions(const sk_kommun *k)
{
    double sum = 0;
    for (sk_day d = date("2023-01-01"); d <= date("2023-12-31"); d++) sum += main_portions(k, d);
    return sum;
}

static int guests(const sk_kommun *k, const char *const *categories, int n)
{
    int sum = 0;
    for (int i = 0; i < k->n_sites; i++)
        for (int c = 0; c < n; c++)
            if (strcmp(k->category[k->site[i].category].id, categories[c]) == 0)
                sum += sk_site_guests_enrolled(k, i, date("2023-11-13"));
    return sum;
}

static int school_days(const sk_kommun *k, const char *site, const char *from, const char *to)
{
    int n = 0;
    for (sk_day d = date(from); d <= date(to); d++)
        n += sk_site_day_type(k, sk_find_site(k, site), d) == SK_DAY_NORMAL;
    return n;
}

static bool same_weighing(const char **a, const char **b)
{
    for (int i = 0; i < 4; i++)
        if (strcmp(a[i], b[i]) != 0) return false;
    return true;
}

/* Grams per portion of a year's weighings: every stream per its own portions or eaters. Faulty rows (litres
 * without density, a thousand times too heavy, corrected by the next row) are left out as the reader does. */
static double waste(const sk_csv *t, const char *year)
{
    static const char *const stream[] = {"lagring", "beredning", "tillagning", "servering",
                                         "tallrik"};
    double sum = 0;
    for (size_t s = 0; s < N_OF(stream); s++) {
        double g = 0, n = 0;
        for (size_t i = 0; i < t->n_rows; i++) {
            const char **f = t->row[i].field, *slash = strchr(f[0], '/');
            const char *y = slash ? f[0] + 6 : f[0];
            if (strncmp(y, year, 4) != 0 || strcmp(f[3], stream[s]) != 0) continue;
            int64_t amount = 0, density = 1000;
            bool litres = strcmp(f[8], "l") == 0;
            if (f[7][0]) assert_true(sk_dec_parse(f[7], ',', 3, &amount));
            if (litres && !sk_dec_parse(f[9], ',', 3, &density)) continue;
            double own = f[4][0] ? strtod(f[4], NULL) : (double)amount * (double)density / 1000;
            double portions = strtod(f[5], NULL);
            if (own > 2000 * portions) continue;
            if (i + 1 < t->n_rows && same_weighing(f, t->row[i + 1].field)) continue;
            g += own;
            n += portions;
        }
        assert_true(n > 0);
        sum += g / n;
    }
    return sum;
}

/* Compares with the README's table, and with the bounds. */
static void row(const sk_buf *readme, const char *key, double value, int decimals, double lo,
                double hi)
{
    char start[64], want[64];
    snprintf(start, sizeof start, "| `%s` |", key);
    snprintf(want, sizeof want, "| %.*f |", decimals, value);
    for (char *p = want; *p; p++)
        if (*p == '.') *p = ',';
    const char *at = strstr(sk_buf_str(readme), start), *end = at ? strchr(at, '\n') : NULL;
    if (!end) fail_msg("README has no row %s", key);
    size_t n = strlen(want);
    if ((size_t)(end - at) < n || strncmp(end - n, want, n) != 0)
        fail_msg("README, %s: the folder gives %s", key, want);
    if (value < lo || value > hi) fail_msg("%s is %s, outside %g..%g", key, want, lo, hi);
}

static void registers(const sk_kommun *k, const sk_buf *readme)
{
    static const char *const pupils[] = {"f3", "ak4_6", "ak7_9"}, *const gym[] = {"gymnasium"};
    static const char *const children[] = {"forskola"}, *const residents[] = {"vard"};
    int role[3] = {0, 0, 0}, lo = 1000, hi = 0;
    for (int i = 0; i < k->n_kitchens; i++) role[k->kitchen[i].role]++;
    for (int i = 0; i < k->n_managers; i++) {
        int n = k->manager[i].headcount;
        lo = n < lo ? n : lo;
        hi = n > hi ? n : hi;
    }
    row(readme, "kök", role[0] + role[1], 0, 69, 69);
    row(readme, "tillagningskök", role[0], 0, 33, 37);
    row(readme, "enheter", k->n_sites, 0, 200, 240);
    row(readme, "elever_grundskola", guests(k, pupils, 3), 0, 15300, 15600);
    row(readme, "elever_gymnasium", guests(k, gym, 1), 0, 4850, 4950);
    row(readme, "barn_förskola", guests(k, children, 1), 0, 5850, 6150);
    row(readme, "boende_vård", guests(k, residents, 1), 0, 550, 570);
    row(readme, "restaurangchefer", k->n_managers, 0, 13, 18);
    row(readme, "medarbetare_minst", lo, 0, 15, 25);
    row(readme, "medarbetare_flest", hi, 0, 15, 25);
}

static void staff_and_money(const sk_kommun *k, const sk_buf *readme)
{
    int posts = 0, full = 0, pct = 0;
    double sum = 0, food = 0, staff = 0;
    int64_t ore = 0;
    for (int i = 0; i < k->n_posts; i++) {
        if (k->post[i].trainee) continue;
        posts++;
        pct += k->post[i].employment_pct;
        full += k->post[i].employment_pct == 100;
    }
    for (int i = 0; i < k->n_cost_lines; i++) {
        const sk_cost_line *l = &k->cost_line[i];
        double mnkr = (double)l->ore / 1e8;
        ore += l->ore;
        sum += mnkr;
        if (l->index == SK_IDX_FOOD) food += mnkr;
        else if (strcmp(l->account, "5011") == 0) staff += mnkr;
    }
    row(readme, "heltidsarbeten", pct / 100.0, 1, 233, 237);
    row(readme, "tjänster", posts, 0, 260, 280);
    row(readme, "heltidsandel_procent", 100.0 * full / posts, 1, 76, 80);
    assert_true(ore == INT64_C(23500000000));
    row(readme, "kostnad_mnkr", sum, 1, 234.9, 235.1);
    row(readme, "livsmedel_mnkr", food, 1, 92, 100);
    row(readme, "personal_mnkr", staff, 1, 117, 124);
    row(readme, "övrigt_mnkr", sum - food - staff, 1, 16, 22);
}

static void calibration_table_is_true(void **state)
{
    (void)state;
    sk_kommun *k = load();
    sk_buf readme = SK_BUF_INIT, text = SK_BUF_INIT;
    read_data("linkoping/README.md", &readme);
    registers(k, &readme);
    staff_and_money(k, &readme);
    row(&readme, "portioner_vardag", main_portions(k, date("2023-11-14")), 0, 24600, 25200);
    row(&readme, "portioner_2023_milj", year_portions(k) / 1e6, 2, 4.85, 5.05);
    row(&readme, "skoldagar_2021_22", school_days(k, "ryd_f3", "2021-08-01", "2022-07-31"), 0, 178,
        178);
    row(&readme, "skoldagar_2022_23", school_days(k, "ryd_f3", "2022-08-01", "2023-07-31"), 0, 178,
        178);
    row(&readme, "skoldagar_2023_24", school_days(k, "ryd_f3", "2023-08-01", "2024-07-31"), 0, 178,
        178);
    read_data("linkoping/history/waste.csv", &text);
    sk_arena *arena = sk_arena_new();
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    sk_csv t = {0};
    assert_int_equal(sk_csv_parse("waste.csv", sk_buf_str(&text), text.len, arena, &t, diags),
                     SK_OK);
    row(&readme, "svinn_2021_g", waste(&t, "2021"), 1, 49.9, 50.1);
    row(&readme, "svinn_2022_g", waste(&t, "2022"), 1, 52.9, 53.1);
    row(&readme, "svinn_2023_g", waste(&t, "2023"), 1, 45.4, 45.6);
    sk_diags_free(diags);
    sk_arena_free(arena);
    sk_buf_free(&text);
    sk_buf_free(&readme);
    sk_kommun_free(k);
}

/* Every school has 178 days, whatever its own study day. */
static void every_school_has_178_days(void **state)
{
    (void)state;
    sk_kommun *k = load();
    for (int i = 0; i < k->n_sites; i++) {
        const char *cal = k->calendar[k->site[i].calendar].id;
        if (strcmp(cal, "skola") != 0 && strcmp(cal, "gymnasium") != 0) continue;
        assert_int_equal(school_days(k, k->site[i].id, "2021-08-01", "2022-07-31"), 178);
        assert_int_equal(school_days(k, k->site[i].id, "2022-08-01", "2023-07-31"), 178);
        assert_int_equal(school_days(k, k->site[i].id, "2023-08-01", "2024-07-31"), 178);
    }
    sk_kommun_free(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(example_is_regenerated_byte_for_byte),
        cmocka_unit_test(calibration_table_is_true),
        cmocka_unit_test(every_school_has_178_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
