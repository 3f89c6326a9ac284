"""A hundred thousand static routes: what the kernel takes for them when the agent sends them, beside
`ip -batch` of what `causeway compile` writes, and how long it is from `causeway apply` to its answer."""

import os
import re
import statistics
import subprocess
import time

import failover
import topology
from harness import BUILD, CAUSEWAY

TIMES = 5
GATEWAY = topology.ISP_A


class Apart(failover.PeerSite):
    """Links and addresses; nobody keeps routes."""

    def __init__(self):
        super().__init__(lambda site: None)

    def begin(self):
        pass

    def flush(self):
        self.gw.exec("ip", "route", "flush", "table", "20200")

    def count(self):
        shown = self.gw.exec("ip", "route", "show", "table", "20200").stdout
        return len(shown.splitlines())


def text_of(routes):
    lines = "".join(f"ip route {20 + (i >> 16)}.{i >> 8 & 255}.{i & 255}.0 255.255.255.0 "
                    f"Serial0/1/0 {GATEWAY}\n" for i in range(routes))
    return failover.configuration().replace("\nend\n", "\n" + lines + "end\n")


def by_agents_netlink(site, routes):
    """(milliseconds, MiB)"""
    site.flush()
    done = site.gw.exec(BUILD / "tests" / "bench" / "routes", str(routes), "wan0", GATEWAY)
    if done.returncode != 0 or site.count() != routes:
        raise RuntimeError(f"routes: {site.count()} of {routes} stand; {done.stderr}")
    taken, kib = done.stdout.split()
    return float(taken), int(kib) / 1024


def by_ip_batch(site, batch, routes):
    """(milliseconds, MiB) of the whole process, which is no more than that."""
    site.flush()
    with site.gw.inside():
        process = subprocess.Popen(["ip", "-batch", batch])
    start = time.perf_counter()
    _, status, usage = os.wait4(process.pid, 0)
    taken = 1000 * (time.perf_counter() - start)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or site.count() != routes:
        raise RuntimeError(f"ip -batch: status {status}, {site.count()} of {routes} routes stand")
    return taken, usage.ru_maxrss / 1024


def measure_kernel(routes):
    """Rows of both, in turn."""
    ours, peers = [], []
    with Apart() as site:
        config = site.scratch / "gw.cfg"
        config.write_text(text_of(routes))
        (site.scratch / "gw.site.yaml").write_text((failover.EXAMPLE / "gw.site.yaml").read_text())
        subprocess.run([CAUSEWAY, "compile", "-o", site.scratch / "out", config], check=True,
                       stderr=subprocess.DEVNULL)
        batch = site.scratch / "batch"
        batch.write_text("".join(re.findall(r"^route .* 2[0-9]\.\d+\.\d+\.0/24 .*\n",
                                            (site.scratch / "out" / "iproute2.batch").read_text(), re.M)))
        for _ in range(TIMES):
            ours.append(by_agents_netlink(site, routes))
            peers.append(by_ip_batch(site, batch, routes))
    return ours, peers


def measure_apply(routes):
    """Seconds from `causeway apply` to its answer, the seconds of processors that the agent took for
    it, and the most memory of its core and its loader, in MiB."""
    with failover.AgentSite() as site:
        config = site.scratch / "next.cfg"
        config.write_text(text_of(routes))
        pids = site.gw.exec("ip", "netns", "pids", site.gw.name).stdout.split()
        agents = list(filter(is_agent, pids))
        before = sum(map(seconds_of, agents))
        start = time.perf_counter()
        site.apply(config)
        taken = time.perf_counter() - start
        most = sorted((memory_of(pid) for pid in agents), reverse=True)
        return taken, sum(map(seconds_of, agents)) - before, most[:2]


def is_agent(pid):
    try:
        with open(f"/proc/{pid}/comm") as name:
            return name.read().startswith("causewayd")
    except OSError:  # it has ended
        return False


def seconds_of(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid):
    with open(f"/proc/{pid}/status") as status:
        found = re.search(r"VmHWM:\s+(\d+)", status.read())
    return int(found[1]) / 1024 if found else 0


def medians(rows):
    return statistics.median(row[0] for row in rows), max(row[1] for row in rows)
