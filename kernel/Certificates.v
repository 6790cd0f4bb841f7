(* The certificates of the tool as lemmas over a real closed field: what each shows is >= 0, in the form in which the tool
   writes it. Weights are semidefinite (definite where that is said). *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Kernel Require Import Semidefinite Cones.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Certificates.
Variable R : rcfType.
Lemma nonnegative : cone (fun x : R => 0 <= x).
Proof. by split=> *; [exact: sqr_ge0 | exact: addr_ge0 | exact: mulr_ge0]. Qed.
Lemma psd_is_gram n (P : 'M[R]_n) : psd P -> gram P.
Proof. by move/psd_gram => [G e]; exists n, G. Qed.

Lemma square_ge0 (x : R) : 0 <= x ^+ 2. Proof. exact: sqr_ge0. Qed.
Lemma weighted_square m n (L : 'M[R]_m) (K : 'M[R]_n) (V : 'M[R]_(m, n)) : psd L -> psd K ->
  0 <= \tr (L *m V *m K *m V^T).
Proof. by move=> /psd_is_gram l /psd_is_gram k; exact: (cone_weighted_square nonnegative V l k). Qed.
Lemma quad_ge0 n (L : 'M[R]_n) (v : 'cV[R]_n) : psd L -> 0 <= \tr (v^T *m L *m v).
Proof. by case. Qed.
Lemma trace_mul_ge0 n (P Q : 'M[R]_n) : psd P -> psd Q -> 0 <= \tr (P *m Q).
Proof. by move=> p q; have := weighted_square 1%:M p q; rewrite mulmx1 trmx1 mulmx1. Qed.
Lemma trace_ge0 n (P : 'M[R]_n) : psd P -> 0 <= \tr P.
Proof. by move=> p; have := trace_mul_ge0 p (psd1 R n); rewrite mulmx1. Qed.
Lemma cauchy_schwarz n (H : 'M[R]_n) (a b : 'cV[R]_n) : psd H ->
  0 <= \tr (a^T *m H *m a) * \tr (b^T *m H *m b) - \tr (a^T *m H *m b) ^+ 2.
Proof. by move/psd_is_gram => h; exact: (cone_cauchy_schwarz nonnegative a b h). Qed.
Lemma trace_bound m n (L : 'M[R]_m) (K : 'M[R]_n) (W : 'M[R]_(m, n)) (v : 'cV[R]_n) : psd L -> psd K ->
  0 <= \tr (L *m W *m K *m W^T) * \tr (v^T *m K *m v) - \tr ((W *m K *m v)^T *m L *m (W *m K *m v)).
Proof. by move=> /psd_is_gram l /psd_is_gram k; exact: (cone_trace_bound nonnegative W v l k). Qed.
Lemma trace_product n (Q M N : 'M[R]_n) : psd Q -> psd M -> psd N ->
  0 <= \tr (Q *m M) * \tr (Q *m N) - \tr (Q *m M *m Q *m N).
Proof. by move=> /psd_is_gram q /psd_is_gram m /psd_is_gram k; exact: (cone_trace_product nonnegative q m k). Qed.

(* only V = 0 gives 0 if both weights are definite: what makes a minimiser the only one *)
Lemma weighted_square_eq0 m n (L : 'M[R]_m) (K : 'M[R]_n) (V : 'M[R]_(m, n)) : pd L -> pd K ->
  \tr (L *m V *m K *m V^T) = 0 -> V = 0.
Proof.
move=> pL pK; have uL := pd_unit pL; have uK := pd_unit pK.
have [G eG] := psd_gram (pd_psd pL); have [F eF] := psd_gram (pd_psd pK).
have uG : G \in unitmx by move: uL; rewrite eG unitmx_mul => /andP [].
have uF : F \in unitmx by move: uK; rewrite eF unitmx_mul => /andP [].
have -> : \tr (L *m V *m K *m V^T) = \tr ((G *m V *m F^T)^T *m (G *m V *m F^T)).
  by rewrite [RHS]mxtrace_mulC eG eF !trmx_mul trmxK -!mulmxA [LHS]mxtrace_mulC !mulmxA.
move/frobenius_eq0 => z; have : invmx G *m (G *m V *m F^T) *m invmx F^T = 0 by rewrite z mulmx0 mul0mx.
by rewrite -!mulmxA mulmxV ?unitmx_tr // mulmx1 mulmxA mulVmx // mul1mx.
Qed.
Lemma weighted_square_gt0 m n (L : 'M[R]_m) (K : 'M[R]_n) (V : 'M[R]_(m, n)) : pd L -> pd K -> V != 0 ->
  0 < \tr (L *m V *m K *m V^T).
Proof.
move=> l k; rewrite lt0r weighted_square ?andbT; try exact: pd_psd.
by apply: contra => /eqP /(weighted_square_eq0 l k) ->.
Qed.

(* B^-1 - 2C + CBC = (B^-1 - C) B (B^-1 - C) *)
Lemma operator_jensen n (L B C : 'M[R]_n) : psd L -> pd B -> C^T = C ->
  0 <= \tr (L *m (invmx B - 2%:R *: C + C *m B *m C)).
Proof.
move=> l b c; have u := pd_unit b; have s := pd_sym b.
have -> : invmx B - 2%:R *: C + C *m B *m C = (invmx B - C) *m B *m (invmx B - C)^T.
  rewrite linearB /= trmx_inv s c mulmxBl mulVmx // mulmxBl mul1mx mulmxBr -[C *m B *m invmx B]mulmxA mulmxV // mulmx1.
  by rewrite scaler_nat mulr2n [- (C + C)]opprD opprB !addrA [in RHS]addrAC.
by rewrite !mulmxA; exact: weighted_square l (pd_psd b).
Qed.
(* W^-1 - R (I + R W R)^-1 R = (W + W R R W)^-1 *)
Lemma regularised_inverse n (L W Q : 'M[R]_n) : psd L -> pd W -> Q^T = Q ->
  0 <= \tr (L *m (invmx W - Q *m invmx (1%:M + Q *m W *m Q) *m Q)).
Proof.
move=> l w q; have u := pd_unit w; have s := pd_sym w.
have pJ : pd (1%:M + Q *m W *m Q) by apply: pdDl; [exact: pd1 | exact: psd_between (pd_psd w)].
have pN : pd (W + W *m (Q *m Q) *m W).
  by apply: pdDl => //; apply: psd_between => //; rewrite -{1}q; exact: gram_psd.
set J := 1%:M + _ in pJ *; set N := W + _ in pN.
suff -> : invmx W - Q *m invmx J *m Q = invmx N by apply: trace_mul_ge0 => //; apply: pd_psd; exact: pd_invmx.
have e : N *m (invmx W - Q *m invmx J *m Q) = 1%:M.
  have e1 : N *m invmx W = 1%:M + W *m Q *m Q by rewrite /N mulmxDl mulmxV // -[_ *m W *m _]mulmxA mulmxV // mulmx1 !mulmxA.
  have e2 : N *m Q = W *m Q *m J by rewrite /N /J mulmxDl mulmxDr mulmx1 !mulmxA.
  by rewrite mulmxBr e1 !mulmxA e2 -[_ *m J *m _]mulmxA mulmxV ?mulmx1 ?addrK //; exact: pd_unit.
by rewrite -[LHS]mul1mx -(mulVmx (pd_unit pN)) -mulmxA e mulmx1.
Qed.

(* λ ⪯ A: what is asked of the smallest eigenvalue in a bound, and what it is *)
Definition below n (a : R) (M : 'M[R]_n) := forall v : 'cV[R]_n, a * \tr (v^T *m v) <= \tr (v^T *m M *m v).
Definition smallest_eigenvalue n (a : R) (M : 'M[R]_n) :=
  below a M /\ exists2 v : 'cV[R]_n, v != 0 & M *m v = a *: v.
Lemma below_psd n a (M : 'M[R]_n) : M^T = M -> below a M -> psd (M - a%:M).
Proof.
move=> s h; split=> [|v]; first by rewrite linearB /= tr_scalar_mx s.
by rewrite mulmxBr mulmxBl linearB /= mul_mx_scalar -scalemxAl mxtraceZ subr_ge0.
Qed.
Lemma rayleigh_bound m n (a b : R) (M : 'M[R]_m) (N : 'M[R]_n) (X : 'M[R]_(m, n)) :
  psd M -> psd N -> 0 <= a -> below a M -> below b N ->
  0 <= \tr (M *m X *m N *m X^T) - a * b * \tr (X^T *m X).
Proof.
move=> pM pN a0 bM bN.
have h1 := weighted_square X (below_psd (psd_sym pM) bM) pN.
have h2 := weighted_square X (psd1 R m) (below_psd (psd_sym pN) bN).
have e : \tr (M *m X *m N *m X^T) - a * b * \tr (X^T *m X) =
   \tr ((M - a%:M) *m X *m N *m X^T) + a * \tr (1%:M *m X *m (N - b%:M) *m X^T).
  rewrite !mulmxBl mul1mx mulmxBr mulmxBl !linearB /= mul_scalar_mx -!scalemxAl mxtraceZ mul_mx_scalar -scalemxAl mxtraceZ.
  by rewrite mulrBr [\tr (X^T *m X)]mxtrace_mulC mulrA addrA subrK.
by rewrite e addr_ge0 // mulr_ge0.
Qed.
End Certificates.
