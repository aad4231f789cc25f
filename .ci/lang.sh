#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# lang.sh update    carries the messages of the sources into data/lang/sv.po
# lang.sh missing   prints msgids without a Swedish text, one a line; nothing when all are there
set -eu
cd "$(dirname "$0")/.."

export LC_ALL=C.UTF-8
po=data/lang/sv.po
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# Message ids in our functions, in the tables of columns (src/input/format_priv.h) and of settings;
# those with arguments are C format strings, which msgfmt compares.
extract() {
    find src -name '*.c' -o -name '*.h' | LC_ALL=C sort >"$tmp/files"
    xgettext --language=C --from-code=UTF-8 --add-location=file --no-wrap \
        --keyword= --keyword=SK_N --keyword=sk_text:2 --keyword=sk_ntext:2,3 \
        --keyword=sk_diag_add:5 --keyword=sk_diag_add:6 \
        --keyword=sk_err_set:3 --keyword=sk_err_hint:2 --keyword=sk_err_context:2 \
        --keyword=TXT:5 --keyword=INT:10 --keyword=DEC:12 --keyword=ORE:9 --keyword=PCT:8 \
        --keyword=MILLI:10 --keyword=BOOL:5 --keyword=DAYS:3 --keyword=TIME:7 --keyword=DATE:7 \
        --keyword=REQ_TXT:5 --keyword=GROWTH:5 --keyword=LEVEL:5 --keyword=KR:6 \
        --keyword=WORD:8 --keyword=WORDS:7 --keyword=REF:7 --keyword=KM:6 --keyword=WEEKDAY:4 \
        --keyword=X:7 --keyword=NOTE:2 --keyword=RULE:2 --keyword=sk__price_bad:4 \
        --flag=sk_diag_add:6:c-format --flag=sk__price_bad:4:c-format --flag=sk_err_set:3:c-format \
        --flag=sk_err_hint:2:c-format --flag=sk_err_context:2:c-format \
        --files-from="$tmp/files" -o "$tmp/raw.pot" 2>"$tmp/talk" ||
        { cat "$tmp/talk" >&2; exit 1; }
    # A date in the file would change it at every run; without the charset å would be refused.
    sed -e '/^"POT-Creation-Date:/d' -e 's/charset=CHARSET/charset=UTF-8/' \
        "$tmp/raw.pot" >"$tmp/storkok.pot"
}

case ${1:-} in
update)
    extract
    msgmerge --quiet --no-wrap --no-fuzzy-matching --add-location=file --backup=off \
        --update "$po" "$tmp/storkok.pot"
    msgattrib --no-obsolete --no-wrap -o "$po" "$po"
    ;;
missing)
    extract
    msgmerge --quiet --no-wrap --no-fuzzy-matching -o "$tmp/sv.po" "$po" "$tmp/storkok.pot"
    msgattrib --untranslated --no-obsolete --no-wrap "$tmp/sv.po" |
        sed -n '/^#:/h; /^msgid "..*"$/ { s/^msgid //; G; s/\n#: / in /; p; }'
    ;;
*)
    echo 'usage: lang.sh update|missing' >&2
    exit 2
    ;;
esac
