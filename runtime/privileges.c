/*
 * Capabilities and system calls of core, loader and closer.
 *
 * The core changes the network (NET_ADMIN), sends probes by raw sockets (NET_RAW) and from ports of
 * servers (NET_BIND_SERVICE). It starts no program and signals no process.
 *
 * The loader changes nft and runs named, rndc and named-checkconf, which keep what it keeps:
 * NET_ADMIN for nft; NET_BIND_SERVICE for named's port 53; NET_RAW, so that a named of a VRF may be
 * bound to its device; BPF for `ip vrf exec`, which ties it to the VRF by a cgroup's program;
 * DAC_READ_SEARCH for rndc's key, which Debian gives to user bind alone, and for a configuration in
 * somebody's home. named runs as root without -u, which these leave powerless but for the above;
 * so no SETUID, and KILL neither: it is of our own user.
 *
 * The closer needs none at all: what it takes are sockets that are open.
 *
 * What is not listed is answered with ENOSYS, upon which the C library takes an older call where it
 * knows one, and noted in the kernel's audit log: a call that a new version of a library makes must
 * not take down the only gateway. What only an intruder would want of the core, ends it.
 */
#include "privileges.h"

#include <errno.h>
#include <linux/capability.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>

uint32_t privileges_otherwise = SCMP_ACT_ERRNO(ENOSYS);

#define BIT(capability) (UINT64_C(1) << (capability))

static const uint64_t capabilities[] = {
	[PRIVILEGES_CORE] = BIT(CAP_NET_ADMIN) | BIT(CAP_NET_RAW) | BIT(CAP_NET_BIND_SERVICE),
	[PRIVILEGES_LOADER] = BIT(CAP_NET_ADMIN) | BIT(CAP_NET_RAW) | BIT(CAP_NET_BIND_SERVICE) |
			      BIT(CAP_BPF) | BIT(CAP_DAC_READ_SEARCH),
	[PRIVILEGES_CLOSER] = 0,
};

/* ---- system calls ---- */

/* Memory, files that the file system lets us have, sockets that are there, time, waiting. */
static const char calls_of_both[] =
	"accept4 access arch_prctl bind brk clock_getres clock_gettime clock_nanosleep "
	"close close_range connect dup dup2 dup3 epoll_create1 epoll_ctl epoll_pwait "
	"epoll_pwait2 epoll_wait eventfd2 exit exit_group faccessat faccessat2 fadvise64 fallocate "
	"fchdir fchmod fchmodat fchown fchownat fcntl fdatasync flock fstat fstatfs fsync "
	"ftruncate futex getcpu getcwd getdents64 getegid geteuid getgid getpeername "
	"getpgrp getpid getppid getrandom getrlimit getrusage getsockname getsockopt "
	"gettid gettimeofday getuid inotify_add_watch inotify_init1 inotify_rm_watch "
	"ioctl link linkat listen lseek lstat madvise membarrier memfd_create mkdir "
	"mkdirat mmap mprotect mremap msync munmap nanosleep newfstatat open openat "
	"openat2 pidfd_open pipe pipe2 poll ppoll prctl pread64 preadv prlimit64 pselect6 "
	"pwrite64 pwritev read readlink readlinkat readv recvfrom recvmmsg recvmsg rename "
	"renameat renameat2 restart_syscall rmdir rseq rt_sigaction rt_sigpending "
	"rt_sigprocmask rt_sigreturn rt_sigsuspend rt_sigtimedwait sched_getaffinity "
	"sched_yield select sendfile sendmmsg sendmsg sendto set_robust_list "
	"set_tid_address setitimer setsockopt shutdown sigaltstack signalfd4 socketpair "
	"stat statfs statx symlink symlinkat sync_file_range syncfs sysinfo tgkill time "
	"timerfd_create timerfd_gettime timerfd_settime times umask uname unlink unlinkat "
	"utimensat wait4 waitid write writev";

/* Other programs and what they need: named is one with threads, which looks to its privileges. */
static const char calls_of_loader[] =
	"alarm bpf capget capset chdir chmod chown clone clone3 copy_file_range creat "
	"epoll_create eventfd execve execveat fork get_robust_list getgroups "
	"getitimer getpgid getpriority getresgid getresuid getsid inotify_init kill "
	"mincore mlock munlock pause pidfd_send_signal pkey_alloc pkey_free "
	"pkey_mprotect preadv2 pwritev2 sched_get_priority_max sched_get_priority_min "
	"sched_getattr sched_getparam sched_getscheduler sched_setaffinity "
	"sched_setscheduler seccomp setfsgid setfsuid setgid setgroups setpgid "
	"setpriority setregid setresgid setresuid setreuid setrlimit setsid setuid "
	"signalfd socket splice tee timer_create timer_delete timer_getoverrun "
	"timer_gettime timer_settime tkill truncate utime utimes vfork vmsplice";

/* The leak checker of a sanitized build looks at a process that ends from another, which it starts;
 * and a fork of one maps memory of its own. */
#ifdef __SANITIZE_ADDRESS__
#define LEAK_CHECKERS "clone ptrace "
#define SANITIZERS "madvise mmap mprotect munmap sigaltstack "
#define INTRUDERS ""
#else
#define LEAK_CHECKERS ""
#define SANITIZERS ""
#define INTRUDERS "ptrace "
#endif

/* A process for each few sockets, which it gets and holds. */
static const char calls_of_closer[] = SANITIZERS
	"clock_nanosleep clone clone3 close exit_group futex getpid gettid nanosleep poll ppoll "
	"recvmsg restart_syscall rseq rt_sigaction rt_sigprocmask rt_sigreturn set_robust_list "
	"wait4 write";

/* An agent in its right mind does none of these. */
static const char calls_of_intruders[] =
	INTRUDERS "execve execveat process_vm_readv process_vm_writev init_module finit_module "
		  "delete_module kexec_load kexec_file_load reboot mount umount2 pivot_root chroot "
		  "setns unshare bpf keyctl add_key request_key open_by_handle_at io_uring_setup "
		  "userfaultfd perf_event_open personality iopl ioperm";

static const int families[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};

/* A call that this architecture has not, need not be allowed. */
static int add(scmp_filter_ctx filter, uint32_t action, const char *calls)
{
	char name[64];
	int error = 0;

	for (size_t len; *calls && error == 0; calls += len + (calls[len] == ' ')) {
		int call;

		len = strcspn(calls, " ");
		snprintf(name, sizeof name, "%.*s", (int)len, calls);
		call = seccomp_syscall_resolve_name(name);
		if (call >= 0)
			error = seccomp_rule_add(filter, action, call, 0);
	}
	return error;
}

static int add_sockets(scmp_filter_ctx filter)
{
	int error = 0;

	for (size_t i = 0; i < sizeof families / sizeof *families && error == 0; i++)
		error = seccomp_rule_add(
			filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1,
			(struct scmp_arg_cmp){
				.arg = 0, .op = SCMP_CMP_EQ, .datum_a = (scmp_datum_t)families[i]});
	return error;
}

static int fill(scmp_filter_ctx filter, enum privileges which)
{
	int error = add(filter, SCMP_ACT_ALLOW,
			which == PRIVILEGES_CLOSER ? calls_of_closer : calls_of_both);

	if (which == PRIVILEGES_CLOSER)
		return error;
	if (error == 0 && which == PRIVILEGES_LOADER)
		error = add(filter, SCMP_ACT_ALLOW, calls_of_loader);
	else if (error == 0 && (error = add_sockets(filter)) == 0)
		error = add(filter, SCMP_ACT_ALLOW, LEAK_CHECKERS);
	/* what unlisted ones come to is no rule to libseccomp */
	if (error == 0 && which == PRIVILEGES_CORE && privileges_otherwise != SCMP_ACT_KILL_PROCESS)
		error = add(filter, SCMP_ACT_KILL_PROCESS, calls_of_intruders);
	return error;
}

static bool filter_calls(enum privileges which)
{
	scmp_filter_ctx filter = seccomp_init(which == PRIVILEGES_CORE ? privileges_otherwise
								       : SCMP_ACT_ERRNO(ENOSYS));
	int error = filter ? fill(filter, which) : -ENOMEM;

	if (error == 0)
		error = seccomp_attr_set(filter, SCMP_FLTATR_CTL_LOG, 1);
	if (error == 0)
		error = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	if (error == 0)
		error = seccomp_load(filter);
	seccomp_release(filter);
	errno = -error;
	return error == 0;
}

/* ---- capabilities ---- */

/* The kernel knows them up to some number, which rises with its versions. */
static bool bound(uint64_t keep)
{
	for (int i = 0; prctl(PR_CAPBSET_READ, i, 0, 0, 0) >= 0; i++)
		if (!(keep & BIT(i)) && prctl(PR_CAPBSET_DROP, i, 0, 0, 0) < 0)
			return false;
	return errno == EINVAL;
}

/* The C library has these, but no header for them. */
int capget(struct __user_cap_header_struct *header, struct __user_cap_data_struct *data);
int capset(struct __user_cap_header_struct *header, const struct __user_cap_data_struct *data);

/* Nothing is inherited, and so nothing ambient: what a program that the loader runs may do, is what
 * root gets within the bounds. */
static bool keep_only(uint64_t keep)
{
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct data[2];

	if (capget(&header, data) < 0)
		return false;
	for (int i = 0; i < 2; i++) {
		data[i].permitted &= (uint32_t)(keep >> 32 * i);
		data[i].effective = data[i].permitted;
		data[i].inheritable = 0;
	}
	return capset(&header, data) == 0;
}

bool privileges_drop(enum privileges which)
{
	return bound(capabilities[which]) && keep_only(capabilities[which]) &&
	       prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && filter_calls(which);
}
