(* The normal form of an expression stands for it; hence scheckP and mcheckP turn a computed `true` into an equality. *)
Set Warnings "-all".
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Words Normal Stein Rewrite Expressions Values.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Checked.
Variables (S : sig) (R : comRingType) (A : comAlgType R) (E : A -> R).
Variables (dim : nat -> nat) (sv : nat -> R).
Variable LR : forall l, 'M[R]_(dim (rows S l), dim (cols S l)).
Variable LX : forall l, 'M[A]_(dim (rows S l), dim (cols S l)).
Variables (laws : seq law) (dens : seq (nat * sexp S)) (rules : seq (rule S)).
Notation LA := (LA LR LX).
Notation ameval := (ameval E sv LR LX).
Notation aval := (aval E sv LR LX).
Notation rmeval := (rmeval E sv LR LX).
Notation reval := (reval E sv LR LX).
Notation entR := (entR LR).
Notation entA := (entA LR LX).
Notation svA := (svA A sv).
Notation evwR := (evw S dim entR).
Notation evpR := (evp S dim entR sv).
Notation evpA := (evp S dim entA svA).
Notation rules_hold := (rules_hold E sv LR LX).
Notation inverses := (inverses E sv LR LX).

Hypothesis G : good E sv LR LX laws dens rules.
Let dim0 := good_dim G.
Let sR := symR G.
Let sA := symA G.
Lemma lift2E f p q r : lift2 f p q = Some r -> exists p' q', [/\ p = Some p', q = Some q' & r = f p' q'].
Proof. by case: p q => [p|] [q|] //= [<-]; exists p, q. Qed.
Lemma askedE ok p q : asked ok p = Some q -> p = Some q /\ ok q.
Proof. by case: p => //= p; case: ifP => // h [<-]. Qed.
Lemma omapE (f : poly -> poly) (p : option poly) q : omap f p = Some q -> exists2 p', p = Some p' & q = f p'.
Proof. by case: p => //= p [<-]; exists p. Qed.
Lemma obindE (f : poly -> option poly) (p : option poly) q : obind f p = Some q -> exists2 p', p = Some p' & f p' = Some q.
Proof. by case: p => //= p h; exists p. Qed.

(* a sum stands for a matrix, or a scalar, both in A and in R *)
Definition stands a b (e : mexp S a b) p := forall i j,
  evpA p (nat_of_ord i) (nat_of_ord j) = ameval e i j /\ evpR p (nat_of_ord i) (nat_of_ord j) = rmeval e i j.
Definition sstands (s : sexp S) p := evpA p 0%N 0%N = aval s /\ evpR p 0%N 0%N = reval s.
Lemma val_one (K : comRingType) ent v c (i j : 'I_c) : @evp S K dim ent v one i j = (i == j)%:R.
Proof. by rewrite /evp big_seq1 /evt /= !big_nil !mul1r. Qed.
Lemma val_pow (K : comRingType) ent v p n : (forall l, symm S l -> rows S l = cols S l /\ forall i j, ent l i j = ent l j i) ->
  flat p -> @evp S K dim ent v (spow S p n) 0%N 0%N = evp S dim ent v p 0%N 0%N ^+ n.
Proof.
move=> s f; elim: n => [|n IH] /=; first by rewrite /evp big_seq1 /evt /= !big_nil !mul1r expr0.
by rewrite collectP ?dim0 // evp_scale // IH exprS.
Qed.
Lemma val_let (K : comRingType) (L : forall l, 'M[K]_(dim (rows S l), dim (cols S l))) v l i j :
  @evp S K dim (fun l => mxe (L l)) v [:: T (Zpos 1) [::] [::] [:: (l, false)]] (nat_of_ord i) (nat_of_ord j) = L l i j.
Proof.
rewrite /evp big_seq1 /evt /= !big_nil !mul1r /ev /=.
under eq_bigr => k _ do rewrite mulrC eq_sym.
by rewrite (sum_delta (fun k => mxe (L l) i k)) // mxe_ord.
Qed.

Lemma val_size (K : comRingType) n : \sum_(i < n) (nat_of_ord i == i)%:R = n%:R :> K.
Proof. by under eq_bigr => i _ do rewrite eqxx; rewrite sumr_const card_ord. Qed.

Section Early.
Variable early : seq replacement.
Hypotheses (earlyR : all_hold S dim entR sv early) (earlyA : all_hold S dim entA svA early).
Theorem norm_stands :
  (forall a b (e : mexp S a b) p, norm laws early e = Some p -> stands e p) /\
  (forall (s : sexp S) p, snorm laws early s = Some p -> sstands s p).
Proof.
apply: exp_ind => /=.
- by move=> l p [<-] i j; rewrite !val_let.
- by move=> c p [<-] i j; rewrite !val_one !mxE.
- by move=> a b p [<-] i j; rewrite !evp_nil !mxE.
- move=> a b e IH p /omapE [q /askedE [/IH h w] ->] i j.
  by rewrite !(evp_ptr _ sA w) ?(evp_ptr _ sR w) ?ltn_ord // !mxE; exact: h.
- move=> a b c e IHe f IHf p /lift2E [p' [q' [/askedE [/IHe he we] /askedE [/IHf hf wf'] ->]]] i j.
  rewrite !(rewrittenP dim0 sA) ?(rewrittenP dim0 sR) ?ltn_ord // !(evp_mul _ _ _ we wf') ?ltn_ord // !mxE.
  by split; apply: eq_bigr => k _; [rewrite (he _ _).1 (hf _ _).1 | rewrite (he _ _).2 (hf _ _).2].
- move=> a b e IHe f IHf p /lift2E [p' [q' [/IHe he /IHf hf ->]]] i j.
  rewrite !(collectP _ dim0 sA) ?(collectP _ dim0 sR) ?ltn_ord // !evp_cat !mxE.
  by rewrite (he _ _).1 (hf _ _).1 (he _ _).2 (hf _ _).2.
- move=> a b e IH p /omapE [q /IH h ->] i j; by rewrite !evp_opp !mxE (h _ _).1 (h _ _).2.
- move=> a b s IHs e IH p /lift2E [p' [q' [/askedE [/IHs hs f] /IH h ->]]] i j.
  rewrite !(collectP _ dim0 sA) ?(collectP _ dim0 sR) ?ltn_ord // !evp_scale // !mxE.
  by rewrite hs.1 hs.2 (h _ _).1 (h _ _).2.
- move=> a b e IH p /obindE [q /IH h ex] i j; have [Xs [GX] LS] := good_law G.
  have [_ c v] := expectedP G GX LS ex.
  by rewrite evpA_const // -!v ?ltn_ord // !mxE (h i j).1.
- by move=> g p [<-]; rewrite /sstands /evp !big_seq1 /evt /= !big_seq1 !big_nil !mul1r !mulr1.
- move=> z p [<-]; rewrite /sstands; case: z => [|z|z]; first by rewrite !evp_nil.
    by rewrite /evp !big_seq1 /evt /= !big_nil !mulr1.
  by rewrite /evp !big_seq1 /evt /= !big_nil !mulr1.
- move=> c p [<-]; rewrite /sstands /evp !big_seq1 /evt /= !big_seq1 !big_nil !mul1r !mulr1 /evl /=.
  by rewrite !val_size.
- move=> s IHs t IHt p /lift2E [p' [q' [/IHs hs /IHt ht ->]]].
  by rewrite /sstands !(collectP _ dim0 sA) ?(collectP _ dim0 sR) ?dim0 // !evp_cat hs.1 hs.2 ht.1 ht.2.
- move=> s IHs t IHt p /lift2E [p' [q' [/askedE [/IHs hs f] /IHt ht ->]]].
  by rewrite /sstands !(collectP _ dim0 sA) ?(collectP _ dim0 sR) ?dim0 // !evp_scale // hs.1 hs.2 ht.1 ht.2.
- by move=> s IH p /omapE [q /IH h ->]; rewrite /sstands !evp_opp h.1 h.2.
- by move=> s IH n p /omapE [q /askedE [/IH h f] ->]; rewrite /sstands !val_pow // h.1 h.2.
- move=> a e IH p /omapE [q /IH h ->].
  rewrite /sstands !(rewrittenP dim0 sA) ?(rewrittenP dim0 sR) ?dim0 // !evp_trace /mxtrace.
  by split; apply: eq_bigr => i _; [exact: (h i i).1 | exact: (h i i).2].
- move=> s IH p /obindE [q /IH h ex]; have [Xs [GX] LS] := good_law G.
  have [_ c v] := expectedP G GX LS ex.
  by rewrite /sstands evpA_const // -v ?dim0 // h.1.
Qed.

End Early.

Lemma word_ofP a b (e : mexp S a b) w : word_of e = Some w ->
  wf S a w b /\ forall i j, evwR w (nat_of_ord i) (nat_of_ord j) = rmeval e i j.
Proof.
move: a b e w; pose Q a b (e : mexp S a b) := forall w, word_of e = Some w ->
  wf S a w b /\ forall i j, evwR w (nat_of_ord i) (nat_of_ord j) = rmeval e i j.
apply: (@mexp_mut S Q (fun=> True)) => //=; rewrite /Q {Q} /=.
- move=> l w [<-] /=; rewrite !eqxx; split=> // i j; rewrite /ev /=.
  under eq_bigr => k _ do rewrite mulrC eq_sym.
  by rewrite (sum_delta (fun k => entR l i k)) // /entR mxe_ord.
- move=> a b e IH w; case h: (word_of e) => [v|] //= [<-]; have [wv ev] := IH v h; split=> [|i j].
    exact: (wf_trw sR wv).
  by rewrite (evw_trw sR wv) ?ltn_ord // ev mxE.
- move=> a b c e IHe f IHf w; case he: (word_of e) => [v|] //; case hf: (word_of f) => [u|] // [<-].
  have [wv ev] := IHe v he; have [wu eu] := IHf u hf; split=> [|i j].
    by rewrite wf_cat (wf_endc wv) wv wu.
  rewrite (@evw_cat S R dim entR a) ?ltn_ord // (wf_endc wv) mxE; apply: eq_bigr => k _; by rewrite ev eu.
Qed.
Lemma replacements_hold (rs : seq (rule S)) : rules_hold rs ->
  all_hold S dim entR sv (replacements laws rs) /\ all_hold S dim entA svA (replacements laws rs).
Proof.
elim: rs => //= r rs IH [h /IH hs]; case e0: (word_of (rold r)) => [w|] //.
case e: (norm laws [::] (rnew r)) => [p|] //; case: ifP => // /and4P [ww wp cw cp].
have [_ st0] := word_ofP e0; have st := (norm_stands (early := [::]) I I).1 _ _ _ _ e.
have hr i j : (i < dim (rfrom r))%N -> (j < dim (rto r))%N -> evwR w i j = evpR p i j.
  by move=> li lj; rewrite -[i]/(nat_of_ord (Ordinal li)) -[j]/(nat_of_ord (Ordinal lj)) (st _ _).2 -h -st0.
split; split; try (by case: hs); move=> i j /= li lj; rewrite evw_unsym //; first exact: hr.
by rewrite evwA_const // evpA_const // hr.
Qed.
Lemma early_hold : all_hold S dim entR sv (early_rules laws rules) /\ all_hold S dim entA svA (early_rules laws rules).
Proof.
have [hR hA] := replacements_hold (good_rule G); rewrite /early_rules.
by elim: (replacements _ _) hR hA => //= r rs IH [h1 h2] [k1 k2]; case: ifP => _; have [i1 i2] := IH h2 k2.
Qed.
Let stand := norm_stands early_hold.1 early_hold.2.
Lemma divisors_inverse ds : inverses ds -> inverse_to S dim entR sv (divisors laws ds).
Proof.
elim: ds => //= d ds IH [h /IH hs]; case e: (snorm laws [::] d.2) => [p|] //=; split=> //.
by rewrite ((norm_stands (early := [::]) I I).2 _ _ e).2.
Qed.
Theorem mcheckP a b (e f : mexp S a b) : mcheck laws dens rules e f -> rmeval e = rmeval f.
Proof.
rewrite /mcheck; case h: (lift2 _ _ _) => [p|] // ok; have [p' [q' [he hf e1]]] := lift2E h.
apply/matrixP => i j; rewrite -(stand.1 _ _ _ _ he i j).2 -(stand.1 _ _ _ _ hf i j).2.
apply/eqP; rewrite -subr_eq0 -evp_opp -evp_cat -e1.
by rewrite (vanishesP dim0 sR j (replacements_hold (good_rule G)).1 (divisors_inverse (good_den G)) (ltn_ord i) ok).
Qed.
Theorem scheckP (s t : sexp S) : scheck laws dens rules s t -> reval s = reval t.
Proof.
rewrite /scheck; case h: (lift2 _ _ _) => [p|] // ok; have [p' [q' [he hf e1]]] := lift2E h.
rewrite -(stand.2 _ _ he).2 -(stand.2 _ _ hf).2.
have l0 : (0 < dim 0)%N by rewrite dim0.
apply/eqP; rewrite -subr_eq0 -evp_opp -evp_cat -e1.
by rewrite (vanishesP dim0 sR 0%N (replacements_hold (good_rule G)).1 (divisors_inverse (good_den G)) l0 ok).
Qed.
End Checked.