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
%nterm <uint16_t> protocol
%nterm <struct wildcard> address source
%nterm <struct ports> tcp_ports udp_ports tcp_list udp_list
%nterm <uint8_t> log option options tcp_options igmp_options
%nterm <struct icmp_match> icmp_options
%nterm <struct ace *> standard_entry extended_entry
%%
action: "permit" { $$ = true; }
      | "deny"   { $$ = false; }
      ;

standard_entry: action source log
                  { $$ = ace_of(cx, @$, $action, ACE_IP, $log, $source, any); };
source: address
      | IPV4 { $$ = (struct wildcard){$IPV4, 0}; }
      ;
address: "any"                   { $$ = any; }
       | "host" IPV4             { $$ = (struct wildcard){$IPV4, 0}; }
       | IPV4[addr] IPV4[wild]   { $$ = (struct wildcard){$addr & ~$wild, $wild}; }
       | "object-group" name
           { $$ = any; line_not_translated(cx, @$, "an object group"); }
       ;
log: %empty { $$ = 0; }
   | "log"  { $$ = OPTION_LOG; }
   ;

extended_entry:
    action protocol address[src] address[dst] options
      { $$ = ace_of(cx, @$, $action, $protocol, $options, $src, $dst); }
  | action "tcp" address[src] tcp_ports[sport] address[dst] tcp_ports[dport] tcp_options[options]
      { $$ = ace_ports(ace_of(cx, @$, $action, TCP, $options, $src, $dst), $sport, $dport); }
  | action "udp" address[src] udp_ports[sport] address[dst] udp_ports[dport] options
      { $$ = ace_ports(ace_of(cx, @$, $action, UDP, $options, $src, $dst), $sport, $dport); }
  | action "icmp" address[src] address[dst] icmp_options[icmp]
      { $$ = ace_icmp(ace_of(cx, @$, $action, ICMP, $icmp.options, $src, $dst), $icmp); }
  | action "igmp" address[src] address[dst] igmp_options[options]
      { $$ = ace_of(cx, @$, $action, IGMP, $options, $src, $dst); }
  | "evaluate" name
      { line_not_translated(cx, @$, "a reflexive access list");
        $$ = ace_of(cx, @$, true, ACE_IP, 0, any, any); }
  ;
protocol: NUMBER   { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX)); $$ = protocol_of_number($1); }
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
        | "sctp"   { $$ = 132; }
        | "object-group" name
            { $$ = ACE_IP; line_not_translated(cx, @$, "an object group"); }
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
            | igmp_type options { $$ = $2; line_not_translated(cx, @1, "a type of IGMP message"); }
            ;
igmp_type: NUMBER
         | "dvmrp"
         | "host-query"
         | "host-report"
         | "mtrace-resp"
         | "mtrace-route"
         | "trace"
         | "v2-leave"
         | "v2-report"
         | "v3-report"
         ;

tcp_options: %empty                        { $$ = 0; }
           | tcp_options[so] option        { $$ = $so | $option; }
           | tcp_options[so] "established" { $$ = $so | OPTION_ESTABLISHED; }
           | tcp_options[so] tcp_flags
               { $$ = $so; line_not_translated(cx, @2, "matching of TCP flags"); }
           ;
tcp_flags: "ack"
         | "fin"
         | "psh"
         | "rst"
         | "syn"
         | "urg"
         | "match-all" flag_signs
         | "match-any" flag_signs
         ;
flag_signs: WORD
          | flag_signs WORD
          ;

options: %empty         { $$ = 0; }
       | options option { $$ = $1 | $2; }
       ;
option: "log"       { $$ = OPTION_LOG; }
      | "log-input" { $$ = OPTION_LOG; }
      | match_option { $$ = 0; line_not_translated(cx, @1, "this match of an entry"); }
      ;
match_option: "dscp" WORD
            | "precedence" WORD
            | "tos" WORD
            | "option" WORD
            | "time-range" name
            | "reflect" name
            | "reflect" name "timeout" NUMBER
            | "fragments"
            | "ttl" ttl_op NUMBER
            | "ttl" "range" NUMBER NUMBER
            ;
ttl_op: "eq"
      | "neq"
      | "gt"
      | "lt"
      ;
%%
enum { ICMP = 1, IGMP = 2, TCP = 6, UDP = 17, PORTS_MAX = 10 };

static const struct wildcard any = {0, UINT32_MAX};

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
		.proto = proto,
		.icmp_type = ICMP_ANY,
		.icmp_code = ICMP_ANY,
		.src = src,
		.dst = dst,
		.established = options & OPTION_ESTABLISHED,
		.log = options & OPTION_LOG,
		.untranslated = untranslated,
		.remark = untranslated ? router_words(cx->router, at) : NULL,
	};
	return &cx->ace;
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
		ports->list = cx->ports.len;
		vec_push(cx->router->arena, &cx->ports, ports->lo);
	}
	vec_push(cx->router->arena, &cx->ports, port);
	ports->count++;
	return true;
}
