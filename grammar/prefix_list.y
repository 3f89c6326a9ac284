/* Prefix lists: `ip prefix-list NAME …`, an entry a line. ios-semantics.md 1.3. */
%help "ip" "prefix-list" A list of prefixes of routes
%help "ip" "prefix-list" WORD Name of the list
%help "ip" "prefix-list" WORD "seq" Number of the entry
%help "ip" "prefix-list" WORD "description" What the list is for
%help "ip" "prefix-list" WORD "permit" Match these prefixes
%help "ip" "prefix-list" WORD "deny" Leave these prefixes alone
%help "seq" NUMBER "permit" Match these prefixes
%help "seq" NUMBER "deny" Leave these prefixes alone
%help "seq" NUMBER Number of the entry
%help "prefix-list" "sequence-number" Show the numbers of entries
%help "ge" Prefixes of this length or longer
%help "le" Prefixes of this length or shorter
%help "ge" NUMBER Least length
%help "le" NUMBER Greatest length
%nterm <bool> prefix_action
%nterm <uint32_t> prefix_number
%nterm <struct prefix_entry> prefix_entry
%nterm <uint8_t> prefix_length
%nterm <struct prefix_lengths> prefix_lengths
%code requires {
struct prefix_lengths {
	uint8_t ge, le; /* 0: not given */
};
}
%%
global: "ip" "prefix-list" name prefix_entry[entry]  { prefix_line(cx, $name, &$entry); }
      | "ip" "prefix-list" name "seq" prefix_number[seq] prefix_entry[entry]
          { $entry.seq = $seq; prefix_line(cx, $name, &$entry); }
      | "ip" "prefix-list" name "seq" prefix_number[seq] only_no
          { prefix_line(cx, $name, &(struct prefix_entry){.seq = $seq}); }
      | "ip" "prefix-list" name "description" LINE    { prefix_describe(cx, $name, $LINE); }
      | "ip" "prefix-list" name "description" only_no { prefix_describe(cx, $name, NULL); }
      | "ip" "prefix-list" name only_no       { prefix_list_remove(cx->router, $name); }
      | "ip" "prefix-list" "sequence-number"
          { cx->router->prefix_lists.no_numbers = cx->no && !cx->is_default; line_no_effect(cx); }
      ;
prefix_number: NUMBER { CHECK(number_in(cx, @1, $1, 1, UINT32_MAX - 1)); $$ = $1; };
prefix_action: "permit" { $$ = true; }
             | "deny"   { $$ = false; }
             ;
prefix_entry: prefix_action[permit] PREFIX prefix_lengths[lengths]
                { CHECK(prefix_range(cx, @lengths, $PREFIX.len, $lengths));
                  $$ = prefix_of(cx, $permit, $PREFIX, $lengths); }
            ;
prefix_lengths: %empty                                       { $$ = (struct prefix_lengths){0}; }
              | "ge" prefix_length[ge]                       { $$ = (struct prefix_lengths){$ge, 0}; }
              | "le" prefix_length[le]                       { $$ = (struct prefix_lengths){0, $le}; }
              | "ge" prefix_length[ge] "le" prefix_length[le] { $$ = (struct prefix_lengths){$ge, $le}; }
              | "le" prefix_length[le] "ge" prefix_length[ge] { $$ = (struct prefix_lengths){$ge, $le}; }
              ;
prefix_length: NUMBER { CHECK(number_in(cx, @1, $1, 1, 32)); $$ = (uint8_t)$1; };
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

/* Bits behind the length say nothing: IOS drops them. */
static struct prefix_entry prefix_of(struct ios_reader *cx, bool permit, struct ip_net net,
				     struct prefix_lengths lengths)
{
	return (struct prefix_entry){
		.at = cx->line,
		.permit = permit,
		.prefix = net.addr & ip_len_mask(net.len),
		.len = net.len,
		.ge = lengths.ge,
		.le = lengths.le,
	};
}

static void prefix_line(struct ios_reader *cx, struct name name, const struct prefix_entry *entry)
{
	struct prefix_list *list;

	list = cx->no ? prefix_list_find(cx->router, name.s) : prefix_list_open(cx->router, name);
	if (list && cx->no)
		prefix_list_delete(cx->router, list, entry);
	else if (list)
		prefix_list_add(cx->router, list, entry);
}

static void prefix_describe(struct ios_reader *cx, struct name name, const char *text)
{
	struct prefix_list *list;

	list = cx->no ? prefix_list_find(cx->router, name.s) : prefix_list_open(cx->router, name);
	if (list)
		list->description = cx->no ? NULL : text;
	line_no_effect(cx);
}
