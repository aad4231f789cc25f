/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that only some commands need, read against a kommun. */
#include "unit/folder.h"

#include "base/mem.h"
#include "domain/followup.h"
#include "domain/query.h"
#include "input/annex.h"

static sk_code load_annex(const sk_kommun *k, const char *text, sk_annex **a, sk_diags **d)
{
    char path[FOLDER_PATH];
    put_doc("continuity.csv", text, strlen(text));
    copy_path(path, "");
    *d = sk_diags_new(SK_LANG_EN);
    return sk_annex_load(path, k, SK_DOC_CONTINUITY, SK_DOC_CONTINUITY, a, *d, NULL);
}

static sk_kommun *mini(void)
{
    sk_kommun *k;
    sk_diags *d;
    assert_int_equal(load_copy(&k, &d), SK_OK);
    sk_diags_free(d);
    return k;
}

static void rows_are_typed_and_sorted(void **state)
{
    (void)state;
    sk_kommun *k = mini();
    sk_annex *a;
    sk_diags *d;
    int n;
    size_t n_files;
    assert_int_equal(load_annex(k,
                                "kök;reviderad;övad;dokument\nm_vik;2023-01-31;;pärm 3\n"
                                "k_berga;2022-02-01;2023-04-05;\n",
                                &a, &d),
                     SK_OK);
    const sk_continuity *c = sk_annex_rows(a, SK_DOC_CONTINUITY, &n);
    assert_int_equal(n, 2);
    assert_int_equal(c[0].kitchen, sk_find_kitchen(k, "k_berga"));
    assert_int_equal(c[1].kitchen, sk_find_kitchen(k, "m_vik"));
    assert_int_equal(c[1].exercised, SK_NO_DAY);
    assert_string_equal(c[1].document, "pärm 3");
    assert_int_equal(sk_annex_at(a, SK_DOC_CONTINUITY, 1, "reviderad").line, 2);
    assert_string_equal(sk_annex_files(a, &n_files)[0].name, "continuity.csv");
    assert_int_equal(n_files, 1);
    sk_annex_free(a);
    sk_diags_free(d);
    sk_kommun_free(k);
}

static void a_document_may_be_missing(void **state)
{
    (void)state;
    char path[FOLDER_PATH];
    sk_kommun *k = mini();
    sk_annex *a;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    int n;
    copy_path(path, "continuity.csv");
    unlink(path);
    copy_path(path, "");
    assert_int_equal(sk_annex_load(path, k, SK_DOC_CONTINUITY, SK_DOC_CONTINUITY, &a, d, NULL),
                     SK_OK);
    sk_annex_rows(a, SK_DOC_CONTINUITY, &n);
    assert_int_equal(n, 0);
    sk_annex_free(a);
    sk_diags_free(d);
    sk_kommun_free(k);
}

static void faults_are_named_with_their_rows(void **state)
{
    (void)state;
    sk_kommun *k = mini();
    sk_annex *a;
    sk_diags *d;
    sk_buf got = SK_BUF_INIT;
    assert_int_equal(load_annex(k,
                                "kök;reviderad\nk_barga;2023-01-31\nm_vik;2023-02-30\n"
                                "m_lind;\nm_lind;2023-01-01\n",
                                &a, &d),
                     SK_E_INPUT);
    assert_null(a);
    list_rules(d, true, &got);
    assert_string_equal(sk_buf_str(&got), "continuity.csv:2:1 R010\ncontinuity.csv:3:7 R006\n"
                                          "continuity.csv:5:1 R009\n");
    assert_non_null(strstr(sk_diags_at(d, 0)->text, "did you mean \"k_berga\"?"));
    sk_buf_free(&got);
    sk_diags_free(d);
    sk_kommun_free(k);
}

static void lost_memory_is_told(void **state)
{
    (void)state;
    sk_kommun *k = mini();
    sk_code code = SK_E_NOMEM;
    for (unsigned long i = 1; code == SK_E_NOMEM && i < 200; i++) {
        char path[FOLDER_PATH];
        sk_annex *a;
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        static const char text[] = "kök;reviderad\nm_vik;2023-01-31\n";
        put_doc("continuity.csv", text, sizeof text - 1);
        copy_path(path, "");
        sk_mem_fail_at(i);
        code = sk_annex_load(path, k, SK_DOC_CONTINUITY, SK_DOC_CONTINUITY, &a, d, NULL);
        sk_mem_fail_at(0);
        assert_true((code == SK_OK) == (a != NULL));
        sk_annex_free(a);
        sk_diags_free(d);
    }
    assert_int_equal(code, SK_OK);
    sk_kommun_free(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(rows_are_typed_and_sorted, copy_mini),
        cmocka_unit_test_setup(a_document_may_be_missing, copy_mini),
        cmocka_unit_test_setup(faults_are_named_with_their_rows, copy_mini),
        cmocka_unit_test_setup(lost_memory_is_told, copy_mini),
    };
    return cmocka_run_group_tests_name("input_annex", tests, NULL, NULL);
}
