/*
 * Probes: where each leaves in a state, whether it is answered, and what follows. A track that is
 * down says that nothing lives beyond the exit that its probe used while it was up. If with the
 * track down the probe leaves by an exit that lives, it is answered, the track comes up again, and
 * the failure that is still there takes it down: an oscillation, found by letting the probes run.
 */
#include <string.h>

#include "grammar/ip.h"
#include "states_survey.h"

enum { ROUNDS_MAX = 64, MEASURED_MAX = 64 };

bool survey_is_measured(const struct track *track)
{
	return track->kind == TRACK_SLA_REACHABILITY || track->kind == TRACK_SLA_STATE;
}

/* ---- one probe ---- */

static bool source_of(const struct world *world, const struct sla *sla, uint32_t *src)
{
	uint8_t len;

	if (sla->operation.source) {
		*src = sla->operation.source;
		return true;
	}
	if (sla->source_interface.name.s)
		return sla->source_interface.to &&
		       world_address(world, sla->source_interface.to, src, &len);
	return own_source(world, sla->operation.target, src);
}

static uint8_t proto_of(const struct sla *sla)
{
	switch ((enum sla_kind)sla->operation.kind) {
	case SLA_TCP_CONNECT:
	case SLA_HTTP:
		return PROTO_TCP;
	case SLA_UDP_ECHO:
	case SLA_UDP_JITTER:
	case SLA_DNS:
		return PROTO_UDP;
	default:
		return PROTO_ICMP;
	}
}

/* The address that it asks; 0: not known without asking. */
static uint32_t target_of(const struct sla *sla)
{
	return sla->operation.kind == SLA_DNS ? sla->operation.name_server : sla->operation.target;
}

static uint16_t port_of(const struct sla *sla)
{
	if (sla->operation.port)
		return sla->operation.port;
	return sla->operation.kind == SLA_DNS ? QUERY_PORT : 80;
}

/* probe-pinned: what has the address of an uplink leaves by it, or not at all. */
static bool pinned_fate(const struct survey *survey, const struct interface *owner,
			const struct packet *packet, struct fate *fate)
{
	if (survey->world->eval->exact || !owner || !interface_is_outside(owner))
		return false;
	*fate = (struct fate){
		.verdict = VERDICT_FORWARDED, .exit = owner, .packet = *packet, .at = owner->at};
	if (!world_is_usable(survey->world, owner))
		fate->verdict = VERDICT_UNROUTED;
	return true;
}

/* Does an answer to what FATE sent reach the router, by the uplink to which its source belongs? */
static bool is_answered(struct survey *survey, struct flows *flows, struct probe_fate *probe)
{
	struct packet answer = packet_reply(&probe->fate.packet);
	struct fate back;

	probe->owner = survey_stray(survey, probe->fate.exit, probe->fate.packet.src);
	if (!probe->owner)
		probe->owner = probe->fate.exit;
	if (survey->dead[probe->fate.exit->index] ||
	    !world_is_usable(survey->world, probe->owner) || survey->dead[probe->owner->index])
		return false;
	back = packet_fate(survey->scratch, survey->world, flows, probe->owner, &answer, false);
	return back.verdict == VERDICT_RECEIVED;
}

struct probe_fate survey_probe_fate(struct survey *survey, const struct track *track)
{
	const struct sla *sla = track->sla;
	struct probe_fate probe = {0};
	struct flows *flows = flows_new(survey->scratch);
	struct packet packet;
	uint32_t src;

	if (!sla || sla->vrf || !sla_runs(sla) || !target_of(sla))
		return probe;
	probe.known = true;
	probe.fate.verdict = VERDICT_UNROUTED;
	if (!source_of(survey->world, sla, &src))
		return probe;
	packet =
		survey_packet(proto_of(sla), src,
			      sla->operation.source_port ? sla->operation.source_port : CLIENT_PORT,
			      target_of(sla), port_of(sla));
	if (!pinned_fate(survey, owner_of(survey->world, NULL, src), &packet, &probe.fate))
		probe.fate =
			packet_fate(survey->scratch, survey->world, flows, NULL, &packet, false);
	if (probe.fate.verdict == VERDICT_RECEIVED)
		probe.answered = true; /* an address of its own */
	if (probe.fate.verdict == VERDICT_FORWARDED)
		probe.answered = is_answered(survey, flows, &probe);
	return probe;
}

/* ---- what has failed ---- */

void survey_bury(struct survey *survey)
{
	const struct state_row *row = &survey->states->rows.at[survey->row];
	struct world *world = survey->world;
	bool *dead = arena_alloc(survey->scratch, world->eval->n_links + 1);

	survey->dead = arena_alloc(survey->scratch, world->eval->n_links + 1);
	for (unsigned i = 0; i < row->n_down; i++) {
		const struct track *track = survey->states->conditions.at[row->down[i]].track;
		struct probe_fate probe;

		if (!track || !survey_is_measured(track))
			continue;
		survey->world = world_copy(survey->scratch, world);
		world_set_track(survey->world, track->id, true);
		world_settle(survey->world);
		probe = survey_probe_fate(survey, track);
		/* else what is down here is reason enough */
		if (probe.answered && probe.fate.exit && survey_is_uplink(survey, probe.fate.exit))
			dead[probe.fate.exit->index] = true;
	}
	survey->world = world;
	survey->dead = dead;
}

/* ---- the probes run on ---- */

struct running {
	const struct track *tracks[MEASURED_MAX];
	uint32_t n;
	uint64_t seen[ROUNDS_MAX]; /* which of them were up, round by round */
	uint64_t now;
};

static struct running gather(const struct survey *survey)
{
	struct running running = {0};

	VEC_FOREACH (condition, &survey->states->conditions)
		if (condition->track && survey_is_measured(condition->track) &&
		    running.n < MEASURED_MAX) {
			running.now |= (uint64_t)world_track(survey->world, condition->track->id)
				       << running.n;
			running.tracks[running.n++] = condition->track;
		}
	return running;
}

/* Each probe in turn says what it finds, and the others find what follows from that. */
static void go_round(struct survey *survey, struct running *running)
{
	for (uint32_t i = 0; i < running->n; i++) {
		struct probe_fate probe = survey_probe_fate(survey, running->tracks[i]);
		bool up = running->now >> i & 1;

		if (!probe.known || probe.answered == up)
			continue;
		world_set_track(survey->world, running->tracks[i]->id, probe.answered);
		world_settle(survey->world);
		running->now ^= UINT64_C(1) << i;
	}
}

/* From the round of number FROM on, nothing new: what changes in between never stays. */
static void report(struct survey *survey, const struct running *running, uint32_t from,
		   uint32_t rounds)
{
	uint64_t moving = 0;

	for (uint32_t i = from; i + 1 < rounds; i++)
		moving |= running->seen[i] ^ running->seen[i + 1];
	moving |= running->seen[rounds - 1] ^ running->now;
	for (uint32_t i = 0; i < running->n; i++) {
		const struct track *track = running->tracks[i];

		if (moving >> i & 1)
			survey_find(survey, FINDING_OSCILLATION, track->at, track->sla->at,
				    "probe-pinned",
				    "track %u goes up and down: while it is down, its probe is "
				    "answered by another way, and comes back to what has failed",
				    track->id);
	}
}

/* What the tracks come to is another state, with the same links. */
static void note_end(struct survey *survey, const struct running *running, uint64_t first)
{
	struct state_row *row = &survey->states->rows.at[survey->row];
	uint32_t mask = 0;

	row->passing = running->now != first;
	if (!survey->states->whole)
		return;
	for (uint32_t i = 0, track = 0; i < survey->states->conditions.len; i++) {
		const struct track *measured = survey->states->conditions.at[i].track;
		bool down = survey_is_down(row, i);

		if (measured && survey_is_measured(measured))
			down = !(running->now >> track++ & 1);
		mask |= (uint32_t)down << i;
	}
	row->next = mask;
}

void survey_run_on(struct survey *survey)
{
	struct state_row *row = &survey->states->rows.at[survey->row];
	struct running running = gather(survey);
	uint64_t first = running.now;
	struct world *world = survey->world;

	if (!running.n)
		return;
	survey->world = world_copy(survey->scratch, world);
	for (uint32_t rounds = 0; rounds < ROUNDS_MAX; rounds++) {
		running.seen[rounds] = running.now;
		go_round(survey, &running);
		if (running.now == running.seen[rounds])
			break;
		for (uint32_t i = 0; i <= rounds; i++)
			if (running.seen[i] == running.now) {
				report(survey, &running, i, rounds + 1);
				row->oscillates |= survey->side == SIDE_GATEWAY;
				rounds = ROUNDS_MAX - 1;
				break;
			}
	}
	if (survey->side == SIDE_GATEWAY)
		note_end(survey, &running, first);
	survey->world = world;
}

/* ---- in the table ---- */

static void find_leak(struct survey *survey, const struct states_question *question,
		      const struct probe_fate *probe)
{
	const struct interface *owner =
		survey_stray(survey, probe->fate.exit, probe->fate.packet.src);

	if (owner)
		survey_find(survey, FINDING_LEAK, question->track->sla->at, probe->fate.exit->at,
			    "probe-pinned", "the %s leaves by %s as %s, an address of %s",
			    question->title, probe->fate.exit->name,
			    survey_ip(survey, probe->fate.packet.src), owner->name);
}

static void find_dead(struct survey *survey, const struct states_question *question,
		      const struct probe_fate *probe)
{
	if (!survey->states->rows.at[survey->row].n_down)
		survey_find(survey, FINDING_PROBE_DEAD, question->track->at, probe->fate.at, NULL,
			    "the %s is never answered: %s", question->title,
			    probe->fate.verdict == VERDICT_FORWARDED
				    ? "its answer does not come back to the router"
				    : "it has no way out");
}

struct states_answer survey_probe(struct survey *survey, const struct states_question *question)
{
	struct probe_fate probe = survey_probe_fate(survey, question->track);
	bool up = world_track(survey->world, question->track->id);
	enum states_worth worth = probe.answered ? WORTH_GOOD : WORTH_LOST;

	if (!probe.known)
		return survey_text(survey, WORTH_GOOD, NULL, "not known");
	if (!probe.answered)
		find_dead(survey, question, &probe);
	if (probe.answered && !up)
		worth = survey->states->rows.at[survey->row].oscillates ? WORTH_WRONG : WORTH_LOST;
	if (probe.fate.verdict == VERDICT_RECEIVED)
		return survey_text(survey, worth, &probe.fate, "itself");
	if (probe.fate.verdict != VERDICT_FORWARDED)
		return survey_text(survey, worth, &probe.fate, "%s",
				   up ? "no way: goes down" : "no way");
	find_leak(survey, question, &probe);
	return survey_text(survey, worth, &probe.fate, "%s%s",
			   survey_short(survey, probe.fate.exit),
			   probe.answered == up ? (up ? "" : ", lost")
			   : up			? ", lost: goes down"
						: ", answered: comes up");
}
