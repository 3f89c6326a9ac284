/* `interface NAME`, who it is and what addresses it has. ios-semantics.md 1.1. */
%mode INTERFACE "interface" "config-if"
%help GLOBAL: "interface" An interface, and what stands under it
%help "interface" Interface
%help INTERFACE: "description" What the interface is for
%help INTERFACE: "description" LINE Up to the end of the line
%help INTERFACE: "shutdown" Take the interface out of service
%help INTERFACE: "ip" IPv4 of this interface
%help INTERFACE: "ip" "address" The interface's own address
%help INTERFACE: "ip" "address" IPV4 The interface's own address
%help INTERFACE: "ip" "address" IPV4 IPV4 Mask of its network
%help INTERFACE: "ip" ... "secondary" One more address
%help "secondary" One more
%help INTERFACE: "ip" "address" "dhcp" Ask a DHCP server
%help INTERFACE: "ip" "address" "negotiated" As PPP negotiates it
%help INTERFACE: "ip" "nat" Which side of translation this is
%help INTERFACE: "ip" "nat" "inside" Hosts here have local addresses
%help INTERFACE: "ip" "nat" "outside" Hosts here see global addresses
%help INTERFACE: "ip" "policy" Route by a policy what comes in
%help INTERFACE: "ip" "policy" "route-map" The policy
%help INTERFACE: "ip" "access-group" Filter packets
%help INTERFACE: "ip" "access-group" WORD Access list
%help INTERFACE: ... "in" What comes in
%help INTERFACE: ... "out" What goes out
%help INTERFACE: "ip" "dns" Which DNS views answer here
%help INTERFACE: ... "view-group" A view-list
%help INTERFACE: "vrf" A routing table of its own
%help INTERFACE: ... "forwarding" The VRF of this interface
%help "interface" IFNAME Type and number, as GigabitEthernet0/1
%help GLOBAL: "interface" "range" Several interfaces at once
%help IFNAME "point-to-point" One neighbour
%help IFNAME "multipoint" Several neighbours
%help "l2transport" Carry layer 2
%help INTERFACE: ... "default" Set a command to its defaults
%help INTERFACE: "ip" "unnumbered" The address of another interface
%help "unnumbered" IFNAME The other interface
%help INTERFACE: "ip" "nat" "enable" Translate between all such interfaces
%help INTERFACE: "ip" "nat" "stick" Keep a translation on the exit that it was made for
%help INTERFACE: "ip" "nat" "allow-static-host" Let hosts keep an address from elsewhere
%help INTERFACE: ... "dns" "view-group" View-list of clients on this interface
%help INTERFACE: ... "dns" "view-group" WORD Name of the view-list
%help INTERFACE: "ip" "vrf" The VRF of this interface
%help INTERFACE: "ip" "vrf" "forwarding" The VRF of this interface
%help INTERFACE: "ip" "vrf" "downstream" VRF of what comes down
%help "forwarding" WORD Name of the VRF
%help INTERFACE: "ip" "policy" "route-map" WORD Name of the route-map
%help INTERFACE: "ip" "address" "pool" As a DHCP pool of this router says
%help INTERFACE: "ip" "address" "slarp" Ask the neighbour
%help INTERFACE: "ip" "access-group" NUMBER Number of an access list
%help INTERFACE: "ip" "access-group" WORD "in" What comes in
%help INTERFACE: "ip" "access-group" WORD "out" What goes out
%help INTERFACE: "ipv6" IPv6 of this interface
%help INTERFACE: "redundancy" Group of redundant routers
%help INTERFACE: "vrf" "forwarding" The VRF of this interface
%help INTERFACE: "ip" "address" "previous" As before
%help IFNAME "poll" Ask again and again
%help "pool" WORD "poll" Ask again and again
%help "slarp" "retry" How often
%help INTERFACE: "ip" "address" "virtual" An address of a virtual interface
%help INTERFACE: "ip" "address" PREFIX The interface's own address and the length of its prefix
%help "type" "ppp" PPP
%help "," Another one
%help "-" Up to this one
%help "negotiated" "previous" As it was before
%help "downstream" VRF of what comes down
%help "serial" Serial line
%help "atm" ATM
%help "previous" As before
%help "type" "tunnel" Tunnel
%help "tunnel" A tunnel
%help "network" PREFIX "secondary" One more network
%help "private-vlan" "trunk" "secondary" Of secondary VLANs
%help "switchport" "trunk" "native" "vlan" "tag" Tag it, too
%nterm <bool> direction vrf_forwarding
%nterm <struct ip_net> host_mask
%nterm <struct dhcp_client *> dhcp_options
%nterm <struct name> dhcp_identity
%%
global: "interface" interface_name interface_kind { open_interface(cx, $interface_name); }
      | "interface" "range" no_range whole_range { open_range(cx); }
      ;
interface_kind: %empty | "point-to-point" | "multipoint" | "l2transport"
              | "type" virtual_type
              ;
virtual_type: "tunnel" | "vlan" | "ethernet" | "serial" | "atm" | "ppp";
no_range: %empty { cx->range_names.len = 0; cx->range_kind = NULL; };
whole_range: interface_ranges { CHECK(range_ends(cx, @1)); };
interface_ranges: interface_range
                | interface_ranges "," interface_range
                | interface_ranges interface_range
                ;
interface_range: interface_name { CHECK(range_add(cx, @1, $1.s, $1.s)); }
               | interface_name[from] "-" NUMBER[to]
                   { CHECK(range_add(cx, @$, $from.s, number_text(cx, $to))); }
               | interface_name[from] "-" interface_name[to]
                   { CHECK(range_add(cx, @$, $from.s, $to.s)); }
               | name { CHECK(range_glued(cx, @1, $1.s)); }
               ;

line: IN_INTERFACE no interface_command;

interface_command:
    "description" LINE { cx->interface->description = cx->no ? NULL : $LINE; }
  | "description" only_no { cx->interface->description = NULL; }
  | "shutdown" { cx->interface->shutdown = !cx->no; }
  | "ip" "address" host_mask { set_address(cx, $host_mask, @host_mask, false); }
  | "ip" "address" host_mask "secondary" { set_address(cx, $host_mask, @host_mask, true); }
  | "ip" "address" "dhcp" dhcp_options[options] { set_dhcp(cx, $options, @3); }
  | "ip" "address" "negotiated" { set_mode(cx, ADDRESS_NEGOTIATED, @3); }
  | "ip" "address" "negotiated" "previous" { set_mode(cx, ADDRESS_NEGOTIATED, @3); }
  | "ip" "address" other_address { line_not_translated(cx, @$, "an address from elsewhere"); }
  | "ip" "address" only_no { remove_addresses(cx); }
  | "ip" "unnumbered" interface_name { set_unnumbered(cx, $interface_name); }
  | "ip" "unnumbered" interface_name "poll" { set_unnumbered(cx, $interface_name); }
  | "ip" "unnumbered" only_no { set_unnumbered(cx, nothing); }
  | "ip" "nat" "inside" { set_nat(cx, NAT_INSIDE); }
  | "ip" "nat" "outside" { set_nat(cx, NAT_OUTSIDE); }
  | "ip" "nat" "enable" { set_nat(cx, NAT_ENABLED); }
  | "ip" "nat" "stick" { line_not_translated(cx, @$, "translations that stay with an exit"); }
  | "ip" "nat" "allow-static-host"
      { line_not_translated(cx, @$, "hosts with addresses of elsewhere"); }
  | "ip" "policy" "route-map" name { set_policy(cx, given(cx, $name)); }
  | "ip" "policy" "route-map" only_no { cx->interface->policy.name = nothing; }
  | "ip" "access-group" name direction { set_access(cx, given(cx, $name), $direction); }
  | "ip" "access-group" direction only_no { set_access(cx, nothing, $direction); }
  | "ip" "dns" "view-group" name { set_view_group(cx, given(cx, $name)); }
  | "ip" "dns" "view-group" only_no { cx->interface->view_group.name = nothing; }
  | vrf_forwarding[both] name { set_vrf(cx, $name, $both); }
  | vrf_forwarding name "downstream" name { line_not_translated(cx, @$, "half-duplex VRFs"); }
  | vrf_forwarding[both] only_no { set_vrf(cx, nothing, $both); }
  ;
vrf_forwarding: "vrf" "forwarding" { $$ = true; } | "ip" "vrf" "forwarding" { $$ = false; };
host_mask: address_mask { CHECK(net_has_host(cx, @1, $1)); $$ = $1; };
direction: "in" { $$ = true; } | "out" { $$ = false; };
dhcp_options:
    %empty { $$ = KEPT(struct dhcp_client, {0}); }
  | dhcp_options[o] "client-id" dhcp_identity
      { $$ = $o;
        $$->address_client_id = (struct dhcp_identity){DHCP_ID_INTERFACE, $dhcp_identity.s, @$}; }
  | dhcp_options[o] "hostname" name { $$ = $o; $$->address_hostname = $name.s; }
  ;
dhcp_identity: interface_name;
other_address: "pool" name | "slarp" | "slarp" "retry" NUMBER | "virtual" address_mask;
%%
static const struct name nothing;

/* The name, unless the line takes it away. */
static struct name given(const struct ios_reader *cx, struct name name)
{
	return cx->no ? nothing : name;
}

static void open_interface(struct ios_reader *cx, struct name name)
{
	cx->range.len = 0;
	if (cx->no) {
		interface_remove(cx->router, name);
		return;
	}
	cx->interface = interface_open(cx->router, name);
	enter(cx, MODE_INTERFACE);
}

/* The lines that follow are read once for each of them. */
static void open_range(struct ios_reader *cx)
{
	cx->range.len = 0;
	VEC_FOREACH (name, &cx->range_names) {
		if (cx->no)
			interface_remove(cx->router, *name);
		else
			vec_push(cx->router->arena, &cx->range, interface_open(cx->router, *name));
	}
	if (cx->no)
		return;
	cx->interface = cx->range.at[0];
	enter(cx, MODE_INTERFACE);
}

static void set_address(struct ios_reader *cx, struct ip_net net, struct span at, bool secondary)
{
	if (!cx->no)
		cx->interface->mode = ADDRESS_STATIC;
	interface_address(cx->router, cx->interface, cx->no,
			  (struct interface_address){ net.addr, net.len, secondary, at });
}

static void remove_addresses(struct ios_reader *cx)
{
	cx->interface->mode = ADDRESS_STATIC;
	interface_address(cx->router, cx->interface, true, (struct interface_address){ 0 });
}

/* An address of another kind takes the place of the static ones. */
static void set_mode(struct ios_reader *cx, enum address_mode mode, struct span at)
{
	if (!cx->no) {
		remove_addresses(cx);
		cx->interface->mode = mode;
		cx->interface->mode_at = at;
	} else if (cx->interface->mode == mode) {
		cx->interface->mode = ADDRESS_STATIC;
	}
}

static void set_dhcp(struct ios_reader *cx, const struct dhcp_client *options, struct span at)
{
	struct dhcp_client *client = &cx->interface->dhcp;

	set_mode(cx, ADDRESS_DHCP, at);
	client->address_client_id = cx->no ? no_identity : options->address_client_id;
	client->address_hostname = cx->no ? NULL : options->address_hostname;
}

static void set_unnumbered(struct ios_reader *cx, struct name lender)
{
	if (!cx->no)
		remove_addresses(cx);
	cx->interface->unnumbered.name = given(cx, lender);
}

static void set_nat(struct ios_reader *cx, enum nat_side side)
{
	if (!cx->no) {
		cx->interface->nat = side;
		cx->interface->nat_at = cx->line;
	} else if (cx->interface->nat == side) {
		cx->interface->nat = NAT_NONE;
	}
}

static void set_policy(struct ios_reader *cx, struct name map)
{
	cx->interface->policy.name = map;
}

static void set_view_group(struct ios_reader *cx, struct name list)
{
	cx->interface->view_group.name = list;
}

static void set_access(struct ios_reader *cx, struct name name, bool in)
{
	if (in)
		cx->interface->access_in.name = name;
	else
		cx->interface->access_out.name = name;
}

/* Moving an interface to another VRF takes its addresses away, those of IPv6 only where the VRF is
 * one of BOTH families. */
static void set_vrf(struct ios_reader *cx, struct name vrf, bool both)
{
	struct interface *interface = cx->interface;
	bool lost = interface->addresses.len || (both && interface->six.addresses.len);

	vrf = given(cx, vrf);
	if (vrf.s == interface->vrf.s)
		return;
	if (lost && vrf.s)
		diag_at(cx->router->diags, DIAG_REDEFINED, vrf.at,
			"this takes the addresses of '%s' away: say them after it",
			interface->name);
	remove_addresses(cx);
	if (both)
		interface_no_addresses6(interface);
	interface->vrf = vrf;
}
