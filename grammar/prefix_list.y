/*
 * Prefix lists: `ip prefix-list NAME …` and `ipv6 prefix-list NAME …`, an entry a line.
 * ios-semantics.md 1.3. No packet is compared with one of IPv6: policy routing takes access lists
 * only there, so that what uses such a list, a routing protocol or its route-map, warns.
 */
%help "ip" "prefix-list" A list of prefixes of routes
%help "ip" "prefix-list" WORD Name of the list
%help "ip" "prefix-list" WORD "seq" Number of the entry
%help "ip" "prefix-list" WORD "description" What the list is for
%help "ip" "prefix-list" WORD "permit" Match these prefixes
%help "ip" "prefix-list" WORD "deny" Leave these prefixes alone
%help "ipv6" "prefix-list" A list of IPv6 prefixes of routes
%help "ipv6" "prefix-list" WORD Name of the list
%help "ipv6" "prefix-list" WORD "seq" Number of the entry
%help "ipv6" "prefix-list" WORD "description" What the list is for
%help "ipv6" "prefix-list" WORD "permit" Match these prefixes
%help "ipv6" "prefix-list" WORD "deny" Leave these prefixes alone
%help "seq" NUMBER "permit" Match these prefixes
%help "seq" NUMBER "deny" Leave these prefixes alone
%help "seq" NUMBER Number of the entry
%help "prefix-list" "sequence-number" Show the numbers of entries
%help "ge" Prefixes of this length or longer
%help "le" Prefixes of this length or shorter
%help "ge" NUMBER Least length
%help "le" NUMBER Greatest length
%help "permit" PREFIX Network, and the length of its prefix
%help "deny" PREFIX Network, and the length of its prefix
%nterm <bool> prefix_action
%nterm <uint32_t> prefix_number
%nterm <struct prefix_entry> prefix_entry prefix_entry6
%nterm <uint8_t> prefix_length prefix_length6
%nterm <struct prefix_lengths> prefix_lengths prefix_lengths6
%code requires {
struct prefix_lengths {
	uint8_t ge, le; /* 0: not given */
};
}
%%
global: "ip" "prefix-list" name prefix_entry[entry]  { prefix_line(cx, false, $name, &$entry); }
      | "ip" "prefix-list" name "seq" prefix_number[seq] prefix_entry[entry]
          { $entry.seq = $seq; prefix_line(cx, false, $name, &$entry); }
      | "ip" "prefix-list" name "seq" prefix_number[seq] only_no
          { prefix_line(cx, false, $name, &(struct prefix_entry){.seq = $seq}); }
      | "ip" "prefix-list" name "description" LINE    { prefix_describe(cx, false, $name, $LINE); }
      | "ip" "prefix-list" name "description" only_no { prefix_describe(cx, false, $name, NULL); }
      | "ip" "prefix-list" name only_no       { prefix_list_remove(cx->router, false, $name); }
      | "ip" "prefix-list" "sequence-number"
          { cx->router->prefix_lists.no_numbers = cx->no && !cx->is_default; line_no_effect(cx); }
      | "ipv6" "prefix-list" name prefix_entry6[entry]
          { prefix_line(cx, true, $name, &$entry); line_covered(cx); }
      | "ipv6" "prefix-list" name "seq" prefix_number[seq] prefix_entry6[entry]
          { $entry.seq = $seq; prefix_line(cx, true, $name, &$entry); line_covered(cx); }
      | "ipv6" "prefix-list" name "seq" prefix_number[seq] only_no
          { prefix_line(cx, true, $name, &(struct prefix_entry){.seq = $seq}); line_covered(cx); }
      | "ipv6" "prefix-list" name "description" LINE    { prefix_describe(cx, true, $name, $LINE); }
      | "ipv6" "prefix-list" name "description" only_no { prefix_describe(cx, true, $name, NULL); }
      | "ipv6" "prefix-list" name only_no
          { prefix_list_remove(cx->router, true, $name); line_covered(cx); }
      | "ipv6" "prefix-list" "sequence-number"
          { cx->router->prefix_lists6.no_numbers = cx->no && !cx->is_default; line_no_effect(cx); }
      ;
prefix_number: NUMBER { CHECK(number_in(cx, @1, $1, 1, UINT32_MAX - 1)); $$ = $1; };
prefix_action: "permit" { $$ = true; }
             | "deny"   { $$ = false; }
             ;
prefix_entry: prefix_action[permit] PREFIX prefix_lengths[lengths]
                { CHECK(prefix_range(cx, @lengths, $PREFIX.len, $lengths));
                  $$ = prefix_of(cx, $permit, $PREFIX.addr & ip_len_mask($PREFIX.len), $PREFIX.len,
                                 $lengths); }
            ;
prefix_entry6: prefix_action[permit] PREFIX6 prefix_lengths6[lengths]
                 { CHECK(prefix_range(cx, @lengths, $PREFIX6.len, $lengths));
                   $$ = prefix_of(cx, $permit,
                                  router_add_ip6(cx->router, ip6_subnet($PREFIX6.addr, $PREFIX6.len)),
                                  $PREFIX6.len, $lengths); }
             ;
prefix_lengths: %empty                                       { $$ = (struct prefix_lengths){0}; }
              | "ge" prefix_length[ge]                       { $$ = (struct prefix_lengths){$ge, 0}; }
              | "le" prefix_length[le]                       { $$ = (struct prefix_lengths){0, $le}; }
              | "ge" prefix_length[ge] "le" prefix_length[le] { $$ = (struct prefix_lengths){$ge, $le}; }
              | "le" prefix_length[le] "ge" prefix_length[ge] { $$ = (struct prefix_lengths){$ge, $le}; }
              ;
prefix_length: NUMBER { CHECK(number_in(cx, @1, $1, 1, 32)); $$ = (uint8_t)$1; };
prefix_lengths6: %empty                       { $$ = (struct prefix_lengths){0}; }
               | "ge" prefix_length6[ge]      { $$ = (struct prefix_lengths){$ge, 0}; }
               | "le" prefix_length6[le]      { $$ = (struct prefix_lengths){0, $le}; }
               | "ge" prefix_length6[ge] "le" prefix_length6[le]
                   { $$ = (struct prefix_lengths){$ge, $le}; }
               | "le" prefix_length6[le] "ge" prefix_length6[ge]
                   { $$ = (struct prefix_lengths){$ge, $le}; }
               ;
prefix_length6: NUMBER { CHECK(number_in(cx, @1, $1, 1, 128)); $$ = (uint8_t)$1; };
%%
/* IOS wants len < ge <= le, but takes `le` alone that equals the length. */
static bool prefix_range(struct ios_reader *cx, struct span at, uint8_t len,
			 struct prefix_lengths lengths)
{
	if (lengths.ge && lengths.ge <= len)
		return fault(cx, at, "'ge %u' must be more than the prefix length %u", lengths.ge, len);
	if (lengths.le && lengths.le < len)
		return fault(cx, at, "'le %u' must not be less than the prefix length %u", lengths.le,
			     len);
	if (lengths.le && lengths.ge > lengths.le)
		return fault(cx, at, "'ge %u' must not be more than 'le %u'", lengths.ge, lengths.le);
	return true;
}

/* Bits behind the length say nothing: IOS drops them, and so have the rules. */
static struct prefix_entry prefix_of(struct ios_reader *cx, bool permit, uint32_t prefix,
				     uint8_t len, struct prefix_lengths lengths)
{
	return (struct prefix_entry){
		.at = cx->line,
		.permit = permit,
		.prefix = prefix,
		.len = len,
		.ge = lengths.ge,
		.le = lengths.le,
	};
}

static void prefix_line(struct ios_reader *cx, bool v6, struct name name,
			const struct prefix_entry *entry)
{
	struct prefix_list *list;

	list = cx->no ? prefix_list_find(cx->router, v6, name.s)
		      : prefix_list_open(cx->router, v6, name);
	if (list && cx->no)
		prefix_list_delete(cx->router, list, entry);
	else if (list)
		prefix_list_add(cx->router, list, entry);
}

static void prefix_describe(struct ios_reader *cx, bool v6, struct name name, const char *text)
{
	struct prefix_list *list;

	list = cx->no ? prefix_list_find(cx->router, v6, name.s)
		      : prefix_list_open(cx->router, v6, name);
	if (list)
		list->description = cx->no ? NULL : text;
	line_no_effect(cx);
}
