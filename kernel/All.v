(* What an exported file imports. *)
From Kernel Require Export Words Normal Contractions Stein Rewrite Expressions Laws Values Checked Setup Semidefinite Cones Certificates Means Blocks Limits Slopes.
