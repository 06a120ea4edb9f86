//===- Session.cpp - The life of a server and its files -------------------===//

#include "compiler/lsp/Session.h"

#include "compiler/lsp/features/Diagnostics.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::lsp {

Session::Session(Transport &transport, const ServerOptions &options)
    : transport(transport), options(options), pending(transport) {}

void Session::drain() {
  for (auto &entry : files)
    entry.second.worker->drain();
}

void Session::request(const json::Value &id, llvm::StringRef method,
                      json::Object &params) {
  auto refuse = [&](ErrorCode code, llvm::StringRef message) {
    writeError(transport, id, code, message);
  };
  bool isFirst = method == "initialize";
  if (state == State::Fresh && !isFirst)
    return refuse(ErrorCode::ServerNotInitialized, "`initialize` comes first");
  if (state == State::ShutDown)
    return refuse(ErrorCode::InvalidRequest, "the server was shut down");
  if (isFirst && state == State::Running)
    return refuse(ErrorCode::InvalidRequest, "`initialize` comes once");
  if (isFirst)
    return writeResult(transport, id, initialize(params));
  if (method == "shutdown") {
    state = State::ShutDown;
    return writeResult(transport, id, nullptr);
  }
  if (method == "tdsl/text") {
    auto text = textOf(params);
    return text ? writeResult(transport, id, std::move(*text))
                : refuse(ErrorCode::InvalidParams, "the file is not open");
  }
  if (const Feature *feature = findFeature(method))
    return ask(id, *feature, params);
  refuse(ErrorCode::MethodNotFound, ("there is no `" + method + "`").str());
}

void Session::notify(llvm::StringRef method, json::Object &params) {
  if (method == "exit") {
    exit = state == State::ShutDown ? 0 : 1;
    return;
  }
  if (state != State::Running)
    return;
  if (method == "textDocument/didOpen")
    open(params);
  else if (method == "textDocument/didChange")
    change(params);
  else if (method == "textDocument/didClose")
    close(params);
  else if (method == "$/cancelRequest")
    cancel(params);
  else if (method == "textDocument/didSave" ||
           method == "workspace/didChangeWatchedFiles")
    for (auto &entry : files)
      entry.second.worker->forgetFiles();
}

/// The encoding that the client likes best of those that it offers.
static Encoding chooseEncoding(const json::Object &params) {
  const json::Object *capabilities = params.getObject("capabilities");
  const json::Object *general =
      capabilities ? capabilities->getObject("general") : nullptr;
  const json::Array *offered =
      general ? general->getArray("positionEncodings") : nullptr;
  if (offered)
    for (const json::Value &name : *offered)
      if (auto encoding = encodingNamed(name.getAsString().value_or("")))
        return *encoding;
  return Encoding::Utf16;
}

json::Value Session::initialize(const json::Object &params) {
  state = State::Running;
  encoding = chooseEncoding(params);
  if (const json::Object *given = params.getObject("initializationOptions"))
    debounce = std::clamp(given->getNumber("debounceMs").value_or(debounce),
                          0.0, 10000.0);
  json::Object capabilities{
      {"positionEncoding", spelling(encoding)},
      {"textDocumentSync",
       json::Object{{"openClose", true}, {"change", 2}, {"save", true}}}};
  for (const Feature &feature : features())
    feature.advertise(capabilities);
  return json::Object{
      {"capabilities", std::move(capabilities)},
      {"serverInfo",
       json::Object{{"name", "dslc"}, {"version", options.version}}}};
}

void Session::ask(const json::Value &id, const Feature &feature,
                  json::Object &params) {
  std::string uri = uriOf(params).str();
  auto file = files.find(uri);
  if (file == files.end())
    return writeError(transport, id, ErrorCode::InvalidParams,
                      "the file is not open");
  if (!pending.add(id))
    return writeError(transport, id, ErrorCode::InvalidRequest,
                      "a request of this id waits for its answer");
  Worker::Question question{id, file->second.document.now(), {}, {}};
  question.isSettled = [this, id, &feature](bool isStale) {
    if (isStale && feature.answers == Answers::Newest)
      pending.fail(id, ErrorCode::ContentModified, "the text has changed");
    return !pending.isWaiting(id); // or was cancelled
  };
  question.answer = [this, id, &feature, uri, params = std::move(params)](
                        const ide::Analysis &analysis) {
    std::string result;
    llvm::raw_string_ostream stream(result);
    json::OStream out(stream);
    if (!feature.answer(Query(analysis, uri, encoding), params, out))
      return pending.fail(id, ErrorCode::InvalidParams,
                          "the parameters are not those of this method");
    out.flush();
    pending.succeed(id, stream.str());
  };
  file->second.worker->ask(std::move(question));
}

std::unique_ptr<Worker> Session::makeWorker(const std::string &uri) {
  Worker::Setup setup;
  setup.path = pathOf(uri);
  if (options.searchPath)
    setup.options.searchPath = options.searchPath(setup.path);
  setup.longestDebounce = Worker::Milliseconds(debounce);
  setup.publish = [this, uri](const ide::Analysis &analysis, int64_t version) {
    publish(uri, analysis, version);
  };
  return std::make_unique<Worker>(std::move(setup));
}

void Session::publish(const std::string &uri, const ide::Analysis &analysis,
                      int64_t version) {
  json::Array diagnostics =
      diagnosticsOf(Query(analysis, uri, encoding), Schedules::AsKnown);
  transport.write(json::Object{
      {"jsonrpc", "2.0"},
      {"method", "textDocument/publishDiagnostics"},
      {"params", json::Object{{"uri", uri},
                              {"version", version},
                              {"diagnostics", std::move(diagnostics)}}}});
}

void Session::open(const json::Object &params) {
  const json::Object *document = params.getObject("textDocument");
  auto text = document ? document->getString("text") : std::nullopt;
  std::string uri = uriOf(params).str();
  if (!text || uri.empty())
    return;
  close(params); // one that is open already is opened anew
  int64_t version = document->getInteger("version").value_or(0);
  holdBack();
  OpenFile file{Document(text->str(), version), makeWorker(uri)};
  file.worker->update(file.document.now());
  files.emplace(uri, std::move(file));
}

void Session::change(const json::Object &params) {
  auto file = files.find(uriOf(params).str());
  const json::Array *changes = params.getArray("contentChanges");
  if (file == files.end() || !changes)
    return;
  Document &document = file->second.document;
  int64_t version = params.getObject("textDocument")
                        ->getInteger("version")
                        .value_or(document.now()->version + 1);
  document.change(*changes, version, encoding);
  file->second.worker->update(document.now());
}

void Session::close(const json::Object &params) {
  auto file = files.find(uriOf(params).str());
  if (file == files.end())
    return;
  std::string uri = file->first;
  retire(std::move(file->second.worker));
  files.erase(file);
  transport.write(json::Object{
      {"jsonrpc", "2.0"},
      {"method", "textDocument/publishDiagnostics"},
      {"params", json::Object{{"uri", uri}, {"diagnostics", json::Array()}}}});
}

/// A client that opens thousands of files at once waits for some of them, so
/// that there are not as many threads.
void Session::holdBack() {
  constexpr unsigned MostAwake = 64;
  unsigned awake = 0;
  for (auto &entry : files)
    if (entry.second.worker->isAwake() && ++awake > MostAwake)
      entry.second.worker->drain();
}

/// Its thread may still be at work: it is joined once it has ended.
void Session::retire(std::unique_ptr<Worker> worker) {
  for (const Worker::Question &question : worker->close())
    pending.fail(question.id, ErrorCode::ContentModified,
                 "the file was closed");
  retired.push_back(std::move(worker));
  llvm::erase_if(retired, [](const std::unique_ptr<Worker> &worker) {
    return !worker->isAwake();
  });
}

void Session::cancel(const json::Object &params) {
  if (const json::Value *id = params.get("id"))
    pending.fail(*id, ErrorCode::RequestCancelled, "cancelled");
}

std::optional<json::Value> Session::textOf(const json::Object &params) const {
  auto file = files.find(uriOf(params).str());
  if (file == files.end())
    return std::nullopt;
  const Text &now = *file->second.document.now();
  return json::Object{{"text", now.text}, {"version", now.version}};
}

} // namespace tdsl::lsp
