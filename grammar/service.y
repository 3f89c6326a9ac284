/* The service byte of a packet, by number or by name, as access lists match and route-maps set it. */
%help "routine" Precedence 0
%help "precedence" "priority" Precedence 1
%help "precedence" "immediate" Precedence 2
%help "flash" Precedence 3
%help "flash-override" Precedence 4
%help "precedence" "critical" Precedence 5
%help "precedence" "internet" Precedence 6
%help "precedence" "network" Precedence 7
%help "precedence" NUMBER Precedence, 0 to 7
%help "dscp" NUMBER DSCP, 0 to 63
%help "dscp" "default" DSCP 0
%help "internet" Precedence 6
%help "tos" "normal" Normal service (0)
%help "min-monetary-cost" Least cost (1)
%help "max-reliability" Greatest reliability (2)
%help "max-throughput" Greatest throughput (4)
%help "min-delay" Least delay (8)
%help "ef" Expedited forwarding (46)
%help "cs1" Class 1 (8)
%help "cs2" Class 2 (16)
%help "cs3" Class 3 (24)
%help "cs4" Class 4 (32)
%help "cs5" Class 5 (40)
%help "cs6" Class 6 (48)
%help "cs7" Class 7 (56)
%help "af11" Assured forwarding 1, low drop (10)
%help "af12" Assured forwarding 1, medium drop (12)
%help "af13" Assured forwarding 1, high drop (14)
%help "af21" Assured forwarding 2, low drop (18)
%help "af22" Assured forwarding 2, medium drop (20)
%help "af23" Assured forwarding 2, high drop (22)
%help "af31" Assured forwarding 3, low drop (26)
%help "af32" Assured forwarding 3, medium drop (28)
%help "af33" Assured forwarding 3, high drop (30)
%help "af41" Assured forwarding 4, low drop (34)
%help "af42" Assured forwarding 4, medium drop (36)
%help "af43" Assured forwarding 4, high drop (38)
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
