/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kommun folder on disk to a validated, frozen kommun. */
#ifndef SK_INPUT_LOAD_H
#define SK_INPUT_LOAD_H

#include "base/diag.h"
#include "domain/kommun.h"

/* Reads every register, setting and calendar of the folder (not the history, see history.h), adds
 * every fault and oddity to diags, and gives a kommun only when there is no error among them:
 * otherwise SK_E_INPUT, *out NULL, and err says how many. SK_E_INPUT also when dir is no directory
 * (nothing in diags then), SK_E_NOMEM. *out is freed by sk_kommun_free. diags is sorted on return.
 * Linear in the folder's size, apart from sorting. */
sk_code sk_kommun_load(const char *dir, sk_kommun **out, sk_diags *diags, sk_err *err);

#endif
