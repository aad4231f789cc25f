/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cmocka wants included before it, and helpers that several unit tests share. */
#ifndef SK_TESTS_UNIT_H
#define SK_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define N_OF(array) (sizeof(array) / sizeof *(array))

/* The folder for this run's files; tests/run.sh makes and removes it. */
static inline const char *test_tmp(void)
{
    const char *t = getenv("TMP");
    return t ? t : "/tmp";
}

#endif
