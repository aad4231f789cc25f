/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "ext/json.h"

/* Faults: in, line, column, a part of the text. */
static const struct {
    const char *name, *in;
    int line, col;
    const char *part;
} faults[] = {
    {"empty", "", 1, 1, "empty"},
    {"blank", " \n ", 1, 1, "empty"},
    {"cut off", "{\"a\": 1,\n \"b\": [1, 2", 2, 11, "ends in the middle"},
    {"word", "{\n  \"a\": hej\n}", 2, 8, "found 'hej'"},
    {"missing comma", "{\"a\": 1\n \"b\": 2}", 2, 2, "found '\"b\"'"},
    {"comma too many", "{\"a\": 1,}", 1, 9, "found '}'"},
    {"after the end", "{}\n\n x", 3, 2, "nothing more"},
    {"duplicate", "{\"a\": 1,\n  \"a\": 2}", 2, 3, "stands twice in one object, found '\"a\"'"},
    {"duplicate by escape", "{\"a\": 1, \"\\u0061\": 2}", 1, 10, "stands twice"},
    {"columns count characters", "{\"\xC3\xA5\xC3\xA4\xC3\xB6\": hej}", 1, 9, "found 'hej'"},
    {"invalid utf-8", "{\"a\": \"\xF6\"}", 1, 7, "UTF-8"},
    {"nul escape", "{\"a\": \"\\u0000\"}", 1, 7, "NUL"},
    {"huge integer", "[1,\n99999999999999999999]", 2, 1, "too large"},
    {"huge real", "[1e999]", 1, 2, "too large"},
    {"single quotes", "{'a': 1}", 1, 2, "expected JSON here, found '''"},
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        sk_err err = {0};
        sk_json_doc *d;
        assert_int_equal(
            sk_json_parse("k.json", faults[i].in, strlen(faults[i].in), SK_LANG_EN, &d, &err),
            SK_E_INPUT);
        assert_null(d);
        assert_string_equal(err.file, "k.json");
        if (err.line != faults[i].line || err.col != faults[i].col ||
            !strstr(err.text, faults[i].part))
            fail_msg("%s: %d:%d %s", faults[i].name, err.line, err.col, err.text);
    }
}

static void test_nul_and_depth(void **state)
{
    (void)state;
    sk_err err = {0};
    sk_json_doc *d;
    assert_int_equal(sk_json_parse("k", "[1,\n\0]", 6, SK_LANG_EN, &d, &err), SK_E_INPUT);
    assert_int_equal(err.line, 2);
    for (int depth = SK_JSON_MAX_DEPTH; depth <= SK_JSON_MAX_DEPTH + 1; depth++) {
        sk_buf b = SK_BUF_INIT;
        for (int i = 0; i < depth; i++) sk_buf_addc(&b, '[');
        sk_buf_add(&b, "\"[[[\"");
        for (int i = 0; i < depth; i++) sk_buf_addc(&b, ']');
        memset(&err, 0, sizeof err);
        sk_code code = sk_json_parse("k", sk_buf_str(&b), b.len, SK_LANG_EN, &d, &err);
        assert_int_equal(code, depth > SK_JSON_MAX_DEPTH ? SK_E_INPUT : SK_OK);
        if (code != SK_OK) assert_int_equal(err.col, SK_JSON_MAX_DEPTH + 1);
        sk_json_free(d);
        sk_buf_free(&b);
    }
    assert_int_equal(sk_json_parse("k", "[1,", 3, SK_LANG_SV, &d, NULL), SK_E_INPUT); /* NULL err */
}

static const char text[] = "\xEF\xBB\xBF{\n"
                           "  \"name\": \"Link\xC3\xB6ping\", \"n\": -3,\n"
                           "  \"share\": 0.25, \"open\": true, \"none\": null,\n"
                           "  \"b\\u00e5t\": 1,\n"
                           "  \"units\": [\n"
                           "    {\"id\": \"ak4_6\", \"tags\": []},\n"
                           "    {\"id\": \"a\\\"]}\", \"x.y\": {}, \"z\": 7}\n"
                           "  ]\n"
                           "}\n";

static sk_json_doc *parsed(void)
{
    sk_err err = {0};
    sk_json_doc *d;
    assert_int_equal(sk_json_parse("k.json", text, sizeof text - 1, SK_LANG_EN, &d, &err), SK_OK);
    return d;
}

static void test_values(void **state)
{
    (void)state;
    sk_json_doc *d = parsed();
    const sk_jval *r = sk_json_root(d), *u = sk_jval_get(r, "units");
    static const char *const keys[] = {"name", "n", "share", "open", "none", "b\xC3\xA5t", "units"};
    assert_int_equal(sk_jval_len(r), 7);
    for (size_t i = 0; i < 7; i++) {
        const char *key = "";
        assert_non_null(sk_jval_member(r, i, &key));
        assert_string_equal(key, keys[i]);
    }
    assert_string_equal(sk_jval_str(sk_jval_get(r, "name")), "Link\xC3\xB6ping");
    assert_int_equal(sk_jval_int(sk_jval_get(r, "n")), -3);
    assert_true(sk_jval_real(sk_jval_get(r, "n")) == -3.0);
    assert_true(sk_jval_real(sk_jval_get(r, "share")) == 0.25);
    assert_true(sk_jval_bool(sk_jval_get(r, "open")));
    assert_int_equal(sk_jval_type(sk_jval_get(r, "none")), SK_J_NULL);
    assert_null(sk_jval_get(r, "nam"));
    assert_null(sk_jval_get(r, "names"));
    assert_null(sk_jval_get(u, "name"));
    assert_null(sk_jval_at(u, 2));
    assert_null(sk_jval_member(u, 0, NULL));
    assert_string_equal(sk_jval_str(sk_jval_get(sk_jval_at(u, 1), "id")), "a\"]}");
    assert_int_equal(sk_jval_len(sk_jval_get(sk_jval_at(u, 0), "tags")), 0);
    sk_json_free(d);
}

static void test_places(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        int line, col;
    } t[] = {
        {"$", 1, 1},
        {"$.name", 2, 11},
        {"$.n", 2, 29},
        {"$.none", 3, 40},
        {"$.b\xC3\xA5t", 4, 15},
        {"$.units", 5, 12},
        {"$.units[0]", 6, 5},
        {"$.units[0].tags", 6, 29},
        {"$.units[1].id", 7, 12},
        {"$.units[1][\"x.y\"]", 7, 28},
        {"$.units[1].z", 7, 37},
        {"$.units[2]", 0, 0},
        {"$.nope", 0, 0},
        {"$.name.x", 0, 0},
        {"$.units[x]", 0, 0},
        {"$.units[", 0, 0},
        {"$[0]", 0, 0},
        {"", 0, 0},
        {"$x", 0, 0},
        {"$[\"name", 0, 0},
    };
    sk_json_doc *d = parsed();
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        sk_loc loc = sk_json_loc(d, t[i].path);
        if (loc.line != t[i].line || loc.col != t[i].col)
            fail_msg("%s: %d:%d", t[i].path, loc.line, loc.col);
        assert_string_equal(loc.file, "k.json");
        assert_ptr_equal(loc.path, t[i].path);
    }
    sk_json_free(d);
}

/* Ten thousand keys in one object: found by binary search, in document order, in no time. */
static void test_many_keys(void **state)
{
    (void)state;
    enum { N = 10000 };
    sk_buf b = SK_BUF_INIT;
    sk_jw w;
    sk_jw_init(&w, &b, false);
    sk_jw_obj(&w, NULL);
    char key[32];
    for (int i = 0; i < N; i++) {
        snprintf(key, sizeof key, "k%d", (i * 7919) % N);
        sk_jw_int(&w, key, i);
    }
    sk_jw_obj_end(&w);
    sk_json_doc *d;
    assert_int_equal(sk_json_parse("k", sk_buf_str(&b), b.len, SK_LANG_EN, &d, NULL), SK_OK);
    for (int i = 0; i < N; i++) {
        snprintf(key, sizeof key, "k%d", (i * 7919) % N);
        assert_int_equal(sk_jval_int(sk_jval_get(sk_json_root(d), key)), i);
    }
    assert_int_equal(sk_json_loc(d, "$.k0").line, 2);
    sk_json_free(d);
    sk_buf_free(&b);
}

static void write_sample(sk_jw *w)
{
    sk_jw_obj(w, NULL);
    sk_jw_str(w, "s", "\xC3\xA5 \"q\" \\ \n\t\x01\x7F \xF6");
    sk_jw_str(w, "null", NULL);
    sk_jw_int(w, "min", INT64_MIN);
    sk_jw_bool(w, "t", true);
    sk_jw_arr(w, "empty");
    sk_jw_arr_end(w);
    sk_jw_arr(w, "list");
    for (int i = 0; i < 2; i++) {
        sk_jw_inline(w);
        sk_jw_obj(w, NULL);
        sk_jw_int(w, "a", i);
        sk_jw_arr(w, "b");
        sk_jw_int(w, NULL, 1);
        sk_jw_int(w, NULL, 2);
        sk_jw_arr_end(w);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
    sk_jw_obj_end(w);
}

static void test_writer(void **state)
{
    (void)state;
    static const char *const want[] = {
        "{\n"
        "  \"s\": \"\xC3\xA5 \\\"q\\\" \\\\ \\n\\t\\u0001\\u007f \xEF\xBF\xBD\",\n"
        "  \"null\": null,\n"
        "  \"min\": -9223372036854775808,\n"
        "  \"t\": true,\n"
        "  \"empty\": [],\n"
        "  \"list\": [\n"
        "    {\"a\": 0, \"b\": [1, 2]},\n"
        "    {\"a\": 1, \"b\": [1, 2]}\n"
        "  ]\n"
        "}\n",
        "{\"s\":\"\xC3\xA5 \\\"q\\\" \\\\ \\n\\t\\u0001\\u007f \xEF\xBF\xBD\",\"null\":null,"
        "\"min\":-9223372036854775808,\"t\":true,\"empty\":[],"
        "\"list\":[{\"a\":0,\"b\":[1,2]},{\"a\":1,\"b\":[1,2]}]}"};
    for (int compact = 0; compact < 2; compact++) {
        sk_buf b = SK_BUF_INIT;
        sk_jw w;
        sk_jw_init(&w, &b, compact);
        write_sample(&w);
        assert_string_equal(sk_buf_str(&b), want[compact]);
        sk_json_doc *d;
        assert_int_equal(sk_json_parse("k", sk_buf_str(&b), b.len, SK_LANG_EN, &d, NULL), SK_OK);
        sk_json_free(d);
        sk_buf_free(&b);
    }
}

static void test_reals(void **state)
{
    (void)state;
    static const struct {
        double v;
        const char *want;
    } t[] = {
        {0.1, "0.1\n"},
        {1.0 / 3, "0.3333333333333333\n"},
        {-0.0, "0\n"},
        {3, "3\n"},
        {1e22, "1e+22\n"},
        {5e-324, "4.94065645841247e-324\n"},
        {(double)NAN, "null\n"},
        {(double)INFINITY, "null\n"},
        {0.1 + 0.2, "0.30000000000000004\n"},
    };
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        sk_buf b = SK_BUF_INIT;
        sk_jw w;
        sk_jw_init(&w, &b, false);
        sk_jw_real(&w, NULL, t[i].v);
        assert_string_equal(sk_buf_str(&b), t[i].want);
        sk_buf_free(&b);
    }
}

static void test_writer_misuse(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    sk_jw w;
    sk_jw_init(&w, &b, false);
    for (int i = 0; i < 40; i++) sk_jw_arr(&w, NULL);
    assert_false(sk_buf_ok(&b));
    sk_buf_free(&b);
    sk_jw_init(&w, &b, false);
    sk_jw_obj_end(&w);
    assert_false(sk_buf_ok(&b));
    sk_buf_free(&b);
}

static void test_no_memory(void **state)
{
    (void)state;
    for (unsigned long k = 1; k < 30; k++) {
        sk_err err = {0};
        sk_json_doc *d;
        sk_mem_fail_at(k);
        sk_code code = sk_json_parse("k.json", text, sizeof text - 1, SK_LANG_EN, &d, &err);
        sk_mem_fail_at(0);
        assert_true(code == SK_OK || (code == SK_E_NOMEM && err.code == SK_E_NOMEM));
        sk_json_free(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),    cmocka_unit_test(test_nul_and_depth),
        cmocka_unit_test(test_values),    cmocka_unit_test(test_places),
        cmocka_unit_test(test_many_keys), cmocka_unit_test(test_writer),
        cmocka_unit_test(test_reals),     cmocka_unit_test(test_writer_misuse),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
