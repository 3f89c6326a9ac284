/* Interfaces: their names as IOS spells them, and what a statement does to their addresses. */
#include "ir.h"
#include "ir_hash.h"

#include <ctype.h>
#include <strings.h>

enum { NUMBER_MAX = 32 };

BY_NAME(interface, interface, interfaces.list, interfaces.by_name)
REMOVE_BY_NAME(interface, interface, interfaces.list, interfaces.by_name)

static const char *const type_names[] = {
#define X(symbol, name, two, ptp) name,
	INTERFACE_TYPES(X)
#undef X
};

bool interface_type_is_point_to_point(enum interface_type type)
{
	static const bool is_ptp[] = {
#define X(symbol, name, two, ptp) ptp,
		INTERFACE_TYPES(X)
#undef X
	};

	return is_ptp[type];
}

/* `e`, `f` and `g` have always meant the Ethernets, whatever else came to begin like them. */
static bool type_is_classic(enum interface_type type, size_t len)
{
	return len == 1 && type <= INTERFACE_GIGABITETHERNET;
}

static bool type_parse(const char *s, size_t len, enum interface_type *type)
{
	unsigned found = 0, rare = 0;

	for (unsigned i = 0; len && i < INTERFACE_TYPE_COUNT; i++) {
		bool whole = strlen(type_names[i]) == len;

		if (strncasecmp(type_names[i], s, len) || (found && i > INTERFACE_NULL && !whole))
			continue;
		*type = i;
		if (whole || type_is_classic(i, len))
			return true;
		if (i > INTERFACE_NULL)
			rare++;
		else
			found++;
	}
	return found == 1 || (!found && rare == 1);
}

/* Digits in groups: slot/subslot/port, then :channel and .subinterface, each once at most. */
static bool number_is_valid(const char *s, size_t len)
{
	bool digit = false, colon = false, dot = false;

	if (len > NUMBER_MAX)
		return false;
	for (size_t i = 0; i < len; i++) {
		bool begins =
			digit && !dot && (s[i] == '.' || (!colon && (s[i] == ':' || s[i] == '/')));

		if (!begins && !isdigit((unsigned char)s[i]))
			return false;
		dot |= s[i] == '.';
		colon |= s[i] == ':';
		digit = !begins;
	}
	return digit;
}

const char *interface_canonical(struct names *names, const char *s, size_t len,
				enum interface_type *type)
{
	char text[NUMBER_MAX + 40], *end;
	size_t letters = 0, start;

	/* one type has digits in its name: Dot11Radio0 */
	if (len > 5 && !strncasecmp(s, "dot11", 5) && isalpha((unsigned char)s[5]))
		letters = 5;
	while (letters < len && (isalpha((unsigned char)s[letters]) || s[letters] == '-'))
		letters++;
	for (start = letters; start < len && (s[start] == ' ' || s[start] == '\t'); start++)
		;
	if (!number_is_valid(s + start, len - start) || !type_parse(s, letters, type))
		return NULL;
	if (*type == INTERFACE_NULL && (len - start != 1 || s[start] != '0'))
		return NULL;
	end = stpcpy(text, type_names[*type]);
	memcpy(end, s + start, len - start);
	return name_intern(names, text, (size_t)(end - text) + len - start);
}

struct interface *interface_open(struct router *router, struct name name)
{
	struct interface *interface = interface_find(router, name.s);
	enum interface_type type;

	if (interface)
		return interface;
	if (!interface_canonical(router->names, name.s, strlen(name.s), &type))
		return NULL;
	interface = interface_new(router, name);
	interface->type = type;
	interface->index = router->interfaces.count++;
	return interface;
}

bool interface_learns_servers(const struct interface *interface)
{
	enum { ASKED = 1 << IPCP_DNS_REQUEST | 1 << IPCP_DNS_ACCEPT };

	if (interface->shutdown)
		return false;
	if (interface->mode == ADDRESS_DHCP)
		return !(interface->dhcp.refused & 1 << DHCP_REQUEST_DNS_NAMESERVER);
	return interface->mode == ADDRESS_NEGOTIATED && interface->ppp.ipcp & ASKED;
}

struct interface *interface_parent(const struct router *router, const struct interface *sub)
{
	const char *dot = strrchr(sub->name, '.');
	struct interface *parent = NULL;

	if (dot)
		HASH_FIND(hh, router->interfaces.by_name, sub->name, (size_t)(dot - sub->name),
			  parent);
	return parent;
}

const struct interface_address *interface_primary(const struct interface *interface)
{
	if (!interface->addresses.len || interface->addresses.at[0].secondary)
		return NULL;
	return interface->addresses.at;
}

static bool address_same(const struct interface_address *a, const struct interface_address *b)
{
	return a->addr == b->addr && a->len == b->len;
}

static void address_remove(struct interface *interface, const struct interface_address *address)
{
	uint32_t i = 0;

	while (i < interface->addresses.len)
		if (address_same(&interface->addresses.at[i], address))
			vec_remove(&interface->addresses, i);
		else
			i++;
}

static void address_set_primary(struct router *router, struct interface *interface,
				const struct interface_address *address)
{
	uint32_t i;

	if (interface_primary(interface)) {
		interface->addresses.at[0] = *address;
		return;
	}
	vec_push(router->arena, &interface->addresses, *address);
	for (i = interface->addresses.len - 1; i; i--)
		interface->addresses.at[i] = interface->addresses.at[i - 1];
	interface->addresses.at[0] = *address;
}

void interface_address(struct router *router, struct interface *interface, bool no,
		       struct interface_address address)
{
	if (!no || !address.addr) {
		interface->mode = ADDRESS_STATIC;
		interface->unnumbered.name.s = NULL;
	}
	if (no && !address.addr)
		interface->addresses.len = 0;
	else
		address_remove(interface, &address);
	if (no)
		return;
	if (address.secondary)
		vec_push(router->arena, &interface->addresses, address);
	else
		address_set_primary(router, interface, &address);
}

void interface_helper(struct router *router, struct interface *interface, bool no,
		      struct helper_address helper)
{
	uint32_t i = 0;

	while (i < interface->helpers.len)
		if (interface->helpers.at[i].addr == helper.addr &&
		    interface->helpers.at[i].vrf == helper.vrf)
			vec_remove(&interface->helpers, i);
		else
			i++;
	if (!no)
		vec_push(router->arena, &interface->helpers, helper);
}

bool interface_is_outside(const struct interface *interface)
{
	return interface->nat == NAT_OUTSIDE ||
	       (interface->nat == NAT_ENABLED && interface->nat_exit);
}
