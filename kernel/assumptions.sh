#!/bin/sh
# Fails unless no file of the library declares an axiom, and every theorem in Assumptions.v rests on nothing but definitions.
cd "$(dirname "$0")" || exit 1
if grep -nE '^ *(Axioms?|Parameters?|Conjectures?|Admitted|Abort)\b|\badmit\b' *.v; then
  echo "a file of the library declares an axiom or leaves a proof open" >&2; exit 1
fi
asked=$(grep -c '^Print Assumptions' Assumptions.v)
answers=$(coqc -w none -Q . Kernel Assumptions.v) || exit 1
closed=$(printf '%s\n' "$answers" | grep -c '^Closed under the global context$')
if [ "$asked" -ne "$closed" ]; then
  printf '%s\n' "$answers"; echo "$closed of $asked theorems are closed under the global context" >&2; exit 1
fi
echo "$closed theorems are closed under the global context"
