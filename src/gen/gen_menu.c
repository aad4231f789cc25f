/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was on the menu, for the history's menu effects. Reads menu.csv of the catalogue; the cycles
 * start on 2021-08-02 and take five weeks, as in menus.csv. */
#include "base/num.h"
#include "ext/csv.h"
#include "gen/gen_priv.h"

#include <string.h>

enum { MENU_WEEKS = 5, N_MENUS = 3 };
static const char *const menu_ids[N_MENUS] = {"skola", "aldre", "hem"};

static int menu_index(const char *id)
{
    for (int i = 0; i < N_MENUS; i++)
        if (strcmp(id, menu_ids[i]) == 0) return i;
    return -1;
}

static int number(const char *s)
{
    int64_t v = 0;
    return sk_dec_parse(s, ',', 0, &v) && v >= 0 && v < 100 ? (int)v : 0;
}

/* Columns meny;vecka;veckodag;måltid;linje;rätt. */
static void add_row(g_world *w, const sk_csv_row *r)
{
    g_menu_row m = {.menu = menu_index(r->field[0]),
                    .week = number(r->field[1]),
                    .weekday = number(r->field[2]),
                    .supper = strcmp(r->field[3], "lunch") != 0};
    bool veg = strcmp(r->field[4], "huvud") != 0;
    if (m.menu < 0 || veg || strlen(r->field[5]) >= sizeof m.dish) return;
    if (w->failed || !SK_GROW(w->menu, w->n_menu, w->cap_menu)) {
        w->failed = true;
        return;
    }
    memcpy(m.dish, r->field[5], strlen(r->field[5]) + 1);
    w->menu[w->n_menu++] = m;
}

sk_code sk__gen_menu(g_world *w, const char *catalogue_dir, sk_err *err)
{
    sk_buf path = SK_BUF_INIT, text = SK_BUF_INIT;
    sk_buf_addf(&path, "%s/menu.csv", catalogue_dir);
    sk_code code = sk_buf_ok(&path) ? sk_file_read(sk_buf_str(&path), 0, &text, err)
                                    : sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_arena *arena = sk_arena_new();
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    sk_csv csv = {0};
    if (code == SK_OK && (!arena || !diags)) code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (code == SK_OK) {
        code = sk_csv_parse("menu.csv", sk_buf_str(&text), text.len, arena, &csv, diags);
        if (code == SK_OK && csv.n_cols != 6) code = SK_E_INPUT;
        if (code == SK_E_INPUT) sk_err_set(err, code, "the catalogue's menu.csv is not readable");
    }
    for (size_t i = 0; code == SK_OK && i < csv.n_rows; i++) add_row(w, &csv.row[i]);
    if (code == SK_OK && w->failed) code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_diags_free(diags);
    sk_arena_free(arena);
    sk_buf_free(&path);
    sk_buf_free(&text);
    return code;
}

const char *sk__gen_dish(const g_world *w, const g_site *s, bool supper, sk_day day)
{
    int menu = menu_index(sk__gen_cats[s->cat].menu),
        week = (day - sk__gen_date(2021, 8, 2)) / 7 % MENU_WEEKS + 1;
    for (size_t i = 0; i < w->n_menu; i++) {
        const g_menu_row *m = &w->menu[i];
        if (m->menu == menu && m->week == week && m->weekday == sk_day_weekday(day) &&
            (m->supper != 0) == supper)
            return m->dish;
    }
    return "";
}
