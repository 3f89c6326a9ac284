/* IKEv2: not translated. */
%mode IKEV2_PROPOSAL "IKEv2 proposal" "config-ikev2-proposal"
%mode IKEV2_POLICY "IKEv2 policy" "config-ikev2-policy"
%mode IKEV2_KEYRING "IKEv2 key ring" "config-ikev2-keyring"
%mode IKEV2_PEER "IKEv2 peer" "config-ikev2-keyring-peer"
%mode IKEV2_PROFILE "IKEv2 profile" "config-ikev2-profile"
%mode IKEV2_AUTHORIZATION "IKEv2 authorization policy" "config-ikev2-author-policy"
%mode FLEXVPN "FlexVPN client" "config-ikev2-flexvpn"
%help GLOBAL: "auto" Things that set themselves up
%help GLOBAL: "crypto" Encryption and keys
%help GLOBAL: "cts" TrustSec
%%
global: "crypto" "ikev2" "proposal" ikev2_name {
		open_untranslated(cx, @$, MODE_IKEV2_PROPOSAL, "IPsec");
	}
      | "crypto" "ikev2" "policy" ikev2_name {
		open_untranslated(cx, @$, MODE_IKEV2_POLICY, "IPsec");
	}
      | "crypto" "ikev2" "keyring" name {
		open_untranslated(cx, @$, MODE_IKEV2_KEYRING, "IPsec");
	}
      | "crypto" "ikev2" "profile" name {
		open_untranslated(cx, @$, MODE_IKEV2_PROFILE, "IPsec");
	}
      | "crypto" "ikev2" "authorization" "policy" ikev2_name {
		open_untranslated(cx, @$, MODE_IKEV2_AUTHORIZATION, "IPsec");
	}
      | "crypto" "ikev2" "client" "flexvpn" name {
		open_untranslated(cx, @$, MODE_FLEXVPN, "IPsec");
	}
      | "crypto" "ikev2" ikev2 { line_covered(cx); }
      ;
ikev2_name: "default" | name;
ikev2: "enable"
     | "dpd" NUMBER NUMBER keepalive_kind
     | "nat" "keepalive" NUMBER
     | "window" NUMBER
     | "fragmentation"
     | "fragmentation" "mtu" NUMBER
     | "limit" "max-sa" NUMBER
     | "limit" "max-in-negotation-sa" NUMBER
     | "cookie-challenge" NUMBER
     | "certificate-cache" NUMBER
     | "diagnose" "error" NUMBER
     | "http-url" "cert"
     | "cts" "sgt"
     | "redirect" "client"
     | "redirect" "gateway" "init"
     | "name-mangler" name
     | "reconnect"
     | "disconnect-revoked-peers"
     ;

line: IN_IKEV2_PROPOSAL no ikev2_proposal { line_covered(cx); }
    | IN_IKEV2_POLICY no ikev2_policy { line_covered(cx); }
    | IN_IKEV2_KEYRING no "peer" name { open_covered(cx, MODE_IKEV2_PEER); }
    | IN_IKEV2_PEER no ikev2_peer { line_covered(cx); }
    | IN_IKEV2_PROFILE no ikev2_profile { line_covered(cx); }
    | IN_IKEV2_AUTHORIZATION no ikev2_authorization { line_covered(cx); }
    | IN_FLEXVPN no flexvpn { line_covered(cx); }
    ;
ikev2_proposal: "encryption" ikev2_ciphers
              | "integrity" ikev2_hashes
              | "prf" ikev2_hashes
              | "group" ikev2_groups
              ;
ikev2_ciphers: ikev2_cipher | ikev2_ciphers ikev2_cipher;
ikev2_cipher: "des" | "3des" | "aes-cbc-128" | "aes-cbc-192" | "aes-cbc-256" | "aes-gcm-128" | "aes-gcm-256";
ikev2_hashes: hash | ikev2_hashes hash;
ikev2_groups: ikev2_group | ikev2_groups ikev2_group;
ikev2_group: NUMBER;
ikev2_policy: "proposal" ikev2_name
            | "match" "fvrf" ikev2_vrf
            | "match" "address" "local" host
            ;
ikev2_vrf: "any" | name;
ikev2_peer: "address" host
          | "address" IPV4 IPV4
          | "address" PREFIX
          | "address" PREFIX6
          | "hostname" name
          | "description" LINE
          | "identity" ikev2_peer_identity
          | "pre-shared-key" hidden
          | "pre-shared-key" which_side hidden
          | "pre-shared-key" "hex" hidden
          ;
which_side: "local" | "remote";
ikev2_peer_identity: "address" host | "fqdn" name | "email" name | "key-id" name
                   | "fqdn" "domain" name | "email" "domain" name;
ikev2_profile: "description" LINE
             | "match" "identity" "remote" ikev2_match
             | "match" "fvrf" ikev2_vrf
             | "match" "address" "local" host
             | "match" "address" "local" "interface" interface_name
             | "match" "certificate" name
             | "identity" "local" ikev2_identity
             | "authentication" "local" ikev2_authentication
             | "authentication" "remote" ikev2_authentication
             | "keyring" "local" name
             | "keyring" "aaa" name
             | "keyring" "aaa" name "name-mangler" name
             | "keyring" name
             | "pki" "trustpoint" name pki_use
             | "lifetime" NUMBER
             | "lifetime" "certificate"
             | "dpd" NUMBER NUMBER keepalive_kind
             | "nat" "keepalive" NUMBER
             | "nat" "force-encap"
             | "ivrf" name
             | "virtual-template" NUMBER
             | "virtual-template" NUMBER "mode" "auto"
             | "aaa" "authorization" ikev2_aaa
             | "aaa" "authentication" "eap" name
             | "aaa" "authentication" "anyconnect-eap" name
             | "aaa" "accounting" ikev2_accounting name
             | "config-exchange" "request"
             | "config-exchange" "set" "accept"
             | "config-exchange" "set" "send"
             | "initial-contact" "force"
             | "redirect" "gateway" "auth"
             | "reconnect"
             | "reconnect" "timeout" NUMBER
             | "ppk" "manual" "id" name "key" hidden
             | "anyconnect" "profile" name
             | "shutdown"
             ;
ikev2_match: "address" host
           | "address" IPV4 IPV4
           | "address" PREFIX
           | "address" PREFIX6
           | "any"
           | "fqdn" name
           | "fqdn" "domain" name
           | "email" name
           | "email" "domain" name
           | "key-id" name
           ;
ikev2_identity: "address" host | "dn" | "fqdn" name | "email" name | "key-id" name;
ikev2_authentication: "pre-share"
                    | "pre-share" "key" hidden
                    | "rsa-sig"
                    | "ecdsa-sig"
                    | "eap"
                    | "eap" "query-identity"
                    | "eap" "mschapv2" "username" name "password" hidden
                    | "anyconnect-eap" "aggregate"
                    ;
pki_use: %empty | "sign" | "verify";
ikev2_aaa: "group" ikev2_aaa_how
         | "user" ikev2_aaa_how
         ;
ikev2_aaa_how: aaa_credential "list" ikev2_name ikev2_aaa_name
             | "override" aaa_credential "list" ikev2_name ikev2_aaa_name
             | aaa_credential "cached"
             ;
aaa_credential: "psk" | "cert" | "eap" | "anyconnect-eap";
ikev2_aaa_name: %empty | name | "default" | "name-mangler" name | "password" hidden;
ikev2_accounting: "psk" | "cert" | "eap" | "anyconnect-eap";
ikev2_authorization: "pool" name
                   | "ipv6" "pool" name
                   | "dns" IPV4
                   | "dns" IPV4 IPV4
                   | "wins" IPV4
                   | "wins" IPV4 IPV4
                   | "netmask" IPV4
                   | "def-domain" name
                   | "split-dns" name
                   | "banner" BANNER
                   | "route" "set" "interface"
                   | "route" "set" "interface" interface_name
                   | "route" "set" "access-list" access_list
                   | "route" "set" "access-list" "ipv6" access_list
                   | "route" "set" "local" ip_version name
                   | "route" "set" "remote" ip_version host
                   | "route" "set" "remote" ip_version IPV4 IPV4
                   | "route" "accept" "any"
                   | "route" "accept" "any" "tag" NUMBER "distance" NUMBER
                   | "backup-gateway" name
                   | "include-local-lan"
                   | "pfs"
                   | "session-lifetime" NUMBER
                   | "smartcard-removal-disconnect"
                   | "aaa" "attribute" "list" name
                   ;
flexvpn: "peer" NUMBER host
       | "peer" NUMBER "fqdn" name
       | "peer" NUMBER host "track" NUMBER
       | "peer" "reactivate"
       | "client" "connect" interface_name
       | "client" "inside" interface_name
       | "connect" connect_when
       | "source" NUMBER interface_name "track" NUMBER
       | "backup" "group" NUMBER
       | "domain" name
       ;
connect_when: "auto" | "manual" | "track" NUMBER;
%%
