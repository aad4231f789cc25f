/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/unit.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static void alloc_is_zeroed_and_never_null_for_nothing(void **state)
{
    (void)state;
    char *p = sk_alloc(100);
    for (int i = 0; i < 100; i++) assert_int_equal(p[i], 0);
    sk_free(p);
    p = sk_alloc(0);
    assert_non_null(p);
    sk_free(p);
    assert_null(sk_calloc_n(SIZE_MAX / 2, 3));
}

/* The leak checker sees it if the arena forgets what it took over. */
static void an_arena_frees_what_it_adopted(void **state)
{
    (void)state;
    sk_arena *a = sk_arena_new();
    size_t before = sk_arena_bytes(a);
    for (int i = 0; i < 3; i++) assert_true(sk_arena_adopt(a, sk_alloc(1000), 1000));
    assert_true(sk_arena_bytes(a) >= before + 3000);
    sk_arena_free(a);
    assert_false(sk_arena_adopt(NULL, NULL, 0));
}

static void nth_allocation_fails_once(void **state)
{
    (void)state;
    for (unsigned long n = 1; n <= 4; n++) {
        sk_mem_fail_at(n);
        for (unsigned long i = 1; i <= 5; i++) {
            void *p = sk_alloc(8);
            assert_int_equal(p == NULL, i == n);
            sk_free(p);
        }
    }
    sk_mem_fail_at(3);
    sk_mem_fail_at(0);
    unsigned long before = sk_mem_count();
    for (int i = 0; i < 5; i++) {
        void *p = sk_realloc(NULL, 8);
        assert_non_null(p);
        sk_free(p);
    }
    assert_int_equal(sk_mem_count() - before, 5);
}

static void grow_keeps_contents(void **state)
{
    (void)state;
    typedef struct pair {
        int a, b;
    } pair;
    pair *v = NULL;
    size_t n = 0, cap = 0;
    for (int i = 0; i < 1000; i++) {
        assert_true(SK_GROW(v, n, cap));
        v[n++] = (pair){i, -i};
    }
    for (int i = 0; i < 1000; i++) assert_true(v[i].a == i && v[i].b == -i);
    size_t was = cap;
    n = cap;
    sk_mem_fail_at(1);
    assert_false(SK_GROW(v, n, cap));
    assert_int_equal(cap, was);
    sk_free(v);
}

static void arena_pieces_are_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    sk_arena *a = sk_arena_new();
    unsigned char *piece[300];
    size_t size[300];
    for (size_t i = 0; i < N_OF(piece); i++) {
        size[i] = i % 7 == 0 ? 5000 * i : i * 3 % 200;
        piece[i] = sk_arena_alloc(a, size[i]);
        assert_non_null(piece[i]);
        assert_int_equal((uintptr_t)piece[i] % 16, 0);
        for (size_t j = 0; j < size[i]; j++) assert_int_equal(piece[i][j], 0);
        memset(piece[i], (int)(i & 0xff), size[i]);
    }
    for (size_t i = 0; i < N_OF(piece); i++)
        for (size_t j = 0; j < size[i]; j++) assert_int_equal(piece[i][j], i & 0xff);
    assert_true(sk_arena_bytes(a) >= 5000 * 294);
    sk_arena_free(a);
}

static void arena_strings(void **state)
{
    (void)state;
    sk_arena *a = sk_arena_new();
    assert_string_equal(sk_arena_strdup(a, "kök"), "kök");
    assert_string_equal(sk_arena_strdup(a, ""), "");
    assert_string_equal(sk_arena_strndup(a, "abcdef", 3), "abc");
    assert_string_equal(sk_arena_strndup(a, "ab", 30), "ab");
    assert_string_equal(sk_arena_printf(a, "%s-%03d", "x", 7), "x-007");
    assert_null(sk_arena_calloc(a, SIZE_MAX / 2, 4));
    assert_null(sk_arena_alloc(a, SIZE_MAX));
    sk_arena_free(a);
    sk_arena_free(NULL);
}

static void arena_survives_failing_allocations(void **state)
{
    (void)state;
    for (unsigned long n = 1; n < 12; n++) {
        sk_mem_fail_at(n);
        sk_arena *a = sk_arena_new();
        for (int i = 0; a && i < 400; i++) {
            char *p = sk_arena_alloc(a, 97);
            if (p) memset(p, 1, 97);
        }
        sk_arena_free(a);
    }
    sk_mem_fail_at(0);
}

static void map_finds_what_was_put(void **state)
{
    (void)state;
    enum { N = 20000 };
    static char keys[N][16];
    sk_map *m = sk_map_new(4);
    for (int i = 0; i < N; i++) {
        snprintf(keys[i], sizeof keys[i], "K%d", i);
        assert_int_equal(sk_map_put(m, keys[i], i), SK_NONE);
    }
    assert_int_equal(sk_map_put(m, "K7", 99), 7);
    assert_int_equal(sk_map_len(m), N);
    for (int i = 0; i < N; i++) assert_int_equal(sk_map_get(m, keys[i]), i);
    assert_int_equal(sk_map_get(m, "K20000"), SK_NONE);
    assert_int_equal(sk_map_get(m, ""), SK_NONE);
    sk_map_free(m);
    sk_map_free(NULL);
}

static void map_reports_lack_of_memory(void **state)
{
    (void)state;
    sk_mem_fail_at(2);
    assert_null(sk_map_new(10));
    static char keys[64][16];
    sk_map *m = sk_map_new(0);
    sk_ix got = SK_NONE;
    int i = 0;
    sk_mem_fail_at(1);
    for (; i < 64 && got == SK_NONE; i++) {
        snprintf(keys[i], sizeof keys[i], "%d", i);
        got = sk_map_put(m, keys[i], i);
    }
    assert_int_equal(got, -2);
    for (int j = 0; j + 1 < i; j++) assert_int_equal(sk_map_get(m, keys[j]), j);
    sk_map_free(m);
}

static void fnv_matches_published_values(void **state)
{
    (void)state;
    /* http://www.isthe.com/chongo/tech/comp/fnv/, FNV-1a 64 of "" , "a" and "foobar" */
    assert_true(sk_hash("", 0, 0) == UINT64_C(0xcbf29ce484222325));
    assert_true(sk_hash("a", 1, 0) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(sk_hash("foobar", 6, 0) == UINT64_C(0x85944171f73967e8));
}

static void sha256_matches_fips_180(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
         "klmnopqrlmnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    };
    char hex[65];
    for (size_t i = 0; i < N_OF(rows); i++) {
        sk_sha256_hex(rows[i].in, strlen(rows[i].in), hex);
        assert_string_equal(hex, rows[i].want);
    }
    size_t million = 1000000;
    char *a = sk_alloc(million);
    memset(a, 'a', million);
    sk_sha256_hex(a, million, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    sk_free(a);
}

static void buf_appends_pads_and_clears(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    assert_string_equal(sk_buf_str(&b), "");
    sk_buf_add(&b, "kött");
    sk_buf_addc(&b, ' ');
    sk_buf_addn(&b, "bullar och", 6);
    sk_buf_addf(&b, " %d st", 12);
    assert_string_equal(b.data, "kött bullar 12 st");
    sk_buf_clear(&b);
    sk_buf_pad(&b, "ärt", 5);
    sk_buf_pad(&b, "ärt", -5);
    sk_buf_pad(&b, "för lång", 2);
    assert_string_equal(b.data, "ärt    ärtför lång");
    for (int i = 0; i < 100000; i++) sk_buf_addc(&b, 'x');
    assert_true(sk_buf_ok(&b) && strlen(b.data) == b.len);
    sk_buf_free(&b);
    assert_null(b.data);
}

static void buf_failure_is_sticky(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    sk_buf_add(&b, "before");
    sk_mem_fail_at(1);
    for (int i = 0; i < 100; i++) sk_buf_add(&b, "0123456789");
    assert_false(sk_buf_ok(&b));
    size_t was = b.len;
    sk_buf_add(&b, "after");
    assert_int_equal(b.len, was);
    sk_buf_clear(&b);
    assert_true(sk_buf_ok(&b));
    sk_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alloc_is_zeroed_and_never_null_for_nothing),
        cmocka_unit_test(an_arena_frees_what_it_adopted),
        cmocka_unit_test(nth_allocation_fails_once),
        cmocka_unit_test(grow_keeps_contents),
        cmocka_unit_test(arena_pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(arena_strings),
        cmocka_unit_test(arena_survives_failing_allocations),
        cmocka_unit_test(map_finds_what_was_put),
        cmocka_unit_test(map_reports_lack_of_memory),
        cmocka_unit_test(fnv_matches_published_values),
        cmocka_unit_test(sha256_matches_fips_180),
        cmocka_unit_test(buf_appends_pads_and_clears),
        cmocka_unit_test(buf_failure_is_sticky),
    };
    return cmocka_run_group_tests_name("base mem", tests, NULL, NULL);
}
