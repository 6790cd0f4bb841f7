(* Words replaced by what they equal (inverses, roots, relations), and inverses of scalars cleared from a sum that is
   to be 0: both keep what has to be kept, and say nothing of confluence. *)
Set Warnings "-all".
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Kernel Require Import Words Normal Stein.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

(* a word from the size a to the size b, and the sum that equals it *)
Record replacement := Replacement { from : nat; to : nat; old : word; new : poly }.

Fixpoint strip (w l : word) : option word :=
  match w, l with
  | [::], _ => Some l
  | x :: w', y :: l' => if x == y then strip w' l' else None
  | _, [::] => None end.
Fixpoint find (w l : word) : option (word * word) :=
  if strip w l is Some v then Some ([::], v) else
  if l is a :: l' then if find w l' is Some (u, v) then Some (a :: u, v) else None else None.
Lemma stripP w l v : strip w l = Some v -> l = w ++ v.
Proof. by elim: w l => [|x w IH] [|y l] //=; try (by case=> ->); case: eqP => // -> /IH ->. Qed.
Lemma findP w l u v : find w l = Some (u, v) -> l = u ++ w ++ v.
Proof.
elim: l u => [|a l IH] u /=; case E: (strip _ _) => [v'|] //.
- by case=> <- <- /=; exact: stripP.
- by case=> <- <- /=; exact: stripP.
- by case F: (find w l) => [[u' v']|] //; case=> <- e; rewrite (IH u') // F e.
Qed.

Section Rearranged.
Variable R : comRingType.
Implicit Types a b c d e f g h : R.
Lemma r7 a b c d e f g h z : a * b * (c * d) * (e * f) * (g * h * z) = a * c * e * (g * (b * d * f * h) * z). Proof. by ring. Qed.
Lemma r8 a b c d e f g h z : a * b * (c * d) * (z * (e * f)) * g = a * c * e * g * (b * d * f * z). Proof. by ring. Qed.
Lemma r9 a b c d z : a * b * c * d * z = a * b * (z * c) * d. Proof. by ring. Qed.
End Rearranged.
Section Rewrite.
Variable S : sig.
Section One.
Variable r : replacement.
Fixpoint turned (n : nat) (k : loop) : option word :=       (* v with w v a rotation of the loop *)
  match (if k.1 == from r then strip (old r) k.2 else None) with
  | Some v => Some v
  | None => if n is n'.+1 then if k.2 is a :: w then turned n' (lcol S a, rcons w a) else None else None
  end.
Fixpoint in_loops (ps : seq (loop * seq loop)) : option (word * seq loop) :=
  if ps is p :: ps' then
    if wf S p.1.1 p.1.2 p.1.1 then if turned (size p.1.2) p.1 is Some v then Some (v, p.2) else in_loops ps'
    else in_loops ps'
  else None.
Definition replaced (c : nat) (t : term) : option poly :=
  if (endc S (from r) (old r) == to r) && wfp S (from r) (to r) (new r) then
    match (if find (old r) (wd t) is Some (u, v) then if endc S c u == from r then Some (u, v) else None else None) with
    | Some (u, v) => Some [seq T (Z.mul (cf t) (cf s)) (gs t ++ gs s) (ls t ++ ls s) (u ++ wd s ++ v) | s <- new r]
    | None =>
      if in_loops (picks (ls t)) is Some (v, rest) then
        Some [seq T (Z.mul (cf t) (cf s)) (gs t ++ gs s) ((from r, wd s ++ v) :: rest ++ ls s) (wd t) | s <- new r]
      else None
    end
  else None.
End One.
Fixpoint replaced_by (rs : seq replacement) (c : nat) (t : term) : option poly :=
  if rs is r :: rs' then if replaced r c t is Some p then Some p else replaced_by rs' c t else None.
Fixpoint pass (rs : seq replacement) (c : nat) (p : poly) : bool * poly :=
  if p is t :: p' then
    let q := pass rs c p' in
    if replaced_by rs c t is Some r then (true, r ++ q.2) else (q.1, t :: q.2)
  else (false, [::]).
Fixpoint rewritten (n : nat) (rs : seq replacement) (c : nat) (p : poly) : poly :=
  let p := collect S c p in
  if n is n'.+1 then let q := pass rs c p in if q.1 then rewritten n' rs c q.2 else p else p.

(* g with g·P = 1: every term times the power of P that makes the powers of g equal, which are left out *)
Definition powers (k : nat) (p : poly) : seq poly :=
  iteri k (fun _ l => collect S 0 (pmul p (head [::] l)) :: l) [:: [:: T (Zpos 1) [::] [::] [::]]].
Definition cleared (g : nat) (P : poly) (c : nat) (p : poly) : nat * poly :=
  let k := foldr (fun t m => maxn (count_mem g (gs t)) m) 0%N p in
  let ps := rev (powers k P) in
  (k, flatten [seq pmul (nth [::] ps (k - count_mem g (gs t))) [:: T (cf t) [seq x <- gs t | x != g] (ls t) (wd t)] | t <- p]).
Fixpoint vanishes (n : nat) (rs : seq replacement) (ds : seq (nat * poly)) (c : nat) (p : poly) : bool :=
  let p := rewritten n rs c p in
  match p, ds with
  | [::], _ => true
  | _, [::] => false
  | _, d :: ds' => flat d.2 && vanishes n rs ds' c (cleared d.1 d.2 c p).2
  end.

Lemma flat_mul p q : flat p -> flat q -> flat (pmul p q).
Proof.
rewrite /flat => /allP hp /allP hq; apply/allP => t /allpairsP [[s u] /= [hs hu ->]] /=.
by move: (hp _ hs) (hq _ hu); case: (wd s).
Qed.
Lemma flat_merge p q : flat p -> flat q -> flat (merge p q).
Proof.
elim: p q => //= s p IH q /andP [hs hp] hq; elim: q hq => [|t q IHq] /=; first by rewrite hs.
case/andP => ht hq; case: (cmpt s t) => /=; rewrite ?hs ?ht ?IHq ?IH //= ?ht //.
by case: (Z.add _ _) => [|z|z] /=; rewrite ?hs IH.
Qed.
Lemma flat_collect p : flat p -> flat (collect S 0 p).
Proof.
move=> hp.
have carryF q st : flat q -> all (fun o => if o is Some r then flat r else true) st ->
    all (fun o => if o is Some r then flat r else true) (carry q st).
  elim: st q => [|[r|] st IH] q hq //=; rewrite ?hq //= => /andP [hr hs]; apply: IH => //; exact: flat_merge.
have : all (fun o => if o is Some r then flat r else true) (foldl (fun st t => carry [:: t] st) [::] (map (tidy S 0) p)).
  elim: p hp [::] (isT : all (fun o => if o is Some r then flat r else true) [::]) => //= t p IH /andP [ht hp] st hs.
  apply: IH => //; apply: carryF => //=; rewrite andbT /tidy /=; by case: (wd t) ht.
have fin st q : flat q -> all (fun o => if o is Some r then flat r else true) st ->
    flat (foldl (fun q o => if o is Some r then merge r q else q) q st).
  elim: st q => //= o st IH q hq /andP [ho hs]; apply: IH => //; case: o ho => // r ho; exact: flat_merge.
exact: fin.
Qed.

Section Eval.
Variables (A : comRingType) (dim : nat -> nat) (ent : nat -> nat -> nat -> A) (sv : nat -> A).
Hypothesis dim0 : dim 0 = 1%N.
Hypothesis ent_sym : forall l, symm S l -> rows S l = cols S l /\ forall i j, ent l i j = ent l j i.
Notation evw := (evw S dim ent).
Notation evl := (evl S dim ent).
Notation evt := (evt S dim ent sv).
Notation evp := (evp S dim ent sv).
Definition holds (r : replacement) :=
  forall i j, (i < dim (from r))%N -> (j < dim (to r))%N -> evw (old r) i j = evp (new r) i j.
Fixpoint all_hold (rs : seq replacement) : Prop := if rs is r :: rs' then holds r /\ all_hold rs' else True.

Lemma picksP z p : p \in picks z -> \prod_(k <- z) evl k = evl p.1 * \prod_(k <- p.2) evl k.
Proof.
elim: z p => //= u z IH p; rewrite inE => /orP [/eqP -> | /mapP [p' /IH h ->]] /=; rewrite !big_cons //.
by rewrite h mulrCA.
Qed.
Lemma turnedP r n k v : endc S k.1 k.2 = k.1 -> turned r n k = Some v -> evl k = evl (from r, old r ++ v).
Proof.
elim: n k => [|n IH] [c w] /= hc.
  by case: ifP => // /eqP <-; case E: (strip _ _) => [v'|] //; case=> <-; rewrite (stripP E).
case E: (if _ then _ else _) => [v'|].
  by move: E; case: ifP => // /eqP <- /stripP -> [<-].
case: w hc {E} => // a w hc /IH <- /=; last by rewrite -cats1 endc_cat.
by rewrite -cats1 -(@evl_rot S A dim ent c [:: a] w).
Qed.
Lemma in_loopsP r ps v rest : in_loops r ps = Some (v, rest) ->
  exists2 k, (k, rest) \in ps & evl k = evl (from r, old r ++ v).
Proof.
elim: ps => //= -[k rest'] ps IH /=; case: ifP => [hw|_]; last first.
  by move/IH => [k' h e]; exists k' => //; rewrite inE h orbT.
case E: (turned _ _ _) => [v'|]; last by move/IH => [k' h e]; exists k' => //; rewrite inE h orbT.
case=> ev <-; exists k; first by rewrite inE eqxx.
by rewrite -ev; apply: turnedP E; apply: wf_endc hw.
Qed.
Lemma middle a b c u w v i j : (i < dim c)%N -> endc S c u = a -> endc S a w = b ->
  evw (u ++ w ++ v) i j = \sum_(k < dim a) \sum_(m < dim b) evw u i k * evw w k m * evw v m j.
Proof.
move=> lt hu hw; rewrite (@evw_cat S A dim ent c) // hu; apply: eq_bigr => k _.
rewrite (@evw_cat S A dim ent a) // hw mulr_sumr; apply: eq_bigr => m _; exact: mulrA.
Qed.
Lemma replacedP r c t p i j : holds r -> replaced r c t = Some p -> (i < dim c)%N -> evp p i j = evt t i j.
Proof.
move=> hr; rewrite /replaced; case: ifP => // /andP [/eqP e1 /allP e2] + lt.
case F: (if find _ _ is Some _ then _ else _) => [[u v]|].
  have [e3 e4] : wd t = u ++ old r ++ v /\ endc S c u = from r.
    move: F; case F: (find _ _) => [[u' v']|] //; case: ifP => // /eqP h [<- <-].
    by rewrite (findP F).
  case=> <-; rewrite /Words.evp big_map {2}/Words.evt e3 (middle _ _ lt e4 e1).
  transitivity (\sum_(s <- new r) zr A (cf t) * \prod_(g <- gs t) sv g * \prod_(k <- ls t) evl k *
      \sum_(k < dim (from r)) \sum_(m < dim (to r)) evw u i k * evt s k m * evw v m j).
    rewrite [LHS]big_seq [RHS]big_seq; apply: eq_bigr => s /e2 ws.
    rewrite /Words.evt /= zr_mul !big_cat /= (middle _ _ lt e4 (wf_endc ws)) !mulr_sumr.
    apply: eq_bigr => k _; rewrite !mulr_sumr; apply: eq_bigr => m _; exact: r7.
  rewrite -mulr_sumr; congr (_ * _); rewrite exchange_big /=; apply: eq_bigr => k _.
  rewrite exchange_big /=; apply: eq_bigr => m _.
  by rewrite (hr _ _ (ltn_ord k) (ltn_ord m)) /Words.evp -mulr_suml -mulr_sumr.
case L: (in_loops _ _) => [[v rest]|] //; case=> <-.
have [k /picksP e3 e4] := in_loopsP L; rewrite /= in e3.
rewrite /Words.evp big_map {2}/Words.evt e3 e4 /Words.evl /=.
transitivity (\sum_(s <- new r) zr A (cf t) * \prod_(g <- gs t) sv g * \prod_(k <- rest) evl k * evw (wd t) i j *
    \sum_(k < dim (from r)) \sum_(m < dim (to r)) evt s k m * evw v m k).
  rewrite [LHS]big_seq [RHS]big_seq; apply: eq_bigr => s /e2 ws.
  rewrite /Words.evt /= zr_mul !big_cons !big_cat /=.
  have -> : evl (from r, wd s ++ v) = \sum_(k < dim (from r)) \sum_(m < dim (to r)) evw (wd s) k m * evw v m k.
    by apply: eq_bigr => a _; rewrite (@evw_cat S A dim ent (from r)) // (wf_endc ws).
  set X := \sum_(a < _) _; have -> : \sum_(k < dim (from r)) \sum_(m < dim (to r)) zr A (cf s) * \prod_(g <- gs s) sv g *
      \prod_(k0 <- ls s) evl k0 * evw (wd s) k m * evw v m k = zr A (cf s) * \prod_(g <- gs s) sv g * \prod_(k0 <- ls s) evl k0 * X.
    rewrite mulr_sumr; apply: eq_bigr => a _; rewrite mulr_sumr; apply: eq_bigr => b _; by rewrite !mulrA.
  exact: r8.
rewrite -mulr_sumr; have -> : \sum_(s <- new r) \sum_(k < dim (from r)) \sum_(m < dim (to r)) evt s k m * evw v m k =
    \sum_(k < dim (from r)) evw (old r ++ v) k k.
  rewrite exchange_big /=; apply: eq_bigr => a _; rewrite (@evw_cat S A dim ent (from r)) // e1 exchange_big /=.
  by apply: eq_bigr => b _; rewrite (hr _ _ (ltn_ord a) (ltn_ord b)) /Words.evp -mulr_suml.
exact: r9.
Qed.
Lemma passP rs c p i j : all_hold rs -> (i < dim c)%N -> evp (pass rs c p).2 i j = evp p i j.
Proof.
move=> h lt; elim: p => //= t p IH.
have one q : replaced_by rs c t = Some q -> evp q i j = evt t i j.
  elim: rs h {IH} => //= r rs IHr [hr hs]; case E: (replaced _ _ _) => [q'|]; last exact: IHr.
  by case=> <-; exact: replacedP E lt.
case E: (replaced_by _ _ _) => [q|] /=; last by rewrite !evp_cons IH.
by rewrite evp_cat (one _ E) IH evp_cons.
Qed.
Lemma rewrittenP n rs c p i j : all_hold rs -> (i < dim c)%N -> evp (rewritten n rs c p) i j = evp p i j.
Proof.
move=> h lt; elim: n p => [|n IH] p /=; first by rewrite collectP.
by case: ifP => _; rewrite ?IH ?passP // collectP.
Qed.

Lemma size_powers k P : size (powers k P) = k.+1.
Proof. by elim: k => //= k ->. Qed.
Lemma powersP k P m : flat P -> (m <= k)%N -> evp (nth [::] (rev (powers k P)) m) 0%N 0%N = evp P 0%N 0%N ^+ m.
Proof.
move=> f le; rewrite nth_rev ?size_powers ?ltnS //.
suff h n : (n <= k)%N -> evp (nth [::] (powers k P) n) 0%N 0%N = evp P 0%N 0%N ^+ (k - n).
  by rewrite subSS h ?leq_subr // subKn.
elim: k n {m le} => [|k IH] [|n] //= le; last by rewrite IH.
  by rewrite /Words.evp big_seq1 /Words.evt /= !big_nil !mulr1 expr0.
rewrite collectP ?dim0 // evp_scale // exprS; congr (_ * _).
by have := IH 0%N (leq0n k); rewrite subn0 => <-; case: (powers k P).
Qed.
Lemma clearedP g P c p i j : flat P -> sv g * evp P 0%N 0%N = 1 ->
  evp (cleared g P c p).2 i j = evp P 0%N 0%N ^+ (cleared g P c p).1 * evp p i j.
Proof.
move=> f inv; rewrite /cleared /=; set k := foldr _ _ _; set v := evp P 0%N 0%N in inv *.
have le t : t \in p -> (count_mem g (gs t) <= k)%N.
  rewrite /k; elim: (p) => //= s q IH; rewrite inE leq_max => /orP [/eqP ->|/IH ->]; rewrite ?leqnn ?orbT //.
rewrite {1}/Words.evp big_flatten /= big_map /Words.evp mulr_sumr [LHS]big_seq [RHS]big_seq.
apply: eq_bigr => t /le lt; set m := count_mem g (gs t) in lt *.
rewrite -/(evp _ i j) evp_scale; last first.
  apply/allP => s; case: (ltnP (k - m) (size (rev (powers k P)))) => [h|h]; last by rewrite nth_default.
  move: (mem_nth [::] h); set q := nth _ _ _; rewrite mem_rev => hq hs.
  have : all flat (powers k P).
    elim: (k) => //= n IH; rewrite IH andbT; apply: flat_collect; apply: flat_mul => //.
    by case: (powers n P) IH => //= a l /andP [].
  by move/allP/(_ _ hq)/allP/(_ _ hs).
rewrite powersP ?leq_subr // -/v {1}/Words.evp big_seq1 /Words.evt /= -[in RHS](subnK lt) exprD -!mulrA; congr (_ * _).
rewrite [RHS]mulrCA; congr (_ * _); rewrite [RHS]mulrA; congr (_ * _).
rewrite /m; elim: (gs t) => [|x l IH] /=; first by rewrite expr0 mul1r.
case: (eqVneq x g) => [->|ne] /=; last by rewrite big_cons IH big_cons mulrCA.
by rewrite big_cons IH exprS mulrACA [v * _]mulrC inv mul1r.
Qed.
Fixpoint inverse_to (ds : seq (nat * poly)) : Prop :=
  if ds is d :: ds' then sv d.1 * evp d.2 0%N 0%N = 1 /\ inverse_to ds' else True.
Theorem vanishesP n rs ds c p i j : all_hold rs -> inverse_to ds -> (i < dim c)%N -> vanishes n rs ds c p -> evp p i j = 0.
Proof.
move=> hr + lt; elim: ds p => [|[g P] ds IH] p /= hd; rewrite -(@rewrittenP n rs c) //.
  by case: (rewritten _ _ _ _) => // _; rewrite evp_nil.
case E: (rewritten _ _ _ _) => [|t q]; first by rewrite evp_nil.
case: hd => inv hd; rewrite -{}E; set q' := rewritten _ _ _ _ => /andP [f /(IH _ hd)].
rewrite (clearedP c q' i j f inv) => z.
have one : sv g ^+ (cleared g P c q').1 * evp P 0%N 0%N ^+ (cleared g P c q').1 = 1 by rewrite -exprMn inv expr1n.
by rewrite -[LHS]mul1r -one -mulrA z mulr0.
Qed.
End Eval.
End Rewrite.
