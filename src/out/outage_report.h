/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Failures of a day as a report: a ranked list for those who prepare, and for each kitchen one printed page
 * that works without power and network: who is fed by whom, which trips, what to cook more of, who gets the
 * backup dish or nothing, what is fetched from the reserve, whom to phone. Special diets are counted, never named. */
#ifndef SK_OUT_OUTAGE_REPORT_H
#define SK_OUT_OUTAGE_REPORT_H

#include "domain/followup.h"
#include "out/report.h"
#include "review/outage.h"

typedef struct sk_outage_files { /* the annexes, borrowed */
    const sk_continuity *plan; int n_plans;
    bool has_plans;          /* the register exists */
} sk_outage_files;

/* NULL when out of memory; look at sk_report_ok. The plan that o was made of is borrowed, o is not. */
sk_report *sk_outage_report(const sk_outage *o, const sk_outage_files *files, sk_lang lang);
void sk__outage_page(sk_report *r, const sk_outage *o, const sk_outage_case *c);
void sk__outage_lists(sk_report *r, const sk_outage *o); /* the same of all failures, for the files */

#endif
