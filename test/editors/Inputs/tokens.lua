-- Semantic tokens and inlay hints, which Neovim 0.7 has no functions for and newer
-- versions show by themselves.
local t = require("driver")

-- The tokens of each line as "text kind", in order.
local function tokens()
  local legend = t.client().server_capabilities.semanticTokensProvider.legend
  local data = t.request("textDocument/semanticTokens/full", t.here()).data
  t.expect("numbers come in fives", #data % 5, 0)
  local found, line, character = {}, 0, 0
  for i = 1, #data, 5 do
    if data[i] > 0 then
      line, character = line + data[i], 0
    end
    character = character + data[i + 1]
    local range = { start = { line = line, character = character },
      ["end"] = { line = line, character = character + data[i + 2] } }
    local token = t.text_of(range) .. " " .. legend.tokenTypes[data[i + 3] + 1]
    found[line] = found[line] and found[line] .. "; " .. token or token
  end
  return found
end

local function hints(from, to)
  local found = t.request("textDocument/inlayHint", t.here({ range = {
    start = { line = from, character = 0 }, ["end"] = { line = to, character = 0 } } }))
  local words = {}
  for _, hint in ipairs(found) do
    local label = hint.label
    if type(label) == "table" then
      label = table.concat(vim.tbl_map(function(part) return part.value end, label))
    end
    local _, column, line = t.bytes(hint.position)
    table.insert(words, line:sub(1, column) .. "<" .. label .. ">")
  end
  return table.concat(words, "\n")
end

t.run(function()
  t.wait_codes({ "E0201", "E0202", "E0419" })
  local found = tokens()
  local function expect_tokens(pattern, wanted)
    t.expect(pattern, found[(t.find(pattern))], wanted)
  end
  expect_tokens("/// A box", "/// A box blur; jeder Wert wird größer oder kleiner, 𝔸. comment")
  expect_tokens("fn blur", "fn keyword; blur function; H typeParameter; W typeParameter; "
    .. "image parameter; u8 type; H typeParameter; W typeParameter; out parameter; "
    .. "u8 type; H typeParameter; W typeParameter")
  expect_tokens("let total", "let keyword; total variable; i property; sum keyword; "
    .. "j property; e variable; i property; j property")
  expect_tokens("across.compute_at", "across variable; compute_at method; out parameter; "
    .. "strip property")
  -- What stands behind 𝔸 on its line is in the right place; nobody knows `blr`.
  expect_tokens('test "𝔸', 'test keyword; "𝔸 größer" string; blur function; u8 type; '
    .. "3 number; 4 number; u8 type; 3 number; 4 number")

  local blur = t.find("fn blur")
  local across = hints(blur + 2, blur + 3)
  t.expect("of one line only", across, table.concat({
    "  let across<: u16>",
    "  let across[y< in -1..H + 1>",
    "  let across[y, x< in 0..W>",
  }, "\n"))
  local all = hints(0, vim.api.nvim_buf_line_count(t.buffer))
  t.expect_in("behind what is not ASCII", all, 'test "é" { let twice<: i32>')

  -- What newer versions show by themselves.
  if vim.lsp.inlay_hint then
    t.wait("hints on the screen", function()
      return #vim.lsp.inlay_hint.get({ bufnr = t.buffer }) > 10
    end)
    local line, column = t.find("across[y, x] =")
    t.wait("a token on the screen", function()
      local there = vim.lsp.semantic_tokens.get_at_pos(t.buffer, line, column)
      return there and there[1] and there[1].type == "variable"
    end)
  end
end)
