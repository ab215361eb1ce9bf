// The door of libFuzzer to one target, named by PJ_FUZZ_TARGET.
#include "tests/fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const piaojue::Byte* data, std::size_t size) {
    piaojue::fuzz::PJ_FUZZ_TARGET({data, size});
    return 0;
}
