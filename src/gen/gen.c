/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds the world and writes its folder, one document at a time. */
#include "gen/gen_priv.h"

#include <stdio.h>
#include <string.h>

sk_gen_opts sk_gen_defaults(void)
{
    return (sk_gen_opts){true, 69, 2023, true, sk__gen_date(2023, 11, 19)};
}

void sk__gen_head(sk_buf *b, const char *columns)
{
    sk_buf_add(b, "\xef\xbb\xbf");
    sk_buf_add(b, columns);
    sk_buf_add(b, "\r\n");
}

const char *sk__gen_dec(int64_t v, int decimals, char out[24])
{
    int64_t unit = 1, a = v < 0 ? -v : v;
    for (int i = 0; i < decimals; i++) unit *= 10;
    while (decimals > 0 && a % 10 == 0 && unit > 1) { /* no trailing zeros */
        a /= 10;
        unit /= 10;
        decimals--;
    }
    if (decimals == 0) snprintf(out, 24, "%s%lld", v < 0 ? "-" : "", (long long)a);
    else
        snprintf(out, 24, "%s%lld,%0*lld", v < 0 ? "-" : "", (long long)(a / unit), decimals,
                 (long long)(a % unit));
    return out;
}

typedef struct document {
    const char *name;
    g_writer write;
    bool history;
} document;
static void w_skola(g_world *w, sk_buf *b) { sk__gen_w_ics(w, G_CAL_SKOLA, b); }
static void w_gymnasium(g_world *w, sk_buf *b) { sk__gen_w_ics(w, G_CAL_GYM, b); }
static void w_forskola(g_world *w, sk_buf *b) { sk__gen_w_ics(w, G_CAL_FORSKOLA, b); }

/* kitchens.csv before openings (it decides the cold chain), staff.csv before cost_lines.csv (it sums
 * the posts). */
static const document documents[] = {
    {"kommun.json", sk__gen_w_kommun, false},
    {"policy.json", sk__gen_w_policy, false},
    {"managers.csv", sk__gen_w_managers, false},
    {"boards.csv", sk__gen_w_boards, false},
    {"kitchens.csv", sk__gen_w_kitchens, false},
    {"openings.csv", sk__gen_w_openings, false},
    {"equipment.csv", sk__gen_w_equipment, false},
    {"staff.csv", sk__gen_w_staff, false},
    {"staff_deviations.csv", sk__gen_w_deviations, false},
    {"calendars.csv", sk__gen_w_calendars, false},
    {"calendars/helgdagar.ics", sk__gen_w_holidays_ics, false},
    {"calendars/skola.ics", w_skola, false},
    {"calendars/gymnasium.ics", w_gymnasium, false},
    {"calendars/forskola.ics", w_forskola, false},
    {"calendars/kitchens.ics", sk__gen_w_kitchens_ics, false},
    {"sites.csv", sk__gen_w_sites, false},
    {"guests.csv", sk__gen_w_guests, false},
    {"site_meals.csv", sk__gen_w_site_meals, false},
    {"sittings.csv", sk__gen_w_sittings, false},
    {"diet_orders.csv", sk__gen_w_diet_orders, false},
    {"vehicles.csv", sk__gen_w_vehicles, false},
    {"tours.csv", sk__gen_w_tours, false},
    {"tour_stops.csv", sk__gen_w_tour_stops, false},
    {"organisation.csv", sk__gen_w_organisation, false},
    {"cost_lines.csv", sk__gen_w_cost_lines, false},
    {"review/candidates.csv", sk__gen_w_candidates, false},
    {"review/wishes.csv", sk__gen_w_wishes, false},
    {"price/years.csv", sk__gen_w_price_years, false},
    {"price/areas.csv", sk__gen_w_price_areas, false},
    {"price/accounts.csv", sk__gen_w_price_accounts, false},
    {"price/units.csv", sk__gen_w_price_units, false},
    {"price/uses.csv", sk__gen_w_price_uses, false},
    {"price/factors.csv", sk__gen_w_price_factors, false},
    {"price/tariffs.csv", sk__gen_w_price_tariffs, false},
    {"price/customers.csv", sk__gen_w_price_customers, false},
    {"price/volumes.csv", sk__gen_w_price_volumes, false},
    {"price/places.csv", sk__gen_w_price_places, false},
    {"price/decisions.csv", sk__gen_w_price_decisions, false},
    {"price/vat.csv", sk__gen_w_price_vat, false},
    {"price/decided_prices.csv", sk__gen_w_price_last, false},
    {"price/scenarios.csv", sk__gen_w_price_scenarios, false},
    {"price/ledger_2023.se", sk__gen_w_ledger, false},
    {"reserve.csv", sk__gen_w_reserve, false},
    {"stock.csv", sk__gen_w_stock, false},
    {"orders_ahead.csv", sk__gen_w_orders_ahead, false},
    {"continuity.csv", sk__gen_w_continuity, false},
    {"followup/areas.csv", sk__gen_w_fu_areas, true},
    {"followup/cost_centres.csv", sk__gen_w_fu_centres, true},
    {"followup/frames.csv", sk__gen_w_fu_frames, true},
    {"followup/reports.csv", sk__gen_w_fu_reports, true},
    {"followup/equity.csv", sk__gen_w_fu_equity, true},
    {"followup/measures.csv", sk__gen_w_fu_measures, true},
    {"followup/measure_status.csv", sk__gen_w_fu_statuses, true},
    {"followup/targets.csv", sk__gen_w_fu_targets, true},
    {"followup/values.csv", sk__gen_w_fu_values, true},
    {"followup/verdicts.csv", sk__gen_w_fu_verdicts, true},
    {"followup/ledger.se", sk__gen_w_fu_ledger, true},
    {"followup/volumes.csv", sk__gen_w_volumes, true},
    {"followup/drivers.csv", sk__gen_w_drivers, true},
    {"invoice/changes.csv", sk__gen_w_inv_changes, true},
    {"invoice/sales.csv", sk__gen_w_inv_sales, true},
    {"invoice/booking.csv", sk__gen_w_inv_booking, true},
    {"history/attendance.csv", sk__gen_w_attendance, true},
    {"history/orders.csv", sk__gen_w_orders, true},
    {"history/waste.csv", sk__gen_w_waste, true},
    {"waste_targets.csv", sk__gen_w_waste_targets, true},
    {"waste_groups.csv", sk__gen_w_waste_groups, true},
};
static const char *const catalogue[] = {
    "categories.csv",      "products.csv",   "diets.csv",   "suppliers.csv",
    "ingredients.csv",     "components.csv", "recipes.csv", "dishes.csv",
    "dish_components.csv", "menus.csv",      "menu.csv",    "equipment_classes.csv"};

static sk_code copy_catalogue(sk_outdir *out, const char *dir, sk_err *err)
{
    sk_buf text = SK_BUF_INIT, path = SK_BUF_INIT;
    sk_code code = SK_OK;
    for (size_t i = 0; i < sizeof catalogue / sizeof *catalogue && code == SK_OK; i++) {
        sk_buf_clear(&path);
        sk_buf_addf(&path, "%s/%s", dir, catalogue[i]);
        code = sk_buf_ok(&path) ? sk_file_read(sk_buf_str(&path), 0, &text, err)
                                : sk_err_set(err, SK_E_NOMEM, "out of memory");
        if (code == SK_OK)
            code = sk_outdir_file(out, catalogue[i], sk_buf_str(&text), text.len, err);
    }
    sk_buf_free(&text);
    sk_buf_free(&path);
    return code;
}

static sk_code write_documents(g_world *w, sk_outdir *out, sk_err *err)
{
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        if (documents[i].history && !w->o.with_history) continue;
        sk_buf b = SK_BUF_INIT; /* one document in memory at a time */
        documents[i].write(w, &b);
        sk_code code = sk_buf_ok(&b) && !w->failed
                           ? sk_outdir_file(out, documents[i].name, sk_buf_str(&b), b.len, err)
                           : sk_err_set(err, SK_E_NOMEM, "out of memory");
        sk_buf_free(&b);
        if (code != SK_OK) return code;
    }
    return SK_OK;
}

static void world_free(g_world *w)
{
    sk_free(w->k);
    sk_free(w->s);
    sk_free(w->t);
    sk_free(w->v);
    sk_free(w->menu);
    for (int c = 0; c < G_N_CALS; c++) sk_free(w->types[c]);
    sk_free(w);
}

static sk_code build(g_world *w, const char *catalogue_dir, sk_err *err)
{
    sk_rng_seed(&w->rng, w->o.seed);
    sk__gen_kitchens(w);
    sk__gen_calendars(w);
    if (!w->failed) sk__gen_supply(w);
    if (!w->failed) sk__gen_tours(w);
    if (!w->failed) sk__gen_work(w);
    if (!w->failed) sk__gen_summer(w);
    return w->failed ? sk_err_set(err, SK_E_NOMEM, "out of memory")
                     : sk__gen_menu(w, catalogue_dir, err);
}

sk_code sk_generate(const sk_gen_opts *o, const char *dir, const char *catalogue_dir, sk_err *err)
{
    if (o->n_kitchens < SK_GEN_MIN_KITCHENS || o->n_kitchens > SK_GEN_MAX_KITCHENS)
        return sk_err_set(err, SK_E_USAGE, "a municipality has %d to %d kitchens",
                          SK_GEN_MIN_KITCHENS, SK_GEN_MAX_KITCHENS);
    if (o->as_of < sk__gen_date(2022, 8, 1) || o->as_of > sk__gen_date(2024, 6, 30))
        return sk_err_set(err, SK_E_USAGE, "the as-of date lies between 2022-08-01 and 2024-06-30");
    g_world *w = sk_alloc(sizeof *w);
    if (!w) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    w->o = *o;
    if (o->linkoping) {
        sk_gen_opts own = sk_gen_defaults();
        own.with_history = o->with_history;
        w->o = own;
    }
    sk_outdir *out = NULL;
    sk_code code = build(w, catalogue_dir, err);
    if (code == SK_OK) code = sk_outdir_begin(dir, &out, err);
    if (code == SK_OK) {
        code = copy_catalogue(out, catalogue_dir, err);
        if (code == SK_OK) code = write_documents(w, out, err);
        if (code == SK_OK) code = sk_outdir_commit(out, err);
        else sk_outdir_abort(out);
    }
    world_free(w);
    return code;
}
