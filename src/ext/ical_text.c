/* SPDX-License-Identifier: GPL-3.0-or-later */
/* iCalendar text made safe for libical. libical drops a calendar with a missing END without a word,
 * keeps no line numbers and recurses as deep as the file says, so lines are looked at here first. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ext/csv.h" /* encodings */
#include "ext/ical_priv.h"

enum { MAX_DEPTH = 8, MAX_LINE = 65536, NAME = 24 };

typedef struct prep {
    const char *name;
    sk_buf *out;
    sk_diags *diags;
    int line, depth;
    int begin_line[MAX_DEPTH];
    char open[MAX_DEPTH][NAME]; /* names of the open components, upper case */
    size_t n_events, n_roots;
    sk_buf raw; /* the unfolded line; a fold may split a letter, so bytes are joined first */
    bool blanked, converted;
} prep;

static sk_loc at(const prep *p, int line) { return (sk_loc){p->name, line, line ? 1 : 0, NULL}; }

static bool not_a_calendar(const prep *p, int line)
{
    sk_diag_add(p->diags, SK_SEV_ERROR, "I001", at(p, line),
                SK_N("export the calendar as iCalendar (.ics)"),
                "expected BEGIN:VCALENDAR at the start of the calendar");
    return false;
}

/* True when the line (n bytes) has the property name `word`, given in upper case. */
static bool is_word(const char *s, size_t n, const char *word)
{
    size_t k = strlen(word);
    if (n <= k || (s[k] != ':' && s[k] != ';')) return false;
    for (size_t i = 0; i < k; i++)
        if ((s[i] & ~0x20) != word[i]) return false;
    return true;
}

/* What follows the colon, upper case, cut to NAME - 1. */
static void component(const char *s, size_t n, char out[NAME])
{
    const char *c = memchr(s, ':', n);
    size_t k = 0;
    for (c = c ? c + 1 : s + n; c < s + n && k < NAME - 1; c++)
        if (*c != ' ' && *c != '\t') out[k++] = *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
    out[k] = '\0';
}

static bool begin(prep *p, const char *what)
{
    if (p->depth == MAX_DEPTH) {
        sk_diag_add(p->diags, SK_SEV_ERROR, "I008", at(p, p->line), NULL,
                    "components nest deeper than %d", MAX_DEPTH);
        return false;
    }
    if (p->depth == 0 && strcmp(what, "VCALENDAR") != 0) return not_a_calendar(p, p->line);
    if (p->depth == 0) p->n_roots++;
    snprintf(p->open[p->depth], NAME, "%s", what);
    p->begin_line[p->depth++] = p->line;
    if (strcmp(what, "VEVENT") != 0) return true;
    sk_buf_addf(p->out, SK_ICAL_LINE ":%d\r\n", p->line);
    if (++p->n_events <= SK_ICAL_MAX_EVENTS) return true;
    sk_diag_add(p->diags, SK_SEV_ERROR, "I008", at(p, p->line), SK_N("export a shorter period"),
                "the calendar has more than %d events", SK_ICAL_MAX_EVENTS);
    return false;
}

static bool end(prep *p, const char *what)
{
    char c[4 * NAME + 8];
    if (p->depth > 0 && strcmp(p->open[p->depth - 1], what) == 0) {
        p->depth--;
        return true;
    }
    sk_clip(what, NAME, c, sizeof c);
    if (p->depth == 0)
        sk_diag_add(p->diags, SK_SEV_ERROR, "I008", at(p, p->line),
                    SK_N("export the calendar again"), "END:%s without a BEGIN", c);
    else
        sk_diag_add(p->diags, SK_SEV_ERROR, "I008", at(p, p->line),
                    SK_N("export the calendar again"),
                    "found END:%s, expected END:%s for the BEGIN on line %d", c,
                    p->open[p->depth - 1], p->begin_line[p->depth - 1]);
    return false;
}

/* Appends the line in p->raw to p->out as UTF-8 without control characters. */
static void add_clean(prep *p)
{
    size_t from = p->out->len;
    if (sk_to_utf8(sk_buf_str(&p->raw), p->raw.len, p->out)) p->converted = true;
    for (size_t i = from; i < p->out->len; i++) {
        unsigned char c = (unsigned char)p->out->data[i];
        if ((c >= 0x20 && c != 0x7F) || c == '\t') continue;
        p->out->data[i] = ' ';
        p->blanked = true;
    }
}

/* Takes the unfolded line in p->raw, which is not empty. */
static bool take_line(prep *p)
{
    size_t from = p->out->len;
    add_clean(p);
    if (!sk_buf_ok(p->out)) return false;
    const char *s = p->out->data + from;
    size_t n = p->out->len - from;
    char what[NAME];
    bool is_begin = is_word(s, n, "BEGIN"), is_end = is_word(s, n, "END");
    if (n > MAX_LINE) {
        sk_diag_add(p->diags, SK_SEV_ERROR, "I008", at(p, p->line), NULL,
                    "the line is %zu bytes long, at most %d are expected", n, MAX_LINE);
        return false;
    }
    if (p->depth == 0 && !is_begin && !is_end) return not_a_calendar(p, p->line);
    component(s, n, what);
    if ((is_begin || is_end) && (s[is_begin ? 5 : 3] != ':' || !*what)) {
        sk_diag_add(p->diags, SK_SEV_ERROR, "I008", at(p, p->line),
                    SK_N("export the calendar again"),
                    "expected BEGIN: or END: and the name of a component");
        return false;
    }
    sk_buf_addn(p->out, "\r\n", 2);
    return is_begin ? begin(p, what) : is_end ? end(p, what) : true;
}

/* Goes through s line by line; a line that starts with a space continues the one before. */
static bool take_lines(prep *p, const char *s, size_t n)
{
    const char *stop = s + n;
    int line = 0;
    while (s < stop) {
        size_t k = 0, left = (size_t)(stop - s);
        while (k < left && s[k] != '\n' && s[k] != '\r') k++;
        bool folded = p->raw.len > 0 && k > 0 && (*s == ' ' || *s == '\t');
        line++;
        if (!folded) {
            if (p->raw.len > 0 && !take_line(p)) return false;
            sk_buf_clear(&p->raw);
            p->line = line;
        }
        sk_buf_addn(&p->raw, s + folded, k - folded);
        if (!sk_buf_ok(&p->raw)) return false;
        s += k;
        if (s < stop) s += *s == '\r' && s + 1 < stop && s[1] == '\n' ? 2 : 1;
    }
    return p->raw.len == 0 || take_line(p);
}

static void tell_oddities(const prep *p)
{
    if (p->converted)
        sk_diag_add(p->diags, SK_SEV_WARNING, "I009", at(p, 0),
                    SK_N("check that å, ä and ö look right"),
                    "the calendar is not UTF-8 and was read as windows-1252");
    if (p->blanked)
        sk_diag_add(p->diags, SK_SEV_WARNING, "I009", at(p, 0), NULL,
                    "the calendar holds control characters, they were read as spaces");
}

static bool prepare(prep *p, const char *text, size_t n)
{
    bool ok = take_lines(p, text, n);
    if (!sk_buf_ok(&p->raw)) p->out->failed = true;
    if (!ok) return false;
    if (p->n_roots == 0) return not_a_calendar(p, 1);
    tell_oddities(p);
    if (p->depth == 0) return sk_buf_ok(p->out);
    sk_diag_add(p->diags, SK_SEV_ERROR, "I008", at(p, p->begin_line[p->depth - 1]),
                SK_N("the file was probably cut off; export the calendar again"),
                "END:%s is missing for this BEGIN", p->open[p->depth - 1]);
    return false;
}

bool sk__ical_prepare(const char *name, const char *text, size_t n, sk_buf *out, sk_diags *diags)
{
    prep p = {.name = name, .out = out, .diags = diags, .raw = SK_BUF_INIT};
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) text += 3, n -= 3;
    if (n > SK_ICAL_MAX_BYTES) {
        sk_diag_add(diags, SK_SEV_ERROR, "I008", at(&p, 0), SK_N("export a shorter period"),
                    "the calendar is larger than %d MB", SK_ICAL_MAX_BYTES >> 20);
        return false;
    }
    if (n > 0 && memchr(text, '\0', n)) return not_a_calendar(&p, 1);
    bool ok = prepare(&p, text, n);
    sk_buf_free(&p.raw);
    return ok;
}
