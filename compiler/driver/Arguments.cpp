//===- Arguments.cpp - Tensors for a call ---------------------------------===//

#include "compiler/driver/Arguments.h"

#include "compiler/diag/Catalog.h"
#include "compiler/driver/Compilation.h"
#include "compiler/driver/data/DataFile.h"
#include "compiler/driver/data/Random.h"
#include "compiler/sema/Instance.h"
#include "compiler/support/Check.h"
#include "compiler/support/Similar.h"

namespace tdsl::driver {

using target::HostTensor;

target::ElementType elementType(sema::Scalar scalar) {
  auto type = target::ElementType::named(sema::spelling(scalar));
  TDSL_CHECK(type, "a scalar that no tensor holds");
  return *type;
}

static std::vector<HostTensor *> pointers(std::vector<HostTensor> &tensors) {
  std::vector<HostTensor *> result;
  for (HostTensor &tensor : tensors)
    result.push_back(&tensor);
  return result;
}
std::vector<HostTensor *> Arguments::inputPointers() {
  return pointers(inputs);
}
std::vector<HostTensor *> Arguments::outputPointers() {
  return pointers(outputs);
}

namespace {

class ArgumentMaker {
public:
  ArgumentMaker(const sema::Function &function, diag::Sink &sink)
      : function(function), sink(sink) {}

  Arguments made;

  bool readFiles(llvm::ArrayRef<GivenInput> inputs,
                 llvm::StringRef defaultSource);
  bool chooseTypes(const llvm::StringMap<sema::Scalar> &given);
  bool bindSizes(const llvm::StringMap<int64_t> &given);
  bool makeTensors();

private:
  const sema::Function &function;
  diag::Sink &sink;
  std::vector<std::string> sources;             // of each parameter
  std::vector<std::optional<HostTensor>> files; // those that were read

  const sema::Stage *parameter(llvm::StringRef name, size_t &place) const;
  std::optional<int64_t> evaluate(const sets::Expr &form) const;
  bool checkRanks();
  bool bindMissing();
  bool bindFrom(const sema::SizeParameter &size, const HostTensor &tensor);
  bool checkShape(const sema::Stage &param, const HostTensor &tensor);
  std::optional<HostTensor> makeTensor(const sema::Stage &stage);
  bool fill(HostTensor &tensor, const sema::Stage &param,
            llvm::StringRef source);
};

const sema::Stage *ArgumentMaker::parameter(llvm::StringRef name,
                                            size_t &place) const {
  for (place = 0; place != function.params.size(); ++place)
    if (function.params[place]->name == name)
      return function.params[place];
  return nullptr;
}

static bool isFile(llvm::StringRef source) {
  double number;
  return !source.starts_with("random:") && source.getAsDouble(number);
}

bool ArgumentMaker::readFiles(llvm::ArrayRef<GivenInput> inputs,
                              llvm::StringRef defaultSource) {
  sources.assign(function.params.size(), defaultSource.str());
  files.resize(function.params.size());
  for (const GivenInput &input : inputs) {
    size_t place;
    const sema::Stage *param = parameter(input.name, place);
    if (!param) {
      sink.emit(diag::NoSuchParameter, function.span, function.name,
                input.name);
      return false;
    }
    sources[place] = input.source;
    if (input.tensor) {
      files[place] = std::move(*input.tensor);
      continue;
    }
    if (!isFile(input.source))
      continue;
    files[place] = readTensor(input.source, sink);
    if (!files[place])
      return false;
  }
  for (size_t place = 0; place != sources.size(); ++place)
    if (!files[place] && sources[place].empty() &&
        !function.params[place]->fallback) {
      sink.emit(diag::InputMissing, function.params[place]->span,
                function.params[place]->name, function.name)
          .help("give it with --in " + function.params[place]->name +
                "=PATH, random:SEED or a number");
      return false;
    }
  return true;
}

bool ArgumentMaker::chooseTypes(const llvm::StringMap<sema::Scalar> &given) {
  for (size_t place = 0; place != function.types.size(); ++place) {
    const sema::TypeParameter &type = function.types[place];
    sema::Scalar chosen = type.typeClass == sema::TypeClass::Int
                              ? sema::Scalar::I32
                              : sema::Scalar::F32;
    for (size_t param = 0; param != files.size(); ++param)
      if (files[param] &&
          function.params[param]->type.parameter == static_cast<int>(place))
        if (auto scalar = sema::scalarNamed(files[param]->type().spelling()))
          chosen = *scalar;
    if (auto found = given.find(type.name); found != given.end())
      chosen = found->second;
    made.types.push_back(chosen);
  }
  for (size_t param = 0; param != files.size(); ++param) {
    if (!files[param])
      continue;
    const sema::Stage &stage = *function.params[param];
    auto wanted = elementType(sema::resolve(stage.type, made.types));
    if (files[param]->type() == wanted)
      continue;
    sink.emit(diag::InputHasOtherType, stage.span, sources[param],
              files[param]->type().spelling(), stage.name, wanted.spelling());
    return false;
  }
  return true;
}

std::optional<int64_t> ArgumentMaker::evaluate(const sets::Expr &form) const {
  return form.evaluate([&](llvm::StringRef symbol) -> std::optional<int64_t> {
    auto found = made.sizes.find(symbol);
    if (found == made.sizes.end())
      return std::nullopt;
    return found->second;
  });
}

/// extent = coefficient*size + rest, solved for the size.
bool ArgumentMaker::bindFrom(const sema::SizeParameter &size,
                             const HostTensor &tensor) {
  sets::Expr extent = size.boundBy->shape[size.boundByDim].range.extent();
  auto linear = extent.linearIn(size.name);
  if (!linear)
    return false;
  auto coefficient = evaluate(linear->coefficient);
  auto rest = evaluate(linear->rest);
  if (!coefficient || !rest || *coefficient == 0)
    return false;
  made.sizes[size.name] =
      (tensor.shape()[size.boundByDim] - *rest) / *coefficient;
  return true;
}

bool ArgumentMaker::bindSizes(const llvm::StringMap<int64_t> &given) {
  for (const auto &entry : given) {
    bool known = llvm::any_of(function.sizes, [&](const auto &size) {
      return size.name == entry.first();
    });
    if (!known) {
      auto &d = sink.emit(diag::NoSuchSize, function.span, function.name,
                          entry.first().str());
      std::string names;
      for (const sema::SizeParameter &size : function.sizes)
        names += (names.empty() ? "" : ", ") + size.name;
      d.note(names.empty() ? "it has no sizes" : "its sizes are " + names);
      return false;
    }
    made.sizes[entry.first()] = entry.second;
  }
  return checkRanks() && bindMissing();
}

bool ArgumentMaker::checkRanks() {
  for (size_t place = 0; place != files.size(); ++place) {
    const sema::Stage &param = *function.params[place];
    if (!files[place] || files[place]->rank() == (int64_t)param.rank())
      continue;
    sink.emit(diag::InputHasOtherRank, param.span, sources[place],
              target::shapeText(files[place]->shape()), param.name,
              (int64_t)param.rank());
    return false;
  }
  return true;
}

bool ArgumentMaker::bindMissing() {
  for (const sema::SizeParameter &size : function.sizes) {
    if (made.sizes.count(size.name))
      continue;
    size_t place = 0;
    bool bound = size.boundBy && parameter(size.boundBy->name, place) &&
                 files[place] && bindFrom(size, *files[place]);
    // Any other input with a dimension that gives it will do.
    for (size_t other = 0; !bound && other != files.size(); ++other)
      for (size_t dim = 0;
           files[other] && !bound && dim != function.params[other]->rank();
           ++dim) {
        sema::SizeParameter there = size;
        there.boundBy = function.params[other];
        there.boundByDim = dim;
        bound = bindFrom(there, *files[other]);
      }
    if (!bound && size.fallback)
      if (auto value = evaluate(*size.fallback)) {
        made.sizes[size.name] = *value;
        bound = true;
      }
    if (bound)
      continue;
    sink.emit(diag::SizeMissing, size.span, size.name, function.name)
        .help("give it with --size " + size.name + "=NUMBER");
    return false;
  }
  return true;
}

bool ArgumentMaker::checkShape(const sema::Stage &param,
                               const HostTensor &tensor) {
  std::vector<int64_t> wanted;
  for (const sema::Dim &dim : param.shape)
    wanted.push_back(evaluate(dim.range.extent()).value_or(-1));
  if (llvm::ArrayRef(wanted) == tensor.shape())
    return true;
  sink.emit(diag::InputHasOtherShape, param.span, param.name,
            target::shapeText(tensor.shape()), target::shapeText(wanted));
  return false;
}

std::optional<HostTensor> ArgumentMaker::makeTensor(const sema::Stage &stage) {
  std::vector<int64_t> shape;
  for (const sema::Dim &dim : stage.shape)
    shape.push_back(evaluate(dim.range.extent()).value_or(-1));
  auto tensor = HostTensor::make(
      elementType(sema::resolve(stage.type, made.types)), shape);
  if (!tensor)
    sink.emit(diag::TensorTooLarge, stage.span, stage.name,
              target::shapeText(shape));
  return tensor;
}

bool ArgumentMaker::fill(HostTensor &tensor, const sema::Stage &param,
                         llvm::StringRef source) {
  if (auto seed = randomSeed(source)) {
    fillAsData(tensor, *seed);
    return true;
  }
  double number;
  if (!source.getAsDouble(number)) {
    fillWith(tensor, number);
    return true;
  }
  if (auto *constant =
          source.empty() && param.fallback
              ? static_cast<const sema::ConstantExpr *>(param.fallback)
              : nullptr) {
    if (auto *integer = std::get_if<int64_t>(&constant->value))
      number = static_cast<double>(*integer);
    else if (auto *real = std::get_if<double>(&constant->value))
      number = *real;
    fillWith(tensor, number);
    return true;
  }
  sink.emit(diag::InputMissing, param.span, param.name, function.name);
  return false;
}

bool ArgumentMaker::makeTensors() {
  for (size_t place = 0; place != files.size(); ++place) {
    const sema::Stage &param = *function.params[place];
    if (files[place]) {
      if (!checkShape(param, *files[place]))
        return false;
      made.inputs.push_back(std::move(*files[place]));
      continue;
    }
    auto tensor = makeTensor(param);
    if (!tensor || !fill(*tensor, param, sources[place]))
      return false;
    made.inputs.push_back(std::move(*tensor));
  }
  for (const sema::Stage *result : function.results) {
    auto tensor = makeTensor(*result);
    if (!tensor)
      return false;
    made.outputs.push_back(std::move(*tensor));
  }
  return true;
}

} // namespace

std::optional<Arguments> makeArguments(
    const sema::Function &function, const llvm::StringMap<sema::Scalar> &types,
    const llvm::StringMap<int64_t> &sizes, llvm::ArrayRef<GivenInput> inputs,
    llvm::StringRef defaultSource, diag::Sink &sink) {
  ArgumentMaker maker(function, sink);
  if (sema::checkCallable(function, sink) &&
      maker.readFiles(inputs, defaultSource) && maker.chooseTypes(types) &&
      maker.bindSizes(sizes) && maker.makeTensors())
    return std::move(maker.made);
  return std::nullopt;
}

} // namespace tdsl::driver
