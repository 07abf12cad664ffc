#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "assets/import/worker_process.h"
#include "assets/text.h"

// Sanitizers reserve terabytes of addresses and read /proc when they report.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BANDAJI_SANITIZED 1
#else
#define BANDAJI_SANITIZED 0
#endif

namespace bandaji {
namespace {

void set_limits(const WorkerLimits& limits) {
  const auto limit = [](auto resource, std::uint64_t soft, std::uint64_t hard) {
    const rlimit value{static_cast<rlim_t>(soft), static_cast<rlim_t>(hard)};
    setrlimit(resource, &value);
  };
  if (!BANDAJI_SANITIZED) limit(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
  const auto cpu = static_cast<std::uint64_t>(std::max<std::int64_t>(1, limits.cpu.count()));
  limit(RLIMIT_CPU, cpu, cpu + 2);
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_FSIZE, limits.memory_bytes, limits.memory_bytes);
}

// The kernel's structure as of ABI 6; older kernels are told a shorter size.
struct LandlockRules {
  std::uint64_t files;
  std::uint64_t network;
  std::uint64_t scopes;
};

bool confine_files(int root) {
  const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return false;
  LandlockRules rules{};
  // Every right of the ABI is handled, and so denied but where a rule allows it: 13 in the first, then one
  // more each.
  const int rights = abi >= 5 ? 16 : (abi >= 3 ? 15 : (abi >= 2 ? 14 : 13));
  rules.files = (1ull << rights) - 1;
  std::size_t size = sizeof(rules.files);
  if (abi >= 4) {
    rules.network = 3;  // Bind and connect.
    size += sizeof(rules.network);
  }
  if (abi >= 6) {
    rules.scopes = 3;  // Abstract sockets and signals.
    size += sizeof(rules.scopes);
  }
  const FileHandle ruleset(static_cast<int>(syscall(SYS_landlock_create_ruleset, &rules, size, 0)));
  if (!ruleset.valid()) return false;
  if (root >= 0) {
    landlock_path_beneath_attr beneath{};
    beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    beneath.parent_fd = root;
    if (syscall(SYS_landlock_add_rule, ruleset.get(), LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0)
      return false;
  }
  return syscall(SYS_landlock_restrict_self, ruleset.get(), 0) == 0;
}

// What a process needs that parses, computes on several threads, reads opened
// folders and answers.  Everything else fails with EPERM.
bool confine_calls() {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  bool good = true;
  const auto allow = [&](int call) {
    if (call >= 0) good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  };
  for (const int call :
       {// Memory.
        SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(mlock),
        SCMP_SYS(munlock),
        // Files that are open, and beneath the root.
        SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev),
        SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(lseek),
        SCMP_SYS(fcntl), SCMP_SYS(getdents64), SCMP_SYS(openat2), SCMP_SYS(memfd_create), SCMP_SYS(ftruncate),
        SCMP_SYS(fallocate),
        // The connection.
        SCMP_SYS(sendmsg), SCMP_SYS(recvmsg), SCMP_SYS(poll), SCMP_SYS(ppoll),
        // Threads and signals of this process.
        SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_getaffinity),
        SCMP_SYS(sched_yield), SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(rt_sigaction),
        SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall),
        SCMP_SYS(exit), SCMP_SYS(exit_group),
        // Time, chance, and what it may ask about itself.
        SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday),
        SCMP_SYS(time), SCMP_SYS(getrandom), SCMP_SYS(getrusage), SCMP_SYS(sysinfo), SCMP_SYS(uname),
        SCMP_SYS(getrlimit)}) {
    allow(call);
  }
  const auto allow_if = [&](int call, scmp_arg_cmp condition) {
    good = good && seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &condition) == 0;
  };
  // No memory becomes code.
  allow_if(SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  allow_if(SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  // Files are only opened for reading.
  allow_if(SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, 3, 0));
  // Threads, but no processes.  The newer call hides its flags, so the C library is told to use the older.
  allow_if(SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
  good = good && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
  // abort() ends this process, and no other is signalled.
  allow_if(SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid())));
  // Names for memory and threads; asking for limits, not setting them.
  allow_if(SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
  allow_if(SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, 0x53564d41));  // PR_SET_VMA
  allow_if(SCMP_SYS(prlimit64), SCMP_A2(SCMP_CMP_EQ, 0));
  good = good && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return good;
}

}  // namespace

Confinement confine_this_process(const WorkerLimits& limits, int root) {
  // Loads the tables for Korean text now: afterwards no library can be opened.
  (void)to_nfc("\xC7\xD1\xBA\xB9");
  set_limits(limits);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  Confinement done;
  if (BANDAJI_SANITIZED) return done;
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  done.files = confine_files(root);
  done.calls = confine_calls();
  return done;
}

}  // namespace bandaji
