"""What the steps of a list cost a packet that goes through all of them: the constants of
compiler/classify*.c. Each form stands between the same two ends, and costs what it takes beyond them.
"""

import random
import statistics

import mixes
from forwarding import NONE, Bed, by_name, in_all_places

FORM, TURNS, ROUNDS = "form", 10, 2
PACKET = mixes.Packet(0x0A010203, 0x64400509, mixes.TCP, 40000, 443, mixes.SYN)
FIELDS = {"ip saddr": "ipv4_addr", "ip daddr": "ipv4_addr", "th sport": "inet_service",
          "th dport": "inet_service", "meta l4proto": "inet_proto"}
ENDS = """table ip prices {{
{maps}	chain access_in {{
		type filter hook prerouting priority -145; policy accept;
		iifname "near" jump steps
	}}
	chain steps {{
{steps}		counter accept
	}}
}}
"""


def rules(count, chance):
    """None takes the packet: the first comparison says so, as it mostly does."""
    lines = (f"\t\tip saddr 11.{i}.0.0/20 ip daddr {mixes.dotted(chance.randrange(1 << 32))} meta l4proto tcp "
             f"th dport {1 + i} counter accept\n" for i in range(count))
    return ENDS.format(maps="", steps="".join(lines))


def lean_rules(count):
    """The same with a port in the first comparison."""
    lines = (f"\t\tth dport {1 + i} ip saddr 11.{i}.0.0/20 meta l4proto tcp counter accept\n" for i in range(count))
    return ENDS.format(maps="", steps="".join(lines))


def branches(count, size):
    """None knows the packet."""
    maps = "".join(
        f"\tmap m{n} {{\n\t\ttype ipv4_addr : verdict\n\t\telements = {{ "
        + ", ".join(f"11.{n}.{i}.0 : accept" for i in range(size)) + " }\n\t}\n" for n in range(count))
    asked = "\t\tip daddr & 255.255.255.0 vmap @m{}\n"
    return ENDS.format(maps=maps, steps="".join(map(asked.format, range(count))))


def hashes(count, size):
    """None knows the packet."""
    maps = "".join(
        f"\tmap m{n} {{\n\t\ttype ipv4_addr . ipv4_addr . inet_service . inet_proto : verdict\n\t\tcounter\n"
        "\t\telements = { " + ", ".join(f"11.{n}.{i >> 8}.0 . 100.64.{i >> 8}.{i & 255} . 80 . tcp : accept"
                                        for i in range(size)) + " }\n\t}\n" for n in range(count))
    asked = "\t\tip saddr & 255.255.255.0 . ip daddr . th dport . meta l4proto vmap @m{}\n"
    return ENDS.format(maps=maps, steps="".join(map(asked.format, range(count))))


def ranges(fields, size, chance):
    """The last one takes the packet."""
    def element(host, low):
        source = mixes.dotted(PACKET.source & ~255 if host is None else 0x0B000000 + (host << 8))
        parts = {"ip saddr": f"{source}/24", "ip daddr": mixes.dotted(PACKET.target ^ (host or 0)),
                 "th sport": "0-65535", "th dport": f"{low}-{low + 9}", "meta l4proto": "tcp"}
        return " . ".join(parts[field] for field in fields) + " : accept"

    elements = [element(1 + i, chance.randrange(60000)) for i in range(size - 1)] + [element(None, 440)]
    maps = (f"\tmap m {{\n\t\ttype {' . '.join(FIELDS[field] for field in fields)} : verdict\n\t\tflags interval\n"
            f"\t\tcounter\n\t\telements = {{ {', '.join(elements)} }}\n\t}}\n")
    return ENDS.format(maps=maps, steps=f"\t\t{' . '.join(fields)} vmap @m\n")


def forms():
    """What is measured, by name."""
    chance = random.Random(1)
    yield "20 rules", rules(20, chance)
    yield "20 rules, port first", lean_rules(20)
    yield "4 hashes of one field", branches(4, 10)
    for count in (1, 2, 4, 8):
        yield f"{count} hashes of 1,000", hashes(count, 1000)
    for number in (2, 3, 4, 5):
        fields = [*FIELDS][:number - 1] + ["meta l4proto"]
        for size in (10, 100):
            yield f"{size} ranges of {number} fields", ranges(fields, size, chance)


def cost(bed, packets, form):
    """Seconds a packet takes with nothing, and how many of them more with FORM."""
    none, more = [], []
    for _ in range(ROUNDS):
        for routers in in_all_places(bed, {NONE: None, FORM: form}):
            turns = by_name(routers, bed.costs(list(routers.values()), packets, TURNS))
            none.append(statistics.median(turn[NONE] - turn[None] for turn in turns))
            more.append(statistics.median((turn[FORM] - turn[NONE]) / (turn[NONE] - turn[None])
                                          for turn in turns))
    return statistics.median(none), statistics.median(more)


def measure():
    """Yields (name, nanoseconds beyond the ends), as if forwarding took all the time what it does first."""
    with Bed(2) as bed:
        packets = bed.packets("one", [PACKET])
        none, ends = cost(bed, packets, ENDS.format(maps="", steps=""))
        yield "the ends", 1e9 * none * ends
        for name, form in forms():
            yield name, 1e9 * none * (cost(bed, packets, form)[1] - ends)
