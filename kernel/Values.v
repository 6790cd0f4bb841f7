(* What expressions stand for: matrices over a field R (constants) and over an R-algebra A (what is random), and E: A -> R.
   The record `gaussians` says what is assumed of E, `good` ties the table of a statement to its values, and the theorems
   scheckP and mcheckP turn a computed `true` into an equality. *)
Set Warnings "-all".
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Words Normal Stein Rewrite Expressions.
Import GRing.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

(* an entry by natural numbers, 0 outside *)
Definition mxe (A : zmodType) m n (X : 'M[A]_(m, n)) (i j : nat) : A :=
  if insub i is Some i' then if insub j is Some j' then X i' j' else 0 else 0.
Lemma mxe_ord (A : zmodType) m n (X : 'M[A]_(m, n)) (i : 'I_m) (j : 'I_n) : mxe X i j = X i j.
Proof. by rewrite /mxe !valK. Qed.
Lemma mxe_map (A B : zmodType) (f : {additive A -> B}) m n (X : 'M[A]_(m, n)) i j : mxe (map_mx f X) i j = f (mxe X i j).
Proof.
rewrite /mxe; case: insubP => [i' _ _|_]; last by rewrite raddf0.
by case: insubP => [j' _ _|_]; rewrite ?mxE ?raddf0.
Qed.

(* A constant matrix among random ones. *)
Notation cst := (map_mx (in_alg _)).

Section Law.
Variables (R : comRingType) (A : comAlgType R).
(* A centred random matrix with its row covariance and its column covariance: Gaussian, or known by these alone. *)
Record symbol := Symbol_ { sm : nat; sn : nat; value : 'M[A]_(sm, sn); row_cov : 'M[R]_sm; col_cov : 'M[R]_sn; is_normal : bool }.
Definition Symbol m n (X : 'M[A]_(m, n)) (C : 'M[R]_m) (D : 'M[R]_n) := Symbol_ X C D true.
Definition Moments m n (X : 'M[A]_(m, n)) (C : 'M[R]_m) (D : 'M[R]_n) := Symbol_ X C D false.
Definition no_symbol := @Symbol_ 0 0 0 0 0 true.

(* Independent centred Gaussian matrices: E is linear with E 1 = 1, and for the t-th of them, X with covariances C and D,
   E[X_ij f] = Σ_kl C_ik D_jl E[∂f/∂X_kl] for every f in A; if X is known by two moments, for every f of degree one in it at
   most, which is E[X_ij] = 0 and E[X_ij X_kl g] = C_ik D_jl E[g] for g without X. der t k l is ∂/∂X_kl. *)
Record gaussians (E : A -> R) (s : seq symbol) := Gaussians {
  E_add : forall a b, E (a + b) = E a + E b;
  E_scale : forall c a, E (c *: a) = c * E a;
  E_one : E 1 = 1;
  der : nat -> nat -> nat -> A -> A;
  der_add : forall t k l a b, der t k l (a + b) = der t k l a + der t k l b;
  der_mul : forall t k l a b, der t k l (a * b) = der t k l a * b + a * der t k l b;
  der_const : forall t k l c, der t k l c%:A = 0;
  der_symbol : forall t u, (t < size s)%N -> (u < size s)%N -> let Y := nth no_symbol s u in
    forall k l i j, (i < sm Y)%N -> (j < sn Y)%N ->
    der t k l (mxe (value Y) i j) = ((t == u) && ((i == k) && (j == l)))%:R;
  stein : forall t, (t < size s)%N -> let X := nth no_symbol s t in
    forall i j f, is_normal X \/ (forall k l k' l', der t k l (der t k' l' f) = 0) -> (i < sm X)%N -> (j < sn X)%N ->
    E (mxe (value X) i j * f) = \sum_(k < sm X) \sum_(l < sn X) mxe (row_cov X) i k * mxe (col_cov X) j l * E (der t k l f) }.
End Law.
Arguments stein {R A E s} g [t].

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

Section Normal.
Hypothesis G : good.
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
- by move=> z p [<-]; rewrite /sstands /evp !big_seq1 /evt /= !big_nil !mulr1.
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
End Normal.
End Values.
