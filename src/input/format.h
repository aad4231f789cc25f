/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kommun folder's format, version 1, as one table of documents and columns.
 *
 * The table is the only list: it drives the typed reader (types, units, ranges, defaults,
 * references, duplicate keys, sort order), the written format data/format/folder.md and the JSON
 * Schemas. A column says where its value goes in the record, so that a register needs no code of
 * its own; only nested records (recipes, tour stops ...) are bound by hand.
 *
 * Values are stored in the unit of the struct (öre, ppm, milli ...); lo, hi and def are in that
 * unit too, and `decimals` and `scale` say how the cell is written: stored = number x 10^decimals x
 * scale, where the cell has at most `decimals` decimals. */
#ifndef SK_INPUT_FORMAT_H
#define SK_INPUT_FORMAT_H

#include "base/buf.h"
#include "domain/kommun.h"

typedef enum {
    SK_DOC_MANAGERS, SK_DOC_BOARDS, SK_DOC_EQUIP_CLASSES, SK_DOC_KITCHENS, SK_DOC_OPENINGS,
    SK_DOC_EQUIPMENT, SK_DOC_STAFF, SK_DOC_DEVIATIONS,
    SK_DOC_CATEGORIES, SK_DOC_CALENDARS, SK_DOC_SITES, SK_DOC_GUESTS, SK_DOC_SITE_MEALS,
    SK_DOC_SITTINGS, SK_DOC_PRODUCTS, SK_DOC_DIETS, SK_DOC_DIET_ORDERS,
    SK_DOC_SUPPLIERS, SK_DOC_INGREDIENTS, SK_DOC_COMPONENTS, SK_DOC_RECIPES, SK_DOC_DISHES,
    SK_DOC_DISH_COMPONENTS, SK_DOC_MENUS, SK_DOC_MENU,
    SK_DOC_VEHICLES, SK_DOC_TOURS, SK_DOC_TOUR_STOPS, SK_DOC_ORGANISATION, SK_DOC_COST_LINES,
    SK_N_DOCS, /* registers; history follows */
    SK_DOC_ATTENDANCE = SK_N_DOCS, SK_DOC_ORDERS, SK_DOC_WASTE, SK_DOC_WASTE_PROTOCOL,
    /* Read by input/annex.h, by the commands that need them. */
    SK_DOC_RENAMED, SK_DOC_FIRST_ANNEX = SK_DOC_RENAMED, /* by the readers of the history */
    SK_DOC_RESERVE, SK_DOC_CONTINUITY,
    SK_DOC_FU_AREAS, SK_DOC_FU_CENTRES, SK_DOC_FU_FRAMES, SK_DOC_FU_REPORTS, SK_DOC_FU_EQUITY,
    SK_DOC_FU_VOLUMES, SK_DOC_FU_DRIVERS, SK_DOC_FU_MEASURES, SK_DOC_FU_STATUSES, SK_DOC_FU_TARGETS,
    SK_DOC_FU_VALUES, SK_DOC_FU_VERDICTS,
    SK_DOC_WASTE_TARGETS, SK_DOC_WASTE_GROUPS,
    SK_DOC_CANDIDATES, SK_DOC_WISHES,
    /* of sk_price_data, in the order of sk_pd_doc */
    SK_DOC_PRICE_YEARS, SK_DOC_PRICE_AREAS, SK_DOC_PRICE_ACCOUNTS, SK_DOC_PRICE_UNITS, SK_DOC_PRICE_USES,
    SK_DOC_PRICE_FACTORS, SK_DOC_PRICE_TARIFFS, SK_DOC_PRICE_CUSTOMERS, SK_DOC_PRICE_VOLUMES, SK_DOC_PRICE_PLACES,
    SK_DOC_PRICE_DECISIONS, SK_DOC_PRICE_VAT, SK_DOC_PRICE_LAST, SK_DOC_PRICE_SCENARIOS,
    SK_DOC_INV_CHANGES, SK_DOC_INV_SALES, SK_DOC_INV_BOOKING, /* after price/, which they refer to */
    SK_DOC_STOCK, SK_DOC_ORDERS_AHEAD, /* read together by input/desk.h */
    SK_N_ALL_DOCS
} sk_doc_id;

typedef enum {
    SK_COL_ID,     /* the record's own id, unique in the document */
    SK_COL_TEXT,
    SK_COL_NUMBER, /* whole or decimal number, see decimals and scale */
    SK_COL_DATE,
    SK_COL_TIME,
    SK_COL_BOOL,   /* ja/nej */
    SK_COL_DAYS,   /* MTOTFLS */
    SK_COL_WORD,   /* one of words */
    SK_COL_WORDS,  /* set of words, stored as bits 1 << value */
    SK_COL_REF,    /* an id of document `ref` */
    SK_COL_REFS    /* list of ids; array at off (sk_ix *), count at off2 (int) */
} sk_col_type;

typedef struct sk_word {
    const char *sv, *en;
    int value;
} sk_word; /* lists end with sv NULL */

enum { SK_REQ = 1 }; /* flags: the cell may not be empty */

typedef struct sk_column {
    const char *sv, *en; /* header names */
    sk_col_type type;
    int flags;
    const char *unit;    /* of the cell, for people; NULL = none */
    int decimals, scale; /* SK_COL_NUMBER; scale 0 = 1 */
    int64_t lo, hi, def; /* stored unit; lo == hi == 0: the type's own range */
    const sk_word *words;
    sk_doc_id ref;
    size_t off, size;    /* member of the record; size 0 = not stored */
    size_t off2;
    const char *text;    /* one sentence, a message id */
} sk_column;

enum { SK_MAX_COLS = 24, SK_MAX_KEY = 5 };

typedef struct sk_document {
    const char *file;
    const char *text;     /* what a row is, a message id */
    bool required;
    const sk_column *col;
    int n_cols;
    size_t rec_size;
    size_t array, count;  /* members of sk_kommun that hold the records; array 0 = nested or local */
    signed char key[SK_MAX_KEY];  /* columns that sort the records, -1 ends; empty = by id */
    int n_unique;         /* this many first key columns must be unique together; 0 = no limit */
} sk_document;

extern const sk_document *const sk_documents[SK_N_ALL_DOCS];
const char *sk_doc_file(sk_doc_id id);

/* Words of the calendar files' CATEGORIES, and bits of sk_site_meal.day_types. */
extern const sk_word sk_words_day_type[];
extern const sk_word sk_words_meal[];
extern const sk_word sk_words_behaviour[], sk_words_index[], sk_words_billing[];
extern const sk_word sk_words_allergen[];
/* The word's value, or -1; Swedish or English, ASCII case ignored. */
int sk_word_find(const sk_word *words, const char *s);

/* A rule: what a diagnostic's id means. */
typedef struct sk_rule { const char *id, *text; } sk_rule; /* lists end with id NULL */
extern const sk_rule sk_rules[];

/* Documentation generated from the table: markdown of the whole folder format, and JSON Schemas of
 * kommun.json and policy.json (2020-12). Check sk_buf_ok after. */
void sk_format_doc(sk_buf *out, sk_lang lang);
void sk_format_kommun_schema(sk_buf *out);
void sk_format_policy_schema(sk_buf *out);

/* Records that exist only while reading; they end up inside others. */
typedef struct sk_in_recipe { sk_ix component, ingredient; int g; } sk_in_recipe;
typedef struct sk_in_dish_comp { sk_ix dish, component; int scale_milli; } sk_in_dish_comp;
typedef struct sk_in_stop { sk_ix tour; int order; sk_stop stop; } sk_in_stop;
typedef struct sk_in_org { int kind; const char *place, *into; sk_period when; } sk_in_org;
typedef struct sk_in_calendar { sk_calendar cal; const char *file; } sk_in_calendar;
typedef struct sk_in_attendance { sk_day day; sk_ix site; int meal, count, basis, ran_out; } sk_in_attendance;
typedef struct sk_in_order { sk_day day; sk_ix site; int meal, count; } sk_in_order;
enum { SK_MEASURE_G, SK_MEASURE_KG, SK_MEASURE_L, SK_WASTE_MAX_G = 10000000 };
typedef struct sk_in_waste {
    sk_day day; const char *place; int meal, mass, g, portions; sk_ix dish; int64_t amount; int measure, density;
} sk_in_waste;
typedef struct sk_in_renamed { const char *was; sk_ix site, kitchen, dish; } sk_in_renamed;
typedef struct sk_in_protocol { sk_day day; const char *place; int portions, eaters, g[6]; } sk_in_protocol;

#endif
