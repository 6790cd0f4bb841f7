(* Random matrices: an R-algebra A of random variables, E: A -> R, and the record `gaussians` that says what is assumed of E. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

(* an entry by natural numbers, 0 outside *)
Definition mxe (A : zmodType) m n (X : 'M[A]_(m, n)) (i j : nat) : A :=
  if insub i is Some i' then if insub j is Some j' then X i' j' else 0 else 0.
Lemma mxe_ord (A : zmodType) m n (X : 'M[A]_(m, n)) (i : 'I_m) (j : 'I_n) : mxe X i j = X i j.
Proof. by rewrite /mxe !valK. Qed.
Lemma mxe_map (A B : zmodType) (f : {additive A -> B}) m n (X : 'M[A]_(m, n)) i j : mxe (map_mx f X) i j = f (mxe X i j).
Proof.
rewrite /mxe; case: insubP => [i' _ _|_]; last by rewrite raddf0.
by case: insubP => [j' _ _|_]; rewrite ?mxE ?raddf0.
Qed.

(* A constant matrix among random ones. *)
Notation cst := (map_mx (in_alg _)).

Section Law.
Variables (R : comRingType) (A : comAlgType R).
(* A centred random matrix with its row covariance and its column covariance: Gaussian, or known by these alone. *)
Record symbol := Symbol_ { sm : nat; sn : nat; value : 'M[A]_(sm, sn); row_cov : 'M[R]_sm; col_cov : 'M[R]_sn; is_normal : bool }.
Definition Symbol m n (X : 'M[A]_(m, n)) (C : 'M[R]_m) (D : 'M[R]_n) := Symbol_ X C D true.
Definition Moments m n (X : 'M[A]_(m, n)) (C : 'M[R]_m) (D : 'M[R]_n) := Symbol_ X C D false.
Definition no_symbol := @Symbol_ 0 0 0 0 0 true.

(* Independent centred Gaussian matrices: E is linear with E 1 = 1, and for the t-th of them, X with covariances C and D,
   E[X_ij f] = Σ_kl C_ik D_jl E[∂f/∂X_kl] for every f in A; if X is known by two moments, for every f of degree one in it at
   most, which is E[X_ij] = 0 and E[X_ij X_kl g] = C_ik D_jl E[g] for g without X. der t k l is ∂/∂X_kl. *)
Record gaussians (E : A -> R) (s : seq symbol) := Gaussians {
  E_add : forall a b, E (a + b) = E a + E b;
  E_scale : forall c a, E (c *: a) = c * E a;
  E_one : E 1 = 1;
  der : nat -> nat -> nat -> A -> A;
  der_add : forall t k l a b, der t k l (a + b) = der t k l a + der t k l b;
  der_mul : forall t k l a b, der t k l (a * b) = der t k l a * b + a * der t k l b;
  der_const : forall t k l c, der t k l c%:A = 0;
  der_symbol : forall t u, (t < size s)%N -> (u < size s)%N -> let Y := nth no_symbol s u in
    forall k l i j, (i < sm Y)%N -> (j < sn Y)%N ->
    der t k l (mxe (value Y) i j) = ((t == u) && ((i == k) && (j == l)))%:R;
  stein : forall t, (t < size s)%N -> let X := nth no_symbol s t in
    forall i j f, is_normal X \/ (forall k l k' l', der t k l (der t k' l' f) = 0) -> (i < sm X)%N -> (j < sn X)%N ->
    E (mxe (value X) i j * f) = \sum_(k < sm X) \sum_(l < sn X) mxe (row_cov X) i k * mxe (col_cov X) j l * E (der t k l f) }.
End Law.
Arguments stein {R A E s} g [t].
