/* Translation of IPv6 prefixes. ios-semantics.md 1.13. */
%help "nat66" Translate prefixes of IPv6
%help INTERFACE: "nat66" Which side of prefix translation this is
%help "nat66" "prefix" An inside prefix and its outside prefix
%help "nat66" "inside" Inside prefix, or this side
%help "nat66" "outside" Outside prefix, or this side
%help INTERFACE: "nat66" "inside" Hosts here have inside prefixes
%help INTERFACE: "nat66" "outside" Hosts here see outside prefixes
%help "prefix" "inside" Inside prefix
%help PREFIX6 "outside" Outside prefix
%help "nat66" "inside" PREFIX6 "interface" Interface that is delegated the outside prefix
%code requires {
struct nat66_nets {
	struct ip6_net inside, outside;
};
}
%nterm <struct name> nat66_vrf nat66_egress
%nterm <struct nat66_nets> nat66_nets
%%
global: "nat66" "prefix" nat66_nets[nets] nat66_vrf[vrf] nat66_egress[egress]
          { nat66_line(cx, &$nets, $vrf, $egress); }
      | "nat66" "inside" network6 "interface" interface_name
          { nat66_delegated(cx, $network6, $interface_name); }
      ;
nat66_nets: "inside" network6[inside] "outside" network6[outside]
              { CHECK(same_length6(cx, @outside, $inside.len, $outside.len));
                $$ = (struct nat66_nets){ $inside, $outside }; }
          ;
nat66_vrf: %empty     { $$ = (struct name){ 0 }; }
         | "vrf" name { $$ = $name; }
         ;
nat66_egress: %empty                            { $$ = (struct name){ 0 }; }
            | "egress-interface" interface_name { $$ = $interface_name; }
            ;
interface_command: "nat66" "inside" { cx->interface->six.nat66_inside = !cx->no; }
                 | "nat66" "outside" { cx->interface->six.nat66_outside = !cx->no; }
                 ;
%%
static bool same_length6(struct ios_reader *cx, struct span at, unsigned a, unsigned b)
{
	if (a == b || cx->faulty)
		return true;
	return fault(cx, at, "the prefixes inside and outside must be of one length");
}

static void nat66_delegated(struct ios_reader *cx, struct ip6_net inside, struct name interface)
{
	struct nat66 entry = {
		.at = cx->line,
		.inside = inside,
		.egress.name = interface,
		.delegated = true,
	};

	nat66_prefix(cx->router, cx->no, &entry);
}

static void nat66_line(struct ios_reader *cx, const struct nat66_nets *nets, struct name vrf,
		       struct name egress)
{
	struct nat66 entry = {
		.at = cx->line,
		.inside = nets->inside,
		.outside = nets->outside,
		.vrf = vrf.s,
		.egress.name = egress,
	};

	nat66_prefix(cx->router, cx->no, &entry);
	if (vrf.s && !cx->no)
		line_not_translated(cx, cx->line, "translation in a VRF");
}
