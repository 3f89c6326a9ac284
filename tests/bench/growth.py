"""How compiling grows with an access list: the whole process, by number of entries, beside `nft -c`
reading what was written."""

import pathlib
import resource
import subprocess
import tempfile
import time

import plot

SIZES = (12_500, 25_000, 50_000, 100_000)
RUNS = 3
HEAD = """interface FastEthernet0/0
 ip address 10.0.0.1 255.0.0.0
 ip access-group BIG in
!
ip access-list extended BIG
"""


def entry(i):
    action = "permit" if i % 3 else "deny"
    source = f"10.{i >> 8 & 255}.{i & 255}.0 0.0.0.255"
    target = f"host 198.18.{i * 7 >> 8 & 255}.{i * 7 & 255}"
    return f" {action} tcp {source} {target} eq {1024 + i * 13 % 60000}\n"


def cpu_seconds(argv):
    """Of the process and its children: the clock on the wall counts the neighbours', too."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def measure(causeway, with_nft):
    """[(entries, our seconds, our wall seconds, nft's seconds or None)]"""
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        config, out = pathlib.Path(scratch, "gw.cfg"), pathlib.Path(scratch, "out")
        for size in SIZES:
            config.write_text(HEAD + "".join(map(entry, range(size))))
            ours = min(cpu_seconds([causeway, "compile", "-o", out, config]) for _ in range(RUNS))
            nft = None
            if with_nft:
                nft, _ = cpu_seconds(["unshare", "--net", "nft", "-c", "-f", out / "nftables.nft"])
            rows.append((size, *ours, nft))
    return rows


def draw(rows, path):
    series = [("causeway compile", plot.OURS, [(r[0], r[1]) for r in rows])]
    if rows[0][3] is not None:
        series.append(("nft -c of what it wrote", plot.PEER, [(r[0], r[3]) for r in rows]))
    plot.plot(path, series, "entries of one access list", lambda seconds: f"{seconds:.1f} s")
