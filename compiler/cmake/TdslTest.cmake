# Unit tests: one program a folder, found by lit in build/bin/tests.

find_package(GTest REQUIRED)

# tdsl_add_unit_test(sets SOURCES ExprTest.cpp DEPENDS sets [COMPONENTS core]
#   [MLIR] [EXCEPTIONS])
function(tdsl_add_unit_test name)
  tdsl_add_program(${name}Tests ${ARGN})
  target_link_libraries(${name}Tests PRIVATE GTest::gtest GTest::gtest_main)
  set_target_properties(${name}Tests PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin/tests)
endfunction()
