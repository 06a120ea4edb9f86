//===- SymbolsTest.cpp - What a JIT resolves by name ----------------------===//

#include "tdsl/device.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

TEST(Symbols, NamesAndAddressesOfTheKernelInterface) {
  std::map<std::string, void *> found;
  for (const tdsl_rt_symbol *symbol = tdsl_rt_symbols(); symbol->name; ++symbol)
    found[symbol->name] = symbol->address;
  EXPECT_EQ(found.at("tdsl_rt_parallel_for"),
            reinterpret_cast<void *>(&tdsl_rt_parallel_for));
  EXPECT_EQ(found.at("tdsl_rt_alloc"),
            reinterpret_cast<void *>(&tdsl_rt_alloc));
  EXPECT_EQ(found.at("tdsl_rt_free"), reinterpret_cast<void *>(&tdsl_rt_free));
  EXPECT_EQ(found.at("tdsl_rt_bytes"),
            reinterpret_cast<void *>(&tdsl_rt_bytes));
  EXPECT_EQ(found.at("tdsl_rt_report"),
            reinterpret_cast<void *>(&tdsl_rt_report));
  EXPECT_EQ(found.at("tdsl_rt_failed"),
            reinterpret_cast<void *>(&tdsl_rt_failed));
  EXPECT_EQ(found.at("tdsl_rt_clock"),
            reinterpret_cast<void *>(&tdsl_rt_clock));
  EXPECT_EQ(found.at("tdsl_rt_leaves"),
            reinterpret_cast<void *>(&tdsl_rt_leaves));
  EXPECT_EQ(found.at("tdsl_rt_run_plan"),
            reinterpret_cast<void *>(&tdsl_rt_run_plan));
}

TEST(Symbols, VersionOfTheLoadedRuntime) {
  EXPECT_EQ(tdsl_abi_version(), TDSL_ABI_VERSION);
}
