/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a finished workbook is whole. libxlsxwriter writes each part to a file and packs what it
 * reads back; it looks at no write's result, so that a full disk gives a well-formed archive of parts
 * that were cut off. Here every part is unpacked: it must end with its closing tag, and a sheet must
 * hold the rows and cells that were put there.
 * Archive: PKWARE APPNOTE.TXT, central directory (4.3.12) and its end (4.3.16). */
#include "base/mem.h"
#include "ext/xlsx_priv.h"

#include <stdio.h>
#include <string.h>
#define ZLIB_CONST /* zlib only reads what it unpacks */
#include <zlib.h>

enum { END_LEN = 22, ENTRY_LEN = 46, LOCAL_LEN = 30, NAME_LEN = 64 };

typedef struct part {
    char name[NAME_LEN];
    const unsigned char *data;
    size_t packed, plain;
} part;

static uint32_t u16(const unsigned char *p) { return (uint32_t)p[0] | (uint32_t)p[1] << 8; }
static uint32_t u32(const unsigned char *p) { return u16(p) | u16(p + 2) << 16; }

/* The entry at *at of the directory, which moves on; false when it does not fit the file. */
static bool next_part(const unsigned char *d, size_t n, size_t *at, part *out)
{
    if (*at + ENTRY_LEN > n || u32(d + *at) != 0x02014b50) return false;
    const unsigned char *e = d + *at;
    size_t name = u16(e + 28), local = u32(e + 42);
    out->packed = u32(e + 20);
    out->plain = u32(e + 24);
    if (name >= NAME_LEN || *at + ENTRY_LEN + name > n || local + LOCAL_LEN > n) return false;
    memcpy(out->name, e + ENTRY_LEN, name);
    out->name[name] = '\0';
    *at += ENTRY_LEN + name + u16(e + 30) + u16(e + 32);
    size_t start = local + LOCAL_LEN + u16(d + local + 26) + u16(d + local + 28);
    out->data = d + start;
    return start + out->packed <= n;
}

static char *unpack(const part *p)
{
    z_stream z;
    memset(&z, 0, sizeof z);
    char *text = sk_alloc(p->plain + 1);
    if (!text || p->packed > UINT32_MAX || inflateInit2(&z, -MAX_WBITS) != Z_OK) {
        sk_free(text);
        return NULL;
    }
    z.next_in = p->data;
    z.avail_in = (uInt)p->packed;
    z.next_out = (Bytef *)text;
    z.avail_out = (uInt)p->plain;
    bool whole = inflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out == p->plain;
    inflateEnd(&z);
    if (whole) return text;
    sk_free(text);
    return NULL;
}

static size_t count(const char *text, const char *what)
{
    size_t n = 0, len = strlen(what);
    for (const char *p = text; (p = strstr(p, what)) != NULL; p += len) n++;
    return n;
}

/* The last tag closes the first one after the declaration. */
static bool closed(const char *text, size_t n)
{
    char tag[NAME_LEN] = "</";
    const char *p = strstr(text, "?>");
    p = p ? strchr(p, '<') : NULL;
    if (!p) return false;
    while (n && text[n - 1] == '\n') n--;
    size_t len = strcspn(p + 1, " />");
    if (len + 4 > sizeof tag) return false;
    memcpy(tag + 2, p + 1, len);
    tag[len + 2] = '>';
    tag[len + 3] = '\0';
    return n > len + 3 && strncmp(text + n - len - 3, tag, len + 3) == 0;
}

static bool part_whole(const part *p, const size_t *cells, const size_t *rows, int n_sheets)
{
    int sheet = 0;
    char *text = unpack(p);
    bool ok = text && closed(text, p->plain);
    if (ok && sscanf(p->name, "xl/worksheets/sheet%d.xml", &sheet) == 1)
        ok = sheet >= 1 && sheet <= n_sheets && count(text, "<c r=") == cells[sheet - 1] &&
             count(text, "<row r=") == rows[sheet - 1];
    sk_free(text);
    return ok;
}

bool sk__xlsx_whole(const sk_buf *file, const size_t *cells, const size_t *rows, int n_sheets)
{
    const unsigned char *d = (const unsigned char *)file->data;
    size_t n = file->len;
    part p;
    /* No comment is written, so the end stands at the end. */
    if (n < END_LEN || u32(d + n - END_LEN) != 0x06054b50) return false;
    size_t entries = u16(d + n - END_LEN + 10), at = u32(d + n - END_LEN + 16);
    for (size_t i = 0; i < entries; i++)
        if (!next_part(d, n, &at, &p) || !part_whole(&p, cells, rows, n_sheets)) return false;
    return entries >= (size_t)n_sheets;
}
