"""What causewayd-faults fails at, told through a file that it shares: the system calls of
runtime/sys.h, and messages of netlink that the kernel refuses.
"""

import mmap
import os
import re
import struct

import gateway

# Kinds of messages: FAULT_KINDS of runtime/faults.h.
MESSAGES = ["rtnetlink", "rtnetlink_get", "nftables", "ctnetlink"]
CALLS = re.findall(
    r"^\tX\([^,]*, (\w+),", (gateway.harness.ROOT / "runtime" / "sys.h").read_text(), re.M)
NAMES = ["any", *MESSAGES, *CALLS]
PROCESSES = ["core", "loader"]
ROW = struct.Struct("5I")  # seen, skip, count, error, failed: struct fault of runtime/faults.c
EVER = 1 << 30
# Without memory a process ends and is started again; without waiting for events there is no core.
ENDS_THE_CORE = {"mmap", "mremap", "epoll_wait", "epoll_pwait2"}


class Table:
    """What causewayd-faults has in memory."""

    def __init__(self, folder):
        path = folder / "faults"
        path.write_bytes(bytes(ROW.size * len(NAMES) * len(PROCESSES)))
        os.environ["CAUSEWAY_FAULT_TABLE"] = str(path)
        with open(path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 0)

    def at(self, process, name):
        return ROW.size * (PROCESSES.index(process) * len(NAMES) + NAMES.index(name))

    def get(self, process, name):
        return ROW.unpack_from(self.map, self.at(process, name))

    def seen(self, process, names=CALLS):
        return {name: self.get(process, name)[0] for name in names}

    def failed(self, process, name):
        return self.get(process, name)[4]

    def arm(self, process, name, skip, count, error):
        at = self.at(process, name)
        struct.pack_into("I", self.map, at + 8, 0)
        struct.pack_into("I", self.map, at + 4, skip)
        struct.pack_into("I", self.map, at + 12, error)
        struct.pack_into("I", self.map, at + 8, count)

    def disarm(self, process, name):
        self.arm(process, name, 0, 0, 0)
