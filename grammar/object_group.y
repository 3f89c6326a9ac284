/*
 * Object groups: `object-group network` and `object-group service`, a member a line; `object-group
 * ip address`, as some switches have it, is the first under another name. ios-semantics.md 1.3.
 */
%mode OTHER_GROUP "object group" "config-object-group"
%help "object-group" "security" Security tags
%help "object-group" "fqdn" Domain names
%help "object-group" "geo" Countries
%help "object-group" "v6-network" IPv6 addresses
%help "object-group" "v6-service" IPv6 services
%help "security-group" A security tag
%help "tag-id" Number of the tag
%help "country" A country
%help OTHER_GROUP: "group-object" Another group
%help OTHER_GROUP: "host" One address
%help OTHER_GROUP: "any" Any address
%help OTHER_GROUP: "pattern" A pattern of names
%help OTHER_GROUP: "range" Ports in a row
%help OTHER_GROUP: "source" Source port
%help OTHER_GROUP: "eq" This port
%help OTHER_GROUP: "gt" Ports above
%help OTHER_GROUP: "lt" Ports below
%help OTHER_GROUP: "description" What the group is for
%mode NETWORK_GROUP "network object group" "config-network-group"
%mode SERVICE_GROUP "service object group" "config-service-group"
%help "object-group" A group of addresses or services
%help "object-group" "network" A group of addresses
%help "object-group" "ip" A group of addresses
%help "object-group" "service" A group of protocols and ports
%help "object-group" "network" WORD Name of the group
%help NETWORK_GROUP: PREFIX Network, and the length of its prefix
%help NETWORK_GROUP: IPV4 WORD Length of the prefix: /24
%help SERVICE_GROUP: NUMBER Number of a protocol
%help SERVICE_GROUP: "tcp" NUMBER Number of the port
%help SERVICE_GROUP: "udp" NUMBER Number of the port
%help "object-group" "service" WORD Name of the group
%help "group-object" All of another group
%help "group-object" WORD Name of the other group
%help NETWORK_GROUP: "description" What the group is for
%help SERVICE_GROUP: "description" What the group is for
%help NETWORK_GROUP: "host" One address
%help NETWORK_GROUP: "range" Addresses from one to another
%help NETWORK_GROUP: "any" Any address
%help NETWORK_GROUP: ... IPV4 Address of a network
%help NETWORK_GROUP: ... IPV4 IPV4 Mask of the network
%help SERVICE_GROUP: "tcp" TCP
%help SERVICE_GROUP: "udp" UDP
%help SERVICE_GROUP: "icmp" ICMP
%help SERVICE_GROUP: "igmp" IGMP
%help SERVICE_GROUP: "ip" Any Internet protocol
%help "tcp-udp" TCP or UDP
%help SERVICE_GROUP: ... "source" Source ports
%help "object-group" "ip" "address" Addresses

%nterm <struct ports> tcp_spec udp_spec
%code requires {
struct address_range {
	uint32_t first, last;
};
}
%nterm <struct address_range> address_range
%nterm <uint8_t> slash_length
%%
global: "object-group" "network" name        { group_enter(cx, $name, GROUP_NETWORK); }
      | "object-group" "ip" "address" name   { group_enter(cx, $name, GROUP_NETWORK); }
      | "object-group" "service" name        { group_enter(cx, $name, GROUP_SERVICE); }
      | "object-group" "security" name       { other_group(cx, @$, "a group of security tags"); }
      | "object-group" "fqdn" name           { other_group(cx, @$, "a group of domain names"); }
      | "object-group" "geo" name            { other_group(cx, @$, "a group of countries"); }
      | "object-group" "v6-network" name     { other_group(cx, @$, "a group of IPv6 addresses"); }
      | "object-group" "v6-service" name     { other_group(cx, @$, "a group of IPv6 services"); }
      ;
line: IN_OTHER_GROUP no other_member { line_covered(cx); }
    ;
other_member: "description" LINE
            | "security-group" "tag-id" NUMBER
            | "group-object" name
            | "pattern" name
            | "country" name
            | "host" IPV6
            | PREFIX6
            | "any"
            | v6_service
            | v6_service v6_ports
            ;
v6_service: "ahp" | "esp" | "icmp" | "ipv6" | "sctp" | "tcp" | "udp" | "tcp-udp" | NUMBER;
v6_ports: "eq" name | "gt" name | "lt" name | "range" name name | "source" "eq" name;
line: IN_NETWORK_GROUP no network_member
    | IN_SERVICE_GROUP no service_member
    | IN_NETWORK_GROUP no group_command
    | IN_SERVICE_GROUP no group_command
    ;
group_command: "description" LINE
                 { cx->group->description = cx->no ? NULL : $LINE; line_no_effect(cx); }
             | "description" only_no { cx->group->description = NULL; line_no_effect(cx); }
             | "group-object" name
                 { group_add(cx, &(struct group_member){.kind = MEMBER_GROUP, .group.name = $name}); }
             ;
network_member: "host" IPV4        { group_addresses(cx, MEMBER_HOST, $IPV4, $IPV4); }
              | address_mask[net]  { group_subnet(cx, $net); }
              | IPV4 slash_length[len] { group_subnet(cx, (struct ip_net){$IPV4, $len}); }
              | "range" address_range[range] { group_addresses(cx, MEMBER_RANGE, $range.first, $range.last); }
              | "any"              { group_addresses(cx, MEMBER_ANY, 0, UINT32_MAX); }
              ;
address_range: IPV4[first] IPV4[last]
                 { CHECK(range_ascends(cx, @$, $first, $last));
                   $$ = (struct address_range){$first, $last}; }
             ;
/* `/24` in a word of its own. */
slash_length: WORD { CHECK(slash_of(cx, $WORD, &$$)); };

service_member: ip_protocol     { group_service(cx, $1, (struct ports){0}, (struct ports){0}); }
              | "sctp"          { group_service(cx, SCTP, (struct ports){0}, (struct ports){0}); }
              | "igmp"          { group_service(cx, IGMP, (struct ports){0}, (struct ports){0}); }
              | "icmp"          { group_message(cx, (struct icmp_message){ICMP_ANY, ICMP_ANY}); }
              | "icmp" icmp_message { group_message(cx, $icmp_message); }
              | "icmp" icmp_number[type]
                  { group_message(cx, (struct icmp_message){(uint8_t)$type, ICMP_ANY}); }
              | "icmp" icmp_number[type] icmp_number[code]
                  { group_message(cx, (struct icmp_message){(uint8_t)$type, (uint8_t)$code}); }
              | "tcp"                            { group_service(cx, TCP, (struct ports){0}, (struct ports){0}); }
              | "tcp" tcp_spec[to]               { group_service(cx, TCP, (struct ports){0}, $to); }
              | "tcp" "source" tcp_spec[from]    { group_service(cx, TCP, $from, (struct ports){0}); }
              | "tcp" "source" tcp_spec[from] tcp_spec[to] { group_service(cx, TCP, $from, $to); }
              | "udp"                            { group_service(cx, UDP, (struct ports){0}, (struct ports){0}); }
              | "udp" udp_spec[to]               { group_service(cx, UDP, (struct ports){0}, $to); }
              | "udp" "source" udp_spec[from]    { group_service(cx, UDP, $from, (struct ports){0}); }
              | "udp" "source" udp_spec[from] udp_spec[to] { group_service(cx, UDP, $from, $to); }
              | "tcp-udp"                        { group_service(cx, PROTO_TCP_UDP, (struct ports){0}, (struct ports){0}); }
              | "tcp-udp" tcp_spec[to]           { group_service(cx, PROTO_TCP_UDP, (struct ports){0}, $to); }
              | "tcp-udp" "source" tcp_spec[from] { group_service(cx, PROTO_TCP_UDP, $from, (struct ports){0}); }
              | "tcp-udp" "source" tcp_spec[from] tcp_spec[to] { group_service(cx, PROTO_TCP_UDP, $from, $to); }
              ;
tcp_spec: tcp_port                        { $$ = port_first($1); }
        | "eq" tcp_port                   { $$ = port_first($2); }
        | "gt" tcp_port[port]             { $$ = port_bound(PORT_GT, $port); }
        | "lt" tcp_port[port]             { $$ = port_bound(PORT_LT, $port); }
        | "neq" tcp_port[port]            { $$ = port_bound(PORT_NEQ, $port); }
        | "range" tcp_port[a] tcp_port[b] { $$ = port_range($a, $b); }
        ;
udp_spec: udp_port                        { $$ = port_first($1); }
        | "eq" udp_port                   { $$ = port_first($2); }
        | "gt" udp_port[port]             { $$ = port_bound(PORT_GT, $port); }
        | "lt" udp_port[port]             { $$ = port_bound(PORT_LT, $port); }
        | "neq" udp_port[port]            { $$ = port_bound(PORT_NEQ, $port); }
        | "range" udp_port[a] udp_port[b] { $$ = port_range($a, $b); }
        ;
%%
static void other_group(struct ios_reader *cx, struct span at, const char *feature)
{
	if (cx->no)
		line_no_effect(cx);
	else
		line_not_translated(cx, at, feature);
	open_quietly(cx, MODE_OTHER_GROUP);
}
/* The lines under an opener that is wrong are read into a group that nobody sees. */
static void group_enter(struct ios_reader *cx, struct name name, enum group_kind kind)
{
	if (cx->no) {
		object_group_remove(cx->router, name);
		return;
	}
	cx->group = object_group_open(cx->router, name, kind);
	if (!cx->group)
		cx->group = arena_new_object(cx->router->arena, struct object_group);
	enter(cx, kind == GROUP_NETWORK ? MODE_NETWORK_GROUP : MODE_SERVICE_GROUP);
}

static void group_add(struct ios_reader *cx, struct group_member *row)
{
	row->at = cx->line;
	object_group_member(cx->router, cx->group, row, cx->no);
}

static void group_addresses(struct ios_reader *cx, enum member_kind kind, uint32_t first, uint32_t last)
{
	group_add(cx, &(struct group_member){.kind = (uint8_t)kind, .first = first, .last = last});
}

/* Bits behind the length say nothing: IOS drops them. */
static void group_subnet(struct ios_reader *cx, struct ip_net net)
{
	uint32_t mask = ip_len_mask(net.len);

	group_addresses(cx, MEMBER_SUBNET, net.addr & mask, net.addr | ~mask);
}

static bool range_ascends(struct ios_reader *cx, struct span at, uint32_t first, uint32_t last)
{
	return first <= last || fault(cx, at, "the range ends before it begins");
}

static bool slash_of(struct ios_reader *cx, struct name word, uint8_t *len)
{
	char *end = NULL;
	unsigned long value = word.s[0] == '/' ? strtoul(word.s + 1, &end, 10) : 0;

	*len = (uint8_t)value;
	if (!end || *end || end == word.s + 1 || value > 32)
		return fault(cx, word.at, "'%s' is no mask", word.s);
	return true;
}

static void group_service(struct ios_reader *cx, uint16_t proto, struct ports from, struct ports to)
{
	group_add(cx, &(struct group_member){.kind = MEMBER_SERVICE,
					  .proto = proto,
					  .icmp_type = ICMP_ANY,
					  .icmp_code = ICMP_ANY,
					  .sport = from,
					  .dport = to});
}

static void group_message(struct ios_reader *cx, struct icmp_message message)
{
	group_add(cx, &(struct group_member){.kind = MEMBER_SERVICE,
					  .proto = ICMP,
					  .icmp_type = message.type,
					  .icmp_code = message.code});
}
