"""Random access lists, prefix lists and object groups: what statements of all kinds refer to."""

import ipaddress

HOSTS = ["10.0.0.5", "10.0.0.6", "10.0.0.10", "10.0.0.66", "10.0.0.130", "10.0.1.10", "10.0.1.20",
         "10.5.0.7"]
SERVERS = ["10.0.0.10", "10.0.0.11", "10.0.1.10"]
FAR = ["198.51.100.9", "198.51.100.200", "203.0.113.9", "203.0.113.77", "10.9.0.3", "192.0.2.33"]
NEAR_A = ["192.168.2.2", "192.168.2.6"]
NEAR_B = ["172.16.1.2", "172.16.1.6"]
GLOBAL_A = ["192.168.2.1", "192.168.2.3", "192.168.2.4", "192.168.2.5", "198.18.1.5"]
GLOBAL_B = ["172.16.1.1", "172.16.1.3", "172.16.1.4", "198.18.2.5"]
NETWORKS = ["10.0.0.0/24", "10.0.0.0/25", "10.0.0.128/25", "10.0.0.8/29", "10.0.1.0/24",
            "198.51.100.0/24", "203.0.113.0/24", "203.0.113.64/26", "192.168.2.0/29",
            "172.16.1.0/29", "10.0.0.0/8", "0.0.0.0/1"]
PORTS = [20, 22, 53, 80, 123, 443, 1023, 1024, 5060, 8080, 33434, 40000]
NAMED_PORTS = {("tcp", 53): "domain", ("udp", 53): "domain", ("tcp", 80): "www", ("udp", 123): "ntp"}
SERVICES = [22, 53, 80, 443, 5060, 8080]
DSCPS = {"ef": 46, "af41": 34, "cs1": 8, "default": 0}
TOS_BYTES = [0, 0, 0, 0xb8, 0x88, 0x20, 0x10, 0x08, 0xe0]
LENGTHS = [60, 60, 60, 100, 200, 600, 1200]
ICMP_NAMES = ["echo", "echo-reply", "unreachable", "time-exceeded", "8", "0 0", "3 4"]


def wildcard(net):
    return str(ipaddress.ip_network(net).hostmask)


def mask(net):
    return str(ipaddress.ip_network(net).netmask)


def base(net):
    return str(ipaddress.ip_network(net).network_address)


class Lists:
    """What a configuration has defined so far, and LINES that define it, in blocks of lines."""

    def __init__(self, dice, near):
        self.dice, self.near = dice, near
        self.blocks = []
        self.counts = {}

    def name(self, kind):
        """Some names sort otherwise than they stand: the order of NAT's rules goes by names."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"{self.dice.choice('AMZbx')}{kind}{self.counts[kind]}"

    def number(self, first):
        while True:
            n = first + self.dice.randrange(60)
            if ("number", n) not in self.counts:
                self.counts["number", n] = 1
                return n

    def maybe(self, chance):
        return self.dice.random() < chance

    # ---- addresses and ports --------------------------------------------------------------------

    def address(self, inside):
        """Of an entry: whom it is about."""
        dice = self.dice
        kind = dice.random()
        if kind < 0.3:
            return "any"
        pool = HOSTS if inside else FAR + self.near
        if kind < 0.55:
            return f"host {dice.choice(pool)}"
        if kind < 0.9:
            net = dice.choice(NETWORKS[:5] if inside else NETWORKS[5:])
            return f"{base(net)} {wildcard(net)}"
        if kind < 0.95 and inside:
            return dice.choice(["10.0.0.0 0.0.0.254", "10.0.0.1 0.0.255.254", "10.0.0.10 0.0.1.0"])
        return f"object-group {self.network_group(inside)}" if self.maybe(0.7) else "any"

    def network_group(self, inside):
        name, dice = self.name("Net"), self.dice
        lines = [f"object-group network {name}"]
        pool = HOSTS if inside else FAR + self.near
        for _ in range(dice.randint(1, 3)):
            kind = dice.random()
            if kind < 0.5:
                lines.append(f" host {dice.choice(pool)}")
            elif kind < 0.8:
                net = dice.choice(NETWORKS[:5] if inside else NETWORKS[5:9])
                lines.append(f" {base(net)} {mask(net)}")
            else:
                lines.append(" range 10.0.0.5 10.0.0.10" if inside else " range 203.0.113.5 203.0.113.80")
        self.blocks.append(lines)
        return name

    def service_group(self):
        name, dice = self.name("Svc"), self.dice
        lines = [f"object-group service {name}"]
        for _ in range(dice.randint(1, 3)):
            lines.append(" " + dice.choice([
                f"tcp eq {dice.choice(SERVICES)}", f"udp {dice.choice(SERVICES)}", "icmp echo",
                "tcp-udp eq 53", "tcp source gt 1023 eq 80", "udp range 1000 40000", "esp", "icmp",
            ]))
        self.blocks.append(lines)
        return name

    def port(self, proto):
        dice = self.dice
        kind, port = dice.random(), dice.choice(PORTS)
        if kind < 0.55:
            return f" eq {NAMED_PORTS.get((proto, port), port)}"
        if kind < 0.65:
            return f" eq {port} {dice.choice(SERVICES)}"
        if kind < 0.72:
            return f" neq {port}"
        if kind < 0.8:
            return f" gt {port}"
        if kind < 0.86:
            return f" lt {port}"
        low, high = sorted(dice.sample(PORTS, 2))
        return f" range {low} {high}"

    # ---- entries --------------------------------------------------------------------------------

    def options(self, proto):
        dice, text = self.dice, ""
        if proto == "tcp" and self.maybe(0.2):
            text += dice.choice([" established", " established", " syn", " ack", " match-all +syn -ack",
                                 " match-any +rst +ack"])
        if proto == "icmp" and self.maybe(0.6):
            text += f" {dice.choice(ICMP_NAMES)}"
        if self.maybe(0.08):
            found = [" dscp ef", " dscp af41", " dscp default", " precedence critical", " precedence 0",
                     " tos min-delay", " tos 4", " fragments", " ttl gt 60", " ttl lt 10", " ttl eq 64"]
            text += dice.choice(found)
        if self.maybe(0.05):
            text += " log"
        return text

    def extended_entry(self, from_inside, permit=0.65):
        """FROM_INSIDE: it is about packets that hosts inside send; None: either."""
        dice = self.dice
        if from_inside is None:
            from_inside = self.maybe(0.5)
        word = "permit" if self.maybe(permit) else "deny"
        proto = dice.choice(["ip", "ip", "tcp", "tcp", "udp", "udp", "icmp", "esp", "gre", "99"])
        src, dst = self.address(from_inside), self.address(not from_inside)
        if self.maybe(0.04):
            return f"{word} object-group {self.service_group()} {src} {dst}"
        if proto in ("tcp", "udp"):
            src += self.port(proto) if self.maybe(0.2) else ""
            dst += self.port(proto) if self.maybe(0.55) else ""
        return f"{word} {proto} {src} {dst}{self.options(proto)}"

    def standard_entry(self, inside, permit=0.7):
        dice = self.dice
        word = "permit" if self.maybe(permit) else "deny"
        pool = HOSTS if inside else FAR + self.near
        kind = dice.random()
        if kind < 0.15:
            return f"{word} any"
        if kind < 0.5:
            return f"{word} {dice.choice(['', 'host '])}{dice.choice(pool)}"
        net = dice.choice(NETWORKS[:5] if inside else NETWORKS[5:])
        return f"{word} {base(net)} {wildcard(net)}"

    def access_list(self, inside, standard=None, open_end=0.5, permit=0.65, most=4):
        """Its name; INSIDE: about packets from hosts inside."""
        dice = self.dice
        standard = self.maybe(0.35) if standard is None else standard
        entries = []
        for _ in range(dice.randint(1, most)):
            entries.append(self.standard_entry(inside is not False, permit) if standard
                           else self.extended_entry(inside, permit))
        if self.maybe(open_end):
            entries.append("permit any" if standard else "permit ip any any")
        if self.maybe(0.5):
            number = self.number(1 if standard else 100)
            self.blocks.append([f"access-list {number} {entry}" for entry in entries])
            return str(number)
        name = self.name("Acl")
        head = f"ip access-list {'standard' if standard else 'extended'} {name}"
        if self.maybe(0.2):
            sequence = dice.sample(range(1, 90), len(entries))
            entries = [f"{n} {entry}" for n, entry in zip(sequence, entries)]
        self.blocks.append([head, *(f" {entry}" for entry in entries)])
        return name

    def next_hop_list(self):
        hops = self.near[:]
        number = self.number(1)
        self.blocks.append([f"access-list {number} permit {self.dice.choice(hops)}"])
        return str(number)

    def prefix_list(self, nets=NETWORKS[5:]):
        name, dice = self.name("Pfx"), self.dice
        block = []
        for i in range(dice.randint(1, 2)):
            word = "permit" if self.maybe(0.75) else "deny"
            block.append(f"ip prefix-list {name} seq {5 * i + 5} {word} {dice.choice(nets)} le 32")
        if self.maybe(0.3):
            block.append(f"ip prefix-list {name} permit 0.0.0.0/0 le 32")
        self.blocks.append(block)
        return name
