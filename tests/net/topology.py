"""A small multihomed site in network namespaces, and packets sent through it.

    lan ---- gw ==== isp-a ---- inet        The gateway has only what the stock tools load into it.
                \\=== isp-b ----/            Both ISPs drop, and count, what has not their
                                            customer's source address.

All sockets are made by this one process, which enters the namespace for the moment of making one.
"""

import contextlib
import ctypes
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from harness import causeway, run  # noqa: E402

CLONE_NEWNET = 0x40000000
LIBC = ctypes.CDLL(None, use_errno=True)
PATIENCE = 0.4  # seconds after which a packet counts as lost

LAN = "10.0.0.0/24"
INET = "198.51.100.9"  # the other end of the Internet
INET_TOO = "203.0.113.9"
ISP_A, ISP_B = "192.168.2.2", "172.16.1.2"
CUSTOMER_A, CUSTOMER_B = "192.168.2.0/29", "172.16.1.0/30"

DERIVED = {"lan": "fa0-0", "a": "se0-1-0", "b": "se0-2-0"}
NAMED = {"lan": "lan0", "a": "wan0", "b": "wan1"}


def why_not():
    """The reason for which namespaces cannot be used here, or None."""
    if os.geteuid() != 0:
        return "needs root for network namespaces"
    if run(["unshare", "--net", "true"]).returncode != 0:
        return "the kernel makes no network namespaces"
    return None


class Namespace:
    def __init__(self, prefix, name):
        self.name = f"{prefix}-{name}"
        self.sh("ip", "netns", "add", self.name)
        self.ip("link", "set", "dev", "lo", "up")

    @staticmethod
    def sh(*argv):
        done = run(argv)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, argv))}: {done.stderr}{done.stdout}")
        return done.stdout

    def ip(self, *argv):
        return self.sh("ip", "-n", self.name, *argv)

    def exec(self, *argv, cwd=None, stdin=None, timeout=60):
        return run(["ip", "netns", "exec", self.name, *argv], cwd, stdin, timeout)

    @contextlib.contextmanager
    def inside(self):
        home = os.open("/proc/self/ns/net", os.O_RDONLY)
        there = os.open(f"/run/netns/{self.name}", os.O_RDONLY)
        try:
            if LIBC.setns(there, CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), f"cannot enter {self.name}")
            yield
        finally:
            LIBC.setns(home, CLONE_NEWNET)
            os.close(home)
            os.close(there)

    def socket(self, kind, address="0.0.0.0", port=0):
        with self.inside():
            made = socket.socket(socket.AF_INET, kind)
        made.settimeout(PATIENCE)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        return made

    def delete(self):
        """End what still runs there, and take it away."""
        for pid in run(["ip", "netns", "pids", self.name]).stdout.split():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        run(["ip", "netns", "delete", self.name])


class Site:
    """The site around one compiled configuration; a context manager that leaves nothing behind."""

    def __init__(self, folder, devices, lan_addresses=("10.0.0.10",), options=()):
        self.folder, self.devices, self.options = pathlib.Path(folder), devices, list(options)
        self.lan_addresses = lan_addresses
        self.prefix = f"cw-net-{os.getpid()}"
        self.namespaces, self.processes = [], []

    def __enter__(self):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="causeway-net-"))
        try:
            self.raise_links()
            self.load()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.kill()
            process.wait()
        for namespace in self.namespaces:
            namespace.delete()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def namespace(self, name):
        made = Namespace(self.prefix, name)
        self.namespaces.append(made)
        return made

    def raise_links(self):
        self.gw, self.lan = self.namespace("gw"), self.namespace("lan")
        self.isp_a, self.isp_b = self.namespace("isp-a"), self.namespace("isp-b")
        self.inet = self.namespace("inet")
        self.wire(self.gw, self.devices["lan"], self.lan, "eth0")
        self.wire(self.gw, self.devices["a"], self.isp_a, "customer")
        self.wire(self.gw, self.devices["b"], self.isp_b, "customer")
        self.wire(self.isp_a, "inet", self.inet, "a")
        self.wire(self.isp_b, "inet", self.inet, "b")
        for address in self.lan_addresses:
            length = "24" if address.startswith("10.0.0.") else "32"
            self.lan.ip("addr", "add", f"{address}/{length}", "dev", "eth0")
        self.lan.ip("route", "add", "default", "via", "10.0.0.1")
        self.raise_isp(self.isp_a, "a", ISP_A + "/29", CUSTOMER_A, "100.64.0.")
        self.raise_isp(self.isp_b, "b", ISP_B + "/30", CUSTOMER_B, "100.64.1.")
        for address in (INET, INET_TOO):
            self.inet.ip("addr", "add", f"{address}/32", "dev", "lo")

    @staticmethod
    def wire(one, one_device, other, other_device):
        Namespace.sh("ip", "link", "add", one_device, "netns", one.name, "type", "veth",
                     "peer", "name", other_device, "netns", other.name)
        one.ip("link", "set", "dev", one_device, "up")
        other.ip("link", "set", "dev", other_device, "up")

    def raise_isp(self, isp, letter, address, customer, transfer):
        isp.ip("addr", "add", address, "dev", "customer")
        isp.ip("addr", "add", transfer + "1/30", "dev", "inet")
        isp.ip("route", "add", "default", "via", transfer + "2")
        isp.exec("sysctl", "-qw", "net.ipv4.ip_forward=1")
        isp.exec("nft", "-f", "-", stdin=f"""
            table ip isp {{
              counter spoofed {{ }}
              chain forward {{
                type filter hook forward priority 0
                iifname "customer" ip saddr != {customer} counter name spoofed drop
              }}
            }}""".replace("{ }", "{\n}"))
        self.inet.ip("addr", "add", transfer + "2/30", "dev", letter)
        self.inet.ip("route", "add", customer, "via", transfer + "1")

    # ---- what the stock tools do ----------------------------------------------------------------

    def load(self):
        out = self.scratch / "out"
        made = causeway("compile", *self.options, "-o", out, "gw.cfg", cwd=self.folder)
        if made.returncode != 0:
            raise RuntimeError(f"does not compile: {made.stderr}")
        self.out = out
        self.tool("nft", "-f", "nftables.nft")
        self.tool("sysctl", "-q", "-p", "sysctl.conf")
        self.tool("ip", "-batch", "iproute2.batch")
        if (out / "named.conf").exists():
            self.start_named()

    def tool(self, *argv):
        done = self.gw.exec(*argv, cwd=self.out)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(argv)}: {done.stdout}{done.stderr}")

    def start_named(self):
        program = "/usr/sbin/named"
        if pathlib.Path("/sys/kernel/security/apparmor").exists():
            # Debian confines the program by its path to folders of its own; a copy is not confined.
            program = shutil.copy(program, self.scratch / "named")
        log = open(self.scratch / "named.log", "w")
        self.processes.append(subprocess.Popen(
            ["ip", "netns", "exec", self.gw.name, program, "-g", "-c", "named.conf"],
            cwd=self.out, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        ))
        for _ in range(100):
            said = (self.scratch / "named.log").read_text()
            if "all zones loaded" in said and "running" in said:
                return
            time.sleep(0.1)
        raise RuntimeError("named does not start: " + (self.scratch / "named.log").read_text())

    # ---- packets --------------------------------------------------------------------------------

    def udp(self, sender, source, to, port, source_port=0, at=None, size=8, tos=0):
        """
        Send a datagram of SIZE bytes and have it answered. AT, the namespace and port where it is
        waited for, is PORT in the Internet unless given. Returns (address at which it arrived,
        source that it had there), "no answer", or None when it was lost.
        """
        receiver_ns, receiver_port = at or (self.inet, port)
        with contextlib.ExitStack() as stack:
            receiver = stack.enter_context(receiver_ns.socket(socket.SOCK_DGRAM, port=receiver_port))
            receiver.setsockopt(socket.IPPROTO_IP, 8, 1)  # IP_PKTINFO
            client = stack.enter_context(sender.socket(socket.SOCK_DGRAM, source, source_port))
            client.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, tos)
            client.sendto(b"q" * size, (to, port))
            try:
                _, control, _, peer = receiver.recvmsg(2000, 100)
            except (TimeoutError, OSError):
                return None
            local = socket.inet_ntoa(control[0][2][8:12])
            info = b"\0\0\0\0" + socket.inet_aton(local) + b"\0\0\0\0"
            receiver.sendmsg([b"answer"], [(socket.IPPROTO_IP, 8, info)], 0, peer)
            try:
                client.recvfrom(100)
            except (TimeoutError, OSError):
                return "no answer"
            return local, peer[0]

    def tcp(self, sender, source, to, port, source_port=0, at=None):
        """
        Make a connection. Returns (address at which it was accepted, source that the server saw),
        "closed" when nobody listened there, "prohibited" when an ICMP said so, None when nothing
        came back.
        """
        server_ns, server_port = at or (self.inet, port)
        with contextlib.ExitStack() as stack:
            server = stack.enter_context(server_ns.socket(socket.SOCK_STREAM, port=server_port))
            server.listen()
            client = stack.enter_context(sender.socket(socket.SOCK_STREAM, source, source_port))
            try:
                client.connect((to, port))
                accepted, peer = server.accept()
                with accepted:
                    return accepted.getsockname()[0], peer[0]
            except TimeoutError:
                return None
            except ConnectionRefusedError:
                return "closed"
            except OSError:
                return "prohibited"

    def ping(self, sender, to, source=None, count=1):
        bound = ["-I", source] if source else []
        return sender.exec("ping", "-n", "-q", "-c", str(count), "-W", "1", *bound, to).returncode == 0

    def dig(self, sender, *arguments):
        """The records of dig's sections, and the status, as lines."""
        said = sender.exec("dig", "+tries=1", "+time=2", "+nocmd", *arguments).stdout
        status = re.search(r"status: (\w+)", said)
        records = [" ".join(l.split()) for l in said.splitlines() if l and not l.startswith(";")]
        return [status.group(1) if status else "no answer"] + records

    def spoofed(self, isp):
        said = isp.exec("nft", "list", "counter", "ip", "isp", "spoofed").stdout
        return int(re.search(r"packets (\d+)", said).group(1))


def connections(node):
    """How many the kernel has in mind on NODE; one that tracks none anywhere may lack the number."""
    said = node.exec("sysctl", "-n", "net.netfilter.nf_conntrack_count").stdout
    return int(said or 0)


def count_fragments(node):
    """Have what NODE forwards looked at for parts of packets; returns a function that tells how many."""
    node.exec("nft", "-f", "-", stdin="""
        table inet fragments {
          counter seen {
          }
          chain forward {
            type filter hook forward priority -300
            ip frag-off & 0x3fff != 0 counter name seen
            exthdr frag exists counter name seen
          }
        }""")
    return lambda: int(re.search(r"packets (\d+)", node.exec(
        "nft", "list", "counter", "inet", "fragments", "seen").stdout).group(1))


def resolver(node, address, answer):
    """A name server on NODE that gives ANSWER for every name, until its socket is closed."""
    server = node.socket(socket.SOCK_DGRAM, address, 53)
    server.settimeout(None)

    def serve():
        with contextlib.suppress(OSError):
            while True:
                query, client = server.recvfrom(4096)
                end = query.index(b"\0", 12) + 5
                record = b"\xc0\x0c\0\1\0\1\0\0\0\x05\0\4" + socket.inet_aton(answer)
                server.sendto(query[:2] + b"\x81\x80\0\1\0\1\0\0\0\0" + query[12:end] + record,
                              client)

    threading.Thread(target=serve, daemon=True).start()
    return server
