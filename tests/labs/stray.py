"""Send one TCP segment that belongs to no connection: usage: stray.py SOURCE DESTINATION FLAGS"""

import socket
import struct
import sys

source, destination = (socket.inet_aton(a) for a in sys.argv[1:3])
flags = sum(1 << "FSRPA".index(f) for f in sys.argv[3])


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def segment(check):
    return struct.pack("!HHIIBBHHH", 40000, 80, 1, 1, 5 << 4, flags, 1024, check, 0)


pseudo = source + destination + struct.pack("!BBH", 0, socket.IPPROTO_TCP, 20)
with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP) as raw:
    raw.bind((sys.argv[1], 0))
    raw.sendto(segment(checksum(pseudo + segment(0))), (sys.argv[2], 0))
