# Causeway. `make` builds build/causeway and build/causewayd; `make demo` and `make check` are fit as a first command.

PREFIX ?= /usr/local
SBINDIR = $(PREFIX)/sbin
SYSCONFDIR ?= /etc
UNITDIR ?= $(SYSCONFDIR)/systemd/system
DESTDIR ?=
BUILD ?= build
# `make V=` shows whole command lines.
V ?= @
comma = ,
SAY = $(if $(V),@echo "  $(1) $(patsubst $(BUILD)/%,%,$@)",@:)
CC = gcc
BISON = bison
FLEX = flex

CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Werror -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef -Wvla -Wformat=2
ALL_CFLAGS = -std=gnu17 -D_GNU_SOURCE -I. -I$(BUILD)/gen $(WARNINGS) $(SANITIZE) $(CFLAGS)
LIBS = -lmnl -lnftnl -ljansson -lyaml -lseccomp

GRAMMAR = $(wildcard grammar/*.c)
COMPILER = $(wildcard compiler/*.c)
BACKENDS = $(wildcard backends/*.c)
RUNTIME = $(filter-out runtime/main.c runtime/causewayd.c runtime/faults.c runtime/faults_netlink.c runtime/steps_kill.c,$(wildcard runtime/*.c))
FRAGMENTS = grammar/ios.y $(filter-out grammar/ios.y grammar/drive.y,$(wildcard grammar/*.y)) grammar/drive.y

objects = $(patsubst %.c,$(BUILD)/%.o,$(1))
GENERATED = $(BUILD)/gen/ios.o $(BUILD)/gen/scan.o
LIBRARY = $(call objects,$(GRAMMAR) $(COMPILER) $(BACKENDS) $(RUNTIME)) $(GENERATED)
# The same as an archive, of which a test takes what it uses: it is linked in half the time.
ARCHIVE = $(BUILD)/library.a
# The reference evaluator may use nothing but the grammar: tests/unit/eval_alone is linked with these only.
EVALUATOR = $(call objects,$(GRAMMAR) $(wildcard compiler/eval*.c)) $(GENERATED)
UNIT = $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/*.c))
TOOLS = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/generated/*.c tests/bench/*.c))
FORMATTED = $(wildcard */*.[ch] tests/*/*.[ch])

.DELETE_ON_ERROR:
.PHONY: statements extras all deps demo check check-vm unit tools asan fuzzers fuzz mutate mutants soak coverage update format bench install clean
all: $(BUILD)/causeway $(BUILD)/causewayd extras

$(BUILD)/causeway: $(BUILD)/runtime/main.o $(LIBRARY)
	$(call SAY,link)
	$(V)$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBS)
$(BUILD)/causewayd: $(BUILD)/runtime/causewayd.o $(LIBRARY)
	$(call SAY,link)
	$(V)$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBS)


# causewayd with every call of runtime/sys.h turned to one that fails when told to: runtime/faults.c. What
# libnftables says to the kernel goes by faults_netlink.c too.
CALLS = $(shell awk -F', ' '/^\tX/ { print $$2 }' runtime/sys.h)
FAULTS = $(addprefix -Wl$(comma)--wrap=,$(CALLS)) \
	$(addprefix -Wl$(comma)--export-dynamic-symbol=,send sendto sendmsg recv recvmsg)
$(BUILD)/causewayd-faults: $(BUILD)/runtime/causewayd.o $(BUILD)/runtime/faults.o $(BUILD)/runtime/faults_netlink.o \
		$(LIBRARY) runtime/sys.h
	$(call SAY,link)
	$(V)$(CC) $(SANITIZE) $(LDFLAGS) $(FAULTS) -o $@ $(filter %.o,$^) $(LIBS)

# causewayd that can be killed at each step of a change: runtime/steps_kill.c.
$(BUILD)/causewayd-steps: $(BUILD)/runtime/causewayd.o $(BUILD)/runtime/steps_kill.o $(LIBRARY)
	$(call SAY,link)
	$(V)$(CC) $(SANITIZE) $(LDFLAGS) -Wl,--wrap=steps_next,--wrap=steps_begin,--wrap=steps_share -o $@ $^ $(LIBS)

# The grammar: fragments joined into one parser. A conflict is a build failure.
$(BUILD)/gen/ios.y $(BUILD)/gen/modes.h $(BUILD)/gen/help.h &: grammar/join.awk $(FRAGMENTS)
	@mkdir -p $(@D)
	$(call SAY,join)
	$(V)awk -v modes=$(BUILD)/gen/modes.h -v help=$(BUILD)/gen/help.h -f grammar/join.awk $(FRAGMENTS) > $(BUILD)/gen/ios.y
$(BUILD)/gen/ios.c $(BUILD)/gen/ios.h &: $(BUILD)/gen/ios.y grammar/line.m4
	$(call SAY,bison)
	$(V)$(BISON) -S grammar/line.m4 -Werror -Wcounterexamples --header=$(BUILD)/gen/ios.h -o $(BUILD)/gen/ios.c $<
$(BUILD)/gen/scan.c: grammar/scan.l
	@mkdir -p $(@D)
	$(call SAY,flex)
	$(V)$(FLEX) -o $@ $<

# What other programs know of the language and of the command line, from the same tables.
EXTRAS = $(addprefix $(BUILD)/share/,bash-completion/completions/causeway zsh/site-functions/_causeway \
	vim/vimfiles/syntax/causeway-ios.vim causeway/vscode/package.json \
	causeway/vscode/syntaxes/ios.tmLanguage.json)
$(BUILD)/share/bash-completion/completions/causeway: $(BUILD)/causeway
	@mkdir -p $(@D)
	$(call SAY,write)
	$(V)$(BUILD)/causeway completion bash > $@
$(BUILD)/share/zsh/site-functions/_causeway: $(BUILD)/causeway
	@mkdir -p $(@D)
	$(call SAY,write)
	$(V)$(BUILD)/causeway completion zsh > $@
$(BUILD)/share/vim/vimfiles/syntax/causeway-ios.vim: $(BUILD)/gen/ios.y grammar/ios.vim.in grammar/syntax.awk
	@mkdir -p $(@D)
	$(call SAY,write)
	$(V)awk -v style=vim -f grammar/syntax.awk $(BUILD)/gen/ios.y grammar/ios.vim.in > $@
$(BUILD)/share/causeway/vscode/syntaxes/ios.tmLanguage.json: $(BUILD)/gen/ios.y grammar/ios.tmLanguage.json.in \
		grammar/syntax.awk
	@mkdir -p $(@D)
	$(call SAY,write)
	$(V)awk -v style=json -f grammar/syntax.awk $(BUILD)/gen/ios.y grammar/ios.tmLanguage.json.in > $@
$(BUILD)/share/causeway/vscode/package.json: grammar/vscode-package.json
	@mkdir -p $(@D)
	$(V)cp $< $@

# DIAGNOSTICS.md as a string of C, for `causeway explain`.
$(BUILD)/gen/diagnostics.h: compiler/DIAGNOSTICS.md
	@mkdir -p $(@D)
	$(call SAY,quote)
	$(V)sed 's/[\\"]/\\&/g; s/.*/"&\\n"/' $< > $@
$(BUILD)/compiler/explain.o: $(BUILD)/gen/diagnostics.h

# What flex and bison write does not keep our warnings; our own code in it is short.
$(BUILD)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/gen/ios.h
	$(call SAY,cc)
	$(V)$(CC) -std=gnu17 -D_GNU_SOURCE -I. -I$(BUILD)/gen -Igrammar -Wall -Wextra -Werror -Wno-sign-compare \
		-Wno-unused-parameter -Wno-unused-but-set-variable -Wno-unused-function $(SANITIZE) $(CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/%.o: %.c | $(BUILD)/gen/ios.h
	@mkdir -p $(@D)
	$(call SAY,cc)
	$(V)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/unit/eval_alone: tests/unit/eval_alone.c $(EVALUATOR)
	@mkdir -p $(@D)
	$(call SAY,link)
	$(V)$(CC) $(ALL_CFLAGS) -Wno-conversion -MMD -o $@ $(filter %.c %.o %.a,$^) $(LIBS) -lcriterion
$(ARCHIVE): $(LIBRARY)
	$(V)rm -f $@ && $(AR) rcsT $@ $^

$(BUILD)/tests/unit/%: tests/unit/%.c $(ARCHIVE)
	@mkdir -p $(@D)
	$(call SAY,link)
	$(V)$(CC) $(ALL_CFLAGS) -Wno-conversion -MMD -MP -o $@ $(filter %.c %.o %.a,$^) $(LIBS) -lcriterion

# Small programs that the generated tests and the benchmarks run.
$(BUILD)/tests/%: tests/%.c $(ARCHIVE)
	@mkdir -p $(@D)
	$(call SAY,link)
	$(V)$(CC) $(ALL_CFLAGS) -MMD -MP -o $@ $(filter %.c %.o %.a,$^) $(LIBS)

# Fuzz targets: built by clang only, for its libFuzzer (see FUZZ below).
$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(ARCHIVE)
	@mkdir -p $(@D)
	$(call SAY,link)
	$(V)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer -MMD -MP -o $@ $(filter %.c %.o %.a,$^) $(LIBS)

extras: $(EXTRAS)
unit: $(UNIT)
tools: $(TOOLS) $(BUILD)/causewayd-faults $(BUILD)/causewayd-steps
fuzzers: $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/*.c))

# What a first command after the clone needs: packages, then a build with every core, then the work.
SUBMAKE = $(MAKE) --no-print-directory -j$(shell nproc)
ASAN = BUILD=build-asan CFLAGS='-O1 -g' \
	SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'
# gcc keeps the warnings; clang is here for its fuzzer. It minds 0 added to NULL, which C2y allows: an
# empty VEC has no array.
FUZZ = BUILD=build-fuzz CC=clang CFLAGS='-O1 -g' WARNINGS='-Wall -Wextra -Werror' \
	SANITIZE='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=pointer-overflow \
	-fno-sanitize-recover=all -fno-omit-frame-pointer'
FUZZ_SECONDS ?= 3600
COVERAGE = BUILD=build-coverage CFLAGS='-O0 -g' SANITIZE='--coverage -fprofile-update=atomic'

deps:
	@.ci/deps

demo: deps
	+@$(SUBMAKE) all
	$(BUILD)/causeway lab run examples/two-isp-site/lab.yaml

check:
	@.ci/deps check
	+@$(SUBMAKE) all unit tools
	+@$(SUBMAKE) $(ASAN) all
	+@$(SUBMAKE) $(FUZZ) fuzzers
	@tests/run --corpus '$(CORPUS)'

# What needs VLANs, VRFs and PPPoE, on a kernel that has them: Debian's in a virtual machine where
# this one has not.
check-vm:
	@.ci/deps devices
	+@$(SUBMAKE) all
	@tests/run devices

asan:
	@.ci/deps check
	+@$(SUBMAKE) $(ASAN) all unit tools
	@tests/run --build build-asan unit cases bad generated

# The fuzz targets, FUZZ_SECONDS each (an hour unless given), and before them the fates of random packets
# in random configurations and in long and nasty access lists, another lot each time.
fuzz:
	@.ci/deps check
	+@$(SUBMAKE) all
	@tests/net/fates --count 2000 --packets 50 --seed $(shell date +%s) --jobs $(shell nproc)
	@tests/net/lists --seconds 600 --packets 3000 --seed $(shell date +%s) --jobs $(shell nproc)
	+@$(SUBMAKE) $(FUZZ) fuzzers
	@tests/run-fuzz --seconds $(FUZZ_SECONDS)

# Every mutation of every case, and of CORPUS, under the sanitizers. Hours.
mutate:
	@.ci/deps check
	+@$(SUBMAKE) $(ASAN) tools
	@BUILD=build-asan tests/run-mutated --every 1 $(CORPUS)

# Break what sees to each trap, and see the tests that are there for it fail: tests/mutants. Half an hour.
mutants:
	@.ci/deps check
	+@$(SUBMAKE) all
	@tests/run-mutants

# The long forms of what check does in short: the agent killed at every step of a change, refused every
# step, an uplink that flaps a thousand times.
soak:
	@.ci/deps check
	+@$(SUBMAKE) all tools
	@tests/agent/kill --all
	@tests/agent/faults --all
	@tests/agent/refusals --all
	@tests/agent/scenarios --long
	@tests/run-meaning 1000 2

# Lines and branches of grammar and compiler that the tests run.
coverage:
	@.ci/deps check
	+@$(SUBMAKE) $(COVERAGE) all unit tools
	@find build-coverage -name '*.gcda' -delete
	@tests/run --build build-coverage --corpus '$(CORPUS)' unit cases bad generated fmt help shell statements diagnostics
	@tests/run-coverage

# After every change of the grammar; a test compares.
statements: all
	$(V)grammar/statements.py $(BUILD)/causeway $(FRAGMENTS) > $(BUILD)/STATEMENTS.md
	$(V)mv $(BUILD)/STATEMENTS.md grammar/STATEMENTS.md

update: all
	tests/run-cases --update
	tests/run-bad --update
	tests/run-states --update

bench:
	@.ci/deps check
	+@$(SUBMAKE) all tools
	@tests/bench/run

format:
	clang-format -i $(FORMATTED)

install: all
	install -d $(DESTDIR)$(SBINDIR) $(DESTDIR)$(UNITDIR) $(DESTDIR)$(SYSCONFDIR)/systemd/networkd.conf.d
	install -m 755 $(BUILD)/causeway $(BUILD)/causewayd $(DESTDIR)$(SBINDIR)
	sed 's|@SBINDIR@|$(SBINDIR)|g' runtime/causewayd.service.in > $(DESTDIR)$(UNITDIR)/causewayd.service
	install -m 644 runtime/networkd-causeway.conf \
		$(DESTDIR)$(SYSCONFDIR)/systemd/networkd.conf.d/10-causeway.conf

	cd $(BUILD)/share && find . -type f -exec install -D -m 644 {} $(abspath $(DESTDIR)$(PREFIX))/share/{} \;

clean:
	rm -rf $(BUILD) build-asan build-fuzz build-coverage

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
