# LLVM and MLIR, linked from their static archives.
#
# Debian's imported MLIR targets link libLLVM.so, and a program that mixes that
# with static archives interposes hundreds of symbols. So the archives are
# listed here, from llvm-config, and nothing else of LLVM's CMake is used.

find_program(TDSL_LLVM_CONFIG llvm-config-19 REQUIRED)
execute_process(COMMAND ${TDSL_LLVM_CONFIG} --includedir
  OUTPUT_VARIABLE TDSL_LLVM_INCLUDE_DIR OUTPUT_STRIP_TRAILING_WHITESPACE)
execute_process(COMMAND ${TDSL_LLVM_CONFIG} --libdir
  OUTPUT_VARIABLE TDSL_LLVM_LIB_DIR OUTPUT_STRIP_TRAILING_WHITESPACE)
execute_process(COMMAND ${TDSL_LLVM_CONFIG} --bindir
  OUTPUT_VARIABLE TDSL_LLVM_BIN_DIR OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT EXISTS ${TDSL_LLVM_INCLUDE_DIR}/mlir/IR/Builders.h)
  message(FATAL_ERROR "MLIR 19 is missing: apt-get install libmlir-19-dev")
endif()

# tdsl_link_llvm(dslc COMPONENTS support core x86 orcjit [MLIR])
#
# Links the archives of the named LLVM components and what they need; with
# MLIR, all of MLIR's archives. An archive costs nothing unless a symbol of it
# is used: the linker takes members on demand and drops dead sections.
function(tdsl_link_llvm target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "MLIR" "" "COMPONENTS")
  tdsl_llvm_flags(archives --libfiles ${arg_COMPONENTS})
  tdsl_llvm_flags(system --system-libs ${arg_COMPONENTS})
  if(arg_MLIR)
    file(GLOB mlir ${TDSL_LLVM_LIB_DIR}/libMLIR*.a)
    # MlirOptMain holds a main() that would win over a test's.
    list(FILTER mlir EXCLUDE REGEX
      "Test|CAPI|Lsp|Shared|Runner|MlirOptMain|SparseTensorRuntime")
    list(PREPEND archives ${mlir})
  endif()
  target_link_libraries(${target} PRIVATE
    -Wl,--start-group ${archives} -Wl,--end-group ${system} pthread)
  target_link_options(${target} PRIVATE -fuse-ld=${TDSL_LLD} -no-pie
    -Wl,--gc-sections -Wl,--as-needed -Wl,--exclude-libs,ALL)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${TDSL_LLD})
endfunction()

# One answer of llvm-config as a list; remembered, as each call takes 50 ms.
function(tdsl_llvm_flags result flag)
  string(MD5 key "${flag} ${ARGN}")
  get_property(known GLOBAL PROPERTY tdsl_llvm_${key} SET)
  if(NOT known)
    execute_process(COMMAND ${TDSL_LLVM_CONFIG} --link-static ${flag} ${ARGN}
      OUTPUT_VARIABLE words OUTPUT_STRIP_TRAILING_WHITESPACE
      COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(words UNIX_COMMAND "${words}")
    set_property(GLOBAL PROPERTY tdsl_llvm_${key} "${words}")
  endif()
  get_property(words GLOBAL PROPERTY tdsl_llvm_${key})
  set(${result} ${words} PARENT_SCOPE)
endfunction()
