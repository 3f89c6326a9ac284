/* JSON values written as YAML. */
#ifndef RUNTIME_YAML_OUT_H
#define RUNTIME_YAML_OUT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

/* One document. False when libyaml or TO refused. */
bool yaml_print(json_t *json, FILE *to);

#endif
