/*
 * Tunnels. ios-semantics.md 1.1. One between two ends that are given, of GRE or IP in IP, is made on
 * the gateway; any other is understood and not translated.
 */
%nterm <uint8_t> tunnel_mode tunnel_byte tunnel_ttl
%help INTERFACE: "tunnel" Tunnels
%help "tunnel" "source" Where its packets come from
%help "tunnel" "destination" Where its packets go to
%help "tunnel" "mode" Kind of tunnel
%help "mode" "gre" GRE
%help "gre" "ip" Over IPv4
%help "gre" "multipoint" To many
%help "gre" "ipv6" Over IPv6
%help "mode" "ipip" IP in IP
%help "mode" "ipsec" IPsec
%help "ipsec" "ipv4" Over IPv4
%help "ipsec" "ipv6" Over IPv6
%help "mode" "ipv6ip" IPv6 in IPv4
%help "mode" "ipv6" Over IPv6
%help "tunnel" "key" Key of GRE
%help "tunnel" "checksum" Checksums of GRE
%help "tunnel" "sequence-datagrams" Drop what is out of order
%help "tunnel" "bandwidth" Bandwidth
%help "tunnel" "path-mtu-discovery" Find the greatest packet
%help "tunnel" "protection" Encrypt
%help "protection" "ipsec" By IPsec
%help "ipsec" "profile" Profile
%help "tunnel" "tos" Type of service of its packets
%help "tunnel" "ttl" Time to live of its packets
%help "tunnel" "vrf" VRF of its packets
%help "tunnel" "dscp" DSCP of its packets
%help "tunnel" "route-via" Interface to leave by
%help "tunnel" "flow" Count flows
%help "tunnel" "mpls" MPLS
%help "keepalive" "icmp" By pings
%help INTERFACE: "tunnel" "endpoint" End points
%help INTERFACE: "tunnel" "flow" Flows
%help INTERFACE: "tunnel" "destination" "dynamic" As it is found
%help INTERFACE: "tunnel" "source" "dynamic" As it is found
%help INTERFACE: "tunnel" "endpoint" "service" Service
%help "rbscp" For satellites
%help "bandwidth" "transmit" To send
%help "egress-records" Record what goes out
%help "cayman" AppleTalk over IP
%help "dvmrp" Distance vector multicast
%help "eon" CLNS over IP
%help "iptalk" AppleTalk over IP
%help "mode" "nos" KA9Q NOS
%help "mode" "udp" Over UDP
%help "decapsulate-any" Take from anyone
%help "dual-overlay" IPv4 and IPv6
%help "v6-overlay" IPv6 in IPv4
%help "auto-tunnel" As the address says (6to4)
%help "isatap" Within a site
%help "autoroute" Routes into the tunnel
%help "path-option" Path
%help "record-route" Record the way
%help "autoroute" "announce" Announce it
%help "path-option" NUMBER "dynamic" As computed
%help "min-mtu" Smallest MTU
%help "ipsec" "policy" Policy
%help "profile" WORD "shared" Several tunnels of one source
%help "ack_split" Acknowledgements for one
%help "mandatory" Only there
%help "preferred" There if it can
%help "explicit" As given
%help "shared" Shared
%help "endpoint" End point
%help "fast-reroute" Backup paths
%help "auto-bw" Automatic bandwidth
%help "age-timer" Minutes until it is tried again
%help "announce" Announce
%help "list" List
%help "mpls" "traffic-eng" "priority" Priority of setup and hold
%help "autoroute" "destination" Route to the destination
%help "distance" Administrative distance
%help "source-port" Source port
%help "vxlan-gpe" VXLAN with any protocol inside
%help "sdwan" SD-WAN
%help "relative" Added to what the routing knows
%help "exp-default" All other experimental bits
%help "load-share" Share among tunnels
%help "affinity" Links that may be used
%%
interface_command: "tunnel" tunnel
                 | "tunnel" other_tunnel { line_not_translated(cx, cx->line, "this of a tunnel"); }
                 | "tunnel" other_only_no { line_no_effect(cx); }
                 | "keepalive" "icmp" { line_not_translated(cx, @$, "a tunnel's keepalive"); }
                 ;
tunnel: "source" interface_name         { set_tunnel_source(cx, $interface_name, false, 0); }
      | "source" IPV4                   { set_tunnel_source(cx, nothing, true, $IPV4); }
      | "source" only_no                { set_tunnel_source(cx, nothing, false, 0); }
      | "destination" IPV4              { set_tunnel_destination(cx, true, $IPV4); }
      | "destination" only_no           { set_tunnel_destination(cx, false, 0); }
      | "source" "dynamic"              { set_found_source(cx, @$); }
      | "destination" found             { set_found_destination(cx, @$); }
      | "mode" tunnel_mode              { set_tunnel_mode(cx, $tunnel_mode); }
      | "mode" other_tunnel_mode        { set_other_mode(cx, @$); }
      | "mode" only_no                  { set_tunnel_mode(cx, TUNNEL_GRE); }
      | "key" NUMBER                    { set_tunnel_key(cx, $NUMBER); }
      | "key" only_no                   { set_tunnel_key(cx, 0); }
      | "checksum"                      { tunnel_of(cx)->checksum = !cx->no; }
      | "sequence-datagrams"            { tunnel_of(cx)->sequence = !cx->no; }
      | "path-mtu-discovery"            { tunnel_of(cx)->path_mtu = !cx->no; }
      | "path-mtu-discovery" tunnel_pmtud { tunnel_of(cx)->path_mtu = !cx->no; }
      | "tos" tunnel_byte[tos]          { set_tunnel_tos(cx, $tos); }
      | "tos" only_no                   { set_tunnel_tos(cx, 0); }
      | "ttl" tunnel_ttl[ttl]           { tunnel_of(cx)->ttl = cx->no ? 0 : $ttl; }
      | "ttl" only_no                   { tunnel_of(cx)->ttl = 0; }
      | "vrf" name                      { set_tunnel_vrf(cx, $name); }
      | "vrf" only_no                   { set_tunnel_vrf(cx, nothing); }
      | "protection" "ipsec" "profile" name tunnel_protection { set_protection(cx, @$); }
      | "protection" "ipsec" "policy" tunnel_family name { set_protection(cx, @$); }
      | "protection" "ipsec" only_no    { set_protection(cx, @$); }
      ;
found: "dynamic" | name | "access-list" NUMBER | "list" "mpls" "traffic-eng" "name" name;
tunnel_byte: NUMBER { CHECK(number_in(cx, @1, $1, 0, UINT8_MAX)); $$ = (uint8_t)$1; };
tunnel_ttl: NUMBER { CHECK(number_in(cx, @1, $1, 1, UINT8_MAX)); $$ = (uint8_t)$1; };
other_tunnel: "bandwidth" tunnel_direction NUMBER
            | "flow" "egress-records"
            | "route-via" interface_name tunnel_via
            | "dscp" NUMBER
            | "rbscp" "ack_split" NUMBER
            | "endpoint" "service" "address" IPV4
            | "mpls" "traffic-eng" tunnel_te
            | "vxlan" "vni" NUMBER
            | "vxlan" "source-port" NUMBER
            ;
other_only_no: "route-via" only_no | "dscp" only_no;
tunnel_mode: "gre" "ip" { $$ = TUNNEL_GRE; }
           | "ipip"     { $$ = TUNNEL_IPIP; }
           | "ipv6ip"   { $$ = TUNNEL_IPV6IP; }
           ;
other_tunnel_mode: "gre" "multipoint"
                 | "gre" "ipv6"
                 | "gre" "multipoint" "ipv6"
                 | "ipip" "decapsulate-any"
                 | "ipsec" "ipv4"
                 | "ipsec" "ipv4" "v6-overlay"
                 | "ipsec" "ipv6"
                 | "ipsec" "dual-overlay"
                 | "ipv6ip" "6to4"
                 | "ipv6ip" "6rd"
                 | "ipv6ip" "auto-tunnel"
                 | "ipv6ip" "isatap"
                 | "ipv6"
                 | "ipv6" "ipv6"
                 | "mpls" "traffic-eng"
                 | "cayman"
                 | "dvmrp"
                 | "eon"
                 | "iptalk"
                 | "nos"
                 | "rbscp"
                 | "udp" "ip"
                 | "sdwan"
                 | "vxlan" "ipv4"
                 | "vxlan" "ipv6"
                 | "vxlan-gpe" "ipv4"
                 | "vxlan-gpe" "ipv6"
                 ;
tunnel_direction: "receive" | "transmit";
tunnel_family: "ipv4" | "ipv6";
tunnel_pmtud: "age-timer" NUMBER | "age-timer" "infinite" | "min-mtu" NUMBER;
tunnel_protection: %empty | tunnel_protection "shared" | tunnel_protection "isakmp-profile" name;
tunnel_via: "mandatory" | "preferred";
tunnel_te: "autoroute" "announce"
         | "autoroute" "destination"
         | "autoroute" "metric" NUMBER
         | "autoroute" "metric" "absolute" NUMBER
         | "autoroute" "metric" "relative" name
         | "exp" numbers
         | "exp-default"
         | "load-share" NUMBER
         | "affinity" name "mask" name
         | "priority" NUMBER
         | "priority" NUMBER NUMBER
         | "bandwidth" NUMBER
         | "path-option" NUMBER "dynamic"
         | "path-option" NUMBER "explicit" "name" name
         | "fast-reroute"
         | "record-route"
         ;
%%
/* The tunnel of the interface; a statement of one makes it. */
static struct tunnel *tunnel_of(struct ios_reader *cx)
{
	struct interface *interface = cx->interface;

	if (!interface->tunnel)
		interface->tunnel = arena_new_object(cx->router->arena, struct tunnel);
	return interface->tunnel;
}

static void set_tunnel_source(struct ios_reader *cx, struct name interface, bool given, uint32_t addr)
{
	struct tunnel *tunnel = tunnel_of(cx);

	tunnel->source.name = cx->no ? nothing : interface;
	tunnel->has_source_addr = given && !cx->no;
	tunnel->source_addr = tunnel->has_source_addr ? addr : 0;
	tunnel->found_source = NULL;
}

static void set_tunnel_destination(struct ios_reader *cx, bool given, uint32_t addr)
{
	struct tunnel *tunnel = tunnel_of(cx);

	tunnel->has_destination = given && !cx->no;
	tunnel->destination = tunnel->has_destination ? addr : 0;
	tunnel->found_destination = NULL;
}

/* What a statement that is not translated says behind `tunnel`, to be kept and printed. */
static const char *kept(struct ios_reader *cx, struct span at, const char *feature)
{
	if (cx->no)
		return NULL;
	line_not_translated(cx, cx->line, feature);
	return router_words(cx->router, at);
}

static void set_found_source(struct ios_reader *cx, struct span at)
{
	set_tunnel_source(cx, nothing, false, 0);
	tunnel_of(cx)->found_source = kept(cx, at, "a tunnel whose ends are to be found");
}

static void set_found_destination(struct ios_reader *cx, struct span at)
{
	set_tunnel_destination(cx, false, 0);
	tunnel_of(cx)->found_destination = kept(cx, at, "a tunnel whose ends are to be found");
}

static void set_tunnel_mode(struct ios_reader *cx, uint8_t mode)
{
	tunnel_of(cx)->mode = cx->no ? TUNNEL_GRE : mode;
	tunnel_of(cx)->other_mode = NULL;
}

static void set_other_mode(struct ios_reader *cx, struct span at)
{
	set_tunnel_mode(cx, TUNNEL_OTHER);
	tunnel_of(cx)->other_mode = kept(cx, at, "a tunnel of this mode");
}

static void set_protection(struct ios_reader *cx, struct span at)
{
	tunnel_of(cx)->protection = kept(cx, at, "a tunnel under IPsec");
}

static void set_tunnel_key(struct ios_reader *cx, uint32_t key)
{
	struct tunnel *tunnel = tunnel_of(cx);

	tunnel->has_key = !cx->no;
	tunnel->key = cx->no ? 0 : key;
}

static void set_tunnel_tos(struct ios_reader *cx, uint8_t tos)
{
	struct tunnel *tunnel = tunnel_of(cx);

	tunnel->has_tos = !cx->no;
	tunnel->tos = cx->no ? 0 : tos;
}

static void set_tunnel_vrf(struct ios_reader *cx, struct name vrf)
{
	tunnel_of(cx)->vrf = cx->no ? nothing : vrf;
	if (!cx->no)
		line_not_translated(cx, cx->line, "a tunnel through a VRF");
}
