//===- Server.cpp - The server's main thread ------------------------------===//
//
// 1. a message is read and checked (Message.h)
// 2. Session.cpp acts on the life of the server and of its files
// 3. requests about a file go to its worker; whatever happens, each is
//    answered once (Pending.h)
//
//===----------------------------------------------------------------------===//

#include "compiler/lsp/Server.h"

#include "compiler/lsp/Session.h"

namespace tdsl::lsp {

static bool isId(const json::Value &id) {
  return id.kind() == json::Value::String || id.kind() == json::Value::Number;
}

static void dispatchObject(Session &session, Transport &transport,
                           json::Object &message) {
  auto method = message.getString("method");
  json::Value *id = message.get("id");
  if (!method) {
    bool isReply = message.get("result") || message.get("error");
    if (!isReply)
      writeError(transport, id && isId(*id) ? *id : json::Value(nullptr),
                 ErrorCode::InvalidRequest, "a message has a method");
    return;
  }
  json::Object none;
  json::Object *params = message.getObject("params");
  if (!id)
    return session.notify(*method, params ? *params : none);
  if (!isId(*id))
    return writeError(transport, nullptr, ErrorCode::InvalidRequest,
                      "an id is a number or a string");
  session.request(*id, *method, params ? *params : none);
}

/// A message, or a batch of them: each is answered by itself.
static void dispatch(Session &session, Transport &transport,
                     json::Value &message) {
  if (json::Object *object = message.getAsObject())
    return dispatchObject(session, transport, *object);
  json::Array *batch = message.getAsArray();
  if (!batch || batch->empty())
    return writeError(transport, nullptr, ErrorCode::InvalidRequest,
                      "a message is an object");
  for (json::Value &each : *batch) {
    if (json::Object *object = each.getAsObject())
      dispatchObject(session, transport, *object);
    else
      writeError(transport, nullptr, ErrorCode::InvalidRequest,
                 "a message is an object");
  }
}

int serve(Transport &transport, const ServerOptions &options) {
  Session session(transport, options);
  while (auto frame = transport.read()) {
    Refusal refusal{ErrorCode::InvalidRequest, "the message is too large"};
    auto message =
        frame->isTooLarge ? std::nullopt : readMessage(frame->bytes, refusal);
    if (message)
      dispatch(session, transport, *message);
    else
      writeError(transport, nullptr, refusal.code, refusal.message);
    if (options.isOrdered)
      session.drain();
    if (auto exit = session.exitCode())
      return *exit;
  }
  return 0; // the client is gone
}

} // namespace tdsl::lsp
