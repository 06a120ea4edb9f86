# Dialects and passes from their .td records.

find_program(TDSL_MLIR_TBLGEN mlir-tblgen-19
  HINTS ${TDSL_LLVM_BIN_DIR} REQUIRED)

# tdsl_tablegen(GraphOps.td GraphOps.h.inc -gen-op-decls)
#
# Generates one file beside the folder's other outputs; include it from the
# root: #include "compiler/graph/GraphOps.h.inc".
function(tdsl_tablegen input output)
  set(produced ${CMAKE_CURRENT_BINARY_DIR}/${output})
  add_custom_command(OUTPUT ${produced}
    COMMAND ${TDSL_MLIR_TBLGEN} ${ARGN}
      -I ${PROJECT_SOURCE_DIR} -I ${TDSL_LLVM_INCLUDE_DIR}
      ${CMAKE_CURRENT_SOURCE_DIR}/${input}
      --write-if-changed -o ${produced} -d ${produced}.d
    DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${input}
    DEPFILE ${produced}.d
    COMMENT "Generating ${output}"
    VERBATIM)
  set_property(DIRECTORY APPEND PROPERTY TDSL_GENERATED ${produced})
endfunction()

# tdsl_add_dialect(graph TD GraphOps.td DIALECT graph)
#
# From X.td makes X.h.inc X.cpp.inc (ops), XDialect.*.inc, XTypes.*.inc,
# XAttrs.*.inc and XEnums.*.inc. Comes before the folder's tdsl_add_layer, which
# then waits for these files.
function(tdsl_add_dialect name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TD;DIALECT" "")
  get_filename_component(stem ${arg_TD} NAME_WE)
  set(only -dialect=${arg_DIALECT})
  tdsl_tablegen(${arg_TD} ${stem}.h.inc -gen-op-decls)
  tdsl_tablegen(${arg_TD} ${stem}.cpp.inc -gen-op-defs)
  tdsl_tablegen(${arg_TD} ${stem}Dialect.h.inc -gen-dialect-decls ${only})
  tdsl_tablegen(${arg_TD} ${stem}Dialect.cpp.inc -gen-dialect-defs ${only})
  tdsl_tablegen(${arg_TD} ${stem}Types.h.inc
    -gen-typedef-decls -typedefs-dialect=${arg_DIALECT})
  tdsl_tablegen(${arg_TD} ${stem}Types.cpp.inc
    -gen-typedef-defs -typedefs-dialect=${arg_DIALECT})
  tdsl_tablegen(${arg_TD} ${stem}Attrs.h.inc
    -gen-attrdef-decls -attrdefs-dialect=${arg_DIALECT})
  tdsl_tablegen(${arg_TD} ${stem}Attrs.cpp.inc
    -gen-attrdef-defs -attrdefs-dialect=${arg_DIALECT})
  tdsl_tablegen(${arg_TD} ${stem}Enums.h.inc -gen-enum-decls)
  tdsl_tablegen(${arg_TD} ${stem}Enums.cpp.inc -gen-enum-defs)
  tdsl_generated_target(${name})
endfunction()

# tdsl_add_passes(graph TD passes/Passes.td NAME Graph)
#
# Makes passes/Passes.h.inc with the declarations and definitions of all.
function(tdsl_add_passes name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TD;NAME" "")
  get_filename_component(stem ${arg_TD} NAME_WE)
  get_filename_component(folder ${arg_TD} DIRECTORY)
  if(folder)
    string(APPEND folder "/")
  endif()
  tdsl_tablegen(${arg_TD} ${folder}${stem}.h.inc
    -gen-pass-decls -name=${arg_NAME})
  tdsl_generated_target(${name}_passes)
endfunction()

# A target for what was generated in this folder since the last one: the layers
# that follow in this folder wait for it.
function(tdsl_generated_target name)
  get_property(files DIRECTORY PROPERTY TDSL_GENERATED)
  add_custom_target(tdsl_${name}_gen DEPENDS ${files})
  set_property(DIRECTORY PROPERTY TDSL_GENERATED)
  set_property(DIRECTORY APPEND PROPERTY TDSL_GENERATED_TARGETS tdsl_${name}_gen)
endfunction()
