#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the library exports begins with storkok_ (public) or sk_ (its own), and the program is hardened as the Makefile says.
set -u
lib=$(dirname "$RELEASE")/libstorkok.a

others=$(nm -g --defined-only "$lib" 2>/dev/null | awk 'NF == 3 && $3 !~ /^(sk|storkok)_/ { print $3 }' | sort -u)
if [ ! -f "$lib" ]; then echo 'not ok exported symbols: no library'
elif [ -z "$others" ]; then echo 'ok exported symbols begin with storkok_ or sk_'
else printf 'not ok exported symbols begin with storkok_ or sk_: other names\n%s\n' "$others"; fi

[ -f "$RELEASE" ] || exit 0
flags=$(readelf -hdlW "$RELEASE" 2>/dev/null)
hardened=1
for want in 'Type: *DYN' 'FLAGS.*BIND_NOW' 'GNU_RELRO'; do
    printf '%s\n' "$flags" | grep -q "$want" || { echo "  lacks $want"; hardened=0; }
done
nm "$RELEASE" | grep -q '__stack_chk_fail' || { echo '  lacks the stack protector'; hardened=0; }
if [ $hardened = 1 ]; then echo 'ok program is hardened'
else echo 'not ok program is hardened: see above'; fi
