"""A large site from nothing: an agent that starts with so many entries of an access list and as many
static translations, to its being in force, beside `nft -f` of what `causeway compile` writes."""

import os
import subprocess
import time

import failover
import routes
from harness import BUILD, CAUSEWAY

TIMES = 3
LONGEST = 120  # seconds


def text_of(entries, statics):
    rows = "".join(
        f" {'permit' if i % 3 else 'deny'} tcp 10.{i >> 8 & 255}.{i & 255}.0 0.0.0.255 host 198.18."
        f"{i * 7 >> 8 & 255}.{i * 7 & 255} eq {1024 + i * 13 % 60000}\n" for i in range(entries))
    translations = "".join(
        f"ip nat inside source static tcp 10.{100 + (i >> 16)}.{i >> 8 & 255}.{i & 255} {1024 + i % 60000} "
        f"interface Serial0/{1 + i % 2}/0 {1024 + i // 2}\n" for i in range(statics))
    text = failover.configuration().replace(
        "ip address 10.0.0.1 255.255.255.0", "ip address 10.0.0.1 255.255.255.0\n ip access-group Large in", 1)
    return text.replace(
        "\nend\n", f"\n{translations}ip access-list extended Large\n{rows} permit ip any any\nend\n")


def start(site, config):
    """Seconds until it is in force, those of processors, and MiB of the loader."""
    state, log = site.scratch / "state", site.scratch / "log"
    subprocess.run(["rm", "-rf", state], check=True)
    begin = time.perf_counter()
    with open(log, "w") as out:
        agent = site.start_in(
            site.gw, BUILD / "causewayd", "--socket", site.scratch / "ctl.sock", "--state-dir", state, config,
            stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    while "SYS-5-CONFIG_I" not in log.read_text(errors="replace"):
        if time.perf_counter() - begin > LONGEST or agent.poll() is not None:
            raise RuntimeError("causewayd does not start: " + log.read_text(errors="replace")[-1000:])
        time.sleep(0.005)
    taken = time.perf_counter() - begin
    pids = site.gw.exec("ip", "netns", "pids", site.gw.name).stdout.split()
    agents = list(filter(routes.is_agent, pids))
    busy, most = sum(map(routes.seconds_of, agents)), max(map(routes.memory_of, agents))
    agent.terminate()
    agent.wait(timeout=20)
    site.gw.exec(BUILD / "causewayd", "--teardown", "--state-dir", state)
    site.gw.exec("nft", "flush", "ruleset")
    return taken, busy, most


def by_nft(namespace, rules):
    """Seconds and MiB."""
    namespace.exec("nft", "flush", "ruleset")
    begin = time.perf_counter()
    with namespace.inside():
        process = subprocess.Popen(["nft", "-f", rules])
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    namespace.exec("nft", "flush", "ruleset")
    if process.returncode != 0:
        raise RuntimeError(f"nft -f: status {process.returncode}")
    return taken, usage.ru_maxrss / 1024


def measure(entries):
    """Rows of both, in turn."""
    ours, peers = [], []
    with routes.Apart() as site:
        config = site.scratch / "gw.cfg"
        config.write_text(text_of(entries, entries))
        (site.scratch / "gw.site.yaml").write_text(
            (failover.EXAMPLE / "gw.site.yaml").read_text() + "dns: none\n")
        subprocess.run([CAUSEWAY, "compile", "-o", site.scratch / "out", config], check=True,
                       stderr=subprocess.DEVNULL)
        for _ in range(TIMES):
            ours.append(start(site, config))
            peers.append(by_nft(site.gw, site.scratch / "out" / "nftables.nft"))
    return ours, peers
