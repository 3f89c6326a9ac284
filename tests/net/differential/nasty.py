"""Access lists that are nasty for the classifier, in every place where a list can stand, edits of
them, and packets at the edges of their entries: first and last address and port, the next ones beyond,
and what two entries have in common."""

import collections
import dataclasses
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))
import mixes  # noqa: E402
from mixes import ACK, ALL, ICMP, RST, SYN, TCP, UDP  # noqa: E402

import generator  # noqa: E402
from frames import Packet  # noqa: E402
from questions import Question  # noqa: E402

USES = ("in", "in", "out", "nat", "policy", "prefix")
OWN = 0xAC1F0000  # 172.31.0.0/16, which has the links
CODES = ((8, 0), (8, 1), (0, 0), (3, 1), (3, 4), (11, 0))
FLAGS = (SYN, SYN, ACK, RST, ACK | RST, SYN | ACK, ACK | 1)
EF = 0xb8

HEAD = """time-range NOW
 absolute start 00:00 1 January 2020
interface FastEthernet0/0
 ip address 172.31.0.1 255.255.255.0
{lan}interface Serial0/1/0
 ip address 172.31.1.1 255.255.255.0
{out}interface Serial0/2/0
 ip address 172.31.2.1 255.255.255.0
ip route 0.0.0.0 0.0.0.0 172.31.1.2
{more}"""
OPENER = "ip access-list extended NASTY\n"
PLACES = {
    "in": {"lan": " ip access-group NASTY in\n"},
    "out": {"out": " ip access-group NASTY out\n"},
    "nat": {"lan": " ip nat inside\n", "out": " ip nat outside\n",
            "more": "ip nat inside source list NASTY interface Serial0/1/0 overload\n"},
    "policy": {"lan": " ip policy route-map NASTY\n",
               "more": "route-map NASTY permit 10\n match ip address NASTY\n set ip next-hop 172.31.2.2\n"},
    "prefix": {"lan": " ip policy route-map NASTY\n",
               "more": "route-map NASTY permit 10\n match ip address prefix-list NASTY\n"
                       " set ip next-hop 172.31.2.2\n"},
}


def head(use):
    return HEAD.format(**{"lan": "", "out": "", "more": "", **PLACES[use]}) + OPENER * (use != "prefix")


def said(use, line, sequence=""):
    """LINE as it stands where its list is used."""
    if use != "prefix":
        return line.text
    address, wild = line.entry.target
    return (f"ip prefix-list NASTY {sequence}{line.entry.verdict} {mixes.dotted(address)}/"
            f"{32 - wild.bit_length()}{' le 32' * (wild > 0)}")


def config(use, lines):
    space = " " * (use != "prefix")
    return head(use) + "".join(
        f"{space}{said(use, line, f'seq {at} ')}\n" for at, line in enumerate(lines, 1))


@dataclasses.dataclass(frozen=True)
class Line:
    text: str
    entry: mixes.Entry = None  # None: a remark, or what was kept as text


def dressed(dice, entry):
    """ENTRY as a line, perhaps with what no set can ask for."""
    more = log = ""
    if entry.proto == ICMP and not entry.extra and dice.random() < 0.4:
        more = dice.choice((" 3 4", " 8 0", " 8 1", " 3", " 0"))
    elif dice.random() < 0.04:
        more = " dscp ef"
    if entry.log or dice.random() < 0.02:
        log = " log"
    if dice.random() < 0.04:
        log += " time-range NOW"
    return Line(dataclasses.replace(entry, log=False).ios() + more + log, entry)


def as_prefix(line):
    """What a prefix list can say of LINE: the destination, of a mask without holes."""
    address, wild = line.entry.target
    wild = (1 << wild.bit_length()) - 1 if not wild & wild + 1 else 0
    target = address & ~wild & ALL, wild
    entry = mixes.Entry(line.entry.verdict, None, mixes.ANY, target)
    return Line(entry.ios(), entry)


def for_use(use, lines):
    """LINES as USE can have them; nobody writes an entry of a prefix list twice."""
    if use != "prefix":
        return lines
    return list({line.text: line for line in map(as_prefix, (l for l in lines if l.entry))}.values())


def shifted(entry, by):
    """Among other addresses."""
    ends = [place if place == mixes.ANY else ((place[0] ^ by) & ~place[1] & ALL, place[1])
            for place in (entry.source, entry.target)]
    return dataclasses.replace(entry, source=ends[0], target=ends[1])


def parts(count, seed):
    """Nasty ones of some networks, one after the other."""
    found = []
    while len(found) < count:
        by = len(found) // 40 * 0x01010000
        found += [shifted(entry, by) for entry in mixes.nasty(40, f"{seed}/{len(found)}")]
    return found[:count]


def mixture(count, seed):
    dice = random.Random(f"{seed} mixture")
    found = mixes.realistic(count // 2, seed) + parts(count // 4, seed) + mixes.ranges(count // 4, seed)
    dice.shuffle(found)
    return found


def port_blocks(count, seed):
    """Of few shapes, with ports that have some first bits in common, and now and then one more or less."""
    dice = random.Random(f"{seed} port blocks")
    sizes = [dice.choice((1, 1, 3, 7, 255, 1023, 32767)) for _ in range(dice.randint(1, 3))]
    found = mixes.of_shapes(2)(count, seed)
    for i, entry in enumerate(found):
        wild = dice.choice(sizes)
        low = dice.choice((0, dice.randrange(64), dice.randrange(65536), ~wild)) & ~wild & 65535
        ports = "range", low, min(low + wild + (dice.random() < 0.05), 65535)
        side = "sport" if dice.random() < 0.2 else "dport"
        found[i] = dataclasses.replace(entry, proto=dice.choice((TCP, TCP, UDP)), **{"dport": (), side: ports})
    return found


def sided(count, seed):
    """Most for all packets, some for answers of TCP alone, some for what can be none; few of them meet."""
    dice = random.Random(f"{seed} sided")
    found = mixes.of_shapes(2)(count, seed)
    for i, entry in enumerate(found):
        draw = dice.random()
        if draw < 0.15:
            found[i] = dataclasses.replace(entry, target=mixes.ANY, extra="established")
        elif draw < 0.3:
            found[i] = dataclasses.replace(entry, proto=UDP, dport=mixes.some_range(dice))
        elif draw < 0.4:
            found[i] = dataclasses.replace(entry, source=mixes.ANY, proto=ICMP, dport=(), extra="echo-reply")
    for entry in mixes.nasty(dice.choice((0, 0, 1, 3)), seed):
        found.insert(dice.randrange(len(found)), entry)
    return found


KINDS = ((mixes.nasty, 8, 30, 6), (mixes.nasty, 30, 90, 5), (parts, 100, 600, 3), (mixture, 16, 200, 4),
         (mixture, 200, 600, 2), (mixes.realistic, 20, 600, 2), (mixes.ranges, 20, 600, 2),
         (mixes.of_shapes(8), 20, 600, 1), (mixes.of_shapes(2), 20, 600, 1), (sided, 60, 600, 3), (port_blocks, 10, 300, 3),
         (mixes.crossing, 100, 1500, 3))


def make(seed):
    """(use, lines)"""
    dice = random.Random(f"nasty {seed}")
    kind, low, high, _ = dice.choices(KINDS, [weight for *_, weight in KINDS])[0]
    lines = [dressed(dice, entry) for entry in kind(dice.randint(low, high), f"{seed}")]
    if dice.random() < 0.3:
        lines.insert(dice.randrange(len(lines)), Line("remark what follows"))
    use = dice.choice(USES)
    return use, for_use(use, lines)


def altered(dice, entry):
    draw = dice.random()
    if draw < 0.4:
        return dataclasses.replace(entry, verdict=mixes.OTHER[entry.verdict])
    if draw < 0.6:
        return mixes.narrower(dice, entry)
    if draw < 0.8:
        return mixes.wider(dice, entry)
    if entry.proto in (TCP, UDP):
        return dataclasses.replace(entry, dport=mixes.nasty_ports(dice))
    return dataclasses.replace(entry, source=mixes.nasty_place(dice))


def edited(lines, seed):
    """(LINES with one to three of them inserted, deleted, changed or moved; whose entries are new or gone)"""
    dice, lines, touched = random.Random(f"edit {seed}"), lines[:], []
    for _ in range(dice.choice((1, 1, 2, 3))):
        at = dice.randrange(len(lines))
        old = lines[at]
        entry = old.entry or mixes.nasty_entry(dice)
        kind = dice.choice(("insert", "insert", "delete", "change", "move"))
        if kind == "insert":
            made = dressed(dice, altered(dice, entry) if dice.random() < 0.6 else mixes.nasty_entry(dice))
            lines.insert(at + dice.randrange(2), made)
        elif kind == "delete" and len(lines) > 1:
            made = lines.pop(at)
        elif kind == "change":
            made = lines[at] = dressed(dice, altered(dice, entry))
        else:
            made = lines.pop(at)
            lines.insert(dice.randrange(len(lines) + 1), made)
        touched += [line.entry for line in (old, made) if line.entry]
    return lines, touched


# ---- packets ---------------------------------------------------------------------------------------


def edge(dice, place):
    """An address at the edge of PLACE, or about there."""
    address, wild = place
    draw = dice.random()
    if draw < 0.3:
        return address
    if draw < 0.5:
        return address | wild
    if draw < 0.7:
        return mixes.within(dice, place)
    if draw < 0.8:
        return (address - 1) & ALL
    if draw < 0.9:
        return ((address | wild) + 1) & ALL
    return address ^ 1 << dice.randrange(32)


def edge_of_ports(dice, ports):
    low, high = dice.choice(mixes.spans(ports) or [(0, 65535)]) if ports else (0, 65535)
    draw = dice.random()
    if draw < 0.75:
        return dice.choice((low, high, dice.randint(low, high), low))
    return dice.choice((max(low - 1, 0), min(high + 1, 65535), 0, 65535))


def common(one, other):
    """A place in both, where there is one; else ONE."""
    (a, wild), (b, too) = one, other
    if (a ^ b) & ~wild & ~too & ALL:
        return one
    return (a | b & wild) & ~(wild & too) & ALL, wild & too


def common_ports(one, other):
    for a, b in mixes.spans(one) if one else ():
        for c, d in mixes.spans(other) if other else ():
            if max(a, c) <= min(b, d):
                return ("range", max(a, c), min(b, d))
    return one or other


def both(one, other):
    """An entry of what the two have in common, as far as they have."""
    return dataclasses.replace(
        one, source=common(one.source, other.source), target=common(one.target, other.target),
        proto=one.proto if one.proto is not None else other.proto,
        sport=common_ports(one.sport, other.sport), dport=common_ports(one.dport, other.dport))


Asked = collections.namedtuple("Asked", "source target proto sport dport flags code tos")


def packet_at(dice, entry):
    source, target = edge(dice, entry.source), edge(dice, entry.target)
    proto = entry.proto
    if proto is None or dice.random() < 0.06:
        proto = dice.choice((TCP, TCP, UDP, ICMP, mixes.GRE))
    flags, code, sport, dport = 0, 0, 0, 0
    if proto == ICMP:
        sport, code = dice.choice(CODES)
        if entry.extra in mixes.MESSAGES and dice.random() < 0.8:
            sport = mixes.MESSAGES[entry.extra]
    elif proto in (TCP, UDP):
        sport, dport = (edge_of_ports(dice, ports) if ports or dice.random() < 0.3 else dice.randrange(65536)
                        for ports in (entry.sport, entry.dport))
        flags = dice.choice(FLAGS) if proto == TCP else 0
    return Asked(source, target, proto, sport, dport, flags, code, dice.choice((0, 0, 0, EF)))


def can_be_sent(address):
    first = address >> 24
    return 0 < first < 224 and first != 127 and address >> 16 != OWN >> 16


class Packets:
    """Of a list; no two of them belong to one flow, since the kernel translates flows."""

    def __init__(self, use, lines, touched, seed):
        self.use, self.touched = use, touched
        self.entries = [line.entry for line in lines if line.entry]
        self.dice = random.Random(f"packets {seed}")
        self.known = set()

    def ask(self):
        dice = self.dice
        pool = self.touched if self.touched and dice.random() < 0.5 else self.entries
        entry = dice.choice(pool)
        if dice.random() < 0.35:
            entry = both(entry, dice.choice(self.entries))
        return packet_at(dice, entry)

    def is_new(self, asked):
        ports = asked.proto in (TCP, UDP)
        ends = (asked.proto, *((asked.sport, asked.dport) if ports else (0, 0)), asked.source, asked.target)
        back = (asked.proto, *((asked.dport, asked.sport) if ports else (0, 0)), asked.target, asked.source)
        if self.use == "nat" and not ports:  # only one host can be translated for another then
            ends, back = (asked.proto, asked.target), (asked.proto, asked.source)
        if asked.proto != ICMP and (ends in self.known or back in self.known):
            return False
        self.known |= {ends, back}
        return True

    def make(self, count):
        found = []
        for _ in range(count * 2):
            asked = self.ask()
            if self.use == "nat":  # what begins no connection is not translated: another test's business
                asked = asked._replace(flags=asked.flags and (SYN, ACK)[asked.flags & ACK != 0])
                asked = asked._replace(sport=8, code=0) if asked.proto == ICMP else asked
            if can_be_sent(asked.source) and can_be_sent(asked.target) and asked.source != asked.target and (
                    self.is_new(asked)):
                found.append(asked)
                if len(found) == count:
                    break
        return [question(asked, i) for i, asked in enumerate(found, 1)]


def question(asked, number):
    ends = (mixes.dotted(asked.source), mixes.dotted(asked.target))
    if asked.proto == ICMP:
        packet = Packet(ICMP, *ends, number, number, icmp=(asked.sport, asked.code), tos=asked.tos, length=40)
    else:
        packet = Packet(asked.proto, *ends, asked.sport, asked.dport, flags=asked.flags, tos=asked.tos,
                        length=40)
    return Question(generator.LAN, packet)
