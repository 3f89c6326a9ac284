"""Are two fates of a packet the same? Where a translator is free to choose, what it chose may differ:
ports that many hosts share, addresses of a pool."""

import ipaddress
import re

from frames import ICMP, TCP, UDP

SILENT = {"denied", "dropped", "unrouted"}


def pools_of(text):
    """{name: [(first, last)]}"""
    found = {}
    pattern = r"^ip nat pool (\S+) (\d\S+) (\d\S+) "
    for name, first, last in re.findall(pattern, text, re.M):
        found.setdefault(name, []).append(
            (int(ipaddress.ip_address(first)), int(ipaddress.ip_address(last))))
    return found


def broadcasts_of(text):
    """Those of the networks of interfaces, as text: nobody answers from one."""
    return {str(ipaddress.ip_interface(f"{addr}/{mask}").network.broadcast_address)
            for addr, mask in re.findall(r"^ ip address (\d\S+) (\d\S+)", text, re.M)
            if mask != "255.255.255.255"}


class Comparer:
    def __init__(self, text):
        self.pools = pools_of(text)
        self.steered = "ip local policy" in text  # where no route leads, the kernel may tell by another

    def difference(self, expected, observed, sent, own, flowing=False):
        """A word about what differs, or "". SENT is the packet, OWN that the gateway itself sent it."""
        if observed.strays:
            return "something else is seen"
        verdicts = f"verdict, {observed.verdict} instead of {expected.verdict},"
        if flowing and {expected.verdict, observed.verdict} <= SILENT:
            return ""  # the kernel translates what is told of a flow, and may lose it by that
        if expected.verdict in SILENT or observed.verdict in SILENT:
            return "" if self.both_silent(expected, observed, own) else verdicts
        if expected.verdict != observed.verdict:
            return verdicts
        if expected.exit != observed.exit:
            return "exit"
        free = self.freedom(expected.at)
        for which, port in (("src", "sport"), ("dst", "dport")):
            wanted, got = getattr(expected.packet, which), getattr(observed.packet, which)
            changed = wanted != getattr(sent, which)
            if got != wanted and not (changed and self.in_pool(free, wanted, got)):
                return f"{which} address"
            if getattr(observed.packet, port) != getattr(expected.packet, port):
                if free is None and not expected.told("another flow has the same answers"):
                    return f"{which} port"
        if expected.verdict == "forwarded" and observed.hop != expected.hop:
            if expected.hop != expected.packet.dst or observed.hop != observed.packet.dst:
                return "next hop"
        if expected.verdict == "forwarded" and expected.packet.tos != observed.packet.tos:
            return "type of service"
        if expected.verdict == "forwarded" and observed.packet.ttl != sent.ttl - (not own):
            return "time to live"
        return ""

    def both_silent(self, expected, observed, own):
        """What is denied or has no route is told to the sender, if there is a way to him."""
        if expected.verdict not in SILENT or observed.verdict not in SILENT:
            return False
        if own:
            return True
        if not expected.message:
            return not observed.message or (self.steered and observed.verdict == expected.verdict)
        if expected.verdict == "unrouted" and observed.verdict == "dropped":
            return True  # the kernel tells a host of this five times, and once a second then
        return (observed.verdict, observed.message) == (expected.verdict, expected.message)

    def freedom(self, at):
        """None: there was none, a static translation; else the ranges of the pools that it had."""
        rules = [line for line in at.splitlines() if re.search(r" (list|route-map) ", line)
                 and " static " not in line]
        if not rules:
            return None
        return [r for line in rules for name in re.findall(r" pool (\S+)", line)
                for r in self.pools.get(name, [])]

    @staticmethod
    def in_pool(ranges, *addresses):
        values = [int(ipaddress.ip_address(a)) for a in addresses]
        return any(all(first <= v <= last for v in values) for first, last in ranges or ())


def ends(packet):
    return packet.src, packet.dst, packet.sport, packet.dport, packet.proto


class Flows:
    """
    IOS translates each packet as its statements say, and `--exact` asks the evaluator for that; the
    kernel translates a flow as it did its first packet, or not at all. What belongs to a flow that
    went untranslated cannot be compared then.
    """

    def __init__(self, case, text):
        self.free = not case.exact or " nat " not in text
        self.reflexive = " evaluate " in text
        self.known = set()
        self.bare = {}  # of protocols without ports: {(protocol, to): whose addresses they have}
        self.doubtful = set()  # answers to flows that only one of the two has

    def chosen(self, wanted, got):
        """A translator was free to choose, and the two chose GOT and WANTED."""
        if wanted.verdict == got.verdict and got.packet and ends(wanted.packet) != ends(got.packet):
            self.doubtful |= {ends(wanted.packet.reply()), ends(got.packet.reply())}

    def collides(self, wanted, got, pool):
        """Without ports, who gets the address of a pool that another has for the same host is lost,
        whatever addresses of it are free: the kernel does not look for those. What that host sends
        the gateway itself at one of them has it, too."""
        proto = got.packet.proto if got.packet else wanted.packet.proto
        if proto in (TCP, UDP, ICMP):
            return False
        if got.verdict == "received":
            self.bare.setdefault((proto, got.packet.src), set()).add(got.packet.dst)
        if wanted.verdict != "forwarded" or not pool:
            return False
        if got.verdict == "forwarded":
            self.bare.setdefault((proto, got.packet.dst), set()).add(got.packet.src)
        others = self.bare.get((proto, wanted.packet.dst), ())
        return got.verdict == "dropped" and any(Comparer.in_pool(pool, a) for a in others)

    def comparable(self, packet):
        """A packet that begins a flow, and not one to be seen again."""
        new = ends(packet) not in self.known
        self.known |= {ends(packet), ends(packet.reply())}
        return (self.free or new) and ends(packet) not in self.doubtful

    def answer_comparable(self, sent, fate, got):
        """A reflexive list knows who asked by the address that was chosen for him, and so lets in what
        answers another flow that has it."""
        self.known |= {ends(fate.packet), ends(fate.packet.reply())}
        if self.reflexive and got.packet and ends(got.packet) != ends(fate.packet):
            return False
        return self.free or ends(sent) != ends(fate.packet)


def between_hosts(text, question, fate):
    """Without sides, IOS translates what inside hosts send each other, too; the gateway does what
    leaves by an uplink."""
    inside = ("FastEthernet0/0", "FastEthernet0/1")
    return "ip nat enable" in text and question.entry in inside and fate.exit in inside


def differences(case, questions, expected, observed):
    """[(place, "there" or "back", word)]"""
    text = case.text()
    comparer, flows, found = Comparer(text), Flows(case, text), []
    broadcasts = broadcasts_of(text)
    for i, (question, wanted, got) in enumerate(zip(questions, expected, observed)):
        own = not question.entry
        flowing = ends(question.packet) in flows.known
        if not flows.comparable(question.packet) or between_hosts(text, question, wanted[0]):
            continue
        if flows.collides(wanted[0], got[0], comparer.freedom(wanted[0].at)):
            continue
        word = comparer.difference(wanted[0], got[0], question.packet, own, flowing)
        flows.chosen(wanted[0], got[0])
        if word:
            found.append((i, "there", word))
        elif question.packet.dst in broadcasts:
            continue
        elif wanted[1] and got[1] and flows.answer_comparable(question.packet, wanted[0], got[0]):
            sent = wanted[0].packet.reply()
            word = comparer.difference(wanted[1], got[1], sent, wanted[0].verdict == "received",
                                       ends(question.packet) != ends(wanted[0].packet))
            if word:
                found.append((i, "back", word))
    return found
