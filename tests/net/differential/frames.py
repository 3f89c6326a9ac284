"""Packets of IPv4 as bytes, from a few words and back."""

import dataclasses
import socket
import struct

ICMP, TCP, UDP = 1, 6, 17
FLAGS = {"fin": 1, "syn": 2, "rst": 4, "psh": 8, "ack": 16, "urg": 32}
NAMES = {ICMP: "icmp", TCP: "tcp", UDP: "udp", 50: "esp", 47: "gre"}
HEADERS = {ICMP: 8, TCP: 20, UDP: 8}  # bytes behind that of IP
SEQUENCE, OTHER = 1000, 5000  # of who begins a connection, and of who answers


@dataclasses.dataclass(frozen=True)
class Packet:
    proto: int
    src: str
    dst: str
    sport: int = 0
    dport: int = 0
    flags: int = 2
    icmp: tuple = (8, 0)
    tos: int = 0
    ttl: int = 64
    length: int = 60
    back: bool = False  # it is an answer

    def words(self):
        """As `causeway trace` reads it, but for where it comes in."""
        name = NAMES.get(self.proto, str(self.proto))
        ports = self.proto in (TCP, UDP)
        src = f"{self.src}:{self.sport}" if ports else self.src
        dst = f"{self.dst}:{self.dport}" if ports else self.dst
        text = f"{name} {src} > {dst}"
        if self.proto == TCP:
            text += "".join(f" {n}" for n, bit in FLAGS.items() if self.flags & bit)
        if self.proto == ICMP:
            text += f" {self.icmp[0]}/{self.icmp[1]} id {self.sport}"
        return f"{text} tos {self.tos} ttl {self.ttl} length {self.length}"

    def reply(self):
        flags, icmp = self.flags, self.icmp
        if self.proto == TCP:
            flags = 18 if flags & 2 and not flags & 16 else 16
        if self.proto == ICMP and icmp[0] == 8:
            icmp = (0, 0)
        return dataclasses.replace(self, src=self.dst, dst=self.src, sport=self.dport,
                                   dport=self.sport, flags=flags, icmp=icmp, ttl=64,
                                   back=not self.back)

    # ---- bytes ----------------------------------------------------------------------------------

    def bytes(self, mark):
        """MARK becomes the identification of IP, by which it is known again."""
        body = self.segment()
        head = struct.pack(">BBHHHBBH4s4s", 0x45, self.tos, 20 + len(body), mark, 0, self.ttl,
                           self.proto, 0, socket.inet_aton(self.src), socket.inet_aton(self.dst))
        return head[:10] + struct.pack(">H", checksum(head)) + head[12:] + body

    def segment(self):
        data = bytes(max(0, self.length - 20 - HEADERS.get(self.proto, 8)))
        if self.proto == TCP:
            mine, theirs = (OTHER, SEQUENCE) if self.back else (SEQUENCE, OTHER)
            begun = self.flags & 2
            body = struct.pack(">HHIIBBHHH", self.sport, self.dport, mine if begun else mine + 1,
                               theirs + 1 if self.flags & 16 else 0, 0x50, self.flags, 65000, 0, 0)
            return self.summed(body + data, 16)
        if self.proto == UDP:
            return self.summed(struct.pack(">HHHH", self.sport, self.dport, 8 + len(data), 0) + data, 6)
        if self.proto == ICMP:
            body = struct.pack(">BBHHH", *self.icmp, 0, self.sport, 1) + data
            return body[:2] + struct.pack(">H", checksum(body)) + body[4:]
        return struct.pack(">II", 0, 0) + data

    def summed(self, body, at):
        value = checksum(self.pseudo(len(body)) + body) or 0xffff
        return body[:at] + struct.pack(">H", value) + body[at + 2:]

    def pseudo(self, length):
        return (socket.inet_aton(self.src) + socket.inet_aton(self.dst)
                + struct.pack(">BBH", 0, self.proto, length))


def checksum(data):
    if len(data) & 1:
        data += b"\0"
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def parse(data):
    """The packet that DATA is, and its mark. A packet quoted by an error may be cut."""
    _, tos, length, mark, _, ttl, proto, _, src, dst = struct.unpack(">BBHHHBBH4s4s", data[:20])
    body = data[(data[0] & 15) * 4:length]
    fields = {}
    if proto in (TCP, UDP) and len(body) >= 4:
        fields["sport"], fields["dport"] = struct.unpack(">HH", body[:4])
    if proto == TCP and len(body) >= 14:
        fields["flags"] = body[13] & 63
    if proto == ICMP and len(body) >= 8:
        fields["icmp"] = (body[0], body[1])
        fields["sport"] = fields["dport"] = int.from_bytes(body[4:6], "big")
    packet = Packet(proto, socket.inet_ntoa(src), socket.inet_ntoa(dst), tos=tos, ttl=ttl,
                    length=length, **fields)
    return packet, mark


def quoted(data):
    """What an ICMP error is about: (its type and code, the packet, its mark), or None."""
    body = data[20:]
    if data[9] != ICMP or body[0] not in (3, 11) or len(body) < 36:
        return None
    return ((body[0], body[1]), *parse(body[8:]))


def is_whole(data):
    """Are the checksums right?"""
    head, body = data[:20], data[20:]
    if checksum(head):
        return False
    packet, _ = parse(data)
    if packet.proto == ICMP:
        return not checksum(body)
    if packet.proto in (TCP, UDP):
        return not checksum(packet.pseudo(len(body)) + body)
    return True
