//===- Session.h - The life of a server and its files ---------------------===//

#ifndef TDSL_LSP_SESSION_H
#define TDSL_LSP_SESSION_H

#include "compiler/lsp/Feature.h"
#include "compiler/lsp/Pending.h"
#include "compiler/lsp/Server.h"
#include "compiler/lsp/Worker.h"

namespace tdsl::lsp {

class Session {
public:
  Session(Transport &transport, const ServerOptions &options);

  void request(const json::Value &id, llvm::StringRef method,
               json::Object &params);
  void notify(llvm::StringRef method, json::Object &params);
  /// Set by `exit`.
  std::optional<int> exitCode() const { return exit; }
  void drain();

private:
  enum class State : uint8_t { Fresh, Running, ShutDown };
  struct OpenFile {
    Document document;
    std::unique_ptr<Worker> worker;
  };

  json::Value initialize(const json::Object &params);
  void ask(const json::Value &id, const Feature &feature, json::Object &params);
  void open(const json::Object &params);
  void change(const json::Object &params);
  void close(const json::Object &params);
  void cancel(const json::Object &params);
  void publish(const std::string &uri, const ide::Analysis &analysis,
               int64_t version);
  std::unique_ptr<Worker> makeWorker(const std::string &uri);
  std::optional<json::Value> textOf(const json::Object &params) const;
  void holdBack();
  void retire(std::unique_ptr<Worker> worker);

  Transport &transport;
  const ServerOptions &options;
  Pending pending;
  State state = State::Fresh;
  std::optional<int> exit;
  Encoding encoding = Encoding::Utf16;
  double debounce = 150; // milliseconds, at most
  std::map<std::string, OpenFile> files;
  std::vector<std::unique_ptr<Worker>> retired;
};

} // namespace tdsl::lsp

#endif // TDSL_LSP_SESSION_H
