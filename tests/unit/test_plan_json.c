/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan.json: written, read and written again it is the same bytes; what is damaged is named. */
#include "unit.h"

#include <string.h>

#include "oracle/made.h"
#include "plan/plan.h"

static sk_kommun *kommun;
static sk_buf json = SK_BUF_INIT;

static int make(void **state)
{
    (void)state;
    const made_size z = {.cooking = 3,
                         .receiving = 4,
                         .serving = 2,
                         .sites = 14,
                         .tight_pct = 80,
                         .chill_pct = 60,
                         .days = 7,
                         .side_m = 6000,
                         .supper = true,
                         .diets = true};
    sk_plan_opts o = {.max_necks = 5, .lang = SK_LANG_EN};
    sk_plan *p = NULL;
    kommun = made_kommun(5, &z);
    if (!kommun || !sk_week_parse("2023-W48", &o.week) ||
        sk_plan_make(kommun, &o, NULL, NULL, &p, NULL) != SK_OK)
        return -1;
    sk_plan_write_json(p, &json);
    sk_plan_free(p);
    return sk_buf_ok(&json) ? 0 : -1;
}

static int unmake(void **state)
{
    (void)state;
    sk_buf_free(&json);
    sk_kommun_free(kommun);
    return 0;
}

static void round_trip(void **state)
{
    (void)state;
    sk_plan *p = NULL;
    sk_buf again = SK_BUF_INIT;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    if (sk_plan_read_json(kommun, "plan.json", json.data, json.len, &p, &err) != SK_OK)
        fail_msg("%s", err.text);
    assert_true(p->n_necks > 0); /* the case holds every kind of row */
    assert_true(p->n_shorts > 0);
    assert_true(p->n_trips > 0);
    assert_true(p->n_batches > 0);
    sk_plan_write_json(p, &again);
    assert_int_equal(again.len, json.len);
    assert_memory_equal(again.data, json.data, json.len);
    sk_buf_free(&again);
    sk_plan_free(p);
}

/* The first `find` replaced by `put`; the error names the path and the document. */
typedef struct damage {
    const char *find, *put, *path;
} damage;

static const damage damages[] = {
    {"\"storkok-plan\"", "\"storkok-plot\"", "$.format"},
    {"\"version\": 1", "\"version\": 2", "$.version"},
    {"\"week\": \"2023-W48\"", "\"week\": \"2023-W99\"", "$.week"},
    {"\"n_days\": 7", "\"n_days\": 0", "$.n_days"},
    {"\"split\": false", "\"split\": 0", "$.split"},
    {"\"lp_bound\": ", "\"lp_bond\": ", "$.lp_bound"},
    {"\"need\": [\n", "\"needs\": [\n", "$.need"},
    {"\"line\": \"main\"", "\"line\": \"mains\"", "$.need[0].line"},
    {"\"meal\": \"lunch\"", "\"meal\": \"chill\"", "$.need[0].meal"},
    {"\"source\": \"share\"", "\"source\": \"guess\"", "$.need[0].source"},
    {"{\"need\": 1,", "{\"need\": 100000,", "].need"},
    {"\"route\": \"own\"", "\"route\": \"away\"", ".route"},
    {"\"mode\": \"", "\"mode\": \"x", ".mode"},
    {"\"usual\": ", "\"usual\": 1, \"x\": ", "$.supply[0].usual"},
    {"\"session\": \"lunch\"", "\"session\": \"brunch\"", ".session"},
    {"\"unit\": 1,", "\"unit\": 0,", "$.batch["},
    {"\"over_ore\": ", "\"over_ore\": -", ".over_ore"},
    {"\"kitchen\": \"k00000\"", "\"kitchen\": \"k99999\"", ".kitchen"},
};

static void names_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(damages); i++) {
        const damage *d = &damages[i];
        const char *at = strstr(json.data, d->find);
        if (!at) fail_msg("no %s in the plan", d->find);
        sk_buf b = SK_BUF_INIT;
        sk_err err;
        sk_plan *p = NULL;
        sk_err_init(&err, SK_LANG_EN);
        sk_buf_addn(&b, json.data, (size_t)(at - json.data));
        sk_buf_add(&b, d->put);
        sk_buf_add(&b, at + strlen(d->find));
        assert_int_equal(sk_plan_read_json(kommun, "plan.json", b.data, b.len, &p, &err),
                         SK_E_INPUT);
        assert_null(p);
        if (!strstr(err.path, d->path)) fail_msg("%s: %s at %s", d->put, err.text, err.path);
        assert_string_equal(err.file, "plan.json");
        sk_buf_free(&b);
    }
}

/* Cut anywhere it is refused, and nothing leaks. */
static void refuses_half_a_plan(void **state)
{
    (void)state;
    for (size_t n = 0; n + 1 < json.len; n += json.len / 37) {
        sk_plan *p = NULL;
        assert_int_equal(sk_plan_read_json(kommun, "plan.json", json.data, n, &p, NULL),
                         SK_E_INPUT);
        assert_null(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(round_trip),
                                       cmocka_unit_test(names_what_is_wrong),
                                       cmocka_unit_test(refuses_half_a_plan)};
    return cmocka_run_group_tests(tests, make, unmake);
}
