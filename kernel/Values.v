(* What expressions stand for: matrices over a field R (constants) and over an R-algebra A (what is random). The record `good`
   ties the table of a statement to its values; here it is proved that what the engine integrates has the same mean. *)
Set Warnings "-all".
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Words Normal Stein Rewrite Expressions.
From Kernel Require Export Laws.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Values.
Variables (S : sig) (R : comRingType) (A : comAlgType R) (E : A -> R).
Variables (dim : nat -> nat) (sv : nat -> R).
Variable LR : forall l, 'M[R]_(dim (rows S l), dim (cols S l)).        (* constants *)
Variable LX : forall l, 'M[A]_(dim (rows S l), dim (cols S l)).        (* random letters *)
Definition LA l : 'M[A]_(dim (rows S l), dim (cols S l)) := if rand S l then LX l else cst (LR l).

(* the value under an expectation *)
Fixpoint ameval a b (e : mexp S a b) : 'M[A]_(dim a, dim b) :=
  match e with
  | MLet l => LA l
  | MId c => 1%:M
  | MZero a b => 0
  | MTr a b e => (ameval e)^T
  | MMul a b c e f => ameval e *m ameval f
  | MAdd a b e f => ameval e + ameval f
  | MOpp a b e => - ameval e
  | MScale a b s e => aval s *: ameval e
  | MExp a b e => cst (map_mx E (ameval e))
  end
with aval (s : sexp S) : A :=
  match s with
  | SGen g => (sv g)%:A
  | SInt z => zr A z
  | SSize c => (dim c)%:R
  | SAdd s t => aval s + aval t
  | SMul s t => aval s * aval t
  | SOpp s => - aval s
  | SPow s n => aval s ^+ n
  | STr a e => \tr (ameval e)
  | SExp s => (E (aval s))%:A
  end.
(* the value outside of expectations *)
Fixpoint rmeval a b (e : mexp S a b) : 'M[R]_(dim a, dim b) :=
  match e with
  | MLet l => LR l
  | MId c => 1%:M
  | MZero a b => 0
  | MTr a b e => (rmeval e)^T
  | MMul a b c e f => rmeval e *m rmeval f
  | MAdd a b e f => rmeval e + rmeval f
  | MOpp a b e => - rmeval e
  | MScale a b s e => reval s *: rmeval e
  | MExp a b e => map_mx E (ameval e)
  end
with reval (s : sexp S) : R :=
  match s with
  | SGen g => sv g
  | SInt z => zr R z
  | SSize c => (dim c)%:R
  | SAdd s t => reval s + reval t
  | SMul s t => reval s * reval t
  | SOpp s => - reval s
  | SPow s n => reval s ^+ n
  | STr a e => \tr (rmeval e)
  | SExp s => E (aval s)
  end.

Definition entR l := mxe (LR l).
Definition entA l := mxe (LA l).
Definition svA g : A := (sv g)%:A.
Notation evwR := (evw S dim entR).
Notation evwA := (evw S dim entA).
Notation evpR := (evp S dim entR sv).
Notation evpA := (evp S dim entA svA).

Variables (laws : seq law) (dens : seq (nat * sexp S)) (rules : seq (rule S)).
(* a law of the table says of its letter what the record says of a symbol *)
Definition law_is (w : law) (X : symbol A) : Prop :=
  [/\ rand S (random w), normal w = is_normal X, dim (rows S (random w)) = sm X, dim (cols S (random w)) = sn X
    & (forall i j, mxe (LX (random w)) i j = mxe (value X) i j)] /\
  [/\ forall i k, (i < sm X)%N -> (k < sm X)%N -> mxe (row_cov X) i k = evwR (row_word w) i k
    & forall j l, (j < sn X)%N -> (l < sn X)%N -> mxe (col_cov X) j l = evwR (col_word w) j l].
Fixpoint laws_are (ws : seq law) (Xs : seq (symbol A)) : Prop :=
  match ws, Xs with [::], [::] => True | w :: ws', X :: Xs' => law_is w X /\ laws_are ws' Xs' | _, _ => False end.
(* what can be computed: words of covariances fit and are constant, every random letter has one law *)
Definition law_fits (w : law) : bool :=
  [&& wf S (rows S (random w)) (row_word w) (rows S (random w)), wf S (cols S (random w)) (col_word w) (cols S (random w)),
      all (fun a => ~~ rand S a.1) (row_word w) & all (fun a => ~~ rand S a.1) (col_word w)].
Definition laws_fit : bool :=
  [&& all law_fits laws, uniq (map random laws) &
      all (fun l => rand S l ==> (l \in map random laws)) (iota 0 (size (srand S)))].
Fixpoint inverses (ds : seq (nat * sexp S)) : Prop :=
  if ds is d :: ds' then sv d.1 * reval d.2 = 1 /\ inverses ds' else True.
Definition rule_holds (r : rule S) : Prop := rmeval (rold r) = rmeval (rnew r).
Fixpoint rules_hold (rs : seq (rule S)) : Prop := if rs is r :: rs' then rule_holds r /\ rules_hold rs' else True.
(* symmetric letters have an entry at (j,i) that is the one at (i,j) *)
Definition symmetric_letters : Prop :=
  forall l, symm S l -> rows S l = cols S l /\ forall i j, mxe (LA l) i j = mxe (LA l) j i.

Record good : Prop := Good {
  good_dim : dim 0 = 1%N;
  good_sym : forall l, symm S l -> ~~ rand S l /\ rows S l = cols S l /\ forall i j, mxe (LR l) i j = mxe (LR l) j i;
  good_fit : laws_fit;
  good_law : exists2 Xs, inhabited (gaussians E Xs) & laws_are laws Xs;
  good_den : inverses dens;
  good_rule : rules_hold rules }.

Section Sound.
Hypothesis G : good.
Let dim0 := good_dim G.
Lemma symR l : symm S l -> rows S l = cols S l /\ forall i j, entR l i j = entR l j i.
Proof. by move/(good_sym G) => [_]. Qed.
Lemma entA_const l i j : ~~ rand S l -> entA l i j = (entR l i j)%:A.
Proof. by rewrite /entA /LA => /negbTE ->; rewrite mxe_map. Qed.
Lemma symA l : symm S l -> rows S l = cols S l /\ forall i j, entA l i j = entA l j i.
Proof.
by move/(good_sym G) => [c [h s]]; split=> // i j; rewrite !entA_const // /entR s.
Qed.

(* words without random letters have the same value in A *)
Lemma algM (c d : R) : (c * d)%:A = c%:A * d%:A :> A. Proof. by rewrite mulr_algl scalerA. Qed.
Lemma zrA z : zr A z = (zr R z)%:A.
Proof.
have p q : posr A q = (posr R q)%:A by rewrite /posr scaler_nat.
by case: z => [|q|q] /=; rewrite ?scale0r // p // scaleNr.
Qed.
Lemma evA_const a i j : ~~ rand S a.1 -> ev entA a i j = (ev entR a i j)%:A.
Proof. by move=> h; rewrite /ev; case: ifP => _; rewrite entA_const. Qed.
Lemma evwA_const w i j : all (fun a => ~~ rand S a.1) w -> evwA w i j = (evwR w i j)%:A.
Proof.
elim: w i => [|a w IH] i /=; first by move=> _; rewrite scaler_nat.
case/andP => ha hw; rewrite scaler_suml; apply: eq_bigr => k _.
by rewrite evA_const // IH // algM.
Qed.
Lemma evpA_const p i j : constant S p -> evpA p i j = (evpR p i j)%:A.
Proof.
rewrite /constant => /allP h; rewrite /evp scaler_suml [LHS]big_seq [RHS]big_seq; apply: eq_bigr => t /h /andP [hw hl].
rewrite /evt zrA evwA_const //.
have -> : \prod_(g <- gs t) svA g = (\prod_(g <- gs t) sv g)%:A.
  by elim: (gs t) => [|g l IH]; rewrite ?big_nil ?scale1r // !big_cons IH algM.
have -> : \prod_(k <- ls t) evl S dim entA k = (\prod_(k <- ls t) evl S dim entR k)%:A.
  elim: (ls t) hl => [|k l IH] /=; first by rewrite !big_nil scale1r.
  case/andP => hk hl; rewrite !big_cons IH // algM; congr (_ * _).
  by rewrite /evl scaler_suml; apply: eq_bigr => m _; rewrite evwA_const.
by rewrite -!algM.
Qed.

Let no_law := Law 0 [::] [::].
Section Integration.
Variable Xs : seq (symbol A).
Hypothesis GX : gaussians E Xs.
Lemma E_const c : E c%:A = c. Proof. by rewrite (E_scale GX) (E_one GX) mulr1. Qed.
Lemma E_zero : E 0 = 0. Proof. by have := E_const 0; rewrite scale0r. Qed.
Lemma E_sum I (q : seq I) (P : pred I) f : E (\sum_(i <- q | P i) f i) = \sum_(i <- q | P i) E (f i).
Proof. exact: (big_morph E (E_add GX) E_zero). Qed.

Definition killed t (a : A) := forall k l, der GX t k l a = 0.
Lemma der0 t k l : der GX t k l 0 = 0. Proof. by have := der_const GX t k l 0; rewrite scale0r. Qed.
Lemma der1 t k l : der GX t k l 1 = 0. Proof. by have := der_const GX t k l 1; rewrite scale1r. Qed.

Lemma law_at (ws : seq law) t : laws_are ws Xs -> (t < size ws)%N ->
  law_is (nth (no_law) ws t) (nth (no_symbol A) Xs t).
Proof.
by elim: ws (Xs) t => [|w ws IH] [|X Xs'] [|t] //= [h hs] lt //; exact: IH.
Qed.
Lemma size_laws (ws : seq law) : laws_are ws Xs -> size ws = size Xs.
Proof. by elim: ws (Xs) => [|w ws IH] [|X Xs'] //= [_ /IH ->]. Qed.
Hypothesis LS : laws_are laws Xs.

Lemma random_law l : rand S l -> exists2 u, (u < size laws)%N & l = random (nth (no_law) laws u).
Proof.
move=> h; have /and3P [_ _ /allP cover] := good_fit G.
have : l \in iota 0 (size (srand S)).
  by rewrite mem_iota /= add0n ltnNge; apply/negP => le; move: h; rewrite /rand nth_default.
move/cover; rewrite h /= => /(nthP 0%N) [u]; rewrite size_map => lt e; exists u => //.
by rewrite -e (nth_map (no_law)).
Qed.
Lemma killed_ent t y i j : (t < size laws)%N -> y != random (nth (no_law) laws t) -> killed t (entA y i j).
Proof.
move=> lt ne k l; case ry: (rand S y); last by rewrite entA_const ?ry // (der_const GX).
have [u lu e] := random_law ry.
have [[_ _ h1 h2 h3] _] := law_at LS lu.
subst y; rewrite /entA /LA ry h3.
case li: (i < sm (nth (no_symbol A) Xs u))%N; last first.
  by rewrite /mxe; case: insubP => [i' + _|_]; rewrite ?li // der0.
case lj: (j < sn (nth (no_symbol A) Xs u))%N; last first.
  rewrite /mxe; case: insubP => [i' _ _|_]; last by rewrite der0.
  by case: insubP => [j' + _|_]; rewrite ?lj // der0.
rewrite (der_symbol GX) -?(size_laws LS) //; case: eqP => // tu.
by rewrite -tu eqxx in ne.
Qed.

Lemma integP_law t a b p q i j : (t < size laws)%N -> let w := nth (no_law) laws t in
  integ S (random w) (normal w) (row_word w) (col_word w) fuel a b p = Some q -> (i < dim a)%N -> (j < dim b)%N ->
  E (evpA p i j) = E (evpA q i j).
Proof.
move=> lt w h li lj.
have [[rw hn h1 h2 h3] [h4 h5]] := law_at LS lt; rewrite -/w in rw h1 h2 h3 h4 h5 hn.
have /and3P [/all_nthP fits _ _] := good_fit G.
have /and4P [w1 w2 c1 c2] := fits (no_law) t lt; rewrite -/w in w1 w2 c1 c2.
have ltX : (t < size Xs)%N by rewrite -(size_laws LS).
apply: (@integP S (random w) (normal w) (row_word w) (col_word w) A _ dim entA svA symA E (killed t) (der GX t) (E_add GX)
   _ _ _ _ _ (der_add GX t) (der_mul GX t) _ _ _ w1 w2 _ _ dim0 fuel a b p q i j h li lj).
- by move=> k l; exact: der0.
- by move=> k l; exact: der1.
- by move=> u v hu hv k l; rewrite (der_add GX) hu hv addr0.
- by move=> u v hu hv k l; rewrite (der_mul GX) hu hv mul0r mulr0 addr0.
- by move=> u hu k l; apply: (addrI (der GX t k l u)); rewrite -(der_add GX) subrr der0 hu addr0.
- by move=> k l u; exact.
- by move=> y i' j'; exact: killed_ent.
- by move=> g k l; exact: (der_const GX).
- move=> k l i' j' li' lj'; rewrite /entA /LA rw h3 (der_symbol GX) ?eqxx //=; [by rewrite -h1 | by rewrite -h2].
- move=> i' j' f deg li' lj'; rewrite {1}/entA /LA rw h3 (stein GX) //; [|by rewrite -hn|by rewrite -h1|by rewrite -h2].
  rewrite E_sum h1; apply: eq_bigr => k _; rewrite E_sum h2; apply: eq_bigr => l _.
  rewrite h4 ?ltn_ord -?h1 // h5 ?ltn_ord -?h2 // !evwA_const // -algM mulr_algl.
  by rewrite (E_scale GX).
Qed.
Lemma integratedP t a b p q i j : integrated S (drop t laws) a b p = Some q -> (i < dim a)%N -> (j < dim b)%N ->
  E (evpA p i j) = E (evpA q i j).
Proof.
move=> + li lj; move e : (size laws - t)%N => n; elim: n t p e => [|n IH] t p e.
  by rewrite drop_oversize /= -?subn_eq0 ?e // => -[->].
have lt : (t < size laws)%N by rewrite -subn_gt0 e.
rewrite (drop_nth (no_law) lt) /=; set w := nth _ laws t.
move h: (integ _ _ _ _ _ _ _ _ _) => [r|] // hr; rewrite -(IH t.+1 r) ?subnS ?e //.
exact: (integP_law lt h li lj).
Qed.
Lemma expectedP a b p q : expected S laws a b p = Some q -> [/\ wfp S a b q, constant S q &
  forall i j, (i < dim a)%N -> (j < dim b)%N -> E (evpA p i j) = evpR q i j].
Proof.
rewrite /expected; case h: (integrated _ _ _ _ _) => [r|] //; case: ifP => // /andP [c w] [<-]; split=> // i j li lj.
by rewrite (@integratedP 0 a b p r) ?drop0 // evpA_const // E_const.
Qed.
End Integration.
End Sound.
End Values.
