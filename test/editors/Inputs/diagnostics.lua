-- Errors at their places, in text that is not ASCII; related places; quick fixes.
local t = require("driver")

local function diagnostic(code)
  for _, each in ipairs(vim.diagnostic.get(t.buffer)) do
    if (each.code or each.user_data.lsp.code) == code then
      return each, each.user_data.lsp
    end
  end
end

local function places()
  local unknown = diagnostic("E0201")
  local line, column = t.find("blr(")
  t.expect("unknown name", { unknown.lnum, unknown.col, unknown.end_col },
    { line, column, column + 3 })
  t.expect("severity", unknown.severity, vim.diagnostic.severity.ERROR)
  t.expect_in("message", unknown.message, "`blr` is not defined")

  local twice, more = diagnostic("E0202")
  line, column = t.find("twice", 2)
  t.expect("defined twice", { twice.lnum, twice.col }, { line, column })
  local related = more.relatedInformation[1]
  t.expect_in("related place", related.message, "first defined here")
  t.expect("its text", t.text_of(related.location.range), "twice")
  t.expect("its bytes", { t.bytes(related.location.range.start) },
    { t.find("twice"), select(2, t.find("twice")),
      vim.api.nvim_buf_get_lines(t.buffer, line, line + 1, true)[1] })

  local illegal = diagnostic("E0419")
  t.expect("a directive", illegal.lnum, (t.find("e.compute_at(y, i)")))
  t.expect_in("why it is illegal", illegal.message, "`total` reads it outside of that loop")
end

-- What is offered for a diagnostic, as the menu of code actions shows it.
local function actions(code)
  local found, lsp = diagnostic(code)
  t.go("blr(")
  local params = vim.lsp.util.make_range_params(0, t.client().offset_encoding)
  params.context = { diagnostics = { {
    range = params.range, message = found.message, code = code, data = lsp.data } } }
  return t.request("textDocument/codeAction", params)
end

local function fix()
  local action = actions("E0201")[1]
  t.expect_in("title", action.title, "`blur`")
  t.expect("kind", action.kind, "quickfix")
  vim.lsp.util.apply_workspace_edit(action.edit, t.client().offset_encoding)
  t.wait_codes({ "E0202", "E0419" })
  t.expect("nothing is offered where nothing is wrong", actions_at_start(), {})
end

function actions_at_start()
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  local params = vim.lsp.util.make_range_params(0, t.client().offset_encoding)
  params.context = { diagnostics = {} }
  return t.request("textDocument/codeAction", params) or {}
end

t.run(function()
  t.wait_codes({ "E0201", "E0202", "E0419" })
  places()
  fix()
end)
