// Copies what a package must have inside but the tree has elsewhere, and once.
const { copyFileSync } = require("fs");
const { join } = require("path");

const root = join(__dirname, "..", "..");
const grammar = "tdsl.tmLanguage.json";
copyFileSync(join(root, "editors", "textmate", grammar), join(__dirname, "out", grammar));
copyFileSync(join(root, "LICENSE"), join(__dirname, "LICENSE.txt"));
