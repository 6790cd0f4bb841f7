(* Independent standard normal variables: a linear functional on polynomials in them, Stein's identity for it, and that
   squares have a mean >= 0. The moments are natural numbers: x^a = Σ_k herm a k · He_k(x), and E He_k He_l = k! [k = l]. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From SsrMultinomials Require Import ssrcomplements mpoly.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Fixpoint herm (a k : nat) : nat :=
  if a is a'.+1 then ((if k is k'.+1 then herm a' k' else 0) + k.+1 * herm a' k.+1)%N else (k == 0)%N.
Definition moment n := herm n 0.
Lemma herm_small a k : (a < k)%N -> herm a k = 0%N.
Proof.
elim: a k => [|a IH] [|k] //= lt; have lt' : (a < k.+2)%N by apply: (@ltn_trans k) => //; exact: ltnW.
by rewrite !IH ?muln0.
Qed.
Lemma herm_shift n k : (k.+1 * herm n.+1 k.+1 = n.+1 * herm n k)%N.
Proof.
elim: n k => [|n IH] k; first by case: k => [|k] //=; rewrite !muln0.
have e : herm n.+2 k.+1 = (herm n.+1 k + k.+2 * herm n.+1 k.+2)%N by [].
rewrite e mulnDr IH [RHS]mulSn [(k.+1 * _)%N in LHS]mulSn -addnA; congr addn.
have e' : herm n.+1 k = ((if k is k'.+1 then herm n k' else 0) + k.+1 * herm n k.+1)%N by [].
rewrite [in RHS]e' mulnDr [(k.+1 * (n.+1 * _))%N]mulnCA; congr addn.
by case: k {e e'} => [|k]; rewrite ?muln0 ?mul0n // IH.
Qed.
Lemma momentS n : moment n.+1 = (n * moment n.-1)%N.
Proof. by rewrite /moment /= add0n; case: n => //= n; rewrite -[RHS](herm_shift n 0). Qed.
Definition low a b k := (k.+1`! * herm a k * herm b k.+1)%N.
Lemma half a b K : (\sum_(k < K.+1) k`! * herm a.+1 k * herm b k = \sum_(k < K) low a b k + \sum_(k < K.+1) low b a k)%N.
Proof.
transitivity (\sum_(k < K.+1) ((if nat_of_ord k is k'.+1 then low a b k' else 0) + low b a k))%N; last first.
  by rewrite big_split /= big_ord_recl add0n.
apply: eq_bigr => -[k /= _] _.
rewrite mulnDr mulnDl; congr (_ + _)%N; first by case: k => [|k]; rewrite ?muln0.
by rewrite /low mulnA [(k`! * _)%N]mulnC -factS mulnAC.
Qed.
Lemma moment_add a b K : (a + b < K)%N -> moment (a + b) = (\sum_(k < K) k`! * herm a k * herm b k)%N.
Proof.
elim: a b => [|a IH] b lt.
  case: K lt => // K _; rewrite add0n big_ord_recl big1 ?addn0 /= ?mul1n // => i _; by rewrite muln0.
case: K IH lt => // K IH lt; rewrite addSnnS IH -?addSnnS //.
rewrite half; under eq_bigr => k _ do rewrite mulnAC.
rewrite half addnC !big_ord_recr /=.
have lb : (b < K.+1)%N by rewrite ltnS (leq_trans (leq_addl a.+1 b)).
have la : (a < K.+1)%N by rewrite ltnS; apply: leq_trans (lt : (a.+1 + b <= K)%N); rewrite addSn ltnW // ltnS leq_addr.
by rewrite /low (herm_small la) (herm_small lb) !muln0 !addn0.
Qed.

Section Standard.
Variables (R : rcfType) (n : nat).
Definition mom (m : 'X_{1..n}) : R := \prod_(i < n) (moment (m i))%:R.
Definition mean (p : {mpoly R[n]}) : R := \sum_(m <- msupp p) p@_m * mom m.
Lemma meanE k p : (msize p <= k)%N -> mean p = \sum_(m : 'X_{1..n < k}) p@_m * mom m.
Proof.
move=> le; rewrite /mean (big_mksub [subFinType of 'X_{1..n < k}]) ?msupp_uniq //=; last first.
  by move=> x /msize_mdeg_lt /leq_trans; apply.
by rewrite big_uncond //= => j /memN_msupp_eq0 ->; rewrite mul0r.
Qed.
Lemma mean_is_linear c p q : mean (c *: p + q) = c * mean p + mean q.
Proof.
pose k := maxn (msize (c *: p + q)) (maxn (msize p) (msize q)).
rewrite !(@meanE k) ?leq_max ?leqnn ?orbT // mulr_sumr -big_split; apply: eq_bigr => m _ /=.
by rewrite mcoeffD mcoeffZ mulrDl mulrA.
Qed.
Lemma mean0 : mean 0 = 0. Proof. by rewrite /mean msupp0 big_nil. Qed.
Lemma meanD p q : mean (p + q) = mean p + mean q.
Proof. by rewrite -[p in LHS]scale1r mean_is_linear mul1r. Qed.
Lemma meanZ c p : mean (c *: p) = c * mean p.
Proof. by rewrite -[c *: p]addr0 mean_is_linear mean0 addr0. Qed.
Lemma meanX m : mean 'X_[m] = mom m.
Proof. by rewrite /mean msuppX big_seq1 mcoeffX eqxx mul1r. Qed.
Lemma mean1 : mean 1 = 1.
Proof. by rewrite -mpolyX0 meanX /mom big1 // => i _; rewrite mnm0E. Qed.
Lemma mean_sum I (s : seq I) (P : pred I) f : mean (\sum_(i <- s | P i) f i) = \sum_(i <- s | P i) mean (f i).
Proof. exact: (big_morph mean meanD mean0). Qed.

Theorem mean_stein i p : mean ('X_i * p) = mean p^`M(i).
Proof.
elim/mpolyind: p => [|c m p _ _ IH]; first by rewrite mulr0 mderiv0 mean0.
rewrite mulrDr mderivD !meanD IH; congr (_ + _).
rewrite -scalerAr mderivZ !meanZ; congr (_ * _).
rewrite -mpolyXD meanX mderivX meanZ meanX /mom (bigD1 i) // [in RHS](bigD1 i) //= mulrA.
congr (_ * _).
  by rewrite mnmDE mnmBE mnm1E eqxx add1n subn1 momentS natrM.
apply: eq_bigr => j ne; rewrite mnmDE mnmBE mnm1E; have /negbTE -> : i != j by rewrite eq_sym.
by rewrite add0n subn0.
Qed.

(* E p² = Σ_κ Π κ_i! (Σ_m p_m Π herm m_i κ_i)² *)
Theorem mean_sqr p : 0 <= mean (p ^+ 2).
Proof.
pose K := (msize p + msize p)%N.
have small m i : m \in msupp p -> (m i < msize p)%N.
  move/msize_mdeg_lt; apply: leq_ltn_trans; by rewrite mdegE (bigD1 i) //= leq_addr.
have prod m m' : m \in msupp p -> m' \in msupp p -> mom (m + m') =
    \sum_(k : {ffun 'I_n -> 'I_K}) (\prod_i ((k i)`!)%:R) * (\prod_i (herm (m i) (k i))%:R) * (\prod_i (herm (m' i) (k i))%:R).
  move=> hm hm'; rewrite /mom.
  transitivity (\prod_(i < n) \sum_(k < K) (k`!)%:R * (herm (m i) k)%:R * (herm (m' i) k)%:R : R).
    apply: eq_bigr => i _; rewrite mnmDE (@moment_add _ _ K); last first.
      by have := leq_add (small m i hm) (small m' i hm'); rewrite addSn; apply: leq_trans; rewrite ltnS addnS.
    by rewrite natr_sum; apply: eq_bigr => k _; rewrite !natrM.
  by rewrite bigA_distr_bigA /=; apply: eq_bigr => k _; rewrite !big_split.
have re (x y f a b : R) : x * y * (f * a * b) = f * ((x * a) * (y * b)) by ring.
pose v (k : {ffun 'I_n -> 'I_K}) := \sum_(m <- msupp p) p@_m * (\prod_i (herm (m i) (k i))%:R).
suff -> : mean (p ^+ 2) = \sum_(k : {ffun 'I_n -> 'I_K}) (\prod_i ((k i)`!)%:R) * v k ^+ 2.
  by apply: sumr_ge0 => k _; rewrite mulr_ge0 ?sqr_ge0 // prodr_ge0 // => i _; rewrite ler0n.
transitivity (\sum_(m <- msupp p) \sum_(m' <- msupp p) p@_m * p@_m' * mom (m + m')).
  rewrite expr2 {1 2}[p]mpolyE mulr_suml mean_sum; apply: eq_bigr => m _; rewrite mulr_sumr mean_sum; apply: eq_bigr => m' _.
  by rewrite -scalerAl -scalerAr !meanZ -mpolyXD meanX mulrA.
transitivity (\sum_(m <- msupp p) \sum_(m' <- msupp p) \sum_(k : {ffun 'I_n -> 'I_K})
   (\prod_i ((k i)`!)%:R) * ((p@_m * \prod_i (herm (m i) (k i))%:R) * (p@_m' * \prod_i (herm (m' i) (k i))%:R))).
  rewrite [LHS]big_seq [RHS]big_seq; apply: eq_bigr => m hm; rewrite [LHS]big_seq [RHS]big_seq; apply: eq_bigr => m' hm'.
  rewrite prod // mulr_sumr; apply: eq_bigr => k _; exact: re.
under eq_bigr => m _ do rewrite exchange_big /=.
rewrite exchange_big /=; apply: eq_bigr => k _.
rewrite expr2 /v mulr_suml mulr_sumr; apply: eq_bigr => m _; rewrite mulrA mulr_sumr.
by apply: eq_bigr => m' _; rewrite !mulrA.
Qed.
End Standard.
