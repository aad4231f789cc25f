#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every message in the sources has a Swedish text, and the texts take the same arguments.
set -u
cd "$ROOT" || exit 1
if msgfmt --check-format --check-domain -o /dev/null data/lang/sv.po
then echo 'ok Swedish texts take the arguments of their messages'
else echo 'not ok Swedish texts take the arguments of their messages: see above'; fi
missing=$(.ci/lang.sh missing)
if [ -z "$missing" ]; then echo 'ok every message has a Swedish text'
else
    printf 'not ok every message has a Swedish text: %s lack one (make lang, then fill sv.po)\n%s\n' \
        "$(echo "$missing" | wc -l)" "$missing"
fi
