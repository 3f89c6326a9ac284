"""Is what stands on a gateway wholly what one of two configurations asks for? And does a connection
through it live all the while?

A test shows each configuration once in its clean form, learn(), and then asks which(): the kernel's
links, addresses, routes, rules, sysctls and packet filter, the marks of its connections, and what
DNS answers are one of those, or the test has something to tell.
"""

import ctypes
import re
import socket
import struct
import threading
import time

import gateway

SYSCTLS = ("net/ipv4/ip_forward", "net/ipv4/conf/all/rp_filter", "net/ipv4/conf/wan0/rp_filter",
           "net/ipv4/conf/wan1/rp_filter", "net/ipv4/conf/wan0/ignore_routes_with_linkdown")
# One program start for all of it: this is asked hundreds of times. How a link is, the kernel itself
# tells late (UNKNOWN or UP): its flags say what was asked of it.
LOOK = "; ".join([
    "echo @rules", "ip -4 rule",
    "echo @routes", "ip -4 route show table all proto 202",
    "echo @addresses", "ip -4 -br address | awk '{ $2 = \"\"; print }'",
    "echo @links", "ip -br link | awk '{ $2 = \"\"; print }' | sed 's/NO-CARRIER,//; s/,LOWER_UP//'",
    "echo @nft", "nft -s list ruleset",
    "echo @sysctls", "cd /proc/sys", "grep . " + " ".join(SYSCTLS),
    "echo @connections", "conntrack -L 2>/dev/null",
])


def within(place, work):
    """Do WORK in the namespace PLACE and return what it returns: a socket that it makes stays there."""
    done = []

    def enter():
        with open(f"/run/netns/{place}") as namespace:
            ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), 0)
        done.append(work())

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    return done[0]


# ---- DNS

def question(name, number):
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return struct.pack(">HHHHHH", number, 0x0100, 1, 0, 0, 0) + labels + b"\0\0\1\0\1"


def addresses_in(answer):
    """Of an answer to question(): its code, and the addresses in it."""
    code, count = answer[3] & 15, struct.unpack(">H", answer[6:8])[0]
    at, found = 12, []
    while answer[at]:
        at += answer[at] + 1
    at += 5
    for _ in range(count):
        at += 2  # a name is a pointer to that of the question
        kind, _, _, length = struct.unpack(">HHIH", answer[at:at + 10])
        at += 10
        if kind == 1:
            found.append(socket.inet_ntoa(answer[at:at + length]))
        at += length
    return f"{code} {' '.join(sorted(found))}"


class Resolver:
    """Asks a gateway by one of its uplinks."""

    def __init__(self, gw, place, server):
        self.socket = within(
            gw.name(place), lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        self.server = server
        self.asked = 0

    def ask(self, name):
        self.socket.settimeout(0.5)
        for _ in range(4):
            self.asked = (self.asked + 1) & 0xffff
            self.socket.sendto(question(name, self.asked), (self.server, 53))
            try:
                while True:  # an answer may be a late one to an earlier question
                    answer = self.socket.recv(4096)
                    if answer[:2] == struct.pack(">H", self.asked):
                        return addresses_in(answer)
            except OSError:
                pass
        return "silent"


# ---- a connection

class Stream:
    """A TCP connection from PLACE to ADDRESS, which LISTENER behind the gateway echoes: a byte every
    20 ms, each the one after the last."""

    def __init__(self, gw, place, address, port, listener="lan"):
        self.problem = None
        self.over = threading.Event()
        self.sent = self.received = 0
        self.longest = 0.0
        self.server = within(
            gw.name(listener), lambda: socket.create_server(("0.0.0.0", port), reuse_port=True))
        self.client = within(gw.name(place), socket.socket)
        self.client.settimeout(5)
        threading.Thread(target=self.echo, daemon=True).start()
        self.client.connect((address, port))
        self.threads = [threading.Thread(target=work, daemon=True)
                        for work in (self.send, self.receive)]
        for thread in self.threads:
            thread.start()

    def echo(self):
        try:
            connection, _ = self.server.accept()
            with connection:
                while data := connection.recv(4096):
                    connection.sendall(data)
        except OSError:
            pass

    def send(self):
        try:
            while not self.over.wait(0.02):
                self.client.sendall(bytes([self.sent & 255]))
                self.sent += 1
            self.client.shutdown(socket.SHUT_WR)
        except OSError as error:
            self.problem = self.problem or f"sending byte {self.sent}: {error}"

    def receive(self):
        last = time.monotonic()
        try:
            while data := self.client.recv(4096):
                now = time.monotonic()
                self.longest, last = max(self.longest, now - last), now
                for byte in data:
                    if byte != self.received & 255:
                        self.problem = self.problem or f"byte {self.received} came as {byte}"
                    self.received += 1
        except OSError as error:
            self.problem = self.problem or f"behind byte {self.received}: {error}"

    def end(self):
        """What was wrong with it, or ""."""
        self.over.set()
        for thread in self.threads:
            thread.join(timeout=10)
        self.client.close()
        self.server.close()
        if not self.problem and self.sent != self.received:
            self.problem = f"{self.sent} bytes were sent, {self.received} came back"
        return f"the stream broke: {self.problem}" if self.problem else ""


# ---- what stands

class Whole:
    """QUESTIONS are (resolver, name)."""

    def __init__(self, gw, questions=()):
        self.gw = gw
        self.questions = list(questions)
        self.known = {}  # by the name of the configuration: (what stands, marks)

    def look(self):
        """What stands, by part: sorted lines; and the marks of connections."""
        parts, part = {}, None
        for line in self.gw.run("gw", "sh", "-c", LOOK, check=False).splitlines():
            if line.startswith("@"):
                part = parts.setdefault(line[1:], [])
            else:
                # elements are listed as the kernel happens to hold them
                part.append(line.replace("elements = {", "").strip(" \t,}"))
        marks = {int(mark) for line in parts.pop("connections")
                 for mark in re.findall(r" mark=(\d+)", line)} - {0}
        parts["dns"] = [f"{resolver.server} {name}: {resolver.ask(name)}"
                        for resolver, name in self.questions]
        return {name: sorted(lines) for name, lines in parts.items()}, marks

    def marks_of(self, config):
        path = self.gw.write("marks.cfg", config)
        done = gateway.harness.causeway(
            "show", "plan", "--format", "json", "-m", self.gw.site, path)
        return {device["mark"] for device in gateway.json.loads(done.stdout)["devices"]
                if device.get("mark")}

    def learn(self, name, config):
        """What stands now is CONFIG in its clean form, and is called NAME."""
        self.known[name] = (self.settled(), self.marks_of(config))

    def settled(self):
        """What stands, once it stands still: IPv6 takes its time for an address."""
        before, _ = self.look()
        for _ in range(50):
            time.sleep(0.1)
            now, _ = self.look()
            if now == before:
                break
            before = now
        return before

    def differences(self, name, now, marks):
        wanted, allowed = self.known[name]
        found = [gateway.harness.difference(
            "\n".join(wanted[part]) + "\n", "\n".join(now[part]) + "\n", f"{name}/{part}", "now")
            for part in wanted if wanted[part] != now[part]]
        if marks - allowed:
            found.append(f"connections marked {sorted(map(hex, marks - allowed))}, "
                         f"of which {name} knows nothing")
        return found

    def which(self, *names, patience=5.0):
        """The name of the configuration that stands wholly, of NAMES or of all, or None; and what
        differs from the nearest. named reads its zones behind the agent's back, so that takes a
        moment."""
        end = time.monotonic() + patience
        while True:
            now, marks = self.look()
            all_found = {name: self.differences(name, now, marks) for name in names or self.known}
            for name, found in all_found.items():
                if not found:
                    return name, ""
            if time.monotonic() > end:
                nearest = min(all_found.values(), key=lambda found: len("".join(found)))
                return None, "".join(nearest)
            time.sleep(0.05)
