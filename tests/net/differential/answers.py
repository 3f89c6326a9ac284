"""What becomes of packets, said in one way by two: the reference evaluator, and the kernel that
what was compiled is loaded into."""

import dataclasses
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile

import frames
from frames import Packet
from generator import DEVICES

NAMES = {device: name for name, device in DEVICES.items()}
PROHIBITED = {(3, 9), (3, 10), (3, 13)}
UNTRANSLATED = ("[-Wnot-translated]", "[-Wfilter-open]")  # the two are known to differ


@dataclasses.dataclass
class Fate:
    verdict: str  # forwarded, received, denied, dropped, unrouted
    exit: str = ""
    hop: str = ""
    packet: Packet | None = None
    at: str = ""  # the statements that translated it, by their text
    steps: list = dataclasses.field(default_factory=list)
    strays: list = dataclasses.field(default_factory=list)
    message: str = ""  # of what is denied or has no route: by which way its sender is told

    def has(self, stage):
        return any(step.startswith(f"{stage}:") for step in self.steps)

    def told(self, words):
        return any(words in step for step in self.steps)

    def brief(self):
        """All that two must agree about."""
        if self.verdict not in ("forwarded", "received"):
            return f"{self.verdict}, told {self.message}" if self.message else self.verdict
        packet = dataclasses.replace(self.packet, ttl=64)
        way = f" by {self.exit} to {self.hop}" if self.exit else ""
        return f"{self.verdict}{way}: {packet.words()}"

    def __str__(self):
        text = self.verdict
        if self.verdict == "forwarded":
            text += f" by {self.exit} to {self.hop}"
        if self.message:
            text += f", and the sender told {self.message}"
        if self.packet and self.verdict in ("forwarded", "received"):
            text += f": {self.packet.words()}"
        return text + "".join(f"; also {s}" for s in self.strays)


def way(exit, hop):
    return f"by {exit} to {hop}"


class Refused(Exception):
    """The compiler, or the evaluator, does not take the configuration."""


class Trial:
    """A configuration that was compiled."""

    def __init__(self, case, program):
        self.case, self.program = case, program
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="causeway-differ-"))
        self.config = self.scratch / "gw.cfg"
        self.config.write_text(case.text())
        if case.site:
            (self.scratch / "gw.site.yaml").write_text(case.site)
        self.lines = case.text().splitlines()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.scratch, ignore_errors=True)

    def run(self, *arguments, stdin=""):
        return subprocess.run([self.program, *arguments], input=stdin, cwd=self.scratch,
                              capture_output=True, text=True, timeout=60)

    def compile(self):
        made = self.run("compile", "-o", "out", *self.case.options(), "gw.cfg")
        if made.returncode != 0:
            raise Refused(made.stderr)
        self.translated = not any(name in made.stderr for name in UNTRANSLATED)
        return self.scratch / "out"

    # ---- the evaluator --------------------------------------------------------------------------

    def expected(self, questions):
        """[(fate, fate of the reply or None)]"""
        text = "".join(f"{q.text()}\n" for q in questions)
        made = self.run("trace", "--reply", "--format", "json", *self.case.options(), "gw.cfg", "-",
                        stdin=text)
        told = made.stdout.splitlines()
        if made.returncode != 0 or len(told) != len(questions):
            raise RuntimeError(f"trace ends with status {made.returncode}: {made.stderr}")
        found = []
        for question, line in zip(questions, told):
            answer = json.loads(line)
            there = self.fate(answer, question.packet)
            back = answer.get("reply")
            found.append((there, self.fate(back, question.packet.reply()) if back else None))
        return found

    def fate(self, told, packet):
        leaves = told["packet"]
        number = leaves.get("id", 0)
        packet = dataclasses.replace(
            packet, src=leaves["src"], dst=leaves["dst"], sport=leaves.get("sport", number),
            dport=leaves.get("dport", number), tos=leaves["tos"])
        at = [self.line(s["at"]) for s in told["steps"] if s["stage"].startswith("nat") and s["at"]]
        steps = [f"{s['stage']}: {s['text']} [{self.line(s['at']).strip()}]" for s in told["steps"]]
        fate = Fate(told["verdict"], told["exit"] or "", told["next-hop"] or packet.dst, packet,
                    "\n".join(at), steps)
        if "told" in told:
            message = told["told"]
            fate.message = way(message["exit"], message["next-hop"] or message["packet"]["dst"])
        return fate

    def line(self, place):
        return self.lines[int(place.rsplit(":", 1)[1]) - 1] if place else ""


# ---- the kernel ---------------------------------------------------------------------------------


class Observer:
    """Sends the packets of questions, and tells their fates."""

    def __init__(self, wire, patience):
        self.wire, self.patience = wire, patience
        self.mark = 0

    def observed(self, questions):
        cpus = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {random.choice(sorted(cpus))})  # so that packets keep their order
        try:
            return self.ask(questions)
        finally:
            os.sched_setaffinity(0, cpus)

    def ask(self, questions):
        found = []
        for question in questions:
            there = self.fate(DEVICES.get(question.entry), question.packet)
            back = None
            if there.verdict in ("forwarded", "received"):
                reply = there.packet.reply()
                if there.verdict == "received":  # what policy routing marks of it is nobody's business
                    reply = dataclasses.replace(reply, tos=question.packet.tos)
                back = self.fate(DEVICES.get(there.exit), reply)
            found.append((there, back))
        return found

    def fate(self, device, packet):
        self.mark = self.mark % 65000 + 1
        verdict = self.wire.send(device, packet.bytes(self.mark))
        if verdict:
            self.wire.drain(0)
            return Fate(verdict)
        return self.tell(packet, self.wire.drain(self.patience))

    def tell(self, sent, seen):
        fates, strays = [], []
        for device, hop, data in seen:
            packet, mark = frames.parse(data)
            error = frames.quoted(data)
            if error and error[2] == self.mark:
                fates.append(self.told(sent, way(NAMES.get(device, ""), hop), *error[:2]))
            elif error or mark != self.mark:
                strays.append(f"{device}: {packet.words()}")
            else:
                fates.append(self.seen(sent, device, hop, packet, data))
        fate = fates[0] if fates else Fate("dropped")
        fate.strays = strays + [str(f) for f in fates[1:]]
        return fate

    @staticmethod
    def told(sent, message, kind, about):
        verdict = "denied" if kind in PROHIBITED else "unrouted"
        fate = Fate(verdict, packet=about, message=message)
        if (about.src, about.dst, about.sport) != (sent.src, sent.dst, sent.sport):
            fate.strays.append(f"the error is about {about.words()}")
        return fate

    @staticmethod
    def seen(sent, device, hop, packet, data):
        packet = dataclasses.replace(packet, back=sent.back)
        fate = Fate("forwarded" if device else "received", NAMES.get(device, ""), hop or "", packet)
        if not frames.is_whole(data):
            fate.strays.append("its checksum is wrong")
        return fate
