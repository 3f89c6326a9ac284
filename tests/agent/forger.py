"""Far ends that lie: servers of ICMP echo, UDP echo and DNS whose last number says how. Run as a
program, it takes two namespaces: that of the servers, and one that reaches the gateway by another
way. It prints a line when all listen.

usage: forger.py NETNS OTHER-NETNS
"""

import ctypes
import selectors
import socket
import struct
import sys
import threading
import time

PORT, DNS, AWAY = 7003, 53, "203.0.113.99"
LATE = 0.5  # beyond a timeout of 0.3 s, before the next round of a second
ECHO_REPLY, UNREACHABLE, REQUEST = 0, 3, 8
# what a server does, by the last number of its address
TWICE, LATELY, SHORT, BROKEN, ELSEWHERE, GUESSED, NUMBERED, OWN_ERROR, OTHERS_ERROR, OTHER_LINK, \
    PLAIN = range(11, 22)


def address(way):
    return f"203.0.113.{way}"


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def icmp(kind, code, rest, data):
    head = struct.pack(">BBH", kind, code, 0) + rest
    return struct.pack(">BBH", kind, code, checksum(head + data)) + rest + data


def ip(source, target, protocol, data):
    head = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(data), 1, 0, 64, protocol, 0,
                       socket.inet_aton(source), socket.inet_aton(target))
    return head[:10] + struct.pack(">H", checksum(head)) + head[12:] + data


class Wire:
    """A way into a namespace for whole packets."""

    def __init__(self, netns):
        enter(netns)
        self.raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)

    def send(self, source, target, protocol, data):
        self.raw.sendto(ip(source, target, protocol, data), (target, 0))


def enter(netns):
    with open(f"/run/netns/{netns}") as ns:
        if ctypes.CDLL(None, use_errno=True).setns(ns.fileno(), 0) != 0:
            raise OSError("cannot enter the namespace")


def later(seconds, work, *arguments):
    threading.Timer(seconds, work, arguments).start()


def answered_in_time(way, send, answer):
    """Send what is right but for how often and when; False: that is not what this WAY is about."""
    if way in (PLAIN, TWICE):
        send(answer)
    if way in (TWICE, LATELY):
        later(0.05 if way == TWICE else LATE, send, answer)
    return way in (PLAIN, TWICE, LATELY)


def answer_echo(wire, other, packet):
    """PACKET is a request as the kernel shows it."""
    head = (packet[0] & 15) * 4
    asker, asked = (socket.inet_ntoa(packet[i:i + 4]) for i in (12, 16))
    way = int(asked.split(".")[3])
    kind, _, _, ident, number = struct.unpack(">BBHHH", packet[head:head + 8])
    if kind != REQUEST or not TWICE <= way <= PLAIN:
        return
    data = packet[head + 8:]
    rest = struct.pack(">HH", ident, number)
    reply = icmp(ECHO_REPLY, 0, rest, data)

    def send(message, source=asked, by=wire):
        by.send(source, asker, 1, message)

    if answered_in_time(way, send, reply):
        return
    if way == SHORT:
        send(icmp(ECHO_REPLY, 0, rest, data[:10]))
    elif way == BROKEN:
        send(reply[:-1] + b"x")
    elif way == ELSEWHERE:
        send(reply, AWAY)
    elif way == GUESSED:
        send(icmp(ECHO_REPLY, 0, rest, bytes(8) + data[8:]))
    elif way == NUMBERED:
        send(icmp(ECHO_REPLY, 0, struct.pack(">HH", ident, number + 1 & 0xffff), data))
    elif way == OWN_ERROR:
        send(icmp(UNREACHABLE, 1, bytes(4), packet[:head + 64]))
    elif way == OTHERS_ERROR:
        quoted = icmp(REQUEST, 0, struct.pack(">HH", ident ^ 1, number), data)
        send(icmp(UNREACHABLE, 1, bytes(4), ip(asker, asked, 1, quoted)))
    elif way == OTHER_LINK:
        send(reply, asked, other)


def answer_datagram(way, s, wire, data, asker):
    def send(answer, by=s):
        by.sendto(answer, asker)

    def error(quoted, source):
        udp = struct.pack(">HHHH", asker[1], s.getsockname()[1], 8 + len(quoted), 0) + quoted
        whole = ip(asker[0], address(way), 17, udp)
        wire.send(source, asker[0], 1, icmp(UNREACHABLE, 3, bytes(4), whole))

    if answered_in_time(way, send, data):
        return
    if way == SHORT:
        send(data[:9])
    elif way == BROKEN:
        send(data[:-1] + b"x")
    elif way == ELSEWHERE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
            stranger.bind((address(way), 0))
            send(data, stranger)
    elif way == GUESSED:
        send(bytes(b ^ 0xff for b in data[:8]) + data[8:])
    elif way == OWN_ERROR:  # from a router on the way
        error(data, AWAY)
    elif way == OTHERS_ERROR:
        error(bytes(b ^ 0xff for b in data[:8]) + data[8:], address(way))
    else:
        send(data)


def answer_name(data):
    """A record for what was asked."""
    head = data[:2] + struct.pack(">HHHHH", 0x8180, 1, 1, 0, 0)
    record = struct.pack(">HHHIH4s", 0xc00c, 1, 1, 60, 4, socket.inet_aton("203.0.113.1"))
    return head + data[12:] + record


def main(netns, other_netns):
    other = Wire(other_netns)
    wire = Wire(netns)
    chooser = selectors.DefaultSelector()
    listen = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    chooser.register(listen, selectors.EVENT_READ, None)
    for way in range(TWICE, PLAIN + 1):
        for port in (PORT, DNS):
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind((address(way), port))
            chooser.register(s, selectors.EVENT_READ, (way, port))
    print("ready", flush=True)
    while True:
        for key, _ in chooser.select():
            data, sender = key.fileobj.recvfrom(20000)
            if key.data is None:
                answer_echo(wire, other, data)
                continue
            way, port = key.data
            if port == DNS and way not in (OWN_ERROR, OTHERS_ERROR):
                data = answer_name(data)
            answer_datagram(way, key.fileobj, wire, data, sender)


if __name__ == "__main__":
    main(*sys.argv[1:])
