"""A gateway in a network namespace of its own, and every wire that leaves it: packets are put on
them as raw frames, and whatever comes off them is seen with the address of the next hop.

One process holds both namespaces, which have no names and end with it, whatever becomes of it. All
neighbours are this process: it answers each question of ARP with a hardware address that is made of
the address asked for, so that a frame says which neighbour it was sent to.
"""

import ctypes
import errno
import fcntl
import os
import pathlib
import select
import socket
import struct
import subprocess
import time

CLONE_NEWNET = 0x40000000
LIBC = ctypes.CDLL(None, use_errno=True)
ETH_ALL, ETH_IP, ETH_ARP = 3, 0x0800, 0x0806
SOL_PACKET, PACKET_IGNORE_OUTGOING = 263, 23
NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EINVAL}  # none, or to Null0
PROTOCOLS = (1, 6, 17, 47, 50, 99)

# The gateway's own answers are made here, so that all kinds of them are made in one way.
SILENCE = """
table inet silence {
	chain answers {
		type filter hook output priority -500
		icmp type destination-unreachable icmp code port-unreachable drop
		icmp type redirect drop
		tcp flags & rst != 0 drop
	}
}
"""


def unshare():
    if LIBC.unshare(CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "cannot make a network namespace")
    return os.open("/proc/self/ns/net", os.O_RDONLY)


def enter(namespace):
    if LIBC.setns(namespace, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "cannot enter a network namespace")


def tool(*argv, stdin=None, cwd=None):
    done = subprocess.run([str(a) for a in argv], input=stdin, cwd=cwd, capture_output=True,
                          text=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, argv))}: {done.stdout}{done.stderr}")
    return done.stdout


def setting(name):
    return pathlib.Path("/proc/sys") / name


class Wire:
    """The namespaces, from which this process does not return: it stays in the gateway's."""

    def __init__(self, devices):
        self.devices = list(devices)
        self.down = set()
        self.settings = {}
        self.outer = unshare()
        self.quiet()
        self.link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_ALL))
        self.link.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
        self.link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self.inner = unshare()
        self.quiet()
        for name, value in (("icmp_ratelimit", 0), ("icmp_msgs_per_sec", 1000000),
                            ("icmp_msgs_burst", 1000000), ("icmp_echo_ignore_all", 1)):
            path = setting(f"net/ipv4/{name}")
            if path.exists():
                path.write_text(str(value))
        self.raise_links()
        self.inside = [socket.socket(socket.AF_INET, socket.SOCK_RAW, n) for n in PROTOCOLS]
        self.own = {}
        self.conntrack = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12)
        self.poll = select.epoll()
        for one in (self.link, *self.inside):
            one.setblocking(False)
            self.poll.register(one, select.EPOLLIN)
        tool("nft", "-f", "-", stdin=SILENCE)

    @staticmethod
    def quiet():
        for name in ("all", "default"):
            path = setting(f"net/ipv6/conf/{name}/disable_ipv6")
            if path.exists():
                path.write_text("1")

    def raise_links(self):
        lines = ["link set dev lo up"]
        for device in self.devices:
            lines += [f"link add {device} type veth peer name {device}",
                      f"link set dev {device} up"]
        there = f"/proc/{os.getpid()}/fd/{self.outer}"
        lines = [f"{l} netns {there}" if " peer " in l else l for l in lines]
        tool("ip", "-batch", "-", stdin="\n".join(lines) + "\n")
        self.macs = {}
        for device in self.devices:
            self.macs[device] = self.hardware_address(device)
        self.outside("".join(f"link set dev {d} up promisc on\n" for d in self.devices))

    @staticmethod
    def hardware_address(device):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            told = fcntl.ioctl(asking, 0x8927, struct.pack("256s", device.encode()))  # SIOCGIFHWADDR
        return told[18:24]

    def outside(self, batch):
        """A batch of ip's in the namespace of the neighbours."""
        enter(self.outer)
        try:
            tool("ip", "-batch", "-", stdin=batch)
        finally:
            enter(self.inner)

    # ---- one configuration ----------------------------------------------------------------------

    def clear(self):
        """As it was before the last load()."""
        for path, value in self.settings.items():
            path.write_text(value)
        self.settings.clear()
        lines = [f"address flush dev {d}" for d in self.devices]
        lines += ["address flush dev lo scope global", "rule flush protocol 202",
                  "route flush table all protocol 202"]
        lines += [f"link set dev {d} up" for d in self.devices]
        tool("ip", "-force", "-batch", "-", stdin="\n".join(lines) + "\n")
        for one in self.own.values():
            one.close()
        self.own.clear()

    def load(self, folder, down=()):
        """What `causeway compile` wrote, by the stock tools; DOWN: devices without carrier."""
        self.clear()
        for line in (folder / "sysctl.conf").read_text().splitlines():
            name = line.split(" =")[0]
            if name.startswith("net/") and setting(name).exists():
                self.settings[setting(name)] = setting(name).read_text()
        self.carry(set(down))
        tool("nft", "-f", "nftables.nft", cwd=folder)
        tool("sysctl", "-q", "-p", "sysctl.conf", cwd=folder)
        tool("ip", "-batch", "iproute2.batch", cwd=folder)
        self.forget()

    def carry(self, down):
        changed = self.down ^ down
        if not changed:
            return
        self.outside("".join(f"link set dev {d} {'down' if d in down else 'up promisc on'}\n"
                             for d in sorted(changed)))
        self.down = down
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            said = tool("ip", "-o", "link", "show")
            if sum("NO-CARRIER" in line for line in said.splitlines()) == len(down):
                return
            time.sleep(0.002)
        raise RuntimeError(f"carrier of {sorted(changed)} does not change")

    def forget(self):
        """No connection is known any more. One netlink message: delete, of all."""
        body = struct.pack("=BBH", socket.AF_INET, 0, 0)
        head = struct.pack("=IHHII", 16 + len(body), 1 << 8 | 2, 0x1 | 0x4, 1, 0)
        self.conntrack.send(head + body)
        self.conntrack.recv(4096)
        self.drain(0)

    # ---- packets --------------------------------------------------------------------------------

    def send(self, device, packet):
        """PACKET, bytes of IPv4, to the gateway by DEVICE; None: from the gateway itself. The reason
        for which the gateway itself would not, or ""."""
        if device is None:
            return self.send_own(packet)
        header = self.macs[device] + b"\x02\0\0\0\0\x01" + struct.pack(">H", ETH_IP)
        self.link.sendto(header + packet, (device, 0))
        return ""

    def send_own(self, packet):
        source, to = packet[12:16], socket.inet_ntoa(packet[16:20])
        if source not in self.own:
            made = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
            try:
                made.bind((socket.inet_ntoa(source), 0))
            except OSError as error:
                made.close()
                raise RuntimeError("the gateway has no such address to send from") from error
            self.own[source] = made
        try:
            self.own[source].sendto(packet, (to, 0))
        except OSError as error:
            return "unrouted" if error.errno in NO_WAY else "dropped"
        return ""

    def drain(self, patience):
        """
        What came out until now, and for PATIENCE more seconds while there is nothing:
        [(device, next hop, packet)]; the device None: the gateway itself received it.
        """
        seen = []
        while True:
            ready = self.poll.poll(0 if seen else patience)
            if not ready:
                return seen
            for number, _ in ready:
                if number == self.link.fileno():
                    self.read_link(seen)
                else:
                    self.read_inside(number, seen)

    def read_link(self, seen):
        while True:
            try:
                frame, (device, *_) = self.link.recvfrom(4096)
            except BlockingIOError:
                return
            kind = int.from_bytes(frame[12:14], "big")
            if kind == ETH_ARP:
                self.answer(device, frame)
            elif kind == ETH_IP:
                hop = socket.inet_ntoa(frame[2:6]) if frame[:2] == b"\x02\0" else None
                seen.append((device, hop, frame[14:]))

    def read_inside(self, number, seen):
        one = next(s for s in self.inside if s.fileno() == number)
        while True:
            try:
                seen.append((None, None, one.recv(4096)))
            except BlockingIOError:
                return

    def answer(self, device, frame):
        if frame[20:22] != b"\0\x01":
            return
        asked = frame[38:42]
        mac = b"\x02\0" + asked
        body = frame[14:20] + b"\0\x02" + mac + asked + frame[22:28] + frame[28:32]
        self.link.sendto(frame[6:12] + mac + frame[12:14] + body, (device, 0))
