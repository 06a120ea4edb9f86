//===- Instance.cpp - Which instance of a function one gets unasked -------===//

#include "compiler/sema/Instance.h"

#include "compiler/diag/Catalog.h"

using namespace tdsl;
using namespace tdsl::sema;

Scalar tdsl::sema::defaultType(TypeClass typeClass) {
  return typeClass == TypeClass::Int ? Scalar::I32 : Scalar::F32;
}

TypeArguments tdsl::sema::defaultTypes(const Function &function) {
  TypeArguments types;
  for (const TypeParameter &parameter : function.types)
    types.push_back(defaultType(parameter.typeClass));
  return types;
}

bool tdsl::sema::checkCallable(const Function &function, diag::Sink &sink) {
  const Stage *stage = function.everywhere();
  if (stage)
    sink.emit(diag::CalledFromOutside, stage->span, function.name, stage->name)
        .say("defined everywhere")
        .help("call it from a function that passes a tensor with a boundary, "
              "such as clamp_edges(x)");
  return !stage;
}
