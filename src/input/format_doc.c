/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The written format, in markdown, from the table of columns. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "input/format.h"

static void line(sk_buf *b, const char *s)
{
    sk_buf_add(b, s);
    sk_buf_addc(b, '\n');
}

static void words(sk_buf *b, const sk_column *c)
{
    for (const sk_word *w = c->words; w->sv; w++)
        sk_buf_addf(b, strcmp(w->sv, w->en) == 0 ? "%s`%s`" : "%s`%s` (%s)",
                    w == c->words ? "" : ", ", w->sv, w->en);
}

/* A stored number as the cell writes it. */
static void number(sk_buf *b, const sk_column *c, int64_t stored, sk_lang lang)
{
    int64_t v = stored / (c->scale ? c->scale : 1);
    int decimals = c->decimals;
    for (; decimals > 0 && v % 10 == 0; decimals--) v /= 10;
    sk_buf_dec(b, v, decimals, lang);
}

static void type(sk_buf *b, const sk_column *c, sk_lang lang)
{
    switch (c->type) {
    case SK_COL_ID: sk_buf_add(b, "id"); break;
    case SK_COL_TEXT: sk_buf_add(b, sk_text(lang, SK_N("text"))); break;
    case SK_COL_NUMBER:
        sk_buf_addf(b,
                    sk_text(lang, c->decimals ? SK_N("number, %d decimals") : SK_N("whole number")),
                    c->decimals);
        break;
    case SK_COL_DATE: sk_buf_add(b, sk_text(lang, SK_N("date"))); break;
    case SK_COL_TIME: sk_buf_add(b, sk_text(lang, SK_N("time"))); break;
    case SK_COL_BOOL: sk_buf_add(b, "`ja` (yes), `nej` (no)"); break;
    case SK_COL_DAYS: sk_buf_add(b, sk_text(lang, SK_N("weekdays"))); break;
    case SK_COL_WORD: words(b, c); break;
    case SK_COL_WORDS:
        sk_buf_add(b, sk_text(lang, SK_N("list of ")));
        words(b, c);
        break;
    case SK_COL_REF: sk_buf_addf(b, sk_text(lang, SK_N("id in %s")), sk_doc_file(c->ref)); break;
    case SK_COL_REFS:
        sk_buf_addf(b, sk_text(lang, SK_N("list of ids in %s")), sk_doc_file(c->ref));
        break;
    }
}

static void unit_and_range(sk_buf *b, const sk_column *c, sk_lang lang)
{
    if (c->unit) sk_buf_add(b, sk_text(lang, c->unit));
    sk_buf_add(b, " | ");
    if (c->type != SK_COL_NUMBER) return;
    number(b, c, c->lo, lang);
    sk_buf_add(b, "–");
    number(b, c, c->hi, lang);
}

static void empty_means(sk_buf *b, const sk_column *c, sk_lang lang)
{
    if (c->flags & SK_REQ) sk_buf_add(b, sk_text(lang, SK_N("must be there")));
    else if (c->type == SK_COL_NUMBER && c->def >= c->lo) number(b, c, c->def, lang);
    else if (c->type == SK_COL_BOOL) sk_buf_add(b, "`nej`");
    else if (c->type == SK_COL_WORD)
        for (const sk_word *w = c->words; w->sv; w++) {
            if (w->value == c->def) sk_buf_addf(b, "`%s`", w->sv);
        }
}

static void column(sk_buf *b, const sk_column *c, sk_lang lang)
{
    sk_buf_addf(b, "| `%s` | `%s` | ", c->sv, c->en);
    type(b, c, lang);
    sk_buf_add(b, " | ");
    unit_and_range(b, c, lang);
    sk_buf_add(b, " | ");
    empty_means(b, c, lang);
    sk_buf_addf(b, " | %s |\n", sk_text(lang, c->text));
}

static void key(sk_buf *b, const sk_document *d, sk_lang lang)
{
    if (d->col[0].type == SK_COL_ID || d->n_unique == 0) return;
    sk_buf_add(b, sk_text(lang, SK_N("One row for each ")));
    for (int i = 0; i < d->n_unique; i++)
        sk_buf_addf(b, "%s`%s`", i ? ", " : "", d->col[d->key[i]].sv);
    line(b, ".\n");
}

static void document(sk_buf *b, const sk_document *d, sk_lang lang)
{
    sk_buf_addf(b, "### %s\n\n%s", d->file, sk_text(lang, d->text));
    line(b, d->required ? "\n" : sk_text(lang, SK_N(" The document may be missing.\n")));
    key(b, d, lang);
    sk_buf_addf(
        b, "| %s | %s | %s | %s | %s | %s | %s |\n| --- | --- | --- | --- | --- | --- | --- |\n",
        sk_text(lang, SK_N("column")), sk_text(lang, SK_N("or in English")),
        sk_text(lang, SK_N("type")), sk_text(lang, SK_N("unit")), sk_text(lang, SK_N("range")),
        sk_text(lang, SK_N("empty means")), sk_text(lang, SK_N("meaning")));
    for (int i = 0; i < d->n_cols; i++) column(b, &d->col[i], lang);
    line(b, "");
}

/* Paragraphs before the tables. */
static void introduction(sk_buf *b, sk_lang lang)
{
    static const char *const text[] = {
        SK_N("# The kommun folder, format version 1\n"),
        SK_N("A municipality is a folder of plain files that are edited in a spreadsheet or an "
             "editor. This text is "
             "written by `storkok format` from the same table that the reader uses.\n"),
        SK_N("## How documents are written\n"),
        SK_N("- **Registers** are CSV with `;` and decimal comma, or `,` and decimal point, "
             "decided by the header; anything "
             "else is refused. UTF-8 with or without BOM, or windows-1252. The order of rows and "
             "columns never matters. "
             "Each document must exist, but may have no rows."),
        SK_N("- **Ids**: first a letter a-z, then letters, digits and `_`, at most 24 characters, "
             "and nothing that a "
             "spreadsheet turns into a date (`jan1`, `mar3`) or a truth value."),
        SK_N("- **Dates** are written 2023-11-27, **times** 07:30, **weekdays** as seven "
             "characters, Monday first, with a "
             "dot where not: `MTOTF..`. **Lists** are separated by spaces. Words may be Swedish or "
             "English."),
        SK_N("- **Money** is kronor with at most two decimals."),
        SK_N("- **Strictness**: `storkok check` lists every fault of every register at once and "
             "refuses the folder; what is "
             "legal but odd gives a warning. The history is lenient: a doubtful row is set aside "
             "by the H rules below "
             "and told as a note.\n"),
        SK_N("## kommun.json\n\n`format` is `\"storkok-kommun/1\"`; `name`; `code`, the four "
             "digits of the kommunkod; `as_of`, the "
             "date whose knowledge the folder holds: nothing later is visible to plan, forecast or "
             "price; `lang` (`sv` or "
             "`en`); `note`. Schema: `data/schema/kommun.schema.json`.\n"),
        SK_N("## policy.json\n\n`format` is `\"storkok-policy/1\"`; `settings` holds any of these, "
             "each a whole number or "
             "`{\"value\": number, \"source\": \"...\"}`. What is left out has its default. An A "
             "before a source means an "
             "assumption that the municipality should replace. Schema: "
             "`data/schema/policy.schema.json`.\n"),
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) line(b, sk_text(lang, text[i]));
}

static void policy(sk_buf *b, sk_lang lang)
{
    sk_buf_addf(b, "| %s | %s | %s | %s | %s | %s |\n| --- | --- | --- | --- | --- | --- |\n",
                sk_text(lang, SK_N("setting")), sk_text(lang, SK_N("unit")),
                sk_text(lang, SK_N("default")), sk_text(lang, SK_N("range")),
                sk_text(lang, SK_N("source")), sk_text(lang, SK_N("meaning")));
    for (int i = 0; i < sk_n_policy_settings; i++) {
        const sk_setting *s = &sk_policy_settings[i];
        sk_buf_addf(b, "| `%s` | %s | %lld | %lld–%lld | %s | %s |\n", s->name, s->unit,
                    (long long)s->def, (long long)s->lo, (long long)s->hi, s->source,
                    sk_text(lang, s->text));
    }
    line(b, "");
}

static void calendars(sk_buf *b, sk_lang lang)
{
    line(b, sk_text(lang, SK_N("## Calendars\n\niCalendar documents in the folder `calendars`, of "
                               "whole-day events whose CATEGORIES is one of:\n")));
    for (const sk_word *w = sk_words_day_type; w->sv; w++)
        sk_buf_addf(b, "- `%s` (%s)\n", w->sv, w->en);
    line(b, "");
    line(b, sk_text(lang, SK_N("`helgdagar.ics` holds public holidays and eves for every calendar, "
                               "except those that are open on them; "
                               "the files named in calendars.csv hold each calendar's own days, "
                               "for all its sites or for "
                               "those in LOCATION; `kitchens.ics` (may be missing) holds closed "
                               "kitchens, named in LOCATION. When "
                               "several events meet, the one furthest down in the list above "
                               "holds, but `normal` makes a day "
                               "worked that the calendar's weekdays leave out.\n")));
}

static void rules(sk_buf *b, sk_lang lang)
{
    line(b, sk_text(lang, SK_N("## Rules\n")));
    sk_buf_addf(b, "| %s | %s |\n| --- | --- |\n", sk_text(lang, SK_N("rule")),
                sk_text(lang, SK_N("meaning")));
    for (const sk_rule *r = sk_rules; r->id; r++)
        sk_buf_addf(b, "| %s | %s |\n", r->id, sk_text(lang, r->text));
}

void sk_format_doc(sk_buf *out, sk_lang lang)
{
    introduction(out, lang);
    policy(out, lang);
    line(out, sk_text(lang, SK_N("## Registers\n")));
    for (int d = 0; d < SK_N_DOCS; d++) document(out, sk_documents[d], lang);
    calendars(out, lang);
    line(out, sk_text(lang, SK_N("## History\n\nRead leniently: see the H rules. On one day, "
                                 "eaters are preferred to plates, plates to orders, "
                                 "orders to enrolled.\n")));
    for (int d = SK_N_DOCS; d < SK_DOC_FIRST_ANNEX; d++) document(out, sk_documents[d], lang);
    line(out, sk_text(lang, SK_N("## For some commands only\n\nRead, and judged as strictly as the "
                                 "registers, by the commands that need them.\n")));
    for (int d = SK_DOC_FIRST_ANNEX; d < SK_N_ALL_DOCS; d++) document(out, sk_documents[d], lang);
    line(out,
         sk_text(lang, SK_N("Beside the documents of price/ lies the ledger of the base year: "
                            "`price/ledger_YEAR.se` (SIE 4, units by the dimension `Enhet`) or "
                            "`.csv` (`konto`, `objekt`, `belopp_kr`); and the budget as "
                            "`price/budget_YEAR.se` or `.csv`, else it is cost_lines.csv.\n")));
    rules(out, lang);
}
