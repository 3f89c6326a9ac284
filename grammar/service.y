/* The service byte of a packet, by number or by name, as access lists match and route-maps set it. */
%nterm <uint8_t> service_precedence service_tos service_dscp
%%
service_precedence: NUMBER         { CHECK(number_in(cx, @1, $1, 0, 7)); $$ = (uint8_t)$1; }
                  | "routine"        { $$ = 0; }
                  | "priority"       { $$ = 1; }
                  | "immediate"      { $$ = 2; }
                  | "flash"          { $$ = 3; }
                  | "flash-override" { $$ = 4; }
                  | "critical"       { $$ = 5; }
                  | "internet"       { $$ = 6; }
                  | "network"        { $$ = 7; }
                  ;
/* Four bits behind the precedence. */
service_tos: NUMBER              { CHECK(number_in(cx, @1, $1, 0, 15)); $$ = (uint8_t)$1; }
           | "normal"            { $$ = 0; }
           | "min-monetary-cost" { $$ = 1; }
           | "max-reliability"   { $$ = 2; }
           | "max-throughput"    { $$ = 4; }
           | "min-delay"         { $$ = 8; }
           ;
/* Six bits. */
service_dscp: NUMBER { CHECK(number_in(cx, @1, $1, 0, 63)); $$ = (uint8_t)$1; }
            | "default" { $$ = 0; }
            | "ef"      { $$ = 46; }
            | "cs1"     { $$ = 8; }
            | "cs2"     { $$ = 16; }
            | "cs3"     { $$ = 24; }
            | "cs4"     { $$ = 32; }
            | "cs5"     { $$ = 40; }
            | "cs6"     { $$ = 48; }
            | "cs7"     { $$ = 56; }
            | "af11"    { $$ = 10; }
            | "af12"    { $$ = 12; }
            | "af13"    { $$ = 14; }
            | "af21"    { $$ = 18; }
            | "af22"    { $$ = 20; }
            | "af23"    { $$ = 22; }
            | "af31"    { $$ = 26; }
            | "af32"    { $$ = 28; }
            | "af33"    { $$ = 30; }
            | "af41"    { $$ = 34; }
            | "af42"    { $$ = 36; }
            | "af43"    { $$ = 38; }
            ;
%%
