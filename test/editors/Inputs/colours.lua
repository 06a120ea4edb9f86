-- Prints the group in which Neovim shows each place that the file $PLACES lists,
-- one a line: the bar stands before the character that is meant.
vim.cmd("syntax enable")
for place in io.lines(vim.env.PLACES) do
  local before, after = place:match("^(.-)|(.*)$")
  local pattern = "\\V" .. vim.fn.escape(before, "\\") .. "\\zs" .. vim.fn.escape(after, "\\")
  vim.fn.cursor(1, 1)
  local found = vim.fn.search(pattern, "W")
  local id = vim.fn.synID(vim.fn.line("."), vim.fn.col("."), 1)
  local name = found == 0 and "is nowhere" or vim.fn.synIDattr(id, "name")
  name = name == "" and "no group" or name
  io.stdout:write(("%s -> %s\n"):format(place, name))
end
vim.cmd("qall!")
