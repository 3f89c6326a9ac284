/*
 * sysctl.conf: the few settings of the kernel without which it is no router. In slash form, since
 * the names of devices may hold dots.
 */
#include "emit.h"

void sysctl_emit(const struct change *change, const struct emit_options *options,
		 struct out_files *files)
{
	struct out *out = out_file(files, "sysctl.conf");
	const struct object *object;
	const char *origin = NULL;

	(void)options;
	out_head(out, change, "#", "settings of the kernel", "sysctl -p sysctl.conf");
	for (size_t i = 0; (object = change_next(change, OBJECT_SYSCTL, &i));) {
		if (object->origin && object->origin != origin) {
			out_text(out, "# ");
			quote_comment(out, object->origin);
			out_text(out, "\n");
		}
		origin = object->origin;
		out_printf(out, "%s = %s\n", object->sysctl.path, object->sysctl.value);
	}
}
