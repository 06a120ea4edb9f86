" Colours of TDSL for Vim and Neovim; its words are those of grammar/TdslLexer.g4.
if exists('b:current_syntax')
  finish
endif

syntax keyword tdslItem fn schedule reducer struct const import extern intrinsic
syntax keyword tdslItem test bench
syntax keyword tdslStatement let next scan iterate for while in if then else where
syntax keyword tdslStatement from at expect return tune
syntax keyword tdslValue true false
syntax keyword tdslReduction sum prod max min any all mean argmax argmin reduce
syntax keyword tdslReduction scatter
syntax keyword tdslType bf16 bool f16 f32 f64 i8 i16 i32 i64 u8 u16 u32 u64
" Names everywhere but in these places.
syntax match tdslContextual /\<on\>\ze\s\+\w/
syntax match tdslContextual /\%(\<at\s\+\)\@<=\<most\>/

" Behind a dot reserved words are names; the match begins at the dot, because a
" keyword goes before a match that begins where it does.
syntax match tdslMember /\.\@1<!\.\h\w*/
syntax match tdslNumber /\<\d[0-9_]*\%(\.\d[0-9_]*\)\=\%([eE][+-]\=\d[0-9_]*\)\=/
syntax match tdslNumber /\<0x\x[0-9a-fA-F_]*\>\|\<0b[01][01_]*\>/
syntax match tdslAttribute /@\s*\h\w*/
syntax match tdslName /\%(\<\%(fn\|schedule\|reducer\|struct\|intrinsic\)\s\+\)\@<=\h\w*/
syntax match tdslEscape /\\[ntr\\"]/ contained
syntax region tdslString start=/"/ skip=/\\./ end=/"\|$/ contains=tdslEscape
syntax match tdslComment /\/\/.*$/ contains=@Spell
syntax match tdslDocumentation /\/\/\/.*$/ contains=@Spell

highlight default link tdslItem Keyword
highlight default link tdslStatement Statement
highlight default link tdslValue Boolean
highlight default link tdslReduction Operator
highlight default link tdslContextual Keyword
highlight default link tdslType Type
highlight default link tdslNumber Number
highlight default link tdslAttribute PreProc
highlight default link tdslName Function
highlight default link tdslMember Function
highlight default link tdslEscape SpecialChar
highlight default link tdslString String
highlight default link tdslComment Comment
highlight default link tdslDocumentation SpecialComment

let b:current_syntax = 'tdsl'
