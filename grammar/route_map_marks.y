/*
 * What a clause of a route-map writes into the packets that it takes, whatever way they go: the
 * service byte and the don't-fragment bit. ios-semantics.md 1.4.
 */
%help "set" "ip" "precedence" Write this precedence
%help "set" "ip" "tos" Write this type of service
%help "set" "ip" "dscp" Write this DSCP
%help "set" "ip" "df" Don't-fragment bit
%help "set" "ip" "df" NUMBER 0 clears it, 1 sets it
%help "set" "ip" "qos-group" Group for the quality of service
%help "set" "precedence" Write this precedence
%help "set" "dscp" Write this DSCP
%help "set" "qos-group" Group for the quality of service
%nterm <bool> map_df
%%
route_map_command:
    "set" "ip" "precedence" service_precedence[value] { MARK(precedence, !cx->no, $value); }
  | "set" "ip" "precedence" only_no         { MARK(precedence, false, 0); }
  | "set" "ipv6" "precedence" service_precedence[value] { MARK(precedence6, !cx->no, $value); }
  | "set" "ipv6" "precedence" only_no       { MARK(precedence6, false, 0); }
  | "set" "ip" "tos" service_tos[value]
      { MARK(tos, !cx->no, $value); cx->clause->marks.tos_at = @value; }
  | "set" "ip" "tos" only_no                { MARK(tos, false, 0); }
  | "set" "ip" "dscp" service_dscp[value]   { MARK(dscp, !cx->no, $value); }
  | "set" "ip" "dscp" only_no               { MARK(dscp, false, 0); }
  | "set" "ip" "df" map_df[value]           { MARK(df, !cx->no, $value); }
  | "set" "ip" "df" only_no                 { MARK(df, false, false); }
  | "set" "ip" "qos-group" map_qos_group
      { clause_other(cx, OTHER_PACKET_SET, "set ip qos-group", "a QoS group"); }
  ;
map_df: NUMBER { CHECK(number_in(cx, @1, $1, 0, 1)); $$ = $1 != 0; };
map_qos_group: NUMBER { CHECK(number_in(cx, @1, $1, 0, 99)); }
         | only_no
         ;
%%
/* `set ip FIELD VALUE`, or its `no`. */
#define MARK(field, given, value)                                  \
	(cx->clause->marks.has_##field = (given),                  \
	 cx->clause->marks.field = (given) ? (value) : 0,          \
	 cx->clause->marks.at = cx->line)
