-- What a buffer of TDSL gets: its comments, its indentation, and the server.
local buffer = vim.api.nvim_get_current_buf()
vim.bo[buffer].commentstring = "// %s"
vim.bo[buffer].comments = ":///,://"
vim.bo[buffer].shiftwidth = 2
vim.bo[buffer].expandtab = true
require("tdsl").attach(buffer)
