//===- SessionTest.cpp - The life of a server -----------------------------===//

#include "test/unit/lsp/Marked.h"

#include "compiler/lsp/Server.h"

#include "llvm/Support/raw_ostream.h"

#include <sstream>

using namespace tdsl::lsp;

namespace {

/// What the server writes to these messages, a message a line, and its exit.
struct Served {
  std::string out;
  int exit = 0;

  explicit Served(const std::vector<std::string> &messages) {
    std::string input;
    for (const std::string &message : messages)
      input += "Content-Length: " + std::to_string(message.size()) +
               "\r\n\r\n" + message;
    std::istringstream in(input);
    llvm::raw_string_ostream os(out);
    Transport transport(in, os, Framing::Headers);
    ServerOptions options;
    options.isOrdered = true;
    exit = serve(transport, options);
  }
  bool says(const std::string &text) const {
    return out.find(text) != std::string::npos;
  }
  size_t count(const std::string &text) const {
    size_t times = 0;
    for (size_t at = 0; (at = out.find(text, at)) != std::string::npos; ++at)
      ++times;
    return times;
  }
};

std::string request(const std::string &id, const std::string &method,
                    const std::string &params = "{}") {
  return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":")" + method +
         R"(","params":)" + params + "}";
}
std::string notification(const std::string &method,
                         const std::string &params = "{}") {
  return R"({"jsonrpc":"2.0","method":")" + method + R"(","params":)" + params +
         "}";
}
const std::string Initialize = request("0", "initialize");
const std::string Shutdown = request("9", "shutdown", "null");
const std::string Exit = notification("exit", "null");
const std::string Document = R"("textDocument":{"uri":"untitled:é"})";

std::string open(const std::string &text, int version = 1) {
  json::Object document{
      {"uri", "untitled:é"}, {"version", version}, {"text", text}};
  return notification(
      "textDocument/didOpen",
      textOf(json::Object{{"textDocument", std::move(document)}}));
}
std::string ask(const std::string &id, const std::string &method) {
  return request(id, method,
                 "{" + Document + R"(,"position":{"line":1,"character":4}})");
}

} // namespace

TEST(Session, ExitsAsItWasAsked) {
  EXPECT_EQ(Served({Initialize, Shutdown, Exit}).exit, 0);
  EXPECT_EQ(Served({Initialize, Exit}).exit, 1);
  EXPECT_EQ(Served({Exit}).exit, 1);
  EXPECT_EQ(Served({Initialize}).exit, 0); // the client is gone
}

TEST(Session, RefusesOutsideOfItsLife) {
  EXPECT_TRUE(Served({ask("1", "textDocument/hover")}).says("-32002"));
  EXPECT_TRUE(Served({Initialize, Initialize}).says("-32600"));
  EXPECT_TRUE(Served({Initialize, Shutdown, ask("1", "textDocument/hover")})
                  .says("-32600"));
  EXPECT_TRUE(Served({Initialize, request("1", "no/such")}).says("-32601"));
  EXPECT_FALSE(Served({Initialize, notification("$/no")}).says("error"));
}

TEST(Session, AnswersEveryKindOfId) {
  Served served({Initialize, open(Blur), ask("5", "textDocument/hover"),
                 ask("\"fünf\"", "textDocument/hover")});
  EXPECT_TRUE(served.says("\"id\":5")) << served.out;
  EXPECT_TRUE(served.says("\"id\":\"fünf\""));
  EXPECT_EQ(served.count("fn blur"), 2u);
  EXPECT_TRUE(
      Served({Initialize, ask("{}", "textDocument/hover")}).says("-32600"));
}

TEST(Session, GoesOnAfterWhatIsNoMessage) {
  Served served({Initialize, open(Blur), "{", "[]", "7", "{\"id\":1}",
                 std::string(100000, '['), "\xff",
                 ask("5", "textDocument/hover")});
  EXPECT_EQ(served.count("-32700"), 2u);
  EXPECT_EQ(served.count("-32600"), 4u);
  EXPECT_EQ(served.count("fn blur"), 1u);
}

TEST(Session, TakesBatches) {
  Served served({Initialize, open(Blur),
                 "[" + ask("5", "textDocument/hover") + ",3," +
                     ask("6", "textDocument/hover") + "]"});
  EXPECT_EQ(served.count("fn blur"), 2u);
  EXPECT_EQ(served.count("-32600"), 1u);
}

TEST(Session, PublishesEachVersion) {
  std::string wrong = in("clamp_edges(image)", "clamp_edges(imag)");
  Served served(
      {Initialize, open(Blur, 3),
       notification("textDocument/didChange",
                    R"({"textDocument":{"uri":"untitled:é","version":4},)"
                    R"("contentChanges":[{"range":{"start":{"line":2,)"
                    R"("character":28},"end":{"line":2,"character":29}},)"
                    R"("text":""}]})"),
       request("7", "tdsl/text", "{" + Document + "}"),
       notification("textDocument/didClose", "{" + Document + "}"),
       ask("8", "textDocument/hover")});
  EXPECT_TRUE(served.says("\"version\":3"));
  EXPECT_TRUE(served.says("\"version\":4"));
  EXPECT_TRUE(served.says("`imag` is not defined")) << served.out;
  EXPECT_TRUE(served.says(textOf(json::Value(wrong))));
  EXPECT_TRUE(served.says("\"diagnostics\":[],\"uri\":\"untitled:é\"}"));
  EXPECT_TRUE(served.says("-32602")); // it is not open any more
}

TEST(Session, TakesTheEncodingThatIsOffered) {
  auto offered = [](const std::string &list) {
    return Served({request("0", "initialize",
                           R"({"capabilities":{"general":)"
                           R"({"positionEncodings":)" +
                               list + "}}}")});
  };
  EXPECT_TRUE(Served({Initialize}).says("\"utf-16\""));
  EXPECT_TRUE(offered(R"(["utf-7","utf-8","utf-16"])").says("\"utf-8\""));
  EXPECT_TRUE(offered(R"(["utf-32"])").says("\"utf-32\""));
  EXPECT_TRUE(offered(R"([])").says("\"utf-16\""));
}

TEST(Session, SurvivesParametersOfAnyShape) {
  std::vector<std::string> messages = {Initialize, open(Blur)};
  for (const char *params :
       {"{}", "[]", "7", "null", R"({"textDocument":7})",
        R"({"textDocument":{"uri":7}})",
        R"({"textDocument":{"uri":"untitled:é"}})",
        R"({"textDocument":{"uri":"untitled:é"},"position":7,"range":7})",
        R"({"textDocument":{"uri":"untitled:é"},"position":)"
        R"({"line":-1,"character":1e300},"range":{"start":{"line":9e9,)"
        R"("character":0},"end":{"line":-4,"character":2.5}}})"}) {
    for (const Feature &feature : features())
      messages.push_back(request(std::to_string(messages.size()),
                                 feature.method.str(), params));
    for (const char *method :
         {"textDocument/didOpen", "textDocument/didChange", "$/cancelRequest",
          "textDocument/didSave", "workspace/didChangeWatchedFiles"})
      messages.push_back(notification(method, params));
    messages.push_back(request("\"t\"", "tdsl/text", params));
  }
  messages.push_back(request("\"last\"", "tdsl/text", "{" + Document + "}"));
  Served served(messages);
  EXPECT_TRUE(served.says(textOf(json::Value(Blur))));
}
