;;; tdsl-mode.el --- TDSL for Emacs: colours, and `dslc lsp' through Eglot -*- lexical-binding: t -*-

;; Author: the authors of TDSL
;; Version: 0.1.0
;; Package-Requires: ((emacs "26.1"))
;; Keywords: languages
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

;;; Commentary:

;; (add-to-list 'load-path "PATH/editors/emacs") (require 'tdsl-mode), then M-x eglot in a
;; file of TDSL, or (add-hook 'tdsl-mode-hook #'eglot-ensure).

;;; Code:

;; The words are those of grammar/TdslLexer.g4; ./dev tidy editors compares them.
(defconst tdsl-item
  '("fn" "schedule" "reducer" "struct" "const" "import" "extern" "intrinsic" "test" "bench"))
(defconst tdsl-statement
  '("let" "next" "scan" "iterate" "for" "while" "in" "if" "then" "else" "where" "from" "at"
    "expect" "return" "tune"))
(defconst tdsl-value '("true" "false"))
(defconst tdsl-reduction
  '("sum" "prod" "max" "min" "any" "all" "mean" "argmax" "argmin" "reduce" "scatter"))
(defconst tdsl-contextual '("on" "most"))
(defconst tdsl-type
  '("bf16" "bool" "f16" "f32" "f64" "i8" "i16" "i32" "i64" "u8" "u16" "u32" "u64"))

(defvar tdsl-font-lock
  `(("\\_<\\(?:fn\\|schedule\\|reducer\\|struct\\|intrinsic\\)\\s-+\\([a-zA-Z_]\\w*\\)"
     1 font-lock-function-name-face)
    ;; Behind a dot reserved words are names; what is found first stays.
    ("[^.]\\.\\([a-zA-Z_]\\w*\\)" 1 font-lock-function-name-face)
    ("@\\s-*[a-zA-Z_]\\w*" . font-lock-preprocessor-face)
    (,(regexp-opt (append tdsl-item tdsl-statement) 'symbols) . font-lock-keyword-face)
    (,(regexp-opt tdsl-reduction 'symbols) . font-lock-builtin-face)
    (,(regexp-opt tdsl-type 'symbols) . font-lock-type-face)
    (,(regexp-opt tdsl-value 'symbols) . font-lock-constant-face)
    (,(concat (regexp-opt tdsl-contextual 'symbols) "\\s-+\\w") 1 font-lock-keyword-face))
  "Colours of `tdsl-mode'.")

(defvar tdsl-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?_ "w" table)
    table)
  "Comments run from // to the end of the line.")

;;;###autoload
(define-derived-mode tdsl-mode prog-mode "TDSL"
  "Programs and schedules of TDSL."
  (setq-local comment-start "// ")
  (setq-local comment-start-skip "//+\\s-*")
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width 2)
  (setq-local font-lock-defaults '(tdsl-font-lock)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.tdsl\\'" . tdsl-mode))

(with-eval-after-load 'eglot
  (defvar eglot-server-programs)
  (add-to-list 'eglot-server-programs '((tdsl-mode) . ("dslc" "lsp"))))

(provide 'tdsl-mode)
;;; tdsl-mode.el ends here
