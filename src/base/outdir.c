/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A directory replaced as a whole. See file.h for the promise; the steps are
 *   begin   PATH.new-<pid> made, marker written
 *   file    each file written there
 *   commit  all of it synced by one syncfs (a week's papers are thousands of files: one fsync each
 *           takes minutes on a disk), PATH.new-<pid> and PATH exchanged in one system call, the
 *           parent fsynced, then the old contents (now under the sibling's name) removed.
 * Where the kernel or file system has no exchange, PATH goes to PATH.old-<pid> first and comes back
 * when the second rename fails. */
#define _GNU_SOURCE /* renameat2, nftw */
#include "base/file.h"

#include "base/file_priv.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char MARK_TEXT[] =
    "storkok replaces this folder as a whole; keep nothing else here.\n";

struct sk_outdir {
    char *path; /* what is replaced, links resolved, no '/' at the end */
    char *tmp;  /* its sibling under construction */
    char *old;  /* where the old one goes when there is no exchange */
    char *parent;
};

static int remove_entry(const char *p, const struct stat *st, int kind, struct FTW *f)
{
    (void)st, (void)kind, (void)f;
    return remove(p);
}

static void remove_tree(const char *path) { nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS); }

static char *join(const char *a, const char *b, const char *c)
{
    size_t na = strlen(a), nb = strlen(b), nc = strlen(c);
    char *s = sk_alloc(na + nb + nc + 1);
    if (!s) return NULL;
    memcpy(s, a, na);
    memcpy(s + na, b, nb);
    memcpy(s + na + nb, c, nc);
    return s;
}

/* Makes every missing folder on the way to path; path itself too when `last`. */
static sk_code make_dirs(const char *path, bool last, sk_err *err)
{
    char *p = join(path, "", "");
    if (!p) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_code code = SK_OK;
    for (char *s = p + 1; code == SK_OK && (s = strchr(s, '/')); s++) {
        *s = '\0';
        if (mkdir(p, 0777) != 0 && errno != EEXIST)
            code = sk_err_set(err, SK_E_IO, "cannot create %s: %s", p, sk__errno_text(err));
        *s = '/';
    }
    if (code == SK_OK && last && mkdir(p, 0777) != 0 && errno != EEXIST)
        code = sk_err_set(err, SK_E_IO, "cannot create %s: %s", p, sk__errno_text(err));
    sk_free(p);
    return code;
}

/* Absolute form of path with links resolved; its last part need not exist. */
static char *resolve(const char *path)
{
    char *real = realpath(path, NULL), *out = NULL;
    if (real) {
        out = join(real, "", "");
        free(real);
        return out;
    }
    char *copy = join(path, "", "");
    if (!copy) return NULL;
    char *slash = strrchr(copy, '/');
    if (slash) *slash = '\0';
    real = realpath(!slash ? "." : slash == copy ? "/" : copy, NULL);
    if (real) out = join(real, strcmp(real, "/") == 0 ? "" : "/", slash ? slash + 1 : copy);
    free(real);
    sk_free(copy);
    return out;
}

static void outdir_free(sk_outdir *o)
{
    if (!o) return;
    sk_free(o->path);
    sk_free(o->tmp);
    sk_free(o->old);
    sk_free(o->parent);
    sk_free(o);
}

static sk_code set_names(sk_outdir *o, const char *path, sk_err *err)
{
    char *trimmed = join(path, "", "");
    if (!trimmed) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    for (size_t n = strlen(trimmed); n > 1 && trimmed[n - 1] == '/'; n--) trimmed[n - 1] = '\0';
    sk_code code = make_dirs(trimmed, false, err);
    errno = ENOMEM;
    if (code == SK_OK) o->path = resolve(trimmed);
    sk_free(trimmed);
    if (code != SK_OK) return code;
    char pid[32];
    snprintf(pid, sizeof pid, "%ld", (long)getpid());
    if (o->path) {
        o->tmp = join(o->path, ".new-", pid);
        o->old = join(o->path, ".old-", pid);
        o->parent = join(o->path, "", "");
    }
    if (!o->tmp || !o->old || !o->parent) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    char *slash = strrchr(o->parent, '/');
    if (!slash || !slash[1]) return sk_err_set(err, SK_E_USAGE, "%s cannot be replaced", o->path);
    slash[slash == o->parent] = '\0';
    return SK_OK;
}

/* Only a folder of ours, an empty one or none at all may be replaced. */
static sk_code may_replace(const char *path, sk_err *err)
{
    struct stat st;
    if (lstat(path, &st) != 0) return SK_OK;
    if (!S_ISDIR(st.st_mode))
        return sk_err_set(err, SK_E_USAGE, "%s exists and is not a folder", path);
    char **names;
    size_t n;
    sk_code code = sk_dir_list(path, &names, &n, err);
    if (code != SK_OK) return code;
    bool ours = n == 0;
    for (size_t i = 0; i < n && !ours; i++) ours = strcmp(names[i], SK_OUTDIR_MARK) == 0;
    sk_dir_list_free(names, n);
    if (ours) return SK_OK;
    sk_err_set(err, SK_E_USAGE, "%s holds files that storkok did not write; it is left alone",
               path);
    sk_err_hint(err, "name a new or empty folder");
    return SK_E_USAGE;
}

sk_code sk_outdir_begin(const char *path, sk_outdir **out, sk_err *err)
{
    *out = NULL;
    if (!path[0]) return sk_err_set(err, SK_E_USAGE, "the name of the output folder is empty");
    sk_outdir *o = sk_alloc(sizeof *o);
    if (!o) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_code code = set_names(o, path, err);
    if (code == SK_OK) code = may_replace(o->path, err);
    if (code == SK_OK) {
        if (mkdir(o->tmp, 0777) != 0 && errno == EEXIST) {
            remove_tree(o->tmp); /* left by a killed run that had our process id */
            mkdir(o->tmp, 0777);
        }
        if (!sk_dir_exists(o->tmp))
            code = sk_err_set(err, SK_E_IO, "cannot create %s: %s", o->tmp, sk__errno_text(err));
    }
    if (code != SK_OK) {
        outdir_free(o);
        return code;
    }
    code = sk_outdir_file(o, SK_OUTDIR_MARK, MARK_TEXT, sizeof MARK_TEXT - 1, err);
    if (code == SK_OK) *out = o;
    else sk_outdir_abort(o);
    return code;
}

/* Relative, no empty, "." or ".." part. */
static bool safe_name(const char *name)
{
    if (!name[0]) return false;
    for (const char *p = name;; p++) {
        size_t n = strcspn(p, "/");
        if (n == 0 || (n == 1 && p[0] == '.') || (n == 2 && p[0] == '.' && p[1] == '.'))
            return false;
        p += n;
        if (!*p) return true;
    }
}

sk_code sk_outdir_file(sk_outdir *o, const char *name, const char *data, size_t n, sk_err *err)
{
    if (!safe_name(name))
        return sk_err_set(err, SK_E_INTERNAL, "%s is no name for an output file", name);
    char *full = join(o->tmp, "/", name);
    if (!full) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_code code = strchr(name, '/') ? make_dirs(full, false, err) : SK_OK;
    if (code == SK_OK) code = sk__write_new(full, data, n, false, err);
    sk_free(full);
    return code;
}

const char *sk_outdir_path(const sk_outdir *o) { return o->tmp; }

/* Puts tmp in path's place. On success *leftover tells where the old directory is now. */
static int swap(const sk_outdir *o, const char **leftover)
{
    *leftover = NULL;
    if (!sk_dir_exists(o->path)) return sk__rename(o->tmp, o->path);
    if (!sk__io_allowed()) return -1;
    if (renameat2(AT_FDCWD, o->tmp, AT_FDCWD, o->path, RENAME_EXCHANGE) == 0) {
        *leftover = o->tmp;
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) return -1;
    if (sk__rename(o->path, o->old) != 0) return -1;
    if (sk__rename(o->tmp, o->path) == 0) {
        *leftover = o->old;
        return 0;
    }
    int why = errno;
    rename(o->old, o->path);
    errno = why;
    return -1;
}

sk_code sk_outdir_commit(sk_outdir *o, sk_err *err)
{
    sk_code code = may_replace(o->path, err); /* may have changed since begin */
    if (code == SK_OK) code = sk__syncfs_dir(o->tmp, err);
    const char *leftover = NULL;
    if (code == SK_OK && swap(o, &leftover) != 0)
        code = sk_err_set(err, SK_E_IO, "cannot replace %s: %s", o->path, sk__errno_text(err));
    if (code != SK_OK) {
        sk_outdir_abort(o);
        return code;
    }
    code = sk__fsync_dir(o->parent, err);
    if (leftover) remove_tree(leftover);
    outdir_free(o);
    return code;
}

void sk_outdir_abort(sk_outdir *o)
{
    if (!o) return;
    remove_tree(o->tmp);
    outdir_free(o);
}
