/* What a process that has given up its privileges may not do any more, and what it still may. Each
 * test runs in a process of its own. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/privileges.h"

static void drop(enum privileges which)
{
	if (geteuid() != 0)
		cr_skip("needs root");
	cr_assert(privileges_drop(which));
}

Test(privileges, core_has_sockets_and_files)
{
	drop(PRIVILEGES_CORE);
	cr_expect(socket(AF_INET, SOCK_RAW, 1) >= 0);
	cr_expect(socket(AF_NETLINK, SOCK_RAW, 0) >= 0);
	cr_expect(open("/proc/self/status", O_RDONLY) >= 0);
}

Test(privileges, core_starts_no_process)
{
	pid_t pid;

	drop(PRIVILEGES_CORE);
	pid = fork();
	cr_expect(pid == -1 && errno == ENOSYS);
	if (pid == 0)
		_exit(0);
	cr_expect(kill(getppid(), 0) == -1 && errno == ENOSYS);
}

Test(privileges, core_has_no_other_sockets)
{
	drop(PRIVILEGES_CORE);
	cr_expect(socket(AF_PACKET, SOCK_RAW, 0) == -1 && errno == ENOSYS);
	cr_expect(socket(AF_ALG, SOCK_SEQPACKET, 0) == -1 && errno == ENOSYS);
}

Test(privileges, core_that_runs_a_program_is_ended, .signal = SIGSYS)
{
	char *argv[] = {NULL};

	drop(PRIVILEGES_CORE);
	execve("/bin/true", argv, argv);
}

Test(privileges, core_that_mounts_is_ended, .signal = SIGSYS)
{
	drop(PRIVILEGES_CORE);
	mount("none", "/nowhere", "tmpfs", 0, NULL);
}

Test(privileges, core_is_no_master_of_files)
{
	char name[] = "/tmp/causeway-privileges-XXXXXX";
	int fd = mkstemp(name);

	cr_assert(fd >= 0);
	if (geteuid() == 0)
		cr_assert(fchown(fd, 1, 1) == 0);
	drop(PRIVILEGES_CORE);
	cr_expect(open(name, O_RDONLY) == -1 && errno == EACCES);
	cr_expect(fchown(fd, 0, 0) == -1 && errno == EPERM);
	unlink(name);
}

static int status_of(const char *const *argv)
{
	pid_t pid = fork();
	int status = -1;

	if (pid == 0) {
		execv(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Test(privileges, loader_runs_programs_with_what_it_has)
{
	static const char *const yes[] = {"/bin/grep", "-q", "CapEff:.0000008000003404$",
					  "/proc/self/status", NULL};

	drop(PRIVILEGES_LOADER);
	cr_expect_eq(status_of(yes), 0);
}

Test(privileges, loader_has_no_more)
{
	drop(PRIVILEGES_LOADER);
	cr_expect(mount("none", "/nowhere", "tmpfs", 0, NULL) == -1 && errno == ENOSYS);
	cr_expect(syscall(SYS_ptrace, 0, 0, 0, 0) == -1 && errno == ENOSYS);
	cr_expect(syscall(SYS_unshare, 0) == -1 && errno == ENOSYS);
}

/* Which goes wrong, from 1; 0: all is as it should be. The test's own process needs more. */
static int try_as_closer(void)
{
	static const char *const program[] = {"/bin/true", NULL};

	if (!privileges_drop(PRIVILEGES_CLOSER))
		return 1;
	if (status_of(program) != 127)
		return 2;
	if (open("/proc/self/status", O_RDONLY) != -1 || errno != ENOSYS)
		return 3;
	if (socket(AF_UNIX, SOCK_STREAM, 0) != -1 || errno != ENOSYS)
		return 4;
	return kill(getppid(), 0) == -1 && errno == ENOSYS ? 0 : 5;
}

Test(privileges, closer_has_children_and_nothing_else)
{
	int status = -1;
	pid_t pid;

	if (geteuid() != 0)
		cr_skip("needs root");
	pid = fork();
	if (pid == 0)
		_exit(try_as_closer());
	waitpid(pid, &status, 0);
	cr_expect_eq(status, 0, "%d", status);
}
