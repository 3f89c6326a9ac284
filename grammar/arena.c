/*
 * The arena: chunks in which memory is handed out by moving a mark, freed together. A large object
 * (a growing array of rows, in practice) has pages of its own, so that it grows by moving page
 * tables and leaves no copies behind: a configuration of a million lines costs its rows once. What
 * a small one leaves behind when it grows, or what is given back, is handed out again, in pieces.
 *
 * The pages of what grows are asked for before they are touched: one call instead of a fault for
 * each of them, which halves what they cost, and on a large configuration they are a quarter of
 * everything. A small one has few of them, and the large objects that do not grow are sparse
 * tables.
 *
 * An arena that has grown large takes its chunks in pages of 2 MiB where the kernel has them: what
 * is looked at after a long time, as a plan is when a link fails, costs a few page tables then. A
 * few small chunks wait for the next arena: who makes one for each small piece of work does not ask
 * the kernel each time. So do a few large ones: hash tables of one access list after the other,
 * whose pages cost more than what is done in them. What has been used is cleared when it is handed
 * out again, but for where an old object is copied to.
 *
 * Under the address sanitizer unused space is poisoned and objects stand apart, so that running
 * over the end of one is found as it would be with malloc(); nothing is handed out twice.
 */
#include "arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define RED_ZONE 16
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define RED_ZONE 0
#endif

enum {
	ALIGN = 16,
	CHUNK_SIZE = 256 << 10,
	HUGE_CHUNK = 2 << 20, /* a page of the kernel's larger kind */
	MANY_CHUNKS = 16, /* an arena that has so many gets larger ones */
	SPARES = 8,
	LARGE_ROOM = 128 << 10,
	LARGE_SPARES = 8,
	LARGE_SPARE_MAX = 1 << 20,
	HOLE_MIN = 6, /* log2 of the smallest piece that is handed out again */
	HOLE_CLASSES = 11, /* up to ARENA_LARGE */
	HOLE_TRIES = 4
};

_Static_assert(ARENA_LARGE <= 1 << (HOLE_MIN + HOLE_CLASSES), "a hole has a class");
_Static_assert(2 * ARENA_LARGE <= CHUNK_SIZE, "what is no large object fits into a chunk");

/* A piece that was given back: of 2^(HOLE_MIN + class) bytes, or up to twice as many. */
struct hole {
	struct hole *next;
	size_t size;
};

/* Both kinds of chunk are mapped pages with this header; the objects follow it. */
struct chunk {
	struct chunk *next, *prev; /* prev: of large chunks only */
	size_t size; /* mapped, header included */
	size_t used;
	size_t dirty; /* bytes that another arena has used; of small chunks only */
	size_t brought; /* bytes whose pages are there; of large chunks only */
};

struct arena {
	struct chunk *small; /* the first one is being filled */
	unsigned chunks; /* of these */
	struct chunk *large;
	char *newest; /* the last small object, which may grow in place */
	struct hole *holes[HOLE_CLASSES];
	unsigned some; /* a bit for each class that has a hole */
	void (*pause)(void *context); /* NULL: nobody wants one */
	void *of_pause;
};

static size_t aligned(size_t size)
{
	return (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

static size_t header_size(void)
{
	return aligned(sizeof(struct chunk));
}

static char *chunk_data(struct chunk *chunk)
{
	return (char *)chunk + header_size();
}

/* That in which the large object AT is alone. */
static struct chunk *chunk_of_large(void *at)
{
	return (struct chunk *)(void *)((char *)at - header_size());
}

static _Noreturn void out_of_memory(void)
{
	fputs("causeway: error: out of memory\n", stderr);
	exit(2);
}

/* Have the kernel bring the pages of CHUNK up to TO. What it does not bring now comes when touched.
 */
static void pages_bring(struct chunk *chunk, size_t to)
{
	size_t page = 4096, from = chunk->brought & ~(page - 1);

	to = (to + page - 1) & ~(page - 1);
	if (to <= from)
		return;
	madvise((char *)chunk + from, to - from, MADV_POPULATE_WRITE);
	chunk->brought = to;
}

static struct chunk *chunk_map(size_t size)
{
	struct chunk *chunk =
		mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (chunk == MAP_FAILED)
		out_of_memory();
	chunk->size = size;
	ASAN_POISON_MEMORY_REGION(chunk_data(chunk), size - header_size());
	return chunk;
}

/* Aligned as the larger pages are: what is mapped too much around it is given back. */
static struct chunk *chunk_map_huge(void)
{
	char *at = (char *)chunk_map((size_t)2 * HUGE_CHUNK);
	size_t before = -(uintptr_t)at % HUGE_CHUNK;
	struct chunk *chunk = (struct chunk *)(void *)(at + before);

	ASAN_UNPOISON_MEMORY_REGION(at, (size_t)2 * HUGE_CHUNK);
	if (before)
		munmap(at, before);
	munmap(at + before + HUGE_CHUNK, HUGE_CHUNK - before);
	madvise(chunk, HUGE_CHUNK, MADV_HUGEPAGE);
	*chunk = (struct chunk){.size = HUGE_CHUNK};
	ASAN_POISON_MEMORY_REGION(chunk_data(chunk), HUGE_CHUNK - header_size());
	return chunk;
}

static void chunk_unmap(struct chunk *chunk)
{
	ASAN_UNPOISON_MEMORY_REGION(chunk, chunk->size);
	munmap(chunk, chunk->size);
}

struct arena *arena_new(void)
{
	struct arena *arena = calloc(1, sizeof *arena);

	if (!arena)
		out_of_memory();
	return arena;
}

void arena_set_pause(struct arena *arena, void (*pause)(void *context), void *context)
{
	arena->pause = pause;
	arena->of_pause = context;
}

void arena_pause(const struct arena *arena)
{
	if (arena->pause)
		arena->pause(arena->of_pause);
}

static struct {
	struct chunk *first;
	unsigned count;
	struct chunk *large[LARGE_SPARES];
} spares;

/* Zero what CHUNK's last owner has left between FROM and TO. */
static void chunk_clear(struct chunk *chunk, size_t from, size_t to)
{
	if (to > chunk->dirty)
		to = chunk->dirty;
	if (from < to)
		memset(chunk_data(chunk) + from, 0, to - from);
}

/* The spare large chunk of at least SIZE bytes, and not of many more, or NULL. A large arena gets
 * none: it keeps what it takes, and the rest of a spare chunk is memory, too. */
static struct chunk *large_spare_take(const struct arena *arena, size_t size)
{
	if (arena->chunks >= MANY_CHUNKS)
		return NULL;
	for (int i = 0; i < LARGE_SPARES; i++) {
		struct chunk *chunk = spares.large[i];

		if (!chunk || chunk->size < size || chunk->size / 2 > size)
			continue;
		spares.large[i] = NULL;
		memset(chunk_data(chunk), 0, chunk->used);
		return chunk;
	}
	return NULL;
}

static bool large_spare(struct chunk *chunk)
{
	if (RED_ZONE || chunk->size > LARGE_SPARE_MAX)
		return false;
	for (int i = 0; i < LARGE_SPARES; i++)
		if (!spares.large[i]) {
			spares.large[i] = chunk;
			return true;
		}
	return false;
}

/* The next chunk of ARENA; the first one is brought as it is touched, since many stay small. */
static struct chunk *chunk_new(const struct arena *arena)
{
	struct chunk *chunk = spares.first;

	if (arena->chunks >= MANY_CHUNKS) {
		chunk = chunk_map_huge();
	} else if (chunk) {
		spares.first = chunk->next;
		spares.count--;
		return chunk;
	} else {
		chunk = chunk_map(CHUNK_SIZE);
	}
	if (arena->chunks)
		pages_bring(chunk, chunk->size);
	return chunk;
}

static bool chunk_spare(struct chunk *chunk)
{
	if (RED_ZONE || chunk->size != CHUNK_SIZE || spares.count >= SPARES)
		return false;
	if (chunk->dirty < chunk->used)
		chunk->dirty = chunk->used;
	chunk->used = 0;
	chunk->next = spares.first;
	spares.first = chunk;
	spares.count++;
	return true;
}

static void chunks_free(struct chunk *chunk, bool (*spare)(struct chunk *chunk))
{
	for (struct chunk *next; chunk; chunk = next) {
		next = chunk->next;
		if (!spare(chunk))
			chunk_unmap(chunk);
	}
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	chunks_free(arena->small, chunk_spare);
	chunks_free(arena->large, large_spare);
	free(arena);
}

/* A piece of SIZE bytes that nobody needs any more. */
static void hole_put(struct arena *arena, void *at, size_t size)
{
	struct hole *hole = at;
	int class;

	size = aligned(size);
	ASAN_POISON_MEMORY_REGION(at, size);
	if (at == arena->newest) /* who gets it may want less of it */
		arena->newest = NULL;
	if (RED_ZONE || size < 1u << HOLE_MIN)
		return;
	class = 63 - __builtin_clzll(size) - HOLE_MIN;
	*hole = (struct hole){arena->holes[class], size};
	arena->holes[class] = hole;
	arena->some |= 1u << class;
}

/* Where the hole of CLASS hangs that fits NEED bytes best, of the few that are looked at; or NULL.
 * An array grows by the sizes that one before it grew by, and finds the holes that it left. */
static struct hole **hole_in(struct arena *arena, int class, size_t need)
{
	struct hole **at = &arena->holes[class], **best = NULL;

	for (int i = 0; *at && i < HOLE_TRIES; i++, at = &(*at)->next) {
		if ((*at)->size < need || (best && (*best)->size <= (*at)->size))
			continue;
		best = at;
		if ((*at)->size == need)
			break;
	}
	return best;
}

static void *hole_take(struct arena *arena, size_t size, size_t from)
{
	size_t need = aligned(size);
	struct hole *hole, **at;
	unsigned larger;
	int class;

	if (need < 1u << HOLE_MIN || !arena->some)
		return NULL;
	class = 63 - __builtin_clzll(need) - HOLE_MIN;
	at = hole_in(arena, class, need);
	if (!at) {
		larger = arena->some & -(2u << class);
		if (!larger)
			return NULL;
		class = __builtin_ctz(larger);
		at = &arena->holes[class];
	}
	hole = *at;
	*at = hole->next;
	if (!arena->holes[class])
		arena->some &= ~(1u << class);
	if (hole->size > need)
		hole_put(arena, (char *)hole + need, hole->size - need);
	memset((char *)hole + from, 0, need - from);
	return hole;
}

static void *alloc_small(struct arena *arena, size_t size, size_t from)
{
	size_t need = aligned(size) + RED_ZONE;
	struct chunk *chunk = arena->small;

	if (!chunk || chunk->size - header_size() - chunk->used < need) {
		chunk = chunk_new(arena);
		chunk->next = arena->small;
		arena->small = chunk;
		arena->chunks++;
	}
	arena->newest = chunk_data(chunk) + chunk->used;
	chunk_clear(chunk, chunk->used + from, chunk->used + need);
	chunk->used += need;
	ASAN_UNPOISON_MEMORY_REGION(arena->newest, size);
	return arena->newest;
}

/* Room for SIZE bytes in a large chunk, in pages; the first step leaves some to grow into. */
static size_t large_size(size_t size)
{
	size_t room = size + header_size() + RED_ZONE;

	if (room < size)
		out_of_memory();
	return (room + LARGE_ROOM - 1) & ~(size_t)(LARGE_ROOM - 1);
}

static void large_link(struct arena *arena, struct chunk *chunk)
{
	chunk->next = arena->large;
	chunk->prev = NULL;
	if (chunk->next)
		chunk->next->prev = chunk;
	arena->large = chunk;
}

static void *alloc_large(struct arena *arena, size_t size)
{
	struct chunk *chunk = large_spare_take(arena, large_size(size));

	if (!chunk)
		chunk = chunk_map(large_size(size));
	chunk->used = size;
	large_link(arena, chunk);
	ASAN_UNPOISON_MEMORY_REGION(chunk_data(chunk), size);
	return chunk_data(chunk);
}

/* SIZE bytes of which those from FROM on are zero, and who gets them writes the others. */
static void *alloc_from(struct arena *arena, size_t size, size_t from)
{
	void *at;

	if (size >= ARENA_LARGE)
		return alloc_large(arena, size);
	at = hole_take(arena, size, from);
	return at ? at : alloc_small(arena, size, from);
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return alloc_from(arena, size, 0);
}

void *arena_alloc_spread(struct arena *arena, size_t size)
{
	char *at = arena_alloc(arena, size);

	if (size >= HUGE_CHUNK)
		madvise(at - header_size(), header_size() + size, MADV_HUGEPAGE);
	if (size >= ARENA_LARGE)
		pages_bring(chunk_of_large(at), header_size() + size);
	return at;
}

static struct chunk *large_unlink(struct arena *arena, void *at)
{
	struct chunk *chunk = chunk_of_large(at);

	if (chunk->prev)
		chunk->prev->next = chunk->next;
	else
		arena->large = chunk->next;
	if (chunk->next)
		chunk->next->prev = chunk->prev;
	return chunk;
}

void arena_release(struct arena *arena, void *at, size_t size)
{
	if (!at)
		return;
	if (size >= ARENA_LARGE) {
		struct chunk *chunk = large_unlink(arena, at);

		if (!large_spare(chunk))
			chunk_unmap(chunk);
	} else
		hole_put(arena, at, size);
}

static void *grow_large(struct arena *arena, char *old, size_t new_size)
{
	struct chunk *chunk = chunk_of_large(old);
	size_t size = large_size(new_size);

	if (size > chunk->size) {
		large_unlink(arena, old);
		ASAN_UNPOISON_MEMORY_REGION(chunk, chunk->size);
		chunk = mremap(chunk, chunk->size, size, MREMAP_MAYMOVE);
		if (chunk == MAP_FAILED)
			out_of_memory();
		chunk->size = size;
		ASAN_POISON_MEMORY_REGION(chunk_data(chunk), size - header_size());
		large_link(arena, chunk);
	}
	chunk->used = new_size;
	pages_bring(chunk, header_size() + new_size);
	ASAN_UNPOISON_MEMORY_REGION(chunk_data(chunk), new_size);
	return chunk_data(chunk);
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	struct chunk *chunk = arena->small;
	size_t more;
	void *copy;

	if (!old)
		return arena_alloc(arena, new_size);
	if (new_size <= old_size)
		return old;
	if (old_size >= ARENA_LARGE)
		return grow_large(arena, old, new_size);
	more = aligned(new_size) - aligned(old_size);
	if (old == arena->newest && new_size < ARENA_LARGE &&
	    chunk->size - header_size() - chunk->used >= more) {
		chunk_clear(chunk, chunk->used, chunk->used + more);
		chunk->used += more;
		ASAN_UNPOISON_MEMORY_REGION(old, new_size);
		return old;
	}
	copy = alloc_from(arena, new_size, old_size);
	if (new_size >= ARENA_LARGE)
		pages_bring(chunk_of_large(copy), header_size() + new_size);
	memcpy(copy, old, old_size);
	hole_put(arena, old, old_size);
	return copy;
}

/* The pages are given back, not their place: who grows again finds it as it was, and zero. */
static void shrink_large(char *old, size_t new_size)
{
	struct chunk *chunk = chunk_of_large(old);
	size_t page = 4096, keep = (header_size() + new_size + page - 1) & ~(page - 1);

	ASAN_UNPOISON_MEMORY_REGION(old, chunk->used);
	memset(old + new_size, 0,
	       header_size() + chunk->used < keep ? chunk->used - new_size
						  : keep - header_size() - new_size);
	if (chunk->size > keep)
		madvise((char *)chunk + keep, chunk->size - keep, MADV_DONTNEED);
	if (chunk->brought > keep)
		chunk->brought = keep;
	chunk->used = new_size;
	ASAN_POISON_MEMORY_REGION(old + new_size, chunk->size - header_size() - new_size);
}

static void shrink_small(struct arena *arena, char *old, size_t old_size, size_t new_size)
{
	size_t more = aligned(old_size) - aligned(new_size);

	memset(old + new_size, 0, old_size - new_size);
	if (old == arena->newest && !RED_ZONE) {
		arena->small->used -= more;
	} else if (more) {
		arena->newest = old == arena->newest ? NULL : arena->newest;
		hole_put(arena, old + aligned(new_size), more);
	}
}

void *arena_shrink(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	void *copy;

	if (!old || new_size >= old_size)
		return old;
	if (new_size >= ARENA_LARGE) {
		shrink_large(old, new_size);
		return old;
	}
	if (old_size < ARENA_LARGE) {
		shrink_small(arena, old, old_size, new_size);
		return old;
	}
	copy = alloc_from(arena, new_size, new_size);
	memcpy(copy, old, new_size);
	arena_release(arena, old, old_size);
	return copy;
}
