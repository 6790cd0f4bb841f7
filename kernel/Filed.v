(* What an exported file of the tool imports. *)
From Kernel Require Export All Filing Signs.
