/* ISAKMP, its keys, and the groups of its clients: not translated. */
%mode ISAKMP_POLICY "ISAKMP policy" "config-isakmp"
%mode ISAKMP_PROFILE "ISAKMP profile" "conf-isa-prof"
%mode ISAKMP_GROUP "ISAKMP client group" "config-isakmp-group"
%mode KEYRING "key ring" "conf-keyring"
%help GLOBAL: "subscriber" Subscribers
%%
global: "crypto" "isakmp" "policy" NUMBER {
		open_untranslated(cx, @$, MODE_ISAKMP_POLICY, "IPsec");
	}
      | "crypto" "isakmp" "profile" name isakmp_accounting {
		open_untranslated(cx, @$, MODE_ISAKMP_PROFILE, "IPsec");
	}
      | "crypto" "isakmp" "client" "configuration" "group" isakmp_group {
		open_untranslated(cx, @$, MODE_ISAKMP_GROUP, "IPsec");
	}
      | "crypto" "keyring" name keyring_vrf {
		open_untranslated(cx, @$, MODE_KEYRING, "IPsec");
	}
      | "crypto" "isakmp" isakmp { line_feature(cx, @$, "IPsec"); }
      | "crypto" "isakmp" isakmp_default { line_covered(cx); }
      ;
isakmp_accounting: %empty | "accounting" name;
isakmp_group: name | "default";
keyring_vrf: %empty | "vrf" name;
isakmp: "key" hidden "address" crypto_address
      | "key" hidden "address" crypto_address "no-xauth"
      | "key" hidden "hostname" name
      | "key" hidden "hostname" name "no-xauth"
      | "enable"
      | "client" "configuration" "address-pool" "local" name
      | "xauth" "timeout" NUMBER
      ;
isakmp_default: "keepalive" NUMBER
              | "keepalive" NUMBER keepalive_kind
              | "keepalive" NUMBER NUMBER
              | "keepalive" NUMBER NUMBER keepalive_kind
              | "identity" isakmp_identity
              | "aggressive-mode" "disable"
              | "nat" "keepalive" NUMBER
              | "invalid-spi-recovery"
              | "fragmentation"
              | "default" "policy"
              | "disconnect-revoked-peers"
              | "diagnose" "error"
              | "diagnose" "error" NUMBER
              | "peer" isakmp_peer
              ;
keepalive_kind: "periodic" | "on-demand";
isakmp_identity: "address" | "hostname" | "dn" | "auto" | "fqdn" name;
isakmp_peer: "address" IPV4 | "address" "ipv6" name | "hostname" name;
crypto_address: IPV4 | IPV4 IPV4 | PREFIX | IPV6 | "ipv6" IPV6 | "ipv6" PREFIX6;

line: IN_ISAKMP_POLICY no isakmp_policy { line_covered(cx); }
    | IN_ISAKMP_PROFILE no isakmp_profile { line_covered(cx); }
    | IN_ISAKMP_GROUP no isakmp_client { line_covered(cx); }
    | IN_KEYRING no keyring { line_covered(cx); }
    ;
isakmp_policy: "encr" cipher
             | "encryption" cipher
             | "hash" hash
             | "authentication" "pre-share"
             | "authentication" "rsa-sig"
             | "authentication" "rsa-encr"
             | "authentication" "ecdsa-sig"
             | "group" NUMBER
             | "lifetime" NUMBER
             | "lifetime" "seconds" NUMBER
             ;
cipher: "des" | "3des" | "aes" | "aes" NUMBER;
hash: "md5" | "sha" | "sha256" | "sha384" | "sha512" | "sha1";
isakmp_profile: "description" LINE
              | "vrf" name
              | "keyring" name
              | "keyring" "default"
              | "self-identity" self_identity
              | "match" "identity" isakmp_match
              | "match" "certificate" name
              | "client" "authentication" "list" name
              | "client" "configuration" "address" client_address
              | "client" "configuration" "group" name
              | "client" "pki" "authorization" "list" name
              | "isakmp" "authorization" "list" name
              | "accounting" name
              | "ca" "trust-point" name
              | "initiate" "mode" "aggressive"
              | "keepalive" NUMBER "retry" NUMBER
              | "local-address" host
              | "local-address" interface_name
              | "virtual-template" NUMBER
              | "qos-group" NUMBER
              ;
self_identity: "address"
             | "address" "ipv6"
             | "fqdn"
             | "fqdn" name
             | "user-fqdn" name
             ;
isakmp_match: "address" crypto_address
            | "address" crypto_address name
            | "group" name
            | "host" name
            | "host" "domain" name
            | "user" name
            | "user" "domain" name
            ;
client_address: "initiate" | "respond" | "pool" "local" name;
isakmp_client: "key" hidden
             | "dns" host
             | "dns" host host
             | "wins" host
             | "wins" host host
             | "domain" name
             | "pool" name
             | "acl" access_list
             | "save-password"
             | "backup-gateway" host
             | "netmask" IPV4
             | "banner" BANNER
             | "group-lock"
             | "include-local-lan"
             | "max-logins" NUMBER
             | "max-users" NUMBER
             | "firewall" "are-u-there"
             | "pfs"
             | "split-dns" name
             | "browser-proxy" name
             | "configuration" "url" name
             | "configuration" "version" NUMBER
             | "smartcard-removal-disconnect"
             | "dhcp" "server" host
             | "dhcp" "timeout" NUMBER
             | "dhcp" "giaddr" IPV4
             | "subscriber" name
             | "access-restrict" interface_name
             | "crypto" "aaa" "attribute" "list" name
             ;
keyring: "description" LINE
       | "pre-shared-key" "address" crypto_address "key" hidden
       | "pre-shared-key" "hostname" name "key" hidden
       | "rsa-pubkey" rsa_owner
       | "local-address" host
       | "local-address" host name
       | "local-address" interface_name
       ;
rsa_owner: "address" IPV4 rsa_use | "name" name rsa_use;
rsa_use: %empty | "encryption" | "signature";
%%
