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
%help FLEXVPN: "connect" When to connect
%help FLEXVPN: "source" Address that the tunnel starts from
%help FLEXVPN: "backup" Peers for when this one fails
%help FLEXVPN: "domain" Domain of names
%help FLEXVPN: "peer" Peer to connect to
%help FLEXVPN: "client" Interfaces of the client
%help "client" "connect" Tunnel interface
%help "client" "inside" Inside interface
%help "connect" "auto" At once
%help "connect" "manual" When it is asked for
%help "connect" "track" When a track says so
%help "peer" "reactivate" Return to a better peer
%help "fqdn" Fully qualified domain name
%help "ikev2" Internet key exchange version 2
%help "crypto" "ikev2" "proposal" Algorithms that are offered
%help "crypto" "ikev2" "policy" Which proposals serve whom
%help "crypto" "ikev2" "profile" How peers are met
%help "crypto" "ikev2" "authorization" What peers may do
%help "crypto" "ikev2" "client" Client of FlexVPN
%help "crypto" "ikev2" "nat" Translation on the way
%help "crypto" "ikev2" "window" Requests at a time
%help "crypto" "ikev2" "fragmentation" Cut large messages
%help "crypto" "ikev2" "cookie-challenge" Cookies against floods
%help "crypto" "ikev2" "certificate-cache" Certificates that are kept
%help "crypto" "ikev2" "diagnose" Diagnosis
%help "crypto" "ikev2" "http-url" Certificates by HTTP
%help "crypto" "ikev2" "redirect" Redirection to another gateway
%help "crypto" "ikev2" "disconnect-revoked-peers" Leave peers whose certificates are revoked
%help "crypto" "ikev2" "cts" TrustSec
%help "crypto" "ikev2" "limit" Limits
%help "crypto" "ikev2" "authorization" "policy" Policy of authorization
%help "crypto" "ikev2" "client" "flexvpn" A client of FlexVPN
%help "crypto" "ikev2" "cts" "sgt" Carry security group tags
%help "crypto" "ikev2" "diagnose" "error" Keep errors
%help "crypto" "ikev2" "http-url" "cert" Take certificates from there
%help "crypto" "ikev2" "limit" "max-sa" Most security associations
%help "crypto" "ikev2" "limit" "max-in-negotation-sa" Most associations under negotiation
%help "crypto" "ikev2" "nat" "keepalive" Seconds between keepalives
%help "crypto" "ikev2" "redirect" "gateway" Redirect as a gateway
%help "crypto" "ikev2" "redirect" "gateway" "init" At the first message
%help IKEV2_AUTHORIZATION: "pool" Pool of addresses
%help IKEV2_AUTHORIZATION: "dns" Name servers
%help IKEV2_AUTHORIZATION: "wins" WINS servers
%help IKEV2_AUTHORIZATION: "def-domain" Domain of the client
%help IKEV2_AUTHORIZATION: "banner" Text for the client
%help IKEV2_AUTHORIZATION: "route" Routes
%help IKEV2_AUTHORIZATION: "include-local-lan" Let the client reach its own network
%help IKEV2_AUTHORIZATION: "session-lifetime" Seconds that a session lasts
%help IKEV2_AUTHORIZATION: "ipv6" IPv6 of the client
%help IKEV2_AUTHORIZATION: "route" "set" Routes that are sent
%help IKEV2_AUTHORIZATION: "route" "accept" Routes that are taken
%help IKEV2_AUTHORIZATION: "route" "set" "remote" Network of this side
%help IKEV2_AUTHORIZATION: "route" "set" "interface" Address of this interface
%help "ipv6" "pool" Pool of addresses
%help "route" "accept" "any" All of them
%help "route" "accept" "any" "tag" Tag of the routes
%help "route" "accept" "any" "tag" NUMBER "distance" Distance of the routes
%help "route" "set" "access-list" Networks of an access list
%help "route" "set" "access-list" "ipv6" Access list of IPv6
%help IKEV2_KEYRING: "peer" A peer, and its keys
%help IKEV2_PEER: "identity" Identity of the peer
%help IKEV2_PEER: "pre-shared-key" Key shared with the peer
%help IKEV2_PEER: "address" Address of the peer
%help IKEV2_PEER: "hostname" Name of the peer
%help IKEV2_PEER: "identity" "address" An address
%help IKEV2_PEER: "description" Description of the peer
%help "pre-shared-key" "local" To sign with
%help "pre-shared-key" "remote" To check with
%help "fqdn" "domain" Any name of this domain
%help IKEV2_POLICY: "proposal" Proposal to offer
%help IKEV2_POLICY: "match" When this policy serves
%help IKEV2_POLICY: "match" "address" Address
%help "match" "address" "local" Our own address
%help IKEV2_PROFILE: "authentication" How we and the peer authenticate
%help IKEV2_PROFILE: "pki" Certificates
%help IKEV2_PROFILE: "nat" Translation on the way
%help IKEV2_PROFILE: "virtual-template" Interface that tunnels are made of
%help IKEV2_PROFILE: "aaa" Authorization and accounting
%help IKEV2_PROFILE: "config-exchange" Exchange of configuration
%help IKEV2_PROFILE: "initial-contact" The first message of a peer
%help IKEV2_PROFILE: "redirect" Redirection to another gateway
%help IKEV2_PROFILE: "ppk" Key against quantum computers
%help IKEV2_PROFILE: "identity" Our own identity
%help IKEV2_PROFILE: "lifetime" Seconds that keys live
%help IKEV2_PROFILE: "match" Peers of this profile
%help IKEV2_PROFILE: "description" Description of the profile
%help IKEV2_PROFILE: "aaa" "authorization" What the peer may do
%help IKEV2_PROFILE: "aaa" "authentication" How EAP is authenticated
%help IKEV2_PROFILE: "aaa" "accounting" Record sessions
%help IKEV2_PROFILE: "aaa" "authorization" "group" Of the group
%help IKEV2_PROFILE: "aaa" "authorization" "user" Of the user
%help IKEV2_PROFILE: "authentication" "local" How we authenticate
%help IKEV2_PROFILE: "authentication" "remote" How the peer authenticates
%help IKEV2_PROFILE: "config-exchange" "request" Ask for it
%help IKEV2_PROFILE: "config-exchange" "set" Send it unasked
%help IKEV2_PROFILE: "config-exchange" "set" "accept" Take what the peer sends
%help IKEV2_PROFILE: "config-exchange" "set" "send" Send it
%help IKEV2_PROFILE: "identity" "local" Our own identity
%help IKEV2_PROFILE: "identity" "local" "address" An address
%help IKEV2_PROFILE: "identity" "local" "dn" The certificate's subject
%help IKEV2_PROFILE: "initial-contact" "force" End other sessions of the peer
%help IKEV2_PROFILE: "keyring" "aaa" Keys from a server
%help IKEV2_PROFILE: "keyring" "local" Keys of this router
%help IKEV2_PROFILE: "lifetime" "certificate" As long as the certificate
%help IKEV2_PROFILE: "match" "identity" By identity of the peer
%help IKEV2_PROFILE: "match" "identity" "remote" Identity of the peer
%help IKEV2_PROFILE: "match" "identity" "remote" "any" Any identity
%help IKEV2_PROFILE: "match" "identity" "remote" "address" Address of the peer
%help IKEV2_PROFILE: "match" "certificate" By certificate of the peer
%help IKEV2_PROFILE: "match" "address" By address
%help IKEV2_PROFILE: "nat" "keepalive" Seconds between keepalives
%help IKEV2_PROFILE: "nat" "force-encap" UDP even without translation
%help IKEV2_PROFILE: "pki" "trustpoint" WORD "sign" To sign with
%help IKEV2_PROFILE: "pki" "trustpoint" WORD "verify" To check with
%help IKEV2_PROFILE: "ppk" "manual" A key given here
%help IKEV2_PROFILE: "ppk" "manual" "id" Identity of the key
%help IKEV2_PROFILE: "ppk" "manual" "id" WORD "key" The key
%help IKEV2_PROFILE: "redirect" "gateway" Redirect as a gateway
%help IKEV2_PROFILE: "redirect" "gateway" "auth" At authentication
%help IKEV2_PROFILE: "virtual-template" NUMBER "mode" Mode of the tunnel
%help IKEV2_PROFILE: "virtual-template" NUMBER "mode" "auto" As the peer wants it
%help "psk" Pre-shared keys
%help "cert" Certificates
%help "anyconnect-eap" EAP of AnyConnect
%help "psk" "cached" Keep the answer
%help "name-mangler" How names are derived
%help "pre-share" Pre-shared key
%help "rsa-sig" Signature of RSA
%help "ecdsa-sig" Signature of ECDSA
%help "aggregate" Several in one
%help "query-identity" Ask for the identity
%help "mschapv2" MS-CHAP version 2
%help "email" Address of mail
%help "key-id" Identity as a text
%help "dn" Distinguished name
%help "fvrf" VRF of the outside
%help "ivrf" VRF of the inside
%help "keyring" Keys of peers
%help "dpd" Detection of dead peers
%help "pki" Public key infrastructure
%help "pre-shared-key" Pre-shared key
%help "reconnect" Sessions that come back
%help "proposal" Proposal
%help IKEV2_PROPOSAL: "encryption" Algorithms of encryption
%help IKEV2_PROPOSAL: "integrity" Algorithms of integrity
%help IKEV2_PROPOSAL: "group" Groups of Diffie-Hellman
%help "prf" Pseudo-random functions
%help "des" DES with 56 bits
%help "3des" Triple DES
%help "aes-cbc-128" AES-CBC with 128 bits
%help "aes-cbc-192" AES-CBC with 192 bits
%help "aes-cbc-256" AES-CBC with 256 bits
%help "aes-gcm-128" AES-GCM with 128 bits
%help "aes-gcm-256" AES-GCM with 256 bits
%help "backup" "group" Group of clients
%help "ikev2" "fragmentation" "mtu" Largest message
%help "ikev2" "redirect" "client" As a client
%help IKEV2_AUTHORIZATION: "aaa" Attributes from a server
%help "route" "set" "local" Network of this side
%help "email" "domain" Any of this domain
%help IKEV2_PROFILE: "shutdown" Take the profile out of service
%help "authorization" "group" "override" The group's attributes win
%help "authorization" "user" "override" The user's attributes win
%help "anyconnect" "profile" Name of the profile
%help "mschapv2" "username" Name
%help "pre-share" "key" The key
%help "anyconnect" Clients of AnyConnect
%help "split-dns" Domains that the tunnel resolves
%help "integrity" Integrity
%help "inside" Inside
%help "backup" For when this one fails
%help "override" Override
%help "match" "fvrf" "any" Any VRF
%help "keyring" "default" The keys of this router
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
     | "diagnose" "error"
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
       | "peer" NUMBER "fqdn" name "dynamic"
       | "peer" NUMBER "fqdn" name "dynamic" "track" NUMBER
       | "peer" NUMBER host "dynamic"
       | "peer" NUMBER "fqdn" name "track" NUMBER
       | "source" NUMBER interface_name
       | "source" NUMBER host
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
