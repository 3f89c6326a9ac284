/*
 * Access lists: `access-list N …`, and `ip access-list …` with the lines under it. ios-semantics.md
 * 1.3. An option that the gateway cannot match makes its entry `untranslated`: it stays in the list
 * with its words, so that what follows from it can be told.
 */
%code requires {
enum ace_option { OPTION_LOG = 1, OPTION_ESTABLISHED = 2 };
}
%nterm <bool> action
%nterm <uint32_t> list_number sequence sequence_number icmp_number
%nterm <uint16_t> protocol
%nterm <struct wildcard> address source
%nterm <struct ports> tcp_ports udp_ports tcp_list udp_list
%nterm <uint8_t> log option options tcp_options igmp_options
%nterm <struct icmp_match> icmp_options
%nterm <struct ace *> standard_entry extended_entry
%%
global: "access-list" list_number standard_entry[entry]
          { numbered(cx, $list_number, @list_number, ACL_STANDARD, $entry); }
      | "access-list" list_number extended_entry[entry]
          { numbered(cx, $list_number, @list_number, ACL_EXTENDED, $entry); }
      | "access-list" list_number "remark" LINE
          { numbered_remark(cx, $list_number, @list_number, $LINE); }
      | "access-list" list_number only_no
          { acl_remove(cx->router, acl_number(cx, $list_number, @list_number)); }
      | "ip" "access-list" "standard" name { acl_enter(cx, $name, ACL_STANDARD); }
      | "ip" "access-list" "extended" name { acl_enter(cx, $name, ACL_EXTENDED); }
      | "ip" "access-list" "resequence" name sequence_number[first] sequence_number[step]
          { resequence(cx, $name, $first, $step); }
      | "ip" "access-list" "logging" "interval" NUMBER     { line_no_effect(cx); }
      | "ip" "access-list" "log-update" "threshold" NUMBER { line_no_effect(cx); }
      ;
list_number: NUMBER { CHECK(number_in(cx, @1, $1, 1, 2699)); $$ = $1; };

line: IN_STANDARD_ACL no standard_command
    | IN_EXTENDED_ACL no extended_command
    ;
standard_command: sequence standard_entry[entry] { entry(cx, $sequence, $entry); }
                | acl_command
                ;
extended_command: sequence extended_entry[entry] { entry(cx, $sequence, $entry); }
                | sequence "evaluate" name       { evaluate(cx, $sequence, @2, @name); }
                | acl_command
                ;
acl_command: sequence "remark" LINE         { remark(cx, $sequence, $LINE); }
           | NUMBER[seq] only_no            { entry(cx, $seq, &(struct ace){0}); }
           ;
sequence: %empty { $$ = 0; }
        | NUMBER { CHECK(number_in(cx, @1, $1, 1, INT32_MAX)); $$ = $1; }
        ;
sequence_number: NUMBER { CHECK(number_in(cx, @1, $1, 1, INT32_MAX)); $$ = $1; };
action: "permit" { $$ = true; }
      | "deny"   { $$ = false; }
      ;

standard_entry: action source log
                  { $$ = ace_between(ace_of(cx, @$, $action, ACE_IP, $log), $source, any); };
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
      { $$ = ace_between(ace_of(cx, @$, $action, $protocol, $options), $src, $dst); }
  | action "tcp" address[src] tcp_ports[sport] address[dst] tcp_ports[dport] tcp_options[options]
      { $$ = ace_ports(ace_between(ace_of(cx, @$, $action, TCP, $options), $src, $dst), $sport, $dport); }
  | action "udp" address[src] udp_ports[sport] address[dst] udp_ports[dport] options
      { $$ = ace_ports(ace_between(ace_of(cx, @$, $action, UDP, $options), $src, $dst), $sport, $dport); }
  | action "icmp" address[src] address[dst] icmp_options[icmp]
      { $$ = ace_icmp(ace_between(ace_of(cx, @$, $action, ICMP, $icmp.options), $src, $dst), $icmp); }
  | action "igmp" address[src] address[dst] igmp_options[options]
      { $$ = ace_between(ace_of(cx, @$, $action, IGMP, $options), $src, $dst); }
  ;
protocol: NUMBER   { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX)); $$ = protocol_of_number($1); }
        | "ip"     { $$ = ACE_IP; }
        | "ahp"    { $$ = 51; }
        | "eigrp"  { $$ = 88; }
        | "esp"    { $$ = 50; }
        | "gre"    { $$ = 47; }
        | "ipinip" { $$ = 94; }
        | "nos"    { $$ = 4; }
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

/* The entry that the line describes, kept in the reader: a row is large for the parser's stack. What
 * the line's parts have called untranslated by now makes the entry so. */
static struct ace *ace_of(struct ios_reader *cx, struct span at, bool permit, uint16_t proto,
			  uint8_t options)
{
	bool untranslated = cx->class == LINE_NOT_TRANSLATED;

	cx->ace = (struct ace){
		.at = cx->line,
		.action = permit ? ACE_PERMIT : ACE_DENY,
		.proto = proto,
		.icmp_type = ICMP_ANY,
		.icmp_code = ICMP_ANY,
		.established = options & OPTION_ESTABLISHED,
		.log = options & OPTION_LOG,
		.untranslated = untranslated,
		.remark = untranslated ? router_words(cx->router, at) : NULL,
	};
	return &cx->ace;
}

static struct ace *ace_between(struct ace *ace, struct wildcard src, struct wildcard dst)
{
	ace->src = src;
	ace->dst = dst;
	return ace;
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

static void ports_move(struct ios_reader *cx, struct acl *acl, struct ports *ports)
{
	uint32_t list = acl->ports.len;

	if (ports->count < 2)
		return;
	for (uint32_t i = 0; i < ports->count; i++)
		vec_push(cx->router->arena, &acl->ports, cx->ports.at[ports->list + i]);
	ports->list = list;
}

/* Put ENTRY into ACL, or take it out; lists of ports that are not needed are given back. */
static void acl_enter_entry(struct ios_reader *cx, struct acl *acl, struct ace *entry)
{
	uint32_t ports = acl->ports.len, rows = acl->entries.len;

	ports_move(cx, acl, &entry->sport);
	ports_move(cx, acl, &entry->dport);
	cx->ports.len = 0;
	if (cx->no)
		acl_delete(cx->router, acl, entry);
	else
		acl_add(cx->router, acl, entry);
	if (cx->no || (acl->entries.len == rows && !entry->seq))
		acl->ports.len = ports;
}

static void entry(struct ios_reader *cx, uint32_t seq, struct ace *entry)
{
	entry->seq = seq;
	acl_enter_entry(cx, cx->acl, entry);
}

static void remark(struct ios_reader *cx, uint32_t seq, const char *text)
{
	entry(cx, seq, &(struct ace){.at = cx->line, .action = ACE_REMARK, .remark = text});
}

static void evaluate(struct ios_reader *cx, uint32_t seq, struct span from, struct span to)
{
	struct span at = span_join(from, to);

	line_not_translated(cx, at, "a reflexive access list");
	entry(cx, seq, ace_between(ace_of(cx, at, true, ACE_IP, 0), any, any));
}

/* Numbered lists. */

static struct name acl_number(struct ios_reader *cx, uint32_t number, struct span at)
{
	char text[16];
	int len = snprintf(text, sizeof text, "%u", number);

	return (struct name){name_intern(cx->router->names, text, (size_t)len), at};
}

static void numbered(struct ios_reader *cx, uint32_t number, struct span at, enum acl_kind kind,
		     struct ace *entry)
{
	struct name name = acl_number(cx, number, at);
	struct acl *acl;

	acl = cx->no ? acl_find(cx->router, name.s) : acl_open(cx->router, name, kind);
	if (!acl)
		return;
	acl_enter_entry(cx, acl, entry);
	acl_remove_if_empty(cx->router, acl);
}

static void numbered_remark(struct ios_reader *cx, uint32_t number, struct span at,
			    const char *text)
{
	struct ace remark = {.at = cx->line, .action = ACE_REMARK, .remark = text};
	enum acl_kind kind;

	acl_kind_of_number(number, &kind);
	numbered(cx, number, at, kind, &remark);
}

/* The lines under an opener that is wrong are read into a list that nobody sees. */
static void acl_enter(struct ios_reader *cx, struct name name, enum acl_kind kind)
{
	if (cx->no) {
		acl_remove(cx->router, name);
		return;
	}
	cx->acl = acl_open(cx->router, name, kind);
	if (!cx->acl)
		cx->acl = arena_new_object(cx->router->arena, struct acl);
	enter(cx, kind == ACL_STANDARD ? MODE_STANDARD_ACL : MODE_EXTENDED_ACL);
}

static void resequence(struct ios_reader *cx, struct name name, uint32_t first, uint32_t step)
{
	struct acl *acl = acl_find(cx->router, name.s);

	if (acl && !cx->no && !acl_resequence(acl, first, step))
		diag_at(cx->router->diags, DIAG_NONE, cx->line, "the last number is too large");
}
