/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SK_REVIEW_STRUCTURE_DAT_H
#define SK_REVIEW_STRUCTURE_DAT_H

#include "base/buf.h"
#include "base/err.h"
#include "review/structure.h"

/* Avoided structures are left out: the formulation does not know them. Check sk_buf_ok. */
void sk_structure_dat(const sk_structure *in, sk_buf *out);
/* Replaces dir by review.mod and review.dat: glpsol -m review.mod -d review.dat */
sk_code sk_structure_keep(const char *dir, const sk_structure *in, sk_err *err);

#endif
