/* The agent's log: lines as IOS writes them, on standard error. */
#ifndef RUNTIME_AGENT_LOG_H
#define RUNTIME_AGENT_LOG_H

/* Let HEAR see every line that is logged, from its `%` on; NULL: nobody. */
void log_listen(void (*hear)(void *context, const char *line), void *context);

/* `*Nov 22 18:00:00.123: %WHAT: …`; WHAT is FACILITY-SEVERITY-MNEMONIC. */
void log_line(const char *what, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* `*Nov 22 18:00:00.123: …`: what only those read who have asked for it (`debug track`). */
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
