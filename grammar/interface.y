/* `interface NAME` and what stands under it. ios-semantics.md 1.1. */
%mode INTERFACE "interface" "config-if"
%nterm <bool> direction
%nterm <struct ip_net> host_mask
%%
global: "interface" interface_name interface_kind { open_interface(cx, $interface_name); }
      ;
interface_kind: %empty | "point-to-point" | "multipoint";

line: IN_INTERFACE no interface_command;

interface_command:
    "description" LINE { cx->interface->description = cx->no ? NULL : $LINE; }
  | "description" only_no { cx->interface->description = NULL; }
  | "shutdown" { cx->interface->shutdown = !cx->no; }
  | "ip" "address" host_mask { set_address(cx, $host_mask, @host_mask, false); }
  | "ip" "address" host_mask "secondary" { set_address(cx, $host_mask, @host_mask, true); }
  | "ip" "address" "dhcp" dhcp_options { set_mode(cx, ADDRESS_DHCP, @3); }
  | "ip" "address" "negotiated" { set_mode(cx, ADDRESS_NEGOTIATED, @3); }
  | "ip" "address" only_no { remove_addresses(cx); }
  | "ip" "nat" "inside" { set_nat(cx, NAT_INSIDE); }
  | "ip" "nat" "outside" { set_nat(cx, NAT_OUTSIDE); }
  | "ip" "nat" "enable" { set_nat(cx, NAT_ENABLED); }
  | "ip" "nat" "allow-static-host"
      { line_not_translated(cx, @$, "hosts with addresses of elsewhere"); }
  | "ip" "policy" "route-map" name { cx->interface->policy.name = given(cx, $name); }
  | "ip" "policy" "route-map" only_no { cx->interface->policy.name = nothing; }
  | "ip" "access-group" name direction { set_access(cx, given(cx, $name), $direction); }
  | "ip" "access-group" direction only_no { set_access(cx, nothing, $direction); }
  | "ip" "dns" "view-group" name { cx->interface->view_group.name = given(cx, $name); }
  | "ip" "dns" "view-group" only_no { cx->interface->view_group.name = nothing; }
  | vrf_forwarding name { set_vrf(cx, $name.s, @$); }
  | vrf_forwarding only_no { set_vrf(cx, NULL, @$); }
  ;
vrf_forwarding: "vrf" "forwarding" | "ip" "vrf" "forwarding";
host_mask: address_mask { CHECK(net_has_host(cx, @1, $1)); $$ = $1; };
direction: "in" { $$ = true; } | "out" { $$ = false; };
dhcp_options: %empty
            | dhcp_options "client-id" IFNAME
            | dhcp_options "hostname" name
            ;
%%
static const struct name nothing;

/* The name, unless the line takes it away. */
static struct name given(const struct ios_reader *cx, struct name name)
{
	return cx->no ? nothing : name;
}

static void open_interface(struct ios_reader *cx, struct name name)
{
	if (cx->no) {
		interface_remove(cx->router, name);
		return;
	}
	cx->interface = interface_open(cx->router, name);
	enter(cx, MODE_INTERFACE);
}

/* In a VRF, which is not translated, addresses have no meaning here; the VRF's line warns. */
static void class_in_vrf(struct ios_reader *cx)
{
	if (cx->interface->vrf)
		line_class(cx, LINE_NOT_TRANSLATED);
}

static void set_address(struct ios_reader *cx, struct ip_net net, struct span at, bool secondary)
{
	if (!cx->no)
		cx->interface->mode = ADDRESS_STATIC;
	interface_address(cx->router, cx->interface, cx->no,
			  (struct interface_address){ net.addr, net.len, secondary, at });
	class_in_vrf(cx);
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
	class_in_vrf(cx);
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

static void set_access(struct ios_reader *cx, struct name name, bool in)
{
	if (in)
		cx->interface->access_in.name = name;
	else
		cx->interface->access_out.name = name;
}

/* Moving an interface to another VRF takes its addresses away. */
static void set_vrf(struct ios_reader *cx, const char *vrf, struct span at)
{
	remove_addresses(cx);
	cx->interface->vrf = cx->no ? NULL : vrf;
	if (!cx->no)
		line_not_translated(cx, at, "an interface in a VRF");
}
