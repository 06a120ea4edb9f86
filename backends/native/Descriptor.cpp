//===- Descriptor.cpp - What the runtime is told of a function ------------===//
//
// Writes a tdsl_function (runtime/include/tdsl/runtime.h, part 3) as constant
// data. The layouts here are those of that header; a test of
// test/unit/backends/gpu reads them back.
//
//===----------------------------------------------------------------------===//

#include "backends/native/Constants.h"
#include "backends/native/Native.h"

#include "runtime/include/tdsl/runtime.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"

using namespace llvm;

namespace tdsl::native {
namespace {

class DescriptorWriter {
public:
  DescriptorWriter(const target::Signature &signature, Function &kernel,
                   Constants &constants)
      : signature(signature), kernel(kernel), module(*kernel.getParent()),
        context(kernel.getContext()), make(constants) {}

  void write(int64_t numLeaves) {
    Constant *params = make.array(writeParams());
    Constant *symbols = make.array(writeSymbols());
    Constant *conditions = make.array(writeConditions());
    Constant *elements = make.array(writeElements());
    ArrayRef<uint64_t> code = make.programWords();
    Constant *fields[] = {make.u32(TDSL_ABI_VERSION),
                          make.u32(signature.params.size()),
                          make.u32(signature.symbols.size()),
                          make.u32(signature.conditions.size()),
                          make.u32(signature.elements.size()),
                          make.u32(numLeaves),
                          make.u32(code.size()),
                          make.u32(0),
                          make.text(signature.name),
                          params,
                          symbols,
                          conditions,
                          elements,
                          make.global(ConstantDataArray::get(context, code)),
                          &kernel};
    Constant *descriptor = make.structOf(fields);
    new GlobalVariable(module, descriptor->getType(), true,
                       GlobalValue::ExternalLinkage, descriptor,
                       signature.name);
  }

private:
  const target::Signature &signature;
  Function &kernel;
  Module &module;
  LLVMContext &context;
  Constants &make;

  Constant *dtype(target::ElementType type) {
    return make.structOf({ConstantInt::get(Type::getInt8Ty(context),
                                           static_cast<uint8_t>(type.code)),
                          ConstantInt::get(Type::getInt8Ty(context), type.bits),
                          ConstantInt::get(Type::getInt16Ty(context), 1)});
  }

  std::vector<Constant *> writeParams() {
    std::vector<Constant *> rows;
    for (const target::Param &param : signature.params) {
      std::vector<Constant *> dims;
      for (const sets::Expr &dim : param.dims)
        dims.push_back(make.program(signature.words(dim)));
      rows.push_back(
          make.structOf({make.text(param.name), make.text(param.shapeText),
                         make.u32(static_cast<uint32_t>(param.kind)),
                         make.u32(param.dims.size()), dtype(param.type),
                         make.u32(0), make.array(dims)}));
    }
    return rows;
  }

  std::vector<Constant *> writeSymbols() {
    std::vector<Constant *> rows;
    for (const target::Symbol &symbol : signature.symbols)
      rows.push_back(make.structOf(
          {make.text(symbol.name), make.u64(symbol.minimum),
           make.u32(symbol.param), make.u32(symbol.dim),
           make.program(symbol.solve), make.program(symbol.defaultValue)}));
    return rows;
  }

  std::vector<Constant *> writeConditions() {
    std::vector<Constant *> rows;
    for (const target::Condition &condition : signature.conditions)
      rows.push_back(make.structOf(
          {make.text(condition.text), make.program(condition.test)}));
    return rows;
  }

  std::vector<Constant *> writeElements() {
    std::vector<Constant *> rows;
    for (const target::ElementCondition &element : signature.elements) {
      uint32_t flags = element.must ? TDSL_ELEMENT_MUST : 0;
      if (!element.low.empty() || element.realLow)
        flags |= TDSL_ELEMENT_LOW;
      if (!element.high.empty() || element.realHigh)
        flags |= TDSL_ELEMENT_HIGH;
      rows.push_back(make.structOf(
          {make.text(element.text), make.u32(element.param), make.u32(flags),
           make.program(element.low), make.program(element.high),
           make.real(element.realLow.value_or(0)),
           make.real(element.realHigh.value_or(0))}));
    }
    return rows;
  }
};

} // namespace

void addDescriptor(const target::Signature &signature, int64_t numLeaves,
                   Function &kernel, Constants &constants) {
  DescriptorWriter(signature, kernel, constants).write(numLeaves);
}

} // namespace tdsl::native
