"""Random small configurations: a site of two uplinks, with what the language knows of them."""

import dataclasses
import random

import lists
from lists import GLOBAL_A, GLOBAL_B, HOSTS, NEAR_A, NEAR_B, SERVERS, SERVICES, Lists

LAN, OTHER, A, B = "FastEthernet0/0", "FastEthernet0/1", "Serial0/1/0", "Serial0/2/0"
DEVICES = {LAN: "fa0-0", OTHER: "fa0-1", A: "se0-1-0", B: "se0-2-0"}
GATEWAY = {A: "192.168.2.2", B: "172.16.1.2"}


@dataclasses.dataclass
class Case:
    """BLOCKS are statements with what belongs under them: ["interface ...", " ip address ...", ...]."""

    blocks: list
    assume: list = dataclasses.field(default_factory=list)
    exact: bool = False
    site: str = ""  # text of the site file

    def text(self):
        return "".join(f"{line}\n" for block in self.blocks for line in block)

    def options(self):
        found = ["--exact"] if self.exact else []
        for condition in self.assume:
            found += ["--assume", condition]
        return found

    def down(self):
        """Devices of the links that are assumed to be down."""
        found = {c.split()[1] for c in self.assume if c.startswith("interface") and c.endswith(" down")}
        return {DEVICES[name] for name in found}

    def interfaces(self):
        return [b[0].split()[1] for b in self.blocks
                if b[0].startswith("interface ") and b[0].split()[1] in DEVICES]


class Generator:
    styles = (0.8, 0.08, 0.12)

    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.own_dice = random.Random(f"reflexive {seed}")  # what came later leaves the rest as it was
        self.lists = Lists(self.dice, NEAR_A + NEAR_B)
        self.blocks = []  # all but the lists
        self.maps = []
        self.maybe = self.lists.maybe
        self.tracks = []
        self.exact = self.maybe(0.25)

    # ---- interfaces -----------------------------------------------------------------------------

    def interfaces(self):
        dice = self.dice
        self.style = dice.choices(["inside", "nvi", "none"], self.styles)[0]
        self.parts = {LAN: ["ip address 10.0.0.1 255.255.255.0"],
                      A: [f"ip address 192.168.2.1 255.255.255.{dice.choice([248, 248, 0])}"],
                      B: [f"ip address 172.16.1.1 255.255.255.{dice.choice([248, 252])}"]}
        if self.maybe(0.5):
            self.parts[OTHER] = ["ip address 10.0.1.1 255.255.255.0"]
        if self.maybe(0.15):
            self.parts[LAN].append("ip address 10.5.0.1 255.255.255.0 secondary")
        if self.maybe(0.15):
            self.parts[A].append("ip address 192.168.9.1 255.255.255.0 secondary")
        sides = {LAN: "inside", A: "outside", B: "outside" if self.maybe(0.9) else None,
                 OTHER: dice.choice(["inside", "inside", None])}
        self.sides = {n: sides[n] if self.style == "inside" else None for n in self.parts}
        for name in self.parts:
            self.tagged(name)
            self.filtered(name)

    def tagged(self, name):
        if self.style == "nvi" and name != OTHER and self.maybe(0.9):
            self.parts[name].append("ip nat enable")
        if self.sides[name]:
            self.parts[name].append(f"ip nat {self.sides[name]}")
        if self.maybe(0.05):
            self.parts[name].append("no ip unreachables")
        if self.maybe(0.06):
            how = self.dice.choice(["reverse-path", "source reachable-via rx", "source reachable-via any",
                                    "source reachable-via rx allow-default"])
            self.parts[name].append(f"ip verify unicast {how}")

    def filtered(self, name):
        inside = name in (LAN, OTHER)
        if self.maybe(0.22):
            acl = self.lists.access_list(inside, open_end=0.7)
            self.parts[name].append(f"ip access-group {acl} in")
        if self.maybe(0.18):
            acl = self.lists.access_list(not inside, standard=False, open_end=0.7)
            self.parts[name].append(f"ip access-group {acl} out")

    def reflexive(self):
        """An uplink that lets in what answers, and little else."""
        dice, way = self.own_dice, self.own_dice.choice([A, B])
        if dice.random() > 0.12 or any("access-group" in part for part in self.parts[way]):
            return
        out = dice.choice([["permit tcp any any reflect Back", "permit udp any any reflect Back timeout 60",
                            "permit icmp any any reflect Back"],
                           ["permit ip any any reflect Back"],
                           ["deny tcp any any eq 443", "permit tcp any any reflect Back",
                            "permit udp any any eq 53", "permit ip any any reflect Back"]])
        into = ["evaluate Back", *dice.sample(["permit icmp any any echo", "permit tcp any any eq 80",
                                               "deny udp any any"], dice.randint(0, 2))]
        dice.shuffle(into)
        self.lists.blocks.append(["ip access-list extended Out", *(f" {entry}" for entry in out)])
        self.lists.blocks.append(["ip access-list extended Into", *(f" {entry}" for entry in into)])
        self.parts[way] += ["ip access-group Out out", "ip access-group Into in"]

    def loopback(self):
        if self.maybe(0.12):
            self.blocks.append(["interface Loopback0", " ip address 198.18.9.9 255.255.255.255"])

    # ---- tracks and routes ----------------------------------------------------------------------

    def track(self):
        """The number of a track, made anew or not."""
        dice = self.dice
        if self.tracks and self.maybe(0.5):
            return dice.choice(self.tracks)
        number = len(self.tracks) + 1
        kind = dice.random()
        if kind < 0.35:
            block = [f"track {number} interface {dice.choice([A, B])} line-protocol"]
        elif kind < 0.75 or not self.tracks:
            self.blocks.append([f"ip sla {number}", f" icmp-echo {dice.choice(lists.FAR)}", " frequency 5"])
            self.blocks.append([f"ip sla schedule {number} life forever start-time now"])
            block = [f"track {number} ip sla {number} reachability"]
        elif kind < 0.9:
            block = [f"track {number} list boolean {dice.choice(['and', 'or'])}"]
            block += [f" object {n}{dice.choice(['', '', ' not'])}"
                      for n in dice.sample(self.tracks, min(2, len(self.tracks)))]
        else:
            block = [f"track {number} ip route 10.9.0.0 255.255.0.0 reachability"]
        self.tracks.append(number)
        self.blocks.append(block)
        return number

    def way(self, uplink):
        kind = self.dice.random()
        if kind < 0.6:
            return f"{uplink} {GATEWAY[uplink]}"
        return GATEWAY[uplink]

    def tail(self, distance, track):
        text = f" {distance}" if distance > 1 else ""
        return text + (f" track {self.track()}" if self.maybe(track) else "")

    def routes(self):
        dice, found = self.dice, []
        default = "ip route 0.0.0.0 0.0.0.0"
        first, second = dice.choice([(A, B), (A, B), (B, A)])
        if self.maybe(0.92):
            found.append(f"{default} {self.way(first)}{self.tail(dice.choice([1, 1, 10]), 0.4)}")
        if self.maybe(0.6):
            found.append(f"{default} {self.way(second)}{self.tail(dice.choice([20, 250]), 0.15)}")
        if self.maybe(0.05):
            found.append(f"{default} Null0 254")
        if self.maybe(0.25):
            far = dice.choice(["198.51.100.0 255.255.255.0", "203.0.113.0 255.255.255.0",
                               "203.0.113.64 255.255.255.192", "203.0.113.9 255.255.255.255"])
            found.append(f"ip route {far} {self.way(second)}{self.tail(1, 0.3)}")
            if self.maybe(0.3):
                found.append(f"ip route {far} {dice.choice([self.way(first), 'Null0'])}{self.tail(5, 0.2)}")
        if self.maybe(0.25):
            hop = dice.choice(["10.0.0.9", "10.0.0.9", "203.0.113.9", "Null0", "10.0.1.9"])
            found.append(f"ip route 10.9.0.0 255.255.0.0 {hop}{self.tail(1, 0.2)}")
        if self.maybe(0.15):
            found.append(f"ip route 10.5.0.0 255.255.255.0 {dice.choice(['10.0.0.9', LAN + ' 10.0.0.8'])}")
        if self.maybe(0.1):
            found.append(f"ip route 192.0.2.0 255.255.255.0 {dice.choice(['198.51.100.9', '10.9.0.1'])}")
        if self.maybe(0.05):
            found.append(f"ip route 192.0.2.33 255.255.255.255 {self.way(first)} permanent")
        self.blocks += [[line] for line in found]

    # ---- route-maps of policy routing -----------------------------------------------------------

    def matches(self, inside):
        dice, lines = self.dice, []
        kind = dice.random()
        if kind < 0.55:
            names = [self.lists.access_list(inside, open_end=0.15) for _ in range(dice.choice([1, 1, 2]))]
            lines.append(f" match ip address {' '.join(names)}")
        elif kind < 0.65:
            lines.append(f" match ip address prefix-list {self.lists.prefix_list()}")
        if self.maybe(0.15):
            lines.append(f" match length {dice.choice(['0 99', '100 700', '1000 1500'])}")
        return lines

    def exits(self):
        dice, lines = self.dice, []
        hops = [GATEWAY[A], GATEWAY[B], GATEWAY[B], "10.0.0.9", "192.168.77.1"]
        links = [A, B, B]
        kind = dice.random()
        if kind < 0.32:
            lines.append(f" set ip next-hop {' '.join(dice.sample(hops, dice.choice([1, 1, 2])))}")
        elif kind < 0.5:
            chosen = dice.sample([A, B], dice.choice([1, 1, 2])) + (["Null0"] if self.maybe(0.4) else [])
            lines.append(f" set interface {' '.join(chosen)}")
        elif kind < 0.6:
            for n in range(dice.choice([1, 2])):
                lines.append(f" set ip next-hop verify-availability {dice.choice(hops)} "
                             f"{10 * n + 10} track {self.track()}")
        elif kind < 0.67:
            lines.append(f" set ip next-hop recursive {dice.choice(['203.0.113.9', '198.51.100.9', '10.9.0.1'])}")
        elif kind < 0.77:
            lines.append(f" set ip default next-hop {dice.choice(hops)}")
        elif kind < 0.84:
            lines.append(f" set default interface {dice.choice(links)}{dice.choice(['', ' Null0'])}")
        elif kind < 0.88:
            lines.append(" set interface Null0")
        elif kind < 0.92:
            lines += [f" set ip next-hop {dice.choice(hops)}", f" set interface {dice.choice(links)}"]
        if self.maybe(0.12):
            lines.append(dice.choice([" set ip precedence critical", " set ip dscp ef", " set ip tos 8",
                                      " set ip precedence 0"]))
        return lines

    def policy_map(self, inside):
        name = self.lists.name("Policy")
        for n in range(self.dice.choice([1, 1, 2, 3])):
            word = "permit" if self.maybe(0.85) else "deny"
            block = [f"route-map {name} {word} {10 * n + 10}", *self.matches(inside)]
            if word == "permit":
                block += self.exits()
            self.maps.append(block)
        return name

    def policies(self):
        for name, chance in ((LAN, 0.4), (OTHER, 0.2), (A, 0.08), (B, 0.08)):
            if name in self.parts and self.maybe(chance):
                inside = True if name in (LAN, OTHER) else False
                self.parts[name].append(f"ip policy route-map {self.policy_map(inside)}")
        if self.maybe(0.2):
            self.blocks.append([f"ip local policy route-map {self.policy_map(None)}"])

    # ---- all of it ------------------------------------------------------------------------------

    def states(self):
        found = []
        for number in self.tracks:
            if self.maybe(0.3):
                found.append(f"track {number} {self.dice.choice(['up', 'down', 'down'])}")
        for name in (A, B):
            if self.maybe(0.08):
                found.append(f"interface {name} down")
        return found

    def case(self):
        import translation
        self.interfaces()
        self.loopback()
        self.routes()
        self.policies()
        translation.translate(self)
        self.reflexive()
        head = [["interface " + name, *(f" {p}" for p in parts)] for name, parts in self.parts.items()]
        assume = self.states()
        blocks = head + self.lists.blocks + self.maps + self.blocks
        return Case(blocks, assume, exact=self.exact)


def make(seed):
    return Generator(seed).case()
