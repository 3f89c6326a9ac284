/*
 * The entries of access lists. ios-semantics.md 1.3. An option that the gateway cannot match makes
 * its entry `untranslated`: it stays in the list with its words, so that what follows from it can
 * be told.
 */
%code requires {
enum ace_option { OPTION_LOG = 1, OPTION_ESTABLISHED = 2 };
}
%nterm <bool> action
%nterm <uint32_t> icmp_number
%nterm <uint16_t> protocol ip_protocol
%nterm <struct wildcard> address source from to
%nterm <struct name> address_group
%nterm <const char *> other_group
%nterm <struct ports> tcp_ports udp_ports sctp_ports tcp_list udp_list sctp_list
%nterm <uint16_t> sctp_port
%nterm <uint8_t> log option options tcp_options igmp_options
%nterm <struct icmp_match> icmp_options
%nterm <struct ace *> standard_entry extended_entry packet_entry
%help "established" Packets of connections that stand
%help "log" Log matches
%help "log-input" Log matches, with the interface
%help "eq" This port
%help "neq" Any port but this
%help "gt" Greater ports
%help "lt" Lower ports
%help "range" Ports from one to another
%help STANDARD_ACL: ... IPV4 Address to match
%help STANDARD_ACL: ... IPV4 IPV4 Wildcard bits
%help "host" IPV4 Address of the host
%help EXTENDED_ACL: ... "ip" IPV4 Source address
%help EXTENDED_ACL: ... "tcp" IPV4 Source address
%help EXTENDED_ACL: ... "udp" IPV4 Source address
%help EXTENDED_ACL: ... "icmp" IPV4 Source address
%help "permit" "ip" IPV4 Source address
%help "deny" "ip" IPV4 Source address
%help "permit" "ip" IPV4 IPV4 Wildcard bits of the source
%help "deny" "ip" IPV4 IPV4 Wildcard bits of the source
%help EXTENDED_ACL: ... "any" IPV4 Destination address
%help EXTENDED_ACL: ... "any" IPV4 IPV4 Wildcard bits of the destination
%help EXTENDED_ACL: ... IPV4 IPV4 Wildcard bits
%help EXTENDED_ACL: ... IPV4 IPV4 IPV4 Destination address
%help EXTENDED_ACL: ... "host" IPV4 IPV4 Destination address
%help "a" Any address
%help "permit" "object-group" Services of an object group
%help "deny" "object-group" Services of an object group
%help "permit" "object-group" WORD "object-group" Addresses of an object group
%help "deny" "object-group" WORD "object-group" Addresses of an object group
%help "addrgroup" Addresses of an object group
%help "addrgroup" WORD Name of the group
%help "object-group" WORD Name of the group
%help "permit" "ip" "object-group" Addresses of an object group
%help "tcp" "object-group" Addresses of an object group
%help "udp" "object-group" Addresses of an object group
%help "icmp" "object-group" Addresses of an object group
%help "any" "object-group" Addresses of an object group
%help "fqdn-group" Domain names of a group
%help "geo-group" Countries of a group
%help EXTENDED_ACL: "dynamic" Entries that a login makes
%help NUMBER "dynamic" Entries that a login makes
%help "dynamic" WORD "timeout" Minutes that they stay
%help EXTENDED_ACL: "evaluate" Entries of a reflexive list
%help "evaluate" WORD Name of the reflexive list
%help "permit" "ip" Any Internet protocol
%help "deny" "ip" Any Internet protocol
%help "permit" "tcp" Transmission Control Protocol
%help "deny" "tcp" Transmission Control Protocol
%help "permit" "udp" User Datagram Protocol
%help "deny" "udp" User Datagram Protocol
%help "permit" "icmp" Internet Control Message Protocol
%help "deny" "icmp" Internet Control Message Protocol
%help "permit" "igmp" Internet Group Management Protocol
%help "deny" "igmp" Internet Group Management Protocol
%help "permit" "ahp" Authentication Header of IPsec
%help "deny" "ahp" Authentication Header of IPsec
%help "permit" "eigrp" EIGRP routing
%help "deny" "eigrp" EIGRP routing
%help "permit" "esp" Encapsulating Security Payload of IPsec
%help "deny" "esp" Encapsulating Security Payload of IPsec
%help "permit" "gre" GRE tunnels
%help "deny" "gre" GRE tunnels
%help "ipinip" IP in IP tunnels
%help "permit" "nos" KA9Q NOS compatible IP in IP tunnels
%help "deny" "nos" KA9Q NOS compatible IP in IP tunnels
%help "permit" "ospf" OSPF routing
%help "deny" "ospf" OSPF routing
%help "permit" "pcp" Payload Compression Protocol
%help "deny" "pcp" Payload Compression Protocol
%help "permit" "pim" Protocol Independent Multicast
%help "deny" "pim" Protocol Independent Multicast
%help "permit" "sctp" Stream Control Transmission Protocol
%help "deny" "sctp" Stream Control Transmission Protocol
%help "permit" NUMBER Number of a protocol
%help "deny" NUMBER Number of a protocol
%help "permit" "any" Any source
%help "deny" "any" Any source
%help "ip" "any" Any source
%help "tcp" "any" Any source
%help "udp" "any" Any source
%help "icmp" "any" Any source
%help "ip" "any" "any" Any destination
%help "tcp" "any" "any" Any destination
%help "udp" "any" "any" Any destination
%help "icmp" "any" "any" Any destination
%help "any" "host" One destination
%help "permit" "ip" "host" One source
%help "deny" "ip" "host" One source
%help "tcp" "host" One source
%help "udp" "host" One source
%help "icmp" "host" One source
%help "eq" NUMBER Number of the port
%help "gt" NUMBER Number of the port
%help "lt" NUMBER Number of the port
%help "neq" NUMBER Number of the port
%help "range" NUMBER First port
%help EXTENDED_ACL: ... "any" NUMBER Type of the message
%help EXTENDED_ACL: ... IPV4 NUMBER Type of the message
%help EXTENDED_ACL: ... "any" NUMBER NUMBER Code of the message
%help "range" NUMBER NUMBER Last port
%help INTERFACE: "ip" "eigrp" EIGRP
%help EXTENDED_ACL: ... IPV4 IPV4 "any" Any destination
%help EXTENDED_ACL: ... IPV4 IPV4 "host" One destination
%help EXTENDED_ACL: ... IPV4 IPV4 "object-group" Addresses of an object group
%help EXTENDED_ACL: ... "host" IPV4 "any" Any destination
%help EXTENDED_ACL: ... "host" IPV4 "host" One destination
%help "any" "any" Any destination
%help "permit" "any" "any" Any destination
%help EXTENDED_ACL: ... "object-group" WORD "any" Any destination
%help EXTENDED_ACL: ... "object-group" WORD "object-group" Addresses of an object group
%help EXTENDED_ACL: ... "object-group" WORD "host" One destination
%help "evaluate" Use the entries of a reflexive list
%help "ahp" Authentication header
%help "gre" Generic routing encapsulation
%help "nos" KA9Q NOS tunnels
%help "pcp" Payload compression
%help "permit" IPV4 Address of the source
%help "permit" "tcp" IPV4 Address of the source
%help "deny" "tcp" IPV4 Address of the source
%help "permit" "udp" IPV4 Address of the source
%help "deny" "udp" IPV4 Address of the source
%help "deny" IPV4 Address of the source
%help "permit" IPV4 IPV4 Wildcard bits of the source
%help "deny" IPV4 IPV4 Wildcard bits of the source
%help "ip" IPV4 Address of the source
%help "icmp" IPV4 Address of the source
%help "ip" IPV4 IPV4 Wildcard bits of the source
%help "tcp" IPV4 IPV4 Wildcard bits of the source
%help "udp" IPV4 IPV4 Wildcard bits of the source
%help "icmp" IPV4 IPV4 Wildcard bits of the source
%help "any" IPV4 Address of the destination
%help "any" IPV4 IPV4 Wildcard bits of the destination
%help "host" IPV4 IPV4 Address of the destination
%help "host" IPV4 IPV4 IPV4 Wildcard bits of the destination
%help "ip" IPV4 IPV4 IPV4 Address of the destination
%help "tcp" IPV4 IPV4 IPV4 Address of the destination
%help "udp" IPV4 IPV4 IPV4 Address of the destination
%help "icmp" IPV4 IPV4 IPV4 Address of the destination
%help "ip" IPV4 IPV4 IPV4 IPV4 Wildcard bits of the destination
%help "tcp" IPV4 IPV4 IPV4 IPV4 Wildcard bits of the destination
%help "udp" IPV4 IPV4 IPV4 IPV4 Wildcard bits of the destination
%help "icmp" IPV4 IPV4 IPV4 IPV4 Wildcard bits of the destination
%help "eq" NUMBER IPV4 Address of the destination
%help "eq" NUMBER IPV4 IPV4 Wildcard bits of the destination
%help "range" NUMBER NUMBER IPV4 Address of the destination
%help "range" NUMBER NUMBER IPV4 IPV4 Wildcard bits of the destination
%help "object-group" WORD IPV4 Address of the destination
%help "object-group" WORD IPV4 IPV4 Wildcard bits of the destination
%help "reflect" WORD "timeout" NUMBER Seconds without a packet
%%
action: "permit" { options_clear(cx); $$ = true; }
      | "deny"   { options_clear(cx); $$ = false; }
      ;

standard_entry: action source log
                  { $$ = ace_of(cx, @$, $action, ACE_IP, $log, $source, any); };
source: address
      | IPV4 { $$ = (struct wildcard){$IPV4, 0}; }
      ;
address: "any"                   { $$ = any; }
       | "a"                     { $$ = any; } /* which `addrgroup` must not make ambiguous */
       | "host" IPV4             { $$ = (struct wildcard){$IPV4, 0}; }
       | IPV4[addr] IPV4[wild]   { $$ = (struct wildcard){$addr & ~$wild, $wild}; }
       ;
/* As `address`, and groups: most lines of large lists come by here, where a rule more would be felt.
 * An object group says nothing by itself: its name goes to the options. */
from: "any"                     { $$ = any; }
    | "a"                       { $$ = any; }
    | "host" IPV4               { $$ = (struct wildcard){$IPV4, 0}; }
    | IPV4[addr] IPV4[wild]     { $$ = (struct wildcard){$addr & ~$wild, $wild}; }
    | address_group             { entry_options(cx)->src_group.name = $1; $$ = any; }
    | other_group               { $$ = any; line_not_translated(cx, @1, $1); }
    ;
to: "any"                     { $$ = any; }
  | "a"                       { $$ = any; }
  | "host" IPV4               { $$ = (struct wildcard){$IPV4, 0}; }
  | IPV4[addr] IPV4[wild]     { $$ = (struct wildcard){$addr & ~$wild, $wild}; }
  | address_group             { entry_options(cx)->dst_group.name = $1; $$ = any; }
  | other_group               { $$ = any; line_not_translated(cx, @1, $1); }
  ;
address_group: "object-group" name { $$ = $name; }
             | "addrgroup" name    { $$ = $name; }
             ;
other_group: "fqdn-group" name { $$ = "a group of domain names"; }
           | "geo-group" name  { $$ = "a group of countries"; }
           ;

extended_entry: packet_entry
              | "dynamic" name packet_entry { $$ = ace_dynamic(cx, @$, $packet_entry); }
              | "dynamic" name "timeout" dynamic_minutes packet_entry
                  { $$ = ace_dynamic(cx, @$, $packet_entry); }
              | "evaluate" name { $$ = ace_evaluate(cx, @$, $name); }
              ;
dynamic_minutes: NUMBER { CHECK(number_in(cx, @1, $1, 1, 9999)); };
packet_entry:
    action protocol from[src] to[dst] options
      { $$ = ace_of(cx, @$, $action, $protocol, $options, $src, $dst); }
  | action "tcp" from[src] tcp_ports[sport] to[dst] tcp_ports[dport] tcp_options[options]
      { $$ = ace_ports(ace_of(cx, @$, $action, TCP, $options, $src, $dst), $sport, $dport); }
  | action "udp" from[src] udp_ports[sport] to[dst] udp_ports[dport] options
      { $$ = ace_ports(ace_of(cx, @$, $action, UDP, $options, $src, $dst), $sport, $dport); }
  | action "sctp" from[src] sctp_ports[sport] to[dst] sctp_ports[dport] options
      { $$ = ace_ports(ace_of(cx, @$, $action, SCTP, $options, $src, $dst), $sport, $dport); }
  | action "icmp" from[src] to[dst] icmp_options[icmp]
      { $$ = ace_icmp(ace_of(cx, @$, $action, ICMP, $icmp.options, $src, $dst), $icmp); }
  | action "igmp" from[src] to[dst] igmp_options[options]
      { $$ = ace_of(cx, @$, $action, IGMP, $options, $src, $dst); }
  ;
protocol: ip_protocol
        | "object-group" name { entry_options(cx)->service.name = $name; $$ = ACE_IP; }
        ;
ip_protocol: NUMBER   { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX)); $$ = protocol_of_number($1); }
        | "ip"     { $$ = ACE_IP; }
        | "ahp"    { $$ = 51; }
        | "eigrp"  { $$ = 88; }
        | "esp"    { $$ = 50; }
        | "gre"    { $$ = 47; }
        | "ipinip" { $$ = 4; }
        | "nos"    { $$ = 94; }
        | "ospf"   { $$ = 89; }
        | "pcp"    { $$ = 108; }
        | "pim"    { $$ = 103; }
        ;

tcp_ports: %empty                              { $$ = (struct ports){0}; }
         | "eq" tcp_list[list]                 { $$ = $list; }
         | "neq" tcp_list[list]                { $$ = $list; $$.op = PORT_NEQ; }
         | "gt" tcp_port[port]                 { $$ = port_bound(PORT_GT, $port); }
         | "lt" tcp_port[port]                 { $$ = port_bound(PORT_LT, $port); }
         | "range" tcp_port[a] tcp_port[b]     { $$ = port_range($a, $b); }
         ;
tcp_list: tcp_port            { $$ = port_first($tcp_port); }
        | tcp_list[list] tcp_port
            { $$ = $list; CHECK(port_next(cx, &$$, $tcp_port, @tcp_port)); }
        ;
udp_ports: %empty                              { $$ = (struct ports){0}; }
         | "eq" udp_list[list]                 { $$ = $list; }
         | "neq" udp_list[list]                { $$ = $list; $$.op = PORT_NEQ; }
         | "gt" udp_port[port]                 { $$ = port_bound(PORT_GT, $port); }
         | "lt" udp_port[port]                 { $$ = port_bound(PORT_LT, $port); }
         | "range" udp_port[a] udp_port[b]     { $$ = port_range($a, $b); }
         ;
udp_list: udp_port            { $$ = port_first($udp_port); }
        | udp_list[list] udp_port
            { $$ = $list; CHECK(port_next(cx, &$$, $udp_port, @udp_port)); }
        ;

/* which have no names */
sctp_ports: %empty                              { $$ = (struct ports){0}; }
          | "eq" sctp_list[list]                { $$ = $list; }
          | "neq" sctp_list[list]               { $$ = $list; $$.op = PORT_NEQ; }
          | "gt" sctp_port[port]                { $$ = port_bound(PORT_GT, $port); }
          | "lt" sctp_port[port]                { $$ = port_bound(PORT_LT, $port); }
          | "range" sctp_port[a] sctp_port[b]   { $$ = port_range($a, $b); }
          ;
sctp_list: sctp_port            { $$ = port_first($sctp_port); }
         | sctp_list[list] sctp_port
             { $$ = $list; CHECK(port_next(cx, &$$, $sctp_port, @sctp_port)); }
         ;
sctp_port: NUMBER { CHECK(number_in(cx, @1, $1, 0, UINT16_MAX)); $$ = (uint16_t)$1; };

icmp_options: options
                { $$ = (struct icmp_match){{ICMP_ANY, ICMP_ANY}, $1}; }
            | icmp_message options
                { $$ = (struct icmp_match){$1, $2}; }
            | icmp_number[type] options
                { $$ = (struct icmp_match){{(uint8_t)$type, ICMP_ANY}, $2}; }
            | icmp_number[type] icmp_number[code] options
                { $$ = (struct icmp_match){{(uint8_t)$type, (uint8_t)$code}, $3}; }
            ;
icmp_number: NUMBER { CHECK(number_in(cx, @1, $1, 0, ICMP_ANY - 1)); $$ = $1; };

igmp_options: options
            | igmp_type options
                { entry_options(cx)->igmp_type = $igmp_type; entry_options(cx)->given |= ACE_IGMP_TYPE;
                  $$ = $options; }
            ;
%%
enum { ICMP = 1, IGMP = 2, TCP = 6, UDP = 17, SCTP = 132, PORTS_MAX = 10 };

static const struct wildcard any = {0, UINT32_MAX};

/* What the entry says besides: something is, or may be, set there now. */
static struct ace_options *entry_options(struct ios_reader *cx)
{
	cx->ace_has_options = true;
	return &cx->ace_options;
}

/* Most entries have none, and most did before: they are many bytes to clear, or to look at. */
static void options_clear(struct ios_reader *cx)
{
	if (cx->ace_has_options)
		cx->ace_options = ace_without_options;
	cx->ace_has_options = false;
}

static uint16_t protocol_of_number(uint32_t n)
{
	return n ? (uint16_t)n : ACE_IP;
}

/* The entry that the line describes, kept in the reader: a row is large for the parser's stack.
 * What the line's parts have called untranslated by now makes the entry so. */
static struct ace *ace_of(struct ios_reader *cx, struct span at, bool permit, uint16_t proto,
			  uint8_t options, struct wildcard src, struct wildcard dst)
{
	bool untranslated = cx->class == LINE_NOT_TRANSLATED;

	cx->ace = (struct ace){
		.at = cx->line,
		.action = permit ? ACE_PERMIT : ACE_DENY,
		.proto = proto & (2 * ACE_IP - 1),
		.icmp_type = ICMP_ANY,
		.icmp_code = ICMP_ANY,
		.src = src,
		.dst = dst,
		.established = options & OPTION_ESTABLISHED,
		.log = options & OPTION_LOG,
		.untranslated = untranslated,
	};
	cx->ace_words = untranslated ? router_words(cx->router, at) : NULL;
	return &cx->ace;
}

/* Lock-and-key: it lets pass only who has logged in at the router. */
static struct ace *ace_dynamic(struct ios_reader *cx, struct span at, struct ace *ace)
{
	line_not_translated(cx, at, "a dynamic entry");
	ace->untranslated = true;
	cx->ace_words = router_words(cx->router, at);
	return ace;
}

static struct ace *ace_evaluate(struct ios_reader *cx, struct span at, struct name name)
{
	*entry_options(cx) = (struct ace_options){.given = ACE_EVALUATE, .reflect = name};
	return ace_of(cx, at, true, ACE_IP, 0, any, any);
}

static struct ace *ace_ports(struct ace *ace, struct ports sport, struct ports dport)
{
	ace->sport = sport;
	ace->dport = dport;
	return ace;
}

static struct ace *ace_icmp(struct ace *ace, struct icmp_match match)
{
	ace->icmp_type = match.message.type;
	ace->icmp_code = match.message.code;
	return ace;
}

static struct ports port_bound(enum port_op op, uint16_t port)
{
	return (struct ports){.op = op, .lo = port};
}

static struct ports port_range(uint16_t a, uint16_t b)
{
	return (struct ports){.op = PORT_RANGE, .lo = a < b ? a : b, .hi = a < b ? b : a};
}

static struct ports port_first(uint16_t port)
{
	return (struct ports){.op = PORT_EQ, .count = 1, .lo = port};
}

/* Several ports wait in the reader until their list is known. */
static bool port_next(struct ios_reader *cx, struct ports *ports, uint16_t port, struct span at)
{
	if (ports->count == PORTS_MAX)
		return fault(cx, at, "more than %d ports", PORTS_MAX);
	if (ports->count == 1) {
		uint16_t first = ports->lo;

		ports_set_list(ports, cx->ports.len);
		vec_push(cx->router->arena, &cx->ports, first);
	}
	vec_push(cx->router->arena, &cx->ports, port);
	ports->count++;
	return true;
}
