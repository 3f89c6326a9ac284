"""What the machine keeps from everybody: moments in which a processor served nobody, however urgent,
since its host had taken it away or the kernel was at something that it does in one piece, such as
the large table of another's nft.

On each processor a sleeper that goes before the agent notes when it wakes late. What the agent
worked meanwhile is not the machine's fault: a kernel that is at the agent's own call lets nobody
else in, either. And it notes how long the agent, awake, has waited for a processor: nobody goes
before it but the kernel's own work for others, which some kernels finish first, and the sleepers.

usage: machine.py CPU PID     says a line when it watches; when its input ends, its moments as JSON
"""

import contextlib
import gc
import json
import os
import select
import subprocess
import sys
import time

TICK = 0.002
LEAST = 0.001  # that is worth noting
BEFORE_THE_AGENT = 2  # whose priority is 1


class Times:
    """What a process has had of processors, and how long it has waited for one."""

    def __init__(self, pid):
        self.fd = os.open(f"/proc/{pid}/schedstat", os.O_RDONLY)

    def seconds(self):
        worked, waited = os.pread(self.fd, 64, 0).split()[:2]
        return int(worked) / 1e9, int(waited) / 1e9


def sleeper(cpu, pid):
    os.sched_setaffinity(0, {cpu})
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(BEFORE_THE_AGENT))
    gc.disable()
    of, moments = Times(pid), []
    print(flush=True)
    (worked, waited), due = of.seconds(), time.monotonic() + TICK
    while not select.select([sys.stdin], [], [], max(0, due - time.monotonic()))[0]:
        late, now = time.monotonic() - due, time.time()
        before, (worked, waited) = (worked, waited), of.seconds()
        for held in late - (worked - before[0]), waited - before[1]:
            if held > LEAST:
                moments.append((now - held, now))
        due = time.monotonic() + TICK
    return moments


def joined(moments):
    """In order, and no two that meet."""
    found = []
    for begin, end in sorted(moments):
        if found and begin <= found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([begin, end])
    return found


class Held:
    """The moments, once the watch is over."""

    def __init__(self):
        self.moments = []
        self.share = 0  # of one processor, that the process has worked

    def within(self, begin, end):
        """How much of that time."""
        return sum(max(0, min(e, end) - max(b, begin)) for b, e in self.moments)


@contextlib.contextmanager
def watched(pid):
    """Keep watch while process PID does what the block asks of it."""
    held, of = Held(), Times(pid)
    sleepers = [subprocess.Popen([sys.executable, __file__, str(cpu), str(pid)], text=True,
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                for cpu in os.sched_getaffinity(0)]
    for one in sleepers:
        one.stdout.readline()
    begin, (worked, _) = time.monotonic(), of.seconds()
    try:
        yield held
    finally:
        held.share = (of.seconds()[0] - worked) / (time.monotonic() - begin)
        said = [one.communicate()[0] for one in sleepers]
    held.moments = joined(moment for text in said for moment in json.loads(text))


if __name__ == "__main__":
    print(json.dumps(sleeper(int(sys.argv[1]), int(sys.argv[2]))))
