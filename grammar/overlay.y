/* Overlays of Ethernet in UDP: not translated. */
%help "host-reachability" How hosts are found
%help "ingress-replication" Copies sent one by one
%help "local-routing" Route here
%help "mcast-group" Group of receivers
%help "suppress-arp" Answer ARP here
%help "vxlan" VXLAN
%help "dual-stack" IPv4 and IPv6
%%
interface_command: nve { line_feature(cx, @$, "VXLAN"); };
nve: "source-interface" interface_name
   | "host-reachability" "protocol" "bgp"
   | "member" "vni" vlan_lists
   | "member" "vni" vlan_lists "ingress-replication"
   | "member" "vni" vlan_lists "ingress-replication" IPV4
   | "member" "vni" vlan_lists "ingress-replication" "local-routing"
   | "member" "vni" vlan_lists "mcast-group" IPV4
   | "member" "vni" vlan_lists "mcast-group" IPV4 IPV4
   | "member" "vni" vlan_lists "vrf" name
   | "member" "vni" vlan_lists "suppress-arp"
   | "vxlan" "udp" "port" NUMBER
   | "vxlan" "encapsulation" "dual-stack" name
   ;
%%
