(* Certificates under an expectation: sums of squares of random variables have a mean >= 0. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Semidefinite Cones Certificates Values.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Means.
Variables (R : rcfType) (A : comAlgType R) (E : A -> R).
(* what is asked of E beside its Gaussian identities *)
Definition positive := forall a : A, 0 <= E (a ^+ 2).
Definition sos (a : A) := exists s : seq A, a = \sum_(x <- s) x ^+ 2.
Lemma cone_sos : cone sos.
Proof.
split=> [a|_ _ [s ->] [t ->]|_ _ [s ->] [t ->]]; first by exists [:: a]; rewrite big_seq1.
  by exists (s ++ t); rewrite big_cat.
exists [seq x * y | x <- s, y <- t]; rewrite big_allpairs_dep /= mulr_suml; apply: eq_bigr => x _.
by rewrite mulr_sumr; apply: eq_bigr => y _; rewrite exprMn.
Qed.
Lemma sos_scale c a : 0 <= c -> sos a -> sos (c *: a).
Proof.
move=> c0 [s ->]; exists [seq Num.sqrt c *: x | x <- s]; rewrite big_map scaler_sumr; apply: eq_bigr => x _.
by rewrite exprZn sqr_sqrtr.
Qed.
Lemma sos_const c : 0 <= c -> sos c%:A.
Proof. by move=> c0; apply: sos_scale => //; exact: (cone1 cone_sos). Qed.
Lemma sos_gram n (L : 'M[R]_n) : psd L -> gram (cst L : 'M[A]_n).
Proof. by move/psd_gram => [G ->]; exists n, (cst G); rewrite map_mxM map_trmx. Qed.

Variable Xs : seq (symbol A).
Hypotheses (G : gaussians E Xs) (P : positive).
Lemma E_sos a : sos a -> 0 <= E a.
Proof.
case=> s ->; elim: s => [|x s IH]; first by rewrite big_nil (E_zero G).
by rewrite big_cons (E_add G) addr_ge0.
Qed.
Lemma E_ge0_sub a b : sos (a - b) -> 0 <= E a - E b.
Proof.
move=> /E_sos; have -> : E (a - b) = E a - E b.
  by rewrite -[- E b]mulN1r -(E_scale G) scaleN1r (E_add G).
by [].
Qed.
Lemma E_square a : 0 <= E (a ^+ 2). Proof. exact: P. Qed.
Lemma E_weighted_square m n (L : 'M[R]_m) (K : 'M[R]_n) (V : 'M[A]_(m, n)) : psd L -> psd K ->
  0 <= E (\tr (cst L *m V *m cst K *m V^T)).
Proof. by move=> /sos_gram l /sos_gram k; apply: E_sos; exact: (cone_weighted_square cone_sos V l k). Qed.
Lemma E_cauchy_schwarz n (H : 'M[R]_n) (a b : 'cV[A]_n) : psd H ->
  0 <= E (\tr (a^T *m cst H *m a) * \tr (b^T *m cst H *m b) - \tr (a^T *m cst H *m b) ^+ 2).
Proof. by move=> /sos_gram h; apply: E_sos; exact: (cone_cauchy_schwarz cone_sos a b h). Qed.
Lemma E_trace_bound m n (L : 'M[R]_m) (K : 'M[R]_n) (W : 'M[A]_(m, n)) (v : 'cV[A]_n) : psd L -> psd K ->
  0 <= E (\tr (cst L *m W *m cst K *m W^T) * \tr (v^T *m cst K *m v)
    - \tr ((W *m cst K *m v)^T *m cst L *m (W *m cst K *m v))).
Proof. by move=> /sos_gram l /sos_gram k; apply: E_sos; exact: (cone_trace_bound cone_sos W v l k). Qed.
Lemma E_trace_product n (Q M N : 'M[R]_n) : psd Q -> psd M -> psd N ->
  0 <= E (\tr (cst Q *m cst M) * \tr (cst Q *m cst N) - \tr (cst Q *m cst M *m cst Q *m cst N)).
Proof.
by move=> /sos_gram q /sos_gram m /sos_gram k; apply: E_sos; exact: (cone_trace_product cone_sos q m k).
Qed.
(* products and sums of what is >= 0 for all values of the random symbols *)
Lemma E_product a b : sos a -> sos b -> 0 <= E (a * b).
Proof. by move=> ha hb; apply: E_sos; exact: (cone_mul cone_sos ha hb). Qed.
End Means.
