(* What an exported file needs to tie its table to its values: the record `good`, piece by piece. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Words Normal Stein Rewrite Expressions Values.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Definition size_of (l : seq nat) (c : nat) : nat := nth 0%N l c.
Definition scalar_of (R : zmodType) (l : seq R) (g : nat) : R := nth 0 l g.

Section Letters.
Variables (S : sig) (R : comRingType) (dim : nat -> nat).
Variable LR : forall l, 'M[R]_(dim (rows S l), dim (cols S l)).
Definition letter_is_symmetric l :=
  symm S l -> ~~ rand S l /\ rows S l = cols S l /\ forall i j, mxe (LR l) i j = mxe (LR l) j i.
Fixpoint symmetric_in (ls : seq nat) : Prop := if ls is l :: ls' then letter_is_symmetric l /\ symmetric_in ls' else True.
Lemma symmetric_all : symmetric_in (iota 0 (size (ssymm S))) -> forall l, letter_is_symmetric l.
Proof.
move=> h l; case: (ltnP l (size (ssymm S))) => [lt|le]; last by rewrite /letter_is_symmetric /symm nth_default.
have : l \in iota 0 (size (ssymm S)) by rewrite mem_iota.
by elim: (iota _ _) h => //= x s IH [hx hs]; rewrite inE => /orP [/eqP ->|/(IH hs)].
Qed.
Lemma mxe_sym n (M : 'M[R]_n) i j : M^T = M -> mxe M i j = mxe M j i.
Proof.
move=> s; rewrite -[in LHS]s /mxe; by case: (insub i) => [i'|]; case: (insub j) => [j'|] //; rewrite mxE.
Qed.

(* covariances as words *)
Lemma cov_one n i k : (i < n)%N -> (k < n)%N -> mxe (1%:M : 'M[R]_n) i k = (i == k)%:R.
Proof.
by move=> li lk; rewrite -[i]/(nat_of_ord (Ordinal li)) -[k]/(nat_of_ord (Ordinal lk)) mxe_ord mxE.
Qed.
Lemma cov_letter l i k : (k < dim (cols S l))%N ->
  evw S dim (fun l => mxe (LR l)) [:: (l, false)] i k = mxe (LR l) i k.
Proof.
move=> lk; rewrite /= /ev /=; under eq_bigr => m _ do rewrite mulrC eq_sym.
by rewrite (sum_delta (fun m => mxe (LR l) i m)).
Qed.
End Letters.

(* good_law for no random letter: E may be anything linear; here the identity of R as an algebra over itself *)
Section Plain.
Variable R : comRingType.
Definition plain : R^o -> R := id.
Lemma plain_gaussians : gaussians plain [::].
Proof.
refine (@Gaussians R [comAlgType R of R^o] plain [::] _ _ _ (fun _ _ _ _ => 0) _ _ _ _ _) => //.
- by move=> *; rewrite addr0.
- by move=> *; rewrite mul0r mulr0 addr0.
Qed.
End Plain.

(* tactics *)
Ltac sym_tac := apply: symmetric_all; rewrite /symmetric_in [iota _ _]/=; repeat (split; first
  (let h := fresh "h" in move=> h; try (by []); split=> //; split=> //; let i := fresh "i" in let j := fresh "j" in
   move=> i j; apply: mxe_sym; by rewrite ?trmx1)); exact: I.
Ltac cov_tac := let i := fresh "i" in let k := fresh "k" in let li := fresh "li" in let lk := fresh "lk" in
  move=> i k li lk; first [exact: cov_one | symmetry; exact: cov_letter].
Ltac law_tac := split; [split; [by [] | by [] | by [] | by [] | by move=> i j] | split; [cov_tac | cov_tac]].
Ltac laws_tac := rewrite /laws_are; repeat (split; first law_tac); exact: I.
