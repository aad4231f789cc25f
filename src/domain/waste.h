/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weighings of food as registered, and the rows that gave reason to doubt. Read by input/waste.h from the
 * folder's waste documents; the layer waste makes figures of them.
 *
 * Expected: 20 000 weighings a year of a municipality, up to 2 million. */
#ifndef SK_DOMAIN_WASTE_H
#define SK_DOMAIN_WASTE_H

#include "base/buf.h"
#include "domain/kommun.h"

/* What was weighed. The first SK_N_STREAMS are waste, in the order of the flow; the others are masses that
 * the mass balance needs. */
typedef enum {
    SK_WASTE_STORAGE, SK_WASTE_PREPARATION, SK_WASTE_COOKING, /* kitchen waste (kökssvinn), weighed in kitchens */
    SK_WASTE_SERVING, SK_WASTE_PLATE,                         /* meal waste (måltidssvinn), weighed at sites */
    SK_N_STREAMS,
    SK_MASS_SERVED = SK_N_STREAMS, /* put out to the guests */
    SK_MASS_REUSED,                /* saved for another meal, no waste */
    SK_N_MASSES
} sk_mass;
static inline bool sk_mass_in_kitchen(int m) { return m <= SK_WASTE_COOKING; }
const char *sk_mass_name(sk_mass m, sk_lang lang);

typedef struct sk_weighing {
    sk_day day;
    sk_ix site, kitchen; /* one of them, the other SK_NONE */
    sk_ix dish;          /* SK_NONE = not said: what the menu says */
    int32_t g;           /* grams, >= 0 */
    int32_t portions;    /* kitchen: portions cooked, site: eaters; 0 = not said */
    int32_t line;        /* in its document */
    uint8_t meal, mass;  /* sk_meal, sk_mass */
    uint8_t doc;         /* 0 = waste.csv, 1 = waste_protocol.csv */
} sk_weighing;

/* Why a row is doubted. Numbers are those of the H rules in data/format/folder.md. */
typedef enum {
    SK_DOUBT_WORD = 1, SK_DOUBT_DATE = 2, SK_DOUBT_LATER = 3, SK_DOUBT_NUMBER = 4, SK_DOUBT_EATERS = 5,
    SK_DOUBT_AGAIN = 6, SK_DOUBT_ROW = 7,
    SK_DOUBT_DATE_FORM = 11,  /* kept: a date in another form than 2023-11-27 */
    SK_DOUBT_LITRES = 12,     /* litres without density */
    SK_DOUBT_HEAVY = 13,      /* more than SK_WASTE_HEAVY_G a portion */
    SK_DOUBT_NO_PORTIONS = 14, /* no portions or eaters known: in no figure */
    SK_DOUBT_SERVED = 15,     /* less served than wasted: the served amount is set aside */
    SK_DOUBT_PLACE = 16,      /* kitchen waste at a site or meal waste at a kitchen */
    SK_DOUBT_AMOUNT = 17,     /* no amount, or two that differ */
    SK_N_DOUBTS = 18
} sk_doubt_rule;

enum { SK_WASTE_HEAVY_G = 2000 };

typedef struct sk_doubt {
    uint8_t rule, doc; /* sk_doubt_rule; doc as of the weighing */
    bool kept;         /* the row counts in spite of it */
    int32_t line;
    const char *found; /* what stands there; borrowed from the log */
    const char *near;  /* the nearest known word, or NULL */
} sk_doubt;
/* One sentence, in the language; the same words as the diagnostic. */
void sk_doubt_say(const sk_doubt *d, sk_lang lang, sk_buf *out);
const char *sk_waste_file(int doc); /* "history/waste.csv" */

typedef struct sk_waste_log {
    sk_arena *arena;       /* owns everything */
    sk_weighing *w; int n; /* sorted by kitchens after sites, place, meal, day, mass, dish */
    sk_doubt *doubt; int n_doubts; /* by document, line */
    int n_rows;            /* read, kept or not */
    int n_set_aside, n_later; /* doubtful and left out; after the as-of date */
} sk_waste_log;
void sk_waste_log_free(sk_waste_log *l); /* NULL allowed */

/* The administration's targets and what it has published itself. */
typedef enum { SK_WASTE_ALL, SK_WASTE_MEAL, SK_WASTE_KITCHEN } sk_waste_scope; /* which streams a figure holds */
typedef enum { SK_VERDICT_NONE, SK_VERDICT_MET, SK_VERDICT_NOT_MET } sk_verdict;
const char *sk_waste_scope_name(sk_waste_scope s, sk_lang lang);
const char *sk_verdict_name(sk_verdict v, sk_lang lang);
typedef struct sk_waste_target {
    sk_period when;
    int limit_mg;          /* milligrams a portion, at most; 0 = none stated */
    int published_mg;      /* milligrams a portion; 0 = nothing published */
    int verdict;           /* sk_verdict as published */
    int scope;             /* sk_waste_scope that limit and figure are taken to hold */
    const char *method, *source; /* as stated, "" = not stated */
} sk_waste_target;

/* Under which heading the national survey wants a category. */
typedef enum {
    SK_FORM_OTHER, SK_FORM_PRESCHOOL, SK_FORM_SCHOOL, SK_FORM_UPPER, SK_FORM_CARE, SK_N_FORMS
} sk_waste_form;
const char *sk_waste_form_name(sk_waste_form f, sk_lang lang);
typedef struct sk_waste_group { sk_ix category; int form; } sk_waste_group;

#endif
