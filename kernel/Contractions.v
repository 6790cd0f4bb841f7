(* Integration by parts as a computation: the random letter that stands first in a term is contracted with every other
   occurrence, in its word, in its own loop and in other loops; until none is left. Proved right in Stein.v. *)
Set Warnings "-all".
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Words Normal.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Step.
Variables (S : sig) (x : nat) (normal : bool).       (* the random letter; is it Gaussian, or known by two moments? *)
Variables (r0 s0 : word).                           (* its row and column covariance *)
Fixpoint splits (w : word) : seq (word * bool * word) :=
  if w is a :: w' then
    (if a.1 == x then [:: ([::], a.2, w')] else [::]) ++ [seq (a :: q.1.1, q.1.2, q.2) | q <- splits w']
  else [::].
Fixpoint picks (l : seq loop) : seq (loop * seq loop) :=
  if l is k :: l' then (k, l') :: [seq (p.1, k :: p.2) | p <- picks l'] else [::].
Definition has_x (w : word) := has (fun a => a.1 == x) w.
Definition occ (w : word) : nat := count (fun a => a.1 == x) w.
Definition occs (z : seq loop) : nat := foldr (fun k n => occ k.2 + n)%N 0%N z.
Section Contract.
Variable t0 : bool.
Let r := if t0 then s0 else r0.
Let s := if t0 then r0 else s0.
Let m := lrow S (x, t0).
Let n := lcol S (x, t0).
Definition contract (w0 w1 : word) (l : seq loop) : seq (seq loop * word) :=
  [seq (if q.1.2 == t0 then (l, (w0 ++ r) ++ trw S q.1.1 ++ s ++ q.2)
        else ((n, trw S s ++ q.1.1) :: l, (w0 ++ r) ++ q.2)) | q <- splits w1]
  ++ flatten [seq [seq (p.2, (w0 ++ r) ++ (if q.1.2 == t0 then trw S (q.2 ++ q.1.1) else q.2 ++ q.1.1) ++ trw S s ++ w1)
                  | q <- splits p.1.2] | p <- picks l].
End Contract.

Definition step1 (c b : nat) (t : term) : option poly :=
  if wf S c (wd t) b && closed S (ls t) then
    if splits (wd t) is q :: _ then
      if [&& normal || (occ q.2 + occs (ls t) <= 1)%N, wd t == q.1.1 ++ (x, q.1.2) :: q.2, ~~ has_x q.1.1, wf S c q.1.1 (lrow S (x, q.1.2)) & wf S (lcol S (x, q.1.2)) q.2 b]
      then Some [seq T (cf t) (gs t) u.1 u.2 | u <- contract q.1.2 q.1.1 q.2 (ls t)] else None
    else if [seq o <- picks (ls t) | has_x o.1.2] is o :: _ then
      if splits o.1.2 is q :: _ then
        let m := lrow S (x, q.1.2) in let n := lcol S (x, q.1.2) in let w := q.2 ++ q.1.1 in
        if [&& normal || (occ w + occs o.2 <= 1)%N, o.1.2 == q.1.1 ++ (x, q.1.2) :: q.2, endc S o.1.1 q.1.1 == m, endc S o.1.1 o.1.2 == o.1.1,
               perm_eq (ls t) (o.1 :: o.2), closed S o.2, ~~ has_x (wd t) & wf S n w m]
        then Some [seq T (cf t) (gs t) ((m, u.2) :: u.1) (wd t) | u <- contract q.1.2 [::] w o.2] else None
      else None
    else None
  else None.

Definition free (t : term) := ~~ has_x (wd t) && all (fun k => ~~ has_x k.2) (ls t).
Fixpoint steps (c b : nat) (p : poly) : option poly :=
  if p is t :: p' then
    if steps c b p' is Some q then
      if free t then Some (t :: q) else if step1 c b t is Some r then Some (r ++ q) else None
    else None
  else Some [::].
Fixpoint integ (fuel c b : nat) (p : poly) : option poly :=
  if fuel is f.+1 then
    let p := collect S c p in
    if all free p then Some p else if steps c b p is Some q then integ f c b q else None
  else None.

End Step.
