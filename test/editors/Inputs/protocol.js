// Asks the server everything through the library that VS Code itself speaks with,
// and prints a fact of each answer: node protocol.js PACKAGES FILE.
const { spawn } = require("child_process");
const { readFileSync } = require("fs");
const { createRequire } = require("module");
const { join } = require("path");
const { pathToFileURL } = require("url");

const [packages, file] = process.argv.slice(2);
const lsp = createRequire(join(packages, "package.json"))("vscode-languageserver-protocol/node");
const text = readFileSync(file, "utf8");
const uri = pathToFileURL(file).href;
const textDocument = { uri };

// A position is in UTF-16 units, as in strings here.
function place(needle, shift = 0) {
  const before = text.slice(0, text.indexOf(needle) + shift);
  const line = before.split("\n").length - 1;
  return { line, character: before.length - (before.lastIndexOf("\n") + 1) };
}

function textOf(range) {
  const lines = text.split("\n");
  return lines[range.start.line].slice(range.start.character, range.end.character);
}

async function ask(connection) {
  const send = (type, params) => connection.sendRequest(type, { textDocument, ...params });
  const all = { start: { line: 0, character: 0 }, end: { line: text.split("\n").length, character: 0 } };
  const hover = await send(lsp.HoverRequest.type, { position: place("across[y, x] =") });
  console.log("hover:", lsp.MarkupContent.is(hover.contents), textOf(hover.range));
  const found = [await send(lsp.DefinitionRequest.type, { position: place("blur(zeros", 1) })].flat();
  console.log("definition:", found.every(lsp.Location.is), textOf(found[0].range));
  const offered = await send(lsp.CompletionRequest.type, { position: place("across.vec", 7) });
  const items = offered.items ?? offered;
  console.log("completion:", items.length > 3 && items.every((each) => typeof each.label === "string"));
  const hints = await send(lsp.InlayHintRequest.type, { range: all });
  console.log("hints:", hints.length > 3 && hints.every(lsp.InlayHint.is));
  const tokens = await send(lsp.SemanticTokensRequest.type, {});
  console.log("tokens:", tokens.data.length > 500 && lsp.uinteger.is(tokens.data[0]));
  const symbols = await send(lsp.DocumentSymbolRequest.type, {});
  console.log("symbols:", symbols.every(lsp.DocumentSymbol.is), symbols.length);
  const edits = await send(lsp.DocumentFormattingRequest.type, {
    options: { tabSize: 2, insertSpaces: true } });
  console.log("edits:", (edits ?? []).every(lsp.TextEdit.is));
}

async function fix(connection, diagnostics) {
  console.log("diagnostics:", diagnostics.every(lsp.Diagnostic.is));
  const unknown = diagnostics.find((each) => each.code === "E0201");
  console.log("unknown:", textOf(unknown.range));
  const actions = await connection.sendRequest(lsp.CodeActionRequest.type, {
    textDocument, range: unknown.range, context: { diagnostics: [unknown] } });
  const edit = Object.values(actions[0].edit.changes ?? {})[0] ?? actions[0].edit.documentChanges[0].edits;
  console.log("fix:", actions.every((each) => lsp.CodeAction.is(each)), edit[0].newText);
}

async function main() {
  const server = spawn("dslc", ["lsp"]);
  const connection = lsp.createProtocolConnection(server.stdout, server.stdin);
  connection.onError((problem) => console.log("error:", problem));
  const told = new Promise((resolve) =>
    connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
      if (params.diagnostics.length === 3) {
        resolve(params.diagnostics);
      }
    }));
  connection.listen();
  const { capabilities } = await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid, rootUri: null, capabilities: {} });
  console.log("encoding:", capabilities.positionEncoding);
  await connection.sendNotification(lsp.InitializedNotification.type, {});
  await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "tdsl", version: 1, text } });
  await fix(connection, await told);
  await ask(connection);
  await connection.sendRequest(lsp.ShutdownRequest.type);
  server.on("exit", (code) => console.log("exit:", code));
  await connection.sendNotification(lsp.ExitNotification.type);
}

main().catch((problem) => {
  console.log("failed:", problem);
  process.exit(1);
});
