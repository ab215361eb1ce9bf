# piaojue::options — what every target of the project is compiled with.
add_library(piaojue_options INTERFACE)
add_library(piaojue::options ALIAS piaojue_options)

target_compile_features(piaojue_options INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
# Under AddressSanitizer a program of a fixed place starts in half the time: the loader has no
# million addresses to write. Each test is a start of its own.
if(PJ_SANITIZE MATCHES address)
  set(CMAKE_POSITION_INDEPENDENT_CODE OFF)
else()
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
endif()
include(CheckPIESupported)
check_pie_supported()

target_compile_options(piaojue_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Wcast-align -Wimplicit-fallthrough -Wformat=2 -Werror
  "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(piaojue_options INTERFACE -Wduplicated-cond -Wlogical-op)
endif()

find_program(PJ_MOLD mold)
if(PJ_MOLD)
  target_link_options(piaojue_options INTERFACE -fuse-ld=mold)
endif()

if(PJ_SANITIZE)
  target_compile_options(piaojue_options INTERFACE
    -fsanitize=${PJ_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  if(PJ_SANITIZE MATCHES undefined)
    # Its look at an object opens a pipe: in a test without descriptors it accuses the innocent.
    target_compile_options(piaojue_options INTERFACE -fno-sanitize=vptr)
  endif()
  target_link_options(piaojue_options INTERFACE -fsanitize=${PJ_SANITIZE})
  if(PJ_SANITIZE STREQUAL "thread")
    target_compile_options(piaojue_options INTERFACE -Wno-tsan)  # Asio uses atomic_thread_fence
  endif()
else()
  target_compile_options(piaojue_options INTERFACE
    -fstack-protector-strong $<$<CONFIG:Release>:-U_FORTIFY_SOURCE> $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
  target_compile_definitions(piaojue_options INTERFACE _GLIBCXX_ASSERTIONS)
  target_link_options(piaojue_options INTERFACE -Wl,-z,relro,-z,now)
endif()
