/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: whole reads with a size limit; atomic writes of one file or a whole directory.
 * A directory is built as a sibling "NAME.new-<pid>", synced to disk, then swapped with the old
 * one by renameat2(RENAME_EXCHANGE), or two renames where the file system lacks it; a failure or a
 * kill at any moment leaves the old directory whole. Every directory built here holds the marker
 * file SK_OUTDIR_MARK; a directory that has other contents and no marker is refused, so that
 * `--out ~/Documents` never replaces a user's own folder. */
#ifndef SK_BASE_FILE_H
#define SK_BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

enum { SK_FILE_MAX_MB = 512 };

/* Reads a regular file whole; max_bytes 0 = SK_FILE_MAX_MB. SK_E_INPUT when it does not exist or is
 * not a file or too big, SK_E_IO when reading fails. Fills out (cleared first). */
sk_code sk_file_read(const char *path, size_t max_bytes, sk_buf *out, sk_err *err);
bool sk_file_exists(const char *path);
bool sk_dir_exists(const char *path);
/* Names in a directory (without . and ..), sorted by bytes; array and strings from sk_alloc. */
sk_code sk_dir_list(const char *path, char ***names, size_t *n, sk_err *err);
void sk_dir_list_free(char **names, size_t n);

/* Writes a file atomically: temporary sibling, fsync, rename, fsync of the directory. */
sk_code sk_file_write(const char *path, const char *data, size_t n, sk_err *err);

#define SK_OUTDIR_MARK ".storkok-out"
typedef struct sk_outdir sk_outdir; /* a directory under construction */
sk_code sk_outdir_begin(const char *path, sk_outdir **out, sk_err *err); /* parent is created */
/* name may hold one or more '/'-separated folders; ".." and absolute names are refused. */
sk_code sk_outdir_file(sk_outdir *o, const char *name, const char *data, size_t n, sk_err *err);
/* Where it is being built, for writers that open files themselves; ends when o does. */
const char *sk_outdir_path(const sk_outdir *o);
sk_code sk_outdir_commit(sk_outdir *o, sk_err *err); /* swaps; frees o whatever happens */
void sk_outdir_abort(sk_outdir *o);                  /* removes what was built; frees o */

/* Test hook: the n-th write, fsync or rename from now fails with ENOSPC; 0 turns it off. */
void sk_file_fail_at(unsigned long n);

#endif
