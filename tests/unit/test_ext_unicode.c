/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/unit.h"

#include "ext/unicode.h"

#include <string.h>

static void letters_of_parts_become_one(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } row[] = {
        {"", ""},
        {"Koket", "Koket"},
        {"Ko\xCC\x88ket i A\xCC\x8Askeby", "K\xC3\xB6ket i \xC3\x85skeby"},
        {"K\xC3\xB6ket", "K\xC3\xB6ket"},
        {"e\xCC\x81\xCC\xA3",
         "\xE1\xBA\xB9\xCC\x81"}, /* marks in their order: dot below, then acute */
        {"\xF0\x9F\x8D\xB2 gryta", "\xF0\x9F\x8D\xB2 gryta"},
        {"\xE2\x84\xAB", "\xC3\x85"}, /* the angstrom sign is the letter */
    };
    for (size_t i = 0; i < N_OF(row); i++) {
        sk_buf b = SK_BUF_INIT;
        sk_buf_add(&b, row[i].in);
        sk_nfc(&b);
        assert_true(sk_buf_ok(&b));
        assert_string_equal(sk_buf_str(&b), row[i].want);
        sk_nfc(&b); /* twice is as once */
        assert_string_equal(sk_buf_str(&b), row[i].want);
        sk_buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(letters_of_parts_become_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
