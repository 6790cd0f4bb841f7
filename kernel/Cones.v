(* Certificates, once: in any commutative ring, for any set P of elements that holds squares, sums and products. The set of
   numbers >= 0 is one, the sums of squares of random variables are another: what is proved here holds outside and under E. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Cone.
Variables (A : comRingType) (P : A -> Prop).
Record cone := Cone {
  cone_sqr : forall a, P (a ^+ 2);
  cone_add : forall a b, P a -> P b -> P (a + b);
  cone_mul : forall a b, P a -> P b -> P (a * b) }.
Hypothesis C : cone.
Definition gram n (M : 'M[A]_n) := exists k (G : 'M[A]_(k, n)), M = G^T *m G.

Lemma cone0 : P 0. Proof. by have := cone_sqr C 0; rewrite expr0n. Qed.
Lemma cone1 : P 1. Proof. by have := cone_sqr C 1; rewrite expr1n. Qed.
Lemma cone_sum I (s : seq I) (Q : pred I) (f : I -> A) : (forall i, Q i -> P (f i)) -> P (\sum_(i <- s | Q i) f i).
Proof. by move=> h; apply: big_ind => //; [exact: cone0 | exact: cone_add]. Qed.
Lemma cone_nat n : P n%:R. Proof. by elim: n => [|n IH]; [exact: cone0 | rewrite mulrS; apply: cone_add => //; exact: cone1]. Qed.

(* weights that are random themselves *)
Lemma gram_mx m n (B : 'M[A]_(m, n)) : gram (B^T *m B). Proof. by exists m, B. Qed.
Lemma gram_one n : gram (1%:M : 'M[A]_n). Proof. by exists n, 1%:M; rewrite trmx1 mulmx1. Qed.
Lemma gramD n (M N : 'M[A]_n) : gram M -> gram N -> gram (M + N).
Proof. by case=> k [G ->] [l [F ->]]; exists (k + l)%N, (col_mx G F); rewrite tr_col_mx mul_row_col. Qed.
Lemma gram_conj m n (M : 'M[A]_n) (B : 'M[A]_(n, m)) : gram M -> gram (B^T *m M *m B).
Proof. by case=> k [G ->]; exists k, (G *m B); rewrite trmx_mul !mulmxA. Qed.

Lemma tr_sqr m n (B : 'M[A]_(m, n)) : \tr (B *m B^T) = \sum_i \sum_j B i j ^+ 2.
Proof. by apply: eq_bigr => i _; rewrite mxE; apply: eq_bigr => j _; rewrite mxE expr2. Qed.
Lemma cone_frobenius m n (B : 'M[A]_(m, n)) : P (\tr (B *m B^T)).
Proof. by rewrite tr_sqr; do 2!apply: cone_sum => ? _; exact: cone_sqr. Qed.
Lemma cone_weighted_square m n (L : 'M[A]_m) (K : 'M[A]_n) V : gram L -> gram K -> P (\tr (L *m V *m K *m V^T)).
Proof.
case=> k [G ->] [l [F ->]]; rewrite -!mulmxA mxtrace_mulC.
have -> : G *m (V *m (F^T *m (F *m V^T))) *m G^T = (G *m V *m F^T) *m (G *m V *m F^T)^T by rewrite !trmx_mul trmxK !mulmxA.
exact: cone_frobenius.
Qed.
(* Lagrange's identity, one more term at a time *)
Lemma cone_lagrange n (u v : 'I_n -> A) : P ((\sum_i u i ^+ 2) * (\sum_i v i ^+ 2) - (\sum_i u i * v i) ^+ 2).
Proof.
elim: n u v => [|n IH] u v; first by rewrite !big_ord0 mul0r expr0n subr0; exact: cone0.
rewrite !big_ord_recr /=; set a := u ord_max; set b := v ord_max.
pose u' i := u (widen_ord (leqnSn n) i); pose v' i := v (widen_ord (leqnSn n) i).
rewrite -/(u' _) -/(v' _).
have -> : (\sum_(i < n) u' i ^+ 2 + a ^+ 2) * (\sum_(i < n) v' i ^+ 2 + b ^+ 2) - (\sum_(i < n) u' i * v' i + a * b) ^+ 2 =
    ((\sum_(i < n) u' i ^+ 2) * (\sum_(i < n) v' i ^+ 2) - (\sum_(i < n) u' i * v' i) ^+ 2) +
    \sum_(i < n) (u' i * b - a * v' i) ^+ 2.
  have -> : \sum_(i < n) (u' i * b - a * v' i) ^+ 2 = (\sum_(i < n) u' i ^+ 2) * b ^+ 2 - (\sum_(i < n) u' i * v' i) * (a * b) *+ 2
      + a ^+ 2 * (\sum_(i < n) v' i ^+ 2).
    rewrite !mulr_suml -sumrMnl -sumrB mulr_sumr -big_split /=; apply: eq_bigr => i _; ring.
  ring.
apply: (cone_add C); first exact: IH.
by apply: cone_sum => i _; exact: cone_sqr.
Qed.
Lemma tr_col n (u v : 'cV[A]_n) : \tr (u^T *m v) = \sum_i u i 0 * v i 0.
Proof. by rewrite /mxtrace big_ord1 mxE; apply: eq_bigr => i _; rewrite mxE. Qed.
Lemma tr_col2 n (u : 'cV[A]_n) : \tr (u^T *m u) = \sum_i u i 0 ^+ 2.
Proof. by rewrite tr_col; apply: eq_bigr => i _; rewrite expr2. Qed.
Lemma cone_cauchy_schwarz n (H : 'M[A]_n) (a b : 'cV[A]_n) : gram H ->
  P (\tr (a^T *m H *m a) * \tr (b^T *m H *m b) - \tr (a^T *m H *m b) ^+ 2).
Proof.
case=> k [G ->]; have e (x y : 'cV[A]_n) : x^T *m (G^T *m G) *m y = (G *m x)^T *m (G *m y) by rewrite trmx_mul !mulmxA.
rewrite !e !tr_col2 tr_col; exact: cone_lagrange.
Qed.
(* |B|² |u|² - |Bu|² >= 0, row by row *)
Lemma cone_norms m n (B : 'M[A]_(m, n)) (u : 'cV[A]_n) : P (\tr (B *m B^T) * \tr (u^T *m u) - \tr ((B *m u)^T *m (B *m u))).
Proof.
rewrite tr_sqr !tr_col2 mulr_suml -sumrB; apply: cone_sum => i _; rewrite mxE.
exact: (cone_lagrange (fun j => B i j) (fun j => u j 0)).
Qed.
Lemma cone_trace_bound m n (L : 'M[A]_m) (K : 'M[A]_n) (W : 'M[A]_(m, n)) (v : 'cV[A]_n) : gram L -> gram K ->
  P (\tr (L *m W *m K *m W^T) * \tr (v^T *m K *m v) - \tr ((W *m K *m v)^T *m L *m (W *m K *m v))).
Proof.
case=> k [G ->] [l [F ->]]; pose B := G *m W *m F^T; pose u := F *m v.
have -> : \tr (G^T *m G *m W *m (F^T *m F) *m W^T) = \tr (B *m B^T).
  by rewrite -!mulmxA mxtrace_mulC /B !trmx_mul trmxK !mulmxA.
have -> : v^T *m (F^T *m F) *m v = u^T *m u by rewrite /u trmx_mul !mulmxA.
have -> : (W *m (F^T *m F) *m v)^T *m (G^T *m G) *m (W *m (F^T *m F) *m v) = (B *m u)^T *m (B *m u).
  by rewrite /B /u !trmx_mul !trmxK !mulmxA.
exact: cone_norms.
Qed.
(* |U|² |V|² - |UᵀV|² >= 0, column by column of U *)
Lemma cone_product k m n (U : 'M[A]_(m, k)) (V : 'M[A]_(n, k)) :
  P (\tr (U *m U^T) * \tr (V *m V^T) - \tr ((U *m V^T) *m (U *m V^T)^T)).
Proof.
rewrite !tr_sqr big_distrlr /= -sumrB; apply: cone_sum => i _; rewrite -sumrB; apply: cone_sum => j _.
have -> : (U *m V^T) i j = \sum_l U i l * V j l by rewrite mxE; apply: eq_bigr => l _; rewrite mxE.
exact: (cone_lagrange (fun l => U i l) (fun l => V j l)).
Qed.
Lemma cone_trace_product n (Q M N : 'M[A]_n) : gram Q -> gram M -> gram N ->
  P (\tr (Q *m M) * \tr (Q *m N) - \tr (Q *m M *m Q *m N)).
Proof.
case=> l [F ->] [a [S ->]] [b [T ->]]; pose U := S *m F^T; pose V := T *m F^T.
have e c (X : 'M[A]_(c, n)) : \tr (F^T *m F *m (X^T *m X)) = \tr ((X *m F^T) *m (X *m F^T)^T).
  by rewrite trmx_mul trmxK mulmxA mxtrace_mulC !mulmxA.
rewrite !e -/U -/V.
have -> : \tr (F^T *m F *m (S^T *m S) *m (F^T *m F) *m (T^T *m T)) = \tr ((U *m V^T) *m (U *m V^T)^T).
  have -> : F^T *m F *m (S^T *m S) *m (F^T *m F) *m (T^T *m T) = (F^T *m F *m S^T) *m (S *m F^T *m F *m T^T *m T).
    by rewrite !mulmxA.
  by rewrite mxtrace_mulC /U /V !trmx_mul !trmxK !mulmxA.
exact: cone_product.
Qed.
End Cone.
