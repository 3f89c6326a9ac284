"""Random translation of addresses: static of all forms, dynamic by lists and route-maps, pools,
outside hosts, virtual servers, and the form without sides."""

from lists import FAR, GLOBAL_A, GLOBAL_B, SERVERS, SERVICES

A, B = "Serial0/1/0", "Serial0/2/0"
GATEWAY = {A: "192.168.2.2", B: "172.16.1.2"}


class Translation:
    def __init__(self, generator):
        self.generator = generator
        self.dice, self.lists, self.maybe = generator.dice, generator.lists, generator.maybe
        self.word = "ip nat source" if generator.style == "nvi" else "ip nat inside source"
        self.pools = {}
        self.taken = set()

    def add(self, line):
        self.generator.blocks.append([line])

    # ---- maps and pools -------------------------------------------------------------------------

    def route_map(self, uplink):
        """By which link, or next hop, and whose."""
        name = self.lists.name("Isp")
        blocks = []
        if self.maybe(0.15):
            blocks.append([f"route-map {name} deny 5",
                           f" match ip address {self.lists.access_list(True, open_end=0)}"])
        block = [f"route-map {name} permit 10"]
        kind = self.dice.random()
        if kind < 0.5:
            block.append(f" match ip address {self.lists.access_list(True, open_end=0.5, permit=0.8)}")
        elif kind < 0.56:
            block.append(f" match ip address prefix-list {self.lists.prefix_list()}")
        if self.maybe(0.85):
            block.append(f" match interface {uplink}")
        elif self.maybe(0.5):
            block.append(f" match ip next-hop {self.lists.next_hop_list()}")
        blocks.append(block)
        self.generator.maps += blocks
        return name

    def pool(self, uplink):
        number = {A: "192.168.2", B: "172.16.1"}[uplink]
        first, last = self.dice.choice([(3, 3), (4, 5), (3, 6), (3, 6)])
        if self.maybe(0.2):
            number = {A: "198.18.1", B: "198.18.2"}[uplink]
            first, last = self.dice.choice([(5, 5), (16, 31), (10, 200)])
        if uplink == B and ".252" in self.generator.parts[B][0]:
            number = "198.18.2"  # a pool of which some addresses were the uplink's, and some nobody's
        key = f"{number}.{first} {number}.{last}"
        if key not in self.pools:
            self.pools[key] = self.lists.name("Pool")
            self.add(f"ip nat pool {self.pools[key]} {key} prefix-length {24 if '198' in number else 29}")
        return self.pools[key]

    # ---- rules ----------------------------------------------------------------------------------

    def dynamic(self, uplink):
        chosen = (f"route-map {self.route_map(uplink)}" if self.maybe(0.65)
                  else f"list {self.lists.access_list(True, open_end=0.3, permit=0.8)}")
        by = f" egress-interface {uplink}" if self.generator.style == "inside" and self.maybe(0.07) else ""
        if self.maybe(0.7):
            self.add(f"{self.word} {chosen} interface {uplink}{self.overload(0.93)}{by}")
        else:
            self.add(f"{self.word} {chosen} pool {self.pool(uplink)}{self.overload(0.5)}{by}")

    def overload(self, chance):
        """What IOS binds one by one, `--exact` asks the evaluator to, and the kernel does not."""
        return " overload" if self.generator.exact or self.maybe(chance) else ""

    def static(self, uplink):
        dice = self.dice
        host, global_ = dice.choice(SERVERS), dice.choice((GLOBAL_A if uplink == A else GLOBAL_B)[1:])
        tail = ""
        if self.maybe(0.2) and self.word == "ip nat inside source":
            tail += f" route-map {self.route_map(uplink)}"
        if self.maybe(0.2):
            tail += " extendable"
        kind = dice.random()
        if self.generator.style == "nvi" and (kind < 0.3 or 0.85 <= kind < 0.93):
            return  # without sides the gateway translates by uplinks, and these may name none
        if kind < 0.3:
            self.add(f"{self.word} static {host} {global_}{tail}")
        elif kind < 0.85:
            proto, port = dice.choice(["tcp", "tcp", "udp"]), dice.choice(SERVICES)
            there = f"interface {uplink}" if self.maybe(0.6) or self.generator.style == "nvi" else global_
            to = dice.choice([port, port, dice.choice(SERVICES)])
            if (proto, there, to) in self.taken:
                return
            self.taken.add((proto, there, to))
            self.add(f"{self.word} static {proto} {host} {port} {there} {to}{tail}")
        elif kind < 0.93:
            net = {A: "192.168.2.4", B: "172.16.1.4"}[uplink]
            if self.maybe(0.3):
                net = {A: "198.18.1.8", B: "198.18.2.8"}[uplink]
            self.add(f"{self.word} static network 10.0.0.8 {net} /30")
        else:
            self.add(f"{self.word} static {host} interface {uplink}")

    def outside_source(self):
        dice = self.dice
        host, inside = dice.choice(FAR[:4]), dice.choice(["10.0.0.99", "10.77.0.5"])
        if self.maybe(0.6):
            self.add(f"ip nat outside source static {host} {inside}{dice.choice(['', ' add-route'])}")
        elif self.maybe(0.5):
            self.add(f"ip nat outside source static tcp {host} 80 {inside} 8080 add-route")
        else:
            name = self.lists.name("Guest")
            self.add(f"ip nat pool {name} 10.77.0.10 10.77.0.13 prefix-length 24")
            self.add(f"ip nat outside source list {self.lists.access_list(False, True, 0.1)} pool {name} add-route")

    def rotary(self):
        name = self.lists.name("Real")
        self.add(f"ip nat pool {name} 10.0.0.10 10.0.0.11 prefix-length 24 type rotary")
        number = self.lists.number(1)
        self.lists.blocks.append([f"access-list {number} permit {self.dice.choice(['198.18.1.77', '192.168.2.6'])}"])
        self.add(f"ip nat inside destination list {number} pool {name}")


def translate(generator):
    made = Translation(generator)
    maybe = generator.maybe
    if generator.style == "none":
        return
    for uplink, chance in ((A, 0.9), (B, 0.75)):
        if maybe(chance):
            made.dynamic(uplink)
        if maybe(0.2):
            made.dynamic(uplink)
        for _ in range(generator.dice.choice([0, 0, 1, 1, 2])):
            made.static(uplink)
    if generator.style == "inside":
        if maybe(0.1):
            made.outside_source()
        if maybe(0.06):
            made.rotary()
