# SPDX-License-Identifier: GPL-3.0-or-later
# GNU make; nothing is written outside build/ except by install, lang, format and golden --accept.
#
#   make            release build: build/release/storkok and build/release/libstorkok.a
#   make demo       install what is missing, build, check and plan the example kommun
#   make check      sanitizer build, every test that decides; last line "N passed, N failed"
#   make quick      the part of check that takes seconds
#   make full       check, fuzzing and benchmarks
#   make deps       Debian packages that are missing (apt-get, through sudo when not root)
#   make install    PREFIX (/usr/local) and DESTDIR are honoured; uninstall undoes it
#   make B=DIR ...  builds elsewhere, so that two runs do not disturb each other
#   make lang       carry new and changed messages into data/lang/sv.po
#   make format     clang-format the .c files, or FILES="..." (headers are laid out by hand)

B ?= build
PREFIX ?= /usr/local
DESTDIR ?=
DATADIR = $(PREFIX)/share/storkok
CC = cc
CLANG ?= clang
CLANG_FORMAT ?= clang-format
INSTALL ?= install
FUZZ_SECONDS ?= 30

SHELL = /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
V ?= 0
Q := $(if $(filter 0,$(V)),@,)
SILENT := $(findstring s,$(firstword -$(MAKEFLAGS)))
say = @$(if $(filter 0,$(V)$(SILENT)),printf '  %-5s %s\n' '$(1)' '$(2)',:)

# ---- sources --------------------------------------------------------------------------------------

LAYERS := base ext domain input gen forecast waste plan price review check out api
LIB_SRC := $(sort $(wildcard $(LAYERS:%=src/%/*.c)))
PROG_SRC := $(sort $(wildcard src/cli/*.c src/store/*.c src/serve/*.c))
UNIT_SRC := $(sort $(wildcard tests/unit/test_*.c))
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
C_FILES := $(wildcard src/*/*.c tests/*/*.c)
LIBS := -lglpk -lgmp -lical -ljansson -lxlsxwriter -lz -lunistring -lm -lpthread

# ---- flags ----------------------------------------------------------------------------------------

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wwrite-strings -Wformat=2 -Wundef -Wvla \
  -Wdouble-promotion -Wnull-dereference
# No contraction to fused multiply-add: results must not depend on the compiler's choice.
BASE := -std=c17 -D_POSIX_C_SOURCE=200809L -Isrc -Iinclude $(WARN) -fno-common -ffp-contract=off
SAN := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

CC_release = $(CC)
CFLAGS_release = $(BASE) -O2 -g -DNDEBUG -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 \
  -fstack-protector-strong -fPIE $(CFLAGS)
LDFLAGS_release = -pie -Wl,-z,relro,-z,now $(LDFLAGS)

CC_san = $(CC)
CFLAGS_san = $(BASE) -Werror -O1 -g $(SAN)
LDFLAGS_san = $(SAN)

# The second compiler: objects only, for its warnings.
CC_clang = $(CLANG)
CFLAGS_clang = $(BASE) -Werror -O1

CC_fuzz = $(CLANG)
CFLAGS_fuzz = $(BASE) -O1 -g -fsanitize=fuzzer-no-link,address,undefined
LDFLAGS_fuzz = -fsanitize=fuzzer,address,undefined

# Warnings stop the checked build only: a later compiler may know new ones.
GOALS_CHECKED := check quick full
WERROR := $(if $(filter $(GOALS_CHECKED),$(MAKECMDGOALS)),-Werror)

# ---- targets --------------------------------------------------------------------------------------

.PHONY: all check quick full demo bench deps install uninstall clean lang format fuzz
all: $(B)/release/libstorkok.a $(if $(PROG_SRC),$(B)/release/storkok)

# Goals that may start on a machine with only git and make: packages first, everything else after.
GOALS_FRESH := demo check quick full bench fuzz
DEPS_FIRST := $(if $(filter $(GOALS_FRESH),$(MAKECMDGOALS)),deps)

deps:
	@.ci/deps.sh

# A file that changes only when its content does; objects depend on it.
define stamp
	@mkdir -p $(@D); printf '%s\n' '$(1)' | cmp -s - $@ || printf '%s\n' '$(1)' >$@
endef
.PHONY: always

# $(1) = flavour
define FLAVOUR
OBJ_$(1) := $$(LIB_SRC:src/%.c=$(B)/$(1)/%.o) $(B)/$(1)/gen/lang_sv.o
PROG_OBJ_$(1) := $$(PROG_SRC:src/%.c=$(B)/$(1)/%.o)
$(B)/$(1)/flags: always
	$$(call stamp,$$(CC_$(1)) $$(CFLAGS_$(1)) $$(LDFLAGS_$(1)) $$(LIBS))
# Without this a deleted source would stay in the archive.
$(B)/$(1)/objects: always
	$$(call stamp,$$(OBJ_$(1)) $$(PROG_OBJ_$(1)))
$(B)/$(1)/%.o: src/%.c $(B)/$(1)/flags | $$(DEPS_FIRST)
	$$(call say,CC,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(CC_$(1)) $$(CFLAGS_$(1)) $$(WERROR) -MMD -MP -c $$< -o $$@
$(B)/$(1)/gen/%.o: $(B)/gen/%.c $(B)/$(1)/flags | $$(DEPS_FIRST)
	$$(call say,CC,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(CC_$(1)) $$(CFLAGS_$(1)) $$(WERROR) -MMD -MP -c $$< -o $$@
$(B)/$(1)/libstorkok.a: $$(OBJ_$(1)) $(B)/$(1)/gen/paths.o $(B)/$(1)/objects
	$$(call say,AR,$$@)
	@rm -f $$@
	$$(Q)ar rcs $$@ $$(filter %.o,$$^)
$(B)/$(1)/storkok: $$(PROG_OBJ_$(1)) $(B)/$(1)/libstorkok.a
	$$(call say,LD,$$@)
	$$(Q)$$(CC_$(1)) $$(LDFLAGS_$(1)) -o $$@ $$^ $$(LIBS)
$(B)/$(1)/tests/%.o: tests/%.c $(B)/$(1)/flags | $$(DEPS_FIRST)
	$$(call say,CC,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(CC_$(1)) $$(CFLAGS_$(1)) $$(WERROR) -Itests -MMD -MP -c $$< -o $$@
-include $$(OBJ_$(1):.o=.d) $$(PROG_OBJ_$(1):.o=.d) $(B)/$(1)/gen/paths.d
-include $$(UNIT_SRC:%.c=$(B)/$(1)/%.d) $$(FUZZ_SRC:%.c=$(B)/$(1)/%.d)
endef
$(foreach f,release san clang fuzz,$(eval $(call FLAVOUR,$(f))))

# ---- generated sources ----------------------------------------------------------------------------

# The Swedish messages as a C array, so that no file or locale is looked up at run time.
$(B)/gen/sv.mo: data/lang/sv.po | $(DEPS_FIRST)
	@mkdir -p $(@D)
	$(Q)msgfmt --check-format --check-domain --no-hash --endianness=little -o $@ $<
$(B)/gen/lang_sv.c: $(B)/gen/sv.mo
	$(call say,GEN,$@)
	$(Q){ echo '#include <stddef.h>'; \
	  echo 'extern const unsigned char sk__lang_sv[];'; echo 'extern const size_t sk__lang_sv_len;'; \
	  echo 'const unsigned char sk__lang_sv[] = {'; \
	  od -An -v -tu1 $< | sed 's/[0-9][0-9]*/&,/g'; \
	  echo '};'; echo 'const size_t sk__lang_sv_len = sizeof sk__lang_sv;'; } >$@

paths_c = \#include "base/paths.h"\nconst char *sk_data_dir(void) { return "%s"; }\n
$(B)/gen/paths.c: Makefile
	@mkdir -p $(@D)
	@printf '$(paths_c)' '$(CURDIR)/data' >$@

# ---- tests ----------------------------------------------------------------------------------------

UNIT_BIN := $(UNIT_SRC:%.c=$(B)/san/%)
$(UNIT_BIN): $(B)/san/%: $(B)/san/%.o $(B)/san/libstorkok.a
	$(call say,LD,$@)
	$(Q)$(CC_san) $(LDFLAGS_san) -o $@ $^ $(LIBS) -lcmocka

# Fuzz targets run over their saved corpora as plain tests, too.
CORPUS_BIN := $(FUZZ_SRC:%.c=$(B)/san/%)
$(CORPUS_BIN): $(B)/san/%: $(B)/san/%.o $(B)/san/tests/fuzz/driver.o $(B)/san/libstorkok.a
	$(call say,LD,$@)
	$(Q)$(CC_san) $(LDFLAGS_san) -o $@ $^ $(LIBS)

SAN_ALL := $(B)/san/libstorkok.a $(if $(PROG_SRC),$(B)/san/storkok) $(UNIT_BIN) $(CORPUS_BIN)
CLANG_ALL := $(OBJ_clang) $(PROG_OBJ_clang)

check: $(SAN_ALL) $(CLANG_ALL) all deps
	@B=$(B) tests/run.sh --set check

quick: $(SAN_ALL) all deps
	@B=$(B) tests/run.sh --set quick

full: $(SAN_ALL) $(CLANG_ALL) all deps
	@$(MAKE) fuzz
	@$(MAKE) bench
	@B=$(B) tests/run.sh --set full

FUZZ_BIN := $(FUZZ_SRC:%.c=$(B)/fuzz/%)
$(FUZZ_BIN): $(B)/fuzz/%: $(B)/fuzz/%.o $(B)/fuzz/libstorkok.a
	$(call say,LD,$@)
	$(Q)$(CC_fuzz) $(LDFLAGS_fuzz) -o $@ $^ $(LIBS)
fuzz: $(FUZZ_BIN)
	@B=$(B) tests/fuzz/fuzz.sh $(FUZZ_SECONDS) $(FUZZ_BIN)

bench: all
	@if [ -x tests/bench/run.sh ]; then tests/bench/run.sh; else echo 'no benchmark yet'; fi

# Exit code 1 of the plan means "done, with shortages"; that is a result, not a failure.
DEMO_WEEK = 2023-W48
DEMO_NOW = 2023-11-20T08:00
demo: deps all
	$(B)/release/storkok check data/linkoping
	$(B)/release/storkok plan data/linkoping --week $(DEMO_WEEK) --out $(B)/demo/$(DEMO_WEEK) \
	  || [ $$? -eq 1 ]
	$(B)/release/storkok papers data/linkoping --plan $(B)/demo/$(DEMO_WEEK) --out $(B)/demo/papers
	$(B)/release/storkok publish data/linkoping --plan $(B)/demo/$(DEMO_WEEK) \
	  --to $(B)/demo/published --now $(DEMO_NOW)

# ---- installation ---------------------------------------------------------------------------------

# The installed program must find the installed data, so one object differs from the release build.
$(B)/install/datadir: always
	$(call stamp,$(DATADIR))
$(B)/install/paths.c: $(B)/install/datadir
	@printf '$(paths_c)' '$(DATADIR)' >$@
$(B)/install/paths.o: $(B)/install/paths.c
	$(Q)$(CC_release) $(CFLAGS_release) -c $< -o $@
$(B)/install/libstorkok.a: $(B)/release/libstorkok.a $(B)/install/paths.o
	$(Q)cp $< $@ && ar r $@ $(B)/install/paths.o
$(B)/install/storkok: $(PROG_OBJ_release) $(B)/install/libstorkok.a
	$(call say,LD,$@)
	$(Q)$(CC_release) $(LDFLAGS_release) -o $@ $^ $(LIBS)

D = $(DESTDIR)$(PREFIX)
MAN := $(notdir $(wildcard data/man/*.[1-8]))
MAN_SV := $(notdir $(wildcard data/man/sv/*.[1-8]))
install: $(B)/install/storkok $(B)/install/libstorkok.a
	$(INSTALL) -d $(D)/bin $(D)/lib $(D)/include $(DESTDIR)$(DATADIR)
	$(INSTALL) -m 755 $(B)/install/storkok $(D)/bin/storkok
	$(INSTALL) -m 644 $(B)/install/libstorkok.a $(D)/lib/libstorkok.a
	$(INSTALL) -m 644 include/storkok.h $(D)/include/storkok.h
	@for m in $(MAN); do s=$(D)/share/man/man$${m##*.}; \
	  $(INSTALL) -d $$s && $(INSTALL) -m 644 data/man/$$m $$s/$$m || exit 1; done
	@for m in $(MAN_SV); do s=$(D)/share/man/sv/man$${m##*.}; \
	  $(INSTALL) -d $$s && $(INSTALL) -m 644 data/man/sv/$$m $$s/$$m || exit 1; done
	@if [ -f data/completion/storkok.bash ]; then \
	  $(INSTALL) -d $(D)/share/bash-completion/completions && $(INSTALL) -m 644 \
	    data/completion/storkok.bash $(D)/share/bash-completion/completions/storkok; fi
	@for d in $(filter-out data/man data/completion,$(wildcard data/*)); do \
	  cp -R $$d $(DESTDIR)$(DATADIR)/ || exit 1; done
	cp -R models $(DESTDIR)$(DATADIR)/

uninstall:
	rm -f $(D)/bin/storkok $(D)/lib/libstorkok.a $(D)/include/storkok.h
	@for m in $(MAN); do rm -f $(D)/share/man/man$${m##*.}/$$m; done
	@for m in $(MAN_SV); do rm -f $(D)/share/man/sv/man$${m##*.}/$$m; done
	rm -f $(D)/share/bash-completion/completions/storkok
	rm -rf $(DESTDIR)$(DATADIR)

# ---- upkeep ---------------------------------------------------------------------------------------

lang:
	@.ci/lang.sh update

format:
	$(CLANG_FORMAT) -i $(or $(FILES),$(C_FILES))

clean:
	rm -rf $(B)
