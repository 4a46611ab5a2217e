"""How much the tests notice: the rules that matter most are broken on purpose, one small change at a time."""
