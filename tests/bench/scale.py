"""How compiling grows with a whole configuration, up to a million lines: time and peak memory of the
process from the text to all files, beside flex cutting the same lines into words and `cat` copying them.
The files are written to memory, so that no disk is measured."""

import os
import pathlib
import tempfile
import time

import mixes
import plot

SIZES = (10_000, 100_000, 250_000, 500_000, 1_000_000)
RUNS = 3
MIB = 1 << 20


def run(argv, to=os.devnull):
    """Processor seconds, seconds on the wall and peak MiB of one process."""
    start = time.perf_counter()
    actions = [(os.POSIX_SPAWN_OPEN, fd, name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
               for fd, name in ((1, to), (2, os.devnull))]
    child = os.posix_spawnp(argv[0], [str(word) for word in argv], os.environ, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{argv[0]} ends with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024


def best(runs):
    """The least of each: what the neighbours take is never negative."""
    return tuple(map(min, zip(*runs)))


def in_memory():
    room = "/dev/shm"
    return room if os.access(room, os.W_OK) else None


def write(config, size):
    """By a process of its own: what is started by one that has had so much memory counts that as its peak."""
    writer = os.fork()
    if not writer:
        config.write_text(mixes.million(size))
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(writer, 0)[1]):
        raise RuntimeError("the configuration cannot be written")


def measure(causeway, words):
    """[(lines, MiB of them, ours, flex's, cat's)], each as run() has it."""
    rows = []
    with tempfile.TemporaryDirectory(dir=in_memory()) as scratch:
        config, out = pathlib.Path(scratch, "gw.cfg"), pathlib.Path(scratch, "out")
        for size in SIZES:
            write(config, size)
            ours, flex, cat = [], [], []
            for _ in range(RUNS):
                ours.append(run([causeway, "compile", "-o", out, config]))
                flex.append(run([words, config]))
                cat.append(run(["cat", config], to=f"{scratch}/copy"))
            rows.append((size, config.stat().st_size / MIB, best(ours), best(flex), best(cat)))
    return rows


def plot_rows(rows, folder):
    def series(value):
        return [(row[0], value(row)) for row in rows]

    below = "lines of a configuration"
    plot.plot(folder / "scale-time.svg",
              [("causeway compile, to all files", plot.OURS, series(lambda row: row[2][0])),
               ("flex: its words alone", plot.PEER, series(lambda row: row[3][0]))],
              below, lambda y: f"{y:.1f} s")
    plot.plot(folder / "scale-memory.svg",
              [("causeway compile, peak", plot.OURS, series(lambda row: row[2][2])),
               ("three times the text, and 16 MiB", plot.PEER, series(lambda row: 3 * row[1] + 16))],
              below, lambda y: f"{y:.0f} MiB")
