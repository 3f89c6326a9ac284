/* VRFs: routing tables with names. ios-semantics.md 1.12. */
%mode VRF "VRF" "config-vrf"
%mode VRF_FAMILY "VRF address family" "config-vrf-af"
%help GLOBAL: "vrf" A routing table of its own
%help "ip" "vrf" A routing table of its own
%help "vrf" VRF
%help "vrf" "definition" Make or change a VRF
%help "vrf" "definition" WORD Name of the VRF
%help GLOBAL: "ip" "vrf" Make or change a VRF (old form)
%help VRF: "description" What the VRF is for
%help VRF: "rd" Route distinguisher
%help VRF: "vpn" Number of the VPN
%help VRF: "vnet" Easy virtual networks
%help VRF: "address-family" Which addresses it routes
%help VRF: "address-family" "ipv4" IPv4
%help VRF: "address-family" "ipv6" IPv6
%help VRF: "route-target" Routes to import and export
%help VRF: "import" Routes to import
%help VRF: "export" Routes to export
%help VRF: "maximum" The most routes
%help VRF_FAMILY: "route-target" Routes to import and export
%help VRF_FAMILY: "import" Routes to import
%help VRF_FAMILY: "export" Routes to export
%help VRF_FAMILY: "maximum" The most routes
%help VRF_FAMILY: "mdt" Multicast tree
%help "route-target" "import" Import routes with it
%help "route-target" "export" Export routes with it
%help "route-target" "both" Both
%help "import" "map" That a route-map permits
%help "export" "map" That a route-map permits
%help "exit-address-family" Leave the address family
%help "maximum" "routes" The most routes
%help "warning-only" Only warn
%help "reinstall" Percentage from which routes are taken again
%help "mdt" "default" Group of all
%help "mdt" "data" Groups of large senders
%help "vpn" "id" Number of the VPN
%help "mdt" Multicast trees
%nterm <struct vrf_target> vrf_target
%nterm <uint8_t> vrf_direction
%%
global: "vrf" "definition" name { open_vrf(cx, $name, false); }
      | "ip" "vrf" name { open_vrf(cx, $name, true); }
      ;

line: IN_VRF no vrf_command
    | IN_VRF no "address-family" vrf_family
    | IN_VRF_FAMILY no vrf_family_command
    | IN_VRF_FAMILY "exit-address-family" { leave(cx, 1); }
    ;
vrf_command: "description" LINE { cx->vrf->description = cx->no ? NULL : $LINE; }
           | "description" only_no { cx->vrf->description = NULL; }
           | "rd" name { cx->vrf->rd = cx->no ? NULL : $name.s; line_no_effect(cx); }
           | "rd" only_no { cx->vrf->rd = NULL; line_no_effect(cx); }
           | "vpn" "id" name { line_no_effect(cx); }
           | "vnet" "tag" NUMBER { line_not_translated(cx, @$, "easy virtual networks"); }
           | vrf_family_command
           ;
vrf_family: "ipv4" { open_family(cx, false); }
          | "ipv4" "unicast" { open_family(cx, false); }
          | "ipv4" "multicast" { line_not_translated(cx, @$, "multicast routing"); }
          | "ipv6" { open_family(cx, true); }
          | "ipv6" "unicast" { open_family(cx, true); }
          ;
vrf_family_command: "route-target" vrf_target { set_target(cx, $vrf_target); }
                  | "import" "map" name { cx->vrf->import_map = without(cx, $name); }
                  | "import" "map" only_no { cx->vrf->import_map = NULL; line_no_effect(cx); }
                  | "export" "map" name { cx->vrf->export_map = without(cx, $name); }
                  | "export" map_family "unicast" "map" name { line_class(cx, LINE_NOT_TRANSLATED); (void)$name; }
                  | "import" map_family "unicast" map_limit "map" name { line_class(cx, LINE_NOT_TRANSLATED); (void)$name; }
                  | "export" "map" only_no { cx->vrf->export_map = NULL; line_no_effect(cx); }
                  | "maximum" "routes" NUMBER maximum { line_no_effect(cx); }
                  | "mdt" mdt { line_not_translated(cx, cx->line, "multicast routing"); }
                  ;
maximum: NUMBER | "warning-only" | NUMBER "reinstall" NUMBER;
mdt: "default" IPV4 | "data" IPV4 IPV4 | "data" "threshold" NUMBER;
vrf_target: vrf_direction name { $$ = (struct vrf_target){$vrf_direction, $name.s}; }
          | name { $$ = (struct vrf_target){VRF_IMPORT | VRF_EXPORT, $name.s}; }
          ;
vrf_direction: "import" { $$ = VRF_IMPORT; }
             | "export" { $$ = VRF_EXPORT; }
             | "both" { $$ = VRF_IMPORT | VRF_EXPORT; }
             ;
map_family: "ipv4" | "ipv6";
map_limit: %empty | NUMBER;
%%
static void open_vrf(struct ios_reader *cx, struct name name, bool old)
{
	if (cx->no) {
		vrf_remove(cx->router, name);
		return;
	}
	cx->vrf = vrf_open(cx->router, name);
	cx->vrf->old = old;
	cx->vrf->ipv4 |= old;
	enter(cx, MODE_VRF);
}

static void open_family(struct ios_reader *cx, bool ipv6)
{
	if (ipv6)
		cx->vrf->ipv6 = !cx->no;
	else
		cx->vrf->ipv4 = !cx->no;
	if (!cx->no)
		enter(cx, MODE_VRF_FAMILY);
}

/* Only routing protocols ask for it, and these are the matter of their own lines. */
static void set_target(struct ios_reader *cx, struct vrf_target target)
{
	vrf_target(cx->router, cx->vrf, cx->no, target);
	line_no_effect(cx);
}

static const char *without(struct ios_reader *cx, struct name name)
{
	line_no_effect(cx);
	return cx->no ? NULL : name.s;
}
