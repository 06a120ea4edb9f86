-- From a use to its definition, from a schedule to the algorithm and back; symbols.
local t = require("driver")

-- Where Neovim goes from a place, as line and byte.
local function definition(pattern, nth, shift)
  t.go(pattern, nth, shift)
  local before = vim.api.nvim_win_get_cursor(0)
  vim.lsp.buf.definition()
  t.wait("a jump from " .. pattern, function()
    return not vim.deep_equal(before, vim.api.nvim_win_get_cursor(0))
  end)
  local cursor = vim.api.nvim_win_get_cursor(0)
  return { cursor[1] - 1, cursor[2] }
end

local function jumps()
  t.expect("a stage, from its use", definition("across[y - 1, x]"), { t.find("across[y, x] =") })
  t.expect("a stage, from a directive", definition("across.vectorize"),
    { t.find("across[y, x] =") })
  t.expect("a function, from its schedule", definition("schedule blur", 1, 9),
    { t.find("blur<H, W>") })
  t.expect("a function, behind what is not ASCII", definition("blur(zeros"),
    { t.find("blur<H, W>") })
  t.expect("a parameter", definition("image)"), { t.find("image: u8") })
  t.expect("an index, from a loop", definition("split(y, 32)", 1, 6),
    { t.find("y, x] = u8(") })
  t.expect("a loop, from where it is made", definition("parallel(strip)", 1, 9),
    { t.find("strip, row") })
  t.expect("a schedule, from its function", definition("blur<H, W>"),
    { t.find("blur on cpu") })
end

local function symbols()
  local found = t.request("textDocument/documentSymbol", t.here())
  local names = {}
  for _, symbol in ipairs(found) do
    table.insert(names, symbol.name)
    t.expect("the whole of " .. symbol.name .. " has its name in it",
      symbol.range.start.line <= symbol.selectionRange.start.line
        and symbol.range["end"].line >= symbol.selectionRange["end"].line, true)
  end
  t.expect("items", #names, 6)
  t.expect_in("names", table.concat(names, "; "), "𝔸 größer")
  local stages = {}
  for _, child in ipairs(found[1].children or {}) do
    table.insert(stages, child.name)
  end
  t.expect("stages of blur", stages, { "src", "across", "out" })
end

t.run(function()
  t.wait_codes({ "E0201", "E0202", "E0419" })
  jumps()
  symbols()
end)
