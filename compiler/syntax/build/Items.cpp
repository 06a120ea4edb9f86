//===- Items.cpp - Builds items -------------------------------------------===//

#include "compiler/syntax/build/Builder.h"

namespace tdsl::syntax {

Item *Builder::item(Parser::ItemContext *rule) {
  Item *result = nullptr;
  if (!rule)
    return tree.make<JunkItem>(itemSpan);
  if (auto *part = rule->fnItem())
    result = fn(part);
  else if (auto *part = rule->reducerItem())
    result = reducer(part);
  else if (auto *part = rule->structItem())
    result = structItem(part);
  else if (auto *part = rule->constItem())
    result = constant(part);
  else if (auto *part = rule->importItem())
    result = import(part);
  else if (auto *part = rule->externItem())
    result = externItem(part);
  else if (auto *part = rule->intrinsicItem())
    result = intrinsic(part);
  else if (auto *part = rule->testItem())
    result = test(part);
  else if (auto *part = rule->benchItem())
    result = bench(part);
  else if (auto *part = rule->scheduleItem())
    result = schedule(part);
  else if (auto *part = rule->scheduleFnItem())
    result = scheduleFn(part);
  else
    result = tree.make<JunkItem>(itemSpan);
  result->span = itemSpan;
  result->attributes = attributes(rule->attribute());
  return result;
}

Item *Builder::fn(Parser::FnItemContext *rule) {
  auto *result = tree.make<FnItem>(itemSpan);
  result->name = ident(rule->name());
  result->signature = signature(rule->generics(), rule->signature());
  result->body = body(rule->block(), BodyKind::Function);
  return result;
}

Item *Builder::reducer(Parser::ReducerItemContext *rule) {
  auto *result = tree.make<ReducerItem>(itemSpan);
  result->name = ident(rule->name());
  result->signature = signature(rule->generics(), rule->signature());
  result->identity = expr(rule->expr());
  result->body = body(rule->block(), BodyKind::Reducer);
  return result;
}

Item *Builder::structItem(Parser::StructItemContext *rule) {
  auto *result = tree.make<StructItem>(itemSpan);
  result->name = ident(rule->name());
  result->generics = generics(rule->generics());
  llvm::SmallVector<Param, 8> fields;
  for (Parser::FieldContext *part : rule->field()) {
    Param &field = fields.emplace_back();
    field.span = span(part);
    field.name = ident(part->name());
    field.type = type(part->type());
  }
  result->fields = copy(fields);
  return result;
}

Item *Builder::constant(Parser::ConstItemContext *rule) {
  auto *result = tree.make<ConstItem>(itemSpan);
  result->name = ident(rule->name());
  if (rule->COLON())
    result->type = type(rule->type());
  result->value = expr(rule->expr());
  return result;
}

Item *Builder::import(Parser::ImportItemContext *rule) {
  auto *result = tree.make<ImportItem>(itemSpan);
  result->path = path(rule->path());
  llvm::SmallVector<Ident, 8> names;
  for (Parser::WordContext *word : rule->word())
    names.push_back(ident(word));
  result->names = copy(names);
  return result;
}

Item *Builder::externItem(Parser::ExternItemContext *rule) {
  auto *result = tree.make<ExternItem>(itemSpan);
  result->name = ident(rule->name());
  result->signature = signature(rule->generics(), rule->signature());
  result->symbol = string(rule->STRING());
  return result;
}

Item *Builder::intrinsic(Parser::IntrinsicItemContext *rule) {
  auto *result = tree.make<IntrinsicItem>(itemSpan);
  result->name = ident(rule->name());
  result->signature = signature(rule->generics(), rule->signature());
  result->body = body(rule->block(), BodyKind::Intrinsic);
  result->symbol = string(rule->STRING());
  return result;
}

Item *Builder::test(Parser::TestItemContext *rule) {
  auto *result = tree.make<TestItem>(itemSpan);
  result->title = string(rule->STRING());
  result->body = body(rule->block(), BodyKind::Test);
  return result;
}

Item *Builder::bench(Parser::BenchItemContext *rule) {
  auto *result = tree.make<BenchItem>(itemSpan);
  result->title = string(rule->STRING());
  result->body = body(rule->block(), BodyKind::Bench);
  return result;
}

Item *Builder::schedule(Parser::ScheduleItemContext *rule) {
  auto *result = tree.make<ScheduleItem>(itemSpan);
  result->path = path(rule->path());
  result->target = ident(rule->name());
  if (rule->LPAREN())
    result->feature = ident(rule->word());
  result->body = body(rule->block(), BodyKind::Schedule);
  return result;
}

Item *Builder::scheduleFn(Parser::ScheduleFnItemContext *rule) {
  auto *result = tree.make<ScheduleFnItem>(itemSpan);
  result->name = ident(rule->name());
  result->params = params(rule->params());
  result->body = body(rule->block(), BodyKind::ScheduleFn);
  return result;
}

} // namespace tdsl::syntax
