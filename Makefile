# make              build ecogen, ecorun and libeco into out/build
# make demo         the whole idea on EcoMind's schema: migrate a throwaway server, fill it, read it back
# make test         every test: layers, unit, golden, real throwaway servers, the demo; then again under the sanitizers
# make unit         the unit tests alone                  make SAN=1 unit, … any target under the sanitizers
# make test-matrix  the tests on real servers, on every major version of PostgreSQL   MAJORS="14 18" for some
# make soak         random pairs of schemas on a real server   SOAK_SECONDS=60 or SOAK_PAIRS=1000, SOAK_SEED=1, SOAK_JOBS=2
#                   servers side by side; SOAK_ONE=n: the pair of a seed; ECO_PG_BIN=…: another major's programs
# make wild         the schemas of schema/examples through random changes and back   WILD_TRIALS=200 WILD_SEED=1
# make real         schemas of programs in Debian through import, and through their own history   NAMES="kea gnumed"
# make cases        which cases of tests/cases.txt no test names
# make golden       accept the present output of the golden tests; git diff is the review
# make lint         shellcheck, yamllint, docker-compose config, cppcheck, clang-tidy
# make layers       who may include whom, what nobody may call, and that a test names every diagnostic
# make fuzz         a minute of libFuzzer on the parser   FUZZ_SECONDS=600 for longer
# make bench        figures, as ratios measured in one run
# make fresh        make demo and make test in an empty Debian 12 (needs root and debootstrap)
# make install      into PREFIX (/usr/local) below DESTDIR: programs, library, man pages, completions; make uninstall
# make clean        remove what was built; generated files that are committed stay
#
# Missing Debian packages are installed first, each with its reason (SETUP=no: don't). CC=clang works too.

# As many jobs at once as there are processors, unless -j says otherwise.
ifeq ($(MAKELEVEL)$(filter -j% --jobs%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN)
endif

VERSION  := 0.1.0
PREFIX   ?= /usr/local
SONAME   := libeco.so.0
BUILD    := out/build$(if $(findstring clang,$(CC)),-clang)$(if $(SAN),-san)$(if $(FUZZ),-fuzz)
# The sanitizers are slow to compile for, and their programs wait for servers anyway.
CFLAGS   ?= $(if $(SAN),$(if $(FUZZ),-O2,-O1),-O2) -g
# A table row may leave its last fields out: they are zero by the language, and rows stay readable.
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
            -Wno-missing-field-initializers -Werror
SANITIZE := $(if $(SAN),-fsanitize=address -fsanitize=undefined -fno-sanitize-recover=all -fno-omit-frame-pointer) \
            $(if $(FUZZ),-fsanitize=fuzzer-no-link)
CPPFLAGS += -I. -I$(BUILD) -Iruntime -MMD -MP -DECO_VERSION='"$(VERSION)"' $(LIBRARY_FLAGS)
# make V=1 shows the commands instead of what they make.
say       = $(if $(V),,@printf '%-6s %s\n' $(1) $(2);)
COMPILE   = $(call say,cc,$<) $(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) $(WARNINGS) $(SANITIZE)
LINK      = $(call say,link,$@) $(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS)
LDLIBS   += $(LIBRARIES) $(PG_QUERY) -lm
PACKAGES := $(if $(filter no,$(SETUP)),:,sh tests/fresh/packages.sh)
INSTALLED := $(wildcard /var/lib/dpkg/status)
export BUILD CC

GENERATED := $(BUILD)/grammar/eco.tab.c $(BUILD)/grammar/eco.lex.c
MAINS     := codegen/ecogen.c runtime/ecorun.c
LIBECO    := $(wildcard runtime/eco/*.c)
COMMON    := $(filter-out $(MAINS) $(LIBECO),$(wildcard dsl/*.c dsl/*/*.c grammar/*.c codegen/*.c codegen/*/*.c runtime/*.c runtime/*/*.c))
TESTS     := $(wildcard tests/pg/*.c tests/unit/*.c)
UNIT      := $(patsubst %.c,$(BUILD)/%,$(filter tests/unit/%,$(TESTS)))
HARNESS   := $(wildcard tests/*.c)
SOAK      := $(wildcard tests/soak/*.c)
WILD      := $(wildcard tests/wild/*.c)
BENCHES   := $(wildcard tests/bench/*.c)
FUZZERS   := $(wildcard tests/fuzz/*.c)

HEADERS   := $(wildcard runtime/eco/*.h)
CHECKED   := $(COMMON) $(wildcard $(MAINS) schema/*.c) $(LIBECO) $(TESTS) $(HARNESS) $(SOAK) $(WILD) $(FUZZERS) $(BENCHES)

OBJECTS   := $(COMMON:%.c=$(BUILD)/%.o) $(GENERATED:.c=.o)
PROGRAMS  := $(patsubst %.c,$(BUILD)/%,$(notdir $(wildcard $(MAINS))))
LIBRARY   := $(if $(LIBECO),$(BUILD)/libeco.a $(BUILD)/libeco.so)
SUITES    := $(TESTS:%.c=$(BUILD)/%) $(wildcard tests/*/*_test.sh) tests/golden/run.sh
SCRIPTS   := $(wildcard .ci/run tests/cases-covered tests/codes-covered runtime/*.sh schema/*.sh tests/*.sh tests/*/*.sh)

DEMO      := $(patsubst %.c,$(BUILD)/%,$(wildcard schema/*.c))
MODELS    := $(wildcard out/models/*.c)

# Man pages and completions, below share/ when they are installed: the programs print them from their own tables.
SHARED    := $(foreach name,$(notdir $(PROGRAMS)),man/man1/$(name).1 bash-completion/completions/$(name) \
             zsh/site-functions/_$(name) fish/vendor_completions.d/$(name).fish)

all: $(PROGRAMS) $(LIBRARY) $(SHARED:%=$(BUILD)/share/%)

# What the libraries ask of the compiler; libpg_query is linked in where its archive is there: programs start faster, and
# need one package less where they run. make reads this file first, writing it if need be, which installs the packages;
# not for "make -n", and not where nothing is compiled.
ifeq ($(findstring n,$(firstword -$(MAKEFLAGS))),)
ifneq ($(filter-out cases clean help layers uninstall,$(or $(MAKECMDGOALS),all)),)
include $(BUILD)/libraries.mk
endif
endif

$(BUILD)/libraries.mk: Makefile tests/fresh/packages.sh $(INSTALLED)
	@mkdir -p $(@D)
	@$(PACKAGES) build $(if $(findstring clang,$(CC)),clang) $(filter demo test lint,$(MAKECMDGOALS))
	@flags=$$(pkg-config --cflags libpq jansson libcrypto) && libpq=$$(pkg-config --libs libpq) && \
	    others=$$(pkg-config --libs jansson libcrypto) && archive=$$($(CC) -print-file-name=libpg_query.a) && \
	    case $$archive in */*) ;; *) archive=-lpg_query ;; esac && \
	    printf '%s\n' "LIBRARY_FLAGS := $$flags" "LIBPQ := $$libpq" "LIBRARIES := $$libpq $$others" \
	        "PG_QUERY := $$archive" >$@

# $(BUILD)/packages-demo and the like: the packages of that group are there.
$(BUILD)/packages-%: tests/fresh/packages.sh $(INSTALLED)
	@mkdir -p $(@D)
	@$(PACKAGES) $*
	@touch $@

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

$(BUILD)/grammar/%.o: $(BUILD)/grammar/%.c
	$(COMPILE) -c -o $@ $<

$(BUILD)/grammar/eco.tab.c $(BUILD)/grammar/eco.tab.h &: grammar/eco.y
	@mkdir -p $(@D)
	$(call say,bison,$<) bison -Wall -Werror --header=$(BUILD)/grammar/eco.tab.h -o $(BUILD)/grammar/eco.tab.c $<

$(BUILD)/grammar/eco.lex.c $(BUILD)/grammar/eco.lex.h &: grammar/eco.l
	@mkdir -p $(@D)
	$(call say,flex,$<) flex --header-file=$(BUILD)/grammar/eco.lex.h -o $(BUILD)/grammar/eco.lex.c $<

# Whoever includes a generated header waits for it the first time; later the .d files know.
$(OBJECTS): | $(BUILD)/grammar/eco.tab.h $(BUILD)/grammar/eco.lex.h
$(LIBECO:%.c=$(BUILD)/%.o): CFLAGS += -fPIC
$(TESTS:%.c=$(BUILD)/%.o) $(HARNESS:%.c=$(BUILD)/%.o) $(SOAK:%.c=$(BUILD)/%.o) $(WILD:%.c=$(BUILD)/%.o): | $(BUILD)/packages-test

# Everything but the two command lines, for the programs and the tests.
$(BUILD)/libcommon.a: $(OBJECTS)
	@rm -f $@
	$(call say,ar,$@) $(AR) rcs $@ $^

$(BUILD)/libeco.a: $(LIBECO:%.c=$(BUILD)/%.o)
	@rm -f $@
	$(call say,ar,$@) $(AR) rcs $@ $^

$(BUILD)/libeco.so: $(LIBECO:%.c=$(BUILD)/%.o)
	$(LINK) -shared -Wl,-soname,$(SONAME) -o $@ $^ $(LIBPQ) -lm

$(BUILD)/ecogen: $(BUILD)/codegen/ecogen.o $(BUILD)/libcommon.a
	$(LINK) -o $@ $^ $(LDLIBS)

$(BUILD)/ecorun: $(BUILD)/runtime/ecorun.o $(BUILD)/libcommon.a
	$(LINK) -o $@ $^ $(LDLIBS)

PRINT = @mkdir -p $(@D) && $< --print
$(BUILD)/share/man/man1/%.1: $(BUILD)/%
	$(PRINT) man >$@
$(BUILD)/share/bash-completion/completions/%: $(BUILD)/%
	$(PRINT) bash >$@
$(BUILD)/share/zsh/site-functions/_%: $(BUILD)/%
	$(PRINT) zsh >$@
$(BUILD)/share/fish/vendor_completions.d/%.fish: $(BUILD)/%
	$(PRINT) fish >$@

# One program per file in tests/unit and tests/pg; each is a table of cases run by cmocka.
$(BUILD)/tests/%: $(BUILD)/tests/%.o $(HARNESS:%.c=$(BUILD)/%.o) $(MODELS:%.c=$(BUILD)/%.o) $(BUILD)/libcommon.a $(BUILD)/libeco.a
	$(LINK) -o $@ $^ -lcmocka $(LDLIBS)

$(BUILD)/tests/pg/wild_test: $(WILD:%.c=$(BUILD)/%.o)

$(BUILD)/tests/soak/soak: $(SOAK:%.c=$(BUILD)/%.o) $(HARNESS:%.c=$(BUILD)/%.o) $(BUILD)/libcommon.a
	$(LINK) -o $@ $^ -lcmocka $(LDLIBS)

$(BUILD)/tests/bench/measure: $(BUILD)/tests/bench/measure.o
	$(LINK) -o $@ $^

# What a program of one's own is linked from: generated models, libeco, libpq.
$(BUILD)/schema/%: $(BUILD)/schema/%.o $(MODELS:%.c=$(BUILD)/%.o) $(BUILD)/libeco.a
	$(LINK) -o $@ $^ $(LIBPQ) -lm

WITH_MODELS := $(DEMO) $(MODELS:%.c=$(BUILD)/%) $(TESTS:%.c=$(BUILD)/%)
$(WITH_MODELS:=.o) $(WITH_MODELS:=.tidy): CPPFLAGS += -Iout/models

demo: all $(DEMO) $(BUILD)/packages-demo
	@schema/demo.sh

test: layers check
	@$(MAKE) --no-print-directory SAN=1 check

check: all $(DEMO) $(SUITES) $(BUILD)/packages-test
	@tests/run.sh $(SUITES)

unit: all $(UNIT) $(BUILD)/packages-test
	@tests/run.sh $(UNIT)

test-matrix: all $(DEMO) $(filter $(BUILD)/tests/pg/%,$(SUITES)) $(BUILD)/packages-test
	@SERVERS=$(CURDIR)/out/build/servers tests/pg/matrix.sh $(filter $(BUILD)/tests/pg/% tests/pg/%,$(SUITES))

soak: $(BUILD)/tests/soak/soak
	@mkdir -p $(BUILD)/soak
	@pids=; for job in $$(seq $(if $(SOAK_ONE),1,$(or $(SOAK_JOBS),1))); do \
	    $< --to $(BUILD)/soak --seconds $(or $(SOAK_SECONDS),60) --seed $$(($(or $(SOAK_SEED),1) + (job - 1) * 1000000)) \
	        $(if $(SOAK_PAIRS),--pairs $(SOAK_PAIRS)) $(if $(SOAK_ONE),--one $(SOAK_ONE)) & pids="$$pids $$!"; \
	done; failed=0; for pid in $$pids; do wait $$pid || failed=1; done; exit $$failed

wild: all $(BUILD)/tests/pg/wild_test
	@WILD_TRIALS=$(or $(WILD_TRIALS),200) WILD_SEED=$(or $(WILD_SEED),1) $(BUILD)/tests/pg/wild_test

real: all
	@FILES=$(CURDIR)/out/build/real tests/real/run.sh $(NAMES)

cases:
	@tests/cases-covered

golden: all
	@tests/golden/run.sh --accept

layers:
	@tests/layers.sh

lint: layers $(BUILD)/packages-lint $(CHECKED:%.c=$(BUILD)/%.tidy)
	$(call say,lint,'$(words $(SCRIPTS)) scripts') shellcheck $(SCRIPTS)
	$(call say,lint,yaml) yamllint --strict .yamllint .github docker-compose.dev.yml
	$(call say,lint,docker-compose.dev.yml) docker-compose -f docker-compose.dev.yml config --quiet
	$(call say,lint,'$(words $(CHECKED)) files of C') cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,portability,performance --library=posix \
	    --library=tests/cppcheck.cfg --suppressions-list=tests/cppcheck.txt -j 2 -I. -I$(BUILD) -DECO_VERSION='"$(VERSION)"' $(CHECKED)

# A file is looked at again when it, or what it includes, has changed.
$(BUILD)/%.tidy: %.c $(BUILD)/%.o .clang-tidy | $(BUILD)/packages-lint
	$(call say,tidy,$<) clang-tidy --quiet $< -- -std=c11 $(filter-out -MMD -MP,$(CPPFLAGS)) 2>$@.log || { cat $@.log; exit 1; }
	@touch $@

# libFuzzer is clang's; what it finds is left in out/build-clang-san-fuzz.
fuzz:
	@$(MAKE) --no-print-directory CC=clang SAN=1 FUZZ=1 fuzz-now

fuzz-now: $(FUZZERS:%.c=$(BUILD)/%) $(BUILD)/packages-fuzz
	@for fuzzer in $(FUZZERS:%.c=$(BUILD)/%); do tests/fuzz/run.sh $$fuzzer $(or $(FUZZ_SECONDS),60) || exit 1; done

$(FUZZERS:%.c=$(BUILD)/%.o): | $(BUILD)/packages-fuzz

$(FUZZERS:%.c=$(BUILD)/%): $(BUILD)/%: $(BUILD)/%.o $(BUILD)/libcommon.a
	$(LINK) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

bench: all $(BUILD)/tests/bench/measure $(BUILD)/packages-demo
	@tests/bench/run.sh

fresh: $(BUILD)/packages-fresh
	@tests/fresh/run.sh

install: all
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin include/eco lib/pkgconfig)
	install $(PROGRAMS) runtime/migrate.sh $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(HEADERS) $(DESTDIR)$(PREFIX)/include/eco
	install -m 644 $(BUILD)/libeco.a $(DESTDIR)$(PREFIX)/lib
	install $(BUILD)/libeco.so $(DESTDIR)$(PREFIX)/lib/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(PREFIX)/lib/libeco.so
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' runtime/eco/eco.pc.in \
	    >$(DESTDIR)$(PREFIX)/lib/pkgconfig/eco.pc
	[ -n "$(DESTDIR)" ] || ldconfig 2>/dev/null || :
	for file in $(SHARED); do \
	    install -d "$(DESTDIR)$(PREFIX)/share/$${file%/*}" && \
	    install -m 644 "$(BUILD)/share/$$file" "$(DESTDIR)$(PREFIX)/share/$$file" || exit 1; \
	done

uninstall:
	cd $(DESTDIR)$(PREFIX) && rm -f bin/ecogen bin/ecorun bin/migrate.sh $(addprefix include/eco/,$(notdir $(HEADERS))) \
	    lib/libeco.a lib/libeco.so lib/$(SONAME) lib/pkgconfig/eco.pc $(addprefix share/,$(SHARED))
	-cd $(DESTDIR)$(PREFIX) && rmdir include/eco

clean:
	rm -rf out/build out/build-*

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

.SECONDARY:
.DELETE_ON_ERROR:
.PHONY: all demo test test-matrix soak wild real cases check unit golden layers lint fuzz fuzz-now bench fresh install uninstall clean help

-include $(OBJECTS:.o=.d) $(MAINS:%.c=$(BUILD)/%.d) $(patsubst %.c,$(BUILD)/%.d,$(LIBECO) $(MODELS) $(TESTS) $(HARNESS) $(SOAK) $(WILD) $(FUZZERS) $(BENCHES)) $(DEMO:=.d)
