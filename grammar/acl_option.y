/*
 * What an entry of an extended access list may say behind its addresses. The options wait in
 * cx->ace_options, which `permit` and `deny` clear, until the entry has its list.
 */
%help "match-all" All of these TCP flags
%help "match-any" One of these TCP flags
%help "any" "dscp" Packets of this DSCP
%help IPV4 "dscp" Packets of this DSCP
%help "any" "precedence" Packets of this precedence
%help IPV4 "precedence" Packets of this precedence
%help "any" "tos" Packets of this type of service
%help IPV4 "tos" Packets of this type of service
%help "any" "ttl" Packets of this time to live
%help IPV4 "ttl" Packets of this time to live
%help "any" "option" Packets with this IP option
%help IPV4 "option" Packets with this IP option
%help "any" "fragments" Fragments but the first
%help IPV4 "fragments" Fragments but the first
%help "any" "time-range" Only in this time
%help IPV4 "time-range" Only in this time
%help "time-range" WORD Name of the time range
%help "reflect" Let the answers pass through a reflexive list
%help "reflect" WORD Name of the reflexive list
%help "reflect" WORD "timeout" Seconds that its entries stay without traffic
%help "fin" FIN is set
%help "syn" SYN is set
%help "rst" RST is set
%help "psh" PSH is set
%help "ack" ACK is set
%help "urg" URG is set
%help "+fin" FIN is set
%help "+syn" SYN is set
%help "+rst" RST is set
%help "+psh" PSH is set
%help "+ack" ACK is set
%help "+urg" URG is set
%help "-fin" FIN is not set
%help "-syn" SYN is not set
%help "-rst" RST is not set
%help "-psh" PSH is not set
%help "-ack" ACK is not set
%help "-urg" URG is not set
%help "any-options" Any IP option
%help "add-ext" Address extension (147)
%help "com-security" Commercial security (134)
%help "dps" Dynamic packet state (151)
%help "option" "encode" Encode (15)
%help "eool" End of options (0)
%help "ext-ip" Extended IP (145)
%help "ext-security" Extended security (133)
%help "finn" Experimental flow control (205)
%help "imitd" IMI traffic descriptor (144)
%help "lsr" Loose source route (131)
%help "mtup" MTU probe (11)
%help "mtur" MTU reply (12)
%help "no-op" No operation (1)
%help "nsapa" NSAP addresses (150)
%help "option" "record-route" Record route (7)
%help "option" "router-alert" Router alert (148)
%help "sdb" Selective directed broadcast (149)
%help "option" "security" Basic security (130)
%help "ssr" Strict source route (137)
%help "stream-id" Stream (136)
%help "option" "timestamp" Time stamp (68)
%help "option" "traceroute" Trace route (82)
%help "ump" Upstream multicast (152)
%help "visa" Experimental access control (142)
%help "zsu" Experimental measurement (10)
%help "host-query" Query of hosts
%help "host-report" Report of a host
%help "any" "dvmrp" Distance vector multicast routing
%help "any" "pim" PIM version 1
%help "any" "trace" Multicast trace
%help "v2-report" Report of IGMP version 2
%help "v2-leave" Leave of IGMP version 2
%help "mtrace-resp" Answer of a multicast trace
%help "mtrace-route" Multicast trace
%help "v3-report" Report of IGMP version 3
%help "header-compression" "ack" Acknowledgements, too
%help "ttl" "eq" This value
%help "ttl" "gt" Greater values
%help "ttl" "lt" Lower values
%help "ttl" "neq" Any value but this
%help "ttl" "range" Values from one to another
%nterm <uint8_t> tcp_flag ttl igmp_type
%nterm <uint16_t> ip_option tcp_flags tcp_sign
%nterm <enum port_op> ttl_op
%%
options: %empty         { $$ = 0; }
       | options option { $$ = $1 | $2; }
       ;
tcp_options: %empty                        { $$ = 0; }
           | tcp_options[so] option        { $$ = $so | $option; }
           | tcp_options[so] "established" { $$ = $so | OPTION_ESTABLISHED; }
           | tcp_options[so] tcp_flag
               { CHECK(flags_given(cx, @2, ACE_FLAGS_BARE, (uint16_t)($tcp_flag << 8))); $$ = $so; }
           | tcp_options[so] "match-all" tcp_flags[flags]
               { CHECK(flags_given(cx, @2, ACE_FLAGS_ALL, $flags)); $$ = $so; }
           | tcp_options[so] "match-any" tcp_flags[flags]
               { CHECK(flags_given(cx, @2, ACE_FLAGS_ANY, $flags)); $$ = $so; }
           ;
log: %empty  { $$ = 0; }
   | ace_log { $$ = OPTION_LOG; }
   ;
option: ace_log              { $$ = OPTION_LOG; }
      | "dscp" service_dscp[dscp]
          { CHECK(option_given(cx, @1, ACE_DSCP)); entry_options(cx)->dscp = $dscp; $$ = 0; }
      | "precedence" service_precedence[precedence]
          { CHECK(option_given(cx, @1, ACE_PRECEDENCE)); entry_options(cx)->precedence = $precedence; $$ = 0; }
      | "tos" service_tos[tos] { CHECK(option_given(cx, @1, ACE_TOS)); entry_options(cx)->tos = $tos; $$ = 0; }
      | "ttl" ttl_op ttl
          { CHECK(ttl_given(cx, @1, $ttl_op, $ttl, $ttl)); $$ = 0; }
      | "ttl" "range" ttl[low] ttl[high]
          { CHECK(ttl_given(cx, @1, PORT_RANGE, $low, $high)); $$ = 0; }
      | "option" ip_option
          { CHECK(option_given(cx, @1, ACE_IP_OPTION)); ip_option(cx, @$, $ip_option); $$ = 0; }
      | "fragments"
          { CHECK(option_given(cx, @1, ACE_FRAGMENTS)); fragments(cx, @1); $$ = 0; }
      | "time-range" name    { entry_options(cx)->time_range.name = $name; $$ = 0; }
      | "reflect" name       { entry_options(cx)->reflect = $name; $$ = 0; }
      | "reflect" name "timeout" reflexive_timeout[seconds]
          { entry_options(cx)->reflect = $name; entry_options(cx)->reflect_timeout = $seconds; $$ = 0;
            }
      ;
ace_log: "log"
       | "log" name       { entry_options(cx)->cookie = $name.s; }
       | "log-input"      { entry_options(cx)->given |= ACE_LOG_INPUT; }
       | "log-input" name { entry_options(cx)->given |= ACE_LOG_INPUT; entry_options(cx)->cookie = $name.s; }
       ;

/* As they stand in the header. */
tcp_flag: "fin" { $$ = 1; }
        | "syn" { $$ = 2; }
        | "rst" { $$ = 4; }
        | "psh" { $$ = 8; }
        | "ack" { $$ = 16; }
        | "urg" { $$ = 32; }
        ;
/* Those that must be set, and those that must not: in the upper and the lower byte. */
tcp_flags: tcp_sign
         | tcp_flags[so] tcp_sign { $$ = $so | $tcp_sign; }
         ;
tcp_sign: "+fin" { $$ = 1 << 8; }
        | "+syn" { $$ = 2 << 8; }
        | "+rst" { $$ = 4 << 8; }
        | "+psh" { $$ = 8 << 8; }
        | "+ack" { $$ = 16 << 8; }
        | "+urg" { $$ = 32 << 8; }
        | "-fin" { $$ = 1; }
        | "-syn" { $$ = 2; }
        | "-rst" { $$ = 4; }
        | "-psh" { $$ = 8; }
        | "-ack" { $$ = 16; }
        | "-urg" { $$ = 32; }
        ;

ttl: NUMBER { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX)); $$ = (uint8_t)$1; };
ttl_op: "eq"  { $$ = PORT_EQ; }
      | "neq" { $$ = PORT_NEQ; }
      | "gt"  { $$ = PORT_GT; }
      | "lt"  { $$ = PORT_LT; }
      ;
ip_option: NUMBER         { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX)); $$ = (uint16_t)$1; }
         | "any-options"  { $$ = IP_OPTION_ANY; }
         | "add-ext"      { $$ = 147; }
         | "com-security" { $$ = 134; }
         | "dps"          { $$ = 151; }
         | "encode"       { $$ = 15; }
         | "eool"         { $$ = 0; }
         | "ext-ip"       { $$ = 145; }
         | "ext-security" { $$ = 133; }
         | "finn"         { $$ = 205; }
         | "imitd"        { $$ = 144; }
         | "lsr"          { $$ = 131; }
         | "mtup"         { $$ = 11; }
         | "mtur"         { $$ = 12; }
         | "no-op"        { $$ = 1; }
         | "nsapa"        { $$ = 150; }
         | "record-route" { $$ = 7; }
         | "router-alert" { $$ = 148; }
         | "sdb"          { $$ = 149; }
         | "security"     { $$ = 130; }
         | "ssr"          { $$ = 137; }
         | "stream-id"    { $$ = 136; }
         | "timestamp"    { $$ = 68; }
         | "traceroute"   { $$ = 82; }
         | "ump"          { $$ = 152; }
         | "visa"         { $$ = 142; }
         | "zsu"          { $$ = 10; }
         ;
/* IOS numbers types of IGMP by their lower half, as version 1 had them; version 3's has no number. */
igmp_type: NUMBER         { CHECK(number_in(cx, @1, $1, 0, 15)); $$ = (uint8_t)(0x10 | $1); }
         | "host-query"   { $$ = 0x11; }
         | "host-report"  { $$ = 0x12; }
         | "dvmrp"        { $$ = 0x13; }
         | "pim"          { $$ = 0x14; }
         | "trace"        { $$ = 0x15; }
         | "v2-report"    { $$ = 0x16; }
         | "v2-leave"     { $$ = 0x17; }
         | "mtrace-resp"  { $$ = 0x1e; }
         | "mtrace-route" { $$ = 0x1f; }
         | "v3-report"    { $$ = 0x22; }
         ;
%%
/* An option may stand once, and DSCP says what precedence and TOS say. */
static bool option_given(struct ios_reader *cx, struct span at, uint16_t option)
{
	uint16_t given = cx->ace_options.given | option;

	if (cx->ace_options.given & option)
		return fault(cx, at, "the option stands twice");
	if ((given & ACE_DSCP) && (given & (ACE_PRECEDENCE | ACE_TOS)))
		return fault(cx, at, "'dscp' excludes 'precedence' and 'tos': they are the same bits");
	entry_options(cx)->given = given;
	return true;
}

static bool ttl_given(struct ios_reader *cx, struct span at, enum port_op op, uint8_t low,
		      uint8_t high)
{
	entry_options(cx)->ttl_op = (uint8_t)op;
	entry_options(cx)->ttl_lo = low < high ? low : high;
	entry_options(cx)->ttl_hi = low < high ? high : low;
	return option_given(cx, at, ACE_TTL);
}

static bool flags_given(struct ios_reader *cx, struct span at, uint16_t form, uint16_t flags)
{
	struct ace_options *options = entry_options(cx);

	if (options->given & ACE_FLAGS & ~form)
		return fault(cx, at, "flags of TCP are matched in one way only");
	options->given |= form;
	options->flags_set |= (uint8_t)(flags >> 8);
	options->flags_clear |= (uint8_t)(flags & 0xff);
	if (options->flags_set & options->flags_clear)
		return fault(cx, at, "a flag is wanted both set and not set");
	return true;
}

/* nft sees whether there are options, and four of them. */
static void ip_option(struct ios_reader *cx, struct span at, uint16_t option)
{
	enum { RECORD_ROUTE = 7, LOOSE_ROUTE = 131, STRICT_ROUTE = 137, ROUTER_ALERT = 148 };

	entry_options(cx)->ip_option = option;
	if (option != IP_OPTION_ANY && option != RECORD_ROUTE && option != LOOSE_ROUTE &&
	    option != STRICT_ROUTE && option != ROUTER_ALERT)
		line_not_translated(cx, at, "this option of IP");
}

static void fragments(struct ios_reader *cx, struct span at)
{
	line_remark(cx, DIAG_FRAGMENTS, at,
		    "fragments are put together before any list sees them: this entry matches nothing");
	line_no_effect(cx);
}
