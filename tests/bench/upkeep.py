"""What the agent costs while nothing happens, and what it keeps: processor time of the core with 500
tracks of operations at a second each and 4 operations at 10 ms; its memory with the example of two
providers, before and after 10,000 changes of a track.

Between namespaces a packet is taken in by whoever sends it, and the whole answer is made within the
agent's own call. A provider's router has a processor of its own: the far ends get the last one here,
and the agent another one, when there are two.
"""

import ctypes
import fcntl
import os
import pathlib
import re
import socket
import struct
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "agent")]

import gateway  # noqa: E402
from harness import ROOT  # noqa: E402

TRACKS, FAST = 500, 4
CHANGES, WARM = 10000, 1000
PAUSE = 0.002  # between two flips: the agent hears of each


def many_tracks():
    text = ""
    for n in range(1, TRACKS + 1):
        text += f"""\
ip sla {n + 1000}
 icmp-echo {gateway.PROBED} source-interface Serial0/{1 + n % 2}/0
 timeout 500
 threshold 500
 frequency 1
ip sla schedule {n + 1000} life forever start-time now
"""
    text += "".join(f"track {n + 300} ip sla {n + 1000} reachability\n" for n in range(1, TRACKS))
    for n in range(1, FAST + 1):
        text += f"""\
ip sla {n}
 icmp-echo {gateway.PROBED} source-interface Serial0/1/0
 frequency 1
 timeout 1000
 threshold 1000
ip sla schedule {n} life forever start-time now
"""
    config = gateway.CONFIG.replace("track 100 ip sla 100 reach", text + "track 100 ip sla 100 reach")
    fast = "".join(f"  {n}: {{ interval: 10ms }}\n" for n in range(1, FAST + 1))
    return config, gateway.SITE + "probes:\n" + fast


def core_seconds(pid):
    """Processor time of the main process so far."""
    return int(pathlib.Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def core_ticks(pid):
    """Ticks within the kernel and outside."""
    words = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(words[12]), int(words[11])


def core_memory(pid):
    """KiB of resident memory; of what is the core's own, not of files that others have mapped."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return {key: int(re.search(rf"^{key}:\s+(\d+) kB", status, re.M).group(1))
            for key in ("VmRSS", "RssAnon")}


def set_far_ends_apart(gw):
    """True when what the providers' devices receive is taken in by another processor than what the
    agent's do."""
    own = sorted(os.sched_getaffinity(0))
    if len(own) < 2:
        return False
    for place, processor in (("isp0", own[-1]), ("isp1", own[-1]), ("gw", own[0])):
        gw.run(place, "sh", "-c",
               f"for f in /sys/class/net/*/queues/rx-0/rps_cpus; do echo {1 << processor:x} >$f; done")
    os.sched_setaffinity(gw.agent.pid, own[:1])
    return True


def measure_cpu(seconds=10):
    """Share of a core in percent, as a whole and outside the kernel; rounds a second, how many of
    all of them failed, and whether the far ends had a processor of their own."""
    config, site = many_tracks()
    with gateway.gateway(config=config, site=site) as gw:
        gw.start()
        apart = set_far_ends_apart(gw)
        time.sleep(2)
        begin, used, own = time.monotonic(), core_seconds(gw.agent.pid), core_ticks(gw.agent.pid)
        time.sleep(seconds)
        took = time.monotonic() - begin
        share = 100 * (core_seconds(gw.agent.pid) - used) / took
        inside, outside = (now - was for now, was in zip(core_ticks(gw.agent.pid), own))
        own = share * outside / max(inside + outside, 1)
        text = gw.exec("show ip sla statistics")
        failed = sum(int(n) for n in re.findall(r"failures: (\d+)", text))
        return share, own, TRACKS + FAST * 100, failed, apart


def flip(netns, device, times, pause):
    """Shut and raise a link, TIMES times, from a thread within its namespace."""
    def work():
        with open(f"/run/netns/{netns}") as ns:
            ctypes.CDLL(None, use_errno=True).setns(ns.fileno(), 0)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            request = struct.pack("16sh14x", device.encode(), 0)
            flags = struct.unpack("16sh14x", fcntl.ioctl(s, 0x8913, request))[1]
            for i in range(times):
                wanted = flags & ~1 if i % 2 == 0 else flags | 1
                fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", device.encode(), wanted))
                time.sleep(pause)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def measure_memory(changes=CHANGES):
    """Memory of the core with the example: at rest, after WARM changes, and after all of them; and
    how many changes its track counted."""
    config = (ROOT / "examples" / "two-isp-site" / "gw.cfg").read_text()
    site = (ROOT / "examples" / "two-isp-site" / "gw.site.yaml").read_text()
    config = config.replace("\nend\n", "\ntrack 900 interface FastEthernet0/0 line-protocol\nend\n")
    site = re.sub(r"^dns:.*\n", "", site, flags=re.M) + "dns: none\n"
    with gateway.gateway(config=config, site=site) as gw:
        gw.start()
        time.sleep(2)
        rest = core_memory(gw.agent.pid)
        flip(gw.name("lan"), "eth0", WARM, PAUSE)
        time.sleep(0.5)
        warm = core_memory(gw.agent.pid)
        flip(gw.name("lan"), "eth0", changes - WARM, PAUSE)
        time.sleep(0.5)
        after = core_memory(gw.agent.pid)
        counted = int(re.search(r"(\d+) change", gw.exec("show track 900")).group(1))
        return rest, warm, after, counted
