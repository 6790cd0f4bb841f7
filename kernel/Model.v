(* The record `gaussians` is about something: for any number of matrices of any sizes with any semidefinite row and column
   covariances there are an algebra A (polynomials in all entries), a functional E on it (substitute X = G Z Fᵀ, take the
   mean over independent standard normal Z), and squares have a mean >= 0. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From SsrMultinomials Require Import ssrcomplements mpoly.
From Kernel Require Import Values Semidefinite Means Moments.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

(* N variables X = L Z *)
Section Vector.
Variables (R : rcfType) (N : nat) (L : 'I_N -> 'I_N -> R).
Definition images : N.-tuple {mpoly R[N]} := [tuple \sum_b L a b *: 'X_b | a < N].
Definition vmean (p : {mpoly R[N]}) : R := mean (p \mPo images).
Lemma vmeanD p q : vmean (p + q) = vmean p + vmean q.
Proof. by rewrite /vmean raddfD meanD. Qed.
Lemma vmeanZ c p : vmean (c *: p) = c * vmean p.
Proof. by rewrite /vmean comp_mpolyZ meanZ. Qed.
Lemma vmean1 : vmean 1 = 1. Proof. by rewrite /vmean rmorph1 mean1. Qed.
Lemma vmean_sqr p : 0 <= vmean (p ^+ 2). Proof. by rewrite /vmean rmorphX mean_sqr. Qed.

Lemma mderiv_var (a b : 'I_N) : ('X_a : {mpoly R[N]})^`M(b) = (a == b)%:R.
Proof.
rewrite mderivX mnm1E; case: (eqVneq a b) => [->|_]; last by rewrite scale0r.
by rewrite scale1r -[RHS]mpolyX0; congr ('X_[_]); apply/mnmP => i; rewrite mnmBE mnm0E subnn.
Qed.
Definition chain p := forall b, (p \mPo images)^`M(b) = \sum_c L c b *: (p^`M(c) \mPo images).
Lemma chain1 : chain 1.
Proof.
move=> b; rewrite rmorph1 -[1 in LHS](mpolyC1 N R) mderivC big1 // => c _.
by rewrite -[1](mpolyC1 N R) mderivC raddf0 scaler0.
Qed.
Lemma chain_var a : chain 'X_a.
Proof.
move=> b; rewrite comp_mpolyXU -tnth_nth tnth_mktuple raddf_sum /=.
rewrite (bigD1 b) //= mderivZ mderiv_var eqxx big1 ?addr0 => [|c /negbTE nb]; last by rewrite mderivZ mderiv_var nb scaler0.
rewrite (bigD1 a) //= mderiv_var eqxx rmorph1 big1 ?addr0 // => c.
by rewrite eq_sym => /negbTE na; rewrite mderiv_var na raddf0 scaler0.
Qed.
Lemma chainM p q : chain p -> chain q -> chain (p * q).
Proof.
move=> hp hq b; rewrite rmorphM mderivM hp hq mulr_suml mulr_sumr -big_split; apply: eq_bigr => c _ /=.
by rewrite mderivM rmorphD !rmorphM scalerDr -scalerAl -scalerAr.
Qed.
Lemma chain_all p : chain p.
Proof.
elim/mpolyind: p => [|c m p _ _ IH] b; first by rewrite raddf0 mderiv0 big1 // => c _; rewrite mderiv0 raddf0 scaler0.
have hm : chain 'X_[m].
  rewrite mpolyXE_id; apply: (big_ind chain) => [||i _]; [exact: chain1 | exact: chainM |].
  by elim: (m i) => [|k hk]; [rewrite expr0; exact: chain1 | rewrite exprS; apply: chainM => //; exact: chain_var].
rewrite comp_mpolyD comp_mpolyZ mderivD mderivZ hm IH scaler_sumr -big_split; apply: eq_bigr => e _ /=.
by rewrite mderivD mderivZ comp_mpolyD comp_mpolyZ scalerDr !scalerA mulrC.
Qed.
Theorem vmean_stein a p : vmean ('X_a * p) = \sum_c (\sum_b L a b * L c b) * vmean p^`M(c).
Proof.
rewrite /vmean rmorphM /= comp_mpolyXU -tnth_nth tnth_mktuple mulr_suml mean_sum.
under eq_bigr => b _ do rewrite -scalerAl meanZ mean_stein chain_all mean_sum mulr_sumr.
rewrite exchange_big /=; apply: eq_bigr => c _; rewrite mulr_suml; apply: eq_bigr => b _.
by rewrite meanZ mulrA.
Qed.
End Vector.

Section Matrices.
Variable R : rcfType.
(* covariances as G Gᵀ and F Fᵀ *)
Record shape := Shape_ { pm : nat; pn : nat; pG : 'M[R]_pm; pF : 'M[R]_pn; pb : bool }.
Definition no_shape := @Shape_ 0 0 0 0 true.
Variable l : seq shape.
Notation s := (size l).
Notation sh t := (nth no_shape l t).
Definition place := {t : 'I_s & ('I_(pm (sh t)) * 'I_(pn (sh t)))%type}.
Notation N := #|{: place}|.
Definition coded (x : place) : nat * nat * nat := (nat_of_ord (tag x), nat_of_ord (tagged x).1, nat_of_ord (tagged x).2).
Definition code (a : 'I_N) := coded (enum_val a).
Lemma coded_inj : injective coded.
Proof.
move=> [t [i j]] [u [k e]]; rewrite /coded /= => -[tu]; have {tu} tu := val_inj tu; subst u.
by move=> ik je; rewrite (val_inj ik) (val_inj je).
Qed.
Lemma code_inj : injective code.
Proof. by move=> a b /coded_inj /enum_val_inj. Qed.
Definition index (t i j : nat) : option 'I_N := [pick a | code a == (t, i, j)].
Lemma index_some t i j : (t < s)%N -> (i < pm (sh t))%N -> (j < pn (sh t))%N -> exists2 a, index t i j = Some a & code a = (t, i, j).
Proof.
move=> lt li lj; rewrite /index; case: pickP => [a /eqP h|none]; first by exists a.
pose x : place := Tagged (fun t : 'I_s => ('I_(pm (sh t)) * 'I_(pn (sh t)))%type) (Ordinal li : 'I_(pm (sh (Ordinal lt))), Ordinal lj).
by have := none (enum_rank x); rewrite /code enum_rankK /coded /= eqxx.
Qed.
Lemma index_code t i j a : index t i j = Some a -> code a = (t, i, j).
Proof. by rewrite /index; case: pickP => // b /eqP h [<-]. Qed.
Lemma sum_places (V : zmodType) (f : nat -> nat -> nat -> V) :
  \sum_a f (code a).1.1 (code a).1.2 (code a).2 = \sum_(t < s) \sum_(i < pm (sh t)) \sum_(j < pn (sh t)) f t i j.
Proof.
transitivity (\sum_(x : place) f (coded x).1.1 (coded x).1.2 (coded x).2).
  by rewrite (reindex (@enum_val [finType of place] predT)) //=; exact: (onW_bij _ (enum_val_bij _)).
under [RHS]eq_bigr => t _ do rewrite pair_bigA /=.
by rewrite sig_big_dep.
Qed.
Definition factor (x y : nat * nat * nat) : R :=
  (x.1.1 == y.1.1)%:R * (mxe (pG (sh x.1.1)) x.1.2 y.1.2 * mxe (pF (sh x.1.1)) x.2 y.2).
Definition L (a b : 'I_N) : R := factor (code a) (code b).
Definition row_of t := pG (sh t) *m (pG (sh t))^T.
Definition col_of t := pF (sh t) *m (pF (sh t))^T.
Lemma mxe_gram m (G : 'M[R]_m) i k : mxe (G *m G^T) i k = \sum_(x < m) mxe G i x * mxe G k x.
Proof.
rewrite /mxe; case: (insub i) => [i'|]; last by rewrite big1 // => x _; rewrite mul0r.
case: (insub k) => [k'|]; last by rewrite big1 // => x _; rewrite mulr0.
by rewrite mxE; apply: eq_bigr => x _; rewrite !valK mxE.
Qed.
Lemma cov_places a c t i j u k e : code a = (t, i, j) -> code c = (u, k, e) ->
  \sum_b L a b * L c b = (t == u)%:R * (mxe (row_of t) i k * mxe (col_of t) j e).
Proof.
move=> ha hc; have lt : (t < s)%N by move: ha; rewrite /code /coded => -[<- _ _].
pose h v x y := factor (t, i, j) (v, x, y) * factor (u, k, e) (v, x, y).
transitivity (\sum_b h (code b).1.1 (code b).1.2 (code b).2).
  by apply: eq_bigr => b _; rewrite /L ha hc /h; case: (code b) => [[v x] y].
rewrite sum_places /h (bigD1 (Ordinal lt)) //= [X in _ + X]big1 ?addr0 => [|v ne]; last first.
  by do 2!(apply: big1 => ? _); rewrite /factor /= eq_sym (negbTE (ne : nat_of_ord v != t)) !mul0r.
rewrite /factor /= eqxx eq_sym; case: (eqVneq t u) => [<-|_]; last first.
  by rewrite mul0r; do 2!(apply: big1 => ? _); rewrite mul0r mulr0.
rewrite !mxe_gram !mul1r big_distrlr /=; apply: eq_bigr => x _; apply: eq_bigr => y _.
by rewrite !mul1r mulrACA.
Qed.

Definition A := [comAlgType R of {mpoly R[N]}].
Definition E : A -> R := vmean L.
Definition entry t i j : A := if index t i j is Some a then 'X_a else 0.
Definition der t k e (p : A) : A := if index t k e is Some a then p^`M(a) else 0.
Definition X t : 'M[A]_(pm (sh t), pn (sh t)) := \matrix_(i, j) entry t i j.
Definition sym t : symbol A := Symbol_ (X t) (row_of t) (col_of t) (pb (sh t)).
Definition symbols := [seq sym t | t <- iota 0 s].
Lemma size_symbols : size symbols = s. Proof. by rewrite size_map size_iota. Qed.
Lemma nth_symbols t : (t < s)%N -> nth (no_symbol A) symbols t = sym t.
Proof. by move=> lt; rewrite (nth_map 0%N) ?size_iota // nth_iota. Qed.
Lemma mxe_X t i j : (i < pm (sh t))%N -> (j < pn (sh t))%N -> mxe (X t) i j = entry t i j.
Proof.
move=> li lj; rewrite -[i]/(nat_of_ord (Ordinal li)) -[j]/(nat_of_ord (Ordinal lj)) mxe_ord mxE.
by [].
Qed.
Theorem model_gaussians : gaussians E symbols.
Proof.
refine (@Gaussians R A E symbols (vmeanD L) (vmeanZ L) (vmean1 L) der _ _ _ _ _).
- by move=> t k e a b; rewrite /der; case: (index _ _ _) => [x|]; rewrite ?mderivD ?addr0.
- by move=> t k e a b; rewrite /der; case: (index _ _ _) => [x|]; rewrite ?mderivM ?mul0r ?mulr0 ?addr0.
- move=> t k e c; rewrite /der; case: (index _ _ _) => [x|] //.
  by rewrite alg_mpolyC mderivC.
- move=> t u; rewrite size_symbols => lt lu Y k e i j; rewrite /Y {Y} nth_symbols //= => li lj.
  rewrite mxe_X // /entry; have [a -> ha] := index_some lu li lj.
  rewrite /der; case h: (index t k e) => [b|].
    rewrite mderiv_var -(inj_eq code_inj) ha (index_code h) !xpair_eqE.
    by congr (_%:R); rewrite -andbA [u == t]eq_sym.
  case: eqP => //= tu; case: eqP => //= ik; case: eqP => //= je; move: h; rewrite -/(index t k e) tu -ik -je.
  by have [b -> _] := index_some lu li lj.
- move=> t; rewrite size_symbols => lt Y i j f _; rewrite /Y {Y} nth_symbols //= => li lj.
  rewrite mxe_X // /entry; have [a -> ha] := index_some lt li lj.
  rewrite /E vmean_stein.
  pose g u k e := (t == u)%:R * (mxe (row_of t) i k * mxe (col_of t) j e) * vmean L (der u k e f).
  transitivity (\sum_c g (code c).1.1 (code c).1.2 (code c).2).
    apply: eq_bigr => c _; case h: (code c) => [[u k] e] /=; rewrite (cov_places ha h) /g; congr (_ * _).
    rewrite /der; have [lu lk le] : [/\ (u < s)%N, (k < pm (sh u))%N & (e < pn (sh u))%N].
      by move: h; rewrite /code /coded => -[<- <- <-].
    have [b -> hb] := index_some lu lk le; by rewrite -(code_inj (etrans hb (esym h))).
  rewrite sum_places /g (bigD1 (Ordinal lt)) //= [X in _ + X]big1 ?addr0 => [|v ne]; last first.
    by do 2!(apply: big1 => ? _); rewrite eq_sym (negbTE (ne : nat_of_ord v != t)) !mul0r.
  by apply: eq_bigr => k _; apply: eq_bigr => e _; rewrite eqxx mul1r.
Qed.
Theorem model_positive : positive E. Proof. exact: vmean_sqr. Qed.
End Matrices.

(* Every list of semidefinite covariances is that of independent centred matrices, Gaussian or known by two moments. *)
Section Existence.
Variable R : rcfType.
(* row and column covariance, and whether all moments are to be those of a Gaussian matrix *)
Record covariances := Cov_ { cm : nat; cn : nat; crow : 'M[R]_cm; ccol : 'M[R]_cn; cnormal : bool }.
Definition of_symbol (A : comAlgType R) (Y : symbol A) := Cov_ (row_cov Y) (col_cov Y) (is_normal Y).
Fixpoint semidefinite (l : seq covariances) : Prop := if l is c :: l' then psd (crow c) /\ psd (ccol c) /\ semidefinite l' else True.
Theorem gaussians_exist l : semidefinite l ->
  exists (A : comAlgType R) (E : A -> R) (Xs : seq (symbol A)),
    [/\ inhabited (gaussians E Xs), positive E & map (@of_symbol A) Xs = l].
Proof.
move=> psds; have [l' e] : exists l' : seq (shape R), l = [seq Cov_ (pG x *m (pG x)^T) (pF x *m (pF x)^T) (pb x) | x <- l'].
  elim: l psds => [|[m n C D b] l IH] /=; first by exists [::].
  case=> /psd_gram [G ->] [/psd_gram [F ->] /IH [l' ->]].
  by exists (Shape_ G^T F^T b :: l'); rewrite /= !trmxK.
exists (A l'), (@E R l'), (symbols l'); split; [by constructor; exact: model_gaussians | exact: model_positive |].
rewrite e -map_comp; apply: (@eq_from_nth _ (@Cov_ 0 0 0 0 true)); rewrite !size_map ?size_iota // => t lt.
by rewrite (nth_map 0%N (@Cov_ 0 0 0 0 true)) ?size_iota // nth_iota // (nth_map (no_shape R) (@Cov_ 0 0 0 0 true)).
Qed.
End Existence.
