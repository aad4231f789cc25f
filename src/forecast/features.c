/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns that describe a service day: weekday, month, days since and to breaks, bridge days, feasts,
 * season and the families of dishes. Columns that never vary in a panel are left out. */
#include "forecast/panel.h"

#include <math.h>
#include <string.h>

#include "base/date.h"

enum { BREAK_GAP = 7, SUMMER_GAP = 40, CAP_COLS = 128, CAP_SCALE = 48, FAR = 1000 };
#define TWO_PI 6.283185307179586

/* Where a service day lies among the breaks. */
typedef struct place {
    int since, to;                /* service days since and to the nearest break, 0 = beside it */
    bool since_summer, to_summer; /* that break is the summer's */
    bool before, after, third;    /* bridge days around public holidays */
} place;

typedef struct builder {
    sk_panel *p;
    const sk_calday *cal;
    int n_cal;
    place *at;
    uint32_t *food;
    const char *name[CAP_COLS];
    uint8_t flags[CAP_COLS];
    double *x; /* [n_days][CAP_COLS] */
    int n;
} builder;

static bool holiday(const builder *b, sk_day d)
{
    int i = d - b->cal[0].day;
    return i >= 0 && i < b->n_cal && (b->cal[i].flags & SK_CD_HOLIDAY);
}

static bool summer(int gap, sk_day before, bool open_end)
{
    if (open_end) {
        int m = sk_day_ymd(before).month;
        return m == 6 || m == 7;
    }
    return gap >= SUMMER_GAP;
}

static void find_places(builder *b)
{
    const sk_panel *p = b->p;
    place at = {.since = FAR};
    for (int t = 0; t < p->n_days; t++) {
        int gap = t ? p->day[t] - p->day[t - 1] : 0;
        at.since++;
        if (gap >= BREAK_GAP) {
            at.since = 0;
            at.since_summer = summer(gap, p->day[t - 1], false);
        }
        b->at[t] = at;
    }
    int to = FAR;
    bool to_summer = false;
    sk_day end = b->cal[b->n_cal - 1].day;
    for (int t = p->n_days - 1; t >= 0; t--) {
        bool open = t + 1 == p->n_days;
        int gap = (open ? end + 1 : p->day[t + 1]) - p->day[t];
        to++;
        if (gap >= BREAK_GAP) {
            to = 0;
            to_summer = summer(gap, p->day[t], open);
        }
        b->at[t].to = to;
        b->at[t].to_summer = to_summer;
        sk_day d = p->day[t];
        int w = p->weekday[t];
        b->at[t].after = holiday(b, d - 1) || (holiday(b, d - 2) && w == 1);
        b->at[t].before = holiday(b, d + 1) || (holiday(b, d + 3) && w == 5);
        b->at[t].third = holiday(b, d - 1) && w == 5;
    }
}

static void add(builder *b, const char *name, uint8_t flags)
{
    b->name[b->n] = name;
    b->flags[b->n++] = flags;
}

#define X(b, t) ((b)->x[(size_t)(t)*CAP_COLS + (size_t)(b)->n - 1])
#define EACH_DAY(b, expr)                                                                          \
    for (int t = 0; t < (b)->p->n_days; t++) X(b, t) = (expr)

static const char *name_of(builder *b, const char *stem, int i)
{
    const char *s = sk_arena_printf(b->p->arena, "%s%d", stem, i);
    return s ? s : stem;
}

static void calendar_columns(builder *b)
{
    const sk_panel *p = b->p;
    for (int w = 1; w <= 7; w++) {
        if (w == 3) continue;
        add(b, name_of(b, "wd", w), SK_COL_UNIT);
        EACH_DAY(b, p->weekday[t] == w);
    }
    for (int m = 1; m <= 12; m++) {
        if (m == 8) continue;
        add(b, name_of(b, "m", m), m == 6 || m == 9 ? SK_COL_UNIT : 0);
        EACH_DAY(b, sk_day_ymd(p->day[t]).month == m);
    }
    for (int n = 0; n < 5; n++) {
        if (n < 3) {
            add(b, name_of(b, "since", n), n == 0 ? SK_COL_UNIT : 0);
            EACH_DAY(b, b->at[t].since == n && !b->at[t].since_summer);
        }
        add(b, name_of(b, "sinceS", n), n < 2 ? SK_COL_UNIT : 0);
        EACH_DAY(b, b->at[t].since == n && b->at[t].since_summer);
    }
    for (int n = 0; n < 12; n++) {
        if (n < 3) {
            add(b, name_of(b, "to", n), n == 0 ? SK_COL_UNIT : 0);
            EACH_DAY(b, b->at[t].to == n && !b->at[t].to_summer);
        }
        add(b, name_of(b, "toS", n), n < 4 ? SK_COL_UNIT : 0);
        EACH_DAY(b, b->at[t].to == n && b->at[t].to_summer);
    }
    add(b, "toS12_20", SK_COL_UNIT);
    EACH_DAY(b, b->at[t].to >= 12 && b->at[t].to < 20 && b->at[t].to_summer);
    add(b, "bridgeA", SK_COL_UNIT);
    EACH_DAY(b, b->at[t].after);
    add(b, "bridgeB", SK_COL_UNIT);
    EACH_DAY(b, b->at[t].before);
    add(b, "bridge4", 0);
    EACH_DAY(b, b->at[t].third);
}

static void flag_columns(builder *b)
{
    static const struct {
        const char *name;
        uint8_t bit, flags;
    } rows[] = {{"strike", SK_CD_STRIKE, SK_COL_UNIT | SK_COL_LATE},
                {"fast", SK_CD_FAST, SK_COL_UNIT},
                {"feast", SK_CD_FEAST, SK_COL_UNIT},
                {"break", SK_CD_BREAK, SK_COL_UNIT},
                {"reduced", SK_CD_REDUCED, SK_COL_UNIT},
                {"study", SK_CD_STUDY, SK_COL_UNIT}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        add(b, rows[i].name, rows[i].flags);
        EACH_DAY(b, (b->p->cal[t]->flags & rows[i].bit) != 0);
    }
    add(b, "feast1", 0); /* the day after a feast */
    for (int t = 0; t < b->p->n_days; t++) {
        int i = b->p->day[t] - 1 - b->cal[0].day;
        X(b, t) = i >= 0 && (b->cal[i].flags & SK_CD_FEAST);
    }
}

/* The language of the menus is the one that knows more of their words. */
static void read_menus(builder *b)
{
    const sk_panel *p = b->p;
    int hits[2] = {0, 0};
    for (int t = 0; t < p->n_days && t < 200; t++)
        for (int fr = 0; fr < 2; fr++)
            for (uint32_t m = sk__family_bits(p->cal[t]->menu, fr); m; m &= m - 1) hits[fr]++;
    const char *last = "";
    for (int t = 0; t < p->n_days; t++) {
        bool same = t > 0 && strcmp(p->cal[t]->menu, last) == 0;
        b->food[t] = same ? b->food[t - 1] : sk__family_bits(p->cal[t]->menu, hits[1] > hits[0]);
        last = p->cal[t]->menu;
    }
}

static void menu_columns(builder *b)
{
    for (int i = 0; i < sk__family_count(); i++) {
        const char *name = sk__family_name(i);
        add(b, name, SK_COL_UNIT);
        EACH_DAY(b, b->food[t] >> i & 1u);
        if (strcmp(name, "fish") == 0) {
            add(b, "fish5", 0); /* fish on a Friday */
            EACH_DAY(b, (b->food[t] >> i & 1u) && b->p->weekday[t] == 5);
        }
    }
}

static void season_columns(builder *b)
{
    static const char *names[] = {"s1", "c1", "s2", "c2", "s3", "c3"};
    for (int k = 0; k < 6; k++) {
        add(b, names[k], k < 4 ? SK_COL_UNIT : 0);
        for (int t = 0; t < b->p->n_days; t++) {
            sk_day d = b->p->day[t], jan1 = 0;
            sk_day_from_ymd(sk_day_ymd(d).year, 1, 1, &jan1);
            double a = TWO_PI * (k / 2 + 1) * (d - jan1 + 1) / 365.25;
            X(b, t) = k % 2 ? cos(a) : sin(a);
        }
    }
}

/* Keeps the columns that vary and turns the table into sparse rows. */
static bool pack(builder *b)
{
    sk_panel *p = b->p;
    size_t days = (size_t)p->n_days, nnz = 0;
    int from[CAP_COLS];
    p->col = sk_arena_calloc(p->arena, CAP_COLS, sizeof *p->col);
    if (!p->col) return false;
    for (int j = 0; j < b->n; j++) {
        bool varies = false;
        for (size_t t = 0; t < days; t++) {
            nnz += b->x[t * CAP_COLS + (size_t)j] != 0.0;
            varies |= b->x[t * CAP_COLS + (size_t)j] != b->x[j];
        }
        if (!varies) continue;
        from[p->n_cols] = j;
        int uc = b->flags[j] & SK_COL_UNIT ? p->n_unit_cols++ : -1;
        p->col[p->n_cols++] = (sk_panel_col){b->name[j], b->flags[j], uc};
    }
    p->ptr = sk_arena_calloc(p->arena, days + 1, sizeof(int));
    p->uptr = sk_arena_calloc(p->arena, days + 1, sizeof(int));
    p->idx = sk_arena_calloc(p->arena, nnz + 1, sizeof(int));
    p->uidx = sk_arena_calloc(p->arena, nnz + 1, sizeof(int));
    p->val = sk_arena_calloc(p->arena, nnz + 1, sizeof(double));
    p->uval = sk_arena_calloc(p->arena, nnz + 1, sizeof(double));
    if (!p->ptr || !p->uptr || !p->idx || !p->uidx || !p->val || !p->uval) return false;
    int n = 0, m = 0;
    for (size_t t = 0; t < days; t++) {
        for (int j = 0; j < p->n_cols; j++) {
            double v = b->x[t * CAP_COLS + (size_t)from[j]];
            if (v == 0.0) continue;
            p->idx[n] = j;
            p->val[n++] = v;
            if (p->col[j].unit_col < 0) continue;
            p->uidx[m] = p->col[j].unit_col;
            p->uval[m++] = v;
        }
        p->ptr[t + 1] = n;
        p->uptr[t + 1] = m;
    }
    return true;
}

/* What the size of an error depends on. */
static int scale_row(const sk_panel *p, int t, const place *a, double *z)
{
    int n = 0, month = sk_day_ymd(p->day[t]).month;
    bool toS = a->to_summer;
    for (int m = 1; m <= 12; m++)
        if (m != 7 && m != 8) z[n++] = month == m;
    for (int w = 1; w <= 7; w++)
        if (w != 3) z[n++] = p->weekday[t] == w;
    z[n++] = a->to <= 4 && toS;
    z[n++] = a->to > 4 && a->to <= 9 && toS;
    z[n++] = a->to == 0;
    z[n++] = a->to == 1 && toS;
    z[n++] = a->to == 0 && toS;
    z[n++] = a->to <= 2 && !toS;
    z[n++] = a->since == 0;
    z[n++] = a->since <= 3 && a->since_summer;
    z[n++] = a->before;
    z[n++] = a->third;
    z[n++] = (p->cal[t]->flags & SK_CD_FEAST) != 0;
    z[n++] = (p->cal[t]->flags & SK_CD_FAST) != 0;
    z[n++] = (p->cal[t]->flags & (SK_CD_BREAK | SK_CD_REDUCED)) != 0;
    z[n++] = (p->cal[t]->flags & SK_CD_STUDY) != 0;
    return n;
}

static void mark_special(sk_panel *p, int t, const place *a)
{
    int month = sk_day_ymd(p->day[t]).month;
    bool special = (a->to <= 12 && a->to_summer) || a->to == 0 || a->since <= 1 || month == 6 ||
                   month == 7 || (a->since <= 3 && a->since_summer) ||
                   (p->cal[t]->flags & (SK_CD_BREAK | SK_CD_REDUCED | SK_CD_STUDY));
    if (special) p->flags[t] |= SK_PD_SPECIAL;
    if (p->cal[t]->flags & SK_CD_STRIKE) p->flags[t] |= SK_PD_LATE;
}

sk_code sk__features_build(sk_panel *p, const sk_calday *cal, int n_cal, sk_err *err)
{
    sk_arena *tmp = sk_arena_new();
    size_t days = (size_t)p->n_days;
    builder b = {.p = p, .cal = cal, .n_cal = n_cal};
    bool ok = tmp != NULL;
    if (ok) {
        b.at = sk_arena_calloc(tmp, days, sizeof *b.at);
        b.food = sk_arena_calloc(tmp, days, sizeof *b.food);
        b.x = sk_arena_calloc(tmp, days * CAP_COLS, sizeof *b.x);
        p->scale = sk_arena_calloc(p->arena, days * CAP_SCALE, sizeof *p->scale);
        ok = b.at && b.food && b.x && p->scale;
    }
    if (ok) {
        find_places(&b);
        read_menus(&b);
        calendar_columns(&b);
        flag_columns(&b);
        menu_columns(&b);
        season_columns(&b);
        ok = pack(&b);
        double z[CAP_SCALE];
        for (int t = 0; t < p->n_days; t++) {
            p->n_scale = scale_row(p, t, &b.at[t], z);
            memcpy(p->scale + (size_t)t * (size_t)p->n_scale, z, (size_t)p->n_scale * sizeof *z);
            mark_special(p, t, &b.at[t]);
        }
    }
    sk_arena_free(tmp);
    return ok ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
}
