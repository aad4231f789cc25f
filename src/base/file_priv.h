/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What file.c and outdir.c share: system calls that the test hook can fail, and one wording of
 * system errors that does not depend on the C library's locale. */
#ifndef SK_BASE_FILE_PRIV_H
#define SK_BASE_FILE_PRIV_H

#include "base/err.h"

bool sk__io_allowed(void); /* false with errno ENOSPC when the hook says so */
int sk__fsync(int fd);
int sk__syncfs(int fd);
int sk__rename(const char *from, const char *to);
/* Creates path (must not exist), writes and, with `sync`, fsyncs it; removes it again on failure. */
sk_code sk__write_new(const char *path, const char *data, size_t n, bool sync, sk_err *err);
sk_code sk__fsync_dir(const char *path, sk_err *err);
/* Everything written to the file system of that folder, files and folders, is on disk. */
sk_code sk__syncfs_dir(const char *path, sk_err *err);
/* Reason of errno in the language of err, for the end of a message. */
const char *sk__errno_text(const sk_err *err);

#endif
