(* What an exported file imports. *)
From Kernel Require Export Words Normal Stein Rewrite Expressions Values Setup Semidefinite Cones Certificates Means Blocks Limits Slopes.
