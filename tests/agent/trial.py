"""Two configurations that differ in everything that the agent sets up, and a gateway that goes from
one to the other and back while something happens to its agent: it must stand wholly as one of them
says, and a connection that both serve must never break.
"""

import contextlib
import json
import socket
import threading

import gateway
import whole

DNS = """\
ip dns view First
ip dns view-list First
 view First 1
ip host view First www.example.com 192.168.2.1
ip dns server
interface Serial0/1/0
 ip dns view-group First
end
"""
# Nothing that changes by itself: no probe, no track.
OLD = """\
hostname gw
interface FastEthernet0/0
 ip address 10.0.0.1 255.255.255.0
 ip nat inside
interface Serial0/1/0
 ip address 192.168.2.1 255.255.255.248
 ip nat outside
interface Serial0/2/0
 ip address 172.16.1.1 255.255.255.252
 ip nat outside
ip route 0.0.0.0 0.0.0.0 Serial0/1/0 192.168.2.2
ip route 198.51.100.0 255.255.255.0 Serial0/2/0 172.16.1.2
ip nat inside source static tcp 10.0.0.10 80 interface Serial0/1/0 80
ip nat inside source static tcp 10.0.0.10 81 interface Serial0/2/0 81
ip nat inside source list 10 interface Serial0/1/0 overload
access-list 10 permit 10.0.0.0 0.0.0.255
""" + DNS
# The second uplink is one no more, with its address, its routes and its mark.
NEW = OLD.replace("ip address 172.16.1.1 255.255.255.252\n ip nat outside\n",
                  "ip address 10.9.9.1 255.255.255.0\n").replace(
    "ip route 198.51.100.0 255.255.255.0 Serial0/2/0 172.16.1.2\n",
    "ip route 10.5.0.0 255.255.0.0 10.0.0.10\n").replace(
    "ip nat inside source static tcp 10.0.0.10 81 interface Serial0/2/0 81\n",
    "ip nat inside source static tcp 10.0.0.10 25 interface Serial0/1/0 25\n").replace(
    "ip host view First www.example.com 192.168.2.1\n",
    "ip host view First www.example.com 192.168.2.6\n"
    "ip host view First mail.example.com 192.168.2.1\n")
CONFIGS = {"old": OLD, "new": NEW}


def listed(*changed, static="10.0.0.10 82 interface Serial0/1/0 82"):
    """OLD with a list that is mostly maps, and with some lines of it CHANGED: which, and to what; and
    with one more translation."""
    lines = [f" {'permit' if i % 3 else 'deny'} tcp 10.0.{i}.0 0.0.0.255 host 198.18.0.{i} eq {i}\n"
             for i in range(1, 100)] + [
        " permit udp any any range 33434 33534\n", " permit icmp any any\n", " permit ip any any\n"]
    for number, text in changed:
        lines[number] = text
    return OLD.replace(" ip nat inside\n", " ip nat inside\n ip access-group Some in\n", 1).replace(
        "ip route 0.0", f"ip access-list extended Some\n{''.join(lines)}ip route 0.0", 1).replace(
        "ip nat inside source list", f"ip nat inside source static tcp {static}\nip nat inside source list", 1)


# As few lines as an agent brings into force before it compiles the rest: elements, and a rule, too;
# and a translation.
CONFIGS["listed"] = listed()
CONFIGS["edited"] = listed((7, " deny tcp 10.0.8.0 0.0.0.255 host 198.18.0.8 eq 8\n"), (30, ""),
                           (50, " permit tcp 10.0.200.0 0.0.0.255 host 198.18.0.200 eq 200\n"))
CONFIGS["ruled"] = listed((30, ""), (50, " deny tcp host 10.0.200.1 host 198.18.0.200 eq 201\n"))
CONFIGS["mapped"] = listed(static="10.0.0.12 82 interface Serial0/2/0 83")
# And of routes, which are the core's.
ROADS = [f"ip route 20.0.{i}.0 255.255.255.0 {('10.0.0.10', 'Serial0/2/0 172.16.1.2')[i % 2]}\n" for i in range(9)]


def led(roads):
    return OLD.replace("ip nat inside source", "".join(roads) + "ip nat inside source", 1)


CONFIGS["led"] = led(ROADS)
CONFIGS["led away"] = led([*ROADS[:4], ROADS[4].replace("20.0.4", "20.4.4"), *ROADS[6:],
                           ROADS[5].replace("Serial0/2/0 172.16.1.2", "10.0.0.10")])
# So long a text is written to the disk while the rest goes on.
LONG = "!" + 79 * " " + "\n"
LONG *= 300 * 1024 // len(LONG)
SITE = gateway.SITE.replace("dns: none", "dns: start")


class Trial:
    """A gateway on which OLD and NEW were both seen in their clean form, OLD in force. Each name of
    DNS is asked for by the first uplink."""

    def __init__(self, gw):
        self.gw = gw
        self.front = ""  # of what is applied
        # a connection that is refused at once is none that would be remembered
        self.server = whole.within(gw.name("lan"), lambda: socket.create_server(
            ("0.0.0.0", 81), backlog=4096))
        mac = gw.run("gw", "cat", "/sys/class/net/wan1/address").strip()
        gw.ip("isp1", "neighbour", "replace", "172.16.1.1", "lladdr", mac, "dev", "eth0")
        gw.start()
        resolver = whole.Resolver(gw, "isp0", "192.168.2.1")
        self.whole = whole.Whole(
            gw, [(resolver, "www.example.com"), (resolver, "mail.example.com")])
        self.problems = []
        self.whole.learn("old", OLD)
        self.must(self.apply(NEW), "apply")
        self.whole.learn("new", NEW)
        self.must(gw.ask({"do": "rollback"}), "rollback")
        self.check("at the beginning", "old")
        self.stream = whole.Stream(gw, "isp0", "192.168.2.1", 80)

    def must(self, answer, what):
        if not answer.get("ok"):
            raise RuntimeError(f"{what}: {answer}\n{self.gw.log()[-3000:]}")

    def apply(self, config, **more):
        """The answer of the agent, or {} when it dies over it."""
        try:
            return self.gw.ask({"do": "apply", "name": "next.cfg", "config": self.front + config,
                                "site_name": "gw.site.yaml", "site": self.gw.site.read_text(),
                                **more})
        except (OSError, ValueError):
            return {}

    @contextlib.contextmanager
    def touching(self):
        """Again and again a connection that is marked for the second uplink, if there is one."""
        over = threading.Event()

        def touch():
            while not over.is_set():
                s = socket.socket()
                s.settimeout(0.02)
                with contextlib.suppress(OSError):
                    s.connect(("172.16.1.1", 81))
                s.close()

        thread = threading.Thread(target=lambda: whole.within(self.gw.name("isp1"), touch))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def check(self, when, *allowed):
        name, difference = self.whole.which(*allowed)
        if name not in allowed:
            self.problems.append(f"{when}: {name or 'neither'} is in force\n{difference}"
                                 f"{self.gw.log()[-1500:]}")
        return name

    def finished(self):
        """Wait until all is written of the generation in force."""
        self.gw.made(json.loads((self.gw.state / "generations.json").read_text())["in_force"])

    def into(self, name):
        """Have the configuration NAME in force."""
        if self.whole.which()[0] != name:
            self.must(self.apply(CONFIGS[name]), name)
            self.check("in between", name)

    def end(self):
        self.gw.stop()
        self.server.close()
        return [*self.problems, "" if self.stream.over.is_set() else self.stream.end()]
