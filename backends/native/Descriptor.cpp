//===- Descriptor.cpp - What the runtime is told of a function ------------===//
//
// Writes a tdsl_function (runtime/include/tdsl/runtime.h, part 3) as constant
// data. The layouts here are those of that header; test/unit/cpu compares.
//
//===----------------------------------------------------------------------===//

#include "backends/native/Native.h"

#include "runtime/include/tdsl/runtime.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"

using namespace llvm;

namespace tdsl::native {
namespace {

class DescriptorWriter {
public:
  DescriptorWriter(const target::Signature &signature, Function &kernel)
      : signature(signature), kernel(kernel), module(*kernel.getParent()),
        context(kernel.getContext()), pointer(PointerType::get(context, 0)) {}

  void write(int64_t numLeaves) {
    Constant *params = array(writeParams());
    Constant *symbols = array(writeSymbols());
    Constant *conditions = array(writeConditions());
    Constant *elements = array(writeElements());
    Constant *fields[] = {u32(TDSL_ABI_VERSION),
                          u32(signature.params.size()),
                          u32(signature.symbols.size()),
                          u32(signature.conditions.size()),
                          u32(signature.elements.size()),
                          u32(numLeaves),
                          u32(code.size()),
                          u32(0),
                          text(signature.name),
                          params,
                          symbols,
                          conditions,
                          elements,
                          global(ConstantDataArray::get(context, code)),
                          &kernel};
    Constant *descriptor = structOf(fields);
    new GlobalVariable(module, descriptor->getType(), true,
                       GlobalValue::ExternalLinkage, descriptor,
                       signature.name);
  }

private:
  const target::Signature &signature;
  Function &kernel;
  Module &module;
  LLVMContext &context;
  PointerType *pointer;
  std::vector<uint64_t> code;

  Constant *u32(uint64_t v) {
    return ConstantInt::get(Type::getInt32Ty(context), v);
  }
  Constant *u64(uint64_t v) {
    return ConstantInt::get(Type::getInt64Ty(context), v);
  }
  Constant *real(double v) {
    return ConstantFP::get(Type::getDoubleTy(context), v);
  }
  Constant *structOf(ArrayRef<Constant *> fields) {
    return ConstantStruct::getAnon(fields);
  }
  Constant *global(Constant *value) {
    return new GlobalVariable(module, value->getType(), true,
                              GlobalValue::PrivateLinkage, value);
  }
  Constant *text(const std::string &words) {
    return global(ConstantDataArray::getString(context, words));
  }
  Constant *array(ArrayRef<Constant *> rows) {
    if (rows.empty())
      return ConstantPointerNull::get(pointer);
    auto *type = ArrayType::get(rows.front()->getType(), rows.size());
    return global(ConstantArray::get(type, rows));
  }

  /// A tdsl_program: where the words lie in `code`.
  Constant *program(const target::Words &words) {
    uint64_t begin = code.size();
    code.insert(code.end(), words.begin(), words.end());
    return structOf({u32(begin), u32(words.size())});
  }

  Constant *dtype(target::ElementType type) {
    return structOf({ConstantInt::get(Type::getInt8Ty(context),
                                      static_cast<uint8_t>(type.code)),
                     ConstantInt::get(Type::getInt8Ty(context), type.bits),
                     ConstantInt::get(Type::getInt16Ty(context), 1)});
  }

  std::vector<Constant *> writeParams() {
    std::vector<Constant *> rows;
    for (const target::Param &param : signature.params) {
      std::vector<Constant *> dims;
      for (const sets::Expr &dim : param.dims)
        dims.push_back(program(signature.words(dim)));
      rows.push_back(structOf({text(param.name), text(param.shapeText),
                               u32(static_cast<uint32_t>(param.kind)),
                               u32(param.dims.size()), dtype(param.type),
                               u32(0), array(dims)}));
    }
    return rows;
  }

  std::vector<Constant *> writeSymbols() {
    std::vector<Constant *> rows;
    for (const target::Symbol &symbol : signature.symbols)
      rows.push_back(
          structOf({text(symbol.name), u64(symbol.minimum), u32(symbol.param),
                    u32(symbol.dim), program(symbol.solve),
                    program(symbol.defaultValue)}));
    return rows;
  }

  std::vector<Constant *> writeConditions() {
    std::vector<Constant *> rows;
    for (const target::Condition &condition : signature.conditions)
      rows.push_back(structOf({text(condition.text), program(condition.test)}));
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
      rows.push_back(
          structOf({text(element.text), u32(element.param), u32(flags),
                    program(element.low), program(element.high),
                    real(element.realLow.value_or(0)),
                    real(element.realHigh.value_or(0))}));
    }
    return rows;
  }
};

} // namespace

void addDescriptor(const target::Signature &signature, int64_t numLeaves,
                   Function &kernel) {
  DescriptorWriter(signature, kernel).write(numLeaves);
}

} // namespace tdsl::native
