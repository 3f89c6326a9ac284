"""How fast a core forwards behind an access list, and how many connections a second it translates, by
the number of entries: our output beside one rule a line, beside the same that does as much, beside a
chain an entry, and beside none.

    sender ====+--- router of no rules ------+==== sink     They are measured in short turns, so that a
               +--- router of our output ----+              bad moment of the machine is everybody's. A
               +--- router of plain rules ---+              ratio is one to no rules of the same turn. Two
               +--- router of counted rules -+              with the same rules differ by up to a tenth
               +--- router of chains --------+              for as long as they stand, by their place
                                                            and by who was loaded first: so both change.

All are within one processor, and what is counted is the time of the processor that a packet takes,
whoever else uses it, less what it takes to send it to a device that drops it at once. What is left is
what a router does that has nothing else to do (and the sink's reception, by which the packet is
gone), and a rate is one over that.
"""

import contextlib
import itertools
import os
import pathlib
import random
import shutil
import socket
import statistics
import struct
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "net"), str(HERE)]

import mixes  # noqa: E402
import plot  # noqa: E402
from harness import BUILD, CAUSEWAY, run  # noqa: E402
from topology import Namespace  # noqa: E402

BLAST = BUILD / "tests" / "bench" / "blast"
SLICE, TURNS, LONGEST = 12, 5, 6  # milliseconds of a turn; turns in a place; seconds of all of them
PLACES, PLACES_SHORT = 12, 40  # of them one has up to .05 more than another
MAC = "02:00:00:00:00:01"  # of all routers; blast.c knows it, too
NOWHERE = "nowhere"  # the device that drops
NEAR, FAR = "10.250.0", "10.251.0"
OURS, RULES, CHAINS, NONE = "causeway", "a rule a line", "a chain an entry", "none"
COUNTED = "a counted rule a line"
MAP = "a map alone"
FORMS = (NONE, OURS, MAP, RULES, CHAINS, COUNTED)  # as they are named in what is printed
SHORT = 20  # entries, where rules are nearest
MOST_RULES = 10_000  # of the peers: they take minutes to load beyond, and forward next to nothing
DEEP = 8  # candidates for the packet that costs most
FLOWS = 65536
CONNECTIONS = 1 << 16  # what all routers may know at once, all together
CONNECTING_TURNS = 6
CONNECTING_PLACES = 24

LIST = f"""hostname bench
interface FastEthernet0/0
 ip address {NEAR}.1 255.255.255.0
 ip access-group BIG in
!
interface FastEthernet0/1
 ip address {FAR}.1 255.255.255.0
!
ip route 0.0.0.0 0.0.0.0 {FAR}.2
"""
STATIC = f"""hostname bench
interface FastEthernet0/0
 ip address {NEAR}.1 255.255.255.0
 ip nat outside
!
interface FastEthernet0/1
 ip address {FAR}.1 255.255.255.0
 ip nat inside
!
ip route 0.0.0.0 0.0.0.0 {NEAR}.2
ip route 10.192.0.0 255.192.0.0 {FAR}.2
"""
SITE = """interfaces:
  FastEthernet0/0: { device: near }
  FastEthernet0/1: { device: far }
dns: none
"""
CONNTRACK = """table ip peer {
	chain pre {
		type nat hook prerouting priority -100; policy accept;
		ct state new accept
	}
}
"""


class Router:
    """One between sender and sink, by devices of its own."""

    def __init__(self, bed, number):
        self.bed, self.number = bed, number
        self.netns = bed.namespace(f"router{number}")
        self.near, self.far = f"s{number}", f"k{number}"
        bed.wire(bed.sender, self.near, self.netns, "near")
        bed.wire(bed.sink, self.far, self.netns, "far")
        self.netns.ip("link", "set", "dev", "near", "address", MAC)
        self.route()
        bed.drop(self.far)

    @staticmethod
    def hardware_address(netns, device):
        return netns.exec("cat", f"/sys/class/net/{device}/address").stdout.strip()

    def route(self):
        self.netns.exec("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv4.conf.all.rp_filter=0",
                        "net.ipv4.conf.default.rp_filter=0", "net.ipv4.conf.near.rp_filter=0",
                        "net.ipv4.conf.far.rp_filter=0")
        self.netns.ip("addr", "add", f"{NEAR}.1/24", "dev", "near")
        self.netns.ip("addr", "add", f"{FAR}.1/24", "dev", "far")
        for device, address, peer in (("far", f"{FAR}.2", (self.bed.sink, self.far)),
                                      ("near", f"{NEAR}.2", (self.bed.sender, self.near))):
            self.netns.ip("neigh", "replace", address, "lladdr", self.hardware_address(*peer),
                          "dev", device, "nud", "permanent")
        self.netns.ip("route", "add", "default", "via", f"{FAR}.2")

    def load(self, rules):
        """RULES is a file, or the text of one; without any, none."""
        self.netns.exec("nft", "flush", "ruleset", timeout=300)
        if not rules:
            return
        stdin = None if isinstance(rules, pathlib.Path) else rules
        done = self.netns.exec("nft", "-f", "-" if stdin else rules, stdin=stdin, timeout=300)
        if done.returncode:
            raise RuntimeError(f"nft -f: {done.stderr[:500]}")

    def forget(self):
        """All connections, by one request to the kernel."""
        with self.netns.inside():
            asked = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12)  # NETLINK_NETFILTER
        with asked:
            # IPCTNL_MSG_CT_DELETE of NFNL_SUBSYS_CTNETLINK, NLM_F_REQUEST | NLM_F_ACK
            asked.send(struct.pack("=IHHIIBBH", 20, 1 << 8 | 2, 5, 1, 0, socket.AF_INET, 0, 0))
            asked.recv(4096)


def softirq_thread(processor):
    """Where the kernel says how long its thread for what interrupts leave to do has run."""
    for path in pathlib.Path("/proc").glob("[0-9]*/comm"):
        with contextlib.suppress(OSError):
            if path.read_text() == f"ksoftirqd/{processor}\n":
                return path.parent / "schedstat"
    return "/dev/null"


class Bed:
    """Sender, sink and COUNT routers; a context manager that leaves nothing behind."""

    def __init__(self, count):
        self.count, self.namespaces, self.routers = count, [], []
        self.processor = max(os.sched_getaffinity(0))
        self.schedstat = softirq_thread(self.processor)

    def __enter__(self):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="causeway-bench-"))
        try:
            self.sender, self.sink = self.namespace("sender"), self.namespace("sink")
            self.sink.exec("nft", "add table netdev drop")
            self.wire(self.sender, NOWHERE, self.sink, NOWHERE)
            self.sink.ip("link", "set", "dev", NOWHERE, "mtu", "68")  # less than what is sent
            self.routers = [Router(self, number) for number in range(self.count)]
            with self.sink.inside():
                self.counters = open("/proc/thread-self/net/dev")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for namespace in self.namespaces:
            namespace.delete()
        shutil.rmtree(self.scratch, ignore_errors=True)

    @staticmethod
    def wire(one, device, other, peer):
        Namespace.sh("ip", "link", "add", device, "netns", one.name, "type", "veth",
                     "peer", "name", peer, "netns", other.name)
        one.ip("link", "set", "dev", device, "up")
        other.ip("link", "set", "dev", peer, "up")

    def drop(self, device):
        """What comes to the sink by DEVICE, before it is looked at."""
        self.sink.exec("nft", f"add chain netdev drop {device} {{ type filter hook ingress device "
                              f"{device} priority 0; policy drop; }}")

    def namespace(self, name):
        made = Namespace(f"cw-bench-{os.getpid()}", name)
        self.namespaces.append(made)
        return made

    def received(self, router):
        self.counters.seek(0)
        line = next(line for line in self.counters if line.lstrip().startswith(f"{router.far}:"))
        return int(line.split()[2])

    def packets(self, name, packets):
        path = self.scratch / name
        path.write_bytes(b"".join(
            struct.pack("!IIBBHHH", p.source, p.target, p.proto, p.flags, p.sport, p.dport, 0)
            for p in packets))
        return path

    def costs(self, routers, packets, turns=TURNS, how="again"):
        """[{router: seconds that one of PACKETS, a file, takes}], a turn each; None is nowhere."""
        lanes = {NOWHERE: None} | {router.near: router for router in routers}
        before = {router: self.received(router) for router in routers}
        done = self.sender.exec("taskset", "-c", self.processor, BLAST, packets, SLICE, turns, LONGEST,
                                how, self.schedstat, *lanes)
        if done.returncode:
            raise RuntimeError(f"blast: {done.stderr}")
        found, sent = [], dict.fromkeys(routers, 0)
        for line in done.stdout.splitlines():
            device, whole, measured, seconds = line.split()
            if device == NOWHERE:
                found.append({})
            else:
                sent[lanes[device]] += int(whole)
            if int(measured):
                found[-1][lanes[device]] = float(seconds) / int(measured)
        for router in routers:
            lost = 1 - (self.received(router) - before[router]) / sent[router]
            if lost > 0.02:
                raise RuntimeError(f"{100 * lost:.1f} % of the packets of {router.netns.name} are lost")
        return [turn for turn in found if len(turn) == len(lanes)]


def compiled(folder, text, site=SITE):
    """What `causeway compile` makes of it for nft."""
    config, out = folder / "gw.cfg", folder / "out"
    config.write_text(text)
    (folder / "gw.site.yaml").write_text(site)
    done = run([CAUSEWAY, "compile", "-m", folder / "gw.site.yaml", "-o", out, config], timeout=300)
    if done.returncode:
        raise RuntimeError(f"does not compile: {done.stderr[:500]}")
    return out / "nftables.nft"


# ---- access lists ----------------------------------------------------------------------------------


def can_be_forwarded(packet):
    return all(0 < address >> 24 < 224 and address >> 24 != 127 for address in packet[:2])


def packet_of(entries, index, number, chance):
    """One that is let pass, and by that entry; or None."""
    entry = entries[number]
    if entry.verdict != "permit" or entry.proto not in (None, mixes.TCP, mixes.UDP):
        return None
    for _ in range(8):
        packet = entry.packet(chance)
        if index.first(packet) == number and can_be_forwarded(packet):
            return packet
    return None


def deep_packets(entries, index, chance):
    """Of the last entries, of each pair of masks at most one while there are others."""
    found, pairs = [], set()
    for number in range(len(entries) - 1, max(-1, len(entries) - 1 - 64), -1):
        pair = entries[number].source[1], entries[number].target[1]
        packet = None if pair in pairs else packet_of(entries, index, number, chance)
        if packet:
            pairs.add(pair)
            found.append(packet)
        if len(found) == DEEP:
            break
    return found


def spread_packets(entries, index, chance):
    """Of entries anywhere in the list, so many that no cache holds all that they touch."""
    wanted = min(FLOWS if len(index.groups) <= 64 else FLOWS // 8, max(1024, 4 * len(entries)))
    tried = (packet_of(entries, index, chance.randrange(len(entries)), chance) for _ in range(4 * wanted))
    return list(itertools.islice(filter(None, tried), wanted))


def costliest(bed, router, candidates):
    """The one of CANDIDATES that takes ROUTER longest."""
    files = [bed.packets(f"deep{i}", [packet]) for i, packet in enumerate(candidates)]
    if len(files) == 1:
        return files[0]
    return max(files, key=lambda file: statistics.median(
        turn[router] for turn in bed.costs([router], file, turns=3)))


def forms(bed, entries, peers):
    """What is loaded, by name."""
    ours = compiled(bed.scratch, LIST + mixes.access_list("BIG", entries))
    found = {NONE: None, OURS: ours}
    if peers:
        found |= {RULES: mixes.plain_rules(entries), CHAINS: mixes.chain_an_entry(entries),
                  COUNTED: mixes.counted_rules(entries)}
    return found


def in_all_places(bed, loaded, places=PLACES):
    """Yields the routers by the names of what is LOADED into them, and takes it away again."""
    chance = random.Random(len(loaded))
    for _ in range(places):
        names = chance.sample(list(loaded), len(loaded))
        routers = dict(zip(names, chance.sample(bed.routers, len(loaded))))
        for name, router in routers.items():
            router.load(loaded[name])
        yield routers
        for router in routers.values():
            router.load(None)


def by_name(routers, turns):
    """What Bed.costs() says of ROUTERS, by their names."""
    return [{None: turn[None]} | {name: turn[router] for name, router in routers.items()} for turn in turns]


def shares(places):
    """{name: (packets a second, share of none)}, the means of PLACES, each of them turns by_name()."""
    found = {}
    for name in (name for name in FORMS if name in places[0][0]):
        own = [statistics.median(turn[name] - turn[None] for turn in turns) for turns in places]
        dearer = [statistics.median((turn[name] - turn[None]) / (turn[NONE] - turn[None]) for turn in turns)
                  for turns in places]
        found[name] = 1 / statistics.mean(own), 1 / statistics.mean(dearer)
    return found


def measure(bed, loaded, sent, places=PLACES, turns=TURNS, how="again"):
    """{pattern: shares} of what is LOADED, for each file of packets that is SENT, by pattern."""
    found = {pattern: [] for pattern in sent}
    for routers in in_all_places(bed, loaded, places):
        for pattern, file in sent.items():
            costs = bed.costs(list(routers.values()), file, turns, how)
            found[pattern].append(by_name(routers, costs))
            for router in routers.values():
                router.forget()
    return {pattern: shares(of_places) for pattern, of_places in found.items()}


def measure_list(bed, mix, size, peers):
    """{"worst": shares, "spread": shares} of SIZE entries of MIX."""
    entries, chance = mixes.MIXES[mix](size), random.Random(size)
    index = mixes.Index(entries)
    loaded = forms(bed, entries, peers and size <= MOST_RULES)
    bed.routers[0].load(loaded[OURS])
    deep = costliest(bed, bed.routers[0], deep_packets(entries, index, chance))
    bed.routers[0].load(None)
    spread = bed.packets("spread", spread_packets(entries, index, chance))
    places = PLACES_SHORT if size <= SHORT else PLACES
    return measure(bed, loaded, {"worst": deep, "spread": spread}, places)


def forwarding(names, sizes, peers):
    """Yields (mix, size, pattern, shares); longer lists are loaded in others' forms if they are of PEERS."""
    with Bed(6) as bed:
        for mix, size in itertools.product(names, sizes):
            for pattern, found in measure_list(bed, mix, size, mix in peers or size <= SHORT).items():
                yield mix, size, pattern, found


# ---- static translations ----------------------------------------------------------------------------


def static(i):
    """Global address and port, local address and port of the I-th."""
    return 0xCB000000 | i >> 7, 1024 + i % 60000, 0x0AC00000 | i, 80


def static_lines(count):
    for i in range(count):
        outside, port, inside, own = static(i)
        yield (f"ip nat inside source static tcp {mixes.dotted(inside)} {own} "
               f"{mixes.dotted(outside)} {port} extendable\n")


def static_rules(count):
    lines = (f"\t\tip daddr {mixes.dotted(outside)} tcp dport {port} dnat to {mixes.dotted(inside)}:{own}\n"
             for outside, port, inside, own in map(static, range(count)))
    return CONNTRACK.replace("\t\tct state new accept\n", "".join(lines))


def static_map(count):
    """What nobody does without: the one look-up, and the translation."""
    elements = ", ".join(f"{mixes.dotted(outside)} . tcp . {port} : {mixes.dotted(inside)} . {own}"
                         for outside, port, inside, own in map(static, range(count)))
    declared = ("\tmap statics {\n\t\ttype ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service\n"
                f"\t\telements = {{ {elements} }}\n\t}}\n")
    rule = "dnat ip to ip daddr . meta l4proto . th dport map @statics"
    return CONNTRACK.replace("\tchain pre", declared + "\tchain pre").replace("ct state new accept", rule)


def new_connections(count, size, which):
    """COUNT first packets, no two of one connection, to translations that WHICH(i) names."""
    for i in range(count):
        outside, port, *_ = static(which(i) % size)
        yield mixes.Packet(0x64400000 + i // 60000, outside, mixes.TCP, 1024 + i % 60000, port, mixes.SYN)


def measure_statics(bed, size):
    """Rules one an entry have turns of their own: who walks thousands leaves the next one no cache."""
    ours = compiled(bed.scratch, STATIC + "".join(static_lines(size)))
    chance = random.Random(size)
    sent = {pattern: bed.packets(pattern, new_connections(CONNECTIONS, size, which)) for pattern, which in
            (("worst", lambda i: size - 1), ("spread", lambda i: chance.randrange(size)))}
    once = CONNECTING_PLACES, CONNECTING_TURNS, "once"
    found = measure(bed, {NONE: CONNTRACK, OURS: ours, MAP: static_map(size)}, sent, *once)
    if size <= MOST_RULES:
        rules = measure(bed, {NONE: CONNTRACK, RULES: static_rules(size)}, sent, *once)
        for pattern in found:
            found[pattern][RULES] = rules[pattern][RULES]
    return found


def translating(sizes):
    """Yields (size, pattern, shares); none is conntrack alone."""
    with Bed(4) as bed:
        for router in bed.routers:
            router.netns.ip("route", "add", "100.64.0.0/10", "via", f"{NEAR}.2")
        for size in sizes:
            for pattern, found in measure_statics(bed, size).items():
                yield size, pattern, found


# ---- what is said of it -----------------------------------------------------------------------------

GREYS = {RULES: "#999999", COUNTED: "#aaaaaa", CHAINS: "#bbbbbb", MAP: "#bbbbbb"}


def as_text(found):
    """The shares of one measurement on one line."""
    rate, share = found[OURS]
    peers = "".join(f"; {name} {found[name][1]:.3f}" for name in found if name not in (OURS, NONE))
    return f"{share:.3f} of none ({rate:9,.0f} of {found[NONE][0]:9,.0f} a second){peers}"


def draw(rows, path, below):
    """ROWS are (name, size, shares): a line of ours for each name, and one for each peer of the first."""
    lines = {}
    for name, size, found in rows:
        for form, (_, share) in found.items():
            if form == OURS:
                lines.setdefault(f"causeway, {name}", []).append((size, share))
            elif form != NONE:
                lines.setdefault(f"{form}, {name}", []).append((size, share))
    ours = itertools.cycle(plot.COLOURS)
    series = []
    for name, points in lines.items():
        grey = GREYS.get(name.partition(", ")[0])
        series.append((name, grey or next(ours), points))
    plot.plot(path, series, below, lambda share: f"{share:.2f}", logarithmic=True,
              legend=(plot.WIDTH - 190, 126))
