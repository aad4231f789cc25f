/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many scenarios, each against the baseline, one result document each: a sweep that is stopped goes on where
 * it was, and processes that share a folder of results do not disturb each other, because every result is
 * written whole and depends on its own inputs alone.
 *
 * A result (data/schema/sweep.schema.json) begins with a KEY: a hash of the kommun's files, the scenario's
 * files, year, weeks and program version. A result with the same key is kept, another one is made anew. */
#ifndef SK_OUT_SWEEP_H
#define SK_OUT_SWEEP_H

#include "out/report.h"
#include "review/whatif.h"

enum { SK_SWEEP_MAX = 100000 };

/* what: a folder (every .json in it), one .json, or a text file with a path a line (# starts a remark; relative
 * to it). results: made when missing; refused when it holds other things than results. Scenarios with
 * faults are told in diags, left out, and make the report short. SK_E_INPUT: nothing to sweep; SK_E_IO. */
sk_code sk_sweep(const sk_kommun *k, const char *what, const char *results, const sk_whatif_opts *opts,
                 sk_report **out, sk_diags *diags, sk_err *err);

#endif
