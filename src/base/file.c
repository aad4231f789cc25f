/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* syncfs */
#include "base/file.h"

#include "base/file_priv.h"
#include "base/mem.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_ulong fail_left;

void sk_file_fail_at(unsigned long n) { atomic_store(&fail_left, n); }

bool sk__io_allowed(void)
{
    unsigned long left = atomic_load(&fail_left);
    while (left > 0 && !atomic_compare_exchange_weak(&fail_left, &left, left - 1)) {}
    if (left != 1) return true;
    errno = ENOSPC;
    return false;
}

int sk__fsync(int fd) { return sk__io_allowed() ? fsync(fd) : -1; }

int sk__syncfs(int fd) { return sk__io_allowed() ? syncfs(fd) : -1; }

int sk__rename(const char *from, const char *to)
{
    return sk__io_allowed() ? rename(from, to) : -1;
}

static const char *reason(int e)
{
    switch (e) {
    case ENOENT: return SK_N("does not exist");
    case EACCES:
    case EPERM: return SK_N("permission denied");
    case ENOSPC: return SK_N("no space left on the device");
    case EDQUOT: return SK_N("disk quota exceeded");
    case EROFS: return SK_N("the file system is read-only");
    case EISDIR: return SK_N("is a directory");
    case ENOTDIR: return SK_N("is not a directory");
    case EEXIST:
    case ENOTEMPTY: return SK_N("exists already");
    case EMFILE:
    case ENFILE: return SK_N("too many open files");
    case ENAMETOOLONG: return SK_N("the name is too long");
    case ELOOP: return SK_N("too many symbolic links");
    case EIO: return SK_N("input/output error");
    default: return SK_N("the operating system refused");
    }
}

const char *sk__errno_text(const sk_err *err)
{
    return sk_text(err ? err->lang : SK_LANG_SV, reason(errno));
}

static bool is_kind(const char *path, mode_t kind)
{
    struct stat st;
    return stat(path, &st) == 0 && (st.st_mode & S_IFMT) == kind;
}

bool sk_file_exists(const char *path) { return is_kind(path, S_IFREG); }

bool sk_dir_exists(const char *path) { return is_kind(path, S_IFDIR); }

/* Reads to the end of file, not to the size that stat told: the file may grow meanwhile. */
static sk_code read_fd(int fd, const char *path, size_t max_bytes, sk_buf *out, sk_err *err)
{
    char piece[16384];
    for (;;) {
        ssize_t got = read(fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            return sk_err_set(err, SK_E_IO, "cannot read %s: %s", path, sk__errno_text(err));
        if (got == 0) return SK_OK;
        if (out->len + (size_t)got > max_bytes)
            return sk_err_set(err, SK_E_INPUT, "%s is larger than %zu bytes, the limit", path,
                              max_bytes);
        sk_buf_addn(out, piece, (size_t)got);
        if (!sk_buf_ok(out)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    }
}

sk_code sk_file_read(const char *path, size_t max_bytes, sk_buf *out, sk_err *err)
{
    sk_buf_clear(out);
    if (max_bytes == 0) max_bytes = (size_t)SK_FILE_MAX_MB << 20;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO must not hang us */
    if (fd < 0) {
        bool absent = errno == ENOENT || errno == ENOTDIR;
        return sk_err_set(err, absent ? SK_E_INPUT : SK_E_IO, "cannot open %s: %s", path,
                          sk__errno_text(err));
    }
    struct stat st;
    sk_code code;
    if (fstat(fd, &st) != 0)
        code = sk_err_set(err, SK_E_IO, "cannot read %s: %s", path, sk__errno_text(err));
    else if (!S_ISREG(st.st_mode)) code = sk_err_set(err, SK_E_INPUT, "%s is not a file", path);
    else code = read_fd(fd, path, max_bytes, out, err);
    close(fd);
    return code;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool keep_name(const char *s, char ***names, size_t *n, size_t *cap)
{
    if (strcmp(s, ".") == 0 || strcmp(s, "..") == 0) return true;
    size_t len = strlen(s) + 1;
    char *name = sk_alloc(len);
    if (!name || !SK_GROW(*names, *n, *cap)) {
        sk_free(name);
        return false;
    }
    memcpy(name, s, len);
    (*names)[(*n)++] = name;
    return true;
}

sk_code sk_dir_list(const char *path, char ***names, size_t *n, sk_err *err)
{
    *names = NULL;
    *n = 0;
    DIR *dir = opendir(path);
    if (!dir) {
        bool absent = errno == ENOENT || errno == ENOTDIR;
        return sk_err_set(err, absent ? SK_E_INPUT : SK_E_IO, "cannot open %s: %s", path,
                          sk__errno_text(err));
    }
    size_t cap = 0;
    sk_code code = SK_OK;
    const struct dirent *e;
    errno = 0;
    while (code == SK_OK && (e = readdir(dir))) {
        if (!keep_name(e->d_name, names, n, &cap))
            code = sk_err_set(err, SK_E_NOMEM, "out of memory");
        errno = 0;
    }
    if (code == SK_OK && errno)
        code = sk_err_set(err, SK_E_IO, "cannot read %s: %s", path, sk__errno_text(err));
    closedir(dir);
    if (code != SK_OK) {
        sk_dir_list_free(*names, *n);
        *names = NULL;
        *n = 0;
    } else if (*n) {
        qsort(*names, *n, sizeof **names, by_bytes);
    }
    return code;
}

void sk_dir_list_free(char **names, size_t n)
{
    for (size_t i = 0; i < n; i++) sk_free(names[i]);
    sk_free(names);
}

static bool write_all(int fd, const char *data, size_t n)
{
    while (n > 0) {
        if (!sk__io_allowed()) return false;
        ssize_t put = write(fd, data, n);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        data += put;
        n -= (size_t)put;
    }
    return true;
}

sk_code sk__write_new(const char *path, const char *data, size_t n, bool sync, sk_err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0) return sk_err_set(err, SK_E_IO, "cannot create %s: %s", path, sk__errno_text(err));
    bool ok = write_all(fd, data, n) && (!sync || sk__fsync(fd) == 0);
    int why = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        why = errno;
    }
    if (ok) return SK_OK;
    unlink(path);
    errno = why;
    return sk_err_set(err, SK_E_IO, "cannot write %s: %s", path, sk__errno_text(err));
}

static sk_code sync_dir(const char *path, int (*sync)(int fd), sk_err *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return sk_err_set(err, SK_E_IO, "cannot open %s: %s", path, sk__errno_text(err));
    int rc = sync(fd);
    int why = errno;
    close(fd);
    errno = why;
    /* Some file systems cannot sync a directory; they say EINVAL and that is not a fault. */
    if (rc == 0 || why == EINVAL) return SK_OK;
    return sk_err_set(err, SK_E_IO, "cannot write %s: %s", path, sk__errno_text(err));
}

sk_code sk__fsync_dir(const char *path, sk_err *err) { return sync_dir(path, sk__fsync, err); }

sk_code sk__syncfs_dir(const char *path, sk_err *err) { return sync_dir(path, sk__syncfs, err); }

/* The folder part of path: "a/b" -> "a", "b" -> ".", "/b" -> "/". */
static void add_parent(sk_buf *b, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) sk_buf_add(b, ".");
    else sk_buf_addn(b, path, slash == path ? 1 : (size_t)(slash - path));
}

sk_code sk_file_write(const char *path, const char *data, size_t n, sk_err *err)
{
    sk_buf tmp = SK_BUF_INIT, parent = SK_BUF_INIT;
    sk_buf_addf(&tmp, "%s.new-%ld", path, (long)getpid());
    add_parent(&parent, path);
    sk_code code = SK_OK;
    if (!sk_buf_ok(&tmp) || !sk_buf_ok(&parent)) {
        code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    } else {
        unlink(tmp.data); /* left by a killed run that had our process id */
        code = sk__write_new(tmp.data, data, n, true, err);
        if (code == SK_OK && sk__rename(tmp.data, path) != 0) {
            code = sk_err_set(err, SK_E_IO, "cannot replace %s: %s", path, sk__errno_text(err));
            unlink(tmp.data);
        }
        if (code == SK_OK) code = sk__fsync_dir(parent.data, err);
    }
    sk_buf_free(&tmp);
    sk_buf_free(&parent);
    return code;
}
