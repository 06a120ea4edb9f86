// Starts `dslc lsp` and lets VS Code's own client speak to it.

import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("tdsl.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("tdsl.server")) {
        void restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("tdsl");
  const command = settings.get<string>("server.path", "dslc");
  const more = settings.get<string[]>("server.arguments", []);
  const server: ServerOptions = { command, args: ["lsp", ...more] };
  const options: LanguageClientOptions = {
    // Also what was never saved; the server needs no file.
    documentSelector: [
      { scheme: "file", language: "tdsl" },
      { scheme: "untitled", language: "tdsl" },
    ],
  };
  client = new LanguageClient("tdsl", "TDSL", server, options);
  try {
    await client.start();
  } catch {
    await tellThatThereIsNone(command);
  }
}

/** A client that did not start cannot be stopped. */
async function stop(): Promise<void> {
  const stopped = client;
  client = undefined;
  if (stopped?.isRunning()) {
    await stopped.stop();
  }
}

async function tellThatThereIsNone(command: string): Promise<void> {
  client = undefined;
  const open = "Open Settings";
  const chosen = await vscode.window.showErrorMessage(
    `\`${command} lsp\` did not start. Where is the compiler?`,
    open,
  );
  if (chosen === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "tdsl.server.path");
  }
}
