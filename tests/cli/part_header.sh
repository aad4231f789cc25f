# SPDX-License-Identifier: GPL-3.0-or-later
# The public header stands alone, in C and in C++, and a client links with the library and nothing else
# of ours.

cat >"$TMP/client.c" <<'END'
#include "storkok.h"
int main(void)
{
    storkok_error err;
    storkok_kommun *k = NULL;
    storkok_error_init(&err, STORKOK_EN);
    storkok_code code = storkok_load("tests/data/mini", &k, NULL, &err);
    storkok_kommun_free(k);
    return storkok_exit_code(code);
}
END
if ${CC:-cc} -std=c17 -Wall -Wextra -Wpedantic -Werror -Iinclude -c "$TMP/client.c" -o "$TMP/client.o"
then ok 'the public header is C'; else bad 'the public header is C' 'see above'; fi
if ${CXX:-c++} -std=c++11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only -x c++ "$TMP/client.c"
then ok 'the public header is C++'; else bad 'the public header is C++' 'see above'; fi
lib=$(dirname "$RELEASE")/libstorkok.a
if [ ! -f "$lib" ]; then skip 'a client links and runs' 'no release library'
elif ${CC:-cc} "$TMP/client.o" "$lib" $(sed -n 's/^LIBS := //p' Makefile) -o "$TMP/client" &&
    "$TMP/client"; then ok 'a client links and runs'
else bad 'a client links and runs' 'see above'; fi
