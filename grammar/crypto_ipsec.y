/* IPsec proper: transform sets, profiles, maps, GDOI: not translated. */
%mode TRANSFORM "transform set" "cfg-crypto-trans"
%mode IPSEC_PROFILE "IPsec profile" "ipsec-profile"
%mode CRYPTO_MAP "crypto map" "config-crypto-map"
%mode GDOI "GDOI group" "config-gdoi-group"
%mode GDOI_SERVER "GDOI server" "gdoi-local-server"
%mode GDOI_SA "GDOI security association" "gdoi-sa-ipsec"
%help GLOBAL: "call" Calls
%help GLOBAL: "redundancy" Redundant routers and processors
%help INTERFACE: "crypto" Encryption
%help INTERFACE: "qos" Quality of service
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
      | "crypto" "map" map_name map_global { line_covered(cx); }
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
     | "client" "ezvpn" name
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
          | "gdoi" "fail-close"
          ;
crypto_other: "call" "admission" "limit" "ike" ike_limit NUMBER
            | "engine" "accelerator"
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

interface_command: "crypto" "map" name { line_feature(cx, @$, "IPsec"); }
                 | "crypto" "map" name "redundancy" name { line_feature(cx, @$, "IPsec"); }
                 | "crypto" "map" only_no { line_no_effect(cx); }
                 | "ipv6" "crypto" "map" name { line_feature(cx, @$, "IPsec"); }
                 | "crypto" "ipsec" "df-bit" df_bit { line_covered(cx); }
                 | "crypto" "ipsec" "fragmentation" fragmentation_when { line_covered(cx); }
                 | "crypto" "ipsec" "client" "ezvpn" name ezvpn_side {
			line_feature(cx, @$, "IPsec");
		}
                 | "crypto" "engine" "accelerator" { line_no_effect(cx); }
                 ;
ezvpn_side: %empty | "inside" | "outside";
%%
