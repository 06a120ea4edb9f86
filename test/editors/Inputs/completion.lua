-- Names in scope, and behind a stage's dot the directives that are legal there.
local t = require("driver")

-- The words that the menu would offer at the cursor.
local function words(label)
  local found = t.request("textDocument/completion", t.at_cursor())
  local offered = {}
  for _, item in ipairs(found.items or found) do
    local text = item.textEdit and item.textEdit.newText or item.insertText or item.label
    offered[text:match("^[%w_]+") or text] = true
  end
  assert(next(offered), "nothing is offered " .. label)
  return offered
end

-- Puts a line behind the one that has the pattern, and the cursor at its end; what
-- was put before is taken away.
local written
local function write_behind(pattern, text)
  if written then
    vim.api.nvim_buf_set_lines(t.buffer, written, written + 1, true, {})
  end
  local line = t.find(pattern)
  written = line + 1
  vim.api.nvim_buf_set_lines(t.buffer, line + 1, line + 1, true, { text })
  vim.api.nvim_win_set_cursor(0, { line + 2, #text })
end

local function expect_words(what, offered, yes, no)
  for word in yes:gmatch("%S+") do
    t.expect(what .. ": " .. word, offered[word], true)
  end
  for word in no:gmatch("%S+") do
    t.expect(what .. ", but not " .. word, offered[word], nil)
  end
end

t.run(function()
  vim.wo.virtualedit = "onemore"
  t.wait_codes({ "E0201", "E0202", "E0419" })
  write_behind("let src =", "  let more = sr")
  expect_words("names of blur", words("in blur"), "src image", "total")

  write_behind("across.compute_at(out, strip)", "  across.")
  expect_words("directives of a stage", words("behind `across.`"),
    "vectorize split reorder", "src out unroll")

  write_behind("across.vectorize(x, 32)", "  across.")
  expect_words("what runs in lanes already", words("behind it"), "split", "vectorize")

  write_behind("out.vectorize(x, 32)", "  out.")
  expect_words("a result", words("behind `out.`"), "split unroll", "inline compute_at")

  write_behind("out.vectorize(x, 32)", "  out.reorder(")
  expect_words("loops of a stage", words("of loops"), "strip row x", "y")

  -- Behind what is not ASCII, on the same line.
  local line = t.find('test "é"')
  vim.api.nvim_buf_set_lines(t.buffer, line, line + 1, true,
    { 'test "𝔸é" { assert_equal(1, so) }' })
  t.go("so)", 1, 2)
  expect_words("functions", words("behind 𝔸"), "soft", "across")
end)
