# A layer of the compiler: a folder, a namespace and a static library.

# tdsl_add_layer(sema
#   SOURCES Check.cpp check/Reduce.cpp
#   DEPENDS syntax sets diag support     # other layers, or any target
#   [MLIR]          # compiles against MLIR with the one precompiled header
#   [EXCEPTIONS])   # a library behind it throws (ANTLR, CLI11, toml++)
#
# makes the target tdsl_sema. Its sources include from the root:
# #include "compiler/sema/Program.h".
function(tdsl_add_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "MLIR;EXCEPTIONS" "" "SOURCES;DEPENDS")
  add_library(tdsl_${name} STATIC ${arg_SOURCES})
  tdsl_configure(tdsl_${name} PUBLIC)
endfunction()

# tdsl_add_program(dslc
#   SOURCES Main.cpp
#   DEPENDS driver backend_cpu
#   COMPONENTS x86 orcjit               # of LLVM, beyond support
#   [MLIR] [EXCEPTIONS])
#
# makes build/bin/<name>, linked statically.
function(tdsl_add_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "MLIR;EXCEPTIONS" ""
    "SOURCES;DEPENDS;COMPONENTS")
  add_executable(${name} ${arg_SOURCES})
  tdsl_configure(${name} PRIVATE)
  set(mlir)
  if(arg_MLIR)
    set(mlir MLIR)
  endif()
  tdsl_link_llvm(${name} ${mlir} COMPONENTS support ${arg_COMPONENTS})
endfunction()

# The part that layers and programs share; reads the caller's arg_ variables.
macro(tdsl_configure target visibility)
  tdsl_compile_settings(${target} EXCEPTIONS ${arg_EXCEPTIONS})
  foreach(dependency IN LISTS arg_DEPENDS)
    # A bare word names a layer; anything else is a target or a file.
    if(dependency MATCHES "^[a-z][a-z0-9_]*$" AND NOT dependency MATCHES "^tdsl_")
      set(dependency tdsl_${dependency})
    endif()
    target_link_libraries(${target} ${visibility} ${dependency})
  endforeach()
  if(arg_MLIR)
    target_precompile_headers(${target} REUSE_FROM tdsl_mlir_pch)
  endif()
  # What this folder generates (TdslTablegen) comes before its sources.
  get_property(generated DIRECTORY PROPERTY TDSL_GENERATED_TARGETS)
  if(generated)
    add_dependencies(${target} ${generated})
  endif()
endmacro()

# What every target of ours is compiled with, programs and tests included.
function(tdsl_compile_settings target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "EXCEPTIONS" "")
  target_include_directories(${target} PUBLIC
    ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  target_include_directories(${target} SYSTEM PUBLIC ${TDSL_LLVM_INCLUDE_DIR})
  target_compile_options(${target} PRIVATE ${TDSL_WARNINGS})
  if(NOT arg_EXCEPTIONS)
    target_compile_options(${target} PRIVATE
      $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
  endif()
endfunction()

# Adds those of the folders that exist.
function(tdsl_add_folders)
  foreach(folder IN LISTS ARGN)
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt)
      add_subdirectory(${folder})
    endif()
  endforeach()
endfunction()

# tdsl_registry_sources(sources DEF primitives/Primitives.def)
#
# Reads the first argument of each TDSL_...(Name, ...) line of a .def and sets
# `sources` to Name.cpp beside it. A line without a file does not build; a file
# without a line is found by test/tidy/registries.py.
function(tdsl_registry_sources result)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "DEF" "")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${arg_DEF})
  get_filename_component(folder ${arg_DEF} DIRECTORY)
  file(STRINGS ${arg_DEF} lines REGEX "^TDSL_[A-Z_]+\\(")
  set(sources)
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^TDSL_[A-Z_]+\\( *([A-Za-z0-9_]+).*" "\\1" leaf "${line}")
    list(APPEND sources ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/${leaf}.cpp)
  endforeach()
  set(${result} ${sources} PARENT_SCOPE)
endfunction()
