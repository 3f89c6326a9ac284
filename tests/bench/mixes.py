#!/usr/bin/env python3
"""Access lists for tests and measurements: the same text for the same seed, in any size.

usage: tests/bench/mixes.py MIX COUNT [SEED]: the list as IOS has it (MIX shaped1, 2, 4 or 8, ranges,
       realistic, crossing or nasty), or the configuration of COUNT lines (MIX million)

shaped     no overlap to speak of, and exactly 1, 2, 4 or 8 pairs of source and destination masks: what
           one hash map a pair can hold
ranges     hard for hash maps: prefixes of all lengths on both sides, some 600 pairs of masks, and
           ranges of ports that no mask says; a few overlap
realistic  blocks of ten lines about one network and its servers: nested prefixes, services and ranges
           of ports of one verdict, and every tenth line of the other verdict overlaps some of them:
           it is wider (an exception stood before it), crosses them, or is dead
crossing   hard for every order: one address narrow and the other wide, in turn, and every fifth line
           a deny, so that nearly all meet many of the other verdict
nasty      hard for a compiler: nested, crossing, duplicated and shadowed entries over few addresses,
           /0 to /32 and discontiguous wildcards, ports 0 and 65535, `neq` and lists of ports, flags,
           any protocol. Nearly every pair overlaps, so it is for short lists

An entry prints itself in the language of the router, as an nft rule and as the chain of its own that
other generators make; and it names a packet that it takes. million() is a whole configuration for
reading and compiling: of a million lines, it has 57 MB.
"""

import collections
import dataclasses
import itertools
import random
import sys

SHAPES = ((24, 32), (32, 24), (16, 32), (28, 28), (32, 32), (20, 30), (24, 24), (32, 16))
TCP, UDP, ICMP, GRE, ESP, OSPF = 6, 17, 1, 47, 50, 89
NAMES = {None: "ip", TCP: "tcp", UDP: "udp", ICMP: "icmp", GRE: "gre", ESP: "esp", OSPF: "ospf"}
MESSAGES = {"echo": 8, "echo-reply": 0, "unreachable": 3, "time-exceeded": 11}
ALL = 0xFFFFFFFF
ANY = (0, ALL)  # address and wildcard
ACK, RST, SYN = 0x10, 0x04, 0x02

# A packet as a sender makes it; the ports of ICMP are type and code.
Packet = collections.namedtuple("Packet", "source target proto sport dport flags")


def dotted(number):
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def prefix(address, length):
    wild = ALL >> length
    return address & ~wild & ALL, wild


def is_prefix(wild):
    return wild & (wild + 1) == 0


def in_network(place):
    address, wild = place
    if place == ANY:
        return "any"
    return f"host {dotted(address)}" if wild == 0 else f"{dotted(address)} {dotted(wild)}"


def nft_network(side, place):
    address, wild = place
    if place == ANY:
        return ""
    if is_prefix(wild):
        return f"ip {side} {dotted(address)}/{32 - wild.bit_length()} "
    return f"ip {side} & {dotted(ALL & ~wild)} == {dotted(address)} "


def spans(ports):
    """What ports are taken, as pairs of the first and the last."""
    operator, *values = ports
    if operator == "eq":
        return [(value, value) for value in values]
    if operator == "neq":
        edges = sorted(set(values))
        found = zip([-1] + edges, edges + [65536])
        return [(low + 1, high - 1) for low, high in found if low + 1 < high]
    return [{"range": tuple(values), "lt": (0, values[0] - 1), "gt": (values[0] + 1, 65535)}[operator]]


def takes_port(ports, port):
    return not ports or any(low <= port <= high for low, high in spans(ports))


def nft_ports(side, ports):
    if not ports:
        return ""
    found = ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in spans(ports))
    return f"{side} {{ {found} }} " if "," in found else f"{side} {found} "


def within(chance, place):
    """An address of PLACE; where there are any, one that a router forwards."""
    address, wild = place
    for _ in range(50):
        found = address | chance.getrandbits(32) & wild
        first = found >> 24
        if 1 <= first < 224 and first != 127:
            break
    return found


@dataclasses.dataclass(frozen=True)
class Entry:
    verdict: str  # permit or deny
    proto: int  # None: any
    source: tuple  # address and wildcard
    target: tuple
    sport: tuple = ()  # operator and ports; none: any
    dport: tuple = ()
    extra: str = ""  # established, or a message of ICMP
    log: bool = False

    def ios(self):
        words = [self.verdict, NAMES.get(self.proto, str(self.proto)), in_network(self.source)]
        words += map(str, self.sport)
        words.append(in_network(self.target))
        words += map(str, self.dport)
        words += [self.extra] * bool(self.extra) + ["log"] * self.log
        return " ".join(words)

    def nft(self):
        """The rule that one writes for it by hand."""
        text = nft_network("saddr", self.source) + nft_network("daddr", self.target)
        proto = {TCP: "tcp", UDP: "udp"}.get(self.proto)
        if self.sport or self.dport:
            text += nft_ports(f"{proto} sport", self.sport) + nft_ports(f"{proto} dport", self.dport)
        elif self.extra in MESSAGES:
            text += f"icmp type {MESSAGES[self.extra]} "
        elif self.proto is not None and self.extra != "established":
            text += f"meta l4proto {self.proto} "
        if self.extra == "established":
            text += "tcp flags & (ack | rst) != 0 "
        return text + ("accept" if self.verdict == "permit" else "drop")

    def takes(self, packet):
        for (address, wild), given in ((self.source, packet.source), (self.target, packet.target)):
            if (address ^ given) & ~wild & ALL:
                return False
        if self.proto is not None and self.proto != packet.proto:
            return False
        if self.extra == "established" and not packet.flags & (ACK | RST):
            return False
        if self.extra in MESSAGES and MESSAGES[self.extra] != packet.sport:
            return False
        return takes_port(self.sport, packet.sport) and takes_port(self.dport, packet.dport)

    def packet(self, chance):
        """One that it takes, the first of a connection where it can be."""
        proto = TCP if self.proto is None else self.proto
        sport, dport = (
            chance.randint(*chance.choice(spans(ports))) if ports else chance.randint(1024, 65535)
            for ports in (self.sport, self.dport)
        )
        if proto not in (TCP, UDP):
            sport, dport = MESSAGES.get(self.extra, 0), 0
        flags = (ACK if self.extra == "established" else SYN) if proto == TCP else 0
        return Packet(within(chance, self.source), within(chance, self.target), proto, sport, dport, flags)


class Index:
    """Which entry of a list is the first to take a packet, without asking each of them."""

    def __init__(self, entries):
        self.entries, self.groups = entries, {}
        for number, entry in enumerate(entries):
            group = self.groups.setdefault((entry.source[1], entry.target[1]), {})
            group.setdefault((entry.source[0], entry.target[0]), []).append(number)

    def first(self, packet):
        """Its number; None: it comes to the end of the list."""
        best = len(self.entries)
        for (source, target), group in self.groups.items():
            for number in group.get((packet.source & ~source, packet.target & ~target), ()):
                if number >= best:
                    break
                if self.entries[number].takes(packet):
                    best = number
        return best if best < len(self.entries) else None


# ---- the mixes -------------------------------------------------------------------------------------


def chance_for(name, count, seed):
    return random.Random(f"{name}/{count}/{seed}")


def shaped(count, seed=1, shapes=1):
    """COUNT entries over SHAPES pairs of masks in turn; every fourth is a deny."""
    chance, entries, seen = chance_for(f"shaped{shapes}", count, seed), [], set()
    for i in range(count):
        lengths = SHAPES[i % shapes]
        while True:
            source = prefix(0x0A000000 | chance.getrandbits(24), lengths[0])
            target = prefix(0xC6120000 | chance.getrandbits(17), lengths[1])
            port = chance.randrange(1, 65536)
            if (source, target, port) not in seen:
                break
        seen.add((source, target, port))
        verdict = "deny" if i // shapes % 4 == 1 else "permit"
        entries.append(Entry(verdict, TCP, source, target, dport=("eq", port)))
    return entries


def some_range(chance):
    kind = chance.choice(("range", "range", "range", "lt", "gt", "eq"))
    if kind != "range":
        return kind, chance.randint(1, 65534)
    low, high = sorted(chance.sample(range(65536), 2))
    return kind, low, high


def ranges(count, seed=1):
    chance, entries = chance_for("ranges", count, seed), []
    for _ in range(count):
        source, target = (
            prefix(chance.randrange(1, 127) << 24 | chance.getrandbits(24), chance.randint(8, 32))
            for _ in "st"
        )
        sport = some_range(chance) if chance.random() < 0.5 else ()
        dport = some_range(chance) if not sport or chance.random() < 0.8 else ()
        verdict = chance.choice(("permit", "permit", "permit", "deny"))
        entries.append(Entry(verdict, chance.choice((TCP, TCP, UDP)), source, target, sport, dport))
    return entries


SERVICES = (("eq", 80), ("eq", 443), ("eq", 22), ("eq", 25), ("eq", 53), ("eq", 3389), ("eq", 8080))
SPANS = (("range", 5000, 5999), ("range", 1024, 65535), ("gt", 1023), ("range", 20, 21), ("lt", 1024))


def service(chance):
    """Protocol, ports of the source, of the target, and message."""
    proto = chance.choices((TCP, UDP, None, ICMP), (60, 22, 12, 6))[0]
    if proto == ICMP:
        return proto, (), (), chance.choice(tuple(MESSAGES) + ("",))
    if proto is None:
        return proto, (), (), ""
    draw = chance.random()
    if draw < 0.35:
        ports = chance.choice(SERVICES)
    elif draw < 0.7:
        ports = ("eq", chance.randrange(1024, 65536))
    elif draw < 0.9:
        low = chance.randrange(1024, 60000)
        ports = chance.choice(SPANS + (("range", low, low + chance.choice((9, 100, 2000))),))
    else:
        ports = ()
    return proto, chance.choice(SERVICES) if chance.random() < 0.04 else (), ports, ""


def usual(chance, region, verdict):
    """A line of a block: from a part of its network, or from anywhere, to some of its servers."""
    source = prefix(region[0] | chance.getrandbits(12), chance.choice((20, 22, 24, 24, 24, 28, 32, 32)))
    if chance.random() < 0.3:
        source = ANY
    target = prefix(region[1] | chance.getrandbits(8), chance.choice((24, 28, 30, 32, 32, 32, 32)))
    proto, sport, dport, extra = service(chance)
    return Entry(verdict, proto, source, target, sport, dport, extra)


def wider(chance, entry):
    """Every packet of ENTRY is one of this as well, and others are."""
    choices = [dict(source=ANY), dict(target=prefix(entry.target[0], 24)),
               dict(source=prefix(entry.source[0], 16) if entry.source != ANY else ANY),
               dict(dport=(), sport=()), dict(proto=None, sport=(), dport=(), extra="")]
    return dataclasses.replace(entry, **chance.choice(choices))


def narrower(chance, entry):
    which = chance.choice(("source", "target"))
    return dataclasses.replace(entry, **{which: (within(chance, getattr(entry, which)), 0)})


OTHER = {"permit": "deny", "deny": "permit"}


def realistic(count, seed=1):
    chance = chance_for("realistic", count, seed)
    entries = [Entry("permit", TCP, ANY, ANY, extra="established")]
    blocks, lines = [], []
    while len(entries) < count:
        if len(entries) % 10 == 9:
            block = blocks[chance.randrange(max(0, len(blocks) - 50), len(blocks))]
            made, kind = chance.choice(block), chance.random()
            if kind < 0.45:  # below 0.05 it is dead, else they cross
                made = narrower(chance, made)
            if kind >= 0.05:
                made = wider(chance, made)
            entries.append(dataclasses.replace(made, verdict=OTHER[made.verdict]))
            continue
        if len(entries) % 10 == 0 or not blocks:
            number, verdict = len(blocks), "deny" if chance.random() < 0.2 else "permit"
            region = (0x0A000000 | number * 2654435761 % 4096 << 12, 0x64400000 | number % 16384 << 8)
            lines = []
            blocks.append(lines)
        made = usual(chance, region, verdict)
        lines.append(made)
        entries.append(made)
    return entries[:count]


EDGES = (0, 1, 2, 79, 80, 81, 1023, 1024, 32767, 32768, 65533, 65534, 65535)
PLACES = (0x00000000, 0x0A000000, 0x0A0000FF, 0x0A000100, 0x0A008000, 0xC0000201, 0xFFFFFFFF)


def nasty_place(chance):
    draw = chance.random()
    if draw < 0.15:
        return ANY
    if draw < 0.3:  # discontiguous, mostly
        wild = chance.choice((0x000000FE, 0x0000FF00, 0x00FF00FF, 0x80000001, 0x0F0F0F0F, 0xFFFFFF00))
        return chance.choice(PLACES) & ~wild & ALL, wild
    return prefix(chance.choice(PLACES) ^ chance.choice((0, 0, 1, 1 << 8)), chance.randint(0, 32))


def nasty_ports(chance):
    draw = chance.random()
    if draw < 0.35:
        return ()
    if draw < 0.5:
        return ("eq", *chance.sample(EDGES, chance.choice((1, 1, 2, 4))))
    if draw < 0.65:
        return ("neq", *chance.sample(EDGES, chance.choice((1, 1, 3))))
    if draw < 0.85:
        return ("range", *sorted(chance.sample(EDGES, 2)))
    operator = chance.choice(("lt", "gt"))
    return operator, chance.choice(EDGES[1:] if operator == "lt" else EDGES[:-1])


def nasty_entry(chance):
    proto = chance.choice((TCP, TCP, TCP, UDP, UDP, None, ICMP, GRE, ESP, OSPF, 103, 255))
    verdict = chance.choice(("permit", "deny"))
    source, target = nasty_place(chance), nasty_place(chance)
    log = chance.random() < 0.03
    if proto not in (TCP, UDP):
        extra = chance.choice(("", *MESSAGES)) if proto == ICMP else ""
        return Entry(verdict, proto, source, target, extra=extra, log=log)
    sport = nasty_ports(chance) if chance.random() < 0.5 else ()
    extra = "established" if proto == TCP and chance.random() < 0.15 else ""
    return Entry(verdict, proto, source, target, sport, nasty_ports(chance), extra, log)


def nasty(count, seed=1):
    chance, entries = chance_for("nasty", count, seed), []
    for _ in range(count):
        draw = chance.random() if entries else 1
        if draw < 0.06:
            made = chance.choice(entries)
        elif draw < 0.14:
            made = chance.choice(entries)
            made = dataclasses.replace(made, verdict=OTHER[made.verdict])
        elif draw < 0.22:
            made = dataclasses.replace(narrower(chance, chance.choice(entries)), log=False)
        else:
            made = nasty_entry(chance)
        entries.append(made)
    return entries


def crossing(count, seed=1):
    """One address narrow and the other wide, in turn: nearly every line meets many others."""
    chance, entries = chance_for("crossing", count, seed), []
    for _ in range(count):
        near = prefix(0x0A000000 | chance.getrandbits(24), chance.choice((24, 28, 32, 32)))
        far = ANY
        if chance.random() < 0.8:
            far = prefix(0x0A000000 | chance.getrandbits(24), chance.choice((8, 12, 16)))
        source, target = chance.choice(((near, far), (far, near)))
        proto, ports = chance.choice((TCP, TCP, UDP, None)), ()
        if proto:
            ports = chance.choice(((), ("range", 1024, 65535), ("eq", chance.randrange(1, 65536))))
        verdict = "deny" if chance.random() < 0.2 else "permit"
        entries.append(Entry(verdict, proto, source, target, (), ports))
    return entries


def of_shapes(shapes):
    return lambda count, seed=1: shaped(count, seed, shapes)


MIXES = {f"shaped{k}": of_shapes(k) for k in (1, 2, 4, 8)}
MIXES |= {"ranges": ranges, "realistic": realistic, "nasty": nasty, "crossing": crossing}


# ---- lists in other hands ---------------------------------------------------------------------------


def access_list(name, entries):
    return f"ip access-list extended {name}\n" + "".join(f" {entry.ios()}\n" for entry in entries)


def plain_rules(entries):
    """One rule a line, as most generators write them."""
    lines = "".join(f"\t\t{entry.nft()}\n" for entry in entries)
    return ("table ip peer {\n\tchain forward {\n\t\ttype filter hook forward priority 0; policy drop;\n"
            f"{lines}\t}}\n}}\n")


def counted_rules(entries):
    """The same where they do all that ours do: count, ask only what comes by one device, and stand in a
    table for both versions of IP."""
    lines = []
    for entry in entries:
        asked, _, verdict = entry.nft().rpartition(" ")
        lines.append(f"\t\t{asked} counter {verdict}\n")
    return ("table inet peer {\n\tchain forward {\n\t\ttype filter hook forward priority 0; policy drop;\n"
            f"\t\tiifname != \"near\" accept\n{''.join(lines)}\t}}\n}}\n")


def chain_an_entry(entries):
    """A chain for each entry and a jump to it, as capirca and aerleon write them."""
    chains = "".join(f"\tchain t{i} {{\n\t\t{entry.nft()}\n\t}}\n" for i, entry in enumerate(entries))
    jumps = "".join(f"\t\tjump t{i}\n" for i in range(len(entries)))
    return (f"table ip peer {{\n{chains}\tchain forward {{\n\t\ttype filter hook forward priority 0; "
            f"policy drop;\n{jumps}\t}}\n}}\n")


# ---- a whole configuration --------------------------------------------------------------------------

LIST = 1000  # entries of one list


def big_entries(count, lists):
    """COUNT lines of lists: their heads and entries, in the shapes that a big site has."""
    in_each, i = -(-count // lists), 0
    for number in range(lists):
        yield f"ip access-list extended ACL-{number}\n"
        for _ in range(min(in_each, count - number * in_each) - 1):
            verdict = "deny" if i % 4 == 3 else "permit"
            near = f"10.{i >> 8 & 127}.{i & 255}.0"
            far = f"198.18.{i * 7 >> 8 & 255}.{i * 7 & 255}"
            port = 1024 + i * 13 % 60000
            yield (
                f" {verdict} tcp {near} 0.0.0.255 host {far} eq {port}\n",
                f" {verdict} udp {near} 0.0.0.255 host {far} range {port} {port + 10}\n",
                f" {verdict} ip {near} 0.0.0.255 {far} 0.0.0.0\n",
                f" {verdict} tcp host {near} any eq www established\n",
                f" {verdict} icmp any host {far} echo-reply\n",
            )[i % 5]
            i += 1


def big_interfaces(count, lists):
    for j in range(count):
        yield f"interface GigabitEthernet0/{j}\n"
        yield f" description link {j} to customer {j * 3}\n"
        yield f" ip address {big_link(j, 1)} 255.255.255.252\n"
        yield f" ip access-group ACL-{j % lists} in\n"
        yield f" ip nat {'outside' if j == 0 else 'inside'}\n"
        yield f" ip policy route-map RM-{j}\n"
        yield "!\n"


def big_link(j, host):
    return f"172.{16 + (j >> 14)}.{j >> 6 & 255}.{(j & 63) * 4 + host}"


def big_route_maps(count, links, lists):
    clauses = [f"route-map RM-{j} permit 10\n match ip address ACL-{(j + 1) % lists}\n"
               f" set ip next-hop {big_link(0, 2)}\n" for j in range(links)]
    lines = "".join(clauses).splitlines(True)
    for i in range(count - len(lines)):
        lines.append(f"ip route 10.{128 + (i >> 14 & 63)}.{i >> 6 & 255}.{(i & 63) * 4} 255.255.255.252 "
                     f"{big_link(0, 2)}\n")
    return lines


def million(count=1_000_000):
    """COUNT lines of a configuration that compiles: 80 % entries of access lists, 10 % static NAT, the
    rest interfaces, route-maps and static routes."""
    links, statics = max(count // 20 // 7, 1), count // 10
    lists = min(links, max(count * 8 // 10 // (LIST + 1), 1))
    entries = count * 8 // 10
    maps = count - entries - statics - links * 7
    nat = (f"ip nat inside source static tcp 10.{192 + (k >> 16)}.{k >> 8 & 255}.{k & 255} 80 "
           f"203.0.{k >> 15 & 255}.{k >> 7 & 255} {1024 + k % 60000} extendable\n" for k in range(statics))
    return "".join(itertools.chain(big_interfaces(links, lists), big_entries(entries, lists), nat,
                                   big_route_maps(maps, links, lists)))


def main():
    if len(sys.argv) not in (3, 4) or sys.argv[1] not in (*MIXES, "million"):
        sys.exit(__doc__.partition("usage: ")[2].partition("\n\n")[0])
    name, *numbers = sys.argv[1], *map(int, sys.argv[2:])
    sys.stdout.write(million(*numbers[:1]) if name == "million" else access_list("BIG", MIXES[name](*numbers)))


if __name__ == "__main__":
    main()
