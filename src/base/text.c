/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lookup in the embedded message catalogue, the format that msgfmt writes ("MO"): a header of
 * 32-bit numbers, then two tables of (length, offset), message ids sorted by bytes and their
 * translations. A plural entry is "one NUL many" on both sides.
 * Format: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html */
#include "base/text.h"

#include <string.h>

/* Written at build time from data/lang/sv.po, little-endian. */
extern const unsigned char sk__lang_sv[];
extern const size_t sk__lang_sv_len;

enum { MO_MAGIC = 0x950412de & 0x7fffffff, MO_COUNT = 8, MO_IDS = 12, MO_TEXTS = 16, MO_HEAD = 28 };

static uint32_t u32(size_t at)
{
    const unsigned char *p = sk__lang_sv + at;
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static const char *entry(uint32_t table, uint32_t i, uint32_t *len)
{
    size_t at = (size_t)table + (size_t)i * 8;
    *len = u32(at);
    return (const char *)sk__lang_sv + u32(at + 4);
}

/* Translation of msgid and its length with any plural form, or NULL. */
static const char *find(const char *msgid, uint32_t *len)
{
    if (sk__lang_sv_len < MO_HEAD || (u32(0) & 0x7fffffff) != MO_MAGIC) return NULL;
    uint32_t lo = 0, hi = u32(MO_COUNT);
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        int c = strcmp(msgid, entry(u32(MO_IDS), mid, len));
        if (c == 0) return entry(u32(MO_TEXTS), mid, len);
        if (c < 0) hi = mid;
        else lo = mid + 1;
    }
    return NULL;
}

const char *sk_text(sk_lang lang, const char *msgid)
{
    if (lang != SK_LANG_SV || !msgid || !msgid[0]) return msgid; /* "" is the catalogue's header */
    uint32_t len;
    const char *t = find(msgid, &len);
    return t ? t : msgid;
}

const char *sk_ntext(sk_lang lang, const char *one, const char *many, int64_t n)
{
    uint32_t len;
    const char *t = lang == SK_LANG_SV ? find(one, &len) : NULL;
    if (!t) return n == 1 ? one : many;
    if (n == 1) return t;
    size_t first = strlen(t);
    return first < len ? t + first + 1 : t;
}

static bool lang_is(const char *s, const char *code)
{
    return s[0] == code[0] && s[1] == code[1] &&
           (s[2] == '\0' || s[2] == '_' || s[2] == '-' || s[2] == '.');
}

bool sk_lang_parse(const char *s, sk_lang *out)
{
    if (lang_is(s, "sv")) *out = SK_LANG_SV;
    else if (lang_is(s, "en")) *out = SK_LANG_EN;
    else return false;
    return true;
}

static const char *const day_names[] = {SK_N("Monday"),   SK_N("Tuesday"), SK_N("Wednesday"),
                                        SK_N("Thursday"), SK_N("Friday"),  SK_N("Saturday"),
                                        SK_N("Sunday")};
static const char *const day_shorts[] = {SK_N("Mon"), SK_N("Tue"), SK_N("Wed"), SK_N("Thu"),
                                         SK_N("Fri"), SK_N("Sat"), SK_N("Sun")};

const char *sk_weekday_name(sk_lang lang, int weekday)
{
    return weekday < 1 || weekday > 7 ? "" : sk_text(lang, day_names[weekday - 1]);
}

const char *sk_weekday_short(sk_lang lang, int weekday)
{
    return weekday < 1 || weekday > 7 ? "" : sk_text(lang, day_shorts[weekday - 1]);
}
