"""What a host in the LAN sees of a failover, at the far end of the Internet: for how long nothing of a
stream of datagrams arrives. Half of what there is to carry is behind the uplink that fails, and the
site is a large one. Beside causewayd, on the same links: keepalived and the usual ping script.
"""

import contextlib
import json
import os
import random
import re
import select
import socket
import struct
import subprocess
import time

import carrier
import topology
from harness import BUILD, CAUSEWAY, ROOT, causeway

EXAMPLE = ROOT / "examples" / "two-isp-site"
EVERY = 300  # microseconds between two datagrams
WARM = 1.0
ETH_P_ALL, ECHO, ECHO_REPLY = 3, 8, 0
SO_TIMESTAMPNS = 35
NETLINK_NETFILTER, NLM_F_REQUEST, NLM_F_ACK = 12, 1, 4
CT_DELETE, CTA_MARK, CTA_MARK_MASK = 0x102, 8, 21
SETTLED = 2.5  # seconds after which the kernel takes a link for quiet
FLAP = 0.15
TWINS = [*range(20100, 20110), 20200]  # which are got ready while another is in force

PROBE = """\
ip sla 100
 icmp-echo {target} source-interface Serial0/1/0
 threshold {timeout}
 timeout {timeout}
 frequency {frequency}
"""


def configuration(routes=0, statics=0, delay="", timeout=1000, frequency=2, target=topology.INET_TOO):
    """The example's, with so many routes by both uplinks and so many static translations."""
    text = (EXAMPLE / "gw.cfg").read_text()
    text = text.replace(" delay down 1 up 2\n", delay)
    text = re.sub(r"ip sla 100\n( .*\n)+", PROBE.format(
        target=target, timeout=timeout, frequency=frequency), text)
    lines = []
    for i in range(routes):
        prefix = f"{20 + (i >> 16)}.{i >> 8 & 255}.{i & 255}.0 255.255.255.0"
        lines.append(f"ip route {prefix} Serial0/1/0 192.168.2.2")
        lines.append(f"ip route {prefix} Serial0/2/0 172.16.1.2 250")
    for i in range(statics):
        lines.append(f"ip nat inside source static tcp 10.0.1.5 {20000 + i} "
                     f"interface Serial0/2/0 {20000 + i}")
    return text.replace("\nend\n", "\n" + "\n".join(lines) + "\nend\n")


class Changes:
    """The times at which the kernel told of changes, in nanoseconds of the monotonic clock."""

    def __init__(self, process):
        self.pipe = process.stdout
        self.rest = b""
        self.pipe.readline()

    def fileno(self):
        return self.pipe.fileno()

    def read(self):
        """Those told of since the last time."""
        while select.select([self.pipe], [], [], 0)[0]:
            data = os.read(self.pipe.fileno(), 1 << 20)
            if not data:
                break
            self.rest += data
        *lines, self.rest = self.rest.split(b"\n")
        return [int(line.split()[0]) for line in lines]


class Watched:
    """What every site here has: a stream through it, and a cable to cut."""

    aside = []  # tables

    def begin(self):
        # nobody listens on the ports of the stream, and nobody shall say so
        self.inet.exec("nft", "-f", "-", stdin="""
            table ip quiet {
              chain in {
                type filter hook prerouting priority -300
                udp dport 10000-60000 drop
              }
            }""")
        self.cable = carrier.Cable(self.isp_a, "customer")
        self.changes = Changes(self.start_in(
            self.gw, BUILD / "tests" / "bench" / "watch", *self.aside, stdout=subprocess.PIPE, bufsize=0))

    def start_in(self, namespace, *argv, **how):
        process = subprocess.Popen(["ip", "netns", "exec", namespace.name, *map(str, argv)], **how)
        self.processes.append(process)
        return process

    @contextlib.contextmanager
    def stream(self, seconds, port=None):
        """Losses as (lost, from, to), in nanoseconds of the monotonic clock, after the block."""
        losses = []
        program = BUILD / "tests" / "bench" / "stream"
        far = self.start_in(self.inet, program, "receive", seconds + 3, stdout=subprocess.PIPE,
                            text=True)
        far.stdout.readline()
        near = self.start_in(self.lan, program, "send", topology.INET, EVERY, seconds + 2,
                             *([port] if port else []))
        time.sleep(WARM)
        try:
            yield losses
            if near.poll() is not None:
                raise RuntimeError("the stream ended before what it was to see")
        finally:
            near.kill()
            near.wait()
            time.sleep(0.2)
            far.terminate()
            said = far.communicate(timeout=10)[0]
            losses.extend(tuple(map(int, found)) for found in
                          re.findall(r"^lost (\d+) from (\d+) to (\d+)", said, re.M))

    def await_first(self, seconds):
        """Until the way out is the first uplink; false when it is not within so many."""
        end = time.monotonic() + seconds
        while "dev wan0" not in self.gw.exec("ip", "route", "get", topology.INET).stdout:
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True

    def cut_off(self):
        """Cut the cable; the times of that and of the last change that somebody makes."""
        self.changes.read()
        cut = time.monotonic_ns()
        self.cable.set(False)
        time.sleep(FLAP)
        return cut, max(self.changes.read(), default=cut)


class AgentSite(Watched, topology.Site):
    """Kept by causewayd."""

    def __init__(self, site="", connections=0, routes=0, **how):
        super().__init__(EXAMPLE, topology.NAMED)
        self.text = configuration(routes=routes, **how)
        self.site_text, self.connections, self.routes = site, connections, routes
        self.aside = TWINS if routes else []

    def load(self):
        (self.scratch / "gw.cfg").write_text(self.text)
        (self.scratch / "gw.site.yaml").write_text(
            (EXAMPLE / "gw.site.yaml").read_text() + "dns: none\n" + self.site_text)
        self.log = self.scratch / "log"
        control = self.scratch / "ctl.sock"
        with open(self.log, "w") as log:
            self.agent = self.start_in(
                self.gw, BUILD / "causewayd", "--socket", control, "--state-dir",
                self.scratch / "state", self.scratch / "gw.cfg",
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        end = time.monotonic() + 120
        while "SYS-5-CONFIG_I" not in self.log.read_text():
            if time.monotonic() > end or self.agent.poll() is not None:
                raise RuntimeError("causewayd does not start: " + self.log.read_text())
            time.sleep(0.1)
        self.begin()
        self.fill()
        self.await_twins()

    @staticmethod
    def marks():
        """They follow from names, and are the example's."""
        plan = json.loads(causeway("show", "plan", EXAMPLE / "gw.cfg").stdout)
        by_device = {device["device"]: device.get("mark") for device in plan["devices"]}
        return [str(by_device[device]) for device in ("wan0", "wan1")]

    def apply(self, config):
        """What `causeway apply` says of CONFIG."""
        with self.gw.inside():
            done = subprocess.run(
                [CAUSEWAY, "apply", "--socket", self.scratch / "ctl.sock", "-m", self.scratch / "gw.site.yaml",
                 config], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            raise RuntimeError("causeway apply: " + done.stdout[-1000:])
        return done.stdout

    def fill(self):
        """Half of the connections by either uplink."""
        if not self.connections:
            return
        half = str(self.connections // 2)
        first, second = self.marks()
        done = self.gw.exec(BUILD / "tests" / "bench" / "entries", half, first, half, second)
        if done.returncode != 0:
            raise RuntimeError("entries: " + done.stderr)

    def count_connections(self):
        return int(self.gw.exec("sysctl", "-n", "net.netfilter.nf_conntrack_count").stdout)

    def await_twins(self):
        """Until another table is as large as the first, and none grows any more."""
        before = None
        for _ in range(120):
            tables = [int(n) for n in re.findall(
                r"Prefixes:\s+(\d+)", self.gw.exec("cat", "/proc/net/fib_triestat").stdout)]
            large = [n for n in tables if n > self.routes // 2]
            if tables == before and (self.routes < 100 or len(large) > 1):
                return
            before = tables
            time.sleep(1)
        raise RuntimeError("no table is ready beside that in force")


class PeerSite(Watched, topology.Site):
    """The same links, translated by two rules; somebody else sees to the default route."""

    def __init__(self, start):
        super().__init__(EXAMPLE, topology.NAMED)
        self.start_peer = start

    def load(self):
        for device, address in (("lan0", "10.0.0.1/24"), ("wan0", "192.168.2.1/29"),
                                ("wan1", "172.16.1.1/30")):
            self.gw.ip("addr", "add", address, "dev", device)
        self.gw.ip("route", "replace", "default", "via", topology.ISP_A)
        self.gw.exec("sysctl", "-qw", "net.ipv4.ip_forward=1")
        self.gw.exec("nft", "-f", "-", stdin="""
            table ip nat {
              chain out {
                type nat hook postrouting priority 100
                oifname { "wan0", "wan1" } masquerade
              }
            }""")
        self.begin()
        self.start_peer(self)
        time.sleep(5)

    def script(self, name, text):
        path = self.scratch / name
        path.write_text("#!/bin/sh\n" + text)
        path.chmod(0o755)
        return path


def keepalived(site):
    down = site.script("down", f"ip route replace default via {topology.ISP_B}\n")
    up = site.script("up", f"ip route replace default via {topology.ISP_A}\n")
    conf = site.scratch / "keepalived.conf"
    conf.write_text(f"""
        global_defs {{
          script_user root
          enable_script_security
        }}
        vrrp_instance LAN {{
          interface lan0
          virtual_router_id 51
          priority 100
          advert_int 1
          track_interface {{
            wan0
          }}
          virtual_ipaddress {{
            10.0.0.254/24
          }}
          notify_fault "{down}"
          notify_master "{up}"
        }}
        """)
    site.start_in(site.gw, "keepalived", "-n", "-l", "-P", "-f", conf, "-p", site.scratch / "pid",
                  "-r", site.scratch / "vrrp.pid", stdout=subprocess.DEVNULL,
                  stderr=subprocess.DEVNULL)


def ping_script(site):
    loop = site.script("loop", f"""
        was=A
        while :; do
            if ping -q -n -c 1 -W 1 -I wan0 {topology.ISP_A} >/dev/null 2>&1; then is=A; else is=B; fi
            if [ $is != $was ]; then
                if [ $is = A ]; then ip route replace default via {topology.ISP_A}
                else ip route replace default via {topology.ISP_B}; fi
                was=$is
            fi
            sleep 1
        done
        """)
    site.start_in(site.gw, loop, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


# ---- outages -------------------------------------------------------------------------------------


def blackout(losses, cut, window):
    """Milliseconds from the last datagram that arrived before to the first behind the loss, or all
    losses, that began within WINDOW seconds of CUT."""
    own = [(a, b) for _, a, b in losses if cut - 5e6 < a < cut + window * 1e9]
    return (max(b for _, b in own) - min(a for a, _ in own)) / 1e6 if own else EVERY / 1e3


def carrier_outages(site, times, down, pause, port=None):
    """Blackouts, and times to the last change in the kernel."""
    cuts = []
    with site.stream(int(times * (down + pause + FLAP)) + 30, port) as losses:
        for _ in range(times):
            time.sleep(pause)
            if site.await_first(10):
                cuts.append(site.cut_off())
            time.sleep(max(0, down - FLAP))
            site.cable.set(True)
    return ([blackout(losses, cut, down) for cut, _ in cuts],
            [(last - cut) / 1e6 for cut, last in cuts])


def silence(site, on):
    """The Internet behind the first uplink is gone, or back: the link itself is as it was."""
    last = "add rule ip gone hole drop" if on else "flush chain ip gone hole"
    done = site.isp_a.exec("nft", "-f", "-", stdin=f"""
        add table ip gone
        add chain ip gone hole {{ type filter hook forward priority -10; }}
        {last}
        """)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)


def silent_outages(site, times, down, pause):
    cuts = []
    with site.stream(int(times * (down + pause + 1)) + 2) as losses:
        for _ in range(times):
            time.sleep(pause + random.random() * 0.5)  # at any phase of the probe
            site.await_first(10)
            cuts.append(time.monotonic_ns())
            silence(site, True)
            time.sleep(down)
            silence(site, False)
    return [blackout(losses, cut, down) for cut in cuts]


# ---- clearing, timers, forks ---------------------------------------------------------------------


def delete_connections(site, mark=None):
    """Milliseconds that the kernel takes to forget all, or those of a MARK: one request, its answer."""
    attributes = b"" if mark is None else b"".join(
        struct.pack("=HHI", 8, kind, socket.htonl(value))
        for kind, value in ((CTA_MARK, mark), (CTA_MARK_MASK, 0xFFFFFFFF)))
    request = struct.pack("=IHHIIBBH", 20 + len(attributes), CT_DELETE, NLM_F_REQUEST | NLM_F_ACK,
                          1, 0, socket.AF_UNSPEC, 0, 0) + attributes
    with site.gw.inside():
        kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
    with kernel:
        begin = time.monotonic_ns()
        kernel.send(request)
        answer = kernel.recv(4096)
        took = (time.monotonic_ns() - begin) / 1e6
    error = struct.unpack_from("=i", answer, 16)[0]
    if error:
        raise OSError(-error, "cannot delete connections")
    return took


def clearing(site):
    """Milliseconds from the cut to the last change of routes, and from that to the moment when half
    of the connections are gone."""
    time.sleep(3)
    delete_connections(site)  # those of streams, of which there may be more than the kernel keeps
    site.fill()
    site.await_first(20)
    with site.gw.inside():
        count = open("/proc/sys/net/netfilter/nf_conntrack_count")
    with count:
        before = int(count.read())
        site.changes.read()
        cut = time.monotonic_ns()
        site.cable.set(False)
        gone = None
        while time.monotonic_ns() - cut < 2e9 and gone is None:
            time.sleep(0.001)  # to count is work, too
            count.seek(0)
            if int(count.read()) < before - site.connections // 2 + 100:
                gone = time.monotonic_ns()
    changes = site.changes.read() or [cut]  # later ones are the loader's
    switched = max(at for at in changes if at - changes[0] < 5e6)
    site.cable.set(True)
    return (switched - cut) / 1e6, ((gone or cut + 2e9) - switched) / 1e6


def clearing_alone(site):
    """Milliseconds that the kernel takes to forget the same half when nothing else happens: one
    request that names the mark, and its answer. Before or behind clearing(): what the machine does
    beside changes within seconds."""
    time.sleep(3)
    site.fill()
    return delete_connections(site, int(site.marks()[0]))


def children_that_ended(site):
    """Page faults of children that the agent's processes have waited for: each child makes some."""
    pids = site.gw.exec("ip", "netns", "pids", site.gw.name).stdout.split()
    found = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            with open(f"/proc/{pid}/stat") as stat:
                name, rest = stat.read().rsplit(")", 1)
            if "causewayd" in name:
                found[pid] = int(rest.split()[8])
    return found


class Echoes:
    """The probes as they come by at the first provider, and those of them that are not answered."""

    def __init__(self, site):
        with site.isp_a.inside():
            self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM,
                                        socket.htons(ETH_P_ALL))
        self.socket.bind(("customer", ETH_P_ALL))
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.open = {}

    def fileno(self):
        return self.socket.fileno()

    def read(self):
        """One packet: a question opens, its answer closes."""
        packet, stamps = self.socket.recvmsg(200, 64)[:2]
        seconds, nanoseconds = struct.unpack("qq", stamps[0][2])
        at = seconds * 10**9 + nanoseconds - time.time_ns() + time.monotonic_ns()
        if len(packet) < 28 or packet[0] != 0x45 or packet[9] != socket.IPPROTO_ICMP:
            return
        if packet[20] == ECHO:
            self.open.setdefault(packet[24:28], at)
        elif packet[20] == ECHO_REPLY:
            self.open.pop(packet[24:28], None)

    def __enter__(self):
        self.open = {}
        with contextlib.suppress(BlockingIOError):
            while True:
                self.socket.recv(200, socket.MSG_DONTWAIT)
        return self

    def __exit__(self, *_):
        self.socket.close()


def timer_outages(site, times, timeout, delay, down):
    """By how many milliseconds the routes move later than the timers of IOS say: the first probe that
    is not answered, its timeout, the delay of the track."""
    late = []
    for _ in range(times):
        site.await_first(20)
        time.sleep(random.random())  # at any phase of the operation
        with Echoes(site) as echoes:
            site.changes.read()
            silence(site, True)
            begin, moved = time.monotonic_ns(), None
            while time.monotonic_ns() - begin < down * 1e9 and moved is None:
                ready = select.select([echoes, site.changes], [], [], 0.1)[0]
                if echoes in ready:
                    echoes.read()
                if site.changes in ready:
                    moved = min(site.changes.read(), default=None)
        silence(site, False)
        first = min(echoes.open.values(), default=None)
        if first and moved:
            late.append((moved - first) / 1e6 - timeout - delay)
        time.sleep(0.2)
    return late
