-- Says what a user has who did what the README says: a client, its options, keys.
vim.wait(10000, function()
  local _, client = next(vim.lsp.buf_get_clients(0))
  return client ~= nil and client.initialized
end, 5)
local count = 0
for _, client in pairs(vim.lsp.buf_get_clients(0)) do
  count = count + 1
  print(("client %s, %s\n"):format(client.name, client.config.root_dir:match("[^/]*$")))
end
vim.cmd("split " .. vim.env.TDSL_SECOND)
vim.wait(10000, function() return next(vim.lsp.buf_get_clients(0)) ~= nil end, 5)
print(("servers for two files: %d\n"):format(#vim.lsp.get_active_clients()))
print(("filetype %s, %s, tags %s\n"):format(vim.bo.filetype, vim.bo.commentstring, vim.bo.tagfunc))
print(("K is %s\n"):format(vim.fn.mapcheck("K", "n") ~= "" and "set" or "free"))
vim.cmd("qall!")
