"""Random packets for a configuration: from and to everybody whom it speaks of, and some others."""

import dataclasses
import random
import re

import frames
import generator
import lists
from frames import ICMP, TCP, UDP, Packet
from generator import A, B, LAN, OTHER

SOURCES = {LAN: ["10.0.0.5", "10.0.0.6", "10.0.0.10", "10.0.0.11", "10.0.0.66", "10.0.0.130", "10.5.0.7"],
           OTHER: ["10.0.1.10", "10.0.1.20"],
           A: ["198.51.100.9", "203.0.113.9", "203.0.113.77", "192.168.2.2", "192.0.2.33"],
           B: ["198.51.100.9", "203.0.113.9", "198.51.100.200", "172.16.1.2"]}
OWN = {"10.0.0.1": LAN, "10.0.1.1": OTHER, "192.168.2.1": A, "172.16.1.1": B}
NOBODYS = re.compile(r"^(22[4-9]|2[3-5]\d|0|127)\.|\.(0|255|7)$")


@dataclasses.dataclass(frozen=True)
class Question:
    entry: str  # the interface; "" for the gateway itself
    packet: Packet

    def text(self):
        where = f"in {self.entry}" if self.entry else "self"
        return f"{where} {self.packet.words()}"


def parse(text):
    """The question that text() wrote."""
    words = text.split()
    entry = words[1] if words[0] == "in" else ""
    name, src, _, dst, *rest = words[2 if entry else 1:]
    proto = {n: p for p, n in frames.NAMES.items()}.get(name) or int(name)
    (src, _, sport), (dst, _, dport) = src.partition(":"), dst.partition(":")
    fields = {}
    flags = sum(frames.FLAGS[w] for w in rest if w in frames.FLAGS)
    if flags:
        fields["flags"] = flags
    for word, value in zip(rest, rest[1:]):
        if word in ("tos", "ttl", "length"):
            fields[word] = int(value)
        elif word == "id":
            sport = dport = value
    return Question(entry, Packet(proto, src, dst, int(sport or 0), int(dport or 0), **fields))


class Questions:
    def __init__(self, case, seed):
        self.dice = random.Random(f"{seed} packets")
        self.up = [n for n in case.interfaces() if generator.DEVICES[n] not in case.down()]
        text = case.text()
        said = set(re.findall(r"\b\d+\.\d+\.\d+\.\d+\b", text))
        said = sorted(a for a in said if not NOBODYS.search(a) and not a.startswith("255."))
        self.global_ = [a for a in said if a.startswith(("192.168.", "172.16.", "198.18.", "10.77."))]
        self.global_ += ["192.168.2.1", "172.16.1.1"]
        self.inner = [a for a in said if a.startswith("10.")] + ["10.0.0.10", "10.0.1.10", "10.0.0.77"]
        self.far = [a for a in said if a.startswith(("198.51.", "203.", "192.0."))] + lists.FAR
        self.own = sorted(a for a in OWN if a in said)
        ports = {int(p) for p in re.findall(r"(?:eq|gt|lt|neq|range|\d) (\d{2,5})\b(?![.])", text)}
        self.ports = sorted(p for p in ports if 0 < p < 65535) + lists.SERVICES + [53, 80]
        self.asked = []

    def ask(self):
        dice = self.dice
        if self.asked and dice.random() < 0.12:
            return self.again(dice.choice(self.asked))
        if dice.random() < 0.1 and self.own:
            entry, src = "", dice.choice(self.own)
            dst = dice.choice(self.far + self.inner + lists.NEAR_A + lists.NEAR_B)
        else:
            entry = dice.choices(self.up, [4 if n == LAN else 2 for n in self.up])[0]
            src = dice.choice(SOURCES[entry])
            dst = self.destination(entry)
        if dst == src:
            return self.ask()
        question = Question(entry, self.packet(src, dst))
        self.asked.append(question)
        return question

    def destination(self, entry):
        dice = self.dice
        inside = entry in (LAN, OTHER)
        kind = dice.random()
        if kind < (0.65 if inside else 0.12):
            return dice.choice(self.far + ([] if kind < 0.5 else lists.NEAR_A + lists.NEAR_B))
        if kind < (0.85 if inside else 0.85):
            return dice.choice(self.inner if inside else self.global_)
        return dice.choice(self.global_ if inside else self.inner)

    def packet(self, src, dst):
        dice = self.dice
        proto = dice.choices([TCP, UDP, ICMP, 50, 99], [5, 4, 2, 0.4, 0.2])[0]
        low = dice.random() < 0.25
        sport = dice.choice(self.ports) if low else dice.randrange(20000, 60000)
        packet = Packet(proto, src, dst, tos=dice.choice(lists.TOS_BYTES), length=dice.choice(lists.LENGTHS),
                        ttl=64 if dice.random() < 0.95 else dice.choice([5, 255]))
        if proto == ICMP:
            return dataclasses.replace(packet, sport=sport, dport=sport)
        if proto in (TCP, UDP):
            flags = 2 if dice.random() < 0.9 else 16
            return dataclasses.replace(packet, sport=sport, dport=dice.choice(self.ports), flags=flags)
        return packet

    def again(self, question):
        """Another packet of a flow, or nearly of one."""
        dice, packet = self.dice, question.packet
        # a masquerade by another way than before costs the kernel a packet: none of its own to route anew
        kind = dice.random() if question.entry else 1
        if kind < 0.5:
            flags = 16 if packet.proto == TCP and packet.flags & 2 else packet.flags
            packet = dataclasses.replace(packet, flags=flags, tos=dice.choice(lists.TOS_BYTES),
                                         length=dice.choice(lists.LENGTHS))
        elif packet.proto in (TCP, UDP):
            packet = dataclasses.replace(packet, dport=dice.choice(self.ports))
        else:
            packet = dataclasses.replace(packet, dst=dice.choice(self.far))
        if packet.dst == packet.src:
            return self.ask()
        return dataclasses.replace(question, packet=packet)


def make(case, seed, count):
    asker = Questions(case, seed)
    return [asker.ask() for _ in range(count)] if asker.up else []
