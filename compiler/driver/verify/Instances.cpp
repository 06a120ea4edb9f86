//===- Instances.cpp - Which instances of a function are verified ---------===//

#include "compiler/driver/verify/Instances.h"

namespace tdsl::driver {

using sema::Scalar;

/// In order of worth: each shows what those before it may hide.
static constexpr Scalar Candidates[] = {Scalar::F32,  Scalar::I32, Scalar::U8,
                                        Scalar::F64,  Scalar::I64, Scalar::F16,
                                        Scalar::BF16, Scalar::I16};
static constexpr size_t MaxTypes = 5;
static constexpr int64_t MaxConstant = 4;

/// A column of types: the n-th admissible one for each parameter.
static std::vector<sema::TypeArguments>
typesOf(const sema::Function &function) {
  std::vector<sema::TypeArguments> result;
  for (size_t nth = 0; nth < MaxTypes; ++nth) {
    sema::TypeArguments types;
    for (const sema::TypeParameter &parameter : function.types) {
      std::vector<Scalar> admitted;
      for (Scalar scalar : Candidates)
        if (sema::admits(parameter.typeClass, scalar))
          admitted.push_back(scalar);
      types.push_back(admitted[nth % admitted.size()]);
    }
    if (!llvm::is_contained(result, types))
      result.push_back(std::move(types));
  }
  return result;
}

std::vector<Instance> instancesOf(const sema::Function &function,
                                  Philox &random) {
  std::vector<Instance> result;
  for (sema::TypeArguments &types : typesOf(function)) {
    Instance instance;
    instance.types = std::move(types);
    bool isFirst = result.empty();
    for (const sema::SizeParameter &size : function.sizes) {
      if (!size.isConst)
        continue;
      std::optional<int64_t> fallback;
      if (size.fallback)
        fallback = size.fallback->constant();
      instance.constants[size.name] =
          fallback && isFirst
              ? *fallback
              : 1 + static_cast<int64_t>(random.below(MaxConstant));
    }
    result.push_back(std::move(instance));
  }
  // A function without types has its constants varied in a second instance.
  if (result.size() == 1 && !result.front().constants.empty()) {
    Instance other = result.front();
    for (auto &constant : other.constants)
      constant.second = 1 + static_cast<int64_t>(random.below(MaxConstant));
    result.push_back(std::move(other));
  }
  return result;
}

} // namespace tdsl::driver
