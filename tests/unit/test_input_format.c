/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The written format is what the table says; the table itself holds together. */
#include "unit/folder.h"

#include "base/text.h"
#include "ext/json.h"
#include "input/format.h"

static void same_as_file(const char *name, const sk_buf *b)
{
    char path[FOLDER_PATH];
    sk_buf file = SK_BUF_INIT;
    const char *root = getenv("ROOT");
    assert_true(sk_buf_ok(b));
    snprintf(path, sizeof path, "%s/data/%s", root ? root : ".", name);
    assert_int_equal(sk_file_read(path, 0, &file, NULL), SK_OK);
    if (strcmp(sk_buf_str(b), sk_buf_str(&file)) != 0)
        fail_msg(
            "data/%s is not what the table of columns says: write it again with storkok format",
            name);
    sk_buf_free(&file);
}

static void written_format_is_current(void **state)
{
    static const struct {
        const char *file;
        sk_lang lang;
    } docs[] = {{"format/folder.md", SK_LANG_EN}, {"format/folder.sv.md", SK_LANG_SV}};
    (void)state;
    for (size_t i = 0; i < N_OF(docs); i++) {
        sk_buf b = SK_BUF_INIT;
        sk_format_doc(&b, docs[i].lang);
        same_as_file(docs[i].file, &b);
        sk_buf_free(&b);
    }
}

static void schemas_are_current_and_json(void **state)
{
    void (*const write[])(sk_buf *) = {sk_format_kommun_schema, sk_format_policy_schema};
    static const char *const name[] = {"schema/kommun.schema.json", "schema/policy.schema.json"};
    (void)state;
    for (size_t i = 0; i < N_OF(name); i++) {
        sk_buf b = SK_BUF_INIT;
        sk_json_doc *doc;
        write[i](&b);
        same_as_file(name[i], &b);
        assert_int_equal(sk_json_parse(name[i], sk_buf_str(&b), b.len, SK_LANG_EN, &doc, NULL),
                         SK_OK);
        sk_json_free(doc);
        sk_buf_free(&b);
    }
}

static void check_column(const sk_document *d, const sk_column *c)
{
    if (c->off + c->size > d->rec_size) fail_msg("%s: %s lies outside the record", d->file, c->sv);
    if (c->type == SK_COL_NUMBER && (c->lo > c->hi || c->size == 0))
        fail_msg("%s: %s has no range", d->file, c->sv);
    if (c->type == SK_COL_NUMBER && c->size == 4 && (c->lo < INT32_MIN || c->hi > INT32_MAX))
        fail_msg("%s: %s does not fit its member", d->file, c->sv);
    if ((c->type == SK_COL_WORD || c->type == SK_COL_WORDS) != (c->words != NULL))
        fail_msg("%s: %s and its words", d->file, c->sv);
    if (!c->text[0] || strcmp(sk_text(SK_LANG_SV, c->text), c->text) == 0)
        fail_msg("%s: %s is not explained in Swedish", d->file, c->sv);
}

static void the_table_holds_together(void **state)
{
    (void)state;
    for (int i = 0; i < SK_N_ALL_DOCS; i++) {
        const sk_document *d = sk_documents[i];
        assert_true(d->n_cols > 0 && d->n_cols <= SK_MAX_COLS);
        for (int c = 0; c < d->n_cols; c++) {
            check_column(d, &d->col[c]);
            for (int e = 0; e < c; e++)
                if (!strcmp(d->col[e].sv, d->col[c].sv) || !strcmp(d->col[e].en, d->col[c].en))
                    fail_msg("%s: %s is twice", d->file, d->col[c].sv);
        }
        for (int k = 0; k < SK_MAX_KEY && d->key[k] >= 0; k++) assert_true(d->key[k] < d->n_cols);
    }
}

static void allergens_are_one_list(void **state)
{
    (void)state;
    for (int bit = 0; bit < SK_N_ALLERGENS; bit++) {
        assert_string_equal(sk_words_allergen[bit].sv, sk_allergen_name(bit, SK_LANG_SV));
        assert_string_equal(sk_words_allergen[bit].en, sk_allergen_name(bit, SK_LANG_EN));
        assert_int_equal(sk_words_allergen[bit].value, bit);
    }
}

static void rules_are_sorted_and_told_once(void **state)
{
    (void)state;
    for (const sk_rule *r = sk_rules; r[1].id; r++) assert_string_not_equal(r[0].id, r[1].id);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_format_is_current),
        cmocka_unit_test(schemas_are_current_and_json),
        cmocka_unit_test(the_table_holds_together),
        cmocka_unit_test(allergens_are_one_list),
        cmocka_unit_test(rules_are_sorted_and_told_once),
    };
    return cmocka_run_group_tests_name("input_format", tests, NULL, NULL);
}
