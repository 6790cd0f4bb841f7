(* Limits of closed forms by ε alone, along any direction: sizes that grow, alone or together, or a scalar that falls to 0.
   Matrices tend entry by entry; the inverse of what tends to an invertible matrix tends to its inverse, by Cramer's rule. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_fingroup all_algebra.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

(* what holds eventually *)
Record direction (I : Type) := Direction {
  eventually :> (I -> Prop) -> Prop;
  eventually_all : forall P : I -> Prop, (forall i, P i) -> eventually P;
  eventually_and : forall P Q : I -> Prop, eventually P -> eventually Q -> eventually (fun i => P i /\ Q i);
  eventually_sub : forall P Q : I -> Prop, (forall i, P i -> Q i) -> eventually P -> eventually Q;
  eventually_some : forall P : I -> Prop, eventually P -> exists i, P i }.

(* n, or m and n together, to infinity *)
Definition infinity : direction nat.
Proof.
refine (@Direction nat (fun P => exists n0, forall n, (n0 <= n)%N -> P n) _ _ _ _).
- by move=> P h; exists 0%N.
- by move=> P Q [a ha] [b hb]; exists (maxn a b) => n; rewrite geq_max => /andP [h1 h2]; split; [exact: ha | exact: hb].
- by move=> P Q h [a ha]; exists a => n /ha /h.
- by move=> P [a ha]; exists a; exact: ha.
Defined.
Definition infinity2 : direction (nat * nat).
Proof.
refine (@Direction _ (fun P => exists n0, forall m n, (n0 <= m)%N -> (n0 <= n)%N -> P (m, n)) _ _ _ _).
- by move=> P h; exists 0%N.
- move=> P Q [a ha] [b hb]; exists (maxn a b) => m n; rewrite !geq_max => /andP [h1 h2] /andP [h3 h4].
  by split; [exact: ha | exact: hb].
- by move=> P Q h [a ha]; exists a => m n lm ln; apply: h; exact: ha.
- by move=> P [a ha]; exists (a, a); exact: ha.
Defined.

Section Limits.
Variables (R : realFieldType).
(* a positive scalar to 0 *)
Definition falling_to_0 : direction R.
Proof.
refine (@Direction R (fun P => exists2 d : R, 0 < d & forall x, 0 < x -> x < d -> P x) _ _ _ _).
- by move=> P h; exists 1; [exact: ltr01 | move=> *].
- move=> P Q [a a0 ha] [b b0 hb]; exists (Num.min a b) => [|x x0]; first by rewrite lt_minr a0.
  by rewrite lt_minr => /andP [h1 h2]; split; [exact: ha | exact: hb].
- by move=> P Q h [a a0 ha]; exists a => // x x0 xa; apply: h; exact: ha.
- move=> P [a a0 ha]; exists (a / 2%:R); apply: ha; first by rewrite divr_gt0 ?ltr0n.
  by rewrite ltr_pdivr_mulr ?ltr0n // mulr_natr mulr2n ltr_addl.
Defined.

Variables (I : Type) (F : direction I).
Definition tends (f : I -> R) (l : R) := forall e, 0 < e -> F (fun i => `|f i - l| < e).
Implicit Types (f g : I -> R) (k l : R).

Lemma tends_const l : tends (fun=> l) l.
Proof. by move=> e e0; apply: eventually_all => i; rewrite subrr normr0. Qed.
Lemma tends_eq f g l : F (fun i => f i = g i) -> tends f l -> tends g l.
Proof.
move=> h t e e0; apply: eventually_sub (eventually_and h (t e e0)) => i [<-]; exact.
Qed.
Lemma tends_same f g l : (forall i, f i = g i) -> tends f l -> tends g l.
Proof. by move=> h; apply: tends_eq; exact: eventually_all. Qed.
Lemma tends_add f g k l : tends f k -> tends g l -> tends (fun i => f i + g i) (k + l).
Proof.
move=> hf hg e e0; have e2 : 0 < e / 2%:R by rewrite divr_gt0 ?ltr0n.
apply: eventually_sub (eventually_and (hf _ e2) (hg _ e2)) => i [a b].
rewrite opprD addrACA (le_lt_trans (ler_norm_add _ _)) // (splitr e); exact: ltr_add.
Qed.
Lemma tends_opp f k : tends f k -> tends (fun i => - f i) (- k).
Proof. by move=> h e e0; apply: eventually_sub (h e e0) => i; rewrite -opprD normrN. Qed.
Lemma tends_sub f g k l : tends f k -> tends g l -> tends (fun i => f i - g i) (k - l).
Proof. by move=> hf hg; apply: tends_add => //; exact: tends_opp. Qed.
Lemma tends_mul f g k l : tends f k -> tends g l -> tends (fun i => f i * g i) (k * l).
Proof.
move=> hf hg e e0; have e2 : 0 < e / 2%:R by rewrite divr_gt0 ?ltr0n.
have pos x : 0 < `|x| + 1 :> R by rewrite ltr_paddl ?ltr01.
have e3 : 0 < e / 2%:R / (`|l| + 1) by rewrite divr_gt0.
have e4 : 0 < e / 2%:R / (`|k| + 1) by rewrite divr_gt0.
apply: eventually_sub (eventually_and (eventually_and (hf _ e3) (hg _ e4)) (hg 1 ltr01)) => i [[a b] c].
have -> : f i * g i - k * l = (f i - k) * g i + k * (g i - l) by rewrite mulrBl mulrBr addrA subrK.
rewrite (le_lt_trans (ler_norm_add _ _)) // !normrM (splitr e).
have gi : `|g i| < `|l| + 1.
  by rewrite -[g i](subrK l) addrC (le_lt_trans (ler_norm_add _ _)) // ltr_add2l.
apply: ltr_add.
  have : `|f i - k| * `|g i| <= `|f i - k| * (`|l| + 1) by rewrite ler_wpmul2l // ltW.
  by move/le_lt_trans; apply; rewrite -ltr_pdivl_mulr.
have : `|k| * `|g i - l| <= (`|k| + 1) * `|g i - l| by rewrite ler_wpmul2r // ler_addl ler01.
by move/le_lt_trans; apply; rewrite mulrC -ltr_pdivl_mulr.
Qed.
Lemma tends_nonzero f k : tends f k -> k != 0 -> F (fun i => `|k| / 2%:R < `|f i|).
Proof.
move=> h k0; have e0 : 0 < `|k| / 2%:R by rewrite divr_gt0 ?ltr0n ?normr_gt0.
apply: eventually_sub (h _ e0) => i a.
have : `|k| <= `|f i - k| + `|f i| by rewrite distrC -{1}[k](subrK (f i)) ler_norm_add.
rewrite {1}(splitr `|k|) => b; rewrite -(ltr_add2l `|f i - k|); apply: (lt_le_trans _ b); by rewrite ltr_add2r.
Qed.
Lemma tends_inv f k : tends f k -> k != 0 -> tends (fun i => (f i)^-1) k^-1.
Proof.
move=> h k0 e e0; have nk : 0 < `|k| by rewrite normr_gt0.
have e1 : 0 < e * (`|k| / 2%:R * `|k|) by rewrite mulr_gt0 // mulr_gt0 // divr_gt0 // ltr0n.
apply: eventually_sub (eventually_and (tends_nonzero h k0) (h _ e1)) => i [a b].
have nf : 0 < `|f i| by apply: le_lt_trans a; rewrite divr_ge0 ?ler0n.
have f0 : f i != 0 by rewrite -normr_gt0.
have -> : (f i)^-1 - k^-1 = (k - f i) / (f i * k).
  by rewrite mulrBl invfM mulrCA divff // mulr1 mulrA divff // mul1r.
rewrite normrM distrC normfV normrM ltr_pdivr_mulr ?mulr_gt0 //; apply: lt_le_trans b _.
by rewrite ler_wpmul2l ?ler_wpmul2r // ltW.
Qed.
Lemma tends_div f g k l : tends f k -> tends g l -> l != 0 -> tends (fun i => f i / g i) (k / l).
Proof. by move=> hf hg l0; apply: tends_mul => //; exact: tends_inv. Qed.
Lemma tends_sum J (s : seq J) (f : J -> I -> R) (k : J -> R) : (forall j, tends (f j) (k j)) ->
  tends (fun i => \sum_(j <- s) f j i) (\sum_(j <- s) k j).
Proof.
move=> h; elim: s => [|j s IH].
  by rewrite big_nil; apply: (tends_same (f := fun=> 0)) => [i|]; [rewrite big_nil | exact: tends_const].
rewrite big_cons; apply: (tends_same (f := fun i => f j i + \sum_(j' <- s) f j' i)) => [i|]; first by rewrite big_cons.
exact: tends_add.
Qed.
Lemma tends_prod J (s : seq J) (f : J -> I -> R) (k : J -> R) : (forall j, tends (f j) (k j)) ->
  tends (fun i => \prod_(j <- s) f j i) (\prod_(j <- s) k j).
Proof.
move=> h; elim: s => [|j s IH].
  by rewrite big_nil; apply: (tends_same (f := fun=> 1)) => [i|]; [rewrite big_nil | exact: tends_const].
rewrite big_cons; apply: (tends_same (f := fun i => f j i * \prod_(j' <- s) f j' i)) => [i|]; first by rewrite big_cons.
exact: tends_mul.
Qed.
Lemma tends_exp f k n : tends f k -> tends (fun i => f i ^+ n) (k ^+ n).
Proof.
move=> h; elim: n => [|n IH]; first by apply: (tends_same (f := fun=> 1)) => [i|]; [rewrite expr0 | exact: tends_const].
rewrite exprS; apply: (tends_same (f := fun i => f i * f i ^+ n)) => [i|]; [by rewrite exprS | exact: tends_mul].
Qed.
(* there is one limit at most *)
Lemma tends_unique f k l : tends f k -> tends f l -> k = l.
Proof.
move=> hf hg; apply/eqP; rewrite -subr_eq0 -normr_eq0; apply/negPn/negP => n.
have e0 : 0 < `|k - l| / 2%:R by rewrite divr_gt0 ?ltr0n // lt0r n normr_ge0.
have [i [a b]] := eventually_some (eventually_and (hf _ e0) (hg _ e0)).
have : `|k - l| <= `|f i - k| + `|f i - l|.
  by rewrite [`|f i - k|]distrC -[X in X <= _]/(`|k - l|) -{1}[k](subrK (f i)) -addrA ler_norm_add.
by rewrite leNgt {1}(splitr `|k - l|) ltr_add.
Qed.

(* matrices *)
Definition tendsM m n (f : I -> 'M[R]_(m, n)) (L : 'M[R]_(m, n)) := forall i j, tends (fun x => f x i j) (L i j).
Lemma tendsM_const m n (L : 'M[R]_(m, n)) : tendsM (fun=> L) L.
Proof. by move=> i j; exact: tends_const. Qed.
Lemma tendsM_add m n (f g : I -> 'M[R]_(m, n)) L K : tendsM f L -> tendsM g K -> tendsM (fun x => f x + g x) (L + K).
Proof. by move=> hf hg i j; rewrite mxE; apply: tends_same (tends_add (hf i j) (hg i j)) => x; rewrite mxE. Qed.
Lemma tendsM_opp m n (f : I -> 'M[R]_(m, n)) L : tendsM f L -> tendsM (fun x => - f x) (- L).
Proof. by move=> hf i j; rewrite mxE; apply: tends_same (tends_opp (hf i j)) => x; rewrite mxE. Qed.
Lemma tendsM_sub m n (f g : I -> 'M[R]_(m, n)) L K : tendsM f L -> tendsM g K -> tendsM (fun x => f x - g x) (L - K).
Proof. by move=> hf hg; apply: tendsM_add => //; exact: tendsM_opp. Qed.
Lemma tendsM_scale m n f k (g : I -> 'M[R]_(m, n)) L : tends f k -> tendsM g L -> tendsM (fun x => f x *: g x) (k *: L).
Proof. by move=> hf hg i j; rewrite mxE; apply: tends_same (tends_mul hf (hg i j)) => x; rewrite mxE. Qed.
Lemma tendsM_mul m n p (f : I -> 'M[R]_(m, n)) (g : I -> 'M[R]_(n, p)) L K :
  tendsM f L -> tendsM g K -> tendsM (fun x => f x *m g x) (L *m K).
Proof.
move=> hf hg i j; rewrite mxE.
apply: (tends_same (f := fun x => \sum_k f x i k * g x k j)) => [x|]; first by rewrite mxE.
by apply: tends_sum => k; exact: tends_mul.
Qed.
Lemma tendsM_tr m n (f : I -> 'M[R]_(m, n)) L : tendsM f L -> tendsM (fun x => (f x)^T) L^T.
Proof. by move=> hf i j; rewrite mxE; apply: tends_same (hf j i) => x; rewrite mxE. Qed.
Lemma tends_trace n (f : I -> 'M[R]_n) L : tendsM f L -> tends (fun x => \tr (f x)) (\tr L).
Proof. by move=> hf; exact: (tends_sum (index_enum _) (fun i => hf i i)). Qed.
Lemma tendsM_scalar n f k : tends f k -> tendsM (fun x => (f x)%:M : 'M[R]_n) k%:M.
Proof.
move=> h i j; rewrite mxE; apply: (tends_same (f := fun x => f x *+ (i == j))) => [x|]; first by rewrite mxE.
by case: (i == j) => //; exact: tends_const.
Qed.
Lemma tends_det n (f : I -> 'M[R]_n) L : tendsM f L -> tends (fun x => \det (f x)) (\det L).
Proof.
move=> hf; rewrite /determinant; apply: tends_sum => s; apply: tends_mul; first exact: tends_const.
by apply: tends_prod => i; exact: hf.
Qed.
Lemma tendsM_adj n (f : I -> 'M[R]_n) L : tendsM f L -> tendsM (fun x => \adj (f x)) (\adj L).
Proof.
move=> hf i j; rewrite mxE; apply: (tends_same (f := fun x => cofactor (f x) j i)) => [x|]; first by rewrite mxE.
rewrite /cofactor; apply: tends_mul; first exact: tends_const.
apply: tends_det => k l; rewrite !mxE; apply: tends_same (hf (lift j k) (lift i l)) => x; by rewrite !mxE.
Qed.
Lemma tendsM_inv n (f : I -> 'M[R]_n) L : tendsM f L -> L \in unitmx -> tendsM (fun x => invmx (f x)) (invmx L).
Proof.
move=> hf uL; have d0 : \det L != 0 by move: uL; rewrite unitmxE unitfE.
have hd := tends_det hf; have ev := tends_nonzero hd d0.
move=> i j; rewrite /invmx uL.
apply: (tends_eq (f := fun x => ((\det (f x))^-1 *: \adj (f x)) i j)).
  apply: eventually_sub ev => x h; rewrite unitmxE unitfE -normr_gt0 (le_lt_trans _ h) //.
  by rewrite divr_ge0 ?ler0n.
exact: (tendsM_scale (tends_inv hd d0) (tendsM_adj hf)).
Qed.
End Limits.

(* 1/n and 1/m, where no number is infinite *)
Section Sizes.
Variable R : realFieldType.
Hypothesis arch : forall x : R, exists n, x < n%:R.
Lemma tends_inv_size : tends infinity (fun n => (n%:R : R)^-1) 0.
Proof.
move=> e e0; have [n0 h] := arch e^-1; exists n0.+1 => n le; rewrite subr0.
have n1 : 0 < n%:R :> R by rewrite ltr0n (leq_trans _ le).
rewrite ger0_norm ?invr_ge0 ?ler0n // -[e]invrK ltf_pinv ?posrE ?invr_gt0 //.
by apply: lt_le_trans h _; rewrite ler_nat ltnW.
Qed.
Lemma tends_first (f : nat -> R) l : tends infinity f l -> tends infinity2 (fun mn => f mn.1) l.
Proof. by move=> h e e0; have [n0 hn] := h e e0; exists n0 => m n lm _; exact: hn. Qed.
Lemma tends_second (f : nat -> R) l : tends infinity f l -> tends infinity2 (fun mn => f mn.2) l.
Proof. by move=> h e e0; have [n0 hn] := h e e0; exists n0 => m n _; exact: hn. Qed.
End Sizes.
Lemma tends_identity (R : realFieldType) : tends (falling_to_0 R) id 0.
Proof. by move=> e e0; exists e => // x x0 xe; rewrite subr0 gtr0_norm. Qed.

(* A sum, product, trace, inverse … whose parts tend: the limit has to be written node by node like the expression. Leaves are
   found among the hypotheses; that limits of divisors are not 0, and of inverted matrices invertible, is left to be shown.
   Goals are told apart by their spelling alone: comparing by computation what differs in a leaf would take forever. *)
Ltac tends_tac :=
  lazymatch goal with
  | h : tends ?F ?f ?l |- tends ?F ?f ?l => exact h
  | |- tends ?F (fun _ => ?c) _ => exact (tends_const F c)
  | |- tends _ (fun i => @?f i + @?g i) (?k + ?l) => refine (@tends_add _ _ _ f g k l _ _); tends_tac
  | |- tends _ (fun i => - @?f i) (- ?k) => refine (@tends_opp _ _ _ f k _); tends_tac
  | |- tends _ (fun i => @?f i * @?g i) (?k * ?l) => refine (@tends_mul _ _ _ f g k l _ _); tends_tac
  | |- tends _ (fun i => @?f i ^+ ?n) (?k ^+ ?n) => refine (@tends_exp _ _ _ f k n _); tends_tac
  | |- tends _ (fun i => (@?f i)^-1) (?k^-1) => refine (@tends_inv _ _ _ f k _ _); [tends_tac | idtac]
  | |- tends _ (fun i => \tr (@?f i)) (\tr ?l) => refine (@tends_trace _ _ _ _ f l _); tends_tac
  | |- tendsM ?F (fun _ => ?c) _ => exact (tendsM_const F c)
  | |- tendsM _ (fun i => @?f i + @?g i) (?k + ?l) => refine (@tendsM_add _ _ _ _ _ f g k l _ _); tends_tac
  | |- tendsM _ (fun i => - @?f i) (- ?k) => refine (@tendsM_opp _ _ _ _ _ f k _); tends_tac
  | |- tendsM _ (fun i => @?f i *m @?g i) (?k *m ?l) => refine (@tendsM_mul _ _ _ _ _ _ f g k l _ _); tends_tac
  | |- tendsM _ (fun i => @?f i *: @?g i) (?k *: ?l) => refine (@tendsM_scale _ _ _ _ _ f k g l _ _); tends_tac
  | |- tendsM _ (fun i => (@?f i)^T) (?l^T) => refine (@tendsM_tr _ _ _ _ _ f l _); tends_tac
  | |- tendsM _ (fun i => (@?f i)%:M) (?k%:M) => refine (@tendsM_scalar _ _ _ _ f k _); tends_tac
  | |- tendsM _ (fun i => invmx (@?f i)) (invmx ?l) => refine (@tendsM_inv _ _ _ _ f l _ _); [tends_tac | idtac]
  end.
