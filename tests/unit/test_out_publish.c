/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published folder: what two weeks say of one day, kitchens with nothing to do, and that each failed
 * allocation, write, fsync or rename leaves the old folder as it was. */
#include "unit/unit.h"

#include "base/file.h"
#include "base/mem.h"
#include "input/load.h"
#include "out/feed.h"
#include "out/paper.h"

#include <stdio.h>
#include <string.h>

static sk_kommun *kommun;
static sk_plan *plan;
static char dir[512];

static int open_all(void **state)
{
    (void)state;
    const sk_plan_opts o = {.week = {2023, 48}, .max_necks = -1};
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    assert_int_equal(sk_kommun_load("tests/data/mini", &kommun, d, NULL), SK_OK);
    sk_diags_free(d);
    snprintf(dir, sizeof dir, "%s/published-unit", test_tmp());
    return sk_plan_make(kommun, &o, NULL, NULL, &plan, NULL) == SK_OK ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    sk_plan_free(plan);
    sk_kommun_free(kommun);
    return 0;
}

static void move_by(int days)
{
    for (int i = 0; i < plan->demand.n_needs; i++) {
        plan->demand.need[i].day += days;
        plan->demand.need[i].eaten += days;
    }
    plan->from += days;
    plan->demand.from += days;
    plan->week = sk_day_week(plan->from);
}

/* A week of the plan's in which nobody cooks. */
static void collect_idle(sk_feed_list *l)
{
    const sk_plan was = *plan;
    plan->demand.n_needs = plan->n_prods = plan->n_supplies = plan->n_shorts = plan->n_trips = 0;
    sk_feed_collect(plan, SK_LANG_SV, l);
    *plan = was;
}

static const sk_feed_event *find(const sk_feed_list *l, const char *feed, const char *key)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->ev[i].feed, feed) == 0 && strcmp(l->ev[i].key, key) == 0) return &l->ev[i];
    return NULL;
}

/* The first lunch of the plan is delivered ahead, eaten on the Monday after. */
static void a_meal_of_two_weeks_is_one_menu(void **state)
{
    (void)state;
    sk_feed_list l = {.arena = sk_arena_new()};
    sk_need *n = plan->demand.need;
    int i = 0;
    while (n[i].meal != SK_MEAL_LUNCH || n[i].diet != SK_NONE || n[i].dish == SK_NONE) i++;
    const sk_need was = n[i];
    const char *ahead = kommun->dish[was.dish].name;
    char feed[96], key[96], closed[96], date[SK_DATE_LEN];
    sk_day monday = plan->from + 7;
    snprintf(feed, sizeof feed, "site/%s", kommun->site[was.site].id);
    snprintf(key, sizeof key, "menu|%s|lunch|", sk_day_str(monday, date));
    snprintf(closed, sizeof closed, "closed|%s||", date);
    n[i].eaten = monday;
    sk_feed_collect(plan, SK_LANG_SV, &l);
    n[i] = was;
    move_by(7);
    n[i].dish = (was.dish + 1) % kommun->n_dishes;
    sk_feed_collect(plan, SK_LANG_SV, &l);
    n[i] = was;
    n[i].day += 7;
    n[i].eaten += 7;
    sk_feed_sort(&l);
    sk_feed_settle(&l);
    const sk_feed_event *e = find(&l, feed, key);
    assert_non_null(e);
    assert_non_null(strstr(e->summary, ahead));
    assert_non_null(strstr(e->summary, kommun->dish[(was.dish + 1) % kommun->n_dishes].name));
    assert_null(find(&l, feed, closed));
    sk_feed_list_free(&l);

    /* The second week has no work at all: its Monday is not closed, the days after are, in one piece. */
    collect_idle(&l);
    move_by(-7);
    n[i].eaten = monday;
    sk_feed_collect(plan, SK_LANG_SV, &l);
    n[i] = was;
    sk_feed_sort(&l);
    assert_non_null(find(&l, feed, closed));
    sk_feed_settle(&l);
    assert_null(find(&l, feed, closed));
    assert_non_null(find(&l, feed, key));
    snprintf(closed, sizeof closed, "closed|%s||", sk_day_str(monday + 1, date));
    e = find(&l, feed, closed);
    assert_non_null(e);
    assert_int_equal(e->to, monday + 6);
    sk_feed_list_free(&l);
    sk_arena_free(l.arena);
}

static void a_kitchen_with_nothing_to_do_is_closed_all_week(void **state)
{
    (void)state;
    sk_feed_list l = {.arena = sk_arena_new()};
    char feed[96], key[96], date[SK_DATE_LEN];
    collect_idle(&l);
    sk_feed_sort(&l);
    sk_feed_settle(&l);
    snprintf(key, sizeof key, "closed|%s||", sk_day_str(plan->from, date));
    for (int i = 0; i < kommun->n_kitchens; i++) {
        snprintf(feed, sizeof feed, "kitchen/%s", kommun->kitchen[i].id);
        const sk_feed_event *e = find(&l, feed, key);
        if (strcmp(kommun->kitchen[i].id, "m_lind") == 0) { /* it hands out breakfast goods */
            assert_null(e);
            continue;
        }
        assert_non_null(e);
        assert_string_equal(e->summary, "St\xC3\xA4ngt");
        assert_int_equal(e->to, plan->from + 6);
        assert_false(e->opaque);
        assert_int_equal(e->start, -1);
    }
    sk_feed_list_free(&l);
    sk_arena_free(l.arena);
}

/* ---- faults ---- */

static sk_code publish(const char *now, sk_lang lang)
{
    sk_published out;
    sk_publish_job job = {.k = kommun, .add = plan, .dir = dir, .lang = lang};
    assert_true(sk_now_parse(now, &job.now));
    return sk_publish(&job, &out, NULL);
}

/* All that is public, and the state, in one text. */
static void read_all(sk_buf *out)
{
    static const char *const name[] = {"state.json", "feeds/planner.ics",
                                       "feeds/kitchen/k_berga.ics", "weeks/2023-W48.json"};
    char path[600];
    sk_buf one = SK_BUF_INIT;
    sk_buf_clear(out);
    for (size_t i = 0; i < N_OF(name); i++) {
        snprintf(path, sizeof path, "%s/%s", dir, name[i]);
        assert_int_equal(sk_file_read(path, 0, &one, NULL), SK_OK);
        sk_buf_addn(out, one.data, one.len);
    }
    sk_buf_free(&one);
}

/* The next publication would say everything in English: a half-made one shows. */
static void faults(void (*arm)(unsigned long), unsigned long all, sk_code want)
{
    sk_buf before = SK_BUF_INIT, after = SK_BUF_INIT;
    int told = 0;
    read_all(&before);
    for (unsigned long n = 1; n <= all; n += n < 8 || n + 8 > all ? 1 : all / 15 + 1) {
        arm(n);
        sk_code code = publish("2023-11-21T08:00", SK_LANG_EN);
        arm(0);
        read_all(&after);
        if (code == SK_OK) { /* it was past the swap: the new one is whole, go back */
            assert_int_equal(publish("2023-11-22T08:00", SK_LANG_SV), SK_OK);
            read_all(&before);
            continue;
        }
        told++;
        assert_true(code == want || code == SK_E_NOMEM || code == SK_E_IO);
        assert_string_equal(sk_buf_str(&before), sk_buf_str(&after));
    }
    assert_true(told > 6);
    sk_buf_free(&before);
    sk_buf_free(&after);
}

static void each_failed_write_leaves_the_old_folder(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    assert_int_equal(publish("2023-11-20T08:00", SK_LANG_SV), SK_OK);
    unsigned long all = 1; /* doubled until nothing fails any more */
    for (sk_code code = SK_E_IO; code != SK_OK; all *= 2) {
        sk_file_fail_at(all);
        code = publish("2023-11-20T09:00", SK_LANG_SV);
        sk_file_fail_at(0);
        assert_true(all < 100000);
    }
    faults(sk_file_fail_at, all, SK_E_IO);
    sk_buf_free(&b);
}

static void each_failed_allocation_leaves_the_old_folder(void **state)
{
    (void)state;
    assert_int_equal(publish("2023-11-20T08:00", SK_LANG_SV), SK_OK);
    unsigned long start = sk_mem_count();
    assert_int_equal(publish("2023-11-20T09:00", SK_LANG_SV), SK_OK);
    faults(sk_mem_fail_at, sk_mem_count() - start, SK_E_NOMEM);
}

/* The workbook of the same plan: told, nothing leaks, nothing stays in the folder. */
static void each_failed_allocation_of_the_workbook_is_told(void **state)
{
    (void)state;
    sk_papers ps;
    sk_buf xlsx = SK_BUF_INIT, json = SK_BUF_INIT;
    const sk_papers_job job = {.p = plan, .lang = SK_LANG_SV, .kitchen = SK_NONE};
    assert_int_equal(sk_papers_make(&job, &ps, NULL), SK_OK);
    unsigned long start = sk_mem_count(), failed = 0;
    assert_int_equal(sk_papers_book(&ps, test_tmp(), &xlsx, &json, NULL), SK_OK);
    unsigned long all = sk_mem_count() - start;
    for (unsigned long n = 1; n <= all; n += n < 8 || n + 60 > all ? 1 : all / 40 + 1) {
        sk_buf_free(&xlsx);
        sk_buf_free(&json);
        sk_mem_fail_at(n);
        sk_code code = sk_papers_book(&ps, test_tmp(), &xlsx, &json, NULL);
        sk_mem_fail_at(0);
        bool told = code != SK_OK || !sk_buf_ok(&json);
        if (!told) fail_msg("allocation %lu of %lu failed unseen", n, all);
        assert_true(code == SK_OK || code == SK_E_NOMEM || code == SK_E_IO);
        failed++;
    }
    assert_true(failed > 20);
    sk_buf_free(&xlsx);
    sk_buf_free(&json);
    sk_papers_free(&ps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meal_of_two_weeks_is_one_menu),
        cmocka_unit_test(a_kitchen_with_nothing_to_do_is_closed_all_week),
        cmocka_unit_test(each_failed_allocation_of_the_workbook_is_told),
        cmocka_unit_test(each_failed_write_leaves_the_old_folder),
        cmocka_unit_test(each_failed_allocation_leaves_the_old_folder),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
