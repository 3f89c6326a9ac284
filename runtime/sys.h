/*
 * Every call of the agent that the kernel can refuse, with what it returns when it does. The table
 * is the whole of what stands between the agent and the kernel: causewayd-faults is linked from the
 * very objects of causewayd, but with each of these symbols turned by the linker (--wrap) to a
 * function made from its row, which fails when it is told to (faults.c). tests/agent/calls sees
 * that no object of the agent uses a call that has no row, and that no row is without a user.
 *
 * X(type, name, parameters, arguments, what a failure returns with errno set)
 *
 * Not here: what cannot fail (getpid, umask, clock_gettime), memory (out of it, the agent ends with
 * abort() and is started again), and formatted output, whose failure fflush and fclose tell.
 */
#ifndef RUNTIME_SYS_H
#define RUNTIME_SYS_H

/* clang-format off */
#define SYS_CALLS(X)                                                                              \
	/* files */                                                                               \
	X(int, open, (const char *path, int flags, mode_t mode), (path, flags, mode), -1)         \
	X(int, openat, (int dir, const char *path, int flags, mode_t mode),                       \
	  (dir, path, flags, mode), -1)                                                           \
	X(int, close, (int fd), (fd), -1)                                                         \
	X(int, close_range, (unsigned first, unsigned last, int flags), (first, last, flags), -1) \
	X(ssize_t, read, (int fd, void *at, size_t len), (fd, at, len), -1)                       \
	X(ssize_t, pread, (int fd, void *at, size_t len, off_t from), (fd, at, len, from), -1)    \
	X(ssize_t, write, (int fd, const void *at, size_t len), (fd, at, len), -1)                \
	X(off_t, lseek, (int fd, off_t to, int whence), (fd, to, whence), -1)                     \
	X(int, fsync, (int fd), (fd), -1)                                                         \
	X(int, flock, (int fd, int operation), (fd, operation), -1)                               \
	X(int, fcntl, (int fd, int command, long value), (fd, command, value), -1)                \
	X(int, ioctl, (int fd, unsigned long request, void *at), (fd, request, at), -1)           \
	X(int, fstat, (int fd, struct stat *stat), (fd, stat), -1)                                \
	X(int, fstatfs, (int fd, struct statfs *its), (fd, its), -1)                              \
	X(int, lstat, (const char *path, struct stat *stat), (path, stat), -1)                    \
	X(int, access, (const char *path, int mode), (path, mode), -1)                            \
	X(char *, realpath, (const char *path, char *to), (path, to), NULL)                       \
	X(int, mkdir, (const char *path, mode_t mode), (path, mode), -1)                          \
	X(int, rename, (const char *old, const char *new), (old, new), -1)                        \
	X(int, fchmod, (int fd, mode_t mode), (fd, mode), -1)                                     \
	X(int, linkat, (int from, const char *path, int to, const char *name, int flags),         \
	  (from, path, to, name, flags), -1)                                                      \
	X(int, lchown, (const char *path, uid_t uid, gid_t gid), (path, uid, gid), -1)            \
	X(ssize_t, sendfile, (int to, int from, off_t *at, size_t len), (to, from, at, len), -1)  \
	X(int, shutdown, (int fd, int how), (fd, how), -1)                                        \
	X(struct group *, getgrnam, (const char *name), (name), NULL)                             \
	X(int, unlink, (const char *path), (path), -1)                                            \
	X(int, unlinkat, (int dir, const char *path, int flags), (dir, path, flags), -1)          \
	X(int, rmdir, (const char *path), (path), -1)                                             \
	X(DIR *, opendir, (const char *path), (path), NULL)                                       \
	X(struct dirent *, readdir, (DIR *dir), (dir), NULL)                                      \
	X(int, closedir, (DIR *dir), (dir), -1)                                                   \
	X(void *, mmap, (void *at, size_t len, int protection, int flags, int fd, off_t from),    \
	  (at, len, protection, flags, fd, from), MAP_FAILED)                                     \
	X(void *, mremap, (void *at, size_t old, size_t new, int flags), (at, old, new, flags),   \
	  MAP_FAILED)                                                                             \
	X(int, memfd_create, (const char *name, unsigned flags), (name, flags), -1)               \
	/* buffered ones */                                                                       \
	X(FILE *, fopen, (const char *path, const char *mode), (path, mode), NULL)                \
	X(FILE *, fdopen, (int fd, const char *mode), (fd, mode), NULL)                           \
	X(size_t, fread, (void *at, size_t size, size_t n, FILE *file), (at, size, n, file),      \
	  break_stream(file))                                                                     \
	X(char *, fgets, (char *at, int size, FILE *file), (at, size, file),                      \
	  break_stream(file) ? at : NULL)                                                         \
	X(size_t, fwrite, (const void *at, size_t size, size_t n, FILE *file),                    \
	  (at, size, n, file), break_stream(file))                                                \
	X(int, fflush, (FILE *file), (file), EOF)                                                 \
	X(int, fclose, (FILE *file), (file), EOF)                                                 \
	/* sockets */                                                                             \
	X(int, socket, (int family, int type, int protocol), (family, type, protocol), -1)        \
	X(int, socketpair, (int family, int type, int protocol, int *ends),                       \
	  (family, type, protocol, ends), -1)                                                     \
	X(int, bind, (int fd, const struct sockaddr *to, socklen_t len), (fd, to, len), -1)       \
	X(int, connect, (int fd, const struct sockaddr *to, socklen_t len), (fd, to, len), -1)    \
	X(int, listen, (int fd, int backlog), (fd, backlog), -1)                                  \
	X(int, accept4, (int fd, struct sockaddr *from, socklen_t *len, int flags),               \
	  (fd, from, len, flags), -1)                                                             \
	X(int, getsockname, (int fd, struct sockaddr *name, socklen_t *len), (fd, name, len), -1) \
	X(int, getsockopt, (int fd, int level, int name, void *at, socklen_t *len),               \
	  (fd, level, name, at, len), -1)                                                         \
	X(int, setsockopt, (int fd, int level, int name, const void *at, socklen_t len),          \
	  (fd, level, name, at, len), -1)                                                         \
	X(ssize_t, send, (int fd, const void *at, size_t len, int flags),                         \
	  (fd, at, len, flags), -1)                                                               \
	X(ssize_t, sendto, (int fd, const void *at, size_t len, int flags,                        \
	  const struct sockaddr *to, socklen_t to_len), (fd, at, len, flags, to, to_len), -1)     \
	X(ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags),                    \
	  (fd, message, flags), -1)                                                               \
	X(ssize_t, recv, (int fd, void *at, size_t len, int flags), (fd, at, len, flags), -1)     \
	X(ssize_t, recvmsg, (int fd, struct msghdr *message, int flags),                          \
	  (fd, message, flags), -1)                                                               \
	X(unsigned, if_nametoindex, (const char *name), (name), 0)                                \
	/* waiting */                                                                             \
	X(int, epoll_create1, (int flags), (flags), -1)                                           \
	X(int, epoll_ctl, (int epoll, int what, int fd, struct epoll_event *event),               \
	  (epoll, what, fd, event), -1)                                                           \
	X(int, epoll_wait, (int epoll, struct epoll_event *events, int n, int ms),                \
	  (epoll, events, n, ms), -1)                                                             \
	X(int, epoll_pwait2,                                                                      \
	  (int epoll, struct epoll_event *events, int n, const struct timespec *most,            \
	   const sigset_t *mask),                                                                 \
	  (epoll, events, n, most, mask), -1)                                                     \
	X(int, poll, (struct pollfd *fds, nfds_t n, int ms), (fds, n, ms), -1)                    \
	X(int, timerfd_create, (int clock, int flags), (clock, flags), -1)                        \
	X(int, timerfd_settime, (int fd, int flags, const struct itimerspec *new,                 \
	  struct itimerspec *old), (fd, flags, new, old), -1)                                     \
	X(int, signalfd, (int fd, const sigset_t *set, int flags), (fd, set, flags), -1)          \
	X(int, inotify_init1, (int flags), (flags), -1)                                           \
	X(int, inotify_add_watch, (int fd, const char *path, uint32_t what),                      \
	  (fd, path, what), -1)                                                                   \
	/* processes */                                                                           \
	X(int, setrlimit, (int what, const struct rlimit *limit), (what, limit), -1)              \
	X(int, mlockall, (int flags), (flags), -1)                                                \
	X(int, setpriority, (int which, id_t who, int value), (which, who, value), -1)            \
	X(int, sched_setscheduler, (pid_t pid, int policy, const struct sched_param *priority),   \
	  (pid, policy, priority), -1)                                                            \
	X(pid_t, fork, (void), (), -1)                                                            \
	X(int, posix_spawn, (pid_t *pid, const char *path,                                        \
	  const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,         \
	  char *const *argv, char *const *environment),                                           \
	  (pid, path, actions, attributes, argv, environment), errno)                             \
	X(pid_t, waitpid, (pid_t pid, int *status, int options), (pid, status, options), -1)      \
	X(int, pidfd_open, (pid_t pid, unsigned flags), (pid, flags), -1)                         \
	X(int, kill, (pid_t pid, int signal), (pid, signal), -1)                                  \
	X(int, setns, (int fd, int what), (fd, what), -1)                                         \
	X(int, prctl, (int what, long a, long b, long c, long d), (what, a, b, c, d), -1)         \
	X(int, capget, (struct __user_cap_header_struct *header,                                  \
	  struct __user_cap_data_struct *data), (header, data), -1)                               \
	X(int, capset, (struct __user_cap_header_struct *header,                                  \
	  const struct __user_cap_data_struct *data), (header, data), -1)                         \
	X(int, seccomp_load, (scmp_filter_ctx filter), (filter), -errno)                          \
	X(int, sigprocmask, (int how, const sigset_t *set, sigset_t *old), (how, set, old), -1)   \
	X(ssize_t, getrandom, (void *at, size_t len, unsigned flags), (at, len, flags), -1)       \
	X(void *, dlopen, (const char *name, int flags), (name, flags), NULL)
/* clang-format on */

#endif
