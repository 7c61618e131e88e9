# make              build ecogen, ecorun and libeco into out/build
# make test         layers, unit tests, golden tests, tests against a real throwaway server
# make SAN=1 test   the same, under the address and undefined-behaviour sanitizers
# make clean        remove what was built; generated files that are committed stay

VERSION  := 0.1.0
BUILD    := out/build$(if $(SAN),-san)
CFLAGS   ?= -O2 -g
# A table row may leave its last fields out: they are zero by the language, and rows stay readable.
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
            -Wno-missing-field-initializers -Werror
SANITIZE := $(if $(SAN),-fsanitize=address -fsanitize=undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
CPPFLAGS += -I. -I$(BUILD) -MMD -MP -DECO_VERSION='"$(VERSION)"' $(shell pkg-config --cflags libpq jansson libcrypto)
LDLIBS   += $(shell pkg-config --libs libpq jansson libcrypto) -lpg_query

GENERATED := $(BUILD)/grammar/eco.tab.c $(BUILD)/grammar/eco.lex.c
MAINS     := codegen/ecogen.c runtime/ecorun.c
LIBECO    := $(wildcard runtime/eco/*.c)
COMMON    := $(filter-out $(MAINS) $(LIBECO),$(wildcard dsl/*.c dsl/*/*.c grammar/*.c codegen/*.c codegen/*/*.c runtime/*.c runtime/*/*.c))
UNIT      := $(wildcard tests/unit/*.c)
HARNESS   := $(wildcard tests/*.c)

OBJECTS   := $(COMMON:%.c=$(BUILD)/%.o) $(GENERATED:.c=.o)
PROGRAMS  := $(patsubst codegen/%.c,$(BUILD)/%,$(filter codegen/%,$(wildcard $(MAINS)))) \
             $(patsubst runtime/%.c,$(BUILD)/%,$(filter runtime/%,$(wildcard $(MAINS))))

all: $(PROGRAMS) $(BUILD)/libeco.a

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) $(WARNINGS) $(SANITIZE) -c -o $@ $<

$(BUILD)/grammar/%.o: $(BUILD)/grammar/%.c
	$(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) $(WARNINGS) $(SANITIZE) -c -o $@ $<

$(BUILD)/grammar/eco.tab.c $(BUILD)/grammar/eco.tab.h &: grammar/eco.y
	@mkdir -p $(@D)
	bison -Wall -Werror --header=$(BUILD)/grammar/eco.tab.h -o $(BUILD)/grammar/eco.tab.c $<

$(BUILD)/grammar/eco.lex.c $(BUILD)/grammar/eco.lex.h &: grammar/eco.l
	@mkdir -p $(@D)
	flex --header-file=$(BUILD)/grammar/eco.lex.h -o $(BUILD)/grammar/eco.lex.c $<

# Whoever includes a generated header waits for it the first time; later the .d files know.
$(OBJECTS): | $(BUILD)/grammar/eco.tab.h $(BUILD)/grammar/eco.lex.h

# Everything but the two command lines, for the programs and the tests.
$(BUILD)/libcommon.a: $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/libeco.a: $(LIBECO:%.c=$(BUILD)/%.o)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/ecogen: $(BUILD)/codegen/ecogen.o $(BUILD)/libcommon.a
	$(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/ecorun: $(BUILD)/runtime/ecorun.o $(BUILD)/libcommon.a
	$(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# One program per file in tests/unit; each is a table of cases run by cmocka.
$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(HARNESS:%.c=$(BUILD)/%.o) $(BUILD)/libcommon.a $(BUILD)/libeco.a
	$(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS) -o $@ $^ -lcmocka $(LDLIBS)

unit: $(UNIT:%.c=$(BUILD)/%)
	@for test in $^; do $$test || exit 1; done

test: all unit

clean:
	rm -rf out/build out/build-san

.SECONDARY:
.DELETE_ON_ERROR:
.PHONY: all unit test clean

-include $(OBJECTS:.o=.d) $(MAINS:%.c=$(BUILD)/%.d) $(LIBECO:%.c=$(BUILD)/%.d) $(UNIT:%.c=$(BUILD)/%.d) $(HARNESS:%.c=$(BUILD)/%.d)
