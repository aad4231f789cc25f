/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the folder price/ says: the decisions and keys that a price rests on, row by row as read, and the
 * ledger as bytes. Amounts in öre, shares in ppm, factors in thousandths. line[SK_PD_x][i] is the row's line
 * in its file, for faults and for open books. Expected: 20 support units, 40 account groups, 300 volumes. */
#ifndef SK_DOMAIN_PRICE_DATA_H
#define SK_DOMAIN_PRICE_DATA_H

#include "domain/kommun.h"

enum { SK_PD_NOT_GIVEN = -100000000 }; /* a percentage whose cell is empty */

typedef enum {
    SK_PD_YEARS, SK_PD_AREAS, SK_PD_ACCOUNTS, SK_PD_UNITS, SK_PD_USES, SK_PD_FACTORS, SK_PD_TARIFFS, SK_PD_CUSTOMERS,
    SK_PD_VOLUMES, SK_PD_PLACES, SK_PD_DECISIONS, SK_PD_VAT, SK_PD_LAST, SK_PD_SCENARIOS, SK_N_PD
} sk_pd_doc;

typedef struct sk_pd_year { /* one row a year */
    int year;
    int wage_ppm, price_ppm, rent_ppm, food_ppm; /* growth from the year before */
    int interest_ppm, po_ppm;   /* level of internränta and of employer's add-on (PO) that year */
    sk_ore require_ore;         /* efficiency requirement */
    int require_ppm;            /* or as a share of the lines that can be influenced */
    sk_ore gap_ore;             /* of it, not assigned to cost lines: the named gap */
    sk_ix gap_area;
    const char *decision, *responsible;
    sk_ore frame_ore;           /* decided frame (ram); 0 = none */
    const char *source;
} sk_pd_year;

typedef struct sk_pd_area {
    const char *id, *name;
    const char *exemption, *approved; /* from bearing its own costs: what, and who allowed it and when; "" = none */
} sk_pd_area;

typedef enum { SK_PD_COST, SK_PD_REDUCES, SK_PD_OUTSIDE } sk_pd_kind; /* kostnad, avgår, utanför */
typedef enum {
    SK_PD_BY_PORTIONS, SK_PD_BY_VALUE, SK_PD_BY_FOOD, SK_PD_BY_WORK, SK_PD_BY_TRIPS, SK_N_PD_KEYS
} sk_pd_key;
typedef struct sk_pd_account { /* account group: the longest prefix decides */
    const char *prefix, *group, *name;
    int kind, behaviour, index, key; /* sk_pd_kind, sk_cost_behaviour, sk_cost_index, sk_pd_key */
    bool influenceable;
    const char *only;           /* id of the tariff that bears it alone; "" = all */
} sk_pd_account;

typedef enum { /* what a support unit's cost follows */
    SK_PD_DRIVE_USES, SK_PD_DRIVE_POSTS, SK_PD_DRIVE_PORTIONS, SK_PD_DRIVE_KITCHENS, SK_PD_DRIVE_TRIPS, SK_PD_DRIVE_WORK
} sk_pd_drive;
typedef struct sk_pd_unit { const char *id, *name, *object; int drive; } sk_pd_unit; /* support unit */
typedef struct sk_pd_use { sk_ix support; const char *unit; int64_t amount; int share_ppm; } sk_pd_use;

typedef struct sk_pd_factor { /* portion equivalent */
    const char *product;       /* id of a tariff */
    int value_milli;
    sk_period when;
    const char *decided_by, *source;
} sk_pd_factor;

typedef struct sk_pd_tariff { /* what has a price */
    const char *id, *name, *unit; /* unit: "portion", "dygn" */
    sk_ix area;
    int kind;                  /* sk_tariff of price/case.h: single, two-part, mixed */
    int mixed_ppm;             /* mixed: share of the fixed cost in the price per portion */
    sk_ix *parts; int n_parts; /* register products that it consists of */
    sk_ix counts;              /* whose portions are its volume; SK_NONE = all parts. Without parts: a service
                                  that goes with that product, such as its delivery */
    const char *only;          /* id of the customer whose parts these are; "" = all that no other tariff names */
    int billing;               /* sk_billing */
    const char *sale;          /* kind of sale, for VAT */
} sk_pd_tariff;

typedef struct sk_pd_customer {
    const char *id, *name;
    int kind;                  /* as sk_board.kind */
    const char *mandate;       /* external sales: what they rest on */
} sk_pd_customer;

typedef struct sk_pd_volume { /* sales outside the register of sites, or a count that replaces the register's */
    int year;
    sk_ix kitchen, tariff, customer;
    int64_t portions;
} sk_pd_volume;
typedef struct sk_pd_place { sk_ix tariff, customer; int64_t places; } sk_pd_place;

typedef enum { SK_PD_ONE_OFF, SK_PD_ENDS, SK_PD_CHANGE } sk_pd_decide; /* engång, upphör, ändring */
typedef struct sk_pd_decision {
    int year, kind;
    const char *group, *unit;  /* account group and unit that it concerns; group "" = all (ENDS) */
    sk_ore ore;                /* one-off: part of the base; change: in the new year's prices; ends: not used */
    const char *text, *decision;
} sk_pd_decision;

typedef struct sk_pd_vat { const char *sale; int rate_ppm; sk_period when; const char *source; } sk_pd_vat;
typedef struct sk_pd_last { /* a decided price */
    int year;
    sk_ix tariff;
    sk_ore price_ore, fee_ore;
    const char *decision;      /* who decided, and when */
} sk_pd_last;

typedef enum { SK_PD_S_VOLUME, SK_PD_S_INDEX, SK_PD_S_SAVING } sk_pd_scene; /* volym, index, oförändrade priser */
typedef struct sk_pd_scenario { /* rows of one id hold together */
    const char *id, *name;
    int kind;
    const char *target;        /* volume: tariffs or an area, empty = all; index: its class */
    int change_ppm;
    sk_day from;               /* SK_NO_DAY = the whole year */
} sk_pd_scenario;

typedef struct sk_pd_ledger { /* as read; text is NULL when there is no such file */
    const char *file, *text;
    size_t len;
    bool csv;
} sk_pd_ledger;

typedef struct sk_price_data { /* borrows the kommun; owned by whoever loaded it, see input/price_data.h */
    const sk_pd_year *year;         int n_years;      /* by year */
    const sk_pd_area *area;         int n_areas;
    const sk_pd_account *account;   int n_accounts;   /* by file order */
    const sk_pd_unit *unit;         int n_units;
    const sk_pd_use *use;           int n_uses;
    const sk_pd_factor *factor;     int n_factors;
    const sk_pd_tariff *tariff;     int n_tariffs;    /* by id, as areas, units and customers */
    const sk_pd_customer *customer; int n_customers;
    const sk_pd_volume *volume;     int n_volumes;
    const sk_pd_place *place;       int n_places;
    const sk_pd_decision *decision; int n_decisions;
    const sk_pd_vat *vat;           int n_vats;
    const sk_pd_last *last;         int n_lasts;
    const sk_pd_scenario *scenario; int n_scenarios;
    const char *name[SK_N_PD];      /* "price/years.csv" */
    bool whole[SK_N_PD];            /* without fault; all of them unless the load said otherwise */
    const int *line[SK_N_PD];
    sk_pd_ledger outturn, budget;   /* of the base year */
    const sk_input_file *file;      int n_files;      /* all of the above, with hashes */
} sk_price_data;

#endif
