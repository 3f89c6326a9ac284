/*
 * DNS comes into force: named's files are written, it reads them, and is asked for what they say.
 */
#include <stdlib.h>
#include <string.h>

#include "agent_log.h"
#include "agent_server.h"
#include "spawn.h"

enum {
	VERIFY_MS = 3000, /* in which named is to serve what was written */
	START_MS = 6000, /* when it is not even running */
	/* While a configuration is applied it may take longer, if only it gets on: it reads a few
	 * thousand zones a second, and none of them before all of its configuration. */
	PATIENT_MS = 60000,
	ZONE_MS = 1,
};

/* What is to be served, from the folder DIR, which held OLD. */
struct bringing {
	struct server *server;
	bool patient;
	char *dir;
	struct out_files old, files;
	struct dns_questions questions;
};

/* Have all servers run on what was written; true when there is something new to wait for. */
static bool serve(struct bringing *b, bool anew, char **why)
{
	struct named *named = &b->server->named;

	if (!named_vrfs_serve(&b->server->vrfs, b->dir, &b->files, anew, why))
		return false;
	return (anew || !named_is_ours(named->pid, named->dir)) && named_serve(named, why);
}

static int zones(const struct target *target)
{
	int n = 0;

	VEC_FOREACH (object, &target->objects)
		n += object->kind == OBJECT_DNS_ZONE;
	return n;
}

static struct dns_patience patience_of(const struct bringing *b, bool runs)
{
	int ms = runs ? VERIFY_MS : START_MS;

	if (!b->patient)
		return (struct dns_patience){.idle = ms, .most = ms};
	return (struct dns_patience){.idle = ms + ZONE_MS * zones(b->questions.target),
				     .most = PATIENT_MS};
}

/* Does named answer with what was written? A signal that comes while it still reads is lost to it,
 * so it is told once more before it is given up. What is wrong, or NULL. */
static char *verify(struct bringing *b, struct dns_patience patience)
{
	struct dns_patience once = {.idle = patience.idle / 3, .most = patience.most};
	double begin = clock_ms();
	char *wrong = NULL, *why = NULL;

	if (questions_await(&b->questions, once, &wrong))
		return NULL;
	serve(b, true, &why);
	free(why);
	free(wrong);
	patience.idle -= once.idle;
	patience.most -= (int)(clock_ms() - begin);
	questions_await(&b->questions, patience, &wrong);
	return wrong;
}

/* Have whoever is the server read what is written. One that somebody else runs is not asked: he may
 * not have been told to include it yet. */
static void run(struct bringing *b, enum dns_service service, bool anew, char **why, char **wrong)
{
	struct server *server = b->server;
	bool runs = named_is_ours(server->named.pid, server->named.dir);

	if (!b->files.len) {
		named_stop(&server->named);
		named_vrfs_stop(&server->vrfs, b->dir);
	} else if (service == DNS_USE && anew) {
		named_nudge();
	} else if (service == DNS_START && serve(b, anew, why)) {
		questions_choose(&b->questions, runs && !server->interrupted ? &b->old : NULL,
				 &b->files);
		*wrong = verify(b, patience_of(b, runs));
	}
}

int dns_bring(struct server *server, struct generation *generation, uint32_t serial, bool patient,
	      char **why, char **wrong)
{
	const struct site *site = generation->compilation.site;
	enum dns_service service = site ? site->dns : DNS_START;
	struct bringing b = {.server = server,
			     .patient = patient,
			     .dir = dns_dir(generation, server->state_dir)};
	int writes = 0;

	if (service != DNS_NONE)
		dns_files(generation, server->state_dir, b.dir, serial, &b.files, &b.questions);
	if (b.files.len || server->named.dir) {
		dns_read(b.dir, &b.old);
		if (!dns_check(generation, b.dir, why) ||
		    (writes = dns_write(b.dir, &b.old, &b.files, why)) < 0)
			goto out;
	}
	free(server->named.dir);
	server->named.dir = b.files.len ? strdup(b.dir) : NULL;
	/* one that died between writing and telling named may have left either undone */
	run(&b, service, writes != 0 || server->interrupted || server->owed.dns, why, wrong);
	server->owed.dns &= *why != NULL;
out:
	if (*why)
		writes = -1;
	questions_free(&b.questions);
	out_files_free(&b.old);
	out_files_free(&b.files);
	free(b.dir);
	return writes;
}

int dns_bring_and_tell(struct server *server, struct generation *generation, uint32_t serial,
		       bool patient, char **why)
{
	char *wrong = NULL;
	int writes = dns_bring(server, generation, serial, patient, why, &wrong);

	if (wrong)
		log_line("DNSSERVER-3-VERIFY", "%s", wrong);
	free(wrong);
	return writes;
}
