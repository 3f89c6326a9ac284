/*
 * The rules of network address translation: static entries, and lists and route-maps with what they
 * translate to. Pools stand in nat_pool.y, what governs all of them in nat_settings.y.
 * ios-semantics.md 1.2.
 */
%help GLOBAL: "ip" Global commands of IP
%help "ip" IP
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
%help "ip" "nat" ... "interface" The address of an interface
%help "extendable" Extend this translation when used
%help "no-alias" Do not answer ARP for the global address
%help "no-payload" Leave addresses inside of packets alone
%help "reversible" Let outside hosts begin
%help "stateless" Translate without state
%help "match-in-vrf" Both sides lie in one VRF
%help "ip" "nat" ... "redundancy" Share the translation with another router
%help "ip" "nat" ... "mapping-id" Number of the shared translation
%help "egress-interface" Only what leaves by this interface
%help "ip" "nat" "pool" A pool of global addresses
%help "ip" "nat" "pool" WORD Name of the pool
%help "ip" "nat" "pool" WORD IPV4 First address
%help "ip" "nat" "pool" WORD IPV4 IPV4 Last address
%help "ip" "nat" ... "pool" A pool of global addresses
%help "pool" A pool
%help "ip" "nat" ... "pool" WORD Name of the pool
%help "overload" Let inside hosts share an address
%help "netmask" Mask of the addresses' network
%help "netmask" IPV4 Mask of the addresses' network
%help "prefix-length" Length of the addresses' prefix
%help "prefix-length" NUMBER Length of the prefix, 1 to 32
%help "prefix-length" NUMBER "type" Kind of the pool
%help "type" "rotary" Real servers, in turn
%help "type" "match-host" Keep the host part of addresses
%help "add-route" Add a route to the pool
%help NAT_POOL: "address" A range of addresses
%help NAT_POOL: "address" IPV4 First address
%help NAT_POOL: "address" IPV4 IPV4 Last address
%help "ip" "nat" "translation" Times and limits of translations
%help "ip" "nat" "service" Services that need more than addresses
%help "ip" "nat" "log" Log translations
%help "ip" "nat" "outside" Translate outside addresses
%help "ip" "nat" "outside" "source" The source of what comes in, the destination of what leaves
%help "ip" "nat" "source" Translate between interfaces with `ip nat enable`
%help "inside" "destination" The destination of what comes in: share load
%help "destination" "list" WORD Access list of the shared address
%help "static" "esp" IPsec of one inside host
%help "static" "network" A whole network, host for host
%help "static" "network" IPV4 Inside local network
%help "static" "network" IPV4 IPV4 Inside global network
%help "static" "esp" IPV4 Inside local address
%help "outside" "source" "static" IPV4 Outside global address
%help "outside" "source" "static" IPV4 IPV4 Outside local address
%help "outside" "source" "list" WORD Access list of the outside addresses
%help "interface" IFNAME "overload" Let inside hosts share an address
%help "ip" "nat" "vrf" In this VRF
%help "source" "vrf" In this VRF
%help "static" "vrf" In this VRF
%help "ip" "nat" ... "redundancy" WORD Name of the other router's group
%help "ip" "nat" ... "mapping-id" NUMBER Number of the shared translation
%help "ip" "nat" ... "track" Translate only while this track is up
%help "egress-interface" IFNAME Interface it leaves by
%help "forced" Remove translations in use, too
%help "portmap" Port map of the translations
%help "portmap" WORD Name of the port map
%help "ip" "nat" ... "extended" Extended translations, with ports, also without overload
%help "oer" Follow optimized edge routing
%help "ip" "nat" ... "vrf" VRF of the inside address
%help "vrf" WORD Name of the VRF
%help "ip" "nat" ... "interface" IFNAME Interface whose address it is
%help "ip" "nat" ... "route-map" Only packets that this route-map permits
%help "static" "tcp" IPV4 NUMBER "interface" IFNAME NUMBER Global port
%help "static" "udp" IPV4 NUMBER "interface" IFNAME NUMBER Global port
%help "static" "tcp" IPV4 NUMBER "interface" IFNAME Interface whose address it is
%help "nat64" "v6v4" "list" WORD "interface" The address of an interface
%help "ipv6" "nat" "v6v4" "source" "list" WORD "interface" The address of an interface
%help "redundancy" Redundancy
%help "extended" Extended
%help "mapping-id" Number of the shared mapping
%help "type" Kind
%help "static" "network" IPV4 IPV4 IPV4 Mask of both networks
%help "static" "network" IPV4 IPV4 WORD Length of both prefixes: /24
%nterm <uint8_t> nat_length nat_static_option nat_dynamic_option
%nterm <uint16_t> static_tcp_port static_udp_port
%%
global: "ip" "nat" "inside" "source" "static" static_entry static_options
          { static_end(cx, NAT_INSIDE_SOURCE); }
      | "ip" "nat" "outside" "source" "static" static_entry static_options
          { static_end(cx, NAT_OUTSIDE_SOURCE); }
      | "ip" "nat" "source" "static" static_entry static_options
          { static_end(cx, NAT_NVI_SOURCE); }
      | "ip" "nat" "inside" "source" nat_match nat_exit dynamic_options
          { dynamic_end(cx, NAT_INSIDE_SOURCE); }
      | "ip" "nat" "outside" "source" nat_match nat_pool_exit dynamic_options
          { dynamic_end(cx, NAT_OUTSIDE_SOURCE); }
      | "ip" "nat" "source" nat_match nat_exit dynamic_options
          { dynamic_end(cx, NAT_NVI_SOURCE); }
      | "ip" "nat" "inside" "destination" nat_list nat_pool_exit dynamic_options
          { dynamic_end(cx, NAT_INSIDE_DESTINATION); }
      ;

/* The global address, or the interface that lends its own. */
static_entry: IPV4[local] static_global { static_local(cx, $local, NAT_PROTO_ANY, 0); }
            | "tcp" IPV4[local] static_tcp_port[port] static_tcp_global
                { static_local(cx, $local, 6, $port); }
            | "udp" IPV4[local] static_udp_port[port] static_udp_global
                { static_local(cx, $local, 17, $port); }
            | "esp" IPV4[local] static_global { static_local(cx, $local, NAT_PROTO_ESP, 0); }
            | "network" IPV4[local] static_network_global[global] nat_length[len]
                { static_local(cx, $local, NAT_PROTO_ANY, 0);
                  CHECK(static_network(cx, @local, @global, $len)); }
            ;
static_network_global: IPV4 { static_new(cx, $IPV4, (struct name){0}, @$); };
nat_length: mask
          | name { CHECK(slash_length(cx, $name, &$$)); }
          ;
static_global: IPV4 { static_new(cx, $IPV4, (struct name){0}, @$); }
             | "interface" interface_name[interface]
                 { static_new(cx, 0, $interface, @interface); }
             ;
static_tcp_global: static_global static_tcp_port[port] { cx->nat_static.global_port = $port; };
static_udp_global: static_global static_udp_port[port] { cx->nat_static.global_port = $port; };
static_tcp_port: tcp_port { CHECK(number_in(cx, @1, $1, 1, UINT16_MAX)); $$ = $1; };
static_udp_port: udp_port { CHECK(number_in(cx, @1, $1, 1, UINT16_MAX)); $$ = $1; };

static_options: %empty
              | static_options nat_static_option[option]
                  { cx->nat_static.options |= 1u << $option; }
              | static_options "vrf" name { cx->nat_static.vrf = $name.s; }
              | static_options "route-map" name { cx->nat_static.route_map.name = $name; }
              | static_options "redundancy" name { nat_extra(cx)->redundancy = $name.s; }
              | static_options "mapping-id" NUMBER { nat_extra(cx)->mapping_id = $NUMBER; }
              | static_options "track" NUMBER
                  { CHECK(number_in(cx, @2, $NUMBER, 1, 1000));
                    nat_extra(cx)->track = $NUMBER;
                    nat_extra(cx)->track_at = @2; }
              | static_options "egress-interface" interface_name
                  { nat_extra(cx)->egress.name = $interface_name; }
              ;
nat_static_option: "extendable"   { $$ = NAT_OPTION_EXTENDABLE; }
                 | "no-alias"     { $$ = NAT_OPTION_NO_ALIAS; }
                 | "no-payload"   { $$ = NAT_OPTION_NO_PAYLOAD; }
                 | "match-in-vrf" { $$ = NAT_OPTION_MATCH_IN_VRF; }
                 | "reversible"   { $$ = NAT_OPTION_REVERSIBLE; }
                 | "stateless"    { $$ = NAT_OPTION_STATELESS; }
                 | "forced"       { $$ = NAT_OPTION_FORCED; }
                 | "add-route"    { $$ = NAT_OPTION_ADD_ROUTE; }
                 ;

nat_list: "list" name { dynamic_new(cx)->acl.name = $name; };
nat_match: nat_list
         | "route-map" name { dynamic_new(cx)->route_map.name = $name; }
         ;
nat_exit: "interface" interface_name { cx->nat_dynamic.interface.name = $interface_name; }
        | nat_pool_exit
        ;
nat_pool_exit: "pool" name { cx->nat_dynamic.pool.name = $name; };
dynamic_options: %empty
               | dynamic_options nat_dynamic_option[option]
                   { cx->nat_dynamic.options |= 1u << $option; }
               | dynamic_options "vrf" name { cx->nat_dynamic.vrf = $name.s; }
               | dynamic_options "redundancy" name { nat_extra(cx)->redundancy = $name.s; }
               | dynamic_options "mapping-id" NUMBER { nat_extra(cx)->mapping_id = $NUMBER; }
               | dynamic_options "portmap" name { nat_extra(cx)->portmap = $name.s; }
               | dynamic_options "egress-interface" interface_name
                   { nat_extra(cx)->egress.name = $interface_name; }
               ;
nat_dynamic_option: "overload"     { $$ = NAT_OPTION_OVERLOAD; }
                  | "extended"     { $$ = NAT_OPTION_EXTENDED; }
                  | "oer"          { $$ = NAT_OPTION_OER; }
                  | "match-in-vrf" { $$ = NAT_OPTION_MATCH_IN_VRF; }
                  | "reversible"   { $$ = NAT_OPTION_REVERSIBLE; }
                  | "no-payload"   { $$ = NAT_OPTION_NO_PAYLOAD; }
                  | "forced"       { $$ = NAT_OPTION_FORCED; }
                  | "add-route"    { $$ = NAT_OPTION_ADD_ROUTE; }
                  ;
%%
static void static_new(struct ios_reader *cx, uint32_t global, struct name interface,
		       struct span at)
{
	cx->nat_static = (struct nat_static){.global = global, .global_at = at, .len = 32};
	cx->nat_static.interface.name = interface;
	cx->nat_extra = NULL;
}

static struct nat_dynamic *dynamic_new(struct ios_reader *cx)
{
	cx->nat_dynamic = (struct nat_dynamic){0};
	cx->nat_extra = NULL;
	return &cx->nat_dynamic;
}

static void static_local(struct ios_reader *cx, uint32_t local, uint8_t proto, uint16_t port)
{
	cx->nat_static.proto = proto;
	cx->nat_static.local = local;
	cx->nat_static.local_port = port;
}

static bool static_network(struct ios_reader *cx, struct span local, struct span global,
			   uint8_t len)
{
	struct nat_static *entry = &cx->nat_static;

	entry->len = len;
	return net_has_no_host_bits(cx, local, (struct ip_net){ entry->local, len }) &&
	       net_has_no_host_bits(cx, global, (struct ip_net){ entry->global, len });
}

/* "/24" */
static bool slash_length(struct ios_reader *cx, struct name name, uint8_t *len)
{
	char *end;
	unsigned long n = name.s[0] == '/' ? strtoul(name.s + 1, &end, 10) : 0;

	*len = (uint8_t)n;
	if (n < 1 || n > 32 || *end || !isdigit((unsigned char)name.s[1]))
		return fault(cx, name.at, "'%s' is neither a mask nor a length like /24", name.s);
	return true;
}

/* The line's options with arguments; made when the first one comes. */
static struct nat_extra *nat_extra(struct ios_reader *cx)
{
	if (!cx->nat_extra)
		cx->nat_extra = arena_new_object(cx->router->arena, struct nat_extra);
	return cx->nat_extra;
}

/* Options that change what a rule means and that the gateway cannot do leave it out as a whole. */
static bool rule_is_lost(struct ios_reader *cx, enum nat_kind kind, const char *vrf,
			 uint32_t options)
{
	bool turned = vrf && kind != NAT_INSIDE_SOURCE;
	bool lost = !vrf && options & NAT_OPTION(MATCH_IN_VRF);

	if (turned)
		line_not_translated(cx, cx->line,
				    "translation in a VRF from outside, or of destinations,");
	if (lost)
		line_not_translated(cx, cx->line, "translation within a VRF that is not named");
	return turned || lost;
}

/* What comes in is translated before it is known where it leaves. */
static bool egress_is_lost(struct ios_reader *cx, enum nat_kind kind, const struct nat_extra *extra)
{
	if (!extra || !extra->egress.name.s ||
	    (kind != NAT_OUTSIDE_SOURCE && kind != NAT_INSIDE_DESTINATION))
		return false;
	line_not_translated(cx, cx->line, "translation from outside by the interface it leaves by");
	return true;
}

/* Those that only add to it do not. A group alone is one of HSRP (lower_fhrp.c). */
static void tell_parts(struct ios_reader *cx, const struct nat_extra *extra, bool alone)
{
	if (extra && extra->redundancy && !alone)
		line_not_translated(cx, cx->line, "sharing translations with another router");
	if (extra && extra->portmap)
		line_not_translated(cx, cx->line, "a port map");
}

static void static_end(struct ios_reader *cx, enum nat_kind kind)
{
	struct nat_static *entry = &cx->nat_static;

	entry->at = cx->line;
	entry->kind = (uint8_t)kind;
	entry->extra = cx->nat_extra;
	entry->untranslated = rule_is_lost(cx, kind, entry->vrf, entry->options) ||
			      egress_is_lost(cx, kind, entry->extra);
	tell_parts(cx, entry->extra, static_group(entry));
	nat_static(cx->router, cx->no, entry);
}

static void dynamic_end(struct ios_reader *cx, enum nat_kind kind)
{
	struct nat_dynamic *rule = &cx->nat_dynamic;

	rule->at = cx->line;
	rule->kind = (uint8_t)kind;
	rule->extra = cx->nat_extra;
	rule->untranslated = rule_is_lost(cx, kind, rule->vrf, rule->options) ||
			     egress_is_lost(cx, kind, rule->extra);
	tell_parts(cx, rule->extra, false);
	/* hosts that share an address cannot be told apart from outside */
	if ((rule->options & NAT_OPTION(REVERSIBLE)) &&
	    (rule->options & NAT_OPTION(OVERLOAD) || !rule->pool.name.s))
		line_not_translated(cx, cx->line, "the use of dynamic translations from outside");
	nat_dynamic(cx->router, cx->no, rule);
}
