/* The VPN of browsers, with its gateways, contexts, policies and lists. Not translated. */
%mode WEBVPN_GATEWAY "WebVPN gateway" "config-webvpn-gateway"
%mode WEBVPN_CONTEXT "WebVPN context" "config-webvpn-context"
%mode WEBVPN_POLICY "WebVPN policy group" "config-webvpn-group"
%mode WEBVPN_LIST "WebVPN list" "config-webvpn-list"
%help GLOBAL: "webvpn" The VPN of browsers
%help "context" A site for users
%help "sequence" Order
%help "sslvpn-vif" Virtual interface
%help "http-redirect" From HTTP to HTTPS
%help "inservice" Switch on
%help "standby" Group of HSRP
%help "dtls" DTLS
%help "ssl" SSL
%help "csd" Secure desktop
%help "color" Colour
%help "default-group-policy" Policy for users
%help "virtual-host" Name of the host
%help "login-message" Message at the login
%help "login-photo" Picture at the login
%help "logo" Picture
%help "max-users" The most users
%help "secondary-color" Second colour
%help "secondary-text-color" Second colour of text
%help "verify" Check
%help "text-color" Colour of text
%help "title" Title
%help "title-color" Colour of the title
%help "user-profile" Profiles of users
%help "username-prefill" Name from the certificate
%help "virtual-template" A template of interfaces
%help "cifs-url-list" Shares
%help "nbns-list" Servers of NetBIOS names
%help "port-forward" Ports to forward
%help "sso-server" Server of single sign-on
%help "url-list" Links
%help "url-rewrite" Addresses to rewrite
%help "banner" Banner
%help "citrix" Citrix
%help "functions" What users may do
%help "hide-url-bar" Without a bar for addresses
%help "mask-urls" Hide addresses
%help "auto-download" Fetch it at once
%help "svc" The client
%help "heading" Heading
%help "url-text" Text of a link
%help "url-value" Address of a link
%help "local-port" Port of the user
%help "remote-server" Server
%help "remote-port" Port of the server
%help "nbns-server" Server of NetBIOS names
%help "master" The first one
%help "secret-key" Secret
%help "web-agent-url" Address of the agent
%help "error-msg" Message of errors
%help "error-url" Page of errors
%help "address-pool" Addresses for clients
%help "default-domain" Domain of clients
%help "dns-server" Name server of clients
%help "dpd-interval" Seconds between questions whether it is alive
%help "homepage" First page
%help "keep-client-installed" The client stays
%help "msie-proxy" Proxy of browsers
%help "exception" Not for these
%help "option" How it is found
%help "mtu" The largest packet
%help "rekey" New keys
%help "split" Which traffic goes through
%help "dns" Name servers
%help "local-lans" Local networks
%help "wins-server" NetBIOS name server of clients
%help "3des-sha1" 3DES and SHA-1
%help "aes-sha1" AES and SHA-1
%help "rc4-md5" RC4 and MD5
%help "aes128-sha1" AES with 128 bits and SHA-1
%help "aes256-sha1" AES with 256 bits and SHA-1
%help "file-access" Shares
%help "file-browse" Look for shares
%help "file-entry" Change shares
%help "httpauth-disabled" Without authentication of HTTP
%help "svc-enabled" With the client
%help "svc-required" Only with the client
%%
global: "webvpn" "gateway" name { open_untranslated(cx, @$, MODE_WEBVPN_GATEWAY, "WebVPN"); }
      | "webvpn" "context" name { open_untranslated(cx, @$, MODE_WEBVPN_CONTEXT, "WebVPN"); }
      | "webvpn" "context" { open_untranslated(cx, @$, MODE_WEBVPN_CONTEXT, "WebVPN"); }
      | "webvpn" "cef" { line_no_effect(cx); }
      | "webvpn" "enable" { line_covered(cx); }
      | "webvpn" "install" webvpn_image name { line_no_effect(cx); }
      | "webvpn" "install" webvpn_image name "sequence" NUMBER { line_no_effect(cx); }
      | "webvpn" "sslvpn-vif" "nat" webvpn_side { line_covered(cx); }
      ;
webvpn_image: "svc" | "csd";
webvpn_side: "inside" | "outside";

line: IN_WEBVPN_GATEWAY no webvpn_gateway { line_covered(cx); }
    | IN_WEBVPN_CONTEXT no webvpn_context { line_covered(cx); }
    | IN_WEBVPN_CONTEXT no "policy" "group" name { open_covered(cx, MODE_WEBVPN_POLICY); }
    | IN_WEBVPN_CONTEXT no webvpn_list STRING { open_covered(cx, MODE_WEBVPN_LIST); }
    | IN_WEBVPN_POLICY no webvpn_policy { line_covered(cx); }
    | IN_WEBVPN_LIST no webvpn_list_command { line_covered(cx); }
    ;
webvpn_list: "acl" | "cifs-url-list" | "nbns-list" | "port-forward" | "sso-server" | "url-list" | "url-rewrite";
webvpn_gateway: "hostname" name
              | "http-redirect"
              | "http-redirect" "port" NUMBER
              | "inservice"
              | "inservice" "standby" name
              | "ip" "address" IPV4
              | "ip" "address" IPV4 "port" NUMBER
              | "ip" "address" IPV4 "port" NUMBER "standby" name
              | "ip" "interface" interface_name "port" NUMBER
              | "logging" "enable"
              | "dtls" "port" NUMBER
              | "ssl" "encryption" webvpn_ciphers
              | "ssl" "trustpoint" name
              ;
webvpn_ciphers: webvpn_cipher | webvpn_ciphers webvpn_cipher;
webvpn_cipher: "3des-sha1" | "aes-sha1" | "rc4-md5" | "aes128-sha1" | "aes256-sha1";
webvpn_context: "aaa" "accounting" "list" name
              | "aaa" "authentication" "auto"
              | "aaa" "authentication" "domain" name
              | "aaa" "authentication" "list" name
              | "authentication" "certificate"
              | "authentication" "certificate" "aaa"
              | "ca" "trustpoint" name
              | "csd" "enable"
              | "color" name
              | "default-group-policy" name
              | "gateway" name
              | "gateway" name "domain" name
              | "gateway" name "virtual-host" name
              | "inservice"
              | "logging" "enable"
              | "login-message" STRING
              | "login-photo" "none"
              | "login-photo" "file" name
              | "logo" "none"
              | "logo" "file" name
              | "max-users" NUMBER
              | "secondary-color" name
              | "secondary-text-color" name
              | "ssl" "authenticate" "verify" "all"
              | "ssl" "authenticate" "verify" "none"
              | "ssl" "encryption" webvpn_ciphers
              | "text-color" name
              | "title" STRING
              | "title-color" name
              | "user-profile" "location" name
              | "username-prefill"
              | "virtual-template" NUMBER
              | "virtual-template" NUMBER "tunnel"
              | "vrf-name" name
              ;
webvpn_policy: "acl" STRING
             | "banner" STRING
             | "cifs-url-list" STRING
             | "citrix" "enabled"
             | "filter" "citrix" name
             | "filter" "tunnel" access_list
             | "functions" webvpn_functions
             | "hide-url-bar"
             | "mask-urls"
             | "nbns-list" STRING
             | "port-forward" STRING
             | "port-forward" STRING "auto-download"
             | "sso-server" STRING
             | "svc" webvpn_svc
             | "timeout" "idle" NUMBER
             | "timeout" "session" NUMBER
             | "url-list" STRING
             | "url-rewrite" STRING
             ;
webvpn_functions: webvpn_function | webvpn_functions webvpn_function;
webvpn_function: "file-access" | "file-browse" | "file-entry" | "httpauth-disabled" | "svc-enabled"
               | "svc-required";
webvpn_svc: "address-pool" STRING
          | "address-pool" STRING "netmask" IPV4
          | "default-domain" STRING
          | "dns-server" "primary" IPV4
          | "dns-server" "secondary" IPV4
          | "dpd-interval" "client" NUMBER
          | "dpd-interval" "gateway" NUMBER
          | "dtls"
          | "homepage" STRING
          | "keep-client-installed"
          | "keepalive" NUMBER
          | "module" STRING
          | "msie-proxy" "exception" name
          | "msie-proxy" "option" name
          | "msie-proxy" "server" name
          | "mtu" NUMBER
          | "profile" name
          | "rekey" "method" name
          | "rekey" "time" NUMBER
          | "split" "dns" STRING
          | "split" "exclude" IPV4 IPV4
          | "split" "exclude" "local-lans"
          | "split" "include" IPV4 IPV4
          | "split" "include" "acl" access_list
          | "wins-server" "primary" IPV4
          | "wins-server" "secondary" IPV4
          ;
webvpn_list_command: "heading" STRING
                   | "url-text" STRING "url-value" STRING
                   | "local-port" NUMBER "remote-server" STRING "remote-port" NUMBER "description" STRING
                   | "nbns-server" IPV4
                   | "nbns-server" IPV4 "master"
                   | "secret-key" name
                   | "web-agent-url" STRING
                   | permit_deny "url" STRING
                   | permit_deny name "any" "any"
                   | "error-msg" STRING
                   | "error-url" STRING
                   | "host" name
                   ;
%%
