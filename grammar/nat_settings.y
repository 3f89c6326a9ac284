/*
 * What governs all translations: timeouts, limits, helpers of protocols, and settings of the
 * router's own way of keeping translations. ios-semantics.md 1.2.
 */
%mode NAT_PORTMAP "NAT port map" "config-ipnat-portmap"
%mode NAT_STATEFUL "stateful NAT" "config-ipnat-snat"
%rare "portmap"
%help "ip" "nat" "route" Routes of NAT
%help "nat" "route" "vrf" VRF that they lead out of
%help "route" "vrf" WORD IPV4 IPV4 "global" By the global routes
%help "nat" "translation" "timeout" Seconds of translations without ports
%help "nat" "translation" "tcp-timeout" Seconds of TCP connections
%help "nat" "translation" "udp-timeout" Seconds of UDP flows
%help "nat" "translation" "dns-timeout" Seconds of DNS queries
%help "nat" "translation" "icmp-timeout" Seconds of pings
%help "nat" "translation" "finrst-timeout" Seconds after a FIN or RST of TCP
%help "nat" "translation" "syn-timeout" Seconds after a SYN of TCP without an answer
%help "nat" "translation" "pptp-timeout" Seconds of PPTP tunnels
%help "nat" "translation" "routemap-entry-timeout" Seconds of half translations of route-maps
%help "nat" "translation" "arp-ping-timeout" Seconds to wait for an ARP answer
%help "nat" "translation" "port-timeout" Seconds of translations of one port
%help "nat" "translation" "max-entries" The most translations there may be
%help "max-entries" "all-host" For each host
%help "max-entries" "all-vrf" For each VRF
%help "max-entries" "host" For one host
%help "max-entries" "list" For hosts that an access list permits
%help "max-entries" "vrf" For one VRF
%help "max-entries" NUMBER The most translations
%help "port-timeout" "tcp" A port of TCP
%help "port-timeout" "udp" A port of UDP
%help "never" Never
%help "nat" "create" How translations are made
%help "nat" "create" "flow-entries" A translation for each flow, with ports
%help "nat" "service" "list" For servers that an access list permits
%help "nat" "service" "port" Look for it at this port, too
%help "spi-match" Match IPsec by its parameter index
%help "ike" IPsec's key exchange
%help "ike" "preserve-port" Keep the port of key exchange
%help "preserve-port" Keep the port
%help "nat" "service" "ftp" FTP control connections
%help "nat" "service" "sip" SIP calls
%help "nat" "service" "h225" H.225 call signalling
%help "nat" "service" "ras" H.323 registration
%help "nat" "service" "h323" H.323 calls
%help "nat" "service" "pptp" PPTP control connections
%help "nat" "service" "tftp" TFTP transfers
%help "nat" "service" "dns" Addresses in DNS answers
%help "dns-reset-ttl" Set the lifetime of translated DNS answers to zero
%help "dns-v6" IPv6 addresses in DNS answers
%help "nat" "service" "rtsp" RTSP streams
%help "nat" "service" "skinny" Skinny phones
%help "nat" "service" "mgcp" MGCP gateways
%help "nat" "service" "netbios-ns" NetBIOS names
%help "nat" "service" "netbios-ssn" NetBIOS sessions
%help "nat" "service" "netbios-dgm" NetBIOS datagrams
%help "nat" "service" "ldap" LDAP
%help "append-ldap-search-res" Add to the answers of LDAP searches
%help "netmeeting" NetMeeting directory
%help "vdolive" VDOLive streams
%help "streamworks" StreamWorks streams
%help "ipsec-esp" IPsec ESP
%help "multi-wan-link" More than one way out
%help "msrpc" Microsoft RPC
%help "nat" "service" "sunrpc" Sun RPC
%help "nat" "service" "rcmd" Berkeley remote commands
%help "nat" "service" "login" Remote login
%help "allow-h323-even-rtp-ports" Even ports for RTP of H.323
%help "allow-sip-even-rtp-ports" Even ports for RTP of SIP
%help "allow-skinny-even-rtp-ports" Even ports for RTP of Skinny
%help "allow-multipart-processing" Look into messages of several parts
%help "enable-sym-port" The same port, symmetric
%help "enable-mib" Count for SNMP
%help "port-randomization" Choose ports at random
%help "nbar" Find applications by NBAR
%help "fullrange" Use all ports from 1 on
%help "all-algs" All services at once
%help "nat" "log" "translations" Each translation
%help "translations" "syslog" Log to syslog
%help "translations" "flow-export" Log to a flow collector
%help "flow-export" "v9" Version 9 of NetFlow
%help "vrf-name" Translations of one VRF
%help "nat" "settings" How translation works
%help "settings" "mode" Kind of translation
%help "mode" "cgn" For carriers: without destinations
%help "settings" "mode" "default" With destinations, as usual
%help "nonpatdrop" Drop what cannot share an address
%help "settings" "pap" Pair addresses: one global address for a host
%help "settings" "interface-overload" Ports of interfaces that hosts share
%help "interface-overload" "block" Ports to leave out
%help "interface-overload" "port" Ports to use
%help "gatekeeper-size" Size of the gatekeeper's cache
%help "bpa" Reserve ports in blocks
%help "set-size" Ports in a block
%help "step-size" Distance of blocks
%help "single-set" One block for each host
%help "settings" "support" Translate more
%help "support" "mapping" Mappings
%help "central-policy" One policy for all
%help "nat" "switchover" What the other router takes over
%help "switchover" "replication" Copy translations
%help "replication" "http" Translations of HTTP, too
%help "nat" "portmap" A map of ports
%help "nat" "portmap" WORD Name of the port map
%help "nat" "stateful" Share translations with another router
%help "stateful" "id" Number of this router
%help NAT_PORTMAP: "appl" Ports of an application
%help "appl" "sip-rtp" RTP of SIP
%help "startport" First port
%help "startport" NUMBER "size" Count of ports
%help NAT_PORTMAP: "cnf" Configuration of the map
%help NAT_STATEFUL: "redundancy" HSRP group that decides
%help NAT_STATEFUL: "primary" This router is first, at this address
%help NAT_STATEFUL: "backup" This router is second, at this address
%help NAT_STATEFUL: "peer" Address of the other router
%help NAT_STATEFUL: "mapping-id" Translations to share
%help NAT_STATEFUL: "protocol" Protocol between the routers
%help "as-queuing" Queue for asymmetric paths
%help "create" "flow-entries" A translation for each flow, with ports
%help "nat" "service" "gatekeeper" H.323 gatekeepers
%help GLOBAL: "gatekeeper" Gatekeeper of H.323
%help GLOBAL: "mgcp" Gateway of MGCP
%help "ip" "rcmd" Remote commands
%help "vrf-name" WORD "on" Translations of this VRF
%help "port" "range" "start" First port
%help "start" From
%help "mapping" "outside" Of outside addresses
%help "as-queuing" "enable" Do so
%help "as-queuing" "disable" Do not
%help "outside" Outside
%help "id" Number
%help "enable" Enable
%help "disable" Disable
%help "tcp" TCP
%help "udp" UDP
%help "v9" "udp" "destination" IPV4 NUMBER "source" Interface whose address is used
%help "block" "port" Blocks of ports
%help "piggyback-support" SIP through two translators
%help "sip-alg" SIP
%help "sdp-only" Session descriptions only
%help "all-messages" All messages
%help "sip-alg" "all-messages" "router" Number of this router
%help "sip-alg" "sdp-only" "router" Number of this router
%help "translation" "timeout" NUMBER Seconds without a packet
%help "port-timeout" "tcp" NUMBER Port
%help "port-timeout" "udp" NUMBER Port
%help "port-timeout" "tcp" NUMBER NUMBER Seconds without a packet
%help "port-timeout" "udp" NUMBER NUMBER Seconds without a packet
%help "max-entries" "host" IPV4 NUMBER Most translations of the host
%help "max-entries" "list" WORD Access list of the hosts
%help "max-entries" "list" WORD NUMBER Most translations of these hosts
%help "service" "list" WORD Access list of the servers
%help "ip" "nat" "service" ... "port" NUMBER Port that the servers have
%nterm <uint8_t> nat_timeout nat_transport nat_service_word
%nterm <uint32_t> nat_seconds
%nterm <const char *> nat_not_ours
%%
global: "ip" "nat" "translation" nat_timeout[which] nat_seconds[seconds]
          { set_timeout(cx, $which, $seconds); }
      | "ip" "nat" "translation" nat_timeout[which] only_no { set_timeout(cx, $which, 0); }
      | "ip" "nat" "translation" "port-timeout" "tcp" static_tcp_port[port] nat_port_seconds
          { end_port_timeout(cx, 6, $port); }
      | "ip" "nat" "translation" "port-timeout" "udp" static_udp_port[port] nat_port_seconds
          { end_port_timeout(cx, 17, $port); }
      | "ip" "nat" "translation" "max-entries" nat_limit { end_limit(cx); }
      | "ip" "nat" "service" nat_service { end_service(cx); }
      | "ip" "nat" "log" "translations" "syslog" { log_translations(cx); }
      | "ip" "nat" nat_not_ours    { line_not_translated(cx, @$, $nat_not_ours); }
      | "ip" "nat" nat_as_it_is    { line_no_effect(cx); }
      | "ip" "nat" "route" "vrf" name address_mask "global"
          { line_feature(cx, @$, "a route out of a VRF by NAT"); }
      | "ip" "nat" "create" "flow-entries"
          { if (cx->no && !cx->is_default)
	            line_not_translated(cx, @$, "translations without flows");
            else
	            line_no_effect(cx); }
      ;

nat_timeout: "timeout"                { $$ = NAT_TIMEOUT_SIMPLE; }
           | "tcp-timeout"            { $$ = NAT_TIMEOUT_TCP; }
           | "udp-timeout"            { $$ = NAT_TIMEOUT_UDP; }
           | "dns-timeout"            { $$ = NAT_TIMEOUT_DNS; }
           | "icmp-timeout"           { $$ = NAT_TIMEOUT_ICMP; }
           | "finrst-timeout"         { $$ = NAT_TIMEOUT_FINRST; }
           | "syn-timeout"            { $$ = NAT_TIMEOUT_SYN; }
           | "pptp-timeout"           { $$ = NAT_TIMEOUT_PPTP; }
           | "routemap-entry-timeout" { $$ = NAT_TIMEOUT_ROUTEMAP; }
           | "arp-ping-timeout"       { $$ = NAT_TIMEOUT_ARP_PING; }
           ;
nat_seconds: NUMBER  { CHECK(number_in(cx, @1, $1, 1, NAT_TIMEOUT_MAX)); $$ = $1; }
           | "never" { $$ = NAT_NEVER; }
           ;
nat_port_seconds: nat_seconds { cx->nat_seconds = $1; }
                | only_no     { cx->nat_seconds = 0; }
                ;

nat_limit: nat_entries
         | "all-host" nat_entries  { cx->nat_limit.kind = NAT_LIMIT_ALL_HOSTS; }
         | "all-vrf" nat_entries   { cx->nat_limit.kind = NAT_LIMIT_ALL_VRFS; }
         | "host" IPV4 nat_entries
             { cx->nat_limit.kind = NAT_LIMIT_HOST; cx->nat_limit.host = $IPV4; }
         | "list" name nat_entries
             { cx->nat_limit.kind = NAT_LIMIT_LIST; cx->nat_limit.acl.name = $name; }
         | "vrf" name nat_entries
             { cx->nat_limit.kind = NAT_LIMIT_VRF; cx->nat_limit.vrf = $name.s; }
         ;
nat_entries: NUMBER  { cx->nat_limit = (struct nat_limit){.entries = $NUMBER}; }
           | only_no { cx->nat_limit = (struct nat_limit){0}; }
           ;

nat_service: nat_service_word[name]   { new_service(cx, $name, 0, 0); }
           | nat_service_word[name] nat_transport[proto] { new_service(cx, $name, $proto, 0); }
           | nat_service_word[name] nat_transport[proto] "port" nat_port[port]
               { new_service(cx, $name, $proto, cx->nat_port); }
           | nat_service_word[name] "port" nat_port[port]
               { new_service(cx, $name, 0, cx->nat_port); }
           | "list" name[acl] nat_service_word[name] nat_transport[proto] "port" nat_port
               { new_service(cx, $3, $proto, cx->nat_port); cx->nat_service.acl.name = $acl; }
           | "list" name[acl] "esp" "spi-match"
               { new_service(cx, NAT_SERVICE_ESP_SPI, 0, 0); cx->nat_service.acl.name = $acl; }
           | "list" name[acl] "ike" "preserve-port"
               { new_service(cx, NAT_SERVICE_IKE_PORT, 0, 0); cx->nat_service.acl.name = $acl; }
           ;
nat_port: NUMBER { CHECK(number_in(cx, @1, $1, 1, UINT16_MAX)); cx->nat_port = (uint16_t)$1; };
nat_transport: "tcp" { $$ = 6; } | "udp" { $$ = 17; };
nat_service_word: "ftp" { $$ = NAT_SERVICE_FTP; }
                | "sip" { $$ = NAT_SERVICE_SIP; }
                | "h225" { $$ = NAT_SERVICE_H225; }
                | "ras" { $$ = NAT_SERVICE_RAS; }
                | "h323" { $$ = NAT_SERVICE_H323; }
                | "pptp" { $$ = NAT_SERVICE_PPTP; }
                | "tftp" { $$ = NAT_SERVICE_TFTP; }
                | "dns" { $$ = NAT_SERVICE_DNS; }
                | "dns-reset-ttl" { $$ = NAT_SERVICE_DNS_RESET_TTL; }
                | "dns-v6" { $$ = NAT_SERVICE_DNS_V6; }
                | "rtsp" { $$ = NAT_SERVICE_RTSP; }
                | "skinny" { $$ = NAT_SERVICE_SKINNY; }
                | "mgcp" { $$ = NAT_SERVICE_MGCP; }
                | "netbios-ns" { $$ = NAT_SERVICE_NETBIOS_NS; }
                | "netbios-ssn" { $$ = NAT_SERVICE_NETBIOS_SSN; }
                | "netbios-dgm" { $$ = NAT_SERVICE_NETBIOS_DGM; }
                | "ldap" { $$ = NAT_SERVICE_LDAP; }
                | "append-ldap-search-res" { $$ = NAT_SERVICE_APPEND_LDAP; }
                | "netmeeting" { $$ = NAT_SERVICE_NETMEETING; }
                | "vdolive" { $$ = NAT_SERVICE_VDOLIVE; }
                | "streamworks" { $$ = NAT_SERVICE_STREAMWORKS; }
                | "ipsec-esp" "enable" { $$ = NAT_SERVICE_IPSEC_ESP; }
                | "multi-wan-link" { $$ = NAT_SERVICE_MULTI_WAN; }
                | "gatekeeper" { $$ = NAT_SERVICE_GATEKEEPER; }
                | "msrpc" { $$ = NAT_SERVICE_MSRPC; }
                | "sunrpc" { $$ = NAT_SERVICE_SUNRPC; }
                | "rcmd" { $$ = NAT_SERVICE_RCMD; }
                | "login" { $$ = NAT_SERVICE_LOGIN; }
                | "allow-h323-even-rtp-ports" { $$ = NAT_SERVICE_EVEN_H323; }
                | "allow-sip-even-rtp-ports" { $$ = NAT_SERVICE_EVEN_SIP; }
                | "allow-skinny-even-rtp-ports" { $$ = NAT_SERVICE_EVEN_SKINNY; }
                | "allow-multipart-processing" { $$ = NAT_SERVICE_MULTIPART; }
                | "enable-sym-port" { $$ = NAT_SERVICE_SYM_PORT; }
                | "enable-mib" { $$ = NAT_SERVICE_MIB; }
                | "port-randomization" { $$ = NAT_SERVICE_PORT_RANDOM; }
                | "nbar" { $$ = NAT_SERVICE_NBAR; }
                | "fullrange" { $$ = NAT_SERVICE_FULLRANGE; }
                | "all-algs" { $$ = NAT_SERVICE_ALL_ALGS; }
                ;

/* What the gateway does otherwise, or not at all. */
nat_not_ours:
    "log" nat_logged                            { $$ = "a log of translations"; }
  | "settings" "mode" "cgn"                     { $$ = "translation without destinations"; }
  | "piggyback-support" "sip-alg" nat_piggyback "router" NUMBER
      { $$ = "SIP through two translators"; }
  | "piggyback-support" "sip-alg" nat_piggyback "router" NUMBER "authentication" name
      { $$ = "SIP through two translators"; }
  | "settings" "nonpatdrop"                     { $$ = "dropping what has no ports"; }
  | "settings" "pap" nat_pap                    { $$ = "a limit of hosts for an address"; }
  | "settings" "interface-overload" nat_overload_ports
      { $$ = "the choice of ports to translate to"; }
  ;
nat_piggyback: "all-messages" | "sdp-only";
nat_logged: "translations" "flow-export" "v9" "udp" "destination" IPV4 NUMBER
          | "translations" "flow-export" "v9" "udp" "destination" IPV4 NUMBER
              "source" interface_name
          | "translations" "flow-export" "v9" "vrf-name" name "on"
          ;
nat_overload_ports: "port" "range" "start" NUMBER "end" NUMBER
                  | "block" "port" nat_transport NUMBER
                  ;
nat_pap: "limit" NUMBER
       | "limit" NUMBER "bpa" nat_bpa
       | "bpa" nat_bpa
       ;
nat_bpa: %empty
       | nat_bpa "set-size" NUMBER
       | nat_bpa "step-size" NUMBER
       | nat_bpa "single-set"
       ;
/* What holds anyway: a host keeps its global address, a flow is an entry, no entry is mirrored. */
nat_as_it_is: "settings" "mode" "default"
            | "settings" "gatekeeper-size" NUMBER
            | "settings" "mode" only_no
            | "settings" "support" "mapping" "outside"
            | "settings" "central-policy"
            | "settings" "pap"
            | "switchover" "replication" "http"
            | "switchover" "replication" "http" "port" NUMBER
            ;

global: "ip" "nat" "portmap" name
          { line_not_translated(cx, @$, "a port map"); enter_unless_no(cx, MODE_NAT_PORTMAP); }
      | "ip" "nat" "stateful" "id" NUMBER
          { line_not_translated(cx, @$, "sharing translations with another router");
            enter_unless_no(cx, MODE_NAT_STATEFUL); }
      ;
line: IN_NAT_PORTMAP no nat_portmap_command { line_class(cx, LINE_NOT_TRANSLATED); }
    | IN_NAT_STATEFUL no nat_stateful_command { line_class(cx, LINE_NOT_TRANSLATED); }
    ;
nat_portmap_command: "appl" "sip-rtp" "startport" NUMBER "size" NUMBER
                   | "cnf" "id" NUMBER
                   ;
nat_stateful_command: "redundancy" name
                    | "primary" IPV4
                    | "backup" IPV4
                    | "peer" IPV4
                    | "mapping-id" NUMBER
                    | "protocol" nat_transport
                    | "as-queuing" "enable"
                    | "as-queuing" "disable"
                    ;
%%
static void enter_unless_no(struct ios_reader *cx, enum ios_mode mode)
{
	if (!cx->no)
		enter(cx, mode);
}

static void set_timeout(struct ios_reader *cx, uint8_t which, uint32_t seconds)
{
	nat_timeout(cx->router, which, cx->no ? 0 : seconds, cx->line);
	if (cx->no)
		return;
	if (which == NAT_TIMEOUT_ROUTEMAP || which == NAT_TIMEOUT_ARP_PING)
		line_no_effect(cx); /* nothing here is kept for them, and nobody is asked by ARP */
}

static void log_translations(struct ios_reader *cx)
{
	cx->router->nat.settings.log = !cx->no;
	cx->router->nat.settings.log_at = cx->line;
}

static void end_port_timeout(struct ios_reader *cx, uint8_t proto, uint16_t port)
{
	nat_port_timeout(cx->router, cx->no,
			 &(struct nat_port_timeout){ cx->line, proto, port, cx->nat_seconds });
}

static void end_limit(struct ios_reader *cx)
{
	cx->nat_limit.at = cx->line;
	if (cx->nat_limit.kind == NAT_LIMIT_ALL_VRFS || cx->nat_limit.kind == NAT_LIMIT_VRF)
		line_not_translated(cx, cx->line, "translation in a VRF");
	nat_limit(cx->router, cx->no, &cx->nat_limit);
}

static void new_service(struct ios_reader *cx, uint8_t name, uint8_t proto, uint16_t port)
{
	cx->nat_service = (struct nat_service){ .name = name, .proto = proto, .port = port };
}

/* To switch off what the gateway does not do is done; to switch it on is not. */
static void end_service(struct ios_reader *cx)
{
	cx->nat_service.at = cx->line;
	cx->nat_service.off = cx->no;
	nat_service(cx->router, cx->is_default, &cx->nat_service);
	if (!cx->no && !nat_service_has_helper(cx->nat_service.name))
		line_not_translated(cx, cx->line, "this treatment of a protocol");
}
