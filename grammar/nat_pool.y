/* `ip nat pool …`, in one line or with its ranges in lines of their own. ios-semantics.md 1.2. */
%mode NAT_POOL "NAT pool" "config-ipnat-pool"
%help "ip" "nat" "pool" WORD "accounting" Account for the pool
%help "ip" "nat" "pool" WORD IPV4 IPV4 "netmask" IPV4 "accounting" Account for the pool
%help "netmask" IPV4 "accounting" Account for the pool
%help "prefix-length" NUMBER "accounting" Account for the pool
%help "netmask" IPV4 "type" Kind of the pool
%help "arp-ping" Ask by ARP before an address is used again
%help NAT_POOL: "range" A range of addresses
%help "accounting" WORD Accounting list
%code requires {
struct pool_options {
	uint8_t type; /* enum pool_type */
	bool add_route, arp_ping;
	const char *accounting;
};

struct pool_net {
	struct nat_range range;
	uint8_t len;
};
}
%nterm <struct pool_options> pool_options
%nterm <struct pool_net> pool_net
%nterm <struct nat_range> pool_range
%nterm <uint8_t> pool_mask
%%
global: "ip" "nat" "pool" name pool_net[net] pool_options[options]
          { pool_end(cx, $name, $net.len, &$options, &$net.range); }
      | "ip" "nat" "pool" name pool_mask[len] pool_options[options]
          { pool_end(cx, $name, $len, &$options, NULL); }
      | "ip" "nat" "pool" name only_no
          { pool_end(cx, $name, 0, &(struct pool_options){0}, NULL); }
      ;
pool_net: IPV4[first] IPV4[last] pool_mask[len]
            { $$ = (struct pool_net){{$first, $last}, $len};
              CHECK(range_is_one(cx, @last, $$.range, $len)); }
        ;
pool_mask: "netmask" mask         { $$ = $mask; }
         | "prefix-length" NUMBER { CHECK(number_in(cx, @2, $2, 1, 32)); $$ = (uint8_t)$2; }
         ;
pool_options:
    %empty                               { $$ = (struct pool_options){0}; }
  | pool_options[o] "type" "rotary"      { $$ = $o; $$.type = POOL_ROTARY; }
  | pool_options[o] "type" "match-host"  { $$ = $o; $$.type = POOL_MATCH_HOST; }
  | pool_options[o] "add-route"          { $$ = $o; $$.add_route = true; }
  | pool_options[o] "accounting" name    { $$ = $o; $$.accounting = $name.s; }
  | pool_options[o] "arp-ping"           { $$ = $o; $$.arp_ping = true; }
  ;

line: IN_NAT_POOL no nat_pool_command;
nat_pool_command: "address" pool_range[range] { pool_address(cx, $range); }
                | "range" pool_range[range]   { pool_address(cx, $range); }
                ;
pool_range: IPV4[first] IPV4[last]
              { $$ = (struct nat_range){$first, $last};
                CHECK(range_is_one(cx, @last, $$, cx->pool->len)); }
          ;
%%
static bool range_is_one(struct ios_reader *cx, struct span at, struct nat_range range, uint8_t len)
{
	if (range.first > range.last)
		return fault(cx, at, "the pool ends before it begins");
	if (!cx->faulty && !ip_in_prefix(range.last, range.first, len))
		return fault(cx, at, "the pool ends in another subnet than it begins in");
	return true;
}

/* What of a pool concerns other programs than the translation itself. */
static void tell_pool_parts(struct ios_reader *cx, const struct pool_options *options)
{
	if (options->accounting)
		line_not_translated(cx, cx->line, "accounting of a pool");
	if (options->arp_ping)
		line_not_translated(cx, cx->line, "probing the addresses of a pool by ARP");
}

/* Without a RANGE its ranges stand in the lines below. */
static void pool_end(struct ios_reader *cx, struct name name, uint8_t len,
		     const struct pool_options *options, const struct nat_range *range)
{
	struct nat_pool pool = {
		.name = name.s,
		.at = name.at,
		.len = len,
		.type = options->type,
		.add_route = options->add_route,
		.accounting = options->accounting,
		.arp_ping = options->arp_ping,
		.listed = !range,
	};
	struct nat_pool *made = nat_pool(cx->router, cx->no, &pool);

	tell_pool_parts(cx, options);
	if (cx->no)
		return;
	if (range) {
		nat_pool_range(cx->router, false, made, *range);
		return;
	}
	cx->pool = made;
	enter(cx, MODE_NAT_POOL);
}

static void pool_address(struct ios_reader *cx, struct nat_range range)
{
	nat_pool_range(cx->router, cx->no, cx->pool, range);
}
