"""Thousands of packets at once through a loaded configuration: where each of them comes out, known by
its identification, and what the counters say of the lines of an access list."""

import collections
import json
import re
import socket
import struct
import time

import generator
import wire as wires
from answers import NAMES, PROHIBITED, UNTRANSLATED, Refused
from wire import tool

AT_ONCE = 32  # packets before what came out is looked at
PATIENCE = 0.2  # seconds after which a packet counts as lost
QUIET = 0.002  # seconds for what should not come out
END = "implicit deny"
TEXT = 120  # characters of a comment that are surely kept
COUNTER = re.compile(r'counter packets (\d+) bytes \d+ [^\n,]*?comment "([^"]*)"')
SEQUENCE = re.compile(r"(?<=^ip prefix-list NASTY )seq \d+ ")

Fate = collections.namedtuple("Fate", "exit source told")  # exit "": none; told: of a denial
NOWHERE = Fate("", "", False)


class Bulk:
    """A wire, and what is sent along it."""

    def __init__(self):
        self.wire = wires.Wire(generator.DEVICES.values())
        self.wire.link.setsockopt(socket.SOL_SOCKET, 33, 1 << 24)  # SO_RCVBUFFORCE

    def send(self, questions, expected):
        """[Fate] of QUESTIONS. EXPECTED: how many are to come out, for which there is time."""
        wire, fates = self.wire, {}
        wire.forget()
        header = wire.macs[generator.DEVICES[generator.LAN]] + b"\x02\0\0\0\0\x01\x08\0"
        where = (generator.DEVICES[generator.LAN], 0)
        for number, question in enumerate(questions, 1):
            wire.link.sendto(header + question.packet.bytes(number), where)
            if number % AT_ONCE == 0:
                self.read(fates)
        end = time.monotonic() + PATIENCE
        while len(fates) < expected and time.monotonic() < end:
            wire.poll.poll(QUIET)
            self.read(fates)
        wire.poll.poll(QUIET)
        self.read(fates)
        return [fates.get(number, NOWHERE) for number in range(1, len(questions) + 1)]

    def read(self, fates):
        link = self.wire.link
        while True:
            try:
                frame, (device, *_) = link.recvfrom(256)
            except BlockingIOError:
                return
            if frame[12:14] == b"\x08\x06":
                self.wire.answer(device, frame)
            elif frame[12:14] == b"\x08\0":
                self.note(fates, NAMES[device], frame[14:])

    @staticmethod
    def note(fates, exit, data):
        own = data[12:14] == b"\xac\x1f"
        if data[9] == 1 and own and (data[20], data[21]) in PROHIBITED:
            fates[struct.unpack(">H", data[32:34])[0]] = Fate("", "", True)
        else:
            fates[struct.unpack(">H", data[4:6])[0]] = Fate(exit, socket.inet_ntoa(data[12:16]), False)


def counters():
    """{the text of a line, whatever its number in a prefix list is now: packets}"""
    found = collections.Counter()
    for packets, comment in COUNTER.findall(tool("nft", "list", "table", "ip", "causeway")):
        found[SEQUENCE.sub("", comment)[:TEXT]] += int(packets)
    return found


# ---- the compiler and the evaluator ----------------------------------------------------------------


def compile_text(trial, text, name):
    """The folder of what TEXT comes to."""
    (trial.scratch / f"{name}.cfg").write_text(text)
    made = trial.run("compile", "-o", name, f"{name}.cfg")
    if made.returncode != 0 or any(word in made.stderr for word in UNTRANSLATED):
        raise Refused(made.stderr)
    return trial.scratch / name


def trace(trial, name, questions):
    text = "".join(f"{q.text()}\nreset\n" for q in questions)
    made = trial.run("trace", "--format", "json", f"{name}.cfg", "-", stdin=text)
    told = made.stdout.splitlines()
    if made.returncode != 0 or len(told) != len(questions):
        raise RuntimeError(f"trace ends with status {made.returncode}: {made.stderr}")
    return [json.loads(line) for line in told]


def fate(told):
    message = told.get("told")
    if told["verdict"] != "forwarded":
        return Fate("", "", bool(message) and message["verdict"] == "forwarded")
    return Fate(told["exit"], told["packet"]["src"], False)


def line_of(told, before):
    """The place in the list of the line that took the packet; None: it came to the end. BEFORE: lines
    of the configuration above the first."""
    for step in told["steps"]:
        if step["stage"] == "access-group in":
            number = int(step["at"].rpartition(":")[2])
            return number - before - 1 if number > before else None
    raise RuntimeError(f"the list was not asked: {told['steps']}")
