// The sentences of the language, one group of rules for each construct, in the
// order of docs/language/.
//
// Two things keep it free of ambiguity, so that SLL prediction suffices:
//   - A reduction is a rule of its own, at the end of a chain of operators:
//     `a * sum[k] b[k] + c` leaves one reading, which the builder then reports
//     because its body is no product.
//   - Chains of operators are flat; compiler/syntax/build gives them their
//     precedence.

parser grammar TdslParser;

options { tokenVocab = TdslLexer; }

// -- Items -------------------------------------------------------------------

// Files are split into items first, so this is where parsing begins.
entry: item EOF;

item:
  attribute* (
    fnItem | scheduleItem | scheduleFnItem | reducerItem | structItem
    | constItem | importItem | externItem | intrinsicItem | testItem | benchItem
  );

attribute: ATTRIBUTE word arguments?;

fnItem: FN name generics? signature block;

generics: LT generic (COMMA generic)* COMMA? GT;

generic:
  name (COLON type (ASSIGN type)?)?
  | CONST name (COLON type)? (ASSIGN chain)?
  | DOTDOT name;

signature: params ARROW params whereClause?;

params: LPAREN (param (COMMA param)* COMMA?)? RPAREN;

param: CONST? name COLON type (ASSIGN expr)?;

whereClause: WHERE expr (COMMA expr)*;

reducerItem: REDUCER name generics? signature FROM expr block;

structItem: STRUCT name generics? LBRACE (field COMMA?)* RBRACE;

field: name COLON type;

constItem: CONST name (COLON type)? ASSIGN expr;

importItem: IMPORT path (LPAREN word (COMMA word)* COMMA? RPAREN)?;

externItem: EXTERN FN name generics? signature ASSIGN STRING;

intrinsicItem: INTRINSIC name generics? signature block ASSIGN STRING;

testItem: TEST STRING block;

benchItem: BENCH STRING block;

scheduleItem: SCHEDULE path ON name (LPAREN word RPAREN)? block;

scheduleFnItem: SCHEDULE FN name params block;

// -- Types -------------------------------------------------------------------

type:
  path dims?
  | LPAREN type (COMMA type)* RPAREN dims?
  | FN LPAREN (type (COMMA type)*)? RPAREN ARROW type;

dims: LBRACKET dim (COMMA dim)* COMMA? RBRACKET;

dim: STAR | DOTDOT name | expr;

// -- Statements --------------------------------------------------------------

block: LBRACE statement* RBRACE;

statement:
  letStatement | nextStatement | scanStatement | iterateStatement
  | forStatement | ifStatement | expectStatement | returnStatement
  | simpleStatement;

letStatement: LET targets ASSIGN value;

nextStatement: NEXT targets ASSIGN value;

// `y[i] = e` and `out.parallel(y)` begin alike, so they are one rule. It begins
// with a name, so that no expression can run into it.
simpleStatement: name suffix* (ASSIGN value)?;

targets: target | LPAREN target (COMMA target)* RPAREN;

target: name (DOT LPAREN expr RPAREN)? indices? (COLON type)?;

value: scatter | tune | expr;

scanStatement: SCAN binders (block | definition) (FROM (block | definition))?;

definition: LET? target ASSIGN expr;

iterateStatement: ITERATE targets ASSIGN expr steps block;

steps: FOR name IN iterable | WHILE expr (COMMA AT MOST expr)?;

forStatement: FOR name IN iterable block;

ifStatement: IF expr block (ELSE (block | ifStatement))?;

expectStatement: EXPECT expr;

returnStatement: RETURN expr;

// -- Expressions -------------------------------------------------------------

expr: IF expr THEN expr ELSE expr | chain (relation chain)*;

relation: LT | LE | GT | GE | EQ | NE | ANDAND | OROR;

chain: term (arithmetic term)* (arithmetic reduction)? | reduction;

arithmetic:
  STAR | SLASH | PERCENT | PLUS | MINUS | SHL | SHR | AMP | CARET | PIPE;

term: prefix* (postfix | attribute+ name suffix*);

prefix: MINUS | BANG | TILDE;

postfix: primary suffix*;

primary:
  name
  | reduceWord arguments
  | literal
  | LPAREN expr (COMMA expr)* RPAREN
  | LBRACKET expr (COMMA expr)* COMMA? RBRACKET;

literal: INT | FLOAT | STRING | TRUE | FALSE;

suffix:
  indices
  | arguments
  | DOT word
  | DOT INT
  | DOT FLOAT // t.0.1
  | DOT LPAREN expr RPAREN;

indices: LBRACKET index (COMMA index)* COMMA? RBRACKET;

index: UNDERSCORE | DOTDOT name | expr (IN range)?;

arguments: LPAREN (argument (COMMA argument)* COMMA?)? RPAREN;

argument: (word COLON)? (tune | expr);

range: chain (DOTDOT | DOTDOTEQ) chain;

iterable: chain ((DOTDOT | DOTDOTEQ) chain)?;

// -- Reductions --------------------------------------------------------------

reduction: prefix* reducerName binders chain;

reducerName: reduceWord | REDUCE path;

reduceWord: SUM | PROD | MAX | MIN | ANY | ALL | MEAN | ARGMAX | ARGMIN;

binders: LBRACKET binder (COMMA binder)* (IF expr)? RBRACKET;

binder: DOTDOT name | name (IN range)?;

scatter:
  SCATTER (reduceWord | path) binders chain
  AT QUESTION? LBRACKET expr (COMMA expr)* RBRACKET (FROM expr)?;

// -- Schedules ---------------------------------------------------------------

tune: TUNE iterable (IF expr)?;

// -- Names -------------------------------------------------------------------

name: IDENT | ON | MOST;

path: name (DOT word)*;

// After a dot and before a colon no statement can begin, so these words are
// free there.
word:
  name | reduceWord | REDUCE | SCATTER | SCHEDULE | REDUCER | STRUCT | CONST
  | IMPORT | EXTERN | INTRINSIC | TEST | BENCH | FROM | AT | TUNE | FN | SCAN
  | ITERATE;
