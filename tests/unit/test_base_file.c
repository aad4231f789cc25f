/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2, syscall */
#include "unit/unit.h"

#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Stands before the C library's, so that a file system without exchange can be played. */
static bool no_exchange;
int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
    if (!no_exchange) return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
    errno = EINVAL;
    return -1;
}

/* Paths under the run's own folder. Four buffers take turns. */
static const char *at(const char *name)
{
    static char path[4][4096];
    static int turn;
    turn = (turn + 1) % 4;
    snprintf(path[turn], sizeof path[turn], "%s/%s", test_tmp(), name);
    return path[turn];
}

static void write_text(const char *path, const char *text)
{
    sk_err e = {0};
    if (sk_file_write(path, text, strlen(text), &e) != SK_OK) fail_msg("%s", e.text);
}

static void has_text(const char *path, const char *text)
{
    sk_buf b = SK_BUF_INIT;
    sk_err e = {0};
    if (sk_file_read(path, 0, &b, &e) != SK_OK) fail_msg("%s", e.text);
    assert_string_equal(sk_buf_str(&b), text);
    sk_buf_free(&b);
}

static size_t n_entries(const char *dir)
{
    char **names;
    size_t n;
    assert_int_equal(sk_dir_list(dir, &names, &n, NULL), SK_OK);
    sk_dir_list_free(names, n);
    return n;
}

static void reading_says_what_is_wrong(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    sk_err e = {0};
    assert_int_equal(sk_file_read(at("absent"), 0, &b, &e), SK_E_INPUT);
    assert_non_null(strstr(e.text, "absent: finns inte"));
    sk_err_init(&e, SK_LANG_EN);
    assert_int_equal(sk_file_read(test_tmp(), 0, &b, &e), SK_E_INPUT);
    assert_non_null(strstr(e.text, "is not a file"));
    assert_int_equal(mkfifo(at("fifo"), 0600), 0);
    sk_err_clear(&e);
    assert_int_equal(sk_file_read(at("fifo"), 0, &b, &e), SK_E_INPUT);
    write_text(at("ten"), "0123456789");
    sk_err_clear(&e);
    assert_int_equal(sk_file_read(at("ten"), 9, &b, &e), SK_E_INPUT);
    assert_non_null(strstr(e.text, "gränsen, 9 byte"));
    assert_int_equal(sk_file_read(at("ten"), 10, &b, NULL), SK_OK);
    sk_mem_fail_at(1);
    sk_buf_free(&b);
    assert_int_equal(sk_file_read(at("ten"), 0, &b, NULL), SK_E_NOMEM);
    sk_buf_free(&b);
}

static void big_and_empty_files_read_whole(void **state)
{
    (void)state;
    size_t n = 300000;
    char *data = sk_alloc(n), *p = data;
    for (size_t i = 0; i < n; i++) *p++ = (char)(i % 251);
    assert_int_equal(sk_file_write(at("big"), data, n, NULL), SK_OK);
    sk_buf b = SK_BUF_INIT;
    assert_int_equal(sk_file_read(at("big"), 0, &b, NULL), SK_OK);
    assert_true(b.len == n && memcmp(b.data, data, n) == 0);
    write_text(at("empty"), "");
    assert_int_equal(sk_file_read(at("empty"), 0, &b, NULL), SK_OK);
    assert_int_equal(b.len, 0);
    sk_buf_free(&b);
    sk_free(data);
}

static void listing_is_sorted_by_bytes(void **state)
{
    (void)state;
    mkdir(at("list"), 0777);
    static const char *const names[] = {"list/b", "list/a", "list/Ö", "list/B"};
    for (size_t i = 0; i < N_OF(names); i++) write_text(at(names[i]), "");
    char **got;
    size_t n;
    assert_int_equal(sk_dir_list(at("list"), &got, &n, NULL), SK_OK);
    assert_int_equal(n, 4);
    static const char *const want[] = {"B", "a", "b", "Ö"};
    for (size_t i = 0; i < 4; i++) assert_string_equal(got[i], want[i]);
    sk_dir_list_free(got, n);
    for (unsigned long k = 1; k <= 5; k++) {
        sk_mem_fail_at(k);
        assert_int_equal(sk_dir_list(at("list"), &got, &n, NULL), SK_E_NOMEM);
        assert_null(got);
    }
    sk_mem_fail_at(0);
    assert_int_equal(sk_dir_list(at("nowhere"), &got, &n, NULL), SK_E_INPUT);
}

static void a_failed_write_leaves_the_old_file(void **state)
{
    (void)state;
    mkdir(at("one"), 0777);
    write_text(at("one/f"), "old");
    unsigned long n = 1;
    for (;; n++) {
        sk_err e = {0};
        sk_file_fail_at(n);
        sk_code code = sk_file_write(at("one/f"), "new", 3, &e);
        sk_file_fail_at(0);
        if (code == SK_OK) break;
        assert_int_equal(code, SK_E_IO);
        assert_non_null(strstr(e.text, "inget utrymme kvar"));
        /* the last step syncs the folder: the new file is in place then, and whole */
        has_text(at("one/f"), n < 4 ? "old" : "new");
        assert_int_equal(n_entries(at("one")), 1);
    }
    assert_int_equal(n, 5); /* write, fsync, rename, fsync of the folder all failed once */
    sk_mem_fail_at(1);
    assert_int_equal(sk_file_write(at("one/f"), "x", 1, NULL), SK_E_NOMEM);
    has_text(at("one/f"), "new");
    assert_int_equal(sk_file_write(at("nowhere/f"), "x", 1, NULL), SK_E_IO);
}

static sk_code build(const char *path, const char *text, sk_err *err)
{
    sk_outdir *o;
    sk_code code = sk_outdir_begin(path, &o, err);
    if (code != SK_OK) return code;
    code = sk_outdir_file(o, "plan.json", text, strlen(text), err);
    if (code == SK_OK) code = sk_outdir_file(o, "days/mon/kitchen.txt", text, strlen(text), err);
    if (code == SK_OK) return sk_outdir_commit(o, err);
    sk_outdir_abort(o);
    return code;
}

static void a_folder_is_built_and_replaced(void **state)
{
    (void)state;
    sk_err e = {0};
    if (build(at("o/p/out/"), "first", &e) != SK_OK) fail_msg("%s", e.text);
    has_text(at("o/p/out/plan.json"), "first");
    write_text(at("o/p/out/extra"), "from an older version");
    if (build(at("o/p/out"), "second", &e) != SK_OK) fail_msg("%s", e.text);
    has_text(at("o/p/out/days/mon/kitchen.txt"), "second");
    assert_false(sk_file_exists(at("o/p/out/extra")));
    assert_int_equal(n_entries(at("o/p")), 1);
    assert_int_equal(symlink("p/out", at("o/link")), 0);
    if (build(at("o/link"), "third", &e) != SK_OK) fail_msg("%s", e.text);
    has_text(at("o/p/out/plan.json"), "third");
    assert_true(sk_dir_exists(at("o/link")));
}

/* Each write, sync and rename fails in turn; the old folder stays whole, no sibling is left. */
static void every_step_fails_once(void)
{
    sk_err e = {0};
    if (build(at("q/out"), "old", &e) != SK_OK) fail_msg("%s", e.text);
    unsigned long n = 1;
    int kept = 0;
    for (;; n++) {
        sk_err_clear(&e);
        sk_file_fail_at(n);
        sk_code code = build(at("q/out"), "new", &e);
        sk_file_fail_at(0);
        if (code == SK_OK) break;
        assert_int_equal(code, SK_E_IO);
        sk_buf b = SK_BUF_INIT;
        assert_int_equal(sk_file_read(at("q/out/plan.json"), 0, &b, NULL), SK_OK);
        bool old = strcmp(b.data, "old") == 0;
        sk_buf_free(&b);
        has_text(at("q/out/days/mon/kitchen.txt"), old ? "old" : "new");
        kept += old;
        assert_int_equal(n_entries(at("q")), 1);
    }
    assert_int_equal(kept, n - 2); /* only the sync of the parent comes after the swap */
    assert_true(n > 6); /* three writes, the sync of all, the swap, the sync of the parent */
    has_text(at("q/out/plan.json"), "new");
}

static void a_failed_build_leaves_the_old_folder(void **state)
{
    (void)state;
    every_step_fails_once();
}

static void so_does_one_without_exchange(void **state)
{
    (void)state;
    no_exchange = true;
    every_step_fails_once();
    no_exchange = false;
}

static void no_memory_leaves_the_old_folder(void **state)
{
    (void)state;
    assert_int_equal(build(at("r/out"), "old", NULL), SK_OK);
    unsigned long n = 1;
    for (;; n++) {
        sk_mem_fail_at(n);
        sk_code code = build(at("r/out"), "new", NULL);
        sk_mem_fail_at(0);
        if (code == SK_OK) break;
        assert_int_equal(code, SK_E_NOMEM);
        has_text(at("r/out/plan.json"), "old");
        assert_int_equal(n_entries(at("r")), 1);
    }
    assert_true(n > 5);
}

static void folders_of_others_are_left_alone(void **state)
{
    (void)state;
    sk_err e = {0};
    mkdir(at("mine"), 0777);
    write_text(at("mine/thesis.txt"), "ten years of work");
    assert_int_equal(build(at("mine"), "x", &e), SK_E_USAGE);
    assert_non_null(strstr(e.text, "storkok inte har skrivit"));
    assert_string_not_equal(e.hint, "");
    has_text(at("mine/thesis.txt"), "ten years of work");
    sk_err_clear(&e);
    assert_int_equal(build(at("mine/thesis.txt"), "x", &e), SK_E_USAGE);
    assert_int_equal(build(at("mine/thesis.txt/sub"), "x", NULL), SK_E_IO);
    assert_int_equal(build("/", "x", NULL), SK_E_USAGE);
    assert_int_equal(build("", "x", NULL), SK_E_USAGE);
    mkdir(at("blank"), 0777);
    assert_int_equal(build(at("blank"), "x", NULL), SK_OK);
    sk_outdir *o; /* filled by someone else between begin and commit */
    mkdir(at("race"), 0777);
    assert_int_equal(sk_outdir_begin(at("race"), &o, NULL), SK_OK);
    write_text(at("race/other"), "theirs");
    assert_int_equal(sk_outdir_commit(o, NULL), SK_E_USAGE);
    has_text(at("race/other"), "theirs");
}

static void names_cannot_leave_the_folder(void **state)
{
    (void)state;
    static const char *const bad[] = {"",     "/etc/x", "..",  "../x", "a/../../x",
                                      "a//b", "a/",     "./a", "a/.",  "/"};
    sk_outdir *o;
    assert_int_equal(sk_outdir_begin(at("names"), &o, NULL), SK_OK);
    for (size_t i = 0; i < N_OF(bad); i++)
        assert_int_equal(sk_outdir_file(o, bad[i], "x", 1, NULL), SK_E_INTERNAL);
    assert_int_equal(sk_outdir_file(o, "..a/b..", "x", 1, NULL), SK_OK);
    assert_int_equal(sk_outdir_file(o, "..a/b..", "x", 1, NULL), SK_E_IO); /* written twice */
    sk_outdir_abort(o);
    assert_false(sk_dir_exists(at("names")));
    sk_outdir_abort(NULL);
}

/* What a killed run with our process id left must not stop or enter the next one. */
static void leftovers_of_a_killed_run(void **state)
{
    (void)state;
    char name[64];
    mkdir(at("k"), 0777);
    snprintf(name, sizeof name, "k/out.new-%ld", (long)getpid());
    mkdir(at(name), 0777);
    snprintf(name, sizeof name, "k/out.new-%ld/stale", (long)getpid());
    write_text(at(name), "stale");
    assert_int_equal(build(at("k/out"), "new", NULL), SK_OK);
    assert_false(sk_file_exists(at("k/out/stale")));
    assert_int_equal(n_entries(at("k")), 1);
    snprintf(name, sizeof name, "k/f.new-%ld", (long)getpid());
    assert_int_equal(symlink("out/plan.json", at(name)), 0);
    write_text(at("k/f"), "through no link");
    has_text(at("k/out/plan.json"), "new");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_says_what_is_wrong),
        cmocka_unit_test(big_and_empty_files_read_whole),
        cmocka_unit_test(listing_is_sorted_by_bytes),
        cmocka_unit_test(a_failed_write_leaves_the_old_file),
        cmocka_unit_test(a_folder_is_built_and_replaced),
        cmocka_unit_test(a_failed_build_leaves_the_old_folder),
        cmocka_unit_test(so_does_one_without_exchange),
        cmocka_unit_test(no_memory_leaves_the_old_folder),
        cmocka_unit_test(folders_of_others_are_left_alone),
        cmocka_unit_test(names_cannot_leave_the_folder),
        cmocka_unit_test(leftovers_of_a_killed_run),
    };
    return cmocka_run_group_tests_name("base file", tests, NULL, NULL);
}
