//===- Emulator.cpp - Running CUDA kernels without a GPU ------------------===//

#include "backends/cuda/emulator/Emulator.h"

#include "backends/cuda/emulator/Block.h"
#include "backends/cuda/emulator/Checker.h"
#include "backends/cuda/emulator/HostCode.h"
#include "backends/cuda/emulator/TrafficCounter.h"

#include "compiler/support/Check.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

#include <cstring>

using namespace llvm;

namespace tdsl::cuda {

// All but what Emulator.h offers has a namespace of its own: the backend has
// kernels and memory too.
using namespace emulator;

namespace {

constexpr uint64_t SharedAlignment = 1024;
constexpr int Poison = 0xff;

/// A module as it runs, with or without calls before each access.
struct Program {
  HostModule host;
  std::unique_ptr<HostCode> code;
};

/// What instrumented kernels call before an access.
void checkAccess(uint32_t site, const void *address, uint64_t bytes) {
  Block &block = Block::running();
  block.see(site, block.site(site).kind, address, bytes);
}

bool isWithin(uint32_t extent, uint32_t largest) {
  return extent >= 1 && extent <= largest;
}

/// What cuLaunchKernel would refuse.
std::optional<std::string>
problemWith(const Launch &launch, const Kernel &kernel, uint64_t sharedBytes) {
  if (launch.arguments.size() != kernel.parameters)
    return formatv("takes {0} arguments, and {1} are given", kernel.parameters,
                   launch.arguments.size());
  if (!launch.names.empty() && launch.names.size() != kernel.parameters)
    return formatv("takes {0} arguments, and {1} names are given",
                   kernel.parameters, launch.names.size());
  if (!launch.extents.empty() && launch.extents.size() != kernel.parameters)
    return formatv("takes {0} arguments, and {1} extents are given",
                   kernel.parameters, launch.extents.size());
  for (unsigned axis = 0; axis < 3; ++axis) {
    if (!isWithin(launch.grid[axis], LargestGrid[axis]))
      return formatv("is launched with a grid of extent {0} in {1}, where 1 to "
                     "{2} are possible",
                     launch.grid[axis], "xyz"[axis], LargestGrid[axis]);
    if (!isWithin(launch.block[axis], LargestBlock[axis]))
      return formatv("is launched with a block of extent {0} in {1}, where 1 "
                     "to {2} are possible",
                     launch.block[axis], "xyz"[axis], LargestBlock[axis]);
    if (kernel.block[axis] && launch.block[axis] != kernel.block[axis])
      return formatv("is launched with a block of extent {0} in {1}, and is "
                     "compiled for {2}",
                     launch.block[axis], "xyz"[axis], kernel.block[axis]);
  }
  if (volume(launch.block) > MostThreads)
    return formatv("is launched with {0} threads a block, at most {1} are "
                   "possible",
                   volume(launch.block), MostThreads);
  if (sharedBytes > MostShared)
    return formatv("needs {0} bytes of shared memory, at most {1} are possible",
                   sharedBytes, MostShared);
  return std::nullopt;
}

} // namespace

struct Emulator::State {
  /// The module. A context of its own for each program lets them be compiled
  /// while the module goes elsewhere.
  std::string bitcode;
  Program plain;
  Program checked;
  Registers registers = {};
  std::unique_ptr<FiberStacks> stacks;
  std::vector<std::byte> sharedMemory;

  std::byte *shared();
  const Program *program(bool check, std::string &whyNot);
  Memory memoryOf(const HostModule &host, const Launch &launch);
  bool run(const Program &program, const Launch &launch,
           const EmulatorOptions &options, std::string &report);
};

Emulator::Emulator(std::unique_ptr<State> state) : state(std::move(state)) {}

Emulator::~Emulator() = default;

std::unique_ptr<Emulator> Emulator::create(const Module &module,
                                           std::string &whyNot) {
  auto state = std::make_unique<State>();
  raw_string_ostream stream(state->bitcode);
  WriteBitcodeToFile(module, stream);
  state->sharedMemory.resize(MostShared + 2 * SharedAlignment);
  if (!FiberStacks::isAvailable(whyNot) ||
      !state->program(/*check=*/false, whyNot))
    return nullptr;
  return std::unique_ptr<Emulator>(new Emulator(std::move(state)));
}

bool Emulator::launch(const Launch &launch, const EmulatorOptions &options,
                      std::string &report) {
  const Program *program =
      state->program(options.check || options.traffic, report);
  if (!program)
    return false;
  std::string name = "kernel `" + launch.kernel.str() + "` ";
  const Kernel *kernel = program->host.find(launch.kernel);
  if (!kernel) {
    report = name + "is not in the module";
    return false;
  }
  uint64_t sharedBytes = program->host.staticShared + launch.dynamicShared;
  if (auto problem = problemWith(launch, *kernel, sharedBytes)) {
    report = name + *problem;
    return false;
  }
  // A guard page costs a mapping, of which a process has not so many.
  auto threads = static_cast<unsigned>(volume(launch.block));
  if (!state->stacks || state->stacks->count() < threads)
    state->stacks = FiberStacks::create(threads, report);
  if (state->stacks && state->run(*program, launch, options, report))
    return true;
  report = name + report;
  return false;
}

/// Shared memory, as aligned as an array in it may ask for.
std::byte *Emulator::State::shared() {
  auto begin = reinterpret_cast<uint64_t>(sharedMemory.data());
  return sharedMemory.data() + (alignTo(begin, SharedAlignment) - begin);
}

/// The module as it runs without or with checks, compiled when it is needed.
const Program *Emulator::State::program(bool check, std::string &whyNot) {
  Program &program = check ? checked : plain;
  if (program.code)
    return &program;
  auto host = makeHostModule(bitcode, check, whyNot);
  if (!host)
    return nullptr;
  HostAddresses addresses;
  for (const auto &[name, address] : hostSymbols())
    addresses[name] = address;
  addresses[RegistersSymbol] = registers.data();
  addresses[CheckSymbol] = reinterpret_cast<void *>(&checkAccess);
  for (const auto &[index, array] : enumerate(host->arrays))
    addresses[sharedName(index)] = shared() + array.offset;
  program.code = HostCode::compile(std::move(host->context),
                                   std::move(host->module), addresses, whyNot);
  program.host = std::move(*host);
  return program.code ? &program : nullptr;
}

/// Runs block after block.
bool Emulator::State::run(const Program &program, const Launch &launch,
                          const EmulatorOptions &options, std::string &report) {
  const HostModule &host = program.host;
  Memory memory = memoryOf(host, launch);
  Checker checker(
      {memory, host.sites, *stacks, launch.grid, launch.block, host.granule});
  std::optional<TrafficCounter> counter;
  if (options.traffic)
    counter.emplace(memory, host.sites, *stacks);
  auto *entry = reinterpret_cast<BlockSetup::Entry>(
      program.code->find(entryName(launch.kernel)));
  Block block({entry, launch.arguments.data(), launch.grid, launch.block,
               options.descending, registers, *stacks, host.sites,
               options.check ? &checker : nullptr,
               counter ? &*counter : nullptr});
  uint64_t count = volume(launch.grid);
  for (uint64_t step = 0; step < count; ++step) {
    uint64_t index = options.descending ? count - 1 - step : step;
    std::memset(memory.shared, Poison, memory.sharedBytes);
    checker.beginBlock(index);
    if (!block.run(index, report))
      return false;
    if (counter)
      counter->meet();
  }
  if (counter)
    *options.traffic = counter->result();
  return true;
}

/// What a launch may touch.
Memory Emulator::State::memoryOf(const HostModule &host, const Launch &launch) {
  Memory memory;
  memory.shared = shared();
  memory.sharedBytes = host.staticShared + launch.dynamicShared;
  memory.arrays = host.arrays;
  for (uint32_t parameter : host.find(launch.kernel)->pointers) {
    Buffer &buffer = memory.buffers.emplace_back();
    buffer.parameter = parameter;
    buffer.name = launch.names.empty()
                      ? "argument " + std::to_string(parameter)
                      : "`" + launch.names[parameter].str() + "`";
    std::memcpy(&buffer.begin, launch.arguments[parameter], sizeof(void *));
    if (!launch.extents.empty())
      buffer.bytes = launch.extents[parameter];
  }
  return memory;
}

} // namespace tdsl::cuda
