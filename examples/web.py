"""The web server of the labs: its page says which address was asked, and from where.

usage: python3 web.py PORT
"""

import http.server
import socketserver
import sys


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked, client = self.connection.getsockname()[0], self.client_address[0]
        body = f"served by {asked} to {client}\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(socketserver.ThreadingTCPServer):
    """Not http.server's own class: that one looks its host's name up, and a lab has no names yet."""

    allow_reuse_address = True
    daemon_threads = True


Server(("", int(sys.argv[1])), Page).serve_forever()
