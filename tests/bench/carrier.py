"""How long after a link has lost its carrier the last change in the kernel is made: by the agent, and
by the shell loop that people write. Both ends of the time are taken in this process: just before the
message that takes the other end of the cable down, and when the kernel announces a change.
"""

import select
import socket
import struct
import subprocess
import time

import topology
from harness import BUILD, ROOT

RTM_SETLINK, NLM_F_REQUEST, IFF_UP = 19, 1, 1
NETLINK_ROUTE, NETLINK_NETFILTER = 0, 12
LINK_GROUP, ROUTE_GROUPS = 1, (1 << 6) | (1 << 7)  # RTMGRP_LINK; RTMGRP_IPV4_ROUTE and _RULE
NFNLGRP_NFTABLES = 7
SOL_NETLINK, NETLINK_ADD_MEMBERSHIP = 270, 1
QUIET, FLAPPING = 3.0, 0.1  # seconds between two changes of the link
AFTER = 1.5  # seconds in which changes are waited for: the kernel may announce a flap late


def monitor(namespace):
    """Sockets on which the kernel announces changes: of routes and rules, of nft; and of links."""
    with namespace.inside():
        route = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE)
        route.bind((0, ROUTE_GROUPS))
        link = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE)
        link.bind((0, LINK_GROUP))
        nft = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
        nft.setsockopt(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, NFNLGRP_NFTABLES)
    return [route, nft, link]


def drain(sockets):
    while select.select(sockets, [], [], 0)[0]:
        for one in select.select(sockets, [], [], 0)[0]:
            one.recv(65536)


def link_message(index, up):
    body = struct.pack("=BxHiII", socket.AF_UNSPEC, 0, index, IFF_UP if up else 0, IFF_UP)
    return struct.pack("=IHHII", 16 + len(body), RTM_SETLINK, NLM_F_REQUEST, 1, 0) + body


class Cable:
    """The other end of an uplink's cable."""

    def __init__(self, namespace, device):
        with namespace.inside():
            self.index = socket.if_nametoindex(device)
            self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE)

    def set(self, up):
        self.socket.send(link_message(self.index, up))


def one_loss(cable, sockets):
    """Milliseconds to the last change, and to the kernel's own announcement; number of changes."""
    drain(sockets)
    start = last = time.perf_counter()
    told, count = None, 0
    cable.set(False)
    while time.perf_counter() - start < AFTER:
        for one in select.select(sockets, [], [], 0.05)[0]:
            now = time.perf_counter()
            data = one.recv(65536)
            if one is sockets[2]:
                told = told or now
                continue
            last = now
            while len(data) >= 16:
                (length,) = struct.unpack_from("=I", data)
                data = data[(length + 3) & ~3:]
                count += 1
    return 1000 * (last - start), 1000 * ((told or start) - start), count


class Losses:
    def __init__(self, site, times, pause):
        cable, sockets = Cable(site.isp_a, "customer"), monitor(site.gw)
        taken = []
        for _ in range(times):
            time.sleep(pause)
            taken.append(one_loss(cable, sockets))
            cable.set(True)
        time.sleep(QUIET)
        self.last = [t for t, _, _ in taken]
        self.told = [t for _, t, _ in taken]
        self.changes = max(n for _, _, n in taken)


class AgentSite(topology.Site):
    """The two-provider site, kept by causewayd."""

    def load(self):
        log = open(self.scratch / "log", "w")
        state = self.scratch / "state"
        socket_path = self.scratch / "ctl.sock"
        command = [BUILD / "causewayd", "--socket", socket_path, "--state-dir", state, "gw.cfg"]
        self.processes.append(subprocess.Popen(
            ["ip", "netns", "exec", self.gw.name, *map(str, command)],
            cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        ))
        for _ in range(100):
            routes = self.gw.exec("ip", "route", "show", "table", "20200").stdout
            if "default" in routes and socket_path.exists():
                return
            time.sleep(0.1)
        raise RuntimeError("causewayd does not start: " + (self.scratch / "log").read_text())



class ShellSite(topology.Site):
    """The same links; a shell loop waits for the carrier and replaces the default route."""

    def load(self):
        for device, address in (("lan0", "10.0.0.1/24"), ("wan0", "192.168.2.1/29"),
                                ("wan1", "172.16.1.1/30")):
            self.gw.ip("addr", "add", address, "dev", device)
        self.gw.ip("route", "replace", "default", "via", topology.ISP_A)
        script = f"""ip -o monitor link | while read -r line; do
            case $line in
            *wan0*NO-CARRIER*) ip route replace default via {topology.ISP_B} ;;
            *wan0*LOWER_UP*) ip route replace default via {topology.ISP_A} ;;
            esac
        done"""
        self.processes.append(subprocess.Popen(
            ["ip", "netns", "exec", self.gw.name, "sh", "-c", script],
        ))


def measure_agent(times):
    """Of a quiet link and of one that flaps."""
    with AgentSite(ROOT / "examples" / "two-isp-site", topology.NAMED) as site:
        return Losses(site, times, QUIET), Losses(site, times, FLAPPING)


def measure_shell(times):
    with ShellSite(ROOT / "examples" / "two-isp-site", topology.NAMED) as site:
        return Losses(site, times, QUIET)
