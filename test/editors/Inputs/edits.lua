-- The server's text follows Neovim's through edits of every kind; formatting.
local t = require("driver")

local function same(what)
  local theirs = t.request("tdsl/text", t.here()).text
  local lines = vim.api.nvim_buf_get_lines(t.buffer, 0, -1, false)
  local ending = vim.bo[t.buffer].fileformat == "dos" and "\r\n" or "\n"
  local ours = table.concat(lines, ending) .. ending
  local at = 1
  while theirs ~= ours and theirs:byte(at) == ours:byte(at) do
    at = at + 1
  end
  t.expect(what, theirs:sub(at, at + 40), ours:sub(at, at + 40))
end

local function type_keys(keys)
  local codes = vim.api.nvim_replace_termcodes(keys, true, false, true)
  vim.api.nvim_feedkeys(codes, "ntx", false)
end

-- Only what changed is sent: bytes behind 𝔸, whole lines, joined lines, undo.
local function edit()
  local line, column = t.find("blr(")
  vim.api.nvim_buf_set_text(t.buffer, line, column, line, column + 3, { "blur" })
  same("a word behind what is not ASCII")
  t.wait_codes({ "E0202", "E0419" })
  t.go("𝔸 größer")
  type_keys("rẞ")
  same("one character for another")
  t.go("twice = 2")
  type_keys("ciwzwölf𝔸<Esc>")
  same("words of any kind")
  type_keys("ggdd5jp")
  same("a line moved")
  -- Neovim 0.7 itself loses the end of the last line where all lines go.
  type_keys("ggVGkkd")
  same("nearly everything deleted")
  type_keys("u")
  same("undone")
  type_keys("ggJGoa𝔸<CR>é<Esc>")
  same("lines joined, lines added")
  type_keys("10u")
  same("undone again")
end

local function format()
  local line = t.find("out.parallel")
  vim.api.nvim_buf_set_lines(t.buffer, line, line + 1, true, { " out . parallel(strip )  " })
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 10000 })
  else
    vim.lsp.buf.formatting_sync({ tabSize = 2, insertSpaces = true }, 10000)
  end
  local laid_out = vim.api.nvim_buf_get_lines(t.buffer, line, line + 1, true)[1]
  t.expect("laid out", laid_out, "  out.parallel(strip)")
  same("after formatting")
end

t.run(function()
  vim.o.report = 9999
  t.wait_codes({ "E0201", "E0202", "E0419" })
  local sync = t.client().server_capabilities.textDocumentSync
  t.expect("incremental", type(sync) == "table" and sync.change or sync, 2)
  same("as opened")
  edit()
  t.wait_codes({ "E0201", "E0202", "E0419" })
  format()
end)
