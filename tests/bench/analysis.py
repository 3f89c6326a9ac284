"""How long it takes to say which entries of an access list could as well be missing: a mix of what long
lists hold (hosts, networks, ports, ranges, both verdicts, and entries that others take). As its peers
the reading of the same file, without a check, and `compile`, which does not look at long lists in this
way: what `check` takes longer is the analysis, less the files that the other writes."""

import pathlib
import random
import tempfile

import growth

SIZES = (10_000, 100_000)
HEAD = """interface FastEthernet0/0
 ip address 10.0.0.1 255.0.0.0
 ip access-group BIG in
!
ip access-list extended BIG
"""
LENGTHS = (32, 32, 32, 24, 24, 28, 16, 30, 26, 8)
PORTS = ("eq 80", "eq 443", "eq 22", "eq 53", "range 1024 65535", "gt 1023", "")
MESSAGES = ("", "echo", "echo-reply", "unreachable")


def dotted(number):
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def network(chance):
    wild = (1 << 32 - chance.choice(LENGTHS)) - 1
    address = (0x0A000000 | chance.getrandbits(24)) if chance.random() < 0.7 else chance.getrandbits(32)
    return f"{dotted(address & ~wild)} {dotted(wild)}" if wild else f"host {dotted(address)}"


def entry(chance):
    proto = chance.choice(("tcp", "tcp", "tcp", "udp", "ip", "icmp"))
    source, target = network(chance), network(chance)
    if chance.random() < 0.3:
        source, target = chance.choice((("any", target), (source, "any")))
    rest = ""
    if proto in ("tcp", "udp"):
        rest = chance.choice(PORTS + (f"eq {chance.randrange(1, 65536)}",) * 4)
    elif proto == "icmp":
        rest = chance.choice(MESSAGES)
    return f" {chance.choice(('permit',) * 4 + ('deny',))} {proto} {source} {target} {rest}\n"


def measure(causeway):
    """[(entries, seconds of check, of compile, of reading)], of the processor."""
    chance, rows = random.Random(1), []
    with tempfile.TemporaryDirectory() as scratch:
        config = pathlib.Path(scratch, "gw.cfg")
        for size in SIZES:
            config.write_text(HEAD + "".join(entry(chance) for _ in range(size)) + " deny ip any any\n")
            rows.append((size, *(
                min(growth.cpu_seconds([causeway, *command, config])[0] for _ in range(growth.RUNS))
                for command in (["check"], ["compile", "-o", f"{scratch}/out"], ["show", "config"]))))
    return rows
