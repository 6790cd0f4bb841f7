(* Rules for inverses as letters, and tables to which rules are added in stages. *)
Set Warnings "-all".
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Words Normal Stein Rewrite Expressions Values.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

(* rules may be added to a table that is good without them *)
Lemma with_rules S (R : comRingType) (A : comAlgType R) (E : A -> R) (dim : nat -> nat) (sv : nat -> R)
  (LR : forall l, 'M[R]_(dim (rows S l), dim (cols S l))) (LX : forall l, 'M[A]_(dim (rows S l), dim (cols S l)))
  laws dens (old new : seq (rule S)) :
  good E sv LR LX laws dens old -> rules_hold E sv LR LX new -> good E sv LR LX laws dens new.
Proof. by case=> *; split. Qed.

Section Inverses.
Variable R : fieldType.
Variables (n : nat).
Implicit Types (B P Q V X : 'M[R]_n).
Lemma inv_letter_left B : B \in unitmx -> invmx B *m B = 1%:M.
Proof. by move=> u; rewrite mulVmx. Qed.
Lemma inv_letter_right B : B \in unitmx -> B *m invmx B = 1%:M.
Proof. by move=> u; rewrite mulmxV. Qed.
Lemma inv_left B P Q c : B \in unitmx -> c != 0 -> B = c *: P + Q -> invmx B *m P = c^-1 *: (1%:M - invmx B *m Q).
Proof.
move=> u nz e; apply: (scalerI nz); rewrite scalerA mulfV // scale1r.
by have h := mulVmx u; rewrite [X in _ *m X]e mulmxDr -scalemxAr in h; rewrite -h addrK.
Qed.
Lemma inv_right B P Q c : B \in unitmx -> c != 0 -> B = c *: P + Q -> P *m invmx B = c^-1 *: (1%:M - Q *m invmx B).
Proof.
move=> u nz e; apply: (scalerI nz); rewrite scalerA mulfV // scale1r.
by have h := mulmxV u; rewrite [X in X *m _]e mulmxDl -scalemxAl in h; rewrite -h addrK.
Qed.
Lemma inv_commutes B P : B \in unitmx -> B *m P = P *m B -> P *m invmx B = invmx B *m P.
Proof. by move=> u e; rewrite -{1}[P](mulKmx u) e !mulmxA mulmxK. Qed.
Lemma inv_transposed B X : B^T *m X = 1%:M -> (invmx B)^T = X.
Proof. by move=> e; have [u _] := mulmx1_unit e; rewrite trmx_inv -[RHS](mulKmx u) e mulmx1. Qed.
Lemma inv_alias B X : B *m X = 1%:M -> invmx B = X.
Proof. by move=> e; have [u _] := mulmx1_unit e; rewrite -[RHS](mulKmx u) e mulmx1. Qed.
Lemma inv_alias_transposed B X : B *m X = 1%:M -> (invmx B)^T = X^T.
Proof. by move/inv_alias ->. Qed.
Lemma inv_meets_left P V X : P \in unitmx -> P *m X = V -> invmx P *m V = X.
Proof. by move=> u <-; rewrite mulKmx. Qed.
Lemma inv_meets_right P V X : P \in unitmx -> X *m P = V -> V *m invmx P = X.
Proof. by move=> u <-; rewrite mulmxK. Qed.
End Inverses.
Lemma zero_of (R : zmodType) (x y : R) : x + y = y -> x = 0.
Proof. by move=> e; apply: (addIr y); rewrite e add0r. Qed.
