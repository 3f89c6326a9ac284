/*
 * What stands under an interface besides its IPv4 addresses, NAT, policy and filters: the link layer,
 * which on the gateway is the host's, and features that are not translated.
 */
%rare "clockrate"
%help INTERFACE: "duplex" Both directions at a time
%help "duplex" "auto" Negotiate
%help "duplex" "full" Both directions at a time
%help "duplex" "half" One direction at a time
%help "full-duplex" Both directions at a time
%help "half-duplex" One direction at a time
%help INTERFACE: "speed" Megabits a second
%help "speed" "auto" Negotiate
%help "speed" "nonegotiate" Do not negotiate
%help INTERFACE: "negotiation" Negotiate with the neighbour
%help INTERFACE: "flowcontrol" Pause frames
%help INTERFACE: "media-type" Which plug
%help "rj45" Copper
%help "sfp" Pluggable module
%help INTERFACE: "bandwidth" Kilobits a second, for metrics
%help INTERFACE: "delay" Tens of microseconds, for metrics
%help INTERFACE: "carrier-delay" Wait before a lost link counts
%help INTERFACE: "load-interval" Seconds over which load is measured
%help INTERFACE: "clock" Clock of a serial line
%help "clock" "rate" Bits a second
%help INTERFACE: "clockrate" Bits a second
%help INTERFACE: "invert" Invert the clock
%help INTERFACE: "crc" Length of checksums
%help INTERFACE: "serial" Serial line
%help INTERFACE: "hold-queue" Packets that may wait
%help "tx-ring-limit" Packets in the ring of the transmitter
%help "max-reserved-bandwidth" Percentage that may be reserved
%help INTERFACE: "transmit-buffers" Buffers of the transmitter
%help INTERFACE: "mop" Maintenance protocol of DEC
%help INTERFACE: "lldp" Discovery of neighbours (LLDP)
%help INTERFACE: "cdp" Discovery of neighbours (CDP)
%help INTERFACE: "cdp" "enable" Tell of oneself on this interface
%help INTERFACE: "snmp" SNMP on this interface
%help "link-status" Whether the link is up
%help INTERFACE: "logging" Log events of this interface
%help "logging" "event" Which events
%help INTERFACE: "macro" Macros
%help INTERFACE: "hold-time" Seconds of EIGRP
%help INTERFACE: "power" Power over Ethernet
%help INTERFACE: "platform" Hardware
%help INTERFACE: "routing" Routing over this link
%help INTERFACE: "enable" Switch on
%help INTERFACE: "encapsulation" How packets are framed
%help "encapsulation" "dot1q" A VLAN of 802.1Q
%help "encapsulation" "isl" A VLAN of Cisco's ISL
%help "dot1q" NUMBER Number of the VLAN
%help "dot1q" NUMBER "native" Without a tag
%help "second-dot1q" Inner VLAN of two
%help "second-dot1q" "any" Any VLAN
%help INTERFACE: "channel-group" Member of a bundle of links
%help "channel-group" NUMBER "mode" How the bundle is made
%help "mode" "active" By LACP, at once
%help "mode" "passive" By LACP, when asked
%help "mode" "on" Without a protocol
%help "mode" "desirable" By PAgP, at once
%help INTERFACE: "lacp" Bundles of links
%help INTERFACE: "port-channel" Bundle of links
%help INTERFACE: "bridge-group" Member of a bridge
%help INTERFACE: "xconnect" A pseudowire
%help INTERFACE: "service" Ethernet services
%help INTERFACE: "pvc" A circuit of ATM
%help INTERFACE: "atm" ATM
%help INTERFACE: "dsl" DSL
%help INTERFACE: "backup" Another interface that takes over
%help "backup" "interface" The other interface
%help "backup" "delay" Seconds until it takes over, and gives back
%help "backup" "load" Load at which it helps
%help GLOBAL: "cdp" Discovery of neighbours (CDP)
%help GLOBAL: "lacp" Bundles of links
%help GLOBAL: "lldp" Discovery of neighbours (LLDP)
%help GLOBAL: "macro" Macros
%help GLOBAL: "mpls" MPLS
%help GLOBAL: "platform" Hardware
%help GLOBAL: "port-channel" Bundles of links
%help GLOBAL: "power" Power
%help GLOBAL: "snmp" SNMP
%help GLOBAL: "xconnect" Pseudowires
%help INTERFACE: "auto" Things that set themselves up
%help INTERFACE: "mpls" MPLS
%help INTERFACE: "ip" "hold-time" Seconds until an EIGRP neighbour is gone
%help "flowcontrol" "receive" Obey pause frames
%help "flowcontrol" "send" Send pause frames
%help "bandwidth" "receive" Of what comes in
%help "bandwidth" "inherit" For subinterfaces, too
%help "txclock" Clock of the transmitter
%help "serial" "restart-delay" Milliseconds until it starts again
%help "backing-store" Use more memory
%help "cdp" "log" Log
%help "log" "mismatch" Where duplex differs
%help "cdp" "tlv" Things to tell
%help "lldp" "transmit" Tell of oneself
%help "lldp" "receive" Listen to neighbours
%help "snmp" "trap" Send traps
%help "permit" "duplicates" The same one, too
%help "snmp" "ifindex" Number of the interface
%help "ifindex" "persist" Keep the number over restarts
%help "service" "offload" Hand work to hardware
%help "power" "inline" Power for what is connected
%help "inline" "consumption" Milliwatts
%help "clock" "source" Where the clock comes from
%help "source" "free-running" Its own clock
%help "source" "line" The line
%help "source" "internal" Its own clock
%help "gbic" Pluggable module
%help "auto-select" Whichever is plugged in
%help "100basex" 100BASE-X
%help "10baset" 10BASE-T
%help "100baset" 100BASE-T
%help "auto-failover" The other when one fails
%help "mop" "enabled" Switch on
%help "mop" "sysid" Tell of oneself
%help "service" "instance" An Ethernet service
%help "dsl" "operating-mode" Kind of DSL
%help "macro" "apply" Apply a macro
%help "macro" "description" Name of a macro
%help "auto" "silent" The neighbour may be silent
%help "desirable" "silent" The neighbour may be silent
%help "non-silent" The neighbour must speak
%help "lacp" "port-priority" Priority of this link
%help "max-bundle" The most links
%help "min-links" The least links
%help "lacp" "rate" How often
%help "rate" "fast" Each second
%help "rate" "normal" Each 30 seconds
%help "fast-switchover" Take over at once
%help "fast-select-hot-standby" Choose the next link at once
%help "graceful-convergence" Wait for the neighbour
%help "suspend-individual" Not alone
%help "port-channel" "load-balance" How packets are shared
%help "load-defer" Wait before it carries load
%help "vlan-manual" By VLAN
%help "subscriber-loop-control" Against loops of subscribers
%help "block-unknown-source" Drop unknown senders
%help "source-learning" Learn senders
%help "unicast-flooding" Flood unknown destinations
%help "spanning-disabled" No spanning tree
%help "input-address-list" Filter hardware addresses
%help "bridge-group" NUMBER "path-cost" Cost of this port
%help "bridge-group" NUMBER "priority" Priority of this port
%help "l2tpv3" L2TP version 3
%help "ilmi-keepalive" Keepalives of ILMI
%help "route-bridged" Route what is bridged
%help "bridge-group" NUMBER "port-protected" Not to other protected ports
%help "carrier-delay" "msec" In milliseconds
%help "carrier-delay" "up" Until it is called up
%help "carrier-delay" "down" Until it is called down
%help "load-interval" "counter" Counter
%help "event" "port" The port
%help "backplane" Backplane
%help "rj45" "speed" Speed
%help "negotiation" "auto" Negotiate
%help "features" "sequential" One after the other
%help "port-channel" "load-balancing" Spread over links
%help "inline" "static" By hand
%help "routing" "dynamic" Routes by protocols
%help "trap" "ip" "verify" Check of sources
%help "xconnect" IPV4 NUMBER "encapsulation" Encapsulation
%help "features" Features
%help "load-balancing" Spread load
%help "drop-rate" Rate of drops
%help "dynamic" Dynamic
%help "group" NUMBER "mode" "auto" When the other side asks
%help INTERFACE: "port-channel" "port" Port of the bundle
%help "negotiation" "forced" Whatever the other side says
%help "snmp" "trap" "ip" IPv4
%help INTERFACE: "arp" "frame-relay" Of Frame Relay
%help "probe" By HP Probe
%help "plim" Physical line
%help "plim" "qos" Quality of service
%help "qos" "input" "map" What is important
%help "qos" "output" "map" What is important
%help "vc-per-vp" Circuits of a path
%help "enable-ilmi-trap" Tell of changes
%help "ilmi-pvc-discovery" Find circuits
%help "scrambling" Scrambling
%help INTERFACE: "atm" "framing" Frames of cells
%help INTERFACE: "atm" "clock" Clock
%help "sonet" SONET
%help "pvp" A path
%help INTERFACE: "async" A line of a modem
%help "async" "mode" Who may use the line
%help "dedicated" Only for packets
%help "interactive" For packets and for people
%help "autodetect" Find out about the line
%help "dsl" "bitswap" Move bits between tones
%help INTERFACE: "compress" Compress what is sent
%help "lzs" By LZS
%help "mppc" By MPPC
%help "predictor" By Predictor
%help "stac" By Stac
%help "linerate" Kilobits a second
%help INTERFACE: "loopback" Loop the line back
%help INTERFACE: "mac-address" A hardware address of its own
%help INTERFACE: "pulse-time" Seconds for which the carrier is dropped
%help "nrzi-encoding" Encode by NRZI
%help "idle-character" What is sent when nothing is
%help INTERFACE: "source" Where more of its commands stand
%help "source" "template" A template of interfaces
%help "encapsulation" How packets are framed
%help "dce-terminal-timing-enable" Clock of the terminal
%help "enable-training-log" Log the training
%help "lom" Loss of margin
%help "max-tone-bits" The most bits of a tone
%help "noise-margin" Margin of noise
%help "gain-setting" Gain
%help "ignore-dcd" Whatever carrier detect says
%help "ignore-hw" Whatever the hardware says
%help "local-loopback" A local loop
%help "v120" V.120
%help "pvc" A permanent circuit
%help "rs232" RS-232
%help "rs485" RS-485
%help "autoppp" PPP, however it comes
%help INTERFACE: "bandwidth" NUMBER Kilobits per second
%help INTERFACE: "delay" NUMBER Tens of microseconds
%help INTERFACE: "load-interval" NUMBER Seconds that an average is over
%nterm <const char *> untranslated_feature
%nterm <struct interface_tag> tag tag_options
%nterm <uint16_t> vlan_id
%%
interface_command: link { line_no_effect(cx); }
                 | untranslated_feature { line_not_translated(cx, @$, $untranslated_feature); }
                 ;

link: "duplex" duplex
    | "duplex" only_no
    | "full-duplex"
    | "half-duplex"
    | "speed" NUMBER
    | "speed" "auto"
    | "speed" "auto" speeds
    | "speed" "nonegotiate"
    | "speed" only_no
    | "negotiation" "auto"
    | "negotiation" "forced"
    | "negotiation" only_no
    | "flowcontrol" flowcontrol on_off
    | "media-type" media
    | "media-type" only_no
    | "bandwidth" NUMBER
    | "bandwidth" "receive" NUMBER
    | "bandwidth" "inherit"
    | "bandwidth" only_no
    | "delay" NUMBER
    | "delay" only_no
    | "carrier-delay" NUMBER
    | "carrier-delay" "msec" NUMBER
    | "carrier-delay" "up" NUMBER
    | "carrier-delay" "down" NUMBER
    | "carrier-delay" only_no
    | "load-interval" NUMBER
    | "load-interval" "counter" NUMBER NUMBER
    | "load-interval" "counter" NUMBER only_no
    | "load-interval" only_no
    | "clock" "rate" NUMBER
    | "clock" "source" clock_source
    | "clockrate" NUMBER
    | "invert" "txclock"
    | "crc" NUMBER
    | "serial" "restart-delay" NUMBER
    | "hold-queue" NUMBER "in"
    | "hold-queue" NUMBER "out"
    | "hold-queue" "in" only_no
    | "hold-queue" "out" only_no
    | "tx-ring-limit" only_no
    | "max-reserved-bandwidth" NUMBER
    | "transmit-buffers" "backing-store"
    | "mop" mop
    | "lldp" lldp
    | "cdp" "enable"
    | "cdp" "log" "mismatch" "duplex"
    | "cdp" "tlv" name
    | "snmp" "trap" "link-status"
    | "snmp" "trap" "link-status" "permit" "duplicates"
    | "snmp" "trap" "ip" "verify" "drop-rate"
    | "snmp" "ifindex" "persist"
    | "logging" "event" name
    | "logging" "event" "port" "link-status"
    | "logging" "event" "atm" "pvc" atm_event
    | "logging" "event" "link-status" "default"
    | "macro" "description" LINE
    | "service" "offload"
    | "hold-time" NUMBER
    | "power" "inline" power
    | "platform" "ip" "features" "sequential"
    | "routing" "dynamic"
    | "enable"
    | "arp" arp_link
    | "plim" "qos" in_out_qos "map" name NUMBER
    | "async" async
    | "autodetect" "encapsulation" detected
    | "pulse-time" NUMBER
    | "pulse-time" "msec" NUMBER
    | "dce-terminal-timing-enable"
    | "dsl" "bitswap" "both"
    | "dsl" "enable-training-log"
    | "dsl" "linerate" name
    | "dsl" "lom" NUMBER
    | "dsl" "max-tone-bits" NUMBER
    | "dsl" "noise-margin" name
    | "dsl" "gain-setting" name name NUMBER
    | "compress" compression
    | "ignore-dcd"
    | "ignore-hw" "local-loopback"
    | "idle-character" name
    | "nrzi-encoding"
    ;
atm_event: "state" | "autoppp";
arp_link: "frame-relay" | "probe" | "snap";
in_out_qos: "input" | "output";
async: "default" "routing" | "dynamic" "address" | "dynamic" "routing" | "mode" "dedicated" | "mode" "interactive";
detected: detected_one | detected detected_one;
detected_one: "lapb-ta" | "ppp" | "v120";
compression: "lzs" | "mppc" | "predictor" | "stac";
duplex: "auto" | "full" | "half";
speeds: NUMBER | speeds NUMBER;
flowcontrol: "receive" | "send";
clock_source: "internal" | "line" | "network" | "free-running";
power: "auto" | "never" | "static" | "consumption" NUMBER;
media: "rj45" | "rs232" | "rs485" | "sfp" | "gbic" | "auto-select" | "rj45" "speed" "auto" | "100basex" | "10baset"
     | "100baset" | "auto-failover" | "sfp" "auto-failover" | "rj45" "auto-failover" | "backplane";
mop: "enabled" | "sysid";
lldp: "transmit" | "receive";

/* Tagged frames: a link of its own on the gateway, too. */
interface_command: "encapsulation" "dot1q" tag { set_tag(cx, &$tag); }
                 | "encapsulation" "isl" NUMBER { line_not_translated(cx, @$, "ISL frames"); }
                 | "encapsulation" only_no { no_encapsulation(cx); }
                 ;
tag: vlan_id[id] tag_options[o] { $$ = $o; $$.id = $id; $$.at = cx->line; };
tag_options: %empty { $$ = (struct interface_tag){0}; }
           | "native" { $$ = (struct interface_tag){.native = true}; }
           | "second-dot1q" vlan_id[id] { $$ = (struct interface_tag){.inner = $id}; }
           | "second-dot1q" "any" { $$ = (struct interface_tag){.inner_any = true}; }
           ;
vlan_id: NUMBER { CHECK(number_in(cx, @1, $1, 1, 4094)); $$ = (uint16_t)$1; };

untranslated_feature:
    "channel-group" NUMBER { $$ = "link aggregation"; }
  | "channel-group" NUMBER "mode" channel_mode { $$ = "link aggregation"; }
  | "channel-group" only_no { $$ = "link aggregation"; }
  | "lacp" lacp { $$ = "link aggregation"; }
  | "port-channel" port_channel { $$ = "link aggregation"; }
  | "bridge-group" NUMBER { $$ = "bridging"; }
  | "bridge-group" NUMBER bridge_group { $$ = "bridging"; }
  | "atm" atm { $$ = "ATM"; }
  | "dsl" "operating-mode" name { $$ = "DSL"; }
  | "backup" backup { $$ = "a backup interface"; }
  | "macro" "apply" name { $$ = "a macro"; }
  | "mac-address" MAC { $$ = "a hardware address of its own"; }
  | "mac-address" only_no { $$ = "a hardware address of its own"; }
  | "loopback" { $$ = "a looped line"; }
  | "loopback" name { $$ = "a looped line"; }
  | "source" "template" name { $$ = "a template of interfaces"; }
  ;
channel_mode: "active" | "passive" | "auto" | "on" | "desirable" | "auto" channel_silent
            | "desirable" channel_silent;
channel_silent: "silent" | "non-silent";
lacp: "port-priority" NUMBER | "rate" lacp_rate | "max-bundle" NUMBER | "min-links" NUMBER
    | "fast-switchover" | "fast-select-hot-standby" | "graceful-convergence"
    | "suspend-individual";
lacp_rate: "fast" | "normal";
port_channel: "load-balance" name | "min-links" NUMBER | "port" "load-defer"
            | "load-balancing" "vlan-manual";
bridge_group: "subscriber-loop-control" | "block-unknown-source" | "source-learning"
            | "unicast-flooding" | "spanning-disabled" | "port-protected" | "input-address-list" NUMBER
            | "path-cost" NUMBER | "priority" NUMBER;
atm: "pvc" NUMBER NUMBER "interface" interface_name NUMBER NUMBER
   | "vc-per-vp" NUMBER | "enable-ilmi-trap" | "ilmi-pvc-discovery" | "scrambling" name | "framing" name | "clock" "internal" | "sonet" name | "pvp" NUMBER | "pvp" NUMBER NUMBER
   | "ilmi-keepalive" | "ilmi-keepalive" NUMBER | "route-bridged" "ip" | "bandwidth" "dynamic";
backup: "interface" interface_name | "delay" backup_delay backup_delay | "load" NUMBER NUMBER;
backup_delay: NUMBER | "never";
%%
/* The tag is on or, with NULL, off. */
static void set_tag(struct ios_reader *cx, const struct interface_tag *tag)
{
	cx->interface->tag = (struct interface_tag){ 0 };
	if (tag && !cx->no)
		cx->interface->tag = *tag;
	if (cx->interface->tag.inner || cx->interface->tag.inner_any)
		line_not_translated(cx, cx->line, "a second VLAN tag");
	else if (cx->interface->tag.id && !cx->interface->tag.native && !strchr(cx->interface->name, '.'))
		line_not_translated(cx, cx->line, "a tag on all of an interface");
}

static void no_encapsulation(struct ios_reader *cx)
{
	set_tag(cx, NULL);
	cx->interface->ppp.encapsulation = false;
}
