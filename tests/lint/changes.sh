#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The version has change notes, and each note has one of the five tags.
set -u
cd "$ROOT" || exit 1
version=$(sed -n 's/^#define STORKOK_VERSION "\(.*\)"/\1/p' include/storkok.h)
if [ -n "$version" ] && [ -s "data/changes/$version.md" ]; then echo "ok there are change notes of $version"
else echo "not ok there are change notes of $version: data/changes/$version.md is missing"; fi
bad=$(awk '/^- / && !/^- (added|changed|fixed|interface|numbers): ./ { print FILENAME ":" FNR ": " $0 }
           !/^(- |  |#|$)/ && seen { print FILENAME ":" FNR ": no note" }
           FNR == 1 { seen = 0 } /^- / { seen = 1 }' data/changes/*.md)
if [ -z "$bad" ]; then echo 'ok every change note has a tag'
else printf 'not ok every change note has a tag: %s\n%s\n' "$(printf '%s\n' "$bad" | wc -l)" "$bad"; fi
