(* Signs from the shape of what is written: scalars > 0, >= 0 and != 0, matrices psd, pd and invertible, by one tactic.
   What it cannot show it leaves open: a file that needs it is then not accepted. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Semidefinite Certificates.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Shapes.
Variable R : rcfType.
Lemma psd_squared n (B : 'M[R]_n) : B^T = B -> psd (B *m B).
Proof. by move=> s; have := psd_between s (psd1 R n); rewrite mulmx1. Qed.
Lemma pd_squared n (B : 'M[R]_n) : pd B -> pd (B *m B).
Proof. by move=> h; have := pd_between h (pd1 R n); rewrite mulmx1. Qed.
Lemma psd_gram_mx' n m (B : 'M[R]_(n, m)) : psd (B *m B^T).
Proof. by have := psd_conj' B (psd1 R m); rewrite mulmx1. Qed.
Lemma inv_sym n (P : 'M[R]_n) : P^T = P -> (invmx P)^T = invmx P.
Proof. by move=> s; rewrite trmx_inv s. Qed.
Lemma unit_shift n (P Q : 'M[R]_n) c t : psd P -> psd Q -> 0 <= c -> 0 < t -> t *: 1%:M + c *: (P *m Q) \in unitmx.
Proof. by move=> *; rewrite scalemx1 unit_product. Qed.
Lemma unit_shift' n (P Q : 'M[R]_n) c t : psd P -> psd Q -> 0 <= c -> 0 < t -> c *: (P *m Q) + t *: 1%:M \in unitmx.
Proof. by move=> *; rewrite addrC unit_shift. Qed.
Lemma unit_one n (P Q : 'M[R]_n) c : psd P -> psd Q -> 0 <= c -> 1%:M + c *: (P *m Q) \in unitmx.
Proof. by move=> *; rewrite unit_product. Qed.
Lemma sum_gt0l (x y : R) : 0 < x -> 0 <= y -> 0 < x + y. Proof. by move=> h k; apply: ltr_paddr. Qed.
Lemma sum_gt0r (x y : R) : 0 <= x -> 0 < y -> 0 < x + y. Proof. by move=> h k; apply: ltr_paddl. Qed.
Lemma nat_gt0 n : (0 < n)%N -> 0 < n%:R :> R. Proof. by rewrite ltr0n. Qed.
Lemma trace_gt0 n (P : 'M[R]_n) : (0 < n)%N -> pd P -> 0 < \tr P.
Proof.
case: n P => // n P _ [_ h]; rewrite /mxtrace.
have k i : 0 < P i i.
  have := h (delta_mx i 0); rewrite trmx_delta -rowE -colE /mxtrace big_ord1 !mxE; apply.
  by apply/eqP => /matrixP/(_ i 0)/eqP; rewrite !mxE !eqxx oner_eq0.
by rewrite big_ord_recl ltr_paddr // sumr_ge0 // => i _; exact: ltW.
Qed.
Lemma nat_ge1 n : (0 < n)%N -> 0 <= - 1 + n%:R :> R. Proof. by move=> h; rewrite addrC subr_ge0 ler1n. Qed.
Lemma trace_between n m (P : 'M[R]_n) (B : 'M[R]_(m, n)) (Q : 'M[R]_m) : psd P -> psd Q -> 0 <= \tr (P *m B^T *m Q *m B).
Proof. by move=> hP hQ; rewrite -mulmxA -mulmxA mulmxA -[P *m _ *m _]mulmxA [B^T *m _]mulmxA trace_mul_ge0 //; exact: psd_conj. Qed.
(* a step down: what is left out is >= 0 *)
Lemma step_down (a b c : R) : a = b + c -> 0 <= c -> b <= a.
Proof. by move=> -> h; rewrite ler_addl. Qed.
Lemma step_same (a b : R) : a = b -> b <= a. Proof. by move->. Qed.
Lemma down (a b c : R) : b <= a -> c <= b -> c <= a. Proof. by move=> h k; exact: le_trans k h. Qed.
Lemma squeezed (a b t first last : R) : a = b + t -> 0 <= t -> last <= b -> a <= first -> first = last -> t = 0.
Proof.
move=> e t0 hb ha ef; apply/eqP; rewrite eq_le t0 andbT -(ler_add2l b) -e addr0.
by apply: le_trans hb; rewrite -ef.
Qed.
(* two numbers >= 0 whose sum is <= 0 are 0 *)
Lemma sum_is_0 (x y : R) : 0 <= x -> 0 <= y -> x + y = 0 -> x = 0 /\ y = 0.
Proof. by move=> hx hy /eqP; rewrite paddr_eq0 // => /andP [/eqP -> /eqP ->]. Qed.
Lemma product_is_0 (c x : R) : c != 0 -> c * x = 0 -> x = 0.
Proof. by move=> nz /eqP; rewrite mulf_eq0 (negbTE nz) => /eqP. Qed.
End Shapes.

(* X = Z^T, word by word *)
Ltac transposed := rewrite ?linearD ?linearN /= ?trmx_mul ?trmx1 ?trmxK;
  repeat match goal with
  | h : pd ?P |- context [?P^T] => rewrite (pd_sym h)
  | h : psd ?P |- context [?P^T] => rewrite (psd_sym h)
  | h : ?P^T = ?P |- context [?P^T] => rewrite h
  end; rewrite ?mulmxA; reflexivity.

Ltac signs :=
  lazymatch goal with
  | |- is_true (0 < ?x) => first [assumption | gt0 x]
  | |- is_true (0 <= ?x) => first [assumption | (apply: ltW; assumption) | ge0 x]
  | |- is_true (?x != 0) => first [assumption | (apply: lt0r_neq0; signs)]
  | |- is_true (_ \in unitmx) => invertible
  | |- psd ?P => first [assumption | (apply: pd_psd; assumption) | semidefinite P]
  | |- pd ?P => first [assumption | definite P]
  | |- trmx _ = _ => symmetric
  | |- is_true (0 < _)%N => first [assumption | done]
  end
with gt0 x :=
  lazymatch x with
  | 1 => exact: ltr01
  | _%:R => (apply: nat_gt0; first [assumption | done])
  | _ * _ => (apply: mulr_gt0; signs)
  | _ ^-1 => (rewrite invr_gt0; signs)
  | _ ^+ _ => (apply: exprn_gt0; signs)
  | _ + _ => first [(apply: sum_gt0l; [solve [signs] | solve [signs]]) | (apply: sum_gt0r; [solve [signs] | solve [signs]])]
  | \tr _ => (apply: trace_gt0; signs)
  end
with ge0 x :=
  lazymatch x with
  | 0 => exact: lexx
  | 1 => exact: ler01
  | _%:R => exact: ler0n
  | _ * _ => (apply: mulr_ge0; signs)
  | _ ^-1 => (rewrite invr_ge0; signs)
  | _ ^+ 2 => exact: sqr_ge0
  | _ ^+ _ => (apply: exprn_ge0; signs)
  | - 1 + _%:R => (apply: nat_ge1; first [assumption | done])
  | _ + _ => (apply: addr_ge0; signs)
  | \tr (_ *m ?B^T *m _ *m ?B) => (apply: trace_between; signs)
  | \tr (_^T *m _ *m _) => (apply: quad_ge0; signs)
  | \tr (_ *m _ *m _ *m _^T) => first [(apply: weighted_square; signs) | (apply: trace_mul_ge0; signs)]
  | \tr (_ *m _) => first [(apply: trace_mul_ge0; solve [signs]) | (apply: trace_ge0; solve [signs])]
  | \tr _ => (apply: trace_ge0; signs)
  | _ => (apply: ltW; signs)
  end
with semidefinite P :=
  lazymatch P with
  | 1%:M => exact: psd1
  | 0 => exact: psd0
  | _ + _ => (apply: psdD; signs)
  | _ *: _ => (apply: psdZ; signs)
  | invmx _ => (apply: pd_psd; signs)
  | ?B *m _ *m ?B => (apply: psd_between; signs)
  | ?B^T *m _ *m ?B => (apply: psd_conj; signs)
  | ?B *m _ *m ?B^T => (apply: psd_conj'; signs)
  | ?B *m ?B => (apply: psd_squared; signs)
  | ?B^T *m ?B => (apply: psd_gram_mx)
  | ?B *m ?B^T => (apply: psd_gram_mx')
  | ?X *m ?Q *m ?Z => first
      [ (have -> : X = Z^T by transposed); (apply: psd_conj; solve [signs])
      | lazymatch X with ?W *m ?V => (rewrite -[W *m V *m Q *m Z]mulmxA; signs) end ]
  end
with definite P :=
  lazymatch P with
  | 1%:M => exact: pd1
  | _ + _ => first [(apply: pdDl; solve [signs]) | (apply: pdDr; solve [signs])]
  | _ *: _ => (apply: pdZ; signs)
  | invmx _ => (apply: pd_invmx; signs)
  | ?B *m _ *m ?B => (apply: pd_between; signs)
  | ?B *m ?B => (apply: pd_squared; signs)
  | _ => fail "not seen to be definite"
  end
with invertible :=
  first [ assumption | (apply: pd_unit; solve [signs])
        | (apply: unit_shift; solve [signs]) | (apply: unit_shift'; solve [signs])
        | (apply: unit_one; solve [signs])
        | (rewrite unitmx_inv; solve [signs]) ]
with symmetric :=
  first [ assumption | (apply: psd_sym; solve [signs]) | (apply: pd_sym; solve [signs])
        | (rewrite linearD /=; congr (_ + _); solve [symmetric])
        | (rewrite linearZ /=; congr (_ *: _); solve [symmetric])
        | (apply: inv_sym; solve [symmetric]) | by rewrite ?trmx1 ?tr_scalar_mx ].
