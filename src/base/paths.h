/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the read-only files of data/ are: schemas, templates, the example kommun. */
#ifndef SK_BASE_PATHS_H
#define SK_BASE_PATHS_H

/* Compiled in by the Makefile: the source tree's data/ for a program run where it was built, the
 * installed share/storkok for an installed one. Static string without '/' at the end. */
const char *sk_data_dir(void);

#endif
