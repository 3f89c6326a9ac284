/* The agent's log: lines as IOS writes them, on standard error. */
#ifndef RUNTIME_AGENT_LOG_H
#define RUNTIME_AGENT_LOG_H

/* `*Nov 22 18:00:00.123: %WHAT: …`; WHAT is FACILITY-SEVERITY-MNEMONIC. */
void log_line(const char *what, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
