# Causeway. `make` builds build/causeway and build/causewayd; `make demo` and `make check` are fit as a first command.

PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
CC = gcc
BISON = bison
FLEX = flex

CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Werror -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef -Wvla -Wformat=2
ALL_CFLAGS = -std=gnu17 -D_GNU_SOURCE -I. -I$(BUILD)/gen $(WARNINGS) $(SANITIZE) $(CFLAGS)
LIBS = -lnftables -lmnl -ljansson -lyaml

GRAMMAR = $(wildcard grammar/*.c)
COMPILER = $(wildcard compiler/*.c)
BACKENDS = $(wildcard backends/*.c)
RUNTIME = $(filter-out runtime/main.c runtime/causewayd.c,$(wildcard runtime/*.c))
FRAGMENTS = grammar/ios.y $(filter-out grammar/ios.y grammar/drive.y,$(wildcard grammar/*.y)) grammar/drive.y

objects = $(patsubst %.c,$(BUILD)/%.o,$(1))
GENERATED = $(BUILD)/gen/ios.o $(BUILD)/gen/scan.o
LIBRARY = $(call objects,$(GRAMMAR) $(COMPILER) $(BACKENDS) $(RUNTIME)) $(GENERATED)
UNIT = $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/*.c))

.PHONY: all check demo install asan format update bench clean deps
all: $(BUILD)/causeway $(BUILD)/causewayd

$(BUILD)/causeway: $(BUILD)/runtime/main.o $(LIBRARY)
	$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBS)
$(BUILD)/causewayd: $(BUILD)/runtime/causewayd.o $(LIBRARY)
	$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBS)

# The grammar: fragments joined into one parser. A conflict is a build failure.
$(BUILD)/gen/ios.y: grammar/join.awk $(FRAGMENTS)
	@mkdir -p $(@D)
	awk -f grammar/join.awk $(FRAGMENTS) > $@.tmp && mv $@.tmp $@
$(BUILD)/gen/ios.c $(BUILD)/gen/ios.h &: $(BUILD)/gen/ios.y
	$(BISON) -Werror -Wcounterexamples --header=$(BUILD)/gen/ios.h -o $(BUILD)/gen/ios.c $<
$(BUILD)/gen/scan.c: grammar/scan.l
	@mkdir -p $(@D)
	$(FLEX) -o $@ $<

# What flex and bison write does not keep our warnings; our own code in it is short.
$(BUILD)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/gen/ios.h
	$(CC) -std=gnu17 -D_GNU_SOURCE -I. -I$(BUILD)/gen -Igrammar -Wall -Wextra -Werror -Wno-sign-compare \
		-Wno-unused-parameter -Wno-unused-but-set-variable -Wno-unused-function $(SANITIZE) $(CFLAGS) -MMD -c -o $@ $<
$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -c -o $@ $<

$(BUILD)/tests/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Wno-conversion -MMD -o $@ $^ $(LIBS) -lcriterion

unit: $(UNIT)

deps:
	.ci/deps

format:
	clang-format -i $(wildcard */*.[ch] tests/*/*.[ch])

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
