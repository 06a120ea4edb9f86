//===- Backend.h - What a backend is to the rest of the compiler ----------===//
//
// A backend is a folder under backends/ and one line of Backends.def. It takes
// what it needs of a compiled function (the reference takes the checked
// program, the others the tensor IR) and gives back something that runs, or
// files. Nothing outside of its folder knows it by name.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TARGET_BACKEND_H
#define TDSL_TARGET_BACKEND_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/target/Signature.h"
#include "compiler/target/Target.h"
#include "compiler/target/Tensor.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"

#include <memory>
#include <optional>
#include <string>

namespace llvm {
class raw_ostream;
}

struct tdsl_driver; // runtime/include/tdsl/device.h

namespace tdsl::sema {
struct Function;
enum class Scalar : uint8_t;
} // namespace tdsl::sema

namespace tdsl::target {

/// The tensor IR of a unit; Tir.h says what is in it. Forward here, so that
/// this header does not bring in MLIR.
struct Tir;

/// One instance of a function on its way into a backend.
struct Unit {
  const sema::Function *function = nullptr;
  std::vector<sema::Scalar> types; // of its type parameters
  /// const parameters and whatever else is fixed when code is made.
  llvm::StringMap<int64_t> constants;
  Target target;
  Signature signature;
  const Tir *tir = nullptr; // null for a backend that takes the program
  bool debugLines = true;   // line tables to the .tdsl file
};

/// What went wrong while a kernel ran: a status of the runtime and its words.
struct RunError {
  int32_t status = 0;
  std::string message;
  Span span; // of the place in the source, where the message does not say it
};

/// How floats are rounded, to judge how far a result can be trusted. Only the
/// reference offers more than Exact.
enum class Rounding : uint8_t {
  Exact,  // as the language says
  Wide,   // every operation in f64; float results are f64 tensors
  Shaken, // at random to one of the neighbours, functions within their bounds
};

/// Whether a GPU is imitated on the host: where there is none, or anyway.
enum class Emulation : uint8_t { Never, WhereNeeded, Always };

struct RunOptions {
  unsigned threads = 0; // 0: as the machine and TDSL_NUM_THREADS say
  bool trust = false;   // skip conditions on elements that no access needs
  Rounding rounding = Rounding::Exact;
  uint64_t shakeSeed = 0;
  /// The path of a stage (`h.peak`) whose points are printed as they are
  /// computed; only the reference can.
  std::string traceStage;
  llvm::raw_ostream *trace = nullptr;
  Emulation emulation = Emulation::Never;
  bool checkAccesses = false; // by the emulator: races, bounds, barriers
  bool descending = false;    // threads of the emulator, the last one first
  /// What reaches the device instead of the runtime's own driver; set by the
  /// backend that has another.
  const tdsl_driver *driver = nullptr;
};

/// A function that can be called. Inputs and outputs in the order of params
/// and results; scalars are tensors of rank 0. Sizes that no argument binds
/// are given by name.
class Executable {
public:
  virtual ~Executable() = default;
  virtual std::optional<RunError> run(llvm::ArrayRef<HostTensor *> inputs,
                                      llvm::ArrayRef<HostTensor *> outputs,
                                      const llvm::StringMap<int64_t> &sizes,
                                      const RunOptions &options) = 0;
  /// What the code tells of itself, as schedule::Instrument says: how often
  /// each leaf of the nest ran so far, or when; empty where that was not asked
  /// for.
  virtual llvm::ArrayRef<int64_t> leafCounts() const { return {}; }
};

/// What can be written to a file.
enum class Product : uint8_t {
  LlvmIr,
  Assembly,
  Object,
  SharedLibrary,
  StaticLibrary,
  Spirv, // as text
  Ptx,
  Sass, // what the assembler made of it, counted
};

class Backend {
public:
  virtual ~Backend() = default;
  virtual llvm::StringRef name() const = 0;
  /// Whether it wants the tensor IR or runs the checked program itself.
  virtual bool needsTir() const = 0;
  /// Why it cannot run here (a driver is missing); nothing where it can.
  virtual std::optional<std::string> unavailable() const { return {}; }
  /// It can imitate its device (RunOptions::emulation).
  virtual bool canEmulate() const { return false; }
  /// What it makes code for unless somebody says otherwise.
  virtual Target target() const {
    Target target;
    target.family = name().str();
    return target;
  }
  /// In a line for `dslc doctor`: the device, where it can run.
  virtual std::string describe() const { return "ready"; }
  virtual bool makes(Product product) const { return false; }
  virtual std::unique_ptr<Executable> prepare(const Unit &unit,
                                              diag::Sink &sink) = 0;
  /// The bytes of the product, for one or several units together. `name` is
  /// what the product calls itself: the file name of a shared library.
  virtual std::optional<std::string> emit(llvm::ArrayRef<Unit> units,
                                          Product product, llvm::StringRef name,
                                          diag::Sink &sink) = 0;
};

/// By the lines of backends/Backends.def; null where there is none.
Backend *findBackend(llvm::StringRef name);
std::vector<Backend *> backends();

} // namespace tdsl::target

#endif // TDSL_TARGET_BACKEND_H
