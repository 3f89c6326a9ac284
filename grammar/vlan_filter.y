/* Lists of hardware addresses, and filters of VLANs, which use them. Not translated. */
%mode MAC_ACL "list of hardware addresses" "config-ext-macl"
%mode VLAN_FILTER "VLAN filter" "config-access-map"
%help MAC_ACL: "any" Any hardware address
%help MAC_ACL: "host" One hardware address
%help MAC A hardware address, as 0011.2233.4455
%help VLAN_FILTER: "action" What happens to such frames
%help "forward" Let them pass
%help "redirect" Send them elsewhere
%help "match" Which frames
%help "lsap" Service access point
%help "aarp" AppleTalk's ARP
%help "amber" Amber
%help "dec-spanning" DEC's spanning tree
%help "decnet-iv" DECnet
%help "dsm" DSM
%help "etype-6000" Type 0x6000
%help "etype-8042" Type 0x8042
%help "lat" LAT
%help "lavc-sca" LAVC
%help "mop-console" Console of MOP
%help "mop-dump" Dump of MOP
%help "msdos" MS-DOS
%help "mumps" MUMPS
%help "netbios" NetBIOS
%help "vines-echo" Echo of VINES
%help "vines-ip" VINES
%help "xns-idp" XNS
%nterm mac_action
%%
global: "mac" "access-list" "extended" name {
		open_untranslated(cx, @$, MODE_MAC_ACL, "a list of hardware addresses");
	}
      | "access-list" list_number sequence action mac_source {
		CHECK(list_of_macs(cx, @list_number, $list_number));
		line_feature(cx, @$, "a list of hardware addresses");
	}
      | "vlan" "access-map" name { open_untranslated(cx, @$, MODE_VLAN_FILTER, "a VLAN filter"); }
      | "vlan" "access-map" name NUMBER {
		open_untranslated(cx, @$, MODE_VLAN_FILTER, "a VLAN filter");
	}
      | "vlan" "filter" name "vlan-list" vlan_lists { line_covered(cx); }
      | "vlan" "filter" name "interface" interface_name { line_covered(cx); }
      ;
mac_source: MAC | MAC MAC | MAC MAC MAC MAC;

line: IN_MAC_ACL no mac_action mac_from mac_to mac_options { line_covered(cx); }
    | IN_MAC_ACL no "remark" LINE { line_covered(cx); }
    | IN_VLAN_FILTER no vlan_filter { line_covered(cx); }
    ;
mac_action: "permit" | "deny";
mac_from: mac_address;
mac_to: mac_address;
mac_address: "any" | "host" MAC | MAC MAC;
mac_options: %empty | mac_options mac_option;
mac_option: "cos" NUMBER
          | "lsap" name name
          | mac_protocol
          | NUMBER NUMBER
          | name name
          ;
mac_protocol: "aarp" | "amber" | "appletalk" | "dec-spanning" | "decnet-iv" | "diagnostic" | "dsm"
            | "etype-6000" | "etype-8042" | "lat" | "lavc-sca" | "mop-console" | "mop-dump" | "msdos"
            | "mumps" | "netbios" | "vines-echo" | "vines-ip" | "xns-idp"
            ;
vlan_filter: "action" "drop"
           | "action" "drop" "log"
           | "action" "forward"
           | "action" "forward" "capture"
           | "action" "redirect" interface_name
           | "match" "ip" "address" access_lists
           | "match" "ipv6" "address" access_lists
           | "match" "mac" "address" access_lists
           ;
access_lists: access_list | access_lists access_list;
%%
static bool list_of_macs(struct ios_reader *cx, struct span at, uint32_t number)
{
	if (number / 100 == 7 || number / 100 == 11)
		return true;
	return fault(cx, at, "lists of hardware addresses have numbers from 700 to 799 or from 1100 to 1199");
}
