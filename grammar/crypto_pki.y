/*
 * Certificates and keys of the router, which have no effect here: what uses them is not translated,
 * and says so.
 */
%mode ENROLLMENT_PROFILE "enrollment profile" "ca-profile-enroll"
%mode TRUSTPOINT "trust point" "ca-trustpoint"
%mode PKI_SERVER "certificate server" "cs-server"
%mode CERTIFICATES "certificate chain" "config-cert-chain"
%mode CERTIFICATE_MAP "certificate map" "ca-certificate-map"
%help CERTIFICATES: "cabundle" File of certificates of authorities
%help CERTIFICATES: "certificate" A certificate
%help "certificate" "ca" Of the authority
%help "self-signed" Signed by itself
%help "certificate" "rollback" The one before
%help "certificate" "rollback" "ca" Of the authority
%help "alt-subject-name" Other name of the subject
%help "unstructured-subject-name" Name of the device
%help "valid-start" When it begins to be valid
%help "expires-on" When it expires
%help "crypto" "rsa-key-pair" Key of RSA
%help "crypto" "key" Keys
%help "crypto" "ca" "identity" Authority by its name
%help "crypto" "key" "generate" Make keys
%help "crypto" "key" "zeroize" Remove keys
%help "crypto" "key" "pubkey-chain" Public keys of peers
%help "crypto" "key" "generate" "rsa" Key of RSA
%help "crypto" "key" "generate" "ec" Key of elliptic curves
%help "crypto" "key" "generate" "dsa" Key of DSA
%help "crypto" "key" "pubkey-chain" "rsa" Keys of RSA
%help "general-keys" One pair for all uses
%help "usage-keys" A pair for signing and one for encryption
%help "generate" "rsa" "signature" For signing
%help "modulus" Length of the key in bits
%help "keysize" Length of the key in bits
%help "label" Name
%help "exportable" The key may be exported
%help "crypto" "pki" "token" Keys in a token
%help "token" "default" "removal" When it is taken out
%help "token" "removal" When it is taken out
%help "removal" "timeout" Seconds that its keys stay
%help "user-pin" Secret number
%help "token" "secondary" A second configuration
%help "secondary" "config" Name of the file
%help "max-retries" The most attempts
%help "benchmark" Measure times
%help "crypto" "pki" "certificate" "pool" Authorities of the maker
%help "crypto" "pki" "http" HTTP
%help "max-buffer-size" The largest answer
%help "crypto" "pki" "crl" Lists of revoked certificates
%help "cache" "size" Kilobytes
%help "crypto" "pki" "certificate" Certificates
%help "crypto" "pki" "enroll" Ask for a certificate
%help "crypto" "pki" "trustpool" Pool of authorities
%help "crypto" "pki" "profile" Profile
%help "crypto" "pki" "server" This router as an authority
%help "crypto" "pki" "certificate" "chain" Certificates of an authority
%help "crypto" "pki" "certificate" "map" Which certificates match
%help "crypto" "pki" "certificate" "storage" Where they are kept
%help "crypto" "pki" "profile" "enrollment" How to ask for certificates
%help "crypto" "pki" "authenticate" Take the authority's certificate
%help PKI_SERVER: "database" Where certificates are kept
%help PKI_SERVER: "cdp-url" Where the list of revoked ones is
%help PKI_SERVER: "auto-rollover" Renew its own certificate
%help PKI_SERVER: "grant" Whom it grants
%help PKI_SERVER: "lifetime" How long they are valid
%help PKI_SERVER: "mode" Mode of the authority
%help PKI_SERVER: "hash" Algorithm of signatures
%help PKI_SERVER: "shutdown" Take the authority out of service
%help "database" "level" What is kept
%help "database" "archive" Format of the archive
%help "database" "username" Account to write with
%help "database" "level" "minimal" What is needed to go on
%help "database" "level" "names" Serial numbers and names
%help "database" "level" "minimum" What is needed to go on
%help "database" "level" "complete" Each certificate
%help "pem" Text of PEM
%help "pkcs12" Format of PKCS #12
%help "grant" "none" Nobody
%help "grant" "auto" Everybody
%help "ra-auto" Who comes by a registration authority
%help "grant" "auto" "rollover" Renewals
%help "grant" "auto" "rollover" "ca-cert" Of authorities
%help "ca-certificate" Of the authority's own certificate
%help "lifetime" "crl" Of the list of revoked ones
%help "enrollment-request" Of requests
%help "sub-cs" Subordinate authority
%help TRUSTPOINT: "enrollment" How the certificate is asked for
%help TRUSTPOINT: "subject-name" Subject of the certificate
%help TRUSTPOINT: "subject-alt-name" Other name of the subject
%help TRUSTPOINT: "serial-number" Put the serial number into it
%help TRUSTPOINT: "fqdn" Put the name into it
%help TRUSTPOINT: "ip-address" Put an address into it
%help TRUSTPOINT: "usage" What it is for
%help TRUSTPOINT: "password" Password to revoke it
%help TRUSTPOINT: "revocation-check" How revoked ones are found
%help TRUSTPOINT: "rsakeypair" Key of RSA
%help TRUSTPOINT: "eckeypair" Key of elliptic curves
%help TRUSTPOINT: "regenerate" Make a new key each time
%help TRUSTPOINT: "auto-enroll" Ask for a new one in time
%help TRUSTPOINT: "chain-validation" How far the chain is checked
%help TRUSTPOINT: "fingerprint" Fingerprint of the authority
%help TRUSTPOINT: "grant" Whom it grants
%help TRUSTPOINT: "ocsp" Online status
%help TRUSTPOINT: "on" Token that keeps the key
%help TRUSTPOINT: "primary" The one that is used unless said
%help TRUSTPOINT: "query" Ask a directory
%help TRUSTPOINT: "storage" Where certificates are kept
%help TRUSTPOINT: "validation-usage" What is checked
%help TRUSTPOINT: "authorization" Authorization by certificate
%help TRUSTPOINT: "serial-number" "none" Leave it out
%help TRUSTPOINT: "fqdn" "none" Leave it out
%help TRUSTPOINT: "ip-address" "none" Leave it out
%help TRUSTPOINT: "source" Interface whose address is used
%help TRUSTPOINT: "vrf" VRF of the authority
%help TRUSTPOINT: "match" Which certificates match
%help TRUSTPOINT: "hash" Algorithm of signatures
%help "authorization" "username" Name for the server
%help "subjectname" Part of the subject
%help "auto-enroll" NUMBER "regenerate" With a new key
%help "chain-validation" "continue" Up to this authority
%help "chain-validation" "stop" Stop here
%help "crl" "query" Where to ask
%help "crl" "optional" Go on without it
%help "crl" "cache" Keep it
%help "eku" "request" Ask for these uses
%help ENROLLMENT_PROFILE: "authentication" How the authority is asked for
%help ENROLLMENT_PROFILE: "enrollment" How the certificate is asked for
%help ENROLLMENT_PROFILE: "enrollment" "command" What is sent
%help ENROLLMENT_PROFILE: "authentication" "command" What is sent
%help ENROLLMENT_PROFILE: "reenrollment" How the next certificate is asked for
%help ENROLLMENT_PROFILE: "parameter" A part of what is sent
%help ENROLLMENT_PROFILE: "method-est" By EST
%help "method-est" "credential" Trust point to ask with
%help "authentication" "url" Address of the authority
%help "authentication" "terminal" By hand
%help "reenrollment" "url" Address of the authority
%help "parameter" NUMBER "value" What it is
%help "parameter" NUMBER "prompt" What the user is asked
%help "enrollment" "url" Address of the authority
%help "enrollment" "selfsigned" Sign it here
%help "enrollment" "terminal" By hand
%help "enrollment" "pkcs12" From a file of PKCS #12
%help "enrollment" "credential" Certificate to ask with
%help "enrollment" "mode" "ra" Through a registration authority
%help "enrollment" "retry" "count" Attempts
%help "enrollment" "retry" "period" Minutes between attempts
%help "enrollment" "terminal" "pem" With headers of PEM
%help "subject-name" Name of the subject
%help "grant" "auto" "trustpoint" Who has a certificate of this authority
%help "ocsp" "url" Address of the server
%help "disable-nonce" Without a nonce
%help "revocation-check" "crl" By list
%help "revocation-check" "ocsp" By online status
%help "revocation-check" "none" Not at all
%help "crl" List of what is revoked
%help "certificate" Certificate
%help "trustpoint" Authority of certificates
%help "enrollment" Request of a certificate
%help "fingerprint" Fingerprint
%help "ra" Registration authority
%help CERTIFICATE_MAP: "name" Name in the certificate
%help CERTIFICATE_MAP: "subject-name" Subject of the certificate
%help "generate" "rsa" "encryption" For encryption
%help "generate" "rsa" "on" Token that keeps the key
%help PKI_SERVER: "serial-number" The first serial number
%help "database" "url" Where it is kept
%help "archive" "pem" "password" Password of the archive
%help "archive" "pkcs12" "password" Password of the archive
%help "authorization" "list" List of methods
%help "enrollment" "profile" Profile
%help "query" "url" Address of the directory
%help "issuer-name" Name of the authority
%help "serial-number" Serial number
%help "eku" Extended use of the key
%help "database" Database
%help "storage" Where it is kept
%help "ca" Authority of certificates
%help "query" Query
%help "on" On
%help "chain" Chain
%help "regenerate" Make a new one
%help "validate" Check
%help "count" How many
%help "trustpool" "policy" Policy of the pool
%help "policy" A policy
%%
global: "crypto" pki "trustpoint" name { line_no_effect(cx); open_quietly(cx, MODE_TRUSTPOINT); }
      | "crypto" "ca" "identity" name { line_no_effect(cx); open_quietly(cx, MODE_TRUSTPOINT); }
      | "crypto" "pki" "server" name {
		line_lost_service(cx, @$, "the certificate server");
		open_quietly(cx, MODE_PKI_SERVER);
	}
      | "crypto" pki "certificate" "chain" name {
		line_no_effect(cx);
		open_quietly(cx, MODE_CERTIFICATES);
	}
      | "crypto" pki "certificate" "map" name NUMBER {
		line_no_effect(cx);
		open_quietly(cx, MODE_CERTIFICATE_MAP);
	}
      | "crypto" pki "profile" "enrollment" name {
		line_no_effect(cx);
		open_quietly(cx, MODE_ENROLLMENT_PROFILE);
	}
      | "crypto" pki "certificate" "pool" {
		line_no_effect(cx);
		open_quietly(cx, MODE_CERTIFICATES);
	}
      | "crypto" pki pki_command { line_no_effect(cx); }
      | "crypto" "key" crypto_key { line_no_effect(cx); skip_output(cx); }
      | "crypto" "rsa-key-pair" name NUMBER NUMBER { line_no_effect(cx); skip_until_quit(cx, 2); }
      ;
pki_token: "default" | name;
pki: "pki" | "ca";
pki_command: "authenticate" name
           | "token" pki_token "removal" "timeout" NUMBER
           | "token" pki_token "user-pin" hidden
           | "token" pki_token "secondary" "config" name
           | "token" pki_token "max-retries" NUMBER
           | "benchmark" NUMBER
           | "http" "max-buffer-size" NUMBER
           | "crl" "cache" "size" NUMBER
           | "enroll" name
           | "trustpool" "policy"
           | "certificate" "storage" name
           ;
crypto_key: "generate" key_type
          | "generate" key_type key_options
          | "zeroize"
          | "zeroize" key_type
          | "pubkey-chain" "rsa"
          ;
key_type: "rsa" | "ec" | "dsa";
key_options: key_option | key_options key_option;
key_option: "general-keys"
          | "usage-keys"
          | "encryption"
          | "signature"
          | "modulus" NUMBER
          | "keysize" NUMBER
          | "label" name
          | "exportable"
          | "storage" name
          | "on" name
          | "redundancy"
          ;

line: IN_TRUSTPOINT no trustpoint { line_no_effect(cx); }
    | IN_ENROLLMENT_PROFILE no enrollment_profile { line_no_effect(cx); }
    | IN_PKI_SERVER no pki_server { line_covered(cx); }
    | IN_CERTIFICATE_MAP no certificate_field LINE { line_no_effect(cx); }
    | IN_CERTIFICATES no "cabundle" name { line_no_effect(cx); }
    | IN_CERTIFICATES no "certificate" certificate_kind {
		line_no_effect(cx);
		if (!cx->no)
			skip_until_quit(cx, 1);
	}
    | IN_CERTIFICATES no "certificate" certificate_kind certificate_file { line_no_effect(cx); }
    ;
certificate_kind: name | "ca" name | "self-signed" name | "rollback" name | "rollback" "ca" name;
/* where it is kept: `nvram:gw#1.cer` */
certificate_file: name;
certificate_field: "subject-name" | "issuer-name" | "alt-subject-name" | "unstructured-subject-name"
                 | "serial-number" | "name" | "valid-start" | "expires-on"
                 ;
enrollment_profile: "authentication" enrollment_way
                  | "authentication" "command" LINE
                  | "enrollment" enrollment_way
                  | "enrollment" "command" LINE
                  | "enrollment" "credential" name
                  | "reenrollment" "url" name
                  | "parameter" NUMBER "value" name
                  | "parameter" NUMBER "prompt" LINE
                  | "method-est" "credential" name
                  ;
enrollment_way: "url" name | "url" name "vrf" name | "terminal";
trustpoint: "enrollment" "url" name
          | "enrollment" "url" name "vrf" name
          | "enrollment" "mode" "ra"
          | "enrollment" "selfsigned"
          | "enrollment" "terminal"
          | "enrollment" "terminal" "pem"
          | "enrollment" "pkcs12"
          | "enrollment" "profile" name
          | "enrollment" "retry" "count" NUMBER
          | "enrollment" "retry" "period" NUMBER
          | "enrollment" "credential" name
          | "subject-name" LINE
          | "subject-alt-name" LINE
          | "serial-number"
          | "serial-number" "none"
          | "fqdn" name
          | "fqdn" "none"
          | "ip-address" host
          | "ip-address" "none"
          | "ip-address" interface_name
          | "email" name
          | "usage" names
          | "eku" "request" names
          | "password"
          | "password" hidden
          | "revocation-check" revocations
          | "rsakeypair" name
          | "rsakeypair" name numbers
          | "eckeypair" name
          | "regenerate"
          | "auto-enroll"
          | "auto-enroll" NUMBER
          | "auto-enroll" NUMBER "regenerate"
          | "authorization" "list" name
          | "authorization" "username" "subjectname" name
          | "chain-validation"
          | "chain-validation" "continue" name
          | "chain-validation" "stop"
          | "crl" "query" name
          | "crl" "optional"
          | "crl" "cache" name
          | "fingerprint" name
          | "grant" "auto" "trustpoint" name
          | "hash" hash
          | "match" "certificate" name
          | "ocsp" "url" name
          | "ocsp" "disable-nonce"
          | "on" name
          | "primary"
          | "query" "url" name
          | "source" "interface" interface_name
          | "storage" name
          | "validation-usage" name
          | "vrf" name
          ;
revocations: revocation | revocations revocation;
revocation: "crl" | "ocsp" | "none";
pki_server: "database" "level" pki_level
          | "database" "url" name
          | "database" "url" name name
          | "database" "archive"
          | "database" "archive" archive_format
          | "database" "username" name "password" hidden
          | "issuer-name" LINE
          | "grant" "auto"
          | "grant" "none"
          | "grant" "auto" "rollover" "ca-cert"
          | "grant" "ra-auto"
          | "lifetime" pki_lifetime numbers
          | "cdp-url" name
          | "auto-rollover"
          | "auto-rollover" numbers
          | "hash" hash
          | "eku" names
          | "mode" "ra"
          | "mode" "sub-cs"
          | "serial-number" name
          | "redundancy"
          | "shutdown"
          ;
pki_level: "minimal" | "names" | "minimum" | "complete";
archive_format: "pem" | "pem" "password" hidden | "pkcs12" | "pkcs12" "password" hidden;
pki_lifetime: "ca-certificate" | "certificate" | "crl" | "enrollment-request";
%%
