"""One line of a large configuration, edited: from `causeway apply` to the last change in the kernel,
and to its answer, beside `nft -f` of everything that `causeway compile` writes. The line is an entry
of an access list, a static translation, or a static route, of which nft knows nothing."""

import subprocess
import time

import cold
import failover
import routes
from harness import CAUSEWAY

TIMES = 9
OTHERS = 100  # entries, or translations, that there are beside those of which one is edited
IN_FORCE = 20200  # the table of routes
SETTLED = 6.0  # seconds; nothing that follows from the start is going on any more

# By kind: how a line begins, the text of so many of them, and another such line for the one that
# stands there.
KINDS = {
    "list": (" permit tcp 10.", lambda n: cold.text_of(n, OTHERS),
             lambda line, turn: f" permit tcp 10.99.{turn}.0 0.0.0.255 host 198.18.7.7 eq {4000 + turn}\n"),
    "static": ("ip nat inside source static tcp 10.", lambda n: cold.text_of(OTHERS, n),
               lambda line, turn: " ".join([*line.split()[:6], f"10.99.{turn}.7", *line.split()[7:]]) + "\n"),
    "route": ("ip route 2", routes.text_of,
              lambda line, turn: " ".join(["ip route", f"99.{turn}.0.0", *line.split()[3:]]) + "\n"),
}


class Site(failover.AgentSite):
    def __init__(self, text):
        super().__init__()
        self.text = text
        self.aside = [table for table in failover.TWINS if table != IN_FORCE]  # led to it behind it

    def await_settled(self):
        time.sleep(SETTLED)
        if f"lookup {IN_FORCE} " not in self.gw.exec("ip", "rule", "show", "pref", "19990").stdout:
            raise RuntimeError(f"table {IN_FORCE} is not in force")


def edited(text, kind, turn):
    """Another line of the same kind for one in the midst of them, each time a different one."""
    lines = text.splitlines(keepends=True)
    begin, _, other = KINDS[kind]
    first = next(i for i, line in enumerate(lines) if line.startswith(begin))
    count = sum(line.startswith(begin) for line in lines)
    at = first + count * (turn + 1) // (TIMES + 2)
    lines[at] = other(lines[at], turn)
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


def measure(kind, lines):
    """Rows of apply(), and milliseconds of the peer, or None where there is none."""
    with Site(KINDS[kind][1](lines)) as site:
        site.await_settled()
        rows = []
        for turn in range(TIMES):
            config = site.scratch / "next.cfg"
            config.write_text(edited(site.text, kind, turn))
            rows.append(apply(site, config))
            time.sleep(1)
        return rows, by_nft(site) if kind != "route" else None
