/*
 * Blocks that are understood but not translated: each is one warning, at its opener, and the lines
 * under it count with it.
 */
%mode VRF "VRF" "config-vrf"
%mode VRF_FAMILY "VRF address family" "config-vrf-af"
%nterm <const char *> untranslated_block
%%
global: "vrf" "definition" name {
		line_no_effect(cx);
		enter(cx, MODE_VRF);
	}
      | "ip" "vrf" name {
		line_no_effect(cx);
		enter(cx, MODE_VRF);
	}
      | untranslated_block {
		line_not_translated(cx, @$, $untranslated_block);
		skip_block(cx);
	}
      ;

line: IN_VRF no vrf_command { line_no_effect(cx); }
    | IN_VRF no "address-family" vrf_family {
		line_no_effect(cx);
		enter(cx, MODE_VRF_FAMILY);
	}
    | IN_VRF_FAMILY no vrf_family_command { line_no_effect(cx); }
    | IN_VRF_FAMILY "exit-address-family" { leave(cx, 1); }
    ;
vrf_command: "description" LINE
           | "rd" name
           | route_target
           ;
vrf_family: "ipv4" | "ipv6";
vrf_family_command: route_target;
route_target: "route-target" "export" name
            | "route-target" "import" name
            | "route-target" "both" name
            | "route-target" name
            ;

untranslated_block:
    "event" "manager" "applet" name { $$ = "an applet of the event manager"; }
  | "object-group" "network" name { $$ = "an object group"; }
  | "object-group" "service" name { $$ = "an object group"; }
  | "ipv6" "access-list" name { $$ = "IPv6"; }
  ;
%%
