/* IPsec proper: transform sets, profiles, maps, GDOI: not translated. */
%mode EZVPN "EasyVPN client" "config-crypto-ezvpn"
%mode TRANSFORM "transform set" "cfg-crypto-trans"
%mode IPSEC_PROFILE "IPsec profile" "ipsec-profile"
%mode CRYPTO_MAP "crypto map" "config-crypto-map"
%mode GDOI "GDOI group" "config-gdoi-group"
%mode GDOI_SERVER "GDOI server" "gdoi-local-server"
%mode GDOI_SA "GDOI security association" "gdoi-sa-ipsec"
%rare "esp-sha256-hmac" "esp-sha384-hmac" "esp-sha512-hmac"
%help GLOBAL: "call" Calls
%help GLOBAL: "redundancy" Redundant routers and processors
%help INTERFACE: "crypto" Encryption
%help INTERFACE: "qos" Quality of service
%help GDOI: "client" Client of the group
%help GDOI: "identity" Identity of the group
%help GDOI: "server" Key server
%help GDOI: "passive" Take what is not encrypted too
%help "client" "registration" Registration at a key server
%help "client" "protocol" Protocol to use
%help "identity" "number" A number
%help GDOI: "identity" "address" An address
%help "server" "local" This router is the key server
%help GDOI: "server" "address" Address of the key server
%help GDOI_SA: "replay" Detection of replayed packets
%help GDOI_SA: "tag" Tags
%help "replay" "counter" By counter
%help "replay" "time" By time
%help "window-size" Size of the window
%help "tag" "cts" TrustSec
%help "cts" "sgt" Security group tag
%help GDOI_SERVER: "sa" Security association
%help GDOI_SERVER: "rekey" New keys
%help "local" "priority" Priority of this key server
%help "rekey" "algorithm" Algorithm of encryption
%help "rekey" "lifetime" How long they live
%help "rekey" "retransmit" Send again
%help "rekey" "authentication" How they are signed
%help "rekey" "transport" How they are sent
%help "mypubkey" Our own public key
%help "mypubkey" "rsa" Key of RSA
%help "lifetime" "seconds" In seconds
%help "rekey" "retransmit" NUMBER "number" Times to send again
%help "transport" "unicast" To each member
%help "sa" "ipsec" Security association of IPsec
%help "crypto" "map" Crypto map
%help "crypto" "dynamic-map" Crypto map of unknown peers
%help "crypto" "mib" MIB of encryption
%help "crypto" "identity" Identity of peers
%help "crypto" "call" Admission of calls
%help "crypto" "engine" Crypto engine
%help "gdoi" Group domain of interpretation
%help "call" "admission" Control of admission
%help "admission" "limit" Limits
%help "admission" "limit" "ike" Of key exchange
%help "limit" "ike" "sa" Security associations
%help "in-negotiation-sa" Associations under negotiation
%help "engine" "onboard" Engine on the board
%help "engine" "em" Engine in a slot
%help "gdoi" "group" Group with common keys
%help "crypto" "ipsec" "nat-transparency" Translation on the way
%help "crypto" "ipsec" "fragmentation" Fragments
%help "crypto" "ipsec" "profile" Profile of IPsec
%help "crypto" "ipsec" "optional" Optional encryption
%help "crypto" "ipsec" "server" Server of remote users
%help "mtu-discovery" Discover the MTU of the path
%help "udp-encapsulation" Put it into UDP
%help "udp-encaps" Put it into UDP
%help "spi-matching" Match the index of both sides
%help "security-association" "replay" Detection of replayed packets
%help "multi-sn" Several number spaces
%help "security-association" "ecn" Congestion notification
%help "security-association" "lifetime" How long keys live
%help "kilobytes" By kilobytes of traffic
%help "lifetime" "days" In days
%help "send-update" Send news to clients
%help "ah-md5-hmac" AH with HMAC-MD5
%help "ah-sha-hmac" AH with HMAC-SHA
%help "ah-sha256-hmac" AH with HMAC-SHA256
%help "ah-sha384-hmac" AH with HMAC-SHA384
%help "ah-sha512-hmac" AH with HMAC-SHA512
%help "esp-des" ESP with DES (56 bits)
%help "esp-3des" ESP with triple DES
%help "esp-aes" ESP with AES
%help "esp-gcm" ESP with AES-GCM
%help "esp-gmac" ESP with AES-GMAC
%help "esp-null" ESP without a cipher
%help "esp-seal" ESP with SEAL (160 bits)
%help "esp-md5-hmac" ESP with HMAC-MD5
%help "esp-sha-hmac" ESP with HMAC-SHA
%help "esp-sha256-hmac" ESP with HMAC-SHA256
%help "esp-sha384-hmac" ESP with HMAC-SHA384
%help "esp-sha512-hmac" ESP with HMAC-SHA512
%help "comp-lzs" Compression by LZS
%help "esp-192-aes" ESP with AES (192 bits)
%help "esp-256-aes" ESP with AES (256 bits)
%help "logging" "session" Up and down of sessions
%help "ezvpn" Easy VPN
%help "local-address" Interface whose address is used
%help "isakmp-profile" Profile of ISAKMP
%help "ikev2-profile" Profile of IKEv2
%help "ipsec-isakmp" Keys by key exchange
%help "ipsec-manual" Keys by hand
%help "discover" Find peers by probing
%help "fail-close" Let nothing pass before registration
%help "stateful" Keep the state
%help "flowmib" MIB of flows
%help "history" "failure" Of failures
%help "accelerator" Accelerator
%help INTERFACE: "crypto" "map" Crypto map of this interface
%help "ipsec" "df-bit" The bit that forbids to fragment
%help "ipsec" "fragmentation" When to fragment
%help "client" "ezvpn" WORD "inside" This is an inside interface
%help "client" "ezvpn" WORD "outside" This is the outside interface
%help "df-bit" "clear" Clear it outside
%help "df-bit" "copy" As it is inside
%help "df-bit" "set" Set it outside
%help "before-encryption" Before encryption
%help "after-encryption" After encryption
%help "responder-only" Only answer
%help "reverse-route" Routes to what is behind the peer
%help IPSEC_PROFILE: "qos" Quality of service
%help IPSEC_PROFILE: "dialer" Settings of dialers
%help IPSEC_PROFILE: "set" What is used
%help IPSEC_PROFILE: "match" Traffic to protect
%help "pre-dial" Dial before
%help "match" "address" "ipv6" Access list of IPv6
%help "pre-classify" Classify before encryption
%help "remote-peer" By this next hop
%help IPSEC_PROFILE CRYPTO_MAP: "set" "ip" IPv4
%help "set" "peer" IPV4 "dynamic" Look the name up each time
%help "set" "peer" IPV4 "default" Prefer this one
%help "set" "peer" WORD "dynamic" Look the name up each time
%help "transform-set" Algorithms for packets
%help "pfs" Perfect forward secrecy
%help "security-association" Security associations
%help "group1" Diffie-Hellman group 1 (768 bits)
%help "group2" Diffie-Hellman group 2 (1024 bits)
%help "group5" Diffie-Hellman group 5 (1536 bits)
%help "group14" Diffie-Hellman group 14 (2048 bits)
%help "group15" Diffie-Hellman group 15 (3072 bits)
%help "group16" Diffie-Hellman group 16 (4096 bits)
%help "group19" Diffie-Hellman group 19 (256 bits, elliptic)
%help "group20" Diffie-Hellman group 20 (384 bits, elliptic)
%help "group21" Diffie-Hellman group 21 (521 bits, elliptic)
%help "group24" Diffie-Hellman group 24 (2048 bits, subgroup of 256)
%help "dfbit" The bit that forbids to fragment
%help "dfbit" "clear" Clear it
%help "dfbit" "copy" As it is inside
%help "dfbit" "set" Set it
%help "per-host" One for each pair of hosts
%help "session-key" Keys by hand
%help "inbound" What comes in
%help "outbound" What goes out
%help "inbound" "ah" Authentication header
%help "outbound" "ah" Authentication header
%help "cipher" Key of the cipher
%help "authenticator" Key of authentication
%help TRANSFORM: "mode" Mode of encapsulation
%help "mode" "tunnel" Whole packets in new ones
%help "mode" "transport" Only what packets carry
%help "mode" "transport" "require" Take nothing else
%help CRYPTO_MAP: "match" Traffic to protect
%help CRYPTO_MAP: "qos" Quality of service
%help CRYPTO_MAP: "dialer" Settings of dialers
%help CRYPTO_MAP: "set" What is used
%help CRYPTO_MAP: "description" Description of the entry
%help "reverse-route" "distance" Distance of the routes
%help "reverse-route" "tag" Tag of the routes
%help "reverse-route" "gateway" Next hop of the routes
%help "set" "ip" "access-group" Filter what is decrypted
%help "set" "nat" "demux" Tell clients behind one address apart
%help "security-association" "level" How finely
%help "security-policy" Policies
%help "mixed-mode" IPv4 and IPv6 in each other
%help "demux" Tell apart
%help "set" "peer" The peer
%help "set" "identity" Identity of peers
%help "set" "nat" Translation on the way
%help "reverse-route" "static" Even when nothing stands
%help "security-policy" "limit" Most of them
%help IPSEC_PROFILE: "description" Description of the profile
%help GDOI_SA: "profile" Profile of IPsec
%help GDOI_SA: "match" Traffic to protect
%help "match" "address" "ipv4" Access list of IPv4
%help GDOI_SERVER: "authorization" Who may register
%help GDOI_SERVER: "address" Address of this server
%help GDOI_SERVER: "local" This server
%help GDOI_SERVER: "peer" Another key server
%help GDOI_SERVER: "redundancy" Several key servers
%help "address" "ipv4" IPv4 address
%help "authorization" "address" By address
%help "authorization" "address" "ipv4" Access list of IPv4
%help "rekey" "address" To whom they are sent
%help "rekey" "address" "ipv4" Access list of IPv4
%help "client" "accounting" Record sessions
%help "isakmp" "authorization" What users may do
%help "mib" Management information
%help "tunnel" "size" Entries
%help "failure" "size" Entries
%help "ipsec" IP security
%help "history" History
%help "replay" Replayed packets
%help "map" A map
%help "match" "address" By access list
%help "peer" "address" Address of the server
%help "ezvpn" "group" Group of Easy VPN
%help "crypto" "map" "ipv6" For IPv6
%help "history" "tunnel" Of tunnels
%help "group" A group
%help "address" Address
%help "ipv6" IPv6
%help "idle-time" NUMBER "default" Go to the default peer
%help "generate" "rsa" "redundancy" Share it with another router
%help "crypto" ... "redundancy" Group of redundant routers
%help "replay-interval" Packets between updates
%help "compliance" Compliance
%help "shield" Against weak ciphers
%help "slot" Slot
%help "nm" Network module
%help "aim" Module
%help "idletime" Seconds without traffic
%help "virtual-interface" A template of interfaces
%help "userid" Names of users
%help "network-extension" Networks behind both ends see each other
%help "network-plus" Network extension, and an address too
%help "http-intercept" Ask the user's browser
%%
global: "crypto" "ipsec" "transform-set" name transforms {
		open_untranslated(cx, @$, MODE_TRANSFORM, "IPsec");
	}
      | "crypto" "ipsec" "transform-set" name only_no { line_no_effect(cx); }
      | "crypto" "ipsec" "profile" name {
		open_untranslated(cx, @$, MODE_IPSEC_PROFILE, "IPsec");
	}
      | "crypto" "ipsec" ipsec { line_covered(cx); }
      | "crypto" "map" map_name NUMBER map_kind {
		open_untranslated(cx, @$, MODE_CRYPTO_MAP, "IPsec");
	}
      | "crypto" "map" map_name NUMBER only_no { line_no_effect(cx); }
      | "crypto" "map" map_name map_global { line_feature(cx, @$, "IPsec"); }
      | "crypto" "dynamic-map" map_name NUMBER {
		open_untranslated(cx, @$, MODE_CRYPTO_MAP, "IPsec");
	}
      | "crypto" "gdoi" "group" gdoi_name { open_untranslated(cx, @$, MODE_GDOI, "IPsec"); }
      | "crypto" crypto_other { line_no_effect(cx); }
      ;
map_name: name | "ipv6" name;
gdoi_name: name | "ipv6" name;
transforms: transform | transforms transform;
transform: "ah-md5-hmac" | "ah-sha-hmac" | "ah-sha256-hmac" | "ah-sha384-hmac" | "ah-sha512-hmac"
         | "esp-des" | "esp-3des" | "esp-aes" | "esp-aes" NUMBER | "esp-gcm" | "esp-gcm" NUMBER
         | "esp-gmac" | "esp-gmac" NUMBER | "esp-null" | "esp-seal" | "esp-md5-hmac" | "esp-sha-hmac"
         | "esp-sha256-hmac" | "esp-sha384-hmac" | "esp-sha512-hmac" | "comp-lzs"
         | "esp-192-aes" | "esp-256-aes"
         ;
global: "crypto" "ipsec" "client" "ezvpn" name {
		open_untranslated(cx, @$, MODE_EZVPN, "IPsec");
	}
      ;
line: IN_EZVPN no ezvpn { line_covered(cx); };
ezvpn: "connect" ezvpn_connect
     | "group" name "key" hidden
     | "mode" ezvpn_mode
     | "peer" host
     | "peer" host "default"
     | "acl" access_list
     | "backup" name "track" NUMBER
     | "flow" "allow" "acl" access_list
     | "idletime" NUMBER
     | "local-address" interface_name
     | "nat" "allow"
     | "nat" "acl" access_list
     | "username" name "password" hidden
     | "virtual-interface"
     | "virtual-interface" NUMBER
     | "xauth" "userid" "mode" ezvpn_xauth
     ;
ezvpn_connect: "auto" | "manual" | "acl" access_list;
ezvpn_mode: "client" | "network-extension" | "network-plus";
ezvpn_xauth: "interactive" | "local" | "http-intercept";
ipsec: "security-association" "lifetime" sa_lifetime
     | "security-association" "replay" sa_replay
     | "security-association" "idle-time" NUMBER
     | "security-association" "multi-sn"
     | "security-association" "ecn" name
     | "df-bit" df_bit
     | "fragmentation" fragmentation_when
     | "fragmentation" "mtu-discovery"
     | "nat-transparency" nat_transparency
     | "optional"
     | "optional" "retry" NUMBER
     | "server" "send-update"
     ;
sa_lifetime: "seconds" NUMBER | "kilobytes" NUMBER | "kilobytes" "disable" | "days" NUMBER;
sa_replay: "disable" | "window-size" NUMBER;
df_bit: "clear" | "copy" | "set";
fragmentation_when: "before-encryption" | "after-encryption";
nat_transparency: "udp-encapsulation" | "udp-encaps" | "spi-matching";
map_kind: "ipsec-isakmp"
        | "ipsec-isakmp" "dynamic" name
        | "ipsec-isakmp" "dynamic" name "discover"
        | "ipsec-isakmp" "profile" name
        | "ipsec-manual"
        | "gdoi"
        ;
map_global: "local-address" interface_name
          | "client" "authentication" "list" name
          | "client" "accounting" "list" name
          | "client" "configuration" "address" client_address
          | "isakmp" "authorization" "list" name
          | "isakmp-profile" name
          | "redundancy" name
          | "redundancy" name "stateful"
          | "redundancy" "replay-interval" "inbound" NUMBER "outbound" NUMBER
          | "gdoi" "fail-close"
          ;
crypto_other: "call" "admission" "limit" "ike" ike_limit NUMBER
            | "engine" "accelerator"
            | "engine" "compliance" "shield" "disable"
            | "engine" "slot" NUMBER
            | "engine" "slot" name
            | "engine" "nm"
            | "engine" "aim" NUMBER
            | "engine" "accelerator" NUMBER
            | "engine" "onboard" NUMBER
            | "engine" "em" NUMBER
            | "logging" "session"
            | "logging" "ezvpn"
            | "logging" "ezvpn" "group" name
            | "mib" "ipsec" "flowmib" "history" flowmib "size" NUMBER
            | "identity" name
            | "xauth" interface_name
            ;
ike_limit: "sa" | "in-negotiation-sa";
flowmib: "tunnel" | "failure";

line: IN_TRANSFORM no "mode" transform_mode { line_covered(cx); }
    | IN_IPSEC_PROFILE no crypto_map { line_covered(cx); }
    | IN_CRYPTO_MAP no crypto_map { line_covered(cx); }
    | IN_GDOI no gdoi { line_covered(cx); }
    | IN_GDOI no "server" "local" { open_covered(cx, MODE_GDOI_SERVER); }
    | IN_GDOI_SERVER no gdoi_server { line_covered(cx); }
    | IN_GDOI_SERVER no "sa" "ipsec" NUMBER { open_covered(cx, MODE_GDOI_SA); }
    | IN_GDOI_SA no gdoi_sa { line_covered(cx); }
    ;
transform_mode: "tunnel" | "transport" | "transport" "require";
crypto_map: "description" LINE
          | "match" "address" access_list
          | "match" "address" "ipv6" access_list
          | "responder-only"
          | "reverse-route"
          | "reverse-route" reverse_options
          | "qos" "pre-classify"
          | "dialer" "pre-dial"
          | "set" crypto_set
          ;
reverse_options: reverse_option | reverse_options reverse_option;
reverse_option: "static" | "remote-peer" host | "tag" NUMBER | "gateway" host;
crypto_set: "peer" host
          | "peer" host "default"
          | "peer" host "dynamic"
          | "peer" host "dynamic" "default"
          | "transform-set" crypto_names
          | "pfs"
          | "pfs" pfs_group
          | "isakmp-profile" name
          | "ikev2-profile" name
          | "security-association" "lifetime" sa_lifetime
          | "security-association" "level" "per-host"
          | "security-association" "idle-time" NUMBER
          | "security-association" "idle-time" NUMBER "default"
          | "security-association" "replay" sa_replay
          | "security-association" "dfbit" df_bit
          | "security-policy" "limit" NUMBER
          | "security-association" "ecn" name
          | "session-key" session_direction session_key
          | "identity" name
          | "nat" "demux"
          | "ip" "access-group" access_list in_or_out
          | "reverse-route" "distance" NUMBER
          | "reverse-route" "tag" NUMBER
          | "reverse-route" "gateway" host
          | "group" name
          | "mixed-mode"
          ;
crypto_names: name | crypto_names name;
pfs_group: "group1" | "group2" | "group5" | "group14" | "group15" | "group16" | "group19"
         | "group20" | "group21" | "group24"
         ;
session_direction: "inbound" | "outbound";
session_key: "ah" NUMBER name
           | "esp" NUMBER "cipher" name
           | "esp" NUMBER "cipher" name "authenticator" name
           ;
gdoi: "identity" "number" NUMBER
    | "identity" "address" "ipv4" IPV4
    | "server" "address" "ipv4" IPV4
    | "client" "registration" "interface" interface_name
    | "client" "protocol" name
    | "passive"
    ;
gdoi_server: "rekey" "algorithm" cipher
           | "rekey" "lifetime" "seconds" NUMBER
           | "rekey" "retransmit" NUMBER "number" NUMBER
           | "rekey" "authentication" "mypubkey" "rsa" name
           | "rekey" "transport" "unicast"
           | "rekey" "address" "ipv4" access_list
           | "authorization" "address" "ipv4" access_list
           | "address" "ipv4" IPV4
           | "redundancy"
           | "local" "priority" NUMBER
           | "peer" "address" "ipv4" IPV4
           ;
gdoi_sa: "profile" name
       | "match" "address" "ipv4" access_list
       | "replay" "counter" "window-size" NUMBER
       | "replay" "time" "window-size" NUMBER
       | "tag" "cts" "sgt"
       ;

interface_command: crypto_map_here {
			line_feature(cx, @$, "the encryption of what leaves here");
		}
                 | "crypto" "map" only_no { line_no_effect(cx); }
                 | "crypto" "ipsec" "df-bit" df_bit { line_covered(cx); }
                 | "crypto" "ipsec" "fragmentation" fragmentation_when { line_covered(cx); }
                 | "crypto" "ipsec" "client" "ezvpn" name ezvpn_side {
			line_feature(cx, @$, "IPsec");
		}
                 | "crypto" "engine" "accelerator" { line_no_effect(cx); }
                 ;
crypto_map_here: "crypto" "map" name
               | "crypto" "map" name "redundancy" name
               | "ipv6" "crypto" "map" name
               ;
ezvpn_side: %empty | "inside" | "outside";
%%
