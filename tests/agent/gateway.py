"""A gateway in namespaces for the agent's tests: a LAN host, two ISPs, and between them a gateway in
which causewayd runs. Both ISPs reach the address that the probe asks for.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import pathlib
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

CONFIG = """\
hostname gw
!
interface FastEthernet0/0
 ip address 10.0.0.1 255.255.255.0
 ip nat inside
 ip policy route-map Servers
!
interface Serial0/1/0
 description first uplink
 ip address 192.168.2.1 255.255.255.248
 ip nat outside
!
interface Serial0/2/0
 description second uplink
 ip address 172.16.1.1 255.255.255.252
 ip nat outside
!
ip route 0.0.0.0 0.0.0.0 Serial0/1/0 192.168.2.2 track 100
ip route 0.0.0.0 0.0.0.0 Serial0/2/0 172.16.1.2 250
!
ip nat inside source static tcp 10.0.0.10 80 interface Serial0/1/0 80
ip nat inside source route-map First interface Serial0/1/0 overload
ip nat inside source route-map Second interface Serial0/2/0 overload
!
ip sla 100
 icmp-echo 203.0.113.1 source-interface Serial0/1/0
 timeout 300
 threshold 200
 frequency 1
ip sla schedule 100 life forever start-time now
!
track 100 ip sla 100 reachability
 delay down 1 up 2
!
access-list 10 permit 10.0.0.0 0.0.0.255
ip access-list extended Web
 permit tcp host 10.0.0.10 eq 80 any
!
route-map First permit 10
 match ip address 10
 match interface Serial0/1/0
!
route-map Second permit 10
 match ip address 10
 match interface Serial0/2/0
!
route-map Servers permit 10
 match ip address Web
 set interface Serial0/1/0 Null0
!
end
"""

NO_STATICS = "".join(line for line in CONFIG.splitlines(True) if "source static" not in line)
MANY_ROUTES = CONFIG.replace("!\nip nat inside", "".join(
    f"ip route 20.0.{i}.0 255.255.255.0 {way}\n" for i in range(200)
    for way in ("Serial0/1/0 192.168.2.2", "Serial0/2/0 172.16.1.2 250")) + "!\nip nat inside", 1)
SITE = """\
interfaces:
  FastEthernet0/0: { device: lan0 }
  Serial0/1/0: { device: wan0, gateway: 192.168.2.2 }
  Serial0/2/0: { device: wan1, gateway: 172.16.1.2 }
dns: none
"""

LARGE = 3000


def large_sets(entries):
    """An access list that refuses and permits, and as many static translations, in sets that the plain
    configuration has not."""
    rows = "".join(f" {'permit' if i % 3 else 'deny'} tcp host 10.1.{i >> 8}.{i & 255} any eq {1 + i}\n"
                   for i in range(entries))
    statics = "".join(f"ip nat inside source static tcp 10.2.{i >> 8}.{i & 255} 80 192.168.2.3 {2000 + i}\n"
                      for i in range(entries))
    return NO_STATICS.replace(
        "ip access-list extended Web", f"ip access-list extended Many\n{rows}"
        " permit ip any any\nip access-list extended Web").replace(
        " ip policy", " ip access-group Many in\n ip policy").replace(
        "ip nat inside source route-map First", statics + "ip nat inside source route-map First")


DAEMON = harness.BUILD / "causewayd"
PROBED = "203.0.113.1"


class Gateway:
    def __init__(self, folder, config=CONFIG, site=SITE):
        self.folder = pathlib.Path(folder)
        self.prefix = f"cwa{os.getpid()}"
        self.socket = self.folder / "ctl.sock"
        self.state = self.folder / "state"
        self.log_path = self.folder / "log"
        self.config = self.write("gw.cfg", config)
        self.site = self.write("gw.site.yaml", site)
        self.agent = None

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def made(self, number, wait=60):
        """The text of nft that was made of generation NUMBER: of a large one it is written when that is
        in force already."""
        folder = self.state / "generations" / str(number)
        end = time.monotonic() + wait
        while "plan" not in json.loads((folder / "manifest.json").read_text()):
            if time.monotonic() > end:
                raise RuntimeError(f"generation {number} is not finished: {sorted(folder.iterdir())}")
            time.sleep(0.01)
        return (folder / "nftables.nft").read_text()

    # ---- namespaces

    def name(self, place):
        return f"{self.prefix}-{place}"

    def run(self, place, *argv, check=True, timeout=60):
        done = harness.run(["ip", "netns", "exec", self.name(place), *argv], timeout=timeout)
        if check and done.returncode != 0:
            raise RuntimeError(f"{argv}: status {done.returncode}: {done.stderr}{done.stdout}")
        return done.stdout

    def ip(self, place, *arguments, check=True):
        return self.run(place, "ip", *arguments, check=check)

    def set_link(self, place, up, device="eth0"):
        """Raise or shut a link within this process, so that no program's start is measured; the
        time of the system call."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            with open(f"/run/netns/{self.name(place)}") as ns:
                ctypes.CDLL(None, use_errno=True).setns(ns.fileno(), 0)
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
                request = struct.pack("16sh14x", device.encode(), 0)
                flags = struct.unpack("16sh14x", fcntl.ioctl(s, 0x8913, request))[1]
                request = struct.pack(
                    "16sh14x", device.encode(), flags | 1 if up else flags & ~1)
                os.write(writer, struct.pack("d", time.time()))
                fcntl.ioctl(s, 0x8914, request)
            os._exit(0)
        os.close(writer)
        when = struct.unpack("d", os.read(reader, 8))[0]
        os.close(reader)
        os.waitpid(child, 0)
        return when

    def raise_net(self):
        for place in ("gw", "isp0", "isp1", "lan"):
            subprocess.run(["ip", "netns", "add", self.name(place)], check=True)
            self.ip(place, "link", "set", "lo", "up")
        for device, place in (("lan0", "lan"), ("wan0", "isp0"), ("wan1", "isp1")):
            subprocess.run(
                ["ip", "link", "add", device, "netns", self.name("gw"), "type", "veth",
                 "peer", "name", "eth0", "netns", self.name(place)],
                check=True,
            )
            self.ip(place, "link", "set", "eth0", "up")
        self.ip("lan", "address", "add", "10.0.0.10/24", "dev", "eth0")
        self.ip("lan", "route", "add", "default", "via", "10.0.0.1")
        self.ip("isp0", "address", "add", "192.168.2.2/29", "dev", "eth0")
        self.ip("isp1", "address", "add", "172.16.1.2/30", "dev", "eth0")
        for place in ("isp0", "isp1"):
            self.ip(place, "address", "add", f"{PROBED}/32", "dev", "lo")

    def lower_net(self):
        for place in ("gw", "isp0", "isp1", "lan"):
            left = subprocess.run(["ip", "netns", "pids", self.name(place)], text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            for pid in left.stdout.split():  # whatever a test that failed has left running
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGKILL)
            subprocess.run(["ip", "netns", "delete", self.name(place)], stderr=subprocess.DEVNULL)

    # ---- the agent

    def start(self, *extra, wait=20):
        log = open(self.log_path, "a")
        self.agent = subprocess.Popen(
            ["ip", "netns", "exec", self.name("gw"), str(DAEMON), "--socket", str(self.socket),
             "--state-dir", str(self.state), *extra, str(self.config)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )
        log.close()
        end = time.monotonic() + wait
        while not self.answers():
            if self.agent.poll() is not None or time.monotonic() > end:
                raise RuntimeError("causewayd does not start:\n" + self.log())
            time.sleep(0.02)

    def answers(self):
        try:
            return self.ask({"do": "exec", "command": "show track"}).get("ok") is True
        except OSError:
            return False

    def stop(self, how=signal.SIGTERM):
        if self.agent and self.agent.poll() is None:
            self.agent.send_signal(how)
            self.agent.wait(timeout=20)
        return self.agent.returncode if self.agent else None

    def processes(self):
        """The agent's processes by name: causewayd, causewayd-start, causewayd-load, causewayd-close."""
        found, new = {}, [self.agent.pid]
        while new:
            pid = new.pop()
            try:
                name = pathlib.Path(f"/proc/{pid}/comm").read_text().strip()
                children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text()
            except OSError:
                continue
            found.setdefault(name, pid)  # before a child that has no name of its own yet
            new += map(int, children.split())
        return found

    def kill_loader(self):
        """The line of the log that tells of it, or None."""
        since = len(self.log())
        os.kill(self.processes()["causewayd-load"], signal.SIGKILL)
        return self.wait_log("the loader is gone", 2, since)

    def teardown(self):
        return harness.run(
            ["ip", "netns", "exec", self.name("gw"), DAEMON, "--teardown", "--socket",
             self.socket, "--state-dir", self.state]
        )

    def log(self):
        return self.log_path.read_text() if self.log_path.exists() else ""

    def wait_log(self, pattern, timeout, since=0):
        """Wait for a line of the log that matches, behind character SINCE; the line, or None."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            for line in self.log()[since:].splitlines():
                if re.search(pattern, line):
                    return line
            time.sleep(0.02)
        return None

    def ask(self, request, timeout=20):
        with socket.socket(socket.AF_UNIX) as s:
            s.settimeout(timeout)
            s.connect(str(self.socket))
            text = request if isinstance(request, bytes) else json.dumps(request).encode()
            s.sendall(text + b"\n")
            return json.loads(s.makefile().readline() or "{}")

    def exec(self, command):
        answer = self.ask({"do": "exec", "command": command})
        return answer.get("text") if answer.get("ok") else answer.get("error")

    def apply(self, config, site=None):
        path = self.write("next.cfg", config)
        return harness.causeway(
            "apply", "-m", site or self.site, "--socket", self.socket, path)

    # ---- what stands in the kernel

    def routes(self, table):
        return self.ip("gw", "-4", "route", "show", "table", str(table), check=False).strip()

    def default_device(self):
        found = re.search(r"default .*?dev (\S+)", self.routes(20200))
        return found.group(1) if found else None

    def wait_default(self, device, timeout):
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if self.default_device() == device:
                return True
            time.sleep(0.02)
        return False

    def standing(self):
        """Everything that the agent can have set up, as text."""
        parts = [
            self.ip("gw", "-4", "rule"),
            self.ip("gw", "-4", "route", "show", "table", "all"),
            self.ip("gw", "-4", "-br", "address"),
            self.ip("gw", "-br", "link"),
            self.run("gw", "nft", "-s", "list", "ruleset"),
        ]
        for sysctl in ("ip_forward", "conf.wan0.rp_filter", "conf.wan1.rp_filter",
                       "conf.all.rp_filter", "conf.wan0.ignore_routes_with_linkdown"):
            parts.append(self.run("gw", "sysctl", f"net.ipv4.{sysctl}"))
        return "".join(parts)

    def wait_standing(self, wanted, timeout):
        """Wait until everything stands as WANTED; how it differs otherwise."""
        end = time.monotonic() + timeout
        while (now := self.standing()) != wanted:
            if time.monotonic() > end:
                return harness.difference(wanted, now, "wanted", f"after {timeout} s")
            time.sleep(0.05)
        return ""

    def is_listed(self):
        """The packet filter has been listed since the last transaction, and the loader has noted that."""
        return "kernel" in json.loads((self.state / "nft.json").read_text())

    def target_objects(self, *assume):
        """The kernel's objects of the target under a state, by key, as `causeway show` tells."""
        arguments = [a for condition in assume for a in ("--assume", condition)]
        done = harness.causeway("show", "target", "-m", self.site, *arguments, self.config)
        found = {}
        target = json.loads(done.stdout)
        rows = target if isinstance(target, list) else next(
            v for v in target.values() if isinstance(v, list))
        for row in rows:
            row.pop("origin", None)
            if row["kind"] == "route":
                found[("route", row["table"], row["prefix"], row["metric"])] = json.dumps(row)
            elif row["kind"] == "rule":
                found[("rule", row["preference"])] = json.dumps(row)
        return found

    @contextlib.contextmanager
    def monitor(self, *argv):
        """Collect the lines that a monitor prints while the block runs."""
        lines = []
        with tempfile.TemporaryFile("w+") as out:
            process = subprocess.Popen(
                ["ip", "netns", "exec", self.name("gw"), *argv], stdout=out,
                stderr=subprocess.DEVNULL)
            time.sleep(0.4)
            try:
                yield lines
            finally:
                time.sleep(0.4)
                process.terminate()
                process.wait()
                out.seek(0)
                lines.extend(out.read().splitlines())


def wait_for(condition, timeout=10, pause=0.05):
    """What CONDITION says when it holds, or last."""
    end = time.monotonic() + timeout
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(pause)
    return found


def needed():
    """Why these tests cannot run here, or None."""
    if os.geteuid() != 0:
        return "needs root"
    probe = f"cwa{os.getpid()}-try"
    if subprocess.run(["ip", "netns", "add", probe], stderr=subprocess.DEVNULL).returncode != 0:
        return "needs network namespaces"
    subprocess.run(["ip", "netns", "delete", probe])
    return None


@contextlib.contextmanager
def gateway(**options):
    with tempfile.TemporaryDirectory(prefix="causeway-agent-") as folder:
        gw = Gateway(folder, **options)
        try:
            gw.raise_net()
            yield gw
        finally:
            gw.stop(signal.SIGKILL)
            if gw.state.exists():
                gw.teardown()
            gw.lower_net()


def main(*tests):
    """Run tests, functions of no argument whose names are the tests'; each returns its problems.
    The command line may name some of them."""
    reason = needed()
    for test in tests:
        if sys.argv[1:] and test.__name__ not in sys.argv[1:]:
            continue
        name = test.__name__.replace("_", "-")
        if reason:
            harness.skipped(name, reason)
            continue
        try:
            problems = test()
        except Exception as error:  # a broken test is a failed one
            problems = [f"{type(error).__name__}: {error}"]
        harness.result(name, *[p for p in problems or [] if p])
