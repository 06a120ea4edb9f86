" Files named *.tdsl are TDSL.
autocmd BufRead,BufNewFile *.tdsl setfiletype tdsl
