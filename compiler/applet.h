/* Applets: what runs of them, and what that is. */
#ifndef COMPILER_APPLET_H
#define COMPILER_APPLET_H

#include "lower.h"

enum applet_cli { CLI_UNKNOWN, CLI_NOTHING, CLI_CLEAR };

/* applet.c */
/* What the command of a `cli command` does here. */
enum applet_cli applet_cli(const char *command);
/* Mark and report those that are not run. */
void applets_judge(struct router *router);

/* lower_applet.c; tracks are lowered already. */
void lower_applets(struct lowering *lo);

#endif
