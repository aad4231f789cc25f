/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks that need more than one document. */
#include "input/input.h"

void sk__cross(sk__in *in) { (void)in; }
