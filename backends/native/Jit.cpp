//===- Jit.cpp - Running a function in this process -----------------------===//

#include "backends/native/Native.h"

#include "compiler/diag/Catalog.h"

#include "runtime/include/tdsl/runtime.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"

#include <cmath>
#include <cstring>

using namespace llvm;

namespace tdsl::native {
namespace {

tdsl_tensor view(target::HostTensor &tensor) {
  target::ElementType type = tensor.type();
  return tdsl_dense(tensor.data(),
                    tdsl_make_dtype(static_cast<int>(type.code), type.bits),
                    static_cast<int32_t>(tensor.rank()), tensor.extents());
}

class JitExecutable : public target::Executable {
public:
  JitExecutable(std::unique_ptr<orc::LLJIT> jit, const tdsl_function *function,
                target::Signature signature)
      : jit(std::move(jit)), function(function),
        signature(std::move(signature)),
        leaves(static_cast<size_t>(function->leaf_count)) {}

  std::optional<target::RunError>
  run(ArrayRef<target::HostTensor *> inputs,
      ArrayRef<target::HostTensor *> outputs, const StringMap<int64_t> &sizes,
      const target::RunOptions &options) override {
    std::vector<tdsl_tensor> tensors;
    for (target::HostTensor *tensor : inputs)
      tensors.push_back(view(*tensor));
    for (target::HostTensor *tensor : outputs)
      tensors.push_back(view(*tensor));
    std::vector<const tdsl_tensor *> arguments;
    for (const tdsl_tensor &tensor : tensors)
      arguments.push_back(&tensor);
    std::vector<int64_t> given;
    for (const target::Symbol &symbol : signature.symbols) {
      if (symbol.param >= 0)
        continue;
      auto found = sizes.find(symbol.name);
      given.push_back(found == sizes.end() ? TDSL_DEFAULT_SIZE : found->second);
    }
    tdsl_call_options call = {};
    call.threads = static_cast<int32_t>(options.threads);
    call.flags = options.trust ? TDSL_CALL_TRUST_ELEMENTS : 0;
    call.leaves = leaves.empty() ? nullptr : leaves.data();
    call.driver = options.driver;
    tdsl_status status =
        tdsl_invoke(function, arguments.data(), given.data(), &call);
    if (status == TDSL_OK)
      return std::nullopt;
    return target::RunError{status, tdsl_last_error(), Span()};
  }

  ArrayRef<int64_t> leafCounts() const override { return leaves; }

private:
  std::unique_ptr<orc::LLJIT> jit;
  const tdsl_function *function;
  target::Signature signature;
  std::vector<int64_t> leaves;
};

/// What kernels may call: the runtime, and the C library's functions for what
/// is not expanded. dslc is static, so nothing is found by name at run time.
void addSymbols(orc::LLJIT &jit, orc::SymbolMap &symbols) {
  auto add = [&](const char *name, void *address) {
    symbols[jit.mangleAndIntern(name)] = {orc::ExecutorAddr::fromPtr(address),
                                          JITSymbolFlags::Exported |
                                              JITSymbolFlags::Callable};
  };
  for (const tdsl_rt_symbol *entry = tdsl_rt_symbols(); entry->name; ++entry)
    add(entry->name, entry->address);
  using F1 = float (*)(float);
  using D1 = double (*)(double);
  using F2 = float (*)(float, float);
  using D2 = double (*)(double, double);
  using F3 = float (*)(float, float, float);
  using D3 = double (*)(double, double, double);
#define TDSL_LIBM1(Name)                                                       \
  add(#Name, reinterpret_cast<void *>(static_cast<D1>(&::Name)));              \
  add(#Name "f", reinterpret_cast<void *>(static_cast<F1>(&::Name##f)));
#define TDSL_LIBM2(Name)                                                       \
  add(#Name, reinterpret_cast<void *>(static_cast<D2>(&::Name)));              \
  add(#Name "f", reinterpret_cast<void *>(static_cast<F2>(&::Name##f)));
#define TDSL_LIBM3(Name)                                                       \
  add(#Name, reinterpret_cast<void *>(static_cast<D3>(&::Name)));              \
  add(#Name "f", reinterpret_cast<void *>(static_cast<F3>(&::Name##f)));
#include "backends/native/Libm.def"
#undef TDSL_LIBM1
#undef TDSL_LIBM2
#undef TDSL_LIBM3
  add("memcpy", reinterpret_cast<void *>(&::memcpy));
  add("memset", reinterpret_cast<void *>(&::memset));
  add("memmove", reinterpret_cast<void *>(&::memmove));
}

} // namespace

std::unique_ptr<target::Executable> load(const target::Unit &unit,
                                         const Lower &lower, diag::Sink &sink) {
  auto fail = [&](const std::string &why) {
    sink.emit(diag::CannotGenerate, Span(), why);
    return nullptr;
  };
  std::string whyNot;
  std::unique_ptr<TargetMachine> machine =
      makeMachine(unit.target, /*positionIndependent=*/true, whyNot);
  if (!machine)
    return fail(whyNot);
  auto context = std::make_unique<LLVMContext>();
  std::unique_ptr<Module> module = lower(unit, *context, *machine);
  if (!module)
    return nullptr;
  optimize(*module, *machine, Effort::Slim);
  std::string object = generate(*module, *machine, /*assembly=*/false);
  auto jit = orc::LLJITBuilder().create();
  if (!jit)
    return fail(toString(jit.takeError()));
  orc::SymbolMap symbols;
  addSymbols(**jit, symbols);
  if (Error error = (*jit)->getMainJITDylib().define(
          orc::absoluteSymbols(std::move(symbols))))
    return fail(toString(std::move(error)));
  if (Error error = (*jit)->addObjectFile(
          MemoryBuffer::getMemBufferCopy(object, unit.signature.name)))
    return fail(toString(std::move(error)));
  auto address = (*jit)->lookup(unit.signature.name);
  if (!address)
    return fail(toString(address.takeError()));
  return std::make_unique<JitExecutable>(
      std::move(*jit), address->toPtr<const tdsl_function *>(), unit.signature);
}

} // namespace tdsl::native
