-- Says what a user has who did what the README says: a client, its options, keys.
local function clients()
  return vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 })
    or vim.tbl_values(vim.lsp.buf_get_clients(0))
end
vim.wait(10000, function()
  local client = clients()[1]
  return client ~= nil and client.initialized
end, 5)
for _, client in ipairs(clients()) do
  print(("client %s, %s\n"):format(client.name, client.config.root_dir:match("[^/]*$")))
end
vim.cmd("split " .. vim.env.TDSL_SECOND)
vim.wait(10000, function() return #clients() > 0 end, 5)
print(("servers for two files: %d\n"):format(#(vim.lsp.get_clients or vim.lsp.get_active_clients)()))
print(("filetype %s, %s, tags %s\n"):format(vim.bo.filetype, vim.bo.commentstring, vim.bo.tagfunc))
print(("K is %s\n"):format(vim.fn.mapcheck("K", "n") ~= "" and "set" or "free"))
vim.cmd("qall!")
