(* Signs from the shape of what is written: scalars > 0 and >= 0, matrices psd, pd and invertible. One tactic, `signs`. *)
Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

Section Definite.
Variable R : realFieldType.
Implicit Types (n m : nat).
Definition qf n (P : 'M[R]_n) (v : 'cV[R]_n) : R := \tr (v^T *m P *m v).
Definition psd n (P : 'M[R]_n) := P^T = P /\ forall v : 'cV[R]_n, 0 <= qf P v.
Definition pd n (P : 'M[R]_n) := P^T = P /\ forall v : 'cV[R]_n, v != 0 -> 0 < qf P v.

Lemma psd_sym n (P : 'M[R]_n) : psd P -> P^T = P. Proof. by case. Qed.
Lemma pd_sym n (P : 'M[R]_n) : pd P -> P^T = P. Proof. by case. Qed.
Lemma qf0 n (P : 'M[R]_n) : qf P 0 = 0. Proof. by rewrite /qf mulmx0 mxtrace0. Qed.
Lemma pd_psd n (P : 'M[R]_n) : pd P -> psd P.
Proof. case=> s h; split=> // v; have [->|/h/ltW //] := eqVneq v 0; by rewrite qf0. Qed.
Lemma qfD n (P Q : 'M[R]_n) v : qf (P + Q) v = qf P v + qf Q v.
Proof. by rewrite /qf mulmxDr mulmxDl mxtraceD. Qed.
Lemma qfZ n c (P : 'M[R]_n) v : qf (c *: P) v = c * qf P v.
Proof. by rewrite /qf -scalemxAr -scalemxAl mxtraceZ. Qed.
Lemma qf1 n (v : 'cV[R]_n) : qf 1%:M v = \sum_i v i 0 ^+ 2.
Proof.
rewrite /qf mulmx1 {1}/mxtrace big_ord1 mxE; apply: eq_bigr => i _; by rewrite mxE.
Qed.
Lemma qf_conj n m (P : 'M[R]_n) (B : 'M[R]_(n, m)) v : qf (B^T *m P *m B) v = qf P (B *m v).
Proof. by rewrite /qf trmx_mul !mulmxA. Qed.
Lemma psd1 n : psd (1%:M : 'M[R]_n).
Proof. by split=> [|v]; rewrite ?trmx1 // qf1 sumr_ge0 // => i _; exact: sqr_ge0. Qed.
Lemma pd1 n : pd (1%:M : 'M[R]_n).
Proof.
split=> [|v nz]; rewrite ?trmx1 // qf1 lt_def sumr_ge0 ?andbT; last by move=> i _; exact: sqr_ge0.
apply: contraNneq nz => /eqP; rewrite psumr_eq0 => [/allP h|i _]; last exact: sqr_ge0.
by apply/eqP/colP => i; rewrite mxE; apply/eqP; rewrite -sqrf_eq0; apply: h; rewrite mem_index_enum.
Qed.
Lemma psd0 n : psd (0 : 'M[R]_n). Proof. by split=> [|v]; rewrite ?trmx0 // /qf mulmx0 mul0mx mxtrace0. Qed.
Lemma psdD n (P Q : 'M[R]_n) : psd P -> psd Q -> psd (P + Q).
Proof. by move=> [s h] [t k]; split=> [|v]; rewrite ?linearD /= ?s ?t // qfD addr_ge0. Qed.
Lemma pdD n (P Q : 'M[R]_n) : pd P -> psd Q -> pd (P + Q).
Proof. by move=> [s h] [t k]; split=> [|v nz]; rewrite ?linearD /= ?s ?t // qfD ltr_paddr ?h ?k. Qed.
Lemma pdDl n (P Q : 'M[R]_n) : psd P -> pd Q -> pd (P + Q).
Proof. by move=> h k; rewrite addrC; exact: pdD. Qed.
Lemma psdZ n c (P : 'M[R]_n) : 0 <= c -> psd P -> psd (c *: P).
Proof. by move=> hc [s h]; split=> [|v]; rewrite ?linearZ /= ?s // qfZ mulr_ge0. Qed.
Lemma pdZ n c (P : 'M[R]_n) : 0 < c -> pd P -> pd (c *: P).
Proof. by move=> hc [s h]; split=> [|v nz]; rewrite ?linearZ /= ?s // qfZ mulr_gt0 ?h. Qed.
Lemma psd_conj n m (P : 'M[R]_n) (B : 'M[R]_(n, m)) : psd P -> psd (B^T *m P *m B).
Proof. by move=> [s h]; split=> [|v]; rewrite ?qf_conj ?h // !trmx_mul trmxK s mulmxA. Qed.
Lemma psd_conjT n m (P : 'M[R]_n) (B : 'M[R]_(m, n)) : psd P -> psd (B *m P *m B^T).
Proof. by move=> h; rewrite -{1}[B]trmxK; exact: psd_conj. Qed.
(* B P B for symmetric B *)
Lemma psd_sandwich n (P B : 'M[R]_n) : B^T = B -> psd P -> psd (B *m P *m B).
Proof. by move=> s h; rewrite -{1}s; exact: psd_conj. Qed.
Lemma psd_square n (B : 'M[R]_n) : B^T = B -> psd (B *m B).
Proof. by move=> s; have := psd_sandwich s (psd1 n); rewrite mulmx1. Qed.
Lemma psd_gram n m (B : 'M[R]_(m, n)) : psd (B^T *m B).
Proof. by have := psd_conj B (psd1 m); rewrite mulmx1. Qed.
Lemma psd_gramT n m (B : 'M[R]_(n, m)) : psd (B *m B^T).
Proof. by have := psd_conjT B (psd1 m); rewrite mulmx1. Qed.
Lemma pd_unit n (P : 'M[R]_n) : pd P -> P \in unitmx.
Proof.
move=> [s h]; rewrite -row_free_unit -kermx_eq0; apply: contraT => nz.
have [i /eqP ri] : exists i, row i (kermx P) != 0.
  apply/existsP; apply: contraNT nz; rewrite negb_exists => /forallP h0.
  by apply/eqP/row_matrixP => i; rewrite row0; apply/eqP; have := h0 i; rewrite negbK.
have k : row i (kermx P) *m P = 0 by rewrite -row_mul mulmx_ker row0.
have := h (row i (kermx P))^T; rewrite /qf trmxK k mul0mx mxtrace0 ltxx.
by move=> /(_ _) c; exfalso; have : false; [apply: c; apply/eqP => e; apply: ri; rewrite -[LHS]trmxK e trmx0 | ].
Qed.
Lemma inv_sym n (P : 'M[R]_n) : P^T = P -> (invmx P)^T = invmx P.
Proof. by move=> s; rewrite trmx_inv s. Qed.
Lemma pd_inv n (P : 'M[R]_n) : pd P -> pd (invmx P).
Proof.
move=> hP; have u := pd_unit hP; have [s h] := hP; split=> [|v nz]; first exact: inv_sym.
have e : v = P *m (invmx P *m v) by rewrite mulKVmx.
have := h (invmx P *m v); rewrite /qf -mulmxA -e trmx_mul inv_sym // => /(_ _) k.
by apply: k; apply: contraNneq nz => z; rewrite e z mulmx0.
Qed.
(* t + c P Q is invertible for P > 0, Q >= 0, c >= 0, t > 0: it is P (t P^-1 + c Q) *)
Lemma unit_shift n (P Q : 'M[R]_n) c t : pd P -> psd Q -> 0 <= c -> 0 < t -> t *: 1%:M + c *: (P *m Q) \in unitmx.
Proof.
move=> hP hQ hc ht; have u := pd_unit hP.
have -> : t *: 1%:M + c *: (P *m Q) = P *m (t *: invmx P + c *: Q).
  by rewrite mulmxDr -!scalemxAr mulmxV.
by rewrite unitmx_mul u /=; apply: pd_unit; apply: pdD; [apply: pdZ => //; exact: pd_inv | exact: psdZ].
Qed.
Lemma unit_shift' n (P Q : 'M[R]_n) c t : pd P -> psd Q -> 0 <= c -> 0 < t -> t *: 1%:M + c *: (Q *m P) \in unitmx.
Proof.
move=> hP hQ hc ht; rewrite -unitmx_tr linearD /= !linearZ /= trmx1 trmx_mul (psd_sym hQ) (pd_sym hP).
exact: unit_shift.
Qed.
Lemma unit_addC n (P Q : 'M[R]_n) : Q + P \in unitmx -> P + Q \in unitmx. Proof. by rewrite addrC. Qed.
Lemma invr_neq0' (x : R) : x != 0 -> x^-1 != 0. Proof. by rewrite invr_eq0. Qed.
Lemma sum_gt0l (x y : R) : 0 < x -> 0 <= y -> 0 < x + y. Proof. by move=> h k; apply: ltr_paddr. Qed.
Lemma sum_gt0r (x y : R) : 0 <= x -> 0 < y -> 0 < x + y. Proof. by move=> h k; apply: ltr_paddl. Qed.
Lemma nat_gt0 n : (0 < n)%N -> 0 < n%:R :> R. Proof. by rewrite ltr0n. Qed.
Lemma trace_quad n (P : 'M[R]_n) (v : 'cV[R]_n) : psd P -> 0 <= \tr (v^T *m P *m v). Proof. by case=> _; exact. Qed.
Lemma trace_psd n (P : 'M[R]_n) : psd P -> 0 <= \tr P.
Proof.
move=> [_ h]; apply: sumr_ge0 => i _; have := h (delta_mx i 0).
by rewrite /qf trmx_delta -rowE -colE /mxtrace big_ord1 !mxE.
Qed.
Lemma trace_pd n (P : 'M[R]_n) : (0 < n)%N -> pd P -> 0 < \tr P.
Proof.
case: n P => // n P _ [_ h]; rewrite /mxtrace.
have k i : 0 < P i i.
  have := h (delta_mx i 0); rewrite /qf trmx_delta -rowE -colE /mxtrace big_ord1 !mxE; apply.
  by apply/eqP => /matrixP/(_ i 0)/eqP; rewrite !mxE !eqxx oner_eq0.
by rewrite big_ord_recl ltr_paddr // sumr_ge0 // => i _; exact: ltW.
Qed.
End Definite.

Axiom weighted_square : forall (R : realFieldType) m n (L : 'M[R]_m) (K : 'M[R]_n) (V : 'M[R]_(m, n)), psd L -> psd K -> 0 <= \tr (L *m V *m K *m V^T).
Lemma trace_psd2 (R : realFieldType) n (P Q : 'M[R]_n) : psd P -> psd Q -> 0 <= \tr (P *m Q).
Proof. by move=> h k; have := weighted_square 1%:M h k; rewrite trmx1 !mulmx1. Qed.

Ltac signs :=
  lazymatch goal with
  | |- is_true (0 < ?x) => first [assumption | gt0 x]
  | |- is_true (0 <= ?x) => first [assumption | ge0 x]
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
  | \tr _ => (apply: trace_pd; signs)
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
  | _ + _ => (apply: addr_ge0; signs)
  | \tr (_^T *m _ *m _) => (apply: trace_quad; signs)
  | \tr (_ *m _ *m _ *m _^T) => first [(apply: weighted_square; signs) | (apply: trace_psd2; signs)]
  | \tr (_ *m _) => first [(apply: trace_psd2; solve [signs]) | (apply: trace_psd; solve [signs])]
  | \tr _ => (apply: trace_psd; signs)
  | _ => (apply: ltW; signs)
  end
with semidefinite P :=
  lazymatch P with
  | 1%:M => exact: psd1
  | 0 => exact: psd0
  | _ + _ => (apply: psdD; signs)
  | _ *: _ => (apply: psdZ; signs)
  | invmx _ => (apply: pd_psd; signs)
  | ?B *m _ *m ?B => (apply: psd_sandwich; signs)
  | ?B^T *m _ *m ?B => (apply: psd_conj; signs)
  | ?B *m _ *m ?B^T => (apply: psd_conjT; signs)
  | ?B *m ?B => (apply: psd_square; signs)
  | ?B^T *m ?B => (apply: psd_gram)
  | ?B *m ?B^T => (apply: psd_gramT)
  end
with definite P :=
  lazymatch P with
  | 1%:M => exact: pd1
  | _ + _ => first [(apply: pdD; solve [signs]) | (apply: pdDl; solve [signs])]
  | _ *: _ => (apply: pdZ; signs)
  | invmx _ => (apply: pd_inv; signs)
  | _ => fail "not seen to be definite"
  end
with invertible :=
  first [ assumption | (apply: pd_unit; solve [signs])
        | (apply: unit_shift; solve [signs]) | (apply: unit_shift'; solve [signs])
        | (apply: unit_addC; first [(apply: unit_shift; solve [signs]) | (apply: unit_shift'; solve [signs])])
        | (rewrite unitmx_inv; solve [signs]) ]
with symmetric :=
  first [ assumption | (apply: psd_sym; solve [signs]) | (apply: pd_sym; solve [signs])
        | (rewrite linearD /=; congr (_ + _); solve [symmetric])
        | (rewrite linearZ /=; congr (_ *: _); solve [symmetric])
        | (apply: inv_sym; solve [symmetric]) | by rewrite ?trmx1 ?tr_scalar_mx ].

Section Try.
Variables (R : rcfType) (d M : nat) (H Psi : 'M[R]_d) (s : R).
Hypotheses (h0 : (0 < d)%N) (h1 : (0 < M)%N) (h2 : pd H) (h3 : psd Psi) (h4 : 0 <= s) (h5 : 0 < s + \tr (H *m Psi)).
Lemma t1 : 0 < M%:R^-1 * (s + \tr (H *m Psi)) * (1 + M%:R). Proof. signs. Qed.
Lemma t2 : ((s + \tr (H *m Psi)) * M%:R^-1) *: 1%:M + (M%:R^-1 * (1 + M%:R)) *: (H *m Psi) \in unitmx. Proof. signs. Qed.
Lemma t3 : (s + \tr (H *m Psi)) ^+ 2 + 2%:R * \tr (H *m Psi *m H *m Psi) + M%:R^-1 * (2%:R * (s + \tr (H *m Psi)) ^+ 2 + 4%:R * \tr (H *m Psi *m H *m Psi)) != 0. Proof. signs. Qed.
Lemma t4 : pd ((M%:R^-1 * \tr H) *: 1%:M + (1 + M%:R^-1) *: H). Proof. signs. Qed.
Lemma t5 : (invmx ((M%:R^-1 * \tr H) *: 1%:M + (1 + M%:R^-1) *: H))^T = invmx ((M%:R^-1 * \tr H) *: 1%:M + (1 + M%:R^-1) *: H). Proof. signs. Qed.
Lemma t6 : pd (H *m Psi *m H + (M%:R^-1 * (s + \tr (H *m Psi))) *: H). Proof. signs. Qed.
End Try.
