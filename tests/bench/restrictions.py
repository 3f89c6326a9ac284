"""What a query costs named behind `restrict source access-group` of a long list, by the number of its entries.

Each list has a server of its own, which is asked in turns with the others, from addresses that only the
last entries know, of both verdicts. What is counted is the time of the processor that the server takes,
whoever else uses it: a rate is one over that.
"""

import contextlib
import os
import pathlib
import random
import select
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "net"), str(HERE)]

import mixes  # noqa: E402
from harness import CAUSEWAY, run  # noqa: E402
from topology import Namespace  # noqa: E402

ADDRESS = "10.250.0.1"
NAME = "www.example.com"
SOURCES, DEEPEST, TURNS, QUERIES, AT_ONCE = 32, 64, 8, 1500, 32
STARTING = 60  # seconds
HOLES = 6  # bits of a wildcard that are no suffix, at most

CONFIG = """hostname bench
interface FastEthernet0/0
 ip address 10.250.0.1 255.255.255.0
ip dns server
ip dns server view-group LIST
ip dns view Some
ip dns view-list LIST
 view Some 1
  restrict source access-group BIG
 view default 2
ip host view Some www.example.com 10.0.0.1
ip host other.example.com 10.0.0.2
ip access-list standard BIG
"""
SITE = """interfaces:
  FastEthernet0/0: { device: near }
dns: start
"""


# ---- lists -----------------------------------------------------------------------------------------


def holes(dice, most):
    """A wildcard with up to MOST bits that are no suffix."""
    return sum(1 << bit for bit in dice.sample(range(1, 24), dice.randint(1, most)))


def entry(dice, known, with_holes):
    """(verdict, address, wildcard): of KNOWN it may be in another, or hold it."""
    wild = (1 << dice.choice((0, 0, 2, 4, 8, 8, 8, 12, 16))) - 1
    if with_holes and dice.random() < 0.3:
        wild = holes(dice, with_holes)
    address = dice.getrandbits(32)
    if known and dice.random() < 0.3:
        _, near, about = dice.choice(known[-1000:])
        address = near & ~about | dice.getrandbits(32) & about
    return dice.choice(("permit", "deny")), address & ~wild & mixes.ALL, wild


def entries(count, seed, with_holes=0):
    dice, found = random.Random(f"restrictions {seed}"), []
    seen = set()
    while len(found) < count:
        made = entry(dice, found, with_holes)
        if can_ask(made[1]) and can_ask(made[1] | made[2]) and made[1:] not in seen:
            seen.add(made[1:])
            found.append(made)
    return found


def text_of(made):
    verdict, address, wild = made
    return f" {verdict} {mixes.dotted(address)} {mixes.dotted(wild)}\n"


def can_ask(address):
    return 0 < address >> 24 < 224 and address >> 24 not in (10, 127)


def permits(some, address):
    """What IOS says: the first that has it."""
    for verdict, base, wild in some:
        if not (address ^ base) & ~wild & mixes.ALL:
            return verdict == "permit"
    return False


def deepest(some, dice):
    """Addresses that the last entries are the first to have, as many of each verdict as there are."""
    index = {}
    for at, (_, base, wild) in enumerate(some):
        index.setdefault(wild, {}).setdefault(base, at)
    found = []
    for at in range(len(some) - 1, max(-1, len(some) - 1 - DEEPEST), -1):
        _, base, wild = some[at]
        address = base | dice.getrandbits(32) & wild
        if min(bases.get(address & ~wild & mixes.ALL, at) for wild, bases in index.items()) == at:
            found.append(address)
    return found[:SOURCES]


# ---- a server --------------------------------------------------------------------------------------


def question(number):
    labels = b"".join(bytes((len(label),)) + label.encode() for label in NAME.split("."))
    return number.to_bytes(2, "big") + b"\0\0\0\1\0\0\0\0\0\0" + labels + b"\0\0\1\0\1"


class Server:
    """One behind SOME, to which every address is its own; a context manager that leaves nothing behind."""

    def __init__(self, name, some):
        self.some, self.name = some, name
        self.named = None
        self.sockets = {}

    def __enter__(self):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="causeway-restrictions-"))
        self.netns = Namespace(f"cw-restrictions-{os.getpid()}", self.name)
        try:
            self.netns.ip("link", "add", "near", "type", "veth", "peer", "name", "nobody")
            self.netns.ip("addr", "add", f"{ADDRESS}/24", "dev", "near")
            self.netns.ip("link", "set", "dev", "near", "up")
            self.netns.ip("route", "add", "local", "0.0.0.0/0", "dev", "lo")
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for one in self.sockets.values():
            one.close()
        if self.named:
            self.named.send_signal(signal.SIGKILL)
            self.named.wait()
        self.netns.delete()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def start(self):
        config, out = self.scratch / "gw.cfg", self.scratch / "out"
        config.write_text(CONFIG + "".join(map(text_of, self.some)))
        (self.scratch / "gw.site.yaml").write_text(SITE)
        done = run([CAUSEWAY, "compile", "-m", self.scratch / "gw.site.yaml", "-o", out, config], timeout=300)
        if done.returncode:
            raise RuntimeError(f"does not compile: {done.stderr[:500]}")
        self.said = done.stderr
        with self.netns.inside(), open(self.scratch / "log", "w") as log:
            self.named = subprocess.Popen(["named", "-f", "-g", "-n", "1", "-c", "named.conf"], cwd=out,
                                          stdout=log, stderr=subprocess.STDOUT)
        start = time.monotonic()
        while self.ask([0x01010101]) == [None]:
            if self.named.poll() is not None or time.monotonic() - start > STARTING:
                raise RuntimeError(f"named: {(self.scratch / 'log').read_text()[-1000:]}")
            time.sleep(0.05)

    def socket_of(self, address):
        if address not in self.sockets:
            with self.netns.inside():
                made = self.sockets[address] = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            made.bind((mixes.dotted(address), 0))
            made.connect((ADDRESS, 53))
        return self.sockets[address]

    def forget(self):
        for one in self.sockets.values():
            one.close()
        self.sockets.clear()

    def ask(self, addresses):
        """Whether the view of the list answers each of ADDRESSES, which are all asked at once; None: nobody
        does."""
        waiting = {}
        for at, address in enumerate(addresses):
            one = self.socket_of(address)
            with contextlib.suppress(OSError):
                one.send(question(at))
                waiting.setdefault(one, set()).add(at)
        answers = [None] * len(addresses)
        while waiting:
            ready = select.select(list(waiting), [], [], 1)[0]
            if not ready:
                break
            for one in ready:
                try:
                    answer = one.recv(512)
                except OSError:
                    waiting.pop(one)
                    continue
                at = int.from_bytes(answer[:2], "big")
                waiting[one].discard(at)
                if not waiting[one]:
                    waiting.pop(one)
                answers[at] = answer[3] & 15 == 0 and answer[7] == 1
        return answers

    def spent(self):
        """Seconds of the processor that it has taken."""
        tasks = pathlib.Path(f"/proc/{self.named.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def cost(self, addresses, queries):
        """Seconds that a query takes."""
        before, asked = self.spent(), 0
        while asked < queries:
            some = [addresses[(asked + i) % len(addresses)] for i in range(AT_ONCE)]
            if None in self.ask(some):
                raise RuntimeError("a query was not answered")
            asked += AT_ONCE
        return (self.spent() - before) / asked


def why_not():
    return None if shutil.which("named") else "there is no named"


def measure(sizes, with_holes=0):
    """[(entries, queries a second, ratio to the first)]"""
    with contextlib.ExitStack() as stack:
        servers, asked = {}, {}
        for size in sizes:
            some = entries(size, size, with_holes)
            servers[size] = stack.enter_context(Server(f"of{size}", some))
            asked[size] = deepest(some, random.Random(size))
        turns = [{size: servers[size].cost(asked[size], QUERIES) for size in sizes} for _ in range(TURNS)]
    first = sizes[0]
    return [(size, 1 / statistics.median(turn[size] for turn in turns),
             1 / statistics.median(turn[size] / turn[first] for turn in turns)) for size in sizes]
