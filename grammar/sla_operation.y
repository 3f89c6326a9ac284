/*
 * The line that gives an operation its kind, as `ip sla` spells it and as `ip sla monitor` and
 * `rtr` do (`type …`). The row it describes is cx->operation. ios-semantics.md 1.6.
 */
%rare "icmp-jitter"
%help "icmp-jitter" Loss, delay and jitter of pings
%help "tcp-connect" Open a TCP connection
%help "udp-echo" Ask the UDP echo service
%help "udp-jitter" Loss, delay and jitter of UDP packets
%help SLA: "http" Get a page from a web server
%help SLA: "dns" Ask a name server
%help SLA: "dhcp" Ask a DHCP server
%help SLA: "ftp" Get a file from an FTP server
%help SLA: "path-echo" Ping each router on the way
%help SLA: "path-jitter" Jitter to each router on the way
%help SLA: "ethernet" Probe Ethernet
%help SLA: "mpls" Probe an MPLS path
%help SLA: "voip" Quality of calls
%help SLA: "video" Quality of video
%help SLA: "type" Kind of the probe (old form)
%help "icmp-echo" IPV4 Address to ping
%help "icmp-echo" IPV6 Address to ping
%help "icmp-echo" WORD Name to ping
%help "icmp-jitter" IPV4 Address to ping
%help "icmp-jitter" IPV6 Address to ping
%help "udp-jitter" IPV4 Address of the responder
%help "udp-jitter" IPV4 NUMBER Port of the responder
%help "udp-jitter" IPV6 Address of the responder
%help "udp-jitter" IPV6 NUMBER Port of the responder
%help "udp-echo" IPV4 Address of the server
%help "udp-echo" IPV4 NUMBER Port of the server
%help "udp-echo" IPV6 Address of the server
%help "udp-echo" IPV6 NUMBER Port of the server
%help "tcp-connect" IPV4 Address of the server
%help "tcp-connect" IPV4 NUMBER Port of the server
%help "tcp-connect" IPV6 Address of the server
%help "tcp-connect" IPV6 NUMBER Port of the server
%help "source-interface" IFNAME Interface whose address it is
%help "source-ip" IPV4 Address of this router
%help "source-ip" IPV6 Address of this router
%help "source-ipaddr" Leave with this address
%help SLA: ... "source-port" Leave from this port
%help SLA: ... "control" Agree with a responder first
%help "control" "enable" Agree with a responder first
%help "control" "disable" There is no responder
%help "num-packets" Packets of one probe
%help "num-packets" NUMBER Count of packets
%help SLA: ... "interval" Milliseconds between packets
%help "http" "get" Ask for a page
%help "http" "raw" Send what is written below
%help "http" "secure" Over TLS
%help "secure" "get" Ask for a page
%help "secure" "head" Ask for the head of a page
%help "secure" "raw" Send what is written below
%help SLA: ... "name-server" Name server to ask
%help SLA: ... "version" Version of HTTP
%help SLA: ... "cache" Let caches answer
%help SLA: ... "proxy" Ask through a proxy
%help SLA: ... "url" Address of the page
%help SLA: ... "codec" Simulate calls with this codec
%help "g711alaw" G.711 A law
%help "g711ulaw" G.711 mu law
%help "g729a" G.729a
%help "codec-numpackets" Packets of the codec
%help "codec-interval" Milliseconds between its packets
%help "codec-size" Bytes of its packets
%help "advantage-factor" Advantage that users grant the network
%help "dest-ipaddr" Address to probe
%help "dest-port" Port to probe
%help "ipicmpecho" Ping an address
%help "type" "echo" Ping (old form)
%help SLA: ... "protocol" Protocol of the probe
%help "type" "udpecho" Ask the UDP echo service (old form)
%help "type" "tcpconnect" Open a TCP connection (old form)
%help "type" "jitter" Loss, delay and jitter of UDP packets (old form)
%help "type" "http" Get a page from a web server (old form)
%help "type" "dns" Ask a name server (old form)
%help "type" "dhcp" Ask a DHCP server (old form)
%help "type" "ftp" Get a file from an FTP server (old form)
%help "type" "pathecho" Ping each router on the way (old form)
%help "type" "pathjitter" Jitter to each router on the way (old form)
%help "target-addr" Name to ask for
%help "targetonly" Only the last router
%help "http" "operation" What to ask for (old form)
%help "ftp" "operation" What to ask for (old form)
%help "option-82" Option 82
%help SLA: ... "mpid" Number of the end point
%help "y1731" Delay and loss by Y.1731
%help "y1731" "loss" Loss
%help "mpls" "lsp" A label switched path
%help "gatekeeper-registration" Time to register at a gatekeeper
%help "post-dial" Time after dialling
%help "dlsw" DLSw neighbours
%help "peer-ipaddr" Address of the neighbour
%help SLA: ... "dlci" Number of the circuit
%help SLA: ... "evc" Ethernet circuit
%help "num-frames" Frames of one probe
%help "lsp" "pseudowire" A pseudowire
%help "force-explicit-null" With an explicit null label
%help "lsp-selector" Address that chooses a path
%help "path-discover" Find all paths
%help "reply" "dscp" DSCP of answers
%help "reply" "mode" How answers come
%help "lsp" "trace" "reply" How answers come
%help "src-ip-addr" Leave with this address
%help SLA: ... "duration" Seconds that it takes
%help "detect-point" What ends the measurement
%help "alert-ringing" Ringing
%help "connect-ok" The connection
%help SLA: ... "emulate" Simulate this
%help "dhcp" IPV4 "remote-id" Relay
%help "circuit-id" Circuit
%help "remote-id" Identity of this side
%help "subnet-mask" Mask of the network
%help "ethernet" "jitter" Jitter
%help "mpid" NUMBER "domain" Domain
%help "delay" WORD "burst" Frames at a time
%help "delay" WORD "mac-address" MAC address
%help "ftp" "get" Fetch a file
%help "operation" "get" Fetch a file
%help "lsp" "ping" "pseudowire" Of a pseudowire
%help PREFIX "reply" Answers
%help "reply" "mode" "router-alert" With router alert
%help "router-alert" Router alert
%help "video" IPV4 NUMBER "dscp" DSCP
%help "voip" "delay" Delay of calls
%help "post-dial" "destination" Number to call
%help "get" Fetch
%help "trace" Trace
%help "ping" Echo
%help "rtp" RTP
%help "frame-relay" Frame relay
%help "video" IPV4 NUMBER "profile" Profile of the traffic
%help "alert-ringing" "destination" Number to call
%help "connect-ok" "destination" Number to call
%help "tcp-connect" WORD Name of the host
%help "udp-echo" WORD Name of the host
%help "udp-jitter" WORD Name of the host
%help "icmp-jitter" WORD Name of the host
%help SLA: "dns" WORD Name to ask for
%help "dns" WORD "name-server" IPV4 Server to ask
%help "dns" WORD "name-server" IPV6 Server to ask
%help "source-port" NUMBER Port that it asks from
%help "num-packets" NUMBER "interval" NUMBER Milliseconds between packets
%help SLA: "http" "get" WORD Page to fetch, as http://192.0.2.1/
%help SLA: "http" "raw" WORD Server to ask, as http://192.0.2.1/
%nterm <enum sla_http> http_method secure_method
%nterm <uint16_t> sla_port
%nterm <bool> sla_enabled
%%
/* An operation that has its kind is gone on with by its opener alone. */
line: IN_SLA no sla_operation
    | IN_SLA no sla_option
    | IN_SLA_OPERATION no sla_option
    ;
sla_operation: "icmp-echo" sla_goal sla_echo_options       { CHECK(sla_operate(cx, SLA_ICMP_ECHO)); }
             | "icmp-jitter" sla_goal sla_packet_options   { CHECK(sla_operate(cx, SLA_ICMP_JITTER)); }
             | "tcp-connect" sla_goal sla_peer sla_connect_options
                 { CHECK(sla_operate(cx, SLA_TCP_CONNECT)); }
             | "udp-echo" sla_goal sla_peer sla_connect_options { CHECK(sla_operate(cx, SLA_UDP_ECHO)); }
             | "udp-jitter" sla_goal sla_peer jitter_options
                 { CHECK(sla_operate(cx, SLA_UDP_JITTER)); }
             | "http" http_method[method] sla_url sla_http_options
                 { CHECK(sla_http(cx, @$, $method)); }
             | "http" "secure" secure_method[method] sla_url sla_http_options
                 { CHECK(sla_http(cx, @$, $method)); }
             | "dns" sla_dns_name sla_server sla_dns_options { CHECK(sla_operate(cx, SLA_DNS)); }
             | "type" sla_old
             | sla_kind_only only_no                   { CHECK(sla_operate(cx, SLA_NONE)); }
             | sla_unrun  { sla_other(cx, @$, "this kind of operation"); }
             ;
sla_kind_only: "icmp-echo" | "icmp-jitter" | "tcp-connect" | "udp-echo" | "udp-jitter" | "http"
             | "dns" | "path-echo" | "path-jitter" | "dhcp" | "ftp";
sla_old: "echo" "protocol" "ipicmpecho" sla_goal sla_echo_options { CHECK(sla_operate(cx, SLA_ICMP_ECHO)); }
       | "tcpconnect" "dest-ipaddr" sla_goal "dest-port" sla_peer sla_connect_options
           { CHECK(sla_operate(cx, SLA_TCP_CONNECT)); }
       | "udpecho" "dest-ipaddr" sla_goal "dest-port" sla_peer sla_connect_options
           { CHECK(sla_operate(cx, SLA_UDP_ECHO)); }
       | "jitter" "dest-ipaddr" sla_goal "dest-port" sla_peer jitter_options
           { CHECK(sla_operate(cx, SLA_UDP_JITTER)); }
       | "http" "operation" http_method[method] "url" sla_url sla_http_options
           { CHECK(sla_http(cx, cx->line, $method)); }
       | "dns" "target-addr" sla_dns_name sla_server sla_dns_options
           { CHECK(sla_operate(cx, SLA_DNS)); }
       | sla_old_unrun { sla_other(cx, cx->line, "this kind of operation"); }
       ;

/* ---- whom they ask ---- */

sla_goal: IPV4 { cx->operation = (struct sla_operation){.target = $1, .target_at = @1}; }
        | IPV6 { cx->operation = (struct sla_operation){.target6 = $1, .target_at = @1}; }
        | name { cx->operation = (struct sla_operation){.name = $1, .target_at = @1}; }
        ;
sla_server: "name-server" IPV4 { cx->operation.name_server = $2; }
          | "name-server" IPV6 { cx->operation.name_server6 = $2; }
          ;
sla_dns_name: name { cx->operation = (struct sla_operation){.name = $1, .target_at = @1}; };
sla_url: WORD
           { cx->operation = (struct sla_operation){.url = $1.s, .target_at = @1};
             CHECK(url_is_good(cx, @1, $1.s)); };
sla_peer: sla_port { cx->operation.port = $1; };
sla_port: NUMBER { CHECK(number_in(cx, @1, $1, 1, UINT16_MAX)); $$ = (uint16_t)$1; };
http_method: "get" { $$ = HTTP_GET; }
           | "raw" { $$ = HTTP_RAW; }
           ;
secure_method: "get"  { $$ = HTTP_SECURE_GET; }
             | "head" { $$ = HTTP_SECURE_HEAD; }
             | "raw"  { $$ = HTTP_SECURE_RAW; }
             ;

/* ---- how ---- */

sla_echo_options: %empty | sla_echo_options sla_source;
sla_source: sla_source_word IPV4 { cx->operation.source = $2; }
             | sla_source_word IPV6 { cx->operation.source6 = $2; }
             | "source-interface" interface_name { cx->operation.source_interface = $2; }
             ;
sla_source_word: "source-ip" | "source-ipaddr";
sla_source_port: "source-port" sla_port { cx->operation.source_port = $2; };
sla_control: "control" sla_enabled { cx->operation.no_control = !$sla_enabled; };
sla_enabled: "enable"  { $$ = true; }
       | "disable" { $$ = false; }
       ;
sla_connect_options: %empty
               | sla_connect_options sla_source
               | sla_connect_options sla_source_port
               | sla_connect_options sla_control
               ;
sla_dns_options: %empty
           | sla_dns_options sla_source
           | sla_dns_options sla_source_port
           ;
sla_packet_options: %empty
              | sla_packet_options sla_source
              | sla_packet_options sla_packet_option
              ;
sla_packet_option: "num-packets" NUMBER
                 { CHECK(number_in(cx, @2, $2, 1, 60000)); cx->operation.packets = $2; }
             | "interval" NUMBER
                 { CHECK(number_in(cx, @2, $2, 4, 60000)); cx->operation.interval = $2; }
             ;
jitter_options: %empty
              | jitter_options sla_source
              | jitter_options sla_source_port
              | jitter_options sla_control
              | jitter_options sla_packet_option
              | jitter_options codec_option
              ;
codec_option: "codec" sla_codec
                { cx->operation.codec = token_name_of(cx, @sla_codec); codec_defaults(cx); }
            | "codec-numpackets" NUMBER
                { CHECK(number_in(cx, @2, $2, 1, 60000)); cx->operation.packets = $2; }
            | "codec-interval" NUMBER
                { CHECK(number_in(cx, @2, $2, 4, 60000)); cx->operation.interval = $2; }
            | "codec-size" NUMBER { CHECK(number_in(cx, @2, $2, 16, 1500)); }
            | "advantage-factor" NUMBER { CHECK(number_in(cx, @2, $2, 0, 20)); }
            ;
sla_codec: "g711alaw" | "g711ulaw" | "g729a";
sla_http_options: %empty
            | sla_http_options sla_source
            | sla_http_options sla_source_port
            | sla_http_options sla_server
            | sla_http_options "version" name { cx->operation.version = $3.s; }
            | sla_http_options "cache" sla_enabled { cx->operation.no_cache = !$sla_enabled; }
            | sla_http_options "proxy" WORD
                { CHECK(url_is_good(cx, @3, $3.s)); cx->operation.proxy = $3.s; }
            ;

/* ---- those that never run here ---- */

sla_unrun: "path-echo" sla_goal sla_echo_options
         | "path-jitter" sla_goal sla_path_options
         | "dhcp" sla_goal sla_dhcp_options
         | "ftp" "get" WORD sla_ftp_options
         | "ethernet" ethernet_probe "mpid" NUMBER "domain" name ethernet_where ethernet_options
         | "ethernet" "y1731" "delay" name y1731_options
         | "ethernet" "y1731" "loss" name y1731_options
         | "mpls" "lsp" lsp_probe lsp_goal lsp_options
         | "voip" "rtp" sla_goal "source-interface" interface_name "codec" sla_codec sla_voip_options
         | "voip" "delay" "gatekeeper-registration"
         | "voip" "delay" "post-dial" post_dial
         | "video" sla_goal sla_peer sla_video_options
         ;
sla_old_unrun: "pathecho" "protocol" "ipicmpecho" sla_goal sla_echo_options
             | "pathjitter" "dest-ipaddr" sla_goal sla_path_options
             | "dhcp" sla_dhcp_options
             | "dhcp" "dest-ipaddr" IPV4 sla_dhcp_options
             | "ftp" "operation" "get" "url" WORD sla_ftp_options
             | "dlsw" "peer-ipaddr" IPV4
             | "frame-relay" "interface" interface_name "dlci" NUMBER
             ;
sla_path_options: %empty
            | sla_path_options sla_source
            | sla_path_options sla_packet_option
            | sla_path_options "targetonly"
            ;
sla_dhcp_options: %empty
            | sla_dhcp_options sla_source_word IPV4
            | sla_dhcp_options "option-82"
            | sla_dhcp_options "circuit-id" name
            | sla_dhcp_options "remote-id" name
            | sla_dhcp_options "subnet-mask" mask
            ;
sla_ftp_options: %empty
           | sla_ftp_options sla_source_word IPV4
           | sla_ftp_options "mode" "active"
           | sla_ftp_options "mode" "passive"
           ;
ethernet_probe: "echo" | "jitter";
ethernet_where: "evc" name | "port" | "vlan" NUMBER;
ethernet_options: %empty
                | ethernet_options "cos" NUMBER
                | ethernet_options "num-frames" NUMBER
                | ethernet_options "interval" NUMBER
                ;
y1731_options: %empty
             | y1731_options "burst"
             | y1731_options "domain" name
             | y1731_options "evc" name
             | y1731_options "vlan" NUMBER
             | y1731_options "mpid" NUMBER
             | y1731_options "mac-address" name
             | y1731_options "cos" NUMBER
             | y1731_options "source"
             ;
lsp_probe: "ping" | "trace";
lsp_goal: "ipv4" IPV4 mask
        | "ipv4" PREFIX
        | "pseudowire" IPV4 NUMBER
        ;
lsp_options: %empty
           | lsp_options "destination" IPV4
           | lsp_options "exp" NUMBER
           | lsp_options "force-explicit-null"
           | lsp_options "lsp-selector" IPV4
           | lsp_options "path-discover"
           | lsp_options "reply" "dscp" name
           | lsp_options "reply" "mode" "ipv4"
           | lsp_options "reply" "mode" "router-alert"
           | lsp_options "src-ip-addr" IPV4
           | lsp_options "ttl" NUMBER
           ;
sla_voip_options: %empty
            | sla_voip_options "duration" NUMBER
            | sla_voip_options "advantage-factor" NUMBER
            ;
post_dial: "destination" name
         | "detect-point" "alert-ringing" "destination" name
         | "detect-point" "connect-ok" "destination" name
         ;
sla_video_options: %empty
             | sla_video_options sla_source
             | sla_video_options sla_source_port
             | sla_video_options "profile" name
             | sla_video_options "duration" NUMBER
             | sla_video_options "emulate" interface_name sla_source_word IPV4
             | sla_video_options "dscp" name
             ;
%%
/* What stands under an operation that is not translated is not, either; its line has said so. */
static void class_of_sla(struct ios_reader *cx)
{
	if (cx->sla->operation.kind == SLA_OTHER)
		line_class(cx, LINE_NOT_TRANSLATED);
}

static bool of_both_families(const struct sla_operation *operation, enum sla_kind kind)
{
	bool asks_server = kind == SLA_DNS;
	bool v4 = operation->target || operation->source || (asks_server && operation->name_server);
	bool v6 = !ip6_is_zero(operation->target6) || !ip6_is_zero(operation->source6) ||
		  (asks_server && !ip6_is_zero(operation->name_server6));

	return v4 && v6;
}

static bool sla_operate(struct ios_reader *cx, enum sla_kind kind)
{
	cx->operation.kind = (uint8_t)kind;
	if (!cx->no && of_both_families(&cx->operation, kind))
		return fault(cx, cx->operation.target_at,
			     "the addresses of an operation are all of IPv4, or all of IPv6");
	if (!sla_set_operation(cx->router, cx->sla, cx->no, &cx->operation, cx->line))
		line_no_effect(cx);
	if (!cx->no)
		enter(cx, MODE_SLA_OPERATION);
	return true;
}

static void sla_other(struct ios_reader *cx, struct span at, const char *feature)
{
	cx->operation.other = router_words(cx->router, at);
	line_not_translated(cx, at, feature);
	cx->operation.kind = SLA_OTHER;
	if (!sla_set_operation(cx->router, cx->sla, cx->no, &cx->operation, cx->line))
		line_no_effect(cx);
	if (!cx->no)
		enter(cx, MODE_SLA_OPERATION);
}

static const char *token_name_of(struct ios_reader *cx, struct span at)
{
	return router_words(cx->router, at);
}

/* A call of that coder: a thousand packets, one every 20 ms. */
static void codec_defaults(struct ios_reader *cx)
{
	if (!cx->operation.packets)
		cx->operation.packets = 1000;
}

static bool port_is_good(const char *digits, size_t len)
{
	unsigned long port = len && len <= 5 ? strtoul(digits, NULL, 10) : 0;

	return port && port <= UINT16_MAX;
}

/* The host of SCHEME://[USER@]HOST[:PORT][/PAGE]; NULL: it is no such address. */
static const char *host_of_url(const char *url)
{
	size_t scheme = strcspn(url, ":"), user;
	const char *host = url + scheme + 3;
	bool known = (scheme == 4 && !strncasecmp(url, "http", 4)) ||
		     (scheme == 5 && !strncasecmp(url, "https", 5));

	if (!known || strncmp(url + scheme, "://", 3) != 0)
		return NULL;
	user = strcspn(host, "/@");
	return host[user] == '@' ? host + user + 1 : host;
}

/* A name, an address, or one of IPv6 in brackets; 0: none of them. */
static size_t host_length(const char *host)
{
	size_t len = *host == '[' ? strcspn(host, "]") : 0;
	struct ip6 addr;

	if (!len)
		return strcspn(host, ":/?#@");
	return host[len] && !ip6_parse(host + 1, len - 1, &addr) ? len + 1 : 0;
}

static bool url_is_good(struct ios_reader *cx, struct span at, const char *url)
{
	const char *host = host_of_url(url);
	size_t name = host ? host_length(host) : 0;
	size_t port = name && host[name] == ':' ? 1 + strspn(host + name + 1, "0123456789") : 0;

	if (name && (!port || port_is_good(host + name + 1, port - 1)) &&
	    (!host[name + port] || host[name + port] == '/'))
		return true;
	return fault(cx, at, "'%s' is no address of a page: it is written http://host/page or "
			     "http://host:port/page", url);
}

/* Nobody's password is sent. */
static bool url_has_user(const char *url)
{
	return host_of_url(url) != strstr(url, "://") + 3;
}

/* A proxy would have to be asked to let TLS through. */
static bool sla_http(struct ios_reader *cx, struct span at, enum sla_http method)
{
	const char *url = cx->operation.url, *proxy = cx->operation.proxy;

	cx->operation.method = (uint8_t)method;
	if (proxy && (sla_is_secure(&cx->operation) || url_is_secure(proxy)))
		sla_other(cx, at, "HTTP over TLS by a proxy in an operation");
	else if (url_has_user(url) || (proxy && url_has_user(proxy)))
		sla_other(cx, at, "a user in the address of a page");
	else
		return sla_operate(cx, SLA_HTTP);
	return true;
}
