/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that is written piece by piece: the exported models are too big for one buffer. */
#ifndef SK_PLAN_EXPORT_PRIV_H
#define SK_PLAN_EXPORT_PRIV_H

#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"

typedef struct sk__sink { FILE *f; sk_buf b; bool failed; int width; } sk__sink;

sk_code sk__sink_open(sk__sink *s, const char *path, sk_err *err);
void sk__put(sk__sink *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* " + 2.5 name" of a linear form, with a new line now and then. */
void sk__put_term(sk__sink *s, double coef, const char *name);
sk_code sk__sink_close(sk__sink *s, const char *path, sk_err *err);

#endif
