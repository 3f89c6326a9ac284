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
ROUTE_GROUPS = (1 << 6) | (1 << 7)  # IPv4 routes and rules, of this kernel's group numbers
NFNLGRP_NFTABLES = 7
SOL_NETLINK, NETLINK_ADD_MEMBERSHIP = 270, 1
QUIET = 3.0  # seconds; a link that flaps is announced late by the kernel itself
AFTER = 0.5  # seconds in which changes are waited for


def monitor(namespace):
    """Sockets on which the kernel announces changes of routes, rules and nft."""
    with namespace.inside():
        route = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE)
        route.bind((0, ROUTE_GROUPS))
        nft = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
        nft.setsockopt(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, NFNLGRP_NFTABLES)
    return [route, nft]


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
    """(milliseconds to the last change, number of changes)"""
    drain(sockets)
    start = last = time.perf_counter()
    cable.set(False)
    count = 0
    while time.perf_counter() - start < AFTER:
        for one in select.select(sockets, [], [], 0.05)[0]:
            last = time.perf_counter()
            data = one.recv(65536)
            while len(data) >= 16:
                (length,) = struct.unpack_from("=I", data)
                data = data[(length + 3) & ~3:]
                count += 1
    return 1000 * (last - start), count


def losses(site, times):
    cable, sockets = Cable(site.isp_a, "customer"), monitor(site.gw)
    taken = []
    for _ in range(times):
        time.sleep(QUIET)
        taken.append(one_loss(cable, sockets))
        cable.set(True)
    # A carrier that comes back is not of interest here, but the way back must be complete.
    return [t for t, _ in taken], max(n for _, n in taken)


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
    with AgentSite(ROOT / "examples" / "two-isp-site", topology.NAMED) as site:
        return losses(site, times)


def measure_shell(times):
    with ShellSite(ROOT / "examples" / "two-isp-site", topology.NAMED) as site:
        return losses(site, times)
