#!/usr/bin/env python3
"""Write STATEMENTS.md: every statement of the grammar, mode by mode, in a form that people read, and
what becomes of it, found by reading a sample of each with the compiler.

A statement is an alternative of a mode's commands. What its parts expand to is written out where that
is short, and named where it is long. A sample is the shortest sentence that the rule derives; one more
is made for each other alternative of its parts, to tell options that are not translated. Numbers out of
range are mended as the diagnostics say.

usage: grammar/statements.py CAUSEWAY FRAGMENT.y... > grammar/STATEMENTS.md
"""

import collections
import json
import re
import subprocess
import sys

WIDE = 90  # what a part may expand to in place
TURNS = 6  # how often samples with wrong values are mended
SAMPLES = 60  # variations of one statement

HEAD = """# Statements

Generated from the grammar by `make statements`; a test compares. Do not edit: after a merge conflict
here, regenerate.

What every statement of IOS that Causeway knows becomes on the gateway, found by reading a sample of it:

- **compiled**: it changes the target, or the model that others of it are compiled from
- **no effect**: understood, and rightly without counterpart on Linux
- **not translated**: understood, would change behaviour, and is named in a warning

`{a|b}` is one of several, `[…]` may be left out, `…` behind a word repeats. A part in `<…>` is written
out at the end. Capitals are values: `N` a number, `A.B.C.D` an address, `INTERFACE`, `NAME`, `STRING`
in quotes; `LINE` is free text up to the end of the line, marked ¶. *Never read*: nothing enters the mode. *not run*:
translated and compared with what it must give, but not tried on a kernel.

Every statement has its `no` and `default` form, which may leave out values. `no` with only the beginning
of a command has no effect, unless one that begins so was compiled: then it is reported as incomplete.
"""

VALUES = {
    "NUMBER": ("N", "1"), "IPV4": ("A.B.C.D", "10.0.0.1"), "PREFIX": ("A.B.C.D/nn", "10.0.0.0/24"),
    "IFNAME": ("INTERFACE", "GigabitEthernet0/9"), "WORD": ("NAME", "SAMPLE"), "LINE": ("LINE", "some text"),
    "BANNER": ("^C TEXT ^C", "^C text ^C"), "IPV6": ("X:X:X:X::X", "2001:db8::1"),
    "PREFIX6": ("X:X:X:X::X/nn", "2001:db8::/64"), "STRING": ("STRING", "\"some text\""),
    "MAC": ("H.H.H", "0011.2233.4455"), "END": ("", ""),
}

# Parts whose values have a meaning that the rules check elsewhere: how they are shown, and a sample.
PARTS = {
    "fhrp_password": ("[text] PASSWORD", "text abc"),
    "mask": ("MASK", "255.255.255.0"),
    "network": ("NETWORK MASK", "10.9.0.0 255.255.0.0"),
    "host_mask": ("A.B.C.D MASK", "10.9.0.1 255.255.255.0"),
    "address_mask": ("A.B.C.D MASK", "10.9.0.0 255.255.255.0"),
    "interface_name": ("INTERFACE", "GigabitEthernet0/9"),
    "wildcard": ("WILDCARD", "0.0.0.255"),
    "inverse_mask": ("WILDCARD", "0.0.0.255"),
    "network6": ("X:X:X:X::X/nn", "2001:db8:9::/64"),
    "link_local6": ("X:X:X:X::X", "fe80::1"),
    "range_clock": ("HH:MM", "8:00"), "sla_url": ("URL", "http://192.0.2.1/"), "sla_list": ("LIST", "1-3"),
    "static_network_global": ("A.B.C.D", "192.0.2.0"), "nat_length": ("{MASK|/LENGTH}", "/32"),
    "wait_seconds": ("SECONDS", "5"), "words": ("…", ""), "tcp_port": ("PORT", "80"), "udp_port": ("PORT", "53"),
}

# Names that must look like something, by what their rule calls them.
NAMES = {"len": "/32", "id": "0100.1122.3344.55", "address": "0011.2233.4455", "hardware": "0011.2233.4455"}

# Translated and compared with what it must give; no test has such a link.
NOT_RUN = re.compile(r"^(ip unnumbered|ip address negotiated previous|dialer persistent \{)", re.I)

Alternative = collections.namedtuple("Alternative", "symbols action file")
Symbol = collections.namedtuple("Symbol", "kind text ref")  # kind: word, class, part


# ---- the grammar -------------------------------------------------------------------------------


TOKEN = re.compile(
    r'\s+|//[^\n]*|/\*.*?\*/|"(?P<word>[^"]*)"|%(?P<directive>\w+)|(?P<name>[A-Za-z_]\w*)'
    r'|\[(?P<ref>\w+)\]|(?P<mark>[:|;])|(?P<brace>\{)', re.S)


def brace_end(text, at):
    """Where the action that begins at AT ends."""
    depth = 0
    for part in re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/|//[^\n]*|[{}]', re.S).finditer(text, at):
        depth += {"{": 1, "}": -1}.get(part.group(), 0)
        if depth == 0:
            return part.end()
    raise SystemExit("an action has no end")


def read_fragment(path, rules, modes):
    text = open(path).read()
    declarations, body = text.split("\n%%", 2)[:2]
    for symbol, name in re.findall(r'^%mode (\w+) "([^"]*)"', declarations, re.M):
        modes[symbol] = name
    at, left, current, pending = 0, None, [], None
    action = ""

    def close():
        if left:
            rules[left].append(Alternative(tuple(current), action, path))

    while at < len(body):
        found = TOKEN.match(body, at)
        if not found:
            raise SystemExit(f"{path}: cannot read {body[at:at + 40]!r}")
        at = found.end()
        kind = found.lastgroup
        if kind == "brace":
            end = brace_end(body, found.start())
            action += body[found.start():end]
            at = end
        elif kind == "word":
            current.append(Symbol("word", found["word"], None))
        elif kind == "name":
            follows = re.match(r"(\[\w+\])?\s*:", body[at:])
            if follows and not current and left is None:
                pending = found["name"]
            else:
                name = found["name"]
                current.append(Symbol("class" if name in VALUES else "part", name, None))
        elif kind == "ref" and current:
            current[-1] = current[-1]._replace(ref=found["ref"])
        elif kind == "mark":
            if found["mark"] == ":":
                left, current, action = pending, [], ""
            else:
                close()
                current, action = [], ""
                if found["mark"] == ";":
                    left = None


# ---- in readable form --------------------------------------------------------------------------


class Grammar:
    def __init__(self, paths):
        self.rules, self.modes = collections.defaultdict(list), {}
        for path in paths:
            read_fragment(path, self.rules, self.modes)
        self.where = {}
        self.refusing = {}
        self.shown = {}
        self.shortest = self.find_shortest()

    def refused(self, alternative):
        """Forms that only follow `no`."""
        return "CHECK(only_with_no(" in alternative.action or any(
            self.refused_part(s.text) for s in alternative.symbols if s.kind == "part")

    def refused_part(self, name):
        if name not in self.refusing:
            self.refusing[name] = name == "only_no"  # of itself, inside
            self.refusing[name] |= name in self.rules and all(self.refused(a) for a in self.rules[name])
        return self.refusing[name]

    def symbol(self, symbol):
        if symbol.kind == "word":
            return symbol.text
        if symbol.kind == "class":
            return self.value(symbol, VALUES[symbol.text][0])
        if symbol.text == "only_no":
            return ""
        if symbol.text == "name":
            return self.value(symbol, "NAME")
        if symbol.text in PARTS:
            return PARTS[symbol.text][0]
        return self.part(symbol.text)

    def value(self, symbol, text):
        if text in ("N", "NAME") and symbol.ref:
            return symbol.ref.upper().replace("_", "-")
        return text

    def part(self, name):
        if name not in self.shown:
            self.shown[name] = f"<{self.label(name)}>"  # of itself, inside
            text = self.expand(name)
            if len(text) > WIDE:
                self.where[name] = text
                optional = text.startswith("[") and self.has_empty(name)
                text = f"[<{self.label(name)}>]" if optional else f"<{self.label(name)}>"
            self.shown[name] = text
        return self.shown[name]

    def label(self, name):
        return name.replace("_", "-")

    def has_empty(self, name):
        return any(not a.symbols for a in self.rules[name])

    def sequence(self, symbols):
        return " ".join(filter(None, (self.symbol(s) for s in symbols)))

    def expand(self, name):
        """All alternatives of a part in one line."""
        own, repeated, empty = [], [], False
        for alternative in self.rules[name]:
            symbols = alternative.symbols
            if symbols and symbols[0] == Symbol("part", name, symbols[0].ref):
                repeated.append(self.sequence(symbols[1:]))
            elif self.refused(alternative) or not symbols:
                empty = empty or not symbols
            else:
                own.append(self.sequence(symbols))
        own = list(dict.fromkeys(o for o in own if o))
        if repeated:
            if empty and not own:
                return " ".join(bracket(r) for r in dict.fromkeys(repeated))
            same = own and all(r in own for r in repeated)
            one = choice(own) if own else ""
            return f"{one}…" if same else f"{one} {' '.join(bracket(r) for r in dict.fromkeys(repeated))}".strip()
        text = choice(own)
        if not empty:
            return text
        return bracket(text.removeprefix("{").removesuffix("}") if len(own) > 1 else text) if text else ""

    # ---- samples ----

    def find_shortest(self):
        """The alternative of each part that derives the shortest sentence."""
        length, best, changed = {}, {}, True
        while changed:
            changed = False
            for name, alternatives in self.rules.items():
                for i, alternative in enumerate(alternatives):
                    if self.refused(alternative):
                        continue
                    cost = sum(1 if s.kind != "part" or s.text in PARTS else length.get(s.text, 10**6)
                               for s in alternative.symbols)
                    if cost < length.get(name, 10**6):
                        length[name], best[name], changed = cost, i, True
        return best

    def sample(self, symbols, choose=None, depth=0):
        """Words of a sentence; CHOOSE: {part: alternative} where not the shortest is wanted."""
        out = []
        for symbol in symbols:
            if symbol.kind == "word":
                out.append(symbol.text)
            elif symbol.kind == "class":
                out.append(VALUES[symbol.text][1])
            elif symbol.text == "name":
                out.append(NAMES.get(symbol.ref, "SAMPLE"))
            elif symbol.text in PARTS:
                out.append(PARTS[symbol.text][1])
            elif symbol.text in self.shortest and depth < 12:
                index = (choose or {}).get(symbol.text, self.shortest[symbol.text])
                rest = {k: v for k, v in (choose or {}).items() if k != symbol.text}
                out += self.sample(self.rules[symbol.text][index].symbols, rest, depth + 1)
        return [w for w in out if w]

    def variations(self, symbols, seen=None, depth=0):
        """(part, index of an alternative that is not the shortest) for what SYMBOLS expand to."""
        seen = seen if seen is not None else set()
        for symbol in symbols:
            if symbol.kind != "part" or symbol.text in PARTS or symbol.text in seen or depth > 3:
                continue
            seen.add(symbol.text)
            for i, alternative in enumerate(self.rules[symbol.text]):
                if not self.refused(alternative) and i != self.shortest.get(symbol.text):
                    yield symbol.text, i
            best = self.shortest.get(symbol.text)
            if best is not None:
                yield from self.variations(self.rules[symbol.text][best].symbols, seen, depth + 1)

    # ---- statements ----

    def statements(self):
        """(mode, symbols, actions)"""
        for alternative in self.rules["line"]:
            first, rest = alternative.symbols[0], alternative.symbols[1:]
            if first.text.startswith("IN_") and first.text != "IN_EXEC":  # that is no configuration
                mode = first.text[3:]
                yield from ((mode, *s) for s in self.commands(rest, alternative.action))

    def commands(self, symbols, action, depth=0):
        """A leading part that only chooses a command is written out."""
        symbols = tuple(s for i, s in enumerate(symbols) if not (i == 0 and s.text == "no" and s.kind == "part"))
        if not symbols:
            return
        chosen = [i for i, s in enumerate(symbols) if depth < 6 and self.is_choice(s, first=i == 0)]
        if not chosen:
            yield symbols, action
            return
        before, part, behind = symbols[:chosen[0]], symbols[chosen[0]], symbols[chosen[0] + 1:]
        for alternative in self.rules[part.text]:
            if not self.refused(alternative):
                yield from self.commands(
                    before + alternative.symbols + behind, action + alternative.action, depth + 1)

    def is_choice(self, symbol, first):
        """Is it a choice of commands, each a statement of its own?"""
        if symbol.kind != "part" or symbol.text in PARTS or symbol.text == "name" or self.has_empty(symbol.text):
            return False
        alternatives = [a.symbols for a in self.rules[symbol.text] if a.symbols]
        if any(s.kind == "part" and s.text == symbol.text for a in alternatives for s in a):
            return False
        wide = len(self.part(symbol.text)) > WIDE or self.part(symbol.text).startswith("<")
        return first or (wide and len(alternatives) > 1 and sum(a[0].kind == "word" for a in alternatives) * 2 > len(alternatives))


def bracket(text):
    return text if text.startswith("[") and text.endswith("]") and "] [" not in text else f"[{text}]"


def choice(list_):
    if len(list_) < 2:
        return "".join(list_)
    first = [t.split(" ")[0] for t in list_]
    if len(set(first)) == 1 and all(" " in t for t in list_):
        return f"{first[0]} {choice([t.split(' ', 1)[1] for t in list_])}"
    return "{" + "|".join(list_) + "}"


# ---- reading samples ---------------------------------------------------------------------------


class Sample:
    def __init__(self, words, note=""):
        self.words, self.note = words, note  # NOTE: the option that it is there for
        self.kind = self.feature = self.enters = ""


class Statement:
    def __init__(self, grammar, mode, symbols, action):
        self.action, self.entered = action, True
        self.mode, self.text = mode, grammar.sequence(symbols)
        self.samples = [Sample(grammar.sample(symbols))]
        for part, index in grammar.variations(symbols):
            if len(self.samples) == SAMPLES:
                break
            words = grammar.sample(symbols, {part: index})
            alternative = grammar.rules[part][index]
            own = alternative.symbols[1:] if alternative.symbols and alternative.symbols[0][:2] == ("part", part) \
                else alternative.symbols
            self.samples.append(Sample(words, grammar.sequence(own)))


def check(causeway, text):
    made = subprocess.run([causeway, "check", "--format", "json", "-"], input=text, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    told = json.loads(made.stdout)
    lines = {l["line"]: l for l in told["lines"]}
    said = collections.defaultdict(list)
    for diagnostic in told["diagnostics"]:
        said[diagnostic.get("line")].append(diagnostic)
    return lines, said


# What a mode's object must be used by, where its use decides what becomes of a statement.
USES = {"ROUTE_MAP": "ip nat inside source route-map SAMPLE pool Addresses"}


def lines_of(openers, sample, number):
    """A sample below openers of its own, so that none meets another."""
    lines = [re.sub(r"\bSAMPLE\b", f"SAMPLE{number}", " ".join(w)) for w in (*openers, sample)]
    lines = [re.sub(r"^(interface \D+)0/9", rf"\g<1>{number // 1000}/{number % 1000}", l) for l in lines]
    lines = [re.sub(r"^((?:ip sla(?: monitor)?|rtr) )\d+$", rf"\g<1>{number + 1}", l) for l in lines]
    return [" " * i + line for i, line in enumerate(lines)]


def mend(sample, line, indent, diagnostics):
    """A number that is out of range becomes the least that is in it."""
    for diagnostic in diagnostics:
        low = re.search(r"must be (?:from|between) (\d+)", diagnostic["message"])
        if not low or diagnostic["severity"] != "error":
            continue
        start = diagnostic["column"] - 1 - indent
        text = " ".join(sample.words)
        text = text[:start] + low[1] + text[start + diagnostic["length"]:]
        sample.words = text.split(" ")
        return True
    return False


def read_all(causeway, openers, statements):
    """What becomes of the samples whose mode can be opened."""
    waiting = [(s, sample) for s in statements if s.mode in openers for sample in s.samples]
    for _ in range(TURNS):
        text, place = ["hostname sample"], {}
        for number, (statement, sample) in enumerate(waiting):
            # the samples' own lines, between separators
            lines = lines_of(openers[statement.mode], sample.words, number)
            place[number] = (len(text) + len(lines), len(lines) - 1)
            used = USES.get(statement.mode, "!").replace("SAMPLE", f"SAMPLE{number}")
            text += [*lines, " " * len(lines) + "exit", "quit", used]
        lines, said = check(causeway, "\n".join(text) + "\n")
        again = []
        for number, (statement, sample) in enumerate(waiting):
            at, indent = place[number]
            sample.kind = lines[at]["class"]
            sample.enters = lines[at + 1]["mode"]
            features = [d["message"] for d in said[at] if d.get("name") in ("not-translated", "lost-service")]
            sample.feature = re.sub(r" (is|are) not translated.*", "", features[0]) if features else ""
            if sample.kind == "not understood" and mend(sample, text[at - 1], indent, said[at]):
                again.append((statement, sample))
        waiting = again
        if not waiting:
            break


def find_openers(causeway, grammar, statements):
    """{mode: the samples that lead into it}"""
    openers, names = {"GLOBAL": []}, collections.defaultdict(list)
    for symbol, name in grammar.modes.items():
        names[name].append(symbol)
    done = set()
    while True:
        fresh = [s for s in statements if s.mode in openers and s.mode not in done]
        if not fresh:
            return openers
        done |= {s.mode for s in fresh}
        read_all(causeway, openers, fresh)
        for statement in fresh:
            for sample in statement.samples:
                for mode in names[sample.enters]:
                    # of modes that are called the same, the one that the rule names
                    named = len(names[sample.enters]) == 1 or f"MODE_{mode})" in statement.action \
                        or f"MODE_{mode}," in statement.action
                    if named and sample.kind != "not understood" and mode not in openers:
                        openers[mode] = [*openers[statement.mode], sample.words]


# ---- the page ----------------------------------------------------------------------------------


TREATMENTS = {
    "compiled": "compiled", "without effect here": "no effect", "not translated": "not translated",
    "not understood": "no sample", "blank": "no effect", "": "no sample",
}
WORSE = ["compiled", "without effect here", "not translated"]


def treatment(statement):
    first, rest = statement.samples[0], statement.samples[1:]
    kind = first.kind
    text = TREATMENTS[kind] if statement.entered else "never read"
    if kind == "not translated" and first.feature and first.feature[0] != "'":  # its own words
        text += f" ({first.feature})"
    if kind not in WORSE:
        good = [s for s in rest if s.kind in WORSE]
        if good:
            kind = min((s.kind for s in good), key=WORSE.index)
            text = TREATMENTS[kind]
    worse = [s.note for s in rest
             if s.kind == "not translated" and kind in WORSE[:2] and s.note and len(s.note) <= WIDE]
    if worse:
        text += "; not translated with " + ", ".join(f"`{w}`" for w in dict.fromkeys(worse))
    if kind == "compiled" and NOT_RUN.match(statement.text):
        text += "; *not run*"
    return text


def page(grammar, openers, statements):
    for statement in statements:
        statement.entered = statement.mode in openers
    counts = collections.Counter(treatment(s).split(" (")[0].split(";")[0] for s in statements)
    out = [HEAD]
    out.append(f"{len(statements)} statements in {len({s.mode for s in statements})} modes: "
               + ", ".join(f"{n} {kind}" for kind, n in counts.most_common()) + ".\n")
    for mode, name in sorted(grammar.modes.items(), key=lambda m: (m[0] != "GLOBAL", m[1].lower())):
        own = sorted({(s.text, treatment(s)) for s in statements if s.mode == mode})
        if not own:
            continue
        out.append(f"## {name[0].upper()}{name[1:]} configuration\n")
        if openers.get(mode):
            out.append("Under `" + "`, `".join(" ".join(o).replace("SAMPLE", "NAME") for o in openers[mode]) + "`.\n")
        out += [f"- `{text}`{' ¶' if 'LINE' in text else ''} — {what}" for text, what in own]
        out.append("")
    out.append("## Parts\n")
    used = "\n".join(out) + "\n".join(grammar.where.values())
    for part, text in sorted(grammar.where.items()):
        if f"<{grammar.label(part)}>" in used:
            out.append(f"- `<{grammar.label(part)}>`: `{text}`")
    return "\n".join(out) + "\n"


def main(causeway, *paths):
    grammar = Grammar(paths)
    statements = [Statement(grammar, *s) for s in grammar.statements()]
    openers = find_openers(causeway, grammar, statements)
    sys.stdout.write(page(grammar, openers, statements))


if __name__ == "__main__":
    main(*sys.argv[1:])
