/*
 * IPv6 access lists: `ipv6 access-list NAME` and the lines under it. Entries are rows as those of
 * IPv4 are; addresses are a prefix's number and how many of its last bits do not count. What an
 * entry matches besides is the same where both families have it.
 */
%mode IPV6_ACL "IPv6 access list" "config-ipv6-acl"
%help "ipv6" "access-list" A named access list
%help "ipv6" "access-list" WORD Name of the list
%help IPV6_ACL: "sequence" Number of the entry
%help IPV6_ACL: "remark" A comment that stays with the list
%help IPV6_ACL: "evaluate" Entries of a reflexive list
%help IPV6_ACL: "permit" "ipv6" Any protocol of IPv6
%help IPV6_ACL: "deny" "ipv6" Any protocol of IPv6
%help IPV6_ACL: "permit" "icmp" ICMP of IPv6
%help IPV6_ACL: "deny" "icmp" ICMP of IPv6
%help IPV6_ACL: "permit" "hbh" Hop-by-hop header
%help IPV6_ACL: "deny" "hbh" Hop-by-hop header
%help "ipv6" "any" Any source
%help IPV6_ACL: ... "ipv6" "host" One source
%help IPV6_ACL: ... "any" Any address
%help IPV6_ACL: ... PREFIX6 Addresses of this prefix
%help IPV6_ACL: ... "any" PREFIX6 Destinations of this prefix
%help "beyond-scope" Unreachable: beyond the scope
%help "destination-unreachable" All unreachables
%help "dhaad-reply" Home agent discovery reply
%help "dhaad-request" Home agent discovery request
%help IPV6_ACL: ... "echo" Echo (ping)
%help IPV6_ACL: ... "echo-reply" Echo reply
%help IPV6_ACL: ... "echo-request" Echo (ping)
%help IPV6_ACL: ... "header" Parameter problem: header
%help IPV6_ACL: ... "hop-limit" Hop limit exceeded on the way
%help IPV6_ACL: ... "packet-too-big" Packet too big
%help "mld-query" Query of listeners
%help "mld-reduction" A listener leaves
%help "mld-report" Report of a listener
%help "mpd-advertisement" Mobile prefix advertisement
%help "mpd-solicitation" Mobile prefix solicitation
%help "nd-na" Neighbour advertisement
%help "nd-ns" Neighbour solicitation
%help IPV6_ACL: ... "next-header" Parameter problem: next header
%help "no-admin" Unreachable: a filter forbids it
%help "no-route" Unreachable: no route
%help "parameter-option" Parameter problem: option
%help "renum-command" Renumbering command
%help "renum-result" Renumbering result
%help "renum-seq-number" Renumbering: number reset
%help "router-renumbering" All renumbering
%help IPV6_ACL: ... "dscp" Packets of this DSCP
%help IPV6_ACL: ... "flow-label" Packets of this flow label
%help IPV6_ACL: ... "fragments" Fragments but the first
%help IPV6_ACL: ... "undetermined-transport" Packets whose ports cannot be found
%help IPV6_ACL: ... "auth" With an authentication header
%help IPV6_ACL: ... "routing" With a routing header
%help IPV6_ACL: ... "routing-type" With a routing header of this type
%help IPV6_ACL: ... "mobility" With a mobility header
%help IPV6_ACL: ... "mobility-type" With a mobility header of this type
%help IPV6_ACL: ... "dest-option" With destination options
%help IPV6_ACL: ... "dest-option-type" With this destination option
%help "dest-option-type" NUMBER Number of the option
%help "evaluate" WORD "sequence" Number of the entry
%help "home-address" Home address
%help "routing-type" NUMBER Number of the type
%help "mobility-type" NUMBER Number of the type
%help "bind-refresh" Binding refresh request
%help "hoti" Home test init
%help "coti" Care-of test init
%help "hot" Home test
%help "cot" Care-of test
%help "bind-update" Binding update
%help "bind-acknowledgement" Binding acknowledgement
%help "bind-error" Binding error
%help IPV6_ACL: ... "time-range" Only in this time
%help IPV6_ACL: ... "reflect" Let the answers pass through a reflexive list
%help "any" "any" "hbh" With hop by hop options
%help "hbh" Hop by hop options
%nterm <struct wildcard> address6
%nterm <uint16_t> protocol6
%nterm <uint8_t> options6 option6 tcp_options6
%nterm <uint8_t> mobility_type
%nterm <uint32_t> sequence6 flow_label
%nterm <struct icmp_message> icmp6_message
%nterm <struct icmp_match> icmp6_options
%nterm <struct ace *> entry6
%%
global: "ipv6" "access-list" name { acl6_enter(cx, $name); }
      ;
line: IN_IPV6_ACL no acl6_command;
acl6_command: entry6 { acl6_entry(cx, cx->sequence6, $entry6); }
            | "sequence" sequence6[seq] entry6 { acl6_entry(cx, $seq, $entry6); }
            | "sequence" sequence6[seq] only_no { acl6_entry(cx, $seq, &(struct ace){0}); }
            | "remark" LINE { remark(cx, 0, $LINE); }
            | "sequence" sequence6[seq] "remark" LINE { remark(cx, $seq, $LINE); }
            ;
sequence6: NUMBER { CHECK(number_in(cx, @1, $1, 1, INT32_MAX)); $$ = $1; };

entry6:
    action protocol6 address6[src] address6[dst] options6[options]
      { $$ = ace6_of(cx, @$, $action, $protocol6, $options, $src, $dst); }
  | action "tcp" address6[src] tcp_ports[sport] address6[dst] tcp_ports[dport] tcp_options6[options]
      { $$ = ace_ports(ace6_of(cx, @$, $action, TCP, $options, $src, $dst), $sport, $dport); }
  | action "udp" address6[src] udp_ports[sport] address6[dst] udp_ports[dport] options6[options]
      { $$ = ace_ports(ace6_of(cx, @$, $action, UDP, $options, $src, $dst), $sport, $dport); }
  | action "sctp" address6[src] sctp_ports[sport] address6[dst] sctp_ports[dport] options6[options]
      { $$ = ace_ports(ace6_of(cx, @$, $action, SCTP, $options, $src, $dst), $sport, $dport); }
  | action "icmp" address6[src] address6[dst] icmp6_options[icmp]
      { $$ = ace_icmp(ace6_of(cx, @$, $action, ICMP6, $icmp.options, $src, $dst), $icmp); }
  | "evaluate" name                    { $$ = ace6_evaluate(cx, @$, $name, 0); }
  | "evaluate" name "sequence" sequence6[seq] { $$ = ace6_evaluate(cx, @$, $name, $seq); }
  ;
protocol6: NUMBER { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX)); $$ = (uint16_t)$1; }
         | "ipv6" { $$ = ACE_IP; }
         | "ahp"  { $$ = 51; }
         | "esp"  { $$ = 50; }
         | "pcp"  { $$ = 108; }
         | "hbh"  { $$ = ACE_IP; wants_header(cx, HEADER_HBH); }
         ;
address6: "any"       { $$ = any6(cx); cx->sequence6 = 0; }
        | "host" IPV6 { $$ = wildcard6(cx, $IPV6, IP6_BITS); cx->sequence6 = 0; }
        | PREFIX6     { $$ = wildcard6(cx, $1.addr, $1.len); cx->sequence6 = 0; }
        ;

icmp6_options: options6 { $$ = (struct icmp_match){{ICMP_ANY, ICMP_ANY}, $1}; }
             | icmp6_message options6 { $$ = (struct icmp_match){$1, $2}; }
             | icmp_number[type] options6
                 { $$ = (struct icmp_match){{(uint8_t)$type, ICMP_ANY}, $2}; }
             | icmp_number[type] icmp_number[code] options6
                 { $$ = (struct icmp_match){{(uint8_t)$type, (uint8_t)$code}, $3}; }
             ;
icmp6_message: "beyond-scope"            { $$ = (struct icmp_message){1, 2}; }
             | "destination-unreachable" { $$ = (struct icmp_message){1, 3}; }
             | "dhaad-reply"             { $$ = (struct icmp_message){145, ICMP_ANY}; }
             | "dhaad-request"           { $$ = (struct icmp_message){144, ICMP_ANY}; }
             | "echo-reply"              { $$ = (struct icmp_message){129, ICMP_ANY}; }
             | "echo-request"            { $$ = (struct icmp_message){128, ICMP_ANY}; }
             | "header"                  { $$ = (struct icmp_message){4, 0}; }
             | "hop-limit"               { $$ = (struct icmp_message){3, 0}; }
             | "mld-query"               { $$ = (struct icmp_message){130, ICMP_ANY}; }
             | "mld-reduction"           { $$ = (struct icmp_message){132, ICMP_ANY}; }
             | "mld-report"              { $$ = (struct icmp_message){131, ICMP_ANY}; }
             | "mpd-advertisement"       { $$ = (struct icmp_message){147, ICMP_ANY}; }
             | "mpd-solicitation"        { $$ = (struct icmp_message){146, ICMP_ANY}; }
             | "nd-na"                   { $$ = (struct icmp_message){136, ICMP_ANY}; }
             | "nd-ns"                   { $$ = (struct icmp_message){135, ICMP_ANY}; }
             | "next-header"             { $$ = (struct icmp_message){4, 1}; }
             | "no-admin"                { $$ = (struct icmp_message){1, 1}; }
             | "no-route"                { $$ = (struct icmp_message){1, 0}; }
             | "packet-too-big"          { $$ = (struct icmp_message){2, ICMP_ANY}; }
             | "parameter-option"        { $$ = (struct icmp_message){4, 2}; }
             | "parameter-problem"       { $$ = (struct icmp_message){4, ICMP_ANY}; }
             | "port-unreachable"        { $$ = (struct icmp_message){1, 4}; }
             | "reassembly-timeout"      { $$ = (struct icmp_message){3, 1}; }
             | "redirect"                { $$ = (struct icmp_message){137, ICMP_ANY}; }
             | "renum-command"           { $$ = (struct icmp_message){138, 0}; }
             | "renum-result"            { $$ = (struct icmp_message){138, 1}; }
             | "renum-seq-number"        { $$ = (struct icmp_message){138, ICMP_ANY}; }
             | "router-advertisement"    { $$ = (struct icmp_message){134, ICMP_ANY}; }
             | "router-renumbering"      { $$ = (struct icmp_message){138, ICMP_ANY}; }
             | "router-solicitation"     { $$ = (struct icmp_message){133, ICMP_ANY}; }
             | "time-exceeded"           { $$ = (struct icmp_message){3, ICMP_ANY}; }
             | "unreachable"             { $$ = (struct icmp_message){1, ICMP_ANY}; }
             ;

options6: %empty { $$ = 0; }
        | options6 option6 { $$ = $1 | $2; }
        ;
tcp_options6: %empty { $$ = 0; }
            | tcp_options6 option6 { $$ = $1 | $2; }
            | tcp_options6[so] "established" { $$ = $so | OPTION_ESTABLISHED; }
            | tcp_options6[so] tcp_flag
                { CHECK(flags_given(cx, @2, ACE_FLAGS_BARE, (uint16_t)($tcp_flag << 8)));
                  $$ = $so; }
            ;
option6: ace_log { $$ = OPTION_LOG; }
       | "sequence" sequence6 { $$ = 0; cx->sequence6 = $sequence6; }
       | "dscp" service_dscp[dscp]
           { CHECK(option_given(cx, @1, ACE_DSCP)); entry_options(cx)->dscp = $dscp; $$ = 0; }
       | "flow-label" flow_label[label]
           { CHECK(option_given(cx, @1, ACE_FLOW_LABEL)); entry_options(cx)->flow_label = $label;
             $$ = 0; }
       | "fragments"
           { CHECK(option_given(cx, @1, ACE_FRAGMENTS)); fragments(cx, @1); $$ = 0; }
       | "undetermined-transport"
           { CHECK(option_given(cx, @1, ACE_UNDETERMINED)); undetermined(cx, @1); $$ = 0; }
       | "auth"        { $$ = 0; wants_header(cx, HEADER_AUTH); }
       | "hbh"         { $$ = 0; wants_header(cx, HEADER_HBH); }
       | "routing"     { $$ = 0; wants_header(cx, HEADER_ROUTING); }
       | "routing-type" NUMBER
           { CHECK(number_in(cx, @2, $2, 0, UINT8_MAX));
             entry_options(cx)->routing_type = (uint8_t)$2; wants_header(cx, HEADER_ROUTING_TYPE);
             $$ = 0; }
       | "mobility"    { $$ = 0; wants_header(cx, HEADER_MOBILITY); }
       | "mobility-type" mobility_type[type]
           { entry_options(cx)->mobility_type = $type; wants_header(cx, HEADER_MOBILITY_TYPE);
             $$ = 0; }
       | "dest-option" { $$ = 0; wants_header(cx, HEADER_DEST); }
       | "dest-option-type" dest_option
           { $$ = 0; line_not_translated(cx, @$, "a match of one destination option"); }
       | "time-range" name { entry_options(cx)->time_range.name = $name; $$ = 0; }
       | "reflect" name { entry_options(cx)->reflect = $name; $$ = 0; }
       | "reflect" name "timeout" reflexive_timeout[seconds]
           { entry_options(cx)->reflect = $name; entry_options(cx)->reflect_timeout = $seconds;
             $$ = 0; }
       ;
mobility_type: NUMBER { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX)); $$ = (uint8_t)$1; }
             | "bind-refresh"         { $$ = 0; }
             | "hoti"                 { $$ = 1; }
             | "coti"                 { $$ = 2; }
             | "hot"                  { $$ = 3; }
             | "cot"                  { $$ = 4; }
             | "bind-update"          { $$ = 5; }
             | "bind-acknowledgement" { $$ = 6; }
             | "bind-error"           { $$ = 7; }
             ;
dest_option: NUMBER { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX)); }
           | "home-address"
           ;
flow_label: NUMBER { CHECK(number_in(cx, @1, $1, 0, 1048575)); $$ = $1; };
%%
enum { ICMP6 = 58 };

static struct wildcard wildcard6(struct ios_reader *cx, struct ip6 addr, unsigned len)
{
	return (struct wildcard){router_add_ip6(cx->router, ip6_subnet(addr, len)), IP6_BITS - len};
}

static struct wildcard any6(struct ios_reader *cx)
{
	return wildcard6(cx, (struct ip6){0, 0}, 0);
}

static void wants_header(struct ios_reader *cx, enum ace_header header)
{
	entry_options(cx)->headers |= (uint8_t)(1u << header);
}

static void undetermined(struct ios_reader *cx, struct span at)
{
	line_remark(cx, DIAG_FRAGMENTS, at,
		    "packets are put together before any list sees them, so that their transport is "
		    "known: this entry matches nothing");
	line_no_effect(cx);
}

/* Of a packet with an authentication header nft sees that, and nothing behind it. */
static struct ace *ace6_of(struct ios_reader *cx, struct span at, bool permit, uint16_t proto,
			   uint8_t options, struct wildcard src, struct wildcard dst)
{
	if (proto != ACE_IP && (cx->ace_options.headers & 1u << HEADER_AUTH))
		line_not_translated(cx, at, "a match behind an authentication header");
	return ace_of(cx, at, permit, proto, options, src, dst);
}

static struct ace *ace6_evaluate(struct ios_reader *cx, struct span at, struct name name,
				 uint32_t sequence)
{
	cx->sequence6 = sequence;
	*entry_options(cx) = (struct ace_options){.given = ACE_EVALUATE, .reflect = name};
	return ace_of(cx, at, true, ACE_IP, 0, any6(cx), any6(cx));
}

static void acl6_enter(struct ios_reader *cx, struct name name)
{
	if (cx->no) {
		acl6_remove(cx->router, name);
		return;
	}
	cx->acl = acl6_open(cx->router, name);
	enter(cx, MODE_IPV6_ACL);
}

/* The number may stand at either end of the line. */
static void acl6_entry(struct ios_reader *cx, uint32_t seq, struct ace *ace)
{
	entry(cx, seq ? seq : cx->sequence6, ace);
	cx->sequence6 = 0;
}
