/*
 * Certificates and keys of the router, which have no effect here: what uses them is not translated,
 * and says so.
 */
%mode TRUSTPOINT "trust point" "ca-trustpoint"
%mode PKI_SERVER "certificate server" "cs-server"
%mode CERTIFICATES "certificate chain" "config-cert-chain"
%mode CERTIFICATE_MAP "certificate map" "ca-certificate-map"
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
      | "crypto" pki pki_command { line_no_effect(cx); }
      | "crypto" "key" crypto_key { line_no_effect(cx); }
      | "crypto" "rsa-key-pair" name NUMBER NUMBER { line_no_effect(cx); skip_until_quit(cx, 2); }
      ;
pki: "pki" | "ca";
pki_command: "authenticate" name
           | "enroll" name
           | "trustpool" "policy"
           | "profile" "enrollment" name
           | "crl" "cache" "size" NUMBER
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
    | IN_PKI_SERVER no pki_server { line_covered(cx); }
    | IN_CERTIFICATE_MAP no certificate_field LINE { line_no_effect(cx); }
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
