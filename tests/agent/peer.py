"""The far ends of probes: little servers of TCP, HTTP, UDP and DNS that answer well, badly, late or
not at all. Run as a program in the namespace that has ADDRESS, it prints a line when all listen.

usage: peer.py ADDRESS
"""

import selectors
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time

TCP, REFUSED, HTTP, HTTPS, ECHO, MUTE, ALTERED, SILENT, DNS = \
    7001, 7002, 80, 443, 7003, 7004, 7005, 7006, 53
AAAA = 28  # a type of DNS
LATE, SLOW = 0.7, 3.0  # within a timeout of 1.5 s, and beyond it

PAGES = {
    "/good": b"HTTP/1.0 200 OK\r\n\r\nhello",
    "/moved": b"HTTP/1.1 302 Found\r\nLocation: /good\r\n\r\n",
    "/missing": b"HTTP/1.0 404 Not Found\r\n\r\n",
    "/broken": b"HTTP/1.0 500 Internal Server Error\r\n\r\n",
    "/late": b"HTTP/1.0 200 OK\r\n\r\n",
    "/slow": b"HTTP/1.0 200 OK\r\n\r\n",
    "/other": b"SSH-2.0-OpenSSH_9.2p1 is no page\r\n",
    "/short": b"HTTP",
    "/nothing": b"",
}
WAITS = {"/late": LATE, "/slow": SLOW}


def serve_http(connection, named=None):
    """One request; a path that is no page is told so, as is a host that is not named. /named is a
    page for those who told TLS the name good.example.com."""
    with connection:
        connection.settimeout(5)
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(4096)
            if not piece:
                return
            request += piece
        words = request.split(b"\r\n")[0].decode().split()
        path = words[1] if len(words) == 3 and words[0] in ("GET", "HEAD") else "?"
        if path in WAITS:
            time.sleep(WAITS[path])
        answer = PAGES.get(path, b"HTTP/1.0 400 Bad Request\r\n\r\n")
        if path == "/named" and named == "good.example.com":
            answer = PAGES["/good"]
        # in two pieces, as they come over a real network
        connection.sendall(answer[:7])
        time.sleep(0.02)
        connection.sendall(answer[7:])


def family_of(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def listen_http(address):
    with socket.create_server((address, HTTP), family=family_of(address)) as server:
        while True:
            connection, _ = server.accept()
            threading.Thread(target=quietly, args=(serve_http, connection), daemon=True).start()


def self_signed(folder):
    """A certificate that nobody should believe, and its key."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
         "/CN=another.example.com", "-keyout", f"{folder}/key", "-out", f"{folder}/certificate"],
        check=True, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/certificate", f"{folder}/key")
    return context


def serve_https(connection, context):
    names = {}
    context.sni_callback = lambda s, name, _: names.update({None: name})
    connection.settimeout(5)
    with context.wrap_socket(connection, server_side=True) as secure:
        serve_http(secure, names.get(None))


def listen_https(address):
    with tempfile.TemporaryDirectory() as folder:
        context = self_signed(folder)
    with socket.create_server((address, HTTPS), family=family_of(address)) as server:
        while True:
            serve = threading.Thread(
                target=quietly, args=(serve_https, server.accept()[0], context), daemon=True)
            serve.start()
            serve.join()  # one after the other: the name is the context's


def quietly(work, *arguments):
    try:
        work(*arguments)
    except OSError:
        pass  # whoever asked has gone


def dns_answer(query):
    """What NAME's first label asks for; None is silence."""
    label = query[13:13 + query[12]].decode()
    ident, question = query[:2], query[12:]
    codes = {"good": 0, "empty": 0, "none": 3, "failed": 2, "refused": 5, "stranger": 0}
    if label not in codes:
        return None
    answers = 1 if label in ("good", "stranger") else 0
    kind = struct.unpack(">H", query[-4:-2])[0]
    if label == "stranger":
        ident = bytes(b ^ 0xff for b in ident)
    head = ident + struct.pack(">HHHHH", 0x8180 | codes[label], 1, answers, 0, 0)
    data = (socket.inet_pton(socket.AF_INET6, "2001:db8:ffff::1") if kind == AAAA
            else socket.inet_aton("203.0.113.1"))
    record = struct.pack(">HHHIH", 0xc00c, kind, 1, 60, len(data)) + data
    return head + question + record * answers


def main(address):
    chooser = selectors.DefaultSelector()
    answers = {
        ECHO: lambda data: data,
        MUTE: lambda data: None,
        ALTERED: lambda data: bytes([data[0] ^ 1]) + data[1:],
        DNS: dns_answer,
    }
    for port, answer in answers.items():
        s = socket.socket(family_of(address), socket.SOCK_DGRAM)
        s.bind((address, port))
        chooser.register(s, selectors.EVENT_READ, answer)
    listening = socket.create_server((address, TCP), family=family_of(address))
    chooser.register(listening, selectors.EVENT_READ)
    threading.Thread(target=listen_http, args=(address,), daemon=True).start()
    # accepts connections, by its backlog, and says nothing
    silent = socket.create_server((address, SILENT), family=family_of(address), backlog=100)
    threading.Thread(target=listen_https, args=(address,), daemon=True).start()
    print("ready", flush=True)
    while silent:
        for key, _ in chooser.select():
            if key.data is None:
                key.fileobj.accept()[0].close()
                continue
            data, sender = key.fileobj.recvfrom(20000)
            answer = key.data(data)
            if answer is not None:
                key.fileobj.sendto(answer, sender)


if __name__ == "__main__":
    main(sys.argv[1])
