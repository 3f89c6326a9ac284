/* Network address translation, outside of interface mode. ios-semantics.md 1.2. */
%mode NAT_POOL "NAT pool" "config-ipnat-pool"
%help "ip" Global commands of IP
%help "ip" "nat" Translate addresses
%help "ip" "nat" "inside" Translate inside addresses
%help "ip" "nat" "inside" "source" The source of what leaves, the destination of what comes in
%help "source" "static" One address, or port, for another
%help "source" "list" Addresses that an access list permits
%help "source" "list" WORD Access list of the inside addresses
%help "source" "route-map" Packets that a route-map permits
%help "source" "route-map" WORD Route-map of the packets
%help "static" IPV4 Inside local address
%help "static" "tcp" Ports of TCP
%help "static" "udp" Ports of UDP
%help "tcp" IPV4 Inside local address
%help "udp" IPV4 Inside local address
%help "static" "tcp" IPV4 NUMBER Local port
%help "static" "udp" IPV4 NUMBER Local port
%help "static" "tcp" IPV4 NUMBER IPV4 Inside global address
%help "static" "udp" IPV4 NUMBER IPV4 Inside global address
%help "static" "tcp" IPV4 NUMBER IPV4 NUMBER Global port
%help "static" "udp" IPV4 NUMBER IPV4 NUMBER Global port
%help "static" IPV4 IPV4 Inside global address
%help NUMBER "interface" The address of an interface
%help IPV4 "interface" The address of an interface
%help WORD "interface" The address of an interface
%help "extendable" Extend this translation when used
%help "no-alias" Do not answer ARP for the global address
%help "no-payload" Leave addresses inside of packets alone
%help "reversible" Let outside hosts begin
%help "stateless" Translate without state
%help "match-in-vrf" Both sides lie in one VRF
%help "redundancy" Share the translation with another router
%help "mapping-id" Number of the shared translation
%help "egress-interface" Only what leaves by this interface
%help "ip" "nat" "pool" A pool of global addresses
%help "ip" "nat" "pool" WORD Name of the pool
%help "ip" "nat" "pool" WORD IPV4 First address
%help "ip" "nat" "pool" WORD IPV4 IPV4 Last address
%help WORD "pool" A pool of global addresses
%help WORD "pool" WORD Name of the pool
%help "overload" Let inside hosts share an address
%help "netmask" Mask of the addresses' network
%help "netmask" IPV4 Mask of the addresses' network
%help "prefix-length" Length of the addresses' prefix
%help "prefix-length" NUMBER Length of the prefix, 1 to 32
%help "type" Kind of the pool
%help "type" "rotary" Real servers, in turn
%help "type" "match-host" Keep the host part of addresses
%help "add-route" Add a route to the pool
%help NAT_POOL: "address" A range of addresses
%help NAT_POOL: "address" IPV4 First address
%help NAT_POOL: "address" IPV4 IPV4 Last address
%help "ip" "nat" "translation" Times and limits of translations
%help "ip" "nat" "service" Services that need more than addresses
%help "ip" "nat" "log" Log translations
%code requires {
struct nat_options {
	const char *vrf;
	struct name route_map;
	bool extendable, no_alias, overload;
	bool lost; /* an option without which the statement means something else */
};

struct pool_range {
	uint32_t first, last;
	uint8_t len;
	bool rotary;
};

struct nat_exit {
	struct name interface, pool; /* one of the two */
};
}
%nterm <struct nat_options> static_options dynamic_options
%nterm <struct nat_static *> static_entry static_global static_tcp_global static_udp_global
%nterm <uint16_t> static_tcp_port static_udp_port
%nterm <struct nat_exit> nat_exit
%nterm <struct pool_range> pool_range
%nterm <uint8_t> pool_mask
%nterm <bool> pool_options
%%
global: "ip" "nat" "inside" "source" "static" static_entry[entry] static_options[options]
          { static_end(cx, $entry, &$options); }
      | "ip" "nat" "inside" "source" "list" name[acl] nat_exit dynamic_options[options]
          { dynamic_end(cx, &(struct nat_dynamic){.acl.name = $acl}, $nat_exit, &$options); }
      | "ip" "nat" "inside" "source" "route-map" name[map] nat_exit dynamic_options[options]
          { dynamic_end(cx, &(struct nat_dynamic){.route_map.name = $map}, $nat_exit, &$options); }
      | "ip" "nat" "pool" name pool_range[range]   { pool_end(cx, $name, $range); }
      | "ip" "nat" "pool" name pool_mask           { pool_open(cx, $name, $pool_mask); }
      | "ip" "nat" "pool" name only_no             { pool_end(cx, $name, (struct pool_range){0}); }
      ;

/* The global address, or the interface that lends its own. */
static_entry: IPV4[local] static_global
                { $$ = $static_global; $$->local = $local; }
            | "tcp" IPV4[local] static_tcp_port[port] static_tcp_global[global]
                { $$ = static_ports($global, 6, $local, $port); }
            | "udp" IPV4[local] static_udp_port[port] static_udp_global[global]
                { $$ = static_ports($global, 17, $local, $port); }
            ;
static_global: IPV4 { $$ = static_new(cx, $IPV4, (struct name){0}, @$); }
             | "interface" interface_name[interface]
                 { $$ = static_new(cx, 0, $interface, @interface); }
             ;
static_tcp_global: static_global[global] static_tcp_port[port]
                     { $$ = $global; $$->global_port = $port; };
static_udp_global: static_global[global] static_udp_port[port]
                     { $$ = $global; $$->global_port = $port; };
static_tcp_port: tcp_port { CHECK(number_in(cx, @1, $1, 1, UINT16_MAX)); $$ = $1; };
static_udp_port: udp_port { CHECK(number_in(cx, @1, $1, 1, UINT16_MAX)); $$ = $1; };

static_options:
    %empty                             { $$ = (struct nat_options){0}; }
  | static_options[o] "extendable"     { $$ = $o; $$.extendable = true; }
  | static_options[o] "no-alias"       { $$ = $o; $$.no_alias = true; }
  | static_options[o] "no-payload"     { $$ = $o; }
  | static_options[o] "vrf" name       { $$ = $o; $$.vrf = $name.s; not_in_vrf(cx, @2, @name); }
  | static_options[o] "route-map" name
      { $$ = $o; $$.route_map = $name; line_not_translated(cx, @name, "static NAT by route-map"); }
  | static_options[o] static_lost
      { $$ = $o; $$.lost = true; line_not_translated(cx, @2, "this option of a translation"); }
  ;
static_lost: "match-in-vrf"
           | "reversible"
           | "stateless"
           | "forced"
           | "redundancy" name
           | "redundancy" name "mapping-id" NUMBER
           | "track" NUMBER
           | "egress-interface" interface_name
           ;

nat_exit: "interface" interface_name { $$ = (struct nat_exit){.interface = $interface_name}; }
        | "pool" name                { $$ = (struct nat_exit){.pool = $name}; }
        ;
dynamic_options:
    %empty                          { $$ = (struct nat_options){0}; }
  | dynamic_options[o] "overload"   { $$ = $o; $$.overload = true; }
  | dynamic_options[o] "vrf" name   { $$ = $o; $$.vrf = $name.s; not_in_vrf(cx, @2, @name); }
  | dynamic_options[o] dynamic_lost
      { $$ = $o; $$.lost = true; line_not_translated(cx, @2, "this option of a translation"); }
  ;
dynamic_lost: "match-in-vrf"
            | "reversible"
            | "extended"
            | "oer"
            | "redundancy" name
            | "redundancy" name "mapping-id" NUMBER
            ;

pool_range: IPV4[first] IPV4[last] pool_mask[len] pool_options[rotary]
              { $$ = (struct pool_range){$first, $last, $len, $rotary};
                CHECK(pool_is_range(cx, @last, &$$)); }
          ;
pool_mask: "netmask" mask         { $$ = $mask; }
         | "prefix-length" NUMBER { CHECK(number_in(cx, @2, $2, 1, 32)); $$ = (uint8_t)$2; }
         ;
pool_options:
    %empty { $$ = false; }
  | pool_options[rotary] "type" "rotary"
      { $$ = true; (void)$rotary; line_not_translated(cx, @3, "a rotary pool"); }
  | pool_options[rotary] pool_lost
      { $$ = $rotary; line_not_translated(cx, @2, "this option of a pool"); }
  ;
pool_lost: "type" "match-host"
         | "add-route"
         | "accounting" name
         | "arp-ping"
         ;

line: IN_NAT_POOL no nat_pool_command;
nat_pool_command: "address" IPV4[first] IPV4[last]
                    { pool_address(cx, $first, $last); }
                ;

/* What is understood, and is done otherwise or not at all on the gateway. */
global: "ip" "nat" nat_other { line_not_translated(cx, @$, "this translation"); }
      | "ip" "nat" nat_setting { line_not_translated(cx, @$, "this setting of translation"); }
      | "ip" "nat" "log" "translations" "syslog" { line_no_effect(cx); }
      ;
nat_other: "outside" "source" "static" words
         | "outside" "source" "list" words
         | "outside" "source" "route-map" words
         | "inside" "destination" "list" words
         | "inside" "source" "static" "network" words
         | "source" words
         ;
nat_setting: "translation" words
           | "service" words
           | "settings" words
           | "create" "flow-entries"
           | "switchover" words
           | "portmap" words
           ;
%%
static void not_in_vrf(struct ios_reader *cx, struct span from, struct span to)
{
	line_not_translated(cx, span_join(from, to), "translation in a VRF");
}

static struct nat_static *static_new(struct ios_reader *cx, uint32_t global, struct name interface,
				     struct span at)
{
	cx->nat_static = (struct nat_static){.global = global, .global_at = at};
	cx->nat_static.interface.name = interface;
	return &cx->nat_static;
}

static struct nat_static *static_ports(struct nat_static *entry, uint8_t proto, uint32_t local,
				       uint16_t port)
{
	entry->proto = proto;
	entry->local = local;
	entry->local_port = port;
	return entry;
}

/* With an option that is lost the entry would take packets that are not its own: it is left out. */
static void static_end(struct ios_reader *cx, struct nat_static *entry,
		       const struct nat_options *options)
{
	if (options->lost)
		return;
	entry->at = cx->line;
	entry->extendable = options->extendable;
	entry->no_alias = options->no_alias;
	entry->vrf = options->vrf;
	entry->route_map.name = options->route_map;
	entry->untranslated = options->vrf || options->route_map.s;
	nat_static(cx->router, cx->no, entry);
}

static void dynamic_end(struct ios_reader *cx, struct nat_dynamic *rule, struct nat_exit exit,
			const struct nat_options *options)
{
	if (options->lost)
		return;
	rule->at = cx->line;
	rule->interface.name = exit.interface;
	rule->pool.name = exit.pool;
	rule->overload = options->overload;
	rule->vrf = options->vrf;
	rule->untranslated = options->vrf != NULL;
	nat_dynamic(cx->router, cx->no, rule);
}

static bool pool_is_range(struct ios_reader *cx, struct span at, const struct pool_range *range)
{
	if (range->first > range->last)
		return fault(cx, at, "the pool ends before it begins");
	if (!cx->faulty && !ip_in_prefix(range->last, range->first, range->len))
		return fault(cx, at, "the pool ends in another subnet than it begins in");
	return true;
}

static void pool_end(struct ios_reader *cx, struct name name, struct pool_range range)
{
	struct nat_pool pool = {
		.name = name.s,
		.at = name.at,
		.first = range.first,
		.last = range.last,
		.len = range.len,
		.rotary = range.rotary,
	};

	nat_pool(cx->router, cx->no, &pool);
}

/* A pool whose ranges stand in lines below. */
static void pool_open(struct ios_reader *cx, struct name name, uint8_t len)
{
	pool_end(cx, name, (struct pool_range){.len = len});
	cx->pool = cx->no ? NULL : nat_pool_find(cx->router, name.s);
	if (cx->pool)
		enter(cx, MODE_NAT_POOL);
}

static void pool_address(struct ios_reader *cx, uint32_t first, uint32_t last)
{
	struct nat_pool *pool = cx->pool;

	if (!pool->first && !cx->no) {
		pool->first = first;
		pool->last = last;
	} else if (pool->first == first && pool->last == last) {
		pool->first = cx->no ? 0 : first;
		pool->last = cx->no ? 0 : last;
	} else if (!cx->no) {
		line_not_translated(cx, cx->line, "a second range of a pool");
	}
}
