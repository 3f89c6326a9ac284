/*
 * The site file: what the router text cannot say because IOS knows it from its own hardware (which
 * device is which interface, the gateway of a link that is Ethernet here) and our own policies.
 * It is read as strictly as the configuration: whoever misspells a key must hear of it.
 */
#include "site.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "site_reader.h"

enum { SITE_MAX = 1 << 20, MARK_BITS_MIN = 4 };

static struct site *site_default(struct arena *arena, const char *file)
{
	struct site *site = arena_new_object(arena, struct site);

	site->file = file;
	site->mark_mask = 0xff000000;
	site->on_recovery = ON_FAILOVER_KEEP;
	site->drain_time = 60000;
	return site;
}

const struct site_interface *site_interface(const struct site *site, const char *name)
{
	struct site_interface *entry;

	HASH_FIND_STR(site->interfaces, name, entry);
	return entry;
}

void site_free(struct site *site)
{
	if (site)
		HASH_CLEAR(hh, site->interfaces);
}

/* ---- values ---- */

bool site_scalar_wanted(struct site_reader *r, const char *key, const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR && !yaml_is_null(node))
		return true;
	yaml_error(&r->file, node, "'%s' wants a single value", key);
	return false;
}

bool site_mapping_wanted(struct site_reader *r, const char *key, const struct yaml_node *node)
{
	if (node->kind == YAML_MAPPING)
		return true;
	yaml_error(&r->file, node, "'%s' wants keys with values", key);
	return false;
}

static const char *choices_text(struct arena *arena, const char *const *choices, size_t n)
{
	const char *text = choices[0];

	for (size_t i = 1; i < n; i++)
		text = arena_printf(arena, "%s%s%s", text, i + 1 < n ? ", " : " or ", choices[i]);
	return text;
}

/* One of N words, by position; -1 after reporting. */
static int choice(struct site_reader *r, const char *key, const struct yaml_node *node,
		  const char *const *choices, size_t n)
{
	if (!site_scalar_wanted(r, key, node))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!strcmp(node->text, choices[i]))
			return (int)i;
	yaml_error(&r->file, node, "'%s' must be %s, not '%s'", key,
		   choices_text(r->file.arena, choices, n), node->text);
	return -1;
}

void site_unknown_key(struct site_reader *r, const struct yaml_node *key, const char *const *known,
		      size_t n)
{
	const char *near = name_nearest(key->text, known, n);

	if (near)
		yaml_error(&r->file, key, "unknown key '%s'; did you mean '%s'?", key->text, near);
	else
		yaml_error(&r->file, key, "unknown key '%s'; the keys here are %s", key->text,
			   choices_text(r->file.arena, known, n));
}

/* ---- one interface ---- */

static void read_gateway(struct site_reader *r, struct site_interface *entry,
			 const struct yaml_node *value)
{
	if (!site_scalar_wanted(r, "gateway", value))
		return;
	entry->has_gateway = ip_parse(value->text, strlen(value->text), &entry->gateway);
	if (entry->has_gateway && entry->gateway != 0 && entry->gateway < 0xe0000000)
		return;
	entry->has_gateway = false;
	yaml_error(&r->file, value, "gateway '%s' is no IPv4 address of a host", value->text);
}

static void read_gateway6(struct site_reader *r, struct site_interface *entry,
			  const struct yaml_node *value)
{
	const char *why;

	if (!site_scalar_wanted(r, "gateway6", value))
		return;
	why = ip6_parse(value->text, strlen(value->text), &entry->gateway6);
	entry->has_gateway6 = !why && !ip6_is_multicast(entry->gateway6);
	if (!entry->has_gateway6)
		yaml_error(&r->file, value, "gateway6 '%s' is no IPv6 address of a host",
			   value->text);
}

/* Six pairs of digits with colons between them, of one station. */
static bool hardware_parse(const char *s, uint8_t mac[6])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < 12; i++, s++) {
		const char *digit = *s ? strchr(digits, tolower((unsigned char)*s)) : NULL;

		if (!digit)
			return false;
		mac[i / 2] = (uint8_t)(mac[i / 2] << 4 | (digit - digits));
		if (i % 2 && i < 11 && *++s != ':')
			return false;
	}
	return !*s && !(mac[0] & 1);
}

static void read_hardware(struct site_reader *r, struct site_interface *entry,
			  const struct yaml_node *value)
{
	if (!site_scalar_wanted(r, "hardware-address", value))
		return;
	entry->has_hardware = hardware_parse(value->text, entry->hardware);
	if (!entry->has_hardware)
		yaml_error(&r->file, value,
			   "hardware-address '%s' is none of a host, like 02:00:5e:10:00:01",
			   value->text);
}

/* One device has one interface; only loopbacks share `lo`. */
static bool device_is_free(struct site_reader *r, const struct site_interface *entry,
			   enum interface_type type, const struct yaml_node *value)
{
	const struct site_interface *other;

	if (!strcmp(entry->device, "lo") && type != INTERFACE_LOOPBACK) {
		yaml_error(&r->file, value, "device 'lo' is for loopback interfaces only");
		return false;
	}
	if (type == INTERFACE_LOOPBACK)
		return true;
	HASH_FIND_STR(r->devices, entry->device, other);
	if (!other)
		return true;
	yaml_error(&r->file, value, "device '%s' is given to '%s' already", entry->device,
		   other->name);
	return false;
}

static void read_device(struct site_reader *r, struct site_interface *entry,
			enum interface_type type, const struct yaml_node *value)
{
	struct site_interface *claim;

	if (!site_scalar_wanted(r, "device", value))
		return;
	if (!strcmp(value->text, "none")) {
		entry->none = true;
		return;
	}
	if (!device_name_is_valid(value->text)) {
		yaml_error(&r->file, value,
			   "'%s' is no name of a Linux device (1 to 15 letters, digits, '.', '-', "
			   "'_')",
			   value->text);
		return;
	}
	entry->device = value->text;
	if (!device_is_free(r, entry, type, value) || type == INTERFACE_LOOPBACK)
		return;
	claim = arena_new_object(r->file.arena, struct site_interface);
	*claim = *entry;
	HASH_ADD_KEYPTR(hh, r->devices, claim->device, strlen(claim->device), claim);
}

static void read_interface_keys(struct site_reader *r, struct site_interface *entry,
				enum interface_type type, const struct yaml_node *node)
{
	static const char *const keys[] = {"device", "gateway", "gateway6", "hardware-address"};

	for (uint32_t i = 0; i < node->pairs.len; i++) {
		const struct yaml_pair *pair = &node->pairs.at[i];

		if (!strcmp(pair->key->text, "device"))
			read_device(r, entry, type, pair->value);
		else if (!strcmp(pair->key->text, "gateway"))
			read_gateway(r, entry, pair->value);
		else if (!strcmp(pair->key->text, "gateway6"))
			read_gateway6(r, entry, pair->value);
		else if (!strcmp(pair->key->text, "hardware-address"))
			read_hardware(r, entry, pair->value);
		else
			site_unknown_key(r, pair->key, keys, sizeof keys / sizeof *keys);
	}
}

static void read_interface(struct site_reader *r, const struct yaml_pair *pair)
{
	const char *text = pair->key->text;
	struct site_interface *entry = arena_new_object(r->file.arena, struct site_interface);
	enum interface_type type;

	entry->name = interface_canonical(r->names, text, strlen(text), &type);
	if (!entry->name || type == INTERFACE_NULL) {
		yaml_error(&r->file, pair->key, "'%s' is no name of an interface", text);
		return;
	}
	if (site_interface(r->site, entry->name)) {
		yaml_error(&r->file, pair->key, "interface '%s' stands here twice", entry->name);
		return;
	}
	if (site_mapping_wanted(r, text, pair->value))
		read_interface_keys(r, entry, type, pair->value);
	HASH_ADD_KEYPTR(hh, r->site->interfaces, entry->name, strlen(entry->name), entry);
}

/* ---- the keys of the top level; each reader takes the value ---- */

static void read_interfaces(struct site_reader *r, const struct yaml_node *node)
{
	if (!site_mapping_wanted(r, "interfaces", node))
		return;
	for (uint32_t i = 0; i < node->pairs.len; i++)
		read_interface(r, &node->pairs.at[i]);
}

static void read_fidelity(struct site_reader *r, const struct yaml_node *node)
{
	static const char *const words[] = {"safe", "exact"};
	int i = choice(r, "fidelity", node, words, 2);

	if (i >= 0)
		r->site->fidelity = i ? FIDELITY_EXACT : FIDELITY_SAFE;
}

/* The bits of a mark must be adjacent, so that a slot can be shifted into them. */
static bool mask_is_usable(uint32_t mask)
{
	uint32_t bits = mask ? mask >> __builtin_ctz(mask) : 0;

	return (bits & (bits + 1)) == 0 && __builtin_popcount(mask) >= MARK_BITS_MIN;
}

static void read_mark_mask(struct site_reader *r, const struct yaml_node *node)
{
	unsigned long long mask;
	char *end;

	if (!site_scalar_wanted(r, "mark-mask", node))
		return;
	errno = 0;
	mask = strtoull(node->text, &end, 0);
	if (!isdigit((unsigned char)*node->text) || *end || errno || mask > UINT32_MAX ||
	    !mask_is_usable((uint32_t)mask)) {
		yaml_error(&r->file, node,
			   "mark-mask '%s' is no run of at least %d bits, as 0xff000000 is",
			   node->text, MARK_BITS_MIN);
		return;
	}
	r->site->mark_mask = (uint32_t)mask;
}

static void read_when_left(struct site_reader *r, const char *key, const struct yaml_node *node,
			   enum on_failover *to)
{
	static const char *const words[] = {"flush", "keep", "drain", "flush-uplink", "flush-all"};
	static const enum on_failover values[] = {ON_FAILOVER_FLUSH_UPLINK, ON_FAILOVER_KEEP,
						  ON_FAILOVER_DRAIN, ON_FAILOVER_FLUSH_UPLINK,
						  ON_FAILOVER_FLUSH_ALL};
	int i = choice(r, key, node, words, 5);

	if (i >= 0)
		*to = values[i];
}

static void read_on_failover(struct site_reader *r, const struct yaml_node *node)
{
	read_when_left(r, "on-failover", node, &r->site->on_failover);
}

static void read_on_recovery(struct site_reader *r, const struct yaml_node *node)
{
	read_when_left(r, "on-recovery", node, &r->site->on_recovery);
}

static void read_reassembly(struct site_reader *r, const struct yaml_node *node)
{
	static const char *const words[] = {"tproxy", "conntrack"};
	int i = choice(r, "reassembly", node, words, 2);

	if (i >= 0)
		r->site->reassembly = i ? REASSEMBLY_CONNTRACK : REASSEMBLY_TPROXY;
}

static void read_dns(struct site_reader *r, const struct yaml_node *node)
{
	static const char *const words[] = {"start", "use", "none"};
	static const enum dns_service values[] = {DNS_START, DNS_USE, DNS_NONE};
	int i = choice(r, "dns", node, words, 3);

	if (i >= 0)
		r->site->dns = values[i];
}

static void read_named_dir(struct site_reader *r, const struct yaml_node *node)
{
	if (!site_scalar_wanted(r, "named-dir", node))
		return;
	for (const char *p = node->text; *p; p++)
		if (iscntrl((unsigned char)*p) || *p == '"' || *p == '\\') {
			yaml_error(&r->file, node,
				   "named-dir holds a character that BIND's files "
				   "cannot");
			return;
		}
	if (*node->text != '/') {
		yaml_error(&r->file, node, "named-dir '%s' must begin with '/'", node->text);
		return;
	}
	r->site->named_dir = node->text;
}

#define SITE_KEYS(X)                            \
	X("interfaces", read_interfaces)        \
	X("fidelity", read_fidelity)            \
	X("mark-mask", read_mark_mask)          \
	X("on-failover", read_on_failover)      \
	X("on-recovery", read_on_recovery)      \
	X("drain-time", site_read_drain_time)   \
	X("reassembly", read_reassembly)        \
	X("dns", read_dns)                      \
	X("named-dir", read_named_dir)          \
	X("probe-interval", site_read_interval) \
	X("probe-timeout", site_read_timeout)   \
	X("probe-misses", site_read_misses)     \
	X("probes", site_read_probes)

static void read_key(struct site_reader *r, const struct yaml_pair *pair)
{
	static const struct {
		const char *key;
		void (*read)(struct site_reader *r, const struct yaml_node *node);
	} keys[] = {
#define X(key, read) {key, read},
		SITE_KEYS(X)
#undef X
	};
	static const char *const known[] = {
#define X(key, read) key,
		SITE_KEYS(X)
#undef X
	};
	size_t n = sizeof keys / sizeof *keys;

	for (size_t i = 0; i < n; i++)
		if (!strcmp(pair->key->text, keys[i].key)) {
			keys[i].read(r, pair->value);
			return;
		}
	site_unknown_key(r, pair->key, known, n);
}

struct site *site_parse(struct arena *arena, const char *file, const char *text, size_t len,
			struct diags *diags)
{
	struct site_reader r = {.file = {.arena = arena, .diags = diags, .name = file}};
	const struct yaml_node *root = yaml_read(&r.file, text, len);

	r.site = site_default(arena, arena_strndup(arena, file, strlen(file)));
	r.names = names_new(arena);
	if (root && root->kind != YAML_MAPPING && !yaml_is_null(root))
		yaml_error(&r.file, root, "a site file is a list of keys with values");
	else if (root)
		for (uint32_t i = 0; i < root->pairs.len; i++)
			read_key(&r, &root->pairs.at[i]);
	names_free(r.names);
	HASH_CLEAR(hh, r.devices);
	if (!r.file.failed)
		return r.site;
	site_free(r.site);
	return NULL;
}

/* ---- the file ---- */

const char *site_file_beside(struct arena *arena, const char *config)
{
	const char *slash, *dot;

	if (!config || !strcmp(config, "-"))
		return NULL;
	slash = strrchr(config, '/');
	dot = strrchr(slash ? slash : config, '.');
	if (!dot || dot == config || dot[-1] == '/')
		dot = config + strlen(config);
	return arena_printf(arena, "%.*s.site.yaml", (int)(dot - config), config);
}

/* All that F holds, up to a little over SITE_MAX. */
static char *read_all(struct arena *arena, FILE *f, size_t *len)
{
	size_t cap = 4096, got;
	char *text = arena_alloc(arena, cap);

	while ((got = fread(text + *len, 1, cap - *len, f)) > 0) {
		*len += got;
		if (*len < cap)
			continue;
		if (cap > SITE_MAX)
			break;
		text = arena_grow(arena, text, cap, 2 * cap);
		cap *= 2;
	}
	return text;
}

struct site_text {
	const char *text;
	size_t len;
};

/* False after reporting. */
static bool read_file(struct arena *arena, const char *name, struct site_text *text,
		      struct diags *diags)
{
	FILE *f = fopen(name, "re");
	bool ok = false;

	if (f)
		text->text = read_all(arena, f, &text->len);
	if (!f || ferror(f))
		diag_global(diags, DIAG_NONE, "cannot read '%s': %s", name, strerror(errno));
	else if (text->len > SITE_MAX)
		diag_global(diags, DIAG_NONE, "'%s' is too large for a site file", name);
	else
		ok = true;
	if (f)
		fclose(f);
	return ok;
}

struct site *site_read(struct arena *arena, const char *file, const char *config,
		       struct diags *diags)
{
	const char *name = file ? file : site_file_beside(arena, config);
	struct site_text text = {0};

	if (!name || (!file && access(name, F_OK) != 0 && errno == ENOENT))
		return site_default(arena, NULL);
	if (!read_file(arena, name, &text, diags))
		return NULL;
	return site_parse(arena, name, text.text, text.len, diags);
}
