/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A special diet that few have is named to those who cook and serve it and to nobody else: a hostile
 * case, every file that is written, searched byte by byte. */
#include "unit/folder.h"

#include "out/feed.h"
#include "out/paper.h"
#include "out/view.h"

#define RARE "ZQRARE"     /* three guests: told only to its own */
#define COMMON "ZQCOMMON" /* many guests: may be told */

/* Replaces words in a document of the copy, again and again. */
static void change(const char *name, const char *find, const char *put)
{
    char path[FOLDER_PATH];
    sk_buf old = SK_BUF_INIT, new = SK_BUF_INIT;
    copy_path(path, name);
    assert_int_equal(sk_file_read(path, 0, &old, NULL), SK_OK);
    const char *at = strstr(sk_buf_str(&old), find);
    assert_non_null(at);
    sk_buf_addn(&new, old.data, (size_t)(at - old.data));
    sk_buf_add(&new, put);
    sk_buf_add(&new, at + strlen(find));
    put_doc(name, sk_buf_str(&new), new.len);
    sk_buf_free(&old);
    sk_buf_free(&new);
}

/* lf at lind_fsk has two guests, timbal at ljung_sabo three, whom no kitchen may cook for: a shortage. */
static void hostile_folder(void)
{
    change("diets.csv", "lf;Mjölkfri", "lf;" RARE "lf");
    change("diets.csv", "timbal;Timbalkost", "timbal;" RARE "timbal");
    change("diets.csv", "gf;Glutenfri", "gf;" COMMON);
    change("diet_orders.csv", "berga_46;gf;lunch;3", "berga_46;gf;lunch;30");
    change("kitchens.csv", "gf lf timbal", "gf lf");
    change("policy.json", "15000", "0");
    change("kitchens.csv", ";gf lf;gul", ";gf lf timbal;gul");
}

static bool holds(const char *path, const char *word)
{
    sk_buf b = SK_BUF_INIT;
    assert_int_equal(sk_file_read(path, 0, &b, NULL), SK_OK);
    bool found = strstr(sk_buf_str(&b), word) != NULL;
    sk_buf_free(&b);
    return found;
}

/* Files below dir that hold the word and whose path holds none of the allowed folders. */
static int told(const char *dir, const char *word, const char *const *allowed)
{
    char **names, path[FOLDER_PATH];
    size_t n;
    int count = 0;
    assert_int_equal(sk_dir_list(dir, &names, &n, NULL), SK_OK);
    for (size_t i = 0; i < n; i++) {
        bool own = false;
        snprintf(path, sizeof path, "%.700s/%.200s", dir, names[i]);
        if (sk_dir_exists(path)) {
            count += told(path, word, allowed);
            continue;
        }
        for (const char *const *a = allowed; *a; a++) own = own || strstr(path, *a);
        if (!own && holds(path, word)) {
            print_message("%s names %s\n", path, word);
            count++;
        }
    }
    sk_dir_list_free(names, n);
    return count;
}

typedef struct fixture {
    sk_kommun *k, *k_before;
    sk_plan *p, *before; /* before: with one guest more of each diet */
} fixture;

static void begin(fixture *f)
{
    sk_diags *d;
    const sk_plan_opts o = {.week = {2023, 48}, .max_necks = -1};
    hostile_folder();
    change("diet_orders.csv", "lf;lunch;2", "lf;lunch;3");
    change("diet_orders.csv", "timbal;lunch;3", "timbal;lunch;4");
    assert_int_equal(load_copy(&f->k_before, &d), SK_OK);
    sk_diags_free(d);
    assert_int_equal(sk_plan_make(f->k_before, &o, NULL, NULL, &f->before, NULL), SK_OK);
    change("diet_orders.csv", "lf;lunch;3", "lf;lunch;2");
    change("diet_orders.csv", "timbal;lunch;4", "timbal;lunch;3");
    assert_int_equal(load_copy(&f->k, &d), SK_OK);
    sk_diags_free(d);
    assert_int_equal(sk_plan_make(f->k, &o, NULL, NULL, &f->p, NULL), SK_OK);
    assert_true(f->p->n_shorts > 0);
}

static void end(fixture *f)
{
    sk_plan_free(f->p);
    sk_plan_free(f->before);
    sk_kommun_free(f->k);
    sk_kommun_free(f->k_before);
}

static void path_of(char out[FOLDER_PATH], const char *name)
{
    snprintf(out, FOLDER_PATH, "%.700s/%.200s", test_tmp(), name);
}

/* lf is cooked in k_berga and served at m_lind; timbal is nobody's but k_ljung's, where it is eaten. */
static void papers_keep_it_in_its_own_folders(void **state)
{
    static const char *const lf[] = {"/k_berga/", "/m_lind/", NULL},
                             *const timbal[] = {"/k_ljung/", NULL}, *const nobody[] = {NULL};
    static const char *const papers_of_others[] = {"/day-", "/labels-", "/lists-", NULL};
    static const char *const and_the_book[] = {"/day-", "/labels-", "/lists-", "/kommun.json",
                                               NULL};
    char dir[FOLDER_PATH];
    fixture f;
    int n;
    (void)state;
    begin(&f);
    path_of(dir, "private_papers");
    /* Published without the rare diets: all of them are changes that the planner's list tells of. */
    const sk_papers_job job = {
        .p = f.p, .published = f.before, .lang = SK_LANG_SV, .kitchen = SK_NONE};
    assert_int_equal(sk_papers_write(&job, dir, &n, NULL), SK_OK);
    assert_int_equal(told(dir, RARE "lf", lf), 0);
    assert_int_equal(told(dir, RARE "timbal", timbal), 0);
    assert_true(told(dir, RARE "lf", nobody) > 0);          /* its own sheets do name it */
    assert_int_equal(told(dir, RARE, papers_of_others), 0); /* never drivers, suppliers, leaders */
    assert_int_equal(told(dir, COMMON, and_the_book), 0);
    end(&f);
}

static void plan_lists_keep_it(void **state)
{
    static const char *const own[] = {"plan.json", NULL};
    char dir[FOLDER_PATH];
    fixture f;
    (void)state;
    begin(&f);
    path_of(dir, "private_plan");
    assert_int_equal(sk_plan_write_dir(f.p, SK_LANG_SV, NULL, dir, NULL), SK_OK);
    assert_int_equal(told(dir, RARE, own), 0);
    assert_true(told(dir, COMMON, own) > 0); /* many have it: the list is of use */
    end(&f);
}

static void summaries_keep_it(void **state)
{
    fixture f;
    sk_plan_view v;
    sk_buf b = SK_BUF_INIT;
    (void)state;
    begin(&f);
    assert_int_equal(sk_plan_view_make(f.p, SK_LANG_SV, &v, NULL), SK_OK);
    sk_summary_text(&v, NULL, &b);
    sk_summary_json(&v, NULL, &b);
    sk_summary_html(&v, NULL, &b);
    assert_non_null(strstr(sk_buf_str(&b), "specialkost"));
    assert_null(strstr(sk_buf_str(&b), RARE));
    sk_plan_view_free(&v);
    sk_buf_free(&b);
    end(&f);
}

static void feeds_keep_it(void **state)
{
    static const char *const own[] = {"/weeks/", NULL};
    char dir[FOLDER_PATH];
    sk_published r = {0};
    fixture f;
    (void)state;
    begin(&f);
    path_of(dir, "private_feeds");
    sk_publish_job job = {.k = f.k, .add = f.p, .dir = dir, .lang = SK_LANG_SV};
    assert_true(sk_now_parse("2023-11-20T08:15", &job.now));
    assert_int_equal(sk_publish(&job, &r, NULL), SK_OK);
    assert_int_equal(told(dir, "ZQ", own), 0);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(papers_keep_it_in_its_own_folders, copy_mini),
        cmocka_unit_test_setup(plan_lists_keep_it, copy_mini),
        cmocka_unit_test_setup(summaries_keep_it, copy_mini),
        cmocka_unit_test_setup(feeds_keep_it, copy_mini),
    };
    return cmocka_run_group_tests_name("private diets", tests, NULL, NULL);
}
