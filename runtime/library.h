/*
 * Libraries that only some commands need, loaded by those: to have them linked costs every process
 * one to two milliseconds, as much as it takes to compile a small site.
 *
 *	#define EDIT_FUNCTIONS(X) X(el_init) X(el_end)
 *	static struct { EDIT_FUNCTIONS(LIBRARY_FIELD) } edit;
 *	static const char *const edit_names[] = { EDIT_FUNCTIONS(LIBRARY_NAME) };
 *
 * Then `library_load("libedit.so.2", edit_names, LENGTH, &edit)`, and `edit.el_init(…)` has the
 * type that the library's header declares.
 */
#ifndef RUNTIME_LIBRARY_H
#define RUNTIME_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#define LIBRARY_FIELD(function) __typeof__(function) *function;
#define LIBRARY_NAME(function) #function,

/*
 * Load SONAME once, and put the addresses of its N functions NAMES into FUNCTIONS, a structure of
 * as many pointers to functions. False when it is not there or not the library that it should be;
 * library_error() says why.
 */
bool library_load(const char *soname, const char *const *names, size_t n, void *functions);
const char *library_error(void);

#endif
