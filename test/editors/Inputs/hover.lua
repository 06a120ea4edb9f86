-- What the mouse tells: of a stage its type, shape and range, of a directive its loops.
local t = require("driver")

-- The words that Neovim shows in a window above the cursor.
local function hover(pattern, nth, shift)
  t.go(pattern, nth, shift)
  vim.lsp.buf.hover()
  local window
  t.wait("a window for " .. pattern, function()
    for _, each in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(each).relative ~= "" then
        window = each
      end
    end
    return window ~= nil
  end)
  local buffer = vim.api.nvim_win_get_buf(window)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  vim.api.nvim_win_close(window, true)
  return table.concat(lines, "\n")
end

t.run(function()
  t.wait_codes({ "E0201", "E0202", "E0419" })
  local stage = hover("across[y, x] =")
  t.expect_in("type of a stage", stage, "u16")
  t.expect_in("its range", stage, "-1..")
  local reduction = hover("total[i] =")
  t.expect_in("a reduction", reduction, "f32[M]")
  local called = hover("blur(zeros(u8[3, 4])), blr")
  t.expect_in("documentation of a function", called, "jeder Wert wird größer oder kleiner, 𝔸")

  local split = hover("out.split(y, 32)", 1, 5)
  t.expect_in("loops after a directive", split, "for strip")
  local later = hover("across.compute_at(out, strip)", 1, 8)
  t.expect_in("loops later", later, "parallel strip")
  t.expect("the stage is inside now", split == later, false)

  t.go("// größer")
  t.expect("nothing of a comment", t.request("textDocument/hover", t.at_cursor()) or nil, nil)
end)
