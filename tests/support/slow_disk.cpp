// A disk on which every flush takes milliseconds, as on real ones: loaded in front of a server
// under test (LD_PRELOAD), it holds open the time between "written" and "safe", in which a server
// that answers too early is caught.
#include <sys/syscall.h>
#include <unistd.h>

namespace {

constexpr useconds_t flush_microseconds = 6'000;

int flush(long call, int descriptor) {
    ::usleep(flush_microseconds);
    return static_cast<int>(::syscall(call, descriptor));
}

}  // namespace

extern "C" int fsync(int descriptor) {
    return flush(SYS_fsync, descriptor);
}

extern "C" int fdatasync(int descriptor) {
    return flush(SYS_fdatasync, descriptor);
}
