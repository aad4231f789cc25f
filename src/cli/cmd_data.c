/* SPDX-License-Identifier: GPL-3.0-or-later */
/* generate, format, doctor. */
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

storkok_code cmd_generate(cli *c)
{
    int64_t n = 0, seed = 0;
    storkok_code code = cli_int(c, OPT_KITCHENS, 3, 5000, 0, &n);
    if (code == STORKOK_OK) code = cli_int(c, OPT_SEED, 0, INT64_MAX, 1, &seed);
    if (code == STORKOK_OK && !n && (c->value[OPT_SEED] || c->value[OPT_AS_OF]))
        code = cli_usage(
            c, "%s",
            cli_text(c, SK_N("--seed and --as-of go with --kitchens: the example is fixed")));
    if (code != STORKOK_OK) return code;
    const storkok_generate_opts o = {.kitchens = (int)n,
                                     .seed = (uint64_t)seed,
                                     .no_history = cli_is_set(c, OPT_NO_HISTORY),
                                     .as_of = c->value[OPT_AS_OF]};
    double start = cli_seconds();
    code = storkok_generate(c->arg[0], &o, &c->err);
    if (code == STORKOK_OK)
        cli_detail(c, cli_text(c, SK_N("wrote the files")), cli_seconds() - start);
    return code;
}

storkok_code cmd_format(cli *c)
{
    storkok_text t = {NULL, 0};
    storkok_code code = storkok_format(c->lang, c->value[OPT_SCHEMA], &t, &c->err);
    if (c->value[OPT_SCHEMA]) cli_take(c, &t);
    else cli_take_words(c, &t);
    return code;
}

typedef struct fact {
    const char *key, *name;
    char value[256];
} fact;
enum { FACTS_MAX = 16, LIBS_MAX = 8 };

static void set(fact *f, int *n, const char *key, const char *name, const char *value)
{
    if (*n == FACTS_MAX) return;
    f[*n].key = key;
    f[*n].name = name;
    snprintf(f[*n].value, sizeof f[*n].value, "%s", value);
    ++*n;
}

static const char *env(const char *name)
{
    const char *s = getenv(name);
    return s && s[0] ? s : "-";
}

static void disk_fact(const cli *c, fact *f, int *n)
{
    struct statvfs v;
    char s[64];
    if (statvfs(".", &v) != 0) snprintf(s, sizeof s, "-");
    else snprintf(s, sizeof s, "%llu MB", (unsigned long long)v.f_bavail * v.f_frsize / 1000000);
    set(f, n, "disk_free", cli_text(c, SK_N("Free disk here")), s);
    set(f, n, "writable", cli_text(c, SK_N("This folder can be written")),
        access(".", W_OK) == 0 ? cli_text(c, SK_N("yes")) : cli_text(c, SK_N("no")));
}

static int gather(cli *c, fact f[FACTS_MAX])
{
    int n = 0;
    char clock[20], s[256];
    storkok_library lib[LIBS_MAX];
    size_t libs = storkok_libraries(c->lang, lib, LIBS_MAX);
    set(f, &n, "storkok", "storkok", storkok_version());
    for (size_t i = 0; i < libs && i < LIBS_MAX; i++) {
        snprintf(s, sizeof s, "%s  (%s)", lib[i].version, lib[i].used_for);
        set(f, &n, lib[i].name, lib[i].name, s);
    }
    snprintf(s, sizeof s, "%s  (STORKOK_LANG %s, LC_ALL %s, LANG %s)",
             c->lang == STORKOK_EN ? "en" : "sv", env("STORKOK_LANG"), env("LC_ALL"), env("LANG"));
    set(f, &n, "language", cli_text(c, SK_N("Language")), s);
    snprintf(s, sizeof s, "Europe/Stockholm, %s  (TZ %s)", cli_now(clock), env("TZ"));
    set(f, &n, "time", cli_text(c, SK_N("Time")), s);
    const char *dir = storkok_data_dir();
    bool found = sk_dir_exists(dir);
    snprintf(s, sizeof s, "%s  (%s)", dir,
             found ? cli_text(c, SK_N("found")) : cli_text(c, SK_N("missing")));
    set(f, &n, "data", cli_text(c, SK_N("Data folder")), s);
    if (!found) c->exit_code = STORKOK_EXIT_IO;
    disk_fact(c, f, &n);
    return n;
}

/* JSON strings of facts: the values hold paths and environment, so they are escaped. */
static void json_string(sk_buf *b, const char *s)
{
    sk_buf_addc(b, '"');
    for (const unsigned char *p = (const unsigned char *)s; *p; p++) {
        if (*p == '"' || *p == '\\') sk_buf_addc(b, '\\');
        if (*p < 0x20) sk_buf_addf(b, "\\u%04x", *p);
        else sk_buf_addc(b, (char)*p);
    }
    sk_buf_addc(b, '"');
}

storkok_code cmd_doctor(cli *c)
{
    fact f[FACTS_MAX];
    int n = gather(c, f);
    sk_buf b = SK_BUF_INIT;
    if (c->json) sk_buf_addc(&b, '{');
    for (int i = 0; i < n; i++) {
        if (c->json) {
            if (i) sk_buf_add(&b, ", ");
            json_string(&b, f[i].key);
            sk_buf_add(&b, ": ");
            json_string(&b, f[i].value);
        } else {
            sk_buf_pad(&b, f[i].name, 28);
            sk_buf_addf(&b, "%s\n", f[i].value);
        }
    }
    if (c->json) sk_buf_addc(&b, '}');
    storkok_text t = {b.data, b.len};
    cli_take(c, &t);
    return STORKOK_OK;
}
