-- Starts `dslc lsp` for buffers of TDSL, once for all of them.
local M = {}

-- What `setup` may change.
local settings = {
  cmd = { "dslc", "lsp" },
  init_options = nil,
  on_attach = nil, -- function(client, buffer)
  debounce = 150, -- ms, of Neovim; the server has its own
  keys = true, -- K for hover where it is free
}

local client_id

-- Changes the settings; call it before the first file is opened.
function M.setup(changes)
  settings = vim.tbl_extend("force", settings, changes or {})
end

local function on_attach(client, buffer)
  -- Newer versions set these by themselves.
  vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
  vim.bo[buffer].tagfunc = "v:lua.vim.lsp.tagfunc"
  vim.bo[buffer].formatexpr = "v:lua.vim.lsp.formatexpr()"
  if settings.keys and vim.fn.mapcheck("K", "n") == "" then
    vim.keymap.set("n", "K", vim.lsp.buf.hover, { buffer = buffer })
  end
  -- Semantic tokens come by themselves from 0.9 on, inlay hints are asked for.
  if vim.lsp.inlay_hint and vim.fn.has("nvim-0.10") == 1 then
    vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
  end
  if settings.on_attach then
    settings.on_attach(client, buffer)
  end
end

local function root_of(buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  local from = file ~= "" and vim.fn.fnamemodify(file, ":p:h") or vim.fn.getcwd()
  local project = vim.fn.findfile("tdsl.toml", from .. ";")
  return project ~= "" and vim.fn.fnamemodify(project, ":p:h") or from
end

local function configuration(buffer)
  return {
    name = "tdsl",
    cmd = settings.cmd,
    root_dir = root_of(buffer),
    init_options = settings.init_options,
    on_attach = on_attach,
    flags = { debounce_text_changes = settings.debounce },
    on_exit = function()
      client_id = nil
    end,
  }
end

-- Gives a buffer to the server; says so once where there is none.
function M.attach(buffer)
  if vim.fn.executable(settings.cmd[1]) == 0 then
    vim.notify_once(
      ("tdsl: no program `%s`; require('tdsl').setup({ cmd = { PATH, 'lsp' } })"):format(
        settings.cmd[1]
      ),
      vim.log.levels.WARN
    )
    return
  end
  if vim.lsp.start then
    vim.lsp.start(configuration(buffer), {
      bufnr = buffer,
      -- One server knows the files of all projects.
      reuse_client = function(client)
        return client.name == "tdsl"
      end,
    })
    return
  end
  -- Neovim 0.7 has no vim.lsp.start.
  client_id = client_id or vim.lsp.start_client(configuration(buffer))
  if client_id then
    vim.lsp.buf_attach_client(buffer, client_id)
  end
end

return M
