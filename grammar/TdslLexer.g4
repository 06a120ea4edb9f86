// The words of the language. docs/language/syntax.md explains them.
//
// The lexer reads bytes: what is not ASCII can stand in strings and comments
// only. It never fails; what has no meaning becomes a BAD_ token or UNKNOWN,
// which compiler/syntax reports in its own words.

lexer grammar TdslLexer;

channels { COMMENTS }

// Items
FN: 'fn';
SCHEDULE: 'schedule';
REDUCER: 'reducer';
STRUCT: 'struct';
CONST: 'const';
IMPORT: 'import';
EXTERN: 'extern';
INTRINSIC: 'intrinsic';
TEST: 'test';
BENCH: 'bench';

// Statements and clauses
LET: 'let';
NEXT: 'next';
SCAN: 'scan';
ITERATE: 'iterate';
FOR: 'for';
WHILE: 'while';
IN: 'in';
IF: 'if';
THEN: 'then';
ELSE: 'else';
WHERE: 'where';
FROM: 'from';
AT: 'at';
EXPECT: 'expect';
RETURN: 'return';
TUNE: 'tune';
TRUE: 'true';
FALSE: 'false';

// Reductions
SUM: 'sum';
PROD: 'prod';
MAX: 'max';
MIN: 'min';
ANY: 'any';
ALL: 'all';
MEAN: 'mean';
ARGMAX: 'argmax';
ARGMIN: 'argmin';
REDUCE: 'reduce';
SCATTER: 'scatter';

// Words with a meaning in one place, and names everywhere else
ON: 'on';
MOST: 'most';

// Names, numbers, strings
UNDERSCORE: '_';
IDENT: [a-zA-Z_] [a-zA-Z0-9_]*;
INT: DIGITS | '0x' [0-9a-fA-F] [0-9a-fA-F_]* | '0b' [01] [01_]*;
FLOAT: DIGITS '.' DIGITS EXPONENT? | DIGITS EXPONENT;
BAD_NUMBER: [0-9] WORD_CHAR* | DIGITS '.' [0-9] WORD_CHAR* ([eE] [+-] [0-9]+)?;
STRING: '"' STRING_CHAR* '"';
BAD_STRING: '"' STRING_CHAR*;

fragment DIGITS: [0-9] [0-9_]*;
fragment EXPONENT: [eE] [+-]? [0-9] [0-9_]*;
fragment WORD_CHAR: [a-zA-Z0-9_];
fragment STRING_CHAR: ~["\\\r\n] | '\\' ~[\r\n];

// Brackets
LPAREN: '(';
RPAREN: ')';
LBRACKET: '[';
RBRACKET: ']';
LBRACE: '{';
RBRACE: '}';

// Operators
ARROW: '->';
DOTDOTEQ: '..=';
DOTDOT: '..';
DOT: '.';
COMMA: ',';
COLON: ':';
QUESTION: '?';
ATTRIBUTE: '@';
ASSIGN: '=';
EQ: '==';
NE: '!=';
LE: '<=';
GE: '>=';
SHL: '<<';
SHR: '>>';
LT: '<';
GT: '>';
ANDAND: '&&';
OROR: '||';
AMP: '&';
PIPE: '|';
CARET: '^';
TILDE: '~';
BANG: '!';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
PERCENT: '%';

// Between the words
DOC: '///' ~[\r\n]* -> channel(COMMENTS);
COMMENT: '//' ~[\r\n]* -> channel(COMMENTS);
SPACE: [ \t\r\n]+ -> skip;
UNKNOWN: .;
