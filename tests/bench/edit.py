"""One line of a large access list, edited: from `causeway apply` to the last change in the kernel, and
to its answer, beside `nft -f` of everything that `causeway compile` writes."""

import subprocess
import time

import cold
import failover
from harness import CAUSEWAY

TIMES = 9
TRANSLATIONS = 100
SETTLED = 6.0  # seconds; nothing that follows from the start is going on any more


class Site(failover.AgentSite):
    def __init__(self, entries):
        super().__init__()
        self.text = cold.text_of(entries, TRANSLATIONS)


def edited(text, turn):
    """Another line of the same kind for one in the midst of the list, each time a different one."""
    lines = text.splitlines(keepends=True)
    first = next(i for i, line in enumerate(lines) if line.startswith(" permit tcp 10."))
    at = first + (len(lines) - first) * (turn + 1) // (TIMES + 2)
    lines[at] = f" permit tcp 10.99.{turn}.0 0.0.0.255 host 198.18.7.7 eq {4000 + turn}\n"
    return "".join(lines)


def apply(site, config):
    """Milliseconds to the last change in the kernel and to the answer, and how many changes."""
    site.changes.read()
    begin = time.monotonic_ns()
    site.apply(config)
    answered = (time.monotonic_ns() - begin) / 1e6
    time.sleep(0.05)
    told = site.changes.read()
    if not told:
        raise RuntimeError("causeway apply changed nothing")
    return (max(told) - begin) / 1e6, answered, len(told)


def by_nft(site):
    """Milliseconds of loading all of it anew."""
    subprocess.run([CAUSEWAY, "compile", "-o", site.scratch / "out", site.scratch / "gw.cfg"], check=True,
                   stderr=subprocess.DEVNULL)
    return 1000 * cold.by_nft(site.lan, site.scratch / "out" / "nftables.nft")[0]


def measure(entries):
    """Rows of apply(), and milliseconds of the peer."""
    with Site(entries) as site:
        time.sleep(SETTLED)
        rows = []
        for turn in range(TIMES):
            config = site.scratch / "next.cfg"
            config.write_text(edited(site.text, turn))
            rows.append(apply(site, config))
            time.sleep(1)
        return rows, by_nft(site)
