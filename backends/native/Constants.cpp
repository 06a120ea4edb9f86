//===- Constants.cpp - C data structures as constants of a module ---------===//

#include "backends/native/Constants.h"

#include "llvm/IR/DerivedTypes.h"

using namespace llvm;

namespace tdsl::native {

Constants::Constants(Module &module) : module(module) {}

Constant *Constants::u32(uint64_t value) const {
  return ConstantInt::get(Type::getInt32Ty(getContext()), value);
}

Constant *Constants::u64(uint64_t value) const {
  return ConstantInt::get(Type::getInt64Ty(getContext()), value);
}

Constant *Constants::real(double value) const {
  return ConstantFP::get(Type::getDoubleTy(getContext()), value);
}

Constant *Constants::structOf(ArrayRef<Constant *> fields) const {
  return ConstantStruct::getAnon(fields);
}

Constant *Constants::text(StringRef words) const {
  return global(ConstantDataArray::getString(getContext(), words));
}

Constant *Constants::array(ArrayRef<Constant *> rows) const {
  if (rows.empty())
    return ConstantPointerNull::get(PointerType::get(getContext(), 0));
  auto *type = ArrayType::get(rows.front()->getType(), rows.size());
  return global(ConstantArray::get(type, rows));
}

GlobalVariable *Constants::global(Constant *value) const {
  return new GlobalVariable(module, value->getType(), /*isConstant=*/true,
                            GlobalValue::PrivateLinkage, value);
}

Constant *Constants::program(const target::Words &words) {
  uint64_t begin = code.size();
  code.insert(code.end(), words.begin(), words.end());
  return structOf({u32(begin), u32(words.size())});
}

} // namespace tdsl::native
