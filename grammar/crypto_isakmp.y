/* ISAKMP, its keys, and the groups of its clients: not translated. */
%mode ISAKMP_POLICY "ISAKMP policy" "config-isakmp"
%mode ISAKMP_PROFILE "ISAKMP profile" "conf-isa-prof"
%mode ISAKMP_GROUP "ISAKMP client group" "config-isakmp-group"
%mode KEYRING "key ring" "conf-keyring"
%mode RSA_PUBKEY "public key" "config-pubkey-key"
%rare "encr"
%help GLOBAL: "subscriber" Subscribers
%help "isakmp" Internet security association and key management
%help "aes" AES
%help "crypto" "isakmp" Internet key exchange
%help "crypto" "isakmp" "policy" A set of algorithms
%help "crypto" "isakmp" "profile" How peers are met
%help "crypto" "isakmp" "client" Remote users
%help "crypto" "isakmp" "keepalive" Detection of dead peers
%help "crypto" "isakmp" "aggressive-mode" Aggressive mode
%help "crypto" "isakmp" "nat" Translation on the way
%help "crypto" "isakmp" "invalid-spi-recovery" Recover from unknown indices
%help "crypto" "isakmp" "fragmentation" Cut large messages
%help "crypto" "isakmp" "disconnect-revoked-peers" Leave peers whose certificates are revoked
%help "crypto" "isakmp" "diagnose" Diagnosis
%help "crypto" "isakmp" "peer" A peer
%help "crypto" "isakmp" "key" Key shared with a peer
%help "crypto" "isakmp" "identity" How we name ourselves
%help "crypto" "isakmp" "enable" Answer key exchange
%help "crypto" "isakmp" "default" Built-in policies
%help "crypto" "isakmp" "client" "configuration" Settings of remote users
%help "crypto" "isakmp" "client" "configuration" "address-pool" Pool of their addresses
%help "crypto" "isakmp" "diagnose" "error" Keep errors
%help "crypto" "isakmp" "identity" "dn" The certificate's subject
%help "crypto" "isakmp" "identity" "address" Our address
%help "crypto" "isakmp" "identity" "hostname" Our name
%help "crypto" "isakmp" "aggressive-mode" "disable" Neither ask nor answer so
%help "keepalive" NUMBER "on-demand" Ask when there is traffic
%help "keepalive" NUMBER "periodic" Ask from time to time
%help "no-xauth" Without extended authentication
%help "address" "initiate" Offer an address
%help "address" "respond" Answer when asked for one
%help "dpd" NUMBER NUMBER "periodic" Ask from time to time
%help "dpd" NUMBER NUMBER "on-demand" Ask when there is traffic
%help "on-demand" When there is traffic
%help "md5" MD5
%help "sha256" SHA-2 with 256 bits
%help "sha384" SHA-2 with 384 bits
%help "sha512" SHA-2 with 512 bits
%help ISAKMP_GROUP: "acl" Traffic for the tunnel
%help ISAKMP_GROUP: "save-password" Let clients keep the password
%help ISAKMP_GROUP: "group-lock" Check the group of the user
%help ISAKMP_GROUP: "max-logins" Most sessions of a user
%help ISAKMP_GROUP: "max-users" Most users
%help ISAKMP_GROUP: "firewall" Firewall of the client
%help ISAKMP_GROUP: "browser-proxy" Proxy of the client's browser
%help ISAKMP_GROUP: "dhcp" Addresses by DHCP
%help ISAKMP_GROUP: "access-restrict" Only by this interface
%help ISAKMP_GROUP: "crypto" Settings of encryption
%help ISAKMP_GROUP: "configuration" Configuration to fetch
%help ISAKMP_GROUP: "configuration" "url" Where it is
%help ISAKMP_GROUP: "configuration" "version" Its version
%help ISAKMP_GROUP: "key" Key shared with the group
%help ISAKMP_GROUP: "domain" Domain of the client
%help ISAKMP_GROUP: "pool" Pool of addresses
%help ISAKMP_GROUP: "dns" Name servers
%help ISAKMP_GROUP: "wins" WINS servers
%help ISAKMP_GROUP: "netmask" Mask of the client
%help ISAKMP_GROUP: "banner" Text for the client
%help "crypto" "aaa" Attributes from a server
%help "are-u-there" A firewall must run
%help ISAKMP_POLICY: "encr" Algorithm of encryption
%help ISAKMP_POLICY: "encryption" Algorithm of encryption
%help ISAKMP_POLICY: "authentication" How peers authenticate
%help ISAKMP_POLICY: "group" Group of Diffie-Hellman
%help ISAKMP_POLICY: "lifetime" Seconds that keys live
%help "rsa-encr" Nonces encrypted by RSA
%help ISAKMP_PROFILE: "self-identity" How we name ourselves
%help ISAKMP_PROFILE: "isakmp" Settings of key exchange
%help ISAKMP_PROFILE: "ca" Certificates
%help ISAKMP_PROFILE: "initiate" How it is begun
%help ISAKMP_PROFILE: "keepalive" Detection of dead peers
%help ISAKMP_PROFILE: "client" Remote users
%help ISAKMP_PROFILE: "ca" "trust-point" Authority of certificates
%help ISAKMP_PROFILE: "client" "configuration" Settings of remote users
%help ISAKMP_PROFILE: "client" "pki" Certificates of users
%help ISAKMP_PROFILE: "client" "authentication" Extended authentication
%help ISAKMP_PROFILE: "match" Peers of this profile
%help ISAKMP_PROFILE: "description" Description of the profile
%help ISAKMP_PROFILE: "accounting" Record sessions
%help ISAKMP_PROFILE: "vrf" VRF of the inside
%help ISAKMP_PROFILE: "virtual-template" Interface that tunnels are made of
%help ISAKMP_PROFILE: "match" "identity" By identity of the peer
%help ISAKMP_PROFILE: "match" "certificate" By certificate of the peer
%help ISAKMP_PROFILE: "self-identity" "address" Our address
%help "client" "authentication" "list" List of methods
%help "client" "pki" "authorization" What they may do
%help "initiate" "mode" "aggressive" Aggressive mode
%help "keepalive" NUMBER "retry" Seconds between attempts
%help "self-identity" "fqdn" Our name
%help "user-fqdn" A name as user@domain
%help "rsa-pubkey" Public key of RSA
%help KEYRING: "pre-shared-key" Key shared with a peer
%help "pre-shared-key" "address" IPV4 "key" The key
%help "rsa-pubkey" "address" IPV4 "encryption" To encrypt
%help "rsa-pubkey" "address" IPV4 "signature" To sign
%help "xauth" Extended authentication
%help "isakmp" "default" "policy" Built-in policies
%help "isakmp" "nat" "keepalive" Seconds between keepalives
%help ISAKMP_GROUP: "include-local-lan" Let the client reach its own network
%help "backup-gateway" Gateway for when this one fails
%help "include-local-lan" Let clients reach their own network
%help "smartcard-removal-disconnect" End when the smart card is taken out
%help "client" "configuration" "group" Group of remote users
%help "identity" "user" A name of a user
%help "pre-shared-key" "hostname" WORD "key" The key
%help "keepalive" Keepalives
%help "initiate" Begin
%help "acl" Access list
%help "hash" Algorithm of integrity
%help "giaddr" Address that names the pool
%help "identity" "auto" By the kind of authentication
%help "configuration" "address" "pool" From a pool
%help "configuration" "address" Addresses of users
%help "pre-shared-key" "address" Address of the peer
%help "rsa-pubkey" "name" Name of the peer
%help "self-identity" "address" "ipv6" IPv6 address
%help "auto" By itself
%help "name" Name
%help "identity" "host" Name of a host
%help "identity" "host" "domain" Any of this domain
%help "identity" "user" "domain" Any of this domain
%help "address-pool" "local" Pool of this router
%help "pool" "local" Pool of this router
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
    | IN_KEYRING no "rsa-pubkey" rsa_owner { open_covered(cx, MODE_RSA_PUBKEY); }
    | IN_RSA_PUBKEY no "address" IPV4 { line_covered(cx); }
    | IN_RSA_PUBKEY no "serial-number" NUMBER { line_covered(cx); }
    | IN_RSA_PUBKEY no "key-string" { line_covered(cx); skip_until_quit(cx, 1); }
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
       | "local-address" host
       | "local-address" host name
       | "local-address" interface_name
       ;
rsa_owner: "address" IPV4 rsa_use | "name" name rsa_use;
rsa_use: %empty | "encryption" | "signature";
%%
