"""What share of the packets of known flows that a core forwards with conntrack alone it forwards as the
gateway of one uplink and more: from inside outward, translated, each flow answered once."""

import contextlib
import pathlib
import socket
import statistics
import struct
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "net"), str(HERE)]

import forwarding  # noqa: E402
import mixes  # noqa: E402
from forwarding import CONNTRACK, FAR, NEAR, NONE, OURS  # noqa: E402

UPLINKS = (1, 2, 4, 8)
FLOWS = 64
INSIDE, OUTSIDE, HOST = 0x0AFA0002, 0x08080001, 0x0AFB0001  # NEAR.2, FAR.1
PORT, SERVICE = 2000, 4000
ETHERTYPE_IP = 0x0800


def network(i):
    return FAR if i == 0 else f"10.{100 + i}.0"


def config(uplinks):
    """Its text, and that of its site file; all but the first uplink are devices that are not there."""
    lines = ["hostname bench", "interface FastEthernet0/0", f" ip address {NEAR}.1 255.255.255.0",
             " ip nat inside", "ip access-list standard Inside", f" permit {NEAR}.0 0.0.0.255"]
    site = ["dns: none", "interfaces:", "  FastEthernet0/0: { device: near }"]
    for i in range(uplinks):
        lines += [f"interface Serial0/{i}", f" ip address {network(i)}.1 255.255.255.0", " ip nat outside",
                  f"route-map By{i} permit 10", " match ip address Inside", f" match interface Serial0/{i}",
                  f"ip nat inside source route-map By{i} interface Serial0/{i} overload",
                  f"ip route 0.0.0.0 0.0.0.0 {network(i)}.2 {i + 1}"]
        site += [f"  Serial0/{i}: {{ device: {f'up{i}' if i else 'far'} }}"]
    return "\n".join(lines) + "\n", "\n".join(site) + "\n"


def checksum(header):
    total = sum(struct.unpack(f"!{len(header) // 2}H", header))
    total = (total & 0xFFFF) + (total >> 16)
    return ~(total + (total >> 16)) & 0xFFFF


def flows():
    for i in range(FLOWS):
        yield mixes.Packet(INSIDE + i, OUTSIDE + i, mixes.UDP, PORT + i, SERVICE, 0)


def answer(bed, router, translated):
    """One packet to each flow, from where the sink is."""
    target = bytes.fromhex(router.hardware_address(router.netns, "far").replace(":", ""))
    with bed.sink.inside():
        sender = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    with contextlib.closing(sender):
        sender.bind((router.far, ETHERTYPE_IP))
        for flow in flows():
            header = struct.pack("!BBHHHBBHII", 0x45, 0, 46, 0, 0, 64, mixes.UDP, 0, flow.target,
                                 HOST if translated else flow.source)
            header = header[:10] + struct.pack("!H", checksum(header)) + header[12:]
            udp = struct.pack("!HHHH", flow.dport, flow.sport, 26, 0) + bytes(18)
            sender.send(target + bytes(6) + struct.pack("!H", ETHERTYPE_IP) + header + udp)
    known = router.netns.exec("conntrack", "-L", "-p", "udp").stdout
    if known.count("src=") != 2 * FLOWS or "UNREPLIED" in known:
        raise RuntimeError(f"not all flows are known: {known[:300]}")


def measure_gateway(bed, uplinks):
    """(nanoseconds more than conntrack alone, share of its packets)."""
    text, site = config(uplinks)
    loaded = {NONE: CONNTRACK, OURS: forwarding.compiled(bed.scratch, text, site)}
    sent, rounds = bed.packets("flows", flows()), []
    for routers in forwarding.in_all_places(bed, loaded):
        bed.costs(list(routers.values()), sent, turns=1)
        for name, router in routers.items():
            answer(bed, router, name == OURS)
        rounds += forwarding.by_name(routers, bed.costs(list(routers.values()), sent))
        for router in routers.values():
            router.forget()
    more = statistics.median(turn[OURS] - turn[NONE] for turn in rounds)
    dearer = statistics.median((turn[OURS] - turn[None]) / (turn[NONE] - turn[None]) for turn in rounds)
    return more * 1e9, 1 / dearer


def measure():
    """Yields (uplinks, nanoseconds, share)."""
    with forwarding.Bed(4) as bed:
        for uplinks in UPLINKS:
            yield uplinks, *measure_gateway(bed, uplinks)
