(* Gaussian integration by parts on normal forms, from Stein's identity for single entries:
   E[X_ij f] = E[Σ_kl R_ik C_jl D_kl f]. E is additive into any group; D_kl derives by X_kl and kills the constants K. *)
Set Warnings "-all".
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Kernel Require Import Words Normal.
From Kernel Require Export Contractions.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Lemma r1 (R : comRingType) (a b c d : R) : a * (b * c * d) = d * (b * (a * c)). Proof. by ring. Qed.
Lemma r2 (R : comRingType) (a b c d : R) : a * (b * c * d) = a * b * d * c. Proof. by ring. Qed.
Lemma r3 (R : comRingType) (a b c d : R) : a * (b * (c * d)) = d * (c * (a * b)). Proof. by ring. Qed.
Lemma r4 (R : comRingType) (a b c d : R) : a * (b * (c * d)) = a * (d * c) * b. Proof. by ring. Qed.
Lemma r5 (R : comRingType) (a b c d e : R) : a * b * c * (d * e) = a * b * (e * d) * c. Proof. by ring. Qed.
Lemma r6 (R : comRingType) (a b c d e : R) : a * b * (c * d * e) = c * (d * (a * b) * e). Proof. by ring. Qed.
Section Step.
Variables (S : sig) (x : nat) (normal : bool) (r0 s0 : word).
Notation splits := (splits x).
Notation has_x := (has_x x).
Notation occ := (occ x).
Notation occs := (occs x).
Notation contract := (contract S x r0 s0).
Notation step1 := (step1 S x normal r0 s0).
Notation free := (free x).
Notation steps := (steps S x normal r0 s0).
Notation integ := (integ S x normal r0 s0).

Section Sem.
Variables (A : comRingType) (B : zmodType) (dim : nat -> nat) (ent : nat -> nat -> nat -> A) (sv : nat -> A).
Hypothesis ent_sym : forall l, symm S l -> rows S l = cols S l /\ forall i j, ent l i j = ent l j i.
Variables (E : A -> B) (K : A -> Prop) (D0 : nat -> nat -> A -> A).
Hypothesis E_add : forall a b, E (a + b) = E a + E b.
Hypotheses (K0 : K 0) (K1 : K 1) (K_add : forall a b, K a -> K b -> K (a + b)) (K_mul : forall a b, K a -> K b -> K (a * b))
  (K_opp : forall a, K a -> K (- a)).
Hypothesis D_add : forall k l a b, D0 k l (a + b) = D0 k l a + D0 k l b.
Hypothesis D_mul : forall k l a b, D0 k l (a * b) = D0 k l a * b + a * D0 k l b.
Hypothesis D_const : forall k l a, K a -> D0 k l a = 0.
Hypothesis K_ent : forall y i j, y != x -> K (ent y i j).
Hypothesis K_sv : forall g, K (sv g).
Hypothesis wf_r : wf S (rows S x) r0 (rows S x).
Hypothesis wf_s : wf S (cols S x) s0 (cols S x).
Hypothesis free_r : ~~ has_x r0.
Hypothesis free_s : ~~ has_x s0.
Hypothesis D_ent : forall k l i j, (i < dim (rows S x))%N -> (j < dim (cols S x))%N ->
  D0 k l (ent x i j) = ((i == k) && (j == l))%:R.
Notation evw := (evw S dim ent).
Notation evl := (evl S dim ent).
(* of a law known by two moments it is asked for f of degree one at most *)
Definition affine f := forall k l k' l', D0 k l (D0 k' l' f) = 0.
Hypothesis stein : forall i j f, normal \/ affine f -> (i < dim (rows S x))%N -> (j < dim (cols S x))%N ->
  E (ent x i j * f) = E (\sum_(k < dim (rows S x)) \sum_(l < dim (cols S x)) evw r0 i k * evw s0 j l * D0 k l f).

Lemma E0 : E 0 = 0. Proof. by apply: (addrI (E 0)); rewrite -E_add !addr0. Qed.
Lemma E_sum I (l : seq I) (P : pred I) f : E (\sum_(i <- l | P i) f i) = \sum_(i <- l | P i) E (f i).
Proof. exact: (big_morph E E_add E0). Qed.
Lemma D_0 k l : D0 k l 0 = 0. Proof. exact: D_const K0. Qed.
Lemma D_sum k l I (s : seq I) (P : pred I) f : D0 k l (\sum_(i <- s | P i) f i) = \sum_(i <- s | P i) D0 k l (f i).
Proof. exact: (big_morph (D0 k l) (D_add k l) (D_0 k l)). Qed.
Lemma K_sum I (s : seq I) (P : pred I) f : (forall i, P i -> K (f i)) -> K (\sum_(i <- s | P i) f i).
Proof. by move=> h; apply: big_ind. Qed.
Lemma K_ev a i j : a.1 != x -> K (ev ent a i j).
Proof. by move=> h; rewrite /ev; case: ifP => _; apply: K_ent. Qed.
Lemma K_nat b : K (nat_of_bool b)%:R. Proof. by case: b. Qed.
Lemma K_evw w i j : ~~ has_x w -> K (evw w i j).
Proof.
elim: w i => [|a w IH] i /=; first by move=> _; apply: K_nat.
rewrite negb_or => /andP [ha hw]; apply: K_sum => k _.
by apply: K_mul; [apply: K_ev | apply: IH].
Qed.

Lemma D_zero k l : D0 k l 0 = 0. Proof. exact: D_const K0. Qed.
Lemma affine_K f : K f -> affine f.
Proof. by move=> h k l k' l'; rewrite (D_const _ _ h) D_zero. Qed.
Lemma affine_mul f g : K f -> affine g -> affine (f * g).
Proof. by move=> hf hg k l k' l'; rewrite D_mul (D_const _ _ hf) mul0r add0r D_mul (D_const _ _ hf) mul0r add0r hg mulr0. Qed.
Lemma affine_sum I (s : seq I) (P : pred I) f : (forall i, P i -> affine (f i)) -> affine (\sum_(i <- s | P i) f i).
Proof.
move=> h; apply: big_ind => // [|f' g' hf hg]; first exact: affine_K.
by move=> k l k' l'; rewrite !D_add hf hg addr0.
Qed.
Lemma occ0 w : occ w = 0%N -> ~~ has_x w. Proof. by rewrite /has_x has_count /occ => ->. Qed.
Lemma occs0 z : occs z = 0%N -> K (\prod_(u <- z) evl u).
Proof.
elim: z => [|u z IH] /=; first by rewrite big_nil.
move/eqP; rewrite addn_eq0 => /andP [/eqP h /eqP hz]; rewrite big_cons; apply: K_mul; last exact: IH.
by apply: K_sum => i _; apply: K_evw; exact: occ0.
Qed.
Lemma affine_evw a w b i j : wf S a w b -> (i < dim a)%N -> (occ w <= 1)%N -> affine (evw w i j).
Proof.
elim: w a i => [|[y t] w IH] a i /=; first by move=> *; apply: affine_K; exact: K_nat.
case/andP => /eqP hy wfw li le; apply: affine_sum => k _.
case: (eqVneq y x) le => [e|ne] /= le; last first.
  by apply: affine_mul; [exact: K_ev | apply: IH wfw _ le; exact: ltn_ord].
have w0 : occ w = 0%N by move: le; rewrite /occ; case: (count _ w).
rewrite mulrC; apply: affine_mul; first by apply: K_evw; exact: occ0.
subst y; move=> k1 l1 k2 l2; clear wfw; rewrite /ev /=; move: hy k; rewrite /lrow /lcol /=; case: t => hy k; rewrite D_ent ?hy ?ltn_ord //.
  by rewrite D_const //; exact: K_nat.
by rewrite D_const //; exact: K_nat.
Qed.
Lemma affine_loops z : closed S z -> (occs z <= 1)%N -> affine (\prod_(u <- z) evl u).
Proof.
elim: z => [|u z IH] /=; first by move=> *; rewrite big_nil; exact: affine_K.
case/andP => hu hz le; rewrite big_cons; case e: (occ u.2) le => [|n] le.
  by apply: affine_mul; [apply: K_sum => i _; apply: K_evw; exact: (occ0 e) | exact: IH].
have [n0 z0] : n = 0%N /\ occs z = 0%N by move: le; case: n {e} => [|n]; case: (occs z).
rewrite mulrC; apply: affine_mul; first exact: occs0.
by apply: affine_sum => i _; apply: affine_evw hu _ _; rewrite ?ltn_ord // e n0.
Qed.
Lemma affine_both a w b z i j : wf S a w b -> (i < dim a)%N -> closed S z -> (occ w + occs z <= 1)%N ->
  affine (evw w i j * \prod_(u <- z) evl u).
Proof.
move=> ww li hz; case e: (occ w) => [|n] le.
  by apply: affine_mul; [apply: K_evw; exact: (occ0 e) | exact: affine_loops].
have [n0 z0] : n = 0%N /\ occs z = 0%N by move: le; case: n {e} => [|n]; case: (occs z).
by rewrite mulrC; apply: affine_mul; [exact: occs0 | apply: affine_evw ww li _; rewrite e n0].
Qed.

Section Flag.
Variable t0 : bool.
Let r := if t0 then s0 else r0.
Let s := if t0 then r0 else s0.
Let m := lrow S (x, t0).
Let n := lcol S (x, t0).
Let D k l := if t0 then D0 l k else D0 k l.
Lemma D_ev k l i j : (i < dim m)%N -> (j < dim n)%N -> D k l (ev ent (x, t0) i j) = ((i == k) && (j == l))%:R.
Proof. by rewrite /m /n /D /ev /lrow /lcol /=; case: t0 => li lj; rewrite D_ent // andbC. Qed.
Lemma D_ev' k l i j : (i < dim n)%N -> (j < dim m)%N -> D k l (ev ent (x, ~~ t0) i j) = ((i == l) && (j == k))%:R.
Proof. by rewrite /m /n /D /ev /lrow /lcol /=; case: t0 => /= li lj; rewrite D_ent // andbC. Qed.
Lemma stein_t i j f : normal \/ affine f -> (i < dim m)%N -> (j < dim n)%N ->
  E (ev ent (x, t0) i j * f) = E (\sum_(k < dim m) \sum_(l < dim n) evw r i k * evw s j l * D k l f).
Proof.
rewrite /m /n /D /ev /lrow /lcol /r /s /=; move=> ok; case: t0 => li lj; rewrite stein //.
congr (E _); rewrite exchange_big /=; apply: eq_bigr => k _; apply: eq_bigr => l _; by rewrite [evw r0 _ _ * _]mulrC.
Qed.
Lemma Dadd k l a b : D k l (a + b) = D k l a + D k l b. Proof. by rewrite /D; case: t0. Qed.
Lemma Dmul k l a b : D k l (a * b) = D k l a * b + a * D k l b. Proof. by rewrite /D; case: t0. Qed.
Lemma Dconst k l a : K a -> D k l a = 0. Proof. by rewrite /D; case: t0 => h; apply: D_const. Qed.
Lemma Dsum k l I (q : seq I) (P : pred I) f : D k l (\sum_(i <- q | P i) f i) = \sum_(i <- q | P i) D k l (f i).
Proof. by rewrite /D; case: t0; apply: D_sum. Qed.
Lemma wfr : wf S m r m. Proof. by rewrite /m /r /lrow /=; case: t0. Qed.
Lemma wfs : wf S n s n. Proof. by rewrite /n /s /lcol /=; case: t0. Qed.
Lemma freer : ~~ has_x r. Proof. by rewrite /r; case: t0. Qed.
Lemma frees : ~~ has_x s. Proof. by rewrite /s; case: t0. Qed.

Definition piece (q : word * bool * word) (k l i j : nat) :=
  if q.1.2 == t0 then evw q.1.1 i k * evw q.2 l j else evw q.1.1 i l * evw q.2 k j.

Lemma lrow_x a : a.1 == x -> lrow S a = if a.2 == t0 then m else n.
Proof. by case: a => y b /= /eqP ->; rewrite /m /n /lrow /lcol /=; case: b; case: t0. Qed.
Lemma lcol_x a : a.1 == x -> lcol S a = if a.2 == t0 then n else m.
Proof. by case: a => y b /= /eqP ->; rewrite /m /n /lrow /lcol /=; case: b; case: t0. Qed.

Lemma D_word a w b i j k l : wf S a w b -> (i < dim a)%N -> (j < dim b)%N -> (k < dim m)%N -> (l < dim n)%N ->
  D k l (evw w i j) = \sum_(q <- splits w) piece q k l i j.
Proof.
elim: w a i => [|y w IH] a i /=; first by move=> *; rewrite big_nil Dconst //; apply: K_nat.
case/andP => /eqP hy wfw li lj lk ll.
rewrite Dsum big_cat /= big_map.
under eq_bigr => p _ do rewrite Dmul (IH _ _ wfw) //.
rewrite big_split /= addrC [RHS]addrC; congr (_ + _).
  under eq_bigr => p _ do rewrite mulr_sumr.
  rewrite exchange_big /=; apply: eq_bigr => q _; rewrite /piece /=.
  by case: ifP => _; rewrite mulr_suml; apply: eq_bigr => p _; rewrite mulrA.
case: ifP => hx; last first.
  by rewrite big_nil big1 // => p _; rewrite Dconst ?mul0r //; apply: K_ev; rewrite hx.
rewrite big_seq1 /piece /= (lcol_x hx).
have ey : y = (x, y.2) by move/eqP: hx => <-; case: (y).
have := lrow_x hx; rewrite hy; case: ifP => [/eqP ht|ht] hr.
  rewrite ey ht; under eq_bigr => p _ do rewrite D_ev -?hr // -mulnb natrM -mulrA eq_sym [(nat_of_ord p == l)]eq_sym.
  by rewrite -mulr_sumr (sum_delta (fun p => evw w p j)) // eq_sym.
have ht' : y.2 = ~~ t0 by case: (y.2) ht; case: (t0).
rewrite ey ht'; under eq_bigr => p _ do rewrite D_ev' -?hr // -mulnb natrM -mulrA eq_sym [(nat_of_ord p == k)]eq_sym.
by rewrite -mulr_sumr (sum_delta (fun p => evw w p j)) // eq_sym.
Qed.

Lemma splits_wf w a b q : q \in splits w -> wf S a w b ->
  if q.1.2 == t0 then wf S a q.1.1 m && wf S n q.2 b else wf S a q.1.1 n && wf S m q.2 b.
Proof.
elim: w a q => [|y w IH] a q //=; rewrite mem_cat => /orP [].
  case: ifP => // hx; rewrite inE => /eqP -> /= /andP [/eqP <- wfw].
  by move: wfw; rewrite (lrow_x hx) (lcol_x hx); case: ifP => _ ->; rewrite eqxx.
case/mapP => q' mem -> /= /andP [/eqP h wfw]; have := IH _ _ mem wfw.
by case: ifP => _; rewrite h eqxx.
Qed.

Definition lpiece (q : word * bool * word) (k l : nat) :=
  if q.1.2 == t0 then evw (q.2 ++ q.1.1) l k else evw (q.2 ++ q.1.1) k l.

Lemma D_loop k l z : wf S z.1 z.2 z.1 -> (k < dim m)%N -> (l < dim n)%N ->
  D k l (evl z) = \sum_(q <- splits z.2) lpiece q k l.
Proof.
case: z => c w /= wfw lk ll; rewrite /evl Dsum /=.
under eq_bigr => i _ do rewrite (D_word wfw) //.
rewrite exchange_big /= [LHS]big_seq [RHS]big_seq; apply: eq_bigr => q mem.
have := splits_wf mem wfw; rewrite /piece /lpiece; case: ifP => _ /andP [h1 h2].
  rewrite (@evw_cat S A dim ent n) // (wf_endc h2); apply: eq_bigr => i _; exact: mulrC.
rewrite (@evw_cat S A dim ent m) // (wf_endc h2); apply: eq_bigr => i _; exact: mulrC.
Qed.

Lemma D_loops k l z : all (fun u => wf S u.1 u.2 u.1) z -> (k < dim m)%N -> (l < dim n)%N ->
  D k l (\prod_(u <- z) evl u) = \sum_(p <- picks z) (\sum_(q <- splits p.1.2) lpiece q k l) * \prod_(u <- p.2) evl u.
Proof.
move=> h lk ll; elim: z h => [|u z IH] /=; first by rewrite !big_nil Dconst.
case/andP => hu hz; rewrite !big_cons Dmul (D_loop hu) // IH // big_map mulr_sumr; congr (_ + _).
by apply: eq_bigr => p _ /=; rewrite big_cons mulrCA.
Qed.

(* the contraction *)
Section Theta.
Variables (c : nat) (w0 : word) (i : nat).
Hypothesis wf0 : wf S c w0 m.
Hypothesis li : (i < dim c)%N.
Let R k := evw (w0 ++ r) i k.
Definition Th (H : nat -> nat -> nat -> A) := \sum_(k < dim m) R k * (\sum_(p < dim n) \sum_(l < dim n) evw s p l * H k l p).
Lemma Th_sum I (Q : seq I) H : Th (fun k l p => \sum_(q <- Q) H q k l p) = \sum_(q <- Q) Th (H q).
Proof.
rewrite /Th [RHS]exchange_big; apply: eq_bigr => k _; rewrite -mulr_sumr; congr (_ * _).
rewrite [RHS]exchange_big; apply: eq_bigr => p _; rewrite [RHS]exchange_big; apply: eq_bigr => l _.
exact: mulr_sumr.
Qed.
Lemma Th_add H H' : Th (fun k l p => H k l p + H' k l p) = Th H + Th H'.
Proof.
rewrite /Th -big_split; apply: eq_bigr => k _ /=; rewrite -mulrDr; congr (_ * _).
rewrite -big_split; apply: eq_bigr => p _ /=; rewrite -big_split; apply: eq_bigr => l _ /=.
exact: mulrDr.
Qed.
Lemma Th_eq H H' : (forall k l p, (k < dim m)%N -> (l < dim n)%N -> (p < dim n)%N -> H k l p = H' k l p) -> Th H = Th H'.
Proof. by move=> h; apply: eq_bigr => k _; congr (_ * _); apply: eq_bigr => p _; apply: eq_bigr => l _; rewrite h. Qed.
Lemma endR : endc S c (w0 ++ r) = m.
Proof. by apply: (@wf_endc S c); rewrite wf_cat (wf_endc wf0) wf0 wfr. Qed.
Lemma wfts : wf S n (trw S s) n. Proof. exact: (wf_trw ent_sym wfs). Qed.

Lemma c1 q P j : (if q.1.2 == t0 then wf S n q.1.1 m else wf S n q.1.1 n) ->
  Th (fun k l p => piece q k l p j * P) =
  if q.1.2 == t0 then P * evw ((w0 ++ r) ++ trw S q.1.1 ++ s ++ q.2) i j
  else evl (n, trw S s ++ q.1.1) * P * evw ((w0 ++ r) ++ q.2) i j.
Proof.
rewrite /Th /piece; case: ifP => _ wfq; rewrite (@evw_cat S A dim ent c) // endR mulr_sumr; apply: eq_bigr => k _.
  rewrite mulrCA; congr (_ * _); rewrite (@evw_cat S A dim ent m) // (wf_endc (wf_trw ent_sym wfq)) mulr_sumr.
  apply: eq_bigr => p _; rewrite (evw_trw ent_sym wfq) // (@evw_cat S A dim ent n) // (wf_endc wfs) !mulr_sumr.
  by apply: eq_bigr => l _; exact: r1.
rewrite mulrCA; congr (_ * _); rewrite /evl /= !mulr_suml exchange_big /=; apply: eq_bigr => l _.
rewrite (@evw_cat S A dim ent n) // (wf_endc wfts) !mulr_suml; apply: eq_bigr => p _.
by rewrite (evw_trw ent_sym wfs) //; exact: r2.
Qed.

Lemma c2 q P w1 j : (if q.1.2 == t0 then wf S n (q.2 ++ q.1.1) m else wf S m (q.2 ++ q.1.1) n) ->
  Th (fun k l p => evw w1 p j * (lpiece q k l * P)) =
  P * evw ((w0 ++ r) ++ (if q.1.2 == t0 then trw S (q.2 ++ q.1.1) else q.2 ++ q.1.1) ++ trw S s ++ w1) i j.
Proof.
rewrite /Th /lpiece; case: ifP => _ wfq; rewrite (@evw_cat S A dim ent c) // endR mulr_sumr; apply: eq_bigr => k _.
  rewrite mulrCA; congr (_ * _); rewrite (@evw_cat S A dim ent m (trw S (q.2 ++ q.1.1))) // (wf_endc (wf_trw ent_sym wfq)) mulr_sumr exchange_big /=.
  apply: eq_bigr => l _; rewrite (evw_trw ent_sym wfq) // (@evw_cat S A dim ent n (trw S s)) // (wf_endc wfts) !mulr_sumr.
  apply: eq_bigr => p _; rewrite (evw_trw ent_sym wfs) //.
  exact: r3.
rewrite mulrCA; congr (_ * _); rewrite (@evw_cat S A dim ent m (q.2 ++ q.1.1)) // (wf_endc wfq) mulr_sumr exchange_big /=.
apply: eq_bigr => l _; rewrite (@evw_cat S A dim ent n (trw S s)) // (wf_endc wfts) !mulr_sumr.
apply: eq_bigr => p _; rewrite (evw_trw ent_sym wfs) //.
exact: r3.
Qed.
End Theta.

Lemma picks_sub p z : p \in picks z -> p.1 \in z.
Proof.
elim: z p => //= u z IH p; rewrite inE => /orP [/eqP -> | /mapP [p' /IH h ->]] /=; first by rewrite mem_head.
by rewrite inE h orbT.
Qed.

Lemma contractP q0 c b w0 w1 z i j : normal || (occ w1 + occs z <= 1)%N -> K q0 -> ~~ has_x w0 -> wf S c w0 m -> wf S n w1 b ->
  all (fun u => wf S u.1 u.2 u.1) z -> (i < dim c)%N -> (j < dim b)%N ->
  E (q0 * (evw (w0 ++ (x, t0) :: w1) i j * \prod_(u <- z) evl u)) =
  E (q0 * \sum_(u <- contract t0 w0 w1 z) (\prod_(v <- u.1) evl v) * evw u.2 i j).
Proof.
move=> deg Kq f0 wf0 wf1 hz li lj; set P := \prod_(u <- z) _.
pose F p := evw w1 p j * P.
transitivity (E (q0 * \sum_(a < dim m) \sum_(p < dim n) \sum_(k < dim m) \sum_(l < dim n)
    evw w0 i a * (evw r a k * evw s p l) * D k l (F p))).
  have -> : evw (w0 ++ (x, t0) :: w1) i j * P = \sum_(a < dim m) \sum_(p < dim n) evw w0 i a * (ev ent (x, t0) a p * F p).
    rewrite (@evw_cat S A dim ent c) // (wf_endc wf0) /= mulr_suml; apply: eq_bigr => a _.
    by rewrite mulr_sumr mulr_suml; apply: eq_bigr => p _; rewrite /F !mulrA.
  rewrite !mulr_sumr !E_sum; apply: eq_bigr => a _; rewrite !mulr_sumr !E_sum; apply: eq_bigr => p _.
  have -> : q0 * (evw w0 i a * (ev ent (x, t0) a p * F p)) = ev ent (x, t0) a p * (q0 * evw w0 i a * F p) by rewrite mulrA mulrCA.
  rewrite stein_t //; last first.
    case: (normal) deg => /= deg; [by left | right; apply: affine_mul; last exact: (affine_both _ wf1)].
    by apply: K_mul => //; exact: K_evw.
  congr (E _); rewrite mulr_sumr; apply: eq_bigr => k _; rewrite mulr_sumr; apply: eq_bigr => l _.
  rewrite Dmul Dconst ?mul0r ?add0r; last by apply: K_mul => //; exact: K_evw.
  exact: r6.
congr (E (q0 * _)).
transitivity (Th w0 i (fun k l p => D k l (F p))).
  rewrite /Th.
  under [RHS]eq_bigr => k _ do rewrite (@evw_cat S A dim ent c w0) // (wf_endc wf0) mulr_suml.
  rewrite [RHS]exchange_big /=; apply: eq_bigr => a _; rewrite exchange_big /=; apply: eq_bigr => k _.
  rewrite mulr_sumr; apply: eq_bigr => p _; rewrite mulr_sumr; apply: eq_bigr => l _.
  by rewrite !mulrA.
transitivity (Th w0 i (fun k l p => \sum_(q <- splits w1) (piece q k l p j * P) +
  \sum_(o <- picks z) \sum_(q <- splits o.1.2) evw w1 p j * (lpiece q k l * \prod_(u <- o.2) evl u))).
  apply: Th_eq => k l p lk ll lp; rewrite /F Dmul (D_word wf1) // D_loops // mulr_suml mulr_sumr; congr (_ + _).
  by apply: eq_bigr => o _; rewrite mulr_suml mulr_sumr.
rewrite Th_add /contract big_cat /=; congr (_ + _).
  rewrite Th_sum big_map [LHS]big_seq [RHS]big_seq; apply: eq_bigr => q mem.
  have := splits_wf mem wf1; rewrite (@c1 c w0 i wf0 li); last by case: ifP (splits_wf mem wf1) => _ /andP [].
  by case: ifP => _ _ //=; rewrite big_cons.
rewrite Th_sum big_flatten /= big_map [LHS]big_seq [RHS]big_seq; apply: eq_bigr => o /picks_sub memo.
rewrite Th_sum big_map [LHS]big_seq [RHS]big_seq; apply: eq_bigr => q mem.
rewrite (@c2 c w0 i wf0 li) //.
have := splits_wf mem (allP hz _ memo).
by case: ifP => _ /andP [h1 h2]; rewrite wf_cat (wf_endc h2) h2 h1.
Qed.
End Flag.

Notation evt := (evt S dim ent sv).
Notation evp := (evp S dim ent sv).
Hypothesis dim0 : dim 0 = 1%N.

Lemma K_coef (t : term) : K (zr A (cf t) * \prod_(g <- gs t) sv g).
Proof.
apply: K_mul; last by elim: (gs t) => [|g l IH]; rewrite ?big_nil ?big_cons //; exact: K_mul.
have Kn n : K n%:R by elim: n => [|n IH]; rewrite ?mulrS //; apply: K_add.
by case: (cf t) => [|n|n] //=; last apply: K_opp; exact: Kn.
Qed.

Lemma step1P c b t p i j : step1 c b t = Some p -> (i < dim c)%N -> (j < dim b)%N -> E (evt t i j) = E (evp p i j).
Proof.
rewrite /step1; case: ifP => // /andP [wfw cl]; case: (splits (wd t)) => [|q z0].
  case: [seq o <- _ | _] => // o z1; case: (splits _) => // q z2 /=; case: ifP => // /and5P [deg /eqP e1 /eqP e2 /eqP e3 /and4P [pe cl' f wfq]].
  case=> <- li lj.
  set q0 := zr A (cf t) * \prod_(g <- gs t) sv g * evw (wd t) i j.
  have Kq : K q0 by apply: K_mul; [exact: K_coef | exact: K_evw].
  have -> : evt t i j = \sum_(a < dim (lrow S (x, q.1.2)))
      q0 * (evw ([::] ++ (x, q.1.2) :: q.2 ++ q.1.1) a a * \prod_(u <- o.2) evl u).
    rewrite -mulr_sumr -mulr_suml /Words.evt /q0 -!mulrA; congr (_ * (_ * _)); rewrite mulrC; congr (_ * _).
    rewrite (perm_big _ pe) /= big_cons; congr (_ * _).
    by case: o {pe cl' deg} e1 e2 e3 => [[c' w'] rest] /= -> <- e3; rewrite evl_rot.
  have c0 (a : 'I_(dim (lrow S (x, q.1.2)))) : true -> E (q0 * (evw ([::] ++ (x, q.1.2) :: q.2 ++ q.1.1) a a * \prod_(u <- o.2) evl u)) =
      E (q0 * \sum_(u <- contract q.1.2 [::] (q.2 ++ q.1.1) o.2) (\prod_(v <- u.1) evl v) * evw u.2 a a).
    by move=> _; apply: (@contractP q.1.2 q0 (lrow S (x, q.1.2)) (lrow S (x, q.1.2))) => //=; rewrite eqxx.
  rewrite E_sum (eq_bigr _ c0) -E_sum; congr (E _).
  under eq_bigr => a _ do rewrite mulr_sumr.
  rewrite exchange_big /= /Words.evp big_map; apply: eq_bigr => u _.
  rewrite -mulr_sumr -mulr_sumr /Words.evt /= big_cons /q0 /Words.evl /=; exact: r5.
case: ifP => // /and5P [deg /eqP e f w1 w2]; case=> <- li lj.
have -> : evt t i j = zr A (cf t) * (\prod_(g <- gs t) sv g) * (evw (q.1.1 ++ (x, q.1.2) :: q.2) i j * \prod_(u <- ls t) evl u).
  by rewrite /Words.evt -e -!mulrA; congr (_ * (_ * _)); rewrite mulrC.
rewrite (contractP deg (K_coef t) f w1 w2) //.
congr (E _); rewrite mulr_sumr /Words.evp big_map; apply: eq_bigr => u _.
by rewrite /Words.evt /= !mulrA.
Qed.

Lemma E_evp p i j : E (evp p i j) = \sum_(t <- p) E (evt t i j). Proof. exact: E_sum. Qed.
Lemma stepsP c b p q i j : steps c b p = Some q -> (i < dim c)%N -> (j < dim b)%N -> E (evp p i j) = E (evp q i j).
Proof.
move=> + li lj; elim: p q => [|t p IH] q /=; first by case=> <-.
case: (steps c b p) IH => // q' IH; case: ifP => [_|_].
  by case=> <-; rewrite !E_evp !big_cons -!E_evp (IH q').
case h: (step1 c b t) => [r|] //; case=> <-.
by rewrite !E_evp big_cons big_cat -!E_evp /= (IH q') // (step1P h).
Qed.
Theorem integP f c b p q i j : integ f c b p = Some q -> (i < dim c)%N -> (j < dim b)%N -> E (evp p i j) = E (evp q i j).
Proof.
move=> + li lj; elim: f p => //= f IH p; rewrite -(collectP sv dim0 ent_sym p j li).
case: ifP => [_|_]; first by case=> <-.
by case h: (steps _ _ _) => [r|] // /IH <-; apply: stepsP h li lj.
Qed.
End Sem.
End Step.
