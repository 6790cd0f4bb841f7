(* Derivatives without analysis: g is the slope of f at 0 if f(t) = f(0) + t g up to a multiple of t² for |t| <= 1. A point is
   stationary if the slope is 0 along every line through it. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Slopes.
Variable R : realFieldType.
Definition slope (f : R -> R) (g : R) := exists C, forall t, `|t| <= 1 -> `|f t - f 0 - t * g| <= C * t ^+ 2.
Definition stationary m n (f : 'M[R]_(m, n) -> R) (x : 'M[R]_(m, n)) := forall v, slope (fun t => f (x + t *: v)) 0.

Lemma slope_unique f g h : slope f g -> slope f h -> g = h.
Proof.
case=> C hC [D hD]; apply/eqP; rewrite -subr_eq0 -normr_eq0; apply/negPn/negP => n.
have a0 : 0 < `|g - h| by rewrite lt0r n normr_ge0.
pose S := `|C| + `|D| + 1; have S0 : 0 < S by rewrite ltr_paddl // ?ltr01 ?addr_ge0.
pose t := Num.min 1 (`|g - h| / S / 2%:R).
have t0 : 0 < t by rewrite lt_minr ltr01 !divr_gt0 // ltr0n.
have t1 : `|t| <= 1 by rewrite gtr0_norm // le_minl lexx.
have tn : `|t * (g - h)| <= (`|C| + `|D|) * t ^+ 2.
  have -> : t * (g - h) = (f t - f 0 - t * h) - (f t - f 0 - t * g) by ring.
  rewrite (le_trans (ler_norm_sub _ _)) // mulrDl addrC ler_add //.
    by apply: le_trans (hC t t1) _; rewrite ler_wpmul2r ?sqr_ge0 // ler_norm.
  by apply: le_trans (hD t t1) _; rewrite ler_wpmul2r ?sqr_ge0 // ler_norm.
have a : t * `|g - h| <= S * t ^+ 2.
  rewrite -[t in X in X <= _](gtr0_norm t0) -normrM (le_trans tn) // ler_wpmul2r ?sqr_ge0 //.
  by rewrite /S ler_addl ler01.
have b : `|g - h| <= S * t by rewrite -(ler_pmul2l t0) (le_trans a) // expr2 mulrCA.
have c : S * t <= `|g - h| / 2%:R.
  have -> : `|g - h| / 2%:R = S * (`|g - h| / S / 2%:R) by field; rewrite ?pnatr_eq0 ?gt_eqF.
  by rewrite ler_pmul2l // le_minl lexx orbT.
have := le_trans b c; rewrite ler_pdivl_mulr ?ltr0n // mulr_natr mulr2n -{3}[`|g - h|]addr0 ler_add2l leNgt.
by rewrite a0.
Qed.

Lemma slope_of f c0 g h C : (forall t, f t = c0 + t * g + t ^+ 2 * h t) -> (forall t, `|t| <= 1 -> `|h t| <= C) -> slope f g.
Proof.
move=> e b; exists C => t t1; have -> : f t - f 0 - t * g = t ^+ 2 * h t.
  by rewrite !e expr0n /= !mul0r; ring.
by rewrite normrM normrX real_normK ?num_real // mulrC ler_wpmul2r ?sqr_ge0 // b.
Qed.
(* a polynomial in t *)
Lemma slope_poly (c : seq R) f : (forall t, f t = \sum_(k < size c) nth 0 c k * t ^+ k) -> slope f (nth 0 c 1).
Proof.
move=> e; pose h t := \sum_(k < (size c).-2) nth 0 c k.+2 * t ^+ k.
apply: (@slope_of f (nth 0 c 0) (nth 0 c 1) h (\sum_(k < (size c).-2) `|nth 0 c k.+2|)) => [t|t t1].
  rewrite e /h; case: c {e h} => [|a [|b c]] /=; rewrite ?big_ord0 ?big_ord_recl ?big_ord0 /= ?expr0 ?mulr1 ?mulr0 ?addr0 //.
  rewrite expr1 mulr_sumr addrA [b * t]mulrC; congr (_ + _); apply: eq_bigr => k _.
  by rewrite /bump /= [RHS]mulrCA -exprD.
rewrite /h (le_trans (ler_norm_sum _ _ _)) //; apply: ler_sum => k _.
by rewrite normrM normrX ler_pimulr // exprn_ile1.
Qed.
End Slopes.
