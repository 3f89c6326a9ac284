#include "library.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *soname, const char *const *names, size_t n, void *functions)
{
	void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL), *function;

	for (size_t i = 0; i < n && library; i++) {
		function = dlsym(library, names[i]);
		if (!function)
			return false;
		memcpy((char *)functions + i * sizeof function, &function, sizeof function);
	}
	return library;
}

const char *library_error(void)
{
	const char *why = dlerror();

	return why ? why : "unknown trouble";
}
