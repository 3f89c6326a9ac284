#!/usr/bin/env python3
"""What the scenarios send, and what they see on the providers' wires. Each role is a process of its
own in the namespace where it belongs; on SIGTERM it writes what it saw, as JSON, and ends.

usage: traffic.py capture|echo|talk|ask|steady ARGUMENT...
"""

import json
import os
import selectors
import signal
import socket
import struct
import sys
import time

OUTGOING = 4  # PACKET_OUTGOING
ETH_P_IP = 0x0800
SOL_PACKET, PACKET_STATISTICS = 263, 6
EVERY = 0.005  # seconds between two datagrams of one sender
PATIENCE = 0.3  # after which a connection that says nothing is given up

over = False


def end(*_):
    global over
    over = True


def capture(nets):
    """Packets that come in by any wire with a source in none of NETS ("a.b.c.0/len,…", each perhaps
    with "@file": it holds only while that file is there), by source; and how many there were."""
    wanted = []
    for net in nets.split(","):
        net, _, gate = net.partition("@")
        address, _, length = net.partition("/")
        mask = (0xffffffff << (32 - int(length))) & 0xffffffff
        wanted.append((struct.unpack("!I", socket.inet_aton(address))[0] & mask, mask, gate))
    s = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_IP))
    s.setsockopt(socket.SOL_SOCKET, 33, 16 << 20)  # SO_RCVBUFFORCE
    s.settimeout(0.1)
    seen, strange = 0, []
    print("ready", flush=True)
    while not over:
        try:
            packet, where = s.recvfrom(2048)
        except OSError:  # nothing for a while, or the device went down
            continue
        if where[2] == OUTGOING or where[0] == "lo" or len(packet) < 20:
            continue
        seen += 1
        source = struct.unpack("!I", packet[12:16])[0]
        if any(source & mask == net and (not gate or os.path.exists(gate))
               for net, mask, gate in wanted):
            continue
        strange.append({
            "at": time.time(), "from": socket.inet_ntoa(packet[12:16]),
            "to": socket.inet_ntoa(packet[16:20]), "protocol": packet[9],
            "head": packet[20:28].hex(), "device": where[0]})
    dropped = struct.unpack("II", s.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))[1]
    return {"seen": seen, "strange": strange, "dropped": dropped}


def echo(address, port):
    """Give back every datagram, and every byte of every connection, at ADDRESS and PORT."""
    selector = selectors.DefaultSelector()
    for kind, name in ((socket.SOCK_DGRAM, "datagram"), (socket.SOCK_STREAM, "door")):
        s = socket.socket(socket.AF_INET, kind)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind((address, int(port)))
        s.setblocking(False)
        if name == "door":
            s.listen(100)
        selector.register(s, selectors.EVENT_READ, name)
    print("ready", flush=True)
    while not over:
        for key, _ in selector.select(0.2):
            try:
                if key.data == "datagram":
                    data, peer = key.fileobj.recvfrom(2048)
                    key.fileobj.sendto(data, peer)
                elif key.data == "door":
                    connection, _ = key.fileobj.accept()
                    connection.setblocking(False)
                    selector.register(connection, selectors.EVENT_READ, "connection")
                else:
                    data = key.fileobj.recv(4096)
                    if not data:
                        raise ConnectionResetError
                    key.fileobj.send(data)
            except BlockingIOError:
                pass
            except OSError:
                if key.data == "connection":
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
    return {}


class Gaps:
    """When answers came."""

    def __init__(self):
        self.at = []

    def __call__(self):
        self.at.append(time.time())


def wait_until(when):
    while not over and (left := when - time.time()) > 0:
        time.sleep(min(left, 0.05))


def talk(to, port, kind, source_port="0"):
    """Datagrams: "steady" from one port for ever, "fresh" from another one each tenth of a second."""
    answers, sent, s, born = Gaps(), 0, None, 0
    print("ready", flush=True)
    following = time.time()
    while not over:
        following += EVERY
        if s is None or (kind == "fresh" and time.time() - born > 0.1):
            if s:
                s.close()
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(("", int(source_port)))
            s.setblocking(False)
            born = time.time()
        try:
            s.sendto(b"%d" % sent, (to, int(port)))
            sent += 1
        except OSError:
            pass
        try:
            while s.recv(2048):
                answers()
        except OSError:
            pass
        wait_until(following)
    return {"sent": sent, "answers": answers.at}


def one_connection(to, port, answers, rounds):
    """Ask and be answered on one connection until it breaks, or ROUNDS times."""
    with socket.socket() as s:
        s.settimeout(PATIENCE)
        s.connect((to, port))
        for _ in range(rounds):
            s.sendall(b"x" * 64)
            if not s.recv(4096):
                raise ConnectionResetError
            answers()
            time.sleep(0.01)
            if over:
                break


def connections(to, port, rounds):
    answers, made, broken = Gaps(), 0, 0
    print("ready", flush=True)
    while not over:
        try:
            made += 1
            one_connection(to, int(port), answers, rounds)
        except OSError:
            broken += 1
            time.sleep(0.02)
    return {"made": made, "broken": broken, "answers": answers.at}


def ask(to, port):
    """Short connections, one after the other."""
    return connections(to, port, 5)


def steady(to, port):
    """One connection for as long as it holds, then the next."""
    return connections(to, port, 1 << 30)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, end)
    roles = {f.__name__: f for f in (capture, echo, talk, ask, steady)}
    json.dump(roles[sys.argv[1]](*sys.argv[2:]), sys.stdout)
