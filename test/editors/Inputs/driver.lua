-- What the scripts of these tests share: they open a file in Neovim, wait for the
-- client of editors/neovim, ask through Neovim's own functions, and expect.
local M = { failed = 0 }

-- The length of a line in what the client counts in is Neovim's business; places in
-- these scripts are bytes, from zero, as Neovim's buffers count them.
function M.find(pattern, nth)
  local left = nth or 1
  for number, line in ipairs(vim.api.nvim_buf_get_lines(M.buffer, 0, -1, false)) do
    local from = 1
    while true do
      local begin, finish = line:find(pattern, from, true)
      if not begin then
        break
      end
      left = left - 1
      if left == 0 then
        return number - 1, begin - 1
      end
      from = finish + 1
    end
  end
  error(("`%s` is not there %d times"):format(pattern, nth or 1))
end

-- Puts the cursor some bytes behind the beginning of a text.
function M.go(pattern, nth, shift)
  local line, column = M.find(pattern, nth)
  vim.api.nvim_win_set_cursor(0, { line + 1, column + (shift or 0) })
end

function M.client()
  if vim.lsp.get_clients then
    return vim.lsp.get_clients({ bufnr = M.buffer })[1]
  end
  local clients = vim.lsp.buf_get_clients(M.buffer)
  return clients[next(clients)]
end

function M.wait(what, condition)
  if not vim.wait(60000, condition, 5) then
    error("waited in vain for " .. what)
  end
end

-- The result of a request about this buffer, its errors being errors here.
function M.request(method, params)
  local answers, problem = vim.lsp.buf_request_sync(M.buffer, method, params, 60000)
  if not answers then
    error(method .. ": " .. tostring(problem))
  end
  local answer = answers[next(answers)]
  if answer.error then
    error(method .. ": " .. vim.inspect(answer.error))
  end
  return answer.result
end

function M.here(more)
  local uri = vim.uri_from_bufnr(M.buffer)
  return vim.tbl_extend("force", { textDocument = { uri = uri } }, more or {})
end

-- Parameters of a request about the cursor.
function M.at_cursor()
  return vim.lsp.util.make_position_params(0, M.client().offset_encoding)
end

-- The bytes of a position of the protocol in this buffer.
function M.bytes(position)
  local line = vim.api.nvim_buf_get_lines(
    M.buffer, position.line, position.line + 1, true)[1]
  local encoding = M.client().offset_encoding
  if encoding == "utf-8" then
    return position.line, position.character, line
  end
  return position.line, vim.str_byteindex(line, position.character, encoding == "utf-16"), line
end

-- The text of a range of the protocol that lies in one line.
function M.text_of(range)
  local _, begin, line = M.bytes(range.start)
  local _, finish = M.bytes(range["end"])
  return line:sub(begin + 1, finish)
end

function M.expect(what, found, wanted)
  if not vim.deep_equal(found, wanted) then
    M.failed = M.failed + 1
    print(("%s: found %s, wanted %s\n"):format(
      what, vim.inspect(found), vim.inspect(wanted)))
  end
end

function M.expect_in(what, text, pattern)
  if not tostring(text):find(pattern, 1, true) then
    M.failed = M.failed + 1
    print(("%s: `%s` is not in %s\n"):format(what, pattern, vim.inspect(text)))
  end
end

-- Waits until the server has told exactly what is wrong, as a list of codes.
function M.wait_codes(codes)
  local function now()
    local found = {}
    for _, each in ipairs(vim.diagnostic.get(M.buffer)) do
      table.insert(found, each.code or each.user_data.lsp.code)
    end
    table.sort(found)
    return found
  end
  local came = vim.wait(60000, function() return vim.deep_equal(now(), codes) end, 5)
  if not came then
    error("diagnostics are " .. vim.inspect(now()) .. ", not " .. vim.inspect(codes))
  end
end

-- Runs a script on a file: what it throws or expects in vain ends Neovim with 1.
function M.run(script)
  local ok, problem = xpcall(function()
    require("tdsl").setup({ debounce = 0, init_options = { debounceMs = 0 } })
    vim.cmd("edit " .. vim.fn.fnameescape(vim.env.TDSL_FILE))
    M.buffer = vim.api.nvim_get_current_buf()
    M.wait("the client", function()
      return M.client() ~= nil and M.client().initialized
    end)
    script()
  end, debug.traceback)
  if not ok then
    print(problem .. "\n")
  end
  -- Unsaved changes are no reason to stay.
  vim.cmd((ok and M.failed == 0) and "qall!" or "cquit 1")
end

return M
