/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every operation of a scenario on tests/data/mini changes what it should, as far as what the prices are given:
 * figures that must rise or fall, and figures that must not move. */
#include "folder.h"

#include "review/whatif.h"

typedef enum {
    F_TOTAL,
    F_LEDGER,
    F_FOOD,
    F_STAFF,
    F_OVERTIME,
    F_TRANSPORT,
    F_ENERGY,
    F_PREMISES,
    F_ADDED,
    F_CAPITAL,
    F_ONCE,
    F_PORTIONS,
    F_ON_SITE,
    F_NEED,
    F_AVAIL,
    F_KM,
    F_UNFED,
    F_POSTS,
    F_COOKING,
    F_RECEIVING,
    F_SERVING,
    F_FOOD_CO2,
    F_BACKLOG,
    F_RED,
    F_N
} figure;

static int64_t figure_of(const sk_alt *a, figure f)
{
    switch (f) {
    case F_TOTAL: return a->total_ore;
    case F_LEDGER: return a->part[SK_COST_LEDGER];
    case F_FOOD: return a->part[SK_COST_FOOD];
    case F_STAFF: return a->part[SK_COST_STAFF];
    case F_OVERTIME: return a->part[SK_COST_OVERTIME];
    case F_TRANSPORT: return a->part[SK_COST_TRANSPORT];
    case F_ENERGY: return a->part[SK_COST_ENERGY];
    case F_PREMISES: return a->part[SK_COST_PREMISES];
    case F_ADDED: return a->part[SK_COST_ADDED];
    case F_CAPITAL: return a->part[SK_COST_CAPITAL];
    case F_ONCE: return a->once_ore;
    case F_PORTIONS: return a->portions;
    case F_ON_SITE: return a->on_site;
    case F_NEED: return a->need_mmin;
    case F_AVAIL: return a->avail_mmin;
    case F_KM: return a->km;
    case F_UNFED: return a->short_portions + a->backup_portions;
    case F_POSTS: return a->fte_centi;
    case F_COOKING: return a->n_cooking;
    case F_RECEIVING: return a->n_receiving;
    case F_SERVING: return a->n_serving;
    case F_FOOD_CO2: return a->food_kg;
    case F_BACKLOG: return a->backlog_ore;
    case F_RED: return a->n_cond[SK_COND_RED];
    default: return 0;
    }
}

static const char *const name_of[F_N] = {
    "total", "ledger",  "food",    "staff",     "overtime", "transport", "energy",  "premises",
    "added", "capital", "once",    "portions",  "onsite",   "need",      "avail",   "km",
    "unfed", "posts",   "cooking", "receiving", "serving",  "co2e",      "backlog", "red"};

#define OP(name, rest) "{\"op\": \"" name "\", " rest "}"
#define K(id) "\"kitchen\": \"" id "\""

/* want: figures with a sign; "=" must be as they are in the baseline. */
static const struct {
    const char *op, *want;
} cases[] = {
    {OP("close", K("m_vik") ", \"guests_to\": \"k_berga\", \"lingering_kr_year\": 60000, "
                            "\"lingering_years\": 2"),
     "premises- onsite+ need- km- receiving- backlog- once+ posts= portions= ledger="},
    {OP("end_staffing", K("m_lind")), "staff- posts- receiving- serving+ need- avail- portions="},
    {OP("open", "\"id\": \"k_ny\", \"like\": \"k_berga\", \"posts\": 1, \"premises_kr_year\": "
                "500000, \"investment_kr\": 1000000, \"life_years\": 20"),
     "staff+ premises+ capital+ posts+ cooking+ avail+ portions="},
    {OP("convert", K("k_ljung") ", \"role\": \"mottagning\", \"supplier\": \"k_berga\""),
     "onsite- km+ transport+ cooking- receiving+ overtime+ need- portions= food="},
    {OP("convert", K("k_ljung") ", \"role\": \"servering\", \"supplier\": \"k_berga\""),
     "staff- onsite- cooking- serving+ avail- posts-"},
    {OP("convert", K("m_vik") ", \"role\": \"tillagning\", \"like\": \"k_ljung\""),
     "onsite+ cooking+ receiving- transport- km- portions="},
    {OP("convert", K("m_vik") ", \"role\": \"servering\""), "staff- receiving- serving+ avail-"},
    {OP("convert", K("s_ek") ", \"role\": \"mottagning\""), "receiving+ serving- need+"},
    {OP("convert", K("s_ek") ", \"role\": \"tillagning\", \"like\": \"k_ljung\""),
     "cooking+ serving- overtime+"},
    {OP("resize", K("k_berga") ", \"percent\": -80"),
     "km+ transport+ onsite- portions= food= staff="},
    {OP("staff", K("k_berga") ", \"posts\": 1"), "staff+ posts+ avail+ total+ need="},
    {OP("staff", K("k_berga") ", \"percent\": -80"),
     "staff- avail- km+ overtime+ onsite- portions="},
    {OP("staff", K("k_berga") ", \"minutes_day\": -400"), "staff- avail- posts= need="},
    {OP("hours", K("k_berga") ", \"meal\": \"lunch\", \"work_to\": \"09:00\""),
     "km+ transport+ onsite- portions="},
    {OP("equipment", K("k_berga") ", \"class\": \"ugn\", \"units\": 0"),
     "unfed+ onsite- km+ transport+ premises="},
    {OP("vehicle", "\"vehicle\": \"bil1\", \"kr_per_km\": 30"),
     "transport+ total+ need= portions="},
    {OP("vehicle", "\"vehicle\": \"bil1\", \"boxes\": 1"), "transport+ km- portions="},
    {OP("tour", "\"supplier\": \"k_berga\", \"kitchen\": \"k_ljung\", \"kr_year\": 1000"),
     "added+ transport- portions="},
    {OP("supplier", K("m_lind") ", \"supplier\": \"k_ljung\""), "transport- km- portions= food="},
    {OP("move", "\"site\": \"vik_f3\", " K("k_berga")), "onsite+ km- transport- need- portions="},
    {OP("delivery", "\"mode\": \"kyld\", \"component\": \"kottbullar\""),
     "transport- need- unfed+ portions= food="},
    {OP("dish", "\"dish\": \"kottbullar_pot\", \"with\": \"falafel_pot\""),
     "food- co2e- portions="},
    {OP("food_price", "\"percent\": 20"), "food+ total+ need= km= portions="},
    {OP("food_price", "\"percent\": 20, \"goods_supplier\": \"bageri\""),
     "food+ total+ need= km= portions="},
    {OP("guests", "\"percent\": 20"), "portions+ food+ need+ onsite+ transport+ co2e+ ledger="},
    {OP("attendance", "\"percent\": -20"), "portions- food- need- onsite- co2e- ledger="},
    {OP("portion_size", "\"percent\": 10"), "food+ co2e+ portions= ledger="},
    {OP("wages", "\"percent\": 5"), "ledger+ transport+ portions= need="},
    {OP("fuel", "\"percent\": 50"), "transport+ total+ need= km= ledger="},
    {OP("indexation", "\"index\": \"hyra\", \"percent\": 10"), "ledger+ total+ premises= need="},
    {OP("setting", "\"setting\": \"receive_mmin_box\", \"value\": 9000"), "need+ portions="},
    {OP("cost", K("k_berga") ", \"investment_kr\": 1000000, \"life_years\": 10, \"kr_year\": 5000, "
                             "\"one_off_kr\": 7000"),
     "added+ capital+ once+ need= km= portions="},
};

enum { N_CASES = (int)(sizeof cases / sizeof *cases) };

static sk_kommun *k;
static sk_whatif *w; /* all cases beside the baseline */

static sk_scenario *read_text(const char *text, sk_diags *d)
{
    char path[FOLDER_PATH];
    sk_scenario *s = NULL;
    snprintf(path, sizeof path, "%s/one%d.json", test_tmp(), (int)getpid());
    assert_int_equal(sk_file_write(path, text, strlen(text), NULL), SK_OK);
    assert_int_equal(sk_scenario_read(k, path, &s, d, NULL), SK_OK);
    return s;
}

static sk_scenario *read_ops(const char *ops, sk_diags *d)
{
    char text[2000];
    snprintf(text, sizeof text,
             "{\"format\": \"storkok-scenario/1\", \"name\": \"x\", \"operations\": [%s]}", ops);
    return read_text(text, d);
}

static int setup(void **state)
{
    char path[FOLDER_PATH];
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    const sk_whatif_opts opts = {.weeks = 2, .lang = SK_LANG_EN};
    sk_scenario *s[N_CASES];
    (void)state;
    mini_path(path, "");
    assert_int_equal(sk_kommun_load(path, &k, d, NULL), SK_OK);
    for (int i = 0; i < N_CASES; i++) s[i] = read_ops(cases[i].op, d);
    assert_int_equal(sk_whatif_make(k, s, N_CASES, &opts, &w, d, NULL), SK_OK);
    sk_diags_free(d);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sk_whatif_free(w);
    sk_kommun_free(k);
    return 0;
}

/* "km+" of a case: the figure's change has that sign. */
static bool holds(const sk_alt *a, const char *word, size_t n)
{
    for (int f = 0; f < F_N; f++) {
        if (strlen(name_of[f]) != n - 1 || strncmp(word, name_of[f], n - 1) != 0) continue;
        int64_t change = figure_of(a, (figure)f) - figure_of(&w->alt[0], (figure)f);
        char sign = change > 0 ? '+' : change < 0 ? '-' : '=';
        if (sign != word[n - 1])
            print_error("%.*s, but it changed by %lld\n", (int)n, word, (long long)change);
        return sign == word[n - 1];
    }
    print_error("no figure %.*s\n", (int)n, word);
    return false;
}

static void operations_change_what_they_should(void **state)
{
    (void)state;
    for (int i = 0; i < N_CASES; i++)
        for (const char *p = cases[i].want; *p;) {
            size_t n = strcspn(p, " ");
            if (!holds(&w->alt[i + 1], p, n)) fail_msg("%s", cases[i].op);
            p += n + (p[n] == ' ');
        }
}

/* Every operation of the table of operations has a case here, but for the power cut, which has its days. */
static void every_operation_is_tried(void **state)
{
    (void)state;
    for (int op = 0; op < SK_N_OPS; op++) {
        bool tried = op == SK_OP_NO_POWER;
        for (int i = 0; i < N_CASES; i++)
            for (int j = 0; j < w->alt[i + 1].s->n_ops; j++)
                tried = tried || (int)w->alt[i + 1].s->op[j].kind == op;
        if (!tried) fail_msg("%s has no case", sk_op_name((sk_op_kind)op));
    }
}

/* Down to the prices: what they are given is the change of the total, to the öre, for each operation. */
static void prices_are_given_all_of_it(void **state)
{
    (void)state;
    sk_pd_account own[] = {
        {.prefix = "5", .group = "staff", .index = SK_IDX_WAGE, .influenceable = true},
        {.prefix = "6", .group = "food", .key = SK_PD_BY_FOOD},
        {.prefix = "7", .group = "trips", .key = SK_PD_BY_TRIPS}};
    sk_price_data data;
    memset(&data, 0, sizeof data);
    data.account = own;
    data.n_accounts = 3;
    for (int i = 0; i <= N_CASES; i++) {
        sk_price_extra *x;
        sk_ore sum = 0;
        int n;
        assert_int_equal(sk_whatif_book(w, i, &data, false, w->arena, &x, &n, NULL), SK_OK);
        for (int j = 0; j < n; j++) sum += x[j].ore;
        assert_int_equal(sum, w->alt[i].total_ore - w->alt[0].total_ore);
        if (i == 0) assert_int_equal(n, 0);
    }
}

static sk_whatif *alone(sk_scenario *s, sk_diags *d)
{
    const sk_whatif_opts opts = {.weeks = 2, .lang = SK_LANG_EN};
    sk_whatif *v = NULL;
    assert_int_equal(sk_whatif_make(k, &s, 1, &opts, &v, d, NULL), SK_OK);
    return v;
}

/* Demography: the part of the change that has come in the document's year. */
static void years_bring_guests(void **state)
{
    (void)state;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    int64_t more[3];
    static const int year[] = {2023, 2028, 2032};
    for (int i = 0; i < 3; i++) {
        char text[400];
        snprintf(text, sizeof text,
                 "{\"format\": \"storkok-scenario/1\", \"name\": \"x\", \"year\": %d, "
                 "\"operations\": [{\"op\": \"guests\", \"category\": \"sabo\", \"percent\": 47, "
                 "\"base_year\": 2023, \"by_year\": 2032}]}",
                 year[i]);
        sk_whatif *v = alone(read_text(text, d), d);
        more[i] = v->alt[1].portions - v->alt[0].portions;
        sk_whatif_free(v);
    }
    assert_int_equal(more[0], 0);
    assert_int_equal(sk_diags_count(d, SK_SEV_WARNING), 1); /* S010: nothing has come by 2023 */
    assert_true(more[1] > 0 && more[2] > more[1]);
    sk_diags_free(d);
}

/* Two days without power: what Berga cooks is lacking or comes from elsewhere, those days only. */
static void power_is_cut(void **state)
{
    (void)state;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_whatif *v = alone(read_ops(OP("no_power", "\"area\": \"Berga\", \"from\": \"2024-01-16\", "
                                                 "\"to\": \"2024-01-17\""),
                                  d),
                         d);
    const sk_alt *a = &v->alt[1], *base = &v->alt[0];
    int64_t unfed =
        a->short_portions + a->backup_portions - base->short_portions - base->backup_portions;
    int64_t two_days = 0;
    for (int i = 0; i < v->map->n_days; i++)
        if (v->map->rep[v->map->rep_of[i]].event) two_days += v->map->portions[i];
    assert_true(two_days > 0 && unfed > 0 && unfed <= two_days);
    assert_true(a->kitchen[0].cooked < base->kitchen[0].cooked);
    assert_int_equal(a->portions, base->portions);
    sk_whatif_free(v);
    sk_diags_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations_change_what_they_should),
        cmocka_unit_test(every_operation_is_tried),
        cmocka_unit_test(prices_are_given_all_of_it),
        cmocka_unit_test(years_bring_guests),
        cmocka_unit_test(power_is_cut),
    };
    return cmocka_run_group_tests_name("review_operations", tests, setup, teardown);
}
