# What every target shares: the language standard, warnings, the linker, ccache.

include(GNUInstallDirs)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release or Debug" FORCE)
endif()

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)

# Debian's LLVM is built without assertions, and LLVM's headers then want
# NDEBUG. Our own invariants use TDSL_CHECK, which is always on.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g -DNDEBUG")
set(CMAKE_C_FLAGS_DEBUG "-O0 -g -DNDEBUG")

# Programs are fixed-position executables: dslc starts in milliseconds. A
# shared library adds -fPIC after these.
string(APPEND CMAKE_CXX_FLAGS " -fno-pie -ffunction-sections -fdata-sections")
string(APPEND CMAKE_C_FLAGS " -fno-pie -ffunction-sections -fdata-sections")

option(TDSL_WERROR "Treat warnings as errors" ON)
# libstdc++ 12's own stable_sort uses what it deprecates, and clang says so.
set(TDSL_WARNINGS -Wall -Wextra -Wno-unused-parameter
  -Wno-deprecated-declarations -Werror=switch
  $<$<BOOL:${TDSL_WERROR}>:-Werror>)

find_program(TDSL_LLD ld.lld-19 REQUIRED)
find_program(TDSL_CCACHE ccache)
option(TDSL_USE_CCACHE "Compile through ccache when it is installed" ON)
if(TDSL_CCACHE AND TDSL_USE_CCACHE)
  # Never include_file_mtime: a header saved while its user compiles would
  # leave an object of the old header under the hash of the new one.
  set(launcher ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros ${TDSL_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
