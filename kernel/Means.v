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

(* weights among random matrices: psd constants, and what is made of them *)
Lemma gram_cst n (L : 'M[R]_n) : psd L -> gram (cst L : 'M[A]_n). Proof. exact: sos_gram. Qed.
Lemma gram_scale n c (M : 'M[A]_n) : 0 <= c -> gram M -> gram (c%:A *: M).
Proof.
move=> c0 [k [G ->]]; exists k, ((Num.sqrt c)%:A *: G).
have -> : ((Num.sqrt c)%:A *: G)^T = (Num.sqrt c)%:A *: G^T by rewrite linearZ.
by rewrite -scalemxAl -scalemxAr scalerA -algM -expr2 sqr_sqrtr.
Qed.
Lemma gram_between n (H : 'M[R]_n) (M : 'M[A]_n) : H^T = H -> gram M -> gram (cst H *m M *m cst H).
Proof. by move=> s /(gram_conj (cst H)); rewrite map_trmx s. Qed.
Lemma sos_weighted_square_gram m n (L : 'M[A]_m) (K : 'M[A]_n) (V : 'M[A]_(m, n)) : gram L -> gram K ->
  sos (\tr (L *m V *m K *m V^T)).
Proof. exact: (cone_weighted_square cone_sos V). Qed.
Lemma sos_cauchy_schwarz_gram n (H : 'M[A]_n) (a b : 'cV[A]_n) : gram H ->
  sos (\tr (a^T *m H *m a) * \tr (b^T *m H *m b) - \tr (a^T *m H *m b) ^+ 2).
Proof. exact: (cone_cauchy_schwarz cone_sos a b). Qed.
Lemma sos_trace_bound_gram m n (L : 'M[A]_m) (K : 'M[A]_n) (W : 'M[A]_(m, n)) (v : 'cV[A]_n) : gram L -> gram K ->
  sos (\tr (L *m W *m K *m W^T) * \tr (v^T *m K *m v) - \tr ((W *m K *m v)^T *m L *m (W *m K *m v))).
Proof. exact: (cone_trace_bound cone_sos W v). Qed.

(* certificates at every value of the random symbols: a Mean is `apply: (E_sos G P)`, then these *)
Lemma sos_square a : sos (a ^+ 2). Proof. exact: (cone_sqr cone_sos). Qed.
Lemma sos_add a b : sos a -> sos b -> sos (a + b). Proof. exact: (cone_add cone_sos). Qed.
Lemma sos_mul a b : sos a -> sos b -> sos (a * b). Proof. exact: (cone_mul cone_sos). Qed.
Lemma sos_nat n : sos n%:R. Proof. exact: (cone_nat cone_sos). Qed.
Lemma sos_weighted_square m n (L : 'M[R]_m) (K : 'M[R]_n) (V : 'M[A]_(m, n)) : psd L -> psd K ->
  sos (\tr (cst L *m V *m cst K *m V^T)).
Proof. by move=> /sos_gram l /sos_gram k; exact: (cone_weighted_square cone_sos V l k). Qed.
Lemma sos_weighted_square1 n (L : 'M[R]_n) (v : 'cV[A]_n) : psd L -> sos (\tr (cst L *m v *m 1%:M *m v^T)).
Proof. by move=> l; have := sos_weighted_square v l (psd1 R 1); rewrite map_mx1. Qed.
Lemma sos_cauchy_schwarz n (H : 'M[R]_n) (a b : 'cV[A]_n) : psd H ->
  sos (\tr (a^T *m cst H *m a) * \tr (b^T *m cst H *m b) - \tr (a^T *m cst H *m b) ^+ 2).
Proof. by move=> /sos_gram h; exact: (cone_cauchy_schwarz cone_sos a b h). Qed.
Lemma sos_trace_bound m n (L : 'M[R]_m) (K : 'M[R]_n) (W : 'M[A]_(m, n)) (v : 'cV[A]_n) : psd L -> psd K ->
  sos (\tr (cst L *m W *m cst K *m W^T) * \tr (v^T *m cst K *m v)
    - \tr ((W *m cst K *m v)^T *m cst L *m (W *m cst K *m v))).
Proof. by move=> /sos_gram l /sos_gram k; exact: (cone_trace_bound cone_sos W v l k). Qed.

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
Proof. by move=> l k; apply: E_sos; exact: sos_weighted_square. Qed.
Lemma E_cauchy_schwarz n (H : 'M[R]_n) (a b : 'cV[A]_n) : psd H ->
  0 <= E (\tr (a^T *m cst H *m a) * \tr (b^T *m cst H *m b) - \tr (a^T *m cst H *m b) ^+ 2).
Proof. by move=> h; apply: E_sos; exact: sos_cauchy_schwarz. Qed.
Lemma E_trace_bound m n (L : 'M[R]_m) (K : 'M[R]_n) (W : 'M[A]_(m, n)) (v : 'cV[A]_n) : psd L -> psd K ->
  0 <= E (\tr (cst L *m W *m cst K *m W^T) * \tr (v^T *m cst K *m v)
    - \tr ((W *m cst K *m v)^T *m cst L *m (W *m cst K *m v))).
Proof. by move=> l k; apply: E_sos; exact: sos_trace_bound. Qed.
Lemma E_trace_product n (Q M N : 'M[R]_n) : psd Q -> psd M -> psd N ->
  0 <= E (\tr (cst Q *m cst M) * \tr (cst Q *m cst N) - \tr (cst Q *m cst M *m cst Q *m cst N)).
Proof.
by move=> /sos_gram q /sos_gram m /sos_gram k; apply: E_sos; exact: (cone_trace_product cone_sos q m k).
Qed.
(* products and sums of what is >= 0 for all values of the random symbols *)
Lemma E_product a b : sos a -> sos b -> 0 <= E (a * b).
Proof. by move=> ha hb; apply: E_sos; exact: (cone_mul cone_sos ha hb). Qed.
End Means.
