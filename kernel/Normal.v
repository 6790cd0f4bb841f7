(* The normal form of a polynomial in words and loops: words are cut where the size is 1, loops are turned to their least
   rotation (or that of the transpose), like terms are added by merging sorted lists. Proved to keep the value; that
   equal values have equal normal forms is not needed and not proved. *)
Set Warnings "-all".
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Words.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

(* Comparisons; Eq has to mean equal, the rest is only to be an order. *)
Definition sharp T (c : T -> T -> comparison) := forall a b, c a b = Eq -> a = b.
Fixpoint cmpl T (c : T -> T -> comparison) (s t : seq T) : comparison :=
  match s, t with
  | [::], [::] => Eq | [::], _ => Lt | _, [::] => Gt
  | a :: s', b :: t' => match c a b with Eq => cmpl c s' t' | r => r end
  end.
Lemma cmplP T (c : T -> T -> comparison) : sharp c -> sharp (cmpl c).
Proof. by move=> h; elim=> [|a s IH] [|b t] //=; case E: (c a b) => // /IH ->; rewrite (h _ _ E). Qed.
Definition cmpp T U (c : T -> T -> comparison) (d : U -> U -> comparison) (a b : T * U) : comparison :=
  match c a.1 b.1 with Eq => d a.2 b.2 | r => r end.
Lemma cmppP T U (c : T -> T -> comparison) (d : U -> U -> comparison) : sharp c -> sharp d -> sharp (cmpp c d).
Proof. by move=> hc hd [a x] [b y]; rewrite /cmpp /=; case E: (c a b) => // /hd ->; rewrite (hc _ _ E). Qed.
Definition cmpb (a b : bool) : comparison := match a, b with true, false => Gt | false, true => Lt | _, _ => Eq end.
Lemma cmpbP : sharp cmpb. Proof. by case=> [] []. Qed.
Lemma cmpnP : sharp Nat.compare. Proof. by move=> a b /PeanoNat.Nat.compare_eq_iff. Qed.
Definition cmpw : word -> word -> comparison := cmpl (cmpp Nat.compare cmpb).
Definition cmpk : loop -> loop -> comparison := cmpp Nat.compare cmpw.
Definition cmpt (s t : term) : comparison :=
  match cmpl Nat.compare (gs s) (gs t) with
  | Eq => match cmpl cmpk (ls s) (ls t) with Eq => cmpw (wd s) (wd t) | r => r end
  | r => r end.
Lemma cmpwP : sharp cmpw. Proof. exact: cmplP (cmppP cmpnP cmpbP). Qed.
Lemma cmptP s t : cmpt s t = Eq -> [/\ gs s = gs t, ls s = ls t & wd s = wd t].
Proof.
rewrite /cmpt; case E1: (cmpl _ _ _) => //; case E2: (cmpl _ _ _) => // E3; split.
- exact: cmplP cmpnP _ _ E1.
- exact: (cmplP (cmppP cmpnP cmpwP)) _ _ E2.
- exact: cmpwP E3.
Qed.

(* adding two sums, sorted both *)
Fixpoint merge (p : poly) : poly -> poly :=
  match p with
  | [::] => id
  | s :: p' => fix mq (q : poly) : poly :=
      match q with
      | [::] => p
      | t :: q' => match cmpt s t with
        | Lt => s :: merge p' q
        | Gt => t :: mq q'
        | Eq => match Z.add (cf s) (cf t) with Z0 => merge p' q' | z => T z (gs s) (ls s) (wd s) :: merge p' q' end
        end
      end
  end.
(* a stack of sorted sums, each about twice as long as the one above it *)
Fixpoint carry (p : poly) (stack : seq (option poly)) : seq (option poly) :=
  match stack with
  | [::] => [:: Some p] | None :: st => Some p :: st
  | Some q :: st => None :: carry (merge q p) st end.
Definition msort (p : poly) : poly :=
  foldl (fun q o => if o is Some r then merge r q else q) [::] (foldl (fun st t => carry [:: t] st) [::] p).

Section Tidy.
Variable S : sig.
(* the pieces of a word between the places where the size is 1: the first, and those after it *)
Fixpoint segs (c : nat) (w : word) : word * seq word :=
  match w with
  | [::] => ([::], if c == 0%N then [:: [::]] else [::])
  | a :: w' => let r := segs (lcol S a) w' in
      if c == 0%N then ([::], (a :: r.1) :: r.2) else (a :: r.1, r.2)
  end.
Definition cutw (c : nat) (w : word) : seq loop * word :=
  let: (s, r) := segs c w in
  if r is s' :: r' then
    if endc S c s == 0%N then ([seq (0%N, m) | m <- belast s' r'], s ++ last s' r') else ([::], w)
  else ([::], w).
Definition cutl (k : loop) : seq loop :=
  let: (c, w) := k in
  let: (s, r) := segs c w in
  if r is s' :: r' then
    if (endc S 0 (last s' r') == c) && (endc S c s == 0%N) then
      let w' := last s' r' ++ s in
      if w' is [::] then [seq (0%N, m) | m <- belast s' r'] else (0%N, w') :: [seq (0%N, m) | m <- belast s' r']
    else [:: k]
  else [:: k].
Fixpoint least (n : nat) (k best : loop) : loop :=
  if n is n'.+1 then
    let k' := if k.2 is a :: w then (lcol S a, rcons w a) else k in
    least n' k' (if cmpw k'.2 best.2 is Lt then k' else best)
  else best.
(* between a word and its transpose the one with fewer transposed letters, so that a rule that writes a transposed letter
   in others is not undone *)
Definition less_transposed (k l : loop) : bool :=
  match Nat.compare (count snd k.2) (count snd l.2) with
  | Lt => true | Gt => false | Eq => if cmpw k.2 l.2 is Gt then false else true end.
Definition canon (k : loop) : loop :=
  let: (c, w) := k in
  if wf S c w c then
    let k' := (c, trw S w) in
    let a := least (size w) k k in let b := least (size w) k' k' in if less_transposed a b then a else b
  else k.
Definition leql (k l : loop) := if cmpk k l is Gt then false else true.
Definition tidy (c : nat) (t : term) : term :=
  let r := cutw c (map (unsym S) (wd t)) in
  let l := flatten [seq cutl (k.1, map (unsym S) k.2) | k <- r.1 ++ ls t] in
  T (cf t) (sort leq (gs t)) (sort leql (map canon l)) r.2.
Definition collect (c : nat) (p : poly) : poly := msort (map (tidy c) p).

Definition pmul (p q : poly) : poly :=
  [seq T (Z.mul (cf s) (cf t)) (gs s ++ gs t) (ls s ++ ls t) (wd s ++ wd t) | s <- p, t <- q].
Definition popp (p : poly) : poly := [seq T (Z.opp (cf t)) (gs t) (ls t) (wd t) | t <- p].
Definition ptr (p : poly) : poly := [seq T (cf t) (gs t) (ls t) (trw S (wd t)) | t <- p].
Definition ptrace (c : nat) (p : poly) : poly := [seq T (cf t) (gs t) ((c, wd t) :: ls t) [::] | t <- p].
Definition wfp (a b : nat) (p : poly) := all (fun t => wf S a (wd t) b) p.
Definition flat (p : poly) := all (fun t => if wd t is [::] then true else false) p.

Section Eval.
Variables (A : comRingType) (dim : nat -> nat) (ent : nat -> nat -> nat -> A) (sv : nat -> A).
Hypothesis dim0 : dim 0 = 1%N.
Hypothesis ent_sym : forall l, symm S l -> rows S l = cols S l /\ forall i j, ent l i j = ent l j i.
Notation evw := (evw S dim ent).
Notation evl := (evl S dim ent).
Notation evt := (evt S dim ent sv).
Notation evp := (evp S dim ent sv).

Lemma evt_Z0 g l w i j : evt (T Z0 g l w) i j = 0. Proof. by rewrite /Words.evt /= !mul0r. Qed.
Lemma mergeP p q i j : evp (merge p q) i j = evp p i j + evp q i j.
Proof.
elim: p q => [|s p IH] q /=; first by rewrite evp_nil add0r.
elim: q => [|t q IHq]; first by rewrite evp_nil addr0.
case E: (cmpt s t).
- have [e1 e2 e3] := cmptP E.
  have e : evt s i j + evt t i j = evt (T (Z.add (cf s) (cf t)) (gs s) (ls s) (wd s)) i j.
    by rewrite /Words.evt /= e1 e2 e3 zr_add !mulrDl.
  rewrite !evp_cons addrACA e -IH.
  by case: (Z.add (cf s) (cf t)) => [|z|z]; [rewrite evt_Z0 add0r | rewrite evp_cons | rewrite evp_cons].
- by rewrite !evp_cons IH evp_cons !addrA.
- by rewrite evp_cons IHq !evp_cons addrCA.
Qed.
Definition stackv (st : seq (option poly)) i j : A := \sum_(o <- st) if o is Some p then evp p i j else 0.
Lemma stackv_cons o st i j : stackv (o :: st) i j = (if o is Some p then evp p i j else 0) + stackv st i j.
Proof. exact: big_cons. Qed.
Lemma carryP p st i j : stackv (carry p st) i j = evp p i j + stackv st i j.
Proof.
elim: st p => [|[q|] st IH] p /=.
- by rewrite stackv_cons.
- by rewrite !stackv_cons IH mergeP add0r addrA [evp q i j + _]addrC.
- by rewrite !stackv_cons add0r.
Qed.
Lemma msortP p i j : evp (msort p) i j = evp p i j.
Proof.
have fin st q : evp (foldl (fun q o => if o is Some r then merge r q else q) q st) i j = evp q i j + stackv st i j.
  elim: st q => [|[r|] st IH] q /=; first by rewrite /stackv big_nil addr0.
    by rewrite IH stackv_cons mergeP [evp r i j + _]addrC addrA.
  by rewrite IH stackv_cons add0r.
have ins st : stackv (foldl (fun st t => carry [:: t] st) st p) i j = evp p i j + stackv st i j.
  elim: p st => [|t p IH] st /=; first by rewrite evp_nil add0r.
  by rewrite IH carryP !evp_cons evp_nil addr0 addrCA addrA.
by rewrite /msort fin evp_nil add0r ins /stackv big_nil addr0.
Qed.

Fixpoint vrest (s : word) (r : seq word) (j : nat) : A := if r is s' :: r' then evw s 0%N 0%N * vrest s' r' j else evw s 0%N j.
Definition vsegs (p : word * seq word) (i j : nat) : A := if p.2 is s' :: r' then evw p.1 i 0%N * vrest s' r' j else evw p.1 i j.
Lemma vsegs_cons a s r i j : vsegs (a :: s, r) i j = \sum_(k < dim (lcol S a)) ev ent a i k * vsegs (s, r) k j.
Proof.
case: r => [|s' r'] //; rewrite /vsegs /= mulr_suml; apply: eq_bigr => k _; by rewrite mulrA.
Qed.
Lemma lt0 i : (i < dim 0)%N -> i = 0%N. Proof. by rewrite dim0; case: i. Qed.
Lemma segsP c w i j : (i < dim c)%N -> vsegs (segs c w) i j = evw w i j.
Proof.
elim: w c i => [|a w IH] c i /=.
  by case: eqP => [->|//] /lt0 ->; rewrite /vsegs /= mul1r.
case: eqP => [->|_] lt.
  rewrite (lt0 lt) /vsegs /= mul1r.
  transitivity (vsegs (a :: (segs (lcol S a) w).1, (segs (lcol S a) w).2) 0%N j).
    by rewrite /vsegs /=; case: (segs _ _).2.
  by rewrite vsegs_cons; apply: eq_bigr => k _; rewrite -surjective_pairing IH.
by rewrite vsegs_cons; apply: eq_bigr => k _; rewrite -surjective_pairing IH.
Qed.
Lemma vrestE s r j : vrest s r j = \prod_(m <- [seq (0%N, m) | m <- belast s r]) evl m * evw (last s r) 0%N j.
Proof.
elim: r s => [|s' r IH] s /=; first by rewrite big_nil mul1r.
by rewrite IH big_cons evl0 // mulrA.
Qed.
Lemma cutwP c w i j : (i < dim c)%N -> \prod_(k <- (cutw c w).1) evl k * evw (cutw c w).2 i j = evw w i j.
Proof.
move=> lt; rewrite /cutw -[in RHS](@segsP c) //; case: (segs c w) (@segsP c w i j lt) => s [|s' r] /= E.
  by rewrite big_nil mul1r /vsegs /= -E.
case: ifP => [/eqP h|_]; last by rewrite big_nil mul1r -E.
by rewrite /vsegs /= vrestE (@evw_cat S A dim ent c) // h dim0 big_ord1 mulrCA.
Qed.
Lemma cutlP k : \prod_(m <- cutl k) evl m = evl k.
Proof.
case: k => c w; rewrite /cutl; case E: (segs c w) => [s [|s' r]]; first by rewrite big_seq1.
case: ifP => [/andP [/eqP h1 /eqP h2]|_]; last by rewrite big_seq1.
have -> : evl (c, w) = \prod_(m <- [seq (0%N, m) | m <- belast s' r]) evl m * evl (0%N, last s' r ++ s).
  rewrite evl0 // (@evw_cat S A dim ent 0%N) ?dim0 // h1 mulr_sumr.
  apply: eq_bigr => i _; rewrite -(@segsP c) // E /vsegs /= vrestE.
  by rewrite mulrC -!mulrA.
case: (_ ++ _) => [|a z]; last by rewrite big_cons mulrC.
by rewrite evl0 //= mulr1.
Qed.
Lemma leastP n k best v : evl k = v -> endc S k.1 k.2 = k.1 -> evl best = v -> evl (least n k best) = v.
Proof.
elim: n k best => //= n IH [c w] best /= hk hc hb.
set k' := (if w is a :: w' then _ else _).
have [h1 h2] : evl k' = v /\ endc S k'.1 k'.2 = k'.1.
  rewrite /k' {k'}; case: w hk hc => [|a w] hk hc; first by split.
  split; last by rewrite -cats1 endc_cat.
  rewrite -hk -cats1; symmetry; exact: (@evl_rot S A dim ent c [:: a] w hc).
by apply: IH => //; case: (cmpw _ _).
Qed.
Lemma canonP k : evl (canon k) = evl k.
Proof.
case: k => c w; rewrite /canon; case: ifP => // h; case: ifP => _.
  exact: (@leastP (size w) (c, w) (c, w) _ erefl (wf_endc h) erefl).
have e := evl_trw dim ent_sym h.
by apply: (@leastP (size w) (c, trw S w) (c, trw S w)) => //; exact: (wf_endc (wf_trw ent_sym h)).
Qed.
Arguments cutw : simpl never. Arguments cutl : simpl never. Arguments canon : simpl never.
Lemma tidyP c t i j : (i < dim c)%N -> evt (tidy c t) i j = evt t i j.
Proof.
move=> lt; rewrite /Words.evt /= -!mulrA; congr (_ * _).
set r := cutw _ _; set l := flatten _.
rewrite (perm_big _ (permEl (perm_sort _ _))) (perm_big _ (permEl (perm_sort leql _))) /=; congr (_ * _).
rewrite big_map; under eq_bigr => k _ do rewrite canonP.
have -> : \prod_(k <- l) evl k = \prod_(k <- r.1) evl k * \prod_(k <- ls t) evl k.
  rewrite /l big_flatten /= big_map -big_cat /=; apply: eq_bigr => k _.
  by rewrite cutlP evl_unsym.
by rewrite mulrAC cutwP // evw_unsym // mulrC.
Qed.
Lemma collectP c p i j : (i < dim c)%N -> evp (collect c p) i j = evp p i j.
Proof.
by move=> lt; rewrite msortP /Words.evp big_map; apply: eq_bigr => t _; rewrite tidyP.
Qed.

Lemma evp_opp p i j : evp (popp p) i j = - evp p i j.
Proof. by rewrite /Words.evp big_map -sumrN; apply: eq_bigr => t _; rewrite /Words.evt /= zr_opp !mulNr. Qed.
Lemma evp_mul a b c p q i j : wfp a b p -> wfp b c q -> (i < dim a)%N ->
  evp (pmul p q) i j = \sum_(k < dim b) evp p i k * evp q k j.
Proof.
rewrite /wfp => /allP hp /allP hq lt; rewrite /Words.evp /pmul big_allpairs_dep /=.
under [RHS]eq_bigr => k _ do rewrite mulr_suml.
rewrite [RHS]exchange_big /=.
rewrite [LHS]big_seq [RHS]big_seq; apply: eq_bigr => s hs.
under [RHS]eq_bigr => k _ do rewrite mulr_sumr.
rewrite [RHS]exchange_big /=; apply: eq_bigr => t _.
rewrite {1}/Words.evt /= (@evw_cat S A dim ent a) // (wf_endc (hp _ hs)) mulr_sumr; apply: eq_bigr => k _.
by rewrite !big_cat /= zr_mul /Words.evt (mulrACA (zr A _)) (mulrACA _ _ (\prod_(k <- ls s) _)) (mulrACA _ _ (evw (wd s) i k)).
Qed.
Lemma evp_scale p q i j : flat p -> evp (pmul p q) i j = evp p 0%N 0%N * evp q i j.
Proof.
rewrite /flat => /allP h; rewrite /Words.evp /pmul big_allpairs_dep /= mulr_suml.
rewrite [LHS]big_seq [RHS]big_seq; apply: eq_bigr => s /h; case e: (wd s) => // _; rewrite mulr_sumr; apply: eq_bigr => t _.
rewrite /Words.evt /= e /= mulr1 !big_cat /= zr_mul.
by rewrite (mulrACA (zr A _)) (mulrACA _ _ (\prod_(k <- ls s) _)) -!mulrA.
Qed.
Lemma evp_ptr a b p i j : wfp a b p -> (i < dim a)%N -> (j < dim b)%N -> evp (ptr p) j i = evp p i j.
Proof.
rewrite /wfp => /allP h li lj; rewrite /Words.evp big_map [LHS]big_seq [RHS]big_seq; apply: eq_bigr => t /h w.
by rewrite /Words.evt /= (evw_trw ent_sym w).
Qed.
Lemma evp_trace c p : evp (ptrace c p) 0%N 0%N = \sum_(i < dim c) evp p i i.
Proof.
rewrite /Words.evp big_map exchange_big /=; apply: eq_bigr => t _.
by rewrite /Words.evt /= mulr1 big_cons [X in _ * X]mulrC mulrA /Words.evl mulr_sumr.
Qed.
End Eval.
End Tidy.
