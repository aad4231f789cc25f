/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/policy.h"

#include <string.h>

#include "base/text.h"

const sk_setting sk_policy_settings[] = {
#define X(field, unit, def, lo, hi, source, text)                                                  \
    {#field, unit, source, SK_N(text), def, lo, hi, offsetof(sk_policy, field)},
    SK_POLICY_TABLE(X)
#undef X
};
const int sk_n_policy_settings = (int)(sizeof sk_policy_settings / sizeof *sk_policy_settings);

void sk_policy_defaults(sk_policy *p)
{
    for (int i = 0; i < sk_n_policy_settings; i++)
        memcpy((char *)p + sk_policy_settings[i].offset, &sk_policy_settings[i].def,
               sizeof(int64_t));
}
